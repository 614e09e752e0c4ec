//! The window: eframe's app, the order of a frame, and what is drawn in it.
//!
//! A frame: what the shell finished and what was asked for in the last frame becomes a change of the state,
//! what the core then wants done goes to the shell, and the views are drawn from the state as it is.

pub mod tokens;
pub mod fonts;
pub mod icons;
pub mod theme;
pub mod widgets;
pub mod layout;
pub mod keymap;
pub mod regions;
pub mod cx;
pub mod notes;
pub mod views;
pub mod chrome;
mod pace;
pub mod window;

use std::path::PathBuf;

use egui::{Context, Event, Id, RawInput, Ui, ViewportCommand};

use crate::app::pack_files::is_pack_file;
use crate::app::{
    Action, AppState, Command, Dialog, DialogCommand, Effect, FilesCommand, Leaving, Outcome, Page, PreferenceCommand,
    Region, Start, WindowEffect, dispatch,
};
use chrome::ChromeView;
use chrome::tray::TrayView;
use cx::ViewCx;
use fonts::Missing;
use layout::Layout;
use pace::Composing;
use tokens::Tokens;
use views::ViewState;

pub use crate::shell::Perform;

/// The whole window.
pub struct App {
    state: AppState,
    view: ViewState,
    chrome: ChromeView,
    queue: Vec<Command>,
    performer: Box<dyn Perform>,
    missing: Missing,
    /// The text field that had the keyboard in the last frame.
    typing: Option<Id>,
    /// Events that came with others and have to follow them.
    held: Vec<Event>,
    composing: Composing,
    /// The window was at the front in the last frame.
    in_front: bool,
    /// The window was looked for on the screens that are there now.
    placed: bool,
}

impl App {
    /// A window on what the program starts with.
    pub fn new(ctx: &Context, start: Start, performer: Box<dyn Perform>) -> Self {
        Self::installed(theme::install(ctx), start, performer)
    }

    /// The same where the fonts are installed: what was drawn with them stays.
    fn installed(missing: Missing, start: Start, mut performer: Box<dyn Perform>) -> Self {
        let (state, effects) = AppState::new(start);
        for effect in effects {
            performer.perform(effect);
        }
        Self {
            view: ViewState::new(&state),
            chrome: ChromeView::default(),
            state,
            queue: Vec::new(),
            performer,
            missing,
            typing: None,
            held: Vec::new(),
            composing: Composing::default(),
            in_front: true,
            placed: false,
        }
    }

    /// All that is shown.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Asks for a change from outside the window's own controls.
    pub fn send(&mut self, command: Command) {
        self.queue.push(command);
    }

    /// Gives a frame the events that belong together; the others follow in the next.
    fn pace(&mut self, ctx: &Context, input: &mut RawInput) {
        self.held.append(&mut input.events);
        input.events = std::mem::take(&mut self.held);
        self.held = pace::later(&mut input.events);
        self.composing.take(&mut input.events);
        if !self.held.is_empty() {
            ctx.request_repaint();
        }
    }

    /// Takes what is finished and what was asked for into the state.
    pub fn logic(&mut self, ctx: &Context) {
        let in_front = ctx.input(|input| input.viewport().focused != Some(false));
        if !std::mem::replace(&mut self.in_front, in_front) && in_front {
            self.send(Command::Preference(PreferenceCommand::AskSystem));
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            if self.state.asks_before_the_end() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                let asks = Dialog::Leaving(Leaving::End);
                if !self.state.dialogs.contains(&asks) {
                    self.queue.push(Command::Dialog(DialogCommand::Open(asks)));
                }
            } else {
                self.performer.closing();
            }
        }
        let clock = self.performer.clock();
        if clock != self.state.clock {
            dispatch(&mut self.state, Command::Tick(clock));
        }
        let finished = self.performer.outcomes().into_iter().map(Command::Finished);
        let commands: Vec<Command> = finished.chain(std::mem::take(&mut self.queue)).collect();
        for command in commands {
            if let Command::Finished(Outcome::FontsFound(found)) = &command {
                fonts::add_found(ctx, &found.fonts);
            }
            self.view.before(&command);
            for effect in dispatch(&mut self.state, command) {
                self.perform(ctx, effect);
            }
        }
        theme::choose(ctx, self.state.settings.theme, self.state.system);
        let zoom = f32::from(self.state.settings.zoom) / 100.0;
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
        let pages_late = self.state.preview.next_change_ms(clock.now_ms);
        if let Some(at_ms) = self.state.notices.next_change_ms().into_iter().chain(pages_late).min() {
            let wait = at_ms.saturating_sub(self.state.clock.now_ms);
            ctx.request_repaint_after(std::time::Duration::from_millis(wait));
        }
    }

    fn perform(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Window(WindowEffect::Focus(region)) => regions::focus(ctx, region),
            Effect::Window(WindowEffect::FocusNextRegion) => regions::focus_next(ctx),
            Effect::Window(WindowEffect::FocusPreviousRegion) => regions::focus_previous(ctx),
            Effect::Window(WindowEffect::Raise) => {
                ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
                ctx.send_viewport_cmd(ViewportCommand::Focus);
            }
            Effect::Window(WindowEffect::Close) => ctx.send_viewport_cmd(ViewportCommand::Close),
            other => self.performer.perform(other),
        }
    }

    /// What is typed after the keyboard left a field and came back is a step of its own.
    fn end_merging(&mut self, ctx: &Context) {
        let typing = ctx.memory(egui::Memory::focused).filter(|_| ctx.text_edit_focused());
        if self.typing.is_some() && self.typing != typing {
            self.queue.push(Command::EndMerging);
        }
        self.typing = typing;
    }

    /// Draws the window from the state.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        regions::route_tab(&ctx);
        let is_pack = self.state.browse.page == Page::Pack;
        let has_tray = !matches!(self.state.browse.page, Page::Pack | Page::Packs);
        let layout = match self.state.browse.page {
            Page::Pack => Layout::of_pack(ctx.content_rect()),
            Page::Packs => Layout::of_packs(ctx.content_rect()),
            Page::Resources | Page::Resource(_) => Layout::of(ctx.content_rect()),
        };
        self.view.prepare(&self.state);
        self.end_merging(&ctx);
        let mut cx = ViewCx::new(&self.state, layout, &mut self.view, &mut self.queue);
        cx.pack_in_hand = self.chrome.tray.open || regions::holds_focus(&ctx, Region::Tray);
        cx.pages_in_hand = is_pack && regions::holds_focus(&ctx, Region::Results);
        ask_by_keys(&ctx, &mut cx);
        take_dropped(&ctx, &mut cx);
        top_bar_ui(ui, &mut cx);
        views::main_ui(ui, &mut cx);
        if has_tray {
            tray_ui(ui, &mut cx, &mut self.chrome.tray);
        } else {
            self.chrome.tray.open = false;
        }
        if cx.state.dialog().is_none() {
            chrome::enclosing::dropped_ui(ui, &mut cx);
        }
        let bottom = if layout.tray_is_bar { layout.tray.height() } else { 0.0 };
        chrome::notices::notices_ui(ui, &mut cx, bottom);
        chrome::dialogs::dialogs_ui(ui, &mut cx, &mut self.chrome);
        if cx.state.dialog() == Some(&Dialog::Documents) {
            chrome::enclosing::dropped_ui(ui, &mut cx);
        }
        widgets::dialog::give_focus_back(&ctx);
        let missing = self.missing.take();
        if !missing.is_empty() {
            self.performer.perform(Effect::FindFonts(missing));
        }
        regions::settle(&ctx);
        self.composing.tell(&mut self.queue);
        if !self.queue.is_empty() {
            ctx.request_repaint();
        }
    }
}

