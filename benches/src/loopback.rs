//! axum's servers on loopback, each on a thread of its own.

use std::net::{Ipv4Addr, SocketAddr};
use std::thread;

use tokio::net::TcpListener;
use tokio::runtime::Builder;

use crate::case::Cors;
use crate::servers::{axum as servers, peers};
use crate::setup::Setup;

/// Starts a server that serves until the process ends.
pub fn start(cors: Cors) -> SocketAddr {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        // One thread for the server leaves the others of the machine to the load generator.
        let runtime = Builder::new_current_thread().enable_io().build().expect("a runtime");
        runtime.block_on(async {
            listener.set_nonblocking(true).expect("a listener");
            let listener = TcpListener::from_std(listener).expect("a listener");
            let setup = Setup::PLAIN;
            match cors {
                Cors::Bare => axum::serve(listener, servers::bare(setup)).await,
                Cors::Ours => axum::serve(listener, servers::ours(setup)).await,
                Cors::Peer => {
                    axum::serve(listener, servers::bare(setup).layer(peers::tower_http(setup))).await
                }
                Cors::Floor | Cors::FloorLayer => panic!("it is not compared under load"),
            }
        })
    });
    address
}

/// The path that every server has, and an origin that every server allows.
pub fn request() -> (String, String) {
    (Setup::PLAIN.asked_path(), Setup::PLAIN.allowed_origin())
}
