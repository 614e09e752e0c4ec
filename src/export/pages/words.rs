//! How many words stand on a page, for the time that reading takes.

use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::pdf::ArtifactElem;

/// Scripts that put no space between words: so many of their letters count as one.
const LETTERS_A_WORD: usize = 4;

/// The words of a page; running heads, feet and what else is no part of the text are left out.
pub(super) fn of(frame: &Frame) -> usize {
    let mut count = Count::default();
    count.frame(frame);
    count.words
}

#[derive(Default)]
struct Count {
    words: usize,
    /// The outermost part that is no text, while inside it.
    outside: Option<Location>,
}

impl Count {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) if self.outside.is_none() => self.words += words(&text.text),
                FrameItem::Tag(Tag::Start(content, _)) if self.outside.is_none() && content.is::<ArtifactElem>() => {
                    self.outside = content.location();
                }
                FrameItem::Tag(Tag::End(location, ..)) if self.outside == Some(*location) => self.outside = None,
                _ => {}
            }
        }
    }
}

/// The words of a text; signs alone are none.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).map(spoken).sum()
}

fn spoken(word: &str) -> usize {
    let unspaced = word.chars().filter(|sign| is_unspaced(*sign)).count();
    if unspaced == 0 { 1 } else { unspaced.div_ceil(LETTERS_A_WORD) }
}

/// Thai, Lao, Burmese, Khmer, and the scripts of China and Japan.
fn is_unspaced(sign: char) -> bool {
    matches!(sign, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
        || matches!(sign, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_counted_as_they_are_read() {
        assert_eq!(words("Used on the first morning."), 5);
        assert_eq!(words("2 – guide · 4 of 9"), 5);
        assert_eq!(words(" "), 0);
        assert_eq!(words("สวัสดีครับ"), 3);
    }
}
