//! The page of a resource: every field, cautions and a newer edition first, addresses that open, what it goes with.

use std::sync::Arc;

use egui::{Align, Frame, Id, Key, Layout as Direction, Margin, Pos2, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2};

use crate::app::{
    Action, BrowseCommand, Command, Dialog, DialogCommand, GivingCommand, NoteKind, PackingCommand, Page, Region,
    RequestFor,
};
use crate::pack::{CautionText, Entry, NewerEdition};
use crate::ui::cx::ViewCx;
use crate::ui::icons::{Icon, Weight};
use crate::ui::notes;
use crate::ui::regions;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::views::{resource_facts, resource_text};
use crate::ui::widgets::arrange::has_right_to_left;
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::frame::{Tone, note_box};
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{link, mark};

/// Room between text and facts.
const GAP: f32 = 32.0;

/// The button that adds; the page's first control.
fn primary_id() -> Id {
    Id::unique("add from page")
}

/// The whole resource.
pub fn resource_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(entry) = cx.state.browse.entry.clone() else { return };
    let area = ui.max_rect();
    let margin = cx.layout.margin;
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    let line = Rect::from_min_size(
        Pos2::new(area.left() + margin, area.top() + if cx.layout.has_title { 12.0 } else { 6.0 }),
        Vec2::new(area.width() - 2.0 * margin, size::CONTROL_SMALL),
    );
    ui.scope_builder(UiBuilder::new().max_rect(line), |ui| way_line(ui, cx));
    let below = Rect::from_min_max(Pos2::new(area.left(), line.bottom() + space::TINY), area.max);
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
        let scroll = ScrollArea::vertical().id_salt(("page", entry.id.as_str())).auto_shrink([false, false]);
        scroll.show(ui, |ui| {
            let inner = Margin { left: margin as i8, right: margin as i8, top: 8, bottom: 24 };
            Frame::new().inner_margin(inner).show(ui, |ui| page(ui, cx, &entry));
        });
    });
    let typing = ui.ctx().text_edit_focused();
    let leaves = ui.input(|input| input.key_pressed(Key::Escape)) && !typing;
    if leaves && cx.state.dialog().is_none() && !egui::Popup::is_any_open(ui.ctx()) {
        back(cx);
    }
    take_focus(ui, cx, &entry);
}

/// A page that opens while the keyboard is in use takes the focus.
fn take_focus(ui: &Ui, cx: &mut ViewCx<'_>, entry: &Entry) {
    regions::entry(ui.ctx(), Region::Results, primary_id());
    if cx.view.page.as_ref() != Some(&entry.id) {
        cx.view.page = Some(entry.id.clone());
        if cx.view.by_keyboard {
            ui.memory_mut(|memory| memory.request_focus(primary_id()));
        }
    }
}

fn back(cx: &mut ViewCx<'_>) {
    let command = match cx.state.browse.back_to() {
        Some(_) => BrowseCommand::Back,
        None => BrowseCommand::Open(Page::Resources),
    };
    cx.send(Command::Browse(command));
}

/// Back at the left; place, previous and next at the right.
fn way_line(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    let line = ui.max_rect();
    let builder = UiBuilder::new().max_rect(line).layout(Direction::right_to_left(Align::Center));
    let right = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
        let next = Button::icon_only(Kind::Secondary, Icon::CaretRight, "Next resource").small();
        cx.styled_action(ui, Action::NextResource, next);
        let previous = Button::icon_only(Kind::Secondary, Icon::CaretLeft, "Previous resource").small();
        let mut left = cx.styled_action(ui, Action::PreviousResource, previous).rect.left();
        if let Some(at) = cx.state.browse.at {
            let words = format!("{} of {}", at + 1, cx.state.browse.found.places.len());
            let galley = Text::new(&words, Type::Small).color(tokens.text_weak).layout(ui, f32::INFINITY);
            ui.add_space(space::TINY);
            left = ui.add(egui::Label::new(galley).selectable(false)).rect.left();
        }
        left
    });
    let words = back_words(cx);
    let left = line.with_max_x(right.inner - space::MEDIUM);
    ui.scope_builder(UiBuilder::new().max_rect(left).layout(Direction::left_to_right(Align::Center)), |ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON_SMALL, size::CONTROL_SMALL), Sense::hover());
        text::icon(ui, rect.center(), Icon::ArrowLeft, size::ICON_SMALL, tokens.accent);
        if link::one_line_link(ui, &words, &format!("Back to {words}"), Type::LabelPlain).clicked() {
            back(cx);
        }
    });
}

