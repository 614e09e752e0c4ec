//! Pack files: what is written is read, whatever else is refused, and the command line over them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use rso_toolbox::app::pack_file::{NEWER, PackFile};
use rso_toolbox::app::pack_id::PackId;
use rso_toolbox::app::release::{Answers, Confirmed, HandlingAnswer, PackClearance};
use rso_toolbox::app::{Clearance, Edit, Item, ItemEdit, PackDraft, SectionEdit, SectionKey, Work};
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{Catalogue, CivilDate, Handling, ResourceId};
use rso_toolbox::cli::{Ending, run};
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};
use rso_toolbox::pack::rich::{Mark, RichText, Style};
use rso_toolbox::pack::timetable::TimeAvailable;
use rso_toolbox::shell::data_dir::DataDir;
use rso_toolbox::shell::files::{Existing, write_file};
use rso_toolbox::shell::packs::container::MEDIA_TYPE;
use rso_toolbox::shell::packs::{self, Container, ContainerError, PackError};
use serde_json::{Map, Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::pdf_filled::logo;

const ID: &str = "0b6f3c1e-7a54-4d2f-9c3a-2f8e6d5b4a10";

fn catalogue() -> &'static Catalogue {
    static BUILT_IN: OnceLock<Catalogue> = OnceLock::new();
    BUILT_IN.get_or_init(built_in)
}

fn id(place: usize) -> ResourceId {
    catalogue().resources[place].id.clone()
}

fn day() -> CivilDate {
    CivilDate::new(2026, 11, 24).unwrap()
}

fn held(work: &Work, documents: &[&[u8]]) -> Container {
    let file = PackFile::new(PackId::parse(ID).unwrap(), day(), PackDraft::of(work, Map::new()));
    let documents = documents.iter().map(|bytes| (Sha256::of(bytes), bytes.to_vec()));
    Container { file, documents: documents.collect(), others: BTreeMap::new() }
}

fn enclosed(bytes: &[u8]) -> EnclosedFile {
    EnclosedFile { name: "Guide “A”.pdf".to_owned(), bytes: bytes.len() as u64, sha256: Sha256::of(bytes) }
}

/// A pack with one of everything.
fn rich_pack() -> Container {
    let mut work = Work::new();
    let item = |place, change| Edit::Item { id: id(place), change };
    let own = SectionKey::Own(1);
    let text = RichText::new("Read this", vec![Mark { range: 0..4, style: Style::Strong }]);
    let edits = [
        Edit::Add(vec![id(0), id(7), id(16)]),
        Edit::Title("Partners".to_owned()),
        Edit::Recipients("Desk officers".to_owned()),
        Edit::Accept { ids: vec![id(0)], title: String::new(), time: Some(TimeAvailable::OneDay) },
        Edit::TimeAvailable(Some(390)),
        Edit::Foreword(text.clone()),
        Edit::AddSection("Day one".to_owned()),
        Edit::MoveToSection { id: id(7), key: own.clone(), place: None },
        Edit::Section { key: own, change: SectionEdit::Introduction(text) },
        item(0, ItemEdit::Note("Chapter 2".to_owned())),
        item(0, ItemEdit::Private("Ask Ms A. first".to_owned())),
        item(7, ItemEdit::Enclose(Some(enclosed(b"%PDF")))),
        item(7, ItemEdit::Minutes { part: None, minutes: Some(30) }),
        item(0, ItemEdit::Clear(Some(Clearance { role: "Head of desk".to_owned(), on: Some(day()) }))),
        item(16, ItemEdit::Note("gone".to_owned())),
        Edit::Remove(id(16)),
    ];
    for edit in edits {
        work.apply(&edit, catalogue()).unwrap();
    }
    held(&work, &[b"%PDF"])
}

fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn refused(entries: &[(&str, &[u8])]) -> String {
    Container::from_bytes(&zip_of(entries)).unwrap_err().to_string()
}

