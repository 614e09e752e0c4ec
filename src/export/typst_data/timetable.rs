//! The timetable as data.

use serde_json::{Value, json};

use super::text::{Preparer, Room};
use crate::pack::{Pack, TimetableLine, words};

/// Lines by the entry that they belong to; nothing where there is no timetable.
pub(super) fn timetable(pack: &Pack, preparer: &mut Preparer<'_>) -> Value {
    let Some(timetable) = &pack.timetable else { return Value::Null };
    let groups = timetable.lines.chunk_by(|a, b| a.entry == b.entry).map(|lines| group(pack, lines, preparer));
    json!({
        "columns": words::timetable_columns(timetable),
        "groups": groups.collect::<Vec<_>>(),
        "sum": timetable.sum,
    })
}

/// Named after its entry, unless the one line there is names it.
fn group(pack: &Pack, lines: &[TimetableLine], preparer: &mut Preparer<'_>) -> Value {
    let number = lines.first().map(|line| line.entry);
    let title = pack.entries().find(|entry| Some(entry.number) == number).map(|entry| entry.title.as_str());
    let is_named = lines.iter().any(|line| Some(line.title.as_str()) == title);
    json!({
        "title": title.filter(|_| !is_named).map(|title| preparer.text(title, Room::Text)),
        "lines": lines.iter().map(|line| row(line, preparer)).collect::<Vec<_>>(),
    })
}

fn row(line: &TimetableLine, preparer: &mut Preparer<'_>) -> Value {
    json!({
        "entry": line.entry,
        "title": preparer.text(&line.title, Room::Text),
        "time": line.minutes.map(|minutes| words::duration(u64::from(minutes))),
    })
}
