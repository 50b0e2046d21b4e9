//! Serves the shop's API and, on another origin, a page that calls it.

use example_rocket::{Demo, shop};

#[rocket::main]
#[expect(clippy::print_stdout, reason = "the addresses are what this program is started for")]
async fn main() -> Result<(), Box<rocket::Error>> {
    let demo = Demo::start(shop::rocket(), [8000, 8001]).await?;
    println!("The shop's API:          {}", demo.api);
    println!("Open this in a browser:  {}", demo.page);
    demo.wait().await
}
