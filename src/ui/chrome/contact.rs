//! The contact block of the office: set once, confirmed, or left as the Tool Box has it.

use egui::Ui;

use crate::app::{Command, DialogCommand, PreferenceCommand};
use crate::catalogue::{Contact, is_web};
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size};
use crate::ui::widgets::Type;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::{Dialog, DialogCx};
use crate::ui::widgets::field::Field;

/// What is half typed.
#[derive(Default)]
pub struct ContactView {
    draft: Option<Draft>,
    tried: bool,
}

struct Draft {
    contact: Contact,
    address: String,
}

impl ContactView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Draws the dialog.
pub fn contact_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut ContactView) {
    let tried = view.tried;
    let draft = view.draft.get_or_insert_with(|| {
        let contact = cx.state.contact().clone();
        Draft { address: contact.address.join("\n"), contact }
    });
    let confirmed = cx.state.office.is_confirmed();
    let (mut sent, mut pressed) = (Vec::new(), false);
    let dialog = Dialog::new("contact", "Contact details").width(size::DIALOG);
    let answer = dialog.show(
        ui.ctx(),
        |ui, dialog| {
            confirmed_line(ui, confirmed);
            fields(ui, draft, tried, dialog);
        },
        |ui, _| {
            pressed = Button::primary("Confirm").show(ui).clicked();
            if Button::secondary("Cancel").show(ui).clicked() {
                sent.push(Command::Dialog(DialogCommand::Close));
            }
            if confirmed && Button::quiet("Back to the Tool Box’s").show(ui).clicked() {
                sent.push(Command::Preference(PreferenceCommand::ForgetContact));
                sent.push(Command::Dialog(DialogCommand::Close));
            }
        },
    );
    if pressed && trouble(&draft.contact).is_none() {
        sent.push(Command::Preference(PreferenceCommand::ConfirmContact(finished(draft))));
    }
    view.tried |= pressed;
    if answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}

/// Whose details these are.
fn confirmed_line(ui: &mut Ui, confirmed: bool) {
    let tokens = Tokens::of(ui.ctx());
    let (icon, color, words) = if confirmed {
        (Icon::Check, tokens.ok, "These are your office’s own, confirmed")
    } else {
        (
            Icon::Info,
            tokens.text_weak,
            "These are those of the Tool Box, not confirmed. Read them, mend them, confirm them once",
        )
    };
    lead::icon_line(ui, icon, color, words, Type::LabelPlain);
}

fn fields(ui: &mut Ui, draft: &mut Draft, tried: bool, dialog: DialogCx) {
    let contact = &mut draft.contact;
    Field::new("Office").limit(300).focused(dialog.opened).show(ui, &mut contact.office);
    Field::new("Address").help("One part a line.").lines(3).limit(1_000).show(ui, &mut draft.address);
    Field::new("Telephone").limit(100).show(ui, &mut contact.telephone);
    Field::new("Fax").limit(100).show(ui, &mut contact.fax);
    let error = trouble(contact).filter(|_| tried);
    let wrong = |field| error.filter(|(at, _)| *at == field).map(|(_, words)| words);
    Field::new("E-mail").error(wrong(Wrong::Email)).limit(300).show(ui, &mut contact.email);
    Field::new("Website").error(wrong(Wrong::Website)).limit(500).show(ui, &mut contact.website);
}

/// The field that keeps the details from being confirmed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Email,
    Website,
}

fn trouble(contact: &Contact) -> Option<(Wrong, &'static str)> {
    let email = contact.email.trim();
    let named = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if !named || email.contains(char::is_whitespace) {
        return Some((Wrong::Email, "Write an e-mail address, for example name@office.org."));
    }
    let website = contact.website.trim();
    if !website.is_empty() && !is_web(website) {
        return Some((Wrong::Website, "Write an address that begins with https:// or http://."));
    }
    None
}

fn finished(draft: &Draft) -> Contact {
    let trimmed = |text: &str| text.trim().to_owned();
    let contact = &draft.contact;
    Contact {
        office: trimmed(&contact.office),
        address: draft.address.lines().map(trimmed).filter(|line| !line.is_empty()).collect(),
        telephone: trimmed(&contact.telephone),
        fax: trimmed(&contact.fax),
        email: trimmed(&contact.email),
        website: trimmed(&contact.website),
    }
}
