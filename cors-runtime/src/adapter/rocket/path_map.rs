//! A map from path patterns to values.

use std::collections::BTreeMap;

use rocket::http::uri::{Origin, Segments, fmt};

use super::path_pattern::{PathPattern, Segment};

/// A tree with a node for each segment: only patterns with the same beginning as a path are compared with it.
#[derive(Debug)]
pub(super) struct PathMap<T> {
    statics: BTreeMap<String, Self>,
    dynamic: Option<Box<Self>>,
    /// The value of the pattern that ends here.
    ended: Option<T>,
    /// The value of the pattern that ends here with `<path..>`.
    trailing: Option<T>,
}

impl<T> Default for PathMap<T> {
    fn default() -> Self {
        Self { statics: BTreeMap::new(), dynamic: None, ended: None, trailing: None }
    }
}

impl<T> PathMap<T> {
    /// The entry of exactly this pattern.
    pub(super) fn entry(&mut self, pattern: &PathPattern) -> &mut Option<T> {
        let mut node = self;
        for segment in &pattern.segments {
            node = match segment {
                Segment::Static(text) => node.statics.entry(text.clone()).or_default(),
                Segment::Dynamic => node.dynamic.get_or_insert_default(),
            };
        }
        if pattern.trailing { &mut node.trailing } else { &mut node.ended }
    }

    /// The value of exactly this pattern.
    pub(super) fn get(&self, pattern: &PathPattern) -> Option<&T> {
        let mut node = self;
        for segment in &pattern.segments {
            node = match segment {
                Segment::Static(text) => node.statics.get(text)?,
                Segment::Dynamic => node.dynamic.as_deref()?,
            };
        }
        if pattern.trailing { node.trailing.as_ref() } else { node.ended.as_ref() }
    }

    /// The value of a pattern that matches the path of a request.
    ///
    /// Static segments are preferred to parameters. So if the map is closed under intersection, it is the intersection
    /// of all patterns that match.
    pub(super) fn find(&self, uri: &Origin<'_>) -> Option<&T> {
        self.find_rest(uri.path().segments())
    }

    fn find_rest(&self, mut path: Segments<'_, fmt::Path>) -> Option<&T> {
        let found = match path.next() {
            Some(segment) => {
                let in_static = self.statics.get(segment).and_then(|node| node.find_rest(path.clone()));
                in_static.or_else(|| self.dynamic.as_ref()?.find_rest(path))
            }
            None => self.ended.as_ref(),
        };
        found.or(self.trailing.as_ref())
    }

    /// The values of the patterns that have a path in common with `pattern`.
    pub(super) fn intersecting(&self, pattern: &PathPattern) -> Vec<&T> {
        let mut found = Vec::new();
        self.intersecting_rest(&pattern.segments, pattern.trailing, &mut found);
        found
    }

    /// All values.
    pub(super) fn into_values(self) -> Vec<T> {
        let children = self.statics.into_values().chain(self.dynamic.map(|child| *child));
        let values = self.ended.into_iter().chain(self.trailing);
        values.chain(children.flat_map(Self::into_values)).collect()
    }

    fn intersecting_rest<'m>(&'m self, segments: &[Segment], trailing: bool, found: &mut Vec<&'m T>) {
        found.extend(&self.trailing);
        let (children, rest): (Vec<&Self>, _) = match segments {
            [Segment::Static(text), rest @ ..] => (self.statics.get(text).into_iter().collect(), rest),
            [Segment::Dynamic, rest @ ..] => (self.statics.values().collect(), rest),
            [] => {
                found.extend(&self.ended);
                if !trailing {
                    return;
                }
                (self.statics.values().collect(), segments)
            }
        };
        for child in children.into_iter().chain(self.dynamic.as_deref()) {
            child.intersecting_rest(rest, trailing, found);
        }
    }
}

impl<T> PathMap<Vec<T>> {
    /// Adds to the values of exactly this pattern.
    pub(super) fn add(&mut self, pattern: &PathPattern, value: T) {
        self.entry(pattern).get_or_insert_default().push(value);
    }
}

#[cfg(test)]
mod tests {
    use rocket::Route;
    use rocket::http::Method;
    use rocket::route::dummy_handler;

    use super::{Origin, PathMap, PathPattern};

    fn pattern(path: &str) -> PathPattern {
        PathPattern::of(&Route::new(Method::Get, path, dummy_handler))
    }

    fn map(paths: &[&'static str]) -> PathMap<&'static str> {
        let mut map = PathMap::default();
        for path in paths {
            *map.entry(&pattern(path)) = Some(*path);
        }
        map
    }

    fn found(map: &PathMap<&'static str>, uri: &str) -> Option<&'static str> {
        map.find(&Origin::parse(uri).ok()?).copied()
    }

    #[test]
    fn a_pattern_is_found_where_rocket_tries_it() {
        for (path, matching, others) in [
            ("/", &["/"][..], &["/a"][..]),
            ("/items/<id>", &["/items/1", "/items/%3C", "/items//1", "/items/1/"], &["/items", "/items/1/2"]),
            ("/files/<path..>", &["/files", "/files/a", "/files/a/b"], &["/", "/file/a"]),
            ("/<a>/b", &["/a/b"], &["/b/a"]),
        ] {
            for uri in matching {
                assert_eq!(found(&map(&[path]), uri), Some(path), "{uri}");
            }
            for uri in others {
                assert_eq!(found(&map(&[path]), uri), None, "{uri} is not {path}");
            }
        }
    }

    #[test]
    fn the_narrowest_pattern_is_found() {
        let map =
            map(&["/a/b", "/<a>/b", "/a/<b>", "/<a>/<b>", "/a/b/<c..>", "/a/<c..>", "/<c..>", "/a/c/d"]);
        for (uri, expected) in [
            ("/a/b", "/a/b"),
            ("/x/b", "/<a>/b"),
            ("/a/c", "/a/<b>"),
            ("/x/y", "/<a>/<b>"),
            ("/a/b/x", "/a/b/<c..>"),
            ("/a/c/x", "/a/<c..>"),
            ("/a", "/a/<c..>"),
            ("/x/y/z", "/<c..>"),
            ("/", "/<c..>"),
        ] {
            assert_eq!(found(&map, uri), Some(expected), "{uri}");
        }
    }

    #[test]
    fn those_that_intersect_are_those_with_an_intersection() {
        let paths = [
            "/",
            "/a",
            "/a/b",
            "/b/a",
            "/<a>",
            "/<a>/b",
            "/a/<b>",
            "/<a>/<b>",
            "/<a>/<b>/c",
            "/a/<c..>",
            "/<a>/b/<c..>",
            "/<c..>",
            "/c/d/e",
        ];
        let map = map(&paths);
        for ours in paths {
            let intersects = |theirs: &&str| pattern(ours).intersection(&pattern(theirs)).is_some();
            let mut expected: Vec<_> = paths.into_iter().filter(intersects).collect();
            let mut intersecting: Vec<_> = map.intersecting(&pattern(ours)).into_iter().copied().collect();
            expected.sort_unstable();
            intersecting.sort_unstable();
            assert_eq!(intersecting, expected, "{ours}");
            assert_eq!(map.get(&pattern(ours)), Some(&ours));
        }
    }
}
