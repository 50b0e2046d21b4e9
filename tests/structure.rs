//! The rules of `ARCHITECTURE.md` that a test can check by reading the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each with a number of modules that it certainly has.
const CRATES: [(&str, usize); 4] =
    [("cors-policy", 9), ("cors-macros", 9), ("cors-runtime", 9), ("cors-testing", 7)];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The path of a module or an item, from the root of its crate: `["adapter", "axum"]`.
type ItemPath = Vec<String>;

/// A source file.
struct Source {
    path: PathBuf,
    /// Empty for `lib.rs`.
    module: ItemPath,
    text: String,
}

/// The modules that a file lists, in order, and the names that it re-exports or imports from them.
struct Room {
    listed: Vec<String>,
    imported: BTreeMap<String, String>,
}

impl Source {
    fn all_of(name: &str) -> Vec<Self> {
        fn collect(folder: &Path, module: &[String], found: &mut Vec<Source>) {
            for entry in fs::read_dir(folder).expect("a folder of sources") {
                let path = entry.expect("an entry").path();
                let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
                let mut module = module.to_vec();
                if stem != "lib" {
                    module.push(stem.to_owned());
                }
                if path.is_dir() {
                    collect(&path, &module, found);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = fs::read_to_string(&path).expect("a source");
                    found.push(Source { path, module, text });
                }
            }
        }
        let mut found = Vec::new();
        collect(&root().join(name).join("src"), &[], &mut found);
        found
    }

    fn room(&self) -> Room {
        let listed: Vec<_> = self.text.lines().filter_map(|line| module_in(line, ";")).collect();
        let mut imported = BTreeMap::new();
        for (module, statement) in self.statements() {
            let Some((_, tree)) = statement.split_once("use ") else { continue };
            for path in expanded(tree, &module) {
                if let Some([child, .., name]) = path.strip_prefix(&*self.module)
                    && listed.contains(&&**child)
                {
                    imported.insert(name.clone(), child.clone());
                }
            }
        }
        Room { listed: listed.into_iter().map(str::to_owned).collect(), imported }
    }

    /// The lines outside comments, each with the module that it is in; an import is one line.
    fn statements(&self) -> Vec<(ItemPath, String)> {
        let mut statements = Vec::new();
        let mut module = self.module.clone();
        let mut statement = String::new();
        for line in self.text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            // rustfmt puts both braces of an inline module at the margin.
            if let Some(inline) = module_in(line, " {") {
                module.push(inline.to_owned());
            } else if line == "}" {
                module.truncate(self.module.len());
            }
            statement.push_str(line);
            let words: Vec<_> = statement.split_whitespace().take(2).collect();
            let is_import = words.first() == Some(&"use")
                || (words.first().is_some_and(|word| word.starts_with("pub"))
                    && words.get(1) == Some(&"use"));
            if !is_import || line.ends_with(';') {
                statements.push((module.clone(), std::mem::take(&mut statement)));
            }
        }
        statements
    }

    /// What the file names by `crate::`, `super::` or `self::`.
    fn used(&self) -> Vec<ItemPath> {
        let mut used = Vec::new();
        for (module, statement) in self.statements() {
            for keyword in ["crate", "super", "self"] {
                for (start, _) in statement.match_indices(&format!("{keyword}::")) {
                    // `$crate::` in a macro is written into other crates; `super` may follow another one.
                    if statement[..start].ends_with(|c: char| is_of_name(c) || c == '$' || c == ':') {
                        continue;
                    }
                    used.extend(expanded(&statement[start..], &module));
                }
            }
        }
        used
    }
}

impl Room {
    /// The place in the list of a module, or of the module that a name is imported from.
    fn place(&self, name: &String) -> Option<usize> {
        let module = self.imported.get(name).unwrap_or(name);
        self.listed.iter().position(|listed| listed == module)
    }
}

/// The module that a line at the margin declares.
fn module_in<'a>(line: &'a str, end: &str) -> Option<&'a str> {
    let (visibility, name) = line.strip_suffix(end)?.split_once("mod ")?;
    (visibility.is_empty() || visibility.starts_with("pub")).then_some(name)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The paths that a text in a module begins with: one, or those of a group of imports.
fn expanded(mut text: &str, module: &[String]) -> Vec<ItemPath> {
    let mut found = Vec::new();
    let from = if text.starts_with("crate::") { &[] } else { module };
    text = text.strip_prefix("crate::").unwrap_or(text);
    expand(&mut text, from.to_vec(), &mut found);
    found
}

fn expand(text: &mut &str, mut path: ItemPath, found: &mut Vec<ItemPath>) {
    loop {
        if let Some(group) = text.strip_prefix('{') {
            *text = group;
            while !text.is_empty() {
                *text = text.trim_start_matches([' ', ',']);
                if let Some(after) = text.strip_prefix('}') {
                    *text = after;
                    return;
                }
                expand(text, path.clone(), found);
                // An alias.
                *text = &text[text.find([',', '}']).unwrap_or(text.len())..];
            }
            return;
        }
        let (name, after) = text.split_at(text.find(|c| !is_of_name(c)).unwrap_or(text.len()));
        *text = after;
        match name {
            "super" => drop(path.pop()),
            "self" | "" => {}
            name => path.push(name.to_owned()),
        }
        let Some(after) = text.strip_prefix("::") else { break };
        *text = after;
    }
    found.push(path);
}

