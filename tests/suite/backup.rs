//! Backups: two data folders brought into each other, twice, with nothing lost and nothing doubled.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use rso_toolbox::app::backup::copies::Compared;
use rso_toolbox::app::backup::{Came, MEDIA_TYPE, Report};
use rso_toolbox::app::stored::to_text;
use rso_toolbox::app::{
    Edit, Item, ItemEdit, Moment, Office, PackDraft, PackFile, PackId, Settings, Shelf, When, Work,
};
use rso_toolbox::catalogue::{CivilDate, Contact};
use rso_toolbox::cli::{Ending, run};
use rso_toolbox::export::{Cancelled, Format, Steps, Unwatched};
use rso_toolbox::pack::build::OfficeOptions;
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};
use rso_toolbox::pack::rich::RichText;
use rso_toolbox::pack::{Ink, Length, Paper};
use rso_toolbox::shell::backup::{self, BackupError};
use rso_toolbox::shell::data_dir::DataDir;
use rso_toolbox::shell::files::{Existing, write_file};
use rso_toolbox::shell::instance;
use rso_toolbox::shell::packs::store::Store;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::commands::{catalogue, ids};

pub(crate) fn day(number: u8) -> When {
    When { at: Moment(1_795_000_000), date: CivilDate::new(2026, 11, number).unwrap(), hour: 9, minute: 0 }
}

/// A data folder of its own.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) data: DataDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(&folder.path().join("data"))).unwrap();
        Self { folder, data }
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.data.file(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        write_file(&path, bytes, Existing::Replace).unwrap();
    }

    pub(crate) fn pack(&self, on: Shelf, file: &PackFile) {
        self.put(&format!("{}/{}/pack.json", on.folder(), file.id), file.to_text().as_bytes());
    }

    fn backup(&self, number: u8) -> PathBuf {
        let path = self.folder.path().join(format!("{number}.rsobackup"));
        backup::write(&self.data, &path, Existing::Replace, day(number), &Unwatched).unwrap();
        path
    }

    pub(crate) fn bring_in(&self, path: &Path) -> Report {
        backup::bring_in(&self.data, path, &Unwatched).unwrap().report
    }

    /// Every file with its bytes.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut open = vec![self.data.root().to_path_buf()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                if entry.path().is_dir() {
                    open.push(entry.path());
                } else {
                    let name = entry.path().strip_prefix(self.data.root()).unwrap().to_str().unwrap().to_owned();
                    files.insert(name, fs::read(entry.path()).unwrap());
                }
            }
        }
        files
    }

    /// Every pack by what it was before it came in beside another one.
    fn packs(&self) -> Vec<(PackId, Sha256)> {
        let documents = self.files().into_iter().filter(|(name, _)| name.ends_with("/pack.json"));
        let packs = documents.map(|(_, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let compared = Compared::read(&text).unwrap();
            let origin = compared.copied_from().map(|(id, sum)| (id.clone(), sum.clone()));
            origin.unwrap_or_else(|| (PackFile::from_text(&text).unwrap().id, compared.sum()))
        });
        packs.collect()
    }

    pub(crate) fn titles(&self) -> Vec<String> {
        let entries = Store::new(self.data.clone()).list().unwrap();
        assert!(entries.iter().all(|entry| entry.trouble.is_none()), "{entries:?}");
        let mut titles: Vec<String> = entries.into_iter().map(|entry| entry.title).collect();
        titles.sort();
        titles
    }
}

pub(crate) fn file(name: &str, title: &str, document: Option<&[u8]>) -> PackFile {
    let mut work = Work::new();
    let first = ids()[3].clone();
    work.apply(&Edit::Title(title.to_owned()), &catalogue()).unwrap();
    work.apply(&Edit::Add(vec![first.clone()]), &catalogue()).unwrap();
    if let Some(bytes) = document {
        let file = EnclosedFile { name: "Guide.pdf".to_owned(), bytes: bytes.len() as u64, sha256: Sha256::of(bytes) };
        work.apply(&Edit::Item { id: first, change: ItemEdit::Enclose(Some(file)) }, &catalogue()).unwrap();
    }
    let draft = PackDraft::of(&work, serde_json::Map::new());
    PackFile::new(PackId::of(name.as_bytes()), CivilDate::new(2026, 11, 1).unwrap(), draft)
}

