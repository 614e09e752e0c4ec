//! Brings a backup into a data folder. Each pack comes in whole or not at all, and nothing that is there changes.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::app::backup::copies::{self, Compared};
use crate::app::backup::{Brought, Came, Profile, Report, profile};
use crate::app::packs::shown;
use crate::app::{Moment, PackId, Shelf};
use crate::export::Steps;
use crate::shell::data_dir::DataDir;
use crate::shell::files::{self, Existing, FileError};
use crate::shell::logo;
use crate::shell::packs::store::Store;

use super::read::{Backup, Place};
use super::{BackupError, DOCUMENT, LOCAL, OFFICE, RULES, SETTINGS, records};

/// How a folder is called while a pack is being brought in.
const UNFINISHED: &str = ".bring-";

/// A pack that is here.
struct Here {
    shelf: Shelf,
    text: String,
    /// `None` where it cannot be read.
    compared: Option<Compared>,
}

/// What is done with a pack of the backup.
enum Decision {
    /// It is here as this pack.
    There(PackId),
    In,
    Beside(Box<Compared>),
    /// It cannot be read, and another pack has its id.
    Not,
}

/// The files of one pack of the backup: their names inside its folder and in the backup.
type Files = Vec<(String, String)>;

/// Brings in what is not here. The file is looked through whole before anything is written.
pub fn bring_in(data: &DataDir, path: &Path, steps: &dyn Steps) -> Result<Brought, BackupError> {
    let backup = Backup::open(path, steps)?;
    clear_unfinished(data);
    let report = Report::new(&backup.manifest);
    let mut merge = Merge { store: Store::new(data.clone()), data, backup, report };
    merge.packs(&[Shelf::Packs, Shelf::Trash], steps)?;
    merge.packs(&[Shelf::Templates], steps)?;
    records::bring_in(data, &mut merge.backup, &mut merge.report)?;
    let has_new_logo = merge.rules_and_logo()?;
    let mut profile = merge.profile()?;
    profile.logo = if has_new_logo { logo::load(data) } else { None };
    merge.tell_unknown();
    Ok(Brought { report: merge.report, profile })
}

/// Removes what a run that was killed left half brought in.
pub fn clear_unfinished(data: &DataDir) {
    for shelf in [Shelf::Packs, Shelf::Trash, Shelf::Templates] {
        let Ok(entries) = fs::read_dir(data.file(shelf.folder())) else { continue };
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED)
                && let Err(error) = fs::remove_dir_all(entry.path())
            {
                log::warn!("a pack that was half brought in could not be removed: {}", error.kind());
            }
        }
    }
}

struct Merge<'a> {
    store: Store,
    data: &'a DataDir,
    backup: Backup,
    report: Report,
}