/// The part of a path that is below the module that names it, in the list where the two part.
fn below<'a>(rooms: &BTreeMap<ItemPath, Room>, module: &[String], path: &'a [String]) -> Option<&'a String> {
    let shared = module.iter().zip(path).take_while(|(own, other)| own == other).count();
    let room = rooms.get(&path[..shared])?;
    let (own, other) = (module.get(shared)?, path.get(shared)?);
    (room.place(other)? > room.place(own)?).then_some(other)
}

#[test]
fn a_module_uses_only_modules_above_it() {
    for (name, modules) in CRATES {
        let sources = Source::all_of(name);
        let rooms: BTreeMap<_, _> =
            sources.iter().map(|source| (source.module.clone(), source.room())).collect();
        assert!(
            rooms.values().map(|room| room.listed.len()).sum::<usize>() >= modules,
            "the modules of {name}"
        );
        for source in &sources {
            for used in source.used() {
                if let Some(module) = below(&rooms, &source.module, &used) {
                    let (file, used) = (source.path.display(), used.join("::"));
                    panic!("{file} uses `{used}`, but `{module}` is below it in the list of modules");
                }
            }
        }
    }
}

/// The test above fails on what it should, and allows the rest.
#[test]
fn a_use_from_below_is_found_in_every_form() {
    let source = |path: &str, text: &str| Source {
        path: path.into(),
        module: path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        text: text.to_owned(),
    };
    let rooms = [
        source("", "mod origin;\npub mod policy;\n\npub use policy::Policy;\n"),
        source(
            "policy",
            "pub(crate) mod draft;\nmod route;\n\nuse route::{\n    Pair,\n    Route as R,\n};\n",
        ),
        source("policy::route", "use crate::policy::route::whole::Whole;\nmod parts;\nmod whole;\n"),
    ];
    let rooms = rooms.iter().map(|source| (source.module.clone(), source.room())).collect();
    for (user, text, expected) in [
        ("origin", "use crate::policy::Draft;", Some("policy")),
        ("origin", "use crate::Policy;", Some("Policy")),
        ("origin", "    let x = crate::policy::draft(1);", Some("policy")),
        ("origin", "// crate::policy", None),
        ("origin", "    $crate::policy::draft!()", None),
        ("policy", "use crate::origin::Origin;", None),
        ("policy", "use self::route::Route;", None),
        ("policy::draft", "use super::Policy;", None),
        ("policy::draft", "use super::route::Route;", Some("route")),
        ("policy::draft", "use super::Pair;", Some("Pair")),
        ("policy::draft", "use crate::policy::{Policy, route::{parts::Part, whole}};", Some("route")),
        ("policy::draft", "use crate::{\n    origin::Origin,\n    policy::route,\n};", Some("route")),
        ("policy::draft", "mod tests {\n    use super::route;\n}", None),
        ("policy::draft", "mod tests {\n    use super::super::route;\n}", Some("route")),
        ("policy::draft", "mod tests {\n}\nuse super::route;", Some("route")),
        ("policy::route", "use super::draft::Draft;", None),
        ("policy::route::parts", "use crate::policy::draft::Draft;", None),
        ("policy::route::parts", "use super::whole::Whole;", Some("whole")),
        ("policy::route::parts", "use crate::policy::route::Whole;", Some("Whole")),
        ("policy::route::whole", "use super::{parts::Part, super::draft};", None),
        ("policy::draft::parts", "use super::super::route::whole;", Some("route")),
    ] {
        let source = source(user, text);
        let used = source.used();
        let found = used.iter().find_map(|used| below(&rooms, &source.module, used));
        assert_eq!(found.map(String::as_str), expected, "in {user}: {text}");
    }
}

#[test]
fn a_file_has_at_most_400_lines() {
    for source in CRATES.iter().flat_map(|(name, _)| Source::all_of(name)) {
        let lines = source.text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", source.path.display());
    }
}

#[test]
fn the_macro_writes_code_in_three_modules() {
    for source in Source::all_of("cors-macros") {
        let module = source.module.first().map_or("", String::as_str);
        let may_quote = ["expand", "framework", "fallback", "tests"].contains(&module);
        assert!(may_quote || !source.text.contains("quote!"), "{} quotes", source.path.display());
    }
}

/// So that a framework that is added changes nothing else.
#[test]
fn the_macro_names_a_framework_only_where_it_is_its_own() {
    for source in Source::all_of("cors-macros") {
        let module = source.module.first().map_or("", String::as_str);
        let may_name = ["", "framework", "lib", "tests"].contains(&module);
        let names = ["rocket", "axum", "actix"].iter().any(|name| source.text.to_lowercase().contains(name));
        assert!(may_name || !names, "{} names a framework", source.path.display());
    }
}

/// So that a response is merged in one place, whatever the framework.
#[test]
fn adapters_write_what_the_protocol_tells_them() {
    for source in Source::all_of("cors-runtime") {
        let is_adapter = source.module.first().is_some_and(|module| module == "adapter");
        let merges =
            ["ResponseField::Vary)", "ResponseField::Vary,", "OF_POLICY", "vary_by_origin", "\"Vary\""];
        let found = merges.iter().find(|merge| source.text.contains(**merge));
        assert!(!is_adapter || found.is_none(), "{} merges: {found:?}", source.path.display());
    }
}

/// Two versions of the matcher could find two routes for one path.
#[test]
fn paths_are_matched_by_the_matcher_of_axum() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("a lock file");
    assert_eq!(lock.matches("name = \"matchit\"").count(), 1);
}
