//! What becomes of an attribute that stands below the one of the route.
//!
//! Rocket then makes its route first, and the attribute, which sees a plain function, gives it
//! another type. What is found of that is made an error here, in the words of
//! `Rule::AttributeBelowRoute`.

use rocket::Request;
use rocket::http::Status;
use rocket::response::{self, Responder};

use crate::policy::annotated::MountWithCorsRouting;

/// Implemented by nothing.
#[diagnostic::on_unimplemented(
    message = "`#[cors(...)]` stands below the attribute of the route",
    label = "its policy is not seen here",
    note = "help: move it above, so that it sees the route"
)]
pub trait MoveCorsAboveTheRoute {}

/// What a function returns that is not `async`.
impl<'r, 'o: 'r, A, F> Responder<'r, 'o> for MountWithCorsRouting<A, F>
where
    Self: MoveCorsAboveTheRoute,
{
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'o> {
        Err(Status::InternalServerError)
    }
}

/// A handler as a function. What an `async` one returns is awaited by Rocket, so that its type is
/// seen only here.
#[derive(Debug)]
pub struct Function<'f, F>(pub &'f F);

/// Found for functions that the attribute gave another type.
pub trait IsBelow<M> {
    /// Does not compile.
    fn check(&self)
    where
        Self: MoveCorsAboveTheRoute,
    {
    }
}

/// Found for all others, one reference further.
pub trait IsNotBelow {
    /// Does nothing.
    fn check(&self) {}
}

impl<F> IsNotBelow for &Function<'_, F> {}

macro_rules! with_arguments {
    ($($argument:ident)*) => {
        impl<F, A, R, $($argument),*> IsBelow<(A, R, $($argument),*)> for Function<'_, F> where
            F: Fn($($argument),*) -> MountWithCorsRouting<A, R>
        {
        }
    };
}

with_arguments!();
with_arguments!(T1);
with_arguments!(T1 T2);
with_arguments!(T1 T2 T3);
with_arguments!(T1 T2 T3 T4);
with_arguments!(T1 T2 T3 T4 T5);
with_arguments!(T1 T2 T3 T4 T5 T6);
with_arguments!(T1 T2 T3 T4 T5 T6 T7);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8);

#[cfg(test)]
mod tests {
    use cors_policy::{Rule, Violation};

    /// The attribute of the trait takes literals only.
    #[test]
    fn the_compiler_says_what_the_rule_says() {
        let violation = Violation::new(Rule::AttributeBelowRoute, "");
        let message = violation.message();
        for line in message.as_str().lines() {
            assert!(include_str!("below_route.rs").contains(&format!("= \"{}\"", line.trim())), "{line}");
        }
    }
}
