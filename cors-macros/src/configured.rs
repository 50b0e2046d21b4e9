//! Arguments that only some builds have: `#[cfg(...)] credentials`.
//!
//! Only the compiler knows which they are. So the attribute is written twice, once with the arguments of the
//! first predicate and once without, and the compiler takes one of the two.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Token};

use crate::args::argument;

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
        let arguments = arguments(args);
        let (predicate, _) = arguments.iter().find_map(|argument| split_cfg(argument))?;
        let text = predicate.to_string();
        let (mut where_it_holds, mut elsewhere) = (Vec::new(), Vec::new());
        for argument in &arguments {
            match split_cfg(argument) {
                Some((own, rest)) if own.to_string() == text => where_it_holds.push(rest),
                _ => {
                    where_it_holds.push(argument);
                    elsewhere.push(argument.as_slice());
                }
            }
        }
        let joined = |arguments: Vec<&[TokenTree]>| arguments.concat().into_iter().collect();
        let (where_it_holds, elsewhere) = (joined(where_it_holds), joined(elsewhere));
        Some(Self { predicate, where_it_holds, elsewhere })
    }
}

/// The tokens of each argument, with the comma after it. Only the grammar knows which comma that is.
fn arguments(args: &TokenStream) -> Vec<Vec<TokenTree>> {
    let parser = |input: ParseStream<'_>| {
        let mut all = Vec::new();
        while !input.is_empty() {
            let end = input.fork();
            drop(end.call(Attribute::parse_outer));
            drop(argument(&end));
            // What is no argument ends with the next comma, as where its mistake is reported.
            while !end.is_empty() && end.parse::<Token![,]>().is_err() {
                end.parse::<TokenTree>()?;
            }
            let mut tokens = Vec::new();
            while input.cursor() != end.cursor() {
                tokens.push(input.parse()?);
            }
            all.push(tokens);
        }
        Ok(all)
    };
    parser.parse2(args.clone()).unwrap_or_default()
}

/// The predicate of a `#[cfg(...)]` before an argument, and the tokens after it.
fn split_cfg(argument: &[TokenTree]) -> Option<(TokenStream, &[TokenTree])> {
    let [TokenTree::Punct(hash), TokenTree::Group(attribute), rest @ ..] = argument else { return None };
    // Before nothing it is a mistake.
    if matches!(rest, [] | [TokenTree::Punct(_)]) {
        return None;
    }
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
