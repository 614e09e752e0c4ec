//! "Propose a pack for…": the request, what is proposed with the words behind it, and what was left out and why.

mod form;
mod pasted;
mod why;

use std::sync::Arc;

use egui::{Align, Layout, Ui, Vec2};
use strum::IntoEnumIterator as _;

use crate::app::release::LETTER;
use crate::app::{
    AppState, BrowseCommand, Command, Dialog as OpenDialog, DialogCommand, GivingCommand, Page, ProposingCommand,
    RequestFor,
};
use crate::catalogue::ResourceId;
use crate::pack::{build, words};
use crate::suggest::brief::Choice as _;
use crate::suggest::{LeftOut, Proposal, Proposed, Tier};
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type, check, frame, link, text};

/// So many lines of a list are drawn at first, and with each "Show more": a large catalogue proposes thousands.
const STEP: usize = 50;
/// The width of the form where it stands beside the proposal, and the least width that has room for both.
const FORM_WIDTH: f32 = 320.0;
const TWO_COLUMNS_FROM: f32 = 800.0;

/// Said until an answer is there.
const MAKING: &str = "Making the proposal";

/// How much of the two lists is shown, and what is half typed.
#[derive(Default)]
pub struct ProposeView {
    /// What was counted for.
    proposal: Option<Arc<Proposal>>,
    proposed: usize,
    left_out: usize,
    form: form::FormView,
    pasted: pasted::PastedView,
    why: why::WhyView,
}

impl ProposeView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Another proposal is shown from its beginning.
    fn show(&mut self, proposal: &Arc<Proposal>) {
        if !self.proposal.as_ref().is_some_and(|known| Arc::ptr_eq(known, proposal)) {
            self.proposal = Some(Arc::clone(proposal));
            (self.proposed, self.left_out) = (STEP, STEP);
        }
    }
}

/// Draws the dialog.
pub fn propose_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut ProposeView) {
    let state = cx.state;
    let mut sent = Vec::new();
    let mut buttons = Vec::new();
    let dialog = Dialog::new("propose", "Propose a pack for…").width(size::DIALOG_WIDE).steady();
    let answer = dialog.show(
        ui.ctx(),
        |ui, dialog| body(ui, state, view, dialog.opened, &mut sent),
        |ui, _| foot(ui, state, &mut buttons),
    );
    sent.append(&mut buttons);
    if answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}

fn body(ui: &mut Ui, state: &AppState, view: &mut ProposeView, opened: bool, sent: &mut Vec<Command>) {
    let width = ui.available_width();
    // The keyboard goes to the field for the e-mail, unless something was asked for already.
    let (to_form, to_field) = (opened && !state.proposing.brief.is_empty(), opened && state.proposing.brief.is_empty());
    if width < TWO_COLUMNS_FROM {
        pasted::pasted_ui(ui, state, &mut view.pasted, to_field, sent);
        form::form_ui(ui, state, &mut view.form, to_form, sent);
        frame::rule(ui);
        answer(ui, state, view, sent);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::WIDE;
        column(ui, FORM_WIDTH, |ui| form::form_ui(ui, state, &mut view.form, to_form, sent));
        let rest = ui.available_width();
        column(ui, rest, |ui| {
            pasted::pasted_ui(ui, state, &mut view.pasted, to_field, sent);
            frame::rule(ui);
            answer(ui, state, view, sent);
        });
    });
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::MEDIUM);
        content(ui);
    });
}

fn answer(ui: &mut Ui, state: &AppState, view: &mut ProposeView, sent: &mut Vec<Command>) {
    let Some(proposal) = state.proposing.proposal.as_ref().map(Arc::clone) else {
        nothing_asked(ui, state.proposing.is_waiting());
        return;
    };
    view.show(&proposal);
    proposed(ui, state, view, &proposal, sent);
    companions(ui, state, &proposal, sent);
    notes(ui, &proposal);
    if !proposal.left_out.is_empty() {
        frame::rule(ui);
        left_out(ui, view, &proposal.left_out);
    }
    frame::rule(ui);
    why::why_ui(ui, state, &proposal, &mut view.why);
}

/// What comes of it, until something is asked.
fn nothing_asked(ui: &mut Ui, is_waiting: bool) {
    if is_waiting {
        return lead::hint(ui, MAKING);
    }
    Text::new("The proposal", Type::Heading).heading(ui, 2);
    lead::hint(ui, "Say what was asked in the form, or paste the e-mail and have the form filled from it.");
    let comes = "Here stands what is proposed then, each with its reason and the words behind it, and what was left out \
                 and why. It rests on the words of the Tool Box alone.";
    lead::hint(ui, comes);
}

