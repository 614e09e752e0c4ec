//! Writing: a file or a folder is there whole, or as it was before.
//!
//! Everything is made under a temporary name beside the target and then renamed,
//! so that a failure, a full disk or a power cut leaves no half of it under its own name.

mod beside;
mod leftovers;

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::export::bundle::{Bundle, MANIFEST};
use crate::export::{Body, Format};

pub use beside::{documents_folder, documents_refusal, write_with_documents};
pub use leftovers::{clear_left_of, clear_temporary};

/// How temporary names end.
const TEMPORARY_END: &str = ".part";
/// So many temporary names may be taken already.
const MAX_TAKEN: u32 = 1_000;

/// Whether something that is there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("{} is there already", path.display())]
    Exists { path: PathBuf },
    #[error("{} is a folder, not a file", path.display())]
    IsFolder { path: PathBuf },
    #[error("{} is a file, not a folder", path.display())]
    IsFile { path: PathBuf },
    /// The folder holds something that no export of ours listed.
    #[error("{} holds {found}, which no export of this program wrote", path.display())]
    NotOurs { path: PathBuf, found: String },
    #[error("the folder {} does not exist", path.display())]
    NoFolder { path: PathBuf },
    #[error("{} may not be written", path.display())]
    NotAllowed { path: PathBuf },
    #[error("there is no room left on the disk of {}", path.display())]
    Full { path: PathBuf, needed: usize },
    #[error("{} is no name for a file", path.display())]
    BadName { path: PathBuf },
    #[error("{} could not be written", path.display())]
    Other { path: PathBuf, source: io::Error },
}

impl FileError {
    /// The place that it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Exists { path }
            | Self::IsFolder { path }
            | Self::IsFile { path }
            | Self::NotOurs { path, .. }
            | Self::NoFolder { path }
            | Self::NotAllowed { path }
            | Self::Full { path, .. }
            | Self::BadName { path }
            | Self::Other { path, .. } => path,
        }
    }

    /// What a person can do.
    pub fn remedy(&self) -> String {
        match self {
            Self::Exists { .. } => "Choose another name, or allow it to be replaced".to_owned(),
            Self::IsFolder { .. } => "Name a file inside it".to_owned(),
            Self::IsFile { .. } => "Choose another name for the folder".to_owned(),
            Self::NotOurs { .. } => "Choose another folder, or move your own files out of it".to_owned(),
            Self::NoFolder { .. } => "Make the folder first, or choose another one".to_owned(),
            Self::NotAllowed { .. } => {
                "Choose another folder, or close the program that holds the file open".to_owned()
            }
            Self::Full { needed, .. } => {
                format!("Choose another folder, or free {} MB", needed.div_ceil(1_000_000).max(1))
            }
            Self::BadName { .. } => "Give the full name of the file".to_owned(),
            Self::Other { source, .. } => format!("The system says: {source}"),
        }
    }
}

/// Writes what an export made, and the folder of documents beside it where there is one.
pub fn write_body(path: &Path, body: &Body, beside: Option<&Bundle>, existing: Existing) -> Result<(), FileError> {
    match (body, beside) {
        (Body::File(bytes), None) => write_file(path, bytes, existing),
        (Body::File(bytes), Some(documents)) => write_with_documents(path, bytes, documents, existing),
        (Body::Folder(bundle), _) => write_folder(path, bundle, existing),
    }
}

/// Looks before the work is done whether [`write_body`] would refuse; the answer may be old by the time of writing.
pub fn refusal(path: &Path, format: Format, existing: Existing) -> Option<FileError> {
    let parent = parent_of(path).err();
    let there = || match format {
        Format::HtmlFolder => folder_replaceable(path, existing).err(),
        Format::Pdf | Format::HtmlZip | Format::HtmlFile => file_replaceable(path, existing).err(),
    };
    parent.or_else(there)
}

/// Writes a file whole, or leaves what was there.
pub fn write_file(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), FileError> {
    let parent = parent_of(path)?;
    file_replaceable(path, existing)?;
    let staged = stage_file(parent, path, bytes)?;
    name_file(&staged, path, existing).map_err(|source| told(path, bytes.len(), source))?;
    sync_folder(parent);
    Ok(())
}

