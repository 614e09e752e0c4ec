//! What is looked for, and where it stands in a text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::catalogue::search::fields::{Field, each_text};
use crate::catalogue::search::fold::{Cutter, Piece, Script};
use crate::catalogue::search::forgive::{is_forgiven, may_forgive};
use crate::catalogue::{Catalogue, Resource};

/// So many different words are looked for; more make no hit better.
pub const QUERY_WORDS_MAX: usize = 16;

/// A sentence up to this length stands in a snippet whole.
const SNIPPET_LETTERS_MAX: usize = 140;

/// How much of a longer sentence stands before the hit.
const SNIPPET_LETTERS_BEFORE: usize = 40;

/// Words that a resource must hold, all of them, in any field and order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) parts: Vec<Part>,
}

/// A word, or a run of a script without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) letters: Vec<char>,
    pub(super) script: Script,
    /// Whether a typing error is forgiven; the index decides.
    pub(super) forgiving: bool,
}

/// A piece of a resource's text that holds a hit which neither title nor summary shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    pub field: Field,
    /// A whole sentence, or a part cut at whole words, with an ellipsis where it was cut.
    pub text: String,
    /// The bytes of `text` that match.
    pub ranges: Vec<Range<usize>>,
}

impl Snippet {
    /// The words before the text: "In its purpose".
    pub fn label(&self) -> &'static str {
        self.field.label()
    }
}

impl Query {
    /// Reads what was typed. Signs and spaces part words and mean nothing else.
    pub fn parse(text: &str) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        Cutter::default().cut(text, &mut |piece| {
            let part = Part { letters: piece.letters.to_vec(), script: piece.script, forgiving: false };
            if !piece.joined && parts.len() < QUERY_WORDS_MAX && !parts.contains(&part) {
                parts.push(part);
            }
        });
        Self { parts }
    }

    /// Whether nothing is looked for, so that everything is found.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether a typing error in one of the words is forgiven, because nothing holds it as it was typed.
    pub fn forgives(&self) -> bool {
        self.parts.iter().any(|part| part.forgiving)
    }

    /// The bytes of a text that match, rising and apart.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        if !self.is_empty() {
            Cutter::default().cut(text, &mut |piece| {
                for part in &self.parts {
                    part.places_in(&piece, &mut |letters| ranges.push(piece.origin(letters)));
                }
            });
        }
        merged(ranges)
    }

    /// The text that holds the hit, where title, kind and summary do not show all that is looked for.
    pub fn snippet(&self, catalogue: &Catalogue, resource: &Resource) -> Option<Snippet> {
        let mut missing = self.clone();
        let mut snippet = None;
        each_text(catalogue, resource, &mut |field, text| {
            if matches!(field, Field::Title | Field::Kind | Field::Summary) {
                missing.parts.retain(|part| !part.is_in(text));
            }
        });
        if missing.is_empty() {
            return None;
        }
        each_text(catalogue, resource, &mut |field, text| {
            if snippet.is_none() && missing.parts.iter().any(|part| part.is_in(text)) {
                snippet = Some(self.cut_out(field, text, &missing));
            }
        });
        snippet
    }

    fn cut_out(&self, field: Field, text: &str, missing: &Self) -> Snippet {
        let hit = missing.ranges(text).into_iter().next().unwrap_or_default();
        let sentence = text
            .split_sentence_bound_indices()
            .map(|(at, sentence)| at..at + sentence.len())
            .find(|range| range.contains(&hit.start))
            .unwrap_or(0..text.len());
        let text = excerpt(text, &sentence, &hit);
        let ranges = self.ranges(&text);
        Snippet { field, text, ranges }
    }

    /// Forgives an error in every word that is long enough. Returns whether that changed anything.
    pub(super) fn forgive_all(&mut self) -> bool {
        let mut changed = false;
        for part in &mut self.parts {
            if part.may_forgive() && !part.forgiving {
                part.forgiving = true;
                changed = true;
            }
        }
        changed
    }
}

impl Part {
    pub(super) fn may_forgive(&self) -> bool {
        self.script == Script::Spaced && may_forgive(&self.letters)
    }

