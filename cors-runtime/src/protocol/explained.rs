//! Whether answers are explained.

use std::sync::OnceLock;

/// Whether answers say why a request is refused. `E` explains them: a pointer to the code, so that a program that never sets
/// it does not contain the code.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum ExplainedAnswers<E> {
    /// In builds with `debug_assertions`, unless the environment says otherwise.
    #[default]
    ByDefault,
    Off,
    By(E),
}

impl<E> ExplainedAnswers<E> {
    /// What explains answers, if they are explained. `E` is that of the adapter.
    #[inline]
    pub(crate) fn explainer(self, of_adapter: E) -> Option<E> {
        match self {
            Self::By(explainer) => Some(explainer),
            Self::ByDefault if cfg!(debug_assertions) && is_on_by_default() => Some(of_adapter),
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