/// Writes a file whole that is not in memory at once, or leaves what was there.
pub fn write_with(
    path: &Path,
    existing: Existing,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), FileError> {
    let parent = parent_of(path)?;
    file_replaceable(path, existing)?;
    let wrap = |source| told(path, 0, source);
    let staged = stage_with(parent, path, fill).map_err(wrap)?;
    name_file(&staged, path, existing).map_err(wrap)?;
    sync_folder(parent);
    Ok(())
}

/// The file under a temporary name beside its own, on the disk.
fn stage_file(parent: &Path, path: &Path, bytes: &[u8]) -> Result<Temporary, FileError> {
    let staged = stage_with(parent, path, |file| file.write_all(bytes));
    staged.map_err(|source| told(path, bytes.len(), source))
}

fn stage_with(parent: &Path, path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<Temporary> {
    let (temporary, mut made) = Temporary::beside(parent, path, new_file)?;
    fill(&mut made).and_then(|()| made.sync_all())?;
    Ok(temporary)
}

/// Gives a file that was written its own name.
fn name_file(staged: &Temporary, path: &Path, existing: Existing) -> io::Result<()> {
    match existing {
        Existing::Replace => fs::rename(&staged.path, path),
        Existing::Keep => rename_to_new(&staged.path, path),
    }
}

/// Writes a folder whole, or leaves what was there.
///
/// A folder that is there is replaced only where it is empty, or where it may be and holds nothing but an export of ours.
pub fn write_folder(path: &Path, bundle: &Bundle, existing: Existing) -> Result<(), FileError> {
    let parent = parent_of(path)?;
    folder_replaceable(path, existing)?;
    let staged = stage_folder(parent, path, bundle)?;
    exchange_folder(&staged.path, path, parent).map_err(|source| told(path, 0, source))?;
    sync_folder(parent);
    Ok(())
}

/// The folder under a temporary name beside its own.
fn stage_folder(parent: &Path, path: &Path, bundle: &Bundle) -> Result<Temporary, FileError> {
    let needed = bundle.files.iter().map(|file| file.bytes.len()).sum();
    let wrap = |source| told(path, needed, source);
    let (temporary, ()) = Temporary::beside(parent, path, |name| fs::create_dir(name)).map_err(wrap)?;
    for file in &bundle.files {
        let inside = inside(&temporary.path, &file.path)
            .ok_or_else(|| FileError::BadName { path: PathBuf::from(&file.path) })?;
        if let Some(folder) = inside.parent() {
            fs::create_dir_all(folder).map_err(wrap)?;
        }
        // Not forced to the disk one by one, which takes longer than all the rest: were the power cut in the next
        // seconds, the list in the folder would tell that it is not whole.
        new_file(&inside).and_then(|mut made| made.write_all(&file.bytes)).map_err(wrap)?;
    }
    Ok(temporary)
}

/// Puts the new folder where the old one is, and gives the old one under its temporary name.
/// The old one comes back where that fails.
fn exchange_folder(new: &Path, path: &Path, parent: &Path) -> io::Result<Option<Temporary>> {
    if !path.exists() {
        return fs::rename(new, path).map(|()| None);
    }
    let old = Temporary::free(parent, path)?;
    fs::rename(path, &old.path)?;
    if let Err(failed) = fs::rename(new, path) {
        return fs::rename(&old.path, path).and(Err(failed));
    }
    Ok(Some(old))
}

/// A name beside the target that goes away with this value, whatever stands there.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    /// Makes something beside the target. A name that is taken, as by a run that was killed, is passed over and stays.
    fn beside<T>(parent: &Path, path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(Self, T)> {
        let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..MAX_TAKEN {
            let name = fresh_name(parent, path);
            match make(&name) {
                Ok(there) => return Ok((Self { path: name }, there)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
                Err(error) => return Err(error),
            }
        }
        // Not as "exists": the target's own name is free.
        Err(io::Error::other(taken))
    }

    /// A name for something that is moved there.
    fn free(parent: &Path, path: &Path) -> io::Result<Self> {
        let look = |name: &Path| match fs::symlink_metadata(name) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => Ok(()),
        };
        Self::beside(parent, path, look).map(|(free, ())| free)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let gone = if self.path.is_dir() { fs::remove_dir_all(&self.path) } else { fs::remove_file(&self.path) };
        match gone {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                log::warn!("a temporary name could not be removed: {:?}", error.kind());
            }
            _ => {}
        }
    }
}

