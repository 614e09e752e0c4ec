//! Gives the window's own drawing by the processor to a harness, so that a view can be looked at without a display.

use std::cell::RefCell;
use std::rc::Rc;

use egui::{ColorImage, Context, FullOutput, TexturesDelta};
use egui_kittest::TestRenderer;
use rso_toolbox::ui::window::raster::{self, Area, Canvas, Past};

/// Shared between the harness and whoever draws.
#[derive(Clone, Default)]
pub(crate) struct Raster {
    picture: Rc<RefCell<Picture>>,
}

/// The one picture of a window, drawn over from frame to frame.
#[derive(Default)]
struct Picture {
    drawing: raster::Raster,
    past: Past,
    size: [usize; 2],
    pixels: Vec<u32>,
}

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.picture.borrow_mut().drawing.take(delta);
    }
}

impl Raster {
    /// Draws what a pass put out.
    pub(crate) fn draw(&self, ctx: &Context, output: &FullOutput) -> ColorImage {
        self.update(ctx, output);
        let picture = self.picture.borrow();
        raster::image(picture.size, &picture.pixels)
    }

    /// Draws it over the picture before, as the window does, and tells what changed.
    pub(crate) fn update(&self, ctx: &Context, output: &FullOutput) -> Vec<Area> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let size = [size.x.round() as usize, size.y.round() as usize];
        let primitives = ctx.tessellate(output.shapes.clone(), scale);
        let Picture { drawing, past, size: known, pixels } = &mut *self.picture.borrow_mut();
        let age = u8::from(*known == size);
        *known = size;
        pixels.resize(size[0] * size[1], 0);
        drawing.draw(&primitives, scale, &mut Canvas { size, pixels, age }, past)
    }
}
