//! The function that the attribute stands on.

use cors_policy::Rule;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Signature, Visibility};

use crate::mistake::Mistake;

/// A handler; its body is not read, so that half-typed code in it is the compiler's to judge.
pub(crate) struct Handler {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    pub(crate) body: Group,
}

/// An item that cannot have a policy, as it was written.
pub(crate) struct NotAHandler {
    pub(crate) item: TokenStream,
    pub(crate) mistake: Mistake,
}

impl Handler {
    pub(crate) fn parse(item: TokenStream) -> Result<Self, NotAHandler> {
        let mistake = match syn::parse2::<Self>(item.clone()) {
            Ok(handler) => {
                // The handler is put inside of a function, where neither has a meaning.
                if let Some(receiver) = handler.signature.receiver() {
                    Mistake::of(Rule::ItemWithSelf, receiver)
                } else if let Some(token) = unsafe_or_extern(&handler.signature) {
                    Mistake::of(Rule::ItemUnsafe, token)
                } else if let Some(name) = self_type(handler.signature.to_token_stream()) {
                    Mistake::of(Rule::ItemInImpl, name)
                } else {
                    return Ok(handler);
                }
            }
            Err(_) => Mistake::of(Rule::ItemNotAFunction, first_token_of_item(&item)),
        };
        Err(NotAHandler { item, mistake })
    }

    /// The place among the attributes of the one by which a framework makes a route of the function;
    /// none if a router mounts it.
    ///
    /// Today such an attribute means Rocket. Others bear the same names: they would be told apart by
    /// their path, or by a word of the user.
    pub(crate) fn route_attribute(&self) -> Option<usize> {
        const NAMES: &[&str] = &["get", "put", "post", "delete", "head", "patch", "options", "route"];
        self.attributes.iter().position(|attribute| {
            let name = attribute.path().segments.last().map(|segment| &segment.ident);
            name.is_some_and(|name| NAMES.iter().any(|known| name == known))
                && attribute.meta.require_list().is_ok()
        })
    }

    /// The mistakes beside the function, which leave one that can be emitted.
    pub(crate) fn check(&self) -> impl Iterator<Item = Mistake> {
        let second = self.attributes.iter().filter(|attribute| is_cors(attribute));
        second.map(|attribute| Mistake::of(Rule::AttributeTwice, attribute))
    }
}

/// What makes a function one that no router calls.
fn unsafe_or_extern(signature: &Signature) -> Option<TokenStream> {
    let tokens = signature.to_token_stream().into_iter();
    tokens
        .take_while(|token| !matches!(token, TokenTree::Ident(name) if name == "fn"))
        .find(|token| matches!(token, TokenTree::Ident(name) if name == "unsafe" || name == "extern"))
        .map(TokenStream::from)
}

/// The first `Self` among the tokens.
fn self_type(tokens: TokenStream) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(name) if name == "Self" => Some(name),
        TokenTree::Group(group) => self_type(group.stream()),
        _ => None,
    })
}

/// Whether it is a second `#[cors(...)]`, by whatever path.
pub(crate) fn is_cors(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "cors")
}

impl Parse for Handler {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let signature = input.parse()?;
        let body = input.parse()?;
        match braced(&body) {
            Some(body) if input.is_empty() => Ok(Self { attributes, visibility, signature, body }),
            _ => Err(input.error("expected the body of a function")),
        }
    }
}

/// The braces and what is in them, also of a body that `macro_rules!` was given as `$body:block`.
fn braced(body: &TokenTree) -> Option<Group> {
    let TokenTree::Group(group) = body else { return None };
    match group.delimiter() {
        Delimiter::Brace => Some(group.clone()),
        Delimiter::None => {
            let mut inside = group.stream().into_iter();
            braced(&inside.next()?).filter(|_| inside.next().is_none())
        }
        _ => None,
    }
}

/// The token that tells which item it is, such as `struct`: the first one behind attributes and
/// visibility.
fn first_token_of_item(item: &TokenStream) -> TokenStream {
    let parser = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let token: TokenTree = input.parse()?;
        input.parse::<TokenStream>()?;
        Ok(token.into())
    };
    syn::parse::Parser::parse2(parser, item.clone()).unwrap_or_default()
}
