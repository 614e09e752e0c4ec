//! What a person types and chooses for the pack as a whole.

use std::collections::BTreeSet;

use crate::app::release::Answers;
use crate::catalogue::CivilDate;
use crate::export::Format;
use crate::pack::rich::RichText;
use crate::pack::timetable::Available;
use crate::pack::{Cover, Ink, Length, Paper, PrintSize};

/// The most letters in a title, a reader's name or an issuer's name.
pub const MAX_LINE: usize = 300;
/// The most letters in a message, a note or a list of recipients.
pub const MAX_MESSAGE: usize = 4_000;
/// The most minutes that there are for the trainings of a pack.
pub const MAX_TIME: u32 = 60 * 9_999;
/// The most copies of a pack.
pub const MAX_COPIES: u32 = 10_000;

/// The pack without its resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    pub title: String,
    /// The audience, in words; printed.
    pub prepared_for: String,
    /// The occasion; printed.
    pub event: String,
    /// Who gets it: the office's own record, in no output and no shared copy.
    pub recipients: String,
    /// BCP 47 tag of the language of the office's own texts; empty: the catalogue's.
    pub language: String,
    pub issued_by: String,
    pub message: String,
    /// `None` is the day of the export.
    pub date: Option<CivilDate>,
    pub length: Length,
    pub paper: Paper,
    pub ink: Ink,
    pub print_size: PrintSize,
    pub cover: Cover,
    /// A mark on each page; it locks nothing.
    pub is_draft: bool,
    pub foreword: RichText,
    pub closing: RichText,
    /// The chosen parts of courses are printed with their times.
    pub has_timetable: bool,
    /// The time that there is for the trainings; in no output.
    pub time: Available,
    /// How many are printed; for the cost alone.
    pub copies: u32,
    pub formats: BTreeSet<Format>,
    /// What was answered before it left; in no output and no shared copy.
    pub release: Answers,
}

impl Default for Details {
    fn default() -> Self {
        Self {
            title: String::new(),
            prepared_for: String::new(),
            event: String::new(),
            recipients: String::new(),
            language: String::new(),
            issued_by: String::new(),
            message: String::new(),
            date: None,
            length: Length::default(),
            paper: Paper::default(),
            ink: Ink::default(),
            print_size: PrintSize::default(),
            cover: Cover::default(),
            is_draft: false,
            foreword: RichText::default(),
            closing: RichText::default(),
            has_timetable: false,
            time: Available::default(),
            copies: 1,
            formats: BTreeSet::new(),
            release: Answers::default(),
        }
    }
}

impl Details {
    /// Whether nothing was typed that a person would miss.
    pub fn is_blank(&self) -> bool {
        let typed = [&self.title, &self.prepared_for, &self.event, &self.recipients, &self.message];
        let is_typed = !self.foreword.is_empty() || !self.closing.is_empty() || self.time.entered.is_some();
        typed.iter().all(|text| text.is_empty()) && !is_typed
    }
}

/// The first `most` letters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