/// Ends a list that goes on.
fn show_more(ui: &mut Ui, shown: &mut usize, all: usize, of: &str) {
    let rest = all.saturating_sub(*shown);
    if rest == 0 {
        return;
    }
    let words = format!("Show {} more {of}", rest.min(STEP));
    if Button::secondary(&words).small().show(ui).clicked() {
        *shown += STEP;
    }
}

fn proposed(ui: &mut Ui, state: &AppState, view: &mut ProposeView, proposal: &Proposal, sent: &mut Vec<Command>) {
    let words = match proposal.proposed.len() {
        0 => "Nothing is proposed".to_owned(),
        1 => "1 resource proposed".to_owned(),
        count => format!("{count} resources proposed"),
    };
    Text::new(&words, Type::Heading).heading(ui, 2);
    text::live_only(ui, "proposed", &words);
    usable(ui, state, sent);
    if let Some(words) = &proposal.nothing_fits {
        lead::icon_line(ui, Icon::Info, Tokens::of(ui.ctx()).text_weak, words, Type::LabelPlain);
    }
    for tier in Tier::iter() {
        let mut items = proposal.proposed.iter().take(view.proposed).filter(|item| item.tier == tier).peekable();
        if items.peek().is_some() {
            tier_heading(ui, state, tier, sent);
        }
        for item in items {
            item_ui(ui, state, item, sent);
        }
    }
    show_more(ui, &mut view.proposed, proposal.proposed.len(), "of the proposed");
    if proposal.proposed.len() > 1 {
        lead::hint(ui, "In the pack they stand by category, in the order of the Tool Box; they can be moved there.");
    }
}

/// The state of the documents in one line, and what helps where they cannot be used as they are.
fn usable(ui: &mut Ui, state: &AppState, sent: &mut Vec<Command>) {
    let Some((words, is_whole)) = state.usable_of_proposal() else { return };
    let tokens = Tokens::of(ui.ctx());
    let (icon, color) = if is_whole { (Icon::CheckCircle, tokens.ok) } else { (Icon::Warning, tokens.warn) };
    lead::beside_icon(ui, icon, color, Type::Label.line(), |ui| {
        Text::new(&words, Type::Label).live(ui);
        if is_whole {
            return;
        }
        ui.add_space(space::TINY);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
            let ask = state.to_ask_for(state.proposing.accepted());
            if !ask.is_empty() {
                let name = format!("{LETTER}: {}", words::sending::to_ask_for(ask.len()));
                if Button::secondary(&format!("Request letter for {}…", ask.len()))
                    .small()
                    .name(&name)
                    .show(ui)
                    .clicked()
                {
                    sent.push(Command::Dialog(DialogCommand::Open(OpenDialog::Request(RequestFor::Items(ask)))));
                }
            }
            enclose_button(ui, sent);
        });
    });
}

/// Documents are enclosed with what is in the pack: it is made first, then asked for each.
fn enclose_button(ui: &mut Ui, sent: &mut Vec<Command>) {
    if Button::secondary("Make the pack, then enclose documents…").small().show(ui).clicked() {
        sent.push(Command::Proposing(ProposingCommand::Accept));
        sent.push(Command::Browse(BrowseCommand::Open(Page::Pack)));
        sent.push(Command::Dialog(DialogCommand::Open(OpenDialog::Documents)));
    }
}

/// A tier with the box that ticks all of it, or nothing.
fn tier_heading(ui: &mut Ui, state: &AppState, tier: Tier, sent: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let (all, ticked) = state.proposing.of_tier(tier);
    ui.horizontal_wrapped(|ui| {
        Text::new(tier.label(), Type::Heading).heading(ui, 3);
        Text::new(tier.caption(), Type::Small).color(tokens.text_weak).show(ui);
        let words = match ticked {
            ticked if ticked == all => format!("{}: all {all} go in", tier.label()),
            _ => format!("{}: {ticked} of {all} go in", tier.label()),
        };
        if all > 1 && check::check(ui, ticked == all, &words).clicked() {
            sent.push(Command::Proposing(ProposingCommand::ToggleTier(tier)));
        }
    });
}

/// What something proposed belongs to and what is not proposed itself, each to take in.
fn companions(ui: &mut Ui, state: &AppState, proposal: &Proposal, sent: &mut Vec<Command>) {
    if proposal.missing.is_empty() {
        return;
    }
    Text::new("Missing companions", Type::Heading).heading(ui, 3);
    for missing in &proposal.missing {
        let tokens = Tokens::of(ui.ctx());
        let wanted = state.proposing.takes(&missing.companion);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::LINE;
            if check::check(ui, wanted, &missing.companion_title).clicked() {
                sent.push(Command::Proposing(ProposingCommand::ToggleCompanion(missing.companion.clone())));
            }
            indented(ui, |ui| {
                Text::new(&missing.words, Type::LabelPlain).show(ui);
                if !missing.sentence.is_empty() {
                    let quote = format!("“{}”", missing.sentence);
                    Text::new(&quote, Type::Small).color(tokens.text_weak).show(ui);
                }
            });
        });
    }
}

