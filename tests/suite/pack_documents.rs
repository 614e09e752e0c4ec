//! Documents of packs that something else has removed or damaged in the data folder, as a virus scanner does.

use std::fs;
use std::path::PathBuf;

use rso_toolbox::app::{Edit, FilesCommand, ItemEdit};
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};

use crate::commands::{catalogue, ids};
use crate::pack_files::{files, flush, said, save_as, saved, there, title, write};
use crate::packs_store::{Running, open};

const DOCUMENT: &[u8] = b"%PDF-1.7";

/// Puts a document into the pack; where it lies.
fn enclose(running: &mut Running) -> PathBuf {
    let sha256 = Sha256::of(DOCUMENT);
    let place = running.store().files(&running.state.packs.open.id).join(sha256.as_str());
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    write(&place, DOCUMENT);
    let enclosed = EnclosedFile { name: "Guide.pdf".into(), bytes: DOCUMENT.len() as u64, sha256 };
    running.edit(Edit::Item { id: ids()[3].clone(), change: ItemEdit::Enclose(Some(enclosed)) });
    place
}

#[test]
fn the_file_of_a_pack_keeps_a_document_that_the_data_folder_lost_and_gives_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let place = enclose(&mut running);
    flush(&mut running);
    fs::remove_file(&place).unwrap();
    running.edit(title("Changed"));
    flush(&mut running);
    let there = there(&path);
    assert_eq!(there.file.draft.details.title, "Changed");
    assert_eq!(there.documents.get(&Sha256::of(DOCUMENT)).map(Vec::as_slice), Some(DOCUMENT));

    // One that was damaged is as good as none.
    write(&place, b"damaged");
    running.send(files(FilesCommand::Open(path)));
    running.until("mended", |_| fs::read(&place).unwrap() == DOCUMENT);
}

#[test]
fn a_document_that_is_nowhere_is_named_with_its_item_and_what_was_taken_out_goes_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(&folder.path().join("one"));
    running.edit(title("Partners"));
    running.edit(Edit::Add(vec![ids()[3].clone()]));
    let place = enclose(&mut running);
    running.until_saved();
    fs::remove_file(&place).unwrap();
    let path = folder.path().join("Partners.rsopack");
    running.send(save_as(&path));
    let item = catalogue().resource(&ids()[3]).unwrap().title.clone();
    let words = format!(
        "The pack was not saved: the document “Guide.pdf” of “{item}” is missing in the data folder, or was changed \
         there. Enclose it again."
    );
    running.until("told", |state| said(state, &words));
    assert!(!path.exists());

    running.edit(Edit::Remove(ids()[3].clone()));
    running.send(save_as(&path));
    running.until("saved as a file", |state| state.own_file.path.is_some());
    let removed = &there(&path).file.draft.removed;
    assert!(removed.len() == 1 && removed[0].content.file.is_none(), "{removed:?}");
    assert!(running.state.work.removed()[0].content.file.is_some(), "the pack itself still knows it");
}
