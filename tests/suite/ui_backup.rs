//! Backing up and bringing in, in the window and with the shell behind it.

use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use rso_toolbox::app::backup::Came;
use rso_toolbox::app::backup::{Brought, Counts, Entry, Manifest, Profile, Report, Written};
use rso_toolbox::app::backups::{BackupCommand, BackupOutcome, Stage};
use rso_toolbox::app::{
    Action, Clock, Command, Dialog, DialogCommand, Edit, Effect, Mode, Moment, Office, Outcome, PackEntry, PackId,
    PacksCommand, Shelf, Start, dispatch,
};
use rso_toolbox::catalogue::CivilDate;
use rso_toolbox::pack::contents::Sha256;
use rso_toolbox::pack::rich::RichText;
use rso_toolbox::shell::files::{Existing, write_file};

use crate::commands::{fresh, ids};
use crate::html_packs::logo;
use crate::packs_store::open;
use crate::window::{Opened, Window, clock, tool_box};

fn run(action: Action) -> Command {
    action.resolve(&fresh()).unwrap()
}

fn outcome(came: BackupOutcome) -> Command {
    Command::Finished(Outcome::Backup(came))
}

fn listed(created: CivilDate) -> Command {
    let entry = PackEntry {
        id: PackId::of(b"old"),
        title: "Partners".to_owned(),
        prepared_for: String::new(),
        items: Vec::new(),
        created: Some(created),
        changed: None,
        last_export: None,
        shelf: Shelf::Packs,
        trouble: None,
    };
    Command::Finished(Outcome::PacksListed { order: 1, listed: Ok(Arc::new([entry])) })
}

fn written() -> Written {
    let counts = Counts { packs: 3, in_trash: 1, versions: 12, documents: 2, records: 7, templates: 1 };
    let date = CivilDate::new(2026, 11, 24).unwrap();
    Written { name: "RSO Toolbox backup 2026-11-24.rsobackup".to_owned(), bytes: 1, date, counts, told: Vec::new() }
}

fn report() -> Report {
    let entry = Entry { bytes: 1, sha256: Sha256::of(b"") };
    let files = [("packs/a/pack.json".to_owned(), entry)].into();
    let date = CivilDate::new(2026, 11, 20).unwrap();
    let mut report = Report::new(&Manifest { made: Moment(0), date, program: String::new(), files });
    report.add(Came::In, "“Border training”, with 2 documents and 3 earlier versions".to_owned());
    report.add(Came::In, "“Thrown away”, in the trash".to_owned());
    let beside = "“Partners (from the backup of 20 November 2026)”; the one here was changed later";
    report.add(Came::Beside, beside.to_owned());
    report.add(Came::Not, "The office’s name".to_owned());
    report.add(Came::There, "“Half a day for trainers”".to_owned());
    report
}

#[test]
fn a_backup_is_asked_for_and_its_place_is_typed_or_chosen() {
    let mut window = Window::usual();
    window.send([run(Action::BackUp)]);
    window.harness.get_by_role_and_label(Role::TextInput, "Write to").type_text("relative");
    window.harness.run();
    window.harness.get_by_label("Write the whole path, from the start.");
    let kept = PathBuf::from(if cfg!(windows) { r"C:\kept\a.rsobackup" } else { "/kept/a.rsobackup" });
    window.send([outcome(BackupOutcome::Picked(Some(kept.clone())))]);
    window.harness.get_by_role_and_label(Role::Button, "Back up").click();
    window.harness.run();
    assert_eq!(window.asked.borrow().last(), Some(&Effect::MakeBackup(kept.clone())));
    window.harness.get_by_label("Cancel").click();
    window.harness.run();
    assert_eq!(window.asked.borrow().last(), Some(&Effect::CancelBackup));
    window.send([outcome(BackupOutcome::Made { written: written(), path: kept })]);
    window.harness.get_by_label_contains("3 packs, 1 pack in the trash, 12 earlier versions, 2 enclosed documents");
    assert!(window.harness.state().state().backups.last.date.is_some());
}

#[test]
fn the_start_page_says_when_it_is_time_for_a_backup() {
    let mut window = Window::usual();
    window.send([listed(CivilDate::new(2026, 10, 26).unwrap())]);
    assert!(window.harness.query_by_label_contains("no backup was made yet").is_none(), "29 days");
    window.send([listed(CivilDate::new(2026, 10, 25).unwrap())]);
    window.harness.get_by_label("The first pack is 30 days old, and no backup was made yet.");
    window.harness.get_by_label("Back up…").click();
    window.harness.run();
    assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::BackUp));
    let mut old = written();
    old.date = CivilDate::new(2026, 10, 20).unwrap();
    window.send([outcome(BackupOutcome::Made { written: old, path: "/kept/a".into() })]);
    window.send([Command::Dialog(DialogCommand::Close)]);
    window.harness.get_by_label("The last backup was made 35 days ago.");
    window.send([outcome(BackupOutcome::Made { written: written(), path: "/kept/a".into() })]);
    assert!(window.harness.query_by_label_contains("The last backup was made").is_none());
}

