//! The pack: the one document that every output is made from.
//!
//! [`build`] turns a catalogue, a selection and options into a [`Pack`]; back-ends read nothing else.
//! Every sentence that a page, a web page or a receipt shows stands here, so that they cannot disagree.
//! Plain data: no markup, no layout, no catalogue.

pub mod build;
pub mod contents;
pub mod guide;
pub mod percent;
pub mod request;
pub mod rich;
pub mod summary;
pub mod text;
pub mod timetable;
pub mod words;

use std::sync::Arc;

pub use crate::catalogue::{
    AddressState, Availability, CategoryId, CivilDate, Handling, ModuleId, ModuleUnit, ResourceId, is_web,
};
pub use contents::{Contents, EnclosedFile, Sha256};

/// A selection, ready to be laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    pub title: String,
    pub prepared_for: Option<String>,
    /// The occasion: "Training for new officers, Bangkok".
    pub event: Option<String>,
    pub issuer: Issuer,
    pub message: Option<String>,
    pub date: CivilDate,
    /// BCP 47 tag of the language that the catalogue's texts are in.
    pub language: String,
    /// BCP 47 tag of the language that the office's own texts are in.
    pub own_language: String,
    pub length: Length,
    pub paper: Paper,
    pub ink: Ink,
    pub print_size: PrintSize,
    pub cover: Cover,
    /// Each page says "Draft".
    pub is_draft: bool,
    pub office: OfficeTexts,
    pub foreword: Vec<rich::Block>,
    pub closing: Vec<rich::Block>,
    pub scope: Scope,
    pub statements: Statements,
    pub background: Vec<BackgroundText>,
    /// The lengths that the office gave the chosen parts of courses; `None` where the pack prints none.
    pub timetable: Option<Timetable>,
    /// In reading order; each holds an entry or an introduction.
    pub sections: Vec<Section>,
    pub contact: ContactBlock,
    /// Who wrote what, and the terms of re-use; a paragraph each.
    pub credit: Vec<String>,
    /// One written request for all entries of the pack.
    pub request: Request,
    /// The code of that request; `None` where it would be too large to print.
    pub code: Option<Code>,
}

impl Pack {
    /// All entries in reading order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.sections.iter().flat_map(|section| section.entries.iter())
    }
}

/// Who hands the pack out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// As typed; empty only where nobody has been asked yet.
    pub name: String,
    /// "Issued by", or "Put together from the RSO Tool Box by" where that is not the RSO: a name that looks like the
    /// RSO's must not read as one.
    pub label: String,
}

/// How much of each entry is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Length {
    /// Category, title, how to get it.
    List,
    /// Everything, several entries a page.
    #[default]
    Compact,
    /// Everything, an entry a page.
    Full,
}

impl Length {
    /// The word of files and of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Compact => "compact",
            Self::Full => "full",
        }
    }
}

/// The sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

impl Paper {
    /// The word of files and of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }
}

/// How much colour and toner the pages take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Ink {
    #[default]
    Colour,
    Grey,
    /// Marks in outline, no large marks, no tints.
    Low,
}

impl Ink {
    /// The word of files and of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Colour => "colour",
            Self::Grey => "grey",
            Self::Low => "low",
        }
    }
}

/// How large the letters are on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum PrintSize {
    #[default]
    Usual,
    /// Running text in 16 pt.
    Large16,
    /// Running text in 18 pt.
    Large18,
}

impl PrintSize {
    /// The word of files and of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Large16 => "16",
            Self::Large18 => "18",
        }
    }
}

/// The first page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Cover {
    /// Title, message, contents, statements.
    #[default]
    Letter,
    /// The marks of what was chosen, over the whole width, then the title.
    Map,
}

impl Cover {
    /// The word of files and of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Map => "map",
        }
    }
}

/// What the office keeps once and prints on each pack.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfficeTexts {
    pub logo: Option<Logo>,
    /// Who signs; a line each.
    pub signature: Vec<String>,
    /// A paragraph each.
    pub disclaimer: Vec<String>,
    /// Stands before the contents: care for victims, referral, confidentiality, in the office's own words.
    pub before_use: Vec<rich::Block>,
}

/// The office's own logo: pixels alone, without the properties of the file that it came from.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    /// A PNG file.
    pub png: Arc<Vec<u8>>,
    pub width_px: u32,
    pub height_px: u32,
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Logo({} x {})", self.width_px, self.height_px)
    }
}

