//! "This pack": its sections in their order, to be arranged, beside the pages that go out.

pub mod drag;
pub mod head;
pub mod item;
pub mod lines;
pub mod reading;
pub mod section;
pub mod times;

use egui::{Align, Layout as Direction, Pos2, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo};

use crate::app::work::{Section, SectionKey};
use crate::app::{Action, AppState, BrowseCommand, Command, Page, PreviewCommand, Region};
use crate::ui::chrome::tray_row::{self, RowAt};
use crate::ui::chrome::{cost, tray};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::regions;
use crate::ui::tokens::{Tokens, breakpoint, size, space};
use crate::ui::views::pages;
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::segmented::{Segment, segmented};
use crate::ui::widgets::{Text, Type, focus, frame, text};
use lines::{Line, Lines, Placed};
use times::Times;

/// What the page remembers between frames and nobody saves.
#[derive(Default)]
pub struct PackView {
    /// The sections whose items are folded away.
    folded: Vec<SectionKey>,
    lines: Lines,
    /// What the trainings come to.
    pub times: Times,
    /// The section whose heading has the keyboard.
    pub in_hand: Option<SectionKey>,
    /// Where there is no room for both: the pages are shown, not the sections.
    shows_pages: bool,
    /// The page was shown in the last frame.
    shown: bool,
}

impl PackView {
    /// Whether the items of a section are folded away.
    pub fn is_folded(&self, key: &SectionKey) -> bool {
        self.folded.contains(key)
    }

    fn fold(&mut self, key: &SectionKey) {
        if self.is_folded(key) {
            self.folded.retain(|folded| folded != key);
        } else {
            self.folded.push(key.clone());
        }
    }

    /// Fonts came: texts have other widths.
    pub fn forget_sizes(&mut self) {
        self.lines.forget();
    }

    /// Who goes to a place on the pages sees the pages, who goes to an item sees the sections.
    pub fn before(&mut self, command: &Command) {
        match command {
            Command::Preview(PreviewCommand::Show(_)) => self.shows_pages = true,
            Command::Preview(PreviewCommand::Choose(_)) => self.shows_pages = false,
            _ => {}
        }
    }

    /// Another page is shown.
    pub fn left(&mut self) {
        self.shown = false;
        self.in_hand = None;
    }
}

/// The heading of a section as it is printed.
pub fn heading(state: &AppState, section: &Section) -> String {
    let typed = section.heading.trim();
    if !typed.is_empty() {
        return typed.to_owned();
    }
    match &section.key {
        SectionKey::Category(id) => {
            state.catalogue.category(id).map(|category| category.name.clone()).unwrap_or_default()
        }
        SectionKey::Own(_) => "Section without a heading".to_owned(),
    }
}

fn heading_of(cx: &ViewCx<'_>, section: &Section) -> String {
    heading(cx.state, section)
}

