//! A list of the page of all packs that holds nothing: why, and the ways out.

use egui::{Rect, ScrollArea, Ui, UiBuilder, Vec2};

use crate::app::{Action, Command, Listing, PacksCommand};
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{map, size, space};
use crate::ui::views::packs::list::Part;
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::mark::{self, MapRow};
use crate::ui::widgets::{Text, Type};

/// Draws it where there is no row; false where there are rows.
pub fn nothing_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) -> bool {
    if !cx.view.packs.list.rows.is_empty() {
        return false;
    }
    let area = ui.max_rect();
    let width = size::EMPTY_STATE.min(area.width() - 2.0 * cx.layout.margin);
    let top = area.top() + (area.height() * 0.1).min(56.0);
    let left = (area.center().x - width / 2.0).round();
    let rect = Rect::from_min_max(egui::pos2(left, top), egui::pos2(left + width + size::SCROLL_BAR, area.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ScrollArea::vertical().id_salt("no packs").auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(width);
            ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
            content(ui, cx);
        });
    });
    true
}

fn content(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let view = &cx.view.packs;
    let search = view.looked_for().to_owned();
    match (view.part, &cx.state.packs.listing) {
        (Part::Packs | Part::Trash, Listing::Reading) => {
            Text::new("Reading the list", Type::Body).live(ui);
        }
        (Part::Packs | Part::Trash, Listing::Failed(failure)) => {
            Text::new(&failure.words, Type::Body).live(ui);
            if Button::secondary("Try again").show(ui).clicked() {
                cx.send(Command::Packs(PacksCommand::Ask));
            }
        }
        _ if !search.is_empty() => {
            said(ui, &format!("No pack holds “{search}”"), "The search looks at titles and at whom a pack is for.");
            if Button::secondary("Clear the search").show(ui).clicked() {
                cx.view.packs.search.clear();
            }
        }
        (Part::Packs, _) => no_pack(ui, cx),
        (Part::Files, _) => {
            said(ui, "No pack file yet", "A pack that is saved as a file for a stick or a mail is listed here.");
        }
        (Part::Trash, _) => said(ui, "The trash is empty", "A pack that is moved here can be brought back."),
    }
}

fn said(ui: &mut Ui, heading: &str, words: &str) {
    Text::new(heading, Type::Display).heading(ui, 1);
    Text::new(words, Type::Body).live(ui);
    ui.add_space(space::TINY);
}

fn no_pack(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let catalogue = std::sync::Arc::clone(&cx.state.catalogue);
    let rows: Vec<MapRow<'_>> = (catalogue.categories.iter().enumerate())
        .map(|(place, category)| MapRow { name: &category.name, total: cx.view.shelf.total(place), chosen: &[] })
        .collect();
    mark::map(ui, &rows, map::DIALOG);
    ui.add_space(space::SMALL);
    said(
        ui,
        "No pack yet",
        "A pack is a choice of resources that goes out as a PDF or as web pages. What you put together is kept here by itself.",
    );
    ui.horizontal_wrapped(|ui| {
        cx.action_button(ui, Action::FromRequest, Kind::Secondary);
        cx.action_button(ui, Action::AllResources, Kind::Secondary);
    });
}
