//! From an edit to the picture of the page that is looked at, by the engine that also makes the PDF.
//!
//! An edit goes through `dispatch`; the pack of its recipe is laid out, and the first page that looks different is
//! drawn. Handing the picture to a thread and to the screen is not in the figures.

use std::sync::Arc;
use std::time::Duration;

use rso_toolbox::app::{AppState, Clock, Command, Edit, ItemEdit, Start, Step, dispatch};
use rso_toolbox::catalogue::{Catalogue, CivilDate, ResourceId};
use rso_toolbox::export::FontSet;
use rso_toolbox::export::pages::Layout;
use rso_toolbox::pack::Length;

use crate::timing::{spread, timed};

/// A page as wide as in a window of 1366 pixels.
const WIDTH_PX: u32 = 640;
/// Typed a letter at a time, into the title and into a note.
const TITLE: &str = "Toolbox for frontline border officials at the land crossing";
const NOTE: &str = "Used on the first morning; ask whether a Thai copy is at hand before the course begins.";
/// Steps of one item through its section.
const MOVES: usize = 80;
/// Changes of the length, each of which changes every page.
const LENGTHS: [Length; 9] = [
    Length::List,
    Length::Compact,
    Length::Full,
    Length::Compact,
    Length::List,
    Length::Compact,
    Length::Full,
    Length::Compact,
    Length::Compact,
];

/// Makes `most` of these edits, spread over all kinds, and prints how long the first changed page took.
pub(crate) fn measure(catalogue: &Arc<Catalogue>, items: usize, most: usize) {
    let today = CivilDate::parse("2026-11-24").unwrap_or(CivilDate::FIRST);
    let (mut state, _) = AppState::new(Start::fresh(Arc::clone(catalogue), Clock { now_ms: 0, today }));
    let ids: Vec<ResourceId> = catalogue.resources.iter().take(items).map(|it| it.id.clone()).collect();
    dispatch(&mut state, Command::Edit(Edit::Add(ids.clone())));
    let (first, mut seen) = timed(|| layout(&state));
    let Some(seen) = seen.as_mut() else { return println!("  the pages were not laid out") };
    println!("\npack of {items}, {} pages: {:.0} ms to the first layout", seen.count(), first.as_secs_f64() * 1000.0);
    println!("  edit to picture: median / 95 of 100 / longest");
    let mut all = Vec::new();
    for (name, edits) in edits(&ids, most) {
        let taken: Vec<Duration> = edits.into_iter().filter_map(|edit| shown(&mut state, edit, seen)).collect();
        if taken.is_empty() {
            continue;
        }
        println!("  {name:<8} {:>3}  {}", taken.len(), spread(taken.clone()));
        all.extend(taken);
    }
    println!("  all      {:>3}  {}", all.len(), spread(all));
}

/// The edits by kind.
fn edits(ids: &[ResourceId], most: usize) -> Vec<(&'static str, Vec<Edit>)> {
    let Some(id) = ids.get(ids.len() / 2).cloned() else { return Vec::new() };
    let note = |text: &str| Edit::Item { id: id.clone(), change: ItemEdit::Note(text.to_owned()) };
    let step = |place: usize| if place.is_multiple_of(2) { Step::Up } else { Step::Down };
    let mut kinds = vec![
        ("title", typed(TITLE).map(|text| Edit::Title(text.to_owned())).collect::<Vec<_>>()),
        ("note", typed(NOTE).map(note).collect()),
        ("move", (0..MOVES).map(|place| Edit::Move { id: id.clone(), step: step(place) }).collect()),
        ("length", LENGTHS.map(Edit::Length).to_vec()),
    ];
    for (_, edits) in &mut kinds {
        edits.truncate(most);
    }
    kinds
}

/// What stands in a field after each letter.
fn typed(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().filter_map(|(at, sign)| text.get(..at + sign.len_utf8()))
}

/// Makes an edit and draws the first page that it changed; nothing where no page changed.
fn shown(state: &mut AppState, edit: Edit, seen: &mut Layout) -> Option<Duration> {
    let before = state.revision;
    let (taken, drawn) = timed(|| {
        dispatch(state, Command::Edit(edit));
        let after = layout(state)?;
        let changed = (0..after.count()).find(|page| after.look(*page) != seen.look(*page));
        let picture = changed.and_then(|page| after.draw(page, WIDTH_PX));
        *seen = after;
        picture
    });
    (drawn.is_some() && state.revision != before).then_some(taken)
}

fn layout(state: &AppState) -> Option<Layout> {
    Layout::of(&state.recipe().build(), &FontSet::default()).ok()
}