/// The whole page: sections and pages side by side, or one of them where there is no room for both.
pub fn pack_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let (main, foot) = (cx.layout.main, cx.layout.tray);
    regions::absent(ui.ctx(), Region::Search);
    regions::over(ui.ctx(), None);
    let why = reading::why(cx.state);
    let (bar, main) = main.split_top_bottom_at_y(main.top() + reading::height(ui, main.width(), why));
    let parts = Parts::of(cx, main);
    regions::show(ui, Region::Tray, cx.layout.main.union(foot), |ui| {
        ui.painter().rect_filled(main, 0.0, Tokens::of(ui.ctx()).surface);
        if let Some(why) = why {
            ui.scope_builder(UiBuilder::new().max_rect(bar), |ui| reading::bar_ui(ui, cx, why));
        }
        if let Some(tabs) = parts.tabs {
            ui.scope_builder(UiBuilder::new().max_rect(tabs), |ui| tabs_ui(ui, cx));
        }
        if let Some(sections) = parts.sections {
            ui.scope_builder(UiBuilder::new().max_rect(sections), |ui| sections_ui(ui, cx));
        }
        ui.scope_builder(UiBuilder::new().max_rect(foot), |ui| foot_ui(ui, cx));
    });
    if let Some(rect) = parts.pages {
        regions::show(ui, Region::Results, rect, |ui| pages::pages_ui(ui, cx));
        ui.painter().vline(rect.left() - 0.5, rect.y_range(), Tokens::of(ui.ctx()).rule());
    } else {
        regions::absent(ui.ctx(), Region::Results);
        pages::not_shown(cx);
    }
    let first = cx.state.selected.as_ref().or_else(|| cx.state.work.items().first()).map(tray_row::id);
    match first {
        _ if parts.sections.is_none() => regions::no_entry(ui.ctx(), Region::Tray),
        Some(control) => regions::entry(ui.ctx(), Region::Tray, control),
        None => regions::entry(ui.ctx(), Region::Tray, head::title_id()),
    }
    if !cx.view.pack.shown && cx.view.by_keyboard && cx.state.dialog().is_none() {
        regions::focus(ui.ctx(), if parts.sections.is_some() { Region::Tray } else { Region::Results });
    }
    cx.view.pack.shown = true;
}

/// Where the parts of the page stand.
struct Parts {
    tabs: Option<Rect>,
    sections: Option<Rect>,
    pages: Option<Rect>,
}

impl Parts {
    fn of(cx: &ViewCx<'_>, main: Rect) -> Self {
        if main.width() >= breakpoint::TRAY {
            let (sections, pages) = main.split_left_right_at_x(main.left() + size::SECTIONS);
            return Self { tabs: None, sections: Some(sections), pages: Some(pages) };
        }
        let (tabs, rest) = main.split_top_bottom_at_y(main.top() + size::TABS);
        let shown = Some(rest);
        if cx.view.pack.shows_pages {
            Self { tabs: Some(tabs), sections: None, pages: shown }
        } else {
            Self { tabs: Some(tabs), sections: shown, pages: None }
        }
    }
}

fn tabs_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.painter().rect_filled(ui.max_rect(), 0.0, Tokens::of(ui.ctx()).chrome);
    ui.with_layout(Direction::left_to_right(Align::Center), |ui| {
        ui.add_space(space::LARGE);
        let tabs = ["Sections", "Pages"].map(|words| Segment { icon: None, words });
        if let Some(tab) = segmented(ui, "What is shown", &tabs, usize::from(cx.view.pack.shows_pages)) {
            cx.view.pack.shows_pages = tab == 1;
        }
    });
}

fn sections_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    head::head_ui(ui, cx);
    frame::rule(ui);
    if cx.state.work.sections().is_empty() {
        tray::empty(ui, cx);
    } else {
        rows_ui(ui, cx);
    }
}

fn rows_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let mut lines = std::mem::take(&mut cx.view.pack.lines);
    let folded = cx.view.pack.folded.clone();
    lines.prepare(ui, cx, ui.available_width(), &folded);
    let sections = cx.state.work.sections();
    let count = cx.state.work.items().len();
    let (mut held, mut fold, mut in_hand) = (None, None, None);
    ScrollArea::vertical().id_salt("pack rows").auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
        let list = Rect::from_min_size(ui.min_rect().min, Vec2::new(ui.available_width(), lines.height()));
        ui.set_height(lines.height());
        for at in drawn(&lines, cx, viewport) {
            let Some(placed) = lines.placed.get(at) else { continue };
            let rect = Rect::from_min_size(
                Pos2::new(list.left(), list.top() + placed.top),
                Vec2::new(list.width(), placed.height),
            );
            match placed.line {
                Line::Section(at) => {
                    let Some(section) = sections.get(at) else { continue };
                    if section::heading_ui(ui, cx, section, at, rect) {
                        fold = Some(section.key.clone());
                    }
                    if ui.memory(|memory| memory.has_focus(section::id(&section.key))) {
                        in_hand = Some(section.key.clone());
                    }
                }
                Line::Item { section, place, nth } => {
                    let Some(item) = sections.get(section).and_then(|section| section.items.get(place)) else {
                        continue;
                    };
                    let response = item::item_ui(ui, cx, item, RowAt { nth, count }, rect);
                    held = response.and_then(|response| drag::held(item.id(), &response)).or(held.take());
                }
                Line::Add => add_ui(ui, cx, rect),
            }
        }
        if let Some(held) = &held {
            drag::drop_ui(ui, cx, &lines, held, list);
        }
    });
    cx.view.pack.lines = lines;
    cx.view.pack.in_hand = in_hand;
    if let Some(key) = fold {
        cx.view.pack.fold(&key);
    }
}

