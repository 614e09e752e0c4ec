//! A note on a resource: icon, whom it is for, the words. Icon and words tell one kind from the other wherever it stands.

use std::borrow::Cow;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Galley, Pos2, Sense, Ui, Vec2};

use super::arrange::has_right_to_left;
use super::text::{self, Text, Type};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};

/// The icon and the room behind it.
const INDENT: f32 = size::ICON_SMALL + space::PARAGRAPH;

/// A note to be measured and painted.
#[derive(Clone, Debug)]
pub struct Note<'a> {
    pub icon: Icon,
    /// "Note to the reader".
    pub label: &'a str,
    /// "Printed, as “Note from the office”".
    pub goes: &'a str,
    pub words: Cow<'a, str>,
}

impl Note<'_> {
    /// "Note to the reader: Used on the first morning."
    pub fn sentence(&self) -> String {
        let end = if self.words.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        format!("{}: {}{end}", self.label, self.words)
    }

    /// How tall it is over this width, cut after so many lines.
    pub fn height(&self, ui: &Ui, width: f32, rows: usize) -> f32 {
        self.lay_out(ui, width, rows).iter().map(|galley| galley.size().y).sum()
    }

    /// Paints it with its upper left corner here; how tall it was.
    pub fn paint(&self, ui: &Ui, at: Pos2, width: f32, rows: usize) -> f32 {
        let tokens = Tokens::of(ui.ctx());
        let center = at + Vec2::new(size::ICON_SMALL / 2.0, Type::Small.line() / 2.0);
        text::icon(ui, center, self.icon, size::ICON_SMALL, tokens.text_weak);
        let mut y = at.y;
        for galley in self.lay_out(ui, width, rows) {
            let height = galley.size().y;
            text::paint_galley(ui, Pos2::new(at.x + INDENT, y), galley);
            y += height;
        }
        y - at.y
    }

    /// Shows it whole over the width, with where it goes below.
    pub fn show(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let width = ui.available_width();
        let height = self.height(ui, width, usize::MAX);
        let goes = Text::new(self.goes, Type::Small).color(tokens.text_weak).layout(ui, width - INDENT);
        let whole = Vec2::new(width, height + goes.size().y);
        let (rect, response) = ui.allocate_exact_size(whole, Sense::hover());
        let name = format!("{} {}", self.sentence(), self.goes);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        self.paint(ui, rect.min, width, usize::MAX);
        text::paint_galley(ui, Pos2::new(rect.left() + INDENT, rect.top() + height), goes);
    }

    /// Label and words in one flow; words from right to left stand below the label.
    fn lay_out(&self, ui: &Ui, width: f32, rows: usize) -> Vec<Arc<Galley>> {
        let tokens = Tokens::of(ui.ctx());
        let width = width - INDENT;
        let label = format!("{}: ", self.label);
        if has_right_to_left(&self.words) {
            let words = Text::new(&self.words, Type::Small).color(tokens.text_weak).rows(rows);
            return vec![Text::new(label.trim(), Type::SmallStrong).layout(ui, width), words.layout(ui, width)];
        }
        let mut job = LayoutJob {
            wrap: TextWrapping { max_width: width, max_rows: rows, ..TextWrapping::default() },
            ..LayoutJob::default()
        };
        job.append(&label, 0.0, Type::SmallStrong.format("", tokens.text));
        job.append(&self.words, 0.0, Type::Small.format(&self.words, tokens.text_weak));
        vec![ui.fonts_mut(|fonts| fonts.layout_job(job))]
    }
}
