//! Origins that are known only at run time.

mod environment;
mod introspection;
mod replacing;
