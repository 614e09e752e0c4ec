//! Exports with the real shell: what is on disk, what the state says, and what stays when it is cancelled.
#![expect(clippy::print_stdout, reason = "measured figures")]

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rso_toolbox::app::{
    AppState, BrowseCommand, Clock, Command, Dialog, Edit, Effect, IfExists, Mode, Outcome, OutgoingCommand, Stage,
    Start, Tone, Wanted, dispatch,
};
use rso_toolbox::catalogue::Catalogue;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::export::Format;
use rso_toolbox::export::bundle::sha256_hex;
use rso_toolbox::shell::{self, Opened, Perform, Shell};
use rso_toolbox::ui::App;

use crate::multiplied::multiplied;
use crate::packs_store::wanted;

const LIMIT: Duration = Duration::from_mins(2);

/// The program without its window, on a data folder and a folder for exports of its own.
struct Running {
    state: AppState,
    shell: Shell,
    folder: tempfile::TempDir,
}

impl Running {
    fn start(catalogue: Catalogue) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("out")).unwrap();
        let wanted = shell::Wanted { catalogue: Arc::new(catalogue), ..wanted(&folder.path().join("data")) };
        let Opened::Window(ready) = shell::open(wanted).unwrap() else { panic!("handed over") };
        let (state, _) = AppState::new(ready.start);
        let mut running = Self { state, shell: ready.shell, folder };
        let out = running.folder.path().join("out");
        running.send(Command::Outgoing(OutgoingCommand::Folder(out)));
        running
    }

    /// Three resources with a title and an issuer.
    fn small() -> Self {
        let mut running = Self::start(built_in());
        let ids = running.state.catalogue.resources.iter().take(3).map(|resource| resource.id.clone()).collect();
        for edit in [
            Edit::Add(ids),
            Edit::Title("Toolbox for trainers".to_owned()),
            Edit::IssuedBy("Regional Support Office".to_owned()),
        ] {
            running.send(Command::Edit(edit));
        }
        running
    }

    fn send(&mut self, command: Command) {
        for effect in dispatch(&mut self.state, command) {
            if !matches!(effect, Effect::LayOutPages { .. } | Effect::Window(_)) {
                self.shell.perform(effect);
            }
        }
    }

    fn step(&mut self) -> Vec<Outcome> {
        let outcomes = self.shell.outcomes();
        for outcome in outcomes.clone() {
            self.send(Command::Finished(outcome));
        }
        outcomes
    }

    fn until(&mut self, mut done: impl FnMut(&AppState) -> bool) {
        let begun = Instant::now();
        while !done(&self.state) {
            assert!(begun.elapsed() < LIMIT, "{:?}", self.state.outgoing);
            self.step();
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn export(&mut self) {
        self.send(Command::Outgoing(OutgoingCommand::Start));
        self.until(|state| !state.outgoing.is_running());
    }

    fn choose(&mut self, formats: &[Format]) {
        for format in [Format::Pdf, Format::HtmlFolder, Format::HtmlZip, Format::HtmlFile] {
            let wanted = Wanted::from(formats.contains(&format));
            self.send(Command::Edit(Edit::Format { format, wanted }));
        }
    }

    fn names(&self, folder: &str) -> Vec<String> {
        names(&self.folder.path().join(folder))
    }
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_format_is_written_and_noted() {
    let mut running = Running::small();
    running.choose(&[Format::Pdf, Format::HtmlFolder, Format::HtmlZip, Format::HtmlFile]);
    running.export();
    let stages = &running.state.outgoing.lines;
    assert!(stages.iter().all(|line| matches!(line.stage, Stage::Done(_))), "{stages:#?}");
    let title = "Toolbox for trainers";
    assert_eq!(
        running.names("out"),
        [title.to_owned(), format!("{title}.html"), format!("{title}.pdf"), format!("{title}.zip")]
    );
    for finished in running.state.outgoing.finished() {
        assert!(finished.path.is_file(), "{}", finished.path.display());
        for file in &finished.receipt.files {
            let bytes = fs::read(running.folder.path().join("out").join(&file.path)).unwrap();
            assert_eq!((file.bytes, &file.sha256), (bytes.len(), &sha256_hex(&bytes)), "{}", file.path);
        }
    }
    let receipt = running.state.outgoing.receipt.clone().unwrap();
    let text = fs::read_to_string(&receipt).unwrap();
    let [first, ..] = &running.state.catalogue.resources[..] else { panic!("empty catalogue") };
    assert!(text.contains(&first.title) && text.contains("The documents are not enclosed."), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(receipt.with_extension("json")).unwrap()).unwrap();
    assert_eq!(json["receipts"].as_array().unwrap().len(), 4);
    let others = running.state.catalogue.resources.len() - 3;
    assert!(text.contains(&format!("Left out: {others} resources\n  Not chosen\n")), "{text}");
    assert_eq!(json["receipts"][0]["left_out"].as_array().unwrap().len(), others);
    assert!(running.state.outgoing.is_noted());
    let folder = running.folder.path().display().to_string();
    assert!(!text.contains(&folder) && !json.to_string().contains(&folder), "a folder name stands in the receipt");
    assert_eq!(running.state.outgoing.last.as_ref().unwrap().date, shell::today());
}

#[test]
fn a_file_that_is_there_is_kept_until_the_person_decides() {
    let mut running = Running::small();
    running.choose(&[Format::HtmlFile]);
    let target = running.folder.path().join("out/Toolbox for trainers.html");
    let mine = running.folder.path().join("mine");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), &mine).unwrap();
    fs::copy(&mine, &target).unwrap();
    let before = fs::read(&target).unwrap();

    running.send(Command::Outgoing(OutgoingCommand::Start));
    running.until(|state| state.dialog() == Some(&Dialog::Replace));
    let question = running.state.outgoing.existing()[0].question();
    assert_eq!(
        question,
        format!("Replace Toolbox for trainers.html? A file of this name was saved on {}.", shell::today().long())
    );
    assert_eq!(fs::read(&target).unwrap(), before);

    running.send(Command::Outgoing(OutgoingCommand::Answer(IfExists::KeepBoth)));
    running.until(|state| !state.outgoing.is_running());
    assert_eq!(fs::read(&target).unwrap(), before);
    assert_eq!(running.names("out"), ["Toolbox for trainers (2).html", "Toolbox for trainers.html"]);
    let saved = running.state.notices.kept().find(|notice| notice.words.starts_with("Saved as")).unwrap();
    assert_eq!((saved.tone, saved.words.as_str()), (Tone::Done, "Saved as Toolbox for trainers (2).html"));

    running.send(Command::Outgoing(OutgoingCommand::Start));
    running.until(|state| state.dialog() == Some(&Dialog::Replace));
    running.send(Command::Outgoing(OutgoingCommand::Answer(IfExists::Replace)));
    running.until(|state| !state.outgoing.is_running());
    assert_ne!(fs::read(&target).unwrap(), before);
    assert_eq!(running.names("out").len(), 2);
}

