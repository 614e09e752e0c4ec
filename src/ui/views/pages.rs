//! The pages of the pack as they will be printed: scrolling, zooming, and from an entry to its item and back.
//!
//! What is shown comes from the state; only where the pages are scrolled to and their textures are kept here.

mod bar;
mod sheets;
mod small;
mod textures;

use std::ops::Range;

use egui::accesskit::Role;
use egui::{Id, Rect, Ui, UiBuilder, Vec2, WidgetInfo};

use crate::app::preview::{Looked, MAX_LAID_OUT, PreviewCommand, SIZES};
use crate::app::{Action, Command, PageZoom, Region};
use crate::catalogue::ResourceId;
use crate::export::pages::Overview;
use crate::pack::Paper;
use crate::ui::cx::ViewCx;
use crate::ui::regions;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Kind;
use crate::ui::widgets::{Text, Type};
use textures::Textures;

/// Points of the window to a point of the page at 100 %: as large as on paper, at 96 dots an inch.
const FULL_SIZE: f32 = 96.0 / 72.0;
/// From so much room on the small pages stand beside the large ones.
const SMALL_FROM: f32 = 720.0;

/// What the pane remembers between frames.
#[derive(Default)]
pub struct PagesView {
    textures: Textures,
    /// How far the pages are scrolled, and how far they are to be.
    offset: Vec2,
    wanted: Option<Vec2>,
    wanted_page: Option<usize>,
    /// The page that is looked at, from 0.
    current: usize,
    /// The percentage of the last frame, and what a wheel has not moved it by yet.
    percent: u16,
    turned: f32,
    /// Where the pointer holds the pages while a wheel makes them larger.
    held: Option<Vec2>,
    /// The last wish to see an entry that was followed, and the last chosen item.
    goal: Option<u64>,
    followed: Option<ResourceId>,
    /// The page that the column of small pages was scrolled to.
    small_at: Option<usize>,
    sent: Looked,
}

impl PagesView {
    /// What an action of the window's size means for the pages, or why nothing.
    pub fn zoom_of(&self, action: Action) -> Option<Result<PageZoom, &'static str>> {
        match action {
            Action::ZoomIn => Some(PageZoom::larger(self.percent).ok_or("This is the largest")),
            Action::ZoomOut => Some(PageZoom::smaller(self.percent).ok_or("This is the smallest")),
            Action::ZoomReset => Some(Ok(PageZoom::FitWidth)),
            _ => None,
        }
    }
}

/// What takes the keyboard when the pages are gone to.
fn pages_id() -> Id {
    Id::unique("pages of the pack")
}

/// Says once that nobody looks at the pages any more.
pub fn not_shown(cx: &mut ViewCx<'_>) {
    if cx.view.pages.sent != Looked::default() {
        let PagesView { offset, goal, .. } = std::mem::take(&mut cx.view.pages);
        cx.view.pages = PagesView { wanted: Some(offset), goal, ..PagesView::default() };
        cx.send(Command::Preview(PreviewCommand::Look(Looked::default())));
    }
}

/// The pane: the bar with choices above, small pages at the left, the pages over the rest.
pub fn pages_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let area = ui.max_rect();
    let tokens = Tokens::of(ui.ctx());
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    ui.painter().rect_filled(area, 0.0, tokens.sunken);
    ui.response().widget_info(|| WidgetInfo::labeled(Role::Main, true, "Pages"));
    let PagesView { textures, sent, .. } = &mut cx.view.pages;
    textures.load(ui.ctx(), &cx.state.preview, sent);
    let overview = cx.state.preview.overview().cloned();
    let has_small = area.width() >= SMALL_FROM;
    let (bar, below) = area.split_top_bottom_at_y(area.top() + bar::HEIGHT);
    let (column, room) = below.split_left_right_at_x(below.left() + if has_small { small::WIDTH } else { 0.0 });
    let sizes = Sizes::of(ui, cx, overview.as_deref(), room);
    child(ui, bar, |ui| bar::bar_ui(ui, cx, &sizes));
    let Some(overview) = overview.as_deref() else {
        look(ui, cx, &sizes, (0..1, small::Shown::default()));
        return nothing_ui(ui, cx, below);
    };
    let in_sight = child(ui, room, |ui| sheets::sheets_ui(ui, cx, overview, &sizes));
    let small =
        if has_small { child(ui, column, |ui| small::small_ui(ui, cx, overview)) } else { small::Shown::default() };
    look(ui, cx, &sizes, (in_sight, small));
}

fn child<R>(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().max_rect(rect), content).inner
}

/// Where the pages stand below each other, in points of the window from the upper edge of the first one's margin.
struct Sizes {
    percent: u16,
    /// Points of the window to a point of the page.
    scale: f32,
    /// Of each page: how far down, and its size.
    pages: Vec<(f32, Vec2)>,
    whole: Vec2,
}

