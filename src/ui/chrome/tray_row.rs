//! A row of the tray: three ways to move it, one to remove it.

use egui::accesskit::Role;
use egui::{CursorIcon, Id, Key, Modifiers, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::app::edit::Step;
use crate::app::{BrowseCommand, Command, Edit, PackingCommand, Page};
use crate::catalogue::{Resource, ResourceId};
use crate::ui::chrome::{enclosing, item_menu, tray_notes};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::notes;
use crate::ui::tokens::{self, CLEAR, Tokens, radius, size, space, stroke};
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::{Text, Type, focus, mark, text, tooltip};

/// The controls below the title of the chosen row.
const CHOSEN_EXTRA: f32 = 36.0;

/// Where a row stands in the whole pack.
#[derive(Clone, Copy, Debug)]
pub struct RowAt {
    /// From 0.
    pub nth: usize,
    pub count: usize,
}

/// Where a row of the tray stands.
#[derive(Clone, Copy, Debug)]
pub struct RowPlace {
    pub rect: Rect,
    /// From 0.
    pub place: usize,
    pub count: usize,
    pub chosen: bool,
    pub heights: Heights,
    /// The room that the scroll bar takes at the right.
    pub bar: f32,
}

/// Where rows begin: the chosen one is taller than the others, for its notes and its controls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heights {
    /// The place of the chosen row.
    pub chosen: Option<usize>,
    /// How tall its notes are.
    pub notes: f32,
}

impl Heights {
    /// By how much the chosen row is taller than the others.
    fn extra(self) -> f32 {
        CHOSEN_EXTRA + self.notes
    }

    /// How tall the row at a place is.
    pub fn of(self, place: usize) -> f32 {
        if self.chosen == Some(place) { size::TRAY_ROW + self.extra() } else { size::TRAY_ROW }
    }

    /// How far below the first row's upper edge the row at a place begins.
    pub fn top_of(self, place: usize) -> f32 {
        let extra = if self.chosen.is_some_and(|chosen| chosen < place) { self.extra() } else { 0.0 };
        place as f32 * size::TRAY_ROW + extra
    }

    /// The place of the row that lies so far below the first one's upper edge.
    pub fn place_at(self, y: f32) -> usize {
        let place = (y / size::TRAY_ROW).max(0.0) as usize;
        match self.chosen {
            Some(chosen) if place > chosen => (((y - self.extra()) / size::TRAY_ROW).max(0.0) as usize).max(chosen),
            _ => place,
        }
    }
}

/// A row that is being dragged, and the place that it would take.
#[derive(Clone, Debug)]
pub struct Dragged {
    id: ResourceId,
    from: usize,
    to: usize,
    dropped: bool,
}

/// The row's identity: the same wherever it stands.
pub fn id(resource: &ResourceId) -> Id {
    Id::unique(("tray row", resource.as_str()))
}

/// Draws a row; answers where it would land while it is dragged.
pub fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, item: &ResourceId, row: RowPlace) -> Option<Dragged> {
    let resource = cx.state.catalogue.resource(item)?.clone();
    let response = ui.interact(row.rect, id(item), Sense::click_and_drag());
    let (with_notes, notes) = cx.state.work.item(item).map(|item| notes::spoken(item)).unwrap_or_default();
    let (place, count) = (row.place + 1, row.count);
    let name = format!("{}, {}, {place} of {count} in this pack{with_notes}", resource.title, resource.kind);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, row.chosen, &name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(row.place + 1);
        node.set_size_of_set(row.count);
        node.set_description(notes);
    });
    if ui.is_rect_visible(row.rect) {
        paint(ui, cx, &resource, row, &response);
    }
    if response.clicked() || (response.gained_focus() && !row.chosen) {
        cx.send(Command::Packing(PackingCommand::Select(Some(item.clone()))));
        response.request_focus();
    }
    if response.double_clicked() {
        open(cx, item);
    }
    keys(ui, cx, item, &response);
    item_menu::of_row(ui, cx, item, row.place, &response);
    enclosing::over_row(ui, cx, item, row.rect);
    let right = row.rect.right() - space::LARGE - space::LINE - row.bar;
    remove_button(ui, cx, &resource, Pos2::new(right, row.rect.top() + size::TRAY_ROW / 2.0));
    if row.chosen {
        let left = row.rect.left() + size::HANDLE + space::TINY + size::MARK + space::SMALL;
        let at = Pos2::new(left, row.rect.bottom() - size::CONTROL_SMALL - space::PARAGRAPH);
        move_buttons(ui, cx, &resource, row.place, at, false);
    }
    dragged(ui, cx, item, row, &response)
}

