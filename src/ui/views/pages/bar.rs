//! The bar above the pages: where one is, what the pages are like, how large they are.

use egui::{Align, Layout, Rect, Ui, UiBuilder, Vec2};

use super::Sizes;
use crate::app::preview::PreviewCommand;
use crate::app::{Command, Edit, PageZoom};
use crate::pack::{Length, Paper};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::segmented::{Segment, segmented};
use crate::ui::widgets::{Text, Type};

const ROW: f32 = 48.0;
/// From so much room on everything stands in one row; a little more lets the place be told in full.
const ONE_ROW: f32 = 660.0;
const IN_FULL: f32 = 720.0;

/// How tall the bar is in this width.
pub(super) fn height(width: f32) -> f32 {
    if width >= ONE_ROW { ROW } else { 2.0 * ROW - space::TINY }
}

pub(super) fn bar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, sizes: &Sizes) {
    let tokens = Tokens::of(ui.ctx());
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, tokens.chrome);
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, tokens.rule());
    let inner = area.shrink2(Vec2::new(space::LARGE, 0.0));
    let (first, second) = inner.split_top_bottom_at_y(inner.top() + ROW);
    row(ui, first, Layout::left_to_right(Align::Center), |ui| place_ui(ui, cx, sizes));
    row(ui, first, Layout::right_to_left(Align::Center), |ui| {
        zoom_ui(ui, cx, sizes);
        if area.width() >= ONE_ROW {
            ui.add_space(space::TINY);
            paper_ui(ui, cx);
            length_ui(ui, cx);
        }
    });
    if area.width() < ONE_ROW {
        let second = Rect::from_min_size(second.min - Vec2::new(0.0, space::TINY), first.size());
        row(ui, second, Layout::left_to_right(Align::Center), |ui| {
            length_ui(ui, cx);
            paper_ui(ui, cx);
        });
    }
}

fn row(ui: &mut Ui, rect: Rect, layout: Layout, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        content(ui);
    });
}

fn place_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, sizes: &Sizes) {
    let (current, count) = (cx.view.pages.current, sizes.pages.len());
    let state = cx.state;
    let is_known = state.preview.overview().is_some();
    let first = (current == 0 || !is_known).then_some("This is the first page");
    let last = (current + 1 >= count || !is_known).then_some("This is the last page");
    let previous = Button::icon_only(Kind::Secondary, Icon::CaretUp, "Previous page").unavailable(first).show(ui);
    if previous.clicked() {
        cx.view.pages.wanted_page = current.checked_sub(1);
    }
    if Button::icon_only(Kind::Secondary, Icon::CaretDown, "Next page").unavailable(last).show(ui).clicked() {
        cx.view.pages.wanted_page = Some(current + 1);
    }
    ui.add_space(space::TINY);
    let words = if state.preview.has_failed(state.revision) {
        "Not laid out".to_owned()
    } else if state.preview.is_late(state.clock.now_ms) {
        "Laying out…".to_owned()
    } else if is_known {
        let page = if ui.max_rect().width() + 2.0 * space::LARGE >= IN_FULL { "Page " } else { "" };
        format!("{page}{} of {count}", current + 1)
    } else {
        String::new()
    };
    Text::new(&words, Type::LabelPlain).rows(1).live(ui);
}

/// Drawn from the right.
fn zoom_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, sizes: &Sizes) {
    let zoom = |zoom: PageZoom| Command::Preview(PreviewCommand::Zoom(zoom));
    let larger = PageZoom::larger(sizes.percent);
    let smaller = PageZoom::smaller(sizes.percent);
    ui.spacing_mut().item_spacing.x = space::TINY;
    let button = Button::icon_only(Kind::Secondary, Icon::Plus, "Larger pages");
    let none = larger.is_none().then_some("This is the largest");
    if let (true, Some(larger)) = (button.unavailable(none).show(ui).clicked(), larger) {
        cx.send(zoom(larger));
    }
    let percent = format!("{} %", sizes.percent);
    let name = format!("Fit width, now {percent}");
    let button = Button::quiet(&percent).name(&name).selected(cx.state.preview.zoom == PageZoom::FitWidth);
    if button.tooltip("Fit width", "Ctrl 0").show(ui).clicked() {
        cx.send(zoom(PageZoom::FitWidth));
    }
    let button = Button::icon_only(Kind::Secondary, Icon::Minus, "Smaller pages");
    let none = smaller.is_none().then_some("This is the smallest");
    if let (true, Some(smaller)) = (button.unavailable(none).show(ui).clicked(), smaller) {
        cx.send(zoom(smaller));
    }
    ui.spacing_mut().item_spacing.x = space::SMALL;
}

fn length_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let all = [Length::List, Length::Compact, Length::Full];
    let words = ["List", "Compact", "Full"];
    let chosen = all.iter().position(|length| *length == cx.state.work.details.length);
    let segments = words.map(|words| Segment { icon: None, words });
    if let Some(length) = segmented(ui, "Length", &segments, chosen.unwrap_or_default()).and_then(|at| all.get(at)) {
        cx.send(Command::Edit(Edit::Length(*length)));
    }
}

fn paper_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let all = [Paper::A4, Paper::Letter];
    let segments = ["A4", "Letter"].map(|words| Segment { icon: None, words });
    let chosen = all.iter().position(|paper| *paper == cx.state.work.details.paper);
    if let Some(paper) = segmented(ui, "Paper", &segments, chosen.unwrap_or_default()).and_then(|at| all.get(at)) {
        cx.send(Command::Edit(Edit::Paper(*paper)));
    }
}
