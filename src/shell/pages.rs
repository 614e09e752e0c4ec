//! The preview thread: it lays the open pack out, draws what is looked at, and measures the PDF once all rests.
//!
//! One thread owns the layout. It takes the newest pack when it is free; packs that came in between are never laid out.
//! A layout cannot be stopped, so the window never waits for one: what comes of it arrives as outcomes.

mod store;

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::app::preview::{Drawn, Kind, LaidOut, Looked};
use crate::app::{Failure, Outcome, Recipe, Revision};
use crate::export::pages::Layout;
use crate::export::{FontSet, pdf};
use crate::pack::Pack;

use super::desk::Shared;
use super::fonts;
use super::jobs::{self, Job, Outbox};
use store::Store;

/// How long a pack stays as it is before it is laid out while nobody looks at its pages.
const REST: Duration = Duration::from_millis(300);
/// How long pages stay as they are before their PDF is made to be measured.
const MEASURE_REST: Duration = Duration::from_millis(500);

/// What waits for the thread.
#[derive(Default)]
struct Desk {
    pack: Option<(Revision, Box<Recipe>, Instant)>,
    looked: Option<Looked>,
    closing: bool,
}

/// The preview thread, as the performer holds it.
pub struct PageThread {
    desk: Shared<Desk>,
}

impl PageThread {
    /// Starts the thread.
    pub fn start(outbox: Outbox) -> Self {
        let desk = Shared::default();
        let artist = Artist::new(desk.clone(), outbox);
        if let Err(err) = thread::Builder::new().name("pages".to_owned()).spawn(move || artist.work()) {
            log::error!("pages are not laid out: {}", err.kind());
        }
        Self { desk }
    }

    /// Lays this pack out next; one that waited is dropped.
    pub fn lay_out(&self, revision: Revision, recipe: Box<Recipe>) {
        self.desk.change(|desk| desk.pack = Some((revision, recipe, Instant::now())));
    }

    /// Draws these pages from now on; what else waited to be drawn is dropped.
    pub fn look_at(&self, looked: Looked) {
        self.desk.change(|desk| desk.looked = Some(looked));
    }
}

impl Drop for PageThread {
    /// Does not wait: a layout cannot be stopped, and the program may end in the middle of it.
    fn drop(&mut self) {
        self.desk.change(|desk| desk.closing = true);
    }
}

/// The next thing to do.
#[derive(Debug, PartialEq)]
enum Task {
    LayOut(Revision, Box<Recipe>),
    Draw(Kind, usize, u32),
    Measure,
}

/// Pages that are laid out, and what they were made of.
struct Sheets {
    revision: Revision,
    pack: Pack,
    layout: Layout,
}

/// The thread's own side.
struct Artist {
    desk: Shared<Desk>,
    outbox: Outbox,
    sheets: Option<Arc<Sheets>>,
    /// When the last layout ended; none once its PDF is being measured.
    unmeasured_since: Option<Instant>,
    looked: Looked,
    /// What of `looked` was not sent yet, the next one last.
    undrawn: Vec<(Kind, usize, u32)>,
    store: Store,
    fonts: Fonts,
    measuring: Option<Job>,
}

/// The fonts of the system that the last pack needed: looked for again only where another one needs others.
#[derive(Default)]
struct Fonts {
    uncovered: Vec<char>,
    found: FontSet,
}

impl Fonts {
    fn of(&mut self, pack: &Pack) -> &FontSet {
        let uncovered = pdf::uncovered(pack);
        if uncovered != self.uncovered {
            self.found = if uncovered.is_empty() { FontSet::default() } else { fonts::covering(&uncovered) };
            self.uncovered = uncovered;
        }
        &self.found
    }
}

impl Artist {
    fn new(desk: Shared<Desk>, outbox: Outbox) -> Self {
        Self {
            desk,
            outbox,
            sheets: None,
            unmeasured_since: None,
            looked: Looked::default(),
            undrawn: Vec::new(),
            store: Store::default(),
            fonts: Fonts::default(),
            measuring: None,
        }
    }

    fn work(mut self) {
        while let Some(task) = self.next() {
            match task {
                Task::LayOut(revision, recipe) => self.lay_out(revision, &recipe),
                Task::Draw(kind, page, width_px) => self.send_picture(kind, page, width_px),
                Task::Measure => self.measure(),
            }
        }
    }