/// The lines to draw: those in sight and one more at either end, and the chosen one, which keeps the keyboard.
fn drawn(lines: &Lines, cx: &ViewCx<'_>, viewport: Rect) -> Vec<usize> {
    let near = lines.at(viewport.top()).saturating_sub(1)..(lines.at(viewport.bottom()) + 2).min(lines.placed.len());
    let chosen = cx.state.selected.as_ref().and_then(|id| cx.state.work.position(id)).unwrap_or(0);
    let is_chosen = |placed: &Placed| matches!(placed.line, Line::Item { nth, .. } if nth == chosen);
    let kept = lines.placed.iter().position(is_chosen).filter(|at| !near.contains(at));
    let above = kept.filter(|at| *at < near.start);
    let below = kept.filter(|at| *at >= near.end);
    above.into_iter().chain(near).chain(below).collect()
}

/// The way to more resources, and the pack as text.
fn add_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, line: Rect) {
    let tokens = Tokens::of(ui.ctx());
    let words = Text::new("Add resources", Type::Label).color(tokens.accent);
    let wide = size::HANDLE + words.width(ui).ceil() + 2.0 * space::WIDE;
    let rect =
        Rect::from_min_size(line.min, Vec2::new(wide, line.height())).shrink2(Vec2::new(space::SMALL, space::TINY));
    let response = ui.interact(rect, egui::Id::unique("add resources"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Add resources"));
    if response.hovered() {
        ui.painter().rect_filled(
            rect,
            crate::ui::tokens::corners(crate::ui::tokens::radius::SMALL),
            tokens.accent_soft,
        );
    }
    let center = rect.left_center() + Vec2::new(space::LARGE + space::TINY, 0.0);
    text::icon(ui, center, Icon::Plus, size::ICON, tokens.accent);
    words.paint_in(ui, rect.with_min_x(center.x + size::ICON));
    focus::ring_inside(ui, &response, rect, crate::ui::tokens::radius::SMALL);
    if response.clicked() {
        cx.send(Command::Browse(BrowseCommand::Open(Page::Resources)));
    }
    let copy = Button::quiet("Copy as text").icon(Icon::Copy).small();
    let wide = copy.wanted_width(ui);
    let right = line.right() - size::SCROLL_BAR - space::LARGE;
    let place =
        Rect::from_center_size(Pos2::new(right - wide / 2.0, line.center().y), Vec2::new(wide, size::CONTROL_SMALL));
    ui.scope_builder(UiBuilder::new().id_salt("copy").max_rect(place), |ui| {
        cx.styled_action(ui, Action::CopyPack, copy);
    });
}

/// What it comes to, and the two ways out.
fn foot_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, tokens.base);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.rule());
    let inner = rect.shrink2(Vec2::new(space::LARGE, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Direction::right_to_left(Align::Center));
    let buttons = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        cx.action_button(ui, Action::Export, Kind::Primary);
        cx.action_button(ui, Action::Print, Kind::Secondary).rect.left()
    });
    if cost::has_figures(cx.state) {
        cost::rows_ui(ui, cx, inner.with_max_x(buttons.inner - space::LARGE));
    }
}
