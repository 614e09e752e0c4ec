//! Lengths in numbers: "two days", "2-3 days", "half a day", "1.5 days". "30 officers" and "next week" are none.

use crate::suggest::brief::Choice as _;
use crate::suggest::propose::length::{Unit, number, unit};
use crate::suggest::rules::table::{BriefField, LengthUnit, Role, Table};

use super::answer::Found;
use super::people::has_capital;
use super::phrases::Phrases;
use super::tokens::Token;

/// So many words can stand between a number and its unit: "two full working days".
const BETWEEN: usize = 2;
/// No length goes back over more words.
const REACH: usize = 12;

/// Words that may stand there.
const QUALIFIERS: [&str; 8] = ["full", "whole", "working", "intensive", "training", "consecutive", "week", "half"];

/// Adds every length of the text.
pub(super) fn find(text: &str, tokens: &[Token], table: &Table, phrases: &Phrases, found: &mut Vec<Found>) {
    for at in 0..tokens.len() {
        let Some(unit) = tokens.get(at).and_then(|token| unit(&token.key)) else { continue };
        let words = Words { text, tokens, low: low(text, tokens, at) };
        let Some(length) = words.length(at) else { continue };
        if is_no_length(&words, phrases, &length) {
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
        let both = rule(length.least).zip(rule(length.most)).filter(|(least, most)| least.time == most.time);
        let (code, label, id) = both.map_or(("", "none of the times of the form", ""), |(rule, _)| {
            (rule.time.0.code(), rule.time.0.label(), rule.id.as_str())
        });
        if let Some(mut one) = Found::new(tokens, length.start..length.end, BriefField::Time, code, label, id) {
            one.is_known = both.is_some();
            found.push(one);
        }
    }
}

/// A length: its words, the least and the most.
struct Length {
    start: usize,
    end: usize,
    least: f64,
    most: f64,
}

/// The words before a unit that can belong to its number.
struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// The first of them.
    low: usize,
}

/// The first word that can belong to a number before a place: of the same clause, over the brackets of "two (2) days"
/// and the comma of "1,5 days".
fn low(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut low = at;
    while let Some(before) = low.checked_sub(1).filter(|_| at - low < REACH) {
        let (Some(one), Some(other)) = (tokens.get(before), tokens.get(low)) else { break };
        let gap = text.get(one.range.end..other.range.start).unwrap_or_default();
        let is_decimal = || gap == "," && is_digits(one) && is_digits(other);
        let is_bracket = || gap.chars().all(|sign| " ()".contains(sign));
        if one.clause != other.clause && !is_decimal() && !is_bracket() {
            break;
        }
        low = before;
    }
    low
}

fn is_digits(token: &Token) -> bool {
    token.key.bytes().all(|byte| byte.is_ascii_digit())
}

impl Words<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|_| at >= self.low)
    }

    fn key(&self, at: usize) -> Option<&str> {
        self.token(at).map(|token| token.key.as_str())
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(place, word)| self.key(at + place) == Some(*word))
    }

    /// The length whose unit stands at a place.
    fn length(&self, at: usize) -> Option<Length> {
        let mut last = at.checked_sub(1)?;
        for _ in 0..BETWEEN {
            let word = self.key(last)?;
            if number(word).is_none() && QUALIFIERS.contains(&word) {
                last = last.checked_sub(1)?;
            }
        }
        // "a day and a half"
        let and_a_half = self.is(at + 1, &["and", "a", "half"]);
        let (end, more) = if and_a_half { (at + 4, 0.5) } else { (at + 1, 0.0) };
        let (start, most) = self.amount(last)?;
        let of = |start: usize, least: f64, most: f64| Length { start, end, least: least + more, most: most + more };
        let before = |back: usize| start.checked_sub(back).and_then(|at| self.key(at));
        if matches!(self.key(last), Some("a" | "an")) {
            // "half a day" is half of one; "a day" alone is rarely a length ("three times a day").
            return match before(1) {
                Some("half") => Some(of(start - 1, 0.5, 0.5)),
                Some("for" | "of" | "take" | "takes" | "only" | "just" | "have" | "about") => Some(of(start, 1.0, 1.0)),
                _ if and_a_half => Some(of(start, 1.0, 1.0)),
                _ => None,
            };
        }
        let joined = matches!(before(1), Some("to" | "or" | "and"));
        let back = if joined { 2 } else { 1 };
        // "a two-day course" is no range.
        let first = before(back).filter(|word| joined || !matches!(*word, "a" | "an"));
        match first.and_then(|_| self.amount(start.checked_sub(back)?)) {
            // "between 2 and 3 days", "2-3 days", "two or three days"
            Some((begins, fewer)) if fewer < most => Some(of(begins, fewer, most)),
            // "two (2) days"
            Some((begins, fewer)) if fewer.total_cmp(&most).is_eq() && !joined => Some(of(begins, most, most)),
            _ => Some(of(start, most, most)),
        }
    }

    /// The number that ends at a place, and where it begins: "two and a half", "1.5", "1/2".
    fn amount(&self, end: usize) -> Option<(usize, f64)> {
        let token = self.token(end)?;
        if let Some(place) = end.checked_sub(3).filter(|place| self.is(place + 1, &["and", "a", "half"])) {
            return self.amount(place).map(|(start, whole)| (start, whole + 0.5));
        }
        let shown = self.text.get(token.range.clone())?;
        if let Some(whole) = shown.strip_suffix('½') {
            return Some((end, if whole.is_empty() { 0.5 } else { number(whole)? + 0.5 }));
        }
        let value = number(&token.key)?;
        let before = end.checked_sub(1).and_then(|before| self.token(before));
        let Some(before) = before.filter(|before| is_digits(before) && is_digits(token)) else {
            return Some((end, value));
        };
        let both = || number(&before.key).zip(format!("{}.{}", before.key, token.key).parse::<f64>().ok());
        match (self.text.get(before.range.end..token.range.start)?, both()) {
            ("." | ",", Some((_, decimal))) => Some((end - 1, decimal)),
            ("/", Some((part, _))) if part < value => Some((end - 1, part / value)),
            _ => Some((end, value)),
        }
    }
}

/// Whether the words around it say that it is no time that there is: "in two days", "2 days ago", "2 hours a day",
/// "two hours from Vientiane".
fn is_no_length(words: &Words<'_>, phrases: &Phrases, length: &Length) -> bool {
    let (tokens, end) = (words.tokens, length.end);
    let clause = end.checked_sub(1).and_then(|last| tokens.get(last)).map(|token| token.clause);
    let same = |place: usize| tokens.get(place).filter(|token| Some(token.clause) == clause);
    let key = |place: usize| same(place).map(|token| token.key.as_str());
    let is_rate = matches!(key(end), Some("a" | "per" | "each" | "every"))
        && key(end + 1).is_some_and(|word| unit(word).is_some());
    let is_place =
        |token: &Token| has_capital(words.text, token) && !DATES.iter().any(|date| token.key.starts_with(date));
    let is_distance = key(end) == Some("from") && same(end + 1).is_some_and(is_place);
    let is_after = phrases.is_right_before(Role::NoLengthBefore, tokens, length.start);
    let is_before = same(end).is_some() && phrases.role_at(Role::NoLengthAfter, tokens, end).is_some();
    is_rate || is_distance || is_after || is_before
}

/// How names of days and months begin: "two days from Monday" is a length.
const DATES: [&str; 19] = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
    "oct", "nov", "dec",
];
