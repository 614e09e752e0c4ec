//! The side of the program that touches the world: files, threads, dialogs, the clipboard, other programs, the clock.

pub mod clipboard;
pub mod data_dir;
pub mod dialogs;
pub mod exports;
pub mod files;
pub mod fonts;
pub mod instance;
pub mod jobs;
pub mod log;
pub mod packs;
pub mod pages;
pub mod performer;
pub mod rules;
pub mod saver;

use crate::catalogue::CivilDate;

pub use performer::{Opened, Perform, Ready, Shell, StartError, Wanted, open};

/// Today where this computer stands. The only place that asks the clock for a day.
pub fn today() -> CivilDate {
    let now = jiff::ZonedDateTime::now().date();
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    u16::try_from(now.year())
        .ok()
        .and_then(|year| CivilDate::new(year, part(now.month()), part(now.day())))
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
