//! The side of the program that touches the world: files, threads, dialogs, the clipboard, other programs, the clock.

pub mod aside;
pub mod backup;
pub mod clipboard;
pub mod crash;
pub mod data_dir;
mod desk;
pub mod dialogs;
pub mod enclosed;
mod ending;
pub mod exports;
pub mod files;
pub mod fonts;
pub mod graphics;
pub mod instance;
pub mod jobs;
pub mod log;
pub mod logo;
pub mod packs;
pub mod pages;
pub mod performer;
pub mod release;
pub mod rules;
pub mod running;
pub mod saver;
mod system_look;
mod zone;

use crate::app::{Moment, When};
use crate::catalogue::CivilDate;

pub use performer::{Opened, Perform, Ready, Shell, StartError, Wanted, open};

/// Today where this computer stands.
pub fn today() -> CivilDate {
    civil(jiff::Timestamp::now().to_zoned_datetime(zone::local()).date())
}

/// This moment.
pub fn now() -> When {
    when(Moment(jiff::Timestamp::now().as_second()))
}

/// A moment as it is read off the clock where this computer stands.
pub fn when(at: Moment) -> When {
    let stamp = jiff::Timestamp::from_second(at.0).unwrap_or_default();
    let local = stamp.to_zoned_datetime(zone::local()).datetime();
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    When { at, date: civil(local.date()), hour: part(local.hour()), minute: part(local.minute()) }
}

fn civil(date: jiff::civil::Date) -> CivilDate {
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    u16::try_from(date.year())
        .ok()
        .and_then(|year| CivilDate::new(year, part(date.month()), part(date.day())))
        .unwrap_or(CivilDate::FIRST)
}

/// Words of this computer that no output may hold: the user's name and the home folder. Short ones mean nothing.
pub fn private_words() -> Vec<String> {
    let names = ["USER", "LOGNAME", "USERNAME", "HOME", "USERPROFILE"];
    let mut words: Vec<String> = names.into_iter().filter_map(|name| std::env::var(name).ok()).collect();
    words.retain(|word| word.chars().count() > 2);
    words.sort_unstable();
    words.dedup();
    words
}