fn item_ui(ui: &mut Ui, state: &AppState, item: &Proposed, sent: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let wanted = state.proposing.is_ticked(item);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::LINE;
        if check::check(ui, wanted, &item.title).clicked() {
            sent.push(Command::Proposing(ProposingCommand::ToggleItem(item.id.clone())));
        }
        indented(ui, |ui| {
            for (place, reason) in item.reasons.iter().enumerate() {
                Text::new(&reason.words, Type::LabelPlain).show(ui);
                // One sentence behind several reasons stands once, after the last of them.
                let goes_on = item.reasons.get(place + 1).is_some_and(|next| next.quote == reason.quote);
                if !goes_on && !reason.quote.is_empty() {
                    let quote = format!("“{}”", reason.quote);
                    Text::new(&quote, Type::Small).color(tokens.text_weak).show(ui);
                }
            }
            if let Some(obstacle) = &item.cannot_send {
                lead::icon_line(ui, Icon::Info, tokens.text_weak, &obstacle.words, Type::Small);
            }
            status(ui, state, &item.id, sent);
        });
    });
}

fn status(ui: &mut Ui, state: &AppState, id: &ResourceId, sent: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    if state.work.contains(id) {
        lead::icon_line(ui, Icon::Check, tokens.accent, "In the pack already", Type::Small);
    }
    let resource = state.catalogue.resource(id);
    let Some(newer) = resource.and_then(|resource| build::newer_edition_of(&state.catalogue, resource)) else { return };
    lead::beside_icon(ui, Icon::ClockCounterClockwise, tokens.warn, Type::Small.line(), |ui| {
        Text::new(&newer.words, Type::SmallStrong).show(ui);
        if !newer.publisher.is_empty() {
            Text::new(&newer.publisher, Type::Small).show(ui);
        }
        for address in &newer.links {
            if link::link(ui, &address.url, Type::Small).clicked() {
                sent.push(Command::Giving(GivingCommand::OpenAddress(address.url.clone())));
            }
        }
    });
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

fn left_out(ui: &mut Ui, view: &mut ProposeView, items: &[LeftOut]) {
    let tokens = Tokens::of(ui.ctx());
    Text::new(&format!("Left out: {}", items.len()), Type::Heading).heading(ui, 2);
    for item in items.iter().take(view.left_out) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            Text::new(&item.title, Type::LabelPlain).show(ui);
            Text::new(&item.reason, Type::Small).color(tokens.text_weak).show(ui);
            if !item.quote.is_empty() {
                let quote = format!("“{}”", item.quote);
                Text::new(&quote, Type::Small).color(tokens.text_weak).show(ui);
            }
        });
    }
    show_more(ui, &mut view.left_out, items.len(), "of what was left out");
}

fn foot(ui: &mut Ui, state: &AppState, sent: &mut Vec<Command>) {
    let new = state.proposing.accepted().filter(|id| !state.work.contains(id)).count();
    let words = match new {
        0 => "Add to pack".to_owned(),
        1 => "Add 1 resource".to_owned(),
        count => format!("Add {count} resources"),
    };
    let reason = match new {
        _ if state.proposing.is_waiting() => Some(MAKING),
        0 if state.proposing.accepted().next().is_some() => Some("All that is chosen is in the pack already"),
        0 => Some("Nothing is chosen"),
        _ => None,
    };
    if Button::primary(&words).unavailable(reason).show(ui).clicked() {
        sent.push(Command::Proposing(ProposingCommand::Accept));
    }
    if Button::secondary("Cancel").show(ui).clicked() {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        Text::new(&chosen_words(state), Type::Small).color(Tokens::of(ui.ctx()).text_weak).rows(2).live(ui);
    });
}

/// How many of each tier go in: "Chosen: 3 of 3 essential, 3 of 3 useful, 0 of 1 background".
fn chosen_words(state: &AppState) -> String {
    let told = Tier::iter().filter_map(|tier| {
        let (all, ticked) = state.proposing.of_tier(tier);
        (all > 0).then(|| format!("{ticked} of {all} {}", tier.label().to_lowercase()))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { format!("Chosen: {}", told.join(", ")) }
}
