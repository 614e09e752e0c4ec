//! Questions before something is done: replace a file, add an older edition, where to put files.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::app::outgoing::IfExists;
use crate::app::{BrowseCommand, Command, DialogCommand, GivingCommand, OutgoingCommand, PackingCommand, Page};
use crate::catalogue::{RelationTarget, Resource, ResourceId};
use crate::pack::words;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::size;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::frame::{Tone, note_box};
use crate::ui::widgets::{Text, Type, link};

/// A half-typed folder.
#[derive(Default)]
pub struct FolderView {
    text: Option<String>,
}

impl FolderView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

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
    let Some(resource) = cx.state.catalogue.resource(id).cloned() else {
        cx.send(close());
        return;
    };
    let mut sent = Vec::new();
    let mut buttons = Vec::new();
    let answer = Dialog::new("superseded", "Newer edition exists").width(size::DIALOG).show(
        ui.ctx(),
        |ui, _| newer(ui, &resource, &mut sent),
        |ui, dialog| {
            let open = Button::primary("See the newer edition").show(ui);
            if dialog.opened {
                open.request_focus();
            }
            if open.clicked() {
                buttons.push(close());
                buttons.push(Command::Browse(BrowseCommand::Open(Page::Resource(resource.id.clone()))));
            }
            if Button::secondary("Add the older one").show(ui).clicked() {
                buttons.push(Command::Packing(PackingCommand::AddAnyway(resource.id.clone())));
            }
            if Button::secondary("Cancel").show(ui).clicked() {
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

fn newer(ui: &mut Ui, resource: &Resource, sent: &mut Vec<Command>) {
    let Some(successor) = resource.successor() else { return };
    note_box(ui, Tone::Warn, Icon::ClockCounterClockwise, |ui| {
        if let RelationTarget::Outside { title, year, publisher } = &successor.target {
            Text::new(&words::newer_edition(title, *year), Type::BodyStrong).show(ui);
            if !publisher.is_empty() {
                Text::new(publisher, Type::LabelPlain).show(ui);
            }
        }
        Text::new(&successor.sentence, Type::LabelPlain).show(ui);
    });
    let successors = resource.addresses.iter().filter(|it| it.label == crate::catalogue::AddressLabel::Successor);
    for address in successors {
        if link::link(ui, &address.url, Type::LabelPlain).clicked() {
            sent.push(Command::Giving(GivingCommand::OpenAddress(address.url.clone())));
        }
        lead::hint(ui, &words::address_label(address));
    }
    let asked = format!("You were about to add: {}", resource.title);
    Text::new(&asked, Type::LabelPlain).show(ui);
}

/// A path to type, where no dialog of the system answers.
pub fn folder_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut FolderView) {
    let start = cx.state.export_folder().map(|folder| folder.to_string_lossy().into_owned());
    let text = view.text.get_or_insert_with(|| start.unwrap_or_default());
    let (mut pressed, mut entered, mut cancelled) = (false, false, false);
    let answer = Dialog::new("folder", "Choose a folder").show(
        ui.ctx(),
        |ui, dialog| {
            let help = "No dialog of the system answers here. Type the folder’s whole path.";
            let wrong = !text.trim().is_empty() && !Path::new(text.trim()).is_absolute();
            let error = wrong.then_some("Write the whole path, from the start.");
            let field = Field::new("Folder").help(help).error(error).limit(4_000).focused(dialog.opened);
            let response = field.show(ui, text);
            entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        },
        |ui, _| {
            pressed = Button::primary("Choose").show(ui).clicked();
            cancelled = Button::secondary("Cancel").show(ui).clicked();
        },
    );
    let path = PathBuf::from(text.trim());
    if (pressed || entered) && path.is_absolute() {
        cx.send(Command::Outgoing(OutgoingCommand::Folder(path)));
    } else if answer.dismissed || cancelled {
        cx.send(close());
    }
}
