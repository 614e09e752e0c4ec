//! Pack files: a path to type where the system has no dialog, and what a copy to share left out.

use std::path::Path;

use egui::Ui;

use crate::app::pack_files::{Overwrite, proposed_name};
use crate::app::{AppState, Command, DialogCommand, FilePurpose, FilesCommand, OutgoingCommand};
use crate::ui::chrome::lead;
use crate::ui::chrome::path_field::{PathAnswer, PathQuestion, PathView};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tokens;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type};

fn close() -> Command {
    Command::Dialog(DialogCommand::Close)
}

fn words(purpose: FilePurpose) -> (&'static str, &'static str) {
    match purpose {
        FilePurpose::OpenPack => ("Open pack file", "Open"),
        FilePurpose::SavePack => ("Save pack as", "Save"),
        FilePurpose::SharePack => ("Save a copy to share", "Save"),
    }
}

/// A path to type, where no dialog of the system answers.
pub fn field_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut PathView, purpose: FilePurpose) {
    let (title, verb) = words(purpose);
    let help = match purpose {
        FilePurpose::OpenPack => "No dialog of the system answers here. Type the file’s whole path.",
        FilePurpose::SavePack | FilePurpose::SharePack => {
            "No dialog of the system answers here. Type the file’s whole path. Nothing that is there is replaced."
        }
    };
    let question = PathQuestion { key: "pack file", title, label: "File", help, verb };
    match question.show(ui, view, || proposed(cx.state, purpose)) {
        PathAnswer::Path(path) => {
            cx.send(Command::Files(FilesCommand::Chosen { purpose, path, overwrite: Overwrite::Never }));
        }
        PathAnswer::Left => cx.send(close()),
        PathAnswer::Typing => {}
    }
}

fn proposed(state: &AppState, purpose: FilePurpose) -> String {
    let folder = state.export_folder().cloned().unwrap_or_default();
    match purpose {
        FilePurpose::OpenPack => String::new(),
        purpose => folder.join(proposed_name(state, purpose)).to_string_lossy().into_owned(),
    }
}

/// What a copy to share left out.
pub fn shared_ui(ui: &Ui, cx: &mut ViewCx<'_>, path: &Path, left_out: &[String]) {
    let mut sent = Vec::new();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let answer = Dialog::new("shared", "The copy is saved").show(
        ui.ctx(),
        |ui, _| {
            let tokens = Tokens::of(ui.ctx());
            lead::icon_line(ui, Icon::CheckCircle, tokens.ok, &name, Type::Body);
            if left_out.is_empty() {
                Text::new("Nothing had to be left out.", Type::Body).show(ui);
                return;
            }
            Text::new("Left out", Type::Label).heading(ui, 2);
            for line in left_out {
                lead::icon_line(ui, Icon::MinusCircle, tokens.text_weak, line, Type::Body);
            }
        },
        |ui, dialog| {
            let close_button = Button::primary("Close").show(ui);
            if dialog.opened {
                close_button.request_focus();
            }
            if close_button.clicked() {
                sent.push(close());
            }
            if Button::secondary("Show in folder").show(ui).clicked() {
                sent.push(Command::Outgoing(OutgoingCommand::ShowInFolder(path.to_path_buf())));
            }
        },
    );
    if answer.dismissed {
        sent.push(close());
    }
    cx.send_all(sent);
}
