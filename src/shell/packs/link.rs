//! Where the file of a pack lies, and what we last read there or wrote: `packs/UUID/.link.json`.
//!
//! It is written once the pack in the list holds what the file holds, or the file what the pack holds. A link that is
//! ahead of its pack would let an older state of the pack go over the file.

use std::fs;

use serde_json::json;

use super::store::Store;
use crate::app::pack_files::FileLink;
use crate::app::{PackId, Shelf};
use crate::pack::contents::Sha256;
use crate::shell::files::{self, Existing, FileError};

/// Hidden, for it belongs to this computer.
const LINK: &str = ".link.json";

impl Store {
    pub(super) fn link(&self, id: &PackId) -> Option<FileLink> {
        let text = fs::read_to_string(self.folder(Shelf::Packs, id).join(LINK)).ok()?;
        let value: serde_json::Value = serde_json::from_str(&text).ok()?;
        let part = |key: &str| value.get(key)?.as_str();
        Some(FileLink { path: part("path")?.into(), sum: Sha256::parse(part("sha256")?)? })
    }

    pub(super) fn keep_link(&self, id: &PackId, link: &FileLink) -> Result<(), FileError> {
        let folder = self.folder(Shelf::Packs, id);
        fs::create_dir_all(&folder).map_err(|source| FileError::Other { path: folder.clone(), source })?;
        let value = json!({ "version": 1, "path": link.path.to_str(), "sha256": link.sum.as_str() });
        files::write_file(&folder.join(LINK), format!("{value:#}\n").as_bytes(), Existing::Replace)
    }

    pub(super) fn forget_link(&self, id: &PackId) {
        if let Err(error) = fs::remove_file(self.folder(Shelf::Packs, id).join(LINK)) {
            log::warn!("the place of a pack file was not forgotten: {}", error.kind());
        }
    }
}
