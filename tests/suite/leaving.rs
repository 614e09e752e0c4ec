//! Leaving a pack: for another one while a dialog of the system is open, and where nothing of it is kept.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use rso_toolbox::app::pack_files::{LOOKED_AT, Overwrite};
use rso_toolbox::app::{
    Action, AppState, Command, Dialog, DialogCommand, Edit, Effect, Failure, FileAnswer, FilePurpose, FileTask,
    FilesCommand, Leaving, Local, Mode, Outcome, PackDraft, PackFile, PackId, PacksCommand, ProposingCommand, Shelf,
    Start, StoredPack, Unkept, Work, dispatch,
};
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};

use crate::commands::{at, catalogue, clock, edit, fresh, ids};
use crate::packs_store::open;
use crate::window::{Opened, Window, clock as window_clock, page_looks, tool_box};

/// The system's dialog stays open while the window goes on.
#[test]
fn a_file_that_was_chosen_for_one_pack_is_not_written_with_another() {
    for purpose in [FilePurpose::SavePack, FilePurpose::SharePack] {
        let mut state = fresh();
        edit(&mut state, Edit::Title("First".to_owned()));
        let pack = state.packs.open.id.clone();
        let picked = |pack, purpose| {
            let path = PathBuf::from("/sticks/First.rsopack");
            Command::Finished(Outcome::FilePicked { pack, purpose, path })
        };
        dispatch(&mut state, Command::Packs(PacksCommand::New));
        edit(&mut state, Edit::Title("Second".to_owned()));
        edit(&mut state, Edit::Add(vec![ids()[3].clone()]));
        let effects = dispatch(&mut state, picked(pack, purpose));
        assert!(effects.is_empty(), "{effects:?}");
        let told = "Nothing was written: the file was chosen for a pack that is no longer open";
        assert!(state.notices.shown().iter().any(|notice| notice.words == told));

        let second = state.packs.open.id.clone();
        let effects = dispatch(&mut state, picked(second, purpose));
        let written = effects.iter().find_map(|effect| match effect {
            Effect::Files(FileTask::SaveAs { pack, .. } | FileTask::Share { pack, .. }) => Some(pack),
            _ => None,
        });
        assert_eq!(written.unwrap().draft.details.title, "Second");
        // To open a file it does not matter which pack is left.
        let other = PackId::of(b"other");
        let effects = dispatch(&mut state, picked(other, FilePurpose::OpenPack));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Files(FileTask::Open(_)))), "{effects:?}");
    }
}

fn unkept(pack: Option<StoredPack>) -> AppState {
    AppState::new(Start { mode: Mode::Unkept, pack, ..Start::fresh(catalogue(), clock(0)) }).0
}

fn says(state: &AppState, words: &str) -> bool {
    state.notices.shown().iter().any(|notice| notice.words.contains(words))
}

fn file_of(name: &str, title: &str) -> PackFile {
    let mut work = Work::new();
    work.apply(&Edit::Title(title.to_owned()), &catalogue()).unwrap();
    work.apply(&Edit::Add(vec![ids()[3].clone()]), &catalogue()).unwrap();
    let draft = PackDraft::of(&work, serde_json::Map::new());
    PackFile::new(PackId::of(name.as_bytes()), clock(0).today, draft)
}

fn foreign(file: PackFile) -> Command {
    let answer = FileAnswer::ReadOnly { file: Box::new(file), path: "/sticks/There.rsopack".into() };
    Command::Finished(Outcome::Files(Ok(answer)))
}

