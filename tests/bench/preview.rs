//! From a keystroke to the picture of the page that is looked at, in the whole window with its thread for pages.
//!
//! An edit is sent as a view sends it; frames are drawn until the pages in sight are those of the pack as it is.
//! Only handing the finished frame to a screen is not in the figures.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use egui::{Context, Pos2, RawInput, Rect, Vec2};
use rso_toolbox::app::preview::PreviewCommand;
use rso_toolbox::app::{BrowseCommand, Clock, Command, Edit, Effect, ItemEdit, Outcome, Page, Start, Step};
use rso_toolbox::catalogue::{Catalogue, CivilDate, ResourceId};
use rso_toolbox::pack::Length;
use rso_toolbox::shell::jobs::{Outbox, Waker};
use rso_toolbox::shell::pages::PageThread;
use rso_toolbox::ui::{App, Perform};

use crate::raster::Raster;
use crate::timing::{spread, timed};

/// The usual window.
const SIZE: Vec2 = Vec2::new(1366.0, 768.0);
/// Between two keys of somebody who types fast.
const BETWEEN_KEYS: Duration = Duration::from_millis(100);
/// Between two frames.
const FRAME: Duration = Duration::from_millis(16);
/// Longer than any layout takes.
const PATIENCE: Duration = Duration::from_mins(1);
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

/// Makes `most` of these edits, spread over all kinds, and prints how long it took until what is in sight was as the
/// pack is, and how long the frames were that were drawn meanwhile.
pub(crate) fn measure(catalogue: &Arc<Catalogue>, items: usize, most: usize) {
    let mut window = Window::open(catalogue);
    let ids: Vec<ResourceId> = catalogue.resources.iter().take(items).map(|it| it.id.clone()).collect();
    window.app.send(Command::Browse(BrowseCommand::Open(Page::Pack)));
    window.frame();
    let Some(first) = window.shown(Edit::Add(ids.clone())) else { return println!("  the pages were not laid out") };
    let pages = window.app.state().preview.overview().map_or(0, |overview| overview.count());
    println!("\npack of {items}, {pages} pages: {:.0} ms to the first pages", first.as_secs_f64() * 1000.0);
    println!("  keystroke to picture: median / 95 of 100 / longest");
    let mut all = Vec::new();
    window.frames.clear();
    for (name, at, edits) in edits(&ids, most) {
        if let Some(id) = at {
            window.app.send(Command::Preview(PreviewCommand::Show(id)));
            window.rest();
        }
        let taken: Vec<Duration> = edits.into_iter().filter_map(|edit| window.shown(edit)).collect();
        if taken.is_empty() {
            continue;
        }
        println!("  {name:<8} {:>3}  {}", taken.len(), spread(taken.clone()));
        all.extend(taken);
    }
    println!("  all      {:>3}  {}", all.len(), spread(all));
    println!("  frames meanwhile, {}: {}", window.frames.len(), spread(std::mem::take(&mut window.frames)));
}

/// The edits by kind, and the entry that is in sight meanwhile.
fn edits(ids: &[ResourceId], most: usize) -> Vec<(&'static str, Option<ResourceId>, Vec<Edit>)> {
    let Some(id) = ids.get(ids.len() / 2).cloned() else { return Vec::new() };
    let note = |text: &str| Edit::Item { id: id.clone(), change: ItemEdit::Note(text.to_owned()) };
    let step = |place: usize| if place.is_multiple_of(2) { Step::Up } else { Step::Down };
    let moves = (0..MOVES).map(|place| Edit::Move { id: id.clone(), step: step(place) }).collect();
    let mut kinds = vec![
        ("title", None, typed(TITLE).map(|text| Edit::Title(text.to_owned())).collect::<Vec<_>>()),
        ("note", Some(id.clone()), typed(NOTE).map(note).collect()),
        ("move", Some(id.clone()), moves),
        ("length", None, LENGTHS.map(Edit::Length).to_vec()),
    ];
    for (_, _, edits) in &mut kinds {
        edits.truncate(most);
    }
    kinds
}

/// What stands in a field after each letter.
fn typed(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().filter_map(|(at, sign)| text.get(..at + sign.len_utf8()))
}

/// Lays out and draws in the program's own thread, as its performer does.
struct Pages {
    thread: PageThread,
    outcomes: Receiver<Outcome>,
}

impl Perform for Pages {
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::LayOutPages { revision, recipe } => self.thread.lay_out(revision, recipe),
            Effect::LookAtPages(looked) => self.thread.look_at(looked),
            _ => {}
        }
    }

    fn outcomes(&mut self) -> Vec<Outcome> {
        self.outcomes.try_iter().collect()
    }

    fn clock(&self) -> Clock {
        Clock { now_ms: 1_000, today: CivilDate::FIRST }
    }
}

/// A window without a system around it, that is woken as the program is.
struct Window {
    ctx: Context,
    app: App,
    woken: Receiver<()>,
    raster: Raster,
    time: f64,
    frames: Vec<Duration>,
}

impl Window {
    fn open(catalogue: &Arc<Catalogue>) -> Self {
        let ctx = Context::default();
        let start = Start::fresh(Arc::clone(catalogue), Clock { now_ms: 1_000, today: CivilDate::FIRST });
        let ((sender, outcomes), (wake, woken)) = (mpsc::channel(), mpsc::channel());
        let waker = Waker::default();
        waker.set(move || {
            // The window is gone at the very end.
            let _gone = wake.send(());
        });
        let pages = Pages { thread: PageThread::start(Outbox::new(sender, waker)), outcomes };
        let app = App::new(&ctx, start, Box::new(pages));
        Self { ctx, app, woken, raster: Raster::default(), time: 0.0, frames: Vec::new() }
    }

    /// One pass over the views, with its tessellation.
    fn frame(&mut self) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            ..RawInput::default()
        };
        let app = &mut self.app;
        let (taken, mut output) = timed(|| {
            let output = self.ctx.run_ui(input, |ui| {
                app.logic(ui.ctx());
                app.ui(ui);
            });
            black_box(self.ctx.tessellate(output.shapes.clone(), output.pixels_per_point));
            output
        });
        self.frames.push(taken);
        egui_kittest::TestRenderer::handle_delta(&mut self.raster, &mut output.textures_delta);
    }

    /// Frames as long as something comes of what was asked for, and a moment more: somebody who types is no faster.
    fn rest(&mut self) {
        self.frame();
        while self.woken.recv_timeout(BETWEEN_KEYS).is_ok() {
            self.frame();
        }
    }

    /// Makes an edit; how long it took until the pages in sight were those of the pack as it is, pictures and all.
    fn shown(&mut self, edit: Edit) -> Option<Duration> {
        let before = self.app.state().revision;
        let start = Instant::now();
        self.app.send(Command::Edit(edit));
        self.frame();
        let revision = self.app.state().revision;
        while revision != before && !self.app.state().preview.is_current(revision) {
            // Sixty frames a second are drawn while one waits, so that the longest of them is known.
            if let Err(RecvTimeoutError::Disconnected) = self.woken.recv_timeout(FRAME) {
                return None;
            }
            self.frame();
            if start.elapsed() > PATIENCE || self.app.state().preview.has_failed(revision) {
                return None;
            }
        }
        let taken = start.elapsed();
        self.rest();
        (revision != before).then_some(taken)
    }
}
