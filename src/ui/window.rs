//! The operating system's window. `eframe::Frame` appears here and nowhere else.

use eframe::egui::{Context, Ui, ViewportBuilder};

use crate::app::{Command, PreferenceCommand, Start, WindowPlace};
use crate::brand;
use crate::ui::{App, Perform};

/// The smallest client area.
const SMALLEST: [f32; 2] = [480.0, 320.0];
/// The client area at the first start.
const FIRST: [f32; 2] = [1366.0, 768.0];

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.remember_place(ctx);
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }
}

impl App {
    /// Keeps where the window stands, once it stands still.
    fn remember_place(&mut self, ctx: &Context) {
        // Kept as without zoom, in which the next start opens it.
        let zoom = ctx.zoom_factor();
        let place = ctx.input(|input| {
            let viewport = input.viewport();
            let inner = viewport.inner_rect?;
            if viewport.minimized == Some(true) || input.pointer.any_down() {
                return None;
            }
            Some(WindowPlace {
                position: viewport.outer_rect.map(|outer| (outer.left() * zoom, outer.top() * zoom)),
                size: (inner.width() * zoom, inner.height() * zoom),
                maximized: viewport.maximized == Some(true),
            })
        });
        let Some(mut place) = place else { return };
        if let (true, Some(known)) = (place.maximized, self.state().settings.window) {
            // What it goes back to is worth keeping, not the size of the screen.
            place = WindowPlace { maximized: true, ..known };
        }
        if self.state().settings.window != Some(place) {
            self.send(Command::Preference(PreferenceCommand::Window(place)));
        }
    }
}

/// Opens the window and shows it until it is closed. `connect` gets what wakes the window from other threads.
pub fn open(
    start: Start,
    connect: impl FnOnce(Box<dyn Fn() + Send + Sync>) -> Box<dyn Perform>,
) -> Result<(), eframe::Error> {
    let mut viewport = ViewportBuilder::default()
        .with_title(brand::PROGRAM)
        .with_app_id("rso-toolbox")
        .with_min_inner_size(SMALLEST)
        .with_inner_size(FIRST);
    if let Some(place) = start.settings.window {
        viewport = viewport.with_inner_size([place.size.0, place.size.1]).with_maximized(place.maximized);
        if let Some((x, y)) = place.position {
            viewport = viewport.with_position([x, y]);
        }
    }
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    eframe::run_native(
        brand::PROGRAM,
        options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let waking = ctx.clone();
            let performer = connect(Box::new(move || waking.request_repaint()));
            Ok(Box::new(App::new(&ctx, start, performer)))
        }),
    )
}
