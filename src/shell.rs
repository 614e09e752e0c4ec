//! The side of the program that touches the world: files, fonts of the system, the clock.

pub mod files;
pub mod fonts;

use crate::catalogue::CivilDate;

/// Today where this computer stands. The only place that asks the clock for a day.
pub fn today() -> CivilDate {
    let now = jiff::ZonedDateTime::now().date();
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    u16::try_from(now.year())
        .ok()
        .and_then(|year| CivilDate::new(year, part(now.month()), part(now.day())))
        .unwrap_or(CivilDate::FIRST)
}
