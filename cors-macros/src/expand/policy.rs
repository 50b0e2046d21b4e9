//! The expansion of a policy.

use cors_policy::{Lifted, NameList, OwnedOriginTable, join_names, joined_len};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr};

use super::{CratePath, HIDDEN, respanned};
use crate::args::Element;
use crate::check::CheckedPolicy;
use crate::value::{literal, number};

/// The policy as the initializer of a static: the constants that it is made of, each with its check,
/// and the fields. What was left out is left to its default.
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
    let literals_of_origins = constants.origin_tables("ORIGINS", &policy.origins, &origins);
    let [any_origin, null_origin] = constants.wildcards(&policy.origins);
    let except_tables =
        (!except.is_empty()).then(|| constants.origin_tables("EXCEPT", &policy.except, &except));
    constants.items.extend(except_tables.map(|tables| {
        quote! {
            const __CORS_EXCEPT: &#krate::#HIDDEN::Origins = &#krate::#HIDDEN::Origins::#tables;
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
    let credentials = policy.credentials.then(|| quote!(.credentials()));
    let flags = &policy.flags;
    let (file, line) = place();
    let fields = quote! {
        #krate::#HIDDEN::PolicyDraft::new(#handler, #file, #line).#literals_of_origins
            #any_origin #null_origin #except #source #methods #allow_headers #expose_headers #max_age
            #preflight_status #credentials #(.#flags())* .policy()
    };
    let Constants { items, .. } = constants;
    ((!items.is_empty()).then_some(items), fields)
}

/// Where the attribute stands, as `file!()` and `line!()` would say.
fn place() -> (String, Literal) {
    let (file, line) = if proc_macro::is_available() {
        let attribute = proc_macro::Span::call_site();
        (attribute.file(), attribute.line())
    } else {
        (String::new(), 0)
    };
    (file, Literal::usize_unsuffixed(line))
}

/// The names in the order of their header value, as far as they are known; the rest behind them.
fn in_order(names: &[Element]) -> Vec<Element> {
    let mut names = names.to_vec();
    names.sort_by_cached_key(|name| {
        name.text.as_ref().map_or((true, None), |text| (false, Some(text.to_lowercase())))
    });
    names
}

/// A value as it stands in the policy.
enum Value<'a> {
    Literal(&'a Expr),
    /// The constant that was made of something else.
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

/// An element of a list, with its `#[cfg]`.
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

/// Values that are no literals, each in a constant of its own, so that a mistake in one is one error.
struct Constants<'a> {
    krate: CratePath<'a>,
    policy: &'a CheckedPolicy,
    items: TokenStream,
}

impl Constants<'_> {
    /// The elements of a list, each with its `#[cfg]`.
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
        // Rules between elements hold for those that are always there.
        let always = list.iter().filter(|listed| listed.attributes.is_empty()).map(|listed| &listed.value);
        let beside = constant_name(field, "BESIDE");
        self.beside(&beside, always);
        let mut always_before = 0_usize;
        for (Element { expr, .. }, Listed { attributes, value }) in elements.iter().zip(&list) {
            let index = if attributes.is_empty() {
                always_before += 1;
                let index = always_before - 1;
                quote!(::core::option::Option::Some(#index))
            } else {
                quote!(::core::option::Option::None)
            };
            if let Value::Constant(name) = value {
                let ty = quote!(&'static ::core::primitive::str);
                let initial = self.variable(attributes, expr).unwrap_or_else(|| quote!(#expr));
                self.items.extend(quote!(#(#attributes)* const #name: #ty = #initial;));
            }
            // Beside a constant, a literal can be a mistake that the macro cannot see.
            let check = self.call(check, quote!(#value, &#beside, #index), expr);
            self.items.extend(quote!(#(#attributes)* const _: () = #check;));
        }
        list
    }

    /// Whether `*` and `null` are among the origins.
    fn wildcards(&self, elements: &[Element]) -> [Option<TokenStream>; 2] {
        let krate = self.krate;
        let others = constant_name("ORIGINS", "OTHERS");
        let has_others = elements.iter().any(|element| !is_known(element));
        [("any_origin", "*", true), ("null_origin", "null", self.policy.lifted.null_origin)].map(
            |(method, text, is_possible)| {
                let method = format_ident!("{method}");
                if elements.iter().any(|element| is_known(element) && is_text(element, text)) {
                    Some(quote!(.#method(true)))
                } else {
                    (has_others && is_possible)
                        .then(|| quote!(.#method(#krate::#HIDDEN::is_one_of(#text, #others))))
                }
            },
        )
    }

    /// Single origins and patterns: what is known is sorted into tables here, what is not will be in const
    /// evaluation.
    fn origin_tables(&mut self, field: &str, elements: &[Element], values: &[Listed<'_>]) -> TokenStream {
        let krate = self.krate;
        let known =
            elements.iter().filter(|element| is_known(element)).filter_map(|element| element.text.as_deref());
        let table = OwnedOriginTable::new(known, 0);
        let ((exact, exact_slots), (patterns, pattern_slots)) = (table.exact(), table.patterns());
        let patterns = patterns.iter().map(|(text, shape)| {
            let (scheme, any_subdomain, host) =
                (shape.scheme_len(), shape.is_any_subdomain(), shape.host_len());
            quote!((#text, #krate::#HIDDEN::OriginShape::of_literal(#scheme, #any_subdomain, #host)))
        });
        let [exact_index, pattern_index] =
            [exact_slots, pattern_slots].map(|slots| Literal::byte_string(slots.as_flattened()));
        let literals = quote! {
            literals(&[#(#exact),*], #exact_index, &[#(#patterns),*], #pattern_index)
        };
        let others: Vec<_> = elements
            .iter()
            .zip(values)
            .filter(|(element, _)| !is_known(element))
            .map(|(_, value)| value)
            .collect();
        if others.is_empty() {
            return literals;
        }
        let name = constant_name(field, "OTHERS");
        self.items.extend(quote!(const #name: &[&::core::primitive::str] = &[#(#others),*];));
        quote!(#literals.with_others(#krate::#HIDDEN::other_origins!(#name)))
    }

    /// Where more origins come from, and the flags that lift rules for those.
    fn source(&mut self) -> Option<TokenStream> {
        let (krate, policy) = (self.krate, self.policy);
        let source = policy.origins_from.as_ref()?;
        let path = source.to_token_stream().to_string().replace(' ', "");
        let reference = quote_spanned!(source.span()=> &#source);
        self.items.extend(quote! {
            static __CORS_SOURCE: #krate::#HIDDEN::NamedSource =
                #krate::#HIDDEN::NamedSource { path: #path, source: #reference };
        });
        let Lifted { insecure_origins, public_suffixes, .. } = policy.lifted;
        Some(quote!(.source(&__CORS_SOURCE, #insecure_origins, #public_suffixes)))
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

    /// What the entries of a list are judged by, beside themselves.
    fn beside<'v>(&mut self, name: &Ident, list: impl Iterator<Item = &'v Value<'v>>) {
        let CheckedPolicy { credentials, lifted, .. } = self.policy;
        let Lifted { null_origin, insecure_origins, public_suffixes } = lifted;
        let krate = self.krate;
        let list: Vec<_> = list.collect();
        // What makes a long list fast to check would make a short one slow.
        let list = if list.len() > 8 {
            quote!(#krate::#HIDDEN::evaluated_list!(&[#(#list),*]))
        } else {
            quote!(#krate::#HIDDEN::EvaluatedList::scanned(&[#(#list),*]))
        };
        self.items.extend(quote! {
            const #name: #krate::#HIDDEN::Beside = #krate::#HIDDEN::Beside {
                list: #list,
                credentials: #credentials,
                lifted: #krate::#HIDDEN::Lifted {
                    null_origin: #null_origin,
                    insecure_origins: #insecure_origins,
                    public_suffixes: #public_suffixes,
                },
            };
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

    /// A list whose every element may be left out by `#[cfg]` has one in this build.
    fn check_any_is_left(&mut self, check: &str, elements: &[Element], list: &[Listed<'_>]) {
        if let Some(first) = elements.first()
            && elements.iter().all(|element| !element.attributes.is_empty())
        {
            let check = self.call(check, quote!(&[#(#list),*]), &first.expr);
            self.items.extend(quote!(const _: () = #check;));
        }
    }

    /// Where a constant may be `*`, or none is, only the compiler knows whether `except` has a meaning.
    fn check_except(&mut self, except: &[Element], origins: &[Element], list: &[Listed<'_>]) {
        if let Some(first) = except.first()
            && origins.iter().any(|origin| !is_literal(&origin.expr))
        {
            let check = self.call("check_except_has_wildcard", quote!(&[#(#list),*]), &first.expr);
            self.items.extend(quote!(const _: () = #check;));
        }
    }

    /// The value of `option_env!`, which is checked to be set.
    fn variable(&mut self, attributes: &[Attribute], expr: &Expr) -> Option<TokenStream> {
        let Expr::Macro(invocation) = expr else { return None };
        if invocation.mac.path.segments.last().is_none_or(|segment| segment.ident != "option_env") {
            return None;
        }
        let name = &invocation.mac.tokens;
        let check = self.call("check_variable_is_set", quote!(#expr, #name), expr);
        self.items.extend(quote!(#(#attributes)* const _: () = #check;));
        let krate = self.krate;
        Some(quote!(#krate::#HIDDEN::value_of(#expr)))
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

/// Whether the element is there in every build, and known to the macro.
fn is_known(element: &Element) -> bool {
    element.attributes.is_empty() && is_literal(&element.expr)
}

fn is_text(element: &Element, expected: &str) -> bool {
    element.text.as_deref() == Some(expected)
}

fn is_literal(expr: &Expr) -> bool {
    literal(expr).is_some()
}
