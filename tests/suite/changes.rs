//! A pack of last year: what has changed since is offered, each change to take or to leave.

use std::sync::Arc;

use egui::{Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use rso_toolbox::app::known::changes;
use rso_toolbox::app::{
    AppState, ChangeCommand, Command, Dialog, Edit, ItemEdit, Local, Mode, PackDraft, PackFile, PackId, PacksCommand,
    Shelf, Start, StoredPack, Work, dispatch,
};
use rso_toolbox::catalogue::{Catalogue, CivilDate, file};
use serde_json::{Map, Value, json};

use crate::commands::{catalogue, fresh, ids};
use crate::packs_store::open;
use crate::window::{Opened, Window, clock};

/// The catalogue of a year later: another text, another address, and a newer edition of one resource.
fn a_year_later() -> Arc<Catalogue> {
    let mut text: Value = serde_json::from_str(file::BUILT_IN).unwrap();
    text["edition"] = json!("2027-11-24");
    let resources = text["resources"].as_array_mut().unwrap();
    resources[1]["summary"] = json!("A summary that was written anew.");
    resources[3]["title"] = json!("A title that was given anew");
    let newer = resources[4]["id"].clone();
    resources[2]["relations"] = json!([{
        "kind": "superseded-by", "resource": newer, "sentence": "It replaces the older one.", "said_by": "outside",
    }]);
    let parsed = file::parse(&text.to_string());
    assert_eq!(parsed.catalogue.resources.len(), catalogue().resources.len(), "{:?}", parsed.problems);
    Arc::new(parsed.catalogue)
}

/// A state with the first four resources, as they were last year.
fn last_year() -> AppState {
    let mut state = fresh();
    dispatch(&mut state, Command::Edit(Edit::Add(ids()[..4].to_vec())));
    let note = ItemEdit::Note("Read it first".to_owned());
    dispatch(&mut state, Command::Edit(Edit::Item { id: ids()[2].clone(), change: note }));
    state
}

#[test]
fn what_changed_is_found_and_nothing_else() {
    let mut state = last_year();
    assert!(changes(&state.work, &catalogue()).is_empty());
    state.catalogue = a_year_later();
    let found = changes(&state.work, &state.catalogue);
    let words: Vec<&str> = found.iter().map(|change| change.words.as_str()).collect();
    assert_eq!(found.iter().map(|change| &change.id).collect::<Vec<_>>(), [&ids()[1], &ids()[2], &ids()[3]]);
    let since = catalogue().edition.long();
    // The words on which its audiences stood are no longer there.
    let text = "its text and whom it is for, or what it goes with";
    assert_eq!(words[0], format!("Changed since the edition of {since}: {text}."));
    assert_eq!(words[2], format!("Changed since the edition of {since}: its title."));
    assert_eq!(found[1].newer, Some(ids()[4].clone()));
}

/// The catalogue as it is after this was done to each resource.
fn with(change: impl Fn(usize, &mut Value)) -> Arc<Catalogue> {
    let mut text: Value = serde_json::from_str(file::BUILT_IN).unwrap();
    for (place, resource) in text["resources"].as_array_mut().unwrap().iter_mut().enumerate() {
        change(place, resource);
    }
    Arc::new(file::parse(&text.to_string()).catalogue)
}

#[test]
fn who_may_have_it_its_cautions_and_what_it_goes_with_are_looked_at() {
    let work = last_year().work;
    let id = ids()[4].clone();
    let changed = with(|place, resource| match place {
        0 => resource["handling"] = json!(if resource["handling"] == "officials" { "public" } else { "officials" }),
        1 => resource["audiences"] = json!([]),
        2 => {
            resource["relations"] = json!([{
                "kind": "goes-with", "resource": id.as_str(), "sentence": "They go together.", "said_by": "outside",
            }]);
        }
        3 => resource["cautions"] = json!([{ "text": "Law as of 1999.", "evidence": "It says so." }]),
        _ => {}
    });
    let found = |work: &Work| -> Vec<String> { changes(work, &changed).into_iter().map(|it| it.words).collect() };
    let since = format!("Changed since the edition of {}: ", catalogue().edition.long());
    let ties = format!("{since}whom it is for, or what it goes with.");
    let all = [format!("{since}who may have it."), ties.clone(), ties, format!("{since}its cautions.")];
    assert_eq!(found(&work), all);

    // It stands in the file; what a file of an earlier version does not say has not changed.
    let mut text = PackDraft::of(&work, Map::new()).write();
    assert_eq!(found(&PackDraft::read(text.clone()).restore(&changed)), all);
    for known in text["known"].as_object_mut().unwrap().values_mut() {
        for key in ["handling", "cautions", "ties"] {
            assert!(known.as_object_mut().unwrap().remove(key).is_some(), "{key}");
        }
    }
    let draft = PackDraft::read(text.clone());
    assert_eq!(draft.write(), text, "it stays as it was");
    assert_eq!(found(&draft.restore(&changed)), [""; 0]);
}

#[test]
fn what_the_tool_box_no_longer_has_is_taken_out_or_kept() {
    let mut text: Value = serde_json::from_str(file::BUILT_IN).unwrap();
    let gone = [ids()[0].clone(), ids()[1].clone()];
    text["resources"].as_array_mut().unwrap().retain(|resource| gone.iter().all(|id| resource["id"] != id.as_str()));
    let later = Arc::new(file::parse(&text.to_string()).catalogue);
    let saved = PackDraft::of(&last_year().work, Map::new());

    let mut state = fresh();
    state.catalogue = later;
    state.work = saved.restore(&state.catalogue);
    dispatch(&mut state, Command::Change(ChangeCommand::Ask));
    let found: Vec<_> = state.changes.iter().map(|change| change.id.clone()).collect();
    assert_eq!(found, gone);
    assert!(state.changes.iter().all(|it| it.words.starts_with("It is no longer in the Tool Box")));
    dispatch(&mut state, Command::Change(ChangeCommand::TakeOut(gone[0].clone())));
    dispatch(&mut state, Command::Change(ChangeCommand::Keep(gone[1].clone())));
    assert!(state.changes.is_empty());
    assert!(state.work.missing.iter().map(|item| item.id()).eq([&gone[1]]));

    // Saved and opened again, it is not asked again; back in the Tool Box, it is in the pack as before.
    let kept = PackDraft::read(PackDraft::of(&state.work, Map::new()).write());
    assert!(changes(&kept.restore(&state.catalogue), &state.catalogue).is_empty());
    let back = kept.restore(&catalogue());
    let words: Vec<String> = changes(&back, &catalogue()).into_iter().map(|it| it.words).collect();
    assert!(back.contains(&gone[1]) && words == ["It is in the Tool Box again."], "{words:?}");

    dispatch(&mut state, Command::Undo);
    dispatch(&mut state, Command::Undo);
    dispatch(&mut state, Command::Change(ChangeCommand::Ask));
    assert_eq!((state.work.missing.len(), state.changes.len()), (2, 2));
}

#[test]
fn each_change_is_taken_or_left_and_can_be_undone() {
    let mut state = last_year();
    state.catalogue = a_year_later();
    dispatch(&mut state, Command::Change(ChangeCommand::Ask));
    assert_eq!((state.dialog(), state.changes.len()), (Some(&Dialog::Changes), 3));
    let take = ChangeCommand::Take { id: ids()[2].clone(), newer: ids()[4].clone() };
    dispatch(&mut state, Command::Change(take));
    let expected: Vec<_> = [0, 1, 4, 3].into_iter().map(|at| ids()[at].clone()).collect();
    assert_eq!((state.work.items(), state.changes.len()), (&expected[..], 2), "it stands where the older one stood");
    assert_eq!(state.work.item(&ids()[4]).unwrap().content.note, "Read it first");
    dispatch(&mut state, Command::Change(ChangeCommand::Keep(ids()[1].clone())));
    dispatch(&mut state, Command::Change(ChangeCommand::TakeOut(ids()[3].clone())));
    assert!(state.changes.is_empty());
    for _ in 0..3 {
        dispatch(&mut state, Command::Undo);
    }
    dispatch(&mut state, Command::Change(ChangeCommand::Ask));
    assert_eq!((state.work.items(), state.changes.len()), (&ids()[..4], 3));
    dispatch(&mut state, Command::Change(ChangeCommand::KeepAll));
    assert!(state.changes.is_empty() && state.work.items() == &ids()[..4]);
    assert!(changes(&state.work, &state.catalogue).is_empty());
}

#[test]
fn what_was_known_is_kept_in_the_file_and_in_a_duplicate() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(Edit::Title("Last year".to_owned()));
    running.edit(Edit::Add(ids()[..4].to_vec()));
    running.until_saved();
    running.ask(PacksCommand::Duplicate(running.state.packs.open.id.clone()));
    let copied = |state: &AppState| {
        state.packs.entries().iter().find(|it| it.title == "Last year (copy)").map(|it| it.id.clone())
    };
    running.until("the copy", |state| copied(state).is_some());
    let copy = copied(&running.state).unwrap();
    let stored = running.store().read(Shelf::Packs, &copy).unwrap();
    assert_eq!(stored.file.draft.known.len(), 4);
    running.state.catalogue = a_year_later();
    running.ask(PacksCommand::Open(copy.clone()));
    running.until("offered", |state| {
        state.notices.shown().iter().any(|it| it.words.starts_with("3 resources have changed"))
    });
    assert_eq!(running.state.changes.len(), 3);
}

