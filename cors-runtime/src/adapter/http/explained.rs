//! Explained answers.

use http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri};

use super::{Completing, RequestParts, response_value};
use crate::protocol::decision::{Decision, decide};
use crate::protocol::explained::ExplainedAnswers;
use crate::protocol::explanation::{explain_refusal, explain_request, line_of_response, policy_of_request};
use crate::protocol::field::ResponseField;
use crate::protocol::method_table::MethodTable;
use crate::protocol::response_head::{FieldValue, ResponseHead, ResponseHeaders};

/// Whether answers are explained.
pub(in crate::adapter) type Explained = ExplainedAnswers<Explainer>;

/// Decides on a request, and explains it.
pub(in crate::adapter) type Explainer = fn(&MethodTable, &BorrowedParts<'_>) -> ExplainedStep;

/// What is done with a request.
pub(in crate::adapter) enum ExplainedStep {
    /// The application does not see it.
    Respond(Response<String>),
    Forward(Completing),
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

pub(super) fn explain(table: &MethodTable, request: &BorrowedParts<'_>) -> ExplainedStep {
    let mut response = CollectedAnswer::default();
    if let Some(refusal) = explain_refusal(table, request) {
        let text = refusal.write(request, &mut response);
        return ExplainedStep::Respond(response.with_text(text));
    }
    let policy = policy_of_request(table, request);
    let line = policy.and_then(|policy| explain_request(policy, request));
    match (decide(table, request), policy) {
        (Decision::Answer(answer), _) => {
            answer.write(request, &mut response);
            response.fields.extend(line.map(|line| (ResponseField::CorsExplanation, line)));
            ExplainedStep::Respond(response.with_text(String::new()))
        }
        (Decision::Forward(completion), None) => ExplainedStep::Forward(Completing::By(completion.copied())),
        (Decision::Forward(completion), Some(policy)) => {
            let note = move |headers: &mut HeaderMap| {
                match line_of_response(policy, line, headers) {
                    Some(line) => headers.insert(CORS_EXPLANATION, line),
                    // A layer inside may have explained what this policy decides otherwise.
                    None => headers.remove(CORS_EXPLANATION),
                };
            };
            ExplainedStep::Forward(Completing::Explained(Box::new((completion.copied(), Box::new(note)))))
        }
    }
}

/// As text, unlike where responses are completed: code that both used would be inlined in neither.
const CORS_EXPLANATION: &str = ResponseField::CorsExplanation.name();

/// An answer before it is a response.
#[derive(Default)]
struct CollectedAnswer {
    status: StatusCode,
    fields: Vec<(ResponseField, HeaderValue)>,
}

impl CollectedAnswer {
    fn with_text(self, text: String) -> Response<String> {
        let mut response = Response::new(text);
        *response.status_mut() = self.status;
        for (field, value) in self.fields {
            response.headers_mut().append(field.name(), value);
        }
        response
    }
}

impl ResponseHead<'_> for CollectedAnswer {
    type Headers = Self;

    fn status(&self) -> StatusCode {
        self.status
    }

    fn set_status(&mut self, status: StatusCode) {
        self.status = status;
    }

    fn headers(&mut self) -> &mut Self {
        self
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl ResponseHeaders<'_> for CollectedAnswer {
    type Copied = HeaderValue;

    fn each_line(&self, mut each: impl FnMut(ResponseField, &[u8])) {
        for (field, value) in &self.fields {
            each(*field, value.as_bytes());
        }
    }

    fn remove(&mut self, field: ResponseField) {
        self.fields.retain(|(known, _)| *known != field);
    }

    fn insert(&mut self, field: ResponseField, value: FieldValue<'_, HeaderValue>) {
        ResponseHeaders::remove(self, field);
        self.append(field, value, true);
    }

    fn append(&mut self, field: ResponseField, value: FieldValue<'_, HeaderValue>, _: bool) {
        self.fields.push((field, response_value(value)));
    }
}
