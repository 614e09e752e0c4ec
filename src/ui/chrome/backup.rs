//! The dialogs "Back up" and "Bring in a backup": where, how far it is, and what came of it.

use std::path::{Path, PathBuf};

use egui::{Response, Ui};

use crate::app::backup::{Came, Report, Written};
use crate::app::backups::{BackupCommand, Picking, Stage};
use crate::app::{AppState, Command, DialogCommand, OutgoingCommand};
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::frame::{Tone, note_box};
use crate::ui::widgets::progress::progress_row;
use crate::ui::widgets::{Text, Type};

/// More lines of one kind are only counted.
const MAX_LINES: usize = 60;

/// A half-typed path.
#[derive(Default)]
pub struct BackupView {
    path: Option<String>,
    /// What was chosen with the system's dialog and stands in the field since.
    taken: Option<PathBuf>,
    was_working: bool,
}

impl BackupView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The path as it is typed; what was chosen with the system's dialog takes its place once.
    fn path(&mut self, state: &AppState, start: Option<&Path>) -> &mut String {
        let words = |path: &Path| path.to_string_lossy().into_owned();
        let path = self.path.get_or_insert_with(|| start.map(words).unwrap_or_default());
        if let Some(chosen) = &state.backups.chosen
            && self.taken.as_ref() != Some(chosen)
        {
            *path = words(chosen);
            self.taken = Some(chosen.clone());
        }
        path
    }
}

fn ask(command: BackupCommand) -> Command {
    Command::Backup(command)
}

fn close() -> Command {
    Command::Dialog(DialogCommand::Close)
}

/// Asks where a backup goes.
pub fn back_up_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut BackupView) {
    let state = cx.state;
    let (mut sent, mut buttons) = (Vec::new(), Vec::new());
    let (mut entered, mut pressed) = (false, false);
    let ended = std::mem::replace(&mut view.was_working, state.backups.is_working()) && !view.was_working;
    let path = view.path(state, state.backup_path().as_deref());
    let is_whole = whole(path).is_some();
    let answer = Dialog::new("back up", "Back up").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            if result_ui(ui, state, &mut sent) {
                return;
            }
            Text::new(
                "One file with all packs, their documents and earlier versions, the trash, templates, what went out \
                 and the office’s details. Keep it on another disk.",
                Type::Body,
            )
            .show(ui);
            note_box(ui, Tone::Plain, Icon::LockSimple, |ui| {
                Text::new("Private notes and recipients are in it. Keep it as you keep the packs.", Type::LabelPlain)
                    .show(ui);
            });
            entered = path_ui(ui, "Write to", path, dialog.opened);
            if Button::secondary("Choose…").small().show(ui).clicked() {
                let (folder, name) = parts(path);
                sent.push(ask(BackupCommand::Pick(Picking::New { folder, name })));
            }
            lead::hint(ui, &last_words(state));
        },
        |ui, _| pressed = foot(ui, state, ("Back up", is_whole), ended, &mut buttons),
    );
    if (entered || pressed)
        && let Some(path) = whole(path)
    {
        sent.push(ask(BackupCommand::Make(path)));
    }
    finish(cx, answer.dismissed, sent, buttons);
}

/// Asks which backup is brought in.
pub fn bring_in_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut BackupView) {
    let state = cx.state;
    let (mut sent, mut buttons) = (Vec::new(), Vec::new());
    let (mut entered, mut pressed) = (false, false);
    let ended = std::mem::replace(&mut view.was_working, state.backups.is_working()) && !view.was_working;
    let path = view.path(state, None);
    let is_whole = whole(path).is_some();
    let answer = Dialog::new("bring in", "Bring in a backup").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            if result_ui(ui, state, &mut sent) {
                return;
            }
            Text::new(
                "What is not here comes in. What is here stays as it is: where the two differ, the pack of the backup \
                 comes in beside it, with the day of the backup in its title. Nothing is overwritten, and bringing the \
                 same backup in again changes nothing.",
                Type::Body,
            )
            .show(ui);
            entered = path_ui(ui, "Backup", path, dialog.opened);
            if Button::secondary("Choose…").small().show(ui).clicked() {
                let folder = whole(path).and_then(|path| path.parent().map(PathBuf::from));
                let folder = folder.or_else(|| state.backup_path().and_then(|path| path.parent().map(PathBuf::from)));
                sent.push(ask(BackupCommand::Pick(Picking::Existing { folder })));
            }
        },
        |ui, _| pressed = foot(ui, state, ("Bring in", is_whole), ended, &mut buttons),
    );
    if (entered || pressed)
        && let Some(path) = whole(path)
    {
        sent.push(ask(BackupCommand::BringIn(path)));
    }
    finish(cx, answer.dismissed, sent, buttons);
}

