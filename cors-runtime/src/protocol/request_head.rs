//! What is asked of a request, whatever the framework calls its types.

use std::borrow::Cow;

/// The head of a request, lent by an adapter.
pub(crate) trait RequestHead {
    /// The value of a header line, so that it can be copied into the answer without looking for it again.
    type Value: AsRef<[u8]> + ?Sized;

    /// The method, in its own case.
    fn method(&self) -> &str;

    /// The host, and the port if it is not the default, that the request was sent to.
    fn host(&self) -> Option<Cow<'_, [u8]>>;

    /// The values of all lines of the field, in order, as they came.
    fn lines(&self, field: RequestField) -> impl Iterator<Item = &Self::Value>;
}

/// The request headers that a decision reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestField {
    /// `Origin`
    Origin,
    /// `Access-Control-Request-Method`
    AccessControlRequestMethod,
    /// `Access-Control-Request-Headers`
    AccessControlRequestHeaders,
    /// `Access-Control-Request-Private-Network`
    AccessControlRequestPrivateNetwork,
    /// `Sec-Fetch-Site`
    SecFetchSite,
}
