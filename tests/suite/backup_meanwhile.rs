//! A backup that is made while the program goes on: nothing is missing in it without a word.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use rso_toolbox::app::{Shelf, StoreTask};
use rso_toolbox::export::{Cancelled, Steps};
use rso_toolbox::pack::contents::Sha256;
use rso_toolbox::shell::backup;
use rso_toolbox::shell::files::Existing;
use rso_toolbox::shell::packs::store::Store;

use crate::backup::{Desk, day, file};

/// Does something once, while the backup is being written.
struct Meanwhile<F>(Cell<Option<F>>);

impl<F: FnOnce()> Steps for Meanwhile<F> {
    fn step(&self, _done: u32, _total: u32, doing: &str) -> Result<(), Cancelled> {
        if doing == "Making the backup"
            && let Some(act) = self.0.take()
        {
            act();
        }
        Ok(())
    }
}

fn backup_while(desk: &Desk, act: impl FnOnce()) -> (PathBuf, Vec<String>) {
    let path = desk.folder.path().join("while.rsobackup");
    let meanwhile = Meanwhile(Cell::new(Some(act)));
    let written = backup::write(&desk.data, &path, Existing::Replace, day(20), &meanwhile).unwrap();
    assert!(meanwhile.0.take().is_none(), "it was done");
    (path, written.told)
}

/// A document that is enclosed meanwhile is in the next backup; this one is whole without it.
#[test]
fn a_pack_is_in_the_backup_as_it_was_when_it_was_looked_at() {
    let desk = Desk::new();
    desk.pack(Shelf::Packs, &file("one", "As it was", None));
    let enclose = || {
        let newer = file("one", "With a document", Some(b"%PDF"));
        desk.put(&format!("packs/{}/files/{}", newer.id, Sha256::of(b"%PDF").as_str()), b"%PDF");
        desk.pack(Shelf::Packs, &newer);
    };
    let (path, told) = backup_while(&desk, enclose);
    assert_eq!(told, [""; 0]);
    let other = Desk::new();
    other.bring_in(&path);
    assert_eq!(other.titles(), ["As it was"]);
}

#[test]
fn a_pack_that_goes_to_the_trash_meanwhile_is_in_the_backup_all_the_same() {
    let desk = Desk::new();
    let pack = file("one", "Moved", Some(b"%PDF"));
    desk.pack(Shelf::Packs, &pack);
    let document = format!("packs/{}/files/{}", pack.id, Sha256::of(b"%PDF").as_str());
    desk.put(&document, b"%PDF");
    let store = Store::new(desk.data.clone());
    let (path, told) = backup_while(&desk, || store.perform(&StoreTask::Trash(pack.id.clone())).unwrap());
    assert_eq!(told, [""; 0]);
    assert!(!desk.files().contains_key(&document));
    let other = Desk::new();
    other.bring_in(&path);
    assert_eq!((other.titles(), other.files()[&document].as_slice()), (vec!["Moved".to_owned()], &b"%PDF"[..]));
}

#[test]
fn what_goes_while_a_backup_is_made_is_told_and_the_rest_is_in_it() {
    let desk = Desk::new();
    let pack = file("one", "Thinned", Some(b"%PDF"));
    desk.pack(Shelf::Packs, &pack);
    let inside = |name: &str| format!("packs/{}/{name}", pack.id);
    let document = inside(&format!("files/{}", Sha256::of(b"%PDF").as_str()));
    for name in [&document, &inside("history/1.json"), &inside("history/2.json"), &inside("history/3.json")] {
        desk.put(name, b"%PDF");
    }
    desk.put("receipts/a.txt", b"x");
    let gone = [document.clone(), inside("history/1.json"), inside("history/2.json"), "receipts/a.txt".to_owned()];
    let (path, told) =
        backup_while(&desk, || gone.iter().for_each(|name| fs::remove_file(desk.data.file(name)).unwrap()));
    let expected = [
        "A document of “Thinned” went while the backup was made, so it is not in it",
        "Older versions of “Thinned” went while the backup was made, so they are not in it",
        "“receipts/a.txt” went while the backup was made, so it is not in it",
    ];
    assert_eq!(told, expected);
    let other = Desk::new();
    other.bring_in(&path);
    assert!(other.files().contains_key(&inside("history/3.json")) && other.titles() == ["Thinned"]);
}
