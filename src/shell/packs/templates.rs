//! Templates on disk: `templates/UUID/`, each with its document and its files, as a pack has them.

use std::fs;

use crate::app::pack_file::PackFile;
use crate::app::templates::{pack_of, template_of};
use crate::app::{PackEntry, PackId, Shelf};
use crate::shell::files::{self, Existing, FileError};
use crate::shell::{now, today};

use super::store::{FILES, Store, StoreError, changeable};

impl Store {
    /// Every template.
    pub fn templates(&self) -> std::io::Result<Vec<PackEntry>> {
        Ok(self.ids(Shelf::Templates)?.iter().filter_map(|id| self.entry(Shelf::Templates, id)).collect())
    }

    /// Makes a template of a pack.
    pub(super) fn save_template(
        &self,
        from: &PackId,
        to: &PackId,
        title: &str,
        between: &dyn Fn(),
    ) -> Result<(), StoreError> {
        let file = changeable(self.read(Shelf::Packs, from)?.file)?;
        self.copy((Shelf::Packs, from), Shelf::Templates, template_of(&file, to.clone(), title, today()), between)
    }

    /// Makes a pack of a template.
    pub(super) fn begin_from(&self, from: &PackId, to: &PackId, between: &dyn Fn()) -> Result<(), StoreError> {
        let file = changeable(self.read(Shelf::Templates, from)?.file)?;
        self.copy((Shelf::Templates, from), Shelf::Packs, pack_of(&file, to.clone(), today()), between)
    }

    /// Makes a pack or a template of another one's document and its files. Large ones take their time: between them,
    /// something else has its turn.
    pub(super) fn copy(
        &self,
        from: (Shelf, &PackId),
        to: Shelf,
        file: PackFile,
        between: &dyn Fn(),
    ) -> Result<(), StoreError> {
        let (source, target) = (self.folder(from.0, from.1), self.folder(to, &file.id));
        if target.exists() {
            return Err(StoreError::Exists);
        }
        let wrap = |source| FileError::Other { path: target.clone(), source };
        fs::create_dir_all(target.join(FILES)).map_err(wrap)?;
        for document in file.documents() {
            between();
            let name = document.sha256.as_str();
            let path = source.join(FILES).join(name);
            if path.exists() {
                let bytes = fs::read(path).map_err(StoreError::Unreadable)?;
                files::write_file(&target.join(FILES).join(name), &bytes, Existing::Replace)?;
            }
        }
        // Last: without its document the folder is no pack yet.
        let stamped = PackFile { changed: Some(now().at), ..file };
        Ok(files::write_file(&target.join(super::store::DOCUMENT), stamped.to_text().as_bytes(), Existing::Keep)?)
    }
}
