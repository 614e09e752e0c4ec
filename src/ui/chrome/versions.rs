//! The earlier versions of the open pack as a dialog: what has changed since, and going back.

use egui::{Id, Key, Modifiers, Response, Ui};

use crate::app::versions::{RULE, VersionEntry, VersionId, VersionList};
use crate::app::{AppState, Command, DialogCommand, VersionsCommand};
use crate::pack::words;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::{Text, Type};

/// The most lines of a comparison that are shown.
const MAX_LINES: usize = 100;

/// What the dialog remembers between frames.
#[derive(Default)]
pub struct VersionsView {
    /// The row that has to take the keyboard.
    wanted: Option<VersionId>,
}

impl VersionsView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

fn ask(command: VersionsCommand) -> Command {
    Command::Versions(command)
}

/// Draws the list.
pub fn versions_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut VersionsView) {
    let state = cx.state;
    let entries = state.versions.entries();
    let (mut sent, mut buttons) = (Vec::new(), Vec::new());
    if state.versions.chosen.is_none()
        && let Some(first) = entries.first()
    {
        view.wanted.get_or_insert(first.id);
        sent.push(ask(VersionsCommand::Choose(first.id)));
    }
    let answer = Dialog::new("versions", "Earlier versions").width(size::DIALOG).show(
        ui.ctx(),
        |ui, _| body(ui, state, entries, view, &mut sent),
        |ui, dialog| {
            let close = foot(ui, state, &mut buttons);
            if dialog.opened {
                close.request_focus();
            }
        },
    );
    sent.append(&mut buttons);
    if answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}

fn body(ui: &mut Ui, state: &AppState, entries: &[VersionEntry], view: &mut VersionsView, sent: &mut Vec<Command>) {
    if let Some(entry) = state.versions.other.as_ref().and_then(|id| state.packs.entry(id)) {
        Text::new(entry.shown_title(), Type::Label).heading(ui, 2);
    }
    match &state.versions.listing {
        VersionList::Reading => lead::hint(ui, "Reading the list"),
        VersionList::Failed(failure) => {
            Text::new(&failure.words, Type::Body).show(ui);
        }
        VersionList::Ready(_) if entries.is_empty() => lead::hint(
            ui,
            "No version yet. One is kept when a pack is opened or exported, after ten minutes of work, and when you \
             choose “Keep this version”.",
        ),
        VersionList::Ready(_) => lead::hint(ui, RULE),
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for (place, entry) in entries.iter().enumerate() {
        let chosen = state.versions.chosen == Some(entry.id);
        let response = row(ui, state, entry, chosen);
        if view.wanted == Some(entry.id) {
            response.request_focus();
            view.wanted = None;
        }
        if !chosen && (response.clicked() || response.gained_focus()) {
            sent.push(ask(VersionsCommand::Choose(entry.id)));
            response.request_focus();
        }
        if response.has_focus() {
            let step = lead::list_step(ui, place, entries.len());
            view.wanted = step.and_then(|step| entries.get(step)).map(|next| next.id).or(view.wanted);
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
                sent.push(ask(VersionsCommand::Return(entry.id)));
            }
        }
        if chosen {
            since(ui, state);
        }
    }
}

/// "Today at 14:32, as it was exported" over "Training toolbox, 7 resources".
fn row(ui: &mut Ui, state: &AppState, entry: &VersionEntry, chosen: bool) -> Response {
    let when = words::capital_first(&entry.at.words(state.clock.today));
    let first = format!("{when}, {}", entry.id.why.words());
    let title = crate::app::packs::shown(&entry.title);
    let second = format!("{title}, {}", words::resources(entry.count));
    ListRow {
        id: Id::unique(("version row", entry.id)),
        first: &first,
        second: &second,
        name: &format!("{first}. {second}"),
        chosen,
        margin: space::SMALL,
        room: 0.0,
        after: 0.0,
    }
    .show(ui)
}

/// What has changed since the chosen version, under its row.
fn since(ui: &mut Ui, state: &AppState) {
    let Some(lines) = &state.versions.since else { return };
    ui.add_space(space::TINY);
    ui.horizontal_top(|ui| {
        ui.add_space(space::LARGE);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::LINE;
            if lines.is_empty() {
                lead::hint(ui, "The pack is like this now.");
                return;
            }
            Text::new("Since then", Type::SmallStrong).heading(ui, 2);
            for line in lines.iter().take(MAX_LINES) {
                Text::new(line, Type::Small).show(ui);
            }
            if lines.len() > MAX_LINES {
                lead::hint(ui, &format!("And {} more", lines.len() - MAX_LINES));
            }
        });
    });
    ui.add_space(space::SMALL);
}

fn foot(ui: &mut Ui, state: &AppState, sent: &mut Vec<Command>) -> Response {
    let chosen = state.versions.chosen;
    let why = match (&state.versions.since, chosen) {
        (_, None) => Some("Choose a version first"),
        (Some(lines), _) if lines.is_empty() => Some("The pack is like this now"),
        _ => state.may_return().err(),
    };
    let verb = if state.versions.other.is_some() { "Open and bring back" } else { "Bring back" };
    let pressed = Button::primary(verb).unavailable(why).show(ui).clicked();
    if let (true, None, Some(chosen)) = (pressed, why, chosen) {
        sent.push(ask(VersionsCommand::Return(chosen)));
    }
    let close = Button::secondary("Close").show(ui);
    if close.clicked() {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    close
}
