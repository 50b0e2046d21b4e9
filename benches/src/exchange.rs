//! A request and its response as text, converted from and to the types of each framework.

/// A request without a body.
#[derive(Clone, Debug)]
pub struct Ask {
    pub method: &'static str,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
}

impl Ask {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(listed, _)| *listed == name).map(|(_, value)| &**value)
    }
}

/// The head of a response.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(listed, _)| listed.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    /// Whether a comma-separated header lists this name, or is `*`.
    fn lists(&self, header: &str, name: &str) -> bool {
        self.header(header).is_some_and(|names| {
            names.split(',').any(|listed| listed.trim() == "*" || listed.trim().eq_ignore_ascii_case(name))
        })
    }

    /// Whether a browser would let the page read the response.
    pub fn is_readable_to(&self, ask: &Ask) -> bool {
        let origin = ask.header("origin");
        origin.is_some()
            && self
                .header("access-control-allow-origin")
                .is_some_and(|allowed| allowed == "*" || Some(allowed) == origin)
    }

    /// Whether a browser would send the request that this preflight asks about.
    pub fn accepts(&self, ask: &Ask) -> bool {
        let method = ask.header("access-control-request-method").expect("a preflight");
        let names = ask.header("access-control-request-headers").unwrap_or_default();
        (200..300).contains(&self.status)
            && self.is_readable_to(ask)
            && (self.lists("access-control-allow-methods", method)
                || ["GET", "HEAD", "POST"].contains(&method))
            && names.split(',').all(|name| self.lists("access-control-allow-headers", name.trim()))
    }
}
