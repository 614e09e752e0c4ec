//! Everything that needs no window.
#![expect(clippy::unwrap_used, reason = "tests")]

mod layering;
