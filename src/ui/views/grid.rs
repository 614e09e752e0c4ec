//! The results: rows of cards or list rows, the arrow keys between them, and only what is in sight where there are many.

use egui::accesskit::Role;
use egui::{FocusDirection, Id, Key, Pos2, Rangef, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2};

use crate::app::{Command, PackingCommand, Region, View};
use crate::ui::cx::ViewCx;
use crate::ui::layout::Layout;
use crate::ui::regions;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::views::rows::{Key as RowsKey, Row, Way};
use crate::ui::views::{browse, card, list};
use crate::ui::widgets::mark;
use crate::ui::widgets::text::{Text, Type, name_heading};

/// Up to so many all are drawn, so that a screen reader finds each; above, those in sight.
const DRAW_ALL_MAX: usize = 1_000;

/// The identity of a resource's card or row.
pub fn item_id(place: usize) -> Id {
    Id::unique(("resource", place))
}

/// Where one item stands, and what it says of its place.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub rect: Rect,
    /// In the results.
    pub position: usize,
    /// In the catalogue.
    pub place: usize,
    /// "2 of 6": in its group, from 1, and how many the group shows.
    pub of_group: (usize, usize),
}

/// The results.
pub fn results_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let area = ui.max_rect();
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    let view = browse::view(cx);
    let full_bleed = view == View::List && cx.layout.prefers_list;
    let margin = if full_bleed { 0.0 } else { cx.layout.margin };
    let width = area.width() - 2.0 * margin;
    let columns = if view == View::List { 0 } else { Layout::columns(width) };
    let has_headings = cx.state.browse.filters.search.trim().is_empty() && !full_bleed;
    let key = RowsKey { generation: cx.state.browse.generation, columns, has_headings };
    cx.view.rows.update(key, &cx.state.browse.found.places, &cx.view.shelf);
    let moved = move_by_keys(ui, cx, area.height()).or(cx.view.moved.take());
    let mut scroll = ScrollArea::vertical().id_salt("results").auto_shrink([false, false]);
    if std::mem::take(&mut cx.view.to_top) {
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    scroll.show_viewport(ui, |ui, viewport| {
        ui.set_height(cx.view.rows.height());
        let origin = ui.max_rect().min + Vec2::new(margin, 0.0);
        let body = Body { origin, width, columns, view };
        body.show(ui, cx, viewport.y_range(), moved);
    });
}

/// What is the same for all rows of a frame.
struct Body {
    origin: Pos2,
    width: f32,
    columns: usize,
    view: View,
}

impl Body {
    fn show(&self, ui: &mut Ui, cx: &mut ViewCx<'_>, sight: Rangef, moved: Option<usize>) {
        let all = cx.state.browse.found.places.len() <= DRAW_ALL_MAX;
        let stretch = if all { Rangef::EVERYTHING } else { sight };
        let rows: Vec<(Row, f32)> = cx.view.rows.within(stretch).collect();
        let group_start = Rangef::new(sight.min, sight.max);
        let mut entry = None;
        let builder = UiBuilder::new()
            .id_salt("items")
            .max_rect(ui.max_rect())
            .accessibility_role(Role::List)
            .accessibility_label("Results");
        ui.scope_builder(builder, |ui| {
            for (row, top) in rows {
                match row {
                    Row::Heading { category, shown } => self.heading(ui, cx, category, shown, top),
                    Row::Items { first, count } => {
                        for position in first..first + count {
                            let Some(item) = self.item(cx, position, first, top) else { continue };
                            self.item_ui(ui, cx, item);
                            let is_current = cx.view.current == Some(position);
                            if is_current || (entry.is_none() && top >= group_start.min) {
                                entry = Some(item.place);
                            }
                        }
                    }
                }
            }
            self.keep_focus(ui, cx, sight, all);
        });
        if let Some(place) = entry {
            regions::entry(ui.ctx(), Region::Results, item_id(place));
        }
        if let Some((_, top)) = moved.and_then(|position| cx.view.rows.row_of(position)) {
            let height = if self.columns == 0 { size::LIST_ROW } else { size::CARD_HEIGHT };
            let room = if self.columns == 0 { 0.0 } else { space::SMALL };
            let rect = Rect::from_min_size(
                Pos2::new(self.origin.x, self.origin.y + top - room),
                Vec2::new(self.width, height + 2.0 * room),
            );
            ui.scroll_to_rect(rect, None);
        }
    }

    /// The focused item that is out of sight keeps the focus.
    fn keep_focus(&self, ui: &mut Ui, cx: &ViewCx<'_>, sight: Rangef, all: bool) {
        let Some(position) = cx.view.current.filter(|_| !all) else { return };
        let Some((Row::Items { first, .. }, top)) = cx.view.rows.row_of(position) else { return };
        let drawn = sight.min - size::CARD_HEIGHT <= top && top <= sight.max;
        if let (false, Some(item)) = (drawn, self.item(cx, position, first, top)) {
            ui.interact(item.rect, item_id(item.place), Sense::click());
        }
    }