/// The chosen parts of courses with the times that the office entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// Never none: a pack without any has no timetable.
    pub lines: Vec<TimetableLine>,
    /// "3 hours 20 minutes entered; 2 parts have no time yet. 2 hours 40 minutes left of 6 hours."
    pub sum: String,
}

/// One part of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimetableLine {
    /// The entry that it belongs to.
    pub entry: u32,
    /// "Session 3: Title", or the entry's title where it has no parts.
    pub title: String,
    /// Set by the office, never by the Tool Box.
    pub minutes: Option<u32>,
}

/// What the pack was chosen from, and which places it takes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    pub catalogue_edition: CivilDate,
    /// "RSO Tool Box, undated, about 2018 to 2019 by its contents".
    pub source_age: String,
    /// Every category of the catalogue, in its order, chosen from or not.
    pub categories: Vec<ScopeCategory>,
    /// How many resources the catalogue holds.
    pub total: usize,
    /// How many are in the pack.
    pub chosen: usize,
}

/// A category, and what the pack takes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeCategory {
    pub id: CategoryId,
    pub name: String,
    pub total: usize,
    /// Places of the chosen resources inside the category, from 0, rising.
    pub chosen: Vec<usize>,
}

/// The sentences that every output says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statements {
    /// "This toolbox describes 7 resources."
    pub describes: String,
    /// "The documents are not enclosed."
    pub enclosed: String,
    /// "Descriptions are those of the RSO Tool Box (undated, about 2018 to 2019 by its contents)."
    pub age: String,
    /// "Addresses were not checked.", or that they were, and when.
    pub checked: String,
    /// "This toolbox describes 7 of the 21 resources that the RSO Tool Box lists."
    pub inside: String,
    /// "Put together on 24 November 2026."
    pub put_together: String,
    /// What was added to the Tool Box's words.
    pub added: String,
    /// For the foot: "24 November 2026 · catalogue edition 2026-11-24".
    pub foot: String,
}

/// A paragraph of the background, with the list that it introduces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackgroundText {
    pub text: String,
    pub list: Vec<String>,
}

/// Entries that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Unique in the pack, `[a-z0-9-]`: the category's id, or "section-2".
    pub key: String,
    /// `None` where the office made the section.
    pub category: Option<SectionCategory>,
    /// The heading.
    pub name: String,
    pub introduction: Vec<rich::Block>,
    pub entries: Vec<Entry>,
}

/// The category whose entries a section holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionCategory {
    pub id: CategoryId,
    /// The category's place in the catalogue, from 0: chooses its mark and colour.
    pub place: usize,
    /// How many the catalogue lists in this category.
    pub total: usize,
}

impl Section {
    /// The place of its category, for the mark; `None` for a section of the office's own.
    pub fn place(&self) -> Option<usize> {
        self.category.as_ref().map(|category| category.place)
    }

    /// "4 of 9", or "3 resources" where the office made the section.
    pub fn count(&self) -> String {
        match &self.category {
            Some(category) => format!("{} of {}", self.entries.len(), category.total),
            None => words::resources(self.entries.len()),
        }
    }
}

/// One resource of the pack, with every word that is shown of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// From 1, in reading order over the whole pack.
    pub number: u32,
    pub id: ResourceId,
    pub category: CategoryId,
    /// The category's place in the catalogue, from 0: chooses its mark and colour.
    pub place: usize,
    /// "Quick reference guide".
    pub kind: String,
    pub title: String,
    pub newer: Option<NewerEdition>,
    pub cautions: Vec<CautionText>,
    /// The summary, whole.
    pub lead: String,
    /// In reading order; rows that nothing fills are not there. "How to get it" is apart, in `get`.
    pub rows: Vec<Row>,
    pub get: HowToGet,
    /// The document itself, where the office put it into the pack.
    pub enclosed: Option<EnclosedFile>,
    /// `None` where the text is silent.
    pub handling: Option<Handling>,
}

impl Entry {
    /// Whether a sentence stands in the summary or in one of the paragraphs, so that it need not be said again.
    pub fn says(&self, sentence: &str) -> bool {
        let in_row = |row: &Row| match &row.body {
            RowBody::Paragraphs(texts) => texts.iter().any(|text| text.contains(sentence)),
            RowBody::Modules(_) | RowBody::GoesWith(_) => false,
        };
        self.lead.contains(sentence) || self.rows.iter().any(in_row)
    }
}

