//! Finds what is not taken over: names, addresses, telephone numbers, numbers of documents.

use std::ops::Range;

use crate::suggest::brief::languages;
use crate::suggest::rules::table::Role;

use super::phrases::Phrases;
use super::tokens::Token;
use super::{Private, PrivateKind};

/// A number of so many digits is nobody's count of officers.
const LONG_NUMBER: usize = 7;
/// The name in a greeting is no longer, in words.
const GREETING_WORDS: usize = 5;
/// A name without a title is no longer.
const NAME_WORDS: usize = 3;

/// All private words of some parts of the text, in its order, none overlapping.
pub(super) fn of(text: &str, ranges: &[Range<usize>], tokens: &[Token], phrases: &Phrases) -> Vec<Private> {
    let mut found = emails(text, ranges);
    found.extend(numbers(text, tokens));
    found.extend(names(text, tokens, phrases));
    merged(found, Vec::new())
}

/// The words that are not private. Where some are left out, a new clause begins, so that what stands around them is
/// not read as one.
pub(super) fn without(tokens: Vec<Token>, private: &[Private]) -> Vec<Token> {
    let mut next = private.iter().peekable();
    let mut gaps = 0;
    let open = |mut token: Token| {
        while next.next_if(|it| it.range.end <= token.range.start).is_some() {}
        if next.peek().is_some_and(|it| it.range.start < token.range.end) {
            gaps += 1;
            return None;
        }
        token.clause += gaps;
        Some(token)
    };
    tokens.into_iter().filter_map(open).collect()
}

/// Both lists as one, in the order of the text; what overlaps is one.
pub(super) fn merged(mut one: Vec<Private>, other: Vec<Private>) -> Vec<Private> {
    one.extend(other);
    one.sort_by_key(|it| (it.range.start, std::cmp::Reverse(it.range.end)));
    let mut merged: Vec<Private> = Vec::with_capacity(one.len());
    for it in one {
        match merged.last_mut().filter(|last| it.range.start < last.range.end) {
            Some(last) => last.range.end = last.range.end.max(it.range.end),
            None => merged.push(it),
        }
    }
    merged
}

fn emails(text: &str, ranges: &[Range<usize>]) -> Vec<Private> {
    let mut found = Vec::new();
    for range in ranges {
        let Some(part) = text.get(range.clone()) else { continue };
        // What was looked at to the left is not looked at again: the search stays in proportion to the text.
        let mut looked = 0;
        for (at, _) in part.match_indices('@') {
            let (Some(before), Some(after)) = (part.get(looked..at), part.get(at + 1..)) else { continue };
            let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '_' | '%' | '+' | '-');
            let start = looked + before.trim_end_matches(is_part).len();
            let end = at + 1 + after.find(|sign| !is_part(sign)).unwrap_or(after.len());
            looked = at + 1;
            if start < at && end > at + 1 {
                found.push(Private { range: range.start + start..range.start + end, kind: PrivateKind::Email });
            }
        }
    }
    found
}

/// Long numbers and numbers of documents.
fn numbers(text: &str, tokens: &[Token]) -> Vec<Private> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let digits = first.key.bytes().filter(u8::is_ascii_digit).count();
        if digits < first.key.len() {
            if digits >= 6 && (7..=14).contains(&first.key.len()) && first.key.is_ascii() {
                found.push(Private { range: first.range.clone(), kind: PrivateKind::Document });
            }
            at += 1;
            continue;
        }
        let mut group = vec![first];
        while let (Some(last), Some(next)) = (group.last(), tokens.get(at + group.len())) {
            let between = text.get(last.range.end..next.range.start).unwrap_or_default();
            let is_gap = between.len() <= 3 && between.chars().all(|sign| " +()-./".contains(sign));
            if !is_gap || !next.key.bytes().all(|byte| byte.is_ascii_digit()) {
                break;
            }
            group.push(next);
        }
        let count: usize = group.iter().map(|token| token.key.len()).sum();
        if count >= LONG_NUMBER && !is_date(&group) {
            let end = group.last().map_or(first.range.end, |last| last.range.end);
            let lead = text
                .get(..first.range.start)
                .map_or(0, |before| before.len() - before.trim_end_matches(['+', '(']).len());
            found.push(Private { range: first.range.start - lead..end, kind: PrivateKind::Number });
        }
        at += group.len();
    }
    found
}

/// "2026-11-26", "26/11/2026", "2025-2026".
fn is_date(group: &[&Token]) -> bool {
    let lengths: Vec<usize> = group.iter().map(|token| token.key.len()).collect();
    let is_year = |token: &Token| token.key.starts_with("19") || token.key.starts_with("20");
    match lengths.as_slice() {
        [4, 1..=2, 1..=2] => group.first().is_some_and(|token| is_year(token)),
        [1..=2, 1..=2, 4] => group.last().is_some_and(|token| is_year(token)),
        [4, 4] => group.iter().all(|token| is_year(token)),
        _ => false,
    }
}

