//! The export job: looks before it works, makes each format, writes it whole, keeps a receipt.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::app::outgoing::{IfExists, Request, WantedFile};
use crate::app::{Existing, Failure, Finished, Outcome, Recipe};
use crate::catalogue::{CivilDate, ResourceId};
use crate::export::documents::ReadError;
use crate::export::receipt::{LeftOut, Receipt};
use crate::export::{
    self, Body, DocumentFault, ExportError, Exported, FontSet, Format, Sources, Steps as _, documents, name, pdf,
};
use crate::pack::Pack;

use super::data_dir::DataDir;
use super::enclosed::DocumentFolder;
use super::files::{self, FileError};
use super::fonts;
use super::jobs::JobCx;
use super::packs::TakeError;
use super::packs::store::Store;

/// The folder of what went out, in the data folder.
pub const RECEIPTS: &str = "receipts";
/// The page that opens a folder of web pages.
const START_PAGE: &str = "START-HERE.html";
/// Names that are tried beside one that is taken.
const MAX_NUMBER: u32 = 9_999;
/// Above so many that were not chosen only their number is noted.
const NAMED_MAX: usize = 500;

/// What the job knows of this computer.
#[derive(Clone)]
pub struct Surroundings {
    pub data: DataDir,
    /// Words that no output may hold, such as the user's name.
    pub private: Vec<String>,
}

/// Runs an export to its end.
pub fn run(request: &Request, around: &Surroundings, cx: &JobCx) {
    let id = request.id;
    let pack = request.recipe.build();
    let existing = in_the_way(request, &pack);
    if !existing.is_empty() {
        return cx.put(Outcome::Exists { id, existing });
    }
    let making = Making::new(request, pack, around);
    let mut receipts = Vec::new();
    for file in &request.files {
        let format = file.format;
        let steps = cx.telling(move |done, total, doing| Outcome::Progress {
            id,
            format,
            done,
            total,
            doing: doing.to_owned(),
        });
        match making.make(file, &steps) {
            Ok(finished) => {
                receipts.push(finished.receipt.clone());
                cx.put(Outcome::Exported { id, format, finished: Box::new(finished) });
            }
            Err(NotMade::Cancelled) => {
                log::info!("export cancelled");
                if !receipts.is_empty() {
                    cx.put(Outcome::ReceiptKept { id, kept: keep(&receipts, &making.pack, &around.data) });
                }
                return cx.put(Outcome::ExportCancelled { id });
            }
            Err(NotMade::Failed(failure)) => {
                log::error!("{}", failure.details);
                cx.put(Outcome::ExportFailed { id, format, failure });
            }
        }
    }
    if !receipts.is_empty() {
        cx.put(Outcome::ReceiptKept { id, kept: keep(&receipts, &making.pack, &around.data) });
    }
    cx.put(Outcome::ExportEnded { id });
}

/// Makes a PDF in the data folder and opens it in the system's reader. Documents stay where they are.
pub fn print(recipe: &Recipe, data: &DataDir, cx: &JobCx) -> Result<(), Failure> {
    let pack = recipe.build();
    let fonts = fonts_for(&pack, [Format::Pdf]);
    let exported = pdf::export(&pack, &fonts, cx).map_err(|err| export_failure(&err))?;
    let folder = data.folder("print").map_err(|err| io_failure("The PDF could not be made.", "print folder", &err))?;
    let name = name::proposed(&pack.title, Format::Pdf);
    open(&write_print(&folder, name, &exported.body).map_err(|err| file_failure(&err))?)
}

/// Takes the place of an earlier print of that name, or a fresh name where a reader holds it open.
fn write_print(folder: &Path, name: String, body: &Body) -> Result<PathBuf, FileError> {
    let path = folder.join(&name);
    if files::write_body(&path, body, None, files::Existing::Replace).is_ok() {
        return Ok(path);
    }
    let file = WantedFile { format: Format::Pdf, name, if_exists: IfExists::KeepBoth };
    let mut last = FileError::Exists { path };
    for name in names(folder, &file) {
        let path = folder.join(name);
        match files::write_body(&path, body, None, files::Existing::Keep) {
            Ok(()) => return Ok(path),
            Err(err) if is_taken(&err) => last = err,
            Err(err) => return Err(err),
        }
    }
    Err(last)
}

