//! "What went out": what an export made, told after it was made.
//!
//! A receipt says only what was measured in the run that it belongs to.
//! It is plain data with two forms: text for people, JSON for programs.

use serde_json::{Value, json};

use super::{Body, Bundle, Document, Exported, Format, documents, name};
use crate::export::bundle::sha256_hex;
use crate::pack::{Availability, Entry, Pack, words};

/// What went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub title: String,
    pub prepared_for: Option<String>,
    /// "Issued by the office", whole; empty where nobody has been asked yet.
    pub issuer: String,
    /// The pack's date, long.
    pub date: String,
    pub format: Format,
    pub files: Vec<FileRecord>,
    /// Pages of paper, where the format has them.
    pub pages: Option<u32>,
    pub items: Vec<ItemRecord>,
    /// The documents that are enclosed.
    pub documents: Vec<DocumentRecord>,
    /// The resources whose documents are not, where others are; else the statements say it of all.
    pub not_enclosed: Vec<ItemRecord>,
    pub left_out: Vec<LeftOut>,
    pub warnings: Vec<String>,
    /// What to know before handing it out: what is on request, what is missing beside it.
    pub notes: Vec<String>,
    /// The sentences that the output says of itself.
    pub statements: Vec<String>,
    /// That the contact block is not confirmed; empty where it is.
    pub contact_note: String,
    pub measured: Vec<Measured>,
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    pub path: String,
    pub bytes: usize,
    /// In small hexadecimal digits.
    pub sha256: String,
}

/// A resource that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRecord {
    pub id: String,
    pub title: String,
}

/// A document that went with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRecord {
    /// The resource's.
    pub id: String,
    pub title: String,
    /// In a zip the path inside it.
    pub path: String,
    pub bytes: usize,
    pub sha256: String,
}

/// A resource that is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub id: String,
    pub title: String,
    pub reason: String,
}

/// Something that was looked at in this run. Only what held gets a tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    pub words: String,
    pub held: bool,
}

impl Receipt {
    /// The receipt of a pack that became `exported`, to be kept at `path`.
    ///
    /// `private` are words of this computer that no output may hold, such as the user's name.
    pub fn new(pack: &Pack, format: Format, path: &str, exported: &Exported, private: &[String]) -> Self {
        let said = &pack.statements;
        Self {
            title: pack.title.clone(),
            prepared_for: pack.prepared_for.clone(),
            issuer: format!("{} {}", pack.issuer.label, pack.issuer.line).trim().to_owned(),
            date: pack.date.long(),
            format,
            files: files(path, exported),
            pages: exported.pages,
            items: pack.entries().map(item).collect(),
            documents: document_records(path, format, exported),
            not_enclosed: not_enclosed(pack),
            left_out: Vec::new(),
            warnings: exported.warnings.clone(),
            notes: notes(pack),
            statements: vec![format!("{} {}", said.describes, said.enclosed), said.age.clone()],
            contact_note: pack.contact.note.clone(),
            measured: vec![addresses(pack), privacy(pack, private)],
        }
    }

    /// The form that `export --json` prints.
    pub fn to_json(&self) -> Value {
        let files = self.files.iter().map(|it| json!({"path": it.path, "bytes": it.bytes, "sha256": it.sha256}));
        let items = self.items.iter().map(|it| json!({"id": it.id, "title": it.title}));
        let documents = self
            .documents
            .iter()
            .map(|it| json!({"id": it.id, "title": it.title, "path": it.path, "bytes": it.bytes, "sha256": it.sha256}));
        let lacking = self.not_enclosed.iter().map(|it| json!({"id": it.id, "title": it.title}));
        let left = self.left_out.iter().map(|it| json!({"id": it.id, "title": it.title, "reason": it.reason}));
        let measured = self.measured.iter().map(|it| json!({"words": it.words, "held": it.held}));
        json!({
            "title": self.title,
            "prepared_for": self.prepared_for,
            "issued_by": self.issuer,
            "date": self.date,
            "format": self.format.code(),
            "pages": self.pages,
            "files": files.collect::<Vec<_>>(),
            "items": items.collect::<Vec<_>>(),
            "documents": documents.collect::<Vec<_>>(),
            "not_enclosed": lacking.collect::<Vec<_>>(),
            "left_out": left.collect::<Vec<_>>(),
            "warnings": self.warnings,
            "notes": self.notes,
            "statements": self.statements,
            "contact": self.contact_note,
            "measured": measured.collect::<Vec<_>>(),
        })
    }

