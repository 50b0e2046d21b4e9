//! What Rocket logs at launch, in a process of its own: a program has only one logger.

use std::env;
use std::process::Command;

use cors_runtime::rocket::{Cors, routes};
use cors_runtime::{Policy, cors, policy};
use rocket::config::LogLevel;
use rocket::fairing::AdHoc;
use rocket::local::asynchronous::Client;
use rocket::{Build, Rocket, get, put};

#[cors(origins = ["https://a.example", "https://*.b.example"], credentials)]
#[get("/items")]
fn list() {}

#[cors(origins = ["*"])]
#[put("/items/<_id>", rank = 2)]
fn replace(_id: u8) {}

#[cors(origins = ["https://c.example"])]
#[put("/items/<_name>", rank = 3)]
fn replace_by_name(_name: &str) {}

/// Set for the process that logs.
const VARIABLE: &str = "CORS_TESTS_LAUNCH";

fn server() -> Rocket<Build> {
    rocket::custom(crate::figment().merge(("log_level", LogLevel::Normal)).merge(("cli_colors", false)))
}

/// Runs the test `name` again, and returns what it logs.
fn log_of(name: &str) -> String {
    let program = env::current_exe().expect("the name of this program");
    let arguments = ["--exact", name, "--nocapture", "--test-threads=1"];
    let output = Command::new(program).args(arguments).env(VARIABLE, name).output().expect("it runs");
    String::from_utf8(output.stdout).expect("text")
}

fn is_that_process() -> bool {
    env::var_os(VARIABLE).is_some()
}

/// A line that contains `file:line`, without the line number.
fn without_numbers(log: &str) -> String {
    log.split(".rs:")
        .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()))
        .collect::<Vec<_>>()
        .join(".rs:_")
}

#[rocket::async_test]
async fn every_annotated_route_is_a_line() {
    if is_that_process() {
        Client::untracked(server().attach(Cors).mount("/api", routes![list, replace]))
            .await
            .expect("a launch");
        return;
    }
    let log = log_of("logging::every_annotated_route_is_a_line");
    let expected = "CORS:\n   \
        >> (list) GET /api/items: origins = [\"https://a.example\", \"https://*.b.example\"], credentials\n   \
        >> (replace) PUT /api/items/<_id> [2]: origins = [\"*\"]\n";
    assert!(log.contains(expected), "{log}");
}

#[rocket::async_test]
async fn the_policy_for_the_unmatched_is_a_line() {
    static EVERYONE: Policy = policy!(origins = ["*"]);
    if is_that_process() {
        Client::untracked(server().attach(Cors.for_unmatched(&EVERYONE))).await.expect("a launch");
        return;
    }
    let log = log_of("logging::the_policy_for_the_unmatched_is_a_line");
    assert!(log.contains("CORS:\n   >> where no route is: origins = [\"*\"]\n"), "{log}");
    assert!(log.contains("   >> answers say why a request is refused\n"), "{log}");
}

#[rocket::async_test]
async fn without_explained_answers_the_log_does_not_mention_them() {
    static EVERYONE: Policy = policy!(origins = ["*"]);
    if is_that_process() {
        let cors = Cors.for_unmatched(&EVERYONE).explained_answers(false);
        Client::untracked(server().attach(cors)).await.expect("a launch");
        return;
    }
    let log = log_of("logging::without_explained_answers_the_log_does_not_mention_them");
    assert!(log.contains("CORS:") && !log.contains("why a request is refused"), "{log}");
}

#[rocket::async_test]
async fn a_fairing_that_is_attached_twice_is_said() {
    static EVERYONE: Policy = policy!(origins = ["*"]);
    if is_that_process() {
        assert!(server().attach(Cors).attach(Cors.for_unmatched(&EVERYONE)).ignite().await.is_err());
        return;
    }
    let log = log_of("logging::a_fairing_that_is_attached_twice_is_said");
    let expected = "Error: the fairing that applies CORS policies is attached twice\n   \
        >> attach `Cors.for_unmatched(...)` instead of `Cors`\n";
    assert_eq!(log.matches(expected).count(), 1, "{log}");
}

#[rocket::async_test]
async fn a_missing_fairing_is_said_once_and_how_to_attach_it() {
    if is_that_process() {
        assert!(server().mount("/", routes![list, replace]).ignite().await.is_err());
        return;
    }
    let log = log_of("logging::a_missing_fairing_is_said_once_and_how_to_attach_it");
    let expected = "Error: handlers have CORS policies, but no fairing applies them\n   \
        >> attach it: `rocket::build().attach(cors_runtime::rocket::Cors)`\n";
    assert_eq!(log.matches(expected).count(), 1, "{log}");
}

#[rocket::async_test]
async fn a_handler_without_its_policy_is_said() {
    if is_that_process() {
        assert!(server().attach(Cors).mount("/", rocket::routes![list]).ignite().await.is_err());
        return;
    }
    let log = without_numbers(&log_of("logging::a_handler_without_its_policy_is_said"));
    let expected = "Error: the handler `list` is mounted without its CORS policy (tests/routing/rocket/logging.rs:_)\n   \
        >> mount it with `cors_runtime::rocket::routes![list]` instead of Rocket's `routes!`\n";
    assert!(log.contains(expected), "{log}");
}

#[rocket::async_test]
async fn a_route_that_is_mounted_too_late_is_said() {
    if is_that_process() {
        let late = AdHoc::on_ignite("outer", |rocket| async {
            rocket.attach(AdHoc::on_ignite("inner", |rocket| async { rocket.mount("/stage", routes![list]) }))
        });
        assert!(server().attach(Cors).attach(late).ignite().await.is_err());
        return;
    }
    let log = without_numbers(&log_of("logging::a_route_that_is_mounted_too_late_is_said"));
    let expected = "Error: the CORS policy of the route (list) GET /stage/items is not applied (tests/routing/rocket/logging.rs:_)\n   \
        >> it is mounted while Rocket ignites, after the fairing `Cors`: attach `Cors` last\n";
    assert!(log.contains(expected), "{log}");
}

#[rocket::async_test]
async fn two_policies_that_contradict_are_said_with_their_places() {
    if is_that_process() {
        let routes = routes![replace_by_name, replace];
        assert!(server().attach(Cors).mount("/", routes).ignite().await.is_err());
        return;
    }
    let log = without_numbers(&log_of("logging::two_policies_that_contradict_are_said_with_their_places"));
    let expected = "Error: two CORS policies for PUT /items/<_name>\n   \
        >> (replace) PUT /items/<_id> [2] (tests/routing/rocket/logging.rs:_) is tried first\n   \
        >> (replace_by_name) PUT /items/<_name> [3] (tests/routing/rocket/logging.rs:_) answers what the first one forwards\n   \
        >> give both the same arguments: a preflight cannot tell which one will answer\n";
    assert!(log.contains(expected), "{log}");
}
