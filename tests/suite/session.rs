//! The session survives a crash: a child process works, is killed at any moment, and the next start finds its work.
#![expect(clippy::print_stdout, reason = "measured figures, and what a child says to its parent")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rso_toolbox::app::stored::{from_text, to_text};
use rso_toolbox::app::{
    AppState, BrowseCommand, Clock, Command, Edit, Effect, Filters, GivingCommand, Outcome, OutgoingCommand, PackDraft,
    PackingCommand, Page, Revision, SavedFile, Session, Start, Step, View, Wanted as Ticked, dispatch,
};
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{AudienceId, Availability, CivilDate};
use rso_toolbox::export::Format;
use rso_toolbox::pack::{Length, Paper};
use rso_toolbox::shell::packs::store::Store;
use rso_toolbox::shell::{self, Opened, Perform as _, Shell};

use crate::packs_store::wanted;

/// Names the data folder of the child; without it the driver has nothing to do.
const FOLDER: &str = "RSO_TOOLBOX_TEST_FOLDER";
const STEPS: usize = 30;

/// What a person might do, one thing a step. Each changes what is kept.
fn steps() -> Vec<Command> {
    let ids: Vec<_> = built_in().resources.iter().map(|resource| resource.id.clone()).collect();
    let id = |place: usize| ids[place].clone();
    let edit = Command::Edit;
    let browse = Command::Browse;
    let audience = |id: &str| AudienceId::new(id).unwrap();
    vec![
        edit(Edit::Add(vec![id(0)])),
        edit(Edit::Add(vec![id(8)])),
        browse(BrowseCommand::ToggleAudience(audience("trainers"))),
        edit(Edit::Add(vec![id(1), id(2)])),
        edit(Edit::Title("Toolbox for trainers".to_owned())),
        edit(Edit::Move { id: id(1), step: Step::Up }),
        edit(Edit::Add(vec![id(20)])),
        Command::Undo,
        Command::Redo,
        browse(BrowseCommand::Query("victims".to_owned())),
        edit(Edit::PreparedFor("Border training centre".to_owned())),
        edit(Edit::IssuedBy("Regional Support Office".to_owned())),
        edit(Edit::Message("Zażółć gęślą jaźń\nภาษาไทย".to_owned())),
        edit(Edit::Remove(id(0))),
        edit(Edit::Length(Length::Full)),
        browse(BrowseCommand::View(View::List)),
        edit(Edit::Paper(Paper::Letter)),
        edit(Edit::Format { format: Format::HtmlZip, wanted: Ticked::Yes }),
        edit(Edit::Date(CivilDate::new(2026, 12, 1))),
        edit(Edit::Add(ids[9..15].to_vec())),
        edit(Edit::MoveTo { id: id(14), place: 2 }),
        browse(BrowseCommand::Open(Page::Resource(id(5)))),
        edit(Edit::Remove(id(10))),
        Command::Undo,
        edit(Edit::Clear),
        Command::Undo,
        browse(BrowseCommand::ToggleAvailability(Availability::OnRequest)),
        edit(Edit::Title("Toolbox for trainers, second".to_owned())),
        edit(Edit::Add(vec![id(16)])),
        Command::Packing(PackingCommand::New),
    ]
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// The program without its window.
struct Running {
    state: AppState,
    shell: Shell,
}

fn open(folder: &Path) -> Running {
    match shell::open(wanted(folder)).unwrap() {
        Opened::Window(ready) => {
            let (state, _) = AppState::new(ready.start);
            Running { state, shell: ready.shell }
        }
        Opened::HandedOver => panic!("another run has the folder"),
    }
}

/// What has to be on disk after a step.
enum Written {
    Pack(Revision),
    Session(Box<Session>),
}

/// Applies a step and performs its writing. Pages need no counting here.
fn perform(ready: &mut Running, command: Command) -> Option<Written> {
    let mut written = None;
    for effect in dispatch(&mut ready.state, command) {
        match &effect {
            Effect::LayOutPages { .. } => continue,
            Effect::SavePack { revision, .. } => written = Some(Written::Pack(*revision)),
            Effect::SaveSession(session) => written = Some(Written::Session(session.clone())),
            _ => {}
        }
        ready.shell.perform(effect);
    }
    written
}

fn wait_until_saved(ready: &mut Running, written: &Written) -> Duration {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        let mut is_saved = match written {
            Written::Session(session) => {
                let text = fs::read_to_string(ready.shell.data().file(SavedFile::Session.name()));
                text.is_ok_and(|text| text == to_text(&**session))
            }
            Written::Pack(_) => false,
        };
        for outcome in ready.shell.outcomes() {
            is_saved |= matches!((&outcome, written), (Outcome::PackSaved { revision, .. }, Written::Pack(wanted)) if revision == wanted);
            let failed = matches!(outcome, Outcome::SaveFailed { .. } | Outcome::PackNotSaved { .. });
            assert!(!failed, "{outcome:?}");
            perform(ready, Command::Finished(outcome));
        }
        if is_saved {
            return begun.elapsed();
        }
        thread::sleep(Duration::from_millis(1));
    }
    panic!("nothing was saved");
}

