//! The response of every handler, as the query of the request determines it.
//!
//! `README.md` lists what a query may contain.

use url::form_urlencoded;

const IMAGE: &[u8] = include_bytes!("page/square.png");
const FONT: &[u8] = include_bytes!("page/letter.ttf");

/// A response, independent of frameworks.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The response to a request: its method, its path and its body, unless the query says otherwise.
    pub(crate) fn to(method: &str, path: &str, query: &str, body: &[u8]) -> Self {
        let mut answer = Self::of_type("text/plain", format!("{method} {path}").as_bytes());
        if !body.is_empty() {
            answer.body.extend([b": ", body].concat());
        }
        let (_, scenario) = query.rsplit_once("scenario=").unwrap_or_default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "status" => answer.status = value.parse().expect("a status"),
                "set" => {
                    let (name, value) = value.split_once(':').expect("a name and a value");
                    answer.fields.push((name.to_owned(), value.replace("{scenario}", scenario)));
                }
                "to" => {
                    let joint = if value.contains('?') { '&' } else { '?' };
                    answer.status = 307;
                    answer.fields.push(("location".to_owned(), format!("{value}{joint}scenario={scenario}")));
                }
                "as" => answer.show(&value),
                "again" | "scenario" => {}
                name => panic!("the query says `{name}`"),
            }
        }
        answer
    }

    /// A page of every origin.
    pub(crate) fn page() -> Self {
        Self::of_type("text/html", include_bytes!("page/page.html"))
    }

    /// A page of every origin, with a sandboxed frame in it, whose origin is `null`.
    pub(crate) fn sandbox() -> Self {
        Self::of_type("text/html", include_bytes!("page/sandbox.html"))
    }

    /// The script of both.
    pub(crate) fn perform() -> Self {
        Self::of_type("text/javascript", include_bytes!("page/perform.js"))
    }

    fn of_type(media_type: &str, body: &[u8]) -> Self {
        let fields = vec![("content-type".to_owned(), media_type.to_owned())];
        Self { status: 200, fields, body: body.to_vec() }
    }

    /// Turns it into a resource that a page has an element for.
    fn show(&mut self, kind: &str) {
        let (media_type, body): (_, &[u8]) = match kind {
            "image" => ("image/png", IMAGE),
            "font" => ("font/ttf", FONT),
            // Whether the page sees the error shows whether it may read the script.
            "script" => ("text/javascript", b"throw new Error(\"from the script\");"),
            "module" => ("text/javascript", b"export const kind = \"module\";"),
            "style" => ("text/css", b"p { color: green }"),
            "events" => ("text/event-stream", b"data: an event\n\n"),
            _ => panic!("there is no {kind}"),
        };
        media_type.clone_into(&mut self.fields[0].1);
        self.body = body.to_vec();
    }
}
