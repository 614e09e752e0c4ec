//! What has changed since a pack was made: offered when it is opened, each to take or to leave.

use crate::app::AppState;
use crate::app::command::Command;
use crate::app::dialog::{self, Dialog};
use crate::app::edit::Edit;
use crate::app::known::changes;
use crate::app::notice::Notice;
use crate::app::packing;
use crate::catalogue::ResourceId;

/// What is done about a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeCommand {
    /// Shows what has changed.
    Ask,
    /// Takes the newer edition in place of the older one.
    Take {
        id: ResourceId,
        newer: ResourceId,
    },
    /// Keeps the resource as it is today.
    Keep(ResourceId),
    TakeOut(ResourceId),
    /// Keeps everything as it is today.
    KeepAll,
}

pub(crate) fn apply(state: &mut AppState, command: ChangeCommand) {
    match command {
        ChangeCommand::Ask => dialog::open(state, Dialog::Changes),
        ChangeCommand::Take { id, newer } => packing::edit(state, &Edit::Replace { id, with: newer }),
        ChangeCommand::Keep(id) => packing::edit(state, &Edit::Know(vec![id])),
        ChangeCommand::TakeOut(id) => packing::edit(state, &Edit::Remove(id)),
        ChangeCommand::KeepAll => {
            let ids = state.changes.iter().map(|change| change.id.clone()).collect();
            packing::edit(state, &Edit::Know(ids));
        }
    }
    look(state);
}

/// Looks for what has changed in the open pack.
pub(crate) fn look(state: &mut AppState) {
    state.changes = changes(&state.work, &state.catalogue);
}

/// Offers what has changed in a pack that was opened just now, at the start too.
pub(crate) fn offer(state: &mut AppState) {
    look(state);
    if state.unchangeable().is_err() {
        return;
    }
    let words = match state.changes.len() {
        0 => return,
        1 => "1 resource has changed since this pack was made or last went out".to_owned(),
        many => format!("{many} resources have changed since this pack was made or last went out"),
    };
    state.say(Notice::warning(&words).with("See what changed", Command::Change(ChangeCommand::Ask)));
}
