//! A pasted e-mail: what was understood of it, what was not, and what is not taken over.

use std::ops::Range;
use std::sync::Arc;

use egui::Ui;

use crate::app::{AppState, Command, ProposingCommand, Reading};
use crate::pack::words::lists::shortened;
use crate::suggest::request::Standing;
use crate::suggest::rules::table::BriefField;
use crate::ui::chrome::lead;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tokens;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{Text, Type, check, text};

/// So many bytes of the text are shown again with its marks.
const SHOWN_MAX: usize = 6_000;
/// A text of more lines or bytes is folded away once it was read, so that the proposal is in sight.
const LINES_OPEN: usize = 10;
const BYTES_OPEN: usize = 700;
/// A lower window has room for a few lines of the field alone.
const ROOMY_FROM: f32 = 560.0;
/// So many parts of each list.
const PARTS_MAX: usize = 40;

const FIELD: &str = "The request, as it was written";
const NOT_SAVED: &str = "Paste the e-mail here. This text is not saved. Leave out names and case details.";

const NOT_TAKEN: &str = "Names, telephone numbers and addresses are not taken over";

/// What is half typed; in memory while the dialog is open.
#[derive(Default)]
pub(super) struct PastedView {
    /// The field was asked for, where it does not stand there by itself.
    open: bool,
    /// It was asked for just now: the keyboard goes to its field.
    opened: bool,
    /// The text with its marks is shown though it is long, or hidden though it is short.
    text_turned: bool,
    text: String,
}

/// Draws the field, or what came of it; `opened`: the field takes the keyboard.
pub(super) fn pasted_ui(ui: &mut Ui, state: &AppState, view: &mut PastedView, opened: bool, sent: &mut Vec<Command>) {
    let reading = state.proposing.read.as_ref().filter(|_| !view.open);
    if let Some(reading) = reading {
        return understood(ui, reading, view, sent);
    }
    let is_in_sight = view.open || !view.text.is_empty() || state.proposing.proposal.is_none();
    if !is_in_sight {
        if check::disclosure(ui, false, "Paste the e-mail").clicked() {
            (view.open, view.opened) = (true, true);
        }
        return;
    }
    let lines = match (ui.ctx().content_rect().height() < ROOMY_FROM, state.proposing.proposal.is_none()) {
        (true, _) => 3,
        (false, true) => 9,
        (false, false) => 5,
    };
    let field = Field::new(FIELD).help(NOT_SAVED).lines(lines).limit(usize::MAX);
    let field = field.focused(std::mem::take(&mut view.opened) || opened);
    field.show(ui, &mut view.text);
    let empty = view.text.trim().is_empty().then_some("Paste or type the request first");
    ui.horizontal(|ui| {
        if Button::secondary("Fill the form from it").unavailable(empty).show(ui).clicked() {
            view.open = false;
            view.text_turned = false;
            sent.push(Command::Proposing(ProposingCommand::Read(Arc::from(view.text.as_str()))));
        }
        if !view.text.is_empty() && Button::quiet("Empty the field").show(ui).clicked() {
            view.text.clear();
            sent.push(Command::Proposing(ProposingCommand::Read(Arc::from(""))));
        }
    });
}

fn understood(ui: &mut Ui, reading: &Reading, view: &mut PastedView, sent: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let marks = &reading.read.marks;
    let words = match marks.len() {
        0 => "Nothing was understood. Fill the form by hand".to_owned(),
        1 => "1 part of the text was understood".to_owned(),
        count => format!("{count} parts of the text were understood"),
    };
    ui.horizontal_wrapped(|ui| {
        Text::new(&words, Type::Label).heading(ui, 2);
        if Button::quiet("Change the text").small().show(ui).clicked() {
            (view.open, view.opened) = (true, true);
        }
        if Button::quiet("Forget the text").small().show(ui).clicked() {
            view.text.clear();
            sent.push(Command::Proposing(ProposingCommand::Read(Arc::from(""))));
        }
    });
    text::live_only(ui, "understood", &words);
    marked_text(ui, reading, view);
    let understood = shortened(lines_of(reading), PARTS_MAX, |line| line).join("; ");
    if !understood.is_empty() {
        lead::icon_line(ui, Icon::Check, tokens.ok, &format!("Understood: {understood}"), Type::Small);
    }
    let left = reading.read.left.iter().filter_map(|range| reading.text.get(range.clone()));
    let left = shortened(left, PARTS_MAX, |part| format!("“{}”", one_line(part)));
    if !left.is_empty() {
        let words = format!("Not understood, look whether it matters: {}", left.join(", "));
        lead::icon_line(ui, Icon::Question, tokens.warn, &words, Type::Small);
    }
    for note in &reading.read.notes {
        lead::icon_line(ui, Icon::Info, tokens.text_weak, note, Type::Small);
    }
    // Where something was left away, a note counts it.
    if reading.read.private.is_empty() {
        lead::icon_line(ui, Icon::LockSimple, tokens.text_weak, NOT_TAKEN, Type::Small);
    }
}

/// The text with what was understood marked in it; a long one is folded away, and can be opened.
fn marked_text(ui: &mut Ui, reading: &Reading, view: &mut PastedView) {
    let is_short = reading.text.len() <= BYTES_OPEN && reading.text.lines().count() <= LINES_OPEN;
    let open = is_short != view.text_turned;
    if check::disclosure(ui, open, "The text with its marks").clicked() {
        view.text_turned = !view.text_turned;
    }
    if !open {
        return;
    }
    let shown = shown_part(&reading.text);
    let marks = reading.read.marks.iter().map(|mark| mark.range.clone());
    let hits: Vec<Range<usize>> = marks.filter(|range| range.end <= shown.len()).collect();
    Text::new(shown, Type::Small).hits(&hits).show(ui);
    if shown.len() < reading.text.len() {
        lead::hint(ui, "The rest of the text was read too and is not shown here.");
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown_part(text: &str) -> &str {
    let mut end = text.len().min(SHOWN_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// "“two days”: 2 to 3 days", each once, and where it was not taken, why.
fn lines_of(reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    for mark in &reading.read.marks {
        let words = reading.text.get(mark.range.clone()).unwrap_or_default();
        let words = one_line(words);
        let value = match mark.field {
            BriefField::Connectivity => format!("Internet, {}", mark.value.to_lowercase()),
            _ => mark.value.clone(),
        };
        let line = match mark.standing {
            Standing::Taken => format!("“{words}”: {value}"),
            Standing::Contradicted => {
                format!("“{words}”: {value}; the text contradicts itself, so it was not taken")
            }
            Standing::Denied => format!("“{words}”: {value}; the text says that it is not so"),
            Standing::NotInForm => format!("“{words}”: {value}; the form has no such value"),
            Standing::Sender => format!("“{words}”: {value}; it says who writes, so it was not taken"),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
