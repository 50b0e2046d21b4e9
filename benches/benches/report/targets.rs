//! The targets, and whether they are met.

use std::fmt::Write;

use cors_benches::numbers::{Numbers, grouped, ratio};
use cors_benches::results;
use cors_benches::{Cors, Framework, HOSTILE, HOSTILE_KIB, ORIGINS, PATTERNS, ROUTES};

use Cors::{Bare, Floor, FloorLayer, Ours, Peer};
use Framework::{Axum, Rocket, Tower};

struct Target {
    number: &'static str,
    what: String,
    limit: String,
    measured: String,
    is_met: Option<bool>,
    /// The reason why it is not met, if it is not.
    reason: &'static str,
}

impl Target {
    fn because(self, reason: &'static str) -> Self {
        Self { reason, ..self }
    }
}

const LAYER: &str = "a layer returns a future of its own, as the floor in a layer does; and ours reads a policy where the floor \
    has it in its code, and looks through the answer's headers, since `Vary` is merged and the others are replaced";
const ROUTER: &str = "the floor in the handler is not 8 × under it either";
const HEADERS_OF_ROCKET: &str =
    "setting these headers by hand is no cheaper: Rocket hashes and copies their names";
const MATCHER: &str = "a policy is found before axum routes, so that a preflight never enters it: by a second matcher, \
    made of the same paths";
const SYN: &str = "rustc expands every attribute at each check, and checks again all in the file that came out of one and stands \
    behind the edit, whatever the attribute does: one that reads each handler with `syn` and returns it costs 1.4 × in \
    instructions, in `main.rs`";
const ATTRIBUTE: &str = "more than half of it is `psl`, the public suffix list";
const PROGRAM: &str = "a policy takes some 570 bytes with its relocations, so 100 of them 57 KB; the rest is there once, some \
    50 KB of it for what is said about mistakes in origins when a program starts";
/// A target that is older than the way of counting.
const MEAN: &str = "the target is older than the way of counting: the mean of 64 requests, with what the allocator does \
    meanwhile, is more than the count of one";

pub(crate) fn text(numbers: &Numbers) -> String {
    let targets = [
        plain_tower(numbers),
        axum(numbers),
        rocket(numbers),
        origins(numbers),
        routes(numbers),
        hostile(numbers),
        patterns(numbers),
        build(),
    ];
    let mut text = "| # | what | target | measured | |\n|---|---|---|---|---|\n".to_owned();
    for Target { number, what, limit, measured, is_met, reason } in targets.into_iter().flatten() {
        let verdict = match is_met {
            Some(true) => "met".to_owned(),
            Some(false) if reason.is_empty() => "**not met**".to_owned(),
            Some(false) => format!("**not met**: {reason}"),
            None => "not measured".to_owned(),
        };
        _ = writeln!(text, "| {number} | {what} | {limit} | {measured} | {verdict} |");
    }
    text
}

/// A target for a ratio: at most this much.
fn at_most(number: &'static str, what: String, of: (i64, i64), limit: f64, unit: &str) -> Target {
    let measured = ratio(of.0, of.1);
    // Adding zero turns −0.00 into 0.00.
    let shown = (measured * 100.0).round() / 100.0 + 0.0;
    Target {
        number,
        what,
        limit: format!("at most {limit} {unit}"),
        measured: format!("{shown:.2} ({} to {})", grouped(of.0), grouped(of.1)),
        is_met: Some(measured <= limit),
        reason: "",
    }
}

fn count_at_most(number: &'static str, what: String, count: i64, limit: i64, unit: &str) -> Target {
    Target {
        number,
        what,
        limit: format!("at most {} {unit}", grouped(limit)),
        measured: grouped(count),
        is_met: Some(count <= limit),
        reason: "",
    }
}

const GETS: [&str; 3] = ["get-no-origin", "get-allowed", "get-denied"];

fn grouped_size(size: usize) -> String {
    grouped(i64::try_from(size).expect("a size"))
}

fn get(numbers: &Numbers, framework: Framework, cors: Cors, scenario: &str) -> i64 {
    numbers.instructions(framework, cors, scenario).expect("a case that is measured")
}

/// The most allocations over zero of the requests that a handler answers.
fn allocations(numbers: &Numbers, framework: Framework) -> i64 {
    let of = |scenario| numbers.allocations(framework, Ours, scenario).expect("a case that is measured");
    GETS.map(of).into_iter().max().unwrap_or_default()
}

fn plain_tower(numbers: &Numbers) -> Vec<Target> {
    let over_floor = GETS.map(|scenario| {
        let of = (get(numbers, Tower, Ours, scenario), get(numbers, Tower, Floor, scenario));
        let as_layer = ratio(of.0, get(numbers, Tower, FloorLayer, scenario));
        let mut target = at_most("P1", format!("tower, `{scenario}`"), of, 1.15, "× floor").because(LAYER);
        _ = write!(target.measured, "; as a layer: {as_layer:.2}");
        target
    });
    let allocations = allocations(numbers, Tower);
    let allocations = count_at_most("P1", "tower, the same three".to_owned(), allocations, 0, "allocations");
    over_floor.into_iter().chain([allocations]).collect()
}

