//! Origins that become known while the program runs.

mod environment;
mod introspection;
mod replacing;
