//! Where the bytes of enclosed documents are read from when a pack goes out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::PathBuf;
use std::sync::Arc;

use super::packs::MAX_DOCUMENT;
use crate::export::Files;
use crate::export::documents::ReadError;
use crate::pack::Sha256;

/// A folder in which each document is called by its sum.
#[derive(Clone, Debug)]
pub struct DocumentFolder {
    root: PathBuf,
}

impl DocumentFolder {
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }
}

impl Files for DocumentFolder {
    fn read(&self, sha256: &Sha256) -> Result<Arc<Vec<u8>>, ReadError> {
        let told = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => ReadError::Missing,
            kind => ReadError::Unreadable(kind.to_string()),
        };
        let mut bytes = Vec::new();
        // One that has grown beyond what a pack takes is not as it was; so much of it tells that.
        let read = |file: File| file.take(MAX_DOCUMENT + 1).read_to_end(&mut bytes);
        File::open(self.root.join(sha256.as_str())).and_then(read).map_err(told)?;
        Ok(Arc::new(bytes))
    }
}

/// The documents of a pack file, read already.
#[derive(Clone, Debug, Default)]
pub struct HeldDocuments(BTreeMap<Sha256, Arc<Vec<u8>>>);

impl HeldDocuments {
    pub fn new(documents: BTreeMap<Sha256, Vec<u8>>) -> Self {
        Self(documents.into_iter().map(|(sum, bytes)| (sum, Arc::new(bytes))).collect())
    }
}

impl Files for HeldDocuments {
    fn read(&self, sha256: &Sha256) -> Result<Arc<Vec<u8>>, ReadError> {
        self.0.get(sha256).cloned().ok_or(ReadError::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::files::{Existing, write_file};

    #[test]
    fn documents_are_found_by_their_sum() {
        let folder = tempfile::tempdir().unwrap();
        let (there, gone) = (Sha256::of(b"%PDF"), Sha256::of(b"else"));
        write_file(&folder.path().join(there.as_str()), b"%PDF", Existing::Keep).unwrap();
        let files = DocumentFolder::new(folder.path().to_owned());
        assert_eq!(*files.read(&there).unwrap(), b"%PDF");
        assert_eq!(files.read(&gone), Err(ReadError::Missing));
        std::fs::create_dir(folder.path().join(gone.as_str())).unwrap();
        assert!(matches!(files.read(&gone), Err(ReadError::Unreadable(_))));
    }
}
