//! The times that an office gives the parts of a training, added up against the time that there is.
//!
//! Nothing here supplies a length: what the text states stands beside a line in the text's own words, and every
//! minute is the office's own. "2 hours" is exact; how many hours a day has is for the office to say.

use crate::catalogue::{Catalogue, ModuleId, ResourceId};
use crate::pack::contents::ContentItem;
use crate::pack::words::{duration, timetable_sum};

use super::brief::{Choice as _, TimeAvailable};
use super::rules::Rules;

/// Stands with every time that was entered.
pub const MARK: &str = "Times entered by the office";

/// What is said of a training whose text gives no length.
pub const NO_LENGTH: &str = "No length given";

/// A day has no more hours.
pub const MAX_HOURS_A_DAY: u32 = 24;

/// The lines of a timetable, in the order of the pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    pub slots: Vec<Slot>,
}

/// One line: a part of a course, or a training without parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub resource: ResourceId,
    pub resource_title: String,
    /// `None` where the resource has no list of parts.
    pub module: Option<ModuleId>,
    /// The part's title, or the resource's.
    pub title: String,
    /// Empty until the office enters a time.
    pub minutes: Option<u32>,
    /// What the text says of the whole course, in its own words; empty where it gives no length.
    pub stated: String,
}

/// What the entered times come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    pub minutes: u64,
    /// Lines without a time.
    pub open: usize,
    pub state: BalanceState,
    /// All of it in words.
    pub words: String,
}

/// How the sum goes with the time that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BalanceState {
    /// No time is stated, or nobody said how many hours a day has.
    NotKnown,
    Left,
    Full,
    Over,
}

impl Timetable {
    /// The chosen parts of every course, and what has a stated or entered length without parts.
    pub fn of<'a>(catalogue: &Catalogue, items: impl IntoIterator<Item = &'a ContentItem>) -> Self {
        let mut slots = Vec::new();
        for item in items {
            let Some(resource) = catalogue.resource(&item.id) else { continue };
            let slot = |module: Option<&ModuleId>, title: &str, minutes| Slot {
                resource: resource.id.clone(),
                resource_title: resource.title.clone(),
                module: module.cloned(),
                title: title.to_owned(),
                minutes,
                stated: resource.delivery.as_ref().map(|delivery| delivery.text.clone()).unwrap_or_default(),
            };
            if let Some(modules) = resource.modules.as_ref().filter(|modules| !modules.items.is_empty()) {
                let is_chosen = |id: &ModuleId| item.modules.as_ref().is_none_or(|chosen| chosen.contains(id));
                for module in modules.items.iter().filter(|module| is_chosen(&module.id)) {
                    slots.push(slot(Some(&module.id), &module.title, item.minutes.parts.get(&module.id).copied()));
                }
            } else if resource.delivery.is_some() || item.minutes.whole.is_some() {
                slots.push(slot(None, &resource.title, item.minutes.whole));
            }
        }
        Self { slots }
    }

    /// Adds up what was entered, and says what is over or left.
    pub fn balance(&self, time: Option<TimeAvailable>, hours_a_day: Option<u32>, rules: &Rules) -> Balance {
        let minutes = self.slots.iter().filter_map(|slot| slot.minutes).map(u64::from).sum();
        let open = self.slots.iter().filter(|slot| slot.minutes.is_none()).count();
        let sum = timetable_sum(minutes, open);
        let hours_a_day = hours_a_day.filter(|hours| (1..=MAX_HOURS_A_DAY).contains(hours));
        let stated = time.filter(|time| *time != TimeAvailable::NotStated);
        let (state, told) = match stated.map(|time| (time, Available::of(time, hours_a_day, rules))) {
            None => (BalanceState::NotKnown, String::new()),
            Some((time, None)) => {
                let code = time.code();
                let words = format!("What is left of {code} is not known: enter how many hours a day has.");
                (BalanceState::NotKnown, words)
            }
            Some((time, Some(available))) => available.compared(minutes, time),
        };
        let words = if told.is_empty() { sum } else { format!("{sum} {told}") };
        Balance { minutes, open, state, words }
    }
}

/// A time in minutes.
#[derive(Clone, Copy)]
struct Available {
    least: u64,
    /// `None`: there may be more.
    most: Option<u64>,
}

impl Available {
    /// Nothing where the hours of a day are needed and not given.
    fn of(time: TimeAvailable, hours_a_day: Option<u32>, rules: &Rules) -> Option<Self> {
        let rule = rules.table().times.iter().find(|rule| rule.time.0 == time);
        if let Some(minutes) = rule.and_then(|rule| rule.minutes).map(u64::from) {
            return Some(Self { least: minutes, most: Some(minutes) });
        }
        let half_days = |count: u64| Some(count * u64::from(hours_a_day?) * 30);
        let (least, most) = match time {
            TimeAvailable::TwoHours | TimeAvailable::NotStated => return None,
            TimeAvailable::HalfADay => (1, Some(1)),
            TimeAvailable::OneDay => (2, Some(2)),
            TimeAvailable::TwoToThreeDays => (4, Some(6)),
            TimeAvailable::FiveDaysOrMore => (10, None),
        };
        Some(Self { least: half_days(least)?, most: most.and_then(half_days) })
    }