    /// The form for people.
    pub fn to_text(&self) -> String {
        let mut text = Lines::default();
        text.line("What went out");
        text.line("");
        text.line(&self.title);
        if let Some(reader) = &self.prepared_for {
            text.line(&format!("Prepared for {reader}"));
        }
        if !self.issuer.is_empty() {
            text.line(&self.issuer);
        }
        text.line(&self.date);
        for sentence in &self.statements {
            text.line(sentence);
        }
        text.part(match self.files.len() {
            1 => "File",
            _ => "Files",
        });
        for file in &self.files {
            text.line(&format!("  {}", file.path));
            text.line(&format!("    {} bytes, SHA-256 {}", file.bytes, file.sha256));
        }
        if let Some(pages) = self.pages {
            text.line(&match pages {
                1 => "  1 page".to_owned(),
                _ => format!("  {pages} pages"),
            });
        }
        text.part(&words::capital_first(&words::resources(self.items.len())));
        for (place, item) in self.items.iter().enumerate() {
            text.line(&format!("  {}. {} ({})", place + 1, item.title, item.id));
        }
        self.documents_text(&mut text);
        self.left_out_text(&mut text);
        for (heading, sentences) in [("Warnings", &self.warnings), ("Notes", &self.notes)] {
            if !sentences.is_empty() {
                text.part(heading);
            }
            for sentence in sentences {
                text.line(&format!("  {sentence}"));
            }
        }
        text.part("Looked at in this run");
        for measured in &self.measured {
            text.line(&format!("  {} {}", if measured.held { "✓" } else { "–" }, measured.words));
        }
        if !self.contact_note.is_empty() {
            text.line(&format!("  – {}", self.contact_note));
        }
        text.0
    }

    /// Which documents went out, each with what tells whether it is whole, and which did not.
    fn documents_text(&self, text: &mut Lines) {
        if self.documents.is_empty() {
            return;
        }
        text.part(&format!("Enclosed: {}", words::documents(self.documents.len())));
        for document in &self.documents {
            text.line(&format!("  {} ({})", document.title, document.id));
            text.line(&format!("    {}", document.path));
            text.line(&format!("    {} bytes, SHA-256 {}", document.bytes, document.sha256));
        }
        if !self.not_enclosed.is_empty() {
            text.part(&format!("Not enclosed: {}", words::documents(self.not_enclosed.len())));
        }
        for item in &self.not_enclosed {
            text.line(&format!("  {} ({})", item.title, item.id));
        }
    }

    /// One line for each reason, and the titles under it.
    fn left_out_text(&self, text: &mut Lines) {
        if self.left_out.is_empty() {
            return;
        }
        text.part(&format!("Left out: {}", words::resources(self.left_out.len())));
        let mut reasons: Vec<&str> = Vec::new();
        for left in &self.left_out {
            if !reasons.contains(&left.reason.as_str()) {
                reasons.push(&left.reason);
            }
        }
        for reason in reasons {
            text.line(&format!("  {reason}"));
            for left in self.left_out.iter().filter(|left| left.reason == reason) {
                text.line(&format!("    {} ({})", left.title, left.id));
            }
        }
    }
}

/// The files of an export, the documents beside it included; those of a folder stand under its path.
pub fn files(path: &str, exported: &Exported) -> Vec<FileRecord> {
    let record = |path: String, bytes: &[u8]| FileRecord { path, bytes: bytes.len(), sha256: sha256_hex(bytes) };
    let of_bundle = |folder: &str, bundle: &Bundle| -> Vec<FileRecord> {
        bundle.files.iter().map(|file| record(format!("{folder}/{}", file.path), &file.bytes)).collect()
    };
    let mut files = match &exported.body {
        Body::File(bytes) => vec![record(path.to_owned(), bytes)],
        Body::Folder(bundle) => of_bundle(path.trim_end_matches(['/', '\\']), bundle),
    };
    files.extend(exported.beside.iter().flat_map(|bundle| of_bundle(&name::documents_folder(path), bundle)));
    files
}

