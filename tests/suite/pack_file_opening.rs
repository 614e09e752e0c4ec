//! What comes of opening a pack file: what is newer stays, what is another office's is asked again, and nothing empty
//! goes over what is shared.

use std::fs;
use std::path::Path;

use rso_toolbox::app::pack_files::HELD;
use rso_toolbox::app::release::{Reader, ReleaseEdit};
use rso_toolbox::app::{AppState, Clearance, Edit, FilesCommand, ItemEdit, PacksCommand, Shelf, Why};

use crate::commands::ids;
use crate::pack_files::{files, flush, leave, said, saved, there, title, title_in, write};
use crate::packs_store::{Running, open};

/// As where a colleague had it open, and has closed it by the time it is opened again.
#[test]
fn a_file_that_could_only_be_read_is_taken_into_the_list_once_it_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let (running, path) = saved(folder.path(), "one");
    let id = running.state.packs.open.id.clone();
    let two = folder.path().join("two");
    let mut second = open(&two);
    second.send(files(FilesCommand::Open(path.clone())));
    second.until("told", |state| said(state, HELD));
    drop(running);

    second.send(files(FilesCommand::Open(path.clone())));
    second.until("its own", |state| state.own_file.path.is_some());
    assert_eq!(second.store().read(Shelf::Packs, &id).unwrap().file.draft.details.title, "Partners");
    drop(second);
    let mut second = open(&two);
    assert_eq!(second.state.work.details.title, "Partners");
    second.until("its own again", |state| state.own_file.path.is_some());
    assert!(!second.state.own_file.waits, "it holds what the list holds");
    drop(second);
    assert_eq!(title_in(&path), "Partners");
}

/// As where something else has removed the document.
#[test]
fn an_empty_pack_never_goes_over_the_file_of_one_that_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let id = running.state.packs.open.id.clone();
    // Opened from the list, it is the one that the next start opens.
    leave(&mut running);
    running.ask(PacksCommand::Open(id.clone()));
    running.until("its own", |state| state.packs.open.id == id && state.own_file.path.is_some());
    let place = running.store().folder(Shelf::Packs, &id);
    drop(running);
    fs::remove_file(place.join("pack.json")).unwrap();
    for begun in ["", "Begun anew"] {
        let mut again = open(&folder.path().join("one"));
        assert!(again.state.work.is_blank());
        if !begun.is_empty() {
            again.edit(title(begun));
            again.until_saved();
        }
        again.shell.finish();
        again.until("all taken", |_| true);
        assert!(again.state.own_file.path.is_none() && !place.join(".link.json").exists());
        assert_eq!(title_in(&path), "Partners");
    }
    // Opened on purpose, the file takes the place of what was begun.
    let mut again = open(&folder.path().join("one"));
    again.send(files(FilesCommand::Open(path.clone())));
    again.until("as in the file", |state| state.work.details.title == "Partners");
}

/// What was done since the file was written is in the list alone.
#[test]
fn opening_a_file_that_is_behind_the_list_takes_nothing_back() {
    let newer = |running: &mut Running, path: &Path| {
        let is_own = |state: &AppState| state.work.details.title == "Newer" && state.own_file.path.is_some();
        running.until("its own", is_own);
        flush(running);
        assert_eq!((running.state.work.details.title.as_str(), title_in(path).as_str()), ("Newer", "Newer"));
        assert!(!said(&running.state, "The file held something else"));
    };
    // Changes wait to be written to it.
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let id = running.state.packs.open.id.clone();
    running.edit(title("Newer"));
    running.until_saved();
    running.state.settings.recent.clear();
    running.send(files(FilesCommand::Open(path.clone())));
    // What waits is written before anything is read.
    running.until("in the file, and opened", |state| !state.own_file.waits && !state.settings.recent.is_empty());
    assert_eq!((title_in(&path).as_str(), running.state.work.details.title.as_str()), ("Newer", "Newer"));

    // The stick with it was away; then it is opened from there.
    running.edit(title("Older"));
    flush(&mut running);
    // What is heard may be of the writing before.
    running.until("written", |_| title_in(&path) == "Older");
    let older = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    running.edit(title("Newer"));
    running.send(files(FilesCommand::Save));
    running.until("told", |state| said(state, "is not there now"));
    write(&path, &older);
    running.send(files(FilesCommand::Open(path.clone())));
    newer(&mut running, &path);

    // Renamed in the list while another pack was open.
    running.edit(title("Older"));
    flush(&mut running);
    leave(&mut running);
    running.ask(PacksCommand::Rename { id: id.clone(), title: "Newer".to_owned() });
    running.until("renamed", |state| state.packs.entry(&id).is_some_and(|entry| entry.title == "Newer"));
    running.send(files(FilesCommand::Open(path.clone())));
    newer(&mut running, &path);
    running.edit(title("Older"));
    drop(running);

    // Killed before the file was written, and started with it.
    let one = folder.path().join("one");
    let document = one.join("packs").join(id.as_str()).join("pack.json");
    let newest = fs::read_to_string(&document).unwrap().replace("Older", "Newer");
    write(&document, newest.as_bytes());
    let mut running = open(&one);
    running.send(files(FilesCommand::Open(path.clone())));
    newer(&mut running, &path);
    running.shell.finish();
    let versions = running.store().versions(&id).unwrap();
    assert!(versions.iter().all(|it| it.id.why != Why::Before), "nothing was replaced: {versions:?}");
}

