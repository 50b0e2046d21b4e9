//! Expressions that stand for values: which are literals, and of what kind.

use syn::{Expr, Lit, LitInt};

use crate::args::{Value, ungrouped};

/// Whether a flag is on: `name`, or `name = true`.
pub(crate) fn is_set(value: &Value) -> bool {
    match value {
        Value::Flag => true,
        Value::Expr(expr) => matches!(literal(expr), Some(Lit::Bool(value)) if value.value),
        Value::List(_) => false,
    }
}

/// The number of a literal without a suffix of another type.
pub(crate) fn number(expr: &Expr) -> Option<u64> {
    match literal(expr)? {
        Lit::Int(number) if matches!(number.suffix(), "" | "u16" | "u32" | "u64") => Some(saturated(number)),
        _ => None,
    }
}

/// A number beyond 64 bits is beyond every limit.
fn saturated(number: &LitInt) -> u64 {
    number.base10_parse().unwrap_or(u64::MAX)
}

pub(crate) fn literal(expr: &Expr) -> Option<&Lit> {
    match ungrouped(expr) {
        Expr::Lit(literal) => Some(&literal.lit),
        _ => None,
    }
}

/// Whether the expression can be a constant; the compiler knows whether it is one.
pub(crate) fn is_constant(expr: &Expr) -> bool {
    matches!(
        ungrouped(expr),
        Expr::Path(_)
            | Expr::Macro(_)
            | Expr::Call(_)
            | Expr::MethodCall(_)
            | Expr::Binary(_)
            | Expr::Block(_)
            | Expr::Const(_)
            | Expr::Cast(_)
            | Expr::If(_)
            | Expr::Match(_)
            | Expr::Field(_)
            | Expr::Index(_)
    )
}

/// What was found, in words that follow "not"; a string as it is.
pub(crate) fn kind(expr: &Expr) -> String {
    let kind = match ungrouped(expr) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => return text.token().to_string(),
            Lit::Int(_) | Lit::Float(_) => "a number",
            Lit::Bool(_) => "`true` or `false`",
            Lit::Char(_) => "a character",
            Lit::Byte(_) | Lit::ByteStr(_) => "bytes",
            _ => "this literal",
        },
        Expr::Unary(_) => "a negative number",
        Expr::Array(_) => "a list",
        Expr::Reference(_) => "a reference",
        Expr::Tuple(_) => "a tuple",
        Expr::Path(_) => "a name",
        _ => "this expression",
    };
    kind.to_owned()
}
