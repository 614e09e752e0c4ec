//! The heads of messages: who sent it to whom, and when. "To: train them" is none.

use std::ops::Range;

use crate::catalogue::search::fold;

/// What a line looks like, before it is known what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Blank,
    /// It begins with ">".
    Quoted,
    Header,
    /// A header of a message that was answered or forwarded.
    Opening,
    Subject,
    Plain,
}

/// A line is short where it can be a header: long ones are not looked at twice.
const SHORT: usize = 400;
/// No name before a colon is longer, in bytes.
const NAME_MAX: usize = 20;

/// What a line of a head states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    From,
    Sent,
    Date,
    To,
    Subject,
}

/// Every line: what it looks like, and where its text stands.
pub(super) fn looks(text: &str) -> Vec<(Look, Range<usize>)> {
    let mut looks = Vec::new();
    let mut block: Vec<(Field, bool, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let trimmed = line.trim();
        let field = field(trimmed);
        if field.is_none() {
            settle(&mut looks, &mut block);
        }
        if let Some(field) = field {
            block.push((field, is_addressed(field, trimmed), looks.len()));
            let skipped = if field == Field::Subject { line.find(':').map_or(0, |colon| colon + 1) } else { 0 };
            let look = if field == Field::Subject { Look::Subject } else { Look::Plain };
            looks.push((look, range.start + skipped..range.end));
        } else if trimmed.is_empty() {
            looks.push((Look::Blank, range));
        } else if trimmed.starts_with('>') {
            let said = line.trim_start_matches(|sign: char| sign == '>' || sign.is_whitespace());
            let look = if said.is_empty() { Look::Blank } else { Look::Quoted };
            looks.push((look, range.end - said.len()..range.end));
        } else {
            looks.push((separator(trimmed), range));
        }
    }
    settle(&mut looks, &mut block);
    wrote(text, &mut looks);
    looks
}

fn separator(line: &str) -> Look {
    let is_rule = line.len() < SHORT && (line.starts_with("-----") || line.starts_with("_____"));
    let key = || fold::key(line);
    match is_rule {
        true if key().contains("original message") => Look::Opening,
        true => Look::Header,
        false => Look::Plain,
    }
}

/// Words before a colon at the beginning of a line that can be a header.
fn field(line: &str) -> Option<Field> {
    let (before, _) = line.split_once(':').filter(|(before, _)| before.len() < NAME_MAX)?;
    match fold::key(before).as_str() {
        "from" => Some(Field::From),
        "sent" => Some(Field::Sent),
        "date" => Some(Field::Date),
        "to" | "cc" | "bcc" | "reply to" | "delivered to" => Some(Field::To),
        "subject" => Some(Field::Subject),
        _ => None,
    }
}

/// Whether the line alone shows that it is a header: an address, or the moment at which it was sent.
fn is_addressed(field: Field, line: &str) -> bool {
    match field {
        Field::From | Field::To => line.contains('@'),
        Field::Sent => line.bytes().filter(u8::is_ascii_digit).count() >= 4 && line.matches(':').count() > 1,
        Field::Date | Field::Subject => false,
    }
}

/// Decides about the lines of a block that may be a head: alone, or of dates alone, they state something.
fn settle(looks: &mut [(Look, Range<usize>)], block: &mut Vec<(Field, bool, usize)>) {
    let has = |wanted: &[Field]| block.iter().any(|(field, ..)| wanted.contains(field));
    let is_sent = has(&[Field::From]) && has(&[Field::Sent, Field::Date]);
    let is_told = has(&[Field::Subject]) && has(&[Field::From, Field::To]);
    let is_head = is_sent || is_told || block.iter().any(|(_, is_addressed, _)| *is_addressed);
    for (place, (field, _, at)) in block.drain(..).enumerate() {
        let Some((look, _)) = looks.get_mut(at).filter(|_| is_head && field != Field::Subject) else { continue };
        *look = if is_sent && place == 0 { Look::Opening } else { Look::Header };
    }
}

/// "On Tuesday somebody wrote:", which may be wrapped.
fn wrote(text: &str, looks: &mut [(Look, Range<usize>)]) {
    for at in 0..looks.len() {
        let line = |at: usize| {
            let (_, range) = looks.get(at).filter(|(look, range)| *look == Look::Plain && range.len() < SHORT)?;
            text.get(range.clone()).map(str::trim)
        };
        let Some(first) = line(at).filter(|line| line.starts_with("On ")) else { continue };
        let is_wrapped = || {
            let goes_on = line(at + 1).filter(|_| first.bytes().any(|byte| byte.is_ascii_digit()));
            goes_on.is_some_and(|line| line.ends_with("wrote:"))
        };
        let lines = if first.ends_with("wrote:") {
            1
        } else if is_wrapped() {
            2
        } else {
            continue;
        };
        // Where each line of it is marked as quoted, what follows is the writer's own again.
        let next = looks.get(at + lines..).into_iter().flatten().find(|(look, _)| *look != Look::Blank);
        let is_marked = next.is_none_or(|(look, _)| *look == Look::Quoted);
        for (look, _) in looks.get_mut(at..at + lines).into_iter().flatten() {
            *look = if is_marked { Look::Header } else { Look::Opening };
        }
    }
}
