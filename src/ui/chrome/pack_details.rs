//! The facts of the pack as a whole: what stands on its cover, and what the office keeps for itself.

use egui::Ui;

use crate::app::details::{MAX_LINE, MAX_MESSAGE};
use crate::app::edit::Wanted;
use crate::app::{Command, DialogCommand, Edit};
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::size;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::check::check;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;

/// Draws the dialog; what is typed is in the pack at once.
pub fn details_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    let details = cx.state.work.details.clone();
    let (mut sent, mut done) = (Vec::new(), false);
    let answer = Dialog::new("details", "Pack details").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            let mut line = |ui: &mut Ui, field: Field<'_>, known: &str, edit: fn(String) -> Edit| {
                let mut text = known.to_owned();
                if field.show(ui, &mut text).changed() {
                    sent.push(Command::Edit(edit(text)));
                }
            };
            let field = |label| Field::new(label).limit(MAX_LINE);
            line(ui, field("Title").focused(dialog.opened), &details.title, Edit::Title);
            let audience = field("Prepared for").help("The audience, printed on the cover");
            line(ui, audience, &details.prepared_for, Edit::PreparedFor);
            line(ui, field("Event").help("The occasion, printed on the cover"), &details.event, Edit::Event);
            line(ui, field("Issued by"), &details.issued_by, Edit::IssuedBy);
            let recipients = Field::new("Recipients").icon(Icon::LockSimple).lines(2).limit(MAX_MESSAGE);
            let recipients = recipients.help("Not printed; for this office");
            line(ui, recipients, &details.recipients, Edit::Recipients);
            if check(ui, details.is_draft, "Mark each page as a draft").clicked() {
                sent.push(Command::Edit(Edit::Draft(Wanted::from(!details.is_draft))));
            }
            if check(ui, details.has_timetable, "Print a timetable of the trainings").clicked() {
                sent.push(Command::Edit(Edit::Timetable(Wanted::from(!details.has_timetable))));
            }
            lead::hint(ui, "The times are those that this office enters. What you type is kept at once.");
        },
        |ui, _| done = Button::primary("Done").show(ui).clicked(),
    );
    if done || answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}
