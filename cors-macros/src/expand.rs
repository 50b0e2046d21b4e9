//! The expansion of a policy into one static, for whichever framework. It cannot fail.

// Each module uses only modules above it.
mod policy;
pub(crate) mod below;
pub(crate) mod configured;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Token;
use syn::spanned::Spanned;

use crate::check::CheckedPolicy;
use policy::policy_tokens;

/// A policy as a constant expression, for `policy!(...)`.
pub(crate) fn expand_policy(policy: &CheckedPolicy) -> TokenStream {
    let (constants, fields) = policy_tokens(CratePath::of(policy), "", policy);
    quote!({ #constants #fields })
}

/// The path of `cors_runtime`. Appends its tokens one by one, since each `TokenStream` that is put into another
/// one is a round trip to the compiler.
#[derive(Clone, Copy)]
pub(crate) struct CratePath<'a>(Option<&'a syn::Path>);

impl<'a> CratePath<'a> {
    pub(crate) fn of(policy: &'a CheckedPolicy) -> Self {
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
pub(crate) struct HiddenModule;

pub(crate) const HIDDEN: HiddenModule = HiddenModule;

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

/// The implementation that gives a type the policy of a handler.
pub(crate) fn annotated(
    krate: CratePath<'_>,
    ty: &Ident,
    handler: &Ident,
    policy: &CheckedPolicy,
) -> TokenStream {
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

pub(crate) fn respanned(mut token: TokenTree, span: Span) -> TokenTree {
    token.set_span(span);
    token
}
