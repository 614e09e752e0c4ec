//! Commands, and the only way in which the state changes.

use crate::app::backups::{self, BackupCommand};
use crate::app::browse::{self, BrowseCommand};
use crate::app::changing::{self, ChangeCommand};
use crate::app::clock::Clock;
use crate::app::dialog::{self, DialogCommand};
use crate::app::edit::Edit;
use crate::app::effect::{Effect, Outcome, WindowEffect};
use crate::app::enclosing::{self, EnclosingCommand};
use crate::app::giving::{self, GivingCommand};
use crate::app::leaving::{self, Leaving};
use crate::app::notice::{Notice, NoticeId};
use crate::app::outgoing::{self, OutgoingCommand};
use crate::app::pack_files::{self, FilesCommand};
use crate::app::packing::{self, PackingCommand};
use crate::app::packs::{self, PacksCommand};
use crate::app::preferences::{self, PreferenceCommand};
use crate::app::preview::{self, PreviewCommand};
use crate::app::proposing::{self, ProposingCommand};
use crate::app::release::desk::{self, ReleaseCommand};
use crate::app::templates::{self, TemplateCommand};
use crate::app::versions::{self, VersionsCommand};
use crate::app::work::Revision;
use crate::app::{AppState, SaveState, outcome};

/// Something to do, with all that it needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// What time it is; sent at the start of each frame.
    Tick(Clock),
    Undo,
    Redo,
    Edit(Edit),
    /// The focus left a field: the next edit of it is a step of its own.
    EndMerging,
    /// An input method puts a word together in the field that has the keyboard: until it is taken, its edits are one step.
    ComposingBegins,
    ComposingEnds,
    Packing(PackingCommand),
    Packs(PacksCommand),
    /// Leaves the open pack although something of it would be gone: the answer to the question.
    Leave(Leaving),
    Versions(VersionsCommand),
    Files(FilesCommand),
    Template(TemplateCommand),
    Change(ChangeCommand),
    Backup(BackupCommand),
    Browse(BrowseCommand),
    Enclosing(EnclosingCommand),
    Find,
    Dialog(DialogCommand),
    Outgoing(OutgoingCommand),
    Proposing(ProposingCommand),
    /// The check before a pack leaves.
    Release(ReleaseCommand),
    Giving(GivingCommand),
    Preference(PreferenceCommand),
    Preview(PreviewCommand),
    /// Says why what was asked for cannot be done now.
    Tell(&'static str),
    CloseNotice(NoticeId),
    /// The pointer or the focus is on a message.
    HoldNotice(NoticeId),
    Window(WindowEffect),
    OpenDataFolder,
    Finished(Outcome),
}

/// Applies one command. Nothing but `state` changes.
pub fn dispatch(state: &mut AppState, command: Command) -> Vec<Effect> {
    if let Command::Tick(clock) = command {
        state.clock = clock;
        state.notices.tick(clock.now_ms);
        return Vec::new();
    }
    let before = state.kept();
    let mut effects = apply(state, command);
    effects.extend(state.save_changes(&before));
    effects
}

fn apply(state: &mut AppState, command: Command) -> Vec<Effect> {
    match command {
        Command::Tick(_) => {}
        Command::Undo => packing::undo(state),
        Command::Redo => packing::redo(state),
        Command::Edit(edit) => packing::edit(state, &edit),
        Command::EndMerging => state.history.end_merging(),
        Command::ComposingBegins => state.history.begin_composing(),
        Command::ComposingEnds => state.history.end_composing(&state.work),
        Command::Packing(command) => return packing::apply(state, command),
        Command::Packs(command) => return packs::apply(state, command),
        Command::Leave(wanted) => return leaving::leave(state, wanted),
        Command::Versions(command) => return versions::apply(state, command),
        Command::Files(command) => return pack_files::apply(state, command),
        Command::Change(command) => changing::apply(state, command),
        Command::Template(command) => return templates::apply(state, command),
        Command::Backup(command) => return backups::apply(state, command),
        Command::Browse(command) => return browse::apply(state, command),
        Command::Enclosing(command) => return enclosing::apply(state, command),
        Command::Find => return browse::find(state),
        Command::Dialog(command) => return dialog::apply(state, command),
        Command::Outgoing(command) => return outgoing::apply(state, command),
        Command::Proposing(command) => return proposing::apply(state, command),
        Command::Release(command) => return desk::apply(state, command),
        Command::Giving(command) => return giving::apply(state, command),
        Command::Preference(command) => return preferences::apply(state, command),
        Command::Preview(command) => return preview::apply(state, command),
        Command::Tell(words) => state.say(Notice::information(words)),
        Command::CloseNotice(id) => state.notices.close(id),
        Command::HoldNotice(id) => state.notices.hold(id, state.clock.now_ms),
        Command::Window(effect) => return vec![Effect::Window(effect)],
        Command::OpenDataFolder => return vec![Effect::OpenDataFolder],
        Command::Finished(outcome) => return outcome::apply(state, outcome),
    }
    Vec::new()
}

impl AppState {
    /// What has to be written after a command, whatever the command was.
    fn save_changes(&mut self, before: &crate::app::Kept) -> Vec<Effect> {
        let now = self.kept();
        let mut effects = Vec::new();
        let is_other_pack = before.pack != now.pack;
        if is_other_pack {
            self.revision = Revision(self.revision.0 + 1);
        }
        if is_other_pack || !before.office.prints_as(&now.office) {
            effects.extend(self.lay_out());
            effects.extend(desk::after_change(self));
        }
        // Another pack that was opened is on disk as it was read.
        let (pack, local) = self.taken_as().unwrap_or_else(|| (before.pack.clone(), before.local.clone()));
        if pack != now.pack && !now.pack.is_newer() && self.is_listed() {
            effects.extend(versions::worked(self, &pack));
            effects.extend(pack_files::changed(self, &now.pack));
            self.saved = SaveState::Saving;
            effects.push(Effect::SavePack { pack: Box::new(now.pack), revision: self.revision });
        }
        if local != now.local {
            let id = self.packs.open.id.clone();
            effects.push(Effect::SaveLocal { id, local: Box::new(now.local) });
        }
        if before.session != now.session {
            effects.push(Effect::SaveSession(Box::new(now.session)));
        }
        if before.settings != now.settings {
            effects.push(Effect::SaveSettings(Box::new(now.settings)));
        }
        if before.office != now.office {
            effects.push(Effect::SaveOffice(Box::new(now.office)));
        }
        if self.mode.is_read_only() {
            self.saved = SaveState::Saved;
            effects.retain(|effect| !effect.is_save());
        }
        effects
    }
}
