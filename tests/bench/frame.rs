//! A frame: the pass over all views and the tessellation, at rest and while the results are scrolled.
//! Painting is printed beside it, by the plain rasteriser of the tests: in the program a driver does it.

use std::hint::black_box;
use std::sync::Arc;

use egui::{Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2};
use rso_toolbox::app::effect::IndexBuilt;
use rso_toolbox::app::{BrowseCommand, Clock, Command, Dialog, DialogCommand, Edit, Effect, Outcome, Start, View};
use rso_toolbox::catalogue::search::Index;
use rso_toolbox::catalogue::{Catalogue, CivilDate};
use rso_toolbox::ui::{App, Perform};

use crate::raster::Raster;
use crate::timing::{processor_secs, spread, timed};

/// So many frames are drawn of each kind.
const FRAMES: usize = 60;

/// As many items as a large pack has.
const PACKED: usize = 500;

/// The usual window.
const SIZE: Vec2 = Vec2::new(1366.0, 768.0);

/// Makes the search index at once and does nothing else.
struct Indexer(Vec<Outcome>);

impl Perform for Indexer {
    fn perform(&mut self, effect: Effect) {
        if let Effect::BuildIndex(catalogue) = effect {
            let index = Arc::new(Index::build(&catalogue));
            self.0.push(Outcome::IndexBuilt(IndexBuilt { index }));
        }
    }

    fn outcomes(&mut self) -> Vec<Outcome> {
        std::mem::take(&mut self.0)
    }

    fn clock(&self) -> Clock {
        Clock { now_ms: 1_000, today: CivilDate::FIRST }
    }
}

/// A window without a system around it.
struct Window {
    ctx: Context,
    app: App,
    raster: Raster,
    time: f64,
}

impl Window {
    fn open(catalogue: &Arc<Catalogue>) -> Self {
        let ctx = Context::default();
        let start = Start::fresh(Arc::clone(catalogue), Clock { now_ms: 1_000, today: CivilDate::FIRST });
        let app = App::new(&ctx, start, Box::new(Indexer(Vec::new())));
        Self { ctx, app, raster: Raster::default(), time: 0.0 }
    }

    /// One pass and its tessellation; answers the output to be painted.
    fn frame(&mut self, events: Vec<Event>) -> egui::FullOutput {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        egui_kittest::TestRenderer::handle_delta(&mut self.raster, &mut output.textures_delta);
        black_box(self.ctx.tessellate(output.shapes.clone(), output.pixels_per_point));
        output
    }

    fn measure(&mut self, name: &str, events: &dyn Fn(usize) -> Vec<Event>) {
        for _ in 0..5 {
            self.frame(Vec::new());
        }
        let start = processor_secs();
        let taken = (0..FRAMES).map(|number| timed(|| self.frame(events(number))).0).collect();
        let cpu_ms = (processor_secs() - start) * 1000.0 / FRAMES as f64;
        println!("  {name:<26} {}, on average {cpu_ms:.2} ms of processor time", spread(taken));
    }
}

impl Window {
    /// Frames in which another query arrives, with what search and filters cost in them.
    fn measure_queries(&mut self) {
        let typed = "information sharing";
        let queries = (0..FRAMES).map(|number| typed.chars().take(number % typed.len() + 1).collect::<String>());
        let taken = queries.map(|query| {
            self.app.send(Command::Browse(BrowseCommand::Query(query)));
            timed(|| self.frame(Vec::new())).0
        });
        println!("  {:<26} {}", "frame, a letter typed", spread(taken.collect()));
    }
}

impl Window {
    /// Frames with a large pack in the tray, at rest and scrolled, and with the export dialog above it.
    fn measure_pack(&mut self, catalogue: &Catalogue) {
        let packed: Vec<_> = catalogue.resources.iter().take(PACKED).map(|resource| resource.id.clone()).collect();
        let count = packed.len();
        self.app.send(Command::Edit(Edit::Add(packed)));
        self.frame(Vec::new());
        assert_eq!(self.app.state().work.items().len(), count, "the pack is filled");
        self.measure(&format!("frame, {count} in the pack"), &|_| Vec::new());
        self.measure("frame, the pack scrolled", &wheel_over_pack);
        self.app.send(Command::Dialog(DialogCommand::Open(Dialog::Export)));
        self.measure("frame, export dialog", &|_| Vec::new());
        assert_eq!(self.app.state().dialogs, [Dialog::Export], "the dialog is open");
        self.app.send(Command::Dialog(DialogCommand::Close));
        self.app.send(Command::Edit(Edit::Clear));
        self.frame(Vec::new());
    }
}

fn triangles(primitive: &egui::epaint::Primitive) -> usize {
    match primitive {
        egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
        egui::epaint::Primitive::Callback(_) => 0,
    }
}

fn wheel(_: usize) -> Vec<Event> {
    turned_at(Pos2::new(680.0, 500.0))
}

fn wheel_over_pack(_: usize) -> Vec<Event> {
    turned_at(Pos2::new(SIZE.x - 140.0, 400.0))
}

fn turned_at(at: Pos2) -> Vec<Event> {
    let at = Event::PointerMoved(at);
    let turned = Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -180.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    vec![at, turned]
}

/// Draws the results as cards, as a list and as hits, and prints how long a frame took.
pub(crate) fn measure(catalogue: &Arc<Catalogue>) {
    let (opened, mut window) = timed(|| {
        let mut window = Window::open(catalogue);
        window.frame(Vec::new());
        window
    });
    let still = |_: usize| Vec::new();
    println!("  window and index made      {:.0} ms", opened.as_secs_f64() * 1000.0);
    window.measure("frame, cards at rest", &still);
    window.measure("frame, cards scrolled", &wheel);
    window.app.send(Command::Browse(BrowseCommand::View(View::List)));
    window.measure("frame, list scrolled", &wheel);
    window.app.send(Command::Browse(BrowseCommand::View(View::Cards)));
    window.app.send(Command::Browse(BrowseCommand::Query("trafficking".to_owned())));
    window.measure("frame, hits scrolled", &wheel);
    window.measure_queries();
    window.measure_pack(catalogue);
    // As with a screen reader: the tree is told anew in each frame.
    window.ctx.enable_accesskit();
    window.measure("frame, read aloud", &wheel);
    let output = window.frame(Vec::new());
    let meshes = window.ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
    let triangles: usize = meshes.iter().map(|mesh| triangles(&mesh.primitive)).sum();
    println!("  triangles of that frame    {triangles}");
    assert!(triangles > 2_000, "the window shows next to nothing");
    let painted = (0..5).map(|_| timed(|| black_box(window.raster.draw(&window.ctx, &output))).0).collect();
    println!("  painted without a driver   {}", spread(painted));
}
