//! Texts made ready for layout: nothing is lost, nothing overflows, nothing is without a glyph.
//!
//! A text becomes a JSON string, or, where it needs care, an object with its pieces and its direction.
//! Between two pieces a line may break; the break itself is no character, so that extracted text stays the pack's.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Value, json};
use typst::text::is_default_ignorable;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::export::typst_world::fonts::FontShelf;

/// Narrowest line, in ems, that each use of text has to fit; longer unbroken runs get places to break.
#[derive(Clone, Copy, Debug)]
pub enum Room {
    /// The title on the cover, 34 pt on 166 mm.
    Cover,
    /// Titles of pages, 22 pt on 126 mm.
    Title,
    /// Everything else, beside another text in the narrowest case.
    Text,
    /// Web addresses, which break after their marks.
    Address,
}

impl Room {
    /// Large print has fewer letters to a line.
    fn ems(self, is_large: bool) -> f32 {
        match (self, is_large) {
            (Self::Cover, true) => 10.5,
            (Self::Cover, false) => 13.0,
            (Self::Title, _) => 15.0,
            (Self::Text | Self::Address, true) => 12.0,
            (Self::Text | Self::Address, false) => 16.0,
        }
    }

    /// Whether a line may break after this cluster anyway.
    fn breaks_after(self, cluster: &str) -> bool {
        let in_address = matches!(cluster, "/" | "." | "?" | "&" | "=" | "_" | "#" | "%");
        is_break(cluster) || (matches!(self, Self::Address) && in_address)
    }
}

/// A part of a line; a line may break between its pieces.
pub struct Part {
    pub pieces: Vec<String>,
    /// Whether the line may also break before it, though no space stands there.
    pub breaks_before: bool,
}

/// Goes through all texts of a pack and keeps what they need.
pub struct Preparer<'a> {
    pub shelf: FontShelf<'a>,
    /// Whether the pages are in large print.
    pub is_large: bool,
    missing: BTreeSet<char>,
}

impl<'a> Preparer<'a> {
    pub fn new(shelf: FontShelf<'a>) -> Self {
        Self { shelf, is_large: false, missing: BTreeSet::new() }
    }

    /// Characters that no font has, each once, rising.
    pub fn missing(&self) -> impl Iterator<Item = char> {
        self.missing.iter().copied()
    }

    /// A text for the template.
    pub fn text(&mut self, text: &str, room: Room) -> Value {
        if is_harmless(text) && !has_long_run(text, room.ems(self.is_large), room) {
            return Value::from(text);
        }
        let drawn = self.drawable(text);
        let pieces = pieces(&drawn, room, self.is_large);
        let (right_to_left, tall) = (starts_right_to_left(&drawn), drawn.chars().any(is_tall));
        if pieces.len() == 1 && !right_to_left && !tall {
            return Value::from(drawn);
        }
        json!({ "pieces": pieces, "rtl": right_to_left, "tall": tall })
    }

    /// Whether a text begins from the right, and whether its letters carry tall marks.
    pub fn needs(&self, text: &str) -> (bool, bool) {
        (starts_right_to_left(text), text.chars().any(is_tall))
    }

    /// Texts that stand in one line without a gap, such as parts of it with another look.
    pub fn parts(&mut self, texts: &[&str], room: Room) -> Vec<Part> {
        let drawn: Vec<String> = texts.iter().map(|text| self.plain(text)).collect();
        let mut cuts = Vec::new();
        let mut end = 0;
        for piece in pieces(&drawn.concat(), room, self.is_large) {
            end += piece.len();
            cuts.push(end);
        }
        let mut start = 0;
        let part = |text: &String| {
            let (from, to) = (start, start + text.len());
            start = to;
            let inside = cuts.iter().copied().filter(|cut| (from + 1..to).contains(cut));
            let ends: Vec<usize> = std::iter::once(from).chain(inside).chain([to]).map(|at| at - from).collect();
            let pieces = ends.windows(2).filter_map(|pair| Some(text.get(*pair.first()?..*pair.last()?)?.to_owned()));
            Part { pieces: pieces.collect(), breaks_before: from > 0 && cuts.contains(&from) }
        };
        drawn.iter().map(part).collect()
    }

    /// A text for the template, set apart from the direction of the text around it.
    pub fn isolated(&mut self, text: &str, room: Room) -> Value {
        self.text(&isolate(text), room)
    }

