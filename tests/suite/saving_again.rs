//! What could not be written is kept and tried again, whatever is open meanwhile.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use rso_toolbox::app::{
    AppState, Command, Dialog, Effect, Leaving, Outcome, PackId, PacksCommand, PreferenceCommand, SaveState, Shelf,
    StoreTask, Theme,
};
use rso_toolbox::shell::Perform as _;

use crate::pack_files::{said, title};
use crate::packs_store::{Running, open};

/// Takes outcomes until this holds, also those of a failure.
fn until(running: &mut Running, what: &str, holds: impl Fn(&AppState) -> bool) -> Vec<Outcome> {
    let begun = Instant::now();
    let mut taken = Vec::new();
    loop {
        for outcome in running.shell.outcomes() {
            taken.push(outcome.clone());
            running.send(Command::Finished(outcome));
        }
        if holds(&running.state) {
            return taken;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "never: {what}; {:?}", running.state.notices.shown());
        thread::sleep(Duration::from_millis(1));
    }
}

/// A folder stands where the pack's document goes, as if the disk took nothing: the pack cannot be written.
fn refused(running: &Running) -> PathBuf {
    let document = running.store().folder(Shelf::Packs, &running.state.packs.open.id).join("pack.json");
    fs::create_dir_all(&document).unwrap();
    document
}

fn title_of(running: &Running, id: &PackId) -> String {
    running.store().read(Shelf::Packs, id).unwrap().file.draft.details.title
}

const NOT_SAVED: &str = "The pack could not be saved";

fn times_told(running: &Running, words: &str) -> usize {
    running.state.notices.kept().filter(|notice| notice.words.contains(words)).count()
}

#[test]
fn a_pack_that_could_not_be_written_is_written_once_it_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    let id = running.state.packs.open.id.clone();
    let document = refused(&running);
    running.edit(title("Kept"));
    until(&mut running, "not saved", |state| state.saved == SaveState::Failed);
    running.edit(title("Kept, changed"));
    let mut count = 0;
    while count < 3 {
        let outcomes = until(&mut running, "tried", |_| true);
        count += outcomes.iter().filter(|it| matches!(it, Outcome::PackNotSaved { .. })).count();
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!((running.state.saved, times_told(&running, NOT_SAVED)), (SaveState::Failed, 1));
    fs::remove_dir(document).unwrap();
    until(&mut running, "saved", |state| state.saved == SaveState::Saved);
    assert_eq!(title_of(&running, &id), "Kept, changed");
}

#[test]
fn a_pack_that_could_not_be_written_is_not_lost_with_another_one_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    let first = running.state.packs.open.id.clone();
    let document = refused(&running);
    running.edit(title("First"));
    until(&mut running, "not saved", |state| state.saved == SaveState::Failed);
    running.ask(PacksCommand::New);
    assert_eq!(running.state.dialog(), Some(&Dialog::Leaving(Leaving::New)), "it is asked first");
    running.send(Command::Leave(Leaving::New));
    assert!(said(&running.state, "“First” could not be saved yet. It is tried again"));
    assert!(!said(&running.state, "stays in the list"));
    running.edit(title("Second"));
    until(&mut running, "the second one", |state| state.saved == SaveState::Saved);

    // What is asked of it is asked of what the disk has not.
    for task in [PacksCommand::MoveToTrash(first.clone()), PacksCommand::Duplicate(first.clone())] {
        running.ask(task);
        until(&mut running, "refused", |state| said(state, "its last changes could not be saved yet"));
    }
    // Opened again it is as it was left.
    running.ask(PacksCommand::Open(first.clone()));
    until(&mut running, "the first one", |state| state.packs.open.id == first && state.saved == SaveState::Failed);
    assert_eq!(running.state.work.details.title, "First");
    running.edit(title("First, changed"));
    running.send(Command::Leave(Leaving::New));
    fs::remove_dir(document).unwrap();
    let listed = |state: &AppState| state.packs.entry(&first).is_some_and(|entry| entry.title == "First, changed");
    until(&mut running, "in the list", listed);
    assert_eq!(title_of(&running, &first), "First, changed");
}

#[test]
fn what_could_not_be_written_is_tried_once_more_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    let id = running.state.packs.open.id.clone();
    let document = refused(&running);
    let settings = folder.path().join("settings.json");
    if settings.exists() {
        fs::remove_file(&settings).unwrap();
    }
    fs::create_dir(&settings).unwrap();
    running.edit(title("Kept"));
    running.send(Command::Preference(PreferenceCommand::Theme(Theme::Dark)));
    until(&mut running, "told", |state| said(state, NOT_SAVED) && said(state, "The settings could not be saved"));
    let begun = Instant::now();
    fs::remove_dir(document).unwrap();
    fs::remove_dir(&settings).unwrap();
    running.shell.finish();
    assert!(begun.elapsed() < Duration::from_secs(5), "it waits for nothing else");
    assert_eq!(title_of(&running, &id), "Kept");
    assert!(fs::read_to_string(settings).unwrap().contains("dark"));

    drop(running);

    // Where it fails still, the end comes all the same, and so does what was asked for.
    let mut running = open(folder.path());
    let document = folder.path().join("packs").join(id.as_str()).join("pack.json");
    fs::remove_file(&document).unwrap();
    fs::create_dir(&document).unwrap();
    running.edit(title("Lost"));
    until(&mut running, "not saved", |state| state.saved == SaveState::Failed);
    running.perform(vec![Effect::Store(StoreTask::Restore(PackId::of(b"none")))]);
    until(&mut running, "answered", |state| said(state, "The pack was not brought back"));
    running.shell.finish();
}
