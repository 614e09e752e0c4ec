//! What the window sends: a live pack with the documents of its own folder, or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, mpsc};

use rso_toolbox::app::outgoing::{IfExists, OutgoingId, Request, WantedFile, office_record};
use rso_toolbox::app::pack_id::PackId;
use rso_toolbox::app::{Edit, ItemEdit, Office, Outcome, Recipe, Work};
use rso_toolbox::catalogue::CivilDate;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::export::Format;
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};
use rso_toolbox::shell::data_dir::DataDir;
use rso_toolbox::shell::exports::{self, Surroundings};
use rso_toolbox::shell::files::{Existing, write_file};
use rso_toolbox::shell::jobs::{self, Outbox, Waker};
use rso_toolbox::shell::packs::store::Store;

use crate::exported_set::files_under;

const GUIDE: &[u8] = b"the guide of the desk";

/// Runs an export as the window does, to its end.
fn outcomes(request: &Request, around: &Surroundings) -> Vec<Outcome> {
    let (sender, receiver) = mpsc::channel();
    let outbox = Outbox::new(sender, Waker::default());
    let (request, around) = (request.clone(), around.clone());
    let _job = jobs::start("export", &outbox, move |cx| exports::run(&request, &around, cx), Outcome::Failed);
    drop(outbox);
    receiver.iter().collect()
}

fn all_under(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    files_under(folder, "", &mut found);
    found
}

#[test]
fn the_open_packs_documents_go_out_with_it_or_nothing_does() {
    let folder = tempfile::tempdir().unwrap();
    let (data, desk) = (DataDir::open(Some(&folder.path().join("data"))).unwrap(), folder.path().join("desk"));
    fs::create_dir(&desk).unwrap();
    let around = Surroundings { data: data.clone(), private: Vec::new() };
    let pack = PackId::parse("0b6f3c1e-7a54-4d2f-9c3a-2f8e6d5b4a10").unwrap();
    let (sum, held) = (Sha256::of(GUIDE), Store::new(data.clone()).files(&pack));
    fs::create_dir_all(&held).unwrap();
    write_file(&held.join(sum.as_str()), GUIDE, Existing::Keep).unwrap();

    let catalogue = built_in();
    let (id, title) = (catalogue.resources[7].id.clone(), catalogue.resources[7].title.clone());
    let file = EnclosedFile { name: "Guide.pdf".to_owned(), bytes: GUIDE.len() as u64, sha256: sum.clone() };
    let mut work = Work::new();
    for edit in [
        Edit::Add(vec![id.clone(), catalogue.resources[0].id.clone()]),
        Edit::Title("Harbour".to_owned()),
        Edit::Recipients("The desk in Bangkok".to_owned()),
        Edit::Item { id, change: ItemEdit::Enclose(Some(file)) },
    ] {
        work.apply(&edit, &catalogue).unwrap();
    }
    let day = CivilDate::parse("2026-11-24").unwrap();
    let recipe = Recipe::of(Arc::new(catalogue), &work, day, &Office::default());
    let wanted = |format, name: &str| WantedFile { format, name: name.to_owned(), if_exists: IfExists::Ask };
    let files = vec![wanted(Format::HtmlZip, "Harbour.zip"), wanted(Format::HtmlFile, "Harbour.html")];
    let record = office_record(&work);
    let request = Request { id: OutgoingId(1), pack, recipe, record, folder: desk.clone(), files };

    let told = outcomes(&request, &around);
    assert_eq!(told.iter().filter(|it| matches!(it, Outcome::Exported { .. })).count(), 2, "{told:?}");
    let sent = all_under(&desk);
    assert!(sent.contains_key("Harbour.zip") && sent.contains_key("Harbour.html"), "{:?}", sent.keys());
    let beside: Vec<&String> = sent.keys().filter(|path| path.starts_with("Harbour documents/02 ")).collect();
    assert_eq!(beside.len(), 1, "{:?}", sent.keys());
    assert_eq!(sent[beside[0]], GUIDE);
    let receipts = all_under(&data.file(exports::RECEIPTS));
    for (path, bytes) in &receipts {
        let text = String::from_utf8_lossy(bytes);
        assert!(text.contains(sum.as_str()) && text.contains("The desk in Bangkok"), "{path}: {text}");
    }
    assert_eq!(receipts.len(), 2);
    assert!(sent.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("The desk in Bangkok")));

    // The document is no longer what it was: the window says which entry, and nothing is written.
    write_file(&held.join(sum.as_str()), b"something else", Existing::Replace).unwrap();
    let files = request.files.iter().map(|file| WantedFile { if_exists: IfExists::KeepBoth, ..file.clone() });
    let again = Request { id: OutgoingId(2), files: files.collect(), ..request.clone() };
    let failed: Vec<String> = outcomes(&again, &around)
        .into_iter()
        .filter_map(|outcome| match outcome {
            Outcome::ExportFailed { failure, .. } => Some(failure.words),
            _ => None,
        })
        .collect();
    assert_eq!(failed.len(), 2);
    assert!(failed.iter().all(|words| words.contains(&title) && words.contains("Nothing was written")), "{failed:?}");
    assert_eq!(all_under(&desk), sent);
}
