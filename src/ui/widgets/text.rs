//! The five text styles, and text with a role in the accessibility tree.

use std::ops::Range;
use std::sync::Arc;

use egui::accesskit::{Live, Role};
use egui::text::{LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Align, Color32, FontFamily, FontId, Galley, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo};

use crate::ui::fonts;
use crate::ui::icons::{Icon, Weight};
use crate::ui::tokens::{Tokens, stroke};
use crate::ui::widgets::arrange;

/// The text styles of the window. Nothing else varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// One a screen or page.
    Display,
    /// Card titles, groups, panels.
    Heading,
    /// Running text, fields.
    Body,
    /// Body with weight, for the one word before a sentence ("Caution.").
    BodyStrong,
    /// Buttons, chosen rows, titles in dense lists.
    Label,
    /// Rows, summaries.
    LabelPlain,
    /// Kinds, counts, hints.
    Small,
    /// "In pack", names of groups.
    SmallStrong,
}

impl Type {
    /// Family, size and line height.
    fn measures(self) -> (&'static str, f32, f32) {
        match self {
            Self::Display => (fonts::SERIF_MEDIUM, 26.0, 32.0),
            Self::Heading => (fonts::SERIF_SEMIBOLD, 17.0, 22.0),
            Self::Body => (fonts::SANS, 16.0, 23.0),
            Self::BodyStrong => (fonts::SANS_SEMIBOLD, 16.0, 23.0),
            Self::Label => (fonts::SANS_SEMIBOLD, 15.0, 20.0),
            Self::LabelPlain => (fonts::SANS, 15.0, 20.0),
            Self::Small => (fonts::SANS, 14.0, 19.0),
            Self::SmallStrong => (fonts::SANS_SEMIBOLD, 14.0, 19.0),
        }
    }

    /// The font.
    pub fn font(self) -> FontId {
        let (family, size, _) = self.measures();
        FontId::new(size, FontFamily::Name(family.into()))
    }

    /// The height of a line.
    pub fn line(self) -> f32 {
        self.measures().2
    }

    /// The format for a text; scripts with tall marks get a quarter more line.
    pub fn format(self, text: &str, color: Color32) -> TextFormat {
        let line = if fonts::is_tall(text) { self.line() * 1.25 } else { self.line() };
        TextFormat { font_id: self.font(), line_height: Some(line), color, ..TextFormat::default() }
    }
}

/// Lines that were broken already get so much more room, so that rounding does not break them again.
const ARRANGED_SLACK: f32 = 64.0;

/// A text to be laid out, painted, or shown with a role.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    words: &'a str,
    style: Type,
    color: Option<Color32>,
    max_rows: usize,
    underline: bool,
    hits: &'a [Range<usize>],
}

impl<'a> Text<'a> {
    pub fn new(words: &'a str, style: Type) -> Self {
        Self { words, style, color: None, max_rows: usize::MAX, underline: false, hits: &[] }
    }

    /// Instead of the text colour.
    #[must_use]
    pub fn color(mut self, color: Color32) -> Self {
        self.color = Some(color);
        self
    }

    /// Cuts with an ellipsis after so many lines.
    #[must_use]
    pub fn rows(mut self, rows: usize) -> Self {
        self.max_rows = rows;
        self
    }

    #[must_use]
    pub fn underlined(mut self, underline: bool) -> Self {
        self.underline = underline;
        self
    }

    /// Byte ranges that a search found, rising and apart; they are painted with the hit colour behind them, and
    /// underlined in high contrast.
    #[must_use]
    pub fn hits(mut self, hits: &'a [Range<usize>]) -> Self {
        self.hits = hits;
        self
    }

