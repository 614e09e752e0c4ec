//! The operating system's window. `eframe::Frame` appears here and nowhere else.

mod ahead;
pub mod raster;
mod soft;

use std::cell::RefCell;
use std::sync::{Arc, Weak};

use eframe::UserEvent;
use eframe::egui::{Context, IconData, Pos2, RawInput, Rect, Ui, Vec2, ViewportBuilder, ViewportCommand};
use rfd::AsyncFileDialog;
use winit::error::EventLoopError;
use winit::event_loop::EventLoop;
use winit::platform::run_on_demand::EventLoopExtRunOnDemand as _;
use winit::window::Window;

use crate::app::{Command, PreferenceCommand, Renderer, Start, WindowPlace};
use crate::brand;
use crate::shell::Shell;
use crate::shell::dialogs::Owner;
use crate::ui::fonts::Missing;
use crate::ui::{App, theme};
use soft::Soft;

/// What title bar and task bar show; without it they show the toolkit's own.
const ICON: &[u8] = include_bytes!("../../packaging/icons/rso-toolbox-64.png");
/// The smallest client area.
const SMALLEST: [f32; 2] = [480.0, 320.0];
/// The client area at the first start.
const FIRST: [f32; 2] = [1366.0, 768.0];
/// About the height of a title bar, in pixels.
const TITLE_BAR: f32 = 32.0;
/// So much of a title bar must be seen to take hold of it, in pixels.
const SEEN: f32 = 120.0;

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.before_frame(ctx, frame.winit_window());
        Self::logic(self, ctx);
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.pace(ctx, input);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }
}

impl Owner for Window {
    fn own(&self, dialog: AsyncFileDialog) -> AsyncFileDialog {
        dialog.set_parent(self)
    }
}

impl App {
    /// What a frame begins with in a window of the operating system.
    fn before_frame(&mut self, ctx: &Context, window: Option<&Arc<Window>>) {
        if let Some(window) = window
            && !std::mem::replace(&mut self.placed, true)
        {
            let owner: Weak<Window> = Arc::downgrade(window);
            self.performer.shown_in(owner);
            bring_into_sight(ctx, window);
        }
        self.remember_place(ctx);
    }

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

/// Moves a window that none of the screens shows any more onto the first of them: one was taken away since.
fn bring_into_sight(ctx: &Context, window: &Window) {
    let monitors: Vec<Rect> = window
        .available_monitors()
        .map(|monitor| {
            let (at, size) = (monitor.position(), monitor.size());
            rect((at.x, at.y), (size.width, size.height))
        })
        .collect();
    // Where a window is not told its place it was not given one either.
    let Ok(at) = window.outer_position() else { return };
    let size = window.outer_size();
    let inner = window.inner_size();
    if is_too_large((inner.width, inner.height), &monitors) {
        return ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
    if let Some(better) = in_sight(rect((at.x, at.y), (size.width, size.height)), &monitors) {
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(better / ctx.pixels_per_point()));
    }
}

fn rect((left, top): (i32, i32), (width, height): (u32, u32)) -> Rect {
    Rect::from_min_size(Pos2::new(left as f32, top as f32), Vec2::new(width as f32, height as f32))
}

/// Whether the contents of a window and its title bar have room on none of the screens, in their pixels.
fn is_too_large((width, height): (u32, u32), monitors: &[Rect]) -> bool {
    let has_room = |monitor: &Rect| width as f32 <= monitor.width() && height as f32 + TITLE_BAR <= monitor.height();
    !monitors.is_empty() && !monitors.iter().any(has_room)
}

/// A better place for a window, in the pixels of the screens, where none of them shows enough of its title bar.
fn in_sight(window: Rect, monitors: &[Rect]) -> Option<Pos2> {
    let title = window.with_max_y(window.top() + TITLE_BAR);
    let is_seen = |monitor: &&Rect| {
        let shown = monitor.intersect(title);
        shown.width() >= SEEN.min(window.width()) && shown.height() >= TITLE_BAR / 2.0
    };
    let first = monitors.first()?;
    monitors.iter().find(is_seen).is_none().then(|| first.min + Vec2::splat(TITLE_BAR))
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    #[error("no screen was found")]
    NoScreen(#[from] EventLoopError),
    #[error("the picture cannot be handed to the system: {0}")]
    Software(String),
}

/// Opens the window and shows it until it is closed.
///
/// Where OpenGL is wanted and cannot be had, the processor draws.
pub fn open(start: Start, shell: Shell, renderer: Renderer) -> Result<(), WindowError> {
    let viewport = viewport(&start);
    shell.end_with_the_system();
    let size = viewport.inner_size.unwrap_or(FIRST.into());
    let ahead = (renderer == Renderer::Soft).then(|| ahead::begin(&start, size));
    let mut event_loop =
        EventLoop::<UserEvent>::with_user_event().build().inspect_err(|error| ::log::error!("{error}"))?;
    if renderer == Renderer::Gl {
        shell.try_graphics();
    }
    let contents = RefCell::new(Some((start, shell)));
    if renderer == Renderer::Gl {
        let options = options(viewport.clone());
        let creator: eframe::AppCreator<'_> = Box::new(|creation| match contents.take() {
            Some((start, shell)) => {
                let ctx = &creation.egui_ctx;
                Ok(Box::new(contents_of(ctx, theme::install(ctx), start, shell)))
            }
            None => Err("made already".into()),
        });
        let mut program = eframe::create_native(brand::PROGRAM, options, creator, &event_loop);
        event_loop.run_app_on_demand(&mut program)?;
        drop(program);
        let mut left = contents.borrow_mut();
        let Some((_, shell)) = left.as_mut() else { return Ok(()) };
        shell.renderer_failed();
    }
    let Some((start, shell)) = contents.take() else { return Ok(()) };
    let ahead = ahead.unwrap_or_else(|| ahead::begin(&start, size));
    let proxy = event_loop.create_proxy();
    let mut program =
        Soft::new(viewport, proxy, ahead, Box::new(move |ctx, missing| contents_of(ctx, missing, start, shell)));
    event_loop.run_app_on_demand(&mut program)?;
    program.trouble().map_or(Ok(()), |trouble| Err(WindowError::Software(trouble)))
}

