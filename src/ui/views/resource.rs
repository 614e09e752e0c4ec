//! The page of a resource.

use egui::Ui;

use crate::ui::cx::ViewCx;

/// The whole resource.
pub fn resource_ui(_ui: &mut Ui, _cx: &mut ViewCx<'_>) {}
