//! One running program a data folder: when several starts come at once, and when one comes while the window closes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use rso_toolbox::app::pack_files::Overwrite;
use rso_toolbox::app::packs::READ_ONLY;
use rso_toolbox::app::{Clock, Command, Edit, Effect, FilePurpose, FilesCommand, Mode, Outcome, Shelf, Start};
use rso_toolbox::shell::{self, Opened, Perform, packs};
use rso_toolbox::ui::App;

use crate::commands::ids;
use crate::packs_store::{open, wanted};
use crate::window::{clock, tool_box};

const STARTS: usize = 8;

/// A start with a pack file, as by a double click on it.
fn wanted_with(folder: &Path, name: &str) -> shell::Wanted {
    let mut wanted = wanted(folder);
    wanted.packs = vec![PathBuf::from(name)];
    wanted.arguments = vec!["--open".to_owned(), name.to_owned()];
    wanted
}

/// Starts with a file. Where it opened: all files that it has to show, its own and those of other starts.
fn start_and_hear(folder: &Path, name: &str) -> Option<BTreeSet<String>> {
    let Opened::Window(mut ready) = shell::open(wanted_with(folder, name)).unwrap() else { return None };
    assert_eq!(ready.start.mode, Mode::Usual, "a second window that cannot keep anything");
    let mut heard = BTreeSet::from([name.to_owned()]);
    let begun = Instant::now();
    while heard.len() < STARTS && begun.elapsed() < Duration::from_secs(20) {
        for outcome in ready.shell.outcomes() {
            if let Outcome::StartedAgain { arguments } = outcome {
                heard.extend(arguments.into_iter().skip(1));
            }
        }
        thread::sleep(Duration::from_millis(1));
    }
    Some(heard)
}

#[test]
fn of_many_starts_at_once_one_opens_and_hears_of_all_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let (root, gate) = (folder.path().to_path_buf(), Arc::new(Barrier::new(STARTS)));
    let names: Vec<String> = (0..STARTS).map(|number| format!("{number}.rsopack")).collect();
    let starts: Vec<_> = names
        .iter()
        .map(|name| {
            let (root, gate, name) = (root.clone(), Arc::clone(&gate), name.clone());
            let start = move || {
                gate.wait();
                start_and_hear(&root, &name)
            };
            thread::Builder::new().name("start".to_owned()).spawn(start).unwrap()
        })
        .collect();
    let opened: Vec<_> = starts.into_iter().filter_map(|start| start.join().unwrap()).collect();
    assert_eq!(opened, [names.into_iter().collect::<BTreeSet<_>>()]);
}

#[test]
fn a_start_while_the_window_closes_opens_once_all_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.shell.closing();
    let root = folder.path().to_path_buf();
    let start = move || match shell::open(wanted_with(&root, "late.rsopack")).unwrap() {
        Opened::Window(ready) => Some((ready.start.mode, ready.start.opens)),
        Opened::HandedOver => None,
    };
    let starting = thread::Builder::new().name("start".to_owned()).spawn(start).unwrap();
    thread::sleep(Duration::from_millis(300));
    assert!(!starting.is_finished(), "it neither gives up nor takes a handing over for done");
    assert!(running.shell.outcomes().iter().all(|outcome| !matches!(outcome, Outcome::StartedAgain { .. })));
    drop(running);
    assert_eq!(starting.join().unwrap(), Some((Mode::Usual, vec![PathBuf::from("late.rsopack")])));
}

/// The first run answers nobody any more, and has the data folder still.
#[test]
fn a_run_beside_another_one_changes_nothing_and_saves_a_file_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut first = open(&data);
    first.edit(Edit::Title("Kept".to_owned()));
    first.edit(Edit::Add(vec![ids()[3].clone()]));
    first.until_saved();
    first.shell.closing();
    fs::remove_file(data.join("socket")).ok();

    let mut beside = open(&data);
    assert_eq!(beside.state.mode, Mode::ReadOnly);
    beside.edit(Edit::Title("Lost".to_owned()));
    assert_eq!(beside.state.work.details.title, "Kept");
    assert!(beside.state.notices.shown().iter().any(|notice| notice.words == READ_ONLY));
    let path = folder.path().join("Elsewhere.rsopack");
    let (purpose, overwrite) = (FilePurpose::SavePack, Overwrite::Never);
    beside.send(Command::Files(FilesCommand::Chosen { purpose, path: path.clone(), overwrite }));
    beside.until("saved", |state| state.notices.shown().iter().any(|it| it.words.starts_with("Saved as Elsewhere")));
    let there = packs::read(&path).unwrap().container.file;
    assert_eq!(there.draft.details.title, "Kept");
    assert_ne!(there.id, first.state.packs.open.id, "a pack of its own");
    let link = first.store().folder(Shelf::Packs, &first.state.packs.open.id).join(".link.json");
    assert!(!link.exists() && !folder.path().join(".Elsewhere.rsopack.lock").exists());
}

/// Notes in which order the window asks.
struct Noted(Rc<RefCell<Vec<&'static str>>>);

impl Perform for Noted {
    fn perform(&mut self, _effect: Effect) {}

    fn outcomes(&mut self) -> Vec<Outcome> {
        self.0.borrow_mut().push("outcomes");
        Vec::new()
    }

    fn clock(&self) -> Clock {
        clock()
    }

    fn closing(&mut self) {
        self.0.borrow_mut().push("closing");
    }
}

#[test]
fn a_window_that_closes_says_so_before_it_takes_anything_for_the_last_time() {
    let asked = Rc::new(RefCell::new(Vec::new()));
    let noted = Noted(Rc::clone(&asked));
    let start = Start::fresh(tool_box(), clock());
    let mut harness = Harness::builder().build_eframe(|creation| App::new(&creation.egui_ctx, start, Box::new(noted)));
    harness.run();
    assert!(!asked.borrow().contains(&"closing"));
    asked.borrow_mut().clear();
    let viewport = harness.input_mut().viewports.get_mut(&egui::ViewportId::ROOT).unwrap();
    viewport.events.push(egui::ViewportEvent::Close);
    harness.step();
    assert_eq!(asked.borrow().get(..2), Some(["closing", "outcomes"].as_slice()), "{:?}", asked.borrow());
}
