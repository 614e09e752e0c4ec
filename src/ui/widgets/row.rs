//! Rows: of the sidebar, and of menus.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Color32, Galley, Id, Pos2, Rect, Response, Sense, StrokeKind, Ui, Vec2, WidgetInfo};

use super::text::{self, Text, Type};
use super::{check, focus, mark};
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, CLEAR, Tokens, radius, size, space, stroke};

/// What stands before the words of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    Icon(Icon),
    /// The mark of the category at this place.
    Mark(usize),
    /// A box to tick.
    Box,
}

/// A row of the sidebar.
#[derive(Clone, Debug)]
pub struct SidebarRow<'a> {
    pub lead: Lead,
    pub words: &'a str,
    /// "5 of 21", "4"; shown at the right.
    pub count: &'a str,
    /// Nothing lies behind it now: weak, but still pressable.
    pub empty: bool,
    pub chosen: bool,
    /// The accessible name, which says the count whole.
    pub name: &'a str,
}

impl SidebarRow<'_> {
    /// Shows it over the whole width. The caller acts on `clicked()`.
    pub fn show(&self, ui: &mut Ui) -> Response {
        let width = ui.available_width();
        let words = self.lay_out(ui, width);
        let lines = words.rows.len().max(1) as f32;
        let height = size::ROW + (lines - 1.0) * Type::LabelPlain.line();
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
        let role = if self.lead == Lead::Box { Role::CheckBox } else { Role::Button };
        response.widget_info(|| WidgetInfo::selected(role, true, self.chosen, self.name));
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response, words);
        }
        focus::ring_inside(ui, &response, rect, radius::SMALL);
        response
    }

    fn color(&self, tokens: &Tokens) -> egui::Color32 {
        if self.empty && !self.chosen { tokens.text_weak } else { tokens.text }
    }

    /// The words, whole: a long name takes a second line, and the row grows.
    fn lay_out(&self, ui: &Ui, width: f32) -> Arc<Galley> {
        let style = if self.chosen { Type::Label } else { Type::LabelPlain };
        let count_style = if self.chosen { Type::SmallStrong } else { Type::Small };
        let count = Text::new(self.count, count_style).width(ui).ceil();
        let room = width - 4.0 * space::SMALL - size::ICON - count;
        Text::new(self.words, style).color(self.color(Tokens::of(ui.ctx()))).rows(2).layout(ui, room)
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, words: Arc<Galley>) {
        let tokens = Tokens::of(ui.ctx());
        paint_chosen(ui, rect, self.chosen, response.hovered());
        let strong = self.chosen;
        let color = self.color(tokens);
        let mut inner = rect.shrink2(Vec2::new(space::SMALL, 0.0));
        let center = inner.left_center() + Vec2::new(size::ICON / 2.0, 0.0);
        match self.lead {
            Lead::Icon(icon) => text::icon(ui, center, icon, size::ICON, if strong { tokens.accent } else { color }),
            Lead::Mark(place) => {
                let at = center - Vec2::splat(size::MARK / 2.0);
                mark::mark(ui, at, size::MARK, place);
            }
            Lead::Box => check::paint_box(ui, center.round(), self.chosen, response.hovered()),
        }
        let count_style = if strong { Type::SmallStrong } else { Type::Small };
        let count_color = if strong { tokens.text } else { tokens.text_weak };
        Text::new(self.count, count_style).color(count_color).paint_right(ui, inner);
        *inner.left_mut() += size::ICON + space::SMALL;
        let at = Pos2::new(inner.left(), (inner.center().y - words.size().y / 2.0).round());
        text::paint_galley(ui, at, words);
    }
}

/// A row of a list: a line, and below it facts in the weak colour. Out of sight it only takes its room.
#[derive(Clone, Debug)]
pub struct ListRow<'a> {
    pub id: Id,
    pub first: &'a str,
    pub second: &'a str,
    /// The accessible name.
    pub name: &'a str,
    pub chosen: bool,
    /// Left and right of what stands in it.
    pub margin: f32,
    /// Room before the words, for what the caller paints there.
    pub room: f32,
    /// Room behind them.
    pub after: f32,
}

