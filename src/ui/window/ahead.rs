//! The first picture, drawn ahead: while the system gets its window ready, a thread of its own reads the fonts and draws
//! what the window will show. On X11 the input method alone takes a third of a start.

use std::num::NonZeroUsize;

use eframe::egui::{Context, Pos2, RawInput, Rect, Vec2};

use super::raster::{Canvas, Past, Raster};
use crate::app::{Clock, Effect, Outcome, Start};
use crate::shell::aside::Aside;
use crate::ui::fonts::Missing;
use crate::ui::{App, Perform, theme};

/// The longest side of a texture. The processor has no limit of its own; egui starts a new atlas beyond it.
pub(super) const TEXTURE_SIDE: usize = 4096;

/// A toolkit that has laid out the first picture, and the picture.
pub(super) struct Ahead {
    pub(super) ctx: Context,
    /// What the fonts that are installed in it lack.
    pub(super) missing: Missing,
    pub(super) raster: Raster,
    pub(super) past: Past,
    pub(super) picture: Option<Picture>,
}

/// A picture before there is a window for it.
pub(super) struct Picture {
    size: [usize; 2],
    pixels: Vec<u32>,
}

impl Picture {
    /// Puts it into what the system hands out, where that is of its size.
    pub(super) fn put(&self, canvas: &mut Canvas<'_>) {
        if self.size == canvas.size && self.pixels.len() == canvas.pixels.len() {
            canvas.pixels.copy_from_slice(&self.pixels);
            canvas.age = 1;
        }
    }
}

/// An [`Ahead`] that is being made.
pub(super) struct Making(Aside<Ahead>);

/// Does nothing: the window that the first picture is drawn for is thrown away.
struct Idle(Clock);

impl Perform for Idle {
    fn perform(&mut self, _effect: Effect) {}

    fn outcomes(&mut self) -> Vec<Outcome> {
        Vec::new()
    }

    fn clock(&self) -> Clock {
        self.0
    }
}

/// Begins to draw what a window of `size` logical pixels will show first.
pub(super) fn begin(start: &Start, size: Vec2) -> Making {
    let start = start.clone();
    // Without it the window does all of that itself.
    Making(Aside::begin("first picture", move || draw(start, size)))
}

impl Making {
    /// Waits until it is made.
    pub(super) fn finish(self) -> Ahead {
        self.0.finish().unwrap_or_else(|| {
            let ctx = context();
            let missing = theme::install(&ctx);
            Ahead { ctx, missing, raster: Raster::default(), past: Past::default(), picture: None }
        })
    }
}

/// For a screen of the usual scale: a window on another one draws its picture anew, no later than without this.
fn draw(start: Start, size: Vec2) -> Ahead {
    let ctx = context();
    let clock = start.clock;
    let missing = theme::install(&ctx);
    let mut app = App::installed(missing.clone(), start, Box::new(Idle(clock)));
    let screen = Rect::from_min_size(Pos2::ZERO, size / ctx.zoom_factor());
    let input = RawInput {
        screen_rect: Some(screen),
        // As the window has it, else egui reads its fonts again.
        max_texture_side: Some(TEXTURE_SIDE),
        time: Some(0.0),
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| {
        app.logic(&ui.ctx().clone());
        app.ui(ui);
    });
    let (mut raster, mut past) = (Raster::default(), Past::default());
    raster.take(&mut output.textures_delta);
    let primitives = ctx.tessellate(output.shapes, output.pixels_per_point);
    let size = [size.x.round() as usize, size.y.round() as usize];
    let mut pixels = vec![0; size[0] * size[1]];
    let mut canvas = Canvas { size, pixels: &mut pixels, age: 0 };
    raster.draw(&primitives, output.pixels_per_point, &mut canvas, &mut past);
    Ahead { ctx, missing, raster, past, picture: Some(Picture { size, pixels }) }
}

fn context() -> Context {
    let ctx = Context::default();
    // As eframe has it: a view whose size was not known yet is laid out again before it is shown.
    ctx.options_mut(|options| options.max_passes = NonZeroUsize::MIN.saturating_add(1));
    ctx
}
