//! A pasted e-mail: what was understood of it, what was not, and what is not taken over.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use egui::Ui;

use crate::app::{AppState, Command, ProposingCommand, Reading};
use crate::pack::words::counted;
use crate::suggest::request::{PrivateKind, Standing};
use crate::suggest::rules::table::BriefField;
use crate::ui::chrome::lead;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tokens;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{Text, Type, check, text};

/// So many bytes of the text are shown again with its marks.
const SHOWN_MAX: usize = 6_000;
/// So many lines of each list.
const LINES_MAX: usize = 30;

const NOT_SAVED: &str = "This text is not saved. Leave out names and case details.";

/// What is half typed; in memory while the dialog is open.
#[derive(Default)]
pub(super) struct PastedView {
    open: bool,
    /// It was opened just now: the keyboard goes to its field.
    opened: bool,
    text: String,
}

/// Draws the field and what came of it.
pub(super) fn pasted_ui(ui: &mut Ui, state: &AppState, view: &mut PastedView, sent: &mut Vec<Command>) {
    if check::disclosure(ui, view.open, "Paste the e-mail").clicked() {
        view.open = !view.open;
        view.opened = view.open;
    }
    if !view.open {
        return;
    }
    let field = Field::new("The request, as it was written").help(NOT_SAVED).lines(5).limit(usize::MAX);
    let field = field.focused(std::mem::take(&mut view.opened));
    field.show(ui, &mut view.text);
    let empty = view.text.trim().is_empty().then_some("Paste or type the request first");
    ui.horizontal(|ui| {
        if Button::secondary("Fill the form from it").unavailable(empty).show(ui).clicked() {
            sent.push(Command::Proposing(ProposingCommand::Read(Arc::from(view.text.as_str()))));
        }
        if !view.text.is_empty() && Button::quiet("Empty the field").show(ui).clicked() {
            view.text.clear();
            sent.push(Command::Proposing(ProposingCommand::Read(Arc::from(""))));
        }
    });
    if let Some(reading) = &state.proposing.read {
        understood(ui, reading);
    }
}

fn understood(ui: &mut Ui, reading: &Reading) {
    let tokens = Tokens::of(ui.ctx());
    let marks = &reading.read.marks;
    let words = match marks.len() {
        0 => "Nothing was understood. Fill the form by hand".to_owned(),
        1 => "1 part of the text was understood".to_owned(),
        count => format!("{count} parts of the text were understood"),
    };
    Text::new(&words, Type::Label).heading(ui, 3);
    text::live_only(ui, "understood", &words);
    let shown = shown_part(&reading.text);
    let hits: Vec<Range<usize>> =
        marks.iter().map(|mark| mark.range.clone()).filter(|range| range.end <= shown.len()).collect();
    Text::new(shown, Type::Small).hits(&hits).show(ui);
    if shown.len() < reading.text.len() {
        lead::hint(ui, "The rest of the text was read too and is not shown here.");
    }
    for line in lines_of(reading).iter().take(LINES_MAX) {
        lead::icon_line(ui, Icon::Check, tokens.text_weak, line, Type::Small);
    }
    lead::icon_line(ui, Icon::LockSimple, tokens.text_weak, &private(reading), Type::Small);
    let left: Vec<&str> =
        reading.read.left.iter().filter_map(|range| reading.text.get(range.clone())).map(str::trim).collect();
    if !left.is_empty() {
        Text::new("Not understood", Type::Label).heading(ui, 3);
        for sentence in left.iter().take(LINES_MAX) {
            lead::icon_line(ui, Icon::Question, tokens.warn, sentence, Type::Small);
        }
        if let Some(more) = left.len().checked_sub(LINES_MAX).filter(|more| *more > 0) {
            lead::hint(ui, &format!("{more} more sentences were not understood."));
        }
    }
    for note in &reading.read.notes {
        lead::icon_line(ui, Icon::Info, tokens.text_weak, note, Type::Small);
    }
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
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
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
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// What is not taken over, counted: never the words themselves.
fn private(reading: &Reading) -> String {
    let mut counts: BTreeMap<PrivateKind, usize> = BTreeMap::new();
    for found in &reading.read.private {
        *counts.entry(found.kind).or_default() += 1;
    }
    if counts.is_empty() {
        return "Names, telephone numbers and addresses are not taken over".to_owned();
    }
    let parts: Vec<String> = counts
        .into_iter()
        .map(|(kind, count)| match kind {
            PrivateKind::Name => counted(count, "name", "names"),
            PrivateKind::Email => counted(count, "e-mail address", "e-mail addresses"),
            PrivateKind::Number => counted(count, "number", "numbers"),
            PrivateKind::Document => counted(count, "number of a document", "numbers of documents"),
            PrivateKind::Signature => counted(count, "line of a signature", "lines of a signature"),
        })
        .collect();
    format!("Not taken over: {}", parts.join(", "))
}
