//! Text of a catalogue on a terminal: no control characters, so that it cannot drive the terminal.

/// One line.
pub(super) fn line(text: &str) -> String {
    text.chars().map(|sign| if sign == '\n' || sign == '\t' { ' ' } else { shown(sign) }).collect()
}

/// Lines of ours with text in them.
pub(super) fn block(text: &str) -> String {
    text.chars().map(|sign| if sign == '\n' { sign } else { shown(sign) }).collect()
}

fn shown(sign: char) -> char {
    if sign.is_control() { '\u{FFFD}' } else { sign }
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_cannot_drive_the_terminal() {
        assert_eq!(super::line("a\u{1b}[2Jb\nc\td"), "a\u{FFFD}[2Jb c d");
        assert_eq!(super::block("a\nb\u{7}"), "a\nb\u{FFFD}");
    }
}
