//! A small field for a number.

use egui::{Align2, Frame, Margin, Response, Shape, Stroke, StrokeKind, TextEdit, Ui, Vec2, epaint::RectShape};

use super::focus;
use super::text::{Text, Type};
use crate::ui::tokens::{self, Tokens, radius, size, space, stroke};

/// The most digits.
const DIGITS: usize = 5;

/// What was typed; nothing where the field was emptied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed(pub Option<u32>);

/// Shows it so wide; `name` is its accessible name. The field, and what was typed in this frame.
pub fn number(ui: &mut Ui, width: f32, name: &str, hint: &str, known: Option<u32>) -> (Response, Option<Typed>) {
    let tokens = Tokens::of(ui.ctx());
    let mut text = known.map(|known| known.to_string()).unwrap_or_default();
    let back = ui.painter().add(Shape::Noop);
    let hint = Text::new(hint, Type::LabelPlain).color(tokens.text_weak).layout(ui, width);
    let edit = TextEdit::singleline(&mut text)
        .font(Type::LabelPlain.font())
        .text_color(tokens.text)
        .frame(Frame::new().inner_margin(Margin::symmetric(space::SMALL as i8, space::TINY as i8)))
        .desired_width(width)
        .char_limit(DIGITS)
        .align(Align2::RIGHT_CENTER)
        .min_size(Vec2::new(width, size::CONTROL_SMALL))
        .hint_text(egui::WidgetText::from(hint));
    let response = ui.add(edit).accessible_name(name);
    let color = if response.hovered() { tokens.text_weak } else { tokens.line_strong };
    let edge = Stroke::new(stroke::LINE, color);
    let corners = tokens::corners(radius::MEDIUM);
    ui.painter().set(back, RectShape::new(response.rect, corners, tokens.surface, edge, StrokeKind::Inside));
    focus::ring(ui, &response, response.rect, radius::MEDIUM);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let typed = digits.parse().ok();
    let typed = (response.changed() && typed != known).then_some(Typed(typed));
    (response, typed)
}
