//! The attribute as a function from tokens to tokens, without a compiler.
#![allow(clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use cors_policy::{
    Argument, Flags, OriginEntry, Violation, check_method, check_request_header_name,
    check_response_header_name,
};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::cors_tokens;
#[cfg(feature = "rocket")]
use crate::rocket_route_tokens;

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("tokens")
}

/// The expansions of two handlers, as `cargo expand` shows them; re-made with `cargo xtask bless`.
#[test]
fn the_expansion_is_short_and_has_one_static() {
    let literals = cors_tokens(
        quote!(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600),
        quote! {
            /// Adds an item to the shop.
            pub async fn create_item(State(shop): State<Shop>, Json(item): Json<Item>) -> StatusCode {
                shop.add(item).await
            }
        },
    );
    let constants = cors_tokens(
        quote!(
            origins = [
                "https://app.example.com",
                #[cfg(debug_assertions)]
                LOCAL
            ],
            max_age = DAY
        ),
        quote!(
            fn list_items() -> impl Future<Output = &'static str> {
                ready("[]")
            }
        ),
    );
    assert_expansion(literals, "literals.expanded.rs");
    assert_expansion(constants, "constants.expanded.rs");
}

fn assert_expansion(expansion: TokenStream, golden: &str) {
    let file = syn::parse2(expansion).expect("the expansion is a file");
    let expansion = prettyplease::unparse(&file);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests").join(golden);
    if env::var_os("CORS_BLESS").is_some() {
        fs::write(&golden, &expansion).expect("the golden can be written");
    }
    let golden = fs::read_to_string(golden).expect("the golden can be read");
    assert_eq!(expansion, golden, "`cargo xtask bless` re-makes it");
    assert_eq!(expansion.matches("static __CORS").count(), 1);
}

/// Whatever is typed, the macro neither panics nor loses the function.
#[test]
fn every_prefix_of_every_fixture_keeps_the_function() {
    let mut prefixes = 0;
    for fixture in fixtures() {
        let text = fs::read_to_string(&fixture).expect("a fixture can be read");
        for attribute in attributes(tokens(&text)) {
            for prefix in prefixes_of(&attribute) {
                let expansion = cors_tokens(
                    prefix.clone(),
                    quote!(
                        async fn handler() {
                            body()
                        }
                    ),
                );
                assert!(
                    expansion.to_string().contains("async fn handler () { body () }"),
                    "{}: `{prefix}` loses the function",
                    fixture.display()
                );
                prefixes += 1;
            }
        }
    }
    assert!(prefixes > 500, "{prefixes} prefixes");
}