/// A hidden name beside `path` that this run has not used. Short, so that a long name stays within its limit.
fn fresh_name(parent: &Path, path: &Path) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    leftovers::run_began();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    parent.join(format!(".{}.{}-{count}{TEMPORARY_END}", start_of_name(path), std::process::id()))
}

/// What a temporary name has of the file's own.
fn start_of_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().chars().take(20).collect())
}

fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Gives a file its name only where nothing has that name, in one step where the file system can.
fn rename_to_new(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(temporary, path) {
        Ok(()) => Ok(()), // the temporary name goes away by itself
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if path.exists() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(temporary, path), // no hard links there, as on many memory sticks
    }
}

/// The folder that the target is in.
fn parent_of(path: &Path) -> Result<&Path, FileError> {
    if !matches!(path.components().next_back(), Some(Component::Normal(_))) {
        return Err(FileError::BadName { path: path.to_owned() });
    }
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if parent.is_dir() { Ok(parent) } else { Err(FileError::NoFolder { path: parent.to_owned() }) }
}

fn file_replaceable(path: &Path, existing: Existing) -> Result<(), FileError> {
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => Err(FileError::IsFolder { path: path.to_owned() }),
        Ok(_) if existing == Existing::Keep => Err(FileError::Exists { path: path.to_owned() }),
        _ => Ok(()),
    }
}

fn folder_replaceable(path: &Path, existing: Existing) -> Result<(), FileError> {
    let Ok(there) = fs::symlink_metadata(path) else { return Ok(()) };
    if !there.is_dir() {
        return Err(FileError::IsFile { path: path.to_owned() });
    }
    let wrap = |source| told(path, 0, source);
    let found = all_inside(path).map_err(wrap)?;
    if found.is_empty() {
        return Ok(());
    }
    if existing == Existing::Keep {
        return Err(FileError::Exists { path: path.to_owned() });
    }
    let listed = fs::read(path.join(MANIFEST)).ok().and_then(|bytes| Bundle::listed(&bytes)).unwrap_or_default();
    match found.into_iter().find(|name| !listed.contains(name)) {
        None => Ok(()),
        Some(found) => Err(FileError::NotOurs { path: path.to_owned(), found }),
    }
}

/// Everything but plain folders under a folder, as relative paths with `/`.
fn all_inside(root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![(root.to_owned(), String::new())];
    while let Some((folder, name)) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let inside = format!("{name}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                if fs::read_dir(entry.path())?.next().is_none() {
                    found.push(inside);
                } else {
                    open.push((entry.path(), format!("{inside}/")));
                }
            } else {
                found.push(inside);
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// A relative path of a bundle under a folder; `None` where it would lead out of it.
fn inside(folder: &Path, relative: &str) -> Option<PathBuf> {
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':']);
    let mut path = folder.to_owned();
    for part in relative.split('/') {
        if !plain(part) {
            return None;
        }
        path.push(OsString::from(part));
    }
    Some(path)
}

fn told(path: &Path, needed: usize, source: io::Error) -> FileError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::AlreadyExists => FileError::Exists { path },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::ResourceBusy => {
            FileError::NotAllowed { path }
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileError::Full { path, needed },
        io::ErrorKind::NotFound => {
            FileError::NoFolder { path: path.parent().map_or_else(|| path.clone(), Path::to_owned) }
        }
        io::ErrorKind::InvalidFilename => FileError::BadName { path },
        io::ErrorKind::IsADirectory => FileError::IsFolder { path },
        _ => FileError::Other { path, source },
    }
}