    /// Gives the letters of a piece that match.
    fn places_in(&self, piece: &Piece<'_>, each: &mut dyn FnMut(Range<usize>)) {
        if piece.script != self.script {
            return;
        }
        let length = self.letters.len();
        match self.script {
            Script::Unspaced => {
                let starts = piece.letters.windows(length).enumerate();
                for (start, _) in starts.filter(|(_, window)| *window == self.letters) {
                    each(start..start + length);
                }
            }
            Script::Spaced if piece.letters.starts_with(&self.letters) => each(0..length),
            Script::Spaced if self.forgiving && is_forgiven(&self.letters, piece.letters) => {
                each(0..piece.letters.len());
            }
            Script::Spaced => {}
        }
    }

    fn is_in(&self, text: &str) -> bool {
        let mut found = false;
        Cutter::default().cut(text, &mut |piece| self.places_in(&piece, &mut |_| found = true));
        found
    }
}

/// The sentence, whole where it is short; else what stands around the hit, cut at whole words.
fn excerpt(text: &str, sentence: &Range<usize>, hit: &Range<usize>) -> String {
    let part = text.get(sentence.clone()).unwrap_or(text);
    if part.chars().count() <= SNIPPET_LETTERS_MAX {
        return part.trim().to_owned();
    }
    let at = hit.start.saturating_sub(sentence.start);
    let near = near(part, at);
    let window = part.get(near.clone()).unwrap_or_default();
    let bounds: Vec<usize> =
        window.split_word_bound_indices().map(|(bound, _)| near.start + bound).chain([near.end]).collect();
    let letters = |range: Range<usize>| part.get(range).map_or(0, |text| text.chars().count());
    let start = bounds.iter().copied().find(|bound| letters(*bound..at) <= SNIPPET_LETTERS_BEFORE).unwrap_or(at);
    let fits = |bound: &&usize| **bound > at && letters(start..**bound) <= SNIPPET_LETTERS_MAX;
    let end = bounds.iter().rev().find(fits).copied().unwrap_or_else(|| graphemes_end(part, start));
    let mut excerpt = String::new();
    if start > 0 {
        excerpt.push('…');
    }
    excerpt.push_str(part.get(start..end).unwrap_or(part).trim());
    if part.get(end..).is_some_and(|rest| !rest.trim().is_empty()) {
        excerpt.push('…');
    }
    excerpt
}

/// The bytes around a place in which an excerpt begins and ends: a sentence may have no end for pages.
fn near(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.char_indices().rev().nth(2 * SNIPPET_LETTERS_BEFORE).map_or(0, |(start, _)| start);
    let end = after.char_indices().nth(2 * SNIPPET_LETTERS_MAX).map_or(text.len(), |(end, _)| at + end);
    start..end
}

/// A word longer than a snippet has no better place to be cut than between two letters.
fn graphemes_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    rest.grapheme_indices(true).nth(SNIPPET_LETTERS_MAX).map_or(text.len(), |(at, _)| start + at)
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(query: &str, text: &str) -> Vec<String> {
        Query::parse(query).ranges(text).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn matches_are_shown_in_the_text_as_written() {
        assert_eq!(shown("TRAF", "Traffic and tráfico"), ["Traf", "tráf"]);
        assert_eq!(shown("facilitators", "The Facilitator’s Guide"), ["Facilitator’s"]);
        assert_eq!(shown("crossborder", "a cross-border case"), ["cross-border"]);
        assert_eq!(shown("ศึกษา", "การศึกษาไทย"), ["ศึกษา"]);
        assert_eq!(shown("", "text"), Vec::<String>::new());
    }

    #[test]
    fn a_query_has_a_limit() {
        let long = (0..1000).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ");
        assert_eq!(Query::parse(&long).parts.len(), QUERY_WORDS_MAX);
        assert!(Query::parse(" … ?! ").is_empty());
    }

    #[test]
    fn excerpts_keep_whole_words() {
        let text = "First. ".to_owned()
            + &"some words that lead on and on ".repeat(8)
            + "hit "
            + &"and more after it ".repeat(12);
        let at = text.find("hit").unwrap();
        let excerpt = excerpt(&text, &(7..text.len()), &(at..at + 3));
        assert!(excerpt.starts_with('…') && excerpt.ends_with('…') && excerpt.contains(" hit "), "{excerpt}");
        assert!(excerpt.chars().count() <= SNIPPET_LETTERS_MAX + 2, "{excerpt}");
        for word in excerpt.trim_matches('…').split(' ') {
            assert!(text.split(' ').any(|other| other == word), "{word}");
        }
    }
}
