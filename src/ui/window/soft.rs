//! The window without a graphics driver: winit's events, egui's triangles drawn by the processor, and the
//! picture handed to the system. It works over Remote Desktop and where OpenGL is of another century.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::UserEvent;
use eframe::egui::{Context, ViewportBuilder, ViewportCommand, ViewportEvent, ViewportId, ViewportInfo};
use egui_winit::State;
use softbuffer::Surface;
use winit::application::ApplicationHandler;
use winit::event::{StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy, OwnedDisplayHandle};
use winit::window::{Window, WindowId};

use super::ahead::{Ahead, Making, Picture, TEXTURE_SIDE};
use super::raster::{Canvas, Past, Raster};
use crate::ui::App;
use crate::ui::fonts::Missing;

/// So often a window that is not seen looks whether something was finished.
const UNSEEN: Duration = Duration::from_millis(100);

/// Makes the contents of the window.
pub(super) type Make<'a> = Box<dyn FnOnce(&Context, Missing) -> App + 'a>;

/// The program in winit's hands.
pub(super) struct Soft<'a> {
    viewport: ViewportBuilder,
    make: Option<(Making, Make<'a>)>,
    proxy: EventLoopProxy<UserEvent>,
    running: Option<Running>,
    trouble: Option<String>,
}

struct Running {
    window: Arc<Window>,
    surface: Surface<OwnedDisplayHandle, Arc<Window>>,
    ctx: Context,
    input: State,
    info: ViewportInfo,
    app: App,
    raster: Raster,
    past: Past,
    /// Drawn ahead, until the window shows its first.
    picture: Option<Picture>,
    repaint_at: Option<Instant>,
    is_shown: bool,
}

/// Whether the window goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    GoOn,
    Close,
}

impl<'a> Soft<'a> {
    pub(super) fn new(
        viewport: ViewportBuilder,
        proxy: EventLoopProxy<UserEvent>,
        ahead: Making,
        make: Make<'a>,
    ) -> Self {
        Self { viewport, make: Some((ahead, make)), proxy, running: None, trouble: None }
    }

    /// Why there was no window, where there was none.
    pub(super) fn trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    fn start(&mut self, event_loop: &ActiveEventLoop) -> Result<(), String> {
        let Some((ahead, make)) = self.make.take() else { return Ok(()) };
        // It is shown with its first picture; AccessKit, too, wants to see it hidden first.
        let viewport = self.viewport.clone().with_visible(false);
        // The zoom is not in it: the place of a window is kept without.
        let window =
            egui_winit::create_window(&Context::default(), event_loop, &viewport).map_err(|error| error.to_string())?;
        #[cfg(windows)]
        super::give_icons(&window);
        let window = Arc::new(window);
        let display = softbuffer::Context::new(event_loop.owned_display_handle()).map_err(|error| error.to_string())?;
        let surface = Surface::new(&display, Arc::clone(&window)).map_err(|error| error.to_string())?;
        let Ahead { ctx, missing, raster, past, picture } = ahead.finish();
        wake(&ctx, &self.proxy);
        let scale = window.scale_factor() as f32;
        let theme = event_loop.system_theme();
        let mut input = State::new(ctx.clone(), ViewportId::ROOT, &*window, Some(scale), theme, Some(TEXTURE_SIDE));
        input.init_accesskit(event_loop, &window, self.proxy.clone());
        let mut info = ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, &ctx, &window, true);
        let app = make(&ctx, missing);
        let running = Running {
            window,
            surface,
            ctx,
            input,
            info,
            app,
            raster,
            past,
            picture,
            repaint_at: None,
            is_shown: false,
        };
        let running = self.running.insert(running);
        running.frame(event_loop)?;
        running.window.set_visible(true);
        running.is_shown = true;
        if viewport.maximized == Some(true) {
            // A window manager of X11 does not hear what a hidden window asks for.
            running.window.set_maximized(true);
        }
        running.window.request_redraw();
        Ok(())
    }

    /// Ends the window where the frame asked for it or could not be drawn.
    fn follow(&mut self, event_loop: &ActiveEventLoop, then: Result<Then, String>) {
        match then {
            Ok(Then::GoOn) => {}
            Ok(Then::Close) => event_loop.exit(),
            Err(trouble) => {
                self.trouble = Some(trouble);
                event_loop.exit();
            }
        }
    }

    /// Draws what is due and sleeps until the next.
    fn keep_time(&mut self, event_loop: &ActiveEventLoop) {
        let Some(running) = &mut self.running else { return };
        let now = Instant::now();
        if running.repaint_at.is_some_and(|at| at <= now) {
            running.repaint_at = None;
            if running.is_unseen() {
                // Such a window is not asked to draw itself, and its work goes on.
                let then = running.frame(event_loop);
                running.repaint_at = running.repaint_at.map(|at| at.max(now + UNSEEN));
                self.follow(event_loop, then);
            } else {
                running.window.request_redraw();
            }
        }
        let next = self.running.as_ref().and_then(|running| running.repaint_at);
        event_loop.set_control_flow(next.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }
}

