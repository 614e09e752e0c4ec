//! The design's values as egui types; no other file of `ui` spells a colour, a size or a duration.
//!
//! Colours come from [`brand`], which PDF and web pages use too.
//! A test compares every number here with `assets/tokens.json`.

use egui::{Color32, Context, CornerRadius, Id, Shadow, Stroke, Theme};

use crate::brand::{self, Palette, Rgb};

/// The six distances. Between controls 8, between cards 12, panels 16, pages 24.
pub mod space {
    pub const TINY: f32 = 4.0;
    pub const SMALL: f32 = 8.0;
    pub const MEDIUM: f32 = 12.0;
    pub const LARGE: f32 = 16.0;
    pub const WIDE: f32 = 24.0;
    pub const HUGE: f32 = 32.0;
    /// Only between lines of one text block.
    pub const LINE: f32 = 2.0;
    /// Only between paragraphs of one text block.
    pub const PARAGRAPH: f32 = 6.0;
}

/// Corner radii.
pub mod radius {
    pub const SMALL: f32 = 4.0;
    pub const MEDIUM: f32 = 6.0;
    pub const LARGE: f32 = 10.0;
}

/// Widths of lines.
pub mod stroke {
    pub const LINE: f32 = 1.0;
    pub const STRONG: f32 = 1.5;
    pub const IN_PACK_BAR: f32 = 4.0;
    pub const CHOSEN_BAR: f32 = 3.0;
    pub const FOCUS: f32 = 3.0;
    pub const FOCUS_GAP: f32 = 2.0;
}

/// Sizes of parts.
pub mod size {
    pub const TOPBAR: f32 = 44.0;
    pub const SIDEBAR: f32 = 280.0;
    /// "Sections" and "Pages", where there is room for one of them.
    pub const TABS: f32 = 44.0;
    pub const TRAY: f32 = 280.0;
    /// The tray in windows of 1920 and more.
    pub const TRAY_WIDE: f32 = 320.0;
    /// The tray as a bar at the bottom.
    pub const TRAY_BAR: f32 = 48.0;
    /// The line of cost and buttons below the page of the pack.
    pub const FOOT: f32 = 52.0;
    /// The sections of the pack beside its pages.
    pub const SECTIONS: f32 = 432.0;
    pub const CONTROL: f32 = 36.0;
    pub const CONTROL_SMALL: f32 = 28.0;
    pub const ROW: f32 = 32.0;
    pub const TRAY_ROW: f32 = 54.0;
    pub const HIT_MIN: f32 = 28.0;
    pub const HANDLE: f32 = 28.0;
    pub const SCROLL_BAR: f32 = 12.0;
    pub const DIALOG_INSET: f32 = 12.0;
    pub const DIALOG_SMALL: f32 = 420.0;
    pub const DIALOG: f32 = 640.0;
    pub const DIALOG_WIDE: f32 = 980.0;
    pub const TOAST: f32 = 360.0;
    pub const MENU: f32 = 300.0;
    pub const TOOLTIP: f32 = 320.0;
    pub const EMPTY_STATE: f32 = 500.0;
    pub const CARD_MIN_WIDTH: f32 = 244.0;
    pub const CARD_HEIGHT: f32 = 236.0;
    pub const LIST_ROW: f32 = 44.0;
    /// The longest line of running text.
    pub const TEXT_COLUMN: f32 = 720.0;
    pub const FACTS_COLUMN: f32 = 232.0;
    pub const ICON: f32 = 18.0;
    pub const ICON_SMALL: f32 = 16.0;
    pub const ICON_CHIP: f32 = 14.0;
    pub const MARK: f32 = 12.0;
    pub const TAG: f32 = 22.0;
    /// "Cards" and "List" side by side.
    pub const SEGMENTED: f32 = 168.0;
    /// The name of a group of filters, with the room about it.
    pub const GROUP_NAME: f32 = 34.0;
    /// The heading of a category in the results.
    pub const HEADING_ROW: f32 = 24.0;
    pub const CHECK: f32 = 18.0;
    pub const PROGRESS: f32 = 6.0;
}

/// Cell and gap of the map.
pub mod map {
    pub const COMPACT: (f32, f32) = (6.0, 2.0);
    pub const TRAY: (f32, f32) = (10.0, 3.0);
    pub const DIALOG: (f32, f32) = (12.0, 3.0);
}

/// Durations, in seconds.
pub mod duration {
    pub const BASE_S: f32 = 0.14;
    pub const TOOLTIP_S: f32 = 0.5;
}

/// Client areas below which something gives way.
pub mod breakpoint {
    /// The sidebar becomes a button.
    pub const SIDEBAR: f32 = 1180.0;
    /// The tray becomes a bar; the page margin shrinks.
    pub const TRAY: f32 = 960.0;
    /// Menus and places fold.
    pub const MENUS: f32 = 860.0;
    /// Cards become a list.
    pub const CARDS: f32 = 720.0;
    /// The tray widens.
    pub const WIDE: f32 = 1900.0;
    /// The display title goes.
    pub const TITLE_HEIGHT: f32 = 740.0;
    /// Cards become a list.
    pub const CARDS_HEIGHT: f32 = 480.0;
}

