//! The expansion of a policy.

use cors_policy::{Argument, NameList, OwnedOriginTable, join_names, joined_len};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit};

use super::{CratePath, HIDDEN, respanned};
use crate::args::Element;
use crate::check::CheckedPolicy;
use crate::value::{literal, number};

/// The policy as the initializer of a static: the constants that it is made of, each with its check, and a draft
/// of the policy. Arguments that are left out keep their defaults.
pub(super) fn policy_tokens(
    krate: CratePath<'_>,
    handler: &str,
    policy: &CheckedPolicy,
) -> (Option<TokenStream>, TokenStream) {
    let mut constants = Constants { krate, policy, items: TokenStream::new() };
    let origins = constants.list("origins", "check_origin", &policy.origins);
    if policy.origins_from.is_none() {
        constants.check_any_is_left("check_any_origin_is_left", &policy.origins, &origins);
    }
    constants.check_except(&policy.except, &policy.origins, &origins);
    let methods = constants.list("methods", "check_method_name", &policy.methods);
    constants.check_any_is_left("check_any_method_is_left", &policy.methods, &methods);
    let except = constants.list("except", "check_excepted", &policy.except);
    let origin_lists = constants.origin_lists("ORIGINS", &policy.origins, &origins);
    let any_origin = has_literal(&policy.origins, "*").then(|| quote!(.any_origin()));
    let null_origin = has_literal(&policy.origins, "null").then(|| quote!(.null_origin()));
    let except_lists =
        (!except.is_empty()).then(|| constants.origin_lists("EXCEPT", &policy.except, &except));
    constants.items.extend(except_lists.map(|lists| {
        quote! {
            const __CORS_EXCEPT: &#krate::#HIDDEN::Origins = &#krate::#HIDDEN::Origins::#lists;
        }
    }));
    let source = constants.source();
    let headers = in_order(&policy.headers);
    let names = constants.list("headers", "check_request_header", &headers);
    let allow_headers = constants.header_value(NameList::RequestHeaders, &headers, &names);
    let exposed = in_order(&policy.expose_headers);
    let exposed_names = constants.list("expose_headers", "check_response_header", &exposed);
    let expose_headers = constants.header_value(NameList::ResponseHeaders, &exposed, &exposed_names);
    let max_age = policy.max_age.as_ref().map(|seconds| {
        let known = number(seconds);
        let seconds = constants.number("MAX_AGE", "u32", "check_seconds", seconds);
        let value = match known {
            Some(known) => HeaderValue::Known(known.to_string()),
            None => HeaderValue::Evaluated(quote!(#krate::#HIDDEN::decimal!(#seconds))),
        };
        quote!(.max_age(#seconds, #value))
    });
    let preflight_status = policy.preflight_status.as_ref().map(|status| {
        let status = constants.number("PREFLIGHT_STATUS", "u16", "check_status", status);
        quote!(.preflight_status(#status))
    });
    let except = (!except.is_empty()).then(|| quote!(.except(__CORS_EXCEPT)));
    let methods = (!methods.is_empty()).then(|| quote!(.methods(&[#(#methods),*])));
    let allow_headers = allow_headers.map(|value| quote!(.headers(&[#(#names),*], #value)));
    let expose_headers = expose_headers.map(|value| quote!(.expose_headers(#value)));
    let flags = flags(policy);
    let draft = quote! {
        #krate::#HIDDEN::PolicyDraft::new(#handler, ::core::file!(), ::core::line!()).#origin_lists
            #any_origin #null_origin #except #source #methods #allow_headers #expose_headers #max_age
            #preflight_status #flags .policy()
    };
    let Constants { items, .. } = constants;
    ((!items.is_empty()).then_some(items), draft)
}

/// The flags that are on, a call each.
fn flags(policy: &CheckedPolicy) -> TokenStream {
    let names = policy.flags.iter().map(Argument::name);
    quote!(#(.flag(#names))*)
}

/// Whether the list has this literal in every build.
fn has_literal(elements: &[Element], text: &str) -> bool {
    elements.iter().any(|element| is_known(element) && element.text.as_deref() == Some(text))
}

/// The names in the order of their header value, as far as they are known, followed by the others.
fn in_order(names: &[Element]) -> Vec<Element> {
    let mut names = names.to_vec();
    names.sort_by_cached_key(|name| {
        name.text.as_ref().map_or((true, None), |text| (false, Some(text.to_lowercase())))
    });
    names
}

/// A value as it appears in the policy.
enum Value<'a> {
    Literal(&'a Expr),
    /// The constant that was made for any other expression.
    Constant(Ident),
}

impl ToTokens for Value<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Literal(expr) => expr.to_tokens(tokens),
            Self::Constant(name) => name.to_tokens(tokens),
        }
    }
}

/// An element of a list, with its `#[cfg]`s.
struct Listed<'a> {
    attributes: &'a [Attribute],
    value: Value<'a>,
}

impl ToTokens for Listed<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(self.attributes);
        self.value.to_tokens(tokens);
    }
}

enum HeaderValue {
    Known(String),
    Evaluated(TokenStream),
}

impl ToTokens for HeaderValue {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Known(text) => text.to_tokens(tokens),
            Self::Evaluated(value) => value.to_tokens(tokens),
        }
    }
}

/// Values other than literals, each in a constant of its own, so that one mistake is one error.
struct Constants<'a> {
    krate: CratePath<'a>,
    policy: &'a CheckedPolicy,
    items: TokenStream,
}

impl Constants<'_> {
    /// The elements of a list, each with its `#[cfg]`s, and the checks of those that need the compiler.
    fn list<'e>(&mut self, field: &str, check: &str, elements: &'e [Element]) -> Vec<Listed<'e>> {
        let listed = |(index, Element { attributes, expr, .. }): (usize, &'e Element)| {
            let value = if is_literal(expr) {
                Value::Literal(expr)
            } else {
                Value::Constant(constant_name(field, &index.to_string()))
            };
            Listed { attributes, value }
        };
        let list: Vec<_> = elements.iter().enumerate().map(listed).collect();
        if list.iter().all(|listed| matches!(listed.value, Value::Literal(_))) {
            return list;
        }
        // What `#[cfg]` may leave out is compared with nothing. The macro has compared the literals with each other.
        let always = list.iter().filter(|listed| listed.attributes.is_empty()).map(|listed| &listed.value);
        let (all, constants) = (constant_name(field, "ALL"), constant_name(field, "CONSTANTS"));
        self.beside(&all, always.clone());
        if list.iter().any(|listed| matches!(listed.value, Value::Literal(_))) {
            self.beside(&constants, always.filter(|value| matches!(value, Value::Constant(_))));
        }
        let (mut before_in_all, mut before_in_constants) = (0_usize, 0_usize);
        for (Element { expr, .. }, Listed { attributes, value }) in elements.iter().zip(&list) {
            let (beside, before) = match value {
                Value::Literal(_) => (&constants, before_in_constants),
                Value::Constant(name) => {
                    self.constant(attributes, name, expr);
                    (&all, before_in_all)
                }
            };
            let index = if attributes.is_empty() {
                before_in_all += 1;
                before_in_constants += usize::from(matches!(value, Value::Constant(_)));
                quote!(::core::option::Option::Some(#before))
            } else {
                quote!(::core::option::Option::None)
            };
            let check = self.call(check, quote!(#value, &#beside, #index), expr);
            self.items.extend(quote!(#(#attributes)* const _: () = #check;));
        }
        list
    }

    /// The constant for an element of a list.
    fn constant(&mut self, attributes: &[Attribute], name: &Ident, expr: &Expr) {
        let ty = quote!(&'static ::core::primitive::str);
        let Some(variable) = environment_variable(expr) else {
            return self.items.extend(quote!(#(#attributes)* const #name: #ty = #expr;));
        };
        let krate = self.krate;
        let value = format_ident!("{name}_VARIABLE");
        let check = variable_name(variable).map(|variable| {
            let check = self.call("check_variable_is_set", quote!(#value, #variable), expr);
            quote!(#(#attributes)* const _: () = #check;)
        });
        self.items.extend(quote! {
            #(#attributes)* const #value: ::core::option::Option<#ty> = #expr;
            #check
            #(#attributes)* const #name: #ty = #krate::#HIDDEN::value_of(#value);
        });
    }

    /// Single origins and patterns: a table of the literals, and a list of the constants.
    fn origin_lists(&mut self, field: &str, elements: &[Element], values: &[Listed<'_>]) -> TokenStream {
        let krate = self.krate;
        let known =
            elements.iter().filter(|element| is_known(element)).filter_map(|element| element.text.as_deref());
        let table = OwnedOriginTable::new(known, 0);
        let ((exact, exact_index), (patterns, pattern_index)) = (table.exact(), table.patterns());
        let patterns = patterns.iter().map(|(text, shape)| {
            let (scheme, any_subdomain, host) =
                (shape.scheme_len(), shape.is_any_subdomain(), shape.host_len());
            quote!((#text, #krate::#HIDDEN::OriginShape::of_literal(#scheme, #any_subdomain, #host)))
        });
        let [exact_index, pattern_index] = [exact_index, pattern_index].map(Literal::byte_string);
        let literals = quote! {
            literals(&[#(#exact),*], #exact_index, &[#(#patterns),*], #pattern_index)
        };
        let constants: Vec<_> = elements
            .iter()
            .zip(values)
            .filter(|(element, _)| !is_known(element))
            .map(|(_, value)| value)
            .collect();
        if constants.is_empty() {
            return literals;
        }
        let name = constant_name(field, "ENTRIES");
        self.items.extend(quote! {
            const #name: &[#krate::#HIDDEN::OriginEntry<'static>] =
                &#krate::#HIDDEN::origin_entries([#(#constants),*]);
        });
        quote!(#literals.constants(#name))
    }

    /// Where more origins come from.
    fn source(&mut self) -> Option<TokenStream> {
        let krate = self.krate;
        let source = self.policy.origins_from.as_ref()?;
        let path = source.to_token_stream().to_string().replace(' ', "");
        let reference = quote_spanned!(source.span()=> &#source);
        self.items.extend(quote! {
            static __CORS_SOURCE: #krate::#HIDDEN::NamedSource =
                #krate::#HIDDEN::NamedSource { path: #path, source: #reference };
        });
        Some(quote!(.source(&__CORS_SOURCE)))
    }

    /// The header value of a list of names; none if it has none.
    fn header_value(
        &self,
        kind: NameList,
        elements: &[Element],
        values: &[Listed<'_>],
    ) -> Option<HeaderValue> {
        if elements.is_empty() {
            return None;
        }
        if elements.iter().all(is_known) {
            let names: Vec<_> = elements.iter().filter_map(|element| element.text.as_deref()).collect();
            let mut joined = vec![0; joined_len(kind, &names)];
            join_names(kind, &names, &mut joined);
            return Some(HeaderValue::Known(String::from_utf8_lossy(&joined).into_owned()));
        }
        let (krate, kind) = (self.krate, format_ident!("{kind:?}"));
        Some(HeaderValue::Evaluated(quote!(#krate::#HIDDEN::joined_names!(#kind, &[#(#values),*]))))
    }

    /// What the entries of a list are checked against.
    fn beside<'v>(&mut self, name: &Ident, list: impl Iterator<Item = &'v Value<'v>>) {
        let (krate, flags) = (self.krate, flags(self.policy));
        self.items.extend(quote! {
            const #name: #krate::#HIDDEN::Beside = #krate::#HIDDEN::Beside::new(&[#(#list),*]) #flags;
        });
    }

    fn number<'e>(&mut self, name: &str, ty: &str, check: &str, expr: &'e Expr) -> Value<'e> {
        if is_literal(expr) {
            return Value::Literal(expr);
        }
        let name = constant_name(name, "VALUE");
        let ty = format_ident!("{ty}");
        let check = self.call(check, quote!(#name), expr);
        self.items.extend(quote! {
            const #name: ::core::primitive::#ty = #expr;
            const _: () = #check;
        });
        Value::Constant(name)
    }

    /// Checks that a list has an element in this build, if `#[cfg]` may leave out every one.
    fn check_any_is_left(&mut self, check: &str, elements: &[Element], list: &[Listed<'_>]) {
        let Some(first) = elements.first() else { return };
        if elements.iter().all(|element| !element.attributes.is_empty()) {
            let check = self.call(check, quote!(&[#(#list),*]), &first.expr);
            self.items.extend(quote!(const _: () = #check;));
        }
    }

    /// Checks that `except` has a meaning, if only the compiler knows whether a constant is `*`.
    fn check_except(&mut self, except: &[Element], origins: &[Element], list: &[Listed<'_>]) {
        let Some(first) = except.first() else { return };
        if origins.iter().any(|origin| !is_literal(&origin.expr)) {
            let check = self.call("check_except_has_wildcard", quote!(&[#(#list),*]), &first.expr);
            self.items.extend(quote!(const _: () = #check;));
        }
    }

    /// A call that the compiler underlines where the expression stands.
    fn call(&self, function: &str, arguments: TokenStream, blamed: &Expr) -> TokenStream {
        let tokens: Vec<_> = blamed.to_token_stream().into_iter().collect();
        let first = tokens.first().map_or(Span::call_site(), TokenTree::span);
        let last = tokens.last().map_or(first, TokenTree::span);
        let krate = self.krate;
        let hidden: TokenStream =
            quote!(#krate::#HIDDEN).into_iter().map(|token| respanned(token, first)).collect();
        let function = Ident::new(function, first);
        let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
        arguments.set_span(last);
        quote_spanned!(first=> #hidden::#function #arguments)
    }
}

fn constant_name(field: &str, which: &str) -> Ident {
    format_ident!("__CORS_{}_{which}", field.to_uppercase(), span = Span::mixed_site())
}

/// Whether the element is a literal, and there in every build.
fn is_known(element: &Element) -> bool {
    element.attributes.is_empty() && is_literal(&element.expr)
}

/// What stands in the parentheses, if the expression is `option_env!(...)`.
fn environment_variable(expr: &Expr) -> Option<&TokenStream> {
    let Expr::Macro(invocation) = expr else { return None };
    let last = invocation.mac.path.segments.last()?;
    (last.ident == "option_env").then_some(&invocation.mac.tokens)
}

/// The name of an environment variable; `None` if there is none, which the compiler reports.
fn variable_name(tokens: &TokenStream) -> Option<String> {
    match syn::parse2(tokens.clone()).ok()? {
        Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) => Some(name.value()),
        // Such as `concat!(...)`.
        _ => Some(tokens.to_string()),
    }
}

fn is_literal(expr: &Expr) -> bool {
    literal(expr).is_some()
}
