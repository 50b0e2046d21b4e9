//! Every case on Rocket: through its local client, over TCP, and below a base.

use std::net::SocketAddr;

use cors_tests::exchange::{Exchange, RocketClient, Tcp, WithoutPlaces};
use cors_tests::fetch::no_refusal_becomes_a_permission;
use cors_tests::notation::read_cases;
use cors_tests::run::{Failed, Subject};
use cors_tests::servers::rocket::rocket;
use cors_tests::witness::Witness;
use rocket::fairing::AdHoc;
use rocket::local::asynchronous::Client;
use tokio::sync::oneshot;

async fn every_case_holds<E: Exchange>(names: &[&str], exchange: E, witness: Witness) -> Result<(), Failed> {
    let cases = read_cases("cases");
    Subject { names, exchange, witness, prefix: "" }.run(&cases).await.conclude()
}

#[tokio::test]
async fn every_case_holds_in_process() -> Result<(), Failed> {
    let witness = Witness::default();
    let client = Client::untracked(rocket(witness.clone(), false)).await.unwrap();
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
    tokio::spawn(rocket(witness.clone(), false).attach(tell_address).launch());
    every_case_holds(&["rocket", "tcp"], Tcp(address.await.unwrap()), witness).await
}

#[tokio::test]
async fn every_refusal_is_explained() -> Result<(), Failed> {
    let witness = Witness::default();
    let client = Client::untracked(rocket(witness.clone(), true)).await.unwrap();
    let cases = read_cases("cases/explained");
    let names = &["rocket", "local"];
    let exchange = WithoutPlaces(RocketClient(client));
    Subject { names, exchange, witness, prefix: "" }.run(&cases).await.conclude()
}

#[tokio::test]
async fn no_explanation_is_a_permission() {
    let client = Client::untracked(rocket(Witness::default(), true)).await.unwrap();
    let cases = read_cases("cases");
    no_refusal_becomes_a_permission(&["rocket", "local"], &RocketClient(client), &cases).await;
}