#[test]
fn where_nothing_is_kept_it_is_asked_before_a_pack_gives_way() {
    let other = PackId::of(b"other");
    let path = PathBuf::from("/sticks/Other.rsopack");
    for (command, wanted) in [
        (Command::Packs(PacksCommand::New), Leaving::New),
        (Command::Packs(PacksCommand::Open(other.clone())), Leaving::Open { id: other.clone(), then: None }),
        (Command::Proposing(ProposingCommand::FromRequest), Leaving::FromRequest),
        (Command::Files(FilesCommand::Open(path.clone())), Leaving::Files(vec![path.clone()])),
    ] {
        let mut state = unkept(None);
        edit(&mut state, Edit::Title("Put together here".to_owned()));
        let effects = dispatch(&mut state, command.clone());
        assert_eq!((state.dialogs.as_slice(), effects.len()), (&[Dialog::Leaving(wanted.clone())][..], 0));
        assert_eq!((state.work.details.title.as_str(), state.unkept()), ("Put together here", Some(Unkept::Nowhere)));
        dispatch(&mut state, Command::Dialog(DialogCommand::Close));
        assert!(state.dialogs.is_empty() && state.work.details.title == "Put together here", "it stays");

        // Saved as a file, it goes on by itself.
        dispatch(&mut state, command.clone());
        let purpose = FilePurpose::SavePack;
        let chosen = FilesCommand::Chosen { purpose, path: path.clone(), overwrite: Overwrite::Agreed };
        let effects = dispatch(&mut state, Command::Files(chosen));
        let [Effect::Files(FileTask::SaveApart { pack, from, .. })] = &effects[..] else { panic!("{effects:?}") };
        let draft = Box::new(pack.draft.clone());
        let saved = FileAnswer::SavedApart { pack: from.clone(), draft, path: path.clone() };
        let effects = dispatch(&mut state, Command::Finished(Outcome::Files(Ok(saved))));
        assert!(!state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Leaving(_))), "{wanted:?}");
        assert!(state.work.is_blank() || !effects.is_empty(), "{wanted:?}: {effects:?}");
        assert!(!says(&state, "stays in the list"));

        // Left all the same.
        let mut state = unkept(None);
        edit(&mut state, Edit::Title("Put together here".to_owned()));
        dispatch(&mut state, command);
        let effects = dispatch(&mut state, Command::Leave(wanted.clone()));
        assert!(state.work.is_blank() || !effects.is_empty(), "{wanted:?}: {effects:?}");
        assert!(!says(&state, "stays in the list") && !state.dialogs.contains(&Dialog::Leaving(wanted)));
    }
}

#[test]
fn what_would_not_be_gone_is_not_asked_about() {
    let new = || Command::Packs(PacksCommand::New);
    // As it lies in the list.
    let kept = StoredPack { file: file_of("kept", "Kept"), local: Local::default(), changed: Some(at(0)) };
    let mut state = unkept(Some(kept.clone()));
    dispatch(&mut state, new());
    assert!(state.dialogs.is_empty() && says(&state, "“Kept” stays in the list of packs"));
    let mut state = unkept(Some(kept));
    edit(&mut state, Edit::Title("Changed".to_owned()));
    dispatch(&mut state, new());
    assert_eq!(state.dialogs, [Dialog::Leaving(Leaving::New)]);
    dispatch(&mut state, Command::Undo);
    assert_eq!(state.unkept(), None, "it is as in the list again");

    // As it lies in its file.
    for mode in [Mode::Usual, Mode::ReadOnly, Mode::Unkept] {
        let mut state = AppState::new(Start { mode, ..Start::fresh(catalogue(), clock(0)) }).0;
        dispatch(&mut state, foreign(file_of("there", "There")));
        dispatch(&mut state, new());
        assert!(state.work.is_blank() && state.dialogs.is_empty());
        let told = state.notices.shown().iter().find(|notice| notice.words == "“There” stays in its file").unwrap();
        let open = Command::Files(FilesCommand::Open("/sticks/There.rsopack".into()));
        assert_eq!(told.actions[0].command, open);
    }
}

/// What another program wrote in its place stays in the list, not what was typed here since.
#[test]
fn changes_that_could_not_be_saved_are_asked_about() {
    let mut state = fresh();
    edit(&mut state, Edit::Title("Ours".to_owned()));
    let id = state.packs.open.id.clone();
    dispatch(&mut state, Command::Finished(Outcome::PackChanged { id: id.clone() }));
    dispatch(&mut state, Command::Packs(PacksCommand::New));
    assert_eq!((state.unkept(), state.dialogs.len()), (Some(Unkept::Changed), 1));
    dispatch(&mut state, Command::Files(FilesCommand::Copy));
    assert!(state.work.details.title == "Ours (copy)" && state.dialogs.is_empty());

    let mut state = fresh();
    edit(&mut state, Edit::Title("Ours".to_owned()));
    let id = state.packs.open.id.clone();
    let failure = Failure { words: "Full".to_owned(), details: String::new() };
    dispatch(&mut state, Command::Finished(Outcome::PackNotSaved { id: id.clone(), failure: Some(failure) }));
    dispatch(&mut state, Command::Packs(PacksCommand::New));
    assert_eq!((state.unkept(), state.dialogs.len()), (Some(Unkept::NotSaved), 1));
    let saved = FileAnswer::Saved { pack: id, path: "/sticks/Ours.rsopack".into() };
    dispatch(&mut state, Command::Finished(Outcome::Files(Ok(saved))));
    assert!(state.work.is_blank() && state.dialogs.is_empty() && !says(&state, "stays in the list"));
}