/// A flag that is added to the table needs nothing here.
#[test]
fn every_flag_of_the_table_is_read() {
    for flag in Argument::ALL.iter().filter(|argument| argument.is_flag()) {
        let name = format_ident!("{}", flag.name());
        let expand = |value| {
            let item = quote!(
                async fn handler() {}
            );
            // A constant may be what a dangerous flag is there for.
            cors_tokens(quote!(origins = [ORIGIN], credentials = true, #value), item).to_string()
        };
        if *flag == Argument::Credentials {
            continue;
        }
        let call = format!(". flag (\"{name}\")");
        assert!(expand(quote!(#name)).contains(&call), "{name}");
        assert!(!expand(quote!(#name = false)).contains(&call), "{name} = false");
        let wrong = expand(quote!(#name = []));
        assert!(wrong.contains(&format!("`{name}` takes `true` or `false`, not a list")), "{wrong}");
    }
}

/// Every other argument is read as its example shows.
#[test]
fn every_example_of_the_table_is_without_a_mistake() {
    for argument in Argument::ALL {
        let example = tokens(argument.example());
        let others = match argument {
            Argument::Origins | Argument::OriginsFrom | Argument::SharedPolicy => quote!(),
            Argument::Except => quote!(origins = ["*"],),
            _ => quote!(origins = [ORIGIN], credentials = true,),
        };
        let others = if *argument == Argument::Credentials { quote!(origins = [ORIGIN],) } else { others };
        let expansion = cors_tokens(
            quote!(#others #example),
            quote!(
                async fn handler() {}
            ),
        );
        assert_eq!(messages(expansion), [""; 0], "{}", argument.example());
    }
}

#[test]
fn garbage_is_a_mistake_and_never_a_panic() {
    for garbage in [
        "=",
        ",",
        ",,",
        "= =",
        "origins",
        "origins =",
        "origins = [",
        "1",
        "\"x\"",
        "[]",
        "{}",
        "()",
        "origins()",
        "origins: []",
        "origins = [,]",
        "origins = [=]",
        "origins = []",
        "origins = [\"*\"], headers = []",
        "origins = [\"*\"], methods = []",
        "origins = [\"*\"], expose_headers = []",
        "origins = [\"*\"], except = []",
        "origins = [[]]",
        "origins = [()]",
        "origins = [\"a\" \"b\"]",
        "origins = {\"a\"}",
        "origins = |x| x",
        "origins = -",
        "origins = [-1]",
        "origins = [1.5, b\"x\", 'c', true]",
        "crate",
        "crate = 1",
        "crate = []",
        "self",
        "fn",
        "r#type",
        "#[doc = \"x\"] origins = []",
        "#[cfg] origins = []",
        "origins = [\"*\"], #[cfg(x)]",
        "origins = [\"*\"], #[cfg(x)],",
        "#[cfg(x)",
        "#",
        "origins = [#[cfg(x)]]",
        "origins = [#[doc = \"x\"] \"https://a.com\"]",
        "max_age = 99999999999999999999999",
        "max_age = 1u8",
        "max_age = 0x10",
        "max_age = -",
        "max_age = []",
        "max_age",
        "max_age = true",
        "credentials = []",
        "credentials = 1",
        "credentials = -1",
        "preflight_status = \"204\"",
        "preflight_status = 70000",
        "origins = [\"\\u{0}\"]",
        "$",
        "'a",
        "...",
        "=>",
        "::",
    ] {
        // Unbalanced text never reaches a macro.
        let Ok(args) = garbage.parse::<TokenStream>() else { continue };
        let expansion = cors_tokens(
            args,
            quote!(
                async fn handler() {}
            ),
        )
        .to_string();
        assert!(expansion.contains("compile_error"), "`{garbage}` should be a mistake");
        assert!(expansion.contains("async fn handler ()"), "`{garbage}` loses the function");
    }
}

#[test]
fn what_is_no_handler_is_emitted_as_it_was() {
    for item in [
        "struct Shop ;",
        "mod items { fn list () { } }",
        "fn list (& self) { }",
        "fn list () ;",
        "trait Shop { fn list () ; }",
        "",
        "fn",
        "async fn list (",
    ] {
        let Ok(item) = item.parse::<TokenStream>() else { continue };
        let expansion = cors_tokens(quote!(origins = ["*"]), item.clone()).to_string();
        assert!(expansion.contains("compile_error"), "`{item}` should be a mistake");
        assert!(expansion.ends_with(&item.to_string()), "`{item}` is lost");
    }
}

/// Every text of the tables gets the verdict of `cors-policy`, in its words; those of const evaluation
/// are compared there.
#[test]
fn the_macro_agrees_with_the_rules() {
    type Check = fn(&str) -> Result<(), Violation<'_>>;
    const ORIGINS: &[(&str, &str)] = &include!("../tests/agreement/origins.rs");
    const METHODS: &[(&str, &str)] = &include!("../tests/agreement/methods.rs");
    const REQUEST_HEADERS: &[(&str, &str)] = &include!("../tests/agreement/request_headers.rs");
    const RESPONSE_HEADERS: &[(&str, &str)] = &include!("../tests/agreement/response_headers.rs");
    let origin: Check = |written| OriginEntry::parse(written, Flags::NONE).map(drop);
    let mut texts = 0;
    for (table, check, argument) in [
        (ORIGINS, origin, "origins"),
        (METHODS, check_method as Check, "methods"),
        (REQUEST_HEADERS, check_request_header_name, "headers"),
        (RESPONSE_HEADERS, check_response_header_name, "expose_headers"),
    ] {
        for (written, id) in table {
            let argument = format_ident!("{argument}");
            let other = (argument != "origins").then(|| quote!(origins = ["https://app.example.com"],));
            let expansion = cors_tokens(
                quote!(#other #argument = [#written]),
                quote!(
                    async fn handler() {}
                ),
            );
            let expected = check(written).err().map(|violation| (violation.rule.id(), violation.message()));
            let expected: Vec<_> = expected
                .iter()
                .map(|(rule, message)| {
                    assert_eq!(rule, id, "{written:?}");
                    message.to_string()
                })
                .collect();
            assert_eq!(messages(expansion), expected, "{written:?}");
            texts += 1;
        }
    }
    assert!(texts > 500, "{texts} texts");
}

/// The messages of the errors that the tokens are.
fn messages(expansion: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_error = false;
    for token in expansion {
        match token {
            TokenTree::Ident(name) => in_error = name == "compile_error",
            TokenTree::Group(group) if in_error => {
                found.push(syn::parse2::<syn::LitStr>(group.stream()).expect("a message").value());
                in_error = false;
            }
            TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}

fn fixtures() -> Vec<PathBuf> {
    fn collect(folder: &Path, fixtures: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the fixtures are there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(&path, fixtures);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                fixtures.push(path);
            }
        }
    }
    let mut fixtures = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui"), &mut fixtures);
    fixtures
}

/// What stands between the parentheses of each `#[cors(...)]`.
fn attributes(file: TokenStream) -> Vec<TokenStream> {
    let mut found = Vec::new();
    let mut after_cors = false;
    for token in file {
        if let TokenTree::Group(group) = &token {
            if after_cors && group.delimiter() == Delimiter::Parenthesis {
                found.push(group.stream());
            } else {
                found.extend(attributes(group.stream()));
            }
        }
        after_cors = matches!(&token, TokenTree::Ident(name) if name == "cors");
    }
    found
}

/// The tokens up to each place, also inside brackets.
fn prefixes_of(tokens: &TokenStream) -> Vec<TokenStream> {
    let mut prefixes = vec![TokenStream::new()];
    let mut before = TokenStream::new();
    for token in tokens.clone() {
        if let TokenTree::Group(group) = &token {
            for inside in prefixes_of(&group.stream()) {
                let cut = TokenTree::Group(Group::new(group.delimiter(), inside));
                prefixes.push(before.clone().into_iter().chain([cut]).collect());
            }
        }
        before.extend([token]);
        prefixes.push(before.clone());
    }
    prefixes
}

/// Rocket sees the function first, and it comes back as it was written.
#[cfg(feature = "rocket")]
#[test]
fn a_function_below_a_route_is_put_back_as_it_was() {
    for function in [
        "fn handler() { body() }",
        "pub async fn handler(id: usize) -> Json<Vec<Item>> { body() }",
        "fn handler<'r>(state: &'r State<Shop>) -> Result<&'r str, Problem> { body() }",
        "fn handler() -> impl Responder<'static, 'static> { body() }",
    ] {
        let function = tokens(function);
        let expansion = cors_tokens(
            quote!(origins = ["https://app.example.com"]),
            quote!(#[doc = "A handler."] #[get("/<id>")] #[other] #function),
        );
        let (attributes, marked) = split_attributes(expansion);
        assert_eq!(attributes.len(), 4, "{function}");
        assert!(attributes.get(2).expect("an attribute").contains("rocket_route"), "{function}");
        assert_ne!(marked.to_string(), function.to_string());
        let expansion = rocket_route_tokens(quote!(origins = ["https://app.example.com"]), marked);
        let compact = |tokens: &TokenStream| tokens.to_string().replace(' ', "");
        assert!(compact(&expansion).starts_with(&compact(&function)), "{expansion}");
        assert!(compact(&expansion).contains("Annotatedforhandler"), "{expansion}");
    }
}

/// The attributes of an item, and the rest of it.
#[cfg(feature = "rocket")]
fn split_attributes(item: TokenStream) -> (Vec<String>, TokenStream) {
    let mut rest = item.into_iter().peekable();
    let mut attributes = Vec::new();
    while rest.next_if(|token| token.to_string() == "#").is_some() {
        attributes.extend(rest.next().map(|attribute| attribute.to_string()));
    }
    (attributes, rest.collect())
}

/// What another framework makes of the function would not have the policy.
#[cfg(not(feature = "rocket"))]
#[test]
fn a_route_of_a_framework_that_is_not_enabled_is_a_mistake() {
    for route in ["#[get(\"/\")]", "#[rocket::route(GET, uri = \"/\")]", "#[actix_web::post(\"/\")]"] {
        let item = tokens(&format!("{route} async fn handler() {{}}"));
        let expansion = cors_tokens(quote!(origins = ["https://app.example.com"]), item.clone());
        let message = messages(expansion.clone()).pop().expect("a mistake");
        assert!(message.contains("framework that is not enabled"), "{message}");
        assert!(expansion.to_string().ends_with(&item.to_string()), "{expansion}");
    }
}
