//! Grounds: cards, boxes under a title, toasts.

use egui::{
    Color32, Frame, InnerResponse, Key, Margin, Modifiers, Popup, Pos2, Rect, Response, SetOpenCommand, Shape, Stroke,
    StrokeKind, Ui,
};

use super::row::bar_corners;
use super::text::{self, Text, Type};
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space, stroke};

/// How a card stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardState {
    pub in_pack: bool,
    pub hovered: bool,
}

/// Paints the ground of a card.
pub fn paint_card(ui: &Ui, rect: Rect, state: CardState) {
    let tokens = Tokens::of(ui.ctx());
    let corners = tokens::corners(radius::LARGE);
    let edge = match (state.in_pack, state.hovered) {
        (true, _) => Stroke::new(stroke::LINE, tokens.accent),
        (false, true) => tokens.edge(),
        (false, false) => tokens.rule(),
    };
    if state.hovered {
        ui.painter().add(tokens.raised().as_shape(rect, corners));
    }
    ui.painter().rect(rect, corners, tokens.surface, edge, StrokeKind::Inside);
    if state.in_pack {
        paint_bar(ui, rect, radius::LARGE, tokens.accent);
    }
}

/// The bar of four points at the left edge of something rounded.
pub fn paint_bar(ui: &Ui, rect: Rect, radius: f32, color: Color32) {
    let bar = Rect::from_min_max(rect.min, Pos2::new(rect.left() + stroke::IN_PACK_BAR, rect.bottom()));
    // A narrow rectangle cannot have the wide corners of the card: the card is painted again, cut to the bar.
    let painter = ui.painter().with_clip_rect(bar.intersect(ui.clip_rect()));
    painter.rect_filled(rect, bar_corners(radius), color);
}

/// What a box under a title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    /// Needs a decision: a newer edition.
    Warn,
    Danger,
    Ok,
}

impl Tone {
    fn colors(self, tokens: &Tokens) -> (Color32, Color32) {
        match self {
            Self::Plain => (tokens.surface, tokens.text_weak),
            Self::Warn => (tokens.warn_soft, tokens.warn),
            Self::Danger => (tokens.danger_soft, tokens.danger),
            Self::Ok => (tokens.ok_soft, tokens.ok),
        }
    }
}

/// A box with a bar and an icon; what it holds stands beside the icon.
pub fn note_box<R>(ui: &mut Ui, tone: Tone, icon: Icon, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = Tokens::of(ui.ctx());
    let (fill, color) = tone.colors(tokens);
    let back = ui.painter().add(Shape::Noop);
    let frame = Frame::new().inner_margin(Margin {
        left: (space::MEDIUM + stroke::IN_PACK_BAR) as i8,
        right: space::MEDIUM as i8,
        top: space::SMALL as i8,
        bottom: space::SMALL as i8,
    });
    let answer = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::new(size::ICON, 23.0), egui::Sense::hover());
            text::icon(ui, rect.center(), icon, size::ICON, color);
            ui.vertical(content).inner
        })
        .inner
    });
    let rect = answer.response.rect;
    let edge = if tokens.high_contrast { Stroke::new(stroke::LINE, color) } else { Stroke::NONE };
    let ground = egui::epaint::RectShape::new(rect, tokens::corners(radius::SMALL), fill, edge, StrokeKind::Inside);
    ui.painter().set(back, ground);
    let bar = Rect::from_min_max(rect.min, Pos2::new(rect.left() + stroke::IN_PACK_BAR, rect.bottom()));
    ui.painter().rect_filled(bar, bar_corners(radius::SMALL), color);
    answer
}

/// The ground of a toast: surface, overlay shadow, a bar that says well or ill.
pub fn toast<R>(ui: &mut Ui, tone: Tone, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = Tokens::of(ui.ctx());
    let answer = Frame::new()
        .fill(tokens.surface)
        .corner_radius(tokens::corners(radius::MEDIUM))
        .shadow(tokens.overlay())
        .stroke(tokens.overlay_edge())
        .inner_margin(Margin {
            left: space::LARGE as i8,
            right: space::SMALL as i8,
            top: space::SMALL as i8,
            bottom: space::SMALL as i8,
        })
        .show(ui, content);
    paint_bar(ui, answer.response.rect, radius::MEDIUM, tone.colors(tokens).1);
    answer
}

/// The ground of a menu or a drop-down.
pub fn menu_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.surface)
        .stroke(tokens.edge())
        .corner_radius(tokens::corners(radius::MEDIUM))
        .shadow(tokens.overlay())
        .inner_margin(Margin::same(space::TINY as i8))
}

/// The menu below a button; true where one of its rows was pressed, which closes it.
pub fn menu_of_button(ui: &Ui, button: &Response, rows: impl FnOnce(&mut Ui) -> bool) -> bool {
    show_menu(Popup::menu(button).frame(menu_frame(Tokens::of(ui.ctx()))), rows)
}

/// A press of the pointer closes a menu by itself; one of a key does not.
fn show_menu(menu: Popup<'_>, rows: impl FnOnce(&mut Ui) -> bool) -> bool {
    let shown = menu.show(|ui| {
        let pressed = rows(ui);
        if pressed {
            ui.close();
        }
        pressed
    });
    shown.is_some_and(|shown| shown.inner)
}

/// The menu of a row, by right click and by Shift F10; true where one of its rows was pressed, which closes it.
pub fn menu_of_row(ui: &Ui, row: &Response, rows: impl FnOnce(&mut Ui) -> bool) -> bool {
    let id = Popup::default_response_id(row);
    let pressed = row.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10));
    let stays = Popup::is_id_open(ui.ctx(), id) && !row.secondary_clicked();
    let by_key = ui.data_mut(|data| {
        let known = data.get_temp_mut_or_default::<bool>(id.with("by key"));
        *known = pressed || (*known && stays);
        *known
    });
    let mut popup = Popup::context_menu(row).frame(menu_frame(Tokens::of(ui.ctx())));
    if by_key {
        // The pointer may be anywhere: the menu stands below its row as long as it is open.
        popup = popup.at_position(row.rect.left_bottom());
    }
    if pressed {
        popup = popup.open_memory(SetOpenCommand::Bool(true));
    }
    show_menu(popup, rows)
}

/// A rule across the width, with the room that it takes.
pub fn rule(ui: &mut Ui) {
    let tokens = Tokens::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::new(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.rule());
}

/// A word on a small key: "Ctrl F". Painted at the right of a rectangle; the room that it took.
pub fn paint_key(ui: &Ui, rect: Rect, words: &str) -> Rect {
    let tokens = Tokens::of(ui.ctx());
    let label = Text::new(words, Type::Small).color(tokens.text_weak);
    let width = label.width(ui).ceil() + 2.0 * space::PARAGRAPH;
    let key = Rect::from_min_max(
        Pos2::new(rect.right() - width, rect.center().y - size::TAG / 2.0),
        Pos2::new(rect.right(), rect.center().y + size::TAG / 2.0),
    );
    ui.painter().rect_stroke(key, tokens::corners(radius::SMALL), tokens.rule(), StrokeKind::Inside);
    label.paint_centered(ui, key);
    key
}