#[test]
fn a_pack_is_read_as_it_was_written_and_the_same_pack_gives_the_same_bytes() {
    let mut pack = rich_pack();
    pack.file.unknown.insert("later".to_owned(), json!([1]));
    pack.file.draft.unknown.insert("chapters".to_owned(), json!({"a": 2}));
    pack.others.insert("history/1.json".to_owned(), b"{}".to_vec());
    let bytes = pack.to_bytes().unwrap();
    assert_eq!(bytes, pack.clone().to_bytes().unwrap());
    assert_eq!(Container::from_bytes(&bytes).unwrap(), pack);
}

/// What a later version wrote into a section, an item, or a part of an item comes back as it was, but in no shared copy.
#[test]
fn what_is_not_known_of_a_section_or_an_item_stays() {
    let later = json!([7]);
    let mut value = rich_pack().file.write();
    let section = &mut value["pack"]["sections"][1];
    section["later"] = later.clone();
    let item = &mut section["items"][0];
    for part in ["file", "minutes"] {
        item[part]["later"] = later.clone();
    }
    item["later"] = later.clone();
    let mut first = value["pack"]["sections"][0]["items"][0].clone();
    first["cleared"]["later"] = later;
    value["pack"]["sections"][0]["items"][0] = first;
    let mut file = PackFile::from_text(&value.to_string()).unwrap();
    assert_eq!(file.write(), value);

    let mut work = file.draft.restore(catalogue());
    let (one, other) = (id(0), id(7));
    work.apply(&Edit::Item { id: other.clone(), change: ItemEdit::Note("Changed".to_owned()) }, catalogue()).unwrap();
    work.apply(&Edit::Remove(one.clone()), catalogue()).unwrap();
    work.apply(&Edit::Add(vec![one.clone()]), catalogue()).unwrap();
    file.draft = PackDraft::of(&work, Map::new());
    assert_eq!(file.write().to_string().matches("later").count(), 5, "changed, taken out and put back");
    work.apply(&Edit::Item { id: other, change: ItemEdit::Enclose(Some(enclosed(b"x"))) }, catalogue()).unwrap();
    work.apply(&Edit::Item { id: one, change: ItemEdit::Clear(None) }, catalogue()).unwrap();
    file.draft = PackDraft::of(&work, Map::new());
    assert_eq!(file.write().to_string().matches("later").count(), 3, "it was true of another file and another role");

    let (copy, left_out) = file.shared(PackId::of(b"copy"));
    assert!(!copy.to_text().contains("later"));
    assert!(left_out.contains(&"What a newer version added".to_owned()), "{left_out:?}");
}

/// The check of what leaves knows nothing of it.
#[test]
fn what_this_catalogue_lacks_is_not_shared() {
    let (one, other) = (id(0), id(7));
    let mut work = Work::new();
    let note = ItemEdit::Note("Mind the annex".to_owned());
    let changes = [ItemEdit::Enclose(Some(enclosed(b"x"))), note];
    let changes = changes.map(|change| Edit::Item { id: other.clone(), change });
    for edit in [Edit::Add(vec![one, other.clone()])].iter().chain(&changes) {
        work.apply(edit, catalogue()).unwrap();
    }
    let mut smaller = catalogue().clone();
    smaller.resources.retain(|it| it.id != other);
    let work = PackDraft::of(&work, Map::new()).restore(&smaller);
    let file = PackFile::new(PackId::of(b"x"), day(), PackDraft::of(&work, Map::new()));
    assert!(file.to_text().contains("Mind the annex") && file.documents().count() == 1, "it stays in the pack");
    let (copy, left_out) = file.shared(PackId::of(b"copy"));
    assert!(!copy.to_text().contains("Mind the annex") && copy.documents().count() == 0);
    assert_eq!(left_out, ["1 resource not in this catalogue, with note and document"]);
}

