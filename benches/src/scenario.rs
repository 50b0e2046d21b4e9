//! The requests that every server gets.

use crate::exchange::{Answer, Ask};
use crate::setup::{Arrangement, Origins, Setup};
use crate::sizes;

/// What is measured of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A request that the handler answers. Its cost on the server without CORS, in the named scenario, is
    /// subtracted.
    Get {
        zero: &'static str,
    },
    Preflight,
    /// Building the server.
    StartUp,
}

/// How a browser would treat the response.
#[derive(Clone, Copy, Debug)]
enum Verdict {
    /// No page sends the request.
    Answered,
    Readable,
    Unreadable,
    Accepted,
    Refused,
    /// The request is hostile, or does not come from a page.
    Any,
}

#[derive(Clone, Debug)]
pub struct Scenario {
    pub name: String,
    pub kind: Kind,
    pub(crate) setup: Setup,
    origin: Origin,
    preflight: Option<Preflight>,
    verdict: Verdict,
}

#[derive(Clone, Copy, Debug)]
enum Origin {
    None,
    Allowed,
    Denied,
}

/// What a preflight asks for.
#[derive(Clone, Copy, Debug)]
struct Preflight {
    method: &'static str,
    /// The header names are this text, repeated up to this many bytes.
    names: (&'static str, usize),
}

impl Scenario {
    /// The request. It is created only where it is sent: its length is noticeable under callgrind.
    pub(crate) fn ask(&self) -> Ask {
        let origin = match self.origin {
            Origin::None => None,
            Origin::Allowed => Some(self.setup.allowed_origin()),
            Origin::Denied => Some(self.setup.denied_origin()),
        };
        let mut headers: Vec<_> = origin.map(|origin| ("origin", origin)).into_iter().collect();
        if let Some(Preflight { method, names: (text, length) }) = self.preflight {
            headers.push(("access-control-request-method", method.to_owned()));
            headers.push(("access-control-request-headers", text.chars().cycle().take(length).collect()));
        }
        let method = if self.preflight.is_some() { "OPTIONS" } else { "GET" };
        Ask { method, path: self.setup.asked_path(), headers }
    }

    /// Why the response is not the one to be measured, if it is not.
    pub(crate) fn objection(&self, answer: &Answer) -> Option<String> {
        let ask = self.ask();
        let is_expected = match self.verdict {
            Verdict::Answered => answer.status == 200,
            Verdict::Readable => answer.status == 200 && answer.is_readable_to(&ask),
            // Some libraries answer 403 instead of running the handler.
            Verdict::Unreadable => answer.status < 500 && !answer.is_readable_to(&ask),
            Verdict::Accepted => answer.accepts(&ask),
            Verdict::Refused => !answer.accepts(&ask),
            Verdict::Any => answer.status < 500,
        };
        (!is_expected).then(|| format!("{:?} is expected, not {answer:?}", self.verdict))
    }
}

/// The lengths of hostile lists of header names.
pub const HOSTILE_KIB: [usize; 3] = [1, 8, 64];

/// The kinds of hostile lists of header names, and what each repeats.
pub const HOSTILE: [(&str, &str); 4] = [
    ("commas", ","),
    ("short-names", "a,"),
    ("random-case", "cONtENt-tYPe,X-rEQuEsTEd-wITh,"),
    ("one-name", "a"),
];

/// All of them, grouped by kind.
pub(crate) fn all() -> Vec<Scenario> {
    let plain = Setup::PLAIN;
    let accepted = Preflight { method: "PUT", names: whole("content-type") };
    let mut all = vec![
        get("get-no-origin", plain, Origin::None),
        get("get-allowed", plain, Origin::Allowed),
        get("get-denied", plain, Origin::Denied),
        preflight("preflight-accepted", Origin::Allowed, accepted, Verdict::Accepted),
        preflight("preflight-refused-origin", Origin::Denied, accepted, Verdict::Refused),
        preflight(
            "preflight-refused-method",
            Origin::Allowed,
            Preflight { method: "DELETE", ..accepted },
            Verdict::Refused,
        ),
        preflight(
            "preflight-refused-header",
            Origin::Allowed,
            Preflight { names: whole("x-secret"), ..accepted },
            Verdict::Refused,
        ),
    ];
    let any = Setup { origins: Origins::Any, ..plain };
    all.push(get("any-origin-get", any, Origin::Allowed));
    let asked = preflight("any-origin-preflight", Origin::Allowed, accepted, Verdict::Accepted);
    all.push(Scenario { setup: any, ..asked });
    let listed = sizes::ORIGINS.map(|count| ("origins", count, Origins::Listed(count)));
    let patterns = sizes::PATTERNS.map(|count| ("patterns", count, Origins::Patterns(count)));
    for (kind, count, origins) in listed.into_iter().chain(patterns) {
        let setup = Setup { origins, ..plain };
        all.push(get(&format!("{kind}-{count}-hit"), setup, Origin::Allowed));
        all.push(get(&format!("{kind}-{count}-miss"), setup, Origin::Denied));
    }
    for (kind, text) in HOSTILE {
        for kib in HOSTILE_KIB {
            let hostile = Preflight { names: (text, kib * 1024), ..accepted };
            all.push(preflight(&format!("hostile-{kind}-{kib}"), Origin::Allowed, hostile, Verdict::Any));
        }
    }
    for (arrangement, name, name_of_preflight) in Arrangement::ALL {
        let setup = Setup { arrangement: Some(arrangement), ..plain };
        all.push(Scenario { kind: Kind::Get { zero: name }, ..get(name, setup, Origin::Allowed) });
        let asked = preflight(name_of_preflight, Origin::Allowed, accepted, Verdict::Accepted);
        all.push(Scenario { setup, ..asked });
    }
    for (count, zero) in sizes::ROUTES {
        let routes = get(zero, Setup { routes: count, ..plain }, Origin::Allowed);
        all.push(Scenario { kind: Kind::Get { zero }, ..routes.clone() });
        all.push(Scenario {
            name: format!("start-up-{count}"),
            kind: Kind::StartUp,
            verdict: Verdict::Any,
            ..routes
        });
    }
    all
}

fn whole(text: &'static str) -> (&'static str, usize) {
    (text, text.len())
}

fn get(name: &str, setup: Setup, origin: Origin) -> Scenario {
    let (verdict, zero) = match origin {
        Origin::None => (Verdict::Answered, "get-no-origin"),
        Origin::Allowed => (Verdict::Readable, "get-allowed"),
        Origin::Denied => (Verdict::Unreadable, "get-denied"),
    };
    Scenario { name: name.to_owned(), kind: Kind::Get { zero }, setup, origin, preflight: None, verdict }
}

fn preflight(name: &str, origin: Origin, preflight: Preflight, verdict: Verdict) -> Scenario {
    let (setup, preflight) = (Setup::PLAIN, Some(preflight));
    Scenario { name: name.to_owned(), kind: Kind::Preflight, setup, origin, preflight, verdict }
}
