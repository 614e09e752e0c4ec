//! What was not understood, for an answer that leaves the office's desk: without what may be a name.

use std::ops::Range;

use super::{Private, ReadRequest};
use super::{private, tokens};

/// So many sentences are given; the rest is counted.
const SENTENCES: usize = 50;
/// So many letters of one.
const LETTERS: usize = 160;

impl ReadRequest {
    /// The sentences in which nothing was understood, shortened. Words with capitals inside a sentence are left out,
    /// as is the first one where another follows it: they may be names that no rule knows.
    pub fn left_without_names(&self, text: &str) -> Vec<String> {
        let mut sentences: Vec<String> =
            self.left.iter().take(SENTENCES).map(|range| masked(text, range, &self.private)).collect();
        sentences.retain(|sentence| !sentence.is_empty());
        let more = self.left.len().saturating_sub(SENTENCES);
        if more > 0 {
            sentences.push(format!("and {more} more"));
        }
        sentences
    }
}

fn masked(text: &str, sentence: &Range<usize>, private: &[Private]) -> String {
    let tokens = private::without(tokens::of(text, std::slice::from_ref(sentence)), private);
    let word = |at: usize| tokens.get(at).and_then(|token| text.get(token.range.clone()));
    let has_capital = |at: usize| word(at).and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
    let mut words: Vec<&str> = Vec::new();
    let mut letters = 0;
    for at in 0..tokens.len() {
        let shown = word(at).unwrap_or_default();
        let may_be_name = has_capital(at) && (at > 0 || has_capital(at + 1)) && shown.chars().count() > 1;
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

#[cfg(test)]
mod tests {
    #[test]
    fn what_may_be_a_name_is_left_out() {
        let masked = |text: &str| super::masked(text, &(0..text.len()), &[]);
        assert_eq!(masked("Please call Somchai Jaidee on 0812345678 soon"), "Please call … on … soon");
        assert_eq!(masked("Somchai Jaidee asked, as I do"), "… asked as I do");
        assert!(masked(&"a ".repeat(1_000)).ends_with(" …"));
    }
}
