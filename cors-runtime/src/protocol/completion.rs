//! What is done to the application's response.

use http::{HeaderValue, StatusCode};

use crate::explain::explanation::replaced_line;
use crate::protocol::explained::Explained;
use crate::protocol::field::ResponseField;
use crate::protocol::method_table::allow;
use crate::protocol::response_fields::ResponseFields;
use crate::protocol::response_head::{FieldValue, ResponseHead, ResponseHeaders};

/// What is done to the application's response. `C` is the value of `Origin`.
#[derive(Debug)]
pub(crate) enum Completion<C> {
    /// Nothing.
    Nothing,
    /// The fields are merged into it.
    Merge(ResponseFields<C>),
    /// If it is a 405, the fields are merged into it; if the request is an ordinary OPTIONS request, the 405
    /// becomes the generated answer first.
    MergeIfNotAllowed { fields: ResponseFields<C>, is_options: bool },
    /// The fields are merged into it, and it says why the page cannot read it.
    MergeExplained(Explained<ExplainedResponse<C>>),
}

/// What is merged into a response that explains itself.
#[derive(Debug)]
pub(crate) struct ExplainedResponse<C> {
    pub(crate) fields: ResponseFields<C>,
    /// Why the page cannot read the response.
    pub(crate) line: Option<HeaderValue>,
}

impl<'a, V: AsRef<[u8]> + ?Sized> Completion<&'a V> {
    /// The same in a form that outlives the request.
    #[inline]
    pub(crate) fn copied<C: From<&'a V>>(self) -> Completion<C> {
        match self {
            Self::Nothing => Completion::Nothing,
            Self::Merge(fields) => Completion::Merge(fields.copied()),
            Self::MergeIfNotAllowed { fields, is_options } => {
                Completion::MergeIfNotAllowed { fields: fields.copied(), is_options }
            }
            Self::MergeExplained(explained) => {
                Completion::MergeExplained(explained.map(|ExplainedResponse { fields, line }| {
                    ExplainedResponse { fields: fields.copied(), line }
                }))
            }
        }
    }
}

impl<C: Clone> Completion<C> {
    /// Completes the application's response.
    #[inline]
    pub(crate) fn complete<'v, R>(self, response: &mut R)
    where
        R: ResponseHead<'v, Headers: ResponseHeaders<'v, Copied = C>>,
    {
        match self {
            Self::Nothing => {}
            Self::Merge(fields) => fields.merge(response.headers()),
            Self::MergeIfNotAllowed { fields, is_options } => {
                if response.status() == StatusCode::METHOD_NOT_ALLOWED {
                    if is_options {
                        make_options_answer(response);
                    }
                    fields.merge(response.headers());
                }
            }
            Self::MergeExplained(explained) => explained.into_inner().merge(response.headers()),
        }
    }
}

impl<C: Clone> ExplainedResponse<C> {
    #[cold]
    fn merge<'v>(self, headers: &mut impl ResponseHeaders<'v, Copied = C>) {
        let mut has_own = false;
        headers.each_line(|field, _| has_own |= self.fields.owns(field));
        let replaced = || if has_own { replaced_line(self.fields.policy) } else { None };
        match self.line.or_else(replaced) {
            Some(line) => headers.insert(ResponseField::CorsExplanation, FieldValue::Owned(line)),
            // A layer inside may have explained what this policy decides otherwise.
            None => headers.remove(ResponseField::CorsExplanation),
        }
        self.fields.merge(headers);
    }
}

/// Makes a 405 the generated answer to OPTIONS: its `Allow` lists the methods of the 405, and OPTIONS, spelled as for
/// every other path.
fn make_options_answer<'v>(response: &mut impl ResponseHead<'v>) {
    let mut methods = String::from("OPTIONS");
    response.headers().each_line(|field, line| {
        if field == ResponseField::Allow {
            methods.push(',');
            methods.push_str(&String::from_utf8_lossy(line));
        }
    });
    response.clear();
    response.set_status(StatusCode::NO_CONTENT);
    let names = methods.split(',').map(str::trim).filter(|name| !name.is_empty());
    if let Some(allow) = allow(names.collect()) {
        response.headers().insert(ResponseField::Allow, FieldValue::Owned(allow));
    }
}
