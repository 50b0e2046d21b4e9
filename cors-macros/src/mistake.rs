//! A violation of a rule of `cors-policy`, and the tokens to blame for it.

use cors_policy::{Rule, Violation};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// What the compiler will print.
#[derive(Clone)]
pub(crate) struct Mistake(syn::Error);

impl Mistake {
    /// Underlines all of the tokens; the whole attribute if there are none.
    pub(crate) fn at(tokens: impl ToTokens, violation: Violation<'_>) -> Self {
        Self(syn::Error::new_spanned(tokens, violation.message()))
    }

    /// Underlines one token.
    pub(crate) fn at_span(span: Span, violation: Violation<'_>) -> Self {
        Self(syn::Error::new(span, violation.message()))
    }

    /// A rule that needs nothing beside the tokens.
    pub(crate) fn of(rule: Rule, tokens: impl ToTokens) -> Self {
        let written = tokens.to_token_stream().to_string();
        Self::at(tokens, Violation::new(rule, &written))
    }

    pub(crate) fn to_compile_error(&self) -> TokenStream {
        self.0.to_compile_error()
    }
}

impl std::fmt::Debug for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
