//! Arguments that only some builds have: `#[cfg(...)] credentials`.
//!
//! Only the compiler knows which they are. So the attribute is written twice, once with the arguments of the
//! first predicate and once without, and the compiler takes one of the two.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The arguments in both cases.
pub(crate) struct Configured {
    /// What stands in the parentheses of `cfg`.
    pub(crate) predicate: TokenStream,
    pub(crate) where_it_holds: TokenStream,
    pub(crate) elsewhere: TokenStream,
}

impl Configured {
    /// `None` if no argument has a `#[cfg]`.
    pub(crate) fn of(args: &TokenStream) -> Option<Self> {
        let tokens: Vec<_> = args.clone().into_iter().collect();
        // Each with the comma behind it.
        let arguments: Vec<_> = tokens.split_inclusive(is_comma).collect();
        let (predicate, _) = arguments.iter().find_map(|argument| split_cfg(argument))?;
        let text = predicate.to_string();
        let (mut where_it_holds, mut elsewhere) = (Vec::new(), Vec::new());
        for argument in arguments {
            match split_cfg(argument) {
                Some((own, rest)) if own.to_string() == text => where_it_holds.push(rest),
                _ => {
                    where_it_holds.push(argument);
                    elsewhere.push(argument);
                }
            }
        }
        let joined = |arguments: Vec<&[TokenTree]>| arguments.concat().into_iter().collect();
        let (where_it_holds, elsewhere) = (joined(where_it_holds), joined(elsewhere));
        Some(Self { predicate, where_it_holds, elsewhere })
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// The predicate of a `#[cfg(...)]` in front of an argument, and what is behind it.
fn split_cfg(argument: &[TokenTree]) -> Option<(TokenStream, &[TokenTree])> {
    let [TokenTree::Punct(hash), TokenTree::Group(attribute), rest @ ..] = argument else { return None };
    let attribute: Vec<_> = attribute.stream().into_iter().collect();
    match attribute.as_slice() {
        [TokenTree::Ident(name), TokenTree::Group(predicate)]
            if hash.as_char() == '#' && name == "cfg" && is_parenthesis(predicate) =>
        {
            Some((predicate.stream(), rest))
        }
        _ => None,
    }
}

fn is_parenthesis(group: &Group) -> bool {
    group.delimiter() == Delimiter::Parenthesis
}
