//! The expansion: the handler, and its policy as one static. It cannot fail.

pub(crate) mod rocket;

use cors_policy::Lifted;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, FnArg, GenericParam, ReturnType, Signature};

use crate::args::Element;
use crate::check::CheckedPolicy;
use crate::item::{Handler, is_cors};
use crate::value::{literal, text};

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

/// The policy as the initializer of a static: the constants that it is made of, each with its check,
/// and the fields. What was left out is left to its default.
fn policy_tokens(krate: &TokenStream, handler: &str, policy: &CheckedPolicy) -> (TokenStream, TokenStream) {
    let mut constants = Constants { krate, policy, items: TokenStream::new() };
    let origins = constants.list("origins", "check_origin", &policy.origins);
    constants.check_any_is_left("check_any_origin_is_left", &policy.origins, &origins);
    constants.check_except(&policy.except, &policy.origins, &origins);
    let methods = constants.list("methods", "check_method_name", &policy.methods);
    constants.check_any_is_left("check_any_method_is_left", &policy.methods, &methods);
    let (exact, others) = policy.origins.iter().zip(origins).partition(|(origin, _)| is_exact_origin(origin));
    let elements = |pairs: Vec<_>| pairs.into_iter().map(|(_, element): (_, TokenStream)| element).collect();
    let fields = [
        // Only what is not known yet has to be read in const evaluation.
        ("origins", elements(exact)),
        ("other_origins", elements(others)),
        ("except", constants.list("except", "check_excepted", &policy.except)),
        ("methods", methods),
        ("headers", constants.list("headers", "check_request_header", &in_order(&policy.headers))),
        (
            "expose_headers",
            constants.list("expose_headers", "check_response_header", &in_order(&policy.expose_headers)),
        ),
    ];
    let lists = fields.iter().filter(|(_, list)| !list.is_empty()).map(|(name, list): &(_, Vec<_>)| {
        let name = format_ident!("{name}");
        if name == "methods" {
            return quote!(#name: ::core::option::Option::Some(&[#(#list),*]),);
        }
        quote!(#name: &[#(#list),*],)
    });
    let credentials = policy.credentials.then(|| quote!(credentials: true,));
    let flags = &policy.flags;
    let null_origin = policy.lifted.null_origin.then(|| quote!(allow_null_origin: true,));
    let max_age = policy.max_age.as_ref().map(|seconds| {
        let seconds = constants.number("MAX_AGE", "u32", "check_seconds", seconds);
        quote!(max_age: ::core::option::Option::Some(#seconds),)
    });
    let preflight_status = policy.preflight_status.as_ref().map(|status| {
        let status = constants.number("PREFLIGHT_STATUS", "u16", "check_status", status);
        quote!(preflight_status: #status,)
    });
    let fields = quote! {
        #krate::__private::policy! {
            #(#lists)*
            #credentials
            #null_origin
            #(#flags: true,)*
            #max_age
            #preflight_status
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

    /// What the entries of a list are judged by, beside themselves.
    fn beside(&mut self, name: &Ident, list: &[&TokenStream]) {
        let CheckedPolicy { credentials, lifted, .. } = self.policy;
        let Lifted { null_origin, insecure_origins, public_suffixes } = lifted;
        let krate = self.krate;
        self.items.extend(quote! {
            const #name: #krate::__private::Beside = #krate::__private::Beside {
                list: &[#(#list),*],
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

/// Whether the element is known to be one origin, neither a pattern nor `null`.
fn is_exact_origin(origin: &Element) -> bool {
    text(origin).is_some_and(|text| !text.contains('*') && text != "null")
}

fn is_literal(expr: &Expr) -> bool {
    literal(expr).is_some()
}

fn respanned(mut token: TokenTree, span: Span) -> TokenTree {
    token.set_span(span);
    token
}
