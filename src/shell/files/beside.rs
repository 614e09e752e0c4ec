//! A file and the folder of documents beside it: both are there, or both are as they were.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::{
    Existing, FileError, Temporary, all_inside, exchange_folder, file_replaceable, folder_replaceable, inside,
    name_file, parent_of, stage_file, stage_folder, sync_folder, told,
};
use crate::export::bundle::{Bundle, MANIFEST};
use crate::export::name;

/// The folder beside a file that its documents are written to.
pub fn documents_folder(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    path.with_file_name(name::documents_folder(&name))
}

/// Writes a file and the folder of documents beside it.
///
/// A folder that holds these very documents already stays as it is: the same documents go with several formats.
pub fn write_with_documents(
    path: &Path,
    bytes: &[u8],
    documents: &Bundle,
    existing: Existing,
) -> Result<(), FileError> {
    let parent = parent_of(path)?;
    file_replaceable(path, existing)?;
    let folder = documents_folder(path);
    let stays = holds(&folder, documents);
    if !stays {
        folder_replaceable(&folder, existing)?;
    }
    let staged = stage_file(parent, path, bytes)?;
    let named = || name_file(&staged, path, existing).map_err(|source| told(path, bytes.len(), source));
    if stays {
        named()?;
    } else {
        let new = stage_folder(parent, &folder, documents)?;
        let old = exchange_folder(&new.path, &folder, parent).map_err(|source| told(&folder, 0, source))?;
        if let Err(failed) = named() {
            take_back(&new, &folder, old.as_ref());
            return Err(failed);
        }
    }
    sync_folder(parent);
    Ok(())
}

/// The new folder goes back under its temporary name, and away with it; the old one comes back.
fn take_back(new: &Temporary, folder: &Path, old: Option<&Temporary>) {
    let back = fs::rename(folder, &new.path).and_then(|()| match old {
        Some(old) => fs::rename(&old.path, folder),
        None => Ok(()),
    });
    if let Err(error) = back {
        log::warn!("a folder of documents could not be taken back: {:?}", error.kind());
    }
}

/// Looks before the work is done whether [`write_with_documents`] would refuse the folder.
///
/// `names` are the documents' own, with their sizes: a folder that holds just these is taken for the same.
pub fn documents_refusal(path: &Path, names: &[(String, u64)], existing: Existing) -> Option<FileError> {
    let folder = documents_folder(path);
    let refused = folder_replaceable(&folder, existing).err()?;
    let found = all_inside(&folder).unwrap_or_default();
    let sized = |(name, bytes): &(String, u64)| {
        fs::metadata(folder.join(name)).is_ok_and(|there| there.is_file() && there.len() == *bytes)
    };
    let looks_same =
        found.len() == names.len() + 1 && found.iter().any(|name| name == MANIFEST) && names.iter().all(sized);
    (existing == Existing::Replace || !looks_same).then_some(refused)
}

/// Whether a folder holds these documents and nothing else. The list beside them bears a date and may differ.
fn holds(folder: &Path, documents: &Bundle) -> bool {
    let Ok(found) = all_inside(folder) else { return false };
    let is_there = |path: &str, bytes: &[u8]| {
        path == MANIFEST || inside(folder, path).is_some_and(|path| is_same(&path, bytes).unwrap_or(false))
    };
    found.len() == documents.files.len()
        && documents.files.iter().all(|file| found.contains(&file.path) && is_there(&file.path, &file.bytes))
}

/// Whether a file holds these bytes.
fn is_same(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut part = vec![0; 1 << 16];
    let mut rest = bytes;
    loop {
        let read = file.read(&mut part)?;
        match (part.get(..read), rest.split_at_checked(read)) {
            (Some([]), _) => return Ok(rest.is_empty()),
            (Some(there), Some((wanted, after))) if there == wanted => rest = after,
            _ => return Ok(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::CivilDate;
    use crate::export::bundle::BundleFile;
    use crate::shell::files::write_file;
    use std::sync::Arc;

    fn documents(texts: &[(&str, &str)], day: u8) -> Bundle {
        let file = |(path, text): &(&str, &str)| BundleFile {
            path: (*path).to_owned(),
            bytes: Arc::new(text.as_bytes().to_vec()),
            resource: None,
        };
        let mut bundle = Bundle { files: texts.iter().map(file).collect() };
        bundle.push_manifest(CivilDate::new(2026, 11, day).unwrap());
        bundle
    }

    #[test]
    fn file_and_folder_are_written_together() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let two = documents(&[("01 A.pdf", "one"), ("02 B.pdf", "two")], 1);
        write_with_documents(&at("T.pdf"), b"pages", &two, Existing::Keep).unwrap();
        assert_eq!(fs::read(at("T documents/02 B.pdf")).unwrap(), b"two");
        let again = documents(&[("01 A.pdf", "one"), ("02 B.pdf", "two")], 2);
        write_with_documents(&at("T.html"), b"page", &again, Existing::Keep).unwrap();
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(names.len(), 3, "nothing else stays: {names:?}");
        let fewer = documents(&[("01 A.pdf", "new")], 2);
        let other = write_with_documents(&at("T.zip"), b"x", &fewer, Existing::Keep);
        assert!(matches!(other, Err(FileError::Exists { .. })) && !at("T.zip").exists());
        write_with_documents(&at("T.pdf"), b"pages", &fewer, Existing::Replace).unwrap();
        assert_eq!(all_inside(&at("T documents")).unwrap(), ["01 A.pdf", MANIFEST], "no older document stays");
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("T documents")).unwrap();
        write_file(&at("T documents/mine.txt"), b"mine", Existing::Keep).unwrap();
        let one = documents(&[("01 A.pdf", "one")], 1);
        for existing in [Existing::Keep, Existing::Replace] {
            assert!(write_with_documents(&at("T.pdf"), b"pages", &one, existing).is_err());
            assert!(documents_refusal(&at("T.pdf"), &[("01 A.pdf".to_owned(), 3)], existing).is_some());
        }
        assert!(!at("T.pdf").exists());
        assert_eq!(all_inside(&at("T documents")).unwrap(), ["mine.txt"]);
    }

    #[test]
    fn a_folder_that_was_exchanged_can_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (old, new) = (documents(&[("01 A.pdf", "old")], 1), documents(&[("01 A.pdf", "new")], 1));
        write_with_documents(&at("T.pdf"), b"old pages", &old, Existing::Keep).unwrap();
        let staged = stage_folder(folder.path(), &at("T documents"), &new).unwrap();
        let before = exchange_folder(&staged.path, &at("T documents"), folder.path()).unwrap();
        assert_eq!(fs::read(at("T documents/01 A.pdf")).unwrap(), b"new");
        take_back(&staged, &at("T documents"), before.as_ref());
        drop((staged, before));
        assert_eq!(fs::read(at("T documents/01 A.pdf")).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn the_same_documents_are_not_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("T.pdf");
        let names = |bytes| [("01 A.pdf".to_owned(), bytes)];
        assert!(documents_refusal(&path, &names(3), Existing::Keep).is_none());
        write_with_documents(&path, b"x", &documents(&[("01 A.pdf", "one")], 1), Existing::Keep).unwrap();
        assert!(documents_refusal(&path, &names(3), Existing::Keep).is_none());
        assert!(documents_refusal(&path, &names(4), Existing::Keep).is_some());
        assert!(documents_refusal(&path, &names(4), Existing::Replace).is_none());
    }
}
