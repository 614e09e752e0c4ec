//! A `.rsopack` in memory: a zip whose first entry names its type, then `pack.json`, then the documents and the logo.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write as _};

use zip::read::ZipFile;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::app::pack_file::{PackFile, PackFileError};
use crate::export::bundle::entry_options;
use crate::pack::contents::Sha256;

/// What the first entry says.
pub const MEDIA_TYPE: &str = "application/vnd.rso-toolbox.pack+zip";
/// The most bytes of one document.
pub const MAX_DOCUMENT: u64 = 200_000_000;
/// The most bytes of all documents of a pack, and of the file itself.
pub const MAX_WHOLE: u64 = 600_000_000;
/// The most bytes of `pack.json`.
const MAX_LIST: u64 = 10_000_000;
/// The most entries.
const MAX_ENTRIES: usize = 3_000;
/// Nothing of an office shrinks to less than this part, once it is larger than [`FREE_OF_RATIO`].
const MAX_RATIO: u64 = 300;
const FREE_OF_RATIO: u64 = 1_000_000;

/// The logo of the office that wrote the file last, as a PNG, for whoever looks into it without the program. Outputs have
/// that of the office that makes them.
pub const LOGO: &str = "logo.png";
const TYPE_NAME: &str = "mimetype";
const LIST_NAME: &str = "pack.json";
const DOCUMENTS: &str = "files/";

/// A pack with its documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Container {
    pub file: PackFile,
    pub documents: BTreeMap<Sha256, Vec<u8>>,
    /// The [`LOGO`], and entries that this version does not know; they are kept.
    pub others: BTreeMap<String, Vec<u8>>,
}

/// Why bytes are no pack, or a pack is no bytes.
#[derive(Debug, thiserror::Error)]
pub enum ContainerError {
    #[error("it is not a pack of this program")]
    NotAPack,
    #[error("the file ends in the middle, or was damaged on its way")]
    Damaged,
    #[error("the file is damaged: {0}")]
    List(#[from] PackFileError),
    #[error("the file is damaged: the document “{name}” is missing or not as it was")]
    Document { name: String },
    #[error("the file holds an entry that no pack has: “{name}”")]
    BadEntry { name: String },
    #[error("the file holds more than {MAX_ENTRIES} entries")]
    TooMany,
    #[error("the pack is too large: {name} goes beyond {} MB", limit / 1_000_000)]
    TooLarge { name: String, limit: u64 },
    #[error("“{name}” in it is packed so tightly that it may be made to fill a computer’s memory; it was not unpacked")]
    Packed { name: String },
}

impl Container {
    /// The bytes of the file; the same pack gives the same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ContainerError> {
        self.try_bytes().map_err(|_zip| ContainerError::Damaged)
    }