/// Opens a file with the program that the system has for it.
pub fn open(path: &Path) -> Result<(), Failure> {
    if !path.exists() {
        return Err(Failure {
            words: "The file is no longer there. It was moved, renamed or deleted.".to_owned(),
            details: "open: not found".to_owned(),
        });
    }
    opener::open(path).map_err(|err| Failure {
        words: "No program opened the file. Use “Show in folder” and open it from there.".to_owned(),
        details: format!("open: {}", opener_kind(&err)),
    })
}

/// Shows a file in the system's file manager.
pub fn show_in_folder(path: &Path) -> Result<(), Failure> {
    opener::reveal(path).or_else(|_| opener::open(path.parent().unwrap_or(path))).map_err(|err| Failure {
        words: "No file manager opened the folder.".to_owned(),
        details: format!("show in folder: {}", opener_kind(&err)),
    })
}

/// The kind alone: the words of the error hold names of files.
fn opener_kind(err: &opener::OpenError) -> String {
    match err {
        opener::OpenError::Io(err) => err.kind().to_string(),
        opener::OpenError::Spawn { source, .. } => format!("not started, {}", source.kind()),
        opener::OpenError::ExitStatus { status, .. } => format!("ended with {status}"),
        _ => "failed".to_owned(),
    }
}

/// The fonts of this system for what no embedded font has. Only paper needs them: web pages are shown by a browser.
pub fn fonts_for(pack: &Pack, formats: impl IntoIterator<Item = Format>) -> FontSet {
    if !formats.into_iter().any(|format| format == Format::Pdf) {
        return FontSet::default();
    }
    let uncovered = pdf::uncovered(pack);
    if uncovered.is_empty() { FontSet::default() } else { fonts::covering(&uncovered) }
}

enum NotMade {
    Cancelled,
    Failed(Failure),
}

impl From<FileError> for NotMade {
    fn from(err: FileError) -> Self {
        Self::Failed(file_failure(&err))
    }
}

/// What every format of a run is made from.
struct Making<'a> {
    request: &'a Request,
    pack: Pack,
    fonts: FontSet,
    left_out: Vec<LeftOut>,
    notes: Vec<String>,
    files: DocumentFolder,
    around: &'a Surroundings,
}

impl<'a> Making<'a> {
    fn new(request: &'a Request, pack: Pack, around: &'a Surroundings) -> Self {
        let fonts = fonts_for(&pack, request.files.iter().map(|file| file.format));
        let (left_out, notes) = left_out(&request.recipe);
        let files = DocumentFolder::new(Store::new(around.data.clone()).files(&request.pack));
        Self { request, pack, fonts, left_out, notes, files, around }
    }

    fn make(&self, file: &WantedFile, steps: &JobCx) -> Result<Finished, NotMade> {
        let folder = &self.request.folder;
        let existing = match file.if_exists {
            IfExists::Replace => files::Existing::Replace,
            IfExists::Ask | IfExists::KeepBoth => files::Existing::Keep,
        };
        let mut last = FileError::Exists { path: folder.join(&file.name) };
        for name in names(folder, file) {
            // The page links into the folder that is called after it, so each name needs a page of its own.
            let exported = self.exported(file.format, &name, steps)?;
            let path = folder.join(&name);
            let write = || files::write_body(&path, &exported.body, exported.beside.as_ref(), existing);
            match steps.write(write).map_err(|_| NotMade::Cancelled)? {
                Ok(()) => return Ok(self.finished(file.format, path, name, &exported)),
                Err(err) if file.if_exists == IfExists::KeepBoth && is_taken(&err) => last = err,
                Err(err) => return Err(err.into()),
            }
        }
        Err(last.into())
    }

    fn exported(&self, format: Format, name: &str, steps: &JobCx) -> Result<Exported, NotMade> {
        steps.step(0, 1, "").map_err(|_| NotMade::Cancelled)?;
        let sources = Sources { fonts: &self.fonts, files: &self.files, name };
        export::export_with(&self.pack, format, &sources, steps).map_err(|err| match err {
            ExportError::Cancelled(_) => NotMade::Cancelled,
            err => NotMade::Failed(export_failure(&err)),
        })
    }

    fn finished(&self, format: Format, path: PathBuf, name: String, exported: &Exported) -> Finished {
        let mut receipt = Receipt::new(&self.pack, format, &name, exported, &self.around.private);
        receipt.left_out.clone_from(&self.left_out);
        receipt.record.clone_from(&self.request.record);
        receipt.notes.extend(self.notes.iter().cloned());
        let bytes = receipt.files.iter().map(|file| file.bytes as u64).sum();
        let path = if format == Format::HtmlFolder { path.join(START_PAGE) } else { path };
        Finished { path, name, bytes, receipt }
    }
}