fn paint(ui: &Ui, cx: &ViewCx<'_>, resource: &Resource, row: RowPlace, response: &Response) {
    let tokens = Tokens::of(ui.ctx());
    let rect = row.rect;
    if row.chosen {
        ui.painter().rect(rect, 0.0, tokens.accent_soft, tokens.edge(), StrokeKind::Inside);
        let bar = Rect::from_min_size(rect.min, Vec2::new(stroke::IN_PACK_BAR, rect.height()));
        ui.painter().rect_filled(bar, 0.0, tokens.accent);
    } else {
        let fill = if response.hovered() { tokens.sunken } else { CLEAR };
        ui.painter().rect_filled(rect, 0.0, fill);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    }
    let line = Rect::from_min_size(rect.min, Vec2::new(rect.width(), size::TRAY_ROW));
    let handle = Pos2::new(line.left() + space::LARGE, line.center().y);
    text::icon(ui, handle, Icon::DotsSixVertical, size::ICON_SMALL, tokens.text_weak);
    let left = line.left() + size::HANDLE + space::TINY;
    let place = cx.state.catalogue.categories.iter().position(|category| category.id == resource.category);
    mark::mark(ui, Pos2::new(left, line.center().y - size::MARK / 2.0), size::MARK, place.unwrap_or_default());
    let mut words = Rect::from_min_max(
        Pos2::new(left + size::MARK + space::SMALL, line.top()),
        Pos2::new(line.right() - size::HIT_MIN - space::MEDIUM - row.bar, line.bottom()),
    );
    if row.chosen {
        let notes = Pos2::new(words.left(), line.bottom());
        tray_notes::paint(ui, cx, &resource.id, notes, notes_width(rect.width()));
    } else if let Some(item) = cx.state.work.item(&resource.id) {
        tray_notes::paint_marks(ui, item, words);
        *words.right_mut() -= tray_notes::marks_width(item);
    }
    paint_two_lines(ui, words, &resource.title);
    focus::ring_inside(ui, response, rect, 0.0);
    if response.has_focus() || response.hovered() {
        tooltip::tooltip_at_left(response, &resource.title, "Alt ↑ ↓");
    }
}

/// The room for the notes of the chosen row in rows of this width, with a scroll bar or without.
pub fn notes_width(row: f32) -> f32 {
    row - size::HANDLE - space::TINY - size::MARK - space::SMALL - space::MEDIUM - size::SCROLL_BAR
}

pub(crate) fn keys(ui: &Ui, cx: &mut ViewCx<'_>, item: &ResourceId, response: &Response) {
    // While a menu is open the keys are the menu's.
    if !response.has_focus() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Space) {
        remove(cx, item);
    } else if pressed(Modifiers::NONE, Key::Enter) {
        open(cx, item);
    }
}

pub(crate) fn open(cx: &mut ViewCx<'_>, item: &ResourceId) {
    cx.send(Command::Browse(BrowseCommand::Open(Page::Resource(item.clone()))));
}

/// Chooses the row first, so that the next one has the focus afterwards.
pub(crate) fn remove(cx: &mut ViewCx<'_>, item: &ResourceId) {
    cx.send(Command::Packing(PackingCommand::Select(Some(item.clone()))));
    cx.send(Command::Packing(PackingCommand::Remove(item.clone())));
}

pub(crate) fn remove_button(ui: &mut Ui, cx: &mut ViewCx<'_>, resource: &Resource, center: Pos2) {
    let rect = Rect::from_center_size(center, Vec2::splat(size::HIT_MIN));
    let name = format!("Remove from pack: {}", resource.title);
    let button = Button::icon_only(Kind::Quiet, Icon::X, &name).small().beside().tooltip("Remove from pack", "Delete");
    if button.show_at(ui, rect, id(&resource.id).with("remove")).clicked() {
        remove(cx, &resource.id);
    }
}