impl Sizes {
    /// Before anything is laid out: of one page of the pack's paper.
    fn of(ui: &Ui, cx: &ViewCx<'_>, overview: Option<&Overview>, room: Rect) -> Self {
        let all: Vec<Vec2> = match overview {
            Some(overview) => (0..overview.count()).filter_map(|page| overview.size_pt(page)).map(points).collect(),
            None => vec![paper(cx.state.work.details.paper)],
        };
        let widest = all.iter().map(|size| size.x).fold(1.0, f32::max);
        let margin = cx.layout.margin;
        let free = room.width() - 2.0 * margin - size::SCROLL_BAR;
        let [least, .., most] = SIZES;
        let fit = (free / (widest * FULL_SIZE) * 100.0).floor();
        let percent = match cx.state.preview.zoom {
            PageZoom::FitWidth => (fit as u16).clamp(least, most),
            PageZoom::Percent(percent) => percent.clamp(least, most),
        };
        // A page is a whole number of pixels wide, so that its picture is shown as it was drawn.
        let dense = ui.ctx().pixels_per_point();
        let wide = (widest * FULL_SIZE * f32::from(percent) / 100.0 * dense).round() / dense;
        let scale = wide / widest;
        let mut down = space::LARGE;
        let mut pages = Vec::with_capacity(all.len());
        for size in &all {
            pages.push((down, *size * scale));
            down += (size.y * scale * dense).ceil() / dense + space::LARGE;
        }
        Self { percent, scale, pages, whole: Vec2::new(wide + 2.0 * margin, down) }
    }

    fn width_px(&self, ui: &Ui) -> u32 {
        let widest = self.pages.iter().map(|(_, size)| *size).fold(Vec2::splat(1.0), Vec2::max);
        // No texture may be higher than the graphics take.
        let most = ui.input(|input| input.max_texture_side) as f32 * widest.x / widest.x.max(widest.y);
        (widest.x * ui.ctx().pixels_per_point()).round().min(most) as u32
    }

    /// The page at a height.
    fn page_at(&self, y: f32) -> usize {
        self.pages
            .partition_point(|(top, size)| top + size.y + space::LARGE <= y)
            .min(self.pages.len().saturating_sub(1))
    }

    /// How far down a page begins, with a little of the ground above it.
    fn top_of(&self, page: usize) -> f32 {
        self.pages.get(page).map_or(0.0, |(top, _)| (top - space::SMALL).max(0.0))
    }
}

fn points((x, y): (f64, f64)) -> Vec2 {
    Vec2::new(x as f32, y as f32)
}

fn paper(paper: Paper) -> Vec2 {
    match paper {
        Paper::A4 => Vec2::new(595.28, 841.89),
        Paper::Letter => Vec2::new(612.0, 792.0),
    }
}

/// Asks for pictures: what is in sight, then what comes next when one scrolls.
fn look(ui: &Ui, cx: &mut ViewCx<'_>, sizes: &Sizes, (in_sight, small): (Range<usize>, small::Shown)) {
    let neighbours = [in_sight.end, in_sight.start.wrapping_sub(1), in_sight.end + 1];
    let neighbours = neighbours.into_iter().filter(|page| *page < sizes.pages.len() && !in_sight.contains(page));
    let looked = Looked {
        in_sight: in_sight.len(),
        pages: in_sight.clone().chain(neighbours).collect(),
        width_px: sizes.width_px(ui),
        small: small.pages.collect(),
        small_width_px: small.width_px,
    };
    if looked != cx.view.pages.sent {
        cx.view.pages.sent = looked.clone();
        cx.send(Command::Preview(PreviewCommand::Look(looked)));
    }
}

/// Instead of pages: why there are none.
fn nothing_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, room: Rect) {
    let items = cx.state.work.items().len();
    let words = match items {
        0 => "No pages yet: the pack is empty".to_owned(),
        many if many > MAX_LAID_OUT => format!("Pages are not shown above {MAX_LAID_OUT} resources"),
        _ if cx.state.preview.has_failed(cx.state.revision) => "The pages could not be laid out".to_owned(),
        _ => "Laying out the pages…".to_owned(),
    };
    let is_soon = words.ends_with('…') && !cx.state.preview.is_late(cx.state.clock.now_ms);
    let middle = Rect::from_center_size(room.center(), Vec2::new(room.width().min(size::EMPTY_STATE), 96.0));
    child(ui, middle, |ui| {
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = space::MEDIUM;
            if !is_soon {
                Text::new(&words, Type::Heading).live(ui);
            }
            if items == 0 {
                cx.action_button(ui, Action::AllResources, Kind::Secondary);
            }
        });
    });
    regions::no_entry(ui.ctx(), Region::Results);
}
