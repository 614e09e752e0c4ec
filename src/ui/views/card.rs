//! A card: kind, title, summary, audiences, how to get it. All alike in size; the whole card opens the page.

use std::ops::Range;

use egui::accesskit::Role;
use egui::{CursorIcon, Pos2, Rect, Response, Ui, Vec2, WidgetInfo};

use crate::catalogue::Resource;
use crate::pack::words;
use crate::ui::cx::ViewCx;
use crate::ui::icons::{Icon, Weight};
use crate::ui::tokens::{Tokens, radius, size, space, stroke};
use crate::ui::views::grid::{self, Item};
use crate::ui::views::sidebar::availability_icon;
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::frame::{CardState, paint_card};
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{chip, focus, mark, tooltip};

/// Lines of title and summary together.
const TEXT_ROWS: usize = 5;
const TITLE_ROWS: usize = 3;
/// Where the title begins.
const TITLE_BELOW_TOP: f32 = 34.0;
/// Where the tags begin.
const TAGS_ABOVE_BOTTOM: f32 = 54.0;

/// What a search found in the texts of a card.
#[derive(Clone, Debug, Default)]
pub struct CardHits {
    pub title: Vec<Range<usize>>,
    pub summary: Vec<Range<usize>>,
    /// The sentence that holds the hit, where title and summary do not: label, words, hits in the words.
    pub snippet: Option<(String, Vec<Range<usize>>)>,
}

/// A card in its place.
pub fn card_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, item: Item, response: &Response) {
    let Some(resource) = cx.state.catalogue.resources.get(item.place).cloned() else { return };
    let in_pack = cx.state.work.contains(&resource.id);
    name_item(response, &resource, in_pack, item.of_group);
    let visible = ui.is_rect_visible(item.rect.expand(stroke::FOCUS_GAP + stroke::FOCUS));
    let corner = corner_rect(ui, item.rect, in_pack);
    let over_corner = ui.rect_contains_pointer(corner);
    if visible {
        let hovered = response.hovered() || over_corner;
        paint_card(ui, item.rect, CardState { in_pack, hovered });
        let is_cut = paint_content(ui, cx, item, &resource, response.hovered() && !over_corner);
        focus::ring(ui, response, item.rect, radius::LARGE);
        if is_cut {
            tooltip::tooltip(response, &resource.title, "");
        }
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
    }
    if pack_control(ui, corner, item.place, &resource, in_pack) {
        grid::toggle(cx, item.place);
    }
}

/// The name of a card or row: title, kind, availability, in pack, place in its group.
pub fn name_item(response: &Response, resource: &Resource, in_pack: bool, (at, of): (usize, usize)) {
    response.widget_info(|| {
        let availability = words::availability(resource.availability, resource.address_state());
        let mut parts = vec![resource.title.clone(), words::capital_first(&resource.kind), availability.to_owned()];
        if resource.successor().is_some() {
            parts.push("newer edition exists".to_owned());
        }
        if in_pack {
            parts.push("in pack".to_owned());
        }
        parts.push(format!("{at} of {of}"));
        WidgetInfo::labeled(Role::Button, true, parts.join(", "))
    });
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(at);
        node.set_size_of_set(of);
    });
}

/// Adds or removes; a square with a plus, or the words "In pack". True when pressed.
pub fn pack_control(ui: &mut Ui, rect: Rect, place: usize, resource: &Resource, in_pack: bool) -> bool {
    let id = grid::item_id(place).with("pack");
    if in_pack {
        return remove_control(ui, rect, place, &resource.title);
    }
    let name = format!("Add to pack: {}", resource.title);
    let button = Button::icon_only(Kind::Secondary, Icon::Plus, &name).small().tooltip("Add to pack", "Space");
    button.beside().show_at(ui, rect, id).clicked()
}

/// The words "In pack", which remove. True when pressed.
pub fn remove_control(ui: &mut Ui, rect: Rect, place: usize, title: &str) -> bool {
    let response = ui.interact(rect, grid::item_id(place).with("pack"), egui::Sense::CLICK);
    let name = format!("Remove from pack: {title}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if ui.is_rect_visible(rect) {
        paint_in_pack(ui, rect, response.hovered());
    }
    tooltip::tooltip(&response, "Remove from pack", "Space");
    response.clicked()
}

