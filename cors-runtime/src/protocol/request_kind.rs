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

    /// Whether the origin is the server's own. Browsers send `Origin` with same-origin requests too, except GET and HEAD.
    ///
    /// `Sec-Fetch-Site` tells, which no script can set
    /// (<https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header>). Without it, the host is compared, with
    /// either scheme: behind a proxy the server does not know its own.
    pub(crate) fn is_own(self, head: &impl RequestHead<Value = V>) -> bool {
        let mut sites = head.lines(RequestField::SecFetchSite);
        if let (Some(site), None) = (sites.next(), sites.next()) {
            return site.as_ref() == b"same-origin";
        }
        let Self::One(origin) = self else { return false };
        let Some(sent_to) = head.host() else { return false };
        let is_host_of = |scheme: &[u8], default_port: &[u8]| {
            let authority = origin.as_ref().strip_prefix(scheme)?;
            // Browsers omit the default port in both; other clients may send it.
            let (host, rest) = sent_to.split_at_checked(authority.len())?;
            Some(host.eq_ignore_ascii_case(authority) && (rest.is_empty() || rest == default_port))
        };
        is_host_of(b"https://", b":443").or_else(|| is_host_of(b"http://", b":80")).unwrap_or(false)
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
