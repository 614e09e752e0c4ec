//! Buttons: one filled one a screen, the rest edged or in words alone.

use egui::accesskit::Role;
use egui::response::Flags;
use egui::{Color32, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::focus;
use super::text::{self, Text, Type};
use super::tooltip;
use crate::ui::icons::{Icon, Weight};
use crate::ui::tokens::{self, CLEAR, Tokens, radius, size, space, stroke};

/// How loud a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Filled; one a screen.
    Primary,
    Secondary,
    /// Words in the accent colour, without an edge.
    Quiet,
    /// Only in dialogs, where something would be lost.
    Danger,
    /// Words on the bar at the top.
    OnTopbar,
}

/// A button. Where it is not available it keeps its place in the tab order and says why.
#[derive(Clone, Debug)]
pub struct Button<'a> {
    kind: Kind,
    words: &'a str,
    name: Option<&'a str>,
    icon: Option<Icon>,
    weight: Weight,
    trailing: Option<Icon>,
    small: bool,
    width: Option<f32>,
    unavailable: Option<&'a str>,
    tip: Option<&'a str>,
    shortcut: &'a str,
    selected: Option<bool>,
    sense: Sense,
}

impl<'a> Button<'a> {
    pub fn new(kind: Kind, words: &'a str) -> Self {
        Self {
            kind,
            words,
            name: None,
            icon: None,
            weight: Weight::Regular,
            trailing: None,
            small: false,
            width: None,
            unavailable: None,
            tip: None,
            shortcut: "",
            selected: None,
            sense: Sense::click(),
        }
    }

    pub fn primary(words: &'a str) -> Self {
        Self::new(Kind::Primary, words)
    }

    pub fn secondary(words: &'a str) -> Self {
        Self::new(Kind::Secondary, words)
    }

    pub fn quiet(words: &'a str) -> Self {
        Self::new(Kind::Quiet, words)
    }

    pub fn danger(words: &'a str) -> Self {
        Self::new(Kind::Danger, words)
    }

    /// An icon without a word; `name` is its accessible name and its tooltip.
    pub fn icon_only(kind: Kind, icon: Icon, name: &'a str) -> Self {
        Self { icon: Some(icon), name: Some(name), tip: Some(name), ..Self::new(kind, "") }
    }

    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The filled icon, for what is in the pack.
    #[must_use]
    pub fn icon_weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// An icon after the words, for example the caret of a drop-down.
    #[must_use]
    pub fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// 28 high instead of 36.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Exactly so wide.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// The accessible name where the words alone do not say it ("Add to pack: TITLE").
    #[must_use]
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Not available now, and why. It stays focusable; a press tells the reason and does nothing else.
    #[must_use]
    pub fn unavailable(mut self, reason: Option<&'a str>) -> Self {
        self.unavailable = reason;
        self
    }

    #[must_use]
    pub fn tooltip(mut self, words: &'a str, shortcut: &'a str) -> Self {
        self.tip = Some(words);
        self.shortcut = shortcut;
        self
    }

