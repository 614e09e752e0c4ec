//! Dialogs: title and buttons stay, the body scrolls; never larger than the window less a margin.

use egui::accesskit::Role;
use egui::{Align, Align2, Context, Frame, Id, Key, Layout, Margin, Modal, Modifiers, ScrollArea, Ui, Vec2};

use super::button::{Button, Kind};
use super::frame;
use super::text::{Text, Type};
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, BACKDROP, Tokens, radius, size, space};

/// What stands in a dialog stands so far inside its edge: room for the ring of a field.
const INSET: f32 = 5.0;

/// A steady dialog begins no lower than at this part of the window, so that it has room to grow.
const TOP_MOST: f32 = 0.15;

/// Where a steady dialog stands, in a window of this height in whole points.
#[derive(Clone, Copy, Debug)]
struct Place {
    top: f32,
    window: u32,
}

/// A dialog. Its name is its title.
#[derive(Clone, Debug)]
pub struct Dialog<'a> {
    key: &'a str,
    title: &'a str,
    width: f32,
    is_steady: bool,
}

/// What a dialog answered, beside what its buttons did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DialogAnswer {
    /// Escape, or the cross: what the safe button does.
    pub dismissed: bool,
}

/// What a dialog may know while it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DialogCx {
    /// It opened just now: the first field, or the safe button, takes the keyboard.
    pub opened: bool,
}

impl<'a> Dialog<'a> {
    /// `key` tells dialogs apart; it is never shown.
    pub fn new(key: &'a str, title: &'a str) -> Self {
        Self { key, title, width: size::DIALOG_SMALL, is_steady: false }
    }

    /// [`size::DIALOG_SMALL`] where nothing is said, else [`size::DIALOG`] or [`size::DIALOG_WIDE`].
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// What opens in it pushes it downwards alone: its upper edge stays where it was when the dialog opened.
    #[must_use]
    pub fn steady(mut self) -> Self {
        self.is_steady = true;
        self
    }

    /// Shows it over everything else: `body` scrolls, `foot` holds the buttons, from the right.
    pub fn show(
        &self,
        ctx: &Context,
        body: impl FnOnce(&mut Ui, DialogCx),
        foot: impl FnOnce(&mut Ui, DialogCx),
    ) -> DialogAnswer {
        let tokens = Tokens::of(ctx);
        let id = Id::unique(("dialog", self.key));
        let cx = DialogCx { opened: remember_focus(ctx, id) };
        let screen = ctx.content_rect().size() - Vec2::splat(2.0 * size::DIALOG_INSET);
        let padding = if screen.x < 700.0 { space::LARGE } else { space::WIDE };
        let width = self.width.min(screen.x) - 2.0 * padding;
        let top = self.top(ctx, id, cx.opened);
        let height = screen.y - top.map_or(0.0, |top| top - size::DIALOG_INSET) - 2.0 * padding;
        let frame = Frame::new()
            .fill(tokens.surface)
            .stroke(tokens.overlay_edge())
            .corner_radius(tokens::corners(radius::LARGE))
            .shadow(tokens.overlay())
            .inner_margin(Margin::same(padding as i8));
        let mut area = Modal::default_area(id).accessible_name(self.title).role(Role::Dialog);
        if let Some(top) = top {
            area = area.anchor(Align2::CENTER_TOP, Vec2::new(0.0, top));
        }
        let mut dismissed = false;
        let answer = Modal::new(id).area(area).frame(frame).backdrop_color(BACKDROP).show(ctx, |ui| {
            ui.set_width(width);
            // The room that there is now, not that of the last frame: the window or the zoom may have changed.
            ui.set_max_height(height);
            ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::MEDIUM);
            dismissed = self.head(ui);
            let fixed = self.fixed_height(ui, width);
            let mut scroll = ScrollArea::vertical()
                .id_salt((id, "body"))
                .max_height((height - fixed).max(60.0))
                .auto_shrink([false, true]);
            if cx.opened {
                scroll = scroll.vertical_scroll_offset(0.0);
            }
            scroll.show(ui, |ui| {
                // Room for the ring of what stands at the edge, and for the bar.
                let inset = INSET as i8;
                let bar = (size::SCROLL_BAR + space::TINY + INSET) as i8;
                let margin = Margin { left: inset, right: bar, top: inset, bottom: inset };
                Frame::new().inner_margin(margin).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    body(ui, cx);
                });
            });
            frame::rule(ui);
            let foot_room = Vec2::new(ui.available_width() - INSET, size::CONTROL);
            ui.allocate_ui_with_layout(foot_room, Layout::right_to_left(Align::Center), |ui| foot(ui, cx));
        });
        draw_again_where_the_size_changed(ctx, id, answer.response.rect.size());
        self.remember_top(ctx, id, cx.opened, answer.response.rect.height());
        let escaped = answer.is_top_modal
            && !answer.any_popup_open
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        DialogAnswer { dismissed: dismissed || escaped }
    }

    /// Where the upper edge of a steady dialog stays; `None` until it is known, and after the window was resized.
    fn top(&self, ctx: &Context, id: Id, opened: bool) -> Option<f32> {
        let known = ctx.data(|data| data.get_temp::<Place>(id.with("place")));
        known
            .filter(|known| self.is_steady && !opened && known.window == ctx.content_rect().height() as u32)
            .map(|it| it.top)
    }

    fn remember_top(&self, ctx: &Context, id: Id, opened: bool, height: f32) {
        let window = ctx.content_rect().height();
        let known = ctx.data(|data| data.get_temp::<Place>(id.with("place")));
        if self.is_steady && (opened || known.is_none_or(|known| known.window != window as u32)) {
            let top = ((window - height) / 2.0).min(window * TOP_MOST).max(size::DIALOG_INSET).round();
            ctx.data_mut(|data| data.insert_temp(id.with("place"), Place { top, window: window as u32 }));
            ctx.request_repaint();
        }
    }

    fn head(&self, ui: &mut Ui) -> bool {
        let mut pressed = false;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(INSET);
            let room = ui.available_width() - size::HIT_MIN - space::SMALL;
            ui.allocate_ui(Vec2::new(room, 0.0), |ui| {
                ui.set_width(ui.available_width());
                Text::new(self.title, Type::Heading).heading(ui, 1);
            });
            pressed = Button::icon_only(Kind::Quiet, Icon::X, "Close").small().show(ui).clicked();
        });
        pressed
    }

    /// Title, rule and buttons, with what lies between them.
    fn fixed_height(&self, ui: &Ui, width: f32) -> f32 {
        let title = Text::new(self.title, Type::Heading).layout(ui, width - size::HIT_MIN - space::SMALL).size().y;
        title.max(size::HIT_MIN) + 3.0 * space::MEDIUM + 1.0 + size::CONTROL
    }
}

