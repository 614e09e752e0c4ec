//! Changes of the pack as a person asks for them: with undo, messages, and the newer edition shown first.

use crate::app::AppState;
use crate::app::dialog::{self, Dialog};
use crate::app::edit::{Edit, Step};
use crate::app::effect::{Effect, Region, WindowEffect};
use crate::app::history::History;
use crate::app::notice::Notice;
use crate::app::packs::{self, PacksCommand};
use crate::app::work::{EditError, Work};
use crate::catalogue::ResourceId;
use crate::pack::words;

/// What is done with items of the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackingCommand {
    /// Adds or removes; a superseded resource shows its newer edition first.
    Toggle(ResourceId),
    /// Adds although a newer edition exists: the answer to the question.
    AddAnyway(ResourceId),
    Remove(ResourceId),
    /// Chooses a row of the tray.
    Select(Option<ResourceId>),
    /// Moves the chosen row.
    MoveSelected(Step),
    RemoveSelected,
    Clear,
    /// An empty pack; the open one stays in the list.
    New,
}

pub(crate) fn apply(state: &mut AppState, command: PackingCommand) -> Vec<Effect> {
    match command {
        PackingCommand::Toggle(id) if state.work.contains(&id) => return remove(state, &id),
        PackingCommand::Toggle(id) => add(state, id),
        PackingCommand::AddAnyway(id) => {
            dialog::close_all(state, &Dialog::Superseded(id.clone()));
            edit(state, &Edit::Add(vec![id]));
        }
        PackingCommand::Remove(id) => return remove(state, &id),
        PackingCommand::Select(id) => state.selected = id.filter(|id| state.work.contains(id)),
        PackingCommand::MoveSelected(step) => {
            if let Some(id) = state.selected.clone() {
                edit(state, &Edit::Move { id, step });
            }
        }
        PackingCommand::RemoveSelected => {
            if let Some(id) = state.selected.clone() {
                return remove(state, &id);
            }
        }
        PackingCommand::Clear => edit(state, &Edit::Clear),
        PackingCommand::New => return packs::apply(state, PacksCommand::New),
    }
    Vec::new()
}

/// Makes one change that can be undone, or says why not.
pub(crate) fn edit(state: &mut AppState, edit: &Edit) {
    if let Err(err) = try_edit(state, edit) {
        refuse(state, err);
    }
}

/// Makes one change that can be undone.
pub(crate) fn try_edit(state: &mut AppState, edit: &Edit) -> Result<(), EditError> {
    state.unchangeable().map_err(EditError::ReadOnly)?;
    let before = state.work.clone();
    state.work.apply(edit, &state.catalogue)?;
    if state.work != before {
        state.history.record(edit.label(), edit.merge_key(), before, state.clock.now_ms);
        dialog::close_for_removed(state);
    }
    Ok(())
}

/// Says why a change was not made.
pub(crate) fn refuse(state: &mut AppState, err: EditError) {
    state.say(Notice::information(words::capital_first(&err.to_string())));
}

pub(crate) fn undo(state: &mut AppState) {
    step(state, History::undo);
}

pub(crate) fn redo(state: &mut AppState) {
    step(state, History::redo);
}

/// A pack that may only be read by now stays as it is.
fn step(state: &mut AppState, step: fn(&mut History, &mut Work) -> Option<&'static str>) {
    if let Err(why) = state.unchangeable() {
        refuse(state, EditError::ReadOnly(why));
    } else if step(&mut state.history, &mut state.work).is_some() {
        keep_selection(state);
    }
}

fn add(state: &mut AppState, id: ResourceId) {
    let superseded = state.catalogue.resource(&id).is_some_and(|resource| resource.successor().is_some());
    if superseded {
        dialog::open(state, Dialog::Superseded(id));
    } else {
        edit(state, &Edit::Add(vec![id]));
    }
}

/// Removes an item; the next one of the tray is chosen then.
fn remove(state: &mut AppState, id: &ResourceId) -> Vec<Effect> {
    let place = state.work.position(id);
    let was_selected = state.selected.as_ref() == Some(id);
    edit(state, &Edit::Remove(id.clone()));
    let items = state.work.items();
    if !was_selected {
        return Vec::new();
    }
    state.selected = place.and_then(|place| items.get(place).or_else(|| items.last())).cloned();
    vec![Effect::Window(WindowEffect::Focus(Region::Tray))]
}

fn keep_selection(state: &mut AppState) {
    let selected = state.selected.take();
    state.selected = selected.filter(|id| state.work.contains(id));
    dialog::close_for_removed(state);
}

impl AppState {
    /// An empty pack with the issuer and the choices of the last one.
    pub(crate) fn fresh_work(&self) -> Work {
        let mut work = Work::new();
        work.details.issued_by.clone_from(&self.office.issued_by);
        work.details.length = self.settings.length;
        work.details.paper = self.settings.paper;
        work.details.ink = self.settings.ink;
        work.details.formats.clone_from(&self.settings.formats);
        work
    }
}
