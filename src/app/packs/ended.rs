//! What came of something that was done with packs that are not open.

use super::{PacksCommand, StoreTask, open, shown};
use crate::app::effect::{Effect, Failure};
use crate::app::notice::Notice;
use crate::app::pack_id::PackId;
use crate::app::templates::TemplateCommand;
use crate::app::{AppState, Command, outcome};

/// A task was done, or could not be.
pub(crate) fn task_ended(state: &mut AppState, task: &StoreTask, result: Result<(), Failure>) -> Vec<Effect> {
    let waited_for = match task {
        StoreTask::Open(id) | StoreTask::Mend { id, .. } => Some(id),
        StoreTask::TakeIn { file, .. } => Some(&file.id),
        _ => None,
    };
    if let Some(id) = waited_for
        && state.packs.opening.as_ref() == Some(id)
    {
        state.packs.opening = None;
        state.packs.then = None;
    }
    match (result, task) {
        (Ok(()), StoreTask::FromTemplate { to, .. }) => {
            let mut effects = open(state, to.clone(), None);
            effects.push(Effect::ListPacks);
            return effects;
        }
        (Ok(()), task) => tell(state, task),
        (Err(failure), _) => outcome::fail(state, failure),
    }
    vec![Effect::ListPacks]
}

fn tell(state: &mut AppState, task: &StoreTask) {
    let command = Command::Packs;
    let title_of = |id: &PackId| shown(state.packs.entry(id).map_or("", |entry| &entry.title)).to_owned();
    let notice = match task {
        StoreTask::Trash(id) => Notice::done(format!("“{}” was moved to the trash", title_of(id)))
            .with("Restore", command(PacksCommand::Restore(id.clone()))),
        StoreTask::Restore(id) => Notice::done(format!("“{}” is in the list of packs again", title_of(id)))
            .with("Open", command(PacksCommand::Open(id.clone()))),
        StoreTask::Duplicate { to, title, .. } => {
            Notice::done(format!("Copied as “{}”", shown(title))).with("Open", command(PacksCommand::Open(to.clone())))
        }
        StoreTask::Rename { title, .. } => Notice::done(format!("Renamed to “{}”", shown(title))),
        StoreTask::SaveTemplate { title, .. } => {
            let ask = Command::Template(TemplateCommand::Ask);
            Notice::done(format!("“{title}” is a template now")).with("Show templates", ask)
        }
        StoreTask::TrashTemplate(id) => Notice::done("The template was moved to the trash")
            .with("Restore as a pack", command(PacksCommand::Restore(id.clone()))),
        StoreTask::Mend { to, .. } => {
            let when = to.at.words(state.clock.today);
            Notice::done(format!("The pack is again as it was {when}. What could not be read is kept in its folder."))
        }
        StoreTask::Open(_) | StoreTask::Forget(_) | StoreTask::TakeIn { .. } | StoreTask::FromTemplate { .. } => return,
    };
    state.say(notice);
}
