//! An attribute on a function that returns something to be mounted, such as a `FileServer`.

use rocket::Route;

use crate::policy::annotated::{MountWithCorsRouting, WithoutAttribute};

/// What Rocket demands of everything that is mounted. Never the case here, so that the compiler reports the bound.
impl<A, F> From<MountWithCorsRouting<A, F>> for Vec<Route>
where
    F: WithoutAttribute,
{
    fn from(_: MountWithCorsRouting<A, F>) -> Self {
        Self::new()
    }
}
