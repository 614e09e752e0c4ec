//! Questions before something is done: replace a file, add an older edition, where to put files.

use egui::Ui;

use crate::app::outgoing::IfExists;
use crate::app::packs;
use crate::app::{
    Action, BrowseCommand, Command, DialogCommand, FilePurpose, FilesCommand, GivingCommand, Leaving, OutgoingCommand,
    PackingCommand, Page, Unkept,
};
use crate::catalogue::{Catalogue, RelationTarget, Resource, ResourceId};
use crate::pack::{NewerEdition, build};
use crate::ui::chrome::lead;
use crate::ui::chrome::path_field::{PathAnswer, PathQuestion, PathView};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::size;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::frame::{Tone, note_box};
use crate::ui::widgets::{Text, Type, link};

fn close() -> Command {
    Command::Dialog(DialogCommand::Close)
}

/// Asks what to do with files of the same names.
pub fn replace_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    let existing = cx.state.outgoing.existing().to_vec();
    let any_replaceable = existing.iter().any(|existing| existing.replaceable);
    let mut sent = Vec::new();
    let title = if existing.len() == 1 { "A file of this name is there" } else { "Files of these names are there" };
    let answer = Dialog::new("replace", title).show(
        ui.ctx(),
        |ui, _| {
            for existing in &existing {
                Text::new(&existing.question(), Type::Body).show(ui);
            }
        },
        |ui, dialog| {
            let keep = Button::primary("Keep both").show(ui);
            if dialog.opened {
                keep.request_focus();
            }
            if keep.clicked() {
                sent.push(Command::Outgoing(OutgoingCommand::Answer(IfExists::KeepBoth)));
            }
            if any_replaceable && Button::danger("Replace").show(ui).clicked() {
                sent.push(Command::Outgoing(OutgoingCommand::Answer(IfExists::Replace)));
            }
            if Button::secondary("Cancel").show(ui).clicked() {
                sent.push(close());
            }
        },
    );
    if answer.dismissed {
        sent.push(close());
    }
    cx.send_all(sent);
}

/// Shows the newer edition before an older one is added.
pub fn superseded_ui(ui: &Ui, cx: &mut ViewCx<'_>, id: &ResourceId) {
    let state = cx.state;
    let catalogue = &state.catalogue;
    let newer = catalogue.resource(id).and_then(|resource| build::newer_edition_of(catalogue, resource));
    let (Some(resource), Some(newer)) = (catalogue.resource(id).cloned(), newer) else {
        cx.send(close());
        return;
    };
    let look = look_at(catalogue, &resource, &newer);
    let mut sent = Vec::new();
    let mut buttons = Vec::new();
    let answer = Dialog::new("superseded", "Newer edition exists").width(size::DIALOG).show(
        ui.ctx(),
        |ui, _| newer_ui(ui, &resource, &newer, &mut sent),
        |ui, dialog| {
            if let Some((words, commands)) = &look {
                let open = Button::primary(words).show(ui);
                if dialog.opened {
                    open.request_focus();
                }
                if open.clicked() {
                    buttons.extend(commands.iter().cloned());
                }
            }
            if Button::secondary("Add the older one").show(ui).clicked() {
                buttons.push(Command::Packing(PackingCommand::AddAnyway(resource.id.clone())));
            }
            let cancel = Button::secondary("Cancel").show(ui);
            if dialog.opened && look.is_none() {
                cancel.request_focus();
            }
            if cancel.clicked() {
                buttons.push(close());
            }
        },
    );
    sent.append(&mut buttons);
    if answer.dismissed {
        sent.push(close());
    }
    cx.send_all(sent);
}

/// How the newer edition can be looked at: its page here, else its page in the web, where one is known. That one
/// leaves the question open, so that it can be answered afterwards.
fn look_at(catalogue: &Catalogue, older: &Resource, newer: &NewerEdition) -> Option<(&'static str, Vec<Command>)> {
    let target = older.successor().map(|successor| &successor.target);
    if let Some(RelationTarget::Resource(id)) = target
        && catalogue.resource(id).is_some()
    {
        let open = Command::Browse(BrowseCommand::Open(Page::Resource(id.clone())));
        return Some(("See the newer edition", vec![close(), open]));
    }
    let link = newer.links.first()?;
    Some(("Open its page", vec![Command::Giving(GivingCommand::OpenAddress(link.url.clone()))]))
}

fn newer_ui(ui: &mut Ui, resource: &Resource, newer: &NewerEdition, sent: &mut Vec<Command>) {
    note_box(ui, Tone::Warn, Icon::ClockCounterClockwise, |ui| {
        Text::new(&newer.words, Type::BodyStrong).show(ui);
        for words in [&newer.publisher, &newer.evidence] {
            if !words.is_empty() {
                Text::new(words, Type::LabelPlain).show(ui);
            }
        }
    });
    for address in &newer.links {
        if link::link(ui, &address.url, Type::LabelPlain).clicked() {
            sent.push(Command::Giving(GivingCommand::OpenAddress(address.url.clone())));
        }
        lead::hint(ui, &address.label);
    }
    let asked = format!("You were about to add: {}", resource.title);
    Text::new(&asked, Type::LabelPlain).show(ui);
}

/// Asks what becomes of the open pack, of which something would be gone.
pub fn leaving_ui(ui: &Ui, cx: &mut ViewCx<'_>, wanted: &Leaving) {
    let state = cx.state;
    let Some(why) = state.unkept() else {
        // It was saved meanwhile.
        cx.send(Command::Leave(wanted.clone()));
        return;
    };
    let (keep, command) = match why {
        Unkept::Changed => ("Work on a copy", FilesCommand::Copy),
        Unkept::Nowhere | Unkept::NotSaved => (Action::SavePackAs.label(), FilesCommand::Ask(FilePurpose::SavePack)),
    };
    let title = format!("Changes of “{}” are not kept", packs::shown(&state.work.details.title));
    let mut sent = Vec::new();
    let answer = Dialog::new("leaving", &title).show(
        ui.ctx(),
        |ui, _| {
            Text::new(why.words(), Type::Body).show(ui);
        },
        |ui, dialog| {
            let keep = Button::primary(keep).show(ui);
            if dialog.opened {
                keep.request_focus();
            }
            if keep.clicked() {
                sent.push(Command::Files(command));
            }
            if Button::danger("Leave it").show(ui).clicked() {
                sent.push(Command::Leave(wanted.clone()));
            }
            if Button::secondary("Stay").show(ui).clicked() {
                sent.push(close());
            }
        },
    );
    if answer.dismissed {
        sent.push(close());
    }
    cx.send_all(sent);
}

/// A path to type, where no dialog of the system answers.
pub fn folder_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut PathView) {
    let question = PathQuestion {
        key: "folder",
        title: "Choose a folder",
        label: "Folder",
        help: "No dialog of the system answers here. Type the folder’s whole path.",
        verb: "Choose",
    };
    let start = || cx.state.export_folder().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    match question.show(ui, view, start) {
        PathAnswer::Path(path) => cx.send(Command::Outgoing(OutgoingCommand::Folder(path))),
        PathAnswer::Left => cx.send(close()),
        PathAnswer::Typing => {}
    }
}
