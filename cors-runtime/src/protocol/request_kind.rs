//! The kinds of requests that the Fetch standard distinguishes.

use crate::protocol::field::RequestField;
use crate::protocol::request_head::RequestHead;

/// The kind of a request (<https://fetch.spec.whatwg.org/#http-requests>).
#[derive(Debug)]
pub(crate) enum RequestKind<'r, V: ?Sized> {
    /// No `Origin`.
    NotCors,
    /// A CORS request.
    Cors { origin: RequestOrigin<'r, V> },
    /// A CORS-preflight request (<https://fetch.spec.whatwg.org/#cors-preflight-request>).
    CorsPreflight { origin: RequestOrigin<'r, V>, method: &'r V },
}

/// The origin that a request names.
#[derive(Debug)]
pub(crate) enum RequestOrigin<'r, V: ?Sized> {
    One(&'r V),
    /// More than one line, which no browser sends.
    Several,
}

impl<V: ?Sized> Clone for RequestOrigin<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: ?Sized> Copy for RequestOrigin<'_, V> {}

impl<'r, V: AsRef<[u8]> + ?Sized> RequestOrigin<'r, V> {
    /// The origin of a request; `None` without an `Origin` line.
    #[inline]
    pub(crate) fn of(head: &'r impl RequestHead<Value = V>) -> Option<Self> {
        let mut origins = head.lines(RequestField::Origin);
        let origin = origins.next()?;
        Some(if origins.next().is_none() { Self::One(origin) } else { Self::Several })
    }
}

impl<'r, V: AsRef<[u8]> + ?Sized> RequestKind<'r, V> {
    /// The kind of a request. Stops at `Origin`, which most requests do not have.
    #[inline]
    pub(crate) fn of(head: &'r impl RequestHead<Value = V>) -> Self {
        let Some(origin) = RequestOrigin::of(head) else { return Self::NotCors };
        if matches!(origin, RequestOrigin::One(_)) && head.method() == "OPTIONS" {
            let mut methods = head.lines(RequestField::AccessControlRequestMethod);
            if let (Some(method), None) = (methods.next(), methods.next()) {
                return Self::CorsPreflight { origin, method };
            }
        }
        Self::Cors { origin }
    }
}
