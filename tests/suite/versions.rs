//! Earlier versions of a pack: when one is kept, which go again, what has changed since, and going back.

use std::sync::Arc;
use std::time::Duration;
use std::{fs, thread};

use rso_toolbox::app::release::Reader;
use rso_toolbox::app::versions::{MAX_VERSIONS, difference, thinned};
use rso_toolbox::app::{
    Action, AppState, Clearance, Clock, Command, Dialog, Edit, Effect, ItemEdit, Mode, Moment, Outcome, PackDraft,
    PacksCommand, ReleaseEdit, SaveState, SectionEdit, SectionKey, Shelf, Step, VersionId, VersionsCommand,
    VersionsTask, Why, Work, dispatch,
};
use rso_toolbox::pack::EnclosedFile;
use rso_toolbox::pack::contents::Sha256;
use rso_toolbox::pack::rich::RichText;
use rso_toolbox::shell::files::{Existing, write_file};
use strum::IntoEnumIterator as _;

use crate::commands::{at, catalogue, clock, fresh, ids};
use crate::packs_store::open;

fn title(text: &str) -> Edit {
    Edit::Title(text.to_owned())
}

fn draft(edits: &[Edit]) -> PackDraft {
    let mut work = Work::new();
    for edit in edits {
        work.apply(edit, &catalogue()).unwrap();
    }
    PackDraft::of(&work, serde_json::Map::new())
}

/// What changes when these edits are made after those.
fn since(then: &[Edit], edits: &[Edit]) -> Vec<String> {
    let now = draft(&[then, edits].concat());
    difference(&draft(then), &now, &catalogue())
}

fn name(place: usize) -> String {
    format!("“{}”", catalogue().resource(&ids()[place]).unwrap().title)
}

fn day(day: i64, second: i64, why: Why) -> VersionId {
    VersionId { at: Moment(day * 86_400 + second), why }
}

#[test]
fn the_name_of_a_version_is_read_back_and_nothing_else_is() {
    for why in Why::iter() {
        let id = VersionId { at: Moment(1_795_530_725), why };
        assert_eq!(VersionId::parse(&id.name()), Some(id));
    }
    assert_eq!(VersionId { at: Moment(1_795_530_725), why: Why::Kept }.name(), "20261124T143205Z-kept");
    for bad in ["", "20261124T143205Z", "20261124T143205Z-other", "20261324T143205Z-kept", "../x-kept", "ä-kept"] {
        assert_eq!(VersionId::parse(bad), None, "{bad}");
    }
}

#[test]
fn versions_are_thinned_by_age_and_those_kept_by_hand_go_last() {
    let few: Vec<VersionId> = (0..100).map(|place| day(20_000, place, Why::Worked)).collect();
    assert!(thinned(&few).is_empty(), "the newest hundred stay, however close together");

    // Five a day for forty days: of the older ones the last of each day stays.
    let many: Vec<VersionId> =
        (0..40).flat_map(|place| (0..5).map(move |hour| day(20_000 + place, hour, Why::Worked))).collect();
    let gone = thinned(&many);
    assert_eq!(gone.len(), 100 - 20);
    assert!(gone.iter().all(|id| id.at.0 % 86_400 < 4 && *id < day(20_020, 0, Why::Opened)));

    let by_hand: Vec<VersionId> = (0..150).map(|place| day(10_000, place, Why::Kept)).collect();
    let all: Vec<VersionId> = by_hand.iter().chain(&many).copied().collect();
    let gone = thinned(&all);
    assert_eq!(all.len() - gone.len(), MAX_VERSIONS);
    let rest: Vec<&VersionId> = all.iter().filter(|id| !gone.contains(id)).collect();
    assert!(rest.contains(&&many[199]), "the newest one stays");
    assert_eq!(
        rest.iter().filter(|id| id.why == Why::Kept).count(),
        100,
        "the oldest of them make room for the newest"
    );
}

