//! "Check before it leaves": what stops the export, what to look at, what is in order; each with what to do.

mod answers;

use std::collections::BTreeSet;

use egui::{Align, Layout, Ui, Vec2};

use crate::app::release::{Finding, Kind, Reader, ReleaseEdit, Weight, count, summary};
use crate::app::{AppState, Command, DialogCommand, Edit, Leave, Office, ReleaseCommand, Revision};
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::{self, Icon};
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::segmented::{Segment, segmented};
use crate::ui::widgets::{Text, Type, check, frame, text};

/// What is half typed, and the last findings.
#[derive(Default)]
pub struct ReleaseView {
    answers: answers::AnswersView,
    /// Whether what is only for information is shown.
    minor_open: bool,
    /// Whether what is in order is shown; `None` until somebody has chosen.
    good_open: Option<bool>,
    /// Of which findings the titles are shown.
    named_open: BTreeSet<Kind>,
    made: Option<Made>,
}

/// Findings, and what they were made from.
struct Made {
    revision: Revision,
    looks: u64,
    leave: Leave,
    office: Office,
    findings: Vec<Finding>,
}

impl ReleaseView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Makes the findings where something has changed since the last frame.
    fn renew(&mut self, state: &AppState, leave: Leave) -> &[Finding] {
        let is_new = self.made.as_ref().is_none_or(|made| {
            (made.revision, made.looks, made.leave) != (state.revision, state.release.looks, leave)
                || made.office != state.office
        });
        if is_new {
            let findings = state.release_check(leave);
            let (revision, looks, office) = (state.revision, state.release.looks, state.office.clone());
            self.made = Some(Made { revision, looks, leave, office, findings });
        }
        self.made.as_ref().map(|made| made.findings.as_slice()).unwrap_or_default()
    }
}

/// Draws the dialog.
pub fn release_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut ReleaseView, leave: Leave) {
    let state = cx.state;
    let findings = view.renew(state, leave).to_vec();
    let (mut sent, mut buttons) = (Vec::new(), Vec::new());
    let answer = Dialog::new("release", "Check before it leaves").width(size::DIALOG_WIDE).steady().show(
        ui.ctx(),
        |ui, _| body(ui, state, view, &findings, &mut sent),
        |ui, dialog| foot(ui, leave, &findings, dialog.opened, &mut buttons),
    );
    sent.append(&mut buttons);
    if answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}

fn body(ui: &mut Ui, state: &AppState, view: &mut ReleaseView, findings: &[Finding], sent: &mut Vec<Command>) {
    reader(ui, state, sent);
    for weight in [Weight::Must, Weight::Should] {
        let of_weight: Vec<&Finding> = findings.iter().filter(|finding| finding.weight() == weight).collect();
        if of_weight.is_empty() {
            continue;
        }
        frame::rule(ui);
        heading(ui, weight, of_weight.len());
        for finding in of_weight {
            finding_ui(ui, state, view, finding, sent);
        }
    }
    frame::rule(ui);
    for_information(ui, state, view, findings, sent);
    in_order(ui, state, view, findings, sent);
    frame::rule(ui);
    second_person(ui, state, sent);
}

/// Who gets it: what is not public is told apart by it.
fn reader(ui: &mut Ui, state: &AppState, sent: &mut Vec<Command>) {
    const READERS: [Reader; 2] = [Reader::Outside, Reader::Office];
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        Text::new("Who gets it", Type::Label).heading(ui, 2);
        let chosen = state.work.details.release.reader;
        let place = READERS.iter().position(|reader| *reader == chosen).unwrap_or(0);
        let segments = READERS.map(|reader| Segment { icon: None, words: reader.words() });
        if let Some(reader) = segmented(ui, "Who gets it", &segments, place).and_then(|at| READERS.get(at)) {
            sent.push(Command::Edit(Edit::Release(ReleaseEdit::Reader(*reader))));
        }
    });
}

fn look_of(weight: Weight, tokens: &Tokens) -> (Icon, egui::Color32) {
    match weight {
        Weight::Must => (Icon::XCircle, tokens.danger),
        Weight::Should => (Icon::Warning, tokens.warn),
        Weight::Could => (Icon::Info, tokens.text_weak),
        Weight::Done => (Icon::CheckCircle, tokens.ok),
    }
}

fn heading(ui: &mut Ui, weight: Weight, count: usize) {
    let tokens = Tokens::of(ui.ctx());
    let (icon, color) = look_of(weight, tokens);
    lead::beside_icon(ui, icon, color, Type::Heading.line(), |ui| {
        ui.horizontal_wrapped(|ui| {
            Text::new(&format!("{}, {count}", weight.words()), Type::Heading).color(color).heading(ui, 2);
            Text::new(weight.caption(), Type::Small).color(tokens.text_weak).show(ui);
        });
    });
}

/// What nothing wrong goes out with, folded away, so that what has weight stands out.
fn for_information(
    ui: &mut Ui,
    state: &AppState,
    view: &mut ReleaseView,
    findings: &[Finding],
    sent: &mut Vec<Command>,
) {
    let minor: Vec<&Finding> = findings.iter().filter(|finding| finding.weight() == Weight::Could).collect();
    if minor.is_empty() {
        return;
    }
    if check::disclosure(ui, view.minor_open, &format!("{}, {}", Weight::Could.words(), minor.len())).clicked() {
        view.minor_open = !view.minor_open;
    }
    if !view.minor_open {
        return;
    }
    indented(ui, |ui| lead::hint(ui, Weight::Could.caption()));
    for finding in minor {
        finding_ui(ui, state, view, finding, sent);
    }
}