/// That a later edition exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewerEdition {
    /// "Newer edition exists: TITLE (2023)".
    pub words: String,
    /// Who published it.
    pub publisher: String,
    /// The sentence that says so.
    pub evidence: String,
    pub links: Vec<Link>,
}

/// A caution under the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CautionText {
    pub text: String,
    pub evidence: String,
}

/// A labelled part of an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub label: RowLabel,
    pub body: RowBody,
}

impl Row {
    /// Whether it stands in every length: what the office says, and how the resource may be handed on.
    pub fn is_always_shown(&self) -> bool {
        self.is_of_office() || self.label == RowLabel::Handling
    }

    /// Whether the office says something here: its note to the reader, or which parts of a course it chose.
    pub fn is_of_office(&self) -> bool {
        match &self.body {
            RowBody::Modules(list) => !list.chosen.is_empty(),
            RowBody::Paragraphs(_) | RowBody::GoesWith(_) => self.label == RowLabel::Note,
        }
    }
}

/// The labels of rows, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowLabel {
    For,
    Purpose,
    Modules,
    Time,
    Includes,
    GoesWith,
    /// Words of the office, told apart from the Tool Box's.
    Note,
    Published,
    Languages,
    Status,
    Handling,
}

impl RowLabel {
    /// The words shown.
    pub fn words(self) -> &'static str {
        match self {
            Self::For => "For",
            Self::Purpose => "Purpose",
            Self::Modules => "Modules",
            Self::Time => "Time",
            Self::Includes => "Includes",
            Self::GoesWith => "Goes with",
            Self::Note => "Note from the office",
            Self::Published => "Published",
            Self::Languages => "Languages",
            Self::Status => "Status",
            Self::Handling => "Handling",
        }
    }
}

/// What stands beside a row's label.
#[derive(Clone, Debug, PartialEq)]
pub enum RowBody {
    Paragraphs(Vec<String>),
    Modules(ModuleList),
    GoesWith(Vec<GoesWith>),
}

/// The parts of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleList {
    /// "Modules include:".
    pub lead: String,
    pub unit: ModuleUnit,
    pub items: Vec<ModuleItem>,
    /// "3 of 8 sessions, chosen by the office."; empty where all of them stand here.
    pub chosen: String,
}

/// One part of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleItem {
    /// "Session 3", "Chapter 2"; empty where the source does not number.
    pub label: String,
    pub title: String,
    /// "4 modules"; empty where the source says none.
    pub count: String,
}

/// That an entry belongs to another resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoesWith {
    /// "Draws on".
    pub relation: String,
    pub title: String,
    /// The entry's number and id where it is in this pack; else "not in this pack".
    pub target: Option<(u32, ResourceId)>,
    /// The sentence that says so.
    pub sentence: String,
}

/// How a resource is to be had.
#[derive(Clone, Debug, PartialEq)]
pub struct HowToGet {
    pub availability: Availability,
    pub address: AddressState,
    /// The whole words: "Listed as download, no address known".
    pub words: String,
    /// Addresses of the resource itself, live and in words.
    pub links: Vec<Link>,
    /// Addresses of something near it.
    pub related: Vec<Link>,
    /// "Ask the RSO at" or "Write to", before the e-mail address; empty where an address leads to the resource itself.
    pub ask: String,
    /// The written request for this resource.
    pub request: Request,
    pub code: Option<Code>,
}

/// A live address with what it is. `url` is `https:`, `http:` or `mailto:`, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub url: String,
    /// Whose page it is and what stands there, in words.
    pub label: String,
    /// "Checked on 24 November 2026" or "Not checked".
    pub checked: String,
}

/// A square code, with what it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What the code holds: an address or a `mailto:`.
    pub payload: String,
    /// "The code opens a written request to the RSO."
    pub words: String,
}

/// A request that can be sent or copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// How to reach the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactBlock {
    pub office: String,
    pub address: Vec<String>,
    pub telephone: String,
    pub fax: String,
    pub email: String,
    pub website: String,
    /// "Contact details are those of the Tool Box, not confirmed."; empty where the office has set its own.
    pub note: String,
}
