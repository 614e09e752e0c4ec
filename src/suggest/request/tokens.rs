//! Cuts the lines that are read into words, each with its clause and its sentence.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::catalogue::search::fold;

/// A word of the text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// As it is compared.
    pub(super) key: String,
    /// Counts commas and the like.
    pub(super) clause: usize,
    pub(super) sentence: usize,
}

impl Token {
    /// The key without the ending of the plural.
    pub(super) fn stem(&self) -> &str {
        stem(&self.key)
    }
}

/// A word without the ending of the plural.
pub(super) fn stem(key: &str) -> &str {
    match key.strip_suffix('s') {
        Some(short) if short.len() >= 3 && !short.ends_with('s') => short,
        _ => key,
    }
}

/// The words of some parts of a text, in its order. A part ends a sentence.
pub(super) fn of(text: &str, ranges: &[Range<usize>]) -> Vec<Token> {
    let mut cutter = Cutter { text, tokens: Vec::new(), start: None, clause: 0, sentence: 0 };
    for range in ranges {
        cutter.cut(range.clone());
        cutter.end_sentence();
    }
    cutter.tokens
}

struct Cutter<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Where the word began that is being read.
    start: Option<usize>,
    clause: usize,
    sentence: usize,
}

impl Cutter<'_> {
    fn cut(&mut self, range: Range<usize>) {
        let Some(part) = self.text.get(range.clone()) else { return };
        let mut signs = part.char_indices().peekable();
        let mut line_has_words = true;
        while let Some((at, sign)) = signs.next() {
            let place = range.start + at;
            let next = signs.peek().map(|(_, next)| *next);
            let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
            let is_inside = matches!(sign, '\'' | '’') && self.start.is_some() && is_letter(next);
            if sign.is_alphanumeric() || is_combining_mark(sign) || is_inside {
                self.start.get_or_insert(place);
                line_has_words = true;
                continue;
            }
            self.end_word(place);
            match sign {
                '\n' => {
                    // A line that goes on is one sentence; an empty line ends it, as does the mark of a list.
                    if !line_has_words || next.is_some_and(|next| matches!(next, '-' | '*' | '•' | '·')) {
                        self.end_sentence();
                    }
                    line_has_words = false;
                }
                '.' | '?' | '!' if next.is_none_or(char::is_whitespace) => self.end_sentence(),
                '。' | '？' | '！' | '।' | '۔' | '؟' | '။' => self.end_sentence(),
                ',' | ';' | ':' | '(' | ')' | '–' | '—' | '،' | '、' | '"' | '“' | '”' => self.clause += 1,
                '-' if next.is_none_or(char::is_whitespace) => self.clause += 1,
                _ => {}
            }
        }
        self.end_word(range.end);
    }

    fn end_word(&mut self, end: usize) {
        let Some(start) = self.start.take() else { return };
        let Some(word) = self.text.get(start..end) else { return };
        let key = if word.is_ascii() {
            word.chars().filter(|sign| *sign != '\'').map(|sign| sign.to_ascii_lowercase()).collect()
        } else {
            fold::key(word)
        };
        if !key.is_empty() {
            self.tokens.push(Token { range: start..end, key, clause: self.clause, sentence: self.sentence });
        }
    }

    fn end_sentence(&mut self) {
        self.sentence += 1;
        self.clause += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, usize)> {
        of(text, std::slice::from_ref(&(0..text.len()))).into_iter().map(|token| (token.key, token.sentence)).collect()
    }

    #[test]
    fn words_know_their_sentence() {
        let words = cut("Don’t go. Two-day\ncourse\n\nNext v1.5 - now");
        let keys: Vec<&str> = words.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["dont", "go", "two", "day", "course", "next", "v1", "5", "now"]);
        assert_eq!(words.iter().map(|(_, at)| *at).collect::<Vec<_>>(), [0, 0, 1, 1, 1, 2, 2, 2, 2]);
    }

    #[test]
    fn plurals_have_the_stem_of_the_singular() {
        assert_eq!(
            [stem("officers"), stem("officer"), stem("press"), stem("is"), stem("days")],
            ["officer", "officer", "press", "is", "day"]
        );
    }
}
