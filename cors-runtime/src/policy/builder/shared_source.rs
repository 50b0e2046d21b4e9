//! Sources of origins for policies that are built.

use std::any::{TypeId, type_name};
use std::fmt;
use std::sync::Arc;

use crate::origin::{NamedSource, OriginSet, OriginSource};

/// A source of origins for [`PolicyBuilder::origins_from`](crate::PolicyBuilder::origins_from): a reference to a `static`
/// or to a function, or an owned source.
#[derive(Clone)]
pub struct SharedSource {
    source: Source,
    identity: Identity,
    name: &'static str,
}

/// Tells sources apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    type_id: TypeId,
    /// 0 for types without a size, all of whose values are the same, such as functions.
    address: usize,
}

#[derive(Clone)]
enum Source {
    Static(&'static dyn OriginSource),
    Owned(Arc<dyn OriginSource>),
}

impl SharedSource {
    fn new<S: OriginSource>(source: Source, address: *const S) -> Self {
        let address = if size_of::<S>() == 0 { 0 } else { address.addr() };
        Self { source, identity: Identity { type_id: TypeId::of::<S>(), address }, name: short_name::<S>() }
    }

    pub(super) fn get(&self) -> &dyn OriginSource {
        match &self.source {
            Source::Static(source) => *source,
            Source::Owned(source) => &**source,
        }
    }

    pub(super) const fn identity(&self) -> Identity {
        self.identity
    }

    /// Keeps the source until the program ends.
    pub(super) fn keep(&self) -> NamedSource {
        let source = match &self.source {
            Source::Static(source) => *source,
            Source::Owned(source) => &**Box::leak(Box::new(Arc::clone(source))),
        };
        NamedSource { path: self.name, source }
    }
}

/// The name of a type or a function, without its path.
fn short_name<S>() -> &'static str {
    let name = type_name::<S>();
    let without_parameters = name.split('<').next().unwrap_or(name);
    let start = without_parameters.rfind("::").map_or(0, |separator| separator + "::".len());
    name.get(start..).unwrap_or(name)
}

impl<S: OriginSource> From<&'static S> for SharedSource {
    fn from(source: &'static S) -> Self {
        Self::new(Source::Static(source), source)
    }
}

impl<S: OriginSource> From<Arc<S>> for SharedSource {
    fn from(source: Arc<S>) -> Self {
        let address = Arc::as_ptr(&source);
        Self::new(Source::Owned(source), address)
    }
}

/// A set that nobody replaces, such as one that is read from the environment.
impl From<OriginSet> for SharedSource {
    fn from(set: OriginSet) -> Self {
        Arc::new(set).into()
    }
}

impl fmt::Debug for SharedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SharedSource").field(&self.name).finish()
    }
}
