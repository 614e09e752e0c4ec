//! The facts of a resource's page: how to get it, whom it is for, who published it, what it goes with.

use egui::{Pos2, Rect, Sense, Ui, Vec2};

use crate::app::{BrowseCommand, Command, Dialog, DialogCommand, GivingCommand, Page, RequestFor};
use crate::catalogue::{RelationKind, RelationTarget, ResourceId};
use crate::pack::{Entry, Link, Row, RowBody, RowLabel};
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::views::card::paint_in_pack;
use crate::ui::views::sidebar::availability_icon;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{frame, link, mark};

/// The rows that stand among the facts, in order.
const FACTS: [RowLabel; 6] =
    [RowLabel::For, RowLabel::Time, RowLabel::Published, RowLabel::Languages, RowLabel::Handling, RowLabel::GoesWith];

/// Draws the column.
pub fn facts_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &Entry) {
    ui.spacing_mut().item_spacing.y = space::LINE;
    get_ui(ui, cx, entry);
    for label in FACTS {
        let Some(row) = entry.rows.iter().find(|row| row.label == label) else { continue };
        fact_ui(ui, cx, entry, row);
    }
}

fn begin(ui: &mut Ui, words: &str) {
    ui.add_space(space::SMALL - space::LINE);
    frame::rule(ui);
    ui.add_space(space::SMALL - space::LINE);
    let tokens = Tokens::of(ui.ctx());
    Text::new(words, Type::Small).color(tokens.text_weak).heading(ui, 2);
}

fn get_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &Entry) {
    begin(ui, "How to get it");
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON_SMALL, Type::LabelPlain.line()), Sense::hover());
        text::icon(ui, rect.center(), availability_icon(entry.get.availability), size::ICON_SMALL, tokens.text);
        Text::new(&entry.get.words, Type::LabelPlain).show(ui);
    });
    for address in entry.get.links.iter().chain(&entry.get.related) {
        address_ui(ui, cx, address);
    }
    if !entry.get.ask.is_empty() {
        ui.add_space(space::TINY);
        Text::new(&entry.get.ask, Type::LabelPlain).show(ui);
        let to = &entry.get.request.to;
        if link::named_link(ui, to, &format!("Ask the RSO at {to}"), Type::LabelPlain).clicked() {
            let dialog = Dialog::Request(RequestFor::Resource(entry.id.clone()));
            cx.send(Command::Dialog(DialogCommand::Open(dialog)));
        }
    }
}

/// What an address is, the address itself, live, and whether it was tried.
pub fn address_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, address: &Link) {
    let tokens = Tokens::of(ui.ctx());
    ui.add_space(space::TINY);
    Text::new(&address.label, Type::Small).show(ui);
    let name = format!("{}: {}, opens in the browser", address.label, address.url);
    if link::named_link(ui, &address.url, &name, Type::LabelPlain).clicked() {
        cx.send(Command::Giving(GivingCommand::OpenAddress(address.url.clone())));
    }
    Text::new(&address.checked, Type::Small).color(tokens.text_weak).show(ui);
}

fn fact_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &Entry, row: &Row) {
    begin(ui, row.label.words());
    let tokens = Tokens::of(ui.ctx());
    match &row.body {
        RowBody::Paragraphs(paragraphs) => {
            for paragraph in paragraphs {
                Text::new(paragraph, Type::LabelPlain).show(ui);
            }
            if is_added(cx, entry, row.label) {
                Text::new("Added to the Tool Box’s words", Type::Small).color(tokens.text_weak).show(ui);
            }
        }
        RowBody::GoesWith(_) => goes_with_ui(ui, cx, entry),
        RowBody::Modules(_) => {}
    }
}

/// Whether a fact was found outside the Tool Box.
fn is_added(cx: &ViewCx<'_>, entry: &Entry, label: RowLabel) -> bool {
    let Some(resource) = cx.state.catalogue.resource(&entry.id) else { return false };
    match label {
        RowLabel::Published => !resource.publishers.is_empty() || resource.year.is_some(),
        RowLabel::Languages => !resource.languages.is_empty(),
        RowLabel::Handling => true,
        _ => false,
    }
}

fn goes_with_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &Entry) {
    let Some(resource) = cx.state.catalogue.resource(&entry.id).cloned() else { return };
    let relations = resource.relations.iter().filter(|relation| relation.kind != RelationKind::SupersededBy);
    for relation in relations {
        ui.add_space(space::TINY);
        match &relation.target {
            RelationTarget::Resource(id) => related_ui(ui, cx, relation.kind, id),
            RelationTarget::Outside { title, .. } => {
                Text::new(relation.kind.words(), Type::Small).show(ui);
                Text::new(title, Type::LabelPlain).show(ui);
            }
        }
        let tokens = Tokens::of(ui.ctx());
        let sentence = format!("“{}”", relation.sentence);
        Text::new(&sentence, Type::Small).color(tokens.text_weak).show(ui);
    }
}

/// A resource that this one belongs to: mark and relation, "In pack", its title as a link.
fn related_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, kind: RelationKind, id: &ResourceId) {
    let Some(other) = cx.state.catalogue.resource(id).cloned() else { return };
    let tokens = Tokens::of(ui.ctx());
    let category = cx.view.shelf.spot_of(id).unwrap_or_default().category;
    let (line, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), Type::Small.line()), Sense::hover());
    mark::mark(ui, Pos2::new(line.left(), line.center().y - size::MARK / 2.0), size::MARK, category);
    let words = Rect::from_min_max(Pos2::new(line.left() + size::MARK + space::SMALL, line.top()), line.max);
    Text::new(kind.words(), Type::Small).color(tokens.text).paint_in(ui, words);
    if cx.state.work.contains(id) {
        paint_in_pack(ui, line, false);
    }
    let name = format!("{} {}", kind.words(), other.title);
    let opened = link::named_link(ui, &other.title, &name, Type::LabelPlain).clicked();
    if opened {
        cx.send(Command::Browse(BrowseCommand::Open(Page::Resource(id.clone()))));
    }
}
