//! Typing into a text with formatting: the formatting stays with its words, lists go on by themselves.

use std::mem::discriminant;
use std::ops::Range;

use super::{BULLET, ListKind, Mark, RichText, Style, head_of, is_kept};

/// A text after a change, and where the cursor stands in it, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    pub text: RichText,
    pub cursor: usize,
}

impl RichText {
    /// The text as it was typed anew; `cursor` is the byte at which the cursor stands now.
    ///
    /// What is typed inside formatted words takes their formatting; before and after them it is plain. A line "- "
    /// becomes an item of a list; Enter goes on with a list, and ends it on an empty item.
    pub fn typed(&self, new: &str, cursor: usize) -> Edited {
        let change = Change::between(&self.text, new, cursor);
        let inserted = new.get(change.start..change.start + change.inserted).unwrap_or_default();
        let text = self.replaced(change.start..change.old_end, inserted);
        let cursor = floor(&text.text, cursor);
        match inserted {
            "\n" => text.after_enter(cursor),
            " " => text.after_blank(cursor),
            _ => Edited { text, cursor },
        }
    }

    /// The same with other letters in the place of a range.
    #[must_use]
    pub fn replaced(&self, range: Range<usize>, with: &str) -> Self {
        let (Some(before), Some(after)) = (self.text.get(..range.start), self.text.get(range.end..)) else {
            return self.clone();
        };
        let text = [before, with, after].concat();
        let moved = |at: usize| at - range.end + range.start + with.len();
        let start = |at: usize| match at {
            at if at >= range.end => moved(at),
            at if at < range.start => at,
            _ => range.start + with.len(),
        };
        let end = |at: usize| match at {
            at if at <= range.start => at,
            at if at >= range.end => moved(at),
            _ => range.start,
        };
        let marks = self
            .marks
            .iter()
            .map(|mark| Mark { range: start(mark.range.start)..end(mark.range.end), style: mark.style.clone() });
        Self::new(&text, marks.filter(|mark| mark.range.start < mark.range.end).collect())
    }

    /// Whether a kind of formatting covers a whole range.
    pub fn has(&self, range: &Range<usize>, style: &Style) -> bool {
        let mut at = range.start;
        for mark in self.marks.iter().filter(|mark| discriminant(&mark.style) == discriminant(style)) {
            if mark.range.start <= at && mark.range.end > at {
                at = mark.range.end;
            }
        }
        !range.is_empty() && at >= range.end
    }

    /// The same with a range formatted so, or no longer so where it was; an address takes the place of another.
    #[must_use]
    pub fn toggled(&self, range: &Range<usize>, style: Style) -> Self {
        if range.is_empty() || self.text.get(range.clone()).is_none() {
            return self.clone();
        }
        let takes_away = self.has(range, &style) && !matches!(style, Style::Link(_));
        let mut marks = self.without(range, &style);
        if !takes_away && is_kept(&style) {
            marks.push(Mark { range: range.clone(), style });
        }
        Self::new(&self.text, joined(marks))
    }

    /// The same without addresses in a range.
    #[must_use]
    pub fn unlinked(&self, range: &Range<usize>) -> Self {
        Self::new(&self.text, self.without(range, &Style::Link(String::new())))
    }

    fn without(&self, range: &Range<usize>, style: &Style) -> Vec<Mark> {
        let mut marks = Vec::with_capacity(self.marks.len() + 1);
        for mark in &self.marks {
            let is_apart = mark.range.end <= range.start || mark.range.start >= range.end;
            if is_apart || discriminant(&mark.style) != discriminant(style) {
                marks.push(mark.clone());
                continue;
            }
            for rest in [mark.range.start..range.start, range.end..mark.range.end] {
                if rest.start < rest.end {
                    marks.push(Mark { range: rest, style: mark.style.clone() });
                }
            }
        }
        marks
    }

    /// The same with the lines of a range as items of a list, or no longer so where all of them were.
    pub fn listed(&self, range: &Range<usize>, kind: ListKind) -> Edited {
        let lines = self.lines_of(range);
        let is_listed = lines.iter().all(|start| self.head_at(*start).is_some_and(|(known, _)| known == kind));
        let mut edited = Edited { text: self.clone(), cursor: range.end };
        for (place, start) in lines.iter().enumerate().rev() {
            let head = match kind {
                _ if is_listed => String::new(),
                ListKind::Bulleted => BULLET.to_owned(),
                ListKind::Numbered => format!("{}. ", place + 1),
            };
            let old = self.head_at(*start).map_or(0, |(_, bytes)| bytes);
            edited.text = edited.text.replaced(*start..*start + old, &head);
            if edited.cursor >= *start + old {
                edited.cursor = edited.cursor - old + head.len();
            }
        }
        edited.cursor = floor(&edited.text.text, edited.cursor);
        edited
    }