/// The names to try: the one that was asked for, or all that are free, beginning with it: "Toolbox (2).pdf".
fn names(folder: &Path, file: &WantedFile) -> Box<dyn Iterator<Item = String>> {
    let name = file.name.clone();
    if file.if_exists != IfExists::KeepBoth {
        return Box::new(std::iter::once(name));
    }
    let (folder, format) = (folder.to_owned(), file.format);
    let all = std::iter::once(name.clone()).chain((2..=MAX_NUMBER).map(move |number| numbered(&name, number)));
    Box::new(all.filter(move |name| {
        !files::refusal(&folder.join(name), format, files::Existing::Keep).is_some_and(|err| is_taken(&err))
    }))
}

fn is_taken(err: &FileError) -> bool {
    matches!(
        err,
        FileError::Exists { .. } | FileError::NotOurs { .. } | FileError::IsFolder { .. } | FileError::IsFile { .. }
    )
}

fn numbered(name: &str, number: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if matches!(ending, "pdf" | "zip" | "html") => format!("{stem} ({number}).{ending}"),
        _ => format!("{name} ({number})"),
    }
}

/// What of the catalogue was not chosen; of a large one only how many.
fn left_out(recipe: &Recipe) -> (Vec<LeftOut>, Vec<String>) {
    let chosen: BTreeSet<&ResourceId> = recipe.contents.items().map(|item| &item.id).collect();
    let rest = || recipe.catalogue.resources.iter().filter(|resource| !chosen.contains(&resource.id));
    let count = rest().count();
    if count > NAMED_MAX {
        return (Vec::new(), vec![format!("{count} other resources of the catalogue were not chosen.")]);
    }
    let left = rest().map(|resource| LeftOut {
        id: resource.id.to_string(),
        title: resource.title.clone(),
        reason: "Not chosen".to_owned(),
    });
    (left.collect(), Vec::new())
}

/// What stands where files and folders of documents should go, and was not asked about yet.
fn in_the_way(request: &Request, pack: &Pack) -> Vec<Existing> {
    let documents = documents::names(pack);
    let existing = |format: Format, path: &Path, taken: &dyn Fn(files::Existing) -> Option<FileError>| {
        taken(files::Existing::Keep).filter(is_taken)?;
        Some(Existing {
            format,
            name: path.file_name()?.to_string_lossy().into_owned(),
            saved_on: path.metadata().and_then(|metadata| metadata.modified()).ok().and_then(day_of),
            replaceable: taken(files::Existing::Replace).is_none(),
        })
    };
    let of_file = |file: &WantedFile| {
        let path = request.folder.join(&file.name);
        let folder = files::documents_folder(&path);
        let at_file = existing(file.format, &path, &|how| files::refusal(&path, file.format, how));
        let at_folder = if documents.is_empty() || !file.format.has_documents_beside() {
            None
        } else {
            existing(file.format, &folder, &|how| files::documents_refusal(&path, &documents, how))
        };
        // One question for both; what may not be replaced is told first.
        match (at_file, at_folder) {
            (Some(file), Some(folder)) => Some(if folder.replaceable { file } else { folder }),
            (file, folder) => file.or(folder),
        }
    };
    let asked = request.files.iter().filter(|file| file.if_exists == IfExists::Ask);
    asked.filter_map(of_file).collect()
}

/// The day of a time, where this computer stands.
fn day_of(time: SystemTime) -> Option<CivilDate> {
    let day = jiff::ZonedDateTime::try_from(time).ok()?.date();
    let part = |value: i8| u8::try_from(value).ok();
    CivilDate::new(u16::try_from(day.year()).ok()?, part(day.month())?, part(day.day())?)
}