#[test]
fn a_foreign_folder_is_never_replaced() {
    let mut running = Running::small();
    running.choose(&[Format::HtmlFolder]);
    let theirs = running.folder.path().join("out/Toolbox for trainers");
    fs::create_dir(&theirs).unwrap();
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), theirs.join("thesis.txt")).unwrap();
    running.send(Command::Outgoing(OutgoingCommand::Start));
    running.until(|state| state.dialog() == Some(&Dialog::Replace));
    assert!(!running.state.outgoing.existing()[0].replaceable);
    running.send(Command::Outgoing(OutgoingCommand::Answer(IfExists::Replace)));
    running.until(|state| !state.outgoing.is_running());
    assert_eq!(names(&theirs), ["thesis.txt"]);
    assert_eq!(running.names("out"), ["Toolbox for trainers", "Toolbox for trainers (2)"]);
}

#[test]
fn a_folder_that_is_gone_is_told_and_the_pack_is_safe() {
    let mut running = Running::small();
    running.choose(&[Format::HtmlFile]);
    fs::remove_dir_all(running.folder.path().join("out")).unwrap();
    running.export();
    let Stage::Failed(failure) = &running.state.outgoing.lines[0].stage else { panic!("{:?}", running.state.outgoing) };
    assert!(failure.words.starts_with("The folder is not there. Nothing was written."), "{failure:?}");
    let folder = running.folder.path().display().to_string();
    assert!(!failure.details.contains(&folder), "{failure:?}");
    assert_eq!(running.state.work.items().len(), 3);
}

/// Performs on a shell that the test looks at too.
struct Shared(Rc<RefCell<Shell>>);

impl Perform for Shared {
    fn perform(&mut self, effect: Effect) {
        self.0.borrow_mut().perform(effect);
    }

    fn outcomes(&mut self) -> Vec<Outcome> {
        self.0.borrow_mut().outcomes()
    }

    fn clock(&self) -> Clock {
        self.0.borrow().clock()
    }
}