impl Merge<'_> {
    fn packs(&mut self, shelves: &[Shelf], steps: &dyn Steps) -> Result<(), BackupError> {
        let mut theirs: BTreeMap<(usize, PackId), Files> = BTreeMap::new();
        for (place, path, _) in self.backup.places() {
            if let Place::Pack { shelf, id, inside } = place
                && let Some(at) = shelves.iter().position(|other| *other == shelf)
            {
                theirs.entry((at, id)).or_default().push((inside, path.to_owned()));
            }
        }
        let mut here = self.here(shelves)?;
        let total = u32::try_from(theirs.len()).unwrap_or(u32::MAX);
        for (done, ((at, id), files)) in (0..).zip(theirs) {
            steps.step(done, total, "Bringing in the packs")?;
            let on = shelves.get(at).copied().unwrap_or(Shelf::Packs);
            self.pack(on, &id, &files, &mut here)?;
        }
        Ok(())
    }

    fn here(&self, shelves: &[Shelf]) -> Result<BTreeMap<PackId, Here>, BackupError> {
        let mut here = BTreeMap::new();
        for shelf in shelves.iter().copied() {
            let unreadable = |source| BackupError::Unreadable { name: shelf.folder().to_owned(), source };
            for id in self.store.ids(shelf).map_err(unreadable)? {
                match fs::read(self.store.folder(shelf, &id).join(DOCUMENT)) {
                    Ok(bytes) => {
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        here.insert(id, Here { shelf, compared: Compared::read(&text), text });
                    }
                    // Without its document a folder is no pack yet.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(source) => return Err(unreadable(source)),
                }
            }
        }
        Ok(here)
    }

    fn pack(
        &mut self,
        on: Shelf,
        id: &PackId,
        files: &Files,
        here: &mut BTreeMap<PackId, Here>,
    ) -> Result<(), BackupError> {
        let document = format!("{}/{id}/{DOCUMENT}", on.folder());
        let text = self.backup.text(&document)?.unwrap_or_default();
        let words = words(on, &text);
        match decide(id, &text, here) {
            Decision::There(target) => {
                let found = here.get(&target).map_or(on, |here| here.shelf);
                let added = self.add_missing(found, &target, files)?;
                if added > 0 {
                    let many = if added == 1 { "1 more file".to_owned() } else { format!("{added} more files") };
                    self.report.add(Came::In, format!("{many} of {words}: earlier versions or documents"));
                }
                let lies = if found == Shelf::Trash && on == Shelf::Packs { ", in the trash here" } else { "" };
                self.report.add(Came::There, format!("{words}{lies}"));
            }
            Decision::In => {
                self.place(on, id, files, None)?;
                let lies = if on == Shelf::Trash { ", in the trash" } else { "" };
                self.report.add(Came::In, format!("{words}{lies}{}", with(files)));
                here.insert(id.clone(), Here { shelf: on, compared: Compared::read(&text), text });
            }
            Decision::Beside(compared) => {
                let beside = copies::beside(&text, &compared, self.report.date);
                let beside = beside.ok_or(BackupError::NotAsListed { name: document })?;
                let id_beside = compared.id_beside();
                self.place(on, &id_beside, files, Some(&beside))?;
                let age = here.get(id).and_then(|here| age(&text, &here.text)).unwrap_or_default();
                self.report.add(Came::Beside, format!("{}{}{age}", self::words(on, &beside), with(files)));
                here.insert(id_beside, Here { shelf: on, compared: Compared::read(&beside), text: beside });
            }
            Decision::Not => {
                let told = format!("{words}: it is damaged in the backup, and another pack is here in its place");
                self.report.add(Came::Not, told);
            }
        }
        Ok(())
    }

    /// Adds documents and versions that the pack here lacks; how many. One of the same name stays as it is.
    fn add_missing(&mut self, on: Shelf, id: &PackId, files: &Files) -> Result<usize, BackupError> {
        let folder = self.store.folder(on, id);
        let mut added = 0;
        for (inside, path) in files {
            let target = folder.join(inside);
            let belongs = inside.starts_with("files/") || inside.starts_with("history/");
            if belongs && !target.exists() {
                let bytes = self.backup.bytes(path)?;
                write_inside(&folder, inside, &bytes)?;
                added += 1;
            }
        }
        Ok(added)
    }

    /// Makes the folder of a pack under another name, and then gives it its own.
    fn place(&mut self, on: Shelf, id: &PackId, files: &Files, text: Option<&str>) -> Result<(), BackupError> {
        let target = self.store.folder(on, id);
        let unfinished = self.data.file(on.folder()).join(format!("{UNFINISHED}{id}"));
        // A folder that is no pack yet takes the files as they come, the document last.
        let is_begun = target.exists();
        let folder = if is_begun { &target } else { &unfinished };
        let is_document = |inside: &str| inside == DOCUMENT;
        let of_copy = |inside: &str| text.is_none() || inside != LOCAL;
        for (inside, path) in files.iter().filter(|(inside, _)| !is_document(inside) && of_copy(inside)) {
            if !folder.join(inside).exists() {
                let bytes = self.backup.bytes(path)?;
                write_inside(folder, inside, &bytes)?;
            }
        }
        for (inside, path) in files.iter().filter(|(inside, _)| is_document(inside)) {
            let bytes = match text {
                Some(text) => text.as_bytes().to_vec(),
                None => self.backup.bytes(path)?,
            };
            write_inside(folder, inside, &bytes)?;
        }
        if is_begun {
            return Ok(());
        }
        let moved = fs::rename(&unfinished, &target);
        Ok(moved.map_err(|source| FileError::Other { path: target, source })?)
    }

    /// The office's rules and logo come in where it has none. Whether the logo did.
    fn rules_and_logo(&mut self) -> Result<bool, BackupError> {
        let mut has_new_logo = false;
        let root: Vec<(Place, String)> = (self.backup.places())
            .filter(|(place, ..)| matches!(place, Place::Rules | Place::Logo))
            .map(|(place, path, _)| (place, path.to_owned()))
            .collect();
        for (place, path) in root {
            let bytes = self.backup.bytes(&path)?;
            let (what, others) = match place {
                Place::Rules => ("The office’s rules for proposals", vec![RULES.to_owned()]),
                _ => ("The office’s logo", super::logos(self.data)),
            };
            let is_here = others.iter().any(|name| self.data.file(name).exists());
            let is_same = fs::read(self.data.file(&path)).is_ok_and(|own| own == bytes);
            let came = if is_same {
                Came::There
            } else if is_here {
                Came::Not
            } else {
                write_inside(self.data.root(), &path, &bytes)?;
                has_new_logo |= place == Place::Logo;
                Came::In
            };
            let next =
                if came == Came::In && place == Place::Rules { "; they are used from the next start" } else { "" };
            self.report.add(came, format!("{what}{next}"));
        }
        Ok(has_new_logo)
    }

    fn profile(&mut self) -> Result<Profile, BackupError> {
        let mut text = |name: &str| {
            let is_held = self.backup.manifest.files.contains_key(name);
            if is_held { self.backup.text(name) } else { Ok(None) }
        };
        let (office, settings) = (text(OFFICE)?, text(SETTINGS)?);
        Ok(profile::read(office.as_deref(), settings.as_deref()))
    }

    fn tell_unknown(&mut self) {
        let count = self.backup.places().filter(|(place, ..)| *place == Place::Unknown).count();
        if count > 0 {
            let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
            self.report.add(Came::Not, format!("{files} of a newer version of the program"));
        }
    }
}

