//! The words and limits of the check before a pack leaves, from `assets/rules/release.json`.
//!
//! They speak of texts and days, never of a resource.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::catalogue::Resource;

static OWN: LazyLock<Table> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../assets/rules/release.json")).unwrap_or_default());

/// What the check compares with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    pub version: u64,
    pub care: Care,
    pub old_after_days: Days,
}

/// A text is about the care of people where one sentence holds a word of each list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Care {
    pub subjects: Vec<String>,
    pub acts: Vec<String>,
}

/// After how many days something has to be looked at again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Days {
    pub addresses: u32,
    pub contact: u32,
}

impl Table {
    /// The program's own.
    pub fn built_in() -> &'static Self {
        &OWN
    }
}

impl Care {
    /// The sentence of a resource's own texts that speaks of identifying, interviewing, assisting or protecting
    /// victims; `None` where none does.
    pub fn sentence<'a>(&self, resource: &'a Resource) -> Option<&'a str> {
        let modules = resource.modules.iter().flat_map(|modules| &modules.items).map(|module| module.title.as_str());
        let texts = [resource.title.as_str(), resource.summary.as_str()];
        let purpose = resource.purpose.iter().map(String::as_str);
        let texts = texts.into_iter().chain(purpose).chain(modules).filter(|text| self.may_be_met_by(text));
        let sentences = texts.flat_map(|text| text.split_inclusive(". "));
        sentences.map(str::trim).find(|sentence| self.is_met_by(sentence))
    }

    /// Quick to tell, so that a large pack is looked through in no time: whether a subject's letters stand in it.
    fn may_be_met_by(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.subjects.iter().any(|subject| subject.split(' ').next().is_some_and(|word| lower.contains(word)))
    }

    fn is_met_by(&self, sentence: &str) -> bool {
        let folded = spaced(sentence);
        let holds = |words: &[String]| words.iter().any(|word| folded.contains(&spaced(word)));
        holds(&self.subjects) && holds(&self.acts)
    }
}

/// Small letters, one space around each word.
fn spaced(text: &str) -> String {
    let mut spaced = String::from(" ");
    for word in text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()) {
        spaced.extend(word.chars().flat_map(char::to_lowercase));
        spaced.push(' ');
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        let table = Table::built_in();
        assert_eq!(table.version, 1);
        assert!(!table.care.subjects.is_empty() && !table.care.acts.is_empty());
        assert!(table.old_after_days.addresses > 0 && table.old_after_days.contact > 0);
    }

    #[test]
    fn a_sentence_needs_both_words_whole() {
        let care = &Table::built_in().care;
        assert!(care.is_met_by("Interviewing victims of trafficking"));
        assert!(care.is_met_by("A VICTIM-centred way to protect them"));
        assert!(!care.is_met_by("Interviewing witnesses"));
        assert!(!care.is_met_by("Victims of crime"));
        assert!(!care.is_met_by("Victimisation and its protectors"));
    }
}
