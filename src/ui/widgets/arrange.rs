//! What egui's layout leaves to be done: the order of words where scripts from right to left are written, and no blank
//! before an ellipsis.
//!
//! egui joins the letters of a word and puts words, and signs of another font, one after the other from the left.
//! So a text that holds a script from right to left is broken into lines here, and each line is handed over with its
//! words in the order in which they are seen.

use egui::Galley;
use unicode_bidi::{BidiInfo, Level};

/// A text whose lines are broken already, in the order in which it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    /// A line each, parted by line feeds.
    pub text: String,
    /// The first letter that has a direction has this one.
    pub from_the_right: bool,
}

/// Whether a text holds letters that are written from right to left.
pub fn has_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_right_to_left)
}

fn is_right_to_left(sign: char) -> bool {
    matches!(u32::from(sign), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// Breaks a text into at most so many lines, each with its words as they are seen.
/// `measure` answers how wide a piece is.
pub fn arranged(text: &str, width: f32, max_lines: usize, measure: &mut dyn FnMut(&str) -> f32) -> Arranged {
    let info = BidiInfo::new(text, None);
    let level = info.paragraphs.first().map_or(Level::ltr(), |paragraph| paragraph.level);
    let lines = lines(text, width, max_lines.max(1), measure);
    let seen: Vec<String> = lines.iter().map(|line| as_seen(line, level)).collect();
    Arranged { text: seen.join("\n"), from_the_right: level.is_rtl() }
}

fn lines(text: &str, width: f32, max_lines: usize, measure: &mut dyn FnMut(&str) -> f32) -> Vec<String> {
    let blank = measure("a a") - measure("aa");
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0.0;
        for word in paragraph.split_whitespace() {
            let wanted = measure(word);
            let fits = line.is_empty() || used + blank + wanted <= width;
            if !fits {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if !line.is_empty() {
                line.push(' ');
                used += blank;
            }
            line.push_str(word);
            used += wanted;
        }
        lines.push(line);
    }
    if lines.len() > max_lines {
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            cut(last, width, measure);
        }
    }
    lines
}

/// Ends a line with an ellipsis, without as many words as that needs.
fn cut(line: &mut String, width: f32, measure: &mut dyn FnMut(&str) -> f32) {
    let ellipsis = measure("…");
    while measure(line) + ellipsis > width {
        let Some((kept, _)) = line.rsplit_once(' ') else { break };
        *line = kept.to_owned();
    }
    line.push('…');
}

/// A line with its runs from the left; a run from the right with its words and signs turned round.
fn as_seen(line: &str, level: Level) -> String {
    let info = BidiInfo::new(line, Some(level));
    let Some(paragraph) = info.paragraphs.first() else { return line.to_owned() };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let mut seen = String::with_capacity(line.len());
    for run in runs {
        let from_the_right = levels.get(run.start).is_some_and(Level::is_rtl);
        let text = line.get(run).unwrap_or_default();
        if from_the_right {
            turned(text, &mut seen);
        } else {
            seen.push_str(text);
        }
    }
    seen
}

/// Words stay whole, for egui turns their letters; what stands between them is turned here.
fn turned(run: &str, seen: &mut String) {
    let mut pieces: Vec<&str> = Vec::new();
    let mut start = 0;
    let mut before: Option<bool> = None;
    for (at, sign) in run.char_indices() {
        let of_a_word = is_right_to_left(sign);
        if at > 0 && !(before == Some(true) && of_a_word) {
            pieces.extend(run.get(start..at));
            start = at;
        }
        before = Some(of_a_word);
    }
    pieces.extend(run.get(start..));
    for piece in pieces.into_iter().rev() {
        seen.push_str(match piece {
            "(" => ")",
            ")" => "(",
            "[" => "]",
            "]" => "[",
            "{" => "}",
            "}" => "{",
            "«" => "»",
            "»" => "«",
            "<" => ">",
            ">" => "<",
            other => other,
        });
    }
}

/// The text up to its cut without a blank before the ellipsis; `None` where there is none.
pub fn without_blank_before_ellipsis(galley: &Galley) -> Option<String> {
    let last = galley.rows.last().filter(|_| galley.elided)?;
    let mut shown: String = galley.rows.iter().rev().skip(1).rev().map(|row| row.text()).collect();
    shown.push_str(&last.text());
    let cut = shown.strip_suffix('…')?;
    let trimmed = cut.trim_end();
    // Where letters are joined the layout's signs are not the text's: then nothing is changed.
    let is_beginning = galley.text().starts_with(cut);
    (is_beginning && trimmed.len() < cut.len()).then(|| format!("{trimmed}…"))
}

#[cfg(test)]
mod tests {
    use egui::text::LayoutJob;
    use egui::{FontFamily, FontId};

    use super::*;
    use crate::ui::fonts;

    fn by_letters(text: &str) -> f32 {
        text.chars().count() as f32
    }

    /// The letters of a text from the left, as egui draws them.
    fn drawn(text: &str) -> String {
        let arranged = arranged(text, f32::INFINITY, 9, &mut |piece| by_letters(piece));
        let ctx = egui::Context::default();
        fonts::install(&ctx);
        let mut letters: Vec<(f32, char)> = Vec::new();
        ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = FontId::new(16.0, FontFamily::Name(fonts::SANS.into()));
            let format = egui::TextFormat::simple(font, crate::ui::tokens::CLEAR);
            let job = LayoutJob::single_section(arranged.text.clone(), format);
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let glyphs = galley.rows.iter().flat_map(|row| row.glyphs.iter());
            // Joined letters leave glyphs without a width behind them.
            letters = glyphs.filter(|glyph| glyph.advance_width > 0.5).map(|glyph| (glyph.pos.x, glyph.chr)).collect();
        })
        .drop_without_applying_deltas();
        letters.sort_by(|a, b| a.0.total_cmp(&b.0));
        letters.into_iter().map(|(_, letter)| letter).collect()
    }

    #[test]
    fn letters_stand_where_they_are_read() {
        let turned = |text: &str| text.chars().rev().collect::<String>();
        assert_eq!(drawn("دليل تحديد"), turned("دليل تحديد"));
        assert_eq!(drawn("دليل RSO لعام 2018"), format!("2018{}RSO{}", turned(" لعام "), turned("دليل ")));
        assert_eq!(drawn("RSO دليل تحديد"), format!("RSO {}", turned("دليل تحديد")));
    }

    #[test]
    fn lines_are_broken_at_words_and_cut_with_an_ellipsis() {
        let broken = |max| lines("one two three four", 9.0, max, &mut |piece| by_letters(piece));
        assert_eq!(broken(9), ["one two", "three", "four"]);
        assert_eq!(broken(2), ["one two", "three…"]);
        assert_eq!(broken(1), ["one two…"]);
        assert!(has_right_to_left("نص") && !has_right_to_left("Tiếng Việt ไทย"));
    }

    #[test]
    fn brackets_are_turned_with_the_words_between_them() {
        let rtl = Level::rtl();
        assert_eq!(as_seen("(نص) كلمة", rtl), "كلمة (نص)");
        assert_eq!(as_seen("plain (text)", Level::ltr()), "plain (text)");
    }
}
