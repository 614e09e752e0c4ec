//! "Propose a pack for…": audiences, what is proposed with the words behind it, and what was left out and why.

use std::sync::Arc;

use egui::Ui;

use crate::app::{AppState, Command, DialogCommand, ProposingCommand};
use crate::catalogue::ResourceId;
use crate::suggest::{LeftOut, Proposal, Proposed};
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type, check, chip, frame, text};

/// Draws the dialog.
pub fn propose_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    let state = cx.state;
    let mut sent = Vec::new();
    let mut buttons = Vec::new();
    let dialog = Dialog::new("propose", "Propose a pack for…").width(size::DIALOG_WIDE);
    let answer = dialog.show(
        ui.ctx(),
        |ui, dialog| body(ui, state, dialog.opened, &mut sent),
        |ui, _| foot(ui, state, &mut buttons),
    );
    sent.append(&mut buttons);
    if answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}

fn body(ui: &mut Ui, state: &AppState, opened: bool, sent: &mut Vec<Command>) {
    Text::new("Who it is for", Type::Label).heading(ui, 2);
    ui.horizontal_wrapped(|ui| {
        for audience in &state.catalogue.audiences {
            let chosen = state.proposing.audiences.contains(&audience.id);
            let chip = chip::choice_chip(ui, &audience.name, chosen);
            if opened && state.catalogue.audiences.first() == Some(audience) {
                chip.request_focus();
            }
            if chip.clicked() {
                sent.push(Command::Proposing(ProposingCommand::ToggleAudience(audience.id.clone())));
            }
        }
    });
    let Some(proposal) = state.proposing.proposal.as_ref().map(Arc::clone) else {
        lead::hint(ui, "Choose one audience or more. The proposal rests on the words of the Tool Box alone.");
        return;
    };
    frame::rule(ui);
    proposed(ui, state, &proposal, sent);
    notes(ui, &proposal);
    if !proposal.left_out.is_empty() {
        frame::rule(ui);
        left_out(ui, &proposal.left_out);
    }
}

fn proposed(ui: &mut Ui, state: &AppState, proposal: &Proposal, sent: &mut Vec<Command>) {
    let words = match proposal.proposed.len() {
        0 => "Nothing is proposed".to_owned(),
        1 => "1 resource proposed".to_owned(),
        count => format!("{count} resources proposed"),
    };
    Text::new(&words, Type::Heading).heading(ui, 2);
    text::live_only(ui, "proposed", &words);
    for item in &proposal.proposed {
        item_ui(ui, state, item, sent);
    }
}

fn item_ui(ui: &mut Ui, state: &AppState, item: &Proposed, sent: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let wanted = !state.proposing.refused.contains(&item.id);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::LINE;
        if check::check(ui, wanted, &item.title).clicked() {
            sent.push(Command::Proposing(ProposingCommand::ToggleItem(item.id.clone())));
        }
        indented(ui, |ui| {
            for reason in &item.reasons {
                Text::new(reason, Type::LabelPlain).show(ui);
            }
            let quote = format!("“{}”", item.quote);
            Text::new(&quote, Type::Small).color(tokens.text_weak).show(ui);
            status(ui, state, &item.id);
        });
    });
}

fn status(ui: &mut Ui, state: &AppState, id: &ResourceId) {
    let tokens = Tokens::of(ui.ctx());
    if state.work.contains(id) {
        lead::icon_line(ui, Icon::Check, tokens.accent, "In the pack already", Type::Small);
    }
    let superseded = state.catalogue.resource(id).is_some_and(|resource| resource.successor().is_some());
    if superseded {
        lead::icon_line(ui, Icon::ClockCounterClockwise, tokens.warn, "Newer edition exists", Type::Small);
    }
}

fn indented(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.add_space(size::CHECK + space::SMALL);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::LINE;
            content(ui);
        });
    });
}

fn notes(ui: &mut Ui, proposal: &Proposal) {
    if proposal.notes.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui.ctx());
    Text::new("To know before it goes out", Type::Label).heading(ui, 2);
    for note in &proposal.notes {
        lead::icon_line(ui, Icon::Info, tokens.text_weak, note, Type::LabelPlain);
    }
}

fn left_out(ui: &mut Ui, items: &[LeftOut]) {
    let tokens = Tokens::of(ui.ctx());
    Text::new(&format!("Left out: {}", items.len()), Type::Heading).heading(ui, 2);
    for item in items {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            Text::new(&item.title, Type::LabelPlain).show(ui);
            Text::new(&item.reason, Type::Small).color(tokens.text_weak).show(ui);
        });
    }
}

fn foot(ui: &mut Ui, state: &AppState, sent: &mut Vec<Command>) {
    let accepted = state.proposing.accepted().count();
    let words = match accepted {
        0 => "Add to pack".to_owned(),
        1 => "Add 1 resource".to_owned(),
        count => format!("Add {count} resources"),
    };
    let reason = (accepted == 0).then_some("Nothing is chosen");
    if Button::primary(&words).unavailable(reason).show(ui).clicked() {
        sent.push(Command::Proposing(ProposingCommand::Accept));
    }
    if Button::secondary("Cancel").show(ui).clicked() {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
}