#[test]
fn the_type_is_the_first_entry_and_readable_at_its_place() {
    let bytes = rich_pack().to_bytes().unwrap();
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..38 + MEDIA_TYPE.len()], MEDIA_TYPE.as_bytes());
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(zip.by_index(0).unwrap().compression(), CompressionMethod::Stored);
    assert_eq!(zip.by_index(1).unwrap().name().unwrap(), "pack.json");
}

#[test]
fn packs_follow_the_published_schema() {
    let text = include_str!("../../assets/pack/pack.schema.json");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("pack.schema.json", serde_json::from_str(text).unwrap()).unwrap();
    let index = compiler.compile("pack.schema.json", &mut schemas).unwrap();
    let check = |value: &Value| schemas.validate(value, index).map_err(|error| error.to_string());
    let whole = rich_pack().file.write();
    assert_eq!(check(&whole), Ok(()));
    assert_eq!(check(&held(&Work::new(), &[]).file.write()), Ok(()));
    let broken: [fn(&mut Value); 7] = [
        |pack| pack["version"] = json!(2),
        |pack| pack["id"] = json!("x"),
        |pack| pack["pack"]["sections"][0]["items"] = json!([7]),
        |pack| pack["pack"]["copies"] = json!(0),
        |pack| pack["pack"]["time_stated"] = json!("soon"),
        |pack| pack["pack"]["time_available"] = json!("6 hours"),
        |pack| pack["pack"]["foreword"]["marks"][0] = json!({"from": 1}),
    ];
    for change in broken {
        let mut value = whole.clone();
        change(&mut value);
        assert!(check(&value).is_err(), "{value}");
    }
}

#[test]
fn what_is_no_pack_is_refused_in_words() {
    let list = rich_pack().file.to_text();
    let list = list.as_bytes();
    let kind = ("mimetype", MEDIA_TYPE.as_bytes());
    assert!(matches!(Container::from_bytes(b"%PDF-1.7"), Err(ContainerError::NotAPack)));
    assert!(matches!(Container::from_bytes(b""), Err(ContainerError::NotAPack)));
    assert_eq!(
        refused(&[("mimetype", b"application/epub+zip"), ("pack.json", list)]),
        "it is not a pack of this program"
    );
    assert_eq!(
        refused(&[kind, ("pack.json", &list[..90])]),
        "the file is damaged: the list of its contents ends in the middle"
    );
    assert_eq!(refused(&[kind, ("pack.json", b"{}")]), "the file is damaged: the list of its contents lacks “version”");
    let missing = refused(&[kind, ("pack.json", list)]);
    assert_eq!(missing, "the file is damaged: the document “Guide “A”.pdf” is missing or not as it was");
    let sum = format!("files/{}", Sha256::of(b"%PDF").as_str());
    assert!(refused(&[kind, ("pack.json", list), (&sum, b"%PDX")]).contains("not as it was"));
    for name in ["../x", "/etc/x", "a/../../x", "C:/x", "a\\x", "a//x"] {
        let told = refused(&[kind, ("pack.json", list), (&sum, b"%PDF"), (name, b"")]);
        assert!(told.contains("an entry that no pack has"), "{name}: {told}");
    }
    let told = refused(&[kind, ("pack.json", list), (&sum, b"%PDF"), ("a", b""), ("A", b"")]);
    assert!(told.contains("an entry that no pack has"), "{told}");
    let bomb = vec![0; 5_000_000];
    let told = refused(&[kind, ("pack.json", list), (&sum, b"%PDF"), ("history/1", &bomb)]);
    assert!(told.contains("“history/1” in it is packed so tightly") && !told.contains("MB"), "{told}");
    let many: Vec<String> = (0..3_001).map(|at| format!("history/{at}")).collect();
    let entries: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refused(&entries).contains("more than 3000 entries"));
}

#[test]
fn a_second_entry_of_the_same_name_is_refused() {
    let pack = held(&Work::new(), &[]);
    let text = pack.file.to_text();
    let entries = [("mimetype", MEDIA_TYPE.as_bytes()), ("pack.json", text.as_bytes()), ("pack.jsoN", text.as_bytes())];
    let mut bytes = zip_of(&entries);
    while let Some(at) = bytes.windows(9).position(|nine| nine == b"pack.jsoN") {
        bytes[at + 8] = b'n';
    }
    assert!(Container::from_bytes(&bytes).is_err());
}

