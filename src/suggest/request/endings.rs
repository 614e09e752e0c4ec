//! How a letter ends: "Best regards, Somchai", and what is a sentence rather than a title below it.

use std::ops::Range;

use super::phrases::Phrases;
use super::tokens;
use crate::suggest::rules::table::Role;

/// What a line of words that end a letter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Letter,
    /// Thanks, which may stand anywhere.
    Thanks,
}

/// A line is short where it can end a letter: long ones are not looked at twice.
const SHORT: usize = 200;
/// So many words of a name may follow in the same line.
const NAME_WORDS: usize = 4;

/// Whether a line consists of words that end a letter, and at most of a name after them.
pub(super) fn ending(text: &str, line: &Range<usize>, phrases: &Phrases) -> Option<Ending> {
    let words = text.get(line.clone()).filter(|words| words.len() < SHORT)?;
    if words.trim() == "--" {
        return Some(Ending::Letter);
    }
    let tokens = tokens::of(text, std::slice::from_ref(line));
    let mut found = None;
    let mut at = 0;
    while at < tokens.len() {
        if let Some(length) = phrases.role_at(Role::SignOff, &tokens, at) {
            found = Some(Ending::Letter);
            at += length;
        } else if let Some(length) = phrases.role_at(Role::Thanks, &tokens, at) {
            found = found.or(Some(Ending::Thanks));
            at += length;
        } else if found.is_some() && tokens.get(at).is_some_and(|token| token.key == "and") {
            at += 1;
        } else {
            break;
        }
    }
    let found = found?;
    let rest = tokens.get(at..).unwrap_or_default();
    let Some(first) = rest.first() else { return Some(found) };
    let is_apart = at.checked_sub(1).and_then(|last| tokens.get(last)).is_some_and(|last| last.clause != first.clause);
    let is_capital = |range: &Range<usize>| {
        text.get(range.clone()).and_then(|word| word.chars().next()).is_some_and(char::is_uppercase)
    };
    let is_name = is_apart
        && rest.len() <= NAME_WORDS
        && rest.iter().all(|token| is_capital(&token.range))
        && !(at..tokens.len()).any(|at| phrases.knows(&tokens, at));
    is_name.then_some(found)
}

/// Words that stand in sentences, and in no title, name or address.
const OF_SENTENCES: [&str; 13] =
    ["we", "i", "you", "they", "he", "she", "it", "us", "me", "please", "need", "want", "would"];
/// So many letters of a script without capitals are more than a name and a title.
const CASELESS: usize = 24;
/// So many words, small ones for the most part, are no title.
const LONG: usize = 8;

/// Whether a line reads as a sentence.
pub(super) fn is_sentence(line: &str) -> bool {
    if line.contains('@') || line.contains("www.") || line.contains("://") {
        return false;
    }
    let caseless = line.chars().filter(|sign| sign.is_alphabetic() && !sign.is_lowercase() && !sign.is_uppercase());
    if caseless.take(CASELESS).count() == CASELESS {
        return true;
    }
    let words = || line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let small = words().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    let count = words().count();
    let is_spoken = || {
        let is_one = |word: &str| {
            let word = word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
            OF_SENTENCES.contains(&word.as_str())
        };
        words().any(is_one)
    };
    let ends = line.ends_with(['.', '?', '!']);
    count >= 2 && small > 0 && ends || count >= 3 && is_spoken() || count >= LONG && small * 2 > count
}

#[cfg(test)]
mod tests {
    use super::is_sentence;

    #[test]
    fn titles_and_names_are_no_sentences() {
        for line in [
            "Anna",
            "Pol. Lt. Col. Sok Dara",
            "Deputy Director, Training Department",
            "Ministry of Interior, Laos",
            "Tel. +66 2 343 9477",
            "Police Campaign Office",
            "somchai@police.example",
            "police trainer, border post",
            "www.police.example. Call.",
        ] {
            assert!(!is_sentence(line), "{line}");
        }
        for line in [
            "Can you send the guide for police?",
            "WE NEED IT NOW",
            "For the police.",
            "Please call me",
            "the course of last year was for the border guards in the north",
            "ขอเอกสารสำหรับเจ้าหน้าที่ตรวจคนเข้าเมือง",
        ] {
            assert!(is_sentence(line), "{line}");
        }
    }
}