    /// The word at a place; empty where there is none.
    pub fn word_at(&self, at: usize) -> Range<usize> {
        let at = floor(&self.text, at);
        let is_word = |sign: &char| sign.is_alphanumeric() || matches!(sign, '\'' | '’' | '-');
        let (before, after) = self.text.split_at_checked(at).unwrap_or_default();
        let back: usize = before.chars().rev().take_while(is_word).map(char::len_utf8).sum();
        let forth: usize = after.chars().take_while(is_word).map(char::len_utf8).sum();
        at - back..at + forth
    }

    /// Where the lines begin that a range touches.
    fn lines_of(&self, range: &Range<usize>) -> Vec<usize> {
        let first = line_start(&self.text, range.start);
        let inside = self.text.get(first..range.end.max(first)).unwrap_or_default();
        let later = inside.match_indices('\n').map(|(at, _)| first + at + 1);
        std::iter::once(first).chain(later.filter(|start| *start < range.end)).collect()
    }

    fn head_at(&self, start: usize) -> Option<(ListKind, usize)> {
        head_of(self.text.get(start..).unwrap_or_default())
    }

    /// After Enter: the next item of a list, or its end.
    fn after_enter(self, cursor: usize) -> Edited {
        let line = line_start(&self.text, cursor.saturating_sub(1));
        let Some((kind, bytes)) = self.head_at(line) else { return Edited { text: self, cursor } };
        let item = self.text.get(line + bytes..cursor.saturating_sub(1)).unwrap_or_default();
        if item.trim().is_empty() {
            let text = self.replaced(line..cursor, "");
            return Edited { text, cursor: line };
        }
        let head = match kind {
            ListKind::Bulleted => BULLET.to_owned(),
            ListKind::Numbered => {
                let digits = self.text.get(line..line + bytes).unwrap_or_default().trim_end_matches(". ");
                format!("{}. ", digits.parse::<u32>().unwrap_or_default() + 1)
            }
        };
        let text = self.replaced(cursor..cursor, &head);
        Edited { cursor: floor(&text.text, cursor + head.len()), text }
    }

    /// After a blank: "- " at the beginning of a line is an item.
    fn after_blank(self, cursor: usize) -> Edited {
        let line = line_start(&self.text, cursor);
        if !matches!(self.text.get(line..cursor), Some("- " | "* ")) {
            return Edited { text: self, cursor };
        }
        let text = self.replaced(line..cursor, BULLET);
        Edited { cursor: floor(&text.text, line + BULLET.len()), text }
    }
}

/// What differs between two texts: the range of the old one, and how much stands there now.
struct Change {
    start: usize,
    old_end: usize,
    inserted: usize,
}

impl Change {
    /// What stands behind the cursor was there before, as far as it is the same.
    fn between(old: &str, new: &str, cursor: usize) -> Self {
        let behind = new.get(floor(new, cursor)..).unwrap_or_default();
        let same = |one: &str, other: &str| -> usize {
            let pairs = one.chars().rev().zip(other.chars().rev());
            pairs.take_while(|(one, other)| one == other).map(|(sign, _)| sign.len_utf8()).sum()
        };
        let end = same(old, behind);
        let (old_rest, new_rest) = (old.len() - end, new.len() - end);
        let heads =
            old.get(..old_rest).unwrap_or_default().chars().zip(new.get(..new_rest).unwrap_or_default().chars());
        let start: usize = heads.take_while(|(one, other)| one == other).map(|(sign, _)| sign.len_utf8()).sum();
        Self { start, old_end: old_rest, inserted: new_rest - start }
    }
}

