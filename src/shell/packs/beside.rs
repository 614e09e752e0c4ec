//! Other states of a pack that a sync program has left beside its document, because two computers wrote it at once:
//! `pack (Office's conflicted copy).json`, `pack-DESKTOP-4.json`, `pack.sync-conflict-20261127-101112-ABCDEFG.json`.

use std::fs;
use std::path::Path;

use super::store::{DOCUMENT, Store, StoreError, read_document};
use crate::app::versions::Why;
use crate::app::{PackId, Shelf};

/// What the names of all of them begin and end with.
const BEGINNING: &str = "pack";
const ENDING: &str = ".json";
/// The most that are taken in at a time.
const MAX: usize = 100;

impl Store {
    /// Makes earlier versions of them; returns how many. What cannot be read as a state of this pack stays as it is.
    pub fn take_in_beside(&self, id: &PackId) -> usize {
        let folder = self.folder(Shelf::Packs, id);
        let mut found: Vec<_> =
            fs::read_dir(&folder).into_iter().flatten().flatten().map(|it| it.file_name()).collect();
        found.retain(|name| {
            let name = name.to_str().unwrap_or_default();
            name.starts_with(BEGINNING) && name.ends_with(ENDING) && name != DOCUMENT
        });
        found.sort_unstable();
        found.into_iter().take(MAX).filter(|name| self.take_in_one(id, &folder.join(name))).count()
    }

    /// Whether it was another state than the pack's own.
    fn take_in_one(&self, id: &PackId, path: &Path) -> bool {
        let Ok(file) = read_document(path) else { return false };
        if file.id != *id || file.is_newer() {
            return false;
        }
        let is_same = self.read(Shelf::Packs, id).is_ok_and(|own| own.file.draft == file.draft);
        let kept = if is_same { Ok(()) } else { self.keep_version(&file, Why::Beside) };
        // What could not be removed would be another version at each start.
        let done = kept.and_then(|()| fs::remove_file(path).map_err(StoreError::NotMoved));
        if let Err(error) = &done {
            log::warn!("a state beside a pack was not taken in: {}", error.kind());
        }
        done.is_ok() && !is_same
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Edit, PackDraft, PackFile, Work};
    use crate::catalogue::file::built_in;
    use crate::shell::data_dir::DataDir;
    use crate::shell::files::{Existing, write_file};
    use crate::shell::today;

    #[test]
    fn what_a_sync_program_left_is_an_earlier_version() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(DataDir::open(Some(folder.path())).unwrap());
        let id = PackId::of(b"one");
        let titled = |id: &PackId, title: &str| {
            let mut work = Work::new();
            work.apply(&Edit::Title(title.to_owned()), &built_in()).unwrap();
            PackFile::new(id.clone(), today(), PackDraft::of(&work, serde_json::Map::new()))
        };
        store.write(titled(&id, "Ours")).unwrap();
        let at = |name: &str| store.folder(Shelf::Packs, &id).join(name);
        let put = |name: &str, text: &str| write_file(&at(name), text.as_bytes(), Existing::Replace).unwrap();
        put("pack (Office's conflicted copy).json", &titled(&id, "Theirs").to_text());
        put("pack-DESKTOP-4.json", &titled(&id, "Ours").to_text());
        put("pack-other.json", &titled(&PackId::of(b"two"), "Another pack").to_text());
        put("pack.sync-conflict-20261127-101112-ABCDEFG.json", "half of it");
        assert_eq!(store.take_in_beside(&id), 1);
        let versions = store.versions(&id).unwrap();
        let told: Vec<_> = versions.iter().map(|it| (it.title.as_str(), it.id.why)).collect();
        assert_eq!(told, [("Theirs", Why::Beside)]);
        assert_eq!(store.read(Shelf::Packs, &id).unwrap().file.draft.details.title, "Ours");
        assert!(at("pack-other.json").exists() && at("pack.sync-conflict-20261127-101112-ABCDEFG.json").exists());
        assert_eq!(store.take_in_beside(&id), 0, "it was taken in once");
    }
}
