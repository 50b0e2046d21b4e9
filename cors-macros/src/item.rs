//! The function that the attribute stands on.

use cors_policy::Rule;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Safety, Signature, Token, Visibility};

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
        let mistake = match Self::read(item.clone()) {
            Some(handler) => {
                let signature = &handler.signature;
                // The handler is put inside a function, where none of these has a meaning.
                if let Some(receiver) = signature.receiver() {
                    Mistake::of(Rule::ItemWithSelf, receiver)
                } else if let Some(token) = unsafe_or_extern(signature) {
                    Mistake::of(Rule::ItemUnsafe, token)
                } else if let Some(name) = self_type(signature) {
                    Mistake::of(Rule::ItemInImpl, name)
                } else {
                    return Ok(handler);
                }
            }
            None => Mistake::of(Rule::ItemNotAFunction, first_token_of_item(&item)),
        };
        Err(NotAHandler { item, mistake })
    }

    /// Gives the parser only what stands before the body, since it would read everything.
    fn read(item: TokenStream) -> Option<Self> {
        let mut head: Vec<_> = item.into_iter().collect();
        let body = braced(&head.pop()?)?;
        let parser = |input: ParseStream<'_>| {
            let attributes = input.call(Attribute::parse_outer)?;
            Ok(Self { attributes, visibility: input.parse()?, signature: input.parse()?, body })
        };
        parser.parse2(head.into_iter().collect()).ok()
    }

    /// The attribute by which a framework makes a route of the function, such as `#[get("/")]`; `None` if a
    /// router mounts it. The frameworks have the same names for them.
    pub(crate) fn route_attribute(&self) -> Option<&Attribute> {
        const NAMES: &[&str] = &["get", "put", "post", "delete", "head", "patch", "options", "route"];
        self.attributes.iter().find(|attribute| {
            let name = attribute.path().segments.last().map(|segment| &segment.ident);
            name.is_some_and(|name| NAMES.iter().any(|known| name == known))
                && attribute.meta.require_list().is_ok()
        })
    }

    /// Removes the attributes that describe the function in items beside it, such as `#[utoipa::path(...)]`. They must see
    /// the function as it was written, and where it was written.
    pub(crate) fn take_descriptions(&mut self) -> Vec<Attribute> {
        let attributes = std::mem::take(&mut self.attributes);
        let (descriptions, others) =
            attributes.into_iter().partition(|attribute| is_description(&attribute.meta));
        self.attributes = others;
        descriptions
    }

    /// The mistakes that leave a function which can be emitted.
    pub(crate) fn check(&self) -> impl Iterator<Item = Mistake> {
        let second = self.attributes.iter().filter(|attribute| is_cors(attribute));
        second.map(|attribute| Mistake::of(Rule::AttributeTwice, attribute))
    }
}

/// Whether it is `path(...)`, by whatever path, or a `cfg_attr` with it.
fn is_description(meta: &Meta) -> bool {
    let Ok(list) = meta.require_list() else { return false };
    match list.path.segments.last() {
        Some(name) if name.ident == "path" => true,
        Some(name) if name.ident == "cfg_attr" => {
            let metas = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            metas.is_ok_and(|metas| metas.iter().skip(1).any(is_description))
        }
        _ => false,
    }
}

/// What makes a function one that no router calls.
fn unsafe_or_extern(signature: &Signature) -> Option<TokenStream> {
    let is_unsafe = match &signature.safety {
        Safety::Unsafe(token) => Some(token.to_token_stream()),
        _ => None,
    };
    is_unsafe.or_else(|| Some(signature.abi.as_ref()?.extern_token.to_token_stream()))
}

/// The first `Self` of the signature.
fn self_type(signature: &Signature) -> Option<Ident> {
    fn first(tokens: TokenStream) -> Option<Ident> {
        tokens.into_iter().find_map(|token| match token {
            TokenTree::Ident(name) if name == "Self" => Some(name),
            TokenTree::Group(group) => first(group.stream()),
            _ => None,
        })
    }
    let tokens = signature.to_token_stream();
    // The compiler prints them faster than they can be inspected one by one.
    if tokens.to_string().contains("Self") { first(tokens) } else { None }
}

/// Whether it is a second `#[cors(...)]`, by whatever path.
pub(crate) fn is_cors(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "cors")
}

/// The braces and what is in them, even if `macro_rules!` received the body as `$body:block`.
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

/// The token that tells which item it is, such as `struct`: the first one after attributes and visibility.
fn first_token_of_item(item: &TokenStream) -> TokenStream {
    let parser = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let token: TokenTree = input.parse()?;
        input.parse::<TokenStream>()?;
        Ok(token.into())
    };
    parser.parse2(item.clone()).unwrap_or_default()
}
