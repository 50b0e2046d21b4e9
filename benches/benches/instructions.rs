//! Counts the instructions of every case, each in a process of its own, under callgrind.
#![allow(missing_docs, reason = "the macros make public items")]

use cors_benches::{Case, Run};
use gungraun::{library_benchmark, library_benchmark_group, main};

#[expect(clippy::needless_pass_by_value, reason = "gungraun hands it over")]
fn load(case: Case) -> (Box<dyn Run>, usize) {
    let mut run = case.load();
    let runs = case.counted_runs();
    run.load(runs);
    (run, runs)
}

#[library_benchmark]
#[benches::of(iter = Case::all(), setup = load)]
fn case((mut run, runs): (Box<dyn Run>, usize)) -> Box<dyn Run> {
    for _ in 0..runs {
        run.run();
    }
    run
}

library_benchmark_group!(name = all; benchmarks = case);
main!(library_benchmark_groups = all);