/// Two desks that began with the same packs and went on alone.
fn two_desks() -> (Desk, Desk) {
    let (a, b) = (Desk::new(), Desk::new());
    for desk in [&a, &b] {
        desk.pack(Shelf::Packs, &file("same", "Same", None));
        desk.pack(Shelf::Templates, &file("template", "Two days", None));
        desk.put("receipts/2026-11-01 Same.txt", b"one");
        desk.put("receipts/2026-11-01 Same.json", b"{}");
    }
    let shared = file("shared", "Shared", Some(b"%PDF of a"));
    a.pack(Shelf::Packs, &shared);
    a.put(&format!("packs/{}/files/{}", shared.id, Sha256::of(b"%PDF of a").as_str()), b"%PDF of a");
    a.put(&format!("packs/{}/history/1.json", shared.id), b"{}");
    a.put(&format!("packs/{}/history/2.json", PackId::of(b"same")), b"{}");
    b.pack(Shelf::Packs, &file("shared", "Shared and changed", None));
    a.pack(Shelf::Trash, &file("thrown", "Thrown away", None));
    b.pack(Shelf::Packs, &file("only b", "Of B", None));
    b.pack(Shelf::Templates, &file("template of b", "Half a day", None));
    a.put("receipts/2026-11-02 Shared.txt", b"of a");
    b.put("receipts/2026-11-02 Shared.txt", b"of b");
    b.put("receipts/2026-11-03 Of B.txt", b"of b alone");
    (a, b)
}

#[test]
fn two_data_folders_brought_into_each_other_twice_lose_and_double_nothing() {
    let (a, b) = two_desks();
    let before = [a.files(), b.files()];
    let report = b.bring_in(&a.backup(20));
    assert_eq!(report.of(Came::In).count(), 2, "{report:?}");
    let apart = report.of(Came::Beside).collect::<Vec<_>>().join("\n");
    assert!(apart.contains("“Shared (from the backup of 20 November 2026)”, with 1 document and 1 earlier"), "{apart}");
    a.bring_in(&b.backup(21));
    let after = [a.files(), b.files()];
    for (desk, number) in [(&a, 22), (&b, 23), (&a, 24), (&b, 25)] {
        let other = if number % 2 == 0 { &b } else { &a };
        let report = desk.bring_in(&other.backup(number));
        assert_eq!(report.of(Came::In).count() + report.of(Came::Beside).count(), 0, "{report:?}");
    }
    assert!([a.files(), b.files()] == after, "the second time changes nothing");
    for (before, after) in before.iter().zip(&after) {
        assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "nothing is overwritten");
    }
    let (mut packs_a, mut packs_b) = (a.packs(), b.packs());
    packs_a.sort();
    packs_b.sort();
    assert_eq!(packs_a, packs_b, "both have all");
    assert_eq!(packs_a.iter().collect::<BTreeSet<_>>().len(), packs_a.len(), "nothing twice");
    let texts = |desk: &Desk| -> BTreeSet<Vec<u8>> {
        desk.files().into_iter().filter(|(name, _)| name.starts_with("receipts/")).map(|(_, bytes)| bytes).collect()
    };
    assert_eq!(texts(&a), texts(&b));
    assert_eq!((texts(&a).len(), a.files().keys().filter(|name| name.starts_with("receipts/")).count()), (5, 5));
    let found: Vec<&str> = vec!["Of B", "Same", "Shared", "Shared and changed (from the backup of 21 November 2026)"];
    assert_eq!(a.titles(), [found, vec!["Thrown away"]].concat());
    assert!(b.files().contains_key(&format!("packs/{}/history/2.json", PackId::of(b"same"))), "versions come too");
}

#[test]
fn a_copy_that_was_changed_is_a_pack_of_its_own() {
    let (a, b) = two_desks();
    b.bring_in(&a.backup(20));
    let store = Store::new(b.data.clone());
    let is_copy = |it: &&rso_toolbox::app::PackEntry| it.title.starts_with("Shared (from");
    let copy = store.list().unwrap().iter().find(is_copy).unwrap().id.clone();
    let mut changed = store.read(Shelf::Packs, &copy).unwrap().file;
    changed.draft.details.title = "Worked on".to_owned();
    store.write(changed).unwrap();
    b.bring_in(&a.backup(21));
    assert!(!b.titles().iter().any(|title| title.starts_with("Shared (from")), "it came in once: {:?}", b.titles());
    a.bring_in(&b.backup(22));
    assert!(a.titles().contains(&"Worked on".to_owned()));
}

