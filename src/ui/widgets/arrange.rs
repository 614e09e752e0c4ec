//! What egui's layout leaves to be done: the order of runs where scripts from right to left are mixed with others,
//! and no blank before an ellipsis.
//!
//! egui joins the letters of a run and puts the runs of a line one after the other from the left.
//! So a line is laid out with its runs in the order in which they are seen.

use egui::Galley;
use unicode_bidi::BidiInfo;

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
    !text.is_ascii()
        && text.chars().any(|sign| {
            matches!(u32::from(sign), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
        })
}

/// The lines of a laid-out text, each with its runs as they are seen.
pub fn arranged(galley: &Galley) -> Arranged {
    let lines = lines(galley);
    let info = BidiInfo::new(galley.text(), None);
    let from_the_right = info.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl());
    let level = info.paragraphs.first().map(|paragraph| paragraph.level);
    let seen: Vec<String> = lines.iter().map(|line| as_seen(line, level)).collect();
    Arranged { text: seen.join("\n"), from_the_right }
}

/// The text of each line; the last one ends with an ellipsis where the text was cut.
fn lines(galley: &Galley) -> Vec<String> {
    let mut signs = galley.text().chars();
    let last = galley.rows.len().saturating_sub(1);
    let mut lines = Vec::with_capacity(galley.rows.len());
    for (place, row) in galley.rows.iter().enumerate() {
        let cut = galley.elided && place == last;
        let count = row.char_count_excluding_newline().0 - usize::from(cut);
        let line: String = signs.by_ref().take(count).collect();
        if row.ends_with_newline {
            signs.next();
        }
        let line = line.trim_end();
        lines.push(if cut { format!("{line}…") } else { line.to_owned() });
    }
    lines
}

fn as_seen(line: &str, level: Option<unicode_bidi::Level>) -> String {
    let info = BidiInfo::new(line, level);
    let Some(paragraph) = info.paragraphs.first() else { return line.to_owned() };
    let (_, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    runs.into_iter().filter_map(|run| line.get(run)).collect()
}

/// The text up to its cut without a blank before the ellipsis; `None` where there is none.
pub fn without_blank_before_ellipsis(galley: &Galley) -> Option<String> {
    let last = galley.rows.last().filter(|_| galley.elided)?;
    let before: usize = galley.rows.iter().rev().skip(1).map(|row| row.char_count_including_newline().0).sum();
    let kept = before + last.char_count_excluding_newline().0.checked_sub(1)?;
    let cut: String = galley.text().chars().take(kept).collect();
    let trimmed = cut.trim_end();
    (trimmed.len() < cut.len()).then(|| format!("{trimmed}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_stand_as_they_are_seen() {
        let rtl = Some(unicode_bidi::Level::rtl());
        assert_eq!(as_seen("plain", Some(unicode_bidi::Level::ltr())), "plain");
        // Arabic, a name in Latin letters, Arabic: from the left the last run comes first.
        assert_eq!(as_seen("عربي RSO نص", rtl), " نصRSOعربي ");
        assert!(has_right_to_left("نص") && !has_right_to_left("Tiếng Việt ไทย"));
    }
}
