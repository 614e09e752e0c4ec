//! Cuts a text into the pieces that are compared: small letters, no accents on Latin letters.
//!
//! Compatibility forms and case are folded (NFKD, lower case).
//! Combining marks are dropped after Latin letters alone; in Thai, Khmer, Burmese and the Indic scripts they are
//! part of the word.
//! Every letter remembers the bytes that it came from, so that a match can be shown in the text as it is written.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Whether a script puts spaces between words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    #[default]
    Spaced,
    /// Thai, Lao, Khmer, Burmese, Chinese, Japanese: a match may begin in mid-sentence.
    Unspaced,
}

/// A word, or a run of a script without spaces.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    pub script: Script,
    /// Two words that a hyphen joins, as one: "crossborder". Each of them is a piece of its own as well.
    pub joined: bool,
    pub letters: &'a [char],
    spans: &'a [Span],
}

impl Piece<'_> {
    /// The bytes of the text that these letters came from.
    pub fn origin(&self, letters: Range<usize>) -> Range<usize> {
        let spans = self.spans.get(letters).unwrap_or_default();
        let start = spans.iter().map(|span| span.start).min().unwrap_or_default();
        let end = spans.iter().map(|span| span.end).max().unwrap_or_default();
        start as usize..end as usize
    }
}

#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    end: u32,
}

/// Cuts texts; keeps its buffers from one text to the next.
#[derive(Debug, Default)]
pub struct Cutter {
    script: Script,
    letters: Vec<char>,
    spans: Vec<Span>,
    /// Whether the last letter that is no mark is Latin.
    latin: bool,
    /// The word before a hyphen.
    head: Vec<char>,
    head_spans: Vec<Span>,
}

impl Cutter {
    /// Gives every piece of a text, in its order.
    pub fn cut(&mut self, text: &str, each: &mut dyn FnMut(Piece<'_>)) {
        for (at, sign) in text.char_indices() {
            let span = Span { start: at as u32, end: (at + sign.len_utf8()) as u32 };
            if sign.is_ascii_alphanumeric() {
                self.push(sign.to_ascii_lowercase(), Script::Spaced, span, each);
                self.latin = true;
            } else if sign.is_ascii() {
                if sign != '\'' {
                    self.finish(sign == '-', each);
                }
            } else if !is_ignored(sign) {
                self.take_wide(sign, span, each);
            }
        }
        self.finish(false, each);
    }

    fn take_wide(&mut self, sign: char, span: Span, each: &mut dyn FnMut(Piece<'_>)) {
        for part in std::iter::once(sign).nfkd().flat_map(char::to_lowercase) {
            if is_combining_mark(part) {
                self.take_mark(part, span);
            } else if let Some(plain) = plain_latin(part) {
                for letter in plain.chars() {
                    self.push(letter, Script::Spaced, span, each);
                }
                self.latin = true;
            } else if part.is_alphanumeric() {
                self.push(part, script_of(part), span, each);
                self.latin = is_latin(part);
            } else {
                self.finish(part == '\u{2010}', each);
            }
        }
    }

    fn take_mark(&mut self, mark: char, span: Span) {
        let Some(last) = self.spans.last_mut() else { return };
        if self.latin {
            last.end = last.end.max(span.end);
            return;
        }
        // Marks of one letter may be typed in any order; the canonical order makes them comparable.
        let class = canonical_combining_class(mark);
        let later = |other: &&char| class != 0 && canonical_combining_class(**other) > class;
        let place = self.letters.len() - self.letters.iter().rev().take_while(later).count();
        self.letters.insert(place, mark);
        self.spans.insert(place, span);
    }

    fn push(&mut self, letter: char, script: Script, span: Span, each: &mut dyn FnMut(Piece<'_>)) {
        if self.script != script {
            self.finish(false, each);
            self.script = script;
        }
        self.letters.push(letter);
        self.spans.push(span);
    }

    /// Ends the piece, if one has begun; `hyphen` tells that the next word may be joined to it.
    fn finish(&mut self, hyphen: bool, each: &mut dyn FnMut(Piece<'_>)) {
        if !self.letters.is_empty() {
            each(Piece { script: self.script, joined: false, letters: &self.letters, spans: &self.spans });
        }
        let spaced = self.script == Script::Spaced && !self.letters.is_empty();
        if spaced && !self.head.is_empty() {
            self.head.extend_from_slice(&self.letters);
            self.head_spans.extend_from_slice(&self.spans);
            each(Piece { script: self.script, joined: true, letters: &self.head, spans: &self.head_spans });
        }
        self.head.clear();
        self.head_spans.clear();
        if spaced && hyphen {
            std::mem::swap(&mut self.head, &mut self.letters);
            std::mem::swap(&mut self.head_spans, &mut self.spans);
        }
        self.letters.clear();
        self.spans.clear();
        self.latin = false;
    }
}

/// The words of a text as they are compared, one space between them.
///
/// Two texts with the same key differ only in case, accents, hyphens and signs.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    Cutter::default().cut(text, &mut |piece| {
        if !piece.joined {
            if !key.is_empty() {
                key.push(' ');
            }
            key.extend(piece.letters);
        }
    });
    key
}

/// Signs that stand inside a word without parting it: apostrophes, soft hyphen, joiners, direction marks.
fn is_ignored(sign: char) -> bool {
    matches!(
        sign,
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180B}'..='\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

fn is_latin(letter: char) -> bool {
    matches!(
        letter,
        'a'..='z' | '0'..='9' | '\u{00DF}'..='\u{024F}' | '\u{0250}'..='\u{02AF}' | '\u{1E00}'..='\u{1EFF}'
            | '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}'
    )
}

/// Latin letters that have a stroke or are two in one, which NFKD leaves as they are.
fn plain_latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŧ' => "t",
        'þ' => "th",
        'ŋ' => "n",
        _ => return None,
    })
}