    /// Lays the text out; egui keeps the result while it is shown.
    pub fn layout(&self, ui: &Ui, width: f32) -> Arc<Galley> {
        let tokens = Tokens::of(ui.ctx());
        let color = self.color.unwrap_or(tokens.text);
        let mut format = self.style.format(self.words, color);
        if self.underline {
            format.underline = Stroke::new(stroke::LINE, color);
        }
        let mut job = LayoutJob {
            text: self.words.to_owned(),
            wrap: TextWrapping {
                max_width: width.max(1.0),
                max_rows: self.max_rows,
                break_anywhere: self.max_rows == 1,
                overflow_character: Some('…'),
            },
            ..LayoutJob::default()
        };
        job.sections = self.sections(self.words, &format, tokens);
        if arrange::has_right_to_left(self.words) {
            return self.layout_arranged(ui, width, format);
        }
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let Some(cut) = arrange::without_blank_before_ellipsis(&galley) else { return galley };
        let mut job = LayoutJob { wrap: galley.job.wrap.clone(), ..LayoutJob::default() };
        job.sections = self.sections(&cut, &format, tokens);
        job.text = cut;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// For scripts from right to left, whose lines are broken before egui sees them.
    fn layout_arranged(&self, ui: &Ui, width: f32, format: TextFormat) -> Arc<Galley> {
        let mut measure = |piece: &str| {
            let mut job = LayoutJob::single_section(piece.to_owned(), format.clone());
            job.wrap.max_width = f32::INFINITY;
            ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x
        };
        let arranged = arrange::arranged(self.words, width, self.max_rows, &mut measure);
        let mut job = LayoutJob::single_section(arranged.text, format);
        job.wrap.max_width = width + ARRANGED_SLACK;
        if arranged.from_the_right && width.is_finite() {
            job.halign = Align::RIGHT;
        }
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    fn sections(&self, words: &str, format: &TextFormat, tokens: &Tokens) -> Vec<LayoutSection> {
        let mut sections = Vec::with_capacity(self.hits.len() * 2 + 1);
        let mut at = 0;
        let section = |range: Range<usize>, format: TextFormat| LayoutSection {
            leading_space: 0.0,
            byte_range: range.start.into()..range.end.into(),
            format,
        };
        for hit in self.hits {
            let sound = hit.start >= at && words.get(hit.clone()).is_some_and(|found| !found.is_empty());
            if !sound {
                continue;
            }
            if hit.start > at {
                sections.push(section(at..hit.start, format.clone()));
            }
            let mut found = format.clone();
            found.background = tokens.hit;
            found.color = tokens.text;
            if tokens.high_contrast {
                // The soft fill alone may be lost there.
                found.underline = Stroke::new(stroke::STRONG, tokens.text);
            }
            sections.push(section(hit.clone(), found));
            at = hit.end;
        }
        if at < words.len() || sections.is_empty() {
            sections.push(section(at..words.len(), format.clone()));
        }
        sections
    }

    /// Paints the text with its upper left corner here, and says what room it took.
    pub fn paint(&self, ui: &Ui, at: Pos2, width: f32) -> Rect {
        let galley = self.layout(ui, width);
        let rect = Rect::from_min_size(at, galley.size());
        paint_galley(ui, at, galley);
        rect
    }

    /// Paints one line at the left of a rectangle, in its middle.
    pub fn paint_in(&self, ui: &Ui, rect: Rect) -> Rect {
        let galley = self.clone().rows(1).layout(ui, rect.width());
        let at = Pos2::new(rect.left(), (rect.center().y - galley.size().y / 2.0).round());
        let taken = Rect::from_min_size(at, galley.size());
        paint_galley(ui, at, galley);
        taken
    }

    /// Paints one line at the right of a rectangle, in its middle.
    pub fn paint_right(&self, ui: &Ui, rect: Rect) -> Rect {
        let galley = self.clone().rows(1).layout(ui, rect.width());
        let size = galley.size();
        let at = Pos2::new((rect.right() - size.x).round(), (rect.center().y - size.y / 2.0).round());
        paint_galley(ui, at, galley);
        Rect::from_min_size(at, size)
    }

    /// Paints one line in the middle of a rectangle.
    pub fn paint_centered(&self, ui: &Ui, rect: Rect) -> Rect {
        let galley = self.clone().rows(1).layout(ui, rect.width());
        let at = (rect.center() - galley.size() / 2.0).round();
        let taken = Rect::from_min_size(at, galley.size());
        paint_galley(ui, at, galley);
        taken
    }

    /// Shows the text as a wrapped label that can be selected and copied.
    pub fn show(&self, ui: &mut Ui) -> Response {
        let galley = self.layout(ui, ui.available_width());
        ui.add(egui::Label::new(galley).selectable(true))
    }

    /// Shows the text as a wrapped heading of this level, from 1.
    pub fn heading(&self, ui: &mut Ui, level: usize) -> Response {
        let galley = self.layout(ui, ui.available_width());
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        paint_galley(ui, rect.min, galley);
        name_heading(&response, self.words, level);
        response
    }

    /// Shows the text, and has screen readers read it when it changes, without haste.
    pub fn live(&self, ui: &mut Ui) -> Response {
        let galley = self.layout(ui, ui.available_width());
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        paint_galley(ui, rect.min, galley);
        name_live(&response, self.words);
        response
    }

    /// Whether a laid-out form of this text leaves something out.
    pub fn is_cut(&self, galley: &Galley) -> bool {
        galley.elided || (galley.text().contains('…') && !self.words.contains('…'))
    }

    /// How wide the text is in one line.
    pub fn width(&self, ui: &Ui) -> f32 {
        self.layout(ui, f32::INFINITY).size().x
    }
}

/// Paints a laid-out text. Its own colours hold; egui's fallback is never seen.
pub fn paint_galley(ui: &Ui, mut at: Pos2, galley: Arc<Galley>) {
    if galley.job.halign == Align::RIGHT {
        // Its lines end at the right of the room that it was laid out for.
        at.x += galley.job.wrap.max_width - ARRANGED_SLACK;
    }
    ui.painter().galley(at, galley, crate::ui::tokens::CLEAR);
}

/// Marks what was drawn as a heading.
pub fn name_heading(response: &Response, name: &str, level: usize) {
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_level(level));
}

/// Marks what was drawn as something that screen readers read when it changes.
pub fn name_live(response: &Response, words: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_live(Live::Polite);
        node.set_value(words);
    });
}