fn back_words(cx: &ViewCx<'_>) -> String {
    if cx.state.browse.back_to() == Some(&Page::Pack) {
        return "This pack".to_owned();
    }
    if let Some(Page::Resource(id)) = cx.state.browse.back_to()
        && let Some(resource) = cx.state.catalogue.resource(id)
    {
        return resource.title.clone();
    }
    if !cx.state.browse.filters.search.trim().is_empty() {
        return "Search results".to_owned();
    }
    let category = cx.state.browse.filters.category.as_ref().and_then(|id| cx.state.catalogue.category(id));
    category.map_or_else(|| "All resources".to_owned(), |category| category.name.clone())
}

fn page(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &Arc<Entry>) {
    ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::SMALL);
    let width = ui.available_width();
    let beside = width >= size::FACTS_COLUMN + GAP + 340.0;
    let text_width = if beside { width - size::FACTS_COLUMN - GAP } else { width }.min(size::TEXT_COLUMN);
    ui.scope(|ui| {
        ui.set_max_width(text_width.max(width.min(580.0)));
        head(ui, cx, entry);
    });
    buttons(ui, cx, entry);
    notes_ui(ui, cx, entry, text_width);
    ui.add_space(space::TINY);
    if !beside {
        resource_text::text_ui(ui, cx, entry);
        ui.add_space(space::SMALL);
        resource_facts::facts_ui(ui, cx, entry);
        return;
    }
    let top = ui.cursor().min;
    let left = Rect::from_min_size(top, Vec2::new(text_width, f32::INFINITY));
    let facts_left = top.x + text_width + GAP;
    let right = Rect::from_min_size(Pos2::new(facts_left, top.y), Vec2::new(size::FACTS_COLUMN, f32::INFINITY));
    let text = ui.scope_builder(UiBuilder::new().max_rect(left), |ui| resource_text::text_ui(ui, cx, entry)).response;
    let facts =
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| resource_facts::facts_ui(ui, cx, entry)).response;
    ui.advance_cursor_after_rect(text.rect.union(facts.rect));
}

/// Mark and kind, title, newer edition, cautions.
fn head(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &Entry) {
    let tokens = Tokens::of(ui.ctx());
    let category = cx.view.shelf.spot_of(&entry.id).unwrap_or_default().category;
    let (line, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), Type::Small.line()), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &entry.kind));
    mark::mark(ui, Pos2::new(line.left(), line.center().y - size::MARK / 2.0), size::MARK, category);
    let words = line.with_min_x(line.left() + size::MARK + space::SMALL);
    Text::new(&entry.kind, Type::Small).color(tokens.text_weak).paint_in(ui, words);
    Text::new(&entry.title, Type::Display).heading(ui, 1);
    if let Some(newer) = &entry.newer {
        newer_box(ui, cx, newer);
    }
    for caution in &entry.cautions {
        caution_ui(ui, caution);
    }
}

fn newer_box(ui: &mut Ui, cx: &mut ViewCx<'_>, newer: &NewerEdition) {
    let tokens = Tokens::of(ui.ctx());
    note_box(ui, Tone::Warn, Icon::ClockCounterClockwise, |ui| {
        ui.spacing_mut().item_spacing.y = space::LINE;
        Text::new(&newer.words, Type::BodyStrong).color(tokens.warn).show(ui);
        for words in [&newer.publisher, &newer.evidence] {
            if !words.is_empty() {
                Text::new(words, Type::LabelPlain).show(ui);
            }
        }
        for link in &newer.links {
            resource_facts::address_ui(ui, cx, link);
        }
    });
}

