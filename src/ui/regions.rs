//! The five parts of the window that F6 goes round, and how the focus gets from one to the next.

use egui::accesskit::Role;
use egui::{Context, FocusDirection, Id, Key, LayerId, Rect, Ui, UiBuilder};
use strum::IntoEnumIterator as _;

use crate::app::Region;

/// Where a part stands in this frame, and which control of it takes the focus.
#[derive(Clone, Copy, Debug)]
struct Place {
    rect: Rect,
    entry: Option<Id>,
}

/// The places of all parts, by their order.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    parts: [Option<Place>; 5],
    /// The grid or list item that holds the focus: Tab leaves the part from there.
    item: Option<Id>,
    /// The layer of a part that stands over another one in this frame.
    over: Option<(Region, LayerId)>,
    /// The part that gets the focus once this frame has said which control of it takes it.
    wanted: Option<Region>,
    /// What had the focus at the end of the last frame, and where.
    last: Option<(Id, Region)>,
}

impl Region {
    /// The words for screen readers.
    pub fn name(self) -> &'static str {
        match self {
            Self::TopBar => "Menus",
            Self::Sidebar => "Filters",
            Self::Search => "Find",
            Self::Results => "Resources",
            Self::Tray => "This pack",
        }
    }

    fn role(self) -> Role {
        match self {
            Self::TopBar => Role::Banner,
            Self::Sidebar => Role::Navigation,
            Self::Search => Role::Search,
            Self::Results => Role::Main,
            Self::Tray => Role::Complementary,
        }
    }

    fn place(self) -> usize {
        Self::iter().position(|region| region == self).unwrap_or_default()
    }

    fn step(self, by: usize) -> Self {
        Self::iter().cycle().nth(self.place() + by).unwrap_or(self)
    }
}

fn places_id() -> Id {
    Id::unique("places of the regions")
}

fn read(ctx: &Context) -> Places {
    ctx.data(|data| data.get_temp::<Places>(places_id())).unwrap_or_default()
}

fn change(ctx: &Context, change: impl FnOnce(&mut Places)) {
    ctx.data_mut(|data| change(data.get_temp_mut_or_default::<Places>(places_id())));
}

/// Draws one part in its rectangle, as a named region of the accessibility tree.
pub fn show<R>(ui: &mut Ui, region: Region, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    show_named(ui, region, region.name(), rect, content)
}

/// The same where a page puts something else there, under a name that says so.
pub fn show_named<R>(ui: &mut Ui, region: Region, name: &str, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    change(ui.ctx(), |places| {
        if let Some(place) = places.parts.get_mut(region.place()) {
            let entry = place.and_then(|place| place.entry);
            *place = Some(Place { rect, entry });
        }
    });
    let builder = UiBuilder::new()
        .id_salt(("region", region.place()))
        .max_rect(rect)
        .accessibility_role(region.role())
        .accessibility_label(name);
    ui.scope_builder(builder, content).inner
}

/// Says which control of a part takes the focus when F6 or Tab leads there. Say it in each frame.
pub fn entry(ctx: &Context, region: Region, control: Id) {
    change(ctx, |places| {
        if let Some(place) = places.parts.get_mut(region.place()) {
            let rect = place.map_or(Rect::NOTHING, |place| place.rect);
            *place = Some(Place { rect, entry: Some(control) });
        }
    });
}

/// Says that nothing of a part can take the focus now.
pub fn no_entry(ctx: &Context, region: Region) {
    change(ctx, |places| {
        if let Some(Some(place)) = places.parts.get_mut(region.place()) {
            place.entry = None;
        }
    });
}

/// Says that a part is not drawn in this frame.
pub fn absent(ctx: &Context, region: Region) {
    change(ctx, |places| {
        if let Some(place) = places.parts.get_mut(region.place()) {
            *place = None;
        }
    });
}

/// Says on which layer a part also stands in this frame, over another one.
pub fn over(ctx: &Context, over: Option<(Region, LayerId)>) {
    change(ctx, |places| places.over = over);
}