/// Makes a rename last through a power cut where the system lets a folder be synced; elsewhere it does by itself.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        if let Err(error) = synced {
            log::debug!("a folder could not be synced: {:?}", error.kind());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::bundle::BundleFile;
    use std::sync::Arc;

    fn bundle(names: &[&str]) -> Bundle {
        let manifest = serde_json::json!({
            "format": "rso-bundle",
            "files": names.iter().map(|name| serde_json::json!({"path": name})).collect::<Vec<_>>(),
        });
        let file = |path: &str, text: &str| BundleFile {
            path: path.to_owned(),
            bytes: Arc::new(text.as_bytes().to_vec()),
            resource: None,
        };
        let mut files: Vec<BundleFile> = names.iter().map(|name| file(name, name)).collect();
        files.push(file(MANIFEST, &manifest.to_string()));
        Bundle { files }
    }

    fn names_in(folder: &Path) -> Vec<String> {
        all_inside(folder).unwrap()
    }

    #[test]
    fn a_file_is_replaced_only_where_it_may_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        write_file(&path, b"one", Existing::Keep).unwrap();
        assert!(matches!(write_file(&path, b"two", Existing::Keep), Err(FileError::Exists { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_file(&path, b"two", Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names_in(folder.path()), ["a.pdf"], "no temporary name stays");
    }

    /// Another program of the same number was killed while it wrote, as after a restart of the computer.
    #[test]
    fn a_temporary_name_that_is_taken_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        let taken = std::cell::RefCell::new(Vec::new());
        let make = |name: &Path| {
            if taken.borrow().len() < 3 {
                new_file(name)?;
                taken.borrow_mut().push(name.to_owned());
            }
            new_file(name)
        };
        let (temporary, _) = Temporary::beside(folder.path(), &path, make).unwrap();
        assert!(taken.borrow().iter().all(|name| name.exists() && *name != temporary.path));
        drop(temporary);
        assert_eq!(names_in(folder.path()).len(), 3, "what is not ours stays");

        write_file(&path, b"one", Existing::Keep).unwrap();
        File::create(folder.path().join("mine.part")).unwrap();
        clear_temporary(folder.path());
        assert_eq!(names_in(folder.path()), ["a.pdf", "mine.part"]);
    }

    #[test]
    fn a_folder_of_ours_is_replaced_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pages");
        fs::create_dir(&path).unwrap();
        write_folder(&path, &bundle(&["START-HERE.html", "pages/01.html"]), Existing::Keep).unwrap();
        assert!(matches!(write_folder(&path, &bundle(&["x"]), Existing::Keep), Err(FileError::Exists { .. })));
        write_folder(&path, &bundle(&["START-HERE.html"]), Existing::Replace).unwrap();
        assert_eq!(names_in(&path), ["START-HERE.html", MANIFEST]);
        fs::create_dir(path.join("mine")).unwrap();
        match write_folder(&path, &bundle(&["y"]), Existing::Replace) {
            Err(FileError::NotOurs { found, .. }) => assert_eq!(found, "mine"),
            other => panic!("{other:?}"),
        }
        assert_eq!(names_in(&path), ["START-HERE.html", "mine", MANIFEST]);
        assert_eq!(names_in(folder.path()).len(), 3, "no temporary name stays");
    }

    #[test]
    fn a_foreign_folder_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("photos");
        fs::create_dir(&path).unwrap();
        fs::File::create(path.join("photo.jpg")).unwrap();
        let refused = write_folder(&path, &bundle(&["a"]), Existing::Replace);
        assert!(matches!(refused, Err(FileError::NotOurs { .. })), "{refused:?}");
        assert_eq!(names_in(folder.path()), ["photos/photo.jpg"]);
    }

    #[test]
    fn bad_places_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert!(matches!(write_file(&at("no/a.pdf"), b"", Existing::Replace), Err(FileError::NoFolder { .. })));
        assert!(matches!(write_file(folder.path(), b"", Existing::Replace), Err(FileError::IsFolder { .. })));
        assert!(matches!(write_file(Path::new(".."), b"", Existing::Replace), Err(FileError::BadName { .. })));
        write_file(&at("a"), b"", Existing::Keep).unwrap();
        assert!(matches!(write_folder(&at("a"), &bundle(&[]), Existing::Replace), Err(FileError::IsFile { .. })));
        let leads_out =
            Bundle { files: vec![BundleFile { path: "../b".to_owned(), bytes: Arc::default(), resource: None }] };
        assert!(matches!(write_folder(&at("c"), &leads_out, Existing::Keep), Err(FileError::BadName { .. })));
        assert_eq!(names_in(folder.path()), ["a"]);
        assert!(
            refusal(&at("a"), Format::Pdf, Existing::Keep).is_some()
                && refusal(&at("a"), Format::Pdf, Existing::Replace).is_none()
        );
    }
}
