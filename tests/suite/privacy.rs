//! No output names the person, the machine or a folder; the log names nothing that was typed.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rso_toolbox::app::pack_file::PackFile;
use rso_toolbox::app::pack_id::PackId;
use rso_toolbox::app::{Clearance, Edit, ItemEdit, PackDraft, Work};
use rso_toolbox::catalogue::CivilDate;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};
use rso_toolbox::shell::files::Existing;
use rso_toolbox::shell::packs::{self, Container};

/// The person who runs the program here. No such word stands in any catalogue.
const PERSON: &str = "zebedee-quux";

/// What the person typed: it belongs in the outputs, and nowhere else.
const TITLE: &str = "Wombat parcels";

/// (the command line's word, the name of the file or folder)
const FORMATS: &[(&str, &str)] =
    &[("pdf", "toolbox.pdf"), ("html", "toolbox"), ("html-zip", "toolbox.zip"), ("html-file", "toolbox.html")];

/// A machine of its own for the program: home, data folder and desk are all named after the person.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::Builder::new().prefix(PERSON).tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Exports everything in one format, titled `title`, and returns where it went.
    fn export(&self, format: &str, name: &str, title: &str) -> PathBuf {
        self.export_of(&["--all", "--title", title], format, name)
    }

    fn export_of(&self, what: &[&str], format: &str, name: &str) -> PathBuf {
        let out = self.path(name);
        let done = Command::new(env!("CARGO_BIN_EXE_rso-toolbox"))
            .current_dir(self.folder.path())
            .env("HOME", self.path("home"))
            .env("USERPROFILE", self.path("home"))
            .envs(["USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"].map(|name| (name, PERSON)))
            .arg("--data-dir")
            .arg(self.path("data"))
            .arg("export")
            .args(what)
            .args(["--date", "2026-11-24", "--format", format, "--out"])
            .arg(&out)
            .output()
            .unwrap();
        assert!(done.status.success(), "{format}: {}", String::from_utf8_lossy(&done.stderr));
        out
    }
}

/// Everything readable in a file or folder: raw bytes, what archives and PDFs hold packed, and the files' own names.
fn readable(path: &Path) -> Vec<(String, Vec<u8>)> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    if path.is_dir() {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        return entries.flat_map(|inner| readable(&inner)).collect();
    }
    let bytes = fs::read(path).unwrap();
    let mut parts = vec![(name.clone(), name.clone().into_bytes())];
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let path = entry.name().unwrap().into_owned();
            let mut inner = path.clone().into_bytes();
            entry.read_to_end(&mut inner).unwrap();
            parts.push((format!("{name}/{path}"), inner));
        }
    } else if bytes.starts_with(b"%PDF") {
        let document = lopdf::Document::load_mem(&bytes).unwrap();
        for (id, object) in &document.objects {
            let part = format!("{name}, object {}", id.0);
            if let lopdf::Object::Stream(stream) = object {
                let plain = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
                parts.push((part, plain));
            } else {
                let mut strings = Vec::new();
                collect_strings(object, &mut strings);
                parts.push((part, strings));
            }
        }
    }
    parts.push((name, bytes));
    parts
}

/// The strings of a PDF object, however they were escaped in the file.
fn collect_strings(object: &lopdf::Object, into: &mut Vec<u8>) {
    match object {
        lopdf::Object::String(bytes, _) => into.extend_from_slice(bytes),
        lopdf::Object::Array(items) => items.iter().for_each(|item| collect_strings(item, into)),
        lopdf::Object::Dictionary(entries) => entries.iter().for_each(|(_, item)| collect_strings(item, into)),
        _ => {}
    }
}

/// Where a word stands, in letters of one byte or of two.
fn places_of(word: &str, parts: &[(String, Vec<u8>)]) -> Vec<String> {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let holds = |bytes: &[u8], wanted: &[u8]| bytes.windows(wanted.len()).any(|part| part == wanted);
    let found = parts.iter().filter(|(_, bytes)| holds(bytes, word.as_bytes()) || holds(bytes, &wide));
    found.map(|(name, _)| format!("{word} in {name}")).collect()
}

/// The words that no output may hold: person, machine, folders.
fn private_words(desk: &Desk) -> Vec<String> {
    let mut words = vec![PERSON.to_owned()];
    words.push(desk.folder.path().to_string_lossy().into_owned());
    words.push(env!("CARGO_MANIFEST_DIR").to_owned());
    let machine = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default().trim().to_owned();
    if machine.len() > 4 && machine != "localhost" {
        words.push(machine);
    }
    words
}

