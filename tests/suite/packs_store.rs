//! The list of packs: several packs in one data folder, switching, the trash, and the one pack of an earlier version.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rso_toolbox::app::office::OfficeDraft;
use rso_toolbox::app::pack_file::NEWER;
use rso_toolbox::app::pack_files::HELD;
use rso_toolbox::app::{
    Action, AppState, Command, Dialog, DialogCommand, Edit, Effect, FileAnswer, FilePurpose, Leave, Mode, Outcome,
    PackEntry, PackId, PacksCommand, PreferenceCommand, ReleaseCommand, SaveState, Shelf, StoreTask, TemplateCommand,
    Why, dispatch,
};
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::shell::files::{Existing, write_file};
use rso_toolbox::shell::packs::store::Store;
use rso_toolbox::shell::{self, Opened, Perform as _, Shell};

use crate::commands::{fresh, ids, stored};

/// The program without its window.
pub(crate) struct Running {
    pub(crate) state: AppState,
    pub(crate) shell: Shell,
}

/// A start on a data folder, with the built-in catalogue.
pub(crate) fn wanted(folder: &Path) -> shell::Wanted {
    shell::Wanted {
        catalogue: Arc::new(built_in()),
        data_dir: Some(folder.to_path_buf()),
        packs: Vec::new(),
        arguments: Vec::new(),
        notices: Vec::new(),
    }
}

pub(crate) fn open(folder: &Path) -> Running {
    let Opened::Window(ready) = shell::open(wanted(folder)).unwrap() else { panic!("another run has the folder") };
    let (state, effects) = AppState::new(ready.start);
    let mut running = Running { state, shell: ready.shell };
    running.perform(effects);
    running
}

impl Running {
    pub(crate) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            // No dialog of the system: the test answers in its place, and a late answer would come over what it waits for.
            if !matches!(effect, Effect::LayOutPages { .. } | Effect::BuildIndex(_) | Effect::PickFile { .. }) {
                self.shell.perform(effect);
            }
        }
    }

    pub(crate) fn send(&mut self, command: Command) {
        let effects = dispatch(&mut self.state, command);
        self.perform(effects);
    }

    pub(crate) fn edit(&mut self, edit: Edit) {
        self.send(Command::Edit(edit));
    }

    pub(crate) fn ask(&mut self, command: PacksCommand) {
        self.send(Command::Packs(command));
    }

    /// Takes outcomes until this holds.
    pub(crate) fn until(&mut self, what: &str, holds: impl Fn(&AppState) -> bool) {
        let begun = Instant::now();
        loop {
            for outcome in self.shell.outcomes() {
                let failed = matches!(outcome, Outcome::PackNotSaved { .. } | Outcome::SaveFailed { .. });
                assert!(!failed, "{outcome:?}");
                self.send(Command::Finished(outcome));
            }
            if holds(&self.state) {
                return;
            }
            let (dialog, said) = (self.state.dialog(), self.state.notices.shown());
            assert!(begun.elapsed() < Duration::from_secs(20), "never: {what}; {dialog:?} {said:?}");
            thread::sleep(Duration::from_millis(1));
        }
    }

    pub(crate) fn until_saved(&mut self) {
        self.until("saved", |state| state.saved == SaveState::Saved);
    }

    pub(crate) fn store(&self) -> Store {
        Store::new(self.shell.data().clone())
    }

    fn titles(&self, on: Shelf) -> Vec<String> {
        let mut titles: Vec<String> =
            self.store().list().unwrap().into_iter().filter(|it| it.shelf == on).map(|it| it.title).collect();
        titles.sort();
        titles
    }
}

fn title(text: &str) -> Edit {
    Edit::Title(text.to_owned())
}

#[test]
fn a_new_pack_leaves_the_old_one_in_the_list_and_both_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    running.edit(Edit::Add(vec![ids()[3].clone()]));
    let first = running.state.packs.open.id.clone();
    running.ask(PacksCommand::New);
    assert!(running.state.work.items().is_empty() && Action::Undo.resolve(&running.state).is_err());
    running.edit(title("Second"));
    running.until_saved();
    running.until("both listed", |state| state.packs.entries().len() == 2);

    running.ask(PacksCommand::Open(first.clone()));
    running.until("the first one", |state| state.packs.open.id == first);
    assert_eq!((running.state.work.details.title.as_str(), running.state.work.items().len()), ("First", 1));
    let before = running.store().read(Shelf::Packs, &first).unwrap().changed;
    running.shell.finish();
    assert_eq!(running.store().read(Shelf::Packs, &first).unwrap().changed, before, "opening changes nothing");
    drop(running);

    let again = open(folder.path());
    assert_eq!(again.state.packs.open.id, first, "the pack that was open");
    assert_eq!(again.titles(Shelf::Packs), ["First", "Second"]);
}

