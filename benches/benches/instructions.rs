//! Counts the instructions of every case, each in a process of its own, under callgrind.
#![allow(missing_docs, reason = "the macros make public items")]

use cors_benches::{Case, Run};
use gungraun::{library_benchmark, library_benchmark_group, main};

#[expect(clippy::needless_pass_by_value, reason = "gungraun hands it over")]
fn load(case: Case) -> Box<dyn Run> {
    case.load()
}

#[library_benchmark]
#[benches::of(iter = Case::all(), setup = load)]
fn case(mut run: Box<dyn Run>) -> Box<dyn Run> {
    run.run();
    run
}

library_benchmark_group!(name = all; benchmarks = case);
main!(library_benchmark_groups = all);