fn script_of(letter: char) -> Script {
    match letter {
        '\u{0E00}'..='\u{0EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{1950}'..='\u{19FF}'
        | '\u{1A20}'..='\u{1AAF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{A9E0}'..='\u{A9FF}'
        | '\u{AA60}'..='\u{AA7F}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' => Script::Unspaced,
        _ => Script::Spaced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let mut pieces = Vec::new();
        Cutter::default().cut(text, &mut |piece| pieces.push(piece.letters.iter().collect()));
        pieces
    }

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(key("  Đà Nẵng, ÉCOLE\u{301}! "), "da nang ecole");
        assert_eq!(key("Straße ﬁle ＡＢＣ"), "strasse file abc");
        assert_eq!(key("Facilitator’s Guide"), "facilitators guide");
    }

    #[test]
    fn marks_stay_inside_words_of_other_scripts() {
        assert_eq!(pieces("ជនរងគ្រោះ"), ["ជនរងគ្រោះ"]);
        assert_eq!(pieces("हिन्दी भाषा"), ["हिन्दी", "भाषा"]);
        assert_eq!(pieces("ABCคนไทย2"), ["abc", "คนไทย", "2"]);
    }

    #[test]
    fn marks_are_comparable_in_any_order() {
        // Shin with dagesh and dot, typed in both orders.
        assert_eq!(key("ש\u{5BC}\u{5C1}"), key("ש\u{5C1}\u{5BC}"));
    }

    #[test]
    fn a_hyphen_joins_and_parts() {
        assert_eq!(pieces("cross-border"), ["cross", "border", "crossborder"]);
        assert_eq!(pieces("two-to-three"), ["two", "to", "twoto", "three", "tothree"]);
        assert_eq!(pieces("a - b"), ["a", "b"]);
    }

    #[test]
    fn letters_know_their_bytes() {
        let text = "x Nẵ\u{301}ng ß-y";
        let mut spans = Vec::new();
        Cutter::default().cut(text, &mut |piece| spans.push(&text[piece.origin(0..piece.letters.len())]));
        assert_eq!(spans, ["x", "Nẵ\u{301}ng", "ß", "y", "ß-y"]);
    }
}
