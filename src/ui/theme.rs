//! Tokens become egui's style, once; widgets of ours read the tokens themselves.

use egui::style::{ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{Context, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Theme, ThemePreference, Vec2, Visuals};

use crate::app::Theme as Look;
use crate::app::system_look::SystemLook;

use super::fonts::{self, Missing};
use super::tokens::{self, Contrast, Tokens, duration, radius, size, space, stroke};

/// Gives a new window its fonts and its style; answers where missing characters are noted.
pub fn install(ctx: &Context) -> Missing {
    let missing = fonts::install(ctx);
    ctx.options_mut(|options| {
        // Zoom is a setting of ours, with its own keys and limits.
        options.zoom_with_keyboard = false;
        // Where the system does not say.
        options.fallback_theme = Theme::Light;
    });
    restyle(ctx, Contrast::Usual, duration::BASE_S);
    missing
}

/// Follows the person's choice, and that of the system where it is left to it; cheap where nothing changed.
pub fn choose(ctx: &Context, look: Look, system: SystemLook) {
    let of_system = match system.dark {
        None => ThemePreference::System,
        Some(true) => ThemePreference::Dark,
        Some(false) => ThemePreference::Light,
    };
    let (preference, contrast) = match look {
        Look::System if system.high_contrast => (of_system, Contrast::High),
        Look::System => (of_system, Contrast::Usual),
        Look::Light => (ThemePreference::Light, Contrast::Usual),
        Look::Dark => (ThemePreference::Dark, Contrast::Usual),
        Look::HighContrastLight => (ThemePreference::Light, Contrast::High),
        Look::HighContrastDark => (ThemePreference::Dark, Contrast::High),
    };
    if ctx.options(|options| options.theme_preference) != preference {
        ctx.set_theme(preference);
    }
    let moving_s = if system.still { 0.0 } else { duration::BASE_S };
    let is_kept = (ctx.global_style().animation_time - moving_s).abs() < f32::EPSILON;
    if Contrast::of(ctx) != contrast || !is_kept {
        restyle(ctx, contrast, moving_s);
    }
}

fn restyle(ctx: &Context, contrast: Contrast, moving_s: f32) {
    contrast.keep(ctx);
    for theme in [Theme::Light, Theme::Dark] {
        let tokens = Tokens::named(theme, contrast);
        ctx.style_mut_of(theme, |style| {
            apply(style, tokens);
            style.animation_time = moving_s;
        });
    }
}

fn apply(style: &mut Style, tokens: &Tokens) {
    let sans = |size: f32, name: &'static str| FontId::new(size, FontFamily::Name(name.into()));
    style.text_styles = [
        (TextStyle::Heading, sans(17.0, fonts::SERIF_SEMIBOLD)),
        (TextStyle::Body, sans(16.0, fonts::SANS)),
        (TextStyle::Button, sans(15.0, fonts::SANS_SEMIBOLD)),
        (TextStyle::Small, sans(14.0, fonts::SANS)),
        (TextStyle::Monospace, sans(15.0, fonts::SANS)),
    ]
    .into();
    style.explanation_tooltips = false;
    style.compact_menu_style = false;
    style.interaction.tooltip_delay = duration::TOOLTIP_S;
    style.interaction.show_tooltips_only_when_still = false;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(space::SMALL);
    spacing.button_padding = Vec2::new(space::LARGE, space::SMALL);
    spacing.interact_size.y = size::HIT_MIN;
    spacing.window_margin = Margin::same(space::LARGE as i8);
    spacing.menu_margin = Margin::same(space::TINY as i8);
    spacing.tooltip_width = size::TOOLTIP;
    spacing.scroll = scroll();
    style.visuals = visuals(tokens, style.visuals.text_cursor.preview);
}

/// Bars of 12 that are there wherever there is more, over the margin that every panel leaves them.
fn scroll() -> ScrollStyle {
    let mut scroll = ScrollStyle::floating();
    scroll.bar_width = size::SCROLL_BAR;
    scroll.floating_width = size::SCROLL_BAR;
    scroll.handle_min_length = size::HIT_MIN;
    scroll.bar_outer_margin = stroke::LINE;
    scroll.foreground_color = false;
    scroll.dormant_handle_opacity = 1.0;
    scroll.active_handle_opacity = 1.0;
    scroll.interact_handle_opacity = 1.0;
    scroll.active_background_opacity = 0.0;
    scroll.interact_background_opacity = 0.0;
    scroll.fade.strength = 0.0;
    scroll
}

fn visuals(tokens: &Tokens, cursor_preview: bool) -> Visuals {
    let mut visuals = if tokens.dark { Visuals::dark() } else { Visuals::light() };
    visuals.panel_fill = tokens.base;
    visuals.window_fill = tokens.surface;
    visuals.extreme_bg_color = tokens.surface;
    visuals.faint_bg_color = tokens.hover;
    visuals.code_bg_color = tokens.sunken;
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(tokens.text_weak);
    visuals.widgets = widgets(tokens);
    // The stroke is the outline of a focused text field; fields of ours draw the ring instead.
    visuals.selection = Selection { bg_fill: tokens.accent_soft, stroke: Stroke::new(stroke::FOCUS, tokens.text) };
    visuals.hyperlink_color = tokens.accent;
    visuals.error_fg_color = tokens.danger;
    visuals.warn_fg_color = tokens.warn;
    visuals.window_corner_radius = tokens::corners(radius::LARGE);
    visuals.menu_corner_radius = tokens::corners(radius::MEDIUM);
    visuals.window_shadow = tokens.overlay();
    visuals.popup_shadow = tokens.overlay();
    visuals.window_stroke = tokens.edge();
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.text);
    visuals.text_cursor.preview = cursor_preview;
    // Nothing blinks.
    visuals.text_cursor.blink = false;
    visuals.disabled_alpha = 1.0;
    visuals
}

fn widgets(tokens: &Tokens) -> Widgets {
    let text = Stroke::new(stroke::LINE, tokens.text);
    let of = |fill, weak, edge: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: weak,
        bg_stroke: edge,
        corner_radius: tokens::corners(radius::MEDIUM),
        fg_stroke: text,
        expansion: 0.0,
    };
    Widgets {
        noninteractive: of(tokens.surface, tokens.surface, tokens.rule()),
        // The fill is what scroll bars are drawn with; buttons take the weak one.
        inactive: of(tokens.line_strong, tokens.surface, tokens.edge()),
        hovered: of(tokens.text_weak, tokens.hover, Stroke::new(stroke::LINE, tokens.text_weak)),
        active: of(tokens.text_weak, tokens.sunken, text),
        open: of(tokens.accent_soft, tokens.accent_soft, tokens.edge()),
    }
}
