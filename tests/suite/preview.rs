//! The pages beside the pack: only the newest pack counts, no old picture stands for a new page, figures are measured.

use std::cell::RefCell;
use std::sync::Arc;

use rso_toolbox::app::preview::{Kind, MAX_LOOKED_AT, PreviewCommand};
use rso_toolbox::app::{
    AppState, Command, Drawn, Edit, Effect, ItemEdit, LaidOut, Looked, Outcome, PacksCommand, Revision, Start, dispatch,
};
use rso_toolbox::catalogue::ResourceId;
use rso_toolbox::export::pages::Layout;
use rso_toolbox::export::{Body, FontSet, Format, Unwatched, export};

use crate::pipeline::Pipeline;
use crate::window::{clock, tool_box};

const WIDTH_PX: u32 = 120;

fn first(count: usize) -> Vec<ResourceId> {
    tool_box().resources.iter().take(count).map(|resource| resource.id.clone()).collect()
}

fn note(id: &ResourceId, text: &str) -> Command {
    Command::Edit(Edit::Item { id: id.clone(), change: ItemEdit::Note(text.to_owned()) })
}

fn looking_at(pages: std::ops::Range<usize>) -> Command {
    let pages: Vec<usize> = pages.collect();
    let looked = Looked { in_sight: pages.len().min(2), pages, width_px: WIDTH_PX, ..Looked::default() };
    Command::Preview(PreviewCommand::Look(looked))
}

/// A state with a pack, as the shell would answer it, and the layout that it answered with.
fn laid_out(state: &AppState) -> (Layout, LaidOut) {
    let layout = Layout::of(&state.recipe().build(), &FontSet::default()).unwrap();
    let laid_out = LaidOut { revision: state.revision, overview: Arc::clone(layout.overview()), drawn: Vec::new() };
    (layout, laid_out)
}

fn drawn(layout: &Layout, page: usize) -> Drawn {
    let look = layout.overview().look(page).unwrap();
    Drawn { kind: Kind::Page, look, picture: layout.draw(page, WIDTH_PX).unwrap() }
}

fn take(state: &mut AppState, outcome: Outcome) {
    dispatch(state, Command::Finished(outcome));
}

fn pack_of(count: usize) -> AppState {
    let mut state = AppState::new(Start::fresh(tool_box(), clock())).0;
    dispatch(&mut state, Command::Edit(Edit::Add(first(count))));
    state
}

#[test]
fn no_picture_of_an_older_pack_stands_for_a_page_that_changed() {
    let mut state = pack_of(9);
    let (before, answer) = laid_out(&state);
    dispatch(&mut state, looking_at(0..before.overview().count()));
    take(&mut state, Outcome::PagesLaidOut(answer.clone()));
    for page in 0..before.overview().count() {
        take(&mut state, Outcome::PageDrawn(drawn(&before, page)));
        assert!(state.preview.picture(Kind::Page, page).is_some());
    }
    dispatch(&mut state, note(&first(9)[8], "Used on the first morning."));
    assert!(!state.preview.is_current(state.revision) && state.preview.picture(Kind::Page, 0).is_some());
    let (after, newer) = laid_out(&state);
    take(&mut state, Outcome::PagesLaidOut(newer));
    assert!(state.preview.is_current(state.revision));
    let changed = |page: &usize| before.overview().look(*page) != after.overview().look(*page);
    let changed: Vec<usize> = (0..after.overview().count()).filter(changed).collect();
    assert!(!changed.is_empty() && changed.len() < after.overview().count());
    for page in 0..after.overview().count() {
        assert_eq!(state.preview.picture(Kind::Page, page).is_none(), changed.contains(&page), "page {page}");
    }
    // What comes late of the older pages changes nothing.
    take(&mut state, Outcome::PageDrawn(drawn(&before, changed[0])));
    take(&mut state, Outcome::PagesLaidOut(answer));
    assert!(state.preview.picture(Kind::Page, changed[0]).is_none() && state.preview.is_current(state.revision));
    take(&mut state, Outcome::PageDrawn(drawn(&after, changed[0])));
    assert!(state.preview.picture(Kind::Page, changed[0]).is_some());
}

#[test]
fn pages_of_a_pack_that_was_closed_are_not_shown() {
    let mut state = pack_of(3);
    let (_, answer) = laid_out(&state);
    dispatch(&mut state, Command::Packs(PacksCommand::New));
    take(&mut state, Outcome::PagesLaidOut(answer.clone()));
    assert!(state.preview.overview().is_none() && state.cost().is_none());
    dispatch(&mut state, Command::Edit(Edit::Add(first(1))));
    take(&mut state, Outcome::PagesLaidOut(answer));
    assert!(state.preview.overview().is_none());
    assert_eq!(state.paper_words(), "Counting pages");
}