/// Writes the receipts of a run into the data folder: for people, and beside it for programs. Returns the one for people.
pub fn keep(receipts: &[Receipt], pack: &Pack, data: &DataDir) -> Result<PathBuf, Failure> {
    let lost = |err: &std::io::Error| io_failure("What went out could not be noted.", "receipts folder", err);
    let folder = data.folder(RECEIPTS).map_err(|err| lost(&err))?;
    let stem = format!("{} {}", pack.date, name::safe(&pack.title));
    let text = receipts.iter().map(Receipt::to_text).collect::<Vec<_>>().join("\n\n");
    let records: Vec<_> = receipts.iter().map(Receipt::to_json).collect();
    let json = serde_json::json!({ "version": 1, "receipts": records });
    for number in 1..=MAX_NUMBER {
        let stem = if number == 1 { stem.clone() } else { format!("{stem} ({number})") };
        let path = folder.join(format!("{stem}.txt"));
        match files::write_file(&path, text.as_bytes(), files::Existing::Keep) {
            Ok(()) => {
                let json_path = folder.join(format!("{stem}.json"));
                return files::write_file(&json_path, format!("{json:#}\n").as_bytes(), files::Existing::Replace)
                    .map(|()| path)
                    .map_err(|err| file_failure(&err));
            }
            Err(err) if is_taken(&err) => {}
            Err(err) => return Err(file_failure(&err)),
        }
    }
    Err(Failure {
        words: "What went out could not be noted: there are too many receipts of this name.".to_owned(),
        details: "receipt: no free name".to_owned(),
    })
}

fn export_failure(err: &ExportError) -> Failure {
    let details = match err {
        // The words name an entry, which the log must not.
        ExportError::Document { entry, fault } => {
            return Failure {
                words: format!(
                    "The document of “{entry}” cannot go out: {fault}. Nothing was written. {}.",
                    fault.remedy()
                ),
                details: format!("document: {}", document_kind(fault)),
            };
        }
        ExportError::Layout { details } | ExportError::Archive { details } => format!("{err}: {details}"),
        ExportError::Cancelled(_) => err.to_string(),
    };
    Failure { words: "Export stopped because of a fault in the program. Your pack is safe.".to_owned(), details }
}

/// The kind of a fault without what a person typed.
fn document_kind(fault: &DocumentFault) -> &'static str {
    match fault {
        DocumentFault::Read(ReadError::Missing) => "missing",
        DocumentFault::Read(ReadError::Unreadable(_)) => "not readable",
        DocumentFault::Changed => "changed",
        DocumentFault::Program(_) => "may run a program",
    }
}

fn file_failure(err: &FileError) -> Failure {
    let what = match err {
        FileError::Full { .. } => "The disk is full. Nothing was written.",
        FileError::NoFolder { .. } => "The folder is not there. Nothing was written.",
        FileError::NotAllowed { .. } => "The file may not be written there.",
        _ => "The file could not be written.",
    };
    Failure { words: format!("{what} {}.", err.remedy()), details: format!("write: {}", file_kind(err)) }
}

/// What is said of a document that was not taken into a pack. Its name is for the window; the log has the kind.
pub fn not_enclosed(error: &TakeError, path: &Path) -> Failure {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let why = match error {
        TakeError::File(error) => format!("{error}. {}", error.remedy()),
        other => other.to_string(),
    };
    let failure = Failure {
        words: format!("“{name}” was not enclosed: {why}."),
        details: format!("enclose: {}", error.kind()),
    };
    ::log::warn!("{}", failure.details);
    failure
}

/// The kind of an error without the name of a file.
pub fn file_kind(err: &FileError) -> String {
    match err {
        FileError::Exists { .. } => "exists".to_owned(),
        FileError::IsFolder { .. } => "is a folder".to_owned(),
        FileError::IsFile { .. } => "is a file".to_owned(),
        FileError::NotOurs { .. } => "folder holds other things".to_owned(),
        FileError::NoFolder { .. } => "no such folder".to_owned(),
        FileError::NotAllowed { .. } => "not allowed".to_owned(),
        FileError::Full { .. } => "disk full".to_owned(),
        FileError::BadName { .. } => "bad name".to_owned(),
        FileError::Other { source, .. } => source.kind().to_string(),
    }
}

fn io_failure(words: &str, what: &str, err: &std::io::Error) -> Failure {
    Failure {
        words: format!("{words} Look whether the data folder can be written."),
        details: format!("{what}: {}", err.kind()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder in the way stands for a file that a reader locks: neither can be replaced.
    #[test]
    fn a_print_that_a_reader_holds_open_gets_a_fresh_name() {
        let folder = tempfile::tempdir().unwrap();
        let print = || write_print(folder.path(), "Toolbox.pdf".to_owned(), &Body::File(vec![1])).unwrap();
        assert_eq!(print(), folder.path().join("Toolbox.pdf"));
        assert_eq!(print(), folder.path().join("Toolbox.pdf"));
        std::fs::remove_file(print()).unwrap();
        std::fs::create_dir(folder.path().join("Toolbox.pdf")).unwrap();
        assert_eq!(print(), folder.path().join("Toolbox (2).pdf"));
    }
}
