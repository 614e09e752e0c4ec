//! "Why these?": the rules by which the proposal was made, each as one sentence.

use egui::Ui;

use crate::app::AppState;
use crate::suggest::Proposal;
use crate::suggest::rules::RuleLine;
use crate::ui::chrome::lead;
use crate::ui::widgets::{Text, Type, check};

/// Whether it is open, and the sentences once they were asked for.
#[derive(Default)]
pub(super) struct WhyView {
    open: bool,
    lines: Option<Vec<RuleLine>>,
}

/// Draws the disclosure and, where it is open, the rules under their headings.
pub(super) fn why_ui(ui: &mut Ui, state: &AppState, proposal: &Proposal, view: &mut WhyView) {
    if check::disclosure(ui, view.open, "Why these?").clicked() {
        view.open = !view.open;
    }
    lead::hint(ui, &proposal.rules.words());
    if !view.open {
        return;
    }
    let lines = view.lines.get_or_insert_with(|| state.rules.lines());
    let mut part = "";
    for line in lines.iter() {
        if line.part != part {
            part = line.part;
            Text::new(part, Type::Label).heading(ui, 3);
        }
        Text::new(&line.sentence, Type::Small).show(ui);
    }
}
