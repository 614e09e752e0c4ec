//! Durations and what is said of them.

use std::time::{Duration, Instant};

/// How long something took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

/// "0.12 / 0.31 / 0.80 ms": half are no longer than the first, 19 of 20 than the second, none than the third.
pub(crate) fn spread(mut taken: Vec<Duration>) -> String {
    taken.sort_unstable();
    let at = |share: usize| {
        let place = (taken.len() * share / 100).min(taken.len().saturating_sub(1));
        taken.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    format!("{:.2} / {:.2} / {:.2} ms", at(50), at(95), at(100))
}

/// Seconds that this thread has spent on a processor: what a busy machine does not add to.
pub(crate) fn processor_secs() -> f64 {
    // Another thread or another program on the core is not counted; the clock of the scheduler ticks every few
    // milliseconds, so only sums over many keystrokes are read.
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).map_or(0.0, |nanos| nanos / 1e9)
}

/// Resident memory of this process in MB, where the system tells.
pub(crate) fn resident_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
