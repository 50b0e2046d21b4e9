//! The expansion: the handler, and its policy as one static. It cannot fail.

pub(crate) mod configured;
mod policy;
pub(crate) mod rocket;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, GenericParam, ReturnType, Signature, Token, Type};

use crate::check::CheckedPolicy;
use crate::item::{Handler, is_cors};
use policy::policy_tokens;

/// A function of the same name and arguments, whose result bears the policy in its type. The handler
/// itself stands inside of it, so that nothing else is added to the user's module.
pub(crate) fn expand(handler: &Handler, policy: &CheckedPolicy) -> TokenStream {
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
    let route_is_missing = route_is_missing();
    let annotated = annotated(krate, &format_ident!("__CorsHandler"), ident, policy);
    // Lints such as `dead_code` and `unreachable_pub` say nothing, and `missing_docs` underlines the
    // attribute, if the first or the last token of the signature or of the function is ours.
    let end_of_result = Token![>](end_of(signature));
    let mut outer_body = Group::new(
        Delimiter::Brace,
        quote! {
            #(#inner_attributes)*
            #signature #body

            #route_is_missing
            enum __CorsHandler {}
            #annotated
            // A function that is used as a value may be `async` without awaiting anything.
            let __cors_handler = #ident #turbofish;
            #krate::MountWithCorsRouting::<__CorsHandler, _ #listed>::__new(__cors_handler(#(#(#cfgs)* #names,)*))
        },
    );
    outer_body.set_span(body.span_close());
    // Clippy counts them here too, from 8 on. Where it would not, an `allow` could break a `forbid`.
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

/// A policy as a constant expression, for `policy!(...)`.
pub(crate) fn expand_policy(policy: &CheckedPolicy) -> TokenStream {
    let (constants, fields) = policy_tokens(CratePath::of(policy), "", policy);
    quote!({ #constants #fields })
}

/// The path of `cors_runtime`. Appends its tokens one by one: a `TokenStream` that is put into another
/// one is a conversation with the compiler.
#[derive(Clone, Copy)]
struct CratePath<'a>(Option<&'a syn::Path>);

impl<'a> CratePath<'a> {
    fn of(policy: &'a CheckedPolicy) -> Self {
        Self(policy.crate_path.as_ref())
    }
}

impl ToTokens for CratePath<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(path) = self.0 {
            path.to_tokens(tokens);
        } else {
            Token![::](Span::call_site()).to_tokens(tokens);
            Ident::new("cors_runtime", Span::call_site()).to_tokens(tokens);
        }
    }
}

/// The module of `cors_runtime` that expansions use. Its name has the version of both crates, so that the compiler's
/// error names the cause if the versions differ.
#[derive(Clone, Copy)]
struct HiddenModule;

const HIDDEN: HiddenModule = HiddenModule;

impl ToTokens for HiddenModule {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        const NAME: &str = concat!(
            "__for_cors_macros_",
            env!("CARGO_PKG_VERSION_MAJOR"),
            "_",
            env!("CARGO_PKG_VERSION_MINOR"),
            "_",
            env!("CARGO_PKG_VERSION_PATCH"),
        );
        Ident::new(NAME, Span::call_site()).to_tokens(tokens);
    }
}

/// Where Rocket is the only framework, no router mounts handlers: the attribute stands below the one of
/// the route, or there is no route.
fn route_is_missing() -> Option<TokenStream> {
    cfg!(all(feature = "rocket", not(feature = "router"))).then(|| {
        quote!(::core::compile_error!(
            "no attribute of a route, such as `#[get(...)]`, stands below `#[cors(...)]`\n\
             help: move `#[cors(...)]` above it\n\
             note: handlers of axum need the feature `axum` of `cors-runtime`"
        );)
    })
}

/// The policy of a handler as that of a type.
fn annotated(krate: CratePath<'_>, ty: &Ident, handler: &Ident, policy: &CheckedPolicy) -> TokenStream {
    if let Some(shared) = &policy.shared {
        let reference = quote_spanned!(shared.span()=> &#shared);
        return quote! {
            impl #krate::Annotated for #ty {
                const POLICY: &'static #krate::Policy = #reference;
            }
        };
    }
    let (constants, fields) = policy_tokens(krate, &handler.to_string(), policy);
    quote! {
        impl #krate::Annotated for #ty {
            const POLICY: &'static #krate::Policy = {
                #constants
                static __CORS_POLICY: #krate::Policy = #fields;
                &__CORS_POLICY
            };
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

/// The parameters of the outer function: the `#[cfg]`s of each, its name, which is a plain one, and its type.
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

fn respanned(mut token: TokenTree, span: Span) -> TokenTree {
    token.set_span(span);
    token
}
