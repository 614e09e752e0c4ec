//! Pack files in the window: opened, saved, shared, followed by what is changed, and never written over others.

use std::fs;
use std::path::{Path, PathBuf};

use rso_toolbox::app::pack_files::{HELD, Overwrite};
use rso_toolbox::app::{
    Action, AppState, Command, Details, Dialog, Edit, FilePurpose, FilesCommand, ItemEdit, Leave, Local, Outcome,
    PackDraft, PackFile, PackId, PacksCommand, ReleaseCommand, SaveState, Shelf, StoredPack, TakenIn, VersionsCommand,
    Why, dispatch,
};
use rso_toolbox::catalogue::CivilDate;
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};
use rso_toolbox::shell::files::{Existing, write_file};
use rso_toolbox::shell::packs::{self, Container, hold};

use crate::commands::ids;
use crate::packs_store::{Running, open};
use crate::pdf_filled::logo;

pub(crate) fn write(path: impl AsRef<Path>, bytes: &[u8]) {
    write_file(path.as_ref(), bytes, Existing::Replace).unwrap();
}

pub(crate) fn title(text: &str) -> Edit {
    Edit::Title(text.to_owned())
}

pub(crate) fn files(command: FilesCommand) -> Command {
    Command::Files(command)
}

pub(crate) fn save_as(path: &Path) -> Command {
    files(FilesCommand::Chosen { purpose: FilePurpose::SavePack, path: path.into(), overwrite: Overwrite::Agreed })
}

pub(crate) fn said(state: &AppState, words: &str) -> bool {
    state.notices.shown().iter().any(|notice| notice.words.contains(words))
}

pub(crate) fn there(path: &Path) -> Container {
    packs::read(path).unwrap().container
}

pub(crate) fn title_in(path: &Path) -> String {
    there(path).file.draft.details.title
}

/// A data folder of its own with a pack saved as `Partners.rsopack` beside it.
pub(crate) fn saved(folder: &Path, name: &str) -> (Running, PathBuf) {
    let mut running = open(&folder.join(name));
    running.edit(title("Partners"));
    running.edit(Edit::Add(vec![ids()[3].clone()]));
    let path = folder.join("Partners.rsopack");
    running.send(save_as(&path));
    running.until("saved as a file", |state| state.own_file.path.is_some());
    (running, path)
}

/// Another pack is open, so that the saved one lies in the list.
pub(crate) fn leave(running: &mut Running) {
    running.ask(PacksCommand::New);
    running.edit(title("Another"));
    running.until_saved();
}

/// Writes what waits without the ten seconds' rest, as closing the window does.
pub(crate) fn flush(running: &mut Running) {
    running.send(files(FilesCommand::Save));
    running.until("in the file", |state| !state.own_file.waits);
}

#[test]
fn a_pack_is_saved_as_a_file_and_the_file_follows() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    assert_eq!(title_in(&path), "Partners");
    assert_eq!(Action::SavePack.resolve(&running.state), Err("All changes are in its file"));
    running.edit(title("Partners, changed"));
    assert!(running.state.own_file.waits);
    flush(&mut running);
    assert_eq!(title_in(&path), "Partners, changed");
    let picture = folder.path().join("one").join("office").join("logo.png");
    fs::create_dir(picture.parent().unwrap()).unwrap();
    write(&picture, &logo().png);
    running.edit(title("Partners, at the end"));
    drop(running);
    assert_eq!(title_in(&path), "Partners, at the end", "written when the window closes");
    assert_eq!(there(&path).others.get(packs::LOGO).map(Vec::as_slice), Some(logo().png.as_slice()));
    let beside: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(beside.len(), 2, "nothing is left beside it: {beside:?}");

    let mut again = open(&folder.path().join("one"));
    again.until("the file is ours again", |state| state.own_file.path.is_some());
    // Windows makes names of a canonical path that other programs do not take.
    let whole = if cfg!(windows) { path } else { fs::canonicalize(&path).unwrap() };
    assert!(again.state.settings.recent == [whole]);
    // The place of the file is in no pack.
    let text = fs::read_to_string(again.store().folder(Shelf::Packs, &again.state.packs.open.id).join("pack.json"));
    assert!(!text.unwrap().contains("Partners.rsopack"));
}