#[test]
fn packs_are_renamed_duplicated_and_go_to_the_trash_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    let first = running.state.packs.open.id.clone();
    running.ask(PacksCommand::Duplicate(first.clone()));
    running.until("the copy", |state| state.packs.entries().iter().any(|entry| entry.title == "First (copy)"));
    let copy = running.state.packs.entries().iter().find(|entry| entry.id != first).unwrap().id.clone();

    running.ask(PacksCommand::Rename { id: copy.clone(), title: "  Kept apart ".to_owned() });
    running.until("the new title", |state| state.packs.entry(&copy).is_some_and(|it| it.title == "Kept apart"));
    running.ask(PacksCommand::Rename { id: first.clone(), title: "Open".to_owned() });
    assert_eq!(running.state.work.details.title, "Open");
    running.send(Command::Undo);
    assert_eq!(running.state.work.details.title, "First", "a rename of the open pack is undone as any change");

    running.ask(PacksCommand::MoveToTrash(copy.clone()));
    running.until("in the trash", |state| state.packs.entry(&copy).is_some_and(|it| it.shelf == Shelf::Trash));
    running.ask(PacksCommand::Open(copy.clone()));
    running.until("refused", |state| state.notices.shown().iter().any(|it| it.words.contains("Look in the trash")));
    assert_eq!(running.state.packs.open.id, first);

    running.ask(PacksCommand::MoveToTrash(first.clone()));
    assert!(running.state.packs.open.id != first && running.state.work.is_blank());
    running.until("both in the trash", |state| state.packs.entries().iter().all(|it| it.shelf == Shelf::Trash));
    running.ask(PacksCommand::Restore(copy.clone()));
    running.until("restored", |state| state.packs.entry(&copy).is_some_and(|it| it.shelf == Shelf::Packs));
    running.ask(PacksCommand::Open(copy));
    running.until("opened", |state| state.work.details.title == "Kept apart");
    assert_eq!(
        (running.titles(Shelf::Packs), running.titles(Shelf::Trash)),
        (vec!["Kept apart".into()], vec!["First".into()])
    );
}

/// As where a document was still being enclosed, or its file written, when the pack went to the trash.
#[test]
fn a_pack_comes_back_although_something_was_left_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    running.until_saved();
    let first = running.state.packs.open.id.clone();
    running.ask(PacksCommand::MoveToTrash(first.clone()));
    running.until("in the trash", |state| state.packs.entry(&first).is_some_and(|it| it.shelf == Shelf::Trash));
    let own = running.store().folder(Shelf::Packs, &first);
    let left = own.join("files").join("a".repeat(64));
    fs::create_dir_all(own.join("files")).unwrap();
    write_file(&left, b"%PDF-1.7", Existing::Keep).unwrap();
    write_file(&own.join(".link.json"), b"{}", Existing::Keep).unwrap();
    running.ask(PacksCommand::Restore(first.clone()));
    running.until("restored", |state| state.packs.entry(&first).is_some_and(|it| it.shelf == Shelf::Packs));
    running.ask(PacksCommand::Open(first));
    running.until("opened", |state| state.work.details.title == "First");
    assert_eq!(fs::read(&left).unwrap(), b"%PDF-1.7");
}

/// What is changed before the copy is made is not in it.
#[test]
fn a_copy_is_of_the_pack_as_it_was_when_it_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for place in 0..20 {
        let mut running = open(&folder.path().join(place.to_string()));
        running.edit(title("First"));
        let id = running.state.packs.open.id.clone();
        running.ask(PacksCommand::Duplicate(id.clone()));
        running.edit(Edit::Add(vec![ids()[3].clone()]));
        running.shell.finish();
        let entries = running.store().list().unwrap();
        let copy = entries.iter().find(|entry| entry.id != id).expect("a copy");
        assert_eq!((copy.title.as_str(), copy.items.len()), ("First (copy)", 0), "{place}");
    }
}

