//! The error for an attribute on a function that returns something to be mounted, such as a `FileServer`.

use rocket::Route;

use crate::policy::annotated::MountWithCorsRouting;

/// Nothing implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler, so it cannot have a policy",
    label = "its function has `#[cors(...)]`",
    note = "help: serve it from a handler, such as `#[get(\"/<path..>\")]` with a `NamedFile` for files"
)]
pub trait HandlerWithPolicy: sealed::Never {}

mod sealed {
    pub trait Never {}
}

/// What Rocket demands of everything that is mounted.
impl<A, F> From<MountWithCorsRouting<A, F>> for Vec<Route>
where
    F: HandlerWithPolicy,
{
    fn from(_: MountWithCorsRouting<A, F>) -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use cors_policy::{Rule, Violation};

    /// The attribute of the trait takes literals only.
    #[test]
    fn the_compiler_says_what_the_rule_says() {
        let violation = Violation::new(Rule::AttributeOnService, "{Self}");
        let message = violation.message();
        for line in message.as_str().lines() {
            let literal = format!("= {:?}", line.trim());
            assert!(include_str!("no_route.rs").contains(&literal), "{literal}");
        }
    }
}