/// A caution of ours with its evidence, apart from the Tool Box's words.
fn caution_ui(ui: &mut Ui, caution: &CautionText) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON, Type::Body.line()), Sense::hover());
        text::icon(ui, rect.center(), Icon::Warning, size::ICON, tokens.warn);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::LINE;
            if has_right_to_left(&caution.text) {
                Text::new("Caution.", Type::BodyStrong).show(ui);
                Text::new(&caution.text, Type::Body).show(ui);
            } else {
                let mut job = egui::text::LayoutJob::default();
                job.append("Caution. ", 0.0, Type::BodyStrong.format("", tokens.text));
                job.append(&caution.text, 0.0, Type::Body.format(&caution.text, tokens.text));
                job.wrap.max_width = ui.available_width();
                ui.add(egui::Label::new(job).selectable(true));
            }
            if !caution.evidence.is_empty() {
                Text::new(&caution.evidence, Type::Small).color(tokens.text_weak).show(ui);
            }
        });
    });
}

/// Add or remove, the ways to get it, copy.
fn buttons(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &Entry) {
    ui.add_space(space::TINY);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
        pack_button(ui, cx, entry);
        if let Some(link) = entry.get.links.first() {
            let is_file = entry.get.address == crate::pack::AddressState::File;
            let (words, icon) =
                if is_file { ("Download", Icon::DownloadSimple) } else { ("Open the page", Icon::ArrowSquareOut) };
            if Button::secondary(words).icon(icon).tooltip(&link.url, "").show(ui).clicked() {
                cx.send(Command::Giving(GivingCommand::OpenAddress(link.url.clone())));
            }
        }
        if !entry.get.ask.is_empty() && Button::secondary("Ask the RSO…").icon(Icon::EnvelopeSimple).show(ui).clicked()
        {
            let dialog = Dialog::Request(RequestFor::Resource(entry.id.clone()));
            cx.send(Command::Dialog(DialogCommand::Open(dialog)));
        }
        let copy = Button::quiet("Copy as text").icon(Icon::Copy);
        cx.styled_action(ui, Action::CopyResource, copy);
        if cx.state.work.contains(&entry.id) {
            let name = format!("Notes on {}", entry.title);
            if Button::quiet("Notes…").icon(Icon::NotePencil).name(&name).show(ui).clicked() {
                let dialog = Dialog::Notes(entry.id.clone(), NoteKind::Reader);
                cx.send(Command::Dialog(DialogCommand::Open(dialog)));
            }
        }
    });
}

/// What the office wrote for this resource in this pack.
fn notes_ui(ui: &mut Ui, cx: &ViewCx<'_>, entry: &Entry, width: f32) {
    let Some(item) = cx.state.work.item(&entry.id) else { return };
    for note in notes::notes(item) {
        ui.scope(|ui| {
            ui.set_max_width(width);
            note.show(ui);
        });
    }
}

fn pack_button(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &Entry) {
    let in_pack = cx.state.work.contains(&entry.id);
    let (kind, words) = if in_pack { (Kind::Secondary, "In pack, remove") } else { (Kind::Primary, "Add to pack") };
    let name =
        if in_pack { format!("In pack, remove: {}", entry.title) } else { format!("Add to pack: {}", entry.title) };
    let weight = if in_pack { Weight::Fill } else { Weight::Regular };
    let icon = if in_pack { Icon::CheckCircle } else { Icon::Plus };
    let button = Button::new(kind, words).icon(icon).icon_weight(weight).name(&name).tooltip(words, "Ctrl D");
    let width = button.wanted_width(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, size::CONTROL), Sense::hover());
    if button.show_at(ui, rect, primary_id()).clicked() {
        cx.send(Command::Packing(PackingCommand::Toggle(entry.id.clone())));
    }
}
