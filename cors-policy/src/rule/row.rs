//! A row of the table of rules.

use super::group::Group;

/// A rule, with every text about it.
///
/// The texts are templates: `{written}` is what the user wrote, `{part}` the part of it that is wrong;
/// `message.rs` lists the others. A help has alternatives, of which the first counts whose placeholders all
/// have a value.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) id: &'static str,
    pub(crate) group: Group,
    /// A fact, in lowercase, of at most 72 characters.
    pub(crate) headline: &'static str,
    /// An edit, one that can be pasted if possible. No alternatives mean that there is no help.
    pub(crate) help: &'static [&'static str],
    /// The same where there is no attribute to edit: in a set, or in an environment variable. `None` if it
    /// differs only in the quotation marks of literals, which are left out there.
    pub(crate) help_in_set: Option<&'static [&'static str]>,
    /// The same where the arguments are settings in a file or in the environment. `None` if it does not differ.
    pub(crate) help_in_config: Option<&'static [&'static str]>,
    /// The reason; empty if the headline says it.
    pub(crate) note: &'static str,
}

/// Declares the rules. A row is
/// `Name "id" in Group: "headline", help ["…"], help_in_set ["…"], help_in_config ["…"], note "…";`, where
/// everything after the headline may be left out.
macro_rules! rules {
    ($(
        $name:ident $id:literal in $group:ident: $headline:literal
        $(, help $help:tt)? $(, help_in_set $help_in_set:tt)? $(, help_in_config $help_in_config:tt)?
        $(, note $note:expr)?;
    )+) => {
        /// A rule that a policy, or a program that applies policies, can break.
        ///
        /// The ids are stable: documentation and reviews may refer to them. In the descriptions below,
        /// `{written}` stands for what was written and `{part}` for the part of it that is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = concat!("`", $id, "`: ", $headline)] $name,)+
        }

        impl Rule {
            /// Every rule, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            pub(crate) const fn row(self) -> &'static Row {
                #[allow(clippy::needless_update, reason = "not every row leaves something out")]
                const ROWS: &[Row] = &[$(Row {
                    id: $id,
                    group: Group::$group,
                    headline: $headline,
                    $(help: &$help,)?
                    $(help_in_set: Some(&$help_in_set),)?
                    $(help_in_config: Some(&$help_in_config),)?
                    $(note: $note,)?
                    ..Row::EMPTY
                },)+];
                &ROWS[self as usize]
            }
        }
    };
}
pub(super) use rules;

impl Row {
    pub(super) const EMPTY: Self = Self {
        id: "",
        group: Group::Origins,
        headline: "",
        help: &[],
        help_in_set: None,
        help_in_config: None,
        note: "",
    };
}
