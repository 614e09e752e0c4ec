//! One typing error: a letter swapped, dropped, doubled or wrong, the first one too.
//!
//! [`is_forgiven`] is the rule; [`forgiven_words`] finds all words of a vocabulary that it accepts without looking at
//! each of them.

use std::ops::Range;

use crate::catalogue::search::vocabulary::Vocabulary;

/// Words with fewer letters must be typed right, and are not taken for another.
const FORGIVE_FROM: usize = 4;

/// From so many letters on, the beginning of a word may hold the error. Shorter, nearly everything would fit.
const FORGIVE_BEGINNING_FROM: usize = 5;

/// Whether an error in this word is forgiven at all. Numbers are either right or wrong.
pub fn may_forgive(typed: &[char]) -> bool {
    typed.len() >= FORGIVE_FROM && !typed.iter().any(|letter| letter.is_numeric())
}

/// Whether `typed` is `word`, or its beginning, with one typing error.
///
/// In a beginning the last letter must be right: it is not known yet whether it is an error.
pub fn is_forgiven(typed: &[char], word: &[char]) -> bool {
    if !may_forgive(typed) || word.len() < FORGIVE_FROM {
        return false;
    }
    one_error(typed, word) || (typed.len() >= FORGIVE_BEGINNING_FROM && begins_with_error(typed, word))
}

fn begins_with_error(typed: &[char], word: &[char]) -> bool {
    let lengths = typed.len() - 1..=typed.len() + 1;
    lengths.filter_map(|length| word.get(..length)).any(|beginning| {
        beginning.len() >= FORGIVE_FROM
            && one_error(typed, beginning)
            && (typed.last() == beginning.last() || ends_swapped(typed, beginning))
    })
}

fn ends_swapped(left: &[char], right: &[char]) -> bool {
    let end = |letters: &[char]| letters.len().saturating_sub(2);
    left.len() == right.len()
        && is_swap(left.get(end(left)..).unwrap_or_default(), right.get(end(right)..).unwrap_or_default())
}

/// Whether at most one error lies between the two (optimal string alignment).
fn one_error(left: &[char], right: &[char]) -> bool {
    let same = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (left, right) = (left.get(same..).unwrap_or_default(), right.get(same..).unwrap_or_default());
    let after = |letters, count| <[char]>::get(letters, count..).unwrap_or_default();
    match (left, right) {
        ([], [] | [_]) | ([_], []) => true,
        ([], _) | (_, []) => false,
        _ => {
            after(left, 1) == after(right, 1)
                || after(left, 1) == right
                || left == after(right, 1)
                || (is_swap(left, right) && after(left, 2) == after(right, 2))
        }
    }
}

/// Whether the first two letters of the one are those of the other in turn.
fn is_swap(left: &[char], right: &[char]) -> bool {
    matches!((left, right), ([first, second, ..], [third, fourth, ..]) if first == fourth && second == third)
}

/// Every word of the vocabulary that [`is_forgiven`] accepts, as ranges of its places, rising and apart.
///
/// Words with more than an error are never looked at: up to the error the typed letters lead the way.
pub fn forgiven_words(vocabulary: &Vocabulary, typed: &[char]) -> Vec<Range<usize>> {
    let mut walk = Walk { vocabulary, beginnings: typed.len() >= FORGIVE_BEGINNING_FROM, found: Vec::new() };
    if !may_forgive(typed) {
        return walk.found;
    }
    for at in 0..=typed.len() {
        let (head, tail) = typed.split_at(at);
        let stem: String = head.iter().collect();
        let range = vocabulary.beginning_with(&stem, 0..vocabulary.len());
        if range.is_empty() {
            break;
        }
        walk.with_error_at(&stem, range, tail, typed.len());
    }
    merged(walk.found)
}

struct Walk<'a> {
    vocabulary: &'a Vocabulary,
    beginnings: bool,
    found: Vec<Range<usize>>,
}

