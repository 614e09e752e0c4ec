//! A folder of files in memory, the list of what is in it, and its zip.
//!
//! A bundle names every file that it holds, with size and hash, so that whoever gets it can tell whether it is whole,
//! and so that a later export replaces only what an earlier one wrote.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::ExportError;
use super::documents::Document;
use crate::pack::{CivilDate, ResourceId};

/// The file that lists the others.
pub const MANIFEST: &str = "rso-bundle.json";

/// What [`MANIFEST`] calls itself.
const MANIFEST_FORMAT: &str = "rso-bundle";

/// Relative paths with `/`, each once, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    pub files: Vec<BundleFile>,
}

/// One file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleFile {
    pub path: String,
    /// Shared: a document may be large, and goes into several formats.
    pub bytes: Arc<Vec<u8>>,
    /// The resource whose document it is; `None` for what this program made.
    pub resource: Option<ResourceId>,
}

impl Bundle {
    /// Adds a file at the end.
    pub(crate) fn push(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.push(BundleFile { path: path.into(), bytes: Arc::new(bytes.into()), resource: None });
    }

    /// Adds documents at the end, each as it was enclosed; `folder` is empty or ends with `/`.
    pub(crate) fn push_documents(&mut self, folder: &str, documents: &[Document]) {
        self.files.extend(documents.iter().map(|document| BundleFile {
            path: [folder, &document.name].concat(),
            bytes: Arc::clone(&document.bytes),
            resource: Some(document.id.clone()),
        }));
    }

    /// Adds the list of all files so far, with their sizes and hashes.
    pub(crate) fn push_manifest(&mut self, date: CivilDate) {
        let files: Vec<Value> = self.files.iter().map(BundleFile::record).collect();
        let manifest = json!({
            "format": MANIFEST_FORMAT,
            "version": 1,
            "date": date.to_string(),
            "start": self.files.first().map(|file| file.path.as_str()),
            "files": files,
        });
        self.push(MANIFEST, format!("{manifest:#}\n"));
    }

    /// The paths that a [`MANIFEST`] lists, itself included; `None` where the bytes are no such list.
    pub fn listed(manifest: &[u8]) -> Option<Vec<String>> {
        let value: Value = serde_json::from_slice(manifest).ok()?;
        if value.get("format")?.as_str()? != MANIFEST_FORMAT {
            return None;
        }
        let files = value.get("files")?.as_array()?.iter();
        let mut paths: Vec<String> =
            files.map(|file| Some(file.get("path")?.as_str()?.to_owned())).collect::<Option<_>>()?;
        paths.push(MANIFEST.to_owned());
        Some(paths)
    }

    /// The files as a zip, in their order, dated at the start of the given day.
    pub fn to_zip(&self, date: CivilDate) -> Result<Vec<u8>, ExportError> {
        self.try_zip(date).map_err(|error| ExportError::Archive { details: error.to_string() })
    }

    fn try_zip(&self, date: CivilDate) -> zip::result::ZipResult<Vec<u8>> {
        // A zip cannot say a day before 1980 or after 2107; the format's own first day stands for those.
        let day =
            DateTime::from_date_and_time(date.year(), date.month(), date.day(), 0, 0, 0).unwrap_or(DateTime::DEFAULT);
        let options = entry_options(day);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for file in &self.files {
            // A document is packed already, as PDFs are.
            let method = if file.resource.is_some() { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            zip.start_file(file.path.as_str(), options.compression_method(method))?;
            zip.write_all(&file.bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

/// How a file stands in a zip of ours: with that time, and alike whatever system writes it.
pub fn entry_options(moment: DateTime) -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(moment).unix_permissions(0o644).system(System::Unix)
}

impl BundleFile {
    /// How [`MANIFEST`] names it.
    fn record(&self) -> Value {
        let mut record = json!({ "path": self.path, "bytes": self.bytes.len(), "sha256": sha256_hex(&self.bytes) });
        if let (Some(object), Some(id)) = (record.as_object_mut(), &self.resource) {
            object.insert("document_of".to_owned(), json!(id.as_str()));
        }
        record
    }
}

/// The SHA-256 of bytes, in small hexadecimal letters.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let halves = Sha256::digest(bytes).into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.filter_map(|half| char::from_digit(u32::from(half), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> CivilDate {
        CivilDate::new(2026, 11, 24).unwrap()
    }

    fn bundle() -> Bundle {
        let mut bundle = Bundle::default();
        bundle.push("START-HERE.html", "first");
        bundle.push("assets/b.css", "second");
        bundle.push_manifest(day());
        bundle
    }

    #[test]
    fn the_list_names_every_file_with_size_and_hash() {
        let bundle = bundle();
        let last = bundle.files.last().unwrap();
        let value: Value = serde_json::from_slice(&last.bytes).unwrap();
        assert_eq!(value["files"][0]["bytes"], 5);
        assert_eq!(
            value["files"][0]["sha256"],
            "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e" // `printf first | sha256sum`
        );
        let paths: Vec<String> = bundle.files.iter().map(|file| file.path.clone()).collect();
        assert_eq!(Bundle::listed(&last.bytes), Some(paths));
    }

    #[test]
    fn other_files_are_no_list() {
        for text in ["", "{}", "[]", r#"{"format":"other","files":[]}"#, r#"{"format":"rso-bundle","files":[{}]}"#] {
            assert_eq!(Bundle::listed(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_zip_keeps_order_and_day_and_is_the_same_twice() {
        let bytes = bundle().to_zip(day()).unwrap();
        assert_eq!(bytes, bundle().to_zip(day()).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> =
            (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned()).collect();
        assert_eq!(names, ["START-HERE.html", "assets/b.css", MANIFEST]);
        let time = zip.by_index(0).unwrap().last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (2026, 11, 24, 0));
    }

    #[test]
    fn a_day_that_no_zip_can_say_is_no_failure() {
        assert!(bundle().to_zip(CivilDate::new(1900, 1, 1).unwrap()).is_ok());
    }
}
