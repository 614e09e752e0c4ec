//! The versions of a pack: `history/20261124T143205Z-opened.json`, each a whole document.

use std::fs;
use std::io;
use std::sync::Arc;

use super::store::{Store, StoreError, read_document};
use crate::app::versions::{self, VersionEntry, VersionId, VersionsAnswer, VersionsTask, Why};
use crate::app::{Moment, PackFile, PackId, Shelf};
use crate::shell::files::{self, Existing, FileError};
use crate::shell::{now, when};

/// The folder of the versions.
pub const HISTORY: &str = "history";
const ENDING: &str = ".json";

impl Store {
    /// Does what was asked with versions.
    pub fn perform_versions(&self, task: &VersionsTask) -> Result<VersionsAnswer, StoreError> {
        match task {
            VersionsTask::Keep { pack, why } => self.keep_version(pack, *why).map(|()| VersionsAnswer::Kept(*why)),
            VersionsTask::List(pack) => self.versions(pack).map(|list| VersionsAnswer::Listed(Arc::from(list))),
            VersionsTask::Read { pack, version } => {
                let draft = Box::new(self.version(pack, *version)?.draft);
                let now = self.read(Shelf::Packs, pack).map(|now| Box::new(now.file.draft)).unwrap_or_default();
                Ok(VersionsAnswer::Read { version: *version, draft, now })
            }
            VersionsTask::Return { now, to } => {
                self.keep_version(now, Why::Before)?;
                Ok(VersionsAnswer::Returned { to: *to, draft: Box::new(self.version(&now.id, *to)?.draft) })
            }
        }
    }

    /// Keeps a version, unless the newest one has the same contents; thins the older ones out.
    pub fn keep_version(&self, pack: &PackFile, why: Why) -> Result<(), StoreError> {
        let mut ids = self.version_ids(&pack.id)?;
        let newest = ids.last().and_then(|id| Some((self.version(&pack.id, *id).ok()?.draft, id.why)));
        if !versions::is_worth(&pack.draft, why, newest.as_ref().map(|(draft, why)| (draft, *why))) {
            return Ok(());
        }
        let folder = self.folder(Shelf::Packs, &pack.id).join(HISTORY);
        fs::create_dir_all(&folder).map_err(|source| FileError::Other { path: folder.clone(), source })?;
        // After the newest one, also where the clock was put back or two are kept within a second.
        let at = ids.last().map_or(now().at, |newest| now().at.max(Moment(newest.at.0 + 1)));
        let id = VersionId { at, why };
        let stamped = PackFile { changed: Some(at), ..pack.clone() };
        files::write_file(&folder.join(file_name(id)), stamped.to_text().as_bytes(), Existing::Replace)?;
        ids.push(id);
        for gone in versions::thinned(&ids) {
            // One more than agreed does no harm.
            if let Err(error) = fs::remove_file(folder.join(file_name(gone))) {
                log::warn!("an old version was not removed: {}", error.kind());
            }
        }
        Ok(())
    }

    /// All versions of a pack, the newest one first. One that cannot be read is left out.
    pub fn versions(&self, pack: &PackId) -> Result<Vec<VersionEntry>, StoreError> {
        let ids = self.version_ids(pack)?;
        let entry = |id: &VersionId| {
            let draft = self.version(pack, *id).ok()?.draft;
            let (title, count) = (draft.details.title.clone(), draft.items().count());
            Some(VersionEntry { id: *id, at: when(id.at), title, count })
        };
        Ok(ids.iter().rev().filter_map(entry).collect())
    }

    /// One version.
    pub fn version(&self, pack: &PackId, version: VersionId) -> Result<PackFile, StoreError> {
        read_document(&self.folder(Shelf::Packs, pack).join(HISTORY).join(file_name(version)))
    }

    /// The oldest one first.
    pub fn version_ids(&self, pack: &PackId) -> Result<Vec<VersionId>, StoreError> {
        let folder = match fs::read_dir(self.folder(Shelf::Packs, pack).join(HISTORY)) {
            Ok(folder) => folder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::Unreadable(error)),
        };
        let mut ids: Vec<VersionId> = Vec::new();
        for entry in folder.flatten() {
            let name = entry.file_name();
            ids.extend(name.to_str().and_then(|name| VersionId::parse(name.strip_suffix(ENDING)?)));
        }
        ids.sort_unstable();
        Ok(ids)
    }
}

fn file_name(id: VersionId) -> String {
    format!("{}{ENDING}", id.name())
}