/// On another computer: opened, changed, and back again.
#[test]
fn a_pack_goes_to_another_data_folder_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (running, path) = saved(folder.path(), "one");
    let id = running.state.packs.open.id.clone();
    drop(running);

    let mut other = open(&folder.path().join("two"));
    other.send(files(FilesCommand::Open(path.clone())));
    other.until("opened", |state| state.packs.open.id == id && state.own_file.path.is_some());
    assert_eq!(other.state.work.items(), &ids()[3..4]);
    other.edit(title("Changed there"));
    drop(other);

    // Here the pack is open as it was; the file was changed outside and is left alone.
    let mut running = open(&folder.path().join("one"));
    running.until("told", |state| said(state, "was changed outside"));
    running.edit(title("Changed here"));
    running.until_saved();
    running.shell.finish();
    assert_eq!(title_in(&path), "Changed there");
    drop(running);

    // Opened on purpose, it takes the place of what was here, which is kept as a version and can be undone.
    let mut running = open(&folder.path().join("one"));
    running.send(files(FilesCommand::Open(path.clone())));
    running.until("as in the file", |state| state.work.details.title == "Changed there");
    running.until_saved();
    let store = running.store();
    running.until("kept", |_| store.versions(&id).unwrap().iter().any(|it| it.title == "Changed here"));
    running.send(Command::Undo);
    assert_eq!(running.state.work.details.title, "Changed here");
    drop(running);
    assert_eq!(title_in(&path), "Changed here", "the file that was opened is its own");
    let mut running = open(&folder.path().join("one"));
    running.until("the file is ours", |state| state.own_file.path.is_some() && !state.own_file.waits);
}

/// Somebody else writes the file.
fn change_outside(path: &Path) {
    let mut theirs = there(path);
    "From outside".clone_into(&mut theirs.file.draft.details.title);
    write(path, &theirs.to_bytes().unwrap());
}

/// As where the program is killed: what the thread answers is taken in by nobody.
#[test]
fn a_file_that_was_being_opened_when_the_program_ended_is_not_written_over() {
    for is_open in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let (mut running, path) = saved(folder.path(), "one");
        let id = running.state.packs.open.id.clone();
        if !is_open {
            leave(&mut running);
        }
        change_outside(&path);
        running.send(files(FilesCommand::Open(path.clone())));
        drop(running);

        let mut again = open(&folder.path().join("one"));
        if !is_open {
            again.ask(PacksCommand::Open(id.clone()));
        }
        again.until("told", |state| state.packs.open.id == id && said(state, "was changed outside"));
        assert_eq!(again.state.work.details.title, "Partners");
        drop(again);
        assert_eq!(title_in(&path), "From outside");
    }
}

#[test]
fn a_file_that_could_not_be_taken_in_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let id = running.state.packs.open.id.clone();
    leave(&mut running);
    change_outside(&path);
    // Where no version can be kept, nothing is replaced.
    let history = running.store().folder(Shelf::Packs, &id).join("history");
    fs::remove_dir_all(&history).ok();
    write(&history, b"");
    running.send(files(FilesCommand::Open(path.clone())));
    running.until("refused", |state| said(state, "The pack was not opened"));
    running.ask(PacksCommand::Open(id.clone()));
    running.until("told", |state| state.packs.open.id == id && said(state, "was changed outside"));
    drop(running);
    assert_eq!(title_in(&path), "From outside");
}

