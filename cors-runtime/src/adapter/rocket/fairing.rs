//! The fairing, and the routes that it generates.

use cors_policy::{Rule, Violation};
use log::info;
use rocket::fairing::{self, Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Orbit, Request, Response, Rocket, Route, async_trait};

use super::default_policies::{DefaultPolicies, GENERATED};
use super::exchange::respond;
use super::path_tables::PathTables;
use super::report::report;
use super::unmatched::Unmatched;
use crate::policy::Policy;
use crate::protocol::decision::{Decision, decide, decide_for};
use crate::protocol::explained::ExplainedAnswers;
use crate::protocol::request_kind::RequestOrigin;

/// The fairing that applies the policies of annotated handlers.
///
/// It answers preflights, and adds the CORS headers to every response of an annotated route, even if a guard fails or a
/// catcher responds. If a handler forwards, the policy of the route that responds in the end applies. While Rocket
/// ignites, the fairing generates one OPTIONS route for each path, and stops the launch if two policies contradict each
/// other.
///
/// Fairings that were attached before it see responses without CORS headers.
#[derive(Clone, Copy, Debug)]
pub struct Cors;

impl Cors {
    /// The same fairing, with a policy for paths that no route has. Attach it instead of `Cors`.
    ///
    /// The policy applies to the catcher's responses and to preflights. It does not apply to paths that any route has,
    /// whether with or without a policy, and for whatever method.
    ///
    /// ```
    /// use cors_runtime::{Policy, policy, rocket::Cors};
    ///
    /// static EVERYONE: Policy = policy!(origins = ["*"], methods = ["GET"]);
    ///
    /// let server = rocket::build().attach(Cors.for_unmatched(&EVERYONE));
    /// # let client = rocket::local::blocking::Client::tracked(server).unwrap();
    /// # let answer = client.get("/unknown").header(rocket::http::Header::new("Origin", "https://a.example")).dispatch();
    /// # assert_eq!((answer.status().code, answer.headers().get_one("access-control-allow-origin")), (404, Some("*")));
    /// ```
    #[must_use = "a fairing has no effect until it is attached"]
    pub const fn for_unmatched(self, policy: &'static Policy) -> CorsWithPolicies {
        CorsWithPolicies {
            unmatched: Some(policy),
            routes: DefaultPolicies::none(),
            explained: ExplainedAnswers::ByDefault,
        }
    }

    /// The same fairing, with a policy for all routes that have none; see [`for_routes`](Self::for_routes).
    #[must_use = "a fairing has no effect until it is attached"]
    pub fn for_all(self, policy: &'static Policy) -> CorsWithPolicies {
        self.for_routes("/", policy)
    }

    /// The same fairing, with a policy for the routes at and below a path that have none, such as those of a
    /// `FileServer`, of other crates, or made by hand. Attach it instead of `Cors`.
    ///
    /// A handler's own attribute takes precedence, and the longer path over the shorter one. If such a policy has
    /// `refuse_other_origins`, the handler has run by the time its response is refused. Routes that are mounted after the
    /// fairing has ignited have no preflights.
    ///
    /// ```
    /// # use rocket::fs::FileServer;
    /// use cors_runtime::{Policy, policy, rocket::Cors};
    ///
    /// static FONTS: Policy = policy!(origins = ["*"]);
    ///
    /// let server = rocket::build()
    ///     .attach(Cors.for_routes("/fonts", &FONTS))
    ///     .mount("/fonts", FileServer::from("."));
    /// # let client = rocket::local::blocking::Client::tracked(server).unwrap();
    /// # let answer = client.get("/fonts/Cargo.toml").header(rocket::http::Header::new("Origin", "https://a.example")).dispatch();
    /// # assert_eq!((answer.status().code, answer.headers().get_one("access-control-allow-origin")), (200, Some("*")));
    /// ```
    #[must_use = "a fairing has no effect until it is attached"]
    pub fn for_routes(self, base: &'static str, policy: &'static Policy) -> CorsWithPolicies {
        CorsWithPolicies::none().for_routes(base, policy)
    }

    /// The same fairing, with [explained answers](crate::explain#explained-answers) on or off. Attach it instead of `Cors`.
    #[must_use = "a fairing has no effect until it is attached"]
    pub const fn explained_answers(self, is_on: bool) -> CorsWithPolicies {
        CorsWithPolicies {
            unmatched: None,
            routes: DefaultPolicies::none(),
            explained: ExplainedAnswers::new(is_on),
        }
    }
}

#[async_trait]
impl Fairing for Cors {
    fn info(&self) -> Info {
        Info { name: "CORS", kind: Kind::Ignite | Kind::Liftoff | Kind::Response | Kind::Singleton }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        // A fairing attached now ignites after all those attached before, which may mount routes.
        Ok(rocket.attach(GeneratedRoutes(CorsWithPolicies::none())))
    }

