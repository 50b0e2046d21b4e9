//! Counts the heap allocations of every case, and prints `<case> <allocations> <bytes>`.

use cors_benches::Case;

fn main() {
    for case in Case::all() {
        let mut run = case.load();
        let counted = allocation_counter::measure(|| run.run());
        println!("{case} {} {}", counted.count_total, counted.bytes_total);
    }
}