#[test]
fn what_has_changed_is_offered_at_the_start_too() {
    let draft = PackDraft::of(&last_year().work, Map::new());
    let file = PackFile::new(PackId::of(b"last year"), CivilDate::new(2026, 11, 24).unwrap(), draft);
    let pack = || Some(StoredPack { file: file.clone(), local: Local::default(), changed: None });
    let (state, _) = AppState::new(Start { pack: pack(), ..Start::fresh(a_year_later(), clock()) });
    let offered = |state: &AppState| state.notices.shown().iter().any(|it| it.words.starts_with("3 resources have"));
    assert!(offered(&state) && state.changes.len() == 3);
    let (state, _) = AppState::new(Start { pack: pack(), ..Start::fresh(catalogue(), clock()) });
    assert!(state.notices.shown().is_empty(), "nothing has changed");
    let start = Start { pack: pack(), mode: Mode::ReadOnly, ..Start::fresh(a_year_later(), clock()) };
    assert!(!offered(&AppState::new(start).0), "nothing could be done about it");
}

#[test]
fn a_pack_that_never_knew_is_told_of_newer_editions_alone() {
    let mut text = PackDraft::of(&last_year().work, Map::new()).write();
    text.as_object_mut().unwrap().remove("known");
    let work: Work = PackDraft::read(text).restore(&a_year_later());
    let found = changes(&work, &a_year_later());
    assert_eq!(found.iter().map(|change| &change.id).collect::<Vec<_>>(), [&ids()[2]]);
}

