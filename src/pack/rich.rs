//! Text of the office: paragraphs, lists, emphasis and links; all the formatting there is.
//!
//! There is no markup in it: formatting is kept beside the words, as ranges.
//! A line is a paragraph; lines that begin with [`BULLET`] or with "1. " are items of a list.
//! Back-ends read [`RichText::blocks`] and nothing else.

pub mod edit;

use std::ops::Range;

use super::is_web;

/// What an item of an unnumbered list begins with.
pub const BULLET: &str = "• ";
/// The most letters of one such text.
pub const MAX_RICH: usize = 10_000;

/// A text with its formatting.
///
/// Invariant: marks lie on character boundaries inside the text, are not empty, and are sorted by their beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RichText {
    text: String,
    marks: Vec<Mark>,
}

/// Formatting of a range of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub range: Range<usize>,
    pub style: Style,
}

/// One kind of formatting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    Strong,
    Emphasis,
    /// A checked `https:`, `http:` or `mailto:` address.
    Link(String),
}

/// A part of a text as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(Vec<Span>),
    List { kind: ListKind, items: Vec<Vec<Span>> },
}

/// How the items of a list begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    Bulleted,
    Numbered,
}

/// Letters with one formatting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub strong: bool,
    pub emphasis: bool,
    pub link: Option<String>,
}

impl RichText {
    /// So many letters of its beginning, in one line.
    pub fn beginning(&self, letters: usize) -> String {
        let words = self.text.split_whitespace().filter(|word| *word != BULLET.trim_end());
        let line = words.take(letters).collect::<Vec<_>>().join(" ");
        line.chars().take(letters).collect()
    }

    /// A text without formatting; shortened to [`MAX_RICH`] letters.
    pub fn plain(text: &str) -> Self {
        Self { text: text.chars().take(MAX_RICH).collect(), marks: Vec::new() }
    }

    /// A text with formatting; what breaks the invariant is left out, links that are no address too.
    pub fn new(text: &str, marks: Vec<Mark>) -> Self {
        let Self { text, .. } = Self::plain(text);
        let mut marks = marks;
        marks.retain(|mark| is_inside(&text, &mark.range) && is_kept(&mark.style));
        marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
        Self { text, marks }
    }

    /// The letters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The formatting, by its beginning.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Paragraphs and lists in order; empty lines only part them.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let range = start..start + line.len();
            start = range.end + 1;
            let Some((kind, head)) = head_of(line) else {
                let spans = self.spans(range);
                if !spans.is_empty() {
                    blocks.push(Block::Paragraph(spans));
                }
                continue;
            };
            let spans = self.spans(range.start + head..range.end);
            match blocks.last_mut() {
                _ if spans.is_empty() => {}
                Some(Block::List { kind: last, items }) if *last == kind && !self.is_after_gap(range.start) => {
                    items.push(spans);
                }
                _ => blocks.push(Block::List { kind, items: vec![spans] }),
            }
        }
        blocks
    }

    /// Whether the line that begins here follows an empty one.
    fn is_after_gap(&self, start: usize) -> bool {
        self.text.get(..start).is_some_and(|before| before.ends_with("\n\n"))
    }

    /// The letters of a range, parted where the formatting changes.
    fn spans(&self, range: Range<usize>) -> Vec<Span> {
        let marks = || self.marks.iter().filter(|it| it.range.start < range.end && it.range.end > range.start);
        let mut cuts: Vec<usize> = marks().flat_map(|mark| [mark.range.start, mark.range.end]).collect();
        cuts.extend([range.start, range.end]);
        cuts.retain(|cut| range.contains(cut) || *cut == range.end);
        cuts.sort_unstable();
        cuts.dedup();
        let mut spans: Vec<Span> = Vec::new();
        for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
            let Some(text) = self.text.get(*from..*to) else { continue };
            let mut span = Span { text: shown(text), ..Span::default() };
            for mark in marks().filter(|mark| mark.range.start <= *from && mark.range.end >= *to) {
                match &mark.style {
                    Style::Strong => span.strong = true,
                    Style::Emphasis => span.emphasis = true,
                    Style::Link(url) => span.link = Some(url.clone()),
                }
            }
            spans.push(span);
        }
        if spans.iter().all(|span| span.text.trim().is_empty()) { Vec::new() } else { spans }
    }
}

/// The words of a part, without its formatting.
pub fn words_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Whether a line is an item of a list, and how many bytes its beginning takes.
pub fn head_of(line: &str) -> Option<(ListKind, usize)> {
    if line.starts_with(BULLET) {
        return Some((ListKind::Bulleted, BULLET.len()));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=3).contains(&digits) && line.get(digits..).is_some_and(|rest| rest.starts_with(". "));
    is_number.then_some((ListKind::Numbered, digits + 2))
}

/// Whether an address may stand behind words.
pub fn is_address(url: &str) -> bool {
    let is_mail = url.strip_prefix("mailto:").is_some_and(|rest| rest.contains('@'));
    (is_web(url) || is_mail) && !url.chars().any(|sign| sign.is_control() || sign.is_whitespace())
}

fn is_kept(style: &Style) -> bool {
    match style {
        Style::Strong | Style::Emphasis => true,
        Style::Link(url) => is_address(url),
    }
}

fn is_inside(text: &str, range: &Range<usize>) -> bool {
    range.start < range.end && text.get(range.clone()).is_some()
}

/// Control characters become spaces.
fn shown(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_paragraphs_and_lists() {
        let rich = RichText::plain("Dear all\n\n• one\n• two\n1. first\n2. second\nEnd");
        let kinds: Vec<usize> = rich
            .blocks()
            .iter()
            .map(|block| match block {
                Block::Paragraph(_) => 0,
                Block::List { items, .. } => items.len(),
            })
            .collect();
        assert_eq!(kinds, [0, 2, 2, 0]);
    }

    #[test]
    fn formatting_parts_the_letters() {
        let marks = vec![
            Mark { range: 0..5, style: Style::Strong },
            Mark { range: 3..9, style: Style::Link("https://example.org".to_owned()) },
            Mark { range: 3..9, style: Style::Link("javascript:alert(1)".to_owned()) },
            Mark { range: 4..400, style: Style::Emphasis },
        ];
        let rich = RichText::new("strong link", marks);
        assert_eq!(rich.marks().len(), 2);
        let blocks = rich.blocks();
        let [Block::Paragraph(spans)] = blocks.as_slice() else { panic!("{blocks:?}") };
        let parts: Vec<(&str, bool, bool)> =
            spans.iter().map(|span| (span.text.as_str(), span.strong, span.link.is_some())).collect();
        assert_eq!(parts, [("str", true, false), ("on", true, true), ("g li", false, true), ("nk", false, false)]);
        assert_eq!(words_of(spans), "strong link");
    }
}