fn item(entry: &Entry) -> ItemRecord {
    ItemRecord { id: entry.id.to_string(), title: entry.title.clone() }
}

fn document_records(path: &str, format: Format, exported: &Exported) -> Vec<DocumentRecord> {
    let folder = match format {
        Format::HtmlFolder => format!("{}/{}", path.trim_end_matches(['/', '\\']), documents::FOLDER),
        Format::HtmlZip => documents::FOLDER.to_owned(),
        Format::Pdf | Format::HtmlFile => name::documents_folder(path),
    };
    let record = |document: &Document| DocumentRecord {
        id: document.id.to_string(),
        title: document.title.clone(),
        path: format!("{folder}/{}", document.name),
        bytes: document.bytes.len(),
        sha256: document.sha256.as_str().to_owned(),
    };
    exported.documents.iter().map(record).collect()
}

fn not_enclosed(pack: &Pack) -> Vec<ItemRecord> {
    let lacking: Vec<ItemRecord> = pack.entries().filter(|entry| entry.enclosed.is_none()).map(item).collect();
    if lacking.len() == pack.entries().count() { Vec::new() } else { lacking }
}

/// So many notes of a kind, and so many titles in a note, stand in words; the rest is counted.
const NAMED_MAX: usize = 10;

/// What to know before handing the pack out: newer editions, and what cannot be had by an address.
fn notes(pack: &Pack) -> Vec<String> {
    let newer = pack.entries().filter_map(|entry| Some((entry, entry.newer.as_ref()?)));
    let newer: Vec<String> = newer.map(|(entry, newer)| format!("“{}”: {}.", entry.title, newer.words)).collect();
    let more = newer.len().saturating_sub(NAMED_MAX);
    let mut notes: Vec<String> = newer.into_iter().take(NAMED_MAX).collect();
    if more > 0 {
        notes.push(format!("Newer editions exist of {more} more."));
    }
    let kinds = [
        (Availability::OnRequest, format!("On request; ask the RSO at {}", pack.contact.email)),
        (Availability::NotStated, "The Tool Box does not say how to get".to_owned()),
    ];
    for (availability, words) in kinds {
        let fitting: Vec<&str> = pack
            .entries()
            .filter(|entry| entry.get.availability == availability)
            .map(|entry| entry.title.as_str())
            .collect();
        let mut titles: Vec<String> = fitting.iter().take(NAMED_MAX).map(|title| format!("“{title}”")).collect();
        if fitting.len() > NAMED_MAX {
            titles.push(format!("and {} more", fitting.len() - NAMED_MAX));
        }
        if !titles.is_empty() {
            notes.push(format!("{words}: {}.", titles.join(", ")));
        }
    }
    notes
}

/// Addresses are looked at by people, never by an export.
fn addresses(pack: &Pack) -> Measured {
    Measured { words: pack.statements.checked.clone(), held: false }
}

/// Looks for the private words in what a person typed: the rest of a pack is the catalogue's. The words claim no more.
fn privacy(pack: &Pack, private: &[String]) -> Measured {
    let typed = [Some(&pack.title), pack.prepared_for.as_ref(), Some(&pack.issuer.name), pack.message.as_ref()];
    let typed: Vec<String> = typed.into_iter().flatten().map(|text| text.to_lowercase()).collect();
    let found = private
        .iter()
        .filter(|word| !word.trim().is_empty())
        .any(|word| typed.iter().any(|text| holds_word(text, &word.to_lowercase())));
    if found {
        let words = "The user name or a folder name of this computer stands in the title, names or message.";
        Measured { words: words.to_owned(), held: false }
    } else {
        let words = "No user name and no folder names stand in the title, names or message.";
        Measured { words: words.to_owned(), held: !private.is_empty() }
    }
}

/// Whether `word` stands in `text` by itself, not as a part of a longer word.
fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|tail| tail.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// Lines with an empty one before each part.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn part(&mut self, heading: &str) {
        self.line("");
        self.line(heading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_known() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_private_word_counts_only_by_itself() {
        assert!(holds_word("for somchai, land crossing", "somchai"));
        assert!(!holds_word("officials", "official"));
        assert!(holds_word("c:/users/lee/x", "/users/lee"));
    }
}
