//! Annotated handlers in [Rocket](https://docs.rs/rocket/0.5) 0.5.
//!
//! Write `#[cors(...)]` above the attribute of the route, mount with [`routes!`] instead of Rocket's, and attach the
//! fairing [`Cors`].
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
//! # Impossible to forget
//!
//! `#[cors(...)]` goes above the route attribute. Below it, the program does not compile, unless an `async` handler is mounted
//! with Rocket's own `routes!`, which gives it no policy. A catcher and a `FileServer` have no policy: the response of a
//! catcher carries the headers of the route that failed, and files are served from a handler that returns a
//! [`NamedFile`](::rocket::fs::NamedFile).
//!
//! Rocket does not launch if the fairing is not attached, or if an annotated handler is mounted with Rocket's own
//! `routes!`. Nor does it launch if routes of one method have two policies between which a preflight cannot choose: a
//! preflight tells only the path, not the format, and not whether a guard will forward.
//!
//! # Unknown paths
//!
//! If no route has the path, the catcher's response carries no CORS header, and the preflight's response is a 404.
//! [`Cors::for_unmatched`] gives those paths a policy. [`Cors::for_routes`] gives one to routes without an attribute.
//!
//! # Limits of Rocket
//!
//! Rocket drops header lines that are not UTF-8, so a request with such an `Origin` counts as one without. It answers
//! unknown methods with 400 before any fairing sees them. No browser sends either, and neither response names an origin.
//! Rocket has no 405: if no handler of a path has the method, its 404 carries the headers of the path's first policy.
//!
//! # Methods in forms
//!
//! If the first field of a form is named `_method`, Rocket uses it as the method. A page of any origin can send such a
//! form without a preflight, so it can run handlers of `PUT` and `DELETE` just as those of `POST`. Protect them against
//! forged requests in the same way.
//!
//! # Handlers that forward
//!
//! The policy of the route that Rocket tries first answers a preflight. The policy of the route that responds in the end,
//! if it has one, applies to the response.

mod path_pattern;
mod path_map;
mod exchange;
mod annotated_route;
mod default_policies;
mod mounted_policies;
mod path_tables;
mod unmatched;
mod report;
mod sentinels;
mod below_route;
mod no_route;
mod fairing;

pub use fairing::{Cors, CorsWithPolicies};

use crate::policy::route_policy::{KnownPolicy, RoutePolicy};
use crate::policy::surface::Surface;

/// Every route with its policy, if it has one, for a review of the server.
///
/// Routes of functions without a policy are listed as such; a `FileServer` or another handler of its own type is listed as
/// [unknown](RoutePolicy::is_unknown). Generated routes are not included. Once Rocket has ignited, the policies of
/// [`Cors::for_routes`] are included, and that of [`Cors::for_unmatched`] (`* /<rest..>`).
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
    let tables = rocket.state::<path_tables::PathTables>();
    let routes = rocket.routes().filter(|route| !default_policies::is_generated(route)).map(move |route| {
        let known = match annotated_route::known_policy(route) {
            own @ KnownPolicy::Policy(_) => own,
            known => {
                tables.and_then(|tables| tables.default_policy(route)).map_or(known, KnownPolicy::Policy)
            }
        };
        RoutePolicy::new(route.uri.as_str(), route.method.as_str(), known)
    });
    let unmatched = rocket.state::<unmatched::Unmatched>();
    let policy = |unmatched: &unmatched::Unmatched| KnownPolicy::Policy(unmatched.policy);
    routes.chain(unmatched.map(move |unmatched| RoutePolicy::new("/<rest..>", "*", policy(unmatched))))
}

/// The [route policies](route_policies) in the order of paths and methods, to be kept in a file by a test; see [`Surface`].
pub fn surface<P: ::rocket::Phase>(rocket: &::rocket::Rocket<P>) -> Surface<'_> {
    route_policies(rocket).collect()
}

/// Makes routes of handlers, annotated or not, as [Rocket's `routes!`](macro@::rocket::routes) does.
///
/// The routes of annotated handlers apply their policies; the fairing [`Cors`] must be attached for that.
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