#[test]
fn what_has_changed_is_said_in_words() {
    let add = |places: &[usize]| Edit::Add(places.iter().map(|place| ids()[*place].clone()).collect());
    let item = |place: usize, change| Edit::Item { id: ids()[place].clone(), change };
    let file = |name: &str| EnclosedFile { name: name.to_owned(), bytes: 1, sha256: Sha256::of(name.as_bytes()) };
    let own = SectionKey::Own(1);
    let introduction = SectionEdit::Introduction(RichText::plain("Read first"));
    let begin = [title("One"), add(&[0, 1, 2, 7])];
    let long = Edit::Message("Secret words".to_owned());
    for (edits, lines) in [
        (vec![], vec![]),
        (vec![title("Two")], vec!["Title: “One” became “Two”".to_owned()]),
        (vec![title("")], vec!["Title “One” was removed".to_owned()]),
        (
            vec![Edit::Event("June".to_owned()), long],
            vec!["Event “June” was added".into(), "The message was added".into()],
        ),
        (
            vec![add(&[3]), Edit::Remove(ids()[0].clone())],
            vec![format!("Added: {}", name(3)), format!("Removed: {}", name(0))],
        ),
        (
            vec![
                Edit::Move { id: ids()[2].clone(), step: Step::Up },
                Edit::Move { id: ids()[2].clone(), step: Step::Up },
            ],
            vec![format!("Moved: {}", name(2))],
        ),
        (
            vec![item(0, ItemEdit::Note("x".into())), item(1, ItemEdit::Private("y".into()))],
            vec![format!("The note on {} was added", name(0)), format!("The private note on {} was added", name(1))],
        ),
        (
            vec![item(7, ItemEdit::Enclose(Some(file("a.pdf"))))],
            vec![format!("The document “a.pdf” of {} was enclosed", name(7))],
        ),
        (
            vec![
                item(7, ItemEdit::Clear(Some(Clearance::default()))),
                item(7, ItemEdit::Minutes { part: None, minutes: Some(5) }),
            ],
            vec![format!("A time of {} was changed", name(7)), format!("The clearance of {} was changed", name(7))],
        ),
        (
            vec![
                Edit::AddSection("Day one".into()),
                Edit::MoveToSection { id: ids()[7].clone(), key: own.clone(), place: None },
                Edit::Section { key: own.clone(), change: introduction },
            ],
            vec![
                "Section “Day one” was added".into(),
                "The introduction of section “Day one” was added".into(),
                format!("Moved to another section: {}", name(7)),
            ],
        ),
    ] {
        assert_eq!(since(&begin, &edits), lines);
    }
    let enclosed = [begin.to_vec(), vec![item(7, ItemEdit::Enclose(Some(file("a.pdf"))))]].concat();
    let other = [item(7, ItemEdit::Enclose(Some(file("b.pdf"))))];
    assert_eq!(since(&enclosed, &other), [format!("The document of {}: “a.pdf” became “b.pdf”", name(7))]);
}

/// What no line has words for is not taken for nothing.
#[test]
fn a_version_that_differs_in_anything_is_not_like_the_pack() {
    let add = |place: usize| Edit::Add(vec![ids()[place].clone()]);
    let private = Edit::Item { id: ids()[1].clone(), change: ItemEdit::Private("y".to_owned()) };
    let answered = Edit::Release(ReleaseEdit::Reader(Reader::Office));
    assert_eq!(since(&[add(0)], &[answered]), ["What was answered in the check was added"]);
    let begin = [add(0), add(1)];
    let (one, other) = ([Edit::Remove(ids()[1].clone())], [private, Edit::Remove(ids()[1].clone())]);
    let now = draft(&[&begin[..], &other].concat());
    let then = draft(&[&begin[..], &one].concat());
    assert_eq!(difference(&then, &now, &catalogue()), ["Something else has changed"]);
    let heading = |text: &str| Edit::Section { key: SectionKey::Own(1), change: SectionEdit::Heading(text.to_owned()) };
    let own = [add(0), Edit::AddSection("Day one".to_owned()), heading("")];
    assert_eq!(since(&own, &[heading("Day two")]), ["Section without a heading became “Day two”"]);

    // What was put in and taken out again leaves no trace, and neither does a key of a later version.
    assert_eq!(since(&begin, &[add(2), Edit::Remove(ids()[2].clone())]), [""; 0]);
    let mut later = draft(&begin);
    later.unknown.insert("later".to_owned(), 1.into());
    assert_eq!(difference(&later, &draft(&begin), &catalogue()), [""; 0]);
}

fn kept(effects: &[Effect]) -> Vec<(Why, String)> {
    let kept = effects.iter().filter_map(|effect| match effect {
        Effect::Versions(VersionsTask::Keep { pack, why }) => Some((*why, pack.draft.details.title.clone())),
        _ => None,
    });
    kept.collect()
}

