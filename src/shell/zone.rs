//! The time zone of this computer.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;

/// So long a zone is believed: laptops travel.
const BELIEVED: Duration = Duration::from_mins(5);

static KNOWN: Mutex<Option<(Instant, TimeZone)>> = Mutex::new(None);

/// The zone of this computer as it is now.
pub(super) fn local() -> TimeZone {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((since, zone)) = &*known
        && since.elapsed() < BELIEVED
    {
        return zone.clone();
    }
    let zone = from_file().unwrap_or_else(TimeZone::system);
    *known = Some((Instant::now(), zone.clone()));
    zone
}

/// From the system's file alone. By its name, all folders of zones would be listed first, at each start of the program.
fn from_file() -> Option<TimeZone> {
    const FILE: &str = "/etc/localtime";
    let is_named = cfg!(not(unix)) || std::env::var_os("TZ").is_some();
    let rules = if is_named { None } else { std::fs::read(FILE).ok() };
    TimeZone::tzif("Local", &rules?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_gives_what_the_system_gives() {
        let (system, own) = (TimeZone::system(), local());
        for day in 0..400 {
            let at = jiff::Timestamp::from_second(1_767_225_600 + day * 86_400).unwrap();
            assert_eq!(system.to_datetime(at), own.to_datetime(at));
        }
        assert_eq!(local(), own, "it is kept");
    }
}