#[test]
fn a_file_of_a_pack_that_is_not_open_keeps_what_was_in_the_list_as_a_version() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let id = running.state.packs.open.id.clone();
    leave(&mut running);
    change_outside(&path);
    running.send(files(FilesCommand::Open(path.clone())));
    running.until("opened", |state| state.packs.open.id == id);
    assert_eq!(running.state.work.details.title, "From outside");
    let told = |state: &AppState| {
        state.notices.shown().iter().find(|it| it.words.starts_with("The file held something else")).cloned()
    };
    let labels: Vec<&str> = told(&running.state).unwrap().actions.iter().map(|action| action.label).collect();
    assert_eq!(labels, ["Undo", "Earlier versions…"]);
    running.until("the file is its own", |state| state.own_file.path.is_some());
    assert_eq!(running.state.saved, SaveState::Saved, "opening changes nothing");
    running.send(Command::Undo);
    assert_eq!(running.state.work.details.title, "Partners", "what was here comes back");
    running.send(Command::Redo);
    running.until_saved();
    running.shell.finish();
    let versions = running.store().versions(&id).unwrap();
    assert!(versions.iter().any(|it| it.id.why == Why::Before && it.title == "Partners"), "{versions:?}");

    drop(running);

    // The file holds what the list holds: nothing is said.
    let mut again = open(&folder.path().join("one"));
    again.ask(PacksCommand::New);
    again.send(files(FilesCommand::Open(path)));
    again.until("opened", |state| state.packs.open.id == id);
    assert!(told(&again.state).is_none());
}

/// As where several files are opened at once.
#[test]
fn a_pack_of_the_list_that_was_replaced_and_is_not_shown_is_named() {
    let mut state = crate::commands::fresh();
    dispatch(&mut state, Command::Edit(title("Open")));
    let id = PackId::of(b"another");
    let draft = |title: &str| {
        let details = Details { title: title.to_owned(), ..Details::default() };
        PackDraft { details, ..PackDraft::default() }
    };
    let file = PackFile::new(id.clone(), CivilDate::new(2026, 11, 24).unwrap(), draft("From outside"));
    let stored = StoredPack { file, local: Local::default(), changed: None };
    let mut take_in = |before: Option<PackDraft>| {
        let outcome = Outcome::PackTakenIn(Box::new(TakenIn { stored: stored.clone(), before, forgot: false }));
        dispatch(&mut state, Command::Finished(outcome));
        state.notices.shown().to_vec()
    };
    assert!(take_in(None).is_empty() && take_in(Some(PackDraft::default())).is_empty(), "nothing was there");
    let notice = &take_in(Some(draft("Partners")))[0];
    assert_eq!(notice.words, "“From outside” was something else in the list. It is as in the file now.");
    assert_eq!(notice.actions[0].command, Command::Versions(VersionsCommand::AskOf(id)));
    assert_eq!(state.work.details.title, "Open");
}

#[test]
fn a_second_program_only_reads_and_works_on_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let mut second = open(&folder.path().join("two"));
    second.send(files(FilesCommand::Open(path.clone())));
    second.until("told", |state| said(state, HELD));
    assert_eq!(second.state.work.details.title, "Partners");
    second.edit(title("Changed by the second"));
    assert_eq!(second.state.work.details.title, "Partners", "it may only be read");
    assert_eq!(Action::SavePackAs.resolve(&second.state), Err(HELD));

    second.send(files(FilesCommand::Copy));
    second.edit(Edit::Event("June".to_owned()));
    assert_eq!(second.state.work.details.title, "Partners (copy)");
    second.until_saved();
    assert_ne!(second.state.packs.open.id, running.state.packs.open.id);
    running.edit(title("Changed by the first"));
    flush(&mut running);
    assert_eq!(title_in(&path), "Changed by the first");
    drop(second);

    let again = open(&folder.path().join("two"));
    assert_eq!(again.state.work.details.title, "Partners (copy)", "the copy is in the list");
    // The command line keeps away from it too.
    let mut here = packs::read(&path).unwrap();
    here.container.file.draft.details.title = "x".to_owned();
    assert!(here.save().unwrap_err().to_string().contains("another copy of the program"));
    drop(running);
    assert!(!hold::is_held_by_another(&path, "other"));
}

