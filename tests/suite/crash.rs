//! A process that edits, saves and exports is killed at random moments, again and again on the same data folder: at
//! most the last second is lost, what comes back is a state that there was, and no file is damaged.
//!
//! `CRASH_KILLS` says how often, `CRASH_SEED` repeats a run. The process is this test's own program, which runs the
//! core and the shell as the window does, without drawing.

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use rso_toolbox::app::pack_files::Overwrite;
use rso_toolbox::app::{
    AppState, Command, Edit, FilePurpose, FilesCommand, ItemEdit, OutgoingCommand, PackDraft, PacksCommand, Shelf,
    Step, VersionsCommand, Wanted, dispatch,
};
use rso_toolbox::export::Format;
use rso_toolbox::export::bundle::Bundle;
use rso_toolbox::pack::Sha256;
use rso_toolbox::shell::packs;
use strum::IntoEnumIterator as _;

use crate::commands::ids;
use crate::packs_store::{Running, open};

const FOLDER: &str = "CRASH_FOLDER";
const SEED: &str = "CRASH_SEED";
const KILLS: &str = "CRASH_KILLS";
/// Before a sum in what the process says.
const SUM: &str = "sum ";
/// What may be lost.
const LOST: Duration = Duration::from_secs(1);

/// Numbers that a seed repeats.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// Not a test: what is killed. Says each number that it has given as a title, once that was asked for, and a sum of
/// each state that there was.
#[test]
#[ignore = "started by the test of kills"]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = PathBuf::from(folder);
    let mut dice = Dice(std::env::var(SEED).unwrap().parse().unwrap());
    let mut running = open(&folder.join("data"));
    let mut number = number_of(&running.state.work.details.title);
    say_sum(&running);
    send(&mut running, Command::Outgoing(OutgoingCommand::Folder(folder.join("out"))));
    send(&mut running, Command::Edit(Edit::IssuedBy("Office".to_owned())));
    loop {
        number += 1;
        act(&mut running, &mut dice, &folder);
        // So that an undo takes back one number at most.
        send(&mut running, Command::EndMerging);
        send(&mut running, Command::Edit(Edit::Title(format!("Pack {number}"))));
        say(&number.to_string());
        take(&mut running);
        thread::sleep(Duration::from_millis(dice.roll(12)));
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// The sum is said before anything can be written.
fn send(running: &mut Running, command: Command) {
    let effects = dispatch(&mut running.state, command);
    say_sum(running);
    running.perform(effects);
}

fn say_sum(running: &Running) {
    say(&format!("{SUM}{}", sum_of(&running.state)));
}

/// Of all that was typed and chosen. A copy that was just opened is what it was copied from under another title.
fn sum_of(state: &AppState) -> String {
    let mut draft = PackDraft::of(&state.work, serde_json::Map::new());
    let copied = draft.details.title.find(" (copy").unwrap_or(draft.details.title.len());
    draft.details.title.truncate(copied);
    Sha256::of(draft.write().to_string().as_bytes()).as_str().to_owned()
}

/// Takes what came of earlier effects; another pack that is opened has a title of its own.
fn take(running: &mut Running) {
    for outcome in rso_toolbox::shell::Perform::outcomes(&mut running.shell) {
        send(running, Command::Finished(outcome));
    }
}

fn act(running: &mut Running, dice: &mut Dice, folder: &Path) {
    let ids = ids();
    let id = ids[dice.roll(ids.len() as u64) as usize].clone();
    let command = match dice.roll(24) {
        0..8 => Command::Edit(Edit::Add(vec![id])),
        8..10 => Command::Edit(Edit::Remove(id)),
        10..12 => Command::Edit(Edit::Move { id, step: Step::Up }),
        12..14 => Command::Edit(Edit::Item { id, change: ItemEdit::Note("n".repeat(dice.roll(3_000) as usize)) }),
        14 => Command::Edit(Edit::AddSection("Own".to_owned())),
        16 => Command::Versions(VersionsCommand::Keep),
        17 if dice.roll(20) == 0 => Command::Packs(PacksCommand::Duplicate(running.state.packs.open.id.clone())),
        15 | 17 => Command::Undo,
        18 | 19 => {
            let path = folder.join("Pack.rsopack");
            let purpose = FilePurpose::SavePack;
            Command::Files(FilesCommand::Chosen { purpose, path, overwrite: Overwrite::Agreed })
        }
        20 | 21 => Command::Files(FilesCommand::Save),
        _ => {
            let formats: Vec<Format> = Format::iter().collect();
            let format = formats[dice.roll(formats.len() as u64) as usize];
            for other in Format::iter() {
                let wanted = Wanted::from(other == format);
                send(running, Command::Edit(Edit::Format { format: other, wanted }));
            }
            send(running, Command::Outgoing(OutgoingCommand::Start));
            Command::Outgoing(OutgoingCommand::Answer(rso_toolbox::app::IfExists::Replace))
        }
    };
    send(running, command);
}

/// Of "Pack 12", and of a copy of it, "Pack 12 (copy 2)", which is what came back when the copy was just opened.
fn number_of(title: &str) -> u64 {
    let number = title.strip_prefix("Pack ").and_then(|rest| rest.split(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// What a child said before it was killed.
struct Said {
    /// The last number of which it is sure that it was to be kept.
    surely: u64,
    sums: Vec<String>,
}

/// Runs the child for so long and kills it.
fn kill_after(folder: &Path, seed: u64, life: Duration) -> Said {
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["crash::child", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (sender, receiver) = mpsc::channel();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let listen = move || {
        let mut sums = Vec::new();
        for line in stdout.lines().map_while(Result::ok) {
            if let Some(sum) = line.strip_prefix(SUM) {
                sums.push(sum.to_owned());
            } else if let Ok(number) = line.trim().parse::<u64>() {
                sender.send((Instant::now(), number)).ok();
            }
        }
        sums
    };
    let listening = thread::Builder::new().name("listen".to_owned()).spawn(listen).unwrap();
    let first = receiver.recv_timeout(Duration::from_mins(1)).expect("the process works");
    thread::sleep(life);
    let killed = Instant::now();
    child.kill().unwrap();
    child.wait().unwrap();
    let sums = listening.join().unwrap();
    let said = std::iter::once(first).chain(receiver.try_iter());
    let surely = said.filter(|(at, _)| *at + LOST < killed).map(|(_, number)| number).last().unwrap_or(0);
    Said { surely, sums }
}

/// Every file is whole: those of the data folder, the pack file and what was exported.
fn check(folder: &Path, surely: u64, sums: &HashSet<String>) {
    let mut running = open(&folder.join("data"));
    running.shell.finish();
    let store = running.store();
    let entries = store.list().unwrap();
    let troubled: Vec<_> = entries.iter().filter(|entry| entry.trouble.is_some()).collect();
    assert!(troubled.is_empty(), "{troubled:?}");
    let number = number_of(&running.state.work.details.title);
    assert!(number >= surely, "{number} came back and {surely} was more than a second old");
    assert!(sums.contains(&sum_of(&running.state)), "{number} came back in a state in which it never was");
    let told = running.state.notices.shown().iter().any(|notice| notice.words.contains("came back as it was"));
    assert!(told, "{:?}", running.state.notices.shown());
    for id in store.ids(Shelf::Packs).unwrap() {
        for version in store.version_ids(&id).unwrap() {
            store.version(&id, version).unwrap();
        }
        let leftovers = fs::read_dir(store.folder(Shelf::Packs, &id)).unwrap();
        let leftovers = leftovers.filter(|it| it.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part"));
        assert_eq!(leftovers.count(), 0);
    }
    for name in ["session.json", "settings.json", "office.json"] {
        if let Ok(text) = fs::read_to_string(folder.join("data").join(name)) {
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        }
    }
    let pack = folder.join("Pack.rsopack");
    if pack.exists() {
        packs::read(&pack).unwrap();
    }
    check_exports(&folder.join("out"));
}

fn check_exports(out: &Path) {
    for entry in fs::read_dir(out).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with('.') {
            // Half written under a name that nobody takes for a result.
            continue;
        }
        if path.is_dir() {
            let manifest = fs::read(path.join("rso-bundle.json")).unwrap();
            let listed = Bundle::listed(&manifest).unwrap();
            assert!(listed.iter().all(|file| path.join(file).exists()), "{name}");
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let is_whole = match path.extension().and_then(|ending| ending.to_str()) {
            Some("pdf") => bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF"),
            Some("zip") => zip::ZipArchive::new(std::io::Cursor::new(&bytes)).is_ok(),
            _ => bytes.trim_ascii_end().ends_with(b"</html>"),
        };
        assert!(is_whole, "{name} is not whole");
    }
    // So that the folder does not fill up over a thousand kills.
    for entry in fs::read_dir(out).unwrap().flatten() {
        if entry.path().is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) }.unwrap();
    }
}

#[test]
fn the_number_of_a_copy_is_that_of_what_it_was_copied_from() {
    assert_eq!(["Pack 12", "Pack 12 (copy)", "Pack 12 (copy 2)", "Untitled"].map(number_of), [12, 12, 12, 0]);
}

#[test]
fn a_killed_process_loses_at_most_the_last_second_and_damages_nothing() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let kills = number(KILLS).unwrap_or(40);
    let random = packs::seed().iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
    let seed = number(SEED).unwrap_or(random) | 1;
    // Also where nothing fails, and whatever the test runner keeps to itself.
    writeln!(std::io::stderr(), "{KILLS}={kills} {SEED}={seed}").unwrap();
    let mut dice = Dice(seed);
    let mut folder = tempfile::tempdir().unwrap();
    let mut sums = HashSet::new();
    for kill in 0..kills {
        if kill % 40 == 0 {
            folder = tempfile::tempdir().unwrap();
            sums.clear();
            fs::create_dir(folder.path().join("out")).unwrap();
        }
        let life = Duration::from_millis(dice.roll(if kill % 4 == 0 { 2_500 } else { 400 }));
        let child = dice.roll(u64::MAX - 1) | 1;
        let said = kill_after(folder.path(), child, life);
        sums.extend(said.sums);
        let checked = std::panic::catch_unwind(|| check(folder.path(), said.surely, &sums));
        assert!(checked.is_ok(), "kill {kill} of {KILLS}={kills} {SEED}={seed}, after {life:?}");
    }
}