#[test]
fn a_version_is_kept_after_ten_minutes_of_work_as_it_was_before_the_next_change() {
    let mut state = fresh();
    let mut all = Vec::new();
    for minute in 0..25_u64 {
        dispatch(&mut state, Command::Tick(Clock { now_ms: minute * 60_000, ..clock(0) }));
        all.extend(kept(&dispatch(&mut state, Command::Edit(title(&format!("T{minute}"))))));
    }
    assert_eq!(all, [(Why::Worked, "T9".to_owned()), (Why::Worked, "T19".to_owned())]);

    state.mode = Mode::Unkept;
    dispatch(&mut state, Command::Tick(Clock { now_ms: 10_000_000, ..clock(0) }));
    let effects = dispatch(&mut state, Command::Edit(title("Not kept")));
    assert!(kept(&effects).is_empty(), "{effects:?}");
}

#[test]
fn the_action_says_why_nothing_can_be_kept() {
    let mut state = fresh();
    assert_eq!(Action::KeepVersion.resolve(&state), Err("The pack is empty"));
    dispatch(&mut state, Command::Edit(title("One")));
    let command = Action::KeepVersion.resolve(&state).unwrap();
    let effects = dispatch(&mut state, command);
    assert_eq!(kept(&effects), [(Why::Kept, "One".to_owned())]);
    let answer = Ok(rso_toolbox::app::VersionsAnswer::Kept(Why::Kept));
    let pack = state.packs.open.id.clone();
    dispatch(&mut state, Command::Finished(Outcome::Versions { pack, answer }));
    assert_eq!(state.notices.shown()[0].words, "This version is kept");
}

fn whys(state: &AppState) -> Vec<Why> {
    state.versions.entries().iter().map(|entry| entry.id.why).collect()
}

/// In the real data folder: opened, kept, changed, compared, brought back, and the return taken back.
#[test]
fn a_version_comes_back_and_what_it_replaced_is_kept_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    running.edit(Edit::Add(vec![ids()[3].clone()]));
    running.until_saved();
    drop(running);

    let mut running = open(folder.path());
    running.send(Command::Versions(VersionsCommand::Ask));
    running.until("the version of the opening", |state| whys(state) == [Why::Opened]);
    running.edit(title("Second"));
    running.send(Command::Versions(VersionsCommand::Keep));
    running.send(Command::Versions(VersionsCommand::Keep));
    running.until("the kept one, once", |state| whys(state) == [Why::Kept, Why::Opened]);
    running.edit(title("Third"));
    let oldest = running.state.versions.entries()[1].id;
    running.send(Command::Versions(VersionsCommand::Choose(oldest)));
    running.until("compared", |state| state.versions.since.is_some());
    assert_eq!(running.state.versions.since.as_deref().unwrap(), ["Title: “First” became “Third”"]);

    running.send(Command::Versions(VersionsCommand::Return(oldest)));
    running.until("brought back", |state| state.work.details.title == "First");
    assert_eq!(running.state.dialog(), None, "the list is closed");
    assert_eq!(Action::Undo.current_label(&running.state), "Undo return to an earlier version");
    running.until_saved();
    let pack = running.state.packs.open.id.clone();
    let before = running.store().versions(&pack).unwrap();
    assert_eq!((before[0].id.why, before[0].title.as_str()), (Why::Before, "Third"), "kept before it was replaced");
    running.send(Command::Undo);
    assert_eq!(running.state.work.details.title, "Third");
    running.until_saved();
    drop(running);

    let again = open(folder.path());
    assert_eq!(again.state.work.details.title, "Third");
    assert!(!again.state.dialogs.contains(&Dialog::Versions));
}

#[test]
fn versions_of_a_pack_that_is_not_open_are_compared_and_it_is_opened_only_to_go_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    running.edit(Edit::Add(vec![ids()[3].clone()]));
    running.send(Command::Versions(VersionsCommand::Keep));
    running.edit(title("First, changed"));
    let first = running.state.packs.open.id.clone();
    running.ask(PacksCommand::New);
    running.edit(title("Second"));
    running.until_saved();
    let second = running.state.packs.open.id.clone();

    running.send(Command::Versions(VersionsCommand::AskOf(first.clone())));
    running.until("its versions", |state| whys(state) == [Why::Kept]);
    let kept = running.state.versions.entries()[0].id;
    running.send(Command::Versions(VersionsCommand::Choose(kept)));
    running.until("compared", |state| state.versions.since.is_some());
    assert_eq!(running.state.versions.since.as_deref().unwrap(), ["Title: “First” became “First, changed”"]);
    assert_eq!(running.state.packs.open.id, second);

    running.send(Command::Versions(VersionsCommand::Return(kept)));
    running.until("brought back", |state| state.work.details.title == "First");
    assert_eq!((&running.state.packs.open.id, running.state.dialog()), (&first, None));
    running.send(Command::Undo);
    assert_eq!(running.state.work.details.title, "First, changed");
}