#[test]
fn an_empty_pack_that_is_left_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    let first = running.state.packs.open.id.clone();
    running.ask(PacksCommand::New);
    running.edit(title("x"));
    running.edit(title(""));
    running.until_saved();
    assert_eq!(running.store().ids(Shelf::Packs).unwrap().len(), 2);
    running.ask(PacksCommand::Open(first.clone()));
    running.until("the first one", |state| state.packs.open.id == first);
    running.until("one listed", |state| state.packs.entries().len() == 1);
    running.shell.finish();
    assert_eq!(running.store().ids(Shelf::Packs).unwrap(), [first]);
}

/// Everything in it was taken out: its versions hold what was there.
#[test]
fn an_emptied_pack_that_has_versions_goes_to_the_trash_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(Edit::Add(ids()));
    let first = running.state.packs.open.id.clone();
    running.send(Action::KeepVersion.resolve(&running.state).unwrap());
    running.edit(Edit::Clear);
    running.until_saved();
    running.ask(PacksCommand::New);
    let words = "“No title yet” was moved to the trash";
    running.until("told", |state| state.notices.shown().iter().any(|notice| notice.words == words));
    running.until("in the trash", |state| state.packs.entry(&first).is_some_and(|it| it.shelf == Shelf::Trash));
    running.ask(PacksCommand::Restore(first.clone()));
    running.until("restored", |state| state.packs.entry(&first).is_some_and(|it| it.shelf == Shelf::Packs));
    assert_eq!(running.store().versions(&first).unwrap().iter().map(|it| it.count).collect::<Vec<_>>(), [ids().len()]);
}

#[test]
fn the_one_pack_of_an_earlier_version_becomes_a_pack_of_the_list_once() {
    let folder = tempfile::tempdir().unwrap();
    let old = r#"{"version": 1, "view": "list", "last_export": {"date": "2026-11-20", "path": "a.pdf", "name": "a.pdf"},
        "pack": {"title": "Kept", "items": ["ITEM"], "chapters": [2]}, "tabs": 3}"#;
    let old = old.replace("ITEM", ids()[2].as_str());
    let session = folder.path().join("session.json");
    let write = || shell::files::write_file(&session, old.as_bytes(), shell::files::Existing::Replace).unwrap();
    write();
    let mut running = open(folder.path());
    assert_eq!((running.state.work.details.title.as_str(), running.state.work.items()), ("Kept", &ids()[2..3]));
    assert_eq!(running.state.outgoing.last.as_ref().unwrap().name, "a.pdf");
    let kept = fs::read_to_string(&session).unwrap();
    assert!(!kept.contains("Kept") && kept.contains("tabs"), "{kept}");
    running.edit(title("Kept and changed"));
    running.until_saved();
    drop(running);

    // The program ended before it had noted that the pack was moved: nothing is there twice, nothing is lost.
    write();
    let again = open(folder.path());
    assert_eq!(again.state.work.details.title, "Kept and changed");
    assert_eq!(again.titles(Shelf::Packs), ["Kept and changed"]);
    let text = fs::read_to_string(again.store().folder(Shelf::Packs, &again.state.packs.open.id).join("pack.json"));
    assert!(text.unwrap().contains("chapters"), "what a later version added stays");
}

#[test]
fn an_older_list_that_comes_late_does_not_hide_a_newer_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("Partners"));
    running.until("listed", |state| state.packs.entries().len() == 1);
    let newer: Arc<[PackEntry]> = running.state.packs.entries().into();
    let listed = |order, listed| Command::Finished(Outcome::PacksListed { order, listed: Ok(listed) });
    running.send(listed(90, Arc::clone(&newer)));
    running.send(listed(89, Arc::new([])));
    assert_eq!(running.state.packs.entries(), &*newer);
    running.send(listed(91, Arc::new([])));
    assert!(running.state.packs.entries().is_empty());
}

#[test]
fn what_speaks_of_a_pack_goes_when_another_one_opens() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(Edit::Add(vec![ids()[3].clone()]));
    let about_it = [
        Command::Dialog(DialogCommand::Open(Dialog::Release(Leave::Export))),
        Command::Dialog(DialogCommand::Open(Dialog::Changes)),
        Command::Dialog(DialogCommand::Open(Dialog::SaveTemplate)),
        Command::Dialog(DialogCommand::Open(Dialog::FileField(FilePurpose::SavePack))),
        Command::Dialog(DialogCommand::Open(Dialog::Details)),
    ];
    for command in about_it {
        let before = running.state.dialogs.len();
        running.send(command);
        assert_eq!(running.state.dialogs.len(), before + 1);
    }
    running.send(Command::Dialog(DialogCommand::Open(Dialog::About)));
    running.ask(PacksCommand::New);
    assert_eq!(running.state.dialogs, [Dialog::About]);
}