/// The child: works step by step and says each that is done. Run by the tests below, nothing by itself.
#[test]
fn driver() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let mut ready = open(Path::new(&folder));
    let mut out = std::io::stdout();
    let mut taken = Vec::new();
    writeln!(out, "\nready").unwrap();
    for (step, command) in steps().into_iter().enumerate() {
        let written = perform(&mut ready, command);
        let written = written.unwrap_or_else(|| panic!("step {step} changes nothing that is kept"));
        taken.push(wait_until_saved(&mut ready, &written).as_millis());
        writeln!(out, "step {}", step + 1).unwrap();
        out.flush().unwrap();
    }
    taken.sort_unstable();
    writeln!(out, "usual {}\nslowest {}", taken[STEPS / 2], taken[STEPS - 1]).unwrap();
}

/// The child of the test of the log: everything that may not stand there, and something that goes wrong.
#[test]
fn private_driver() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = Path::new(&folder);
    let mut running = open(&folder.join("data"));
    let id = built_in().resources[0].id.clone();
    for command in [
        Command::Edit(Edit::Add(vec![id])),
        Command::Edit(Edit::Title("Titelwort".to_owned())),
        Command::Edit(Edit::PreparedFor("Empfängerwort".to_owned())),
        Command::Edit(Edit::IssuedBy("Ausstellerwort".to_owned())),
        Command::Edit(Edit::Message("Nachrichtwort".to_owned())),
        Command::Browse(BrowseCommand::Query("Suchwort".to_owned())),
        Command::Outgoing(OutgoingCommand::Folder(folder.join("Ordnerwort"))),
        Command::Outgoing(OutgoingCommand::Start),
        Command::Outgoing(OutgoingCommand::Open(folder.join("Dateiwort.pdf"))),
        Command::Giving(GivingCommand::CopyPack),
    ] {
        perform(&mut running, command);
    }
    let begun = Instant::now();
    let (mut export_failed, mut open_failed) = (false, false);
    while !(export_failed && open_failed) && begun.elapsed() < Duration::from_mins(1) {
        for outcome in running.shell.outcomes() {
            export_failed |= matches!(outcome, Outcome::ExportFailed { .. });
            open_failed |= matches!(&outcome, Outcome::Failed(failure) if failure.details.starts_with("open"));
            perform(&mut running, Command::Finished(outcome));
        }
        thread::sleep(Duration::from_millis(1));
    }
    let details: Vec<String> = running.state.notices.kept().filter_map(|notice| notice.details.clone()).collect();
    println!("\ndetails {}", details.join(" | "));
    drop(running);
    jobs_fault();
}

/// A fault whose own words hold what may not be logged.
fn jobs_fault() {
    let title = "Titelwort".to_owned();
    let fault = rso_toolbox::shell::jobs::caught("export", || panic!("{title} in a fault"));
    println!("\ndetails {}", fault.map(|()| String::new()).unwrap_err().details);
}

