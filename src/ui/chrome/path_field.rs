//! A path to type, where no dialog of the system answers.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;

/// The most letters of a path.
const MAX_PATH: usize = 4_000;

/// A half-typed path.
#[derive(Default)]
pub struct PathView {
    text: Option<String>,
}

impl PathView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// The dialog that asks for it.
#[derive(Clone, Copy, Debug)]
pub struct PathQuestion<'a> {
    /// Tells dialogs apart; never shown.
    pub key: &'a str,
    pub title: &'a str,
    pub label: &'a str,
    pub help: &'a str,
    /// What the button does.
    pub verb: &'a str,
}

/// What came of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathAnswer {
    Typing,
    Left,
    /// Whole, from the start.
    Path(PathBuf),
}

impl PathQuestion<'_> {
    /// Shows it; `proposed` stands in the field when it opens.
    #[must_use]
    pub fn show(&self, ui: &Ui, view: &mut PathView, proposed: impl FnOnce() -> String) -> PathAnswer {
        let text = view.text.get_or_insert_with(proposed);
        let (mut pressed, mut entered, mut cancelled) = (false, false, false);
        let answer = Dialog::new(self.key, self.title).show(
            ui.ctx(),
            |ui, dialog| {
                let wrong = !text.trim().is_empty() && !Path::new(text.trim()).is_absolute();
                let error = wrong.then_some("Write the whole path, from the start.");
                let field = Field::new(self.label).help(self.help).error(error).limit(MAX_PATH);
                let response = field.focused(dialog.opened).show(ui, text);
                entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            },
            |ui, _| {
                pressed = Button::primary(self.verb).show(ui).clicked();
                cancelled = Button::secondary("Cancel").show(ui).clicked();
            },
        );
        let path = PathBuf::from(text.trim());
        if (pressed || entered) && path.is_absolute() {
            PathAnswer::Path(path)
        } else if answer.dismissed || cancelled {
            PathAnswer::Left
        } else {
            PathAnswer::Typing
        }
    }
}
