//! What a pack costs: paper, time, bytes. Each figure is measured on the pages as they are laid out, or is not said.

use crate::app::AppState;
use crate::app::preview::MAX_LAID_OUT;
use crate::pack::words::size;

/// Words that a person reads in a minute: a slow, careful reader of English text.
///
/// Brysbaert (2019), "How many words do we read per minute?", finds 238 for adults reading in silence, most of them
/// between 175 and 300; readers whose first language is another one are slower.
pub const WORDS_A_MINUTE: usize = 200;
/// The most that many mail systems take, with all that is attached.
pub const MAILBOX_BYTES: u64 = 10_000_000;
/// Files travel by mail in lines of so many letters (RFC 2045), each with two signs for its end.
const MAIL_LINE: u64 = 76;

/// The figures of the pack as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    pub pages: usize,
    pub copies: u32,
    pub words: usize,
    /// Bytes of the PDF, once it was measured.
    pub pdf: Option<u64>,
    /// The PDF was measured before the last change.
    pub pdf_is_older: bool,
    /// Bytes of the documents that go with it.
    pub documents: u64,
}

impl Cost {
    /// Sheets of one copy, printed on both sides.
    pub fn sheets(&self) -> usize {
        self.pages.div_ceil(2)
    }

    /// Sheets of all copies.
    pub fn all_sheets(&self) -> u64 {
        self.sheets() as u64 * u64::from(self.copies)
    }

    /// Minutes to read these pages, never less than one.
    pub fn minutes(&self) -> usize {
        self.words.div_ceil(WORDS_A_MINUTE).max(1)
    }

    /// The PDF with the documents that go with it.
    pub fn bytes(&self) -> Option<u64> {
        self.pdf.map(|pdf| pdf + self.documents)
    }

    /// "6 pages, 3 sheets both sides"; with several copies "6 pages, 30 copies, 90 sheets both sides".
    pub fn paper_words(&self) -> String {
        let pages = counted(self.pages as u64, "page");
        match (self.copies, self.pages) {
            (0 | 1, 0 | 1) => pages,
            (0 | 1, _) => format!("{pages}, {} both sides", counted(self.sheets() as u64, "sheet")),
            (copies, 0 | 1) => format!("{pages}, {copies} copies, {}", counted(self.all_sheets(), "sheet")),
            (copies, _) => format!("{pages}, {copies} copies, {} both sides", counted(self.all_sheets(), "sheet")),
        }
    }

    /// "About 14 minutes to read these pages".
    pub fn time_words(&self) -> String {
        format!("About {} to read these pages", counted(self.minutes() as u64, "minute"))
    }

    /// How the time was found.
    pub fn time_reason(&self) -> String {
        format!("{} words on these pages, read at {WORDS_A_MINUTE} words a minute", self.words)
    }

    /// "PDF 0.3 MB, fits a 10 MB mailbox".
    pub fn size_words(&self) -> Option<String> {
        let bytes = self.bytes()?;
        let what = if self.documents == 0 { "PDF" } else { "PDF and documents" };
        if self.pdf_is_older {
            return Some(format!("{what} {} before the last change", size(bytes)));
        }
        let fits = if by_mail(bytes) <= MAILBOX_BYTES { "fits" } else { "does not fit" };
        Some(format!("{what} {}, {fits} a 10 MB mailbox", size(bytes)))
    }

    /// How the size was found.
    pub fn size_reason(&self) -> Option<String> {
        let pdf = size(self.pdf?);
        let with = match self.documents {
            0 => String::new(),
            bytes => format!(" and {} of enclosed documents", size(bytes)),
        };
        let sent = size(by_mail(self.bytes()?));
        Some(format!("The PDF as it is exported: {pdf}{with}. Sent by mail it takes {sent}."))
    }
}

/// What bytes take as an attachment: four letters for three of them, and the ends of lines.
pub fn by_mail(bytes: u64) -> u64 {
    let letters = bytes.div_ceil(3) * 4;
    letters + 2 * letters.div_ceil(MAIL_LINE)
}

fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

impl AppState {
    /// The figures of the pages that are shown; `None` until the first ones are there.
    ///
    /// While newer pages are being laid out these are the last ones, for a moment; after that none are told.
    pub fn cost(&self) -> Option<Cost> {
        let late = self.preview.is_late(self.clock.now_ms);
        let overview = self.preview.overview().filter(|_| !late && !self.preview.has_failed(self.revision))?;
        let pdf = self.preview.pdf_bytes(self.revision);
        Some(Cost {
            pages: overview.count(),
            copies: self.work.details.copies.max(1),
            words: overview.words(),
            pdf: pdf.map(|(bytes, _)| bytes),
            pdf_is_older: pdf.is_some_and(|(_, is_current)| !is_current),
            documents: self.work.enclosed_bytes(),
        })
    }

    /// "Documents not enclosed", "2 of 7 documents enclosed".
    pub fn enclosed_words(&self) -> String {
        match (self.work.items().len(), self.work.enclosed()) {
            _ if !self.enclosing.is_empty() => "Enclosing a document".to_owned(),
            (1, 0) => "Document not enclosed".to_owned(),
            (_, 0) => "Documents not enclosed".to_owned(),
            (1, _) => "Document enclosed".to_owned(),
            (all, some) if all == some => format!("All {all} documents enclosed"),
            (all, some) => format!("{some} of {all} documents enclosed"),
        }
    }

    /// "6 pages, 3 sheets both sides", or why nothing was counted.
    pub fn paper_words(&self) -> String {
        let items = self.work.items().len();
        match self.cost() {
            _ if items == 0 => "No pages yet".to_owned(),
            _ if items > MAX_LAID_OUT => format!("Pages not counted above {MAX_LAID_OUT} resources"),
            Some(cost) => cost.paper_words(),
            None if self.preview.has_failed(self.revision) => "Pages not counted".to_owned(),
            None => "Counting pages".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_told_for_all_copies() {
        let words = |pages, copies| Cost { pages, copies, ..Cost::default() }.paper_words();
        assert_eq!(words(1, 1), "1 page");
        assert_eq!(words(2, 1), "2 pages, 1 sheet both sides");
        assert_eq!(words(7, 1), "7 pages, 4 sheets both sides");
        assert_eq!(words(7, 30), "7 pages, 30 copies, 120 sheets both sides");
        assert_eq!(words(1, 2), "1 page, 2 copies, 2 sheets");
    }

    #[test]
    fn a_minute_is_begun_with_its_first_word() {
        let minutes = |words| Cost { words, ..Cost::default() }.minutes();
        assert_eq!((minutes(0), minutes(200), minutes(201), minutes(2_800)), (1, 1, 2, 14));
    }

    /// Base64 makes four letters of three bytes, in lines of 76 and two for their end.
    #[test]
    fn a_mailbox_is_filled_by_what_mail_makes_of_a_file() {
        assert_eq!((by_mail(0), by_mail(57), by_mail(58), by_mail(114)), (0, 78, 84, 156));
        let words = |pdf, documents| Cost { pdf: Some(pdf), documents, ..Cost::default() }.size_words();
        assert_eq!(words(250_000, 0).as_deref(), Some("PDF 0.3 MB, fits a 10 MB mailbox"));
        assert_eq!(words(7_300_000, 0).as_deref(), Some("PDF 7.3 MB, fits a 10 MB mailbox"));
        assert_eq!(words(7_310_000, 0).as_deref(), Some("PDF 7.3 MB, does not fit a 10 MB mailbox"));
        assert_eq!(
            words(300_000, 7_010_000).as_deref(),
            Some("PDF and documents 7.3 MB, does not fit a 10 MB mailbox")
        );
        let made = crate::pack::words::size(114_000);
        assert!(
            words(114_000, 0).is_some_and(|told| told.starts_with(&format!("PDF {made},"))),
            "as the finished file is told"
        );
        assert_eq!(Cost::default().size_words(), None, "nothing is guessed");
    }
}
