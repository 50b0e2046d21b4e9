//! The fairing, and the routes that it generates.

use log::{error, info};
use rocket::fairing::{self, Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Orbit, Request, Response, Rocket, Route, async_trait};

use super::annotated_route::Pending;
use super::exchange::{Head, apply, respond};
use super::path_tables::PathTables;
use crate::decision::{Decision, decide};

/// The fairing that applies the policies of annotated handlers.
///
/// It answers preflights, and adds the CORS headers to every answer of an annotated route, also
/// where a guard fails or a catcher answers. Where a handler forwards, the policy of the route that
/// answers in the end counts. While Rocket ignites, it generates one OPTIONS route for each path,
/// and stops the launch where two policies contradict each other.
///
/// Fairings that were attached before it see an answer without its CORS headers.
#[derive(Clone, Copy, Debug)]
pub struct Cors;

#[async_trait]
impl Fairing for Cors {
    fn info(&self) -> Info {
        Info { name: "CORS", kind: Kind::Ignite | Kind::Liftoff | Kind::Response | Kind::Singleton }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        // What is attached now ignites after all that were attached before, and may have mounted routes.
        Ok(rocket.attach(GeneratedRoutes))
    }

    async fn on_liftoff(&self, rocket: &Rocket<Orbit>) {
        let routes = rocket.state::<PathTables>().map(PathTables::routes).unwrap_or_default();
        if !routes.is_empty() {
            info!(target: "rocket::launch", "CORS:");
        }
        for annotated in routes {
            info!(target: "rocket::launch::_", "{}: {}", annotated.route, annotated.policy.brief());
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        if let Some(route) = request.route() {
            if let Some(fields) = Pending::of(request, route) {
                apply(fields, request, response);
            }
            return;
        }
        // No route of the path has the method.
        let tables = request.rocket().state::<PathTables>();
        let table = tables.and_then(|tables| tables.find(request.uri()));
        let head = Head::of(request);
        match table.map_or(Decision::ForwardUntouched, |table| decide(table, &head)) {
            Decision::ForwardUntouched => {}
            Decision::Forward(fields) | Decision::ForwardUnlisted { fields, .. } => {
                apply(fields, request, response);
            }
            Decision::Answer(answer) => *response = respond(&answer, request),
        }
    }
}

/// Generates the OPTIONS routes.
struct GeneratedRoutes;

#[async_trait]
impl Fairing for GeneratedRoutes {
    fn info(&self) -> Info {
        Info { name: "CORS preflights", kind: Kind::Ignite }
    }

    async fn on_ignite(&self, mut rocket: Rocket<Build>) -> fairing::Result {
        let tables = match PathTables::new(rocket.routes()) {
            Ok(tables) => tables,
            Err(conflicts) => {
                for conflict in conflicts {
                    let (what, lines) = conflict.lines();
                    error!(target: "rocket", "{what}");
                    for line in lines {
                        error!(target: "rocket::_", "{line}");
                    }
                }
                return Err(rocket);
            }
        };
        // Before every route of the application, and each with a rank of its own: where two match a
        // request, either answers it from the same tables.
        for (rank, first) in (isize::MIN..).zip(tables.first_of_each_path()) {
            let path = first.uri.unmounted_origin.path();
            let mut route = Route::ranked(rank, Method::Options, path.as_str(), Preflights);
            route.name = Some("cors".into());
            rocket = rocket.mount(first.uri.base.clone(), vec![route]);
        }
        Ok(rocket.manage(tables))
    }
}

/// The handler of generated routes.
#[derive(Clone)]
struct Preflights;

#[async_trait]
impl Handler for Preflights {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let tables = request.rocket().state::<PathTables>();
        let table = tables.and_then(|tables| tables.find(request.uri()));
        let head = Head::of(request);
        match table.map(|table| decide(table, &head)) {
            Some(Decision::Answer(answer)) => Outcome::Success(respond(&answer, request)),
            // The application has a handler of its own, or none.
            _ => Outcome::forward(data, Status::NotFound),
        }
    }
}
