//! Whether answers are explained.

use std::sync::OnceLock;

/// Whether answers say why a request is refused.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum ExplainedAnswers {
    /// In builds with `debug_assertions`, unless the environment says otherwise.
    #[default]
    ByDefault,
    Off,
    On(Supported),
}

/// In programs that can explain answers.
#[cfg(any(debug_assertions, feature = "explain"))]
mod support {
    /// That this is such a program.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Supported(());

    pub(super) const SUPPORTED: Option<Supported> = Some(Supported(()));

    /// What is explained.
    #[derive(Debug)]
    pub(crate) struct Explained<T>(Box<T>);

    impl<T> Explained<T> {
        pub(crate) fn new(_: Supported, value: T) -> Self {
            Self(Box::new(value))
        }

        pub(crate) fn get(&self) -> &T {
            &self.0
        }

        pub(crate) fn map<U>(self, map: impl FnOnce(T) -> U) -> Explained<U> {
            Explained(Box::new(map(*self.0)))
        }

        pub(crate) fn into_inner(self) -> T {
            *self.0
        }
    }
}

/// In all others: what cannot exist costs nothing, and no code for it remains.
#[cfg(not(any(debug_assertions, feature = "explain")))]
mod support {
    use std::convert::Infallible;
    use std::marker::PhantomData;

    pub(crate) type Supported = Infallible;

    pub(super) const SUPPORTED: Option<Supported> = None;

    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Explained<T>(Infallible, PhantomData<T>);

    impl<T> Explained<T> {
        pub(crate) fn new(supported: Supported, _: T) -> Self {
            match supported {}
        }

        pub(crate) fn get(&self) -> &T {
            match self.0 {}
        }

        pub(crate) fn map<U>(self, _: impl FnOnce(T) -> U) -> Explained<U> {
            match self.0 {}
        }

        pub(crate) fn into_inner(self) -> T {
            match self.0 {}
        }
    }
}

use support::SUPPORTED;
pub(crate) use support::{Explained, Supported};

impl ExplainedAnswers {
    /// As the application says.
    ///
    /// # Panics
    ///
    /// If they are to be on in a program that cannot explain answers.
    #[track_caller]
    #[expect(clippy::panic, reason = "while the application is put together")]
    pub(crate) const fn new(is_on: bool) -> Self {
        match SUPPORTED {
            _ if !is_on => Self::Off,
            Some(supported) => Self::On(supported),
            None => panic!("explained answers in a release build need the feature `explain` of cors-runtime"),
        }
    }

    /// Whether answers are explained.
    #[inline]
    pub(crate) fn are_on(self) -> Option<Supported> {
        match self {
            Self::On(supported) => Some(supported),
            Self::ByDefault if cfg!(debug_assertions) && is_on_by_default() => SUPPORTED,
            Self::ByDefault | Self::Off => None,
        }
    }
}

/// Whether the environment leaves them on. It is read once.
fn is_on_by_default() -> bool {
    static IS_OFF: OnceLock<bool> = OnceLock::new();
    !*IS_OFF.get_or_init(|| {
        let value = std::env::var("CORS_EXPLAINED_ANSWERS");
        value.is_ok_and(|value| matches!(&*value, "0" | "false" | "off"))
    })
}