#[test]
fn the_dialogs_are_drawn() {
    for (name, size, scale, theme) in [
        ("1366", (1366.0, 768.0), 1.0, Theme::Light),
        ("683", (683.0, 384.0), 2.0, Theme::Light),
        ("dark", (1366.0, 768.0), 1.0, Theme::Dark),
    ] {
        let start = Start { documents: Some(PathBuf::from("/documents")), ..Start::fresh(tool_box(), clock()) };
        let size = Vec2::new(size.0, size.1);
        let mut window = Window::open(start, Opened { size, scale, theme, ..Opened::default() });
        window.send([listed(CivilDate::new(2026, 9, 1).unwrap())]);
        window.picture(&format!("backup-due-{name}"));
        window.send([run(Action::BackUp)]);
        window.picture(&format!("backup-ask-{name}"));
        let progress = BackupOutcome::Progress { done: 12, total: 40, doing: "Making the backup".to_owned() };
        window.send([Command::Backup(BackupCommand::Make("/documents/a".into())), outcome(progress)]);
        window.picture(&format!("backup-working-{name}"));
        window.send([outcome(BackupOutcome::Made { written: written(), path: "/documents/a".into() })]);
        window.picture(&format!("backup-made-{name}"));
        window.send([run(Action::BringIn)]);
        window.picture(&format!("backup-bring-in-{name}"));
        let brought = Brought { report: report(), profile: Profile::default() };
        window.send([outcome(BackupOutcome::BroughtIn(Box::new(brought)))]);
        window.picture(&format!("backup-brought-{name}"));
        window.harness.get_by_label("Came in, 2");
    }
}

#[test]
fn a_run_that_may_only_read_brings_nothing_in() {
    let mut state = fresh();
    state.mode = Mode::ReadOnly;
    assert!(Action::BringIn.resolve(&state).is_err());
    let effects = dispatch(&mut state, Command::Backup(BackupCommand::BringIn("/a".into())));
    assert!(effects.is_empty());
    assert!(Action::BackUp.resolve(&state).is_ok());
}

#[test]
fn what_one_window_backs_up_another_brings_in() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let kept = tempfile::tempdir().unwrap();
    let path = kept.path().join("all.rsobackup");
    let mut one = open(here.path());
    one.state.office = Office { issued_by: "Desk one".to_owned(), ..Office::default() };
    one.edit(Edit::Title("First".to_owned()));
    one.edit(Edit::Add(vec![ids()[2].clone()]));
    one.ask(PacksCommand::New);
    one.edit(Edit::Title("Second".to_owned()));
    // What was typed just now is in it, although nobody waited for it to be saved.
    one.send(Command::Backup(BackupCommand::Make(path.clone())));
    one.until("made", |state| matches!(state.backups.stage, Stage::Made { .. }));
    one.send(Command::Backup(BackupCommand::Make(path.clone())));
    one.until(
        "made again",
        |state| matches!(&state.backups.stage, Stage::Made { written, .. } if written.name == "all (2).rsobackup"),
    );

    let mut two = open(there.path());
    for came_in in [2, 0] {
        two.send(Command::Backup(BackupCommand::BringIn(path.clone())));
        two.until("brought in", |state| !state.backups.is_working());
        let Stage::BroughtIn(report) = &two.state.backups.stage else { panic!("{:?}", two.state.backups.stage) };
        assert_eq!(report.of(Came::In).filter(|line| line.starts_with('“')).count(), came_in, "{report:?}");
        two.until("listed", |state| state.packs.entries().len() == 2);
    }
    two.send(Command::Backup(BackupCommand::BringIn(there.path().join("none"))));
    two.until("refused", |state| matches!(state.backups.stage, Stage::Failed(_)));
}

/// The logo is printed at once, the pages are made anew, and nothing is said of a backup that was never made.
#[test]
fn what_a_backup_says_of_the_office_is_used_at_once() {
    let mut state = fresh();
    dispatch(&mut state, Command::Edit(Edit::Add(vec![ids()[2].clone()])));
    dispatch(&mut state, listed(CivilDate::new(2025, 11, 1).unwrap()));
    assert!(state.backup_due().is_some());
    let mut office = Office::default();
    office.texts.before_use = RichText::plain("Read this first");
    let profile = Profile { office: Some(office), logo: Some(logo()), settings: None };
    let brought = Box::new(Brought { report: report(), profile });
    let effects = dispatch(&mut state, outcome(BackupOutcome::BroughtIn(brought)));
    let laid_out = effects.iter().find_map(|effect| match effect {
        Effect::LayOutPages { recipe, .. } => Some(&recipe.options.office),
        _ => None,
    });
    let laid_out = laid_out.expect("the pages are made anew");
    assert_eq!((laid_out.before_use.text(), &laid_out.logo), ("Read this first", &Some(logo())));
    assert_eq!(state.backup_due(), None);
    let later = |day| Clock { today: CivilDate::new(2026, 12, day).unwrap(), ..clock() };
    dispatch(&mut state, Command::Tick(later(23)));
    assert_eq!(state.backup_due(), None);
    dispatch(&mut state, Command::Tick(later(24)));
    let due = state.backup_due();
    assert_eq!(due.as_deref(), Some("A backup was brought in 30 days ago, and none was made since."));
}

#[test]
fn a_logo_comes_in_with_its_picture_and_the_day_is_noted() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let kept = tempfile::tempdir().unwrap();
    let mut one = open(here.path());
    let office = here.path().join("office");
    std::fs::create_dir_all(&office).unwrap();
    write_file(&office.join("logo.png"), &logo().png, Existing::Keep).unwrap();
    let path = kept.path().join("all.rsobackup");
    one.send(Command::Backup(BackupCommand::Make(path.clone())));
    one.until("made", |state| matches!(state.backups.stage, Stage::Made { .. }));
    let mut two = open(there.path());
    two.send(Command::Backup(BackupCommand::BringIn(path)));
    two.until("brought in", |state| matches!(state.backups.stage, Stage::BroughtIn(_)));
    let shown = two.state.office.texts.logo.clone();
    assert_eq!(shown.as_ref().map(|logo| &logo.png), Some(&logo().png));
    drop(two);
    let again = open(there.path());
    assert_eq!(again.state.backups.last.brought_in, Some(rso_toolbox::shell::today()));
    assert_eq!((again.state.backups.last.date, &again.state.office.texts.logo), (None, &shown));
}