#[test]
fn a_damaged_pack_stays_as_it_is_and_another_one_opens() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("Whole"));
    running.ask(PacksCommand::New);
    running.edit(title("Damaged"));
    running.until_saved();
    let damaged = running.state.packs.open.id.clone();
    let path = running.store().folder(Shelf::Packs, &damaged).join("pack.json");
    drop(running);
    let text = fs::read_to_string(&path).unwrap();
    shell::files::write_file(&path, &text.as_bytes()[..60], shell::files::Existing::Replace).unwrap();

    let mut again = open(folder.path());
    assert_eq!(again.state.work.details.title, "Whole");
    let words = &again.state.notices.shown()[0].words;
    assert!(words.contains("ends in the middle") && words.contains("stays in the list"), "{words}");
    again.until("listed", |state| state.packs.entry(&damaged).is_some_and(|entry| entry.trouble.is_some()));
    again.ask(PacksCommand::Open(damaged));
    again.until("refused", |state| {
        state.notices.shown().iter().any(|it| it.words.starts_with("The pack was not opened"))
    });
    assert_eq!(fs::read(&path).unwrap().len(), 60);
}

#[test]
fn a_pack_of_a_newer_version_is_shown_and_never_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("Later"));
    running.until_saved();
    let path = running.store().folder(Shelf::Packs, &running.state.packs.open.id).join("pack.json");
    drop(running);
    let text = fs::read_to_string(&path).unwrap().replace("\"version\": 1", "\"version\": 2");
    shell::files::write_file(&path, text.as_bytes(), shell::files::Existing::Replace).unwrap();
    let mut again = open(folder.path());
    assert_eq!(again.state.work.details.title, "Later");
    again.edit(title("Changed"));
    assert_eq!(again.state.work.details.title, "Later");
    assert!(again.state.notices.shown().iter().any(|notice| notice.words == NEWER));
    again.ask(PacksCommand::Rename { id: again.state.packs.open.id.clone(), title: "Changed".to_owned() });
    drop(again);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn another_pack_waits_for_a_running_export_and_a_read_only_run_writes_nothing() {
    let mut state = fresh();
    let effects = dispatch(&mut state, Command::Edit(title("Kept")));
    let kept = stored(&effects);
    let other = PackId::of(b"other");
    state.mode = Mode::ReadOnly;
    for command in [PacksCommand::MoveToTrash(other.clone()), PacksCommand::Duplicate(other.clone())] {
        assert!(dispatch(&mut state, Command::Packs(command)).is_empty());
    }
    state.mode = Mode::Usual;
    let effects = dispatch(&mut state, Command::Packs(PacksCommand::Open(other.clone())));
    assert_eq!(effects, [Effect::Store(StoreTask::Open(other))]);
    // An answer that nobody waits for any more changes nothing.
    let mut late = kept;
    late.file.id = PackId::of(b"late");
    dispatch(&mut state, Command::Finished(Outcome::PackOpened(Box::new(late))));
    assert_eq!(state.work.details.title, "Kept");
}

/// What was done in the same step as the opening of another pack is kept.
#[test]
fn a_pack_that_is_begun_and_filled_in_one_step_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    running.ask(PacksCommand::New);
    running.edit(title("Second"));
    running.shell.finish();
    assert_eq!(running.titles(Shelf::Packs), ["First", "Second"]);
}

#[test]
fn what_a_killed_run_left_half_written_goes_from_every_shelf() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let mut left = Vec::new();
    for shelf in ["packs", "trash", "templates"] {
        let pack = folder.path().join(shelf).join(PackId::of(shelf.as_bytes()).as_str());
        for inside in ["", "files", "history"] {
            let place = pack.join(inside);
            fs::create_dir_all(&place).unwrap();
            left.push(place.join(".pack.json.4711-0.part"));
            fs::File::create(left.last().unwrap()).unwrap();
            fs::File::create(place.join("kept.part")).unwrap();
        }
    }
    drop(open(folder.path()));
    for path in left {
        assert!(!path.exists() && path.with_file_name("kept.part").exists(), "{}", path.display());
    }
}

