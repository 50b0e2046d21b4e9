//! Explained answers.

use http::{HeaderMap, Method, Response, Uri};

use super::RequestParts;
use crate::protocol::answer::Answer;
use crate::protocol::decision::{Decision, decide};
use crate::protocol::explained::ExplainedAnswers;
use crate::protocol::explanation::{explain_refusal, explain_request, policy_of_request, write_line};
use crate::protocol::field::ResponseField;
use crate::protocol::method_table::MethodTable;
use crate::protocol::response_head::{FieldValue, ResponseHeaders};

/// Whether answers are explained.
pub(in crate::adapter) type Explained = ExplainedAnswers<Explainer>;

/// Explains what is done with a request; `None` if there is nothing to explain.
pub(in crate::adapter) type Explainer = fn(&MethodTable, &BorrowedParts<'_>) -> Option<ExplainedStep>;

/// What is done with a request.
pub(in crate::adapter) enum ExplainedStep {
    /// The application does not see it.
    Respond(Response<String>),
    Forward(Note),
}

/// Writes the explanation into the application's response.
pub(super) type Note = Box<dyn FnOnce(&mut HeaderMap) + Send + Sync>;

/// A request, whatever body it has.
#[derive(Debug)]
pub(in crate::adapter) struct BorrowedParts<'a> {
    method: &'a Method,
    uri: &'a Uri,
    headers: &'a HeaderMap,
}

impl<'a> BorrowedParts<'a> {
    pub(super) fn of(request: &'a impl RequestParts) -> Self {
        Self { method: request.method(), uri: request.uri(), headers: request.headers() }
    }
}

impl RequestParts for BorrowedParts<'_> {
    fn method(&self) -> &Method {
        self.method
    }

    fn uri(&self) -> &Uri {
        self.uri
    }

    fn headers(&self) -> &HeaderMap {
        self.headers
    }
}

/// Explained answers, as the application says.
pub(in crate::adapter) const fn explained(is_on: bool) -> Explained {
    if is_on { ExplainedAnswers::By(explain) } else { ExplainedAnswers::Off }
}

pub(super) fn explain(table: &MethodTable, request: &BorrowedParts<'_>) -> Option<ExplainedStep> {
    let mut response = Response::default();
    if let Some(refusal) = explain_refusal(table, request) {
        let text = refusal.write(request, &mut response);
        return Some(ExplainedStep::Respond(response.map(|()| text)));
    }
    let policy = policy_of_request(table, request)?;
    let line = explain_request(policy, request);
    match decide(table, request) {
        Decision::Answer(answer @ Answer::RefusedRequest(_)) => {
            answer.write(request, &mut response);
            if let Some(line) = line {
                let line = FieldValue::Owned(line);
                ResponseHeaders::insert(response.headers_mut(), ResponseField::CorsExplanation, line);
            }
            Some(ExplainedStep::Respond(response.map(|()| String::new())))
        }
        Decision::Answer(_) => None,
        Decision::Forward(_) => {
            Some(ExplainedStep::Forward(Box::new(move |headers| write_line(policy, line, headers))))
        }
    }
}