#[test]
fn the_same_folder_gives_the_same_bytes_and_the_type_comes_first() {
    let (a, _) = two_desks();
    a.put("settings.json", br#"{"version": 1, "paper": "letter", "export_folder": "of/someone/secret"}"#);
    let local =
        json!({"version": 1, "last_export": {"date": "2026-11-20", "path": "of/someone/a.pdf", "name": "a.pdf"}});
    a.put(&format!("packs/{}/local.json", PackId::of(b"same")), local.to_string().as_bytes());
    let bytes = fs::read(a.backup(20)).unwrap();
    assert!(bytes == fs::read(a.backup(20)).unwrap());
    assert_eq!((&bytes[30..38], &bytes[38..38 + MEDIA_TYPE.len()]), (&b"mimetype"[..], MEDIA_TYPE.as_bytes()));
    let mut zip = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    assert_eq!(names.last().map(String::as_str), Some("manifest.json"));
    for name in names {
        let mut text = Vec::new();
        std::io::copy(&mut zip.by_name(&name).unwrap(), &mut text).unwrap();
        assert!(!String::from_utf8_lossy(&text).contains("someone"), "{name} names a folder of this computer");
    }
    assert!(zip.by_name("settings.json").is_ok());
}

#[test]
fn the_office_is_filled_where_it_is_empty_and_told_where_it_is_not() {
    let (a, b) = (Desk::new(), Desk::new());
    a.put("office.json", br#"{"version": 1, "issued_by": "Desk A", "desk_mark": "DA", "later": 1}"#);
    a.put("rules.json", b"{}");
    a.put("office/logo.png", b"PNG");
    let backup = a.backup(20);
    let brought = backup::bring_in(&b.data, &backup, &Unwatched).unwrap();
    let (mut office, mut settings) = (Office::default(), Settings::default());
    office.issued_by = "Desk B".to_owned();
    let mut report = brought.report;
    brought.profile.fill(&mut office, &mut settings, &mut report);
    assert_eq!((office.issued_by.as_str(), office.texts.desk_mark.as_str()), ("Desk B", "DA"));
    assert_eq!(office.unknown["later"], 1);
    assert_eq!(report.of(Came::Not).collect::<Vec<_>>(), ["The office’s name"]);
    let came: Vec<&str> = report.of(Came::In).collect();
    assert_eq!(came.len(), 3, "{came:?}");
    b.put("rules.json", b"{\"own\": 1}");
    let report = b.bring_in(&backup);
    assert_eq!(report.of(Came::Not).collect::<Vec<_>>(), ["The office’s rules for proposals"]);
    assert_eq!(report.of(Came::There).collect::<Vec<_>>(), ["The office’s logo"]);
    assert_eq!(b.files()["rules.json"], b"{\"own\": 1}");
}

/// An office with something in each field, and what it usually prints.
fn full_office() -> (Office, Settings) {
    let contact = Contact {
        office: "Desk A".to_owned(),
        address: vec!["1 Main Road".to_owned(), "Bangkok".to_owned()],
        telephone: "+66 1".to_owned(),
        fax: "+66 2".to_owned(),
        email: "desk@example.org".to_owned(),
        website: "https://example.org".to_owned(),
    };
    let office = Office {
        issued_by: "Desk A".to_owned(),
        contact: Some(contact),
        contact_confirmed: CivilDate::new(2026, 10, 1),
        second_person: true,
        role: "Programme manager".to_owned(),
        texts: OfficeOptions {
            logo: None,
            signature: "Signed".to_owned(),
            disclaimer: "No warranty".to_owned(),
            desk_mark: "DA".to_owned(),
            before_use: RichText::plain("Read this first"),
        },
        unknown: [("later".to_owned(), json!(1))].into_iter().collect(),
    };
    let formats = [Format::HtmlZip].into();
    let settings =
        Settings { length: Length::List, paper: Paper::Letter, ink: Ink::Low, formats, ..Settings::default() };
    (office, settings)
}

#[test]
fn a_whole_office_and_its_settings_come_back_into_an_empty_folder() {
    let (a, b) = (Desk::new(), Desk::new());
    let (office, settings) = full_office();
    a.put("office.json", to_text(&office).as_bytes());
    a.put("settings.json", to_text(&settings).as_bytes());
    let backup = a.backup(20);
    let fill = |office: &mut Office, settings: &mut Settings| {
        let brought = backup::bring_in(&b.data, &backup, &Unwatched).unwrap();
        let mut report = brought.report;
        brought.profile.fill(office, settings, &mut report);
        report
    };
    let mut here = (Office::default(), Settings::default());
    let report = fill(&mut here.0, &mut here.1);
    assert_eq!(here, (office.clone(), settings));
    assert_eq!(report.of(Came::In).count(), 9, "{report:?}");
    let report = fill(&mut here.0, &mut here.1);
    assert_eq!((report.of(Came::There).count(), report.of(Came::Not).count()), (9, 0), "{report:?}");

    // The office's own details stay with their own day, and a second person is asked where either wants one.
    let (mut other, _) = full_office();
    other.contact.as_mut().unwrap().office = "Desk B".to_owned();
    other.contact_confirmed = CivilDate::new(2025, 1, 1);
    other.second_person = false;
    let before = other.contact.clone();
    let report = fill(&mut other, &mut here.1);
    assert_eq!(
        (other.contact, other.contact_confirmed, other.second_person),
        (before, CivilDate::new(2025, 1, 1), true)
    );
    assert_eq!(report.of(Came::Not).collect::<Vec<_>>(), ["The office’s contact details"]);
    // Only the day is missing here.
    let mut undated = Office { contact_confirmed: None, ..office.clone() };
    fill(&mut undated, &mut here.1);
    assert_eq!(undated, office);
}

/// Stops at a step, as a program does that is killed there.
struct StopsAt(Cell<u32>);

impl Steps for StopsAt {
    fn step(&self, _done: u32, _total: u32, _doing: &str) -> Result<(), Cancelled> {
        match self.0.get() {
            0 => Err(Cancelled),
            left => {
                self.0.set(left - 1);
                Ok(())
            }
        }
    }
}

#[test]
fn stopped_at_any_step_the_folder_is_whole_and_the_next_time_brings_the_rest() {
    let (a, b) = two_desks();
    let backup = a.backup(20);
    let whole = {
        let (_, other) = two_desks();
        other.bring_in(&backup);
        other.files()
    };
    let mut steps = 0;
    loop {
        let (_, desk) = two_desks();
        let brought = backup::bring_in(&desk.data, &backup, &StopsAt(Cell::new(steps)));
        let titles = desk.titles();
        assert!(titles.contains(&"Shared and changed".to_owned()));
        desk.bring_in(&backup);
        assert!(desk.files() == whole, "after {steps} steps");
        match brought {
            Err(BackupError::Cancelled) => steps += 1,
            other => break drop(other.unwrap()),
        }
    }
    assert!(steps > 10, "{steps}");
    let path = b.folder.path().join("x.rsobackup");
    let stopped = backup::write(&b.data, &path, Existing::Keep, day(20), &StopsAt(Cell::new(2)));
    assert!(matches!(stopped, Err(BackupError::Cancelled)) && !path.exists());
    assert_eq!(fs::read_dir(b.folder.path()).unwrap().count(), 1, "nothing half written is left");
}

/// The real program, killed at moments that differ from one time to the next.
#[test]
fn a_restore_that_is_killed_leaves_a_folder_to_work_with() {
    let a = Desk::new();
    for number in 0_u8..12 {
        let document = vec![number; 400_000];
        let file = file(&format!("pack {number}"), &format!("Pack {number}"), Some(&document));
        a.pack(Shelf::Packs, &file);
        a.put(&format!("packs/{}/files/{}", file.id, Sha256::of(&document).as_str()), &document);
    }
    let backup = a.backup(20);
    let b = Desk::new();
    for round in 0..12 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rso-toolbox"))
            .args(["--data-dir", b.data.root().to_str().unwrap(), "restore", backup.to_str().unwrap()])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(10 + 15 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let titles = b.titles();
        assert_eq!(titles.iter().collect::<BTreeSet<_>>().len(), titles.len(), "{titles:?}");
        for entry in Store::new(b.data.clone()).list().unwrap() {
            let folder = Store::new(b.data.clone()).folder(Shelf::Packs, &entry.id);
            assert_eq!(fs::read_dir(folder.join("files")).unwrap().count(), 1, "its document came with it");
        }
    }
    b.bring_in(&backup);
    let documents = |desk: &Desk| -> BTreeMap<String, Vec<u8>> {
        desk.files().into_iter().filter(|(name, _)| name.starts_with("packs/")).collect()
    };
    assert!(documents(&a) == documents(&b));
}

fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A backup of these files, with a list that fits them.
fn backup_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let listed = files
        .iter()
        .map(|(name, bytes)| json!({"path": name, "bytes": bytes.len(), "sha256": Sha256::of(bytes).as_str()}));
    let list = json!({"version": 1, "made": "2026-11-20T00:00:00Z", "date": "2026-11-20", "files": listed.collect::<Vec<_>>()});
    let list = list.to_string();
    let ends = [("mimetype", MEDIA_TYPE.as_bytes()), ("manifest.json", list.as_bytes())];
    zip_of(&[&ends[..1], files, &ends[1..]].concat())
}

#[test]
fn what_is_damaged_or_hostile_is_refused_whole() {
    let desk = Desk::new();
    let path = desk.folder.path().join("x.rsobackup");
    let refused = |bytes: &[u8]| {
        write_file(&path, bytes, Existing::Replace).unwrap();
        let error = backup::bring_in(&desk.data, &path, &Unwatched).unwrap_err();
        assert!(desk.files().is_empty(), "nothing was written: {error}");
        error.to_string()
    };
    let good = file("a", "A", None);
    let (text, place) = (good.to_text(), format!("packs/{}/pack.json", good.id));
    let pack = (place.as_str(), text.as_bytes());
    for name in ["../x", "/etc/x", "packs/../x", "C:/x", "packs\\x", "receipts/con.txt", "receipts/a:b", "receipts/.x"]
    {
        assert!(refused(&backup_of(&[pack, (name, b"x")])).contains("holds something that no backup has"), "{name}");
    }
    let inside = format!("{place}/x");
    for name in [inside.as_str(), "packs/x/pack.json", "packs/0b6f3c1e-7a54-4d2f-9c3a-2f8e6d5b4a10/files/x"] {
        assert!(refused(&backup_of(&[pack, (name, b"x")])).contains("holds something that no backup has"), "{name}");
    }
    assert!(refused(&backup_of(&[("receipts/a.txt", b"x"), ("receipts/A.txt", b"x")])).contains("no backup has"));
    let bomb = vec![0; 15_000_000];
    let told = refused(&backup_of(&[pack, ("receipts/a.txt", &bomb)]));
    assert!(told.contains("“receipts/a.txt” in it is packed so tightly") && !told.contains("MB"), "{told}");
    assert_eq!(refused(b"%PDF"), "it is not a backup of this program");
    assert_eq!(refused(&zip_of(&[("mimetype", b"x"), ("manifest.json", b"{}")])), "it is not a backup of this program");
    let kind = ("mimetype", MEDIA_TYPE.as_bytes());
    assert!(refused(&zip_of(&[kind, ("manifest.json", b"{}")])).contains("list of files cannot be read"));
    assert!(refused(&zip_of(&[kind, ("manifest.json", b"{\"version\": 2}")])).contains("newer version"));
    let whole = backup_of(&[pack, ("receipts/a.txt", b"abcdefgh")]);
    assert!(refused(&whole[..whole.len() / 2]).contains("damaged"));
    assert!(matches!(backup::bring_in(&desk.data, desk.folder.path(), &Unwatched), Err(BackupError::NotABackup)));

    let mut listed: Value = serde_json::from_slice(&entry(&whole, "manifest.json")).unwrap();
    let rest = [kind, pack];
    listed["files"][1]["sha256"] = json!(Sha256::of(b"other").as_str());
    let other = listed.to_string();
    let told = refused(&zip_of(
        &[&rest[..], &[("receipts/a.txt", b"abcdefgh"), ("manifest.json", other.as_bytes())]].concat(),
    ));
    assert!(told.contains("“receipts/a.txt” is missing or not as it was"), "{told}");
    let told = refused(&zip_of(&[&rest[..], &[("manifest.json", other.as_bytes())]].concat()));
    assert!(told.contains("is missing or not as it was"), "{told}");
    let short = json!({"version": 1, "made": "2026-11-20T00:00:00Z", "date": "2026-11-20", "files": []}).to_string();
    assert!(refused(&zip_of(&[kind, pack, ("manifest.json", short.as_bytes())])).contains("no backup has"));
    write_file(&path, &whole, Existing::Replace).unwrap();
    assert_eq!(desk.bring_in(&path).of(Came::In).count(), 2);
}

fn entry(zip: &[u8], name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    std::io::copy(&mut zip.by_name(name).unwrap(), &mut bytes).unwrap();
    bytes
}

/// The exit code, the answer and what went wrong.
fn call(desk: &Desk, args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args =
        ["rso-toolbox", "--data-dir", desk.data.root().to_str().unwrap()].into_iter().chain(args.iter().copied());
    let Ending::Code(code) = run(args, &mut out, &mut err) else { panic!("a command opens no window") };
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn backup_and_restore_from_the_command_line() {
    let (a, b) = two_desks();
    a.put("office.json", br#"{"version": 1, "issued_by": "Desk A"}"#);
    let path = a.folder.path().join("all.rsobackup");
    let path = path.to_str().unwrap();
    let (code, out, err) = call(&a, &["backup", path]);
    assert_eq!((code, err.contains("Guide.pdf")), (0, false), "{err}");
    assert!(out.starts_with("all.rsobackup: 2 packs, 1 pack in the trash, 2 earlier versions, 1 enclosed"), "{out}");
    assert!(backup::last(&a.data).date.is_some());
    assert_eq!(call(&a, &["backup", path]).0, 1, "it is there");
    let (code, out, _) = call(&a, &["backup", path, "--force", "--json"]);
    assert_eq!((code, serde_json::from_str::<Value>(&out).unwrap()["holds"]["records"].clone()), (0, json!(2)));

    let lock = instance::hold(&b.data).unwrap();
    assert!(lock.is_some());
    let before = b.files();
    let (code, _, err) = call(&b, &["restore", path]);
    assert!(code == 1 && err.contains("is open on this data folder") && b.files() == before, "{err}");
    drop(lock);
    let (code, out, _) = call(&b, &["restore", path, "--json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, report["kept_apart"].as_array().unwrap().len()), (0, 2), "{report:#}");
    assert!(String::from_utf8(b.files()["office.json"].clone()).unwrap().contains("Desk A"));
    let (code, out, _) = call(&b, &["restore", path]);
    assert!(code == 0 && out.contains("0 came in") && out.contains("Was here already\n  “Same”"), "{out}");
    assert_eq!(call(&b, &["restore", "no-such-file"]).0, 1);
    assert_eq!(call(&b, &["restore"]).0, 2);
}

/// A pack of one of four ids in one of three states, on one of three shelves.
fn any_pack() -> impl Strategy<Value = (u8, u8, Shelf)> {
    (0_u8..4, 0_u8..3, prop::sample::select(vec![Shelf::Packs, Shelf::Trash, Shelf::Templates]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever three folders hold, and in whatever order they are brought into each other.
    #[test]
    fn nothing_is_lost_or_doubled_in_any_order(
        packs in prop::collection::vec((0_usize..3, any_pack()), 0..14),
        moves in prop::collection::vec((0_usize..3, 0_usize..3), 1..7),
    ) {
        let desks = [Desk::new(), Desk::new(), Desk::new()];
        let mut taken = BTreeSet::new();
        for (desk, (id, state, shelf)) in packs {
            // A pack lies in one place; templates have ids of their own.
            let name = format!("{id} {}", shelf == Shelf::Templates);
            if taken.insert((desk, name.clone())) {
                desks[desk].pack(shelf, &file(&name, &format!("State {state}"), None));
            }
        }
        for (number, (from, to)) in (1..).zip(moves) {
            let before = (desks[from].packs(), desks[to].packs(), desks[to].files());
            desks[to].bring_in(&desks[from].backup(number));
            let after = desks[to].packs();
            let once: BTreeSet<_> = after.iter().cloned().collect();
            prop_assert_eq!(once.len(), after.len(), "doubled");
            prop_assert!(before.0.iter().chain(&before.1).all(|pack| once.contains(pack)), "lost");
            let files = desks[to].files();
            prop_assert!(before.2.iter().all(|(name, bytes)| files.get(name) == Some(bytes)), "overwritten");
        }
    }
}

#[test]
fn any_item_of_a_later_version_comes_through_a_copy() {
    let mut value = file("later", "Later", None).write();
    value["pack"]["sections"][0]["later"] = json!([1]);
    value["later"] = json!({"a": 1});
    let (a, b) = (Desk::new(), Desk::new());
    a.put(&format!("packs/{}/pack.json", PackId::of(b"later")), value.to_string().as_bytes());
    b.pack(Shelf::Packs, &file("later", "Other", None));
    b.bring_in(&a.backup(20));
    let copy =
        b.files().into_values().map(|bytes| String::from_utf8(bytes).unwrap()).find(|text| text.contains("(from"));
    assert_eq!(copy.unwrap().matches("\"later\"").count(), 2);
    assert!(Item::new(ids()[0].clone()).unknown.is_empty());
}