    fn item(&self, cx: &ViewCx<'_>, position: usize, first: usize, top: f32) -> Option<Item> {
        let place = *cx.state.browse.found.places.get(position)? as usize;
        let corner = Pos2::new(self.origin.x, self.origin.y + top);
        let rect = if self.columns == 0 {
            Rect::from_min_size(corner, Vec2::new(self.width, size::LIST_ROW))
        } else {
            let width = Layout::card_width(self.width, self.columns);
            let column = (position - first) as f32;
            let left = corner + Vec2::new(column * (width + space::MEDIUM), 0.0);
            Rect::from_min_size(left, Vec2::new(width, size::CARD_HEIGHT))
        };
        Some(Item { rect, position, place, of_group: Self::of_group(cx, position, place) })
    }

    fn of_group(cx: &ViewCx<'_>, position: usize, place: usize) -> (usize, usize) {
        if !cx.state.browse.filters.search.trim().is_empty() {
            return (position + 1, cx.state.browse.found.places.len());
        }
        let category = cx.view.shelf.spot(place).category;
        let shown = &cx.view.groups;
        let before: usize = shown.iter().take(category).sum();
        ((position + 1).saturating_sub(before), shown.get(category).copied().unwrap_or_default())
    }

    fn item_ui(&self, ui: &mut Ui, cx: &mut ViewCx<'_>, item: Item) {
        let id = item_id(item.place);
        let response = ui.interact(item.rect, id, Sense::click());
        match self.view {
            View::Cards => card::card_ui(ui, cx, item, &response),
            View::List => list::row_ui(ui, cx, item, &response),
        }
        if response.has_focus() {
            cx.view.current = Some(item.position);
            regions::item_has_focus(ui.ctx(), id);
        }
        if response.clicked() {
            let by_space = response.has_focus() && ui.input(|input| input.key_pressed(Key::Space));
            if by_space {
                toggle(cx, item.place);
            } else {
                cx.view.current = Some(item.position);
                browse::open_resource(cx, item.place);
            }
        }
    }

    fn heading(&self, ui: &mut Ui, cx: &ViewCx<'_>, category: usize, shown: usize, top: f32) {
        let Some(name) = cx.state.catalogue.categories.get(category).map(|category| category.name.as_str()) else {
            return;
        };
        let total = cx.view.shelf.total(category);
        let corner = Pos2::new(self.origin.x, self.origin.y + top + space::MEDIUM);
        let rect = Rect::from_min_size(corner, Vec2::new(self.width, size::HEADING_ROW));
        let response = ui.interact(rect, ui.scope_id().with(("group", category)), Sense::hover());
        let count = format!("{shown} of {total}");
        name_heading(&response, &format!("{name}, {count}"), 2);
        if ui.is_rect_visible(rect) {
            paint_heading(ui, rect, category, name, &count);
        }
    }
}

fn paint_heading(ui: &Ui, rect: Rect, category: usize, name: &str, count: &str) {
    let tokens = Tokens::of(ui.ctx());
    mark::mark(ui, Pos2::new(rect.left(), rect.center().y - size::MARK / 2.0), size::MARK, category);
    let words = rect.with_min_x(rect.left() + size::MARK + space::SMALL);
    let taken = Text::new(name, Type::Heading).paint_in(ui, words);
    let counted = rect.with_min_x(taken.right() + space::SMALL);
    let taken = Text::new(count, Type::Small).color(tokens.text_weak).paint_in(ui, counted);
    let rule = Rangef::new(taken.right() + space::SMALL, rect.right());
    ui.painter().hline(rule, rect.center().y.round() + 0.5, tokens.rule());
}

/// Adds to the pack, or removes.
pub fn toggle(cx: &mut ViewCx<'_>, place: usize) {
    if let Some(resource) = cx.state.catalogue.resources.get(place) {
        cx.send(Command::Packing(PackingCommand::Toggle(resource.id.clone())));
    }
}

/// The arrow keys move within the results; the item that they lead to.
fn move_by_keys(ui: &Ui, cx: &mut ViewCx<'_>, height: f32) -> Option<usize> {
    let current = cx.view.current?;
    let place = *cx.state.browse.found.places.get(current)? as usize;
    if !ui.memory(|memory| memory.has_focus(item_id(place))) {
        return None;
    }
    let pressed = |key| ui.input(|input| input.key_pressed(key) && input.modifiers.is_none());
    let keys = [
        (Key::ArrowLeft, Way::Left),
        (Key::ArrowRight, Way::Right),
        (Key::ArrowUp, Way::Up),
        (Key::ArrowDown, Way::Down),
        (Key::Home, Way::First),
        (Key::End, Way::Last),
        (Key::PageUp, Way::PageUp),
        (Key::PageDown, Way::PageDown),
    ];
    let (_, way) = keys.into_iter().find(|(key, _)| pressed(*key))?;
    let row = if browse::view(cx) == View::List { size::LIST_ROW } else { size::CARD_HEIGHT };
    let target = cx.view.rows.step(current, way, ((height / row) as usize).max(1));
    ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    let place = *cx.state.browse.found.places.get(target)? as usize;
    cx.view.current = Some(target);
    ui.memory_mut(|memory| memory.request_focus(item_id(place)));
    Some(target)
}