    /// A button that stays down.
    #[must_use]
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = Some(selected);
        self
    }

    /// Beside an item that does the same by a key: it takes no place in the tab order.
    #[must_use]
    pub fn beside(mut self) -> Self {
        self.sense = Sense::CLICK;
        self
    }

    /// How wide it will be.
    pub fn wanted_width(&self, ui: &Ui) -> f32 {
        let height = self.height();
        if self.words.is_empty() {
            return height;
        }
        let words = Text::new(self.words, self.style()).width(ui).ceil();
        let icons = f32::from(u8::from(self.icon.is_some())) + f32::from(u8::from(self.trailing.is_some()));
        words + 2.0 * self.padding() + icons * (size::ICON + space::SMALL)
    }

    /// Shows it; `clicked()` of the answer is true only where it was available.
    pub fn show(self, ui: &mut Ui) -> Response {
        let width = self.width.unwrap_or_else(|| self.wanted_width(ui));
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, self.height()), self.sense);
        self.finish(ui, rect, response)
    }

    /// Shows it in a place that the caller chose, under an identity that the caller chose.
    pub fn show_at(self, ui: &mut Ui, rect: Rect, id: egui::Id) -> Response {
        let response = ui.interact(rect, id, self.sense);
        self.finish(ui, rect, response)
    }

    fn finish(self, ui: &mut Ui, rect: Rect, mut response: Response) -> Response {
        let name = self.name.unwrap_or(self.words);
        let enabled = self.unavailable.is_none();
        let selected = self.selected;
        response.widget_info(|| match selected {
            Some(selected) => WidgetInfo::selected(Role::Button, enabled, selected, name),
            None => WidgetInfo::labeled(Role::Button, enabled, name),
        });
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response);
        } else {
            focus::keep_in_view(ui, &response, rect);
        }
        self.explain(ui, &mut response);
        response
    }

    fn explain(&self, ui: &Ui, response: &mut Response) {
        if let Some(reason) = self.unavailable {
            let pressed = response.clicked();
            let asked_id = response.id.with("asked why");
            if pressed {
                ui.data_mut(|data| data.insert_temp(asked_id, true));
            } else if !response.hovered() && !response.has_focus() {
                ui.data_mut(|data| data.remove::<bool>(asked_id));
            }
            if ui.data(|data| data.get_temp::<bool>(asked_id)).unwrap_or(false) {
                tooltip::tooltip_now(response, reason);
            } else {
                tooltip::tooltip(response, reason, "");
            }
            response.flags.remove(Flags::CLICKED | Flags::FAKE_PRIMARY_CLICKED);
        } else if let Some(tip) = self.tip.filter(|tip| *tip == self.words) {
            tooltip::tooltip_on_hover(response, tip, self.shortcut);
        } else if let Some(tip) = self.tip {
            tooltip::tooltip(response, tip, self.shortcut);
        }
    }

    fn height(&self) -> f32 {
        if self.small { size::CONTROL_SMALL } else { size::CONTROL }
    }

    fn padding(&self) -> f32 {
        match (self.kind, self.small) {
            (Kind::Quiet | Kind::OnTopbar, _) | (_, true) => space::SMALL,
            _ => space::LARGE,
        }
    }

    fn style(&self) -> Type {
        if self.kind == Kind::OnTopbar { Type::LabelPlain } else { Type::Label }
    }

    /// Fill, edge and words in the state of the moment.
    fn colors(&self, tokens: &Tokens, response: &Response) -> (Color32, Stroke, Color32) {
        let down = response.is_pointer_button_down_on();
        let over = response.hovered() || down;
        let edge = |color| Stroke::new(stroke::LINE, color);
        if self.unavailable.is_some() {
            return match self.kind {
                Kind::Primary => (tokens.sunken, contrast_edge(tokens), tokens.text_weak),
                Kind::Secondary | Kind::Danger => (tokens.surface, edge(tokens.line), tokens.text_weak),
                Kind::Quiet => (CLEAR, Stroke::NONE, tokens.text_weak),
                Kind::OnTopbar => (CLEAR, Stroke::NONE, tokens.on_topbar_weak),
            };
        }
        match self.kind {
            Kind::Primary if over => (tokens.accent_hover, Stroke::NONE, tokens.on_accent),
            Kind::Primary => (tokens.accent, Stroke::NONE, tokens.on_accent),
            Kind::Secondary if down => (tokens.sunken, edge(tokens.text), tokens.text),
            Kind::Secondary if self.selected == Some(true) => (tokens.accent_soft, tokens.edge(), tokens.text),
            Kind::Secondary if over => (tokens.hover, edge(tokens.text_weak), tokens.text),
            Kind::Secondary => (tokens.surface, tokens.edge(), tokens.text),
            Kind::Quiet if over => (tokens.accent_soft, contrast_edge(tokens), tokens.accent),
            Kind::Quiet if self.words.is_empty() => (CLEAR, Stroke::NONE, tokens.text),
            Kind::Quiet => (CLEAR, Stroke::NONE, tokens.accent),
            Kind::Danger if over => (tokens.danger, edge(tokens.danger), tokens.on_danger),
            Kind::Danger => (tokens.surface, edge(tokens.danger), tokens.danger),
            Kind::OnTopbar if over => (CLEAR, edge(tokens.on_topbar_weak), tokens.on_topbar),
            Kind::OnTopbar => (CLEAR, Stroke::NONE, tokens.on_topbar),
        }
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response) {
        let tokens = Tokens::of(ui.ctx());
        let (fill, edge, color) = self.colors(tokens, response);
        let radius = if self.small { radius::SMALL } else { radius::MEDIUM };
        ui.painter().rect(rect, tokens::corners(radius), fill, edge, StrokeKind::Inside);
        let pressed = response.is_pointer_button_down_on() && self.kind == Kind::Primary;
        let area = if pressed { rect.translate(Vec2::new(0.0, 1.0)) } else { rect };
        self.paint_content(ui, area, color);
        if self.kind == Kind::OnTopbar {
            paint_topbar_ring(ui, response, rect);
        } else {
            focus::ring(ui, response, rect, radius);
        }
    }

    fn paint_content(&self, ui: &Ui, rect: Rect, color: Color32) {
        if self.words.is_empty() {
            if let Some(icon) = self.icon {
                text::icon(ui, rect.center(), icon, size::ICON, color);
            }
            return;
        }
        let style = Text::new(self.words, self.style()).color(color);
        let full = self.wanted_width(ui) - 2.0 * self.padding();
        let free = (rect.width() - full).max(2.0 * space::TINY) / 2.0;
        let mut inner = rect.shrink2(Vec2::new(free.min(rect.width() / 2.0), 0.0));
        if let Some(icon) = self.icon {
            let center = inner.left_center() + Vec2::new(size::ICON / 2.0, 0.0);
            text::weighted_icon(ui, center, icon, self.weight, size::ICON, color);
            *inner.left_mut() += size::ICON + space::SMALL;
        }
        if let Some(icon) = self.trailing {
            text::icon(ui, inner.right_center() - Vec2::new(size::ICON / 2.0, 0.0), icon, size::ICON_SMALL, color);
            *inner.right_mut() -= size::ICON + space::SMALL;
        }
        style.paint_in(ui, inner.expand2(Vec2::new(0.5, 0.0)));
    }
}

/// Where a soft fill would be lost.
fn contrast_edge(tokens: &Tokens) -> Stroke {
    if tokens.high_contrast { tokens.rule() } else { Stroke::NONE }
}

/// On the dark bar the ring is drawn in the bar's own text colour.
fn paint_topbar_ring(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let color = Tokens::of(ui.ctx()).on_topbar;
        ui.painter().rect_stroke(
            rect,
            tokens::corners(radius::MEDIUM),
            Stroke::new(stroke::FOCUS, color),
            StrokeKind::Inside,
        );
    }
}