/// Who gets a pack, and who agreed, is for each office to say.
#[test]
fn what_another_office_answered_is_asked_again_and_what_was_answered_here_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let id = running.state.packs.open.id.clone();
    let by = || Clearance { role: "Legal adviser".to_owned(), on: None };
    running.edit(Edit::Release(ReleaseEdit::Reader(Reader::Office)));
    running.edit(Edit::Item { id: ids()[3].clone(), change: ItemEdit::Clear(Some(by())) });
    flush(&mut running);
    let is_answered = |state: &AppState| {
        let item = state.work.item(&ids()[3]).unwrap();
        let is_asked = state.work.details.release.is_blank() && item.clearance.is_none();
        let is_whole = !state.work.details.release.is_blank() && item.clearance.is_some();
        assert!(is_asked || is_whole, "half of the answers are there");
        is_whole
    };
    let asked_again = "What was answered before it left is asked again here.";

    // Read only, while the first office has it.
    let mut second = open(&folder.path().join("two"));
    second.send(files(FilesCommand::Open(path.clone())));
    second.until("told", |state| said(state, HELD));
    assert!(!is_answered(&second.state) && said(&second.state, asked_again));
    drop(running);

    // In the list of another office; the file keeps what it says until something is changed.
    let mut third = open(&folder.path().join("three"));
    third.send(files(FilesCommand::Open(path.clone())));
    third.until("its own", |state| state.own_file.path.is_some());
    assert!(!is_answered(&third.state) && said(&third.state, asked_again) && !third.state.own_file.waits);
    drop(third);
    assert!(!there(&path).file.draft.details.release.is_blank());

    // Back where it was answered; there another program has the pack, and a copy is for another occasion.
    let one = folder.path().join("one");
    let mut running = open(&one);
    running.send(files(FilesCommand::Open(path.clone())));
    running.until("its own", |state| state.own_file.path.is_some());
    assert!(is_answered(&running.state) && !said(&running.state, asked_again));
    let document = one.join("packs").join(id.as_str()).join("pack.json");
    let theirs = fs::read_to_string(&document).unwrap().replace("Partners", "Theirs");
    write(&document, theirs.as_bytes());
    running.edit(title("Ours"));
    running.until("told", |state| said(state, "Another program has changed this pack"));
    running.send(files(FilesCommand::Copy));
    assert!(!is_answered(&running.state) && said(&running.state, asked_again));
    running.until_saved();
}

#[test]
fn a_pack_that_goes_to_the_trash_has_its_last_change_in_its_file_and_comes_back_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let id = running.state.packs.open.id.clone();
    for last in ["Changed", "Changed more"] {
        running.edit(title(last));
        running.ask(PacksCommand::MoveToTrash(id.clone()));
        running.until("in the trash", |state| state.packs.entry(&id).is_some_and(|it| it.shelf == Shelf::Trash));
        running.ask(PacksCommand::Restore(id.clone()));
        running.until("restored", |state| state.packs.entry(&id).is_some_and(|it| it.shelf == Shelf::Packs));
        running.ask(PacksCommand::Open(id.clone()));
        running.until("its own again", |state| state.packs.open.id == id && state.own_file.path.is_some());
        assert_eq!(title_in(&path), last);
    }
    assert!(!said(&running.state, "could not be written"), "{:?}", running.state.notices.shown());
}