fn finding_ui(ui: &mut Ui, state: &AppState, view: &mut ReleaseView, finding: &Finding, sent: &mut Vec<Command>) {
    indented(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::LINE;
        words(ui, finding);
        named(ui, view, finding);
        if let Some(ask) = &finding.ask {
            ui.add_space(space::TINY);
            answers::fields_ui(ui, state, &mut view.answers, (finding, ask));
        }
        ui.add_space(space::TINY);
        buttons(ui, state, &mut view.answers, finding, sent);
    });
}

/// Under the words of the group, beside its icon.
fn indented(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(size::ICON + space::SMALL);
        let room = Vec2::new(ui.available_width(), 0.0);
        ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
            ui.set_width(room.x);
            content(ui);
        });
    });
}

fn words(ui: &mut Ui, finding: &Finding) {
    let tokens = Tokens::of(ui.ctx());
    Text::new(&finding.words, Type::Label).show(ui);
    for line in finding.detail.lines() {
        Text::new(line, Type::Small).color(tokens.text_weak).show(ui);
    }
    if !finding.to_do.is_empty() {
        Text::new(&finding.to_do, Type::LabelPlain).show(ui);
    }
}

/// Which ones a finding is about, folded away: a large pack would fill the window with them.
fn named(ui: &mut Ui, view: &mut ReleaseView, finding: &Finding) {
    if finding.named.is_empty() {
        return;
    }
    let open = view.named_open.contains(&finding.kind);
    if check::disclosure(ui, open, &format!("Which ones, {}", finding.named.len())).clicked() {
        if open {
            view.named_open.remove(&finding.kind)
        } else {
            view.named_open.insert(finding.kind)
        };
    }
    if open {
        for title in &finding.named {
            Text::new(title, Type::Small).color(Tokens::of(ui.ctx()).text_weak).show(ui);
        }
    }
}

/// The answer's button and those that lead elsewhere, in one row.
fn buttons(
    ui: &mut Ui,
    state: &AppState,
    answers: &mut answers::AnswersView,
    finding: &Finding,
    sent: &mut Vec<Command>,
) {
    if finding.leads.is_empty() && finding.ask.is_none() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
        if let Some(ask) = &finding.ask {
            answers::button_ui(ui, state, answers, (finding, ask), sent);
        }
        for lead in &finding.leads {
            let name = format!("{}: {}", lead.words, finding.words);
            if Button::secondary(&lead.words).small().name(&name).show(ui).clicked() {
                sent.push(lead.command.clone());
            }
        }
    });
}

/// What is in order, each in a line; folded away while something else has to be looked at.
fn in_order(ui: &mut Ui, state: &AppState, view: &mut ReleaseView, findings: &[Finding], sent: &mut Vec<Command>) {
    let good: Vec<&Finding> = findings.iter().filter(|finding| finding.weight() == Weight::Done).collect();
    let open = view.good_open.unwrap_or(good.len() == findings.len());
    if check::disclosure(ui, open, &format!("{}, {}", Weight::Done.words(), good.len())).clicked() {
        view.good_open = Some(!open);
    }
    if !open {
        return;
    }
    let tokens = Tokens::of(ui.ctx());
    for finding in good {
        ui.horizontal_top(|ui| {
            let (rect, _) =
                ui.allocate_exact_size(Vec2::new(size::ICON, Type::LabelPlain.line()), egui::Sense::hover());
            text::weighted_icon(ui, rect.center(), Icon::CheckCircle, icons::Weight::Fill, size::ICON, tokens.ok);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::LINE;
                Text::new(&finding.words, Type::LabelPlain).show(ui);
                for line in finding.detail.lines().filter(|line| !line.is_empty()) {
                    Text::new(line, Type::Small).color(tokens.text_weak).show(ui);
                }
                buttons(ui, state, &mut view.answers, finding, sent);
            });
        });
    }
}

fn second_person(ui: &mut Ui, state: &AppState, sent: &mut Vec<Command>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let wanted = state.office.second_person;
        if check::check(ui, wanted, "A second person clears each pack of this office").clicked() {
            sent.push(Command::Release(ReleaseCommand::SecondPerson(!wanted)));
        }
        ui.horizontal(|ui| {
            ui.add_space(size::CHECK + space::SMALL);
            lead::hint(ui, "By role, never by name. Without it nobody else is asked.");
        });
    });
}

fn foot(ui: &mut Ui, leave: Leave, findings: &[Finding], opened: bool, sent: &mut Vec<Command>) {
    let words = match leave {
        Leave::Export => "Export",
        Leave::Print => "Print…",
        Leave::Share => "Save a copy…",
        Leave::Nothing => "Go on to export…",
    };
    let stops = count(findings, Weight::Must);
    let reason = match stops {
        0 => None,
        1 => Some("1 finding stops it; it stands first"),
        _ => Some("Some findings stop it; they stand first"),
    };
    let go = Button::primary(words).unavailable(reason).show(ui);
    if go.clicked() {
        sent.push(Command::Release(ReleaseCommand::Go(leave)));
    }
    let close = Button::secondary("Close").show(ui);
    if opened {
        // Something may stop it, and what is to be looked at should be read first.
        if stops == 0 { go.request_focus() } else { close.request_focus() }
    }
    if close.clicked() {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        Text::new(&summary(findings), Type::SmallStrong).rows(2).live(ui);
    });
}
