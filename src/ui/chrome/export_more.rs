//! "More" of the export dialog: what is chosen less often; closed it says what that is.

use egui::{Ui, Vec2};

use crate::app::{AppState, Command, Dialog, DialogCommand, Edit, OutgoingCommand, PreferenceCommand};
use crate::export::Format;
use crate::pack::words::choices;
use crate::ui::chrome::choices::{Choice, large_print_ui};
use crate::ui::chrome::export::{format_box, format_words};
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::space;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::{Field, error_line};
use crate::ui::widgets::{Text, Type, check, frame};

/// Formats beside those that stand in sight.
const FORMATS: [Format; 2] = [Format::HtmlFolder, Format::HtmlFile];

/// Draws it; `date` is the day as it is typed.
pub fn more_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, date: &mut Option<String>) {
    frame::rule(ui);
    let open = cx.state.settings.more_open;
    if check::disclosure(ui, open, "More").clicked() {
        cx.send(Command::Preference(PreferenceCommand::MoreOpen(!open)));
    }
    if !open {
        lead::hint(ui, &chosen_words(cx.state));
        if let Some(error) = cx.state.lacking().date {
            error_line(ui, error);
        }
        return;
    }
    let mut message = cx.state.work.details.message.clone();
    let field = Field::new("Message").help("Printed on the cover.").lines(3).limit(4_000);
    if field.show(ui, &mut message).changed() {
        cx.send(Command::Edit(Edit::Message(message)));
    }
    date_ui(ui, cx, date);
    let asked = pages_ui(ui, cx.state);
    cx.send_all(asked);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        Text::new("Make as well", Type::Label).heading(ui, 2);
        for format in FORMATS {
            format_box(ui, cx, format);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        for (words, dialog) in [("Contact details…", Dialog::Contact), ("Office…", Dialog::Office)] {
            if Button::secondary(words).small().show(ui).clicked() {
                cx.send(Command::Dialog(DialogCommand::Open(dialog)));
            }
        }
    });
    lead::hint(ui, "Length, paper, ink and formats are kept for the next pack.");
}

/// What "More" holds, as it is now.
fn chosen_words(state: &AppState) -> String {
    let details = &state.work.details;
    let printed = choices::printed(details.paper, details.ink, details.print_size, details.cover, details.length);
    let message = if details.message.trim().is_empty() { "No message" } else { "A message" };
    let date = details.date.map_or("of the day of the export".to_owned(), |date| format!("of {}", date.long()));
    let contact = if state.office.is_confirmed() { "this office" } else { "the Tool Box" };
    let made = FORMATS.into_iter().filter(|format| details.formats.contains(format));
    let made: Vec<&str> = made.map(|format| format_words(format).0).collect();
    let made = if made.is_empty() { String::new() } else { format!(" Made as well: {}.", made.join(", ")) };
    format!("{printed}. {message}, date {date}, contact details of {contact}.{made}")
}

fn date_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, typed: &mut Option<String>) {
    let set = cx.state.work.details.date.map(|date| date.to_string()).unwrap_or_default();
    let text = typed.get_or_insert(set);
    let error = cx.state.lacking().date;
    let today = format!("Empty for the day of the export: {}", cx.state.clock.today.long());
    if Field::new("Date").help(&today).error(error).limit(10).show(ui, text).changed() {
        cx.send(Command::Outgoing(OutgoingCommand::Date(text.clone())));
    }
}

/// What the printed pages are like.
fn pages_ui(ui: &mut Ui, state: &AppState) -> Vec<Command> {
    let details = &state.work.details;
    let mut asked = Vec::new();
    let means = choices::cover_means(details.cover, details.length, details.ink);
    asked.extend(Choice::cover(details).group_ui(ui, means));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(space::WIDE, space::MEDIUM);
        asked.extend(Choice::paper(details).group_ui(ui, ""));
        asked.extend(Choice::ink(details).group_ui(ui, choices::ink_means(details.ink)));
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
        asked.extend(large_print_ui(ui, details.print_size));
    });
    asked
}
