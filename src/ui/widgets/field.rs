//! Fields to type into, and the search field.

use egui::accesskit::Role;
use egui::{Align2, Frame, Id, Margin, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, TextEdit, Ui, Vec2};
use egui::{WidgetInfo, epaint::RectShape};

use super::focus;
use super::frame;
use super::text::{self, Text, Type};
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space, stroke};

/// A field with its label above and, where what it holds is not valid yet, a sentence below.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    label: &'a str,
    hint: &'a str,
    icon: Option<Icon>,
    help: Option<&'a str>,
    error: Option<&'a str>,
    lines: usize,
    id: Option<Id>,
    limit: usize,
    focus: bool,
}

impl<'a> Field<'a> {
    /// The label is also the accessible name.
    pub fn new(label: &'a str) -> Self {
        Self { label, hint: "", icon: None, help: None, error: None, lines: 1, id: None, limit: 10_000, focus: false }
    }

    #[must_use]
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Before the label, for what the words say as well.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A sentence below, for what the label alone does not say.
    #[must_use]
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = Some(help);
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    #[must_use]
    pub fn lines(mut self, lines: usize) -> Self {
        self.lines = lines;
        self
    }

    #[must_use]
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// At most so many characters.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Takes the keyboard now: for the first field of a dialog that opens.
    #[must_use]
    pub fn focused(mut self, focus: bool) -> Self {
        self.focus = focus;
        self
    }

    /// Shows it over the whole width. The caller acts on `changed()`.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Response {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            self.label_ui(ui);
            let response = self.edit(ui, text);
            if let Some(error) = self.error {
                error_line(ui, error);
            } else if let Some(help) = self.help {
                help_line(ui, help);
            }
            response
        })
        .inner
    }

    fn label_ui(&self, ui: &mut Ui) {
        let Some(icon) = self.icon else { return label_line(ui, self.label) };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            ui.spacing_mut().interact_size.y = Type::Label.line();
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(size::ICON_SMALL), Sense::hover());
            text::icon(ui, rect.center(), icon, size::ICON_SMALL, Tokens::of(ui.ctx()).text_weak);
            label_line(ui, self.label);
        });
    }

    fn edit(&self, ui: &mut Ui, text: &mut String) -> Response {
        let tokens = Tokens::of(ui.ctx());
        let back = ui.painter().add(Shape::Noop);
        let edit = if self.lines > 1 { TextEdit::multiline(text) } else { TextEdit::singleline(text) };
        let hint = Text::new(self.hint, Type::Body).color(tokens.text_weak).layout(ui, f32::INFINITY);
        let mut edit = edit
            .font(Type::Body.font())
            .text_color(tokens.text)
            .frame(Frame::new().inner_margin(Margin::symmetric(space::MEDIUM as i8, space::PARAGRAPH as i8)))
            .desired_width(f32::INFINITY)
            .desired_rows(self.lines)
            .char_limit(self.limit)
            .align(if self.lines > 1 { Align2::LEFT_TOP } else { Align2::LEFT_CENTER })
            .min_size(Vec2::new(0.0, size::CONTROL));
        if !self.hint.is_empty() {
            edit = edit.hint_text(egui::WidgetText::from(hint));
        }
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        let response = ui.add(edit).accessible_name(self.label);
        if self.focus {
            response.request_focus();
        }
        if let Some(error) = self.error {
            response.ctx.accesskit_node_builder(response.id, |node| {
                node.set_invalid(egui::accesskit::Invalid::True);
                node.set_description(error);
            });
        }
        paint_ground(ui, back, &response, self.error.is_some());
        response
    }
}

fn paint_ground(ui: &Ui, back: egui::layers::ShapeIdx, response: &Response, wrong: bool) {
    let tokens = Tokens::of(ui.ctx());
    let color = match (wrong, response.hovered()) {
        (true, _) => tokens.danger,
        (false, true) => tokens.text_weak,
        (false, false) => tokens.line_strong,
    };
    let edge = Stroke::new(stroke::LINE, color);
    let corners = tokens::corners(radius::MEDIUM);
    ui.painter().set(back, RectShape::new(response.rect, corners, tokens.surface, edge, StrokeKind::Inside));
    focus::ring(ui, response, response.rect, radius::MEDIUM);
}