#[test]
fn no_output_names_person_machine_or_folder() {
    let desk = Desk::new();
    for (format, name) in FORMATS {
        let parts = readable(&desk.export(format, name, TITLE));
        assert!(!places_of(TITLE, &parts).is_empty(), "{format}: the title is not found, so nothing would be");
        let found: Vec<String> = private_words(&desk).iter().flat_map(|word| places_of(word, &parts)).collect();
        assert!(found.is_empty(), "{format}:\n{}", found.join("\n"));
    }
}

#[test]
fn a_private_word_would_be_found_in_every_format() {
    let desk = Desk::new();
    for (format, name) in FORMATS {
        let parts = readable(&desk.export(format, name, PERSON));
        assert!(!places_of(PERSON, &parts).is_empty(), "{format}");
    }
}

#[test]
fn the_log_names_nothing_that_was_typed() {
    let desk = Desk::new();
    desk.export("pdf", "toolbox.pdf", TITLE);
    let log = desk.path("data").join("log");
    if log.is_dir() {
        let parts = readable(&log);
        let found: Vec<String> = [TITLE, PERSON].iter().flat_map(|word| places_of(word, &parts)).collect();
        assert!(found.is_empty(), "\n{}", found.join("\n"));
    }
}

/// What an office keeps for itself in a pack.
const KEPT: &[&str] = &["KeptNote", "KeptRecipient", "KeptRemoved", "KeptRole", "KeptName"];

/// A pack with everything that must stay in the office, and beside each something that must not.
fn pack_with_secrets(desk: &Desk) -> PathBuf {
    let catalogue = built_in();
    let id = |place: usize| catalogue.resources[place].id.clone();
    let item = |place, change| Edit::Item { id: id(place), change };
    let document = b"the guide of the desk".to_vec();
    let sha256 = Sha256::of(&document);
    let file = EnclosedFile { name: "KeptName.pdf".to_owned(), bytes: document.len() as u64, sha256: sha256.clone() };
    let mut work = Work::new();
    let edits = [
        Edit::Add(vec![id(0), id(7), id(16)]),
        Edit::Title(TITLE.to_owned()),
        Edit::IssuedBy("RSO".to_owned()),
        Edit::Recipients("KeptRecipient".to_owned()),
        item(0, ItemEdit::Note("Wombat note".to_owned())),
        item(0, ItemEdit::Private("KeptNote".to_owned())),
        item(7, ItemEdit::Enclose(Some(file))),
        item(7, ItemEdit::Clear(Some(Clearance { role: "KeptRole".to_owned(), on: CivilDate::parse("2026-11-20") }))),
        item(16, ItemEdit::Note("KeptRemoved".to_owned())),
        Edit::Remove(id(16)),
    ];
    for edit in edits {
        work.apply(&edit, &catalogue).unwrap();
    }
    let draft = PackDraft::of(&work, serde_json::Map::new());
    let id = PackId::parse("0b6f3c1e-7a54-4d2f-9c3a-2f8e6d5b4a10").unwrap();
    let file = PackFile::new(id, CivilDate::parse("2026-11-24").unwrap(), draft);
    let documents = std::iter::once((sha256, document)).collect();
    let path = desk.path("pack.rsopack");
    packs::create(&path, &Container { file, documents, others: std::collections::BTreeMap::new() }, Existing::Keep)
        .unwrap();
    path
}

#[test]
fn what_the_office_keeps_for_itself_is_in_no_byte_of_an_output() {
    let desk = Desk::new();
    let pack = pack_with_secrets(&desk);
    let parts = readable(&pack);
    assert!(KEPT.iter().all(|word| !places_of(word, &parts).is_empty()), "the pack holds what is looked for");
    for (format, name) in FORMATS {
        let out = desk.export_of(&[pack.to_str().unwrap(), "--inside"], format, name);
        let mut parts = readable(&out);
        let beside = desk.path("toolbox documents");
        if beside.is_dir() {
            parts.extend(readable(&beside));
            fs::remove_dir_all(beside).unwrap();
        }
        for shown in ["Wombat note", "the guide of the desk"] {
            assert!(!places_of(shown, &parts).is_empty() || *format == "pdf", "{format}: {shown}");
        }
        let found: Vec<String> = KEPT.iter().flat_map(|word| places_of(word, &parts)).collect();
        assert!(found.is_empty(), "{format}:\n{}", found.join("\n"));
    }
}
