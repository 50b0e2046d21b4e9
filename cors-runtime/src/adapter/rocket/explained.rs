//! Explained answers.

use std::io::Cursor;

use rocket::http::ContentType;
use rocket::{Request, Response};

use crate::policy::Policy;
use crate::protocol::explained::ExplainedAnswers;
use crate::protocol::explanation::{explain_refusal, explain_request, line_of_response, policy_of_request};
use crate::protocol::field::ResponseField;
use crate::protocol::method_table::MethodTable;
use crate::protocol::response_head::{FieldValue, ResponseHeaders};

/// Whether answers are explained.
pub(super) type Explained = ExplainedAnswers<&'static Explainer>;

/// Explains answers.
#[derive(Debug)]
pub(super) struct Explainer {
    /// The answer to a preflight that is refused; `None` for other requests.
    pub(super) refuse: for<'r> fn(&'r MethodTable, &'r Request<'_>) -> Option<Response<'r>>,
    /// Writes what becomes of a request into its response, before the response is completed by the policy.
    pub(super) note: for<'r> fn(&'static Policy, &'r Request<'_>, &mut Response<'r>),
    /// The same if the path has no route.
    pub(super) note_unrouted: for<'r> fn(&MethodTable, &'r Request<'_>, &mut Response<'r>),
}

pub(super) static EXPLAINER: Explainer = Explainer { refuse, note, note_unrouted };

/// Explained answers, as the application says.
pub(super) const fn explained(is_on: bool) -> Explained {
    if is_on { ExplainedAnswers::By(&EXPLAINER) } else { ExplainedAnswers::Off }
}

fn refuse<'r>(table: &'r MethodTable, request: &'r Request<'_>) -> Option<Response<'r>> {
    let mut response = Response::new();
    // The headers are written as text that the response owns.
    let text = explain_refusal(table, request)?.write(request, &mut response);
    response.set_header(ContentType::Plain);
    response.set_sized_body(text.len(), Cursor::new(text));
    Some(response)
}

fn note<'r>(policy: &'static Policy, request: &'r Request<'_>, response: &mut Response<'r>) {
    if request.headers().contains("Origin") {
        match line_of_response(policy, explain_request(policy, request), response) {
            Some(line) => response.insert(ResponseField::CorsExplanation, FieldValue::Owned(line)),
            // A route may have explained what this policy decides otherwise.
            None => response.remove(ResponseField::CorsExplanation),
        }
    }
}

fn note_unrouted<'r>(table: &MethodTable, request: &'r Request<'_>, response: &mut Response<'r>) {
    if let Some(policy) = policy_of_request(table, request) {
        note(policy, request, response);
    }
}