#[test]
fn the_changes_are_shown_with_a_button_each() {
    for (name, size, scale, theme) in [
        ("1366", (1366.0, 768.0), 1.0, Theme::Light),
        ("683", (683.0, 384.0), 2.0, Theme::Light),
        ("dark", (1366.0, 768.0), 1.0, Theme::Dark),
    ] {
        let draft = PackDraft::of(&last_year().work, Map::new());
        let file = PackFile::new(PackId::of(b"last year"), CivilDate::new(2026, 11, 24).unwrap(), draft);
        let pack = Some(StoredPack { file, local: Local::default(), changed: None });
        let start = Start { pack, ..Start::fresh(a_year_later(), clock()) };
        let opened = Opened { size: Vec2::new(size.0, size.1), scale, theme, ..Opened::default() };
        let mut window = Window::open(start, opened);
        window.send([Command::Change(ChangeCommand::Ask)]);
        window.picture(&format!("changes-{name}"));
        let title = a_year_later().resource(&ids()[2]).unwrap().title.clone();
        let take = format!("Take the newer edition instead: {title}");
        if scale > 1.0 {
            // The button stands below the fold here.
            let (id, newer) = (ids()[2].clone(), ids()[4].clone());
            window.send([Command::Change(ChangeCommand::Take { id, newer })]);
        } else {
            window.harness.get_by_label(&take).click();
        }
        window.harness.run();
        assert_eq!(window.harness.state().state().changes.len(), 2);
        window.harness.get_by_label("Keep all as they are now").click();
        window.harness.run();
        window.harness.get_by_label_contains("Nothing is left to decide");
        window.picture(&format!("changes-none-{name}"));
    }
}
