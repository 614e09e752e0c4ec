//! What comes of opening a pack file: what is newer stays, what is another office's is asked again, and nothing empty
//! goes over what is shared.

use std::fs;

use rso_toolbox::app::pack_files::HELD;
use rso_toolbox::app::{FilesCommand, PacksCommand, Shelf};

use crate::pack_files::{files, leave, said, saved, title, title_in};
use crate::packs_store::open;

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
