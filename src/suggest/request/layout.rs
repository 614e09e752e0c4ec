//! The lines of an e-mail: what is its body, and what only says who wrote to whom.

use std::ops::Range;

use super::endings::{Ending, ending, is_sentence};
use super::heads::{Look, looks};
use super::phrases::Phrases;
use super::{Private, PrivateKind};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    Body,
    /// What the e-mail is about.
    Subject,
    /// It begins with ">".
    Quoted,
    /// It stands below the head of an earlier message.
    Earlier,
    /// It says who sent it to whom, and when.
    Header,
    /// After the words that end a letter.
    Signature,
    /// A sentence after the words that end a letter: it is not read, and told as not understood.
    Unread,
    /// Thanks alone, where the letter goes on: they state nothing.
    Thanks,
    Blank,
}

/// After so many lines a signature has ended.
const SIGNATURE_LINES: usize = 15;

/// The lines of a text.
pub(super) struct Lines {
    lines: Vec<(LineKind, Range<usize>)>,
}

impl Lines {
    /// `states`: whether a rule understands something of a part of the text.
    pub(super) fn of(text: &str, phrases: &Phrases, states: &dyn Fn(Range<usize>) -> bool) -> Self {
        let looks = looks(text);
        let mut walk =
            Walk { text, phrases, states, looks: &looks, signature: None, is_earlier: false, has_body: false };
        let lines = (0..looks.len()).filter_map(|at| walk.line(at)).collect();
        Self { lines }
    }

    /// The parts of the text that consist of such lines; blank lines belong to what stands around them.
    pub(super) fn ranges(&self, with: &[LineKind]) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut is_open = false;
        for (kind, range) in self.lines.iter().filter(|(kind, _)| with.contains(kind) || *kind == LineKind::Blank) {
            let is_alone = matches!(kind, LineKind::Quoted | LineKind::Subject);
            match ranges.last_mut().filter(|last| is_open && last.end == range.start && !is_alone) {
                Some(last) => last.end = range.end,
                None => ranges.push(range.clone()),
            }
            is_open = *kind != LineKind::Subject;
        }
        ranges
    }

    pub(super) fn count(&self, wanted: LineKind) -> usize {
        self.lines.iter().filter(|(kind, _)| *kind == wanted).count()
    }

    /// Lines that say who wrote to whom, neighbours as one.
    pub(super) fn private(&self) -> Vec<Private> {
        let mut found: Vec<Private> = Vec::new();
        for (_, range) in self.lines.iter().filter(|(kind, _)| matches!(kind, LineKind::Header | LineKind::Signature)) {
            match found.last_mut().filter(|last| last.range.end == range.start) {
                Some(last) => last.range.end = range.end,
                None => found.push(Private { range: range.clone(), kind: PrivateKind::Signature }),
            }
        }
        found
    }
}

/// What was seen on the way through the lines.
struct Walk<'a> {
    text: &'a str,
    phrases: &'a Phrases,
    states: &'a dyn Fn(Range<usize>) -> bool,
    looks: &'a [(Look, Range<usize>)],
    /// Lines since the words that end a letter, and whether a sentence goes on.
    signature: Option<(usize, bool)>,
    is_earlier: bool,
    has_body: bool,
}

impl Walk<'_> {
    fn line(&mut self, at: usize) -> Option<(LineKind, Range<usize>)> {
        let (look, range) = self.looks.get(at)?;
        let kind = match look {
            Look::Blank => {
                self.signature = self.signature.map(|(lines, _)| (lines, false));
                return Some((LineKind::Blank, range.clone()));
            }
            Look::Plain => self.plain(at, range),
            Look::Quoted => self.begin_anew(LineKind::Quoted),
            Look::Header => self.begin_anew(LineKind::Header),
            Look::Opening => {
                // What is forwarded without a word of the sender's own is no earlier message.
                self.is_earlier |= self.has_body;
                self.begin_anew(LineKind::Header)
            }
            Look::Subject if self.is_earlier => self.begin_anew(LineKind::Earlier),
            Look::Subject => self.begin_anew(LineKind::Subject),
        };
        Some((kind, range.clone()))
    }

    fn begin_anew(&mut self, kind: LineKind) -> LineKind {
        self.signature = None;
        kind
    }

    fn plain(&mut self, at: usize, range: &Range<usize>) -> LineKind {
        let line = self.text.get(range.clone()).unwrap_or_default().trim();
        if is_postscript(line) {
            self.signature = None;
        }
        if let Some((lines, goes_on)) = self.signature.filter(|(lines, _)| *lines < SIGNATURE_LINES) {
            let is_told = !self.is_earlier && ending(self.text, range, self.phrases).is_none();
            let is_unread = is_told && (goes_on || is_sentence(line));
            self.signature = Some((lines + 1, is_unread));
            return if is_unread { LineKind::Unread } else { LineKind::Signature };
        }
        let ends = match ending(self.text, range, self.phrases) {
            Some(Ending::Thanks) if self.goes_on(at) => return LineKind::Thanks,
            Some(_) => true,
            None => false,
        };
        if ends {
            self.signature = Some((0, false));
            return LineKind::Signature;
        }
        self.has_body |= !self.is_earlier;
        if self.is_earlier { LineKind::Earlier } else { LineKind::Body }
    }

    /// Whether a sentence follows that states something, before the letter ends again. Each line is looked at by the
    /// last thanks before it alone.
    fn goes_on(&self, thanks: usize) -> bool {
        let mut sentence: Option<Range<usize>> = None;
        for (look, range) in self.looks.iter().skip(thanks + 1) {
            let is_plain = *look == Look::Plain && ending(self.text, range, self.phrases).is_none();
            if is_plain {
                let line = self.text.get(range.clone()).unwrap_or_default().trim();
                match &mut sentence {
                    Some(sentence) => sentence.end = range.end,
                    None if is_sentence(line) => sentence = Some(range.clone()),
                    None => {}
                }
            } else if sentence.take().is_some_and(self.states) {
                return true;
            }
            if !is_plain && *look != Look::Blank {
                return false;
            }
        }
        sentence.is_some_and(self.states)
    }
}

fn is_postscript(line: &str) -> bool {
    let lower = line.get(..4.min(line.len())).unwrap_or_default().to_ascii_lowercase();
    (lower.starts_with("ps") || lower.starts_with("p.s.")) && !line.chars().nth(2).is_some_and(char::is_alphanumeric)
}