/// As where a sync program keeps the folder alike on two computers.
#[test]
fn what_another_computer_wrote_meanwhile_is_kept_beside() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    let named = OfficeDraft { issued_by: "Border School".to_owned(), ..running.state.office.draft() };
    running.send(Command::Preference(PreferenceCommand::Office(Box::new(named))));
    running.until_saved();
    let first = running.state.packs.open.id.clone();
    let second_person = |wanted| Command::Release(ReleaseCommand::SecondPerson(wanted));
    running.send(second_person(true));
    drop(running);
    let office = folder.path().join("office.json");
    let ours = fs::read_to_string(&office).unwrap();

    let mut running = open(folder.path());
    let theirs = ours.replace("Border School", "Harbour desk");
    assert_ne!(theirs, ours);
    write_file(&office, theirs.as_bytes(), Existing::Replace).unwrap();
    running.send(second_person(false));
    let aside = folder.path().join("office.elsewhere-1.json");
    let told = |state: &AppState| state.notices.shown().iter().any(|it| it.words.contains("office.elsewhere-1.json"));
    running.until("told", told);
    assert_eq!(fs::read_to_string(&aside).unwrap(), theirs);
    running.send(second_person(true));
    drop(running);
    assert_eq!(fs::read_to_string(&office).unwrap(), ours, "what is seen here is kept");
    assert!(!folder.path().join("office.elsewhere-2.json").exists(), "our own is no other one");

    // A state of the pack that it was opened with, and of one that is opened later.
    let mut running = open(folder.path());
    running.ask(PacksCommand::New);
    running.edit(title("Second"));
    running.until_saved();
    let beside = |id: &PackId, from: &str, to: &str| {
        let at = folder.path().join("packs").join(id.as_str());
        let text = fs::read_to_string(at.join("pack.json")).unwrap();
        write_file(&at.join("pack-DESKTOP-4.json"), text.replace(from, to).as_bytes(), Existing::Keep).unwrap();
    };
    beside(&first, "First", "First, there");
    let second = running.state.packs.open.id.clone();
    let told = |state: &AppState, words: &str| state.notices.shown().iter().any(|it| it.words.contains(words));
    running.ask(PacksCommand::Open(first.clone()));
    running.until("told", |state| told(state, "another state of “First”"));
    running.ask(PacksCommand::Open(second.clone()));
    running.until("opened", |state| state.packs.open.id == second);
    drop(running);
    beside(&second, "Second", "Second, there");
    let running = open(folder.path());
    assert!(told(&running.state, "another state of “Second”"));
    for (id, there) in [(&first, "First, there"), (&second, "Second, there")] {
        let versions = running.store().versions(id).unwrap();
        assert!(versions.iter().any(|it| it.title == there && it.id.why == Why::Beside), "{versions:?}");
    }
}

/// Another program has the file of a pack that is in the list here, too: what is shown is another state of it.
#[test]
fn a_file_that_is_only_read_is_not_taken_for_the_pack_of_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("Here"));
    running.edit(Edit::Add(vec![ids()[3].clone()]));
    running.until_saved();
    let id = running.state.packs.open.id.clone();
    running.until("listed", |state| state.packs.entry(&id).is_some());
    let mut file = Box::new(running.store().read(Shelf::Packs, &id).unwrap().file);
    file.draft.details.title = "There".to_owned();
    let foreign = || {
        let answer = FileAnswer::ReadOnly { file: file.clone(), path: "/sticks/There.rsopack".into() };
        Command::Finished(Outcome::Files(Ok(answer)))
    };
    running.send(foreign());
    assert!(running.state.work.details.title == "There" && !running.state.is_open(&id));

    assert_eq!(Action::SaveTemplate.resolve(&running.state), Err(HELD));
    assert_eq!(Action::EarlierVersions.resolve(&running.state), Err("It is not in the list of packs"));
    running.send(Command::Template(TemplateCommand::Save("Usual".to_owned())));
    running.ask(PacksCommand::Rename { id: id.clone(), title: "Renamed".to_owned() });
    running.until("renamed", |state| state.packs.entry(&id).is_some_and(|entry| entry.title == "Renamed"));
    running.ask(PacksCommand::Duplicate(id.clone()));
    running.until("duplicated", |state| state.packs.entries().iter().any(|it| it.title == "Renamed (copy)"));
    assert!(running.state.templates.own.is_empty(), "no template is made of what is not shown");
    running.ask(PacksCommand::Open(id.clone()));
    running.until("the pack of the list", |state| state.is_open(&id));
    assert_eq!(running.state.work.details.title, "Renamed");

    running.send(foreign());
    running.ask(PacksCommand::MoveToTrash(id.clone()));
    running.until("in the trash", |state| state.packs.entry(&id).is_some_and(|it| it.shelf == Shelf::Trash));
    assert_eq!(running.state.work.details.title, "There", "what is shown stays");
}
