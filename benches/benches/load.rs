//! Puts an axum server under load, without CORS, with ours and with tower-http's, with `wrk` on loopback.

use std::net::SocketAddr;
use std::process::Command;

use cors_benches::{Cors, loopback};

/// How many turns each server gets, and how long a turn takes.
const ROUNDS: usize = 10;
const SECONDS: usize = 3;

fn main() {
    let servers = [("without CORS", Cors::Bare), ("ours", Cors::Ours), ("tower-http", Cors::Peer)];
    let servers = servers.map(|(name, cors)| (name, loopback::start(cors)));
    let mut rates = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for ((_, address), rates) in servers.iter().zip(&mut rates) {
            rates.push(put_under_load(*address));
        }
    }
    println!("| an allowed GET, axum on one thread | requests a second | of the server without CORS |");
    println!("|---|--:|--:|");
    // Other work on the machine can only slow a turn down.
    let best = rates.map(|rates: Vec<f64>| rates.into_iter().fold(0.0, f64::max));
    for ((name, _), rate) in servers.iter().zip(best) {
        println!("| {name} | {rate:.0} | {:.3} |", rate / best[0]);
    }
    println!("\nThe best of {ROUNDS} turns of {SECONDS} s each, taken in turn, with 32 connections.");
}

/// The requests per second that `wrk` counts.
fn put_under_load(address: SocketAddr) -> f64 {
    let (path, origin) = loopback::request();
    let mut wrk = Command::new("wrk");
    wrk.args(["--threads", "1", "--connections", "32", "--duration", &format!("{SECONDS}s")]);
    wrk.args(["--header", &format!("Origin: {origin}"), &format!("http://{address}{path}")]);
    let output = wrk.output().expect("wrk starts");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && !text.contains("Non-2xx"), "{text}");
    let rate = text.lines().find_map(|line| line.strip_prefix("Requests/sec:"));
    rate.and_then(|rate| rate.trim().parse().ok()).unwrap_or_else(|| panic!("wrk prints no rate: {text}"))
}
