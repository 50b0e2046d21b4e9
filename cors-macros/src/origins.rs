//! What other arguments need to know about the origins.

use cors_policy::{Argument, OriginFacts};

use crate::args::{Args, Value};
use crate::public_suffixes::is_public_suffix;

/// What stands in `origins`, whatever is wrong with it.
pub(crate) fn origin_facts(args: &Args) -> OriginFacts {
    let mut origins = OriginFacts::default();
    for value in args.values(Argument::Origins) {
        let Value::List(list) = value else { continue };
        for element in list.elements.iter().flatten() {
            let text = &element.text;
            origins.always_wildcard |= element.attributes.is_empty() && text.as_deref() == Some("*");
            match text {
                Some(text) => origins.add(text, is_public_suffix),
                None => origins.unknown = true,
            }
        }
    }
    origins
}