/// "In pack", with its check, at the right of a rectangle.
pub fn paint_in_pack(ui: &Ui, rect: Rect, hovered: bool) {
    let tokens = Tokens::of(ui.ctx());
    let color = if hovered { tokens.accent_hover } else { tokens.accent };
    let words = Text::new("In pack", Type::SmallStrong).color(color).underlined(hovered).paint_right(ui, rect);
    let center = Pos2::new(words.left() - space::TINY - size::ICON_SMALL / 2.0, rect.center().y);
    text::weighted_icon(ui, center, Icon::CheckCircle, Weight::Fill, size::ICON_SMALL, color);
}

fn in_pack_width(ui: &Ui) -> f32 {
    Text::new("In pack", Type::SmallStrong).width(ui).ceil() + size::ICON_SMALL + space::TINY
}

fn corner_rect(ui: &Ui, card: Rect, in_pack: bool) -> Rect {
    let width = if in_pack { in_pack_width(ui) } else { size::HIT_MIN };
    let right_top = card.right_top() + Vec2::new(-space::MEDIUM - 1.0, space::MEDIUM);
    Rect::from_min_size(right_top - Vec2::new(width, 0.0), Vec2::new(width, size::HIT_MIN))
}

/// Answers whether the title was cut.
fn paint_content(ui: &Ui, cx: &ViewCx<'_>, item: Item, resource: &Resource, hovered: bool) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let inner = item.rect.shrink2(Vec2::new(space::MEDIUM + 1.0, space::MEDIUM));
    let category = cx.view.shelf.spot(item.place).category;
    paint_kind(ui, inner, category, resource, cx.state.work.contains(&resource.id));
    let hits = cx.view.hits(cx.state, item.place);
    let top = inner.top() + TITLE_BELOW_TOP;
    let words = Text::new(&resource.title, Type::Heading).rows(TITLE_ROWS).underlined(hovered).hits(&hits.title);
    let title = words.layout(ui, inner.width());
    let is_cut = words.is_cut(&title);
    let used = title.rows.len();
    let mut y = top + title.size().y;
    text::paint_galley(ui, Pos2::new(inner.left(), top), title);
    let mut rows = TEXT_ROWS.saturating_sub(used);
    if resource.successor().is_some() {
        paint_newer(ui, Pos2::new(inner.left(), y + space::LINE));
        y += Type::Small.line() + space::LINE;
        rows = rows.saturating_sub(1);
    }
    // Scripts with tall lines get as many as there is room for.
    let line = Type::LabelPlain.format(&resource.summary, tokens.text_weak).line_height.unwrap_or(20.0);
    let room = inner.bottom() - TAGS_ABOVE_BOTTOM - y - space::PARAGRAPH;
    let rows = rows.min((room / line).max(0.0) as usize);
    paint_summary(ui, Pos2::new(inner.left(), y + space::PARAGRAPH), inner.width(), rows, resource, &hits);
    paint_tags(ui, cx, inner, resource);
    paint_foot(ui, inner, resource);
    is_cut
}

fn paint_kind(ui: &Ui, inner: Rect, category: usize, resource: &Resource, in_pack: bool) {
    let tokens = Tokens::of(ui.ctx());
    let line = Rect::from_min_size(inner.min, Vec2::new(inner.width(), size::HIT_MIN));
    mark::mark(ui, Pos2::new(line.left(), line.center().y - size::MARK / 2.0), size::MARK, category);
    let room = if in_pack { in_pack_width(ui) } else { size::HIT_MIN } + space::TINY;
    let words = line.with_min_x(line.left() + size::MARK + space::SMALL).with_max_x(line.right() - room);
    Text::new(&words::capital_first(&resource.kind), Type::Small).color(tokens.text_weak).paint_in(ui, words);
}

/// "Newer edition exists".
pub fn paint_newer(ui: &Ui, at: Pos2) {
    let tokens = Tokens::of(ui.ctx());
    let line = Type::SmallStrong.line();
    let center = at + Vec2::new(size::ICON_SMALL / 2.0, line / 2.0);
    text::icon(ui, center, Icon::ClockCounterClockwise, size::ICON_SMALL, tokens.warn);
    let words = at + Vec2::new(size::ICON_SMALL + space::PARAGRAPH, 0.0);
    Text::new("Newer edition exists", Type::SmallStrong).color(tokens.warn).paint(ui, words, f32::INFINITY);
}

