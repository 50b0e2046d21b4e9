//! One policy for a whole service, and policies around policies. What a policy answers is in `tests/cases`.

mod layer;
mod stacking;
