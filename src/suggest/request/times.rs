//! Lengths in numbers: "two days", "2-3 days", "half a day". "30 officers" and "next week" are none.

use crate::suggest::brief::Choice as _;
use crate::suggest::propose::length::{Unit, number, unit};
use crate::suggest::rules::table::{BriefField, LengthUnit, Role, Table};

use super::answer::Found;
use super::phrases::Phrases;
use super::tokens::Token;

/// So many words can stand between a number and its unit: "two full working days".
const BETWEEN: usize = 2;

/// Words that may stand there.
const QUALIFIERS: [&str; 8] = ["full", "whole", "working", "intensive", "training", "consecutive", "week", "half"];

/// Adds every length of the text.
pub(super) fn find(tokens: &[Token], table: &Table, phrases: &Phrases, found: &mut Vec<Found>) {
    for at in 0..tokens.len() {
        let Some(unit) = tokens.get(at).and_then(|token| unit(&token.key)) else { continue };
        let Some((start, least, most)) = numbers(tokens, at) else { continue };
        if is_no_length(tokens, phrases, start, at) {
            continue;
        }
        let (unit, factor) = match unit {
            Unit::Minutes => (LengthUnit::Hours, 1.0 / 60.0),
            Unit::Hours => (LengthUnit::Hours, 1.0),
            Unit::Days => (LengthUnit::Days, 1.0),
            Unit::Longer => (LengthUnit::Longer, 1.0),
        };
        let rule = |amount: f64| {
            let amount = amount * factor;
            table.lengths.iter().find(|rule| rule.unit.0 == unit && (rule.from..=rule.to).contains(&amount))
        };
        let both = rule(least).zip(rule(most)).filter(|(least, most)| least.time == most.time);
        let (code, label, id) = both.map_or(("", "none of the times of the form", ""), |(rule, _)| {
            (rule.time.0.code(), rule.time.0.label(), rule.id.as_str())
        });
        if let Some(mut one) = Found::new(tokens, start..at + 1, BriefField::Time, code, label, id) {
            one.is_known = both.is_some();
            found.push(one);
        }
    }
}

/// The numbers before a unit: where they begin, the least and the most.
fn numbers(tokens: &[Token], at: usize) -> Option<(usize, f64, f64)> {
    let clause = tokens.get(at)?.clause;
    let key = |place: usize| tokens.get(place).filter(|token| token.clause == clause).map(|token| token.key.as_str());
    let mut end = at.checked_sub(1)?;
    for _ in 0..BETWEEN {
        let word = key(end)?;
        if number(word).is_none() && QUALIFIERS.contains(&word) {
            end = end.checked_sub(1)?;
        }
    }
    let most = number(key(end)?)?;
    let before = |back: usize| end.checked_sub(back).and_then(key);
    if matches!(key(end), Some("a" | "an")) {
        // "half a day" is half of one; "a day" alone is rarely a length ("three times a day").
        return match before(1) {
            Some("half") => Some((end - 1, 0.5, 0.5)),
            Some("for" | "of" | "take" | "takes" | "only" | "just" | "have" | "about") => Some((end, 1.0, 1.0)),
            _ => None,
        };
    }
    let joined = matches!(before(1), Some("to" | "or" | "and"));
    let first = if joined { before(2) } else { before(1) };
    // "a two-day course" is no range.
    match first.filter(|word| joined || !matches!(*word, "a" | "an")).and_then(number) {
        // "between 2 and 3 days", "2-3 days", "two or three days"
        Some(least) if least < most => Some((end - if joined { 2 } else { 1 }, least, most)),
        _ => Some((end, most, most)),
    }
}

/// Whether the words around it say that it is no time that there is: "in two days", "2 days ago", "2 hours a day".
fn is_no_length(tokens: &[Token], phrases: &Phrases, start: usize, at: usize) -> bool {
    let same = |place: usize| {
        let clause = tokens.get(at).map(|token| token.clause);
        tokens.get(place).filter(|token| Some(token.clause) == clause).map(|token| token.key.as_str())
    };
    let is_rate = matches!(same(at + 1), Some("a" | "per" | "each" | "every"))
        && same(at + 2).is_some_and(|word| unit(word).is_some());
    let is_after = phrases.is_right_before(Role::NoLengthBefore, tokens, start);
    let is_before = same(at + 1).is_some() && phrases.role_at(Role::NoLengthAfter, tokens, at + 1).is_some();
    is_rate || is_after || is_before
}
