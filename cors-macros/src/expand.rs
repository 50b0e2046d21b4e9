//! The expansion: the handler, and its policy as one static. It cannot fail.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, FnArg, GenericParam, ReturnType, Signature};

use crate::args::Element;
use crate::check::CheckedPolicy;
use crate::item::{Handler, is_cors};

/// A function of the same name and arguments, whose result bears the policy in its type. The handler
/// itself stands inside of it, so that nothing else is added to the user's module.
pub(crate) fn expand(handler: &Handler, policy: &CheckedPolicy) -> TokenStream {
    let krate = policy.crate_path.as_ref().map_or_else(|| quote!(::cors_runtime), |path| quote!(#path));
    let Handler { attributes, visibility, signature, body } = handler;
    let attributes = || attributes.iter().filter(|attribute| !is_cors(attribute));
    let outer_attributes = attributes().filter(|attribute| belongs_outside(attribute));
    let inner_attributes = attributes().filter(|attribute| !belongs_outside(attribute));
    let Signature { ident, generics, .. } = signature;
    let where_clause = &generics.where_clause;
    let (parameters, arguments) = parameters(signature);
    let turbofish = turbofish(signature);
    let future = future(signature);
    let lists_methods = !policy.methods.is_empty();
    let policy = fields(&krate, &ident.to_string(), policy);
    quote! {
        #(#outer_attributes)*
        #visibility fn #ident #generics (#parameters)
            -> #krate::MountWithCorsRouting<impl #krate::Annotated, #future>
        #where_clause
        {
            #(#inner_attributes)*
            #signature #body

            struct __CorsHandler;
            impl #krate::Annotated for __CorsHandler {
                const POLICY: &'static #krate::Policy = {
                    static __CORS_POLICY: #krate::Policy = #policy;
                    &__CORS_POLICY
                };
                const LISTS_METHODS: ::core::primitive::bool = #lists_methods;
            }
            #krate::MountWithCorsRouting::<__CorsHandler, _>::__new(#ident #turbofish (#arguments))
        }
    }
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

/// The policy as a constant expression. What was left out is left to its default.
fn fields(krate: &TokenStream, handler: &str, policy: &CheckedPolicy) -> TokenStream {
    let list = |name: &str, check: &str, elements: &[Element]| {
        let name = format_ident!("{name}");
        let elements = elements.iter().map(|element| list_element(krate, check, element));
        (elements.len() > 0).then(|| quote!(#name: &[#(#elements),*],))
    };
    let origins = list("origins", "checked_origin", &policy.origins);
    let credentials = policy.credentials.then(|| quote!(credentials: true,));
    let methods = list("methods", "checked_method", &policy.methods);
    let headers = list("headers", "checked_request_header_name", &policy.headers);
    let expose_headers = list("expose_headers", "checked_response_header_name", &policy.expose_headers);
    let max_age = policy.max_age.as_ref().map(|seconds| {
        let seconds = checked(krate, "checked_max_age", seconds);
        quote!(max_age: ::core::option::Option::Some(#seconds),)
    });
    let preflight_status = policy.preflight_status.as_ref().map(|status| {
        let status = checked(krate, "checked_preflight_status", status);
        quote!(preflight_status: #status,)
    });
    quote! {
        #krate::__private::policy! {
            #origins
            #credentials
            #methods
            #headers
            #expose_headers
            #max_age
            #preflight_status
            handler: #handler,
            file: ::core::file!(),
            line: ::core::line!(),
        }
    }
}

fn list_element(krate: &TokenStream, check: &str, Element { attributes, expr }: &Element) -> TokenStream {
    let expr = checked(krate, check, expr);
    quote!(#(#attributes)* #expr)
}

/// A literal as it is; what is no literal is checked in const evaluation, which underlines it.
fn checked(krate: &TokenStream, check: &str, expr: &Expr) -> TokenStream {
    if matches!(expr, Expr::Lit(_)) {
        return quote!(#expr);
    }
    // The compiler underlines the call from its first token on.
    let span = expr.span();
    let krate: TokenStream = krate.clone().into_iter().map(|token| respanned(token, span)).collect();
    let check = Ident::new(check, span);
    quote_spanned!(span=> #krate::__private::#check(#expr))
}

fn respanned(mut token: TokenTree, span: Span) -> TokenTree {
    token.set_span(span);
    token
}
