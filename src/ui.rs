//! The window: eframe's app, the order of a frame, and what is drawn in it.

pub mod chrome;
pub mod cx;
pub mod fonts;
pub mod icons;
pub mod keymap;
pub mod theme;
pub mod tokens;
pub mod widgets;