/// A dialog is put in the middle by the size that it had in the last frame: one that changed needs another frame.
pub fn draw_again_where_the_size_changed(ctx: &Context, dialog: Id, size: Vec2) {
    let before = ctx.data(|data| data.get_temp::<Vec2>(dialog.with("size")));
    if before != Some(size) {
        ctx.data_mut(|data| data.insert_temp(dialog.with("size"), size));
        ctx.request_repaint();
    }
}

/// Which dialog was seen in which frame, and what had the keyboard before it.
#[derive(Clone, Copy, Debug)]
struct Seen {
    dialog: Id,
    before: Option<Id>,
    frame: u64,
}

fn seen_id() -> Id {
    Id::unique("dialogs seen")
}

/// What gets the keyboard after a menu was used: the row that it is about.
#[derive(Clone, Copy, Debug)]
struct Returning {
    to: Id,
    frame: u64,
}

fn returning_id() -> Id {
    Id::unique("keyboard after a menu")
}

/// Gives the keyboard to a control in the next frame, or after the dialog that opens then. In the frame of a click,
/// egui takes the keyboard from everything that was not clicked.
pub fn return_focus_to(ctx: &Context, to: Id) {
    let frame = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| data.insert_temp(returning_id(), Returning { to, frame }));
    ctx.request_repaint();
}

/// True in the first frame of a dialog; keeps what had the keyboard before it, for [`give_focus_back`].
pub fn remember_focus(ctx: &Context, dialog: Id) -> bool {
    let frame = ctx.cumulative_frame_nr();
    let focused = ctx.memory(egui::Memory::focused);
    let returning = ctx.data(|data| data.get_temp::<Returning>(returning_id())).map(|returning| returning.to);
    ctx.data_mut(|data| {
        let seen: &mut Vec<Seen> = data.get_temp_mut_or_default(seen_id());
        if let Some(known) = seen.iter_mut().find(|known| known.dialog == dialog) {
            let opened = known.frame == frame;
            known.frame = frame;
            return opened;
        }
        seen.push(Seen { dialog, before: returning.or(focused), frame });
        true
    })
}

/// Gives the keyboard back to what had it before a dialog that is no longer shown. Call at the end of a frame.
pub fn give_focus_back(ctx: &Context) {
    let frame = ctx.cumulative_frame_nr();
    let closed = ctx.data_mut(|data| {
        let seen: &mut Vec<Seen> = data.get_temp_mut_or_default(seen_id());
        let closed: Vec<Seen> = seen.iter().copied().filter(|known| known.frame != frame).collect();
        seen.retain(|known| known.frame == frame);
        closed
    });
    let returning = ctx.data(|data| data.get_temp::<Returning>(returning_id()));
    let due = returning.filter(|returning| returning.frame < frame);
    if due.is_some() {
        ctx.data_mut(|data| data.remove::<Returning>(returning_id()));
    }
    let open = ctx.data_mut(|data| !data.get_temp_mut_or_default::<Vec<Seen>>(seen_id()).is_empty());
    let after_menu = due.filter(|_| !open).map(|due| due.to);
    if let Some(before) = closed.first().and_then(|known| known.before).or(after_menu) {
        ctx.memory_mut(|memory| memory.request_focus(before));
        ctx.request_repaint();
    }
}
