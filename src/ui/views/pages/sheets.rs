//! The pages below each other, and the entries on them as places to go from.

use std::ops::Range;

use egui::accesskit::Role;
use egui::{
    CursorIcon, EventFilter, Id, Key, Modifiers, Pos2, Rect, ScrollArea, Sense, StrokeKind, Ui, Vec2, WidgetInfo,
};

use super::{PagesView, Sizes, pages_id};
use crate::app::preview::{Kind, PreviewCommand, SIZES};
use crate::app::{Command, PageZoom, Region};
use crate::export::pages::{Area, Overview};
use crate::ui::cx::ViewCx;
use crate::ui::regions;
use crate::ui::tokens::{self, Tokens, space, stroke};
use crate::ui::widgets::{Text, Type, focus};

/// How far an arrow key moves the pages.
const STEP: f32 = 48.0;
/// The page that is looked at is the one at this part of the room's height.
const LOOKED_AT: f32 = 0.35;

/// Draws the pages that are in sight, and says which they are.
pub(super) fn sheets_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, overview: &Overview, sizes: &Sizes) -> Range<usize> {
    let room = ui.max_rect();
    pane_node(ui, cx, overview, room);
    follow(cx, overview, sizes, room);
    keep_place(cx, sizes, room);
    if let Some(page) = cx.view.pages.wanted_page.take() {
        cx.view.pages.wanted = Some(Vec2::new(cx.view.pages.offset.x, sizes.top_of(page)));
    }
    keys(ui, cx, sizes, room);
    wheel(ui, cx, sizes, room);
    let mut scroll = ScrollArea::both().id_salt("pages").auto_shrink([false, false]);
    if let Some(wanted) = cx.view.pages.wanted.take() {
        scroll = scroll.scroll_offset(wanted.max(Vec2::ZERO));
    }
    let output = scroll.show_viewport(ui, |ui, viewport| {
        let whole = sizes.whole.max(Vec2::new(viewport.width(), 0.0));
        let origin = ui.min_rect().min;
        ui.set_min_size(whole);
        let drawn = sizes.page_at(viewport.top() - room.height())..sizes.page_at(viewport.bottom() + room.height()) + 1;
        for page in drawn {
            if let Some((top, size)) = sizes.pages.get(page) {
                let at = origin + Vec2::new(((whole.x - size.x) / 2.0).max(0.0), *top);
                page_ui(ui, cx, overview, page, Rect::from_min_size(at, *size));
            }
        }
        viewport
    });
    let response = ui.ctx().read_response(pages_id());
    if let Some(response) = response {
        focus::ring_inside(ui, &response, room, 0.0);
    }
    let viewport = output.inner;
    let view = &mut cx.view.pages;
    view.offset = output.state.clamped_offset();
    view.current = sizes.page_at(view.offset.y + room.height() * LOOKED_AT);
    sizes.page_at(viewport.top())..(sizes.page_at(viewport.bottom()) + 1).min(overview.count())
}

/// The pane itself takes the keyboard: its keys move the pages.
fn pane_node(ui: &Ui, cx: &ViewCx<'_>, overview: &Overview, room: Rect) {
    let response = ui.interact(room, pages_id(), Sense::focusable_noninteractive());
    let name = format!("Pages of the pack, page {} of {}", cx.view.pages.current + 1, overview.count());
    response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &name));
    regions::entry(ui.ctx(), Region::Results, pages_id());
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(pages_id(), filter));
}

/// Scrolls to the entry that was asked for, and to an item that was chosen beside the pages.
fn follow(cx: &mut ViewCx<'_>, overview: &Overview, sizes: &Sizes, room: Rect) {
    if !cx.state.preview.is_current(cx.state.revision) {
        return;
    }
    let goal = cx.state.preview.goal.as_ref().filter(|(number, _)| cx.view.pages.goal != Some(*number));
    let chosen = cx.state.selected.as_ref().filter(|id| cx.view.pages.followed.as_ref() != Some(id));
    let is_asked = goal.is_some();
    let Some(id) = goal.map(|(_, id)| id).or(chosen) else {
        if cx.state.selected.is_none() {
            cx.view.pages.followed = None;
        }
        return;
    };
    let view = &mut cx.view.pages;
    view.goal = cx.state.preview.goal.as_ref().map(|(number, _)| *number);
    view.followed.clone_from(&cx.state.selected);
    let Some((place, (top, _))) = overview.place_of(id).and_then(|it| Some((it, sizes.pages.get(it.page)?))) else {
        return;
    };
    let y = top + place.y_pt as f32 * sizes.scale;
    let is_in_sight = (view.offset.y..view.offset.y + room.height() - space::HUGE).contains(&y);
    if is_asked || !is_in_sight {
        view.wanted = Some(Vec2::new(view.offset.x, y - space::WIDE));
    }
}

/// What is looked at stays where it is while pages become larger or smaller.
fn keep_place(cx: &mut ViewCx<'_>, sizes: &Sizes, room: Rect) {
    let view = &mut cx.view.pages;
    let before = std::mem::replace(&mut view.percent, sizes.percent);
    let held = view.held.take();
    if before == sizes.percent || before == 0 || view.wanted.is_some() {
        return;
    }
    let ratio = f32::from(sizes.percent) / f32::from(before);
    let held = held.unwrap_or(Vec2::new(room.width() / 2.0, room.height() * LOOKED_AT));
    view.wanted = Some((view.offset + held) * ratio - held);
}

