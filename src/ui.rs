//! The window: eframe's app, the order of a frame, and what is drawn in it.

pub mod fonts;
pub mod icons;
pub mod theme;
pub mod tokens;
pub mod widgets;
