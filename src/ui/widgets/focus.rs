//! The focus ring: three points of text colour, two away from the control. Nothing else is drawn so.

use egui::{Rect, Response, Stroke, StrokeKind, Ui};

use crate::ui::tokens::{self, Tokens, stroke};

/// Draws the ring round a control that has the focus, and brings the control into view when it gets it.
pub fn ring(ui: &Ui, response: &Response, rect: Rect, radius: f32) {
    if !response.has_focus() {
        return;
    }
    let outer = rect.expand(stroke::FOCUS_GAP);
    paint(ui, outer, radius + stroke::FOCUS_GAP, StrokeKind::Outside);
    keep_in_view(ui, response, outer.expand(stroke::FOCUS));
}

/// The ring inside the edge, for rows that touch their neighbours.
pub fn ring_inside(ui: &Ui, response: &Response, rect: Rect, radius: f32) {
    if !response.has_focus() {
        return;
    }
    paint(ui, rect, radius, StrokeKind::Inside);
    keep_in_view(ui, response, rect);
}

fn paint(ui: &Ui, rect: Rect, radius: f32, kind: StrokeKind) {
    let tokens = Tokens::of(ui.ctx());
    ui.painter().rect_stroke(rect, tokens::corners(radius), Stroke::new(stroke::FOCUS, tokens.text), kind);
}

/// Brings a control into view when it gets the keyboard.
pub fn keep_in_view(ui: &Ui, response: &Response, rect: Rect) {
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
}
