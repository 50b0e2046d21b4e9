//! Routers that mount handlers as functions: axum's and, under a layer, any other.

use cors_policy::{Rule, Violation};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Attribute, FnArg, GenericParam, ReturnType, Signature, Token, Type};

use super::{Framework, without_policy};
use crate::check::CheckedPolicy;
use crate::expand::{CratePath, HIDDEN, annotated};
use crate::item::{Handler, is_cors};
use crate::mistake::Mistake;

/// They take every handler that no other framework owns.
pub(super) struct Routers;

impl Framework for Routers {
    fn owns(&self, _: &Handler) -> bool {
        true
    }

    fn knows_method(&self) -> bool {
        false
    }

    fn check(&self, handler: &Handler) -> Option<Mistake> {
        if let Some(attribute) = handler.route_attribute() {
            // What it makes of the function would not have the policy.
            let names: Vec<_> =
                attribute.path().segments.iter().map(|segment| segment.ident.to_string()).collect();
            let written = format!("#[{}(...)]", names.join("::"));
            return Some(Mistake::at(attribute, Violation::new(Rule::RouteAttributeUnknown, &written)));
        }
        let is_rocket_alone = cfg!(all(feature = "rocket", not(feature = "router")));
        is_rocket_alone.then(|| Mistake::of(Rule::RouteAttributeMissing, &handler.signature.ident))
    }

    fn expand(&self, handler: &Handler, policy: &CheckedPolicy, _: &TokenStream) -> TokenStream {
        expand(handler, policy)
    }

    fn expand_inert(&self, handler: &Handler, crate_path: Option<syn::Path>) -> TokenStream {
        if handler.route_attribute().is_some() {
            return without_policy(handler);
        }
        expand(handler, &CheckedPolicy { crate_path, ..CheckedPolicy::default() })
    }
}

/// A function of the same name and arguments, whose result carries the policy in its type. The handler itself
/// is inside it, so that nothing else is added to the user's module.
fn expand(handler: &Handler, policy: &CheckedPolicy) -> TokenStream {
    let krate = CratePath::of(policy);
    let Handler { attributes, visibility, signature, body } = handler;
    let attributes = || attributes.iter().filter(|attribute| !is_cors(attribute));
    let outer_attributes = attributes().filter(|attribute| belongs_outside(attribute));
    let inner_attributes = attributes().filter(|attribute| !belongs_outside(attribute));
    let Signature { fn_token, ident, generics, .. } = signature;
    let where_clause = &generics.where_clause;
    let (cfgs, names, types) = parameters(signature);
    let turbofish = turbofish(signature);
    let future = future(signature);
    let listed = (!policy.methods.is_empty()).then(|| quote!(, #krate::#HIDDEN::Listed));
    let annotated = annotated(krate, &format_ident!("__CorsHandler"), ident, policy);
    // If the first or the last token of the signature or of the function were ours, lints such as `dead_code`
    // and `unreachable_pub` would be silent, and `missing_docs` would underline the attribute.
    let end_of_result = Token![>](end_of(signature));
    let mut outer_body = Group::new(
        Delimiter::Brace,
        quote! {
            #(#inner_attributes)*
            #signature #body

            enum __CorsHandler {}
            #annotated
            // A function that is used as a value may be `async` without awaiting anything.
            let __cors_handler = #ident #turbofish;
            #krate::MountWithCorsRouting::<__CorsHandler, _ #listed>::__new(__cors_handler(#(#(#cfgs)* #names,)*))
        },
    );
    outer_body.set_span(body.span_close());
    // Clippy counts parameters here too, from 8 on. Below that, an `allow` could only break a `forbid`.
    let allow = (signature.inputs.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #allow
        #(#outer_attributes)*
        #visibility #fn_token #ident #generics (#(#(#cfgs)* #names: #types,)*)
            -> #krate::MountWithCorsRouting<impl #krate::Annotated, #future #listed #end_of_result
        #where_clause
        #outer_body
    }
}

/// The last token before the body, or before `where`.
fn end_of(signature: &Signature) -> Span {
    let close = signature.paren_token.span.close();
    let output = signature.output.to_token_stream();
    output.into_iter().last().map_or(close, |token| token.span())
}

/// Whether the attribute is about the function as its users see it. All others stay with the function that the
/// user wrote.
fn belongs_outside(attribute: &Attribute) -> bool {
    const OUTSIDE: &[&str] = &["cfg", "doc", "deprecated", "allow", "expect", "warn", "deny", "forbid"];
    OUTSIDE.iter().any(|name| attribute.path().is_ident(name))
}

/// The parameters of the outer function: for each its `#[cfg]`s, a plain name, and its type.
fn parameters(signature: &Signature) -> (Vec<Vec<&Attribute>>, Vec<Ident>, Vec<&Type>) {
    let (mut cfgs, mut names, mut types) = (Vec::new(), Vec::new(), Vec::new());
    for (index, input) in signature.inputs.iter().enumerate() {
        let FnArg::Typed(parameter) = input else { continue };
        cfgs.push(parameter.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect());
        names.push(format_ident!("__cors_{index}", span = Span::mixed_site()));
        types.push(&*parameter.ty);
    }
    (cfgs, names, types)
}

/// The type and const arguments of the inner function; lifetimes are inferred.
fn turbofish(signature: &Signature) -> Option<TokenStream> {
    let names: Vec<_> = signature
        .generics
        .params
        .iter()
        .filter_map(|parameter| match parameter {
            GenericParam::Type(parameter) => Some(&parameter.ident),
            GenericParam::Const(parameter) => Some(&parameter.ident),
            GenericParam::Lifetime(_) => None,
        })
        .collect();
    (!names.is_empty()).then(|| quote!(::<#(#names),*>))
}

/// The type of the future: that of an `async fn`, or what a plain one returns.
fn future(signature: &Signature) -> TokenStream {
    match (&signature.asyncness, &signature.output) {
        (Some(_), ReturnType::Type(_, output)) => quote!(impl ::core::future::Future<Output = #output>),
        (Some(_), ReturnType::Default) => quote!(impl ::core::future::Future<Output = ()>),
        (None, output) => match output {
            ReturnType::Type(_, output) => output.to_token_stream(),
            ReturnType::Default => quote!(()),
        },
    }
}