/// What was just saved as a file opens again, and can be gone on with.
#[test]
fn a_run_that_keeps_nothing_opens_pack_files_to_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(&folder.path().join("data"));
    running.state.mode = Mode::Unkept;
    running.edit(Edit::Title("Put together here".to_owned()));
    running.edit(Edit::Add(vec![ids()[3].clone()]));
    let path = folder.path().join("Kept.rsopack");
    let purpose = FilePurpose::SavePack;
    let chosen = FilesCommand::Chosen { purpose, path: path.clone(), overwrite: Overwrite::Never };
    running.send(Command::Files(chosen));
    running.until("saved", |state| says(state, "Saved as Kept.rsopack"));
    assert_eq!(running.state.unkept(), None);

    assert!(Action::OpenFile.resolve(&running.state).is_ok());
    running.send(Command::Files(FilesCommand::OpenAll(vec![folder.path().join("Other.rsopack"), path.clone()])));
    running.until("shown", |state| says(state, LOOKED_AT));
    assert!(says(&running.state, "Of several files the last one is shown"));
    running.edit(Edit::Title("Refused".to_owned()));
    assert_eq!(running.state.work.details.title, "Put together here");
    assert_eq!(Action::SavePackAs.resolve(&running.state), Err("It is in its own file already"));
    running.send(Command::Files(FilesCommand::Copy));
    running.edit(Edit::Event("June".to_owned()));
    assert_eq!(running.state.work.details.title, "Put together here (copy)");
    assert_eq!(running.state.unkept(), Some(Unkept::Nowhere));
    running.shell.finish();
    assert!(running.store().ids(Shelf::Packs).unwrap().is_empty(), "nothing came into the data folder");

    // Nor are its documents kept.
    let mut state = unkept(None);
    let mut file = file_of("documents", "Documents");
    let item = Arc::make_mut(&mut file.draft.sections[0].items[0]);
    item.content.file = Some(EnclosedFile { name: "Guide.pdf".to_owned(), bytes: 4, sha256: Sha256::of(b"%PDF") });
    dispatch(&mut state, foreign(file));
    dispatch(&mut state, Command::Files(FilesCommand::Copy));
    assert!(says(&state, "Its documents cannot be kept here") && says(&state, LOOKED_AT));
}

#[test]
fn the_question_is_drawn_and_answered_by_key() {
    for (name, opened, _) in page_looks() {
        let mut window = Window::open(Start { mode: Mode::Unkept, ..Start::fresh(tool_box(), window_clock()) }, opened);
        window.send([Command::Edit(Edit::Title("Seminar".to_owned())), Command::Packs(PacksCommand::New)]);
        window.picture(&format!("leaving-{name}"));
        window.harness.get_by_role_and_label(Role::Dialog, "Changes of “Seminar” are not kept");
        window.harness.key_press(Key::Escape);
        window.harness.run();
        assert!(window.harness.state().state().dialogs.is_empty());
        window.send([Command::Packs(PacksCommand::New)]);
        // The safe button has the keyboard.
        window.harness.key_press(Key::Enter);
        window.harness.run();
        let asked = window.asked.borrow();
        assert!(matches!(asked.last(), Some(Effect::PickFile { purpose: FilePurpose::SavePack, .. })), "{asked:?}");
        drop(asked);
        window.harness.get_by_role_and_label(Role::Button, "Leave it").click();
        window.harness.run();
        let state = window.harness.state().state();
        assert!(state.work.is_blank() && state.dialogs.is_empty());
    }
}

/// The last way to lose it.
#[test]
fn the_window_closes_only_once_it_is_said_what_becomes_of_the_pack() {
    let start = Start { mode: Mode::Unkept, ..Start::fresh(tool_box(), window_clock()) };
    let mut window = Window::open(start, Opened::default());
    let closes = |window: &mut Window| {
        let viewport = window.harness.input_mut().viewports.get_mut(&egui::ViewportId::ROOT).unwrap();
        viewport.events.push(egui::ViewportEvent::Close);
        window.harness.step();
        window.harness.input_mut().viewports.get_mut(&egui::ViewportId::ROOT).unwrap().events.clear();
        window.harness.run();
        let commands = window.harness.state().state().dialogs.clone();
        !commands.contains(&Dialog::Leaving(Leaving::End))
    };
    assert!(closes(&mut window), "nothing is lost with it");
    window.send([Command::Edit(Edit::Title("Put together here".to_owned()))]);
    assert!(!closes(&mut window));
    window.harness.get_by_role_and_label(Role::Button, "Stay").click();
    window.harness.run();
    assert!(window.harness.state().state().dialogs.is_empty());
    assert!(!closes(&mut window), "it is asked again");
    window.harness.get_by_role_and_label(Role::Button, "Leave it").click();
    window.harness.run();
    assert!(!window.harness.state().state().asks_before_the_end());

    // Whoever logs off may not be there to answer.
    let mut state = unkept(None);
    edit(&mut state, Edit::Title("Put together here".to_owned()));
    assert!(state.asks_before_the_end());
    let effects = dispatch(&mut state, Command::Finished(Outcome::SystemEnds));
    assert!(!state.asks_before_the_end() && !effects.is_empty());
}
