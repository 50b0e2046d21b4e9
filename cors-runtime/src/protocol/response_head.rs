//! The head of a response.

use http::{HeaderValue, StatusCode};

use crate::protocol::field::ResponseField;

/// A response, lent by an adapter: all that the protocol reads of it and writes to it.
///
/// `'v` is how long the values of policies are lent to it.
pub(crate) trait ResponseHead<'v> {
    /// What a value of the request becomes in the response.
    type Copied;

    /// The status.
    fn status(&self) -> StatusCode;

    /// Changes the status.
    fn set_status(&mut self, status: StatusCode);

    /// Removes the body and all headers.
    fn clear(&mut self);

    /// Calls `each` with every header line whose name is [known](ResponseField::named).
    fn each_line(&self, each: impl FnMut(ResponseField, &[u8]));

    /// Removes all lines of the field.
    fn remove(&mut self, field: ResponseField);

    /// Adds a line.
    fn append(&mut self, field: ResponseField, value: FieldValue<'v, Self::Copied>);
}

/// The value of a response header.
#[derive(Clone, Debug)]
pub(crate) enum FieldValue<'v, C> {
    /// A value of a policy or of a table.
    Borrowed(&'v HeaderValue),
    /// A value made for this response.
    Owned(HeaderValue),
    /// A value of the request.
    Copied(C),
}

impl<'v, C> FieldValue<'v, C> {
    /// Changes the form of a value of the request.
    #[inline]
    pub(crate) fn map<D>(self, form: impl FnOnce(C) -> D) -> FieldValue<'v, D> {
        match self {
            Self::Borrowed(value) => FieldValue::Borrowed(value),
            Self::Owned(value) => FieldValue::Owned(value),
            Self::Copied(value) => FieldValue::Copied(form(value)),
        }
    }
}
