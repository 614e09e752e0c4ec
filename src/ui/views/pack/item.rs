//! A resource on the page of the pack: its whole title, its notes, and three ways to move it.

use egui::accesskit::Role;
use egui::{Pos2, Rect, Response, Sense, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::app::work::Item;
use crate::app::{Command, PackingCommand};
use crate::catalogue::Resource;
use crate::ui::chrome::tray_row::{self, RowAt};
use crate::ui::chrome::{enclosing, item_menu, tray_notes};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::notes;
use crate::ui::tokens::{CLEAR, Tokens, size, space, stroke};
use crate::ui::views::pack::lines;
use crate::ui::widgets::{Text, Type, focus, mark, text};

/// Draws a row; its answer says whether it is dragged.
pub fn item_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, item: &Item, row: RowAt, rect: Rect) -> Option<Response> {
    let resource = cx.state.catalogue.resource(item.id())?.clone();
    let response = ui.interact(rect, tray_row::id(item.id()), Sense::click_and_drag());
    let is_chosen = cx.state.selected.as_ref() == Some(item.id());
    let (with_notes, spoken) = notes::spoken(item);
    let (place, count) = (row.nth + 1, row.count);
    let name = format!("{}, {}, {place} of {count} in this pack{with_notes}", resource.title, resource.kind);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(place);
        node.set_size_of_set(count);
        node.set_description(spoken);
    });
    let title = paint(ui, cx, item, &resource, rect, &response, is_chosen);
    if response.clicked() || (response.gained_focus() && !is_chosen) {
        cx.send(Command::Packing(PackingCommand::Select(Some(item.id().clone()))));
        response.request_focus();
    }
    if response.double_clicked() {
        tray_row::open(cx, item.id());
    }
    tray_row::keys(ui, cx, item.id(), &response);
    item_menu::of_row(ui, cx, item.id(), row.nth, &response);
    enclosing::over_row(ui, cx, item.id(), rect);
    let center = Pos2::new(rect.right() - size::SCROLL_BAR - space::LARGE - space::LINE, title.center().y);
    tray_row::remove_button(ui, cx, &resource, center);
    if is_chosen {
        let at = Pos2::new(title.left(), rect.bottom() - size::CONTROL_SMALL - space::SMALL);
        tray_row::move_buttons(ui, cx, &resource, row.nth, at, true);
    }
    Some(response)
}

/// Paints the row; answers where its title stands.
fn paint(
    ui: &Ui,
    cx: &ViewCx<'_>,
    item: &Item,
    resource: &Resource,
    rect: Rect,
    response: &Response,
    is_chosen: bool,
) -> Rect {
    let tokens = Tokens::of(ui.ctx());
    let width = lines::words_width(rect.width());
    let style = if is_chosen { Type::Label } else { Type::LabelPlain };
    let marks = if is_chosen { 0.0 } else { tray_notes::marks_width(item) };
    let words = Text::new(&resource.title, style).layout(ui, width - marks);
    if is_chosen {
        ui.painter().rect(rect, 0.0, tokens.accent_soft, tokens.edge(), StrokeKind::Inside);
        let bar = Rect::from_min_size(rect.min, Vec2::new(stroke::IN_PACK_BAR, rect.height()));
        ui.painter().rect_filled(bar, 0.0, tokens.accent);
    } else {
        let fill = if response.hovered() { tokens.hover } else { CLEAR };
        ui.painter().rect_filled(rect, 0.0, fill);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    }
    let left = rect.left() + lines::words_left();
    let top = if is_chosen { rect.top() + space::SMALL } else { (rect.center().y - words.size().y / 2.0).round() };
    let title = Rect::from_min_size(Pos2::new(left, top), Vec2::new(width, words.size().y));
    let first_line = top + style.line() / 2.0;
    let middle = if is_chosen { first_line } else { rect.center().y };
    text::icon(
        ui,
        Pos2::new(rect.left() + space::LARGE, middle),
        Icon::DotsSixVertical,
        size::ICON_SMALL,
        tokens.text_weak,
    );
    let place = cx.state.catalogue.categories.iter().position(|category| category.id == resource.category);
    let at = Pos2::new(rect.left() + size::HANDLE + space::TINY, middle - size::MARK / 2.0);
    mark::mark(ui, at, size::MARK, place.unwrap_or_default());
    text::paint_galley(ui, title.min, words);
    if is_chosen {
        tray_notes::paint(ui, cx, &resource.id, title.left_bottom() + Vec2::new(0.0, space::TINY), width);
    } else {
        tray_notes::paint_marks(ui, item, title);
    }
    focus::ring_inside(ui, response, rect, 0.0);
    title
}