/// Names after a title, in a greeting, or where somebody says who writes. A greeting goes with its name.
fn names(text: &str, tokens: &[Token], phrases: &Phrases) -> Vec<Private> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let words = Words { text, tokens, phrases };
        let lead = |role: Role| Some(at + phrases.role_at(role, tokens, at)?);
        let greeting = lead(Role::Greeting).filter(|_| begins_line(text, tokens, at));
        let (start, end) = if let Some(start) = lead(Role::NameStated) {
            (
                start,
                words
                    .run(start, NAME_WORDS, |it| words.is_capital(it) && !words.is_plain(it) || !words.is_ordinary(it)),
            )
        } else if let Some(start) = lead(Role::NameBefore) {
            (start, words.run(start, GREETING_WORDS, |it| words.is_capital(it) && !words.is_shouted(it)))
        } else if let Some(start) = greeting {
            (start, words.greeted(start))
        } else if let Some(start) = lead(Role::NameMayFollow) {
            (start, words.introduced(start))
        } else {
            continue;
        };
        let (Some(first), Some(last)) = (tokens.get(start), end.checked_sub(1).and_then(|it| tokens.get(it))) else {
            continue;
        };
        if end > start {
            let start = if greeting == Some(start) { token.range.start } else { first.range.start };
            found.push(Private { range: start..last.range.end, kind: PrivateKind::Name });
        }
    }
    found
}

/// Words that may be a name.
struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    phrases: &'a Phrases,
}

impl Words<'_> {
    /// Where words of a kind end that begin at a place and have nothing but spaces and the like between them.
    fn run(&self, start: usize, most: usize, is_of_it: impl Fn(usize) -> bool) -> usize {
        let mut end = start;
        while end < start + most && self.is_close(end) && is_of_it(end) {
            end += 1;
        }
        end
    }

    fn is_close(&self, at: usize) -> bool {
        let gap = at.checked_sub(1).and_then(|before| self.tokens.get(before)).zip(self.tokens.get(at));
        let gap = gap.and_then(|(before, token)| self.text.get(before.range.end..token.range.start));
        gap.is_some_and(|gap| gap.chars().all(|sign| matches!(sign, ' ' | '.' | '-')))
    }

    /// All capitals up to the end of a greeting; where it goes on, only words that no rule knows.
    fn greeted(&self, start: usize) -> usize {
        let end = self.run(start, GREETING_WORDS + 1, |at| self.is_capital(at) && !self.is_plain(at));
        if end - start <= GREETING_WORDS && !self.is_close(end) {
            return end;
        }
        self.run(start, NAME_WORDS, |at| self.is_capital(at) && !self.is_ordinary(at))
    }

    /// "This is Somchai Jaidee", "i am budi from indonesia".
    fn introduced(&self, start: usize) -> usize {
        let is_title = |at: usize| self.is_capital(at) && self.shown(at).chars().nth(1).is_some_and(char::is_lowercase);
        let end = self.run(start, NAME_WORDS, |at| is_title(at) && !self.is_ordinary(at));
        if end > start {
            return end;
        }
        let end = self.run(start, NAME_WORDS, |at| !self.is_ordinary(at));
        let goes_on = self.tokens.get(end).is_some_and(|token| token.key == "from") && self.is_close(end);
        if goes_on { end } else { start }
    }

    fn shown(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.text.get(token.range.clone())).unwrap_or_default()
    }

    fn is_capital(&self, at: usize) -> bool {
        self.shown(at).chars().next().is_some_and(is_of_a_name)
    }

    fn is_plain(&self, at: usize) -> bool {
        self.phrases.role_at(Role::Plain, self.tokens, at).is_some()
    }

    /// "NEEDS": in a text of capitals they tell nothing.
    fn is_shouted(&self, at: usize) -> bool {
        let shown = self.shown(at);
        shown.chars().count() > 1 && !shown.chars().any(char::is_lowercase) && self.is_plain(at)
    }

    /// Whether some rule has the word.
    fn is_ordinary(&self, at: usize) -> bool {
        let roles = [
            Role::Plain,
            Role::Negation,
            Role::AskerBefore,
            Role::AskerBetween,
            Role::SenderBefore,
            Role::People,
            Role::PeopleKind,
            Role::LanguageBefore,
        ];
        self.phrases.knows(self.tokens, at)
            || roles.iter().any(|role| self.phrases.role_at(*role, self.tokens, at).is_some())
            || languages::known(self.shown(at)).is_some()
            || self.shown(at).starts_with(|sign: char| sign.is_ascii_digit())
    }
}

/// Whether a word is the first one of its line.
pub(super) fn begins_line(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return true };
    let gap = tokens.get(at).and_then(|token| text.get(before.range.end..token.range.start));
    gap.is_some_and(|gap| gap.contains('\n'))
}

/// Capitals, and letters of scripts that have none.
fn is_of_a_name(sign: char) -> bool {
    sign.is_alphabetic() && !sign.is_lowercase()
}
