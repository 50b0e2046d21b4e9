//! What is done to the application's response.

use http::StatusCode;

use crate::protocol::field::ResponseField;
use crate::protocol::method_table::allow;
use crate::protocol::response_fields::ResponseFields;
use crate::protocol::response_head::{FieldValue, ResponseHead, ResponseHeaders};

/// What is done to the application's response. `C` is the value of `Origin`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Completion<C> {
    /// Nothing.
    Nothing,
    /// The fields are merged into it.
    Merge(ResponseFields<C>),
    /// If it is a 405, the fields are merged into it; if the request is an ordinary OPTIONS request, the 405
    /// becomes the generated answer first.
    MergeIfNotAllowed { fields: ResponseFields<C>, is_options: bool },
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
        }
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