#[test]
fn the_log_and_the_details_hold_no_private_word() {
    let folder = folder();
    let out = Process::new(std::env::current_exe().unwrap())
        .args(["session::private_driver", "--exact", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let said = String::from_utf8(out.stdout).unwrap();
    let details: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("details ")).collect();
    let log = fs::read_to_string(folder.path().join("data/log/rso-toolbox.log")).unwrap();
    assert!(log.contains("started") && log.contains("no such folder") && log.contains("fault at tests"), "{log}");
    assert!(details[0].contains("no such folder") && details[1].contains("fault in export at tests"), "{details:?}");
    let reports: Vec<String> = fs::read_dir(folder.path().join("data/log"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let [report] = reports.as_slice() else { panic!("{reports:?}") };
    assert!(report.contains("place: tests") && report.contains("thread: "), "{report}");
    let folder = folder.path().display().to_string();
    for secret in ["wort", "trainers", folder.as_str()] {
        assert!(!log.contains(secret), "{secret} in {log}");
        assert!(!report.contains(secret), "{secret} in {report}");
        assert!(details.iter().all(|details| !details.contains(secret)), "{secret} in {details:?}");
    }
}

/// What a person finds at a start.
#[derive(Debug, PartialEq)]
struct Found {
    pack: PackDraft,
    filters: Filters,
    view: View,
    page: Page,
}

impl Found {
    fn of(state: &AppState) -> Self {
        let pack = PackDraft::of(&state.work, serde_json::Map::new());
        let browse = &state.browse;
        Self { pack, filters: browse.filters.clone(), view: browse.view, page: browse.page.clone() }
    }
}

/// What is found after each number of steps, as it is without any file.
fn expected() -> Vec<Found> {
    let clock = Clock { now_ms: 0, today: CivilDate::new(2026, 11, 24).unwrap() };
    let mut state = AppState::new(Start::fresh(Arc::new(built_in()), clock)).0;
    let mut after = vec![Found::of(&state)];
    for command in steps() {
        dispatch(&mut state, command);
        after.push(Found::of(&state));
    }
    after
}

/// The next start, and that no file is half written.
fn found(folder: &Path) -> Running {
    if let Ok(text) = fs::read_to_string(folder.join("session.json")) {
        assert!(from_text::<Session>(&text).is_some(), "half a file: {text}");
    }
    let ready = open(folder);
    for entry in Store::new(ready.shell.data().clone()).list().unwrap() {
        assert_eq!(entry.trouble, None);
    }
    ready
}

fn start_child(folder: &Path) -> (Child, BufReader<std::process::ChildStdout>) {
    let program = std::env::current_exe().unwrap();
    let mut child = Process::new(program)
        .args(["session::driver", "--exact", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    (child, out)
}

fn done_steps(out: &str) -> usize {
    out.lines().filter_map(|line| line.strip_prefix("step ")?.parse().ok()).max().unwrap_or(0)
}

/// Kills a child a moment after it has said `until`; gives the number of steps that it had said by then.
fn killed_after(folder: &Path, until: usize, delay: Duration) -> usize {
    let (mut child, mut out) = start_child(folder);
    let mut said = String::new();
    let wanted = if until == 0 { "ready\n".to_owned() } else { format!("step {until}\n") };
    while !said.ends_with(&wanted) {
        assert_ne!(out.read_line(&mut said).unwrap(), 0, "the child ended early: {said}");
    }
    thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    out.read_to_string(&mut said).unwrap();
    done_steps(&said)
}

#[test]
fn a_kill_between_any_two_of_thirty_steps_loses_at_most_the_step_at_hand() {
    let expected = expected();
    assert_eq!(expected.len(), STEPS + 1);
    let mut in_between = 0;
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for until in 0..STEPS {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let folder = folder();
        let done = killed_after(folder.path(), until, Duration::from_micros(seed % 12_000));
        let mut ready = found(folder.path());
        let found = Found::of(&ready.state);
        let near = &expected[done..=(done + 1).min(STEPS)];
        assert!(near.contains(&found), "after step {done}, killed: {found:#?}");
        in_between += usize::from(near.len() == 2 && found == near[1]);
        let mut told = ready.state.notices.shown().iter();
        assert!(told.all(|notice| notice.words.contains(" came back as it was at ")), "{:?}", ready.state.notices);
        ready.shell.finish();
        let left: BTreeSet<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("damaged"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
    println!("{in_between} of {STEPS} kills came after a step was kept and before it was said");
}

#[test]
fn a_change_is_usually_kept_within_half_a_second_and_always_within_three() {
    let folder = folder();
    let (mut child, mut out) = start_child(folder.path());
    let mut said = String::new();
    out.read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success(), "{said}");
    assert_eq!(done_steps(&said), STEPS);
    let figure = |name| said.lines().find_map(|line| line.strip_prefix(name)?.parse::<u64>().ok()).unwrap();
    let (usual, slowest) = (figure("usual "), figure("slowest "));
    println!("usual save: {usual} ms, slowest save: {slowest} ms");
    // On a machine that does other work too a write may have to wait for the disk; a lost one never comes.
    assert!(usual < 500 && slowest < 3_000, "{usual} ms, {slowest} ms");
    assert_eq!(Some(Found::of(&found(folder.path()).state)), expected().pop());
}

#[test]
fn a_damaged_session_is_set_aside_and_the_program_starts() {
    let folder = folder();
    let whole = "{\"version\": 1, \"pack\": {\"title\": \"T\"}}";
    for cut in [0, 1, 20, whole.len() - 1] {
        fs::copy(fixture(folder.path(), &whole[..cut]), folder.path().join("session.json")).unwrap();
        let mut ready = open(folder.path());
        let words = &ready.state.notices.shown()[0].words;
        assert!(words.starts_with("session.json is damaged. It was kept as session.json.damaged-"), "{words}");
        assert!(ready.state.work.is_blank());
        ready.shell.finish();
    }
    assert!(folder.path().join("session.json.damaged-4").exists());
}

fn fixture(folder: &Path, text: &str) -> std::path::PathBuf {
    let path = folder.join("fixture");
    fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
    path
}
