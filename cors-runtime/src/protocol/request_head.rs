//! The head of a request.

use std::borrow::Cow;

use crate::protocol::field::RequestField;

/// The head of a request, lent by an adapter.
pub(crate) trait RequestHead {
    /// The value of a header line.
    type Value: AsRef<[u8]> + ?Sized;

    /// The method, in the case in which it was sent.
    fn method(&self) -> &str;

    /// The path that it was sent to, without the query.
    fn path(&self) -> &str;

    /// The host that the request was sent to, with its port unless that is the default.
    fn host(&self) -> Option<Cow<'_, [u8]>>;

    /// The values of all lines of the field, in order and unchanged.
    fn lines(&self, field: RequestField) -> impl Iterator<Item = &Self::Value>;
}
