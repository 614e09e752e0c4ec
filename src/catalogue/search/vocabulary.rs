//! All words of a catalogue, sorted, and where they stand.

use std::ops::Range;

/// Different words in byte order, in one text.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    text: String,
    ends: Vec<u32>,
}

impl Vocabulary {
    /// Takes words that are sorted and differ.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        for word in words {
            vocabulary.text.push_str(word);
            vocabulary.ends.push(vocabulary.text.len() as u32);
        }
        vocabulary.text.shrink_to_fit();
        vocabulary.ends.shrink_to_fit();
        vocabulary
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + 4 * self.ends.capacity()
    }

    /// The word at a place; empty beyond the last.
    pub fn word(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The places of the words that begin so. A word that is exactly so stands first.
    pub fn beginning_with(&self, stem: &str, within: Range<usize>) -> Range<usize> {
        let start = self.first(within.clone(), |word| word < stem);
        let end = self.first(start..within.end, |word| word.starts_with(stem));
        start..end
    }

    /// The first letter after so many bytes in a range of words that share them, and the words that have it.
    /// A word that ends there is passed over.
    pub fn next_letter(&self, within: Range<usize>, bytes: usize) -> Option<(char, Range<usize>)> {
        let letter_of = |at: usize| self.word(at).get(bytes..).and_then(|rest| rest.chars().next());
        let start = within.clone().take(2).find(|at| letter_of(*at).is_some())?;
        let letter = letter_of(start)?;
        let same = |word: &str| word.get(bytes..).is_some_and(|rest| rest.starts_with(letter));
        Some((letter, start..self.first(start..within.end, same)))
    }

    /// The first place whose word does not pass; those that pass stand before all others.
    fn first(&self, within: Range<usize>, pass: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (within.start, within.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if pass(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// For each word the resources that hold it, with the weightiest field.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    ends: Vec<u32>,
    entries: Vec<Posting>,
}

impl Postings {
    /// One list a word, in the vocabulary's order.
    pub fn new(lists: impl IntoIterator<Item = Vec<Posting>>, total: usize) -> Self {
        let mut postings = Self { ends: Vec::new(), entries: Vec::with_capacity(total) };
        for list in lists {
            postings.entries.extend(list);
            postings.ends.push(postings.entries.len() as u32);
        }
        postings.ends.shrink_to_fit();
        postings
    }

    /// The entries of a range of words, one word after the other.
    pub fn of(&self, words: Range<usize>) -> &[Posting] {
        let before = |at: usize| at.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or_default();
        self.entries.get(before(words.start) as usize..before(words.end) as usize).unwrap_or_default()
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        4 * (self.ends.capacity() + self.entries.capacity())
    }
}

/// A resource's place and the tier of a field, in 4 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting(u32);

impl Posting {
    /// Places stay below 2^30, tiers below 4.
    pub fn new(place: u32, tier: u8) -> Self {
        Self(place << 2 | u32::from(tier & 3))
    }

    /// The resource's place in the catalogue.
    pub fn place(self) -> u32 {
        self.0 >> 2
    }

    /// 0 is the weightiest.
    pub fn tier(self) -> u8 {
        (self.0 & 3) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginning() {
        let vocabulary = Vocabulary::new(["a", "ab", "abc", "b", "ba", "é"]);
        assert_eq!(vocabulary.beginning_with("ab", 0..6), 1..3);
        assert_eq!(vocabulary.beginning_with("", 0..6), 0..6);
        assert_eq!(vocabulary.beginning_with("c", 0..6), 5..5);
        assert_eq!(vocabulary.beginning_with("é", 0..6), 5..6);
    }

    #[test]
    fn next_letters_are_walked() {
        let vocabulary = Vocabulary::new(["a", "ab", "abc", "ad", "é"]);
        assert_eq!(vocabulary.next_letter(0..5, 0), Some(('a', 0..4)));
        assert_eq!(vocabulary.next_letter(0..4, 1), Some(('b', 1..3)));
        assert_eq!(vocabulary.next_letter(3..4, 1), Some(('d', 3..4)));
        assert_eq!(vocabulary.next_letter(4..4, 1), None);
        assert_eq!(vocabulary.next_letter(4..5, 0), Some(('é', 4..5)));
    }
}