/// Colours by role, as egui wants them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    pub topbar: Color32,
    pub on_topbar: Color32,
    pub on_topbar_weak: Color32,
    pub base: Color32,
    pub chrome: Color32,
    pub surface: Color32,
    pub sunken: Color32,
    pub hover: Color32,
    pub line: Color32,
    pub line_strong: Color32,
    pub map_line: Color32,
    pub text: Color32,
    pub text_weak: Color32,
    pub accent: Color32,
    pub accent_hover: Color32,
    pub accent_soft: Color32,
    pub on_accent: Color32,
    pub danger: Color32,
    pub danger_soft: Color32,
    pub on_danger: Color32,
    pub warn: Color32,
    pub warn_soft: Color32,
    pub ok: Color32,
    pub ok_soft: Color32,
    pub hit: Color32,
    marks: [Color32; 3],
    pub dark: bool,
    pub high_contrast: bool,
}

static LIGHT: Tokens = Tokens::new(&brand::LIGHT, false, false);
static DARK: Tokens = Tokens::new(&brand::DARK, true, false);
static HIGH_CONTRAST_LIGHT: Tokens = Tokens::new(&brand::HIGH_CONTRAST_LIGHT, false, true);
static HIGH_CONTRAST_DARK: Tokens = Tokens::new(&brand::HIGH_CONTRAST_DARK, true, true);

/// Behind a dialog.
pub const BACKDROP: Color32 = alpha(Rgb(0x08, 0x12, 0x16), 128);

/// A picture as it is.
pub const UNTINTED: Color32 = Color32::WHITE;

/// Nothing is painted.
pub const CLEAR: Color32 = Color32::TRANSPARENT;

#[expect(clippy::disallowed_methods, reason = "the one place where colours enter the window")]
const fn opaque(colour: Rgb) -> Color32 {
    Color32::from_rgb(colour.0, colour.1, colour.2)
}

#[expect(clippy::disallowed_methods, reason = "the one place where colours enter the window")]
const fn alpha(colour: Rgb, alpha: u8) -> Color32 {
    Color32::from_rgba_premultiplied(scaled(colour.0, alpha), scaled(colour.1, alpha), scaled(colour.2, alpha), alpha)
}

const fn scaled(channel: u8, alpha: u8) -> u8 {
    (channel as u16 * alpha as u16 / 255) as u8
}

impl Tokens {
    const fn new(palette: &Palette, dark: bool, high_contrast: bool) -> Self {
        Self {
            topbar: opaque(palette.topbar),
            on_topbar: opaque(palette.on_topbar),
            on_topbar_weak: opaque(palette.on_topbar_weak),
            base: opaque(palette.base),
            chrome: opaque(palette.chrome),
            surface: opaque(palette.surface),
            sunken: opaque(palette.sunken),
            hover: opaque(palette.hover),
            line: opaque(palette.line),
            line_strong: opaque(palette.line_strong),
            map_line: opaque(palette.map_line),
            text: opaque(palette.text),
            text_weak: opaque(palette.text_weak),
            accent: opaque(palette.accent),
            accent_hover: opaque(palette.accent_hover),
            accent_soft: opaque(palette.accent_soft),
            on_accent: opaque(palette.on_accent),
            danger: opaque(palette.danger),
            danger_soft: opaque(palette.danger_soft),
            on_danger: opaque(palette.on_danger),
            warn: opaque(palette.warn),
            warn_soft: opaque(palette.warn_soft),
            ok: opaque(palette.ok),
            ok_soft: opaque(palette.ok_soft),
            hit: opaque(palette.hit),
            marks: [opaque(palette.policy), opaque(palette.toolkit), opaque(palette.training)],
            dark,
            high_contrast,
        }
    }

