// The macro of one version of this library, and the `cors_runtime` of another.
use cors_runtime::cors;

mod other_version {
    pub use cors_runtime::{Annotated, MountWithCorsRouting, Policy};
}

#[cors(crate = other_version, origins = ["https://app.example.com"])]
async fn handler() {}

fn main() {}
