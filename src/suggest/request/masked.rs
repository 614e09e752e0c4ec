//! What was not understood, for an answer that leaves the office's desk: without what may be a name.

use std::ops::Range;

use super::{Private, ReadRequest};
use super::{private, tokens};
use crate::pack::words::lists::shortened;

/// So many parts are given; the rest is counted.
const PARTS: usize = 50;
/// So many letters of one.
const LETTERS: usize = 160;

impl ReadRequest {
    /// What was not understood, shortened. Words with capitals inside a sentence are left out, as is the first one
    /// where another follows it, and words of scripts without capitals: they may be names that no rule knows.
    pub fn left_without_names(&self, text: &str) -> Vec<String> {
        let mut parts = shortened(&self.left, PARTS, |range| masked(text, range, &self.private));
        parts.retain(|part| !part.is_empty());
        parts
    }
}

fn masked(text: &str, part: &Range<usize>, private: &[Private]) -> String {
    let tokens = private::without(tokens::of(text, std::slice::from_ref(part)), private);
    let begins = begins_sentence(text, part.start);
    let word = |at: usize| tokens.get(at).and_then(|token| text.get(token.range.clone()));
    let has_capital = |at: usize| word(at).and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
    let mut words: Vec<&str> = Vec::new();
    let mut letters = 0;
    for at in 0..tokens.len() {
        let shown = word(at).unwrap_or_default();
        let is_capital = has_capital(at) && (at > 0 || !begins || has_capital(at + 1)) && shown.chars().count() > 1;
        let may_be_name = is_capital || shown.chars().any(is_caseless);
        let has_digits = shown.chars().filter(char::is_ascii_digit).count() > 4;
        letters += shown.chars().count() + 1;
        if letters > LETTERS {
            words.push("…");
            break;
        }
        if !may_be_name && !has_digits {
            words.push(shown);
        } else if words.last() != Some(&"…") {
            words.push("…");
        }
    }
    words.join(" ")
}

/// A letter of a script without capitals, in which names look like all other words.
fn is_caseless(sign: char) -> bool {
    sign.is_alphabetic() && !sign.is_lowercase() && !sign.is_uppercase()
}

/// Whether a sentence begins here, as far as the signs before it say.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let signs = before.trim_end();
    let lines = before.len() - before.trim_end_matches(['\n', '\r']).len();
    signs.chars().next_back().is_none_or(|sign| ".?!>*•·。？！।۔؟။".contains(sign)) || lines > 1
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_may_be_a_name_is_left_out() {
        let masked = |text: &str| super::masked(text, &(0..text.len()), &[]);
        assert_eq!(masked("Please call Somchai Jaidee on 0812345678 soon"), "Please call … on … soon");
        assert_eq!(masked("Somchai Jaidee asked, as I do"), "… asked as I do");
        assert_eq!(masked("ผมชื่อสมชาย ใจดี, send it"), "… send it");
        assert!(masked(&"a ".repeat(1_000)).ends_with(" …"));
        let text = "We train in Poipet. Bring pens.";
        assert_eq!(super::masked(text, &(12..18), &[]), "…", "a capital inside a sentence");
        assert_eq!(super::masked(text, &(20..30), &[]), "Bring pens");
    }
}
