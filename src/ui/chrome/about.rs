//! What the program is, its version and its licences.

use egui::Ui;

use crate::brand;
use crate::ui::chrome::lead;
use crate::ui::chrome::messages::reading;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::size;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type, frame};

const THIRD_PARTY: &str = include_str!("../../../THIRD-PARTY-LICENCES.md");

/// Draws the about box.
pub fn about_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    reading(ui, cx, &Dialog::new("about", "About RSO Toolbox").width(size::DIALOG), |ui, cx| {
        let version = format!("{} {}", brand::PROGRAM, env!("CARGO_PKG_VERSION"));
        Text::new(&version, Type::Heading).heading(ui, 2);
        let purpose = "Shows the Tool Box of the Regional Support Office of the Bali Process, and hands out a selection \
                       of it as a PDF or as web pages that open without internet.";
        Text::new(purpose, Type::LabelPlain).show(ui);
        let catalogue = &cx.state.catalogue;
        lead::labelled(ui, "Catalogue edition", &catalogue.edition.long());
        lead::labelled(ui, "Source", &catalogue.source_age);
        lead::labelled(ui, "Licence", "MIT or Apache 2.0, as you choose");
        frame::rule(ui);
        Text::new("Works of others", Type::Heading).heading(ui, 2);
        for line in THIRD_PARTY.lines().filter(|line| is_for_readers(line)) {
            licence_line(ui, line);
        }
    });
}

/// How the list is made is no news for those who read it here.
fn is_for_readers(line: &str) -> bool {
    !line.trim().is_empty() && !line.contains("packaging/")
}

/// A line of the list: headings as headings, the rest as it stands.
fn licence_line(ui: &mut Ui, line: &str) {
    if let Some(heading) = line.strip_prefix("# ").or_else(|| line.strip_prefix("## ")) {
        Text::new(heading, Type::Label).heading(ui, 3);
    } else if !line.starts_with("|--") && !line.starts_with("| ---") {
        let plain = line.trim_matches('|').replace(" | ", ", ").replace('`', "");
        Text::new(plain.trim(), Type::Small).show(ui);
    }
}