fn finish(cx: &mut ViewCx<'_>, dismissed: bool, mut sent: Vec<Command>, mut buttons: Vec<Command>) {
    sent.append(&mut buttons);
    if dismissed {
        // What is at work goes on unseen; the menu leads back to it.
        sent.push(close());
    }
    cx.send_all(sent);
}

/// The field for a path. Whether Enter was pressed in it.
fn path_ui(ui: &mut Ui, label: &str, path: &mut String, opened: bool) -> bool {
    let wrong = !path.trim().is_empty() && whole(path).is_none();
    let error = wrong.then_some("Write the whole path, from the start.");
    let field = Field::new(label).help("The whole path of the file.").error(error).limit(4_000).focused(opened);
    let response = field.show(ui, path);
    response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}

fn whole(typed: &str) -> Option<PathBuf> {
    let path = PathBuf::from(typed.trim());
    (path.is_absolute() && path.file_name().is_some()).then_some(path)
}

fn parts(typed: &str) -> (Option<PathBuf>, String) {
    let path = PathBuf::from(typed.trim());
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    (path.parent().map(PathBuf::from), name)
}

fn last_words(state: &AppState) -> String {
    match state.backups.last.date {
        Some(date) => format!("The last backup was made on {}.", date.long()),
        None => "No backup was made yet.".to_owned(),
    }
}

/// What is at work, or what came of it. False where nothing was asked for yet, or what was asked for failed.
fn result_ui(ui: &mut Ui, state: &AppState, sent: &mut Vec<Command>) -> bool {
    match &state.backups.stage {
        Stage::Asking => return false,
        Stage::Failed(failure) => {
            note_box(ui, Tone::Danger, Icon::WarningCircle, |ui| {
                Text::new(&failure.words, Type::LabelPlain).live(ui);
            });
            return false;
        }
        Stage::Working { done, total, doing } => {
            let (words, part) = match total {
                0 => (String::new(), None),
                total => (format!("{done} of {total}"), Some(*done as f32 / *total as f32)),
            };
            if progress_row(ui, doing, &words, part, true) {
                sent.push(ask(BackupCommand::Cancel));
            }
        }
        Stage::Made { written, path } => made_ui(ui, written, path, sent),
        Stage::BroughtIn(report) => report_ui(ui, report),
    }
    true
}

fn made_ui(ui: &mut Ui, written: &Written, path: &Path, sent: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    lead::beside_icon(ui, Icon::CheckCircle, tokens.ok, Type::BodyStrong.line(), |ui| {
        Text::new(&format!("Saved as {}", written.name), Type::BodyStrong).live(ui);
        Text::new(&format!("In it: {}.", written.counts.words()), Type::LabelPlain).show(ui);
    });
    for told in &written.told {
        note_box(ui, Tone::Warn, Icon::Warning, |ui| {
            Text::new(told, Type::LabelPlain).show(ui);
        });
    }
    if Button::secondary("Show in folder").small().show(ui).clicked() {
        sent.push(Command::Outgoing(OutgoingCommand::ShowInFolder(path.to_path_buf())));
    }
}

fn report_ui(ui: &mut Ui, report: &Report) {
    Text::new(&report.summary(), Type::Body).live(ui);
    for came in <Came as strum::IntoEnumIterator>::iter() {
        let lines: Vec<&str> = report.of(came).collect();
        if lines.is_empty() {
            continue;
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::LINE;
            Text::new(&format!("{}, {}", came.heading(), lines.len()), Type::Label).heading(ui, 2);
            for line in lines.iter().take(MAX_LINES) {
                Text::new(line, Type::LabelPlain).show(ui);
            }
            if lines.len() > MAX_LINES {
                lead::hint(ui, &format!("and {} more", lines.len() - MAX_LINES));
            }
        });
    }
}

/// The buttons. Whether the first one was pressed.
fn foot(ui: &mut Ui, state: &AppState, (words, is_whole): (&str, bool), ended: bool, sent: &mut Vec<Command>) -> bool {
    let is_over = matches!(state.backups.stage, Stage::Made { .. } | Stage::BroughtIn(_));
    let mut pressed = false;
    let shut: Response = if is_over {
        Button::primary("Close").show(ui)
    } else if state.backups.is_working() {
        Button::secondary("Close").show(ui)
    } else {
        let lacking = (!is_whole).then_some("Give the whole path of the file first");
        pressed = Button::primary(words).unavailable(lacking).show(ui).clicked() && is_whole;
        Button::secondary("Cancel").show(ui)
    };
    if ended {
        shut.request_focus();
    }
    if shut.clicked() {
        sent.push(close());
    }
    pressed
}