    /// The text as one plain string, for places that cannot break: metadata, alternative texts.
    pub fn plain(&mut self, text: &str) -> String {
        if is_harmless(text) { text.to_owned() } else { self.drawable(text) }
    }

    /// Writes each character that no font has as `[U+1F9FF]`.
    fn drawable(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for cluster in text.graphemes(true) {
            let mut signs = cluster.chars();
            match (signs.next(), signs.next()) {
                (Some('\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}'), _) => out.push('\n'),
                (Some('\t'), _) => out.push(' '),
                (Some('\u{FEFF}'), None) => out.push('\u{2060}'),
                (Some(sign), None) if FontShelf::is_plain(sign) => out.push(sign),
                _ => self.draw_cluster(cluster, &mut out),
            }
        }
        out
    }

    fn draw_cluster(&mut self, cluster: &str, out: &mut String) {
        if !cluster.chars().any(is_unfit) && self.shelf.covers(cluster) {
            out.push_str(cluster);
            return;
        }
        // What is drawn together needs one font: keep as much from the start as one has, name the rest.
        let mut kept = String::new();
        for sign in cluster.chars() {
            kept.push(sign);
            if is_unfit(sign) || !self.shelf.covers(&kept) {
                kept.pop();
                if sign.is_whitespace() {
                    kept.push(' ');
                } else {
                    self.missing.insert(sign);
                    out.push_str(&kept);
                    out.push_str(&named(sign));
                    kept.clear();
                }
            }
        }
        out.push_str(&kept);
    }
}