/// The window on the real shell, drawn without a screen.
struct Drawn {
    ctx: egui::Context,
    app: App,
    shell: Rc<RefCell<Shell>>,
    folder: tempfile::TempDir,
}

impl Drawn {
    fn open(catalogue: Catalogue) -> Self {
        let Running { shell, folder, .. } = Running::start(catalogue.clone());
        let ctx = egui::Context::default();
        let start = Start::fresh(Arc::new(catalogue), shell.clock());
        let shell = Rc::new(RefCell::new(shell));
        let app = App::new(&ctx, start, Box::new(Shared(Rc::clone(&shell))));
        let mut drawn = Self { ctx, app, shell, folder };
        let out = drawn.folder.path().join("out");
        drawn.app.send(Command::Outgoing(OutgoingCommand::Folder(out)));
        drawn.frame();
        drawn
    }

    /// Takes in what is finished and asked for, draws every view, and makes triangles of it.
    fn frame(&mut self) -> Duration {
        let begun = Instant::now();
        let size = egui::Vec2::new(1366.0, 768.0);
        let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size));
        let input = egui::RawInput { screen_rect, ..egui::RawInput::default() };
        let app = &mut self.app;
        let output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        assert!(!triangles.is_empty(), "nothing was drawn");
        begun.elapsed()
    }
}

/// On a computer that does other work too a single frame may have to wait: nine of ten have to be in time.
#[test]
fn nine_frames_of_ten_take_less_than_50_ms_while_2_100_resources_go_out_and_cancel_leaves_no_file() {
    let mut drawn = Drawn::open(multiplied(&built_in(), 2_100, 7));
    let ids = drawn.app.state().catalogue.resources.iter().map(|resource| resource.id.clone()).collect();
    for edit in [Edit::Add(ids), Edit::Title("All".to_owned()), Edit::IssuedBy("Desk".to_owned())] {
        drawn.app.send(Command::Edit(edit));
    }
    for _ in 0..5 {
        drawn.frame();
    }
    assert_eq!(drawn.app.state().work.items().len(), 2_100);
    drawn.app.send(Command::Outgoing(OutgoingCommand::Start));
    let working = Instant::now();
    let mut taken = Vec::new();
    for letters in (1..=6).cycle() {
        let query = "border".get(..letters).unwrap().to_owned();
        drawn.app.send(Command::Browse(BrowseCommand::Query(query)));
        taken.push(drawn.frame());
        assert!(drawn.app.state().outgoing.is_running(), "2,100 resources were made before anybody could cancel");
        if working.elapsed() > Duration::from_millis(1_500) {
            break;
        }
        thread::sleep(Duration::from_millis(10));
    }
    drawn.app.send(Command::Outgoing(OutgoingCommand::Cancel));
    while drawn.app.state().outgoing.is_running() {
        assert!(working.elapsed() < LIMIT, "{:?}", drawn.app.state().outgoing);
        taken.push(drawn.frame());
    }
    println!("cancelled after {} ms", working.elapsed().as_millis());
    assert_eq!(drawn.app.state().outgoing.lines[0].stage, Stage::Cancelled);

    // The layout itself cannot be stopped: only when it is over is it sure that nothing comes of it.
    while drawn.shell.borrow().is_exporting() {
        assert!(working.elapsed() < LIMIT, "the cancelled export does not end");
        thread::sleep(Duration::from_millis(10));
    }
    drawn.frame();
    println!("the export was over after {} ms", working.elapsed().as_millis());
    assert_eq!(names(&drawn.folder.path().join("out")), Vec::<String>::new());

    taken.sort();
    let (slow, slowest) = (taken[taken.len() * 9 / 10], taken[taken.len() - 1]);
    println!(
        "{} frames: nine of ten within {} ms, all within {} ms",
        taken.len(),
        slow.as_millis(),
        slowest.as_millis()
    );
    // The figure above is what counts; a busy machine must not fail the suite, a window that waits must.
    assert!(slow < Duration::from_millis(500), "{slow:?}");
}

#[test]
fn a_run_beside_another_one_reads_and_keeps_nothing() {
    let mut running = Running::small();
    running.shell.finish();
    let data = running.folder.path().join("data");
    let socket = data.join("socket");
    fs::remove_file(&socket).ok();
    let Opened::Window(ready) = shell::open(wanted(&data)).unwrap() else { panic!("handed over to nobody") };
    assert_eq!(ready.start.mode, Mode::ReadOnly);
    let (state, _) = AppState::new(ready.start);
    assert_eq!(state.work.items(), running.state.work.items());
    assert!(state.notices.shown()[0].words.contains("nothing can be changed here"));
}
