//! Moments as files keep them, and as people read them. The shell tells both; nothing here asks a clock.

use std::fmt;

use crate::catalogue::CivilDate;

const DAY_S: i64 = 86_400;

/// A second of universal time. Written `2026-11-24T14:32:05Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// A moment where the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub at: Moment,
    pub date: CivilDate,
    pub hour: u8,
    pub minute: u8,
}

impl Moment {
    /// Reads what [`Moment`] writes, nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.strip_suffix('Z')?.split_once('T')?;
        let date = CivilDate::parse(date)?;
        let mut parts = rest.split(':').map(|part| {
            let is_plain = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<i64>().ok().filter(|_| is_plain)
        });
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        let is_time = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
        is_time.then(|| Self(days_of(date) * DAY_S + hour * 3_600 + minute * 60 + second))
    }
}

impl Moment {
    /// Which day of universal time, counted from the first of January 1970.
    pub fn day(self) -> i64 {
        self.0.div_euclid(DAY_S)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date_of(self.0.div_euclid(DAY_S));
        let second = self.0.rem_euclid(DAY_S);
        let (hour, minute) = (second / 3_600, second / 60 % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z", second % 60)
    }
}

impl When {
    /// "14:32".
    pub fn time(&self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// "today at 14:32", "24 November 2026 at 14:32".
    pub fn words(&self, today: CivilDate) -> String {
        let day = if self.date == today { "today".to_owned() } else { self.date.long() };
        format!("{day} at {}", self.time())
    }
}

/// How many days later the second day is.
pub(crate) fn days_between(from: CivilDate, to: CivilDate) -> i64 {
    days_of(to) - days_of(from)
}

/// Days since the first of January 1970. Counted from March, so that a leap day is the last of its year.
fn days_of(date: CivilDate) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The other way round.
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * from_march + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_back() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_530_725, "2026-11-24T14:32:05Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(Moment(seconds).to_string(), text);
            assert_eq!(Moment::parse(text), Some(Moment(seconds)), "{text}");
        }
        for day in -20_000..40_000 {
            let moment = Moment(day * DAY_S + 17);
            assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }
        for bad in ["", "2026-11-24", "2026-11-24T24:00:00Z", "2026-11-24T1:00:00Z", "2026-11-24T10:00:00"] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_moment_is_said_by_the_day() {
        let (date, today) = (CivilDate::new(2026, 11, 24).unwrap(), CivilDate::new(2026, 11, 25).unwrap());
        let when = When { at: Moment(0), date, hour: 9, minute: 5 };
        assert_eq!(
            (when.words(date), when.words(today)),
            ("today at 09:05".into(), "24 November 2026 at 09:05".into())
        );
    }
}
