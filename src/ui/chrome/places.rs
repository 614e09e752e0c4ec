//! The places of the window on the bar at the top: the resources, this pack, and all packs.

use egui::accesskit::Role;
use egui::{Id, Popup, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo};

use crate::app::{Action, BrowseCommand, Command, Page};
use crate::ui::chrome::menus;
use crate::ui::chrome::topbar::focus_on_topbar;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::keymap;
use crate::ui::tokens::{self, Tokens, breakpoint, radius, size, space, stroke};
use crate::ui::widgets::row::MenuRow;
use crate::ui::widgets::{Text, Type, frame, text, tooltip};

/// A place that can be gone to.
struct Place {
    words: &'static str,
    count: Option<usize>,
    page: Page,
    is_here: bool,
    keys: String,
}

impl Place {
    fn name(&self) -> String {
        match self.count {
            Some(1) => format!("{}, 1 resource", self.words),
            Some(count) => format!("{}, {count} resources", self.words),
            None => self.words.to_owned(),
        }
    }
}

fn places(cx: &ViewCx<'_>) -> [Place; 3] {
    let (is_pack, is_list) = match cx.state.browse.page {
        Page::Resources | Page::Resource(_) => (false, false),
        Page::Pack => (true, false),
        Page::Packs => (false, true),
    };
    let place = |words, page, is_here| Place { words, count: None, page, is_here, keys: String::new() };
    let (count, keys) = (Some(cx.state.work.items().len()), keymap::words(Action::ThisPack));
    [
        place("Resources", Page::Resources, !is_pack && !is_list),
        Place { count, keys, ..place("This pack", Page::Pack, is_pack) },
        Place { keys: keymap::words(Action::OpenPack), ..place("All packs", Page::Packs, is_list) },
    ]
}

/// The room that undo, redo and "Find an action" take at the right.
pub fn right_room(ui: &Ui, width: f32) -> f32 {
    let find = if width >= breakpoint::CARDS {
        let words = Text::new(Action::FindAction.label(), Type::LabelPlain).width(ui);
        let key = Text::new(&keymap::words(Action::FindAction), Type::Small).width(ui);
        words + key + 2.0 * space::PARAGRAPH + 4.0 * space::SMALL
    } else {
        0.0
    };
    find + 2.0 * size::CONTROL + 3.0 * space::LARGE
}

/// The places side by side in the middle of the bar; where there is no room, in one drop-down.
pub fn places_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, right: f32) {
    let bar = ui.max_rect();
    let from = ui.cursor().left() + space::MEDIUM;
    let until = bar.right() - right;
    let places = places(cx);
    let widths = places.each_ref().map(|place| width(ui, place));
    let whole: f32 = widths.iter().sum();
    if bar.width() < breakpoint::MENUS || until - from < whole {
        drop_down(ui, cx, &places, from);
        return;
    }
    let mut left = (bar.center().x - whole / 2.0).clamp(from, until - whole).round();
    for (place, width) in places.iter().zip(widths) {
        let rect = Rect::from_min_size(Pos2::new(left, bar.top()), Vec2::new(width, size::TOPBAR));
        left += width;
        if place_ui(ui, place, rect).clicked() && !place.is_here {
            cx.send(Command::Browse(BrowseCommand::Open(place.page.clone())));
        }
    }
}

fn width(ui: &Ui, place: &Place) -> f32 {
    let words = Text::new(place.words, Type::Label).width(ui).ceil();
    words + badge_width(ui, place.count).map_or(0.0, |badge| badge + space::SMALL) + 2.0 * space::MEDIUM
}

fn badge_width(ui: &Ui, count: Option<usize>) -> Option<f32> {
    let count = count?.to_string();
    Some((Text::new(&count, Type::SmallStrong).width(ui).ceil() + 2.0 * space::PARAGRAPH).max(size::TAG - 2.0))
}

