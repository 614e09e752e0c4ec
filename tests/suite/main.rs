//! Everything that needs no window.
#![expect(clippy::unwrap_used, reason = "tests")]

mod html;
mod html_packs;
mod html_reader;
mod layering;