/// The label above a field.
pub fn label_line(ui: &mut Ui, label: &str) {
    let label = Text::new(label, Type::Label).layout(ui, ui.available_width());
    ui.add(egui::Label::new(label).selectable(false));
}

/// The sentence below a field, for what its label alone does not say.
pub fn help_line(ui: &mut Ui, help: &str) {
    let tokens = Tokens::of(ui.ctx());
    let help = Text::new(help, Type::Small).color(tokens.text_weak).layout(ui, ui.available_width());
    ui.add(egui::Label::new(help).selectable(false));
}

/// What is wrong with the field above, in words and with an icon.
pub fn error_line(ui: &mut Ui, words: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON_SMALL, Type::Small.line()), Sense::hover());
        text::icon(ui, rect.center(), Icon::WarningCircle, size::ICON_SMALL, tokens.danger);
        Text::new(words, Type::Small).color(tokens.danger).live(ui);
    });
}

/// What the search field answered.
#[derive(Clone, Debug)]
pub struct SearchAnswer {
    pub response: Response,
    /// The cross was pressed, or Escape: the words are to go.
    pub cleared: bool,
}

/// The search field: icon, words, number of hits and a cross, or the key that leads here.
pub fn search_field(ui: &mut Ui, id: Id, text: &mut String, hint: &str, hits: &str) -> SearchAnswer {
    let tokens = Tokens::of(ui.ctx());
    let empty = text.is_empty();
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), size::CONTROL), Sense::hover());
    let back = ui.painter().add(Shape::Noop);
    let mut inner = rect.shrink2(Vec2::new(space::MEDIUM, 0.0));
    let center = inner.left_center() + Vec2::new(size::ICON / 2.0, 0.0);
    text::icon(ui, center, Icon::MagnifyingGlass, size::ICON, tokens.text);
    *inner.left_mut() += size::ICON + space::SMALL;
    let mut cleared = false;
    if empty {
        if inner.width() > 220.0 {
            *inner.right_mut() = frame::paint_key(ui, inner, "Ctrl F").left() - space::SMALL;
        }
    } else {
        let cross = Rect::from_center_size(
            inner.right_center() - Vec2::new(size::HIT_MIN / 2.0 - space::SMALL, 0.0),
            Vec2::splat(size::HIT_MIN),
        );
        cleared = clear_button(ui, cross, id.with("clear"));
        *inner.right_mut() = cross.left() - space::TINY;
        let count = Text::new(hits, Type::Small).color(tokens.text_weak).paint_right(ui, inner);
        *inner.right_mut() = count.left() - space::SMALL;
    }
    let response = edit_in(ui, id, inner, text, hint);
    if response.lost_focus() && !empty && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        cleared = true;
        response.request_focus();
    }
    let over = response.hovered() || ui.rect_contains_pointer(rect);
    let edge = Stroke::new(stroke::LINE, if over { tokens.text_weak } else { tokens.line_strong });
    let corners = tokens::corners(radius::MEDIUM);
    ui.painter().set(back, RectShape::new(rect, corners, tokens.surface, edge, StrokeKind::Inside));
    focus::ring(ui, &response, rect, radius::MEDIUM);
    SearchAnswer { response, cleared }
}

fn edit_in(ui: &mut Ui, id: Id, rect: Rect, text: &mut String, hint: &str) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let words = Text::new(hint, Type::Body).color(tokens.text_weak).rows(1).layout(ui, rect.width());
    let edit = TextEdit::singleline(text)
        .id(id)
        .font(Type::Body.font())
        .text_color(tokens.text)
        .frame(Frame::new())
        .desired_width(rect.width())
        .char_limit(500)
        .align(Align2::LEFT_CENTER)
        .min_size(rect.size())
        .hint_text(egui::WidgetText::from(words));
    let response = ui.put(rect, edit);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::SearchInput);
        node.set_label("Search");
        node.set_placeholder(hint);
    });
    response
}

fn clear_button(ui: &mut Ui, rect: Rect, id: Id) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Clear search"));
    let color = if response.hovered() { tokens.accent } else { tokens.text };
    text::icon(ui, Pos2::new(rect.center().x, rect.center().y), Icon::XCircle, size::ICON, color);
    focus::ring_inside(ui, &response, rect, radius::SMALL);
    super::tooltip::tooltip(&response, "Clear search", "Escape");
    response.clicked()
}
