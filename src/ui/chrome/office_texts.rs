//! What the office keeps once and prints on each pack: letters of the desk, signature, disclaimer, "Before you use".

use egui::Ui;

use crate::app::{Command, DialogCommand, PreferenceCommand};
use crate::pack::Logo;
use crate::pack::build::OfficeOptions;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::rich_field::RichField;
use crate::ui::widgets::{Text, Type};

/// The most letters of a desk mark: it stands in the foot of each page.
const MAX_MARK: usize = 8;
/// The most letters of signature and disclaimer.
const MAX_TEXT: usize = 2_000;

const MARK_HELP: &str = "A few letters before the date in the foot of each page, for example BK.";
const SIGNATURE_HELP: &str = "Stands under the message. One part a line.";
const DISCLAIMER_HELP: &str = "Stands at the end, with the contact details.";
const BEFORE_USE_HELP: &str = "Care for victims, referral, confidentiality, in your office’s own words. \
                               Printed before the contents.";

/// What is half typed.
#[derive(Default)]
pub struct OfficeTextsView {
    draft: Option<OfficeOptions>,
}

impl OfficeTextsView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Draws the dialog.
pub fn office_texts_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut OfficeTextsView) {
    let office = view.draft.get_or_insert_with(|| cx.state.office.texts.clone());
    let logo = cx.state.office.texts.logo.clone();
    let (mut sent, mut asked, mut pressed) = (Vec::new(), None, false);
    let answer = Dialog::new("office texts", "Texts of the office").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            lead::hint(ui, "Kept once, printed on each pack. What is empty is not printed.");
            let mark = Field::new("Desk mark").help(MARK_HELP).limit(MAX_MARK).focused(dialog.opened);
            mark.show(ui, &mut office.desk_mark);
            logo_ui(ui, logo.as_ref(), &mut asked);
            Field::new("Signature").help(SIGNATURE_HELP).lines(2).limit(MAX_TEXT).show(ui, &mut office.signature);
            Field::new("Disclaimer").help(DISCLAIMER_HELP).lines(3).limit(MAX_TEXT).show(ui, &mut office.disclaimer);
            let before = RichField::new("Before you use this toolbox", "before use").help(BEFORE_USE_HELP).lines(4);
            if let Some(text) = before.show(ui, &office.before_use) {
                office.before_use = text;
            }
        },
        |ui, _| {
            pressed = Button::primary("Keep").show(ui).clicked();
            if Button::secondary("Cancel").show(ui).clicked() {
                sent.push(Command::Dialog(DialogCommand::Close));
            }
        },
    );
    if pressed {
        sent.push(Command::Preference(PreferenceCommand::OfficeTexts(Box::new(finished(office, logo)))));
    }
    if pressed || answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    sent.extend(asked.map(Command::Preference));
    cx.send_all(sent);
}

/// The logo, chosen and removed at once.
fn logo_ui(ui: &mut Ui, logo: Option<&Logo>, asked: &mut Option<PreferenceCommand>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        Text::new("Logo", Type::Label).show(ui);
        ui.horizontal(|ui| {
            let words = if logo.is_some() { "Replace the logo…" } else { "Choose a logo…" };
            if Button::secondary(words).small().show(ui).clicked() {
                *asked = Some(PreferenceCommand::ChooseLogo);
            }
            if logo.is_some() && Button::quiet("Remove the logo").small().show(ui).clicked() {
                *asked = Some(PreferenceCommand::RemoveLogo);
            }
        });
        match logo {
            Some(logo) => lead::hint(ui, &format!("A picture of {} x {} points", logo.width_px, logo.height_px)),
            None => lead::hint(ui, "PNG or JPEG; only its points are kept, none of the file’s properties."),
        }
    });
}

fn finished(office: &OfficeOptions, logo: Option<Logo>) -> OfficeOptions {
    OfficeOptions {
        logo,
        signature: office.signature.trim().to_owned(),
        disclaimer: office.disclaimer.trim().to_owned(),
        desk_mark: office.desk_mark.trim().to_owned(),
        ..office.clone()
    }
}