    fn try_bytes(&self) -> Result<Vec<u8>, ZipError> {
        let plain = entry_options(DateTime::DEFAULT).compression_method(CompressionMethod::Stored);
        let packed = plain.compression_method(CompressionMethod::Deflated);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, bytes: &[u8], options: SimpleFileOptions| -> Result<(), ZipError> {
            zip.start_file(name, options)?;
            zip.write_all(bytes)?;
            Ok(())
        };
        put(TYPE_NAME, MEDIA_TYPE.as_bytes(), plain)?;
        put(LIST_NAME, self.file.to_text().as_bytes(), packed)?;
        for (sum, bytes) in &self.documents {
            // Documents are packed already, as PDFs are; stored, none of them can look like a trap.
            put(&format!("{DOCUMENTS}{}", sum.as_str()), bytes, plain)?;
        }
        for (name, bytes) in &self.others {
            put(name, bytes, plain)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    /// Reads the bytes of a file. Whatever they are, nothing is written and nothing runs.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ContainerError> {
        if !bytes.starts_with(b"PK") {
            return Err(ContainerError::NotAPack);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_zip| ContainerError::Damaged)?;
        let mut entries = entries(&mut zip, bytes)?;
        if entries.remove(TYPE_NAME).as_deref() != Some(MEDIA_TYPE.as_bytes()) {
            return Err(ContainerError::NotAPack);
        }
        let list = entries.remove(LIST_NAME).ok_or(ContainerError::Damaged)?;
        let list = String::from_utf8(list).map_err(|_text| ContainerError::Damaged)?;
        let file = PackFile::from_text(&list)?;
        let (mut documents, mut others) = (BTreeMap::new(), BTreeMap::new());
        for (name, bytes) in entries {
            let Some(sum) = name.strip_prefix(DOCUMENTS) else {
                others.insert(name, bytes);
                continue;
            };
            let sum = Sha256::parse(sum).ok_or_else(|| ContainerError::BadEntry { name: name.clone() })?;
            if Sha256::of(&bytes) != sum {
                return Err(ContainerError::Document { name: name_of(&file, &sum).unwrap_or(name) });
            }
            documents.insert(sum, bytes);
        }
        let lacking = file
            .documents()
            .find(|document| documents.get(&document.sha256).is_none_or(|bytes| bytes.len() as u64 != document.bytes));
        if let Some(lacking) = lacking {
            return Err(ContainerError::Document { name: lacking.name.clone() });
        }
        Ok(Self { file, documents, others })
    }

    /// Whether it holds entries that this version does not know.
    pub fn has_unknown(&self) -> bool {
        self.others.keys().any(|name| name != LOGO)
    }

    /// Leaves out documents that no item needs, unless an entry of a later version may need them.
    pub fn tidy(&mut self) {
        if !self.has_unknown() && !self.file.is_newer() {
            let needed: BTreeSet<&Sha256> = self.file.documents().map(|document| &document.sha256).collect();
            self.documents.retain(|sum, _| needed.contains(sum));
        }
    }
}

fn name_of(file: &PackFile, sum: &Sha256) -> Option<String> {
    file.documents().find(|document| document.sha256 == *sum).map(|document| document.name.clone())
}

/// Everything in the zip by its name, within the limits.
fn entries(zip: &mut ZipArchive<Cursor<&[u8]>>, bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, ContainerError> {
    if zip.len() > MAX_ENTRIES {
        return Err(ContainerError::TooMany);
    }
    // The reader keeps one of two entries of the same name; the zip's own count tells that there were two.
    if counted(bytes).is_some_and(|count| count != zip.len()) {
        return Err(ContainerError::Damaged);
    }
    let (mut entries, mut folded, mut whole) = (BTreeMap::new(), BTreeSet::new(), 0);
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).map_err(|_zip| ContainerError::Damaged)?;
        let name = entry.name().map_err(|_zip| ContainerError::Damaged)?.into_owned();
        if !is_plain(&name) || !folded.insert(name.to_lowercase()) {
            return Err(ContainerError::BadEntry { name });
        }
        let limit = if name == LIST_NAME { MAX_LIST } else { MAX_DOCUMENT };
        let content = match within(&mut entry, limit) {
            Ok(content) => content,
            Err(NotRead::TooLarge) => return Err(ContainerError::TooLarge { name, limit }),
            Err(NotRead::Packed) => return Err(ContainerError::Packed { name }),
            Err(NotRead::Broken) => return Err(ContainerError::Damaged),
        };
        whole += content.len() as u64;
        if whole > MAX_WHOLE {
            return Err(ContainerError::TooLarge { name: "the whole of it".to_owned(), limit: MAX_WHOLE });
        }
        entries.insert(name, content);
    }
    Ok(entries)
}

/// Why an entry of a zip was not read.
pub(crate) enum NotRead {
    TooLarge,
    /// It would unpack to far more than it is packed in.
    Packed,
    Broken,
}

/// The bytes of an entry, within the limits.
pub(crate) fn within(entry: &mut ZipFile<'_, impl Read>, limit: u64) -> Result<Vec<u8>, NotRead> {
    let packed = entry.compressed_size().max(1);
    let refused = |size: u64| {
        let is_trap = size > FREE_OF_RATIO && size / packed > MAX_RATIO;
        if is_trap { Some(NotRead::Packed) } else { (size > limit).then_some(NotRead::TooLarge) }
    };
    if let Some(refused) = refused(entry.size()) {
        return Err(refused);
    }
    let mut content = Vec::new();
    // The size that the zip states may be a lie.
    entry.by_ref().take(limit + 1).read_to_end(&mut content).map_err(|_io| NotRead::Broken)?;
    match refused(content.len() as u64) {
        Some(refused) => Err(refused),
        None => Ok(content),
    }
}

/// A relative name that leads nowhere else on any system.
fn is_plain(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.contains(['\\', ':'])
            && !part.contains(char::is_control)
    };
    name.len() <= 200 && name.split('/').all(plain)
}

/// How many entries the zip says it has.
pub(crate) fn counted(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let low = *bytes.get(at + 10)?;
    let high = *bytes.get(at + 11)?;
    Some(usize::from(u16::from_le_bytes([low, high])))
}