impl ApplicationHandler<UserEvent> for Soft<'_> {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        let started = self.start(event_loop);
        self.follow(event_loop, started.map(|()| Then::GoOn));
    }

    fn new_events(&mut self, event_loop: &ActiveEventLoop, _cause: StartCause) {
        self.keep_time(event_loop);
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        self.keep_time(event_loop);
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, event: UserEvent) {
        let Some(running) = &mut self.running else { return };
        match event {
            UserEvent::RequestRepaint { when, cumulative_pass_nr, .. } => {
                let pass = running.ctx.cumulative_pass_nr();
                // What was asked for before the last frame is in it already.
                if pass == cumulative_pass_nr || pass == cumulative_pass_nr + 1 {
                    running.repaint_by(when);
                }
            }
            UserEvent::AccessKitActionRequest(event) => running.access(event.window_event),
        }
        self.keep_time(event_loop);
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _window: WindowId, event: WindowEvent) {
        let Some(running) = &mut self.running else { return };
        let then = running.on_event(event_loop, &event);
        self.follow(event_loop, then);
    }
}

impl Running {
    fn is_unseen(&self) -> bool {
        self.window.is_minimized() == Some(true) || self.window.is_visible() == Some(false)
    }

    fn repaint_by(&mut self, when: Instant) {
        self.repaint_at = Some(self.repaint_at.map_or(when, |at| at.min(when)));
    }

    fn access(&mut self, event: egui_winit::accesskit_winit::WindowEvent) {
        use egui_winit::accesskit_winit::WindowEvent as Access;
        match event {
            Access::InitialTreeRequested => self.ctx.enable_accesskit(),
            Access::ActionRequested(request) => self.input.on_accesskit_action_request(request),
            Access::AccessibilityDeactivated => self.ctx.disable_accesskit(),
        }
        self.repaint_by(Instant::now());
    }

    fn on_event(&mut self, event_loop: &ActiveEventLoop, event: &WindowEvent) -> Result<Then, String> {
        match event {
            WindowEvent::RedrawRequested => return self.frame(event_loop),
            WindowEvent::CloseRequested => {
                self.info.events.push(ViewportEvent::Close);
                self.repaint_by(Instant::now());
            }
            #[cfg(windows)]
            WindowEvent::ScaleFactorChanged { .. } => super::give_icons(&self.window),
            WindowEvent::Occluded(occluded) => self.info.occluded = Some(*occluded),
            _ => {}
        }
        let response = self.input.on_window_event(&self.window, event);
        if response.repaint {
            self.repaint_by(Instant::now());
        }
        // While its edge is dragged, Windows runs a loop of its own: the picture has to follow at once.
        if matches!(event, WindowEvent::Resized(size) if size.width > 0 && size.height > 0) && self.is_shown {
            return self.frame(event_loop);
        }
        Ok(Then::GoOn)
    }

    /// One frame: the state, the views, the picture.
    fn frame(&mut self, event_loop: &ActiveEventLoop) -> Result<Then, String> {
        egui_winit::update_viewport_info(&mut self.info, &self.ctx, &self.window, false);
        let mut input = self.input.take_egui_input(&self.window);
        input.viewports = std::iter::once((ViewportId::ROOT, self.info.clone())).collect();
        self.info.events.clear();
        self.app.pace(&self.ctx, &mut input);
        let is_closing = input.viewport().close_requested();
        let (app, window, is_shown) = (&mut self.app, &self.window, self.is_shown);
        let mut output = self.ctx.run_ui(input, |ui| {
            let ctx = ui.ctx().clone();
            app.before_frame(&ctx, is_shown.then_some(window));
            app.logic(&ctx);
            app.ui(ui);
        });
        self.input.handle_platform_output_with_event_loop(&self.window, event_loop, output.platform_output);
        self.raster.take(&mut output.textures_delta);
        let commands = output.viewport_output.remove(&ViewportId::ROOT).map(|it| it.commands).unwrap_or_default();
        if is_closing && !commands.contains(&ViewportCommand::CancelClose) {
            return Ok(Then::Close);
        }
        egui_winit::process_viewport_commands(&self.ctx, &mut self.info, commands, &self.window, &mut Vec::new());
        if !self.info.events.is_empty() {
            self.repaint_by(Instant::now());
        }
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        self.show(&primitives, output.pixels_per_point)?;
        Ok(Then::GoOn)
    }

    fn show(&mut self, primitives: &[egui::ClippedPrimitive], scale: f32) -> Result<(), String> {
        let size = self.window.inner_size();
        // A window of no size is a minimised one.
        let (Some(width), Some(height)) = (NonZeroU32::new(size.width), NonZeroU32::new(size.height)) else {
            return Ok(());
        };
        self.surface.resize(width, height).map_err(|error| error.to_string())?;
        let mut buffer = self.surface.buffer_mut().map_err(|error| error.to_string())?;
        let (size, age) = ([size.width as usize, size.height as usize], buffer.age());
        let mut canvas = Canvas { size, pixels: &mut buffer, age };
        if let Some(picture) = self.picture.take() {
            picture.put(&mut canvas);
        }
        self.raster.draw(primitives, scale, &mut canvas, &mut self.past);
        self.window.pre_present_notify();
        // The whole of it: the system may have lost any part of the window, and does not say which.
        buffer.present().map_err(|error| error.to_string())
    }
}

/// Has the event loop woken when the toolkit wants to be drawn.
fn wake(ctx: &Context, proxy: &EventLoopProxy<UserEvent>) {
    let proxy = proxy.clone();
    ctx.set_request_repaint_callback(move |info| {
        let event = UserEvent::RequestRepaint {
            viewport_id: info.viewport_id,
            when: Instant::now() + info.delay,
            cumulative_pass_nr: info.current_cumulative_pass_nr,
        };
        // A loop that has ended needs no waking.
        proxy.send_event(event).ok();
    });
}
