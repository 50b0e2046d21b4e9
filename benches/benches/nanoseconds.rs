//! Times the requests to every server, all in one run.

use std::time::{Duration, Instant};

use cors_benches::{Case, Run, results};
use criterion::Criterion;

/// How many requests are prepared at once, so that neither creating them nor the clock is measured.
const BATCH: u64 = 64;

fn main() {
    let criterion = Criterion::default().output_directory(&results::folder().join("criterion"));
    let mut criterion = criterion
        .sample_size(30)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(400));
    let cases = Case::all().into_iter().filter(|case| is_timed(&case.scenario.name));
    for case in cases {
        let mut run = case.load();
        // The servers of one scenario are compared with each other, so they form one group.
        let mut group = criterion.benchmark_group(&case.scenario.name);
        group.bench_function(case.subject.to_string(), |bencher| {
            bencher.iter_custom(|runs| take(&mut *run, runs));
        });
        group.finish();
    }
    criterion.final_summary();
}

fn is_timed(scenario: &str) -> bool {
    scenario.starts_with("get-") || scenario.starts_with("preflight-")
}

fn take(run: &mut dyn Run, runs: u64) -> Duration {
    let mut taken = Duration::ZERO;
    let mut left = runs;
    while left > 0 {
        let batch = left.min(BATCH);
        run.load(usize::try_from(batch).expect("a batch is small"));
        let started = Instant::now();
        for _ in 0..batch {
            run.run();
        }
        taken += started.elapsed();
        left -= batch;
    }
    taken
}
