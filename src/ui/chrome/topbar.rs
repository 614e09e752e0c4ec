//! The bar at the top: the name, the menus, undo and redo, "Find an action".

use egui::accesskit::Role;
use egui::{Align, Align2, Id, Layout, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::app::{Action, Menu};
use crate::ui::chrome::{menus, places};
use crate::ui::cx::ViewCx;
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::keymap;
use crate::ui::tokens::{self, Tokens, breakpoint, radius, size, space};
use crate::ui::widgets::button::Kind;
use crate::ui::widgets::{Text, Type, tooltip};

/// The side of the program's icon.
const ICON: f32 = 22.0;
/// The grid that the icon is drawn on: all edges of its drawers lie on it.
const ICON_GRID: f32 = 16.0;

/// Draws the bar over the whole width.
pub fn topbar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.response().widget_info(|| WidgetInfo::labeled(Role::Banner, true, "Menus"));
    let width = ui.available_width();
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(size::TOPBAR);
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(space::LARGE);
        wordmark(ui);
        ui.add_space(space::MEDIUM);
        if width < breakpoint::MENUS {
            menus::one_menu(ui, cx);
        } else {
            for menu in <Menu as strum::IntoEnumIterator>::iter() {
                menus::menu_button(ui, cx, menu);
            }
        }
        let right = places::right_room(ui, width);
        places::places_ui(ui, cx, right);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            ui.add_space(space::LARGE);
            if width >= breakpoint::CARDS {
                find_action(ui, cx);
                ui.add_space(space::SMALL);
            }
            cx.action_icon(ui, Action::Redo, Kind::OnTopbar, Icon::ArrowUUpRight);
            cx.action_icon(ui, Action::Undo, Kind::OnTopbar, Icon::ArrowUUpLeft);
        });
    });
}

/// The control that takes the keyboard when the bar is gone to.
pub fn first_focus(ui_width: f32) -> Id {
    if ui_width < breakpoint::MENUS { menus::one_menu_id() } else { menus::menu_id(Menu::File) }
}

fn wordmark(ui: &mut Ui) {
    let tokens = Tokens::of(ui.ctx());
    let sans = egui::FontId::new(16.0, egui::FontFamily::Name(fonts::SANS_SEMIBOLD.into()));
    let serif = egui::FontId::new(17.0, egui::FontFamily::Name(fonts::SERIF_SEMIBOLD.into()));
    let mut job = egui::text::LayoutJob::default();
    let format = |font_id, extra_letter_spacing| egui::TextFormat {
        font_id,
        extra_letter_spacing,
        color: tokens.on_topbar,
        line_height: Some(22.0),
        valign: Align::Center,
        ..Default::default()
    };
    job.append("RSO", 0.0, format(sans, 0.3));
    job.append(" Toolbox", 0.0, format(serif, 0.0));
    let galley = ui.painter().layout_job(job);
    let room = Vec2::new(ICON + space::SMALL + galley.size().x, size::TOPBAR);
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, crate::brand::PROGRAM));
    paint_icon(ui, Pos2::new(rect.left(), rect.center().y - ICON / 2.0));
    let at = Align2::LEFT_CENTER.align_size_within_rect(
        galley.size(),
        Rect::from_min_max(Pos2::new(rect.left() + ICON + space::SMALL, rect.top()), rect.max),
    );
    ui.painter().galley(at.min, galley, tokens.on_topbar);
}

/// A case with three drawers of one, two and three parts.
fn paint_icon(ui: &Ui, at: Pos2) {
    let tokens = Tokens::of(ui.ctx());
    let unit = ICON / ICON_GRID;
    let part = |x: f32, y: f32, width: f32, height: f32| {
        Rect::from_min_size(at + Vec2::new(x, y) * unit, Vec2::new(width, height) * unit)
    };
    let painter = ui.painter();
    painter.rect(
        part(4.75, 0.75, 6.5, 5.0),
        tokens::corners(radius::SMALL - 1.0),
        tokens.topbar,
        Stroke::new(1.5 * unit, tokens.on_topbar),
        StrokeKind::Middle,
    );
    painter.rect_filled(part(0.0, 3.0, 16.0, 12.0), tokens::corners(radius::SMALL - 1.0), tokens.on_topbar);
    let drawers = [
        (3.0, 5.0, 10.0, 2.0),
        (3.0, 8.0, 4.0, 2.0),
        (9.0, 8.0, 4.0, 2.0),
        (3.0, 11.0, 2.0, 2.0),
        (7.0, 11.0, 2.0, 2.0),
        (11.0, 11.0, 2.0, 2.0),
    ];
    for (x, y, width, height) in drawers {
        painter.rect_filled(part(x, y, width, height), 0.0, tokens.topbar);
    }
}

fn find_action(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    let words = Text::new(Action::FindAction.label(), Type::LabelPlain).color(tokens.on_topbar_weak);
    let shortcut = keymap::words(Action::FindAction);
    let key = Text::new(&shortcut, Type::Small).color(tokens.on_topbar_weak);
    let (words_width, key_width) = (words.width(ui).ceil(), key.width(ui).ceil() + 2.0 * space::PARAGRAPH);
    let wide = Vec2::new(words_width + key_width + 3.0 * space::SMALL, size::CONTROL_SMALL);
    let (rect, response) = ui.allocate_exact_size(wide, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, Action::FindAction.label()));
    let color = if response.hovered() { tokens.on_topbar } else { tokens.on_topbar_weak };
    words.color(color).paint_in(ui, rect.shrink2(Vec2::new(space::SMALL, 0.0)));
    let box_size = Vec2::new(key_width, size::TAG);
    let key_box = Rect::from_min_size(
        Pos2::new(rect.right() - space::SMALL - key_width, rect.center().y - size::TAG / 2.0),
        box_size,
    );
    let edge = Stroke::new(1.0, color);
    ui.painter().rect_stroke(key_box, tokens::corners(radius::SMALL), edge, StrokeKind::Inside);
    key.color(color).paint_centered(ui, key_box);
    focus_on_topbar(ui, &response, rect);
    tooltip::tooltip(&response, Action::FindAction.label(), &shortcut);
    if response.clicked() {
        cx.run(Action::FindAction);
    }
}

/// The ring in the bar's own text colour: the usual one would not be seen there.
pub fn focus_on_topbar(ui: &Ui, response: &egui::Response, rect: Rect) {
    if response.has_focus() {
        let tokens = Tokens::of(ui.ctx());
        let ring = Stroke::new(tokens::stroke::FOCUS, tokens.on_topbar);
        ui.painter().rect_stroke(rect.expand(1.0), tokens::corners(radius::SMALL), ring, StrokeKind::Outside);
    }
}
