//! The facts of the pack as a whole: what stands on its cover, and what the office keeps for itself.

use egui::Ui;

use crate::app::details::{Details, MAX_LINE, MAX_MESSAGE};
use crate::app::edit::Wanted;
use crate::app::{AppState, Command, DialogCommand, Edit};
use crate::pack::words::choices;
use crate::suggest::brief::languages;
use crate::ui::chrome::choices::Choice;
use crate::ui::chrome::drop_down::DropDown;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::size;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::check::check;
use crate::ui::widgets::dialog::{Dialog, DialogCx};
use crate::ui::widgets::field::Field;

const LANGUAGE_HELP: &str = "Of what this office writes: its direction, and what screen readers are told. \
                             Nothing is translated.";

/// Draws the dialog; what is typed is in the pack at once.
pub fn details_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    let state = cx.state;
    let (mut sent, mut done) = (Vec::new(), false);
    let answer = Dialog::new("details", "Pack details").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            let details = &state.work.details;
            lines_ui(ui, state, dialog, &mut sent);
            let means = choices::cover_means(details.cover, details.length, details.ink);
            sent.extend(Choice::cover(details).group_ui(ui, means));
            boxes_ui(ui, details, &mut sent);
        },
        |ui, _| done = Button::primary("Done").show(ui).clicked(),
    );
    if done || answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}

fn lines_ui(ui: &mut Ui, state: &AppState, dialog: DialogCx, sent: &mut Vec<Command>) {
    let details = &state.work.details;
    let mut line = |ui: &mut Ui, field: Field<'_>, known: &str, edit: fn(String) -> Edit| {
        let mut text = known.to_owned();
        if field.show(ui, &mut text).changed() {
            sent.push(Command::Edit(edit(text)));
        }
    };
    let field = |label| Field::new(label).limit(MAX_LINE);
    line(ui, field("Title").focused(dialog.opened), &details.title, Edit::Title);
    ui.columns_const(|[left, right]| {
        let audience = field("Prepared for").help("The audience, printed on the cover");
        line(left, audience, &details.prepared_for, Edit::PreparedFor);
        let event = field("Event").help("The occasion, printed on the cover");
        line(right, event, &details.event, Edit::Event);
    });
    let mut language = None;
    ui.columns_const(|[left, right]| {
        line(left, field("Issued by"), &details.issued_by, Edit::IssuedBy);
        language = language_ui(right, state);
    });
    let message = Field::new("Message").lines(2).limit(MAX_MESSAGE).help("A few lines on the cover");
    line(ui, message, &details.message, Edit::Message);
    let recipients = Field::new("Recipients").icon(Icon::LockSimple).lines(2).limit(MAX_MESSAGE);
    let recipients = recipients.help("Not printed; for this office");
    line(ui, recipients, &details.recipients, Edit::Recipients);
    sent.extend(language);
}

fn boxes_ui(ui: &mut Ui, details: &Details, sent: &mut Vec<Command>) {
    if check(ui, details.is_draft, "Mark each page as a draft").clicked() {
        sent.push(Command::Edit(Edit::Draft(Wanted::from(!details.is_draft))));
    }
    lead::hint(ui, "What you type is kept at once.");
}

/// The language of the office's own texts: that of the Tool Box first, then all that the program knows by name.
fn language_ui(ui: &mut Ui, state: &AppState) -> Option<Command> {
    let (own, usual) = (state.work.details.language.trim(), state.catalogue.language.as_str());
    let first = format!("{}, as the Tool Box", languages::name(usual));
    let others: Vec<_> = languages::tags().filter(|(name, _)| languages::known(usual) != Some(name)).collect();
    let options: Vec<&str> = std::iter::once(first.as_str()).chain(others.iter().map(|(name, _)| *name)).collect();
    let is_usual = own.is_empty() || own.eq_ignore_ascii_case(usual);
    let known = others.iter().position(|(name, _)| languages::known(own) == Some(name)).map(|place| place + 1);
    let chosen = if is_usual { Some(0) } else { known };
    let value = if is_usual { first.clone() } else { languages::of_tag(own) };
    let field = DropDown { label: "Language", help: LANGUAGE_HELP, value: &value, options: &options, chosen };
    let place = field.show(ui).filter(|place| Some(*place) != chosen)?;
    let tag = place.checked_sub(1).and_then(|place| others.get(place)).map_or("", |(_, tag)| tag);
    Some(Command::Edit(Edit::Language(tag.to_owned())))
}
