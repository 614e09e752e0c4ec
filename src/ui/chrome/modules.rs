//! The parts of a course: which of them go into the pack.

use std::collections::BTreeSet;

use egui::Ui;

use crate::app::{Command, Dialog, DialogCommand, Edit, ItemEdit};
use crate::catalogue::{ModuleId, Modules, ResourceId};
use crate::pack::timetable::part_title;
use crate::ui::chrome::item_menu::parts_words;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::check::check;
use crate::ui::widgets::dialog;
use crate::ui::widgets::{Text, Type};

/// Draws the dialog; what is ticked is in the pack at once.
pub fn modules_ui(ui: &Ui, cx: &mut ViewCx<'_>, id: &ResourceId) {
    let Some(item) = cx.state.work.item(id).cloned() else { return };
    let Some(resource) = cx.state.catalogue.resource(id).cloned() else { return };
    let Some(parts) = &resource.modules else { return };
    let chosen = item.content.modules.clone();
    let name = parts_words(parts.unit);
    let (mut wanted, mut times, mut all, mut done) = (None, false, false, false);
    let answer = dialog::Dialog::new("modules", name).width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            Text::new(&resource.title, Type::BodyStrong).show(ui);
            let counted = counted(parts, chosen.as_ref());
            Text::new(&counted, Type::LabelPlain).live(ui);
            let gone = gone(parts, chosen.as_ref());
            if gone > 0 {
                let words = if gone == 1 {
                    "1 that was chosen is no longer in the catalogue.".to_owned()
                } else {
                    format!("{gone} that were chosen are no longer in the catalogue.")
                };
                lead::icon_line(ui, Icon::Warning, Tokens::of(ui.ctx()).warn, &words, Type::LabelPlain);
            }
            ui.spacing_mut().item_spacing.y = space::LINE;
            for (place, part) in parts.items.iter().enumerate() {
                let is_in = chosen.as_ref().is_none_or(|chosen| chosen.contains(&part.id));
                let response = check(ui, is_in, &part_title(parts, part));
                if dialog.opened && place == 0 {
                    response.request_focus();
                }
                if response.clicked() {
                    wanted = Some(toggled(parts, chosen.as_ref(), &part.id));
                }
            }
            ui.add_space(space::SMALL);
            lead::hint(ui, "The entry says how many of them the office chose. At least one stays.");
        },
        |ui, _| {
            done = Button::primary("Done").show(ui).clicked();
            times = Button::secondary("Times…").show(ui).clicked();
            all = chosen.is_some() && Button::secondary("Choose all").show(ui).clicked();
        },
    );
    match wanted.or(all.then_some(Ok(None))) {
        Some(Ok(modules)) => {
            cx.send(Command::Edit(Edit::Item { id: id.clone(), change: ItemEdit::Modules(modules) }));
        }
        Some(Err(why)) => cx.send(Command::Tell(why)),
        None => {}
    }
    if done || answer.dismissed {
        cx.send(Command::Dialog(DialogCommand::Close));
    } else if times {
        cx.send(Command::Dialog(DialogCommand::Open(Dialog::Times(Some(id.clone())))));
    }
}

/// "3 of 8 in this pack".
fn counted(parts: &Modules, chosen: Option<&BTreeSet<ModuleId>>) -> String {
    let all = parts.items.len();
    let count = chosen.map_or(all, |chosen| parts.items.iter().filter(|part| chosen.contains(&part.id)).count());
    format!("{count} of {all} in this pack")
}

/// How many were chosen that the catalogue no longer has.
fn gone(parts: &Modules, chosen: Option<&BTreeSet<ModuleId>>) -> usize {
    let is_known = |id: &&ModuleId| parts.items.iter().any(|part| part.id == **id);
    chosen.map_or(0, |chosen| chosen.iter().filter(|id| !is_known(id)).count())
}

/// The choice after a tick; all of them is no choice, and the last one stays.
fn toggled(
    parts: &Modules,
    chosen: Option<&BTreeSet<ModuleId>>,
    part: &ModuleId,
) -> Result<Option<BTreeSet<ModuleId>>, &'static str> {
    let all = || parts.items.iter().map(|part| part.id.clone()).collect();
    let mut wanted: BTreeSet<ModuleId> = chosen.cloned().unwrap_or_else(all);
    if !wanted.remove(part) {
        wanted.insert(part.clone());
    }
    let has_all = parts.items.iter().all(|part| wanted.contains(&part.id));
    let has_any = parts.items.iter().any(|part| wanted.contains(&part.id));
    match (has_all, has_any) {
        (true, _) => Ok(None),
        (_, true) => Ok(Some(wanted)),
        (_, false) => Err("One stays. To leave the course out, remove it from the pack"),
    }
}
