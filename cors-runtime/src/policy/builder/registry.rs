//! The policies that were built, each once.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use cors_policy::{Flags, OwnedOriginTable};

use super::shared_source::{Identity, SharedSource};
use crate::origin::random_seed;
use crate::policy::Policy;
use crate::policy::draft::{Origins, PolicyDraft};

/// What a policy is made of. Lists are sorted, and have no entry that another one covers, so that what says the same is
/// the same.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Arguments {
    pub(super) origins: Vec<String>,
    pub(super) except: Vec<String>,
    pub(super) source: Option<Identity>,
    pub(super) flags: Flags,
    pub(super) methods: Option<Vec<String>>,
    pub(super) headers: Vec<String>,
    /// The same as a header value, as are the next two; empty if it is not sent.
    pub(super) allow_headers: String,
    pub(super) expose_headers: String,
    pub(super) max_age: String,
    pub(super) preflight_status: Option<u16>,
    /// Where the policy is built.
    pub(super) file: &'static str,
    pub(super) line: u32,
}

/// The policy with these arguments, which is made only once.
///
/// Requests read it without counting references, so it stays until the program ends.
pub(super) fn policy(arguments: Arguments, source: Option<&SharedSource>) -> &'static Policy {
    static BUILT: LazyLock<Mutex<HashMap<&Arguments, &Policy>>> = LazyLock::new(Mutex::default);

    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(policy) = built.get(&arguments) {
        return policy;
    }
    let arguments: &Arguments = Box::leak(Box::new(arguments));
    let policy: &Policy = Box::leak(Box::new(arguments.draft(source).policy()));
    built.insert(arguments, policy);
    policy
}

impl Arguments {
    fn draft(&'static self, source: Option<&SharedSource>) -> PolicyDraft {
        let has = |entry| self.origins.iter().any(|origin| origin == entry);
        let names = |names: &'static [String]| -> &'static [&'static str] {
            Box::leak(names.iter().map(String::as_str).collect())
        };
        let mut draft = PolicyDraft::new("", self.file, self.line);
        draft.any_origin = has("*");
        draft.null_origin = has("null");
        draft.origins = origins(&self.origins);
        draft.except = (!self.except.is_empty()).then(|| &*Box::leak(Box::new(origins(&self.except))));
        draft.source = source.map(|source| &*Box::leak(Box::new(source.keep())));
        draft.flags = self.flags;
        draft.methods = self.methods.as_deref().map(names);
        draft.headers = names(&self.headers);
        draft.allow_headers = &self.allow_headers;
        draft.expose_headers = &self.expose_headers;
        draft.max_age = &self.max_age;
        draft.preflight_status = self.preflight_status.unwrap_or(draft.preflight_status);
        draft
    }
}

/// A table, with a seed that those who choose the entries do not know.
fn origins(texts: &'static [String]) -> Origins {
    let table = OwnedOriginTable::new(texts.iter().map(String::as_str), random_seed());
    Origins::table(Box::leak(Box::new(table)).table())
}
