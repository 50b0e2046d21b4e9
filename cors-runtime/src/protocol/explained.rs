//! Whether answers are explained.

use std::sync::OnceLock;

use http::HeaderValue;

use crate::explain::Explanation;
use crate::explain::asked::Asked;
use crate::policy::Policy;

/// Whether refused answers say why, and how.
///
/// Functions behind a pointer: a program that never sets it contains none of their texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Explained(Option<&'static Explainer>);

/// Explains answers.
#[derive(Debug)]
pub(crate) struct Explainer {
    /// Why a request is refused, or its response cannot be read.
    pub(crate) refused: fn(&Asked<'_>) -> Texts,
    /// That a policy has replaced headers of the application.
    pub(crate) replaced: fn(&Policy) -> Option<HeaderValue>,
}

/// An explanation in both forms.
#[derive(Debug)]
pub(crate) struct Texts {
    /// `None` if every check passed.
    pub(crate) line: Option<HeaderValue>,
    pub(crate) text: String,
}

static EXPLAINER: Explainer = Explainer { refused, replaced };

fn refused(asked: &Asked<'_>) -> Texts {
    let explanation = Explanation::of(asked);
    let line = explanation.failed().and_then(|_| HeaderValue::try_from(explanation.line()).ok());
    Texts { line, text: explanation.to_string() }
}

fn replaced(policy: &Policy) -> Option<HeaderValue> {
    let line = format!(
        "the application sets CORS headers itself, which the policy has replaced; policy: {}",
        policy.place()
    );
    HeaderValue::try_from(crate::explain::shown::one_line(&line)).ok()
}

impl Explained {
    pub(crate) const fn new(is_on: bool) -> Self {
        Self(if is_on { Some(&EXPLAINER) } else { None })
    }

    #[inline]
    pub(crate) const fn explainer(self) -> Option<&'static Explainer> {
        self.0
    }
}

/// The environment variable that turns explained answers off, if they are on by default.
const VARIABLE: &str = "CORS_EXPLAINED_ANSWERS";

/// On in builds with `debug_assertions`, unless the environment says otherwise.
impl Default for Explained {
    fn default() -> Self {
        static IS_ON: OnceLock<bool> = OnceLock::new();
        if cfg!(debug_assertions) {
            Self::new(*IS_ON.get_or_init(|| {
                !std::env::var(VARIABLE).is_ok_and(|value| matches!(&*value, "0" | "false" | "off"))
            }))
        } else {
            Self::new(false)
        }
    }
}
