//! Where the file of a pack lies, and what we last read there or wrote: `packs/UUID/.link.json`.
//!
//! It is written once the pack in the list holds what the file holds, or the file what the pack holds. A link that is
//! ahead of its pack would let an older state of the pack go over the file.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use serde_json::json;

use super::store::Store;
use crate::app::pack_files::FileLink;
use crate::app::{PackId, Shelf};
use crate::pack::contents::Sha256;
use crate::shell::files::{self, Existing, FileError};

/// So often a pack may go to the trash and come back while its link is written.
const MOVES: usize = 5;
/// Hidden, for it belongs to this computer.
const LINK: &str = ".link.json";

impl Store {
    /// What lies in the trash keeps its file: what waited when it went there is written still.
    pub(super) fn link(&self, id: &PackId) -> Option<FileLink> {
        let text = fs::read_to_string(self.place(id).join(LINK)).ok()?;
        let value: serde_json::Value = serde_json::from_str(&text).ok()?;
        let part = |key: &str| value.get(key)?.as_str();
        Some(FileLink { path: part("path")?.into(), sum: Sha256::parse(part("sha256")?)? })
    }

    pub(super) fn keep_link(&self, id: &PackId, link: &FileLink) -> Result<(), FileError> {
        let value = json!({ "version": 1, "path": link.path.to_str(), "sha256": link.sum.as_str() });
        let put = || {
            let folder = self.place(id);
            if !folder.exists() {
                fs::create_dir_all(&folder).map_err(|source| FileError::Other { path: folder.clone(), source })?;
            }
            files::write_file(&folder.join(LINK), format!("{value:#}\n").as_bytes(), Existing::Replace)
        };
        // Again where the pack went to the trash, or came back, at this moment.
        let mut done = put();
        for _ in 0..MOVES {
            if !matches!(done, Err(FileError::NoFolder { .. })) {
                break;
            }
            done = put();
        }
        done
    }

    pub(super) fn forget_link(&self, id: &PackId) {
        match fs::remove_file(self.place(id).join(LINK)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                log::warn!("the place of a pack file was not forgotten: {}", error.kind());
            }
            _ => {}
        }
    }

    /// The folder of a pack, also where it lies in the trash: another one made for it would keep it from coming back.
    fn place(&self, id: &PackId) -> PathBuf {
        let is_trashed = self.has(Shelf::Trash, id) && !self.has(Shelf::Packs, id);
        self.folder(if is_trashed { Shelf::Trash } else { Shelf::Packs }, id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{PackDraft, PackFile, StoreTask};
    use crate::shell::data_dir::DataDir;
    use crate::shell::today;

    /// As where the file of a pack is being written while the pack goes to the trash.
    #[test]
    fn what_is_noted_of_a_pack_in_the_trash_does_not_keep_it_there() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(DataDir::open(Some(folder.path())).unwrap());
        let id = PackId::of(b"one");
        store.write(PackFile::new(id.clone(), today(), PackDraft::default())).unwrap();
        let link = |text: &str| FileLink { path: "/x/One.rsopack".into(), sum: Sha256::of(text.as_bytes()) };
        store.keep_link(&id, &link("first")).unwrap();
        store.perform(&StoreTask::Trash(id.clone())).unwrap();
        assert_eq!(store.link(&id), Some(link("first")));
        store.keep_link(&id, &link("second")).unwrap();
        assert!(!store.folder(Shelf::Packs, &id).exists());
        store.perform(&StoreTask::Restore(id.clone())).unwrap();
        assert_eq!(store.link(&id), Some(link("second")));
        store.forget_link(&id);
        assert_eq!(store.link(&id), None);
    }
}