/// Words for screen readers alone, read when they change; they take no room.
pub fn live_only(ui: &mut Ui, salt: &str, words: &str) {
    let rect = Rect::from_min_size(ui.cursor().min, Vec2::ZERO);
    let response = ui.interact(rect, ui.scope_id().with(("live", salt)), Sense::hover());
    name_live(&response, words);
}

/// Paints an icon in the middle of a point.
pub fn icon(ui: &Ui, center: Pos2, icon: Icon, size: f32, color: Color32) {
    weighted_icon(ui, center, icon, Weight::Regular, size, color);
}

/// Paints an icon of either weight in the middle of a point.
pub fn weighted_icon(ui: &Ui, center: Pos2, icon: Icon, weight: Weight, size: f32, color: Color32) {
    let galley = ui.painter().layout_no_wrap(icon.sign().to_string(), weight.font(size), color);
    let at = (center - galley.size() / 2.0).round();
    ui.painter().galley(at, galley, color);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::tokens::Contrast;

    #[test]
    fn hits_are_underlined_where_a_soft_fill_is_lost() {
        let hit = 4..10;
        let text = Text::new("The border", Type::Body).hits(std::slice::from_ref(&hit));
        for (theme, contrast) in [
            (egui::Theme::Light, Contrast::Usual),
            (egui::Theme::Dark, Contrast::Usual),
            (egui::Theme::Light, Contrast::High),
            (egui::Theme::Dark, Contrast::High),
        ] {
            let tokens = Tokens::named(theme, contrast);
            let sections = text.sections(text.words, &Type::Body.format(text.words, tokens.text), tokens);
            let underlined: Vec<bool> = sections.iter().map(|it| it.format.underline.width > 0.0).collect();
            assert_eq!(underlined, [false, contrast == Contrast::High], "{theme:?}, {contrast:?}");
            assert_eq!(sections[1].format.background, tokens.hit);
        }
    }
}
