//! A field whose value is chosen from a list that opens below it.

use egui::accesskit::Role;
use egui::{Event, FocusDirection, Id, Popup, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::ui::chrome::{lead, menus};
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space, stroke};
use crate::ui::widgets::field::{help_line, label_line};
use crate::ui::widgets::row::MenuRow;
use crate::ui::widgets::{Text, Type, focus, frame, text};

/// So many rows are in sight.
const ROWS: f32 = 7.5;
/// Letters that follow each other sooner are of one word, in seconds.
const TYPING_S: f64 = 1.0;

/// A field with its label above, and below it what its label alone does not say.
#[derive(Clone, Debug)]
pub struct DropDown<'a> {
    /// Also the accessible name.
    pub label: &'a str,
    pub help: &'a str,
    /// What is chosen, in words.
    pub value: &'a str,
    /// What can be chosen, and which of it is.
    pub options: &'a [&'a str],
    pub chosen: Option<usize>,
}

impl DropDown<'_> {
    /// Shows it over the whole width, and says what was chosen.
    #[must_use]
    pub fn show(&self, ui: &mut Ui) -> Option<usize> {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            label_line(ui, self.label);
            let button = self.button(ui);
            help_line(ui, self.help);
            let open = menus::opens_a_menu(&button);
            let menu = Popup::menu(&button).frame(frame::menu_frame(Tokens::of(ui.ctx())));
            let shown = menu.show(|ui| {
                ui.set_width(button.rect.width() - 2.0 * space::TINY);
                self.rows(ui, button.id.with("wanted"), !open)
            });
            let picked = shown.and_then(|shown| shown.inner);
            if picked.is_some() {
                Popup::close_id(ui.ctx(), Popup::default_response_id(&button));
                button.request_focus();
            }
            menus::take_focus_back(ui, &button);
            picked
        })
        .inner
    }

    fn button(&self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui.ctx());
        let room = Vec2::new(ui.available_width(), size::CONTROL);
        let (rect, response) = ui.allocate_exact_size(room, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, self.label));
        response.ctx.accesskit_node_builder(response.id, |node| node.set_value(self.value));
        let weak = Stroke::new(stroke::LINE, tokens.text_weak);
        let edge = if response.hovered() { weak } else { tokens.edge() };
        ui.painter().rect(rect, tokens::corners(radius::MEDIUM), tokens.surface, edge, StrokeKind::Inside);
        let mut inner = rect.shrink2(Vec2::new(space::MEDIUM, 0.0));
        let caret = inner.right_center() - Vec2::new(size::ICON_SMALL / 2.0, 0.0);
        text::icon(ui, caret, Icon::CaretDown, size::ICON_SMALL, tokens.text_weak);
        *inner.right_mut() -= size::ICON_SMALL + space::SMALL;
        Text::new(self.value, Type::Body).paint_in(ui, inner);
        focus::ring(ui, &response, rect, radius::MEDIUM);
        response
    }

    /// The list; arrow keys go through it, letters lead to the one that begins with them.
    fn rows(&self, ui: &mut Ui, wanted_id: Id, opened: bool) -> Option<usize> {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let is_first = ui.is_sizing_pass();
        let known = ui.data_mut(|data| data.remove_temp::<usize>(wanted_id));
        let wanted = if opened { Some(self.chosen.unwrap_or_default()) } else { known };
        let (mut picked, mut next, mut heard) = (None, None, false);
        let screen = ui.ctx().content_rect().height() - 2.0 * size::DIALOG_INSET;
        let scroll = ScrollArea::vertical().max_height((ROWS * size::ROW).min(screen)).auto_shrink([false, true]);
        scroll.show(ui, |ui| {
            ui.set_max_width(ui.available_width() - size::SCROLL_BAR - space::LINE);
            for (place, words) in self.options.iter().enumerate() {
                let row = MenuRow { ticked: Some(self.chosen == Some(place)), ..MenuRow::new(words) };
                let response = row.show(ui);
                if wanted == Some(place) && !is_first {
                    response.request_focus();
                    ui.scroll_to_rect(response.rect, None);
                }
                if response.clicked() {
                    picked = Some(place);
                } else if response.has_focus() && !heard {
                    // One key is one step: the next row has the keyboard in this frame already.
                    heard = true;
                    next = lead::list_step(ui, place, self.options.len()).or_else(|| self.typed(ui, place));
                }
            }
        });
        if is_first {
            // Nothing is shown yet, and nothing can have the keyboard.
            ui.data_mut(|data| data.insert_temp(wanted_id, wanted.unwrap_or_default()));
        }
        if let Some(next) = next {
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            ui.data_mut(|data| data.insert_temp(wanted_id, next));
            ui.ctx().request_repaint();
        }
        picked
    }

    /// The row that begins with the letters that were typed without a halt.
    fn typed(&self, ui: &Ui, place: usize) -> Option<usize> {
        let (now, letters) = ui.input(|input| {
            let texts = input.events.iter().filter_map(|event| match event {
                Event::Text(text) => Some(text.to_lowercase()),
                _ => None,
            });
            (input.time, texts.collect::<String>())
        });
        if letters.is_empty() {
            return None;
        }
        let known_id = ui.scope_id().with("typed");
        let known = ui.data(|data| data.get_temp::<(f64, String)>(known_id));
        let before = known.filter(|(at, _)| now - at < TYPING_S).map(|(_, before)| before).unwrap_or_default();
        let wanted = before.clone() + &letters;
        ui.data_mut(|data| data.insert_temp(known_id, (now, wanted.clone())));
        let begins = |at: &usize| self.options.get(*at).is_some_and(|it| it.to_lowercase().starts_with(&wanted));
        // The first letter leads on from this row, further ones may stay on it.
        let from = if before.is_empty() { place + 1 } else { place };
        (from..self.options.len()).chain(0..from).find(begins)
    }
}
