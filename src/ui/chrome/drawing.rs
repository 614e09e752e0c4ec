//! Who draws the window, as a dialog: chosen for the next start, and what came of it at this one.

use egui::Ui;

use crate::app::drawing::means;
use crate::app::{Command, PreferenceCommand, Renderer};
use crate::ui::chrome::choices::Choice;
use crate::ui::chrome::lead;
use crate::ui::chrome::messages::reading;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type};

/// Draws the dialog; what is chosen is kept at once.
pub fn drawing_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    reading(ui, cx, &Dialog::new("drawing", "Drawing").width(size::DIALOG), |ui, cx| {
        let (choice, drawing) = (cx.state.settings.renderer, cx.state.drawing);
        let chosen = Choice::drawing(choice).group_ui(ui, means(choice));
        cx.send_all(chosen.into_iter().collect());
        let tokens = Tokens::of(ui.ctx());
        let now = format!("{}. A choice counts from the next start", drawing.words());
        lead::icon_line(ui, Icon::Info, tokens.text_weak, &now, Type::LabelPlain);
        if drawing.has_failed && choice != Some(Renderer::Soft) {
            failed_ui(ui, cx);
        }
    });
}

fn failed_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    lead::beside_icon(ui, Icon::Warning, tokens.warn, Type::LabelPlain.line(), |ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        let words = "At an earlier start the graphics card showed nothing, so it is not tried by itself";
        Text::new(words, Type::LabelPlain).show(ui);
        if Button::secondary("Try it again at the next start").small().show(ui).clicked() {
            cx.send(Command::Preference(PreferenceCommand::TryGraphicsAgain));
        }
    });
}
