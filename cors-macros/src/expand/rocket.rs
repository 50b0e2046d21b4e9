//! The expansion on Rocket, which makes a struct of each handler: there the policy belongs.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, ReturnType, Token, Type};

use super::{CratePath, HIDDEN, annotated, respanned};
use crate::check::CheckedPolicy;
use crate::item::Handler;

/// The function as it was written, for Rocket to make its route of first; and behind the attribute of
/// the route another one, for [`expand_below_route`]. So nothing is emitted for a struct that Rocket
/// did not make.
///
/// Rocket uses the type that the function returns only to find sentinels in it, so that is where it
/// is given two more.
pub(crate) fn expand_route(
    handler: &Handler,
    place: usize,
    policy: &CheckedPolicy,
    arguments: &TokenStream,
) -> TokenStream {
    let krate = CratePath::of(policy);
    let Handler { attributes, visibility, signature, body } = handler;
    let attributes = attributes.iter().enumerate().map(|(index, attribute)| {
        let below = (index == place).then(|| quote!(#[#krate::#HIDDEN::rocket_route(#arguments)]));
        quote!(#attribute #below)
    });
    let ident = &signature.ident;
    let (output, span) = match &signature.output {
        ReturnType::Default => (TokenStream::new(), ident.span()),
        // The compiler's word about a type that is no response is said there.
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

/// Takes the marks of [`expand_route`] off again.
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