fn decide(id: &PackId, text: &str, here: &BTreeMap<PackId, Here>) -> Decision {
    let own = here.get(id);
    let Some(compared) = Compared::read(text) else {
        return match own {
            None => Decision::In,
            Some(own) if own.text == text => Decision::There(id.clone()),
            Some(_) => Decision::Not,
        };
    };
    let read = |id: &PackId| here.get(id).and_then(|here| here.compared.as_ref());
    if let Some((origin, sum)) = compared.copied_from() {
        if read(origin).is_some_and(|own| own.sum() == *sum) {
            return Decision::There(origin.clone());
        }
        // The same copy, made by way of another backup or changed since.
        if own.is_some() {
            return Decision::There(id.clone());
        }
    }
    match own {
        None => Decision::In,
        Some(own) if own.compared.as_ref().is_some_and(|own| own.is_same(&compared)) => Decision::There(id.clone()),
        Some(_) if here.contains_key(&compared.id_beside()) => Decision::There(compared.id_beside()),
        Some(_) => Decision::Beside(Box::new(compared)),
    }
}

fn write_inside(folder: &Path, inside: &str, bytes: &[u8]) -> Result<(), FileError> {
    let path = folder.join(inside);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(|source| FileError::Other { path: parent.to_owned(), source })?;
    files::write_file(&path, bytes, Existing::Keep)
}

/// "“Partners”", "Template “Training”".
fn words(shelf: Shelf, text: &str) -> String {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let title = value.get("pack").and_then(|pack| pack.get("title")).and_then(Value::as_str);
    let title = format!("“{}”", shown(title.unwrap_or_default()));
    if shelf == Shelf::Templates { format!("Template {title}") } else { title }
}

/// ", with 2 documents and 3 earlier versions"
fn with(files: &Files) -> String {
    let count = |folder: &str| files.iter().filter(|(inside, _)| inside.starts_with(folder)).count();
    let parts: Vec<String> =
        [(count("files/"), "document", "documents"), (count("history/"), "earlier version", "earlier versions")]
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
    if parts.is_empty() { String::new() } else { format!(", with {}", parts.join(" and ")) }
}

/// Which of the two was changed later.
fn age(theirs: &str, ours: &str) -> Option<&'static str> {
    let changed = |text: &str| {
        let value: Value = serde_json::from_str(text).ok()?;
        Moment::parse(value.get("changed")?.as_str()?)
    };
    Some(match changed(theirs)?.cmp(&changed(ours)?) {
        std::cmp::Ordering::Greater => "; it was changed later than the one here",
        std::cmp::Ordering::Less => "; the one here was changed later",
        std::cmp::Ordering::Equal => return None,
    })
}