    async fn on_liftoff(&self, rocket: &Rocket<Orbit>) {
        let routes = rocket.state::<PathTables>().map(PathTables::routes).unwrap_or_default();
        let unmatched = rocket.state::<Unmatched>();
        if !routes.is_empty() || unmatched.is_some() {
            info!(target: "rocket::launch", "CORS:");
        }
        for annotated in routes {
            info!(target: "rocket::launch::_", "{}: {}", annotated.route, annotated.policy);
        }
        if let Some(unmatched) = unmatched {
            info!(target: "rocket::launch::_", "where no route is: {}", unmatched.policy);
        }
        if rocket.state::<PathTables>().is_some_and(|tables| tables.explained().are_on().is_some()) {
            info!(target: "rocket::launch::_", "answers say why a request is refused");
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        complete(request, response);
    }
}

/// Completes a response by the policy that applies to it.
fn complete<'r>(request: &'r Request<'_>, response: &mut Response<'r>) {
    let Some(tables) = request.rocket().state::<PathTables>() else { return };
    if let Some(route) = request.route() {
        // The route that responded, whichever were tried before it.
        let Some(policy) = tables.mounted(request.rocket()).policy(route) else { return };
        match decide_for(policy, tables.explained(), RequestOrigin::of(request), request) {
            Decision::Forward(completion) => completion.complete(response),
            // The wrapper has refused the request already; fairings may have changed the response since.
            Decision::Answer(answer) => {
                answer.write(request, response);
            }
        }
        return;
    }
    // No route has the path, or none has it with the method.
    let Some(table) = tables.find(request.uri()).or_else(|| Unmatched::find(request)) else { return };
    match decide(table, tables.explained(), request) {
        Decision::Forward(completion) => completion.complete(response),
        Decision::Answer(answer) => *response = respond(answer, request),
    }
}

/// The fairing [`Cors`] with policies for what has no attribute; made by its methods.
#[must_use = "a fairing has no effect until it is attached"]
#[derive(Clone, Debug)]
pub struct CorsWithPolicies {
    unmatched: Option<&'static Policy>,
    routes: DefaultPolicies,
    explained: ExplainedAnswers,
}

impl CorsWithPolicies {
    const fn none() -> Self {
        Self { unmatched: None, routes: DefaultPolicies::none(), explained: ExplainedAnswers::ByDefault }
    }

    /// Turns explained answers on or off; see [`Cors::explained_answers`].
    pub fn explained_answers(self, is_on: bool) -> Self {
        Self { explained: ExplainedAnswers::new(is_on), ..self }
    }

    /// Adds a policy for paths that no route has; see [`Cors::for_unmatched`].
    pub fn for_unmatched(self, policy: &'static Policy) -> Self {
        Self { unmatched: Some(policy), ..self }
    }

    /// Adds a policy for all routes that have none; see [`Cors::for_all`].
    pub fn for_all(self, policy: &'static Policy) -> Self {
        self.for_routes("/", policy)
    }

    /// Adds a policy for the routes at and below a path that have none; see [`Cors::for_routes`].
    pub fn for_routes(mut self, base: &'static str, policy: &'static Policy) -> Self {
        self.routes.add(base, policy);
        self
    }
}

#[async_trait]
impl Fairing for CorsWithPolicies {
    fn info(&self) -> Info {
        Cors.info()
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        Ok(rocket.attach(GeneratedRoutes(self.clone())))
    }

    async fn on_liftoff(&self, rocket: &Rocket<Orbit>) {
        Cors.on_liftoff(rocket).await;
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        complete(request, response);
    }
}

/// Generates the OPTIONS routes.
struct GeneratedRoutes(CorsWithPolicies);

#[async_trait]
impl Fairing for GeneratedRoutes {
    fn info(&self) -> Info {
        Info { name: "CORS preflights", kind: Kind::Ignite }
    }

    async fn on_ignite(&self, mut rocket: Rocket<Build>) -> fairing::Result {
        if rocket.state::<PathTables>().is_some() {
            report(Violation::new(Rule::FairingTwice, ""), "", &[]);
            return Err(rocket);
        }
        let CorsWithPolicies { unmatched, routes, explained } = &self.0;
        let tables = match PathTables::new(rocket.routes(), routes.clone(), *explained) {
            Ok(tables) => tables,
            Err(conflicts) => {
                for conflict in conflicts {
                    let (what, places) = conflict.lines();
                    report(Violation::new(Rule::PoliciesContradict, &what), "", &places);
                }
                return Err(rocket);
            }
        };
        let policies = tables.routes().iter().map(|annotated| annotated.policy).chain(*unmatched);
        let policies = policies.chain(routes.policies());
        let mut lines = Vec::new();
        for error in policies.filter_map(|policy| policy.prepare().err()) {
            // Several policies may use one source.
            let new: Vec<_> = error.to_string().lines().map(str::to_owned).collect();
            lines.extend(new.into_iter().filter(|line| !lines.contains(line)).collect::<Vec<_>>());
        }
        if !lines.is_empty() {
            report(Violation::new(Rule::OriginsUnusable, "CORS policies"), "", &lines);
            return Err(rocket);
        }
        // They precede every route of the application. Each has its own rank, so that they cannot collide; if two match
        // a request, both would answer it from the same tables.
        for (rank, first) in (isize::MIN..).zip(tables.first_of_each_path()) {
            let path = first.uri.unmounted_origin.path();
            let mut route = Route::ranked(rank, Method::Options, path.as_str(), Preflights);
            route.name = Some(GENERATED.into());
            rocket = rocket.mount(first.uri.base.clone(), vec![route]);
        }
        if let Some(policy) = *unmatched {
            rocket = rocket.manage(Unmatched::new(policy));
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
        let decide_by =
            |tables: &'r PathTables| Some(decide(tables.find(request.uri())?, tables.explained(), request));
        match request.rocket().state().and_then(decide_by) {
            Some(Decision::Answer(answer)) => Outcome::Success(respond(answer, request)),
            // The application may have its own handler.
            _ => Outcome::forward(data, Status::NotFound),
        }
    }
}
