//! Records of what went out: each is a text and the same as JSON, under one name.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use crate::app::backup::{Came, Report};
use crate::catalogue::CivilDate;
use crate::pack::contents::Sha256;
use crate::shell::data_dir::DataDir;
use crate::shell::exports::RECEIPTS;
use crate::shell::files::{self, Existing, FileError};

use super::BackupError;
use super::read::{Backup, Place};

/// What stands in the name of a record that came in beside another one.
const MARK: &str = " (from the backup of ";
/// Names that are tried for one.
const MAX_TRIED: u32 = 1_000;

/// The sums of a record's files, by their endings.
type Record = BTreeMap<String, Sha256>;
/// Records by their names without an ending.
type Records = BTreeMap<String, Record>;

/// Brings in the records that are not here.
pub(super) fn bring_in(data: &DataDir, backup: &mut Backup, report: &mut Report) -> Result<(), BackupError> {
    let mut theirs = Records::new();
    for (place, _, entry) in backup.places() {
        if let Place::Record { name } = place {
            let (stem, ending) = halves(&name);
            theirs.entry(stem).or_default().insert(ending, entry.sha256.clone());
        }
    }
    if theirs.is_empty() {
        return Ok(());
    }
    let folder = data.folder(RECEIPTS).map_err(|source| FileError::Other { path: data.file(RECEIPTS), source })?;
    let mut here = here(data)?;
    let mut counts = BTreeMap::new();
    // Those that came in beside another one go last, so that no other is put in their place.
    let (marked, plain): (Vec<_>, Vec<_>) = theirs.into_iter().partition(|(stem, _)| stem.contains(MARK));
    for (stem, record) in plain.into_iter().chain(marked) {
        let (came, name) = decide(&stem, &record, &here, report.date);
        for ending in record.keys() {
            let path = folder.join(joined(&name, ending));
            if !path.exists() {
                let bytes = backup.bytes(&format!("{RECEIPTS}/{}", joined(&stem, ending)))?;
                files::write_file(&path, &bytes, Existing::Keep)?;
            }
        }
        here.insert(name, record);
        *counts.entry(came).or_insert(0_usize) += 1;
    }
    for (came, count) in counts {
        let words = match count {
            1 => "1 record of what went out".to_owned(),
            many => format!("{many} records of what went out"),
        };
        report.add(came, words);
    }
    Ok(())
}

/// What becomes of a record, and the name under which it stands afterwards.
fn decide(stem: &str, record: &Record, here: &Records, date: CivilDate) -> (Came, String) {
    let base = stem.split_once(MARK).map_or(stem, |(base, _)| base);
    let is_whole = |own: &Record| record.iter().all(|(ending, sum)| own.get(ending) == Some(sum));
    let is_begun = |own: &Record| own.iter().all(|(ending, sum)| record.get(ending).is_none_or(|other| other == sum));
    let beside = format!("{base}{MARK}");
    let same = (here.iter())
        .find(|(name, own)| (*name == base || *name == stem || name.starts_with(&beside)) && is_whole(own));
    if let Some((name, _)) = same {
        return (Came::There, name.clone());
    }
    // A run that was killed may have brought in a part of it.
    if here.get(stem).is_none_or(is_begun) {
        return (Came::In, stem.to_owned());
    }
    let name = |number: u32| match number {
        1 => format!("{beside}{})", date.long()),
        many => format!("{beside}{}, {many})", date.long()),
    };
    let free = (1..MAX_TRIED).map(name).find(|name| here.get(name).is_none_or(is_begun));
    (Came::Beside, free.unwrap_or_else(|| name(MAX_TRIED)))
}

fn here(data: &DataDir) -> Result<Records, BackupError> {
    let unreadable = |source: io::Error| BackupError::Unreadable { name: RECEIPTS.to_owned(), source };
    let mut here = Records::new();
    for entry in fs::read_dir(data.file(RECEIPTS)).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && entry.file_type().map_err(unreadable)?.is_file() {
            let (stem, ending) = halves(&name);
            let sum = Sha256::of(&fs::read(entry.path()).map_err(unreadable)?);
            here.entry(stem).or_default().insert(ending, sum);
        }
    }
    Ok(here)
}

fn halves(name: &str) -> (String, String) {
    name.rsplit_once('.').map_or((name.to_owned(), String::new()), |(stem, end)| (stem.to_owned(), end.to_owned()))
}

fn joined(stem: &str, ending: &str) -> String {
    if ending.is_empty() { stem.to_owned() } else { format!("{stem}.{ending}") }
}
