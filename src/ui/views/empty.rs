//! Nothing found: what was looked for, what hid it, and the ways out.

use egui::{Frame, Margin, Pos2, Rect, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, Vec2};

use crate::app::{Action, BrowseCommand, Command, Group};
use crate::catalogue::filter;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{self, Tokens, map, radius, size, space};
use crate::ui::views::{browse, card};
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::mark::{self, MapRow};
use crate::ui::widgets::text::{Text, Type};

/// So many of the hidden hits are shown.
const HIDDEN_SHOWN: usize = 3;

/// The page of results that holds none.
pub fn empty_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let area = ui.max_rect();
    let width = (size::EMPTY_STATE + 12.0).min(area.width() - 2.0 * cx.layout.margin);
    let left = (area.center().x - width / 2.0).round();
    let top = area.top() + (area.height() * 0.1).min(56.0);
    let rect = Rect::from_min_max(Pos2::new(left, top), Pos2::new(left + width + 14.0, area.bottom()));
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ScrollArea::vertical().id_salt("nothing found").auto_shrink([false, false]).show(ui, |ui| {
            let margin = Margin { left: 6, right: 20, top: 6, bottom: 16 };
            Frame::new().inner_margin(margin).show(ui, |ui| content(ui, cx));
        });
    });
}

fn content(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
    let catalogue = std::sync::Arc::clone(&cx.state.catalogue);
    let rows: Vec<MapRow<'_>> = catalogue
        .categories
        .iter()
        .enumerate()
        .map(|(place, category)| MapRow { name: &category.name, total: cx.view.shelf.total(place), chosen: &[] })
        .collect();
    mark::map(ui, &rows, map::DIALOG);
    ui.add_space(space::SMALL);
    if cx.state.browse.is_waiting() {
        Text::new(browse::WAITING, Type::Display).heading(ui, 1);
        return;
    }
    let browse = &cx.state.browse;
    if let Some(nothing) = filter::nothing(&catalogue, &browse.filters, &browse.found) {
        Text::new(&nothing.heading, Type::Display).heading(ui, 1);
        Text::new(&nothing.text, Type::Body).live(ui);
    }
    ui.add_space(space::TINY);
    let searched = !browse.filters.search.trim().is_empty();
    if searched {
        let hidden = browse.found.hidden.as_ref().map(|hidden| hidden.places.as_slice()).unwrap_or_default();
        let shown: Vec<usize> = hidden.iter().take(HIDDEN_SHOWN).map(|place| *place as usize).collect();
        let more = hidden.len().saturating_sub(shown.len());
        for place in shown {
            hidden_ui(ui, cx, place);
        }
        if more > 0 {
            let tokens = Tokens::of(ui.ctx());
            Text::new(&format!("and {more} more"), Type::Small).color(tokens.text_weak).show(ui);
        }
    }
    ui.add_space(space::TINY);
    ui.horizontal_wrapped(|ui| ways_out(ui, cx, searched));
}

/// A hit that a filter hides, with the way to its page.
fn hidden_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, place: usize) {
    let Some(resource) = cx.state.catalogue.resources.get(place).cloned() else { return };
    let tokens = Tokens::of(ui.ctx());
    let hits = cx.view.hits(cx.state, place);
    let open = Button::secondary("Open").small();
    let name = format!("Open: {}", resource.title);
    let open_width = open.wanted_width(ui);
    let text_width = ui.available_width() - open_width - size::MARK - 4.0 * space::MEDIUM;
    let title = Text::new(&resource.title, Type::Heading).hits(&hits.title).layout(ui, text_width);
    let newer = if resource.successor().is_some() { Type::SmallStrong.line() + space::LINE } else { 0.0 };
    let height = title.size().y + newer + 2.0 * space::MEDIUM;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
    ui.painter().rect(rect, tokens::corners(radius::LARGE), tokens.surface, tokens.rule(), StrokeKind::Inside);
    let inner = rect.shrink(space::MEDIUM);
    let category = cx.view.shelf.spot(place).category;
    mark::mark(ui, Pos2::new(inner.left(), inner.center().y - size::MARK / 2.0), size::MARK, category);
    let at = inner.min + Vec2::new(size::MARK + space::SMALL, 0.0);
    if newer > 0.0 {
        card::paint_newer(ui, at + Vec2::new(0.0, title.size().y + space::LINE));
    }
    crate::ui::widgets::text::paint_galley(ui, at, title);
    let button = Rect::from_center_size(
        Pos2::new(inner.right() - open_width / 2.0, inner.center().y),
        Vec2::new(open_width, size::CONTROL_SMALL),
    );
    if open.name(&name).show_at(ui, button, ui.scope_id().with(("hidden", place))).clicked() {
        browse::open_resource(cx, place);
    }
}

fn ways_out(ui: &mut Ui, cx: &mut ViewCx<'_>, searched: bool) {
    let groups = cx.state.browse.filters.groups();
    let hides = cx.state.browse.found.hidden.is_some();
    match (groups.as_slice(), hides) {
        ([one], true) => {
            let words = if is_one(cx, *one) { "Remove the filter" } else { "Remove these filters" };
            if Button::primary(words).show(ui).clicked() {
                cx.send(Command::Browse(BrowseCommand::ClearGroup(*one)));
            }
        }
        ([_, ..], true) if Button::primary("Remove all filters").show(ui).clicked() => {
            for group in groups {
                cx.send(Command::Browse(BrowseCommand::ClearGroup(group)));
            }
        }
        _ => {}
    }
    if searched {
        let kind = if hides && !cx.state.browse.filters.groups().is_empty() { Kind::Secondary } else { Kind::Primary };
        if Button::new(kind, "Clear the search").show(ui).clicked() {
            cx.send(Command::Browse(BrowseCommand::Query(String::new())));
        }
    } else if !hides && Button::primary("Clear all").show(ui).clicked() {
        cx.run(Action::ClearFilters);
    }
}

fn is_one(cx: &ViewCx<'_>, group: Group) -> bool {
    let filters = &cx.state.browse.filters;
    match group {
        Group::Category => true,
        Group::Audience => filters.audiences.len() == 1,
        Group::Availability => filters.availability.len() == 1,
    }
}
