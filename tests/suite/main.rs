//! Everything that needs no window.
#![expect(clippy::unwrap_used, reason = "tests")]

mod commands;
mod filter;
mod html;
mod html_packs;
mod html_reader;
mod layering;
#[path = "../common/multiplied.rs"]
mod multiplied;
mod search;
mod session;
mod suggest;
