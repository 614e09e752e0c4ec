//! The chosen parts of courses with the times that the office entered.

use super::{Place, chosen_modules, module_label};
use crate::catalogue::{Module, Modules};
use crate::pack::{Timetable, TimetableLine, words};

/// A line for each chosen part of each course, in the pack's order.
pub(super) fn of(chosen: &[Place<'_>]) -> Timetable {
    let mut lines = Vec::new();
    for (place, entry) in chosen.iter().zip(1..) {
        let minutes = &place.item.minutes;
        match &place.resource.modules {
            Some(modules) => lines.extend(chosen_modules(modules, place.item).map(|module| TimetableLine {
                entry,
                title: title(modules, module),
                minutes: minutes.parts.get(&module.id).copied(),
            })),
            None if place.resource.delivery.is_some() || minutes.whole.is_some() => {
                lines.push(TimetableLine { entry, title: place.resource.title.clone(), minutes: minutes.whole });
            }
            None => {}
        }
    }
    let entered: u64 = lines.iter().filter_map(|line| line.minutes).map(u64::from).sum();
    let open = lines.iter().filter(|line| line.minutes.is_none()).count();
    Timetable { sum: words::timetable_sum(entered, open), lines }
}

fn title(modules: &Modules, module: &Module) -> String {
    match module_label(modules, module) {
        label if label.is_empty() => module.title.clone(),
        label => format!("{label}: {}", module.title),
    }
}