#[test]
fn no_more_is_kept_than_what_is_looked_at() {
    let mut state = pack_of(21);
    let (layout, answer) = laid_out(&state);
    let count = layout.overview().count();
    assert!(count > MAX_LOOKED_AT.0);
    take(&mut state, Outcome::PagesLaidOut(answer));
    let effects = dispatch(&mut state, looking_at(0..count));
    let [Effect::LookAtPages(looked)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(looked.pages.len(), MAX_LOOKED_AT.0);
    for page in 0..count {
        take(&mut state, Outcome::PageDrawn(drawn(&layout, page)));
    }
    let one = drawn(&layout, 0).picture.rgba.len();
    assert!(state.preview.kept_bytes() <= MAX_LOOKED_AT.0 * one);
    dispatch(&mut state, looking_at(count - 1..count));
    assert!(state.preview.kept_bytes() <= one);
    assert!(dispatch(&mut state, looking_at(count - 1..count)).is_empty(), "the same is not asked for twice");
}

/// Nobody looks, so the pack rests before it is laid out: what was typed meanwhile is one layout.
#[test]
fn only_the_newest_pack_is_laid_out() {
    let mut pipeline = Pipeline::start(tool_box());
    pipeline.send(Command::Edit(Edit::Add(first(2))));
    for text in ["a", "ab", "abc"] {
        pipeline.send(Command::Edit(Edit::Title(text.to_owned())));
    }
    let newest = pipeline.state.revision;
    let seen = RefCell::new(Vec::<Revision>::new());
    assert!(pipeline.wait_for(|_, outcome| match outcome {
        Outcome::PagesLaidOut(laid_out) => {
            seen.borrow_mut().push(laid_out.revision);
            true
        }
        _ => false,
    }));
    assert_eq!((newest, seen.into_inner()), (Revision(4), vec![newest]));
}

#[test]
fn what_is_in_sight_comes_with_the_layout_and_its_neighbours_after_it() {
    let mut pipeline = Pipeline::start(tool_box());
    pipeline.send(looking_at(0..4));
    pipeline.send(Command::Edit(Edit::Add(first(6))));
    assert!(pipeline.wait_for(|_, outcome| matches!(outcome, Outcome::PagesLaidOut(_))));
    let there = |state: &AppState, page| state.preview.picture(Kind::Page, page).is_some();
    let seen = |pipeline: &Pipeline| (0..4).map(|page| there(&pipeline.state, page)).collect::<Vec<_>>();
    assert_eq!(seen(&pipeline), [true, true, false, false]);
    for _ in 0..2 {
        assert!(pipeline.wait_for(|_, outcome| matches!(outcome, Outcome::PageDrawn(_))));
    }
    assert_eq!(seen(&pipeline), [true; 4]);
}

/// The figures are those of the file that goes out: as many pages, as many bytes.
#[test]
fn the_cost_is_that_of_the_export() {
    let mut pipeline = Pipeline::start(tool_box());
    pipeline.send(Command::Edit(Edit::Add(first(7))));
    pipeline.send(Command::Edit(Edit::Copies(30)));
    assert!(pipeline.wait_for(|_, outcome| matches!(outcome, Outcome::PdfMeasured { .. })));
    let pack = pipeline.state.recipe().build();
    let exported = export(&pack, Format::Pdf, &FontSet::default(), &Unwatched).unwrap();
    let Body::File(bytes) = exported.body else { panic!("a PDF is one file") };
    let cost = pipeline.state.cost().unwrap();
    assert_eq!((Some(cost.pages as u32), cost.pdf), (exported.pages, Some(bytes.len() as u64)));
    assert_eq!(cost.all_sheets(), cost.pages.div_ceil(2) as u64 * 30);
    assert!((800..6_000).contains(&cost.words), "{} words", cost.words);
    // After a change it is told as what it was, until it is measured again.
    pipeline.send(note(&first(7)[0], "Used on the first morning."));
    assert!(pipeline.wait_for(|_, outcome| matches!(outcome, Outcome::PagesLaidOut(_))));
    let words = pipeline.state.cost().unwrap().size_words().unwrap();
    assert!(words.ends_with("before the last change"), "{words}");
    assert!(pipeline.wait_for(|_, outcome| matches!(outcome, Outcome::PdfMeasured { .. })));
    let words = pipeline.state.cost().unwrap().size_words().unwrap();
    assert!(words.ends_with("fits a 10 MB mailbox"), "{words}");
}

/// A choice on the pages leads to the item, and an item leads to its place on the pages.
#[test]
fn an_entry_leads_to_its_item_and_back() {
    let mut state = pack_of(3);
    let wanted = first(3)[1].clone();
    let effects = dispatch(&mut state, Command::Preview(PreviewCommand::Choose(wanted.clone())));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Window(_))), "{effects:?}");
    assert_eq!(state.selected.as_ref(), Some(&wanted));
    dispatch(&mut state, Command::Preview(PreviewCommand::Show(wanted.clone())));
    dispatch(&mut state, Command::Preview(PreviewCommand::Show(wanted.clone())));
    assert_eq!(state.preview.goal, Some((1, wanted)));
    let stranger = tool_box().resources[20].id.clone();
    dispatch(&mut state, Command::Preview(PreviewCommand::Choose(stranger.clone())));
    assert_ne!(state.selected, Some(stranger));
}
