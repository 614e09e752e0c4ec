//! Reads a pasted request by rules: what it says is marked and put into the form, the rest stays in plain sight.
//!
//! Nothing is guessed: what contradicts itself is taken by neither reading, what is denied is not taken, and both are
//! said. Names, telephone numbers, addresses and numbers of documents are found so that they are not taken over.
//! The text itself is never kept: the answer holds places in it, and words that the program knows.
//! Reading takes time in proportion to the text.

mod answer;
mod denial;
mod endings;
mod heads;
mod languages;
mod layout;
mod masked;
mod people;
mod phrases;
mod private;
mod times;
mod tokens;

use std::ops::Range;

use crate::catalogue::Catalogue;
use crate::suggest::brief::Brief;
use crate::suggest::rules::Rules;
use crate::suggest::rules::table::BriefField;

use answer::Found;
use layout::{LineKind, Lines};
use phrases::Phrases;
use tokens::Token;

/// No longer text is read.
pub const MAX_BYTES: usize = 20_000_000;
/// So many marks are kept; what comes later in the text still counts.
pub const MAX_MARKS: usize = 2_000;

/// What was understood of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadRequest {
    pub brief: Brief,
    /// In the order of the text; they do not overlap.
    pub marks: Vec<Mark>,
    /// What was not understood of the body, as places in the text: whole sentences, and parts of sentences that hold
    /// more than plain words. With the marks, what is private, greetings and the plain words they are the whole body.
    pub left: Vec<Range<usize>>,
    /// What is not taken over, in the order of the text; places do not overlap.
    pub private: Vec<Private>,
    /// What must be said of the reading, as sentences. No private words are in them.
    pub notes: Vec<String>,
}

/// Words of the text that a rule understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub field: BriefField,
    /// As what it was understood, in the words of the form: "Frontline border officials", "2 to 3 days".
    pub value: String,
    /// The rule's id.
    pub rule: String,
    pub standing: Standing,
}

/// Whether what was understood went into the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Taken,
    /// The text says two things that cannot both be.
    Contradicted,
    /// The text says that it is not so.
    Denied,
    /// It is none of the values that the form has.
    NotInForm,
    /// It says who writes, not whom it is for.
    Sender,
}

/// Words of the text that are not taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Private {
    pub range: Range<usize>,
    pub kind: PrivateKind,
}

/// What sort of private words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter)]
pub enum PrivateKind {
    Name,
    Email,
    /// A telephone number, or another long number.
    Number,
    /// Letters and digits as on a passport.
    Document,
    /// Lines that say who wrote it.
    Signature,
}

/// Reads a text. What is longer than [`MAX_BYTES`] is not read, and that is said.
pub fn read_request(text: &str, catalogue: &Catalogue, rules: &Rules) -> ReadRequest {
    if text.len() > MAX_BYTES {
        let note =
            format!("The text is larger than {} MB and was not read. Paste the request alone.", MAX_BYTES / 1_000_000);
        return ReadRequest { notes: vec![note], ..ReadRequest::default() };
    }
    let phrases = Phrases::of(catalogue, rules.table());
    let states = |part: Range<usize>| !Reading::of(text, &[part], &phrases, rules).found.is_empty();
    let lines = Lines::of(text, &phrases, &states);
    let read = |with: &[LineKind]| Reading::of(text, &lines.ranges(with), &phrases, rules);
    let (quoted, earlier) = (lines.count(LineKind::Quoted), lines.count(LineKind::Earlier));
    let mut with = vec![LineKind::Subject, LineKind::Body];
    // An answer without a request of its own: the request is what it answers.
    if earlier > 0 && read(&[LineKind::Body]).found.is_empty() {
        with.push(LineKind::Earlier);
    }
    let mut reading = read(&with);
    if quoted > 0 && reading.found.is_empty() {
        with.push(LineKind::Quoted);
        reading = read(&with);
    }
    let unread = read(&[LineKind::Unread]);
    let private = private::merged(private::merged(reading.private, unread.private), lines.private());
    let tokens = (reading.tokens.as_slice(), unread.tokens.as_slice());
    let mut read = answer::of(text, tokens, reading.found, private, (catalogue, &phrases));
    let is_skipped = |kind: LineKind| !with.contains(&kind);
    let skipped = [(LineKind::Quoted, quoted), (LineKind::Earlier, earlier)];
    let skipped: usize = skipped.iter().filter(|(kind, _)| is_skipped(*kind)).map(|(_, count)| count).sum();
    read.notes.extend(match skipped {
        0 => None,
        1 => Some("1 line quoted from an earlier message was not read.".to_owned()),
        many => Some(format!("{many} lines quoted from an earlier message were not read.")),
    });
    read
}

/// One pass over some lines of the text.
struct Reading {
    tokens: Vec<Token>,
    found: Vec<Found>,
    private: Vec<Private>,
}

impl Reading {
    fn of(text: &str, ranges: &[Range<usize>], phrases: &Phrases, rules: &Rules) -> Self {
        let all = tokens::of(text, ranges);
        let private = private::of(text, ranges, &all, phrases);
        let tokens = private::without(all, &private);
        let mut found = phrases.find(text, &tokens);
        times::find(text, &tokens, rules.table(), phrases, &mut found);
        languages::find(text, &tokens, phrases, &mut found);
        people::find(text, &tokens, phrases, &mut found);
        found.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
        answer::drop_overlaps(&mut found);
        denial::deny(phrases, &tokens, &mut found);
        people::mark_senders(text, &tokens, phrases, &mut found);
        Self { tokens, found, private }
    }
}