fn keys(ui: &Ui, cx: &mut ViewCx<'_>, sizes: &Sizes, room: Rect) {
    if cx.state.dialog().is_some() || !regions::holds_focus(ui.ctx(), Region::Results) {
        return;
    }
    let has_focus = ui.memory(|memory| memory.has_focus(pages_id()));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let screen = (room.height() - space::HUGE).max(STEP);
    let offset = cx.view.pages.offset;
    let moved = |by: f32| Some(Vec2::new(offset.x, (offset.y + by).min(sizes.whole.y - room.height())));
    let wanted = if pressed(Key::PageDown) {
        moved(screen)
    } else if pressed(Key::PageUp) {
        moved(-screen)
    } else if pressed(Key::Home) {
        moved(-sizes.whole.y)
    } else if pressed(Key::End) {
        moved(sizes.whole.y)
    } else if has_focus && pressed(Key::ArrowDown) {
        moved(STEP)
    } else if has_focus && pressed(Key::ArrowUp) {
        moved(-STEP)
    } else {
        None
    };
    cx.view.pages.wanted = wanted.or(cx.view.pages.wanted);
}

/// Control with the wheel, or two fingers.
fn wheel(ui: &Ui, cx: &mut ViewCx<'_>, sizes: &Sizes, room: Rect) {
    let turned = ui.input(egui::InputState::zoom_delta);
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()).filter(|at| room.contains(*at)) else { return };
    if (turned - 1.0).abs() < f32::EPSILON || cx.state.dialog().is_some() {
        return;
    }
    let [least, .., most] = SIZES;
    let exact = f32::from(sizes.percent) * turned + cx.view.pages.turned;
    let percent = (exact.round() as u16).clamp(least, most);
    cx.view.pages.turned = (exact - f32::from(percent)).clamp(-1.0, 1.0);
    if percent != sizes.percent {
        cx.view.pages.held = Some(pointer - room.min);
        cx.send(Command::Preview(PreviewCommand::Zoom(PageZoom::Percent(percent))));
    }
}

fn page_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, overview: &Overview, page: usize, rect: Rect) {
    let response = ui.interact(rect, pages_id().with(page), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, page_name(overview, page)));
    if ui.is_rect_visible(rect) {
        paint_page(ui, &cx.view.pages, cx.state.preview.picture(Kind::Page, page).map(|(look, _)| look), page, rect);
    }
    for area in overview.areas(page) {
        area_ui(ui, cx, overview, page, (rect, &area));
    }
}

/// "Page 3 of 6: Toolkits & Operational Support; 2 Quick Reference Guide for Frontline Border Officials".
fn page_name(overview: &Overview, page: usize) -> String {
    let headings: Vec<&str> = overview.headings(page).map(|heading| heading.words.as_str()).collect();
    let place = format!("Page {} of {}", page + 1, overview.count());
    if headings.is_empty() { place } else { format!("{place}: {}", headings.join("; ")) }
}

fn paint_page(ui: &Ui, view: &PagesView, look: Option<u128>, page: usize, rect: Rect) {
    let tokens = Tokens::of(ui.ctx());
    let paper = Tokens::named(egui::Theme::Light, tokens::Contrast::Usual);
    ui.painter().rect_filled(rect, 0.0, paper.surface);
    if let Some((texture, size_px)) = look.and_then(|look| view.textures.get(Kind::Page, look)) {
        let dense = ui.ctx().pixels_per_point();
        // Pixel for pixel where it was drawn for this size; scaled while another one is on its way.
        let is_exact = (rect.width() * dense).round() as u32 == size_px.0;
        let height = if is_exact { size_px.1 as f32 / dense } else { rect.height() };
        let at = (rect.min.to_vec2() * dense).round() / dense;
        let shown = Rect::from_min_size(at.to_pos2(), Vec2::new(rect.width(), height));
        let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
        ui.painter().image(texture.id(), shown, whole, tokens::UNTINTED);
    } else {
        let words = format!("Page {}", page + 1);
        let middle = rect.intersect(ui.clip_rect());
        Text::new(&words, Type::Heading).color(paper.text_weak).paint_centered(ui, middle);
    }
    ui.painter().rect_stroke(rect, 0.0, tokens.rule(), StrokeKind::Outside);
}

/// An entry on a page: pressing it leads to its item in the pack.
fn area_ui(ui: &Ui, cx: &mut ViewCx<'_>, overview: &Overview, page: usize, (sheet, area): (Rect, &Area)) {
    let points = sheet.height() / overview.size_pt(page).map_or(1.0, |(_, height)| height as f32);
    let (from, to) = (area.from_pt as f32 * points, area.to_pt as f32 * points);
    let rect = Rect::from_min_max(
        Pos2::new(sheet.left(), sheet.top() + from - space::TINY),
        Pos2::new(sheet.right(), sheet.top() + to - space::SMALL),
    );
    let id: Id = pages_id().with((page, area.entry.as_str()));
    let response = ui.interact(rect, id, Sense::click());
    let title = cx.state.catalogue.resource(&area.entry).map_or("", |resource| resource.title.as_str());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{title}, page {}", page + 1)));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description("Goes to it in the pack"));
    if ui.is_rect_visible(rect) {
        let paper = Tokens::named(egui::Theme::Light, tokens::Contrast::of(ui.ctx()));
        let bar = rect.with_max_x(rect.left() + stroke::IN_PACK_BAR);
        if cx.state.selected.as_ref() == Some(&area.entry) {
            ui.painter().rect_filled(bar, 0.0, paper.accent);
        } else if response.hovered() {
            ui.painter().rect_filled(bar, 0.0, paper.line_strong);
        }
        if response.has_focus() {
            let ring = egui::Stroke::new(stroke::FOCUS, paper.text);
            ui.painter().rect_stroke(rect, 0.0, ring, StrokeKind::Inside);
            if response.gained_focus() {
                ui.scroll_to_rect(rect, None);
            }
        }
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        cx.view.pages.followed = Some(area.entry.clone());
        cx.send(Command::Preview(PreviewCommand::Choose(area.entry.clone())));
    }
}