/// Marks of one style that touch become one.
fn joined(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    let mut joined: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match joined.iter_mut().find(|known| known.style == mark.style && known.range.end >= mark.range.start) {
            Some(known) => known.range.end = known.range.end.max(mark.range.end),
            None => joined.push(mark),
        }
    }
    joined
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..floor(text, at)).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// The last boundary between characters that is not beyond a place.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn strong(text: &str, range: Range<usize>) -> RichText {
        RichText::new(text, vec![Mark { range, style: Style::Strong }])
    }

    fn ranges(text: &RichText) -> Vec<(usize, usize)> {
        text.marks().iter().map(|mark| (mark.range.start, mark.range.end)).collect()
    }

    #[test]
    fn formatting_stays_with_its_words() {
        let text = strong("one two three", 4..7);
        let typed = |new: &str, cursor| ranges(&text.typed(new, cursor).text);
        assert_eq!(typed("one xtwo three", 5), [(5, 8)], "before");
        assert_eq!(typed("one twxo three", 7), [(4, 8)], "inside");
        assert_eq!(typed("one twox three", 8), [(4, 7)], "after");
        assert_eq!(typed("one ttwo three", 5), [(5, 8)], "the same letter before");
        assert_eq!(typed("one twoo three", 8), [(4, 7)], "the same letter after");
        assert_eq!(typed("one to three", 5), [(4, 6)], "taken from it");
        assert!(typed("one  three", 4).is_empty(), "taken away");
    }

    #[test]
    fn lists_go_on_and_end() {
        let steps = |text: &str, new: &str| {
            let edited = RichText::plain(text).typed(new, new.len());
            (edited.text.text().to_owned(), edited.cursor)
        };
        assert_eq!(steps("-", "- "), ("• ".to_owned(), 4));
        assert_eq!(steps("• one", "• one\n"), ("• one\n• ".to_owned(), 12));
        assert_eq!(steps("• one\n• ", "• one\n• \n"), ("• one\n".to_owned(), 8));
        assert_eq!(steps("9. nine", "9. nine\n"), ("9. nine\n10. ".to_owned(), 12));
        assert_eq!(steps("well -", "well - "), ("well - ".to_owned(), 7));
        let pasted = RichText::plain("").typed("- a\n- b", 7);
        assert_eq!(pasted.text.text(), "- a\n- b", "what is pasted stays as it is");
    }

    #[test]
    fn buttons_make_and_undo() {
        let text = RichText::plain("one two\nthree");
        let bold = text.toggled(&(0..3), Style::Strong);
        assert!(bold.has(&(0..3), &Style::Strong) && !bold.has(&(0..4), &Style::Strong));
        assert_eq!(ranges(&bold.toggled(&(3..7), Style::Strong)), [(0, 7)]);
        assert_eq!(ranges(&bold.toggled(&(1..2), Style::Strong)), [(0, 1), (2, 3)]);
        let linked = text.toggled(&(0..3), Style::Link("https://a.org".to_owned()));
        assert_eq!(linked.toggled(&(0..3), Style::Link("https://b.org".to_owned())).marks().len(), 1);
        assert!(linked.unlinked(&(0..3)).marks().is_empty());
        assert!(text.toggled(&(0..3), Style::Link("javascript:x".to_owned())).marks().is_empty());
        let listed = text.listed(&(0..13), ListKind::Bulleted);
        assert_eq!(listed.text.text(), "• one two\n• three");
        let numbered = listed.text.listed(&(0..listed.text.text().len()), ListKind::Numbered);
        assert_eq!(numbered.text.text(), "1. one two\n2. three");
        let plain = numbered.text.listed(&(0..numbered.text.text().len()), ListKind::Numbered);
        assert_eq!(plain.text, text);
        assert_eq!(text.word_at(5), 4..7);
    }

    proptest! {
        /// Every letter that was not touched keeps its formatting, wherever one types.
        #[test]
        fn no_letter_changes_its_formatting(
            text in "[a-zé •\n]{0,24}", inserted in "[a-zé]{0,4}", at in 0_usize..30, taken in 0_usize..5,
            from in 0_usize..30, long in 0_usize..12,
        ) {
            let cut = |at: usize| floor(&text, at);
            let rich = strong(&text, cut(from)..cut(from + long));
            let (start, end) = (cut(at), cut(cut(at) + taken));
            let new = [&text[..start], &inserted, &text[end..]].concat();
            let edited = rich.typed(&new, start + inserted.len()).text;
            prop_assert_eq!(edited.text(), &new);
            let is_strong = |rich: &RichText, at: usize| rich.marks().iter().any(|mark| mark.range.contains(&at));
            for (at, _) in text.char_indices().filter(|(at, _)| *at < start) {
                prop_assert_eq!(is_strong(&rich, at), is_strong(&edited, at));
            }
            for (at, _) in text.char_indices().filter(|(at, _)| *at >= end) {
                prop_assert_eq!(is_strong(&rich, at), is_strong(&edited, at - end + start + inserted.len()));
            }
        }
    }
}
