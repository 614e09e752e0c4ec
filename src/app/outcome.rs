//! What came of an effect, taken into the state.

use std::path::PathBuf;

use crate::app::AppState;
use crate::app::SaveState;
use crate::app::backups;
use crate::app::command::Command;
use crate::app::dialog::{self, Dialog};
use crate::app::effect::{Effect, Failure, Outcome, WindowEffect};
use crate::app::enclosing;
use crate::app::leaving::{self, Leaving};
use crate::app::moment::When;
use crate::app::notice::Notice;
use crate::app::office;
use crate::app::outgoing::{Finished, LastExport, OutgoingCommand, OutgoingId, Stage};
use crate::app::pack_files::{self, FilesCommand};
use crate::app::pack_id::PackId;
use crate::app::packs;
use crate::app::preferences;
use crate::app::proposing;
use crate::app::release::desk;
use crate::app::versions;
use crate::app::work::Revision;
use crate::export::Format;

pub(crate) fn apply(state: &mut AppState, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::IndexBuilt(built) => {
            state.browse.index = Some(built.index);
            state.browse.refresh(&state.catalogue);
        }
        Outcome::Proposed { number, proposal } => state.proposing.take(number, proposal),
        Outcome::RequestRead { number, reading } => return proposing::take_reading(state, number, reading),
        Outcome::ProposalFailed { number, failure } => {
            state.proposing.give_up(number);
            fail(state, failure);
        }
        Outcome::PackSaved { id, revision, at } => return saved(state, &id, revision, at),
        Outcome::PackNotSaved { id, failure } => save_failed(state, &id, failure),
        Outcome::PackOpened(stored) => return packs::opened(state, &stored),
        Outcome::UnsavedOpened(stored) => return packs::opened_unsaved(state, &stored),
        Outcome::StatesBeside { pack, count } => state.say(versions::told_beside(&pack, count)),
        Outcome::OfficeElsewhere { kept } => state.say(office::told_elsewhere(kept)),
        Outcome::PackTakenIn(taken) => return pack_files::taken_in(state, &taken),
        Outcome::SystemLook(look) => state.system = look,
        Outcome::StartersMade(starters) => state.templates.starters = Some(starters),
        Outcome::Backup(came) => return backups::take(state, came),
        Outcome::PacksListed { order, listed } => packs::listed(state, order, listed),
        Outcome::StoreEnded { task, result } => return packs::task_ended(state, &task, result),
        Outcome::PagesLaidOut(laid_out) => state.preview.take(laid_out, state.revision),
        Outcome::PageDrawn(drawn) => state.preview.take_picture(drawn),
        Outcome::PdfMeasured { revision, bytes } => state.preview.take_size(revision, bytes),
        Outcome::Files(answer) => return pack_files::answered(state, answer),
        Outcome::PackChanged { id } => pack_files::changed_elsewhere(state, &id),
        Outcome::FilePicked { pack, purpose, path } => return pack_files::picked(state, &pack, purpose, path),
        Outcome::NoFileDialog(purpose) => dialog::open(state, Dialog::FileField(purpose)),
        Outcome::Versions { pack, answer } => return versions::answered(state, &pack, answer),
        Outcome::PagesFailed { revision, failure } => {
            state.preview.take_failure(revision, state.revision);
            fail(state, failure);
        }
        Outcome::LookedOver(looked) => desk::take(state, looked),
        Outcome::FolderPicked(folder) => state.settings.export_folder = Some(folder),
        Outcome::PickCancelled | Outcome::FontsFound(_) => {}
        Outcome::NoDialog => dialog::open(state, Dialog::FolderField),
        Outcome::DocumentPicked { pack, item, path } => return enclosing::picked(state, &pack, item, path),
        Outcome::LogoTaken(result) => preferences::logo_taken(state, result),
        Outcome::NoLogoDialog => dialog::open(state, Dialog::LogoField),
        Outcome::NoDocumentDialog { item } => dialog::open(state, Dialog::DocumentField(item)),
        Outcome::DocumentTaken { pack, item, result } => enclosing::taken(state, &pack, item, result),
        Outcome::Copied { said } => state.say(Notice::done(said)),
        Outcome::Printed(result) => {
            state.outgoing.printing = false;
            if let Err(failure) = result {
                fail(state, failure);
            }
        }
        Outcome::ReceiptKept { id, kept } => receipt_kept(state, id, kept),
        Outcome::SaveFailed { failure, .. } | Outcome::Failed(failure) => fail(state, failure),
        Outcome::StartedAgain { arguments } => return started_again(state, &arguments),
        // Nothing is asked: whoever logs off may not be there to answer, and all is written when the window closes.
        Outcome::SystemEnds => return leaving::leave(state, Leaving::End),
        outcome => return exporting(state, outcome),
    }
    Vec::new()
}