fn axum(numbers: &Numbers) -> Vec<Target> {
    let allowed = get(numbers, Axum, Ours, "get-allowed");
    let peer = get(numbers, Axum, Peer, "get-allowed");
    let floor = get(numbers, Axum, Floor, "get-allowed");
    let under = ratio(peer, allowed);
    vec![
        count_at_most("P2", "axum, `get-allowed`".to_owned(), allowed, 1300, "instructions").because(MEAN),
        Target {
            number: "P2",
            what: "axum, `get-allowed`".to_owned(),
            limit: "8 × under tower-http".to_owned(),
            measured: format!("{under:.2} (the floor in the handler: {:.2})", ratio(peer, floor)),
            is_met: Some(under >= 8.0),
            reason: ROUTER,
        },
        count_at_most(
            "P2",
            "axum, the three of P1".to_owned(),
            allocations(numbers, Axum),
            0,
            "allocations beyond the bare route",
        ),
        count_at_most(
            "P3",
            "axum, `preflight-accepted`, whole call".to_owned(),
            get(numbers, Axum, Ours, "preflight-accepted"),
            4500,
            "instructions",
        )
        .because(MEAN),
    ]
}

fn rocket(numbers: &Numbers) -> Vec<Target> {
    let of = |scenario: &str| {
        let of = (get(numbers, Rocket, Ours, scenario), get(numbers, Rocket, Peer, scenario));
        let floor = ratio(get(numbers, Rocket, Floor, scenario), of.1);
        let mut target = at_most("P4", format!("Rocket, `{scenario}`"), of, 0.25, "× rocket_cors")
            .because(HEADERS_OF_ROCKET);
        _ = write!(target.measured, "; the floor: {floor:.2}");
        target
    };
    ["get-allowed", "preflight-accepted"].map(of).into()
}

fn origins(numbers: &Numbers) -> Vec<Target> {
    let most = ORIGINS[ORIGINS.len() - 1];
    let of = |(framework, outcome)| {
        let cost = |count| get(numbers, framework, Ours, &format!("origins-{count}-{outcome}"));
        let what = format!("{framework:?}, {} origins to 1, {outcome}", grouped_size(most));
        at_most("P5", what, (cost(most), cost(1)), 1.3, "×")
    };
    [(Tower, "hit"), (Tower, "miss"), (Axum, "hit"), (Axum, "miss")].map(of).into()
}

fn routes(numbers: &Numbers) -> Vec<Target> {
    let (most, _) = ROUTES[ROUTES.len() - 1];
    let cost = |count| get(numbers, Axum, Ours, &format!("routes-{count}"));
    let start_up = (get(numbers, Axum, Ours, "start-up-100"), get(numbers, Axum, Bare, "start-up-100"));
    vec![
        at_most("P6", format!("axum, {} routes to 1", grouped_size(most)), (cost(most), cost(1)), 1.3, "×"),
        at_most("P6", "axum, start-up with 100 routes".to_owned(), start_up, 1.3, "× axum's own router")
            .because(MATCHER),
    ]
}

fn hostile(numbers: &Numbers) -> Vec<Target> {
    let (least, most) = (HOSTILE_KIB[0], HOSTILE_KIB[HOSTILE_KIB.len() - 1]);
    let bytes = i64::try_from((most - least) * 1024).expect("a length");
    let mut targets = Vec::new();
    for framework in [Tower, Axum, Rocket] {
        for (kind, _) in HOSTILE {
            let name = |kib| format!("hostile-{kind}-{kib}");
            let cost = |kib| get(numbers, framework, Ours, &name(kib));
            let of = (cost(most) - cost(least), bytes);
            let what = format!("{framework:?}, {kind}, {least} to {most} KiB");
            targets.push(at_most("P7", what, of, 12.0, "instructions a byte"));
        }
        let of = |kib, kind| {
            let name = format!("hostile-{kind}-{kib}");
            numbers.allocations(framework, Ours, &name).expect("a case that is measured")
        };
        let more = HOSTILE.map(|(kind, _)| of(most, kind) - of(least, kind));
        let what = format!("{framework:?}, {most} KiB, beyond {least} KiB");
        targets.push(count_at_most("P7", what, more.into_iter().max().unwrap_or_default(), 0, "allocations"));
    }
    targets
}

fn patterns(numbers: &Numbers) -> Vec<Target> {
    let of = |framework| {
        PATTERNS.map(|count| {
            let cost = |kind| get(numbers, framework, Ours, &format!("{kind}-{count}-hit"));
            let count = grouped_size(count);
            let what = format!("{framework:?}, one of {count} patterns to one of {count} origins");
            at_most("P8", what, (cost("patterns"), cost("origins")), 1.5, "×")
        })
    };
    [Tower, Axum].map(of).into_iter().flatten().collect()
}

/// What `cargo xtask bench build` found: `<target>|<what>|<limit>|<measured>|<met or not met>` in each line.
fn build() -> Vec<Target> {
    let Ok(text) = std::fs::read_to_string(results::folder().join("build.txt")) else {
        let missing = |number, what: &str| Target {
            number,
            what: what.to_owned(),
            limit: String::new(),
            measured: "`cargo xtask bench build 100`".to_owned(),
            is_met: None,
            reason: "",
        };
        return vec![missing("P9", "compile time"), missing("P10", "size of the binary")];
    };
    let target = |line: &str| {
        let [number, what, limit, measured, verdict] = line.split('|').collect::<Vec<_>>().try_into().ok()?;
        let (number, reason) = match (number, what) {
            ("P9", what) if what.starts_with("incremental check") => ("P9", SYN),
            ("P9", _) => ("P9", ATTRIBUTE),
            _ => ("P10", PROGRAM),
        };
        Some(Target {
            number,
            what: what.to_owned(),
            limit: limit.to_owned(),
            measured: measured.to_owned(),
            is_met: Some(verdict == "met"),
            reason,
        })
    };
    text.lines().map(|line| target(line).expect("what xtask writes")).collect()
}
