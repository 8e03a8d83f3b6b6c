//! The load tool of `make bench`, run by `tests/tools/bench.py`; reads a plan as JSON from standard input and answers
//! with JSON on standard output.
//!
//! `bench load` sends requests over kept-alive connections from one thread; every kind of request is sent once before
//! the clock runs and its answer checked (status and a marker in the body); statuses are checked all along.
//! `bench sql` runs statements, prepared once, on an SQLite file in a loop: the ceiling of what a server could do.

mod load;
mod sql;

use std::io::Read;

fn main() -> anyhow::Result<()> {
    let mut plan = String::new();
    std::io::stdin().read_to_string(&mut plan)?;
    let report = match std::env::args().nth(1).as_deref() {
        Some("load") => load::run(serde_json::from_str(&plan)?)?,
        Some("sql") => sql::run(&serde_json::from_str(&plan)?)?,
        _ => anyhow::bail!("usage: bench load|sql <plan.json"),
    };
    println!("{report}");
    Ok(())
}

/// Exact percentiles of times in microseconds, in milliseconds.
fn percentiles(mut times: Vec<u32>) -> serde_json::Value {
    times.sort_unstable();
    let at = |share: f64| {
        let place = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1)) - 1;
        times.get(place).map_or(0.0, |t| f64::from(*t) / 1000.0)
    };
    serde_json::json!({ "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1.0) })
}
