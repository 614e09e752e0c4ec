//! One line at the head of the resources, once it is time for a backup.

use egui::{Sense, Ui, Vec2};

use crate::app::Action;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::text::{self, Text, Type};

/// The line with its button; nothing where it is not time yet.
pub fn due_line(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(words) = cx.state.backup_due() else { return };
    let tokens = Tokens::of(ui.ctx());
    let button = Button::secondary(Action::BackUp.label()).small();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON, size::CONTROL_SMALL), Sense::hover());
        text::icon(ui, rect.center(), Icon::ClockCounterClockwise, size::ICON, tokens.text_weak);
        let room = ui.available_width() - button.wanted_width(ui) - space::SMALL;
        let words = Text::new(&words, Type::LabelPlain).rows(1);
        let (rect, _) = ui.allocate_exact_size(
            Vec2::new((words.width(ui).ceil() + space::TINY).min(room), size::CONTROL_SMALL),
            Sense::hover(),
        );
        ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
            ui.add_space((size::CONTROL_SMALL - Type::LabelPlain.line()) / 2.0);
            words.show(ui);
        });
        cx.styled_action(ui, Action::BackUp, button);
    });
}
