//! Documents of the office's own that go with a resource: chosen, taken into the pack, taken out.

use std::path::PathBuf;

use crate::app::AppState;
use crate::app::command::Command;
use crate::app::dialog::{self, Dialog};
use crate::app::edit::{Edit, ItemEdit};
use crate::app::effect::{Effect, Failure};
use crate::app::notice::Notice;
use crate::app::outcome;
use crate::app::pack_id::PackId;
use crate::app::packing;
use crate::catalogue::ResourceId;
use crate::pack::{EnclosedFile, words};

/// What is done with the document of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnclosingCommand {
    /// Asks for a document with the system's dialog.
    Choose(ResourceId),
    /// A document was dropped on the window: asks whether it goes with this resource.
    Dropped(ResourceId, PathBuf),
    /// Takes a document into the pack, in the place of the one that is there.
    Take(ResourceId, PathBuf),
    /// Puts a copy of a picture without its properties in its place.
    Clean(ResourceId),
    Remove(ResourceId),
}

pub(crate) fn apply(state: &mut AppState, command: EnclosingCommand) -> Vec<Effect> {
    let may = if state.mode.is_read_only() { Err(state.mode.words()) } else { state.unchangeable() };
    if let Err(why) = may {
        state.say(Notice::information(why));
        return Vec::new();
    }
    let pack = state.packs.open.id.clone();
    match command {
        EnclosingCommand::Choose(item) => return vec![Effect::PickDocument { pack, item }],
        EnclosingCommand::Dropped(item, path) => dialog::open(state, Dialog::Enclose(item, path)),
        EnclosingCommand::Take(item, path) => {
            state.enclosing.push(item.clone());
            return vec![Effect::TakeFile { pack, item, path }];
        }
        EnclosingCommand::Clean(item) => {
            let file = state.work.item(&item).and_then(|item| item.content.file.clone());
            return file.map(|file| Effect::CleanFile { pack, item, file }).into_iter().collect();
        }
        EnclosingCommand::Remove(id) => {
            packing::edit(state, &Edit::Item { id, change: ItemEdit::Enclose(None) });
        }
    }
    Vec::new()
}

/// A document was chosen in the system's dialog.
pub(crate) fn picked(state: &mut AppState, pack: &PackId, item: ResourceId, path: PathBuf) -> Vec<Effect> {
    if *pack != state.packs.open.id {
        return Vec::new();
    }
    apply(state, EnclosingCommand::Take(item, path))
}

/// A document is in the pack's folder, or could not be taken.
pub(crate) fn taken(state: &mut AppState, pack: &PackId, item: ResourceId, result: Result<EnclosedFile, Failure>) {
    if let Some(at) = state.enclosing.iter().position(|taking| *taking == item) {
        state.enclosing.remove(at);
    }
    let file = match result {
        Ok(file) => file,
        Err(failure) => return outcome::fail(state, failure),
    };
    if *pack != state.packs.open.id || !state.work.contains(&item) {
        let words = format!("“{}” was not enclosed: its resource is not in the open pack", file.name);
        state.say(Notice::warning(words));
        return;
    }
    let title = state.catalogue.resource(&item).map(|resource| resource.title.clone()).unwrap_or_default();
    let words = format!("Enclosed “{}”, {}, with “{title}”", file.name, words::size(file.bytes));
    let edit = Edit::Item { id: item, change: ItemEdit::Enclose(Some(file)) };
    match packing::try_edit(state, &edit) {
        Ok(()) => state.say(Notice::done(words).with("Undo", Command::Undo)),
        Err(err) => packing::refuse(state, err),
    }
}
