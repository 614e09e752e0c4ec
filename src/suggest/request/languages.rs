//! Languages that are asked for: "in Thai and Lao", "an English version". "Thai police" asks for none.

use std::ops::Range;

use crate::suggest::rules::table::{BriefField, Role};

use super::answer::Found;
use super::phrases::{Names, Phrases};
use super::tokens::Token;

/// Adds every language that is asked for.
pub(super) fn find(text: &str, tokens: &[Token], phrases: &Phrases, found: &mut Vec<Found>) {
    let Some((rule, names)) = &phrases.languages else { return };
    let mut at = 0;
    while at < tokens.len() {
        let is_after_in = phrases.is_right_before(Role::LanguageBefore, tokens, at);
        let row = list(text, tokens, names, at, is_after_in);
        let Some(end) = row.last().map(|one| one.end) else {
            at += 1;
            continue;
        };
        if is_asked_for(text, tokens, phrases, at..end) {
            let one = |it: &Named| Found::new(tokens, it.start..it.end, BriefField::Language, it.name, it.name, rule);
            found.extend(row.iter().filter_map(one));
        }
        at = end;
    }
}

struct Named {
    start: usize,
    end: usize,
    name: &'static str,
}

/// The languages that stand here in a row: "Thai", "Thai, Lao and Khmer".
fn list(text: &str, tokens: &[Token], names: &Names, start: usize, in_small: bool) -> Vec<Named> {
    let mut list: Vec<Named> = Vec::new();
    let mut at = start;
    while let Some((name, length)) = name_at(text, tokens, names, at, in_small) {
        list.push(Named { start: at, end: at + length, name });
        at += length;
        let is_joint = tokens.get(at).is_some_and(|token| matches!(token.key.as_str(), "and" | "or"));
        if is_joint {
            at += 1;
        }
        let sentence = |place: usize| tokens.get(place).map(|token| token.sentence);
        if sentence(at).is_none() || sentence(at) != sentence(start) {
            break;
        }
    }
    list
}

/// Small letters make a country or another word of these.
const AMBIGUOUS: [&str; 2] = ["lao", "polish"];

/// The name of a language; a name in Latin letters begins with a capital, unless it stands after "in" and the like.
fn name_at(text: &str, tokens: &[Token], names: &Names, at: usize, in_small: bool) -> Option<(&'static str, usize)> {
    let first = tokens.get(at)?;
    let known = names.get(&first.key)?;
    let sign = text.get(first.range.clone())?.chars().next()?;
    if sign.is_lowercase() && (!in_small || AMBIGUOUS.contains(&first.key.as_str())) {
        return None;
    }
    let stands = |words: &[String]| {
        let here = tokens.get(at..at + words.len());
        here.is_some_and(|here| here.iter().zip(words).all(|(token, word)| &token.key == word))
    };
    known
        .iter()
        .filter(|(words, _)| stands(words))
        .max_by_key(|(words, _)| words.len())
        .map(|(words, name)| (*name, words.len()))
}

fn is_asked_for(text: &str, tokens: &[Token], phrases: &Phrases, row: Range<usize>) -> bool {
    let Range { start, end } = row;
    let clause = |place: usize| tokens.get(place).map(|token| token.clause);
    let last = end.checked_sub(1).and_then(clause);
    let ends = clause(end).is_none() || clause(end) != last;
    let goes_on = ends || phrases.role_at(Role::LanguageGoesOn, tokens, end).is_some();
    let named_after = !ends && phrases.role_at(Role::LanguageAfter, tokens, end).is_some();
    named_after
        || goes_on && phrases.is_right_before(Role::LanguageBefore, tokens, start)
        || is_labelled(text, tokens, phrases, start)
}

/// "Language: Thai".
fn is_labelled(text: &str, tokens: &[Token], phrases: &Phrases, start: usize) -> bool {
    let Some(label) = start.checked_sub(1) else { return false };
    let gap =
        tokens.get(label).zip(tokens.get(start)).and_then(|(one, other)| text.get(one.range.end..other.range.start));
    gap.is_some_and(|gap| gap.trim() == ":") && phrases.role_at(Role::LanguageAfter, tokens, label).is_some()
}