/// A text set apart from the direction of what stands around it; as it is, where nothing in it turns the direction.
pub fn isolate(text: &str) -> Cow<'_, str> {
    if text.chars().any(|sign| matches!(bidi_class(sign), BidiClass::R | BidiClass::AL)) {
        Cow::Owned(format!("\u{2068}{text}\u{2069}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What stands for a character without a glyph.
fn named(sign: char) -> String {
    format!("[U+{:04X}]", u32::from(sign))
}

/// Whether a text needs no care: Latin letters, figures and common marks only.
fn is_harmless(text: &str) -> bool {
    text.chars()
        .all(|sign| matches!(sign, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{17F}' | '\u{2010}'..='\u{2027}'))
        && text.chars().all(FontShelf::is_plain)
}

/// What may stand in no PDF/A, whatever a font says: private use, controls, and what is no character.
fn is_unfit(sign: char) -> bool {
    let code = u32::from(sign);
    let private = matches!(code, 0xE000..=0xF8FF | 0xF0000..=0x10_FFFF);
    let no_character = code & 0xFFFE == 0xFFFE || matches!(code, 0xFDD0..=0xFDEF);
    private || no_character || sign.is_control() || sign == '\u{FFFC}'
}

/// Scripts whose letters carry tall marks, and so take more height a line.
fn is_tall(sign: char) -> bool {
    matches!(u32::from(sign), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x0600..=0x06FF | 0x0D80..=0x0DFF)
}

/// Scripts that are written without spaces and broken by dictionary, or anywhere.
fn breaks_by_itself(sign: char) -> bool {
    matches!(u32::from(sign), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3000..=0x9FFF | 0xAC00..=0xD7AF | 0x20000..=0x3FFFF)
}

/// The direction of the first letter that has one.
fn starts_right_to_left(text: &str) -> bool {
    let first = text.chars().map(bidi_class).find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
    matches!(first, Some(BidiClass::R | BidiClass::AL))
}

/// A generous guess at a cluster's width in ems.
fn width_ems(cluster: &str) -> f32 {
    match cluster.chars().next() {
        Some('m' | 'w') => 0.9,
        Some('i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | '’') => 0.42,
        Some('a'..='z' | '0'..='9') => 0.6,
        Some(sign) if is_default_ignorable(sign) => 0.0,
        Some(_) => 1.0,
        None => 0.0,
    }
}

/// Where a line may break anyway.
fn is_break(cluster: &str) -> bool {
    cluster.chars().next().is_some_and(|sign| {
        (sign.is_whitespace() && sign != '\u{A0}' && sign != '\u{202F}') || sign == '-' || breaks_by_itself(sign)
    })
}

fn has_long_run(text: &str, ems: f32, room: Room) -> bool {
    if text.len() < 10 {
        return false;
    }
    let mut run = 0.0;
    text.graphemes(true).any(|cluster| {
        run = if room.breaks_after(cluster) { 0.0 } else { run + width_ems(cluster) };
        run > ems
    })
}

/// Cuts unbroken runs that are longer than the line into pieces of half a line.
fn pieces(text: &str, room: Room, is_large: bool) -> Vec<String> {
    let ems = room.ems(is_large);
    if !has_long_run(text, ems, room) {
        return vec![text.to_owned()];
    }
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for word in text.split_inclusive(is_space) {
        if has_long_run(word, ems, room) {
            let mut width = 0.0;
            for cluster in word.graphemes(true) {
                if width > ems / 2.5 && !cluster.chars().all(is_space) {
                    pieces.push(std::mem::take(&mut piece));
                    width = 0.0;
                }
                piece.push_str(cluster);
                width = if room.breaks_after(cluster) { 0.0 } else { width + width_ems(cluster) };
            }
        } else {
            piece.push_str(word);
        }
    }
    pieces.push(piece);
    pieces
}

fn is_space(sign: char) -> bool {
    sign == ' ' || sign == '\n'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::FontSet;

    fn check(text: &str, room: Room, expected: &Value) {
        let set = FontSet::default();
        let mut preparer = Preparer::new(FontShelf::new(&set));
        assert_eq!(&preparer.text(text, room), expected);
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        check("Protecting the Victims", Room::Text, &json!("Protecting the Victims"));
        check("Xin chào Việt Nam", Room::Text, &json!("Xin chào Việt Nam"));
        check("tab\tand #strong[markup]", Room::Text, &json!("tab and #strong[markup]"));
    }

    #[test]
    fn characters_without_a_glyph_are_named() {
        check("a\u{10A60}0 🧿", Room::Text, &json!("a[U+10A60]0 🧿"));
        check("\u{E000}\u{7}", Room::Text, &json!("[U+E000][U+0007]"));
        check("𒀀x", Room::Text, &json!("[U+12000]x"));
        check("ก\u{301}", Room::Text, &json!({ "pieces": ["ก[U+0301]"], "rtl": false, "tall": true }));
    }

    #[test]
    fn long_words_get_places_to_break_and_keep_their_letters() {
        let word = "x".repeat(300);
        let set = FontSet::default();
        let value = Preparer::new(FontShelf::new(&set)).text(&format!("a {word} b"), Room::Title);
        let pieces: Vec<&str> = value["pieces"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert!(pieces.len() > 20);
        assert_eq!(pieces.concat(), format!("a {word} b"));
    }

    #[test]
    fn a_long_word_of_several_looks_breaks_and_keeps_its_letters() {
        let set = FontSet::default();
        let mut preparer = Preparer::new(FontShelf::new(&set));
        let letters = vec!["w"; 300];
        let parts = preparer.parts(&letters, Room::Text);
        assert_eq!(parts.iter().map(|part| part.pieces.concat()).collect::<String>(), "w".repeat(300));
        assert!(parts.iter().filter(|part| part.breaks_before).count() > 20);
        let parts = preparer.parts(&["a ", &"x".repeat(300), " b"], Room::Text);
        let pieces: Vec<usize> = parts.iter().map(|part| part.pieces.len()).collect();
        assert!(pieces[0] == 1 && pieces[1] > 20 && pieces[2] == 1, "{pieces:?}");
        let parts = preparer.parts(&["Two ", "short", "er words"], Room::Text);
        assert!(parts.iter().all(|part| part.pieces.len() == 1 && !part.breaks_before));
    }

    #[test]
    fn addresses_break_after_their_marks() {
        let address = "https://migrationnetwork.un.org/resources/policy-guide-criminalizing-migrant-smuggling";
        check(address, Room::Address, &json!(address));
        let set = FontSet::default();
        let value = Preparer::new(FontShelf::new(&set)).text(&format!("https://a.b/{}", "x".repeat(80)), Room::Address);
        assert!(value["pieces"].as_array().unwrap().len() > 5);
    }

    #[test]
    fn direction_is_that_of_the_first_letter() {
        check("مرحبا 12", Room::Text, &json!({ "pieces": ["مرحبا 12"], "rtl": true, "tall": true }));
        check("12 abc", Room::Text, &json!("12 abc"));
    }
}
