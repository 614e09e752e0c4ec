//! The parts that every screen is made of. They know the tokens and egui, nothing of the program's state.
//!
//! Each has a name in the accessibility tree, works by keyboard and shows the focus ring.

pub mod arrange;
pub mod button;
pub mod check;
pub mod chip;
pub mod dialog;
pub mod field;
pub mod focus;
pub mod frame;
pub mod link;
pub mod mark;
pub mod note;
pub mod number;
pub mod progress;
pub mod rich_field;
pub mod row;
pub mod segmented;
pub mod text;
pub mod tooltip;

pub use button::Button;
pub use text::{Text, Type};
