//! Each rule as one sentence, put together from what the table says, so that the two cannot disagree.

use super::table::{
    AskerAbout, AskerRule, AssignedRule, CompanionRule, ContextRule, LengthRule, LimitRule, NoteRule, PurposeRule,
    ReadingRule, SendingRule, Table, TimeRule, TopicRule, When,
};
use super::{code::Word, either};
use crate::suggest::brief::Choice as _;
use crate::suggest::propose::text::{listed, quoted};

/// A rule to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    pub id: String,
    /// The part of the table that it stands in, as a heading.
    pub part: &'static str,
    pub sentence: String,
}

/// All rules in their order.
pub(super) fn of(table: &Table) -> Vec<RuleLine> {
    let mut lines = Vec::new();
    let mut add = |id: &str, part, sentence| lines.push(RuleLine { id: id.to_owned(), part, sentence });
    table.assigned.iter().for_each(|rule| add(&rule.id, "What is proposed for an audience", assigned(rule)));
    table.purposes.iter().for_each(|rule| add(&rule.id, "What is proposed for an audience", purpose(rule)));
    table.topics.iter().for_each(|rule| add(&rule.id, "What is proposed for a purpose", topic(rule)));
    table.companions.iter().for_each(|rule| add(&rule.id, "What comes along", companion(rule)));
    table.limits.iter().for_each(|rule| add(&rule.id, "What lowers or leaves out", limit(rule)));
    table.times.iter().for_each(|rule| add(&rule.id, "How lengths and times are compared", time(rule)));
    table.sending.iter().for_each(|rule| add(&rule.id, "What cannot be sent as things stand", sending(rule)));
    table.notes.iter().for_each(|rule| add(&rule.id, "What is noted", note(rule)));
    table.asker.iter().for_each(|rule| add(&rule.id, "Who asks", asker(rule)));
    table.readings.iter().for_each(|rule| add(&rule.id, "How a pasted text is read", reading(rule)));
    table.lengths.iter().for_each(|rule| add(&rule.id, "How a pasted text is read", length(rule)));
    table.contexts.iter().for_each(|rule| add(&rule.id, "How a pasted text is read", context(rule)));
    lines
}

fn assigned(rule: &AssignedRule) -> String {
    format!(
        "A resource whose basis for an asked audience is “{}” is {}: “{}”",
        rule.basis.0.code(),
        rule.tier.0.code(),
        rule.reason
    )
}

fn purpose(rule: &PurposeRule) -> String {
    let (purpose, audience) = (rule.purpose.0.code(), &rule.audience);
    format!(
        "Where no audience is stated, the purpose “{purpose}” stands for the audience “{audience}”: “{}”",
        rule.note
    )
}

fn topic(rule: &TopicRule) -> String {
    let mut tests = Vec::new();
    if !rule.words.is_empty() {
        tests.push(format!("whose text holds {}", listed(&quoted(&rule.words), "or")));
    }
    if !rule.kinds.is_empty() {
        tests.push(format!("of the kind {}", listed(&quoted(&rule.kinds), "or")));
    }
    let (purpose, tests) = (rule.purpose.0.code(), listed(&tests, "or"));
    format!("For the purpose “{purpose}”, a resource {tests} is {}: “{}”", rule.tier.0.code(), rule.reason)
}

fn companion(rule: &CompanionRule) -> String {
    let relation = rule.relation.0.code();
    format!(
        "What a proposed resource points at by “{relation}” is {}: “{}” Where it is not proposed: “{}”",
        rule.tier.0.code(),
        rule.reason,
        rule.missing
    )
}

fn limit(rule: &LimitRule) -> String {
    let mut conditions = conditions(&rule.when);
    if let Some(unless) = &rule.unless {
        conditions = format!("{conditions}, but not where {}", self::conditions(unless));
    }
    let so = rule.at_most.map_or("it is said", |at_most| match at_most.0 {
        super::table::AtMost::LeftOut => "it is left out",
        super::table::AtMost::Useful => "it is useful at most",
        super::table::AtMost::Background => "it is background at most",
    });
    let first = if rule.first { " and stands first in its tier" } else { "" };
    format!("Where {conditions}, {so}{first}: “{}” (by {})", rule.reason, rule.quote.0.label())
}

fn conditions(when: &When) -> String {
    let mut all = Vec::new();
    let mut any = |name: &str, values: String| {
        if !values.is_empty() {
            all.push(format!("the {name} is {values}"));
        }
    };
    any("purpose", either(&when.purpose));
    any("connectivity", either(&when.connectivity));
    any("medium", either(&when.medium));
    any("asker", either(&when.recipient));
    any("category", listed(&when.category, "or"));
    any("kind", listed(&when.kind, "or"));
    any("reader", listed(&when.reader, "or"));
    any("availability", either(&when.availability));
    any("basis", either(&when.basis));
    all.extend(when.is.iter().map(|state| format!("the resource {}", state.0.label())));
    if all.is_empty() { "anything is proposed".to_owned() } else { listed(&all, "and") }
}

fn time(rule: &TimeRule) -> String {
    let beyond = if rule.or_more { "for more the text has to be asked" } else { "more days are too long" };
    let exact = rule.minutes.map_or_else(String::new, |minutes| format!(" It is exactly {minutes} minutes."));
    format!(
        "“{}” holds lengths of up to {} hours or {} days; {beyond}.{exact}",
        rule.time.0.code(),
        rule.holds_hours,
        rule.holds_days
    )
}

fn sending(rule: &SendingRule) -> String {
    let address = if rule.address.is_empty() {
        String::new()
    } else {
        format!(", the address known is “{}”", either(&rule.address))
    };
    let needs = if rule.needs_file { ", there is no internet or the medium is paper" } else { "" };
    let Word(availability) = rule.availability;
    format!(
        "Where the availability is “{}”{address}{needs} and no file is in the pack: “{}” ({})",
        availability.code(),
        rule.words,
        rule.what.0.label()
    )
}

fn note(rule: &NoteRule) -> String {
    format!("Where something proposed {}: “{}”", rule.about.0.label(), rule.one)
}

fn asker(rule: &AskerRule) -> String {
    let words = listed(&quoted(&rule.words), "or");
    let place = match rule.about.0 {
        AskerAbout::Offer => "the sentence of the background that holds",
        AskerAbout::Officials => "the resources whose readers are",
    };
    format!("Where the asker is {}, {place} {words} is told: “{}”", either(&rule.recipients), rule.note)
}

fn reading(rule: &ReadingRule) -> String {
    let words = listed(&quoted(&rule.words), "or");
    format!("The {} “{}” is stated by {words}", rule.field.0.label(), rule.value)
}

fn length(rule: &LengthRule) -> String {
    let (unit, time) = (rule.unit.0.label(), rule.time.0.code());
    if rule.from.total_cmp(&rule.to).is_eq() {
        return format!("A length of {} {unit} states the time “{time}”", rule.from);
    }
    format!("A length of {} to {} {unit} states the time “{time}”", rule.from, rule.to)
}

fn context(rule: &ContextRule) -> String {
    if rule.words.is_empty() {
        return rule.role.0.label().to_owned();
    }
    format!("{}: {}", rule.role.0.label(), listed(&quoted(&rule.words), "and"))
}
