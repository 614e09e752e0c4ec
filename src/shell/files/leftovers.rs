//! What a killed run left half written, and how it goes away again.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime};

use super::{TEMPORARY_END, Temporary, parent_of, start_of_name};

/// What was written to within so long may be another program's that is still at it.
const AT_WORK: Duration = Duration::from_secs(90);

static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// When this run wrote for the first time.
pub(super) fn run_began() -> Instant {
    *BEGAN
}

/// Removes what a killed run left half written in a folder that is ours alone.
pub fn clear_temporary(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && name.starts_with('.') && name.ends_with(TEMPORARY_END) {
            drop(Temporary { path: entry.path() });
        }
    }
}

/// Removes what an earlier run left half written of a file that was just written, in a folder that is not ours.
///
/// Nothing goes but files under the very names that this program gives to that file while it writes it, and of these
/// none that this run, or a program that may still be at work, has written to. The new file tells what time it is on
/// the disk: the clocks of two computers may differ.
pub fn clear_left_of(path: &Path) {
    let Some(now) = fs::metadata(path).and_then(|written| written.modified()).ok() else { return };
    let Some(entries) = parent_of(path).ok().and_then(|folder| fs::read_dir(folder).ok()) else { return };
    let start = start_of_name(path);
    let least = AT_WORK.max(run_began().elapsed());
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| is_temporary_of(name, &start));
        // Not of what a link leads to.
        let left = entry.metadata().ok().filter(fs::Metadata::is_file);
        let is_old = |written: SystemTime| now.duration_since(written).is_ok_and(|age| age > least);
        if is_ours && left.and_then(|left| left.modified().ok()).is_some_and(is_old) {
            drop(Temporary { path: entry.path() });
        }
    }
}

/// Whether a name is one under which a file that begins so is written: `.Partners.rsopack.4711-3.part`.
fn is_temporary_of(name: &str, start: &str) -> bool {
    let is_number = |text: &str| (1..=10).contains(&text.len()) && text.bytes().all(|sign| sign.is_ascii_digit());
    let numbers = name
        .strip_prefix('.')
        .and_then(|rest| rest.strip_prefix(start))
        .and_then(|rest| rest.strip_prefix('.'))
        .and_then(|rest| rest.strip_suffix(TEMPORARY_END))
        .and_then(|rest| rest.split_once('-'));
    numbers.is_some_and(|(process, count)| is_number(process) && is_number(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::files::{Existing, write_file};

    #[test]
    fn what_an_earlier_run_left_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let long = "A long name of a pack file.rsopack";
        let left = [".Partners.rsopack.4711-3.part", ".A long name of a pac.1-0.part"];
        let stays = [
            ".Other.rsopack.4711-3.part",
            ".Partners.rsopack.4711.part",
            ".Partners.rsopack.x-3.part",
            ".Partners.rsopack.4711-3.part.txt",
            ".Partners.rsopack.4711-.part",
            "Partners.rsopack.4711-3.part",
            ".Partners.rsopack.lock",
        ];
        let hour_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        for name in left.iter().chain(&stays) {
            fs::File::create(at(name)).unwrap().set_modified(hour_ago).unwrap();
        }
        // Another program is at it.
        fs::File::create(at(".Partners.rsopack.4712-3.part")).unwrap();
        fs::create_dir(at(".Partners.rsopack.4713-3.part")).unwrap();
        for name in ["Partners.rsopack", long] {
            write_file(&at(name), b"pack", Existing::Replace).unwrap();
            clear_left_of(&at(name));
        }
        assert!(left.iter().all(|name| !at(name).exists()));
        assert!(stays.iter().all(|name| at(name).exists()), "what is not ours stays");
        assert!(at(".Partners.rsopack.4712-3.part").exists() && at(".Partners.rsopack.4713-3.part").is_dir());
        clear_left_of(&at("absent.rsopack"));
    }
}
