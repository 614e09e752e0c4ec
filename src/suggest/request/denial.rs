//! What the text says no to: "not for police", "no need for training", "training is not needed".

use std::collections::BTreeSet;

use super::answer::Found;
use super::phrases::Phrases;
use super::tokens::Token;
use crate::suggest::rules::table::Role;

/// So many words before a mark can deny it, whatever they are.
const REACH: usize = 3;
/// So many, where all between are words that a negation reaches over.
const FAR_REACH: usize = 10;
/// So many words may stand between a mark and the words after it that deny it.
const AFTER_REACH: usize = 3;
/// So many words may join what is denied to what it is for: "training for the police is not needed".
const JOINT_MAX: usize = 3;

/// Marks what the text denies: the first mark after a negation, the last one before its words, and what is joined to it.
pub(super) fn deny(phrases: &Phrases, tokens: &[Token], found: &mut [Found]) {
    let inside: BTreeSet<usize> = found.iter().flat_map(|it| it.tokens.clone()).collect();
    let excepted = excepted(phrases, tokens);
    let mut before: Option<(usize, bool)> = None;
    for it in found.iter_mut() {
        let at = it.tokens.start;
        let floor = before.map_or(0, |(end, _)| end).max(at.saturating_sub(FAR_REACH));
        let is_said = (floor..at).any(|start| {
            let is_free = !inside.contains(&start) && !excepted.contains(&start) && same_clause(tokens, start, at);
            let length = phrases.role_at(Role::Negation, tokens, start).filter(|_| is_free);
            length.is_some_and(|length| {
                let end = start + length;
                end <= at && (at - start <= REACH || (end..at).all(|word| reaches_over(phrases, tokens, word)))
            })
        });
        let is_joined = before
            .is_some_and(|(end, is_denied)| is_denied && same_clause(tokens, end - 1, at) && joins(tokens, end, at));
        it.is_denied = is_said || is_joined;
        before = Some((it.tokens.end, it.is_denied));
    }
    for at in 0..tokens.len() {
        if !inside.contains(&at) && phrases.role_at(Role::NegationAfter, tokens, at).is_some() {
            deny_before(tokens, found, at);
        }
    }
}

/// Words with a negation that deny nothing: "not only", "why not".
fn excepted(phrases: &Phrases, tokens: &[Token]) -> BTreeSet<usize> {
    let lengths = (0..tokens.len()).filter_map(|at| Some((at, phrases.role_at(Role::NoNegation, tokens, at)?)));
    lengths.flat_map(|(at, length)| at..at + length).collect()
}

fn reaches_over(phrases: &Phrases, tokens: &[Token], at: usize) -> bool {
    phrases.role_at(Role::NegationGoesOn, tokens, at).is_some()
}

fn same_clause(tokens: &[Token], one: usize, other: usize) -> bool {
    tokens.get(one).map(|token| token.clause) == tokens.get(other).map(|token| token.clause)
}

/// "police training", "police or coast guard": what is denied of the one is denied of the other.
fn joins(tokens: &[Token], end: usize, start: usize) -> bool {
    let between = tokens.get(end..start).unwrap_or_default();
    between.iter().all(|token| matches!(token.key.as_str(), "or" | "nor" | "and"))
}

/// Denies what the words at a place say no to. Of "training for the police" it is the training.
fn deny_before(tokens: &[Token], found: &mut [Found], at: usize) {
    let Some(mut last) = found.partition_point(|it| it.tokens.end <= at).checked_sub(1) else { return };
    let is_near =
        found.get(last).is_some_and(|it| at - it.tokens.end <= AFTER_REACH && same_clause(tokens, it.tokens.start, at));
    if !is_near {
        return;
    }
    let mut denied = vec![last];
    while let Some(place) = last.checked_sub(1) {
        let (Some(one), Some(other)) = (found.get(place), found.get(last)) else { break };
        let (end, start) = (one.tokens.end, other.tokens.start);
        if !same_clause(tokens, end - 1, start) {
            break;
        }
        let is_for = tokens.get(end).is_some_and(|token| matches!(token.key.as_str(), "for" | "of"));
        if joins(tokens, end, start) {
            denied.push(place);
        } else if is_for && start - end <= JOINT_MAX {
            denied = vec![place];
        } else {
            break;
        }
        last = place;
    }
    for place in denied {
        if let Some(it) = found.get_mut(place) {
            it.is_denied = true;
        }
    }
}
