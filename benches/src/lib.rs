//! What CORS costs a request: the same servers and requests for this library, for other libraries, and for
//! CORS written by hand. `README.md` explains the method.

#[cfg_attr(not(feature = "peers"), allow(dead_code, reason = "the build script and the peers list them all"))]
mod sizes;
mod exchange;
mod setup;
mod scenario;
#[macro_use]
mod policies;
mod server;
mod servers;
mod case;
#[cfg(feature = "peers")]
pub mod loopback;
pub mod results;
pub mod numbers;

pub use case::{Case, Cors, Framework, Subject};
pub use exchange::{Answer, Ask};
pub use scenario::{HOSTILE, HOSTILE_KIB, Kind, Scenario};
pub use server::Run;
pub use sizes::{ORIGINS, PATTERNS, ROUTES};
