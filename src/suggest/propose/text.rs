//! Small things that sentences are put together from.

use crate::catalogue::search::fold;
use crate::catalogue::{Audience, AudienceId, Catalogue};

/// An audience's name inside a sentence: "frontline border officials".
pub(crate) fn audience(catalogue: &Catalogue, id: &AudienceId) -> String {
    catalogue.audience(id).map_or_else(|| id.to_string(), Audience::in_sentence)
}

/// "a, b and c".
pub(crate) fn listed(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
}

/// Each text in quotation marks.
pub(crate) fn quoted(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| format!("“{text}”")).collect()
}

/// A rule's text with its names in braces replaced. What is put in stays as it is, so that a title with braces is
/// no template; a name that is not given stays as well.
pub(crate) fn fill(template: &str, names: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    for part in template.split_inclusive('}') {
        let split = part.rsplit_once('{').and_then(|(before, name)| Some((before, name.strip_suffix('}')?)));
        match split.and_then(|(before, name)| Some((before, names.iter().find(|(known, _)| *known == name)?.1))) {
            Some((before, value)) => {
                filled.push_str(before);
                filled.push_str(value);
            }
            None => filled.push_str(part),
        }
    }
    filled
}

/// Words to look for, as they are compared.
pub(crate) struct Wanted(String);

impl Wanted {
    pub(crate) fn new(words: &str) -> Self {
        Self(format!(" {} ", fold::key(words)))
    }

    /// Whether the text holds them as whole words, whatever their case.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.0.len() > 2 && format!(" {} ", fold::key(text)).contains(&self.0)
    }
}

/// The sentences of a text, letter for letter.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.trim().is_empty() {
            return None;
        }
        let ends = [". ", "? ", "! "];
        let end = ends.iter().filter_map(|end| rest.find(end).map(|at| at + 1)).min().unwrap_or(rest.len());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_no_template() {
        assert_eq!(fill("{a} and {b}.", &[("a", "{b}"), ("b", "x")]), "{b} and x.");
        assert_eq!(fill("“{a}” {z", &[("a", "1")]), "“1” {z");
        assert_eq!(fill("{unknown} {{a}}", &[("a", "1")]), "{unknown} {1}");
    }

    #[test]
    fn sentences_are_cut_where_they_end() {
        let found: Vec<&str> = sentences("One. Two? Three is 3.5 long.").collect();
        assert_eq!(found, ["One.", "Two?", "Three is 3.5 long."]);
    }

    #[test]
    fn words_are_found_whole() {
        assert!(Wanted::new("Information Campaign").is_in("an information-campaign."));
        assert!(!Wanted::new("police").is_in("policemen"));
        assert!(!Wanted::new("-").is_in("a - b"));
    }
}