fn place_ui(ui: &mut Ui, place: &Place, rect: Rect) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let response = ui.interact(rect, Id::unique(("place", place.words)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, place.is_here, place.name()));
    let lit = place.is_here || response.hovered();
    let color = if lit { tokens.on_topbar } else { tokens.on_topbar_weak };
    let inner = rect.shrink2(Vec2::new(space::MEDIUM, 0.0));
    let words = Text::new(place.words, Type::Label).color(color).paint_in(ui, inner);
    badge(ui, place.count, Pos2::new(words.right() + space::SMALL, rect.center().y), lit);
    if place.is_here {
        let line = Rect::from_min_max(Pos2::new(rect.left(), rect.bottom() - stroke::CHOSEN_BAR), rect.max);
        ui.painter().rect_filled(line, 0.0, tokens.on_topbar);
    }
    focus_on_topbar(ui, &response, rect.shrink(stroke::FOCUS + 1.0));
    tooltip::tooltip_on_hover(&response, &place.name(), &place.keys);
    response
}

fn badge(ui: &Ui, count: Option<usize>, left: Pos2, lit: bool) {
    let tokens = Tokens::of(ui.ctx());
    let (Some(count), Some(width)) = (count, badge_width(ui, count)) else { return };
    let height = size::TAG - 2.0;
    let rect = Rect::from_min_size(Pos2::new(left.x, left.y - height / 2.0), Vec2::new(width, height));
    let fill = if lit { tokens.on_topbar } else { tokens.on_topbar_weak };
    ui.painter().rect_filled(rect, tokens::corners(radius::SMALL), fill);
    Text::new(&count.to_string(), Type::SmallStrong).color(tokens.topbar).paint_centered(ui, rect);
}

fn drop_down(ui: &mut Ui, cx: &mut ViewCx<'_>, places: &[Place], left: f32) {
    let tokens = Tokens::of(ui.ctx());
    let Some(here) = places.iter().find(|place| place.is_here) else { return };
    let words = Text::new(here.words, Type::Label);
    let badge_room = badge_width(ui, here.count).map_or(0.0, |badge| badge + space::SMALL);
    let wide = words.width(ui).ceil() + badge_room + size::ICON_SMALL + 3.0 * space::SMALL;
    let at = Pos2::new(left, ui.max_rect().center().y - size::CONTROL_SMALL / 2.0);
    let rect = Rect::from_min_size(at, Vec2::new(wide, size::CONTROL_SMALL));
    let response = ui.interact(rect, Id::unique("places"), Sense::click());
    let name = format!("Place: {}", here.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let open = menus::opens_a_menu(&response);
    if open || response.hovered() {
        let edge = Stroke::new(stroke::LINE, tokens.on_topbar_weak);
        ui.painter().rect_stroke(rect, tokens::corners(radius::SMALL), edge, egui::StrokeKind::Inside);
    }
    let shown = words.color(tokens.on_topbar).paint_in(ui, rect.shrink2(Vec2::new(space::SMALL, 0.0)));
    badge(ui, here.count, Pos2::new(shown.right() + space::SMALL, rect.center().y), true);
    let caret = Pos2::new(rect.right() - space::SMALL - size::ICON_SMALL / 2.0, rect.center().y);
    text::icon(ui, caret, Icon::CaretDown, size::ICON_SMALL, tokens.on_topbar);
    focus_on_topbar(ui, &response, rect);
    Popup::menu(&response).frame(frame::menu_frame(tokens)).show(|ui| {
        ui.set_width(size::MENU - 2.0 * space::TINY);
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        for place in places {
            let name = place.name();
            let row = MenuRow { ticked: Some(place.is_here), shortcut: &place.keys, ..MenuRow::new(&name) };
            if row.show(ui).clicked() && !place.is_here {
                cx.send(Command::Browse(BrowseCommand::Open(place.page.clone())));
                ui.close();
            }
        }
    });
}
