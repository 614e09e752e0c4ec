//! The real window under Xvfb, driven from outside as a person drives it.
//!
//! Needs Xvfb, openbox, xdotool, xclip, a D-Bus daemon, at-spi2-core with its Python binding, ImageMagick, zathura and
//! xdg-utils; `.ci/run` installs them. A failing test leaves a picture and the tree in `target/desktop`.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod journey;
mod manners;
mod screen;
mod start;
mod story;
mod tree;
