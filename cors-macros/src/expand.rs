//! The expansion: the handler, and its policy as one static. It cannot fail.

mod policy;
pub(crate) mod rocket;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, GenericParam, ReturnType, Signature};

use crate::check::CheckedPolicy;
use crate::item::{Handler, is_cors};
use policy::policy_tokens;

/// A function of the same name and arguments, whose result bears the policy in its type. The handler
/// itself stands inside of it, so that nothing else is added to the user's module.
pub(crate) fn expand(handler: &Handler, policy: &CheckedPolicy) -> TokenStream {
    let krate = crate_path(policy);
    let Handler { attributes, visibility, signature, body } = handler;
    let attributes = || attributes.iter().filter(|attribute| !is_cors(attribute));
    let outer_attributes = attributes().filter(|attribute| belongs_outside(attribute));
    let inner_attributes = attributes().filter(|attribute| !belongs_outside(attribute));
    let Signature { fn_token, ident, generics, .. } = signature;
    let where_clause = &generics.where_clause;
    let (parameters, arguments) = parameters(signature);
    let turbofish = turbofish(signature);
    let future = future(signature);
    let methods = methods(&krate, policy);
    let annotated = annotated(&krate, &format_ident!("__CorsHandler"), ident, policy);
    // Lints such as `dead_code` and `unreachable_pub` say nothing, and `missing_docs` underlines the
    // attribute, if the first or the last token of the signature or of the function is ours.
    let end_of_result = quote_spanned!(end_of(signature)=> >);
    let mut outer_body = Group::new(
        Delimiter::Brace,
        quote! {
            #(#inner_attributes)*
            #signature #body

            #krate::__private::assert_router!();
            struct __CorsHandler;
            #annotated
            // A function that is used as a value may be `async` without awaiting anything.
            let __cors_handler = #ident #turbofish;
            #krate::MountWithCorsRouting::<__CorsHandler, _>::__new(__cors_handler(#arguments))
        },
    );
    outer_body.set_span(body.span_close());
    // Clippy counts them here too, from 8 on. Where it would not, an `allow` could break a `forbid`.
    let allow = (signature.inputs.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #allow
        #(#outer_attributes)*
        #visibility #fn_token #ident #generics (#parameters)
            -> #krate::MountWithCorsRouting<impl #krate::Annotated<Methods = #methods>, #future #end_of_result
        #where_clause
        #outer_body
    }
}

/// A policy as a constant expression, for `policy!(...)`.
pub(crate) fn expand_policy(policy: &CheckedPolicy) -> TokenStream {
    let krate = crate_path(policy);
    let (constants, fields) = policy_tokens(&krate, "", policy);
    quote!({ #constants #fields })
}

fn crate_path(policy: &CheckedPolicy) -> TokenStream {
    policy.crate_path.as_ref().map_or_else(|| quote!(::cors_runtime), |path| quote!(#path))
}

/// Whether the attribute lists methods, as a type: routers ask for it.
fn methods(krate: &TokenStream, policy: &CheckedPolicy) -> TokenStream {
    if policy.methods.is_empty() {
        quote!(#krate::__private::FromRoute)
    } else {
        quote!(#krate::__private::Listed)
    }
}

/// The policy of a handler as that of a type.
fn annotated(krate: &TokenStream, ty: &Ident, handler: &Ident, policy: &CheckedPolicy) -> TokenStream {
    let methods = methods(krate, policy);
    let policy = policy_reference(krate, &handler.to_string(), policy);
    quote! {
        impl #krate::Annotated for #ty {
            const POLICY: &'static #krate::Policy = #policy;
            type Methods = #methods;
        }
    }
}

/// A reference to the policy of a handler: a static of its own, or a shared one.
fn policy_reference(krate: &TokenStream, handler: &str, policy: &CheckedPolicy) -> TokenStream {
    if let Some(shared) = &policy.shared {
        return quote_spanned!(shared.span()=> &#shared);
    }
    let (constants, fields) = policy_tokens(krate, handler, policy);
    quote! {
        {
            #constants
            static __CORS_POLICY: #krate::Policy = #fields;
            &__CORS_POLICY
        }
    }
}

/// The last token before the body, or before `where`.
fn end_of(signature: &Signature) -> Span {
    let close = signature.paren_token.span.close();
    let output = signature.output.to_token_stream();
    output.into_iter().last().map_or(close, |token| token.span())
}

/// Whether the attribute is about the function as others see it. All others stay with the function
/// that the user wrote.
fn belongs_outside(attribute: &Attribute) -> bool {
    const OUTSIDE: &[&str] = &["cfg", "doc", "deprecated", "allow", "expect", "warn", "deny", "forbid"];
    OUTSIDE.iter().any(|name| attribute.path().is_ident(name))
}

/// The parameters of the outer function, whose patterns are plain names, and the arguments that hand
/// them on.
fn parameters(signature: &Signature) -> (TokenStream, TokenStream) {
    let mut parameters = TokenStream::new();
    let mut arguments = TokenStream::new();
    for (index, input) in signature.inputs.iter().enumerate() {
        let FnArg::Typed(typed) = input else { continue };
        let name = format_ident!("__cors_{index}", span = Span::mixed_site());
        let cfg: Vec<_> = typed.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect();
        let ty = &typed.ty;
        parameters.extend(quote!(#(#cfg)* #name: #ty,));
        arguments.extend(quote!(#(#cfg)* #name,));
    }
    (parameters, arguments)
}

/// The type and const arguments of the inner function; lifetimes are inferred.
fn turbofish(signature: &Signature) -> TokenStream {
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
    if names.is_empty() { TokenStream::new() } else { quote!(::<#(#names),*>) }
}

/// The type of the future: that of an `async fn`, or what a plain one returns.
fn future(signature: &Signature) -> TokenStream {
    let output = match &signature.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, output) => quote!(#output),
    };
    if signature.asyncness.is_some() { quote!(impl ::core::future::Future<Output = #output>) } else { output }
}

fn respanned(mut token: TokenTree, span: Span) -> TokenTree {
    token.set_span(span);
    token
}
