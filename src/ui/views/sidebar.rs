//! The filters: categories, audiences, ways to get a resource.

use egui::{Area, Frame, Id, Margin, Order, Rect, ScrollArea, Ui, UiBuilder, Vec2};
use strum::IntoEnumIterator as _;

use crate::app::{BrowseCommand, Command, Region};
use crate::catalogue::{Audience, Availability};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::regions;
use crate::ui::tokens::{self, Tokens, radius, size, space};
use crate::ui::views::browse;
use crate::ui::widgets::row::{Lead, SidebarRow};
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Button, check};

/// So many audiences are in sight; the rest lies behind "9 more audiences".
const FIRST_AUDIENCES: usize = 6;

/// The icon of a way to get a resource.
pub fn availability_icon(availability: Availability) -> Icon {
    match availability {
        Availability::Download => Icon::DownloadSimple,
        Availability::Online => Icon::GlobeSimple,
        Availability::LiveSystem => Icon::PlugsConnected,
        Availability::OnRequest => Icon::EnvelopeSimple,
        Availability::NotStated => Icon::MinusCircle,
    }
}

/// The sidebar at its place.
pub fn docked_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, rect: Rect) {
    let tokens = Tokens::of(ui.ctx());
    ui.painter().rect_filled(rect, 0.0, tokens.chrome);
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), tokens.rule());
    regions::show(ui, Region::Sidebar, rect, |ui| scrolled(ui, cx));
}

/// The sidebar as a panel over the results, in windows where it has no place.
pub fn panel_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if !cx.view.filters_open {
        cx.view.filters_shown = false;
        return;
    }
    let rect = cx.layout.sidebar_panel();
    let tokens = Tokens::of(ui.ctx());
    let frame =
        Frame::new().fill(tokens.chrome).stroke(tokens.edge()).shadow(tokens.overlay()).corner_radius(
            egui::CornerRadius { ne: radius::LARGE as u8, se: radius::LARGE as u8, ..tokens::corners(0.0) },
        );
    let area = Area::new(Id::unique("filters panel")).order(Order::Middle).fixed_pos(rect.min);
    let answer = area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_min_size(rect.size());
            regions::show(ui, Region::Sidebar, rect, |ui| {
                ui.scope_builder(UiBuilder::new().max_rect(rect.shrink2(Vec2::new(space::SMALL, 0.0))), |ui| {
                    ui.add_space(space::SMALL);
                    let close = Button::quiet("Close filters").icon(Icon::X).show(ui);
                    if close.clicked() {
                        cx.view.filters_open = false;
                    }
                    if cx.view.by_keyboard && !cx.view.filters_shown {
                        close.request_focus();
                    }
                });
                let below = Rect::from_min_max(rect.min + Vec2::new(0.0, 48.0), rect.max);
                ui.scope_builder(UiBuilder::new().max_rect(below), |ui| scrolled(ui, cx));
            });
        });
    });
    let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape)) && cx.state.dialog().is_none();
    // The click that opens it is elsewhere too.
    let was_shown = std::mem::replace(&mut cx.view.filters_shown, true);
    if escaped || (was_shown && answer.response.clicked_elsewhere()) {
        cx.view.filters_open = false;
    }
    if cx.view.by_keyboard && !cx.view.filters_open {
        ui.memory_mut(|memory| memory.request_focus(browse::filters_id()));
    }
}

fn scrolled(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let rect = ui.max_rect();
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    // The bar's own room, where there is one.
    let right = if cx.view.filters_scroll { 16 } else { 7 };
    let answer = ScrollArea::vertical().id_salt("filters").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 6, right, top: 12, bottom: 16 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            categories_ui(ui, cx);
            group(ui, "Who it is for");
            audiences_ui(ui, cx);
            group(ui, "How to get it");
            availability_ui(ui, cx);
        });
    });
    let scrolls = answer.content_size.y > answer.inner_rect.height() + 0.5;
    if std::mem::replace(&mut cx.view.filters_scroll, scrolls) != scrolls {
        ui.ctx().request_repaint();
    }
}

