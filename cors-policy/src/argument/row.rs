//! A row of the table of arguments.

use crate::names::list::NameList;

/// What an argument takes, and so how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArgumentKind {
    /// Nothing, or `true` or `false`.
    Flag,
    /// The same, for a flag that lifts a rule and so needs a reason to be there.
    DangerousFlag,
    /// A list of origins.
    Origins,
    /// A list of methods or of header names.
    Names(NameList),
    /// A number.
    Number,
    /// The path of an item.
    Path,
}

/// An argument, with every text about it.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) kind: ArgumentKind,
    /// What it takes, in words that follow "takes".
    pub(super) takes: &'static str,
    /// How it is written.
    pub(super) example: &'static str,
    /// What other libraries call it, in lowercase and without `_` and `-`.
    pub(super) aliases: &'static [&'static str],
}

/// Declares the arguments. A row is
/// `/// doc` and `Name "name" Kind, takes "…", example "…", aliases ["…"];`, where `aliases` may be left out.
macro_rules! arguments {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident $written:literal $kind:expr, takes $takes:expr, example $example:literal
        $(, aliases $aliases:tt)?;
    )+) => {
        /// An argument of `#[cors(...)]`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Argument {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Argument {
            /// Every argument, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            const fn row(self) -> &'static Row {
                #[allow(clippy::needless_update, reason = "not every row leaves something out")]
                const ROWS: &[Row] = &[$(Row {
                    name: $written,
                    kind: $kind,
                    takes: $takes,
                    example: $example,
                    $(aliases: &$aliases,)?
                    ..Row::EMPTY
                },)+];
                &ROWS[self as usize]
            }
        }
    };
}
pub(super) use arguments;

impl Row {
    pub(super) const EMPTY: Self =
        Self { name: "", kind: ArgumentKind::Flag, takes: "", example: "", aliases: &[] };
}