#[test]
fn what_somebody_else_wrote_into_the_file_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let mut theirs = there(&path);
    theirs.file.draft.details.title = "Theirs".to_owned();
    write(&path, &theirs.to_bytes().unwrap());
    running.edit(title("Ours"));
    running.send(files(FilesCommand::Save));
    running.until("told", |state| said(state, "was changed outside"));
    assert_eq!(title_in(&path), "Theirs");
    assert_eq!(running.state.own_file.path, None);
    running.until_saved();

    let (mut running, path) = saved(folder.path(), "three");
    fs::remove_file(&path).unwrap();
    running.edit(title("Alone"));
    running.send(files(FilesCommand::Save));
    running.until("told", |state| said(state, "The file Partners.rsopack is not there now"));
    assert!(!path.exists(), "what was taken away does not come back by itself");
}

/// As where the memory stick with the file is not plugged in.
#[test]
fn a_file_that_is_not_there_stays_the_packs_own() {
    let folder = tempfile::tempdir().unwrap();
    let stick = folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let mut running = open(&folder.path().join("one"));
    running.edit(title("Partners"));
    running.send(save_as(&stick.join("Partners.rsopack")));
    running.until("saved as a file", |state| state.own_file.path.is_some());
    drop(running);
    let unplugged = folder.path().join("unplugged");
    fs::rename(&stick, &unplugged).unwrap();

    let told =
        "The file Partners.rsopack is not there now; the pack is kept in the program. Save again when it is back.";
    let mut running = open(&folder.path().join("one"));
    running.until("told at the start", |state| said(state, told));
    assert!(running.state.own_file.path.is_some() && Action::SavePack.resolve(&running.state).is_ok());
    running.edit(title("Changed meanwhile"));
    running.until_saved();
    drop(running);

    // Still not there.
    let mut running = open(&folder.path().join("one"));
    running.until("told again", |state| said(state, told));
    assert_eq!(running.state.work.details.title, "Changed meanwhile");
    running.send(files(FilesCommand::Save));
    running.edit(title("Changed more"));
    running.until_saved();
    drop(running);

    fs::rename(&unplugged, &stick).unwrap();
    assert_eq!(title_in(&stick.join("Partners.rsopack")), "Partners");
    let mut running = open(&folder.path().join("one"));
    running.until("the file is its own again", |state| state.own_file.path.is_some());
    assert!(running.state.own_file.waits, "it holds an older state");
    flush(&mut running);
    assert_eq!(title_in(&stick.join("Partners.rsopack")), "Changed more");

    // Pulled out and plugged in while the program runs.
    fs::rename(&stick, &unplugged).unwrap();
    running.edit(title("While it was out"));
    running.send(files(FilesCommand::Save));
    running.until("told", |state| said(state, told));
    running.send(files(FilesCommand::Save));
    fs::rename(&unplugged, &stick).unwrap();
    flush(&mut running);
    assert_eq!(title_in(&stick.join("Partners.rsopack")), "While it was out");
    assert!(hold::is_held_by_another(&stick.join("Partners.rsopack"), "other"), "nobody else writes it");
}

#[test]
fn what_a_killed_run_left_of_a_pack_file_goes_with_the_next_saving() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, path) = saved(folder.path(), "one");
    let left = folder.path().join(".Partners.rsopack.4711-0.part");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for name in [&left, &folder.path().join(".Other.rsopack.4711-0.part")] {
        fs::File::create(name).unwrap().set_modified(long_ago).unwrap();
    }
    running.edit(title("Partners, changed"));
    flush(&mut running);
    assert!(!left.exists() && folder.path().join(".Other.rsopack.4711-0.part").exists());
    fs::File::create(&left).unwrap().set_modified(long_ago).unwrap();
    packs::read(&path).unwrap();
    let copy = there(&path);
    drop(running);
    packs::create(&path, &copy, Existing::Replace).unwrap();
    assert!(!left.exists(), "the command line clears up too");
}

