//! Rocket, which makes a struct of each handler: the policy belongs to that struct.

use cors_policy::Rule;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, GenericArgument, PathArguments, ReturnType, Token, Type};

use super::{Framework, without_policy};
use crate::check::CheckedPolicy;
use crate::expand::{CratePath, HIDDEN, annotated, respanned};
use crate::item::Handler;
use crate::mistake::Mistake;

/// Its handlers have the attribute of a route, such as `#[get("/")]`, and its catchers have `#[catch(...)]`.
pub(super) struct Rocket;

impl Framework for Rocket {
    fn owns(&self, handler: &Handler) -> bool {
        handler.route_attribute().is_some() || catch_attribute(handler).is_some()
    }

    fn knows_method(&self) -> bool {
        true
    }

    fn check(&self, handler: &Handler) -> Option<Mistake> {
        catch_attribute(handler).map(|attribute| Mistake::of(Rule::AttributeOnCatcher, attribute))
    }

    fn expand(&self, handler: &Handler, policy: &CheckedPolicy, arguments: &TokenStream) -> TokenStream {
        expand_route(handler, policy, arguments)
    }

    fn expand_inert(&self, handler: &Handler, _: Option<syn::Path>) -> TokenStream {
        without_policy(handler)
    }
}

/// The attribute by which Rocket makes a catcher of the function.
fn catch_attribute(handler: &Handler) -> Option<&Attribute> {
    handler.attributes.iter().find(|attribute| {
        attribute.path().segments.last().is_some_and(|segment| segment.ident == "catch")
            && attribute.meta.require_list().is_ok()
    })
}

/// The function as it was written, for Rocket to make its route of first; and after the attribute of the route
/// another one, for [`expand_below_route`]. So nothing is emitted for a struct that Rocket did not make.
///
/// Rocket uses the type that the function returns only to find sentinels in it, so two more are put there.
fn expand_route(handler: &Handler, policy: &CheckedPolicy, arguments: &TokenStream) -> TokenStream {
    let krate = CratePath::of(policy);
    let Handler { attributes, visibility, signature, body } = handler;
    let route = handler.route_attribute();
    let attributes = attributes.iter().map(|attribute| {
        let below = route
            .is_some_and(|route| std::ptr::eq(route, attribute))
            .then(|| quote!(#[#krate::#HIDDEN::rocket_route(#arguments)]));
        quote!(#attribute #below)
    });
    let ident = &signature.ident;
    let (output, span) = match &signature.output {
        ReturnType::Default => (TokenStream::new(), ident.span()),
        // The compiler reports a type that is not a response there.
        ReturnType::Type(_, output) => (quote!(#output), first_span(output)),
    };
    let marks: TokenStream =
        quote!(#krate::#HIDDEN::RouteAnswer).into_iter().map(|token| respanned(token, span)).collect();
    let mut signature = signature.clone();
    signature.output = syn::parse_quote!(-> #marks<#krate::#HIDDEN::CorsFairing, #krate::#HIDDEN::AnnotatedRoute<#ident>, #output>);
    quote!(#(#attributes)* #visibility #signature #body)
}

/// The function as it was written, and the policy of the struct that Rocket made of it.
pub(crate) fn expand_below_route(mut handler: Handler, policy: &CheckedPolicy) -> TokenStream {
    unmark(&mut handler.signature.output);
    let Handler { attributes, visibility, signature, body } = &handler;
    let cfg = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let ident = &signature.ident;
    let annotated = annotated(CratePath::of(policy), ident, ident, policy);
    quote! {
        #(#attributes)*
        #visibility #signature #body

        #(#cfg)*
        #annotated
    }
}

/// Removes the marks of [`expand_route`].
fn unmark(output: &mut ReturnType) {
    let ReturnType::Type(_, ty) = output else { return };
    let Type::Path(path) = &**ty else { return };
    let Some(PathArguments::AngleBracketed(marks)) = path.path.segments.last().map(|last| &last.arguments)
    else {
        return;
    };
    *output = match marks.args.iter().nth(2) {
        Some(GenericArgument::Type(written)) => {
            ReturnType::Type(Token![->](Span::mixed_site()), Box::new(written.clone()))
        }
        _ => ReturnType::Default,
    };
}

fn first_span(tokens: &impl ToTokens) -> Span {
    tokens.to_token_stream().into_iter().next().map_or(Span::call_site(), |token| token.span())
}
