//! Serves the shop's API and, on another origin, a page that calls it.

use std::io;

use example_axum::{Demo, shop};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the addresses are what this program is started for")]
async fn main() -> io::Result<()> {
    let demo = Demo::start(shop::router(), [3000, 3001]).await?;
    println!("The shop's API:          {}", demo.api);
    println!("Open this in a browser:  {}", demo.page);
    demo.wait().await
}
