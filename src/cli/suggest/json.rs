//! The answer of `suggest` as JSON.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::{Asked, Written};
use crate::suggest::brief::Choice as _;
use crate::suggest::request::Standing;
use crate::suggest::{Proposal, Proposed};

/// Everything that is known of a proposal. Of a request as it was written only what a rule understood, and shortened
/// sentences without what may be a name.
pub(super) fn answer(proposal: &Proposal, asked: &Asked) -> Value {
    let mut answer = Map::new();
    let mut put = |key: &str, value: Value| answer.insert(key.to_owned(), value);
    put("brief", asked.brief.to_json());
    if let Some(written) = &asked.read {
        put("understood", understood(written));
        put("not_understood", json!(written.read.left_without_names(&written.text)));
    }
    put("proposed", proposal.proposed.iter().map(proposed).collect());
    let left_out = proposal
        .left_out
        .iter()
        .map(|it| json!({"id": it.id.as_str(), "title": it.title, "reason": it.reason, "quote": it.quote}));
    put("left_out", left_out.collect());
    let missing = proposal.missing.iter().map(|it| {
        json!({
            "item": it.item.as_str(),
            "companion": it.companion.as_str(),
            "title": it.companion_title,
            "relation": it.relation.code(),
            "reason": it.words,
            "quote": it.sentence,
        })
    });
    put("companions_missing", missing.collect());
    put("notes", json!(proposal.notes));
    put("rules", json!(proposal.rules.words()));
    Value::Object(answer)
}

fn proposed(item: &Proposed) -> Value {
    let evidence = item.reasons.iter().map(|reason| json!({"reason": reason.words, "quote": reason.quote}));
    let mut value = json!({
        "id": item.id.as_str(),
        "title": item.title,
        "tier": item.tier.code(),
        "reasons": item.reason_words(),
        "quote": item.quote,
        "basis": item.basis.code(),
        "evidence": evidence.collect::<Vec<_>>(),
        "languages_unknown": item.languages_unknown,
    });
    if let (Some(obstacle), Some(object)) = (&item.cannot_send, value.as_object_mut()) {
        let told = json!({"what": obstacle.what.code(), "words": obstacle.words});
        object.insert("cannot_send".to_owned(), told);
    }
    value
}

fn understood(written: &Written) -> Value {
    let marks = written.read.marks.iter().map(|mark| {
        let standing = match mark.standing {
            Standing::Taken => "taken",
            Standing::Contradicted => "contradicted",
            Standing::Denied => "denied",
            Standing::NotInForm => "not-in-form",
            Standing::Sender => "sender",
        };
        json!({
            "words": one_line(&written.text, mark.range.clone()),
            "as": mark.value,
            "field": mark.field.code(),
            "rule": mark.rule,
            "standing": standing,
        })
    });
    marks.collect()
}

/// Words of the text on one line.
pub(super) fn one_line(text: &str, range: Range<usize>) -> String {
    text.get(range).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
