//! "All packs": the packs of this office, the pack files that were opened last, and the trash.

pub mod list;
pub mod nothing;
pub mod row;

use egui::{Frame, Id, Margin, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2};

use crate::app::{Action, AppState, Region};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::regions;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::segmented::{Segment, segmented};
use crate::ui::widgets::text::{Text, Type, live_only};
use list::{List, Part, Row};
use row::Place;

/// The least room for the search.
const SEARCH: f32 = 160.0;

/// What the page remembers between frames and nobody saves.
#[derive(Default)]
pub struct PacksView {
    part: Part,
    search: String,
    list: List,
    /// The row that the arrow keys are on.
    chosen: Option<Id>,
    /// The row that has to take the keyboard.
    wanted: Option<Id>,
    /// The page was shown in the last frame.
    shown: bool,
}

impl PacksView {
    /// Another page is shown.
    pub fn left(&mut self) {
        self.shown = false;
        self.wanted = None;
    }

    /// What is looked for; files are few.
    fn looked_for(&self) -> &str {
        if self.part == Part::Files { "" } else { self.search.trim() }
    }

    fn prepare(&mut self, state: &AppState) {
        let search = self.looked_for().to_owned();
        self.list.prepare(state, self.part, &search);
        let is_there = |id: Id| self.list.rows.iter().any(|row| row.id == id);
        if !self.chosen.is_some_and(is_there) {
            let open = self.list.rows.iter().find(|row| row.is_open(state));
            self.chosen = open.or_else(|| self.list.rows.first()).map(|row| row.id);
        }
    }
}

fn search_id() -> Id {
    Id::unique("search of the packs")
}

/// The whole page.
pub fn packs_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    regions::absent(ui.ctx(), Region::Tray);
    regions::over(ui.ctx(), None);
    cx.view.packs.prepare(cx.state);
    let main = cx.layout.main;
    let margin = cx.layout.margin as i8;
    let head = |ui: &mut Ui| {
        let frame = Frame::new().inner_margin(Margin { left: margin, right: margin, top: 0, bottom: 0 });
        frame.show(ui, |ui| head_ui(ui, cx)).response.rect
    };
    let used = regions::show_named(ui, Region::Search, "All packs", main, head);
    let below = main.with_min_y(used.bottom() + space::SMALL);
    regions::show_named(ui, Region::Results, "Packs", below, |ui| list_ui(ui, cx));
    // The head stands above the list: its own rectangle is what it used.
    regions::show_named(ui, Region::Search, "All packs", used, |_| ());
    match cx.view.packs.chosen {
        Some(row) => regions::entry(ui.ctx(), Region::Results, row),
        None => regions::no_entry(ui.ctx(), Region::Results),
    }
    if !cx.view.packs.shown && cx.view.by_keyboard && cx.state.dialog().is_none() {
        let is_empty = cx.view.packs.list.rows.is_empty();
        regions::focus(ui.ctx(), if is_empty { Region::Search } else { Region::Results });
    }
    cx.view.packs.shown = true;
}

fn head_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.set_width(ui.available_width());
    ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
    ui.add_space(if cx.layout.has_title { space::LARGE } else { space::SMALL });
    actions_ui(ui, cx);
    ui.horizontal(|ui| {
        let counts = cx.view.packs.list.counts;
        let words = [("Packs", counts.packs), ("Pack files", counts.files), ("Trash", counts.trash)];
        let words = words.map(|(words, count)| format!("{words}, {count}"));
        let segments = words.each_ref().map(|words| Segment { icon: None, words });
        if let Some(part) = segmented(ui, "What is listed", &segments, cx.view.packs.part as usize) {
            cx.view.packs.part = Part::of(part);
            cx.view.packs.prepare(cx.state);
        }
        let view = &cx.view.packs;
        let has_search = view.part != Part::Files && (cx.state.packs.is_searchable() || !view.search.is_empty());
        if has_search && ui.available_width() >= SEARCH {
            search_ui(ui, cx);
        }
    });
}