#[test]
fn a_file_that_somebody_else_changed_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.rsopack");
    packs::create(&path, &rich_pack(), Existing::Keep).unwrap();
    let (mine, theirs) = (packs::read(&path).unwrap(), packs::read(&path).unwrap());
    let mut changed = theirs;
    changed.container.file.draft.details.title = "Theirs".to_owned();
    changed.save().unwrap();
    assert!(matches!(mine.save(), Err(PackError::Changed)));
    assert_eq!(packs::read(&path).unwrap().container.file.draft.details.title, "Theirs");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left there");
}

fn any_item() -> impl Strategy<Value = Arc<Item>> {
    let place = 0..catalogue().resources.len();
    (place, ".{0,9}", ".{0,9}", prop::option::of(prop::collection::vec(any::<u8>(), 1..9)), any::<Option<u32>>())
        .prop_map(|(place, note, private, document, minutes)| {
            let mut item = Item::new(id(place));
            (item.content.note, item.private) = (note, private);
            item.content.file = document.map(|bytes| enclosed(&bytes));
            item.content.minutes.whole = minutes;
            Arc::new(item)
        })
}

fn any_draft() -> impl Strategy<Value = PackDraft> {
    let section = (1_u32..9, ".{0,9}", "[a-z \n•]{0,20}", prop::collection::vec(any_item(), 0..4)).prop_map(
        |(number, heading, introduction, items)| rso_toolbox::app::Section {
            key: SectionKey::Own(number),
            heading,
            introduction: RichText::plain(&introduction),
            items,
            unknown: Map::new(),
        },
    );
    let texts = (".{0,12}", ".{0,12}", ".{0,12}", 1_u32..10_000);
    (texts, prop::collection::vec(section, 0..4), prop::collection::vec(any_item(), 0..3)).prop_map(
        |((title, message, recipients, copies), sections, removed)| {
            let mut draft = PackDraft { sections, removed, ..PackDraft::default() };
            (draft.details.title, draft.details.message) = (title, message);
            (draft.details.recipients, draft.details.copies) = (recipients, copies);
            draft
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_pack_is_read_as_it_was(draft in any_draft()) {
        let file = PackFile::new(PackId::parse(ID).unwrap(), day(), draft);
        prop_assert_eq!(PackFile::from_text(&file.to_text()).unwrap(), file);
    }

    #[test]
    fn any_bytes_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Container::from_bytes(&bytes).is_err());
        prop_assert!(Container::from_bytes(&[b"PK\x03\x04", &bytes[..]].concat()).is_err());
    }

    #[test]
    fn a_pack_with_any_byte_changed_is_no_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = rich_pack().to_bytes().unwrap();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        if let Ok(read) = Container::from_bytes(&bytes) {
            prop_assert_eq!(read.documents, rich_pack().documents, "a document that is not as it was");
        }
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(Container::from_bytes(&bytes).is_err(), "half a pack");
    }
}

/// The exit code, the answer and what went wrong.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["rso-toolbox", "--data-dir", "/nonexistent/rso-toolbox"].iter().chain(args).copied();
    let Ending::Code(code) = run(args, &mut out, &mut err) else { panic!("a command opens no window") };
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn done(args: &[&str]) -> String {
    let (code, out, err) = call(args);
    assert_eq!(code, 0, "{args:?}: {err}");
    out
}

