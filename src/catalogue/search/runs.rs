//! Finds text inside scripts without spaces.
//!
//! Runs are indexed by overlapping pairs of letters; a run that holds all pairs is then looked into.

use crate::catalogue::search::vocabulary::{Posting, Postings, Vocabulary};

/// One run of a resource's text.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub place: u32,
    pub tier: u8,
    start: u32,
    end: u32,
}

/// All runs, and the pairs that they hold.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    text: String,
    /// By place, rising.
    spans: Vec<Run>,
    pairs: Vocabulary,
    postings: Postings,
}

impl Runs {
    /// Adds a run; places must come rising.
    pub fn add(&mut self, place: u32, tier: u8, letters: &[char]) {
        let start = self.text.len() as u32;
        self.text.extend(letters);
        self.spans.push(Run { place, tier, start, end: self.text.len() as u32 });
    }

    /// Indexes what was added.
    pub fn finish(&mut self) {
        self.text.shrink_to_fit();
        self.spans.shrink_to_fit();
        let mut pairs: Vec<(String, u32)> = Vec::new();
        for run in &self.spans {
            let letters: Vec<char> = self.letters(*run).chars().collect();
            let last = letters.last().map(|last| [*last]);
            let keys = letters.windows(2).chain(last.as_ref().map(<[char; 1]>::as_slice));
            pairs.extend(keys.map(|key| (key.iter().collect(), run.place)));
        }
        pairs.sort();
        pairs.dedup();
        let mut lists: Vec<(String, Vec<Posting>)> = Vec::new();
        let total = pairs.len();
        for (pair, place) in pairs {
            match lists.last_mut() {
                Some((previous, list)) if *previous == pair => list.push(Posting::new(place, 0)),
                _ => lists.push((pair, vec![Posting::new(place, 0)])),
            }
        }
        self.pairs = Vocabulary::new(lists.iter().map(|(pair, _)| pair.as_str()));
        self.postings = Postings::new(lists.into_iter().map(|(_, list)| list), total);
    }

    fn letters(&self, run: Run) -> &str {
        self.text.get(run.start as usize..run.end as usize).unwrap_or_default()
    }

    /// Gives every run that holds these letters.
    pub fn each_with(&self, letters: &[char], each: &mut dyn FnMut(Run)) {
        let wanted: String = letters.iter().collect();
        let pairs = letters.windows(2.min(letters.len()).max(1)).map(|pair| {
            let pair: String = pair.iter().collect();
            self.postings.of(self.pairs.beginning_with(&pair, 0..self.pairs.len()))
        });
        // The rarest pair leads to the fewest runs that must be looked into.
        let Some(rarest) = pairs.min_by_key(|list| list.len()) else { return };
        let mut places: Vec<u32> = rarest.iter().map(|posting| posting.place()).collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            let start = self.spans.partition_point(|run| run.place < place);
            let own = self.spans.iter().skip(start).take_while(|run| run.place == place);
            own.filter(|run| self.letters(**run).contains(&wanted)).for_each(|run| each(*run));
        }
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + self.spans.capacity() * size_of::<Run>() + self.postings.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_in_the_middle() {
        let mut runs = Runs::default();
        for (place, text) in ["การศึกษา", "中文资料", "ศึก"].iter().enumerate() {
            runs.add(place as u32, 3, &text.chars().collect::<Vec<_>>());
        }
        runs.finish();
        let found = |text: &str| {
            let mut places = Vec::new();
            runs.each_with(&text.chars().collect::<Vec<_>>(), &mut |run| places.push(run.place));
            places
        };
        assert_eq!(found("ศึก"), [0, 2]);
        assert_eq!(found("文资"), [1]);
        assert_eq!(found("料"), [1]);
        assert_eq!(found("资文"), Vec::<u32>::new());
    }
}