#[test]
fn a_pack_of_a_newer_version_opens_to_read_and_can_be_copied() {
    let folder = tempfile::tempdir().unwrap();
    let (running, path) = saved(folder.path(), "one");
    drop(running);
    let mut newer = there(&path);
    newer.file.version = 2;
    packs::create(&path, &newer, Existing::Replace).unwrap();
    let bytes = fs::read(&path).unwrap();
    let mut other = open(&folder.path().join("two"));
    other.send(files(FilesCommand::Open(path.clone())));
    other.until("told", |state| said(state, "made with a newer version"));
    other.edit(title("Changed"));
    assert_eq!(other.state.work.details.title, "Partners");
    other.send(files(FilesCommand::Copy));
    other.edit(title("Changed"));
    assert_eq!(other.state.work.details.title, "Changed");
    other.until_saved();
    drop(other);
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_damaged_file_is_refused_in_words_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (running, path) = saved(folder.path(), "one");
    drop(running);
    let bytes = fs::read(&path).unwrap();
    let half = folder.path().join("half.rsopack");
    write(&half, &bytes[..bytes.len() / 2]);
    let mut other = open(&folder.path().join("two"));
    for (path, words) in [(half, "ends in the middle"), (folder.path().join("absent.rsopack"), "no such pack file")] {
        other.send(files(FilesCommand::Open(path)));
        other.until("refused", |state| said(state, words));
    }
    assert!(other.state.work.is_blank() && other.store().ids(Shelf::Packs).unwrap().is_empty());
}

/// A document goes along, and a copy to share holds nothing of what is the office's own.
#[test]
fn a_copy_to_share_says_what_it_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, _) = saved(folder.path(), "one");
    let document = b"%PDF-1.7";
    let enclosed =
        EnclosedFile { name: "Guide.pdf".into(), bytes: document.len() as u64, sha256: Sha256::of(document) };
    let kept = running.store().folder(Shelf::Packs, &running.state.packs.open.id).join("files");
    fs::create_dir_all(&kept).unwrap();
    write(kept.join(enclosed.sha256.as_str()), document);
    let item = |change| Edit::Item { id: ids()[3].clone(), change };
    running.edit(item(ItemEdit::Enclose(Some(enclosed.clone()))));
    running.edit(item(ItemEdit::Private("Ask first".to_owned())));
    running.edit(Edit::Recipients("Desk".to_owned()));
    running.until_saved();
    let path = folder.path().join("shared");
    let purpose = FilePurpose::SharePack;
    let share = || files(FilesCommand::Chosen { purpose, path: path.clone(), overwrite: Overwrite::Agreed });
    // Nobody says who may have the document: where it was put in while the path was chosen, it does not leave so.
    running.send(share());
    assert_eq!(running.state.dialog(), Some(&Dialog::Release(Leave::Share)));
    let (role, reason) = ("Programme manager".to_owned(), "They are trained with it".to_owned());
    running.send(Command::Release(ReleaseCommand::ConfirmHandling { role, reason }));
    running.until("looked into", |state| !state.is_stopped(Leave::Share));
    running.send(share());
    running.until("shared", |state| matches!(state.dialog(), Some(Dialog::Shared { .. })));
    let Some(Dialog::Shared { path, left_out }) = running.state.dialog().cloned() else { panic!("no dialog") };
    let answered = "What was answered before it left, with roles and reasons";
    assert_eq!(left_out, ["1 private note", "The recipients", answered]);
    assert!(path.ends_with("shared.rsopack"));
    let shared = there(&path);
    assert_ne!(shared.file.id, running.state.packs.open.id);
    assert_eq!(shared.documents.get(&enclosed.sha256).map(Vec::as_slice), Some(&document[..]));
    let text = shared.file.to_text();
    assert!(!text.contains("Ask first") && !text.contains("Desk"), "{text}");

    // The pack's own file has the document too.
    flush(&mut running);
    assert!(there(&folder.path().join("Partners.rsopack")).documents.contains_key(&enclosed.sha256));
}