impl Walk<'_> {
    /// All words with the stem right and the error right after it.
    fn with_error_at(&mut self, stem: &str, range: Range<usize>, tail: &[char], length: usize) {
        if let [typed, rest @ ..] = tail {
            self.take(stem, &[], rest, range.clone(), length - 1, !rest.is_empty());
            if let [next, rest @ ..] = rest {
                self.take(stem, &[*next, *typed], rest, range.clone(), length, true);
            }
        }
        let mut left = range;
        while let Some((letter, words)) = self.vocabulary.next_letter(left.clone(), stem.len()) {
            left.start = words.end;
            if let [typed, rest @ ..] = tail
                && *typed != letter
            {
                self.take(stem, &[letter], rest, words.clone(), length, !rest.is_empty());
            }
            self.take(stem, &[letter], tail, words, length + 1, !tail.is_empty());
        }
    }

    /// Takes the word that is so spelt, and those that begin so if the error is not in the last letter.
    fn take(&mut self, stem: &str, put: &[char], rest: &[char], within: Range<usize>, length: usize, inside: bool) {
        if length < FORGIVE_FROM {
            return;
        }
        let mut spelt = String::with_capacity(stem.len() + 4 * (put.len() + rest.len()));
        spelt.push_str(stem);
        spelt.extend(put);
        spelt.extend(rest);
        let mut range = self.vocabulary.beginning_with(&spelt, within);
        if !(inside && self.beginnings) {
            let whole = !range.is_empty() && self.vocabulary.word(range.start) == spelt;
            range.end = range.start + usize::from(whole);
        }
        if !range.is_empty() {
            self.found.push(range);
        }
    }
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forgiven(typed: &str, word: &str) -> bool {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        is_forgiven(&letters(typed), &letters(word))
    }

    #[test]
    fn one_error_is_forgiven() {
        for typed in ["boarder", "bordr", "borderr", "bprder", "vorder", "obrder", "border", "order", "borde"] {
            assert!(forgiven(typed, "border"), "{typed}");
        }
        for typed in ["orders", "bordders", "brodre", "bord", "der", "2018"] {
            assert!(!forgiven(typed, "border"), "{typed}");
        }
    }

    #[test]
    fn beginnings_are_forgiven_from_five_letters() {
        assert!(forgiven("trafi", "trafficking"));
        assert!(forgiven("imigr", "immigration"));
        assert!(forgiven("vicit", "victims"));
        assert!(!forgiven("visa", "vital"), "four letters must be a whole word");
        assert!(!forgiven("trafx", "trafficking"), "the last letter of a beginning must be right");
        assert!(!forgiven("2013", "2014"), "numbers are right or wrong");
    }

    /// The textbook's table, to compare with.
    fn distance(left: &[char], right: &[char]) -> usize {
        let mut rows = vec![(0..=right.len()).collect::<Vec<usize>>()];
        for i in 1..=left.len() {
            let mut row = vec![i];
            for j in 1..=right.len() {
                let cost = usize::from(left[i - 1] != right[j - 1]);
                let mut best = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + cost);
                if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                    best = best.min(rows[i - 2][j - 2] + 1);
                }
                row.push(best);
            }
            rows.push(row);
        }
        rows[left.len()][right.len()]
    }

    proptest! {
        #[test]
        fn one_error_is_what_the_table_says(left in "[ab]{0,7}", right in "[ab]{0,7}") {
            let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
            prop_assert_eq!(one_error(&left, &right), distance(&left, &right) <= 1);
        }

        #[test]
        fn the_walk_finds_what_the_rule_accepts(words in prop::collection::btree_set("[abé]{1,8}", 0..60), typed in "[abé]{0,7}") {
            let vocabulary = Vocabulary::new(words.iter().map(String::as_str));
            let typed: Vec<char> = typed.chars().collect();
            let found: Vec<&str> = forgiven_words(&vocabulary, &typed).into_iter().flatten().map(|at| vocabulary.word(at)).collect();
            let begins = |word: &&&str| word.starts_with(&typed.iter().collect::<String>());
            let mut accepted: Vec<&str> = words.iter().map(String::as_str)
                .filter(|word| is_forgiven(&typed, &word.chars().collect::<Vec<_>>())).collect();
            // Words that begin as typed need no forgiving; either way of finding them is right.
            accepted.retain(|word| !begins(&word));
            prop_assert_eq!(found.iter().filter(|word| !begins(word)).copied().collect::<Vec<_>>(), accepted);
        }
    }
}
