//! The trainings of the open pack, and what their times come to.

use crate::app::AppState;
use crate::catalogue::ResourceId;
use crate::pack::timetable::{Sum, Training, is_timed};
use crate::pack::words;

impl AppState {
    /// The trainings of the pack in its order, with `also`, whatever its text says.
    pub fn trainings(&self, also: Option<&ResourceId>) -> Vec<Training> {
        let items = self.work.all_items().filter_map(|item| {
            let resource = self.catalogue.resource(item.id())?;
            let is_wanted = also == Some(item.id()) || is_timed(resource, &item.content);
            is_wanted.then(|| Training::of(resource, &item.content))
        });
        items.collect()
    }

    /// Whether the pack holds a training.
    pub(crate) fn has_training(&self) -> bool {
        let mut items = self.work.all_items();
        items.any(|item| self.catalogue.resource(item.id()).is_some_and(|resource| is_timed(resource, &item.content)))
    }

    /// "3 hours 20 minutes entered; 2 parts have no time yet. 40 minutes left of 4 hours."
    pub fn times_words(&self, trainings: &[Training]) -> String {
        let times: Vec<Option<u32>> =
            trainings.iter().flat_map(|training| training.lines().map(|(_, time)| time)).collect();
        words::times(Sum::of(&times), self.work.details.time)
    }

    /// The same beside the pack: a timetable that is printed without any time is said to be so.
    pub fn timetable_words(&self, trainings: &[Training]) -> String {
        let lines = || trainings.iter().flat_map(Training::lines);
        let details = &self.work.details;
        if !details.has_timetable || lines().any(|(_, time)| time.is_some()) {
            return self.times_words(trainings);
        }
        let lines = words::counted(lines().count(), "line", "lines");
        let printed = format!("A timetable is printed with {lines} to fill in.");
        format!("{printed} {}", words::time_left(0, details.time)).trim_end().to_owned()
    }
}