/// Whether a control of a part holds the focus.
pub fn holds_focus(ctx: &Context, region: Region) -> bool {
    current(ctx, &read(ctx)) == Some(region)
}

/// Says that an item of the results holds the focus: the next Tab leaves the results.
pub fn item_has_focus(ctx: &Context, item: Id) {
    change(ctx, |places| places.item = Some(item));
}

/// Gives a part the focus at the end of the frame, when it has said which control of it takes it now.
pub fn focus(ctx: &Context, region: Region) {
    change(ctx, |places| places.wanted = Some(region));
    ctx.request_repaint();
}

/// Call after everything is drawn: the part that was asked for gets the focus, and arrow keys stay in theirs.
pub fn settle(ctx: &Context) {
    keep_arrows_inside(ctx);
    let places = read(ctx);
    let Some(region) = places.wanted else { return };
    change(ctx, |places| places.wanted = None);
    let entry = places.parts.get(region.place()).copied().flatten().and_then(|place| place.entry);
    if let Some(control) = entry {
        ctx.memory_mut(|memory| {
            memory.move_focus(FocusDirection::None);
            memory.request_focus(control);
        });
        ctx.request_repaint();
    }
}

/// Arrow keys move within a part; Tab and F6 go from one to the next.
fn keep_arrows_inside(ctx: &Context) {
    let places = read(ctx);
    let arrows = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
    let by_arrow = ctx.input(|input| arrows.into_iter().any(|key| input.key_pressed(key)));
    let now = ctx.memory(egui::Memory::focused).zip(current(ctx, &places));
    if let (true, Some((before, home)), Some((_, region))) = (by_arrow, places.last, now)
        && region != home
    {
        ctx.memory_mut(|memory| memory.request_focus(before));
        return;
    }
    change(ctx, |places| places.last = now);
}

/// Gives the next part the focus that can take it; from nowhere the first.
pub fn focus_next(ctx: &Context) {
    go(ctx, 1);
}

/// Gives the part before the focus.
pub fn focus_previous(ctx: &Context) {
    go(ctx, Region::iter().count() - 1);
}

fn go(ctx: &Context, by: usize) {
    let places = read(ctx);
    let count = Region::iter().count();
    let Some(current) = current(ctx, &places) else {
        let first = if by == 1 { Region::TopBar } else { Region::Tray };
        focus(ctx, first);
        return;
    };
    let mut region = current;
    for _ in 0..count {
        region = region.step(by);
        let can = places.parts.get(region.place()).copied().flatten().is_some_and(|place| place.entry.is_some());
        if can {
            focus(ctx, region);
            return;
        }
    }
}

/// The part that holds the focus.
fn current(ctx: &Context, places: &Places) -> Option<Region> {
    let focused = ctx.memory(egui::Memory::focused)?;
    let response = ctx.read_response(focused)?;
    let at = response.rect.center();
    if let Some((region, _)) = places.over.filter(|(_, layer)| *layer == response.layer_id) {
        return Some(region);
    }
    // The search stands inside the results' rectangle, and comes first in this order.
    Region::iter()
        .find(|region| places.parts.get(region.place()).copied().flatten().is_some_and(|place| place.rect.contains(at)))
}

/// Call before anything is drawn: Tab from an item of the results leaves the results.
pub fn route_tab(ctx: &Context) {
    let places = read(ctx);
    change(ctx, |places| places.item = None);
    let Some(item) = places.item.filter(|item| ctx.memory(|memory| memory.has_focus(*item))) else { return };
    let (forth, back) = ctx.input(|input| {
        let tab = input.key_pressed(Key::Tab);
        (tab && input.modifiers.is_none(), tab && input.modifiers.shift_only())
    });
    if forth {
        focus(ctx, Region::Tray);
    } else if back {
        focus(ctx, Region::Search);
    } else {
        change(ctx, |places| places.item = Some(item));
    }
}
