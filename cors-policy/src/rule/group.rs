//! What a rule is about.

/// What a rule is about: a section of the reference, and a folder of examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Group {
    /// The origins of a policy, alone and with `credentials`.
    Origins,
    /// Methods and header names.
    Names,
    /// `max_age` and `preflight_status`.
    Numbers,
    /// Values that are known only to the compiler.
    Constants,
    /// The grammar of the arguments.
    Grammar,
    /// The item that the attribute stands on.
    Item,
    /// How a handler is mounted.
    Mounting,
    /// What only Rocket's handlers can do wrong.
    Rocket,
    /// What stops a program from starting, or a set from being replaced.
    Start,
}

impl Group {
    /// Every group, in the order of the reference.
    pub const ALL: &'static [Self] = &[
        Self::Origins,
        Self::Names,
        Self::Numbers,
        Self::Constants,
        Self::Grammar,
        Self::Item,
        Self::Mounting,
        Self::Rocket,
        Self::Start,
    ];

    /// The heading of the group in the reference.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Origins => "Origins and credentials",
            Self::Names => "Methods and headers",
            Self::Numbers => "Numbers",
            Self::Constants => "Constants",
            Self::Grammar => "Grammar",
            Self::Item => "The function",
            Self::Mounting => "Mounting",
            Self::Rocket => "Rocket",
            Self::Start => "While a program starts",
        }
    }
}
