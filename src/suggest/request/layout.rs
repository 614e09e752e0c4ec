//! The lines of an e-mail: what is its body, and what only says who wrote to whom.

use std::ops::Range;

use crate::catalogue::search::fold;
use crate::suggest::rules::table::Role;

use super::phrases::Phrases;
use super::{Private, PrivateKind};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    Body,
    /// It begins with ">".
    Quoted,
    /// It says who sent it to whom, and when.
    Header,
    /// After the words that end a letter.
    Signature,
    Blank,
}

/// After so many lines a signature has ended.
const SIGNATURE_LINES: usize = 15;

/// Words before a colon at the beginning of a line that is a header.
const HEADERS: [&str; 8] = ["from", "to", "cc", "bcc", "sent", "date", "reply to", "delivered to"];

/// The lines of a text.
pub(super) struct Lines {
    lines: Vec<(LineKind, Range<usize>)>,
}

impl Lines {
    pub(super) fn of(text: &str, phrases: &Phrases) -> Self {
        let mut lines = Vec::new();
        let (mut at, mut signature) = (0, None);
        for line in text.split_inclusive('\n') {
            let range = at..at + line.len();
            at = range.end;
            let (kind, skipped) = kind(line, phrases, &mut signature);
            lines.push((kind, range.start + skipped..range.end));
        }
        Self { lines }
    }

    /// The parts of the text that consist of such lines; blank lines belong to what stands around them.
    pub(super) fn ranges(&self, with: &[LineKind]) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (kind, range) in self.lines.iter().filter(|(kind, _)| with.contains(kind) || *kind == LineKind::Blank) {
            match ranges.last_mut().filter(|last| last.end == range.start && *kind != LineKind::Quoted) {
                Some(last) => last.end = range.end,
                None => ranges.push(range.clone()),
            }
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

/// What a line is, and how many bytes at its beginning are not its text. `signature` counts the lines since the
/// words that end a letter.
fn kind(line: &str, phrases: &Phrases, signature: &mut Option<usize>) -> (LineKind, usize) {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return (LineKind::Blank, 0);
    }
    if trimmed.starts_with('>') {
        *signature = None;
        let text = line.trim_start_matches(|sign: char| sign == '>' || sign.is_whitespace());
        return if text.is_empty() { (LineKind::Blank, 0) } else { (LineKind::Quoted, line.len() - text.len()) };
    }
    if is_header(trimmed) {
        *signature = None;
        return (LineKind::Header, 0);
    }
    if let Some(skipped) = after_subject(line) {
        *signature = None;
        return (LineKind::Body, skipped);
    }
    let is_postscript = ["ps", "p.s."].iter().any(|mark| trimmed.to_ascii_lowercase().starts_with(mark))
        && !trimmed.chars().nth(2).is_some_and(char::is_alphanumeric);
    if is_postscript {
        *signature = None;
    }
    match signature {
        Some(lines) if *lines < SIGNATURE_LINES => {
            *lines += 1;
            (LineKind::Signature, 0)
        }
        _ if trimmed == "--" || is_sign_off(trimmed, phrases) => {
            *signature = Some(0);
            (LineKind::Signature, 0)
        }
        _ => (LineKind::Body, 0),
    }
}

/// A line is short where it can be a header or a sign-off: long ones are not looked at twice.
const SHORT: usize = 400;

fn is_header(line: &str) -> bool {
    let mark = line.len() < SHORT && (line.starts_with("-----") || line.starts_with("_____"));
    let wrote = line.len() < SHORT && line.starts_with("On ") && line.ends_with("wrote:");
    let field = line
        .split_once(':')
        .is_some_and(|(before, _)| before.len() < 20 && HEADERS.contains(&fold::key(before).as_str()));
    mark || wrote || field
}

/// Where the subject begins, in a line that states it.
fn after_subject(line: &str) -> Option<usize> {
    let (before, _) = line.split_once(':').filter(|(before, _)| before.len() < 20)?;
    (fold::key(before) == "subject").then_some(before.len() + 1)
}

fn is_sign_off(line: &str, phrases: &Phrases) -> bool {
    line.len() < SHORT && phrases.is_whole(Role::SignOff, &fold::key(line))
}