/// Up, Down and More from a point to the right; where there is room "More" is a word.
pub(crate) fn move_buttons(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    resource: &Resource,
    place: usize,
    mut at: Pos2,
    in_words: bool,
) {
    let item = &resource.id;
    let (first, last) = item_menu::limits(cx, place);
    let gap = if in_words { space::SMALL } else { space::TINY };
    let steps = [("Up", Step::Up, first, "Alt ↑"), ("Down", Step::Down, last, "Alt ↓")];
    for (words, step, unavailable, shortcut) in steps {
        let name = format!("Move {}: {}", words.to_lowercase(), resource.title);
        let tip = format!("Move {}", words.to_lowercase());
        let icon = if step == Step::Up { Icon::CaretUp } else { Icon::CaretDown };
        let button = Button::secondary(words).icon(icon).small().beside().name(&name);
        let button = button.unavailable(unavailable).tooltip(&tip, shortcut);
        let rect = Rect::from_min_size(at, Vec2::new(button.wanted_width(ui), size::CONTROL_SMALL));
        at.x = rect.right() + gap;
        if button.show_at(ui, rect, id(item).with(words)).clicked() {
            cx.send(Command::Edit(Edit::Move { id: item.clone(), step }));
        }
    }
    let name = format!("More for {}", resource.title);
    let more = if in_words {
        Button::secondary("More").icon(Icon::DotsThree).name(&name).small().beside()
    } else {
        Button::icon_only(Kind::Secondary, Icon::DotsThree, &name).small().beside().tooltip("More", "")
    };
    let rect = Rect::from_min_size(at, Vec2::new(more.wanted_width(ui), size::CONTROL_SMALL));
    let more = more.show_at(ui, rect, id(item).with("more"));
    item_menu::of_button(ui, cx, item, place, &more);
}

fn dragged(ui: &Ui, cx: &ViewCx<'_>, item: &ResourceId, row: RowPlace, response: &Response) -> Option<Dragged> {
    if !response.dragged() && !response.drag_stopped() {
        return None;
    }
    ui.set_cursor_icon(CursorIcon::Grabbing);
    let pointer = ui.ctx().pointer_interact_pos().or_else(|| ui.ctx().pointer_latest_pos())?;
    let first_top = row.rect.top() - row.heights.top_of(row.place);
    let group = cx.state.work.group_of(row.place);
    let to = row.heights.place_at(pointer.y - first_top).clamp(group.start, group.end.saturating_sub(1));
    Some(Dragged { id: item.clone(), from: row.place, to, dropped: response.drag_stopped() })
}

/// Shows where the dragged row would land, and puts it there when it is let go.
pub fn paint_drop(
    ui: &Ui,
    cx: &mut ViewCx<'_>,
    dragged: Option<&Dragged>,
    heights: Heights,
    (origin, width): (Pos2, f32),
) {
    let Some(dragged) = dragged else { return };
    if dragged.dropped {
        if dragged.to != dragged.from {
            cx.send(Command::Edit(Edit::MoveTo { id: dragged.id.clone(), place: dragged.to }));
        }
        return;
    }
    let tokens = Tokens::of(ui.ctx());
    let after = usize::from(dragged.to > dragged.from);
    let y = origin.y + heights.top_of(dragged.to + after);
    ui.painter().hline(origin.x..=origin.x + width, y, Stroke::new(2.0, tokens.accent));
    let Some(resource) = cx.state.catalogue.resource(&dragged.id) else { return };
    let Some(pointer) = ui.ctx().pointer_latest_pos() else { return };
    let floating = Rect::from_min_size(
        Pos2::new(origin.x + space::SMALL, pointer.y - size::TRAY_ROW / 2.0),
        Vec2::new(width - space::LARGE, size::TRAY_ROW),
    );
    let corners = tokens::corners(radius::SMALL);
    let edge = Stroke::new(stroke::LINE, tokens.accent);
    ui.painter().add(tokens.overlay().as_shape(floating, corners));
    ui.painter().rect(floating, corners, tokens.surface, edge, StrokeKind::Inside);
    let words = floating.shrink2(Vec2::new(space::LARGE, 0.0));
    paint_two_lines(ui, words, &resource.title);
}

fn paint_two_lines(ui: &Ui, rect: Rect, words: &str) {
    let galley = Text::new(words, Type::LabelPlain).rows(2).layout(ui, rect.width());
    let at = Pos2::new(rect.left(), (rect.center().y - galley.size().y / 2.0).round());
    text::paint_galley(ui, at, galley);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_where_it_is_drawn() {
        for chosen in [None, Some(0), Some(2), Some(4)] {
            let heights = Heights { chosen, notes: 47.0 };
            for place in 0..5 {
                let (top, height) = (heights.top_of(place), heights.of(place));
                assert_eq!(heights.place_at(top + 0.5), place, "{chosen:?}");
                assert_eq!(heights.place_at(top + height - 0.5), place, "{chosen:?}");
                assert!((heights.top_of(place + 1) - top - height).abs() < 0.01, "{chosen:?}");
            }
        }
        assert_eq!(Heights { chosen: None, notes: 0.0 }.place_at(-80.0), 0);
    }
}
