//! Lengths of trainings in the text's own words, compared with the time that there is.
//!
//! Nothing is converted that the text does not say: a day has no hours here. What cannot be compared is said so.

use crate::catalogue::search::fold;
use crate::suggest::rules::table::TimeRule;

/// A length as the text states it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Length {
    /// The shortest that is stated.
    pub(crate) least: f64,
    pub(crate) most: f64,
    pub(crate) unit: Unit,
    /// "up to": the text allows less, without a bound.
    pub(crate) is_up_to: bool,
}

/// What a length is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Minutes,
    Hours,
    Days,
    /// A week or a month: longer than any number of days that a time has a bound for.
    Longer,
}

/// How a length goes with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    Fits,
    Unclear,
    TooLong,
}

/// A number in words or figures; "a" and "half" are numbers before a unit.
pub(crate) fn number(word: &str) -> Option<f64> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if let Some(at) = WORDS.iter().position(|known| *known == word) {
        return Some(at as f64);
    }
    match word {
        "a" | "an" => Some(1.0),
        "half" => Some(0.5),
        _ if word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()) => word.parse().ok(),
        _ => None,
    }
}

/// A unit of time in English, singular or plural.
pub(crate) fn unit(word: &str) -> Option<Unit> {
    match word {
        "minute" | "minutes" | "min" | "mins" => Some(Unit::Minutes),
        "hour" | "hours" | "hr" | "hrs" => Some(Unit::Hours),
        "day" | "days" => Some(Unit::Days),
        "week" | "weeks" | "month" | "months" => Some(Unit::Longer),
        _ => None,
    }
}

/// Reads a stated length: "5 day", "two-to-three days", "varying length up to two-week in-depth courses".
pub(crate) fn read(text: &str) -> Option<Length> {
    let key = fold::key(text);
    let words: Vec<&str> = key.split(' ').collect();
    let at = words.iter().position(|word| unit(word).is_some())?;
    let unit = words.get(at).and_then(|word| unit(word))?;
    let before = words.get(..at)?;
    let numbers: Vec<f64> = before.iter().filter_map(|word| number(word)).collect();
    // "half a day" is half of one.
    let numbers = if numbers == [0.5, 1.0] { vec![0.5] } else { numbers };
    let least = numbers.iter().copied().reduce(f64::min)?;
    let most = numbers.iter().copied().reduce(f64::max)?;
    let is_up_to = before.windows(2).any(|pair| pair == ["up", "to"]) || before.contains(&"varying");
    Some(Length { least, most, unit, is_up_to })
}

/// How one length goes with the time.
pub(crate) fn fit(length: Length, time: &TimeRule) -> Fit {
    let beyond = if length.is_up_to || time.or_more { Fit::Unclear } else { Fit::TooLong };
    match length.unit {
        Unit::Days if length.least <= time.holds_days => Fit::Fits,
        Unit::Days | Unit::Longer => beyond,
        Unit::Hours | Unit::Minutes => {
            let minutes = if length.unit == Unit::Hours { length.least * 60.0 } else { length.least };
            let is_exact = time.minutes.is_some() && !length.is_up_to;
            match time.minutes.map_or(time.holds_hours * 60.0, f64::from) {
                held if minutes <= held => Fit::Fits,
                _ if is_exact => Fit::TooLong,
                _ => Fit::Unclear,
            }
        }
    }
}

/// The best fit of all stated lengths; nothing where none is stated. What cannot be read is unclear.
pub(crate) fn best(lengths: &[String], time: &TimeRule) -> Option<Fit> {
    lengths.iter().map(|text| read(text).map_or(Fit::Unclear, |length| fit(length, time))).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::brief::{Choice as _, TimeAvailable};
    use crate::suggest::rules::Rules;

    fn fits(text: &str) -> Vec<Fit> {
        let times = &Rules::built_in().table().times;
        let codes: Vec<&str> = times.iter().map(|rule| rule.time.0.code()).collect();
        let known: Vec<&str> = TimeAvailable::codes().into_iter().filter(|code| *code != "not stated").collect();
        assert_eq!(codes, known);
        times.iter().map(|time| fit(read(text).unwrap(), time)).collect()
    }

    #[test]
    fn lengths_are_compared_in_their_own_units() {
        use Fit::{Fits, TooLong, Unclear};
        assert_eq!(fits("5 day"), [TooLong, TooLong, TooLong, TooLong, Fits]);
        assert_eq!(fits("two-to-three days"), [TooLong, TooLong, TooLong, Fits, Fits]);
        assert_eq!(fits("two hours"), [Fits, Fits, Fits, Fits, Fits]);
        assert_eq!(fits("4 hours"), [TooLong, Unclear, Fits, Fits, Fits]);
        assert_eq!(fits("half a day"), [TooLong, Fits, Fits, Fits, Fits]);
        assert_eq!(fits("two weeks"), [TooLong, TooLong, TooLong, TooLong, Unclear]);
        assert_eq!(fits("90 minutes"), [Fits, Fits, Fits, Fits, Fits]);
        assert_eq!(fits("varying length up to two-week in-depth courses"), [Unclear; 5]);
        assert_eq!((read("some time"), read("days"), read("")), (None, None, None));
    }
}
