//! Annotated handlers in [Rocket](https://docs.rs/rocket/0.5) 0.5.
//!
//! `#[cors(...)]` stands above the attribute of the route; [`routes!`] takes the place of Rocket's; and
//! the fairing [`Cors`] is attached.
//!
//! ```
//! # #[macro_use] extern crate rocket;
//! use cors_runtime::cors;
//!
//! #[cors(origins = ["https://app.example.com"], credentials)]
//! #[get("/items")]
//! fn list_items() -> &'static str { "[]" }
//!
//! #[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
//! #[put("/items/<id>", data = "<name>")]
//! fn rename_item(id: usize, name: String) { /* ... */ }
//!
//! #[get("/health")]
//! fn health() {} // no CORS here, and none added
//!
//! # fn rocket() -> rocket::Rocket<rocket::Build> {
//! rocket::build()
//!     .attach(cors_runtime::rocket::Cors)
//!     .mount("/", cors_runtime::rocket::routes![list_items, rename_item, health])
//! # }
//! # let client = rocket::local::blocking::Client::tracked(rocket()).unwrap();
//! # let answer = client.get("/items").header(rocket::http::Header::new("Origin", "https://app.example.com")).dispatch();
//! # assert_eq!(answer.headers().get_one("access-control-allow-origin"), Some("https://app.example.com"));
//! ```
//!
//! # What cannot be forgotten
//!
//! Rocket does not launch where the fairing is not attached, where an annotated handler is mounted with
//! Rocket's own `routes!`, and where two policies stand on routes of one method between which a
//! preflight cannot choose: of a preflight only the path is known, not the format, and not whether a
//! guard will forward.
//!
//! # Where no route is
//!
//! What a catcher answers where no route has the path bears no CORS header, and its preflight is answered 404.
//! [`Cors::for_unmatched`] gives those paths a policy.
//!
//! # What Rocket does not tell
//!
//! Rocket drops header lines that are not UTF-8, so an `Origin` that is none counts as no `Origin`; and
//! it answers methods that it does not know with 400, before any fairing sees them. Neither comes from a
//! browser, and neither answer bears a CORS header that names an origin. It has no 405: where no handler of
//! a path has the method, its 404 bears the headers of the path's first policy.
//!
//! # Methods in forms
//!
//! Rocket takes a form's first field for the method if it is named `_method`. A page of any origin can send
//! such a form without a preflight, so that handlers of `PUT` and `DELETE` run for it as those of `POST` do:
//! give them the same protection against forged requests.
//!
//! # Where a handler forwards
//!
//! A preflight is answered by the policy of the route that Rocket tries first. The request itself is
//! answered by the policy of the route that answers in the end; none if that one has none.

mod path_pattern;
mod path_map;
mod exchange;
mod annotated_route;
mod mounted_policies;
mod path_tables;
mod unmatched;
mod sentinels;
mod below_route;
mod fairing;

pub use fairing::{Cors, CorsForUnmatched};

use crate::policy::route_policy::RoutePolicy;

/// Every route with its policy, or none, but for the generated ones, and once Rocket has ignited what [`Cors::for_unmatched`]
/// has (`* /<rest..>`): what a review of the server's surface reads.
///
/// ```
/// # #[macro_use] extern crate rocket;
/// use cors_runtime::{cors, rocket::{Cors, route_policies, routes}};
///
/// #[cors(origins = ["https://app.example.com"])]
/// #[get("/items/<id>")]
/// fn read_item(id: usize) {}
///
/// # fn main() {
/// let server = rocket::build().attach(Cors).mount("/api", routes![read_item]);
/// let lines: Vec<_> = route_policies(&server).map(|route| route.to_string()).collect();
/// assert!(lines[0].starts_with(r#"GET /api/items/<id>: origins = ["https://app.example.com"] ("#)); // file:line
/// # }
/// ```
pub fn route_policies<P: ::rocket::Phase>(
    rocket: &::rocket::Rocket<P>,
) -> impl Iterator<Item = RoutePolicy<'_>> {
    let routes = rocket.routes().filter(|route| !fairing::is_generated(route)).map(|route| {
        let policy = annotated_route::policy_of(route).map(|found| found.policy);
        RoutePolicy::new(route.uri.as_str(), route.method.as_str(), policy)
    });
    let unmatched = rocket.state::<unmatched::Unmatched>();
    routes.chain(unmatched.map(|unmatched| RoutePolicy::new("/<rest..>", "*", Some(unmatched.policy))))
}

/// Makes routes of handlers, annotated and others, as [Rocket's `routes!`](macro@::rocket::routes) does.
///
/// The routes of annotated handlers apply their policies, for which the fairing [`Cors`] must be
/// attached.
#[doc(inline)]
pub use crate::__rocket_routes as routes;

#[doc(hidden)]
pub mod __private {
    pub use super::annotated_route::{HandlerPolicy, Probe, WithoutPolicy, annotate};
    pub use super::below_route::{Function, IsBelow, IsNotBelow};
    pub use super::sentinels::{AnnotatedRoute, CorsFairing, RouteAnswer};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __rocket_routes {
    ($($handler:path),* $(,)?) => {{
        #[allow(unused_imports, reason = "every handler may have a policy, or none")]
        use $crate::rocket::__private::{IsBelow as _, IsNotBelow as _, WithoutPolicy as _};
        $((&$crate::rocket::__private::Function(&$handler)).check();)*
        ::std::vec::Vec::<::rocket::Route>::from_iter(
            <[::std::vec::Vec<::rocket::Route>; _]>::from([$($crate::rocket::__private::annotate(
                ::rocket::routes![$handler],
                $crate::rocket::__private::Probe::<$handler>::policy(),
            )),*])
            .into_iter()
            .flatten(),
        )
    }};
}