    /// The values of the theme in force.
    pub fn of(ctx: &Context) -> &'static Self {
        Self::named(ctx.theme(), Contrast::of(ctx))
    }

    /// The values of a theme.
    pub fn named(theme: Theme, contrast: Contrast) -> &'static Self {
        match (theme, contrast) {
            (Theme::Light, Contrast::Usual) => &LIGHT,
            (Theme::Dark, Contrast::Usual) => &DARK,
            (Theme::Light, Contrast::High) => &HIGH_CONTRAST_LIGHT,
            (Theme::Dark, Contrast::High) => &HIGH_CONTRAST_DARK,
        }
    }

    /// The colour of a category's mark, by the category's place.
    pub fn mark(&self, place: usize) -> Color32 {
        let [policy, toolkit, training] = self.marks;
        match place % 3 {
            0 => policy,
            1 => toolkit,
            _ => training,
        }
    }

    /// A rule, or the edge of a card.
    pub fn rule(&self) -> Stroke {
        Stroke::new(stroke::LINE, self.line)
    }

    /// The edge of what can be pressed or typed into, and of what is chosen.
    pub fn edge(&self) -> Stroke {
        Stroke::new(stroke::LINE, self.line_strong)
    }

    /// Under a hovered card.
    pub fn raised(&self) -> Shadow {
        self.shadow(1, 3, if self.dark { 102 } else { 26 })
    }

    /// Under toasts, dialogs, menus and a dragged row.
    pub fn overlay(&self) -> Shadow {
        self.shadow(8, 28, if self.dark { 153 } else { 51 })
    }

    fn shadow(&self, down: i8, blur: u8, opacity: u8) -> Shadow {
        if self.high_contrast {
            return Shadow::NONE;
        }
        Shadow { offset: [0, down], blur, spread: 0, color: alpha(Rgb(0, 0, 0), opacity) }
    }

    /// The edge of what floats: dark and high contrast need one, a shadow is not seen there.
    pub fn overlay_edge(&self) -> Stroke {
        if self.high_contrast {
            self.edge()
        } else if self.dark {
            self.rule()
        } else {
            Stroke::NONE
        }
    }
}

/// A radius of the tokens as egui's corners.
pub fn corners(radius: f32) -> CornerRadius {
    CornerRadius::same(radius as u8)
}

/// How far colours stand apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contrast {
    #[default]
    Usual,
    High,
}

impl Contrast {
    /// What is in force.
    pub fn of(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Id::unique("contrast"))).unwrap_or_default()
    }

    /// Puts it in force; the style is the caller's business.
    pub(super) fn keep(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::unique("contrast"), self));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_tokens() {
        let tokens: serde_json::Value = serde_json::from_str(include_str!("../../assets/tokens.json")).unwrap();
        let number = |path: &str| tokens.pointer(path).and_then(serde_json::Value::as_f64).unwrap() as f32;
        let pairs = [
            ("/space/0", space::TINY),
            ("/space/1", space::SMALL),
            ("/space/2", space::MEDIUM),
            ("/space/3", space::LARGE),
            ("/space/4", space::WIDE),
            ("/space/5", space::HUGE),
            ("/radius/small", radius::SMALL),
            ("/radius/medium", radius::MEDIUM),
            ("/radius/large", radius::LARGE),
            ("/stroke/line", stroke::LINE),
            ("/stroke/strong", stroke::STRONG),
            ("/stroke/in_pack_bar", stroke::IN_PACK_BAR),
            ("/stroke/focus", stroke::FOCUS),
            ("/stroke/focus_gap", stroke::FOCUS_GAP),
            ("/size/topbar", size::TOPBAR),
            ("/size/sidebar", size::SIDEBAR),
            ("/size/tray", size::TRAY),
            ("/size/control", size::CONTROL),
            ("/size/control_small", size::CONTROL_SMALL),
            ("/size/row", size::ROW),
            ("/size/tray_row", size::TRAY_ROW),
            ("/size/hit_min", size::HIT_MIN),
            ("/size/handle", size::HANDLE),
            ("/size/scroll_bar", size::SCROLL_BAR),
            ("/size/dialog_inset", size::DIALOG_INSET),
            ("/size/card_min_width", size::CARD_MIN_WIDTH),
            ("/size/card_height", size::CARD_HEIGHT),
            ("/size/list_row", size::LIST_ROW),
            ("/size/icon", size::ICON),
            ("/size/icon_small", size::ICON_SMALL),
            ("/size/mark", size::MARK),
            ("/map/compact/0", map::COMPACT.0),
            ("/map/compact/1", map::COMPACT.1),
            ("/map/tray/0", map::TRAY.0),
            ("/map/tray/1", map::TRAY.1),
            ("/map/dialog/0", map::DIALOG.0),
            ("/map/dialog/1", map::DIALOG.1),
            ("/duration_ms/base", duration::BASE_S * 1000.0),
            ("/duration_ms/toast_without_button", crate::app::notice::SHOWN_MS as f32),
            ("/duration_ms/tooltip_delay", duration::TOOLTIP_S * 1000.0),
        ];
        let wrong: Vec<_> = pairs.iter().filter(|(path, ours)| (number(path) - ours).abs() > 0.001).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn shadows_are_those_of_the_tokens() {
        let light = Tokens::named(Theme::Light, Contrast::Usual);
        let dark = Tokens::named(Theme::Dark, Contrast::Usual);
        assert_eq!((light.raised().color.a(), dark.raised().color.a()), (26, 102));
        assert_eq!((light.overlay().color.a(), dark.overlay().color.a()), (51, 153));
        assert_eq!((light.overlay().offset, light.overlay().blur), ([0, 8], 28));
        assert_eq!(Tokens::named(Theme::Dark, Contrast::High).overlay(), Shadow::NONE);
    }
}