fn top_bar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let rect = cx.layout.top_bar;
    ui.painter().rect_filled(rect, 0.0, Tokens::of(ui.ctx()).topbar);
    regions::show(ui, Region::TopBar, rect, |ui| chrome::topbar::topbar_ui(ui, cx));
    regions::entry(ui.ctx(), Region::TopBar, chrome::topbar::first_focus(rect.width()));
}

/// The pack: a panel at the right, or a bar at the bottom that opens over the results.
fn tray_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, view: &mut TrayView) {
    let tokens = Tokens::of(ui.ctx());
    let rect = cx.layout.tray;
    ui.painter().rect_filled(rect, 0.0, tokens.chrome);
    if cx.layout.tray_is_bar {
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.rule());
        let inner = rect.shrink2(egui::Vec2::new(cx.layout.margin, 0.0));
        regions::show(ui, Region::Tray, inner, |ui| chrome::tray::bar_ui(ui, cx, view));
        open_pack_ui(ui, cx, view);
    } else {
        ui.painter().vline(rect.left() + 0.5, rect.y_range(), tokens.rule());
        view.open = false;
        regions::over(ui.ctx(), None);
        regions::show(ui, Region::Tray, rect, |ui| chrome::tray::tray_ui(ui, cx, view));
    }
    match chrome::tray::first_focus(cx, view) {
        Some(control) => regions::entry(ui.ctx(), Region::Tray, control),
        None => regions::no_entry(ui.ctx(), Region::Tray),
    }
}

fn open_pack_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut TrayView) {
    if !view.open {
        regions::over(ui.ctx(), None);
        return;
    }
    let tokens = Tokens::of(ui.ctx());
    let main = cx.layout.main;
    let width = tokens::size::TRAY_WIDE.min(main.width());
    let rect = main.with_min_x(main.right() - width);
    let frame = egui::Frame::new().fill(tokens.chrome).stroke(tokens.edge()).shadow(tokens.overlay());
    let area = egui::Area::new(egui::Id::unique("open pack")).order(egui::Order::Middle).fixed_pos(rect.min);
    regions::over(ui.ctx(), Some((Region::Tray, area.layer())));
    area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_min_size(rect.size());
            ui.set_max_size(rect.size());
            chrome::tray::open_pack_ui(ui, cx, view);
        });
    });
}

/// Pack files that are dropped on the window are opened.
fn take_dropped(ctx: &Context, cx: &mut ViewCx<'_>) {
    let dropped: Vec<PathBuf> = ctx.input(|input| {
        let paths = input.raw.dropped_files.iter().map(|file| file.path().to_path_buf());
        paths.filter(|path| is_pack_file(path)).collect()
    });
    if !dropped.is_empty() {
        cx.send(Command::Files(FilesCommand::OpenAll(dropped)));
    }
}

/// Shortcuts; while a dialog is open only those that do not reach below it.
fn ask_by_keys(ctx: &Context, cx: &mut ViewCx<'_>) {
    let modal = cx.state.dialog().is_some();
    for action in keymap::pressed(ctx) {
        let above = matches!(
            action,
            Action::Help | Action::ZoomIn | Action::ZoomOut | Action::ZoomReset | Action::FindAction | Action::Quit
        );
        if !modal || above {
            cx.run(action);
        }
    }
}
