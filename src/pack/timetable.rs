//! The trainings of a pack with the times that the office gives them, added up against the time that there is.
//!
//! Nothing here supplies a length: what the text states stands beside a training in the text's own words, every minute
//! is the office's own, and how many hours "1 day" has is for the office to say.

use super::build::module_label;
use super::contents::ContentItem;
use crate::catalogue::{Module, ModuleId, Modules, Resource, ResourceId};

/// A resource that takes time: a course with parts, or one whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Training {
    pub id: ResourceId,
    pub title: String,
    /// Its lengths as the text gives them, in the text's own words.
    pub stated: Vec<String>,
    /// Whether it may have one time for all of it: no parts are listed, or none were picked.
    pub takes_whole: bool,
    /// The time of all of it; `None` where the office entered none, or picked parts.
    pub whole: Option<u32>,
    /// The chosen parts, in the course's order.
    pub parts: Vec<Part>,
}

/// A part of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub id: ModuleId,
    /// "Session 3: Title".
    pub title: String,
    pub minutes: Option<u32>,
}

impl Training {
    /// A resource of the pack with its times.
    pub fn of(resource: &Resource, item: &ContentItem) -> Self {
        let modules = resource.modules.as_ref().filter(|modules| !modules.items.is_empty());
        let takes_whole = modules.is_none() || item.modules.is_none();
        let is_chosen = |part: &&Module| item.modules.as_ref().is_none_or(|chosen| chosen.contains(&part.id));
        let parts = modules.into_iter().flat_map(|modules| {
            modules.items.iter().filter(is_chosen).map(|part| Part {
                id: part.id.clone(),
                title: part_title(modules, part),
                minutes: item.minutes.parts.get(&part.id).copied(),
            })
        });
        Self {
            id: resource.id.clone(),
            title: resource.title.clone(),
            stated: resource.delivery.as_ref().map(|delivery| delivery.lengths.clone()).unwrap_or_default(),
            takes_whole,
            whole: item.minutes.whole.filter(|_| takes_whole),
            parts: parts.collect(),
        }
    }

    /// Whether the time of all of it counts, not those of its parts.
    pub fn is_whole(&self) -> bool {
        self.parts.is_empty() || self.whole.is_some()
    }

    /// What counts: all of it, or its parts; the office's time of each.
    pub fn lines(&self) -> impl Iterator<Item = (&str, Option<u32>)> {
        let parts = if self.is_whole() { &[] } else { self.parts.as_slice() };
        let whole = self.is_whole().then_some((self.title.as_str(), self.whole));
        whole.into_iter().chain(parts.iter().map(|part| (part.title.as_str(), part.minutes)))
    }
}

/// Whether a timetable names a resource: its text lists parts or gives a length, or the office entered a time.
pub fn is_timed(resource: &Resource, item: &ContentItem) -> bool {
    let has_parts = resource.modules.as_ref().is_some_and(|modules| !modules.items.is_empty());
    has_parts || resource.delivery.is_some() || item.minutes.whole.is_some()
}

/// "Session 3: Title".
pub fn part_title(modules: &Modules, part: &Module) -> String {
    match module_label(modules, part) {
        label if label.is_empty() => part.title.clone(),
        label => format!("{label}: {}", part.title),
    }
}

/// What the times of trainings come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub minutes: u64,
    /// Lines without a time.
    pub open: usize,
}

impl Sum {
    /// Adds up what counts.
    pub fn of<'a>(times: impl IntoIterator<Item = &'a Option<u32>>) -> Self {
        times.into_iter().fold(Self::default(), |sum, time| match time {
            Some(minutes) => Self { minutes: sum.minutes + u64::from(*minutes), ..sum },
            None => Self { open: sum.open + 1, ..sum },
        })
    }
}

/// How much time a request gives. A choice of its own says that nobody stated it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum TimeAvailable {
    TwoHours,
    HalfADay,
    OneDay,
    TwoToThreeDays,
    FiveDaysOrMore,
    NotStated,
}

impl TimeAvailable {
    /// The words of files, of the command line and of sentences.
    pub fn words(self) -> &'static str {
        match self {
            Self::TwoHours => "2 hours",
            Self::HalfADay => "half a day",
            Self::OneDay => "1 day",
            Self::TwoToThreeDays => "2 to 3 days",
            Self::FiveDaysOrMore => "5 days or more",
            Self::NotStated => "not stated",
        }
    }

    /// The minutes, where the words leave no doubt of them.
    fn minutes(self) -> Option<u32> {
        (self == Self::TwoHours).then_some(120)
    }
}

/// The time that there is for the trainings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Available {
    /// As the request states it.
    pub stated: Option<TimeAvailable>,
    /// The office's own entry, in minutes.
    pub entered: Option<u32>,
}

impl Available {
    /// The minutes: the office's own entry, else those of the request where it states hours.
    pub fn minutes(self) -> Option<u64> {
        self.entered.or_else(|| self.stated?.minutes()).map(u64::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::file::built_in;
    use crate::pack::words;

    fn training(change: impl FnOnce(&mut ContentItem, &Modules)) -> Training {
        let catalogue = built_in();
        let id = ResourceId::new("training-curriculum-information-sharing").unwrap();
        let resource = catalogue.resource(&id).unwrap();
        let mut item = ContentItem::new(id);
        change(&mut item, resource.modules.as_ref().unwrap());
        Training::of(resource, &item)
    }

    fn sum(training: &Training) -> Sum {
        let times: Vec<Option<u32>> = training.lines().map(|(_, time)| time).collect();
        Sum::of(&times)
    }

    #[test]
    fn a_course_has_the_times_of_its_parts_or_one_for_all_of_it() {
        let parts = training(|item, modules| {
            item.minutes.parts.insert(modules.items[0].id.clone(), 45);
        });
        assert_eq!(sum(&parts), Sum { minutes: 45, open: 5 });
        assert_eq!(parts.stated, ["two-to-three days", "two hours"]);
        let whole = training(|item, modules| {
            item.minutes.parts.insert(modules.items[0].id.clone(), 45);
            item.minutes.whole = Some(90);
        });
        assert_eq!(sum(&whole), Sum { minutes: 90, open: 0 }, "not both");
        let picked = training(|item, modules| {
            item.minutes.whole = Some(90);
            item.modules = Some([modules.items[1].id.clone()].into());
        });
        assert_eq!(sum(&picked), Sum { minutes: 0, open: 1 }, "all of it is no longer in the pack");
        assert!(!picked.takes_whole);
    }

    fn told(minutes: u64, stated: Option<TimeAvailable>, entered: Option<u32>) -> String {
        words::time_left(minutes, Available { stated, entered })
    }

    #[test]
    fn what_is_left_is_said_of_hours_and_never_of_days() {
        let day = Some(TimeAvailable::OneDay);
        let asked = "The request says 1 day: enter the hours that there are to see what is over or left.";
        assert_eq!(told(270, day, None), asked);
        assert_eq!(told(270, day, Some(360)), "1 hour 30 minutes left of 6 hours.");
        assert_eq!(told(360, day, Some(360)), "That is all of 6 hours.");
        assert_eq!(told(390, day, Some(360)), "That is 30 minutes more than 6 hours.");
        assert_eq!(told(80, Some(TimeAvailable::TwoHours), None), "40 minutes left of 2 hours.");
        assert_eq!(told(80, Some(TimeAvailable::TwoHours), Some(60)), "That is 20 minutes more than 1 hour.");
        assert_eq!(told(80, None, None), "");
        assert_eq!(told(80, Some(TimeAvailable::NotStated), None), "");
    }
}
