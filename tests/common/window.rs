//! The real window in a harness: only the performer of effects is replaced by one that records.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::effect::IndexBuilt;
use rso_toolbox::app::{Clock, Command, Effect, Outcome, Start, Theme as Look};
use rso_toolbox::catalogue::search::Index;
use rso_toolbox::catalogue::{Catalogue, CivilDate, ResourceId, file};
use rso_toolbox::ui::{App, Perform};

use crate::raster::Raster;

/// Effects in the order in which they were asked for.
pub(crate) type Asked = Rc<RefCell<Vec<Effect>>>;

/// Records what is asked for; only the search index and proposals are made, at once.
struct Recorder {
    asked: Asked,
    ready: Vec<Outcome>,
    ctx: egui::Context,
}

impl Perform for Recorder {
    fn perform(&mut self, effect: Effect) {
        if let Effect::BuildIndex(catalogue) = &effect {
            let index = Arc::new(Index::build(catalogue));
            self.ready.push(Outcome::IndexBuilt(IndexBuilt { index }));
        }
        if let Effect::Propose(asked) = &effect {
            self.ready.push(asked.answer());
            self.ctx.request_repaint();
        }
        if let Effect::ReadRequest(pasted) = &effect {
            self.ready.push(pasted.answer());
            self.ctx.request_repaint();
        }
        self.asked.borrow_mut().push(effect);
    }

    fn outcomes(&mut self) -> Vec<Outcome> {
        std::mem::take(&mut self.ready)
    }

    fn clock(&self) -> Clock {
        clock()
    }
}

/// A moment that never passes.
pub(crate) fn clock() -> Clock {
    Clock { now_ms: 1_000, today: CivilDate::parse("2026-11-24").unwrap() }
}

/// The Tool Box as it ships.
pub(crate) fn tool_box() -> Arc<Catalogue> {
    Arc::new(file::parse(file::BUILT_IN).catalogue)
}

/// A window, what it asked for, and the means to draw it.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, App>,
    pub(crate) asked: Asked,
    raster: Raster,
}

/// How a window is opened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opened {
    pub(crate) size: Vec2,
    pub(crate) scale: f32,
    pub(crate) theme: Theme,
    /// Else a character that no font has stops the test.
    pub(crate) allows_missing_glyphs: bool,
}

impl Default for Opened {
    fn default() -> Self {
        Self { size: Vec2::new(1366.0, 768.0), scale: 1.0, theme: Theme::Light, allows_missing_glyphs: false }
    }
}

/// The sizes and looks in which a whole page is drawn, each with the name of its pictures.
pub(crate) fn page_looks() -> [(&'static str, Opened, Look); 4] {
    let opened = |width, height, scale| Opened { size: Vec2::new(width, height), scale, ..Opened::default() };
    [
        ("1366", opened(1366.0, 768.0, 1.0), Look::Light),
        ("dark", opened(1366.0, 768.0, 1.0), Look::Dark),
        ("800", opened(800.0, 600.0, 1.0), Look::Light),
        ("683", opened(683.0, 384.0, 2.0), Look::HighContrastLight),
    ]
}

impl Window {
    /// The real Tool Box in the usual window.
    pub(crate) fn usual() -> Self {
        Self::open(Start::fresh(tool_box(), clock()), Opened::default())
    }

    pub(crate) fn open(start: Start, opened: Opened) -> Self {
        let asked = Asked::default();
        let raster = Raster::default();
        let effects = Rc::clone(&asked);
        let mut builder = Harness::builder();
        if opened.allows_missing_glyphs {
            builder = builder.allow_missing_glyphs();
        }
        let harness = builder
            .with_size(opened.size)
            .with_pixels_per_point(opened.scale)
            .with_theme(opened.theme)
            .with_max_steps(30)
            .renderer(raster.clone())
            .build_eframe(|creation| {
                let recorder = Recorder { asked: effects, ready: Vec::new(), ctx: creation.egui_ctx.clone() };
                App::new(&creation.egui_ctx, start, Box::new(recorder))
            });
        let mut window = Self { harness, asked, raster };
        window.harness.run();
        window
    }

    /// Asks for changes, and draws until the window stands still.
    pub(crate) fn send(&mut self, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            self.harness.state_mut().send(command);
        }
        self.harness.run();
    }

    /// Opens the list of actions by its key and types into it.
    pub(crate) fn find_action(&mut self, words: &str) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        self.harness.run();
        self.harness.get_by_role_and_label(Role::TextInput, "Find an action").type_text(words);
        self.harness.run();
    }

    /// Where the row of the pack stands whose title begins so.
    pub(crate) fn tray_row(&self, title: &str) -> egui::Rect {
        let mut rows = self.harness.root().children_recursive().filter(|node| {
            let node = node.accesskit_node();
            node.role() == Role::ListItem && node.label().is_some_and(|label| label.starts_with(title))
        });
        rows.next().unwrap().rect()
    }

    /// Drags from one point to another with the pointer, a frame at each halt.
    pub(crate) fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        self.harness.drag_at(from);
        self.harness.run();
        for halt in [from + Vec2::new(0.0, 20.0), to] {
            self.harness.hover_at(halt);
            self.harness.run();
        }
        self.harness.drop_at(to);
        self.harness.run();
    }

    /// Draws the window into a picture beside the other test files, to be looked at.
    pub(crate) fn picture(&mut self, name: &str) -> egui::ColorImage {
        let image = self.raster.draw(&self.harness.ctx, self.harness.output());
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures");
        std::fs::create_dir_all(&folder).unwrap();
        write_png(&image, &folder.join(format!("{name}.png")));
        image
    }
}

/// A resource of the Tool Box.
pub(crate) fn id(text: &str) -> ResourceId {
    ResourceId::new(text).unwrap()
}

/// Writes a picture, to be looked at.
fn write_png(image: &egui::ColorImage, path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    let [width, height] = image.size;
    let mut encoder = png::Encoder::new(file, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect();
    writer.write_image_data(&bytes).unwrap();
}
