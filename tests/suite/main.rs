//! Everything that needs no window.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod catalogue;
mod catalogue_file;
mod fidelity;
mod filter;
mod html;
mod html_packs;
mod html_reader;
mod layering;
#[path = "../common/multiplied.rs"]
mod multiplied;
mod search;
mod suggest;
