//! What the program is, its version and its licences.

use std::collections::BTreeMap;

use egui::{FontId, Id, Pos2, Rect, Sense, Ui, UiBuilder, Vec2};

use crate::brand;
use crate::ui::chrome::lead;
use crate::ui::chrome::messages::reading;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type, frame};

const THIRD_PARTY: &str = include_str!("../../../THIRD-PARTY-LICENCES.md");

/// The list of the works of others, broken into lines once for a width.
#[derive(Default)]
pub struct AboutView {
    width: f32,
    works: Vec<Work>,
    height: f32,
}

impl AboutView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Draws the about box.
pub fn about_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut AboutView) {
    reading(ui, cx, &Dialog::new("about", "About RSO Toolbox").width(size::DIALOG), |ui, cx| {
        let version = format!("{} {}", brand::PROGRAM, env!("CARGO_PKG_VERSION"));
        Text::new(&version, Type::Heading).heading(ui, 2);
        let purpose = "Shows the Tool Box of the Regional Support Office of the Bali Process, and hands out a selection \
                       of it as a PDF or as web pages that open without internet.";
        Text::new(purpose, Type::LabelPlain).show(ui);
        let catalogue = &cx.state.catalogue;
        lead::labelled(ui, "Catalogue edition", &catalogue.edition.long());
        lead::labelled(ui, "Source", &catalogue.source_age);
        lead::labelled(ui, "Licence", "MIT or Apache 2.0, as you choose");
        frame::rule(ui);
        Text::new("Works of others", Type::Heading).heading(ui, 2);
        works_ui(ui, view);
    });
}

/// The list is thousands of lines long: only those in sight are drawn.
fn works_ui(ui: &mut Ui, view: &mut AboutView) {
    let width = ui.available_width();
    if view.works.is_empty() || (view.width - width).abs() > 0.5 {
        view.prepare(ui, width);
    }
    let (whole, _) = ui.allocate_exact_size(Vec2::new(width, view.height), Sense::hover());
    let seen = ui.clip_rect().y_range();
    let first = view.works.partition_point(|work| whole.top() + work.top + work.height < seen.min);
    let in_sight = view.works.iter().skip(first).take_while(|work| whole.top() + work.top <= seen.max);
    for (place, work) in in_sight.enumerate() {
        let at = Pos2::new(whole.left(), whole.top() + work.top);
        // The lines are broken already: rounding does not break them again.
        let room = Rect::from_min_size(at, Vec2::new(width + space::HUGE, work.height));
        let builder = UiBuilder::new().scope_id(Id::unique(("works of others", first + place))).max_rect(room);
        ui.scope_builder(builder, |ui| {
            let text = Text::new(&work.words, work.line.style());
            match work.line {
                Line::Heading => text.heading(ui, 3),
                Line::Work => text.heading(ui, 4),
                Line::Plain | Line::Blank => text.show(ui),
            };
        });
    }
}

/// A paragraph of the list in its place.
#[derive(Debug)]
struct Work {
    line: Line,
    /// With a line feed where a line ends.
    words: String,
    top: f32,
    height: f32,
}

/// What a line of the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Heading,
    /// The works that the next text is for.
    Work,
    Plain,
    Blank,
}

impl Line {
    fn style(self) -> Type {
        match self {
            Self::Heading | Self::Work => Type::Label,
            Self::Plain | Self::Blank => Type::Small,
        }
    }

    /// Room above it.
    fn above(self) -> f32 {
        match self {
            Self::Heading | Self::Work => space::LARGE,
            Self::Plain | Self::Blank => 0.0,
        }
    }
}

impl AboutView {
    fn prepare(&mut self, ui: &Ui, width: f32) {
        *self = Self { width, ..Self::default() };
        // A few dozen signs make up the whole list.
        let mut widths = BTreeMap::new();
        for (line, words) in lines(THIRD_PARTY) {
            let font = line.style().font();
            let mut measure = |sign| {
                *widths.entry((line.style() == Type::Label, sign)).or_insert_with(|| sign_width(ui, &font, sign))
            };
            let words = broken(&words, width - space::TINY, &mut measure);
            let rows = words.split('\n').count() as f32;
            let height = if line == Line::Blank { space::SMALL } else { rows * line.style().line() };
            self.height += line.above();
            self.works.push(Work { line, words, top: self.height, height });
            self.height += height;
        }
    }
}

fn sign_width(ui: &Ui, font: &FontId, sign: char) -> f32 {
    ui.fonts_mut(|fonts| fonts.glyph_width(font, sign))
}

/// The list without its marks: headings, rows of tables as words, licences as they stand.
fn lines(list: &str) -> Vec<(Line, String)> {
    let mut found: Vec<(Line, String)> = Vec::new();
    let mut is_text = false;
    for line in list.lines() {
        if line.starts_with("```") {
            is_text = !is_text;
        } else if line.trim().is_empty() {
            // Between paragraphs of a licence; headings have room of their own.
            if is_text {
                found.push((Line::Blank, String::new()));
            }
        } else if is_text {
            found.push((Line::Plain, line.trim_end().to_owned()));
        } else if let Some(works) = line.strip_prefix("### ") {
            found.push((Line::Work, works.to_owned()));
        } else if let Some(heading) = line.strip_prefix("# ").or_else(|| line.strip_prefix("## ")) {
            found.push((Line::Heading, heading.to_owned()));
        } else if !line.starts_with("|--") && !line.starts_with("| ---") && !line.contains("packaging/") {
            // How the list is made is no news for those who read it here.
            let plain = line.trim_matches('|').replace(" | ", ", ").replace('`', "");
            found.push((Line::Plain, plain.trim().to_owned()));
        }
    }
    found
}

/// A line broken at blanks, or inside a word that is wider than the room.
fn broken(line: &str, width: f32, measure: &mut dyn FnMut(char) -> f32) -> String {
    let mut words = String::with_capacity(line.len());
    let mut used = 0.0;
    for word in line.split_inclusive(' ') {
        let wanted: f32 = word.trim_end().chars().map(&mut *measure).sum();
        if used > 0.0 && used + wanted > width {
            words.truncate(words.trim_end().len());
            words.push('\n');
            used = 0.0;
        }
        for sign in word.chars() {
            let wide = measure(sign);
            if used > 0.0 && used + wide > width && sign != ' ' {
                words.push('\n');
                used = 0.0;
            }
            words.push(sign);
            used += wide;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_as_what_it_is() {
        let list = "# All\n\nMade by `packaging/x`.\n\n| a | b |\n| --- | --- |\n| `c` | d |\n\n### One 1.0\n\n\
                    ```text\n# no | heading\n\nlast\n```\n";
        let found = lines(list);
        let expected = [
            (Line::Heading, "All"),
            (Line::Plain, "a, b"),
            (Line::Plain, "c, d"),
            (Line::Work, "One 1.0"),
            (Line::Plain, "# no | heading"),
            (Line::Blank, ""),
            (Line::Plain, "last"),
        ];
        assert_eq!(found, expected.map(|(line, words)| (line, words.to_owned())));
        let own = lines(THIRD_PARTY);
        assert!(own.len() > 5_000);
        assert!(own.iter().all(|(_, words)| !words.starts_with("```") && !words.starts_with("###")));
    }

    #[test]
    fn a_line_is_broken_where_the_room_ends() {
        let broken = |line: &str| broken(line, 9.0, &mut |_| 1.0);
        assert_eq!(broken("one two three four"), "one two\nthree\nfour");
        assert_eq!(broken("abcdefghijkl mn"), "abcdefghi\njkl mn");
        assert_eq!(broken("   in"), "   in");
    }
}
