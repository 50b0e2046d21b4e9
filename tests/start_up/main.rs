//! Policies that become known when a program starts.

mod applying;
mod building;
mod keeping;
mod mistakes;
mod reading;
