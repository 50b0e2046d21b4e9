//! The origin of a request.

use std::fmt;

use cors_policy::{OriginPattern, Port};

/// The well-formed origin in the `Origin` header of a request
/// (<https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin>). At most 326 bytes.
///
/// `file://` is one of them: browsers that are embedded in an app may send it for every local page. Its scheme is
/// `file`, and its host is empty.
///
/// ```
/// use cors_runtime::Origin;
///
/// let origin = Origin::parse(b"https://app.example.com:8443").unwrap();
/// assert_eq!(origin.scheme(), "https");
/// assert_eq!(origin.host(), "app.example.com");
/// assert_eq!(origin.port(), Some(8443));
///
/// let local_page = Origin::parse(b"file://").unwrap();
/// assert_eq!((local_page.scheme(), local_page.host(), local_page.port()), ("file", "", None));
///
/// assert_eq!(Origin::parse(b"null"), None);
/// assert_eq!(Origin::parse(b"https://app.example.com/"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a>(OriginPattern<'a>);

impl<'a> Origin<'a> {
    /// Parses the value of an `Origin` header; `None` for `null`, and for values that no browser sends.
    pub fn parse(value: &'a [u8]) -> Option<Self> {
        let origin = OriginPattern::parse(std::str::from_utf8(value).ok()?).ok()?;
        origin.is_exact().then_some(Self(origin))
    }

    /// The origin as sent.
    pub const fn as_str(&self) -> &'a str {
        self.0.as_str()
    }

    /// The scheme, in lower case, without `://`.
    pub const fn scheme(&self) -> &'a str {
        self.0.scheme()
    }

    /// The host, in lower case and ASCII, with a final dot if it was sent with one. An IPv6 address has its brackets.
    /// Empty for `file://`.
    pub const fn host(&self) -> &'a str {
        self.0.host()
    }

    /// Whether pages of any author can have the origin. Of such, only `file://` is well-formed.
    pub(crate) const fn is_of_any_author(&self) -> bool {
        self.0.is_file()
    }

    /// The port; `None` for the scheme's default port, which browsers omit.
    pub fn port(&self) -> Option<u16> {
        match self.0.port() {
            Port::Exact(port) => port.parse().ok(),
            Port::Default | Port::Any => None,
        }
    }
}

/// The origin as sent.
impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
