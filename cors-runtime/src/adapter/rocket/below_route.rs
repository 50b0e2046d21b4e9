//! The error for an attribute below the attribute of the route.
//!
//! Rocket makes its route first then, and `#[cors(...)]`, which sees a plain function, changes the function's type. That
//! type is an error here, in the words of `Rule::AttributeBelowRoute`.

use rocket::Request;
use rocket::http::Status;
use rocket::response::{self, Responder};

use crate::policy::annotated::MountWithCorsRouting;

/// Nothing implements it.
#[diagnostic::on_unimplemented(
    message = "`#[cors(...)]` stands below the attribute of the route",
    label = "its policy is not seen here",
    note = "help: move it above, so that it sees the route"
)]
pub trait MoveCorsAboveTheRoute: sealed::Never {}

mod sealed {
    pub trait Never {}
}

/// The result of a function that is not `async`. The bound is on `A`, since the compiler would report one on the result
/// itself in the words of `Responder`.
impl<'r, 'o: 'r, A, F> Responder<'r, 'o> for MountWithCorsRouting<A, F>
where
    A: MoveCorsAboveTheRoute,
{
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'o> {
        Err(Status::InternalServerError)
    }
}

/// A handler as a function. Rocket awaits the result of an `async` one, so its type is visible only here. The result of
/// others is reported as a `Responder`.
#[derive(Debug)]
pub struct Function<'f, F>(pub &'f F);

/// Found for functions whose type the attribute has changed.
pub trait IsBelow<M> {
    /// Does not compile.
    fn check(&self)
    where
        Self: MoveCorsAboveTheRoute,
    {
    }
}

/// Found for all other functions, by one more reference.
pub trait IsNotBelow {
    /// Does nothing.
    fn check(&self) {}
}

impl<F> IsNotBelow for &Function<'_, F> {}

macro_rules! with_arguments {
    ($($argument:ident)*) => {
        impl<F, A, R, $($argument),*> IsBelow<(A, R, $($argument),*)> for Function<'_, F> where
            F: Fn($($argument),*) -> MountWithCorsRouting<A, R>,
            R: Future,
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
