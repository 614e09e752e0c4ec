//! Who asks, and people that no audience of the catalogue means.

use std::collections::BTreeSet;
use std::ops::Range;

use super::answer::Found;
use super::phrases::Phrases;
use super::tokens::Token;
use crate::suggest::rules::table::{BriefField, Role};

/// So many words before an asker can say that it is one.
const ASKER_REACH: usize = 8;
/// No abbreviation is longer.
const ACRONYM_MAX: usize = 5;

/// Whether words of a role state what stands at a place: "we are a small" before "NGO". Between them stand only names,
/// what was understood already, and words that the table has for it.
pub(super) fn is_stated_by(
    role: Role,
    (text, tokens): (&str, &[Token]),
    at: usize,
    phrases: &Phrases,
    is_understood: &dyn Fn(usize) -> bool,
) -> bool {
    let sentence = |place: usize| tokens.get(place).map(|token| token.sentence);
    let mut place = at;
    for _ in 0..ASKER_REACH {
        if phrases.ends_at(role, tokens, place) {
            return true;
        }
        let Some(before) = place.checked_sub(1).filter(|before| sentence(*before) == sentence(at)) else {
            return false;
        };
        let Some(token) = tokens.get(before) else { return false };
        // "border guards and police": a list of those who ask.
        let is_list = || {
            matches!(token.key.as_str(), "and" | "or")
                && before.checked_sub(1).is_some_and(is_understood)
                && (place == at || is_understood(place))
        };
        let is_of_it = phrases.role_at(Role::AskerBetween, tokens, before).is_some()
            || phrases.role_at(Role::Negation, tokens, before).is_some()
            || is_understood(before)
            || is_list();
        let is_name = || is_like_a_name(text, token) && phrases.role_at(Role::Plain, tokens, before).is_none();
        if !is_of_it && !is_name() {
            return false;
        }
        place = before;
    }
    false
}

/// Marks audiences that the text states as those who write. "We are police" is for them where no other is named.
pub(super) fn mark_senders(text: &str, tokens: &[Token], phrases: &Phrases, found: &mut [Found]) {
    let audiences: BTreeSet<usize> =
        found.iter().filter(|it| it.field == BriefField::Audience).flat_map(|it| it.tokens.clone()).collect();
    let is_understood = |place: usize| audiences.contains(&place);
    let stated = |role: Role, it: &Found| {
        it.field == BriefField::Audience
            && !it.is_denied
            && is_stated_by(role, (text, tokens), it.tokens.start, phrases, &is_understood)
    };
    let mut groups = Vec::new();
    let mut is_other_named = false;
    for (place, it) in found.iter_mut().enumerate() {
        if stated(Role::SenderBefore, it) {
            it.is_sender = true;
        } else if stated(Role::GroupBefore, it) {
            groups.push(place);
        } else {
            is_other_named |= it.field == BriefField::Audience && !it.is_denied;
        }
    }
    for place in groups.into_iter().filter(|_| is_other_named) {
        if let Some(it) = found.get_mut(place) {
            it.is_sender = true;
        }
    }
}

/// Finds people that no rule knows: "customs officers", "judges".
pub(super) fn find(text: &str, tokens: &[Token], phrases: &Phrases, found: &mut Vec<Found>) {
    let inside: BTreeSet<usize> = found.iter().flat_map(|it| it.tokens.clone()).collect();
    let mut add = |role: Role, range: Range<usize>| {
        let rule = phrases.rule_of(role);
        let words: Vec<&str> =
            tokens.get(range.clone()).unwrap_or_default().iter().map(|token| token.key.as_str()).collect();
        let words = words.join(" ");
        if let Some(mut one) = Found::new(tokens, range, BriefField::Audience, &words, &words, &rule) {
            one.is_known = false;
            found.push(one);
        }
    };
    for at in 0..tokens.len() {
        if inside.contains(&at) {
            continue;
        }
        // "My wife is a journalist" asks for nobody; several of them are people.
        let is_several = tokens.get(at).is_some_and(|token| token.key != token.stem());
        if is_several && phrases.role_at(Role::PeopleAlone, tokens, at).is_some() {
            add(Role::PeopleAlone, at..at + 1);
        } else if phrases.role_at(Role::People, tokens, at).is_some()
            && let Some(before) = at.checked_sub(1).filter(|before| !inside.contains(before))
            && is_kind_of_people(text, tokens, before, phrases)
        {
            add(Role::People, before..at + 1);
        }
    }
}

/// Whether the word before people says which. A word that no rule knows may be somebody's name.
fn is_kind_of_people(text: &str, tokens: &[Token], before: usize, phrases: &Phrases) -> bool {
    let Some((word, people)) = tokens.get(before).zip(tokens.get(before + 1)) else { return false };
    let shown = text.get(word.range.clone()).unwrap_or_default();
    let is_acronym = (2..=ACRONYM_MAX).contains(&shown.len()) && shown.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_kind = phrases.role_at(Role::PeopleKind, tokens, before) == Some(1)
        || is_acronym && phrases.role_at(Role::PeoplePlain, tokens, before).is_none();
    word.clause == people.clause && is_kind && phrases.role_at(Role::Negation, tokens, before).is_none()
}

/// A capital; in a text of capitals only what is short enough for an abbreviation.
fn is_like_a_name(text: &str, token: &Token) -> bool {
    let is_shouted = token.range.len() > ACRONYM_MAX
        && text.get(token.range.clone()).is_some_and(|word| !word.chars().any(char::is_lowercase));
    has_capital(text, token) && !is_shouted
}

pub(super) fn has_capital(text: &str, token: &Token) -> bool {
    text.get(token.range.clone()).and_then(|word| word.chars().next()).is_some_and(char::is_uppercase)
}