fn options(viewport: ViewportBuilder) -> eframe::NativeOptions {
    eframe::NativeOptions {
        viewport,
        // Apple has given OpenGL up.
        #[cfg(target_os = "macos")]
        renderer: eframe::Renderer::Wgpu,
        ..eframe::NativeOptions::default()
    }
}

fn contents_of(ctx: &Context, missing: Missing, mut start: Start, shell: Shell) -> App {
    start.drawing = shell.drawing();
    let waking = ctx.clone();
    shell.wake_with(move || waking.request_repaint());
    App::installed(missing, start, Box::new(shell))
}

fn viewport(start: &Start) -> ViewportBuilder {
    let mut viewport = ViewportBuilder::default()
        .with_title(brand::PROGRAM)
        .with_app_id("rso-toolbox")
        .with_icon(icon())
        .with_min_inner_size(SMALLEST)
        .with_inner_size(FIRST);
    if let Some(place) = start.settings.window {
        viewport = viewport.with_inner_size([place.size.0, place.size.1]).with_maximized(place.maximized);
        if let Some((x, y)) = place.position {
            viewport = viewport.with_position([x, y]);
        }
    }
    viewport
}

/// Title bar, task bar and Alt Tab each get the drawing of the program's own icon that is nearest to the size in which
/// they show it.
#[cfg(windows)]
fn give_icons(window: &Window) {
    use winit::dpi::PhysicalSize;
    use winit::platform::windows::{IconExtWindows as _, WindowExtWindows as _};
    use winit::window::Icon;

    /// Its number among the resources of the program.
    const NUMBER: u16 = 1;
    /// Windows shows a small and a large one, in points.
    const SIDES: (f64, f64) = (16.0, 32.0);

    let of = |points: f64| {
        let side = (points * window.scale_factor()).round() as u32;
        Icon::from_resource(NUMBER, Some(PhysicalSize::new(side, side))).ok()
    };
    // Where there is none, that of the window's making stays.
    if let (Some(small), Some(large)) = (of(SIDES.0), of(SIDES.1)) {
        window.set_window_icon(Some(small));
        window.set_taskbar_icon(Some(large));
    }
}

/// The program's mark as pixels. One that cannot be read is none.
fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(ICON).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_the_mark_of_the_program() {
        let icon = icon();
        assert_eq!((icon.width, icon.height), (64, 64));
        let pixel = |x: usize, y: usize| &icon.rgba[(y * 64 + x) * 4..][..4];
        assert_eq!(pixel(32, 56), [0x1D, 0x7A, 0x92, 0xFF], "the case");
        assert_eq!(pixel(32, 24), [0xFF; 4], "its first drawer");
        assert_eq!(pixel(0, 0)[3], 0, "nothing beside the handle");
    }

    #[test]
    fn a_window_that_is_larger_than_every_screen_fills_one() {
        let (small, large) = (rect((0, 0), (1366, 768)), rect((1366, 0), (1920, 1080)));
        assert!(is_too_large((1366, 768), &[small]), "its title bar needs room too");
        assert!(!is_too_large((1366, 768), &[small, large]) && !is_too_large((1366, 700), &[small]));
        assert!(!is_too_large((4000, 3000), &[]), "nothing is known");
    }

    #[test]
    fn a_window_that_no_screen_shows_is_moved_onto_the_first() {
        let left = rect((0, 0), (1920, 1080));
        let right = rect((1920, 0), (1280, 1024));
        let at_the_right = rect((2100, 80), (1000, 700));
        assert_eq!(in_sight(at_the_right, &[left, right]), None);
        assert_eq!(in_sight(at_the_right, &[left]), Some(Pos2::new(32.0, 32.0)));
        assert_eq!(in_sight(at_the_right, &[]), None, "nothing is known");
        assert_eq!(in_sight(rect((-900, 80), (1000, 700)), &[left]), Some(Pos2::new(32.0, 32.0)), "a hundred are seen");
        assert_eq!(in_sight(rect((1790, 80), (1000, 700)), &[left]), None, "enough is seen");
        assert_eq!(in_sight(rect((100, -300), (1000, 700)), &[left]), Some(Pos2::new(32.0, 32.0)), "no title bar");
        assert_eq!(in_sight(rect((-8, -8), (1936, 1096)), &[left]), None, "maximised");
    }
}