#[test]
fn a_dropped_or_handed_over_file_opens_and_a_path_can_be_typed() {
    let mut state = crate::commands::fresh();
    let arguments = vec!["--open".to_owned(), "/x/Partners.rsopack".to_owned()];
    let effects = rso_toolbox::app::dispatch(
        &mut state,
        Command::Finished(Outcome::StartedAgain { arguments: arguments.clone() }),
    );
    assert!(format!("{effects:?}").contains("Partners.rsopack"), "{effects:?}");
    assert!(state.notices.shown().is_empty(), "one is shown, and nothing is said");
    rso_toolbox::app::dispatch(&mut state, Command::Finished(Outcome::NoFileDialog(FilePurpose::OpenPack)));
    assert_eq!(state.dialog(), Some(&Dialog::FileField(FilePurpose::OpenPack)));
    let asked = rso_toolbox::app::dispatch(&mut state, files(FilesCommand::Ask(FilePurpose::SavePack)));
    assert!(format!("{asked:?}").contains("No title yet.rsopack"), "{asked:?}");
}

/// As where they were dropped on the program's icon together.
#[test]
fn what_is_no_pack_is_named_and_the_pack_beside_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let (running, pack) = saved(folder.path(), "one");
    drop(running);
    let document = folder.path().join("Guide.pdf");
    write(&document, b"%PDF-1.7");
    let mut running = open(&folder.path().join("two"));
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    let arguments = ["--catalogue".to_owned(), "a.json".to_owned()].into_iter();
    let arguments = arguments.chain([&pack, &document].into_iter().flat_map(|it| ["--open".to_owned(), path(it)]));
    running.send(Command::Finished(Outcome::StartedAgain { arguments: arguments.collect() }));
    running.until("told", |state| said(state, "“Guide.pdf” was not opened: it is not a pack of this program"));
    running.until("shown", |state| state.work.details.title == "Partners");
    assert!(!said(&running.state, "other pack file"), "there is no other one");
}

#[test]
fn of_several_files_the_last_one_is_shown_and_the_others_are_in_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = ["First one", "ที่สอง", "Third"]
        .into_iter()
        .map(|name| {
            let path = folder.path().join(format!("{name}.rsopack"));
            let mut other = open(&folder.path().join(name));
            other.edit(title(name));
            let purpose = FilePurpose::SavePack;
            other.send(files(FilesCommand::Chosen { purpose, path: path.clone(), overwrite: Overwrite::Never }));
            other.until("a file", |_| path.is_file());
            path
        })
        .collect();
    let mut running = open(&folder.path().join("data"));
    running.send(files(FilesCommand::OpenAll(paths)));
    running.until("the last one", |state| state.work.details.title == "Third");
    assert!(said(&running.state, "The 2 other pack files go into the list of packs"));
    running.until("all in the list", |state| {
        let titles: Vec<&str> = state.packs.entries().iter().map(|entry| entry.title.as_str()).collect();
        titles.contains(&"First one") && titles.contains(&"ที่สอง")
    });
}

#[test]
fn two_programs_on_one_data_folder_do_not_write_over_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("Ours"));
    running.until_saved();
    // As a folder that is kept alike on two computers: the document is another one all of a sudden.
    let id: PackId = running.state.packs.open.id.clone();
    let path = running.store().folder(Shelf::Packs, &id).join("pack.json");
    let theirs = fs::read_to_string(&path).unwrap().replace("Ours", "Theirs");
    write(&path, theirs.as_bytes());
    running.edit(title("Ours, changed"));
    running.until("told", |state| said(state, "Another program has changed this pack"));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    running.edit(title("Refused"));
    assert_eq!(running.state.work.details.title, "Ours, changed");
    running.send(files(FilesCommand::Copy));
    running.until_saved();
    drop(running);
    let again = open(folder.path());
    let titles: Vec<String> = again.store().list().unwrap().into_iter().map(|it| it.title).collect();
    assert!(titles.contains(&"Theirs".to_owned()) && titles.contains(&"Ours, changed (copy)".to_owned()), "{titles:?}");
}

#[test]
fn after_a_killed_run_one_line_says_what_came_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("Kept"));
    running.until_saved();
    drop(running);
    let again = open(folder.path());
    assert!(!said(&again.state, "came back"), "an end as it should be is not worth a word");
    drop(again);
    write(folder.path().join("running"), b"");
    let again = open(folder.path());
    assert!(said(&again.state, "Your pack “Kept” came back as it was at "), "{:?}", again.state.notices.shown());
}