fn group(ui: &mut Ui, words: &str) {
    ui.add_space(space::SMALL);
    let tokens = Tokens::of(ui.ctx());
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), size::GROUP_NAME), egui::Sense::hover());
    let inner = rect.shrink2(Vec2::new(space::SMALL, 0.0));
    Text::new(words, Type::SmallStrong).color(tokens.text_weak).paint_in(ui, inner);
    crate::ui::widgets::text::name_heading(&response, words, 2);
}

fn categories_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let chosen = cx.state.browse.filters.category.clone();
    let counts = &cx.state.browse.found.counts;
    let (all, total) = (counts.all_categories, counts.total);
    let count = if all < total { format!("{all} of {total}") } else { total.to_string() };
    let row = SidebarRow {
        lead: Lead::Icon(Icon::Books),
        words: "All resources",
        count: &count,
        empty: all == 0,
        chosen: chosen.is_none(),
        name: &format!("All resources, {all} of {total}"),
    };
    let response = row.show(ui);
    regions::entry(ui.ctx(), Region::Sidebar, response.id);
    if response.clicked() {
        cx.send(Command::Browse(BrowseCommand::Category(None)));
    }
    let catalogue = std::sync::Arc::clone(&cx.state.catalogue);
    for (place, category) in catalogue.categories.iter().enumerate() {
        let count = cx.state.browse.found.counts.categories.get(place).copied().unwrap_or_default();
        let row = SidebarRow {
            lead: Lead::Mark(place),
            words: &category.name,
            count: &count.to_string(),
            empty: count == 0,
            chosen: chosen.as_ref() == Some(&category.id),
            name: &format!("{}, {count} of {}", category.name, cx.view.shelf.total(place)),
        };
        if row.show(ui).clicked() {
            cx.send(Command::Browse(BrowseCommand::Category(Some(category.id.clone()))));
        }
    }
}

fn audiences_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let catalogue = std::sync::Arc::clone(&cx.state.catalogue);
    let open = cx.view.audiences_open;
    let ticked = |audience: &Audience| cx.state.browse.filters.audiences.contains(&audience.id);
    // What is ticked is never hidden.
    let in_sight: Vec<(usize, &Audience, bool)> = catalogue
        .audiences
        .iter()
        .enumerate()
        .filter(|(place, audience)| open || *place < FIRST_AUDIENCES || ticked(audience))
        .map(|(place, audience)| (place, audience, ticked(audience)))
        .collect();
    let hidden = catalogue.audiences.len() - in_sight.len();
    for (place, audience, on) in in_sight {
        let count = cx.state.browse.found.counts.audiences.get(place).copied().unwrap_or_default();
        let row = SidebarRow {
            lead: Lead::Box,
            words: &audience.name,
            count: &count.to_string(),
            empty: count == 0,
            chosen: on,
            name: &format!("{}, {count}", audience.name),
        };
        if row.show(ui).clicked() {
            cx.send(Command::Browse(BrowseCommand::ToggleAudience(audience.id.clone())));
        }
    }
    let words = match hidden {
        0 if open => "Fewer audiences".to_owned(),
        0 => return,
        1 => "1 more audience".to_owned(),
        _ => format!("{hidden} more audiences"),
    };
    if check::disclosure(ui, open, &words).clicked() {
        cx.view.audiences_open = !open;
    }
}

fn availability_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    for availability in Availability::iter() {
        let counts = &cx.state.browse.found.counts.availability;
        let count = counts.iter().find(|(value, _)| *value == availability).map_or(0, |(_, count)| *count);
        let on = cx.state.browse.filters.availability.contains(&availability);
        let row = SidebarRow {
            lead: Lead::Icon(availability_icon(availability)),
            words: availability.label(),
            count: &count.to_string(),
            empty: count == 0,
            chosen: on,
            name: &format!("{}, {count}", availability.label()),
        };
        if row.show(ui).clicked() {
            cx.send(Command::Browse(BrowseCommand::ToggleAvailability(availability)));
        }
    }
}
