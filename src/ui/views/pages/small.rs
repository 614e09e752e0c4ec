//! The small pages at the left: where one is, and a quick way to another page.

use std::ops::Range;

use egui::accesskit::Role;
use egui::{Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::pages_id;
use crate::app::preview::Kind;
use crate::export::pages::Overview;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{self, Tokens, space, stroke};
use crate::ui::widgets::{Text, Type};

/// The column.
pub(super) const WIDTH: f32 = 116.0;
/// A small page.
const PAGE: f32 = 84.0;

/// Which small pages are in sight, and how wide in pixels.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) pages: Range<usize>,
    pub(super) width_px: u32,
}

/// Draws the column. Keys move the pages themselves, so small ones take no place in the tab order.
pub(super) fn small_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, overview: &Overview) -> Shown {
    let width_px = (PAGE * ui.ctx().pixels_per_point()).round() as u32;
    let ratio = overview.size_pt(0).map_or(1.4, |(width, height)| (height / width) as f32);
    let page = Vec2::new(PAGE, (PAGE * ratio).round());
    let row = page.y + Type::Small.line() + space::LARGE;
    let count = overview.count();
    let scroll = ScrollArea::vertical().id_salt("small pages").auto_shrink([false, false]);
    let pages = scroll.show_viewport(ui, |ui, viewport| {
        let origin = ui.min_rect().min + Vec2::new(space::LARGE, space::MEDIUM);
        ui.set_min_size(Vec2::new(WIDTH - space::MEDIUM, row * count as f32 + space::MEDIUM));
        let first = ((viewport.top() - space::MEDIUM) / row).max(0.0) as usize;
        let last = ((viewport.bottom() / row).max(0.0) as usize + 1).min(count);
        let current = cx.view.pages.current;
        let place = |at: usize| Rect::from_min_size(origin + Vec2::new(0.0, row * at as f32), page);
        if cx.view.pages.small_at != Some(current) {
            cx.view.pages.small_at = Some(current);
            ui.scroll_to_rect(place(current).expand(space::MEDIUM), None);
        }
        for page in first..last {
            page_ui(ui, cx, page, place(page));
        }
        first..last
    });
    Shown { pages: pages.inner, width_px }
}

fn page_ui(ui: &Ui, cx: &mut ViewCx<'_>, page: usize, rect: Rect) {
    let tokens = Tokens::of(ui.ctx());
    let number = (page + 1).to_string();
    let is_current = page == cx.view.pages.current;
    let whole = Rect::from_min_max(rect.min, Pos2::new(rect.right(), rect.bottom() + space::TINY + Type::Small.line()));
    let response = ui.interact(whole, pages_id().with(("small", page)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_current, format!("Go to page {number}")));
    if ui.is_rect_visible(whole) {
        let paper = Tokens::named(egui::Theme::Light, tokens::Contrast::Usual);
        ui.painter().rect_filled(rect, 0.0, paper.surface);
        let look = cx.state.preview.picture(Kind::Small, page).map(|(look, _)| look);
        if let Some((texture, _)) = look.and_then(|look| cx.view.pages.textures.get(Kind::Small, look)) {
            let all = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
            ui.painter().image(texture.id(), rect, all, tokens::UNTINTED);
        }
        let (edge, style) = match (is_current, response.hovered()) {
            (true, _) => (Stroke::new(stroke::STRONG + stroke::LINE, tokens.accent), Type::SmallStrong),
            (false, true) => (Stroke::new(stroke::LINE, tokens.text), Type::Small),
            (false, false) => (tokens.edge(), Type::Small),
        };
        ui.painter().rect_stroke(rect, 0.0, edge, StrokeKind::Outside);
        let below = Rect::from_min_max(Pos2::new(rect.left(), rect.bottom() + space::TINY), whole.max);
        Text::new(&number, style).paint_centered(ui, below);
    }
    if response.clicked() {
        cx.view.pages.wanted_page = Some(page);
    }
}
