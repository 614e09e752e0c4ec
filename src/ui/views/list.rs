//! A row of the list: mark, title, how to get it, add.

use egui::{CursorIcon, Pos2, Rect, Response, Ui, Vec2};

use crate::catalogue::Availability;
use crate::pack::words;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, radius, size, space};
use crate::ui::views::card::{name_item, remove_control};
use crate::ui::views::grid::{self, Item};
use crate::ui::views::sidebar::availability_icon;
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{focus, mark, tooltip};

/// Room for how to get it, and for the button at the end.
const AVAILABILITY: f32 = 148.0;
const CONTROL: f32 = 76.0;
/// Room for the kind, where the row is wide.
const KIND: f32 = 160.0;

/// A row in its place.
pub fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, item: Item, response: &Response) {
    let Some(resource) = cx.state.catalogue.resources.get(item.place).cloned() else { return };
    let tokens = Tokens::of(ui.ctx());
    let in_pack = cx.state.work.contains(&resource.id);
    name_item(response, &resource, in_pack, item.of_group);
    let mut inner = item.rect.shrink2(Vec2::new(space::MEDIUM, 0.0));
    if cx.layout.prefers_list {
        // The bar's own room.
        *inner.right_mut() -= size::SCROLL_BAR + space::TINY;
    }
    let control = Rect::from_min_max(
        Pos2::new(inner.right() - CONTROL, inner.center().y - size::HIT_MIN / 2.0),
        Pos2::new(inner.right(), inner.center().y + size::HIT_MIN / 2.0),
    );
    if ui.is_rect_visible(item.rect) {
        let fill = if response.hovered() { tokens.hover } else { tokens.surface };
        ui.painter().rect_filled(item.rect, 0.0, fill);
        if in_pack {
            let bar = item.rect.with_max_x(item.rect.left() + crate::ui::tokens::stroke::IN_PACK_BAR);
            ui.painter().rect_filled(bar, 0.0, tokens.accent);
        }
        ui.painter().hline(item.rect.x_range(), item.rect.bottom() - 0.5, tokens.rule());
        let category = cx.view.shelf.spot(item.place).category;
        mark::mark(ui, Pos2::new(inner.left(), inner.center().y - size::MARK / 2.0), size::MARK, category);
        let availability = Rect::from_min_max(
            Pos2::new(control.left() - space::SMALL - AVAILABILITY, inner.top()),
            Pos2::new(control.left() - space::SMALL, inner.bottom()),
        );
        paint_availability(ui, availability, &resource);
        let mut title = inner.with_min_x(inner.left() + size::MARK + space::SMALL);
        title.set_right(availability.left() - space::SMALL);
        if title.width() > 520.0 {
            let kind = title.with_min_x(title.right() - KIND);
            Text::new(&words::capital_first(&resource.kind), Type::Small).color(tokens.text_weak).paint_in(ui, kind);
            title.set_right(kind.left() - space::SMALL);
        }
        if paint_title(ui, cx, title, item, &resource, response.hovered()) {
            tooltip::tooltip(response, &resource.title, "");
        }
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
    }
    if row_control(ui, control, item.place, &resource.title, in_pack) {
        grid::toggle(cx, item.place);
    }
    focus::ring_inside(ui, response, item.rect, radius::SMALL);
}

/// Answers whether the title was cut.
fn paint_title(
    ui: &Ui,
    cx: &ViewCx<'_>,
    mut area: Rect,
    item: Item,
    resource: &crate::catalogue::Resource,
    hovered: bool,
) -> bool {
    if resource.successor().is_some() && area.width() > 300.0 {
        let tokens = Tokens::of(ui.ctx());
        let words = Text::new("Newer edition exists", Type::SmallStrong).color(tokens.warn);
        let taken = words.paint_right(ui, area);
        let center = Pos2::new(taken.left() - space::TINY - size::ICON_SMALL / 2.0, area.center().y);
        text::icon(ui, center, Icon::ClockCounterClockwise, size::ICON_SMALL, tokens.warn);
        area.set_right(taken.left() - size::ICON_SMALL - space::MEDIUM);
    }
    let hits = cx.view.hits(cx.state, item.place);
    let words = Text::new(&resource.title, Type::Label).rows(1).hits(&hits.title).underlined(hovered);
    words.paint_in(ui, area);
    words.is_cut(&words.layout(ui, area.width()))
}

/// Icon, then the words on one or two lines.
fn paint_availability(ui: &Ui, rect: Rect, resource: &crate::catalogue::Resource) {
    let tokens = Tokens::of(ui.ctx());
    let words = words::availability(resource.availability, resource.address_state());
    let (first, second) = match resource.availability {
        Availability::Download => words.split_once(", ").unwrap_or((words, "")),
        other => (other.label(), ""),
    };
    let beside = rect.with_min_x(rect.left() + size::ICON_SMALL + space::PARAGRAPH);
    let (upper, lower) = beside.split_top_bottom_at_y(beside.center().y);
    let line = if second.is_empty() { beside } else { upper.translate(Vec2::new(0.0, 2.0)) };
    let taken = Text::new(first, Type::Small).paint_in(ui, line);
    let center = Pos2::new(rect.left() + size::ICON_SMALL / 2.0, taken.center().y);
    text::icon(ui, center, availability_icon(resource.availability), size::ICON_SMALL, tokens.text);
    if !second.is_empty() {
        let area = lower.translate(Vec2::new(0.0, -2.0));
        Text::new(second, Type::Small).color(tokens.text_weak).paint_in(ui, area);
    }
}

fn row_control(ui: &mut Ui, rect: Rect, place: usize, title: &str, in_pack: bool) -> bool {
    let id = grid::item_id(place).with("pack");
    if in_pack {
        return remove_control(ui, rect, place, title);
    }
    let name = format!("Add to pack: {title}");
    let button = Button::new(Kind::Secondary, "Add").icon(Icon::Plus).small().name(&name).beside();
    button.show_at(ui, rect, id).clicked()
}
