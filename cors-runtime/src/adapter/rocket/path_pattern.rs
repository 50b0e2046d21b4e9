//! The paths of a route.

use rocket::Route;

/// The path of a route, without the names of its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PathPattern {
    pub(super) segments: Vec<Segment>,
    /// Whether any number of segments may follow: `<path..>`.
    pub(super) trailing: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    Static(String),
    Dynamic,
}

impl PathPattern {
    pub(super) fn of(route: &Route) -> Self {
        let mut pattern = Self { segments: Vec::new(), trailing: false };
        for segment in route.uri.origin.path().raw_segments() {
            let segment = segment.as_str();
            match segment.strip_prefix('<').and_then(|segment| segment.strip_suffix('>')) {
                Some(name) if name.ends_with("..") => pattern.trailing = true,
                Some(_) => pattern.segments.push(Segment::Dynamic),
                None => pattern.segments.push(Segment::Static(segment.to_owned())),
            }
        }
        pattern
    }

    fn allows_len(&self, len: usize) -> bool {
        if self.trailing { len >= self.segments.len() } else { len == self.segments.len() }
    }

    /// The paths that both have; `None` if there are none.
    pub(super) fn intersection(&self, other: &Self) -> Option<Self> {
        let (shorter, longer) =
            if self.segments.len() <= other.segments.len() { (self, other) } else { (other, self) };
        if !shorter.allows_len(longer.segments.len()) {
            return None;
        }
        let mut segments = longer.segments.clone();
        for (segment, in_shorter) in segments.iter_mut().zip(&shorter.segments) {
            match (&*segment, in_shorter) {
                (Segment::Static(ours), Segment::Static(theirs)) if ours != theirs => return None,
                (Segment::Dynamic, Segment::Static(_)) => *segment = in_shorter.clone(),
                _ => {}
            }
        }
        // If the lengths are equal, both must allow more segments. If not, the shorter one does.
        let trailing = longer.trailing && shorter.trailing;
        Some(Self { segments, trailing })
    }

    /// Whether every path of `other` is one of ours.
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.intersection(other).as_ref() == Some(other)
    }

    /// Whether static segments separate our paths from those of `other`, so that none of our paths falls to `other`
    /// because a parameter does not parse.
    pub(super) fn is_static_part_of(&self, other: &Self) -> bool {
        let by_static = |(index, segment): (usize, &Segment)| match segment {
            Segment::Static(_) => true,
            Segment::Dynamic => other.segments.get(index) == Some(&Segment::Dynamic),
        };
        self != other && other.covers(self) && self.segments.iter().enumerate().all(by_static)
    }
}

#[cfg(test)]
mod tests {
    use rocket::Route;
    use rocket::http::Method;
    use rocket::route::dummy_handler;

    use super::PathPattern;

    fn pattern(path: &str) -> PathPattern {
        PathPattern::of(&Route::new(Method::Get, path, dummy_handler))
    }

    #[test]
    fn an_intersection_is_what_both_serve() {
        for (ours, theirs, both) in [
            ("/items/<id>", "/items/special", Some("/items/special")),
            ("/<a>/b", "/a/<b>", Some("/a/b")),
            ("/<path..>", "/a/<b>", Some("/a/<b>")),
            ("/a/<path..>", "/<b>/<path..>", Some("/a/<path..>")),
            ("/a/<path..>", "/<b>/c/<path..>", Some("/a/c/<path..>")),
            ("/a/<path..>", "/a", Some("/a")),
            ("/a", "/b", None),
            ("/a/<b>", "/a", None),
            ("/a/b/<path..>", "/a", None),
        ] {
            assert_eq!(pattern(ours).intersection(&pattern(theirs)), both.map(pattern), "{ours} {theirs}");
            assert_eq!(pattern(theirs).intersection(&pattern(ours)), both.map(pattern), "{theirs} {ours}");
        }
    }

    #[test]
    fn only_static_segments_set_paths_apart() {
        for (ours, theirs, apart) in [
            ("/files/index", "/files/<path..>", true),
            ("/files", "/files/<path..>", true),
            ("/items/special", "/items/<id>", true),
            ("/items/<id>", "/items/<name>", false),
            ("/items/<id>", "/items/<path..>", false),
            ("/items/<id>", "/items/special", false),
            ("/<a>/b", "/a/<b>", false),
        ] {
            assert_eq!(pattern(ours).is_static_part_of(&pattern(theirs)), apart, "{ours} {theirs}");
        }
    }
}