    fn compared(self, minutes: u64, time: TimeAvailable) -> (BalanceState, String) {
        let code = time.code();
        match self.most {
            Some(most) if minutes > most => {
                (BalanceState::Over, format!("That is {} more than {code}.", duration(minutes - most)))
            }
            Some(most) if minutes == most => (BalanceState::Full, format!("That is all of {code}.")),
            Some(most) if self.least < most && minutes < self.least => {
                let (least, most) = (duration(self.least - minutes), duration(most - minutes));
                (BalanceState::Left, format!("Of {code}, {least} to {most} are left."))
            }
            Some(most) if self.least < most => {
                (BalanceState::Left, format!("Of {code}, up to {} are left.", duration(most - minutes)))
            }
            Some(most) => (BalanceState::Left, format!("Of {code}, {} are left.", duration(most - minutes))),
            None if minutes < self.least => {
                let left = duration(self.least - minutes);
                (BalanceState::Left, format!("Of {code}, {left} or more are left."))
            }
            None => (BalanceState::NotKnown, format!("Whether {code} hold that depends on the days that there are.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::file::built_in;

    fn with_minutes(minutes: &[Option<u32>]) -> Timetable {
        let catalogue = built_in();
        let id = ResourceId::new("training-curriculum-information-sharing").unwrap();
        let mut table = Timetable::of(&catalogue, &[ContentItem::new(id)]);
        assert_eq!(table.slots.len(), 6);
        assert!(table.slots.iter().all(|slot| slot.minutes.is_none() && slot.stated.contains("two-to-three days")));
        table.slots.truncate(minutes.len());
        for (slot, minutes) in table.slots.iter_mut().zip(minutes) {
            slot.minutes = *minutes;
        }
        table
    }

    fn balance(minutes: &[Option<u32>], time: Option<TimeAvailable>, hours: Option<u32>) -> (BalanceState, String) {
        let balance = with_minutes(minutes).balance(time, hours, Rules::built_in());
        (balance.state, balance.words)
    }

    #[test]
    fn two_hours_are_exact() {
        use BalanceState::{Full, Left, Over};
        let time = Some(TimeAvailable::TwoHours);
        let (state, words) = balance(&[Some(80), None], time, None);
        let left = "1 hour 20 minutes entered; 1 part has no time yet. Of 2 hours, 40 minutes are left.";
        assert_eq!((state, words.as_str()), (Left, left));
        assert_eq!(balance(&[Some(120)], time, None), (Full, "2 hours entered. That is all of 2 hours.".to_owned()));
        let over = "2 hours 20 minutes entered. That is 20 minutes more than 2 hours.".to_owned();
        assert_eq!(balance(&[Some(80), Some(60)], time, None), (Over, over));
    }

    #[test]
    fn days_have_only_the_hours_that_the_office_says() {
        use BalanceState::{Left, NotKnown, Over};
        let time = Some(TimeAvailable::TwoToThreeDays);
        let (state, words) = balance(&[Some(60)], time, None);
        assert_eq!(state, NotKnown);
        assert!(words.ends_with("enter how many hours a day has."), "{words}");
        let (state, words) = balance(&[Some(60)], time, Some(6));
        assert_eq!((state, words.as_str()), (Left, "1 hour entered. Of 2 to 3 days, 11 hours to 17 hours are left."));
        assert_eq!(
            balance(&[Some(800)], time, Some(6)).1.split_once(". ").unwrap().1,
            "Of 2 to 3 days, up to 4 hours 40 minutes are left."
        );
        assert_eq!(balance(&[Some(1_200)], time, Some(6)).0, Over);
        assert_eq!(
            balance(&[Some(60)], Some(TimeAvailable::HalfADay), Some(6)).1,
            "1 hour entered. Of half a day, 2 hours are left."
        );
        let more = Some(TimeAvailable::FiveDaysOrMore);
        assert!(balance(&[Some(60)], more, Some(6)).1.ends_with("29 hours or more are left."));
        assert_eq!(balance(&[Some(1_801)], more, Some(6)).0, NotKnown);
        assert_eq!(balance(&[None], None, Some(6)), (NotKnown, "No time entered; 1 part has no time yet.".to_owned()));
        assert_eq!(balance(&[None], Some(TimeAvailable::NotStated), None).0, NotKnown);
        assert_eq!(balance(&[Some(60)], time, Some(90)).0, NotKnown, "no day has 90 hours");
    }
}