/// What could not be read is kept, as everywhere.
#[test]
fn a_version_comes_back_in_the_place_of_a_pack_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    running.send(Command::Versions(VersionsCommand::Keep));
    running.edit(title("First, changed"));
    running.until_saved();
    let first = running.state.packs.open.id.clone();
    running.ask(PacksCommand::New);
    running.edit(title("Second"));
    running.until_saved();
    let place = running.store().folder(Shelf::Packs, &first);
    let text = fs::read(place.join("pack.json")).unwrap();
    write_file(&place.join("pack.json"), &text[..60], Existing::Replace).unwrap();
    running.ask(PacksCommand::Ask);
    running.until("listed", |state| state.packs.entry(&first).is_some_and(|entry| entry.trouble.is_some()));

    running.send(Command::Versions(VersionsCommand::AskOf(first.clone())));
    running.until("its versions", |state| whys(state) == [Why::Kept]);
    let kept = running.state.versions.entries()[0].id;
    running.send(Command::Versions(VersionsCommand::Choose(kept)));
    running
        .until("told", |state| state.versions.since.as_ref().is_some_and(|lines| lines[0].contains("cannot be read")));
    running.send(Command::Versions(VersionsCommand::Return(kept)));
    running.until("brought back", |state| state.work.details.title == "First");
    assert_eq!((&running.state.packs.open.id, running.state.dialog()), (&first, None));
    running.until("told", |state| {
        state.notices.shown().iter().any(|it| it.words.starts_with("The pack is again as it was"))
    });
    assert_eq!(fs::read(place.join("pack.json.damaged-1")).unwrap(), &text[..60]);
    running.edit(title("First, again"));
    running.until_saved();
    assert_eq!(running.store().read(Shelf::Packs, &first).unwrap().file.draft.details.title, "First, again");
}

#[test]
fn opening_a_pack_that_is_as_its_newest_version_keeps_nothing_new() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(title("First"));
    let first = running.state.packs.open.id.clone();
    for _ in 0..3 {
        running.ask(PacksCommand::New);
        running.ask(PacksCommand::Open(first.clone()));
        running.until("the first one", |state| state.packs.open.id == first);
    }
    running.shell.finish();
    let versions = running.store().versions(&first).unwrap();
    assert_eq!(versions.iter().map(|it| it.id.why).collect::<Vec<_>>(), [Why::Opened]);
    // An empty pack has no versions, and one in the trash takes its own along.
    let folder = running.store().folder(Shelf::Packs, &running.state.packs.open.id);
    assert_eq!(fs::read_dir(folder.join("history")).unwrap().count(), 1);
}

/// A pack of a newer version, and one that was left meanwhile, stay as they are.
#[test]
fn an_answer_for_another_pack_changes_nothing() {
    let mut state = fresh();
    dispatch(&mut state, Command::Edit(title("One")));
    let before = state.work.clone();
    let other = rso_toolbox::app::PackId::of(b"other");
    let to = VersionId { at: at(0).at, why: Why::Kept };
    let answer = rso_toolbox::app::VersionsAnswer::Returned { to, draft: Box::new(draft(&[title("Other")])) };
    dispatch(&mut state, Command::Finished(Outcome::Versions { pack: other, answer: Ok(answer) }));
    assert_eq!((state.work == before, state.saved), (true, SaveState::Saving));
}

/// Two that are kept within a second, and after the clock was put back, are both there in their order.
#[test]
fn versions_stand_in_the_order_in_which_they_were_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    for text in ["One", "Two", "Three"] {
        running.edit(title(text));
        running.send(Command::Versions(VersionsCommand::Keep));
    }
    thread::sleep(Duration::from_millis(1));
    running.shell.finish();
    let versions = running.store().versions(&running.state.packs.open.id).unwrap();
    let titles: Arc<[&str]> = versions.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles[..], ["Three", "Two", "One"]);
}
