//! The head of a response.

use http::{HeaderValue, StatusCode};

use crate::protocol::field::ResponseField;

/// The head of a response, lent by an adapter.
///
/// `'v` is how long the values of policies are lent to it.
pub(crate) trait ResponseHead<'v> {
    /// The type of the headers, possibly `Self`.
    type Headers: ResponseHeaders<'v>;

    /// The status.
    fn status(&self) -> StatusCode;

    /// Changes the status.
    fn set_status(&mut self, status: StatusCode);

    /// The headers.
    fn headers(&mut self) -> &mut Self::Headers;

    /// Removes the body and all headers.
    fn clear(&mut self);
}

/// The headers of a response: all that the protocol reads of them and writes to them.
pub(crate) trait ResponseHeaders<'v> {
    /// What a value of the request becomes in the response.
    type Copied;

    /// Calls `each` with every line whose name is [known](ResponseField::named).
    fn each_line(&self, each: impl FnMut(ResponseField, &[u8]));

    /// Removes all lines of the field.
    fn remove(&mut self, field: ResponseField);

    /// Sets the only line of the field, and replaces all others.
    fn insert(&mut self, field: ResponseField, value: FieldValue<'v, Self::Copied>);

    /// Adds a line to the field. `is_first` tells that the field has no line yet, so that no look-up is needed.
    fn append(&mut self, field: ResponseField, value: FieldValue<'v, Self::Copied>, is_first: bool);
}

/// The value of a response header.
#[derive(Debug)]
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
