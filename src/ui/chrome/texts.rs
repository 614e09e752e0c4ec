//! The office's own texts of a pack: foreword, closing text, introductions of sections.

use egui::Ui;

use crate::app::{Command, DialogCommand, Edit, SectionEdit, TextOf};
use crate::pack::rich::RichText;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::size;
use crate::ui::views::pack::heading;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::rich_field::RichField;
use crate::ui::widgets::{Text, Type};

/// Draws the dialog; what is typed is in the pack at once.
pub fn text_ui(ui: &Ui, cx: &mut ViewCx<'_>, of: &TextOf) {
    let details = &cx.state.work.details;
    let sections = cx.state.work.sections();
    let (name, text, about, help) = match of {
        TextOf::Foreword => (
            "Foreword",
            details.foreword.clone(),
            None,
            "A page of its own, after the cover. A few lines on the cover itself are the message in “Details”.",
        ),
        TextOf::Closing => ("Closing text", details.closing.clone(), None, "Printed after the last resource."),
        TextOf::Introduction(key) => {
            let Some(section) = sections.iter().find(|section| section.key == *key) else { return };
            let about = heading(cx.state, section);
            ("Introduction", section.introduction.clone(), Some(about), "Printed under the heading of the section.")
        }
    };
    let (mut changed, mut done) = (None, false);
    let answer = Dialog::new("text", name).width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            if let Some(about) = &about {
                Text::new(about, Type::BodyStrong).show(ui);
            }
            let key = format!("{of:?}");
            let field = RichField::new(name, &key).help(help).lines(8).focused(dialog.opened);
            changed = field.show(ui, &text);
            lead::hint(ui, "Begin a line with “- ” for a list. What you type is kept at once.");
        },
        |ui, _| done = Button::primary("Done").show(ui).clicked(),
    );
    if let Some(text) = changed {
        cx.send(Command::Edit(edit(of, text)));
    }
    if done || answer.dismissed {
        cx.send(Command::Dialog(DialogCommand::Close));
    }
}

fn edit(of: &TextOf, text: RichText) -> Edit {
    match of {
        TextOf::Foreword => Edit::Foreword(text),
        TextOf::Closing => Edit::Closing(text),
        TextOf::Introduction(key) => Edit::Section { key: key.clone(), change: SectionEdit::Introduction(text) },
    }
}