fn path_in(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn packs_are_made_shown_and_changed_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let pack = path_in(folder.path(), "Partners.rsopack");
    let (first, second) = (id(0), id(7));
    let (first, second) = (first.as_str(), second.as_str());
    assert!(done(&["pack", "new", &pack, "--title", "Partners", "--resource", first]).contains("1 resource"));
    assert_eq!(call(&["pack", "new", &pack]).0, 1, "it is there already");
    assert_eq!(call(&["pack", "new", &path_in(folder.path(), "x.zip")]).0, 2);
    let guide = path_in(folder.path(), "Guide.pdf");
    write_file(Path::new(&guide), b"%PDF", Existing::Keep).unwrap();
    let (file, note) = (format!("{second}={guide}"), format!("{second}=Read chapter 2 = first"));
    let told = done(&["pack", "add", &pack, second, "--file", &file, "--note", &note]);
    assert!(told.contains("2 resources, 1 with its document"), "{told}");
    let shown = done(&["pack", "show", &pack]);
    for part in ["Partners", first, second, "Note: Read chapter 2 = first", "Enclosed: Guide.pdf, 4 bytes"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let value: Value = serde_json::from_str(&done(&["pack", "show", &pack, "--json"])).unwrap();
    assert_eq!(value["pack"]["title"], "Partners");
    assert!(!fs::read(&pack).unwrap().windows(9).any(|nine| nine == b"Guide.pdf"), "the list is packed");
    assert!(!value.to_string().contains(folder.path().to_str().unwrap()), "where a document lay is kept nowhere");

    let before = fs::read(&pack).unwrap();
    for wrong in [
        vec!["pack", "add", &pack, second, "no-such-thing"],
        vec!["pack", "remove", &pack, first, "no-such-thing"],
        vec!["pack", "remove", &pack, catalogue().resources[9].id.as_str()],
        vec!["pack", "add", &pack, "--file", "x"],
        vec!["pack", "add", &pack],
    ] {
        let (code, _, err) = call(&wrong);
        assert_eq!(code, 2, "{wrong:?}: {err}");
        assert_eq!(fs::read(&pack).unwrap(), before, "nothing was changed");
    }
    let folder_as_document = format!("{second}={}", folder.path().display());
    assert_eq!(call(&["pack", "add", &pack, "--file", &folder_as_document]).0, 1);
    assert!(done(&["pack", "remove", &pack, second]).contains("1 resource"));
    assert!(done(&["pack", "add", &pack, second]).contains("1 with its document"), "its document comes back");
}

#[test]
fn a_pack_file_is_exported_with_what_stands_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let pack = path_in(folder.path(), "a.rsopack");
    let page = path_in(folder.path(), "a.html");
    let first = id(0);
    done(&["pack", "new", &pack, "--title", "Harbour desk", "--resource", first.as_str()]);
    done(&["pack", "add", &pack, "--note", &format!("{first}=Mind the annex")]);
    let data = path_in(folder.path(), "data");
    let export = ["export", &pack, "--format", "html-file", "--out", &page, "--json", "--data-dir", &data];
    let receipt: Value = serde_json::from_str(&done(&export)).unwrap();
    assert!(receipt.to_string().contains("Harbour desk"), "{receipt}");
    let written = fs::read_to_string(&page).unwrap();
    assert!(written.contains("Harbour desk") && written.contains("Mind the annex"));
    let out = path_in(folder.path(), "b.html");
    for wrong in [&["--all"][..], &["--title", "x"], &["--resource", "x"], &["--audience", "x"], &["--paper", "a4"]] {
        let (code, ..) = call(&[&["export", &pack, "--format", "html-file", "--out", &out], wrong].concat());
        assert_eq!(code, 2, "{wrong:?}");
    }
    assert_eq!(call(&["export", &path_in(folder.path(), "no.rsopack"), "--format", "pdf", "--out", &out]).0, 1);
}