/// The title, and the ways to another pack at the right of it.
fn actions_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let (line, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), size::CONTROL), Sense::hover());
    let buttons = [
        (Action::NewPack, Button::primary("New pack").icon(Icon::Plus)),
        (Action::FromTemplate, Button::secondary("From a template…")),
        (Action::OpenFile, Button::secondary("Open file…")),
    ];
    let widths = buttons.each_ref().map(|(_, button)| button.wanted_width(ui));
    let whole = widths.iter().sum::<f32>() + 2.0 * space::SMALL;
    let mut at = line.min;
    if cx.layout.has_title {
        at.x = line.right() - whole;
        let title = line.with_max_x(at.x - space::SMALL);
        ui.scope_builder(UiBuilder::new().max_rect(title), |ui| {
            Text::new("All packs", Type::Display).rows(1).heading(ui, 1);
        });
    }
    for (place, ((action, button), width)) in buttons.into_iter().zip(widths).enumerate() {
        let rect = Rect::from_min_size(at, Vec2::new(width, size::CONTROL));
        at.x = rect.right() + space::SMALL;
        let builder = UiBuilder::new().id_salt(("way to a pack", place)).max_rect(rect);
        let response = ui.scope_builder(builder, |ui| cx.styled_action(ui, action, button)).inner;
        if place == 0 {
            regions::entry(ui.ctx(), Region::Search, response.id);
        }
    }
}

fn search_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let mut search = cx.view.packs.search.clone();
    let hits = match cx.view.packs.list.rows.len() {
        0 => "No pack".to_owned(),
        1 => "1 pack".to_owned(),
        many => format!("{many} packs"),
    };
    let answer = field::search_field(ui, search_id(), &mut search, "Search titles and readers", &hits);
    regions::entry(ui.ctx(), Region::Search, answer.response.id);
    if answer.cleared {
        search.clear();
    }
    if search != cx.view.packs.search {
        cx.view.packs.search = search;
        cx.view.packs.prepare(cx.state);
    }
    if !cx.view.packs.search.is_empty() {
        live_only(ui, "packs found", &hits);
    }
    let down = ui.input(|input| input.key_pressed(egui::Key::ArrowDown) || input.key_pressed(egui::Key::Enter));
    if (answer.response.has_focus() || answer.response.lost_focus()) && down {
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        regions::focus(ui.ctx(), Region::Results);
    }
}

fn list_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let area = ui.max_rect();
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    if nothing::nothing_ui(ui, cx) {
        return;
    }
    // Taken out for the frame: rows are drawn while the view changes.
    let rows = std::mem::take(&mut cx.view.packs.list.rows);
    let (margin, height) = (cx.layout.margin, ListRow::height());
    let a_page = ((area.height() / height) as usize).max(1);
    let id = ("all packs", cx.view.packs.part as usize);
    ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
        ui.set_height(rows.len() as f32 * height + space::WIDE);
        let origin = ui.max_rect().min + Vec2::new(margin, 0.0);
        let width = area.width() - 2.0 * margin;
        for place in drawn(&rows, &cx.view.packs, viewport) {
            let Some(row) = rows.get(place) else { continue };
            let at = origin + Vec2::new(0.0, place as f32 * height);
            let rect = Rect::from_min_size(at, Vec2::new(width, height));
            row::row_ui(ui, cx, row, Place { place, a_page, rect }, &rows);
        }
    });
    cx.view.packs.list.rows = rows;
}

/// The places of the rows to draw: those in sight and one more at either end, and those that have or get the keyboard.
fn drawn(rows: &[Row], view: &PacksView, viewport: Rect) -> Vec<usize> {
    let at = |y: f32| (y / ListRow::height()).max(0.0) as usize;
    let near = at(viewport.top()).saturating_sub(1)..(at(viewport.bottom()) + 2).min(rows.len());
    let kept = |id: &Option<Id>| id.and_then(|id| rows.iter().position(|row| row.id == id));
    let mut places: Vec<usize> = near.chain([&view.chosen, &view.wanted].into_iter().filter_map(kept)).collect();
    places.sort_unstable();
    places.dedup();
    places
}
