//! One policy for a whole service, and policies around policies. The effects of a policy are in `tests/cases`.

mod layer;
mod stacking;
