//! "What went out": what an export made, told after it was made.
//!
//! A receipt says only what was measured in the run that it belongs to.
//! It is plain data with two forms: text for people, JSON for programs.

mod privacy;

pub use privacy::holds_word;

use serde_json::{Value, json};

use super::{Body, Bundle, Document, Exported, Format, documents, name};
use crate::export::bundle::sha256_hex;
use crate::pack::{Availability, Entry, Pack, RowLabel, Section, words};

/// What went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub title: String,
    pub prepared_for: Option<String>,
    /// "Issued by the office", whole; empty where nobody has been asked yet.
    pub issuer: String,
    /// The pack's date, long.
    pub date: String,
    /// Each page says that it is a draft.
    pub is_draft: bool,
    pub format: Format,
    pub files: Vec<FileRecord>,
    /// Pages of paper, where the format has them.
    pub pages: Option<u32>,
    /// The sections with how many resources each holds: "Before you travel: 3 resources".
    pub sections: Vec<String>,
    pub items: Vec<ItemRecord>,
    /// What of the office's own went out with them: "2 notes to the reader", "the office’s logo".
    pub own: Vec<String>,
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
    /// What the office keeps for itself.
    pub record: OfficeRecord,
}

/// What stands in the office's own receipt and in no output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeRecord {
    /// Who gets it, a line each.
    pub recipients: Vec<String>,
    pub cleared: Vec<Cleared>,
    /// What the check before it left came to, and what was answered there.
    pub checked: Vec<String>,
}

/// That somebody said a resource may go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleared {
    pub id: String,
    /// Of the person; never a name.
    pub role: String,
    /// Long; empty where no day was given.
    pub on: String,
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
            issuer: format!("{} {}", pack.issuer.label, pack.issuer.name).trim().to_owned(),
            date: pack.date.long(),
            is_draft: pack.is_draft,
            format,
            files: files(path, exported),
            pages: exported.pages,
            sections: pack.sections.iter().map(section).collect(),
            items: pack.entries().map(item).collect(),
            own: own(pack),
            documents: document_records(path, format, exported),
            not_enclosed: not_enclosed(pack),
            left_out: Vec::new(),
            warnings: exported.warnings.clone(),
            notes: notes(pack),
            statements: vec![format!("{} {}", said.describes, said.enclosed), said.age.clone()],
            contact_note: pack.contact.note.clone(),
            measured: vec![addresses(pack), privacy::privacy(pack, private)],
            record: OfficeRecord::default(),
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
        let cleared = self.record.cleared.iter().map(|it| json!({"id": it.id, "role": it.role, "on": it.on}));
        json!({
            "title": self.title,
            "prepared_for": self.prepared_for,
            "issued_by": self.issuer,
            "date": self.date,
            "draft": self.is_draft,
            "recipients": self.record.recipients,
            "before_it_left": self.record.checked,
            "format": self.format.code(),
            "pages": self.pages,
            "files": files.collect::<Vec<_>>(),
            "sections": self.sections,
            "items": items.collect::<Vec<_>>(),
            "own": self.own,
            "cleared": cleared.collect::<Vec<_>>(),
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
        if self.is_draft {
            text.line(words::DRAFT);
        }
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
        text.list("Sections", &self.sections);
        text.list("Of the office’s own", &self.own);
        self.documents_text(&mut text);
        self.left_out_text(&mut text);
        text.list("Warnings", &self.warnings);
        text.list("Notes", &self.notes);
        text.list("Cleared", &self.record.cleared.iter().map(Cleared::words).collect::<Vec<_>>());
        text.list("Recipients, in this record alone", &self.record.recipients);
        text.list("Before it left, in this record alone", &self.record.checked);
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

impl Cleared {
    /// "policy-guide-1: asked, cleared by Head of desk, on 24 November 2026".
    fn words(&self) -> String {
        let on = if self.on.is_empty() { String::new() } else { format!(", on {}", self.on) };
        format!("{}: asked, cleared by {}{on}", self.id, self.role)
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

fn section(section: &Section) -> String {
    match section.entries.as_slice() {
        [] => section.name.clone(),
        _ => format!("{}: {}", section.name, section.count()),
    }
}

/// What of the office's own stands in a pack, in words.
fn own(pack: &Pack) -> Vec<String> {
    let notes = pack.entries().flat_map(|entry| &entry.rows).filter(|row| row.label == RowLabel::Note).count();
    let office = &pack.office;
    let notes = match notes {
        0 => String::new(),
        1 => "1 note to the reader".to_owned(),
        _ => format!("{notes} notes to the reader"),
    };
    let texts = [
        (!pack.foreword.is_empty(), "Foreword"),
        (!pack.closing.is_empty(), "Closing words"),
        (pack.timetable.is_some(), "Timetable"),
        (office.logo.is_some(), "The office’s logo"),
        (!office.before_use.is_empty(), "“Before you use this toolbox”"),
        (!office.signature.is_empty(), "Signature"),
        (!office.disclaimer.is_empty(), "Disclaimer"),
        (pack.statements.foot.split(" · ").count() > 2, "Desk mark"),
    ];
    let texts = texts.into_iter().filter(|(is_there, _)| *is_there).map(|(_, words)| words.to_owned());
    std::iter::once(notes).filter(|notes| !notes.is_empty()).chain(texts).collect()
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
        (Availability::OnRequest, format!("On request, from the RSO at {}", pack.contact.email)),
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

    /// A part with a line for each; none where there is nothing.
    fn list(&mut self, heading: &str, lines: &[String]) {
        if !lines.is_empty() {
            self.part(heading);
        }
        for line in lines {
            self.line(&format!("  {line}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_known() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
