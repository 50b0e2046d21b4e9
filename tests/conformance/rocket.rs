//! Every case on Rocket: through its local client, over TCP, and below a base.

use std::net::SocketAddr;
use std::path::Path;

use cors_tests::exchange::{Exchange, RocketClient, Tcp};
use cors_tests::notation::read_folder;
use cors_tests::run::{Failed, Subject};
use cors_tests::servers::rocket::rocket;
use cors_tests::witness::Witness;
use rocket::fairing::AdHoc;
use rocket::local::asynchronous::Client;
use tokio::sync::oneshot;

async fn every_case_holds<E: Exchange>(names: &[&str], exchange: E, witness: Witness) -> Result<(), Failed> {
    let cases = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")).unwrap();
    Subject { names, exchange, witness, prefix: "" }.run(&cases).await.conclude()
}

#[tokio::test]
async fn every_case_holds_in_process() -> Result<(), Failed> {
    let witness = Witness::default();
    let client = Client::untracked(rocket(witness.clone())).await.unwrap();
    every_case_holds(&["rocket", "local"], RocketClient(client), witness).await
}

#[tokio::test]
async fn every_case_holds_over_tcp() -> Result<(), Failed> {
    let witness = Witness::default();
    let (send, address) = oneshot::channel();
    let send = std::sync::Mutex::new(Some(send));
    let tell_address = AdHoc::on_liftoff("address", move |rocket| {
        let address = SocketAddr::new(rocket.config().address, rocket.config().port);
        let send = send.lock().unwrap().take().unwrap();
        Box::pin(async move { send.send(address).unwrap() })
    });
    tokio::spawn(rocket(witness.clone()).attach(tell_address).launch());
    every_case_holds(&["rocket", "tcp"], Tcp(address.await.unwrap()), witness).await
}
