//! Gives the window's own drawing by the processor to a harness, so that a view can be looked at without a display.

use std::cell::RefCell;
use std::rc::Rc;

use egui::{ColorImage, Context, FullOutput, TexturesDelta};
use egui_kittest::TestRenderer;
use rso_toolbox::ui::window::raster::{Area, Canvas, Raster as Drawing};

/// Shared between the harness and whoever draws.
#[derive(Clone, Default)]
pub(crate) struct Raster {
    drawing: Rc<RefCell<(Drawing, Canvas)>>,
}

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.drawing.borrow_mut().0.take(delta);
    }
}

impl Raster {
    /// Draws what a pass put out.
    pub(crate) fn draw(&self, ctx: &Context, output: &FullOutput) -> ColorImage {
        self.update(ctx, output);
        self.drawing.borrow().1.image()
    }

    /// Draws it over the picture before, as the window does, and tells what changed.
    pub(crate) fn update(&self, ctx: &Context, output: &FullOutput) -> Vec<Area> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let size = [size.x.round() as usize, size.y.round() as usize];
        let primitives = ctx.tessellate(output.shapes.clone(), scale);
        let (drawing, canvas) = &mut *self.drawing.borrow_mut();
        drawing.draw(&primitives, scale, size, canvas)
    }
}