/// Readable without this program.
#[test]
fn the_logo_of_the_office_is_in_the_pack_file() {
    let folder = tempfile::tempdir().unwrap();
    let (pack, picture, data) = (
        path_in(folder.path(), "a.rsopack"),
        folder.path().join("picture.png"),
        DataDir::open(Some(&folder.path().join("data"))).unwrap(),
    );
    write_file(&picture, &logo().png, Existing::Keep).unwrap();
    let kept = rso_toolbox::shell::logo::take(&picture, &data).unwrap();
    let first = id(0);
    let new = ["pack", "new", &pack, "--title", "Harbour desk", "--resource", first.as_str(), "--data-dir"];
    done(&[&new[..], &[data.root().to_str().unwrap()]].concat());
    done(&["pack", "add", &pack, id(7).as_str()]);
    let inside = |path: &str| packs::read(Path::new(path)).unwrap().container.others.get(packs::LOGO).cloned();
    assert_eq!(inside(&pack).as_deref(), Some(kept.png.as_slice()));
    let shared = path_in(folder.path(), "b.rsopack");
    let told = done(&["pack", "share", &pack, &shared, "--inside"]);
    assert!(inside(&shared).is_some() && !told.contains("other entries"), "{told}");
}

#[test]
fn a_pack_of_a_newer_version_opens_to_read_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(folder.path(), "a.rsopack");
    let mut pack = rich_pack();
    pack.file.version = 2;
    packs::create(Path::new(&path), &pack, Existing::Keep).unwrap();
    let before = fs::read(&path).unwrap();
    let (code, out, err) = call(&["pack", "show", &path]);
    assert!(code == 0 && out.contains("Partners") && err.contains(NEWER), "{err}");
    let (code, _, err) = call(&["pack", "remove", &path, id(0).as_str()]);
    assert!(code == 1 && err.contains(NEWER), "{err}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// Everything that the check asks, answered.
fn answers() -> Answers {
    let by = |role: &str| Clearance { role: role.to_owned(), on: Some(day()) };
    let sum = Sha256::of(b"%PDF");
    let handling = HandlingAnswer {
        role: "Programme manager".to_owned(),
        reason: "They train with it".to_owned(),
        on: Some(day()),
        to: "A school".to_owned(),
        items: [(id(0), Confirmed { document: None, handling: Handling::AskFirst })].into(),
    };
    Answers {
        handling: Some(handling),
        kept: [(sum.clone(), by("Co-manager"))].into(),
        cleared: Some(PackClearance { by: by("Deputy"), of: sum }),
        ..Answers::default()
    }
}

/// An item that the catalogue does not have, cleared by the office.
fn cleared_item() -> Item {
    let mut item = Item::new(ResourceId::new("by-gone-by").unwrap());
    item.clearance = Some(Clearance { role: "Head of section".to_owned(), on: Some(day()) });
    item
}

#[test]
fn a_shared_copy_holds_nothing_that_is_for_the_office_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (path_in(folder.path(), "a.rsopack"), path_in(folder.path(), "b.rsopack"));
    let mut pack = rich_pack();
    pack.others.insert("history/1.json".to_owned(), b"Ask Ms A. first".to_vec());
    pack.file.draft.details.release = answers();
    pack.file.draft.loose = vec![Arc::new(cleared_item())];
    packs::create(Path::new(&path), &pack, Existing::Keep).unwrap();
    let told = done(&["pack", "share", &path, &copy, "--inside"]);
    for line in [
        "1 private note",
        "The recipients",
        "1 clearance of an item, with role and day",
        "1 resource not in this catalogue, with note and document",
        "What was answered before it left, with roles and reasons",
        "1 removed item",
        "Earlier versions and other entries of the file",
    ] {
        assert!(told.contains(&format!("Left out: {line}\n")), "{line} in {told}");
    }
    let shared = packs::read(Path::new(&copy)).unwrap().container;
    let text = shared.file.to_text();
    for private in [
        "Ask Ms A.",
        "Desk officers",
        "\"gone\"",
        ID,
        "Head of desk",
        "Head of section",
        "cleared",
        "They train with it",
        "Programme manager",
        "Co-manager",
        "Deputy",
    ] {
        assert!(!text.contains(private), "{private}: {text}");
    }
    assert!(text.contains("Chapter 2") && !text.contains("gone-by") && shared.others.is_empty());
    assert_eq!(shared.documents, pack.documents, "documents go with it");
}
