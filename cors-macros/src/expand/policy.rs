//! The expansion of a policy.

use cors_policy::{Lifted, NameList, OwnedOriginTable, join_names, joined_len};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr};

use super::respanned;
use crate::args::Element;
use crate::check::CheckedPolicy;
use crate::value::{literal, number, text};

/// The policy as the initializer of a static: the constants that it is made of, each with its check,
/// and the fields. What was left out is left to its default.
pub(super) fn policy_tokens(
    krate: &TokenStream,
    handler: &str,
    policy: &CheckedPolicy,
) -> (TokenStream, TokenStream) {
    let mut constants = Constants { krate, policy, items: TokenStream::new() };
    let origins = constants.list("origins", "check_origin", &policy.origins);
    if policy.origins_from.is_none() {
        constants.check_any_is_left("check_any_origin_is_left", &policy.origins, &origins);
    }
    constants.check_except(&policy.except, &policy.origins, &origins);
    let methods = constants.list("methods", "check_method_name", &policy.methods);
    constants.check_any_is_left("check_any_method_is_left", &policy.methods, &methods);
    let except = constants.list("except", "check_excepted", &policy.except);
    let mut fields = TokenStream::new();
    fields.extend(constants.origins(&policy.origins, &origins));
    if !except.is_empty() {
        let except = constants.origin_tables("EXCEPT", &policy.except, &except);
        constants.items.extend(quote!(const __CORS_EXCEPT: &#krate::__private::Origins = &#except;));
        fields.extend(quote!(except: ::core::option::Option::Some(__CORS_EXCEPT),));
    }
    if let Some(source) = &policy.origins_from {
        let path = source.to_token_stream().to_string().replace(' ', "");
        let reference = quote_spanned!(source.span()=> &#source);
        constants.items.extend(quote! {
            static __CORS_SOURCE: #krate::__private::NamedSource =
                #krate::__private::NamedSource { path: #path, source: #reference };
        });
        fields.extend(quote!(source: ::core::option::Option::Some(&__CORS_SOURCE),));
        for (is_lifted, field) in [
            (policy.lifted.insecure_origins, "allow_insecure_origins"),
            (policy.lifted.public_suffixes, "allow_public_suffixes"),
        ] {
            let field = format_ident!("{field}");
            fields.extend(is_lifted.then(|| quote!(#field: true,)));
        }
    }
    if !methods.is_empty() {
        fields.extend(quote!(methods: ::core::option::Option::Some(&[#(#methods),*]),));
    }
    let headers = in_order(&policy.headers);
    let names = constants.list("headers", "check_request_header", &headers);
    if !names.is_empty() {
        let value = constants.header_value(NameList::RequestHeaders, &headers, &names);
        fields.extend(quote!(headers: &[#(#names),*], allow_headers: #value,));
    }
    let exposed = in_order(&policy.expose_headers);
    let names = constants.list("expose_headers", "check_response_header", &exposed);
    if !names.is_empty() {
        let value = constants.header_value(NameList::ResponseHeaders, &exposed, &names);
        fields.extend(quote!(expose_headers: #value,));
    }
    if let Some(seconds) = &policy.max_age {
        let value = number(seconds).map(|seconds| seconds.to_string().to_token_stream());
        let seconds = constants.number("MAX_AGE", "u32", "check_seconds", seconds);
        let value = value.unwrap_or_else(|| quote!(#krate::__private::decimal!(#seconds)));
        fields.extend(quote!(max_age: ::core::option::Option::Some(#seconds), max_age_value: #value,));
    }
    if let Some(status) = &policy.preflight_status {
        let status = constants.number("PREFLIGHT_STATUS", "u16", "check_status", status);
        fields.extend(quote!(preflight_status: #status,));
    }
    let flags = &policy.flags;
    let credentials = policy.credentials.then(|| quote!(credentials: true,));
    let fields = quote! {
        #krate::__private::policy! {
            #fields
            #credentials
            #(#flags: true,)*
            handler: #handler,
            file: ::core::file!(),
            line: ::core::line!(),
        }
    };
    (constants.items, fields)
}

/// The names in the order of their header value, as far as they are known; the rest behind them.
fn in_order(names: &[Element]) -> Vec<Element> {
    let mut names = names.to_vec();
    names.sort_by_cached_key(|name| {
        text(name).map_or((true, None), |text| (false, Some(text.to_lowercase())))
    });
    names
}

/// Values that are no literals, each in a constant of its own, so that a mistake in one is one error.
struct Constants<'a> {
    krate: &'a TokenStream,
    policy: &'a CheckedPolicy,
    items: TokenStream,
}

impl Constants<'_> {
    /// The elements of a list, each with its `#[cfg]`.
    fn list(&mut self, field: &str, check: &str, elements: &[Element]) -> Vec<TokenStream> {
        let names: Vec<_> =
            (0..elements.len()).map(|index| constant_name(field, &index.to_string())).collect();
        let values: Vec<_> = elements
            .iter()
            .zip(&names)
            .map(|(Element { expr, .. }, name)| if is_literal(expr) { quote!(#expr) } else { quote!(#name) })
            .collect();
        // Rules between elements hold for those that are always there.
        let always: Vec<_> = elements
            .iter()
            .zip(&values)
            .filter(|(element, _)| element.attributes.is_empty())
            .map(|(_, value)| value)
            .collect();
        let beside = constant_name(field, "BESIDE");
        let any_constant = elements.iter().any(|element| !is_literal(&element.expr));
        if any_constant {
            self.beside(&beside, &always);
        }
        let mut always_before = 0_usize;
        for ((Element { attributes, expr }, name), value) in elements.iter().zip(&names).zip(&values) {
            let index = if attributes.is_empty() {
                always_before += 1;
                let index = always_before - 1;
                quote!(::core::option::Option::Some(#index))
            } else {
                quote!(::core::option::Option::None)
            };
            if !is_literal(expr) {
                let ty = quote!(&'static ::core::primitive::str);
                let initial = self.variable(attributes, expr).unwrap_or_else(|| quote!(#expr));
                self.items.extend(quote!(#(#attributes)* const #name: #ty = #initial;));
            }
            // Beside a constant, a literal can be a mistake that the macro cannot see.
            if any_constant {
                let check = self.call(check, quote!(#value, &#beside, #index), expr);
                self.items.extend(quote!(#(#attributes)* const _: () = #check;));
            }
        }
        let with_attributes =
            |(Element { attributes, .. }, value): (&Element, &TokenStream)| quote!(#(#attributes)* #value);
        elements.iter().zip(&values).map(with_attributes).collect()
    }

    /// The origins: what is known is sorted into tables here, what is not will be in const evaluation.
    fn origins(&mut self, elements: &[Element], values: &[TokenStream]) -> TokenStream {
        let (krate, mut fields) = (self.krate, TokenStream::new());
        let listed = |text| elements.iter().any(|element| is_known(element) && is_text(element, text));
        let tables = self.origin_tables("ORIGINS", elements, values);
        let others = constant_name("ORIGINS", "OTHERS");
        let has_others = elements.iter().any(|element| !is_known(element));
        for (field, text, is_possible) in
            [("any_origin", "*", true), ("null_origin", "null", self.policy.lifted.null_origin)]
        {
            let field = format_ident!("{field}");
            if listed(text) {
                fields.extend(quote!(#field: true,));
            } else if has_others && is_possible {
                fields.extend(quote!(#field: #krate::__private::is_one_of(#text, #others),));
            }
        }
        quote!(#fields origins: #tables,)
    }

    /// Single origins and patterns.
    fn origin_tables(&mut self, field: &str, elements: &[Element], values: &[TokenStream]) -> TokenStream {
        let krate = self.krate;
        let known = elements.iter().filter(|element| is_known(element)).filter_map(text);
        let table = OwnedOriginTable::new(known, 0);
        let ((exact, exact_slots), (patterns, pattern_slots)) = (table.exact(), table.patterns());
        let patterns = patterns.iter().map(|(text, shape)| {
            let (scheme, any_subdomain, host) =
                (shape.scheme_len(), shape.is_any_subdomain(), shape.host_len());
            quote!((#text, #krate::__private::OriginShape::of_literal(#scheme, #any_subdomain, #host)))
        });
        let [exact_index, pattern_index] =
            [exact_slots, pattern_slots].map(|slots| Literal::byte_string(slots.as_flattened()));
        let literals = quote! {
            #krate::__private::Origins::literals(
                &[#(#exact),*], #exact_index,
                &[#(#patterns),*], #pattern_index,
            )
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
        quote!(#literals.with_others(#krate::__private::other_origins!(#name)))
    }

    /// The header value of a list of names.
    fn header_value(&self, kind: NameList, elements: &[Element], values: &[TokenStream]) -> TokenStream {
        if elements.iter().all(is_known) {
            let names: Vec<_> = elements.iter().filter_map(text).collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let mut joined = vec![0; joined_len(kind, &names)];
            join_names(kind, &names, &mut joined);
            return String::from_utf8_lossy(&joined).to_token_stream();
        }
        let (krate, kind) = (self.krate, format_ident!("{kind:?}"));
        quote!(#krate::__private::joined_names!(#kind, &[#(#values),*]))
    }

    /// What the entries of a list are judged by, beside themselves.
    fn beside(&mut self, name: &Ident, list: &[&TokenStream]) {
        let CheckedPolicy { credentials, lifted, .. } = self.policy;
        let Lifted { null_origin, insecure_origins, public_suffixes } = lifted;
        let krate = self.krate;
        // What makes a long list fast to check would make a short one slow.
        let list = if list.len() > 8 {
            quote!(#krate::__private::evaluated_list!(&[#(#list),*]))
        } else {
            quote!(#krate::__private::EvaluatedList::scanned(&[#(#list),*]))
        };
        self.items.extend(quote! {
            const #name: #krate::__private::Beside = #krate::__private::Beside {
                list: #list,
                credentials: #credentials,
                lifted: #krate::__private::Lifted {
                    null_origin: #null_origin,
                    insecure_origins: #insecure_origins,
                    public_suffixes: #public_suffixes,
                },
            };
        });
    }

    fn number(&mut self, name: &str, ty: &str, check: &str, expr: &Expr) -> TokenStream {
        if is_literal(expr) {
            return quote!(#expr);
        }
        let name = constant_name(name, "VALUE");
        let ty = format_ident!("{ty}");
        let ty = quote!(::core::primitive::#ty);
        let check = self.call(check, quote!(#name), expr);
        self.items.extend(quote! {
            const #name: #ty = #expr;
            const _: () = #check;
        });
        quote!(#name)
    }

    /// A list whose every element may be left out by `#[cfg]` has one in this build.
    fn check_any_is_left(&mut self, check: &str, elements: &[Element], list: &[TokenStream]) {
        if let Some(first) = elements.first()
            && elements.iter().all(|element| !element.attributes.is_empty())
        {
            let check = self.call(check, quote!(&[#(#list),*]), &first.expr);
            self.items.extend(quote!(const _: () = #check;));
        }
    }

    /// Where a constant may be `*`, or none is, only the compiler knows whether `except` has a meaning.
    fn check_except(&mut self, except: &[Element], origins: &[Element], list: &[TokenStream]) {
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
        Some(quote!(#krate::__private::value_of(#expr)))
    }

    /// A call that the compiler underlines where the expression stands.
    fn call(&self, function: &str, arguments: TokenStream, blamed: &Expr) -> TokenStream {
        let tokens: Vec<_> = blamed.to_token_stream().into_iter().collect();
        let first = tokens.first().map_or(Span::call_site(), TokenTree::span);
        let last = tokens.last().map_or(first, TokenTree::span);
        let krate: TokenStream =
            self.krate.clone().into_iter().map(|token| respanned(token, first)).collect();
        let function = Ident::new(function, first);
        let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
        arguments.set_span(last);
        quote_spanned!(first=> #krate::__private::#function #arguments)
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
    text(element).as_deref() == Some(expected)
}

fn is_literal(expr: &Expr) -> bool {
    literal(expr).is_some()
}
