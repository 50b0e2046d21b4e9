//! Which kind of request it is, as the Fetch standard tells them apart.

use crate::request_head::{RequestField, RequestHead};

/// The kind of a request (<https://fetch.spec.whatwg.org/#http-requests>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestKind<'r> {
    /// No `Origin`.
    NotCors,
    /// A CORS request.
    Cors { origin: RequestOrigin<'r> },
    /// A CORS-preflight request (<https://fetch.spec.whatwg.org/#cors-preflight-request>).
    CorsPreflight { origin: RequestOrigin<'r>, method: &'r [u8] },
}

/// The origin that a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestOrigin<'r> {
    One(&'r [u8]),
    /// More than one line, as no browser sends.
    Several,
}

impl<'r> RequestKind<'r> {
    /// Looks no further than it must: most requests have no `Origin`.
    pub(crate) fn of(head: &'r impl RequestHead) -> Self {
        let mut origins = head.lines(RequestField::Origin);
        let origin = match (origins.next(), origins.next()) {
            (None, _) => return Self::NotCors,
            (Some(origin), None) => RequestOrigin::One(origin),
            (Some(_), Some(_)) => return Self::Cors { origin: RequestOrigin::Several },
        };
        if head.method() == "OPTIONS" {
            let mut methods = head.lines(RequestField::AccessControlRequestMethod);
            if let (Some(method), None) = (methods.next(), methods.next()) {
                return Self::CorsPreflight { origin, method };
            }
        }
        Self::Cors { origin }
    }
}
