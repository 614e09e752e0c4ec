//! The chosen parts of courses with the times that the office entered.

use super::Place;
use crate::pack::timetable::{Available, Sum, Training, is_timed};
use crate::pack::{Timetable, TimetableLine, words};

/// A line for each chosen part of each course, or one for a training as a whole, in the pack's order; `None` without
/// any line.
pub(super) fn of(chosen: &[Place<'_>], available: Option<u32>) -> Option<Timetable> {
    let timed = chosen.iter().zip(1..).filter(|(place, _)| is_timed(place.resource, place.item));
    let lines = timed.flat_map(|(place, entry)| {
        let training = Training::of(place.resource, place.item);
        let line = |(title, minutes): (&str, _)| TimetableLine { entry, title: title.to_owned(), minutes };
        training.lines().map(line).collect::<Vec<_>>()
    });
    let lines: Vec<TimetableLine> = lines.collect();
    let sum = Sum::of(lines.iter().map(|line| &line.minutes));
    let is_blank = sum.minutes == 0 && available.is_none();
    let available = Available { stated: None, entered: available };
    let sum = if is_blank { words::TIMES_BLANK.to_owned() } else { words::times(sum, available) };
    (!lines.is_empty()).then_some(Timetable { lines, sum })
}
