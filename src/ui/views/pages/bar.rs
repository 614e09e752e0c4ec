//! The bar above the pages: where one is, what the pages are like, how large they are.

use egui::{Align, Layout, Rect, Ui, UiBuilder, Vec2};

use super::Sizes;
use crate::app::preview::PreviewCommand;
use crate::app::{Command, PageZoom};
use crate::pack::PrintSize;
use crate::ui::chrome::choices::{self, Choice};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::{Text, Type};

/// How tall the bar is.
pub(super) const HEIGHT: f32 = 48.0;
/// Length, paper, ink and print; what has no room stands in a menu, from the last one on.
const CHOICES: usize = 4;

pub(super) fn bar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, sizes: &Sizes) {
    let tokens = Tokens::of(ui.ctx());
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, tokens.chrome);
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, tokens.rule());
    let inner = area.shrink2(Vec2::new(space::LARGE, 0.0));
    let plan = Plan::of(ui, cx, inner.width(), sizes.pages.len());
    let (left, right) = inner.split_left_right_at_x(inner.right() - plan.width);
    row(ui, left, |ui| place_ui(ui, cx, sizes, plan.says_page));
    row(ui, right, |ui| {
        choices_ui(ui, cx, &plan);
        ui.add_space(plan.gap);
        zoom_ui(ui, cx, sizes);
    });
}

fn row(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        content(ui);
    });
}

/// What the bar has room for.
struct Plan {
    /// In order; large print is drawn as a box where it is among the shown.
    choices: [Choice; CHOICES],
    /// How many of them stand in the bar.
    shown: usize,
    /// Of all that stands at the right.
    width: f32,
    /// Before the zoom, where the sizes of the large print are not: the box stays under the pointer that ticks it.
    gap: f32,
    /// "Page 3 of 6" rather than "3 of 6".
    says_page: bool,
}

impl Plan {
    fn of(ui: &Ui, cx: &ViewCx<'_>, room: f32, pages: usize) -> Self {
        let details = &cx.state.work.details;
        let choices = [Choice::length(details), Choice::paper(details), Choice::ink(details), Choice::print(details)];
        let (tick, sizes) = choices::large_print_widths(ui);
        let sizes = sizes + space::SMALL;
        let [length, paper, ink, _] = choices.each_ref().map(|choice| choice.bar_width(ui));
        // Room for the sizes is kept free, so that nothing moves when the box is ticked.
        let widths = [length, paper, ink, tick + sizes];
        let place = |words: &str| {
            let words = Text::new(words, Type::LabelPlain).width(ui).ceil();
            2.0 * size::CONTROL_SMALL + 2.0 * space::SMALL + space::TINY + words + space::SMALL
        };
        let count = pages.to_string();
        let short = place(&format!("{count} of {count}"));
        let with_menu = |shown: usize| {
            let menu = Button::secondary(menu_words(shown)).small().trailing(Icon::CaretDown).wanted_width(ui);
            if shown < CHOICES { menu + space::SMALL } else { 0.0 }
        };
        let width = |shown: usize| {
            let choices: f32 = widths.iter().take(shown).map(|width| width + space::SMALL).sum();
            choices + with_menu(shown) + zoom_width(ui)
        };
        let shown = (0..=CHOICES).rev().find(|shown| short + width(*shown) <= room).unwrap_or_default();
        let gap = if shown == CHOICES && details.print_size == PrintSize::Usual { sizes } else { 0.0 };
        let width = width(shown);
        let says_page = place(&format!("Page {count} of {count}")) + width <= room;
        Self { choices, shown, width, gap, says_page }
    }
}

/// On the button of the menu.
fn menu_words(shown: usize) -> &'static str {
    if shown == 0 { "Choices" } else { "More choices" }
}

fn choices_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, plan: &Plan) {
    let (shown, rest) = plan.choices.split_at(plan.shown);
    for choice in shown.iter().take(CHOICES - 1) {
        let asked = choice.bar_ui(ui);
        cx.send_all(asked.into_iter().collect());
    }
    let asked = if rest.is_empty() {
        choices::large_print_bar_ui(ui, cx.state.work.details.print_size)
    } else {
        let words = menu_words(plan.shown);
        let chosen: Vec<&str> = rest.iter().map(Choice::words).collect();
        let name = format!("{words}: {}", chosen.join("; "));
        let button = Button::secondary(words).small().trailing(Icon::CaretDown).name(&name).tooltip(&name, "");
        let button = button.show(ui);
        choices::menu_ui(ui, &button, rest)
    };
    cx.send_all(asked.into_iter().collect());
}

fn place_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, sizes: &Sizes, says_page: bool) {
    let (current, count) = (cx.view.pages.current, sizes.pages.len());
    let state = cx.state;
    let is_known = state.preview.overview().is_some();
    let first = (current == 0 || !is_known).then_some("This is the first page");
    let last = (current + 1 >= count || !is_known).then_some("This is the last page");
    let step = |icon, name| Button::icon_only(Kind::Secondary, icon, name).small();
    if step(Icon::CaretUp, "Previous page").unavailable(first).show(ui).clicked() {
        cx.view.pages.wanted_page = current.checked_sub(1);
    }
    if step(Icon::CaretDown, "Next page").unavailable(last).show(ui).clicked() {
        cx.view.pages.wanted_page = Some(current + 1);
    }
    ui.add_space(space::TINY);
    let words = if state.preview.has_failed(state.revision) {
        "Not laid out".to_owned()
    } else if state.preview.is_late(state.clock.now_ms) {
        "Laying out…".to_owned()
    } else if is_known {
        let page = if says_page { "Page " } else { "" };
        format!("{page}{} of {count}", current + 1)
    } else {
        String::new()
    };
    Text::new(&words, Type::LabelPlain).rows(1).live(ui);
}

/// As wide as the largest percentage takes.
fn percent_width(ui: &Ui) -> f32 {
    Button::quiet("000 %").wanted_width(ui)
}

fn zoom_width(ui: &Ui) -> f32 {
    2.0 * size::CONTROL_SMALL + 2.0 * space::TINY + percent_width(ui)
}

fn zoom_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, sizes: &Sizes) {
    let zoom = |zoom: PageZoom| Command::Preview(PreviewCommand::Zoom(zoom));
    let larger = PageZoom::larger(sizes.percent);
    let smaller = PageZoom::smaller(sizes.percent);
    let step = |icon, name| Button::icon_only(Kind::Secondary, icon, name).small();
    ui.spacing_mut().item_spacing.x = space::TINY;
    let none = smaller.is_none().then_some("This is the smallest");
    if let (true, Some(smaller)) = (step(Icon::Minus, "Smaller pages").unavailable(none).show(ui).clicked(), smaller) {
        cx.send(zoom(smaller));
    }
    let percent = format!("{} %", sizes.percent);
    let name = format!("Fit width, now {percent}");
    let button = Button::quiet(&percent).name(&name).selected(cx.state.preview.zoom == PageZoom::FitWidth);
    if button.width(percent_width(ui)).tooltip("Fit width", "Ctrl 0").show(ui).clicked() {
        cx.send(zoom(PageZoom::FitWidth));
    }
    let none = larger.is_none().then_some("This is the largest");
    if let (true, Some(larger)) = (step(Icon::Plus, "Larger pages").unavailable(none).show(ui).clicked(), larger) {
        cx.send(zoom(larger));
    }
}