    /// A new pack before pictures, pictures before the measure; `None` when the program ends.
    fn next(&mut self) -> Option<Task> {
        let desk = self.desk.clone();
        let mut held = desk.held();
        loop {
            if held.closing {
                return None;
            }
            if let Some(looked) = held.looked.take() {
                self.look_at(looked);
            }
            let rest = if self.looked.pages.is_empty() { REST } else { Duration::ZERO };
            let waited = held.pack.as_ref().map(|(_, _, since)| since.elapsed());
            if waited.is_some_and(|waited| waited >= rest)
                && let Some((revision, recipe, _)) = held.pack.take()
            {
                return Some(Task::LayOut(revision, recipe));
            }
            if let Some((kind, page, width_px)) = self.undrawn.pop() {
                return Some(Task::Draw(kind, page, width_px));
            }
            let rested = self.unmeasured_since.filter(|_| waited.is_none()).map(|since| since.elapsed());
            if rested.is_some_and(|rested| rested >= MEASURE_REST) {
                return Some(Task::Measure);
            }
            let pause = waited.map(|waited| rest.saturating_sub(waited));
            let pause = pause.or_else(|| rested.map(|rested| MEASURE_REST.saturating_sub(rested)));
            held = desk.wait(held, pause);
        }
    }

    fn look_at(&mut self, looked: Looked) {
        self.looked = looked;
        self.draw_all();
    }

    /// Pictures that are kept are sent once more: the window may have dropped them.
    fn draw_all(&mut self) {
        self.undrawn = self.looked.all().collect();
        self.undrawn.reverse();
    }

    /// The pages in sight go with the layout, so that what is seen changes at once and in one piece.
    fn lay_out(&mut self, revision: Revision, recipe: &Recipe) {
        let fonts = &mut self.fonts;
        let laid_out = jobs::caught("pages", || {
            let pack = recipe.build();
            let layout = Layout::of(&pack, fonts.of(&pack));
            layout.map(|layout| Sheets { revision, pack, layout })
        });
        let sheets = match laid_out {
            Ok(Ok(sheets)) => Arc::new(sheets),
            Ok(Err(err)) => return self.fail(revision, not_laid_out(&err)),
            Err(failure) => return self.fail(revision, failure),
        };
        let overview = Arc::clone(sheets.layout.overview());
        self.sheets = Some(sheets);
        self.unmeasured_since = Some(Instant::now());
        self.draw_all();
        let in_sight = self.undrawn.len().saturating_sub(self.looked.in_sight.min(self.looked.pages.len()));
        let first: Vec<_> = self.undrawn.drain(in_sight..).rev().collect();
        let drawn = first.into_iter().filter_map(|(kind, page, width_px)| self.picture(kind, page, width_px)).collect();
        self.outbox.put(Outcome::PagesLaidOut(LaidOut { revision, overview, drawn }));
    }

    fn fail(&mut self, revision: Revision, failure: Failure) {
        log::error!("{}", failure.details);
        self.outbox.put(Outcome::PagesFailed { revision, failure });
    }

    fn send_picture(&mut self, kind: Kind, page: usize, width_px: u32) {
        if let Some(drawn) = self.picture(kind, page, width_px) {
            self.outbox.put(Outcome::PageDrawn(drawn));
        }
    }

    /// The picture of a page, drawn only where it is not kept.
    fn picture(&mut self, kind: Kind, page: usize, width_px: u32) -> Option<Drawn> {
        let sheets = self.sheets.clone()?;
        let look = sheets.layout.overview().look(page)?;
        if let Some(picture) = self.store.get(kind, look, width_px) {
            return Some(Drawn { kind, look, picture });
        }
        let drawn = jobs::caught("pages", || sheets.layout.draw(page, width_px));
        let picture = drawn.inspect_err(|failure| log::error!("{}", failure.details)).ok()??;
        self.store.put(kind, look, width_px, picture.clone());
        Some(Drawn { kind, look, picture })
    }

    /// Makes the PDF beside this thread, which goes on laying out and drawing meanwhile.
    fn measure(&mut self) {
        let waits = self.measuring.as_ref().is_some_and(|job| !job.is_over());
        // A second one at the same time would take the second processor from the window.
        self.unmeasured_since = waits.then(Instant::now);
        let Some(sheets) = self.sheets.clone().filter(|_| !waits) else { return };
        let revision = sheets.revision;
        let work = move |cx: &jobs::JobCx| match sheets.layout.pdf(&sheets.pack) {
            Ok(pdf) => cx.put(Outcome::PdfMeasured { revision, bytes: pdf.len() as u64 }),
            Err(err) => log::error!("{}", not_laid_out(&err).details),
        };
        self.measuring = Some(jobs::start("pages", &self.outbox, work, Outcome::Failed));
    }
}

fn not_laid_out(err: &crate::export::ExportError) -> Failure {
    Failure {
        words: "The pages could not be laid out because of a fault in the program. Your pack is safe.".to_owned(),
        details: format!("pages: {err}"),
    }
}
