//! The right side of the export dialog: what goes out, how far it is, what came of it.

use egui::Ui;

use crate::app::outgoing::{Finished, Line, Stage};
use crate::app::{Action, Command, Dialog, DialogCommand, OutgoingCommand, RequestFor, release};
use crate::export::Format;
use crate::pack::{summary, words};
use crate::ui::chrome::export::{copy_path, format_words};
use crate::ui::chrome::lead;
use crate::ui::chrome::tray::{self, TrayView};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, map, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::{Text, Type, frame, progress};

/// Draws the scope, the progress of each format, and what was measured.
pub fn result_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, view: &mut TrayView) {
    scope(ui, cx, view);
    let state = cx.state;
    for line in &state.outgoing.lines {
        frame::rule(ui);
        line_ui(ui, cx, line);
    }
    frame::rule(ui);
    said(ui, cx);
}

fn scope(ui: &mut Ui, cx: &mut ViewCx<'_>, view: &mut TrayView) {
    let state = cx.state;
    let items = state.work.items();
    if items.is_empty() {
        Text::new(&state.scope_words(), Type::Heading).heading(ui, 2);
        return;
    }
    tray::map_ui(ui, cx, view, map::DIALOG);
    ui.add_space(space::TINY);
    let heading = format!("{}, nothing else", words::resources(items.len()));
    Text::new(&heading, Type::Heading).heading(ui, 2);
    let resources = items.iter().filter_map(|id| state.catalogue.resource(id));
    let ways = summary::ways(resources.map(|resource| (resource.availability, resource.address_state())));
    Text::new(&format!("{ways}."), Type::LabelPlain).show(ui);
    let (all, with) = (items.len(), state.work.enclosed());
    let said = words::enclosed(all, with);
    let (enclosed, entries) = match (all, with) {
        (1, 0) => (said.replace('.', ";"), "the entry says how to get it."),
        (_, 0) => (said.replace('.', ";"), "the entries say how to get them."),
        (1, _) => (said, "It goes out under its number and title."),
        (_, with) if with < all => (said, "The entries say how to get what is not."),
        _ => (said, "They go out under their numbers and titles."),
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::LINE;
        Text::new(&enclosed, Type::Label).show(ui);
        Text::new(entries, Type::LabelPlain).show(ui);
    });
    let is_made = state.outgoing.finished().next().is_some();
    if with < all && !is_made {
        let button = Button::secondary(Action::EncloseDocuments.label()).small();
        cx.styled_action(ui, Action::EncloseDocuments, button);
    }
}

fn line_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, line: &Line) {
    let (name, _) = format_words(line.format);
    let tokens = Tokens::of(ui.ctx());
    match &line.stage {
        Stage::Waiting => {
            if progress::progress_row(ui, name, "waiting", None, true) {
                cx.send(Command::Outgoing(OutgoingCommand::Cancel));
            }
        }
        Stage::Working { done, total, doing } => {
            let part = (*total > 0).then(|| *done as f32 / *total as f32);
            let stopping = cx.state.outgoing.is_stopping();
            let words = if stopping { "stopping" } else { doing.as_str() };
            if progress::progress_row(ui, name, words, part, !stopping) {
                cx.send(Command::Outgoing(OutgoingCommand::Cancel));
            }
        }
        Stage::Done(finished) => done_ui(ui, cx, line.format, finished),
        Stage::Failed(failure) => {
            lead::beside_icon(ui, Icon::WarningCircle, tokens.danger, 20.0, |ui| {
                Text::new(&format!("{name}: not made"), Type::Label).live(ui);
                Text::new(&failure.words, Type::LabelPlain).show(ui);
            });
        }
        Stage::Cancelled => {
            let words = format!("{name}: cancelled, no file was left");
            lead::icon_line(ui, Icon::MinusCircle, tokens.text_weak, &words, Type::LabelPlain);
        }
    }
}

fn done_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, format: Format, finished: &Finished) {
    let tokens = Tokens::of(ui.ctx());
    let (name, _) = format_words(format);
    lead::beside_icon(ui, Icon::CheckCircle, tokens.ok, 20.0, |ui| {
        Text::new(&format!("{name} saved"), Type::Label).live(ui);
        let pages = finished
            .receipt
            .pages
            .map(|pages| if pages == 1 { ", 1 page".to_owned() } else { format!(", {pages} pages") });
        let words = format!("{}{}, {}", finished.name, pages.unwrap_or_default(), words::size(finished.bytes));
        lead::hint(ui, &words);
        ui.add_space(space::TINY);
        ui.horizontal_wrapped(|ui| {
            let (open, show) = (format!("Open {}", finished.name), format!("Show {} in folder", finished.name));
            if Button::secondary("Open").small().name(&open).show(ui).clicked() {
                cx.send(Command::Outgoing(OutgoingCommand::Open(finished.path.clone())));
            }
            if Button::secondary("Show in folder").small().name(&show).show(ui).clicked() {
                cx.send(Command::Outgoing(OutgoingCommand::ShowInFolder(finished.path.clone())));
            }
            let copy = format!("Copy the path of {}", finished.name);
            if Button::secondary("Copy path").small().name(&copy).show(ui).clicked() {
                cx.send(copy_path(&finished.path));
            }
            if format == Format::Pdf && Button::secondary("Print…").small().show(ui).clicked() {
                cx.send(Command::Outgoing(OutgoingCommand::Open(finished.path.clone())));
            }
        });
        for warning in &finished.receipt.warnings {
            lead::icon_line(ui, Icon::Warning, tokens.warn, warning, Type::Small);
        }
    });
}

/// After an export: what readers cannot get before this office has asked for it.
fn letters(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let open = cx.state.to_ask_for(cx.state.work.items());
    if open.is_empty() || cx.state.outgoing.finished().next().is_none() {
        return;
    }
    let tokens = Tokens::of(ui.ctx());
    let words = words::sending::to_ask_for(open.len());
    lead::icon_line(ui, Icon::EnvelopeSimple, tokens.warn, &words, Type::Small);
    if Button::secondary(release::LETTER).small().name(&format!("{}: {words}", release::LETTER)).show(ui).clicked() {
        cx.send(Command::Dialog(DialogCommand::Open(Dialog::Request(RequestFor::Items(open)))));
    }
}

/// Ticks stand only for what was measured in this run.
fn said(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    let outgoing = &cx.state.outgoing;
    for measured in outgoing.measured() {
        let (icon, color) = if measured.held { (Icon::Check, tokens.ok) } else { (Icon::Info, tokens.text_weak) };
        lead::icon_line(ui, icon, color, &measured.words, Type::Small);
    }
    let note = match outgoing.finished().next() {
        Some(finished) => finished.receipt.contact_note.as_str(),
        None => cx.state.contact_note(),
    };
    if !note.is_empty() {
        lead::icon_line(ui, Icon::Info, tokens.text_weak, note, Type::Small);
    }
    letters(ui, cx);
    if cx.state.outgoing.is_noted() {
        let kept = "“What went out” is kept in the data folder";
        lead::icon_line(ui, Icon::Receipt, tokens.text_weak, kept, Type::Small);
        if Button::quiet("Show what went out").small().show(ui).clicked() {
            cx.run(crate::app::Action::WhatWentOut);
        }
    }
}