fn paint_summary(ui: &Ui, at: Pos2, width: f32, rows: usize, resource: &Resource, hits: &CardHits) {
    let tokens = Tokens::of(ui.ctx());
    let (words, ranges) = match &hits.snippet {
        Some((snippet, ranges)) => (snippet.as_str(), ranges.as_slice()),
        None => (resource.summary.as_str(), hits.summary.as_slice()),
    };
    if rows > 0 {
        Text::new(words, Type::LabelPlain).color(tokens.text_weak).rows(rows).hits(ranges).paint(ui, at, width);
    }
}

fn paint_tags(ui: &Ui, cx: &ViewCx<'_>, inner: Rect, resource: &Resource) {
    let tokens = Tokens::of(ui.ctx());
    let top = inner.bottom() - TAGS_ABOVE_BOTTOM;
    let line = Rect::from_min_size(Pos2::new(inner.left(), top), Vec2::new(inner.width(), size::TAG));
    let names = audience_names(cx, resource);
    let Some(first) = names.first() else {
        Text::new("The text names no audience", Type::Small).color(tokens.text_weak).paint_in(ui, line);
        return;
    };
    let more = names.len() - 1;
    let more_words = format!("+{more}");
    let more_room = if more > 0 { chip::tag_width(ui, &more_words) + space::SMALL } else { 0.0 };
    let tag = chip::paint_tag(ui, line.min, first, line.width() - more_room);
    let mut right = tag.right();
    if more > 0 {
        right = chip::paint_tag(ui, Pos2::new(tag.right() + space::SMALL, top), &more_words, more_room).right();
    }
    let length = length_words(resource);
    let rest = line.with_min_x(right + space::SMALL);
    if !length.is_empty() && foot_is_full(resource) && Text::new(&length, Type::Small).width(ui) <= rest.width() {
        Text::new(&length, Type::Small).color(tokens.text_weak).paint_right(ui, rest);
    }
}

/// The names of the audiences, each once, those of the text's first readers first.
pub fn audience_names<'a>(cx: &'a ViewCx<'_>, resource: &Resource) -> Vec<&'a str> {
    let mut own: Vec<_> = resource.audiences.iter().collect();
    own.sort_by_key(|assignment| assignment.basis);
    let mut names: Vec<&str> = Vec::with_capacity(own.len());
    for assignment in own {
        let name = cx.state.catalogue.audience(&assignment.audience).map(|audience| audience.name.as_str());
        if let Some(name) = name.filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    names
}

/// How long it is, where the text says it: pages, time, parts.
fn length_words(resource: &Resource) -> String {
    if let Some(pages) = resource.pages {
        return if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    }
    resource.delivery.as_ref().and_then(|delivery| delivery.lengths.first().cloned()).unwrap_or_default()
}

/// Whether the foot holds more than the word for how to get it.
fn foot_is_full(resource: &Resource) -> bool {
    resource.availability == crate::catalogue::Availability::Download
}

fn paint_foot(ui: &Ui, inner: Rect, resource: &Resource) {
    let tokens = Tokens::of(ui.ctx());
    ui.painter().hline(inner.x_range(), inner.bottom() - 24.5, tokens.rule());
    let line = Rect::from_min_max(Pos2::new(inner.left(), inner.bottom() - 19.0), inner.max + Vec2::new(0.0, 4.0));
    let center = line.left_center() + Vec2::new(size::ICON_SMALL / 2.0, 0.0);
    text::icon(ui, center, availability_icon(resource.availability), size::ICON_SMALL, tokens.text);
    let words = words::availability_short(resource.availability, resource.address_state());
    let rest = line.with_min_x(line.left() + size::ICON_SMALL + space::PARAGRAPH);
    let taken = Text::new(words, Type::Small).paint_in(ui, rest);
    let length = length_words(resource);
    let room = rest.with_min_x(taken.right() + space::SMALL);
    if !length.is_empty() && !foot_is_full(resource) && Text::new(&length, Type::Small).width(ui) <= room.width() {
        Text::new(&length, Type::Small).color(tokens.text_weak).paint_right(ui, room);
    }
}