/// The outcomes of an export. Those of an export that is no longer wanted are dropped.
fn exporting(state: &mut AppState, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Exists { id, existing } if state.outgoing.is_current(id) => {
            state.outgoing.ask(existing);
            dialog::open(state, Dialog::Replace);
        }
        Outcome::Progress { id, format, done, total, doing } if state.outgoing.is_current(id) => {
            state.outgoing.set(format, &Stage::Working { done, total, doing });
        }
        Outcome::Exported { id, format, finished } if state.outgoing.is_current(id) => {
            exported(state, format, finished);
            return versions::exported(state).into_iter().collect();
        }
        Outcome::ExportFailed { id, format, failure } if state.outgoing.is_current(id) => {
            state.outgoing.set(format, &Stage::Failed(failure.clone()));
            fail(state, failure);
        }
        Outcome::ExportCancelled { id } if state.outgoing.is_current(id) => {
            state.outgoing.cancel_rest();
            state.outgoing.end();
            let words = match state.outgoing.finished().count() {
                0 => "Export cancelled; no file was left",
                _ => "Export cancelled; what was saved before stays",
            };
            state.say(Notice::information(words));
        }
        Outcome::ExportFaulty { id, failure } if state.outgoing.is_current(id) => {
            state.outgoing.fail_rest(&failure);
            state.outgoing.end();
            fail(state, failure);
        }
        Outcome::ExportEnded { id } if state.outgoing.is_current(id) => {
            state.outgoing.cancel_rest();
            state.outgoing.end();
        }
        _ => {}
    }
    Vec::new()
}

fn exported(state: &mut AppState, format: Format, finished: Box<Finished>) {
    let items = if state.packs.open.changeable().is_ok() { state.work.items().to_vec() } else { Vec::new() };
    state.work.know(&items, &state.catalogue);
    let words = format!("Saved as {}", finished.name);
    let notice = Notice::done(words)
        .with("Open", Command::Outgoing(OutgoingCommand::Open(finished.path.clone())))
        .with("Show in folder", Command::Outgoing(OutgoingCommand::ShowInFolder(finished.path.clone())));
    state.outgoing.last =
        Some(LastExport { date: state.clock.today, path: finished.path.clone(), name: finished.name.clone() });
    state.outgoing.set(format, &Stage::Done(finished));
    if state.dialogs.contains(&Dialog::Export) {
        state.notices.keep(notice, state.clock.now_ms);
    } else {
        state.say(notice);
    }
}

/// Takes the receipt of the newest export. That of a cancelled one may come after the next one has begun.
fn receipt_kept(state: &mut AppState, id: OutgoingId, kept: Result<std::path::PathBuf, Failure>) {
    let is_newest = state.outgoing.is_newest(id);
    match kept {
        Ok(path) if is_newest => state.outgoing.receipt = Some(path),
        Ok(_) => {}
        Err(failure) => {
            if is_newest {
                state.outgoing.receipt = None;
            }
            fail(state, failure);
        }
    }
}

/// The pack is on disk once the write of its newest state has ended; older writes say nothing of it.
fn saved(state: &mut AppState, id: &PackId, revision: Revision, at: When) -> Vec<Effect> {
    if *id != state.packs.open.id {
        // It may not have been in the list yet.
        return vec![Effect::ListPacks];
    }
    let is_first = state.packs.open.changed.replace(at).is_none();
    let mut effects = if is_first { vec![Effect::ListPacks] } else { Vec::new() };
    if revision == state.revision {
        state.saved = SaveState::Saved;
        effects.extend(pack_files::listed(state));
    }
    effects
}

fn save_failed(state: &mut AppState, id: &PackId, failure: Option<Failure>) {
    if *id == state.packs.open.id {
        state.saved = SaveState::Failed;
    }
    if let Some(failure) = failure {
        fail(state, failure);
    }
}

/// Says what failed, with its details to copy.
pub(crate) fn fail(state: &mut AppState, failure: Failure) {
    state.say(Notice::failure(failure.words, failure.details));
}

/// Another catalogue cannot be opened in the same window: the pack belongs to this one.
fn started_again(state: &mut AppState, arguments: &[String]) -> Vec<Effect> {
    if arguments.iter().any(|argument| argument == "--catalogue" || argument.starts_with("--catalogue=")) {
        state.say(Notice::information("To open another catalogue, close this window first"));
    }
    let mut effects = vec![Effect::Window(WindowEffect::Raise)];
    let named = arguments.iter().zip(arguments.iter().skip(1)).filter(|(option, _)| *option == "--open");
    let files = named.map(|(_, path)| PathBuf::from(path)).collect();
    effects.extend(pack_files::apply(state, FilesCommand::OpenAll(files)));
    effects
}