impl ListRow<'_> {
    /// All are equally tall.
    pub fn height() -> f32 {
        Type::Label.line() + Type::Small.line() + 2.0 * space::SMALL
    }

    /// Shows it over the whole width. The caller acts on `clicked()`.
    pub fn show(&self, ui: &mut Ui) -> Response {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), Self::height()), Sense::hover());
        let response = ui.interact(rect, self.id, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, self.chosen, self.name));
        if ui.is_rect_visible(rect) {
            let tokens = Tokens::of(ui.ctx());
            paint_chosen(ui, rect, self.chosen, response.hovered());
            let mut words = rect.shrink2(Vec2::new(self.margin, space::SMALL));
            *words.left_mut() += self.room;
            *words.right_mut() -= self.after;
            let upper = words.with_max_y(words.top() + Type::Label.line());
            let style = if self.chosen { Type::Label } else { Type::LabelPlain };
            Text::new(self.first, style).paint_in(ui, upper);
            Text::new(self.second, Type::Small).color(tokens.text_weak).paint_in(ui, words.with_min_y(upper.bottom()));
        }
        focus::ring_inside(ui, &response, rect, 0.0);
        response
    }
}

/// The ground of a row: soft with an edge and a bar where it is chosen, sunken under the pointer.
pub fn paint_chosen(ui: &Ui, rect: Rect, chosen: bool, hovered: bool) {
    let tokens = Tokens::of(ui.ctx());
    let corners = tokens::corners(radius::SMALL);
    if chosen {
        ui.painter().rect(rect, corners, tokens.accent_soft, tokens.edge(), StrokeKind::Inside);
        let bar = Rect::from_min_max(rect.min, Pos2::new(rect.left() + stroke::CHOSEN_BAR, rect.bottom()));
        ui.painter().rect_filled(bar, bar_corners(radius::SMALL), tokens.accent);
    } else if hovered {
        let edge = if tokens.high_contrast { tokens.rule() } else { egui::Stroke::NONE };
        ui.painter().rect(rect, corners, tokens.sunken, edge, StrokeKind::Inside);
    }
}

/// Corners of a bar at the left edge of something rounded.
pub fn bar_corners(radius: f32) -> egui::CornerRadius {
    egui::CornerRadius { nw: radius as u8, sw: radius as u8, ne: 0, se: 0 }
}

/// A row of a menu or a list of choices: icon, words, shortcut.
#[derive(Clone, Debug)]
pub struct MenuRow<'a> {
    pub icon: Option<Icon>,
    pub words: &'a str,
    pub shortcut: &'a str,
    /// Why it cannot be done now.
    pub unavailable: Option<&'a str>,
    /// For choices of which one or several hold.
    pub ticked: Option<bool>,
    /// The row that the arrow keys are on, where the list keeps the focus elsewhere (a palette).
    pub current: bool,
}

impl<'a> MenuRow<'a> {
    pub fn new(words: &'a str) -> Self {
        Self { icon: None, words, shortcut: "", unavailable: None, ticked: None, current: false }
    }

    /// Shows it over the whole width. The caller acts on `clicked()`, and only where it is available.
    pub fn show(&self, ui: &mut Ui) -> Response {
        let width = ui.available_width().max(self.wanted_width(ui));
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, size::ROW), Sense::click());
        let enabled = self.unavailable.is_none();
        response.widget_info(|| match self.ticked {
            Some(ticked) => WidgetInfo::selected(Role::MenuItemCheckBox, enabled, ticked, self.words),
            None => WidgetInfo::labeled(Role::MenuItem, enabled, self.words),
        });
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response);
        }
        focus::ring_inside(ui, &response, rect, radius::SMALL);
        if let Some(reason) = self.unavailable {
            super::tooltip::tooltip(&response, reason, "");
        }
        response
    }

    fn wanted_width(&self, ui: &Ui) -> f32 {
        let words = Text::new(self.words, Type::LabelPlain).width(ui);
        let shortcut = Text::new(self.shortcut, Type::Small).width(ui);
        words + shortcut + size::ICON + space::SMALL * 3.0 + space::WIDE
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response) {
        let tokens = Tokens::of(ui.ctx());
        let over = response.hovered() || self.current;
        let fill: Color32 = if over { tokens.hover } else { CLEAR };
        ui.painter().rect_filled(rect, tokens::corners(radius::SMALL), fill);
        if self.current {
            paint_chosen(ui, rect, true, false);
        }
        let color = if self.unavailable.is_some() { tokens.text_weak } else { tokens.text };
        let mut inner = rect.shrink2(Vec2::new(space::SMALL, 0.0));
        let center = inner.left_center() + Vec2::new(size::ICON / 2.0, 0.0);
        let icon = if self.ticked == Some(true) { Some(Icon::Check) } else { self.icon };
        if let Some(icon) = icon {
            text::icon(ui, center, icon, size::ICON, tokens.text_weak);
        }
        *inner.left_mut() += size::ICON + space::SMALL;
        let shortcut = Text::new(self.shortcut, Type::Small).color(tokens.text_weak).paint_right(ui, inner);
        *inner.right_mut() = shortcut.left() - space::SMALL;
        Text::new(self.words, Type::LabelPlain).color(color).paint_in(ui, inner);
    }
}
