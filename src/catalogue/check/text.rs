//! Rules for single texts: empty, too long, unfit characters, addresses.

use super::{Checker, Here};
use crate::catalogue::web::after_scheme;

/// How long one text may be.
const MAX_TEXT_BYTES: usize = 10_000_000;
/// How long an address may be.
const MAX_URL_BYTES: usize = 2_048;

/// Whether a text may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
}

/// Marks that turn the reading direction; in an address they can make it look like another.
fn turns_direction(sign: char) -> bool {
    matches!(sign, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text can be a BCP 47 tag.
pub(crate) fn is_language_tag(text: &str) -> bool {
    (2..=35).contains(&text.len()) && text.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
}

/// What is wrong with a text, with what to do.
pub(crate) fn trouble_in_text(text: &str, need: Need) -> Option<(String, &'static str)> {
    if text.trim().is_empty() && (need == Need::Required || !text.is_empty()) {
        let fix = "Write the words, or take the whole item out of its list where it is not needed";
        return Some(("The text is missing or empty".to_owned(), fix));
    }
    if text.len() > MAX_TEXT_BYTES {
        return Some((format!("It is longer than {MAX_TEXT_BYTES} bytes"), "Shorten or split it"));
    }
    let unfit = text.chars().find(|sign| sign.is_control() && !matches!(sign, '\n' | '\t'));
    unfit.map(|sign| {
        (
            format!("It holds the control character U+{:04X}", u32::from(sign)),
            "Remove the character; only line breaks and tabs are allowed",
        )
    })
}

/// What is wrong with an address.
fn trouble_in_url(url: &str) -> Option<(String, &'static str)> {
    const WRITE_WHOLE: &str = "Write the whole address, beginning with https:// or http://";
    if let Some(sign) = url.chars().find(|sign| turns_direction(*sign)) {
        let words = format!("The address holds U+{:04X}, which turns the reading direction", u32::from(sign));
        return Some((words, "Remove the character, so that the address reads as what it opens"));
    }
    if let Some(sign) = url.chars().find(|sign| {
        sign.is_control()
            || sign.is_whitespace()
            || matches!(sign, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}')
    }) {
        let words = format!("The address holds {sign:?}, which no address may hold");
        return Some((words, "Remove the character, or write it as % and its number"));
    }
    if url.len() > MAX_URL_BYTES {
        return Some((format!("The address is longer than {MAX_URL_BYTES} bytes"), "Use a shorter address"));
    }
    let Some(rest) = after_scheme(url) else {
        return Some((format!("“{url}” is not a web address"), WRITE_WHOLE));
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('@') {
        return Some((
            "The address names a user before its host, which hides where it leads".to_owned(),
            "Remove the part before the @",
        ));
    }
    let named = host.split(':').next().unwrap_or_default();
    if !named.contains(char::is_alphanumeric) {
        return Some(("The address names no host".to_owned(), WRITE_WHOLE));
    }
    None
}

impl Checker {
    /// Whether a text can be used.
    pub(crate) fn text(&mut self, here: Here<'_>, text: &str, need: Need) -> bool {
        match trouble_in_text(text, need) {
            Some((problem, fix)) => self.error(here, problem, fix),
            None => true,
        }
    }

    /// Whether each text of a list can be used.
    pub(crate) fn texts(&mut self, here: Here<'_>, texts: &[String]) -> bool {
        let mut good = true;
        for (index, text) in texts.iter().enumerate() {
            good &= self.text(here.item(index), text, Need::Required);
        }
        good
    }

    /// Whether an address can be shown and opened.
    pub(crate) fn url(&mut self, here: Here<'_>, url: &str) -> bool {
        match trouble_in_url(url) {
            Some((problem, fix)) => self.error(here, problem, fix),
            None => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_addresses_pass() {
        for good in [
            "https://example.org",
            "http://example.org/a?b=c&d=e#f",
            "HTTPS://EXAMPLE.ORG:8080/%20",
            "https://បាលី.example/x",
        ] {
            assert_eq!(trouble_in_url(good), None, "{good}");
        }
        for bad in [
            "",
            "example.org",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://",
            "https:///x",
            "ftp://example.org",
            "https://example.org/a b",
            "https://example.org/\u{202E}gpj.exe",
            "https://example.org/\u{7}",
            "https://a\"b",
            "https://good.example@evil.example/",
            "data:text/html,x",
            " https://example.org",
            "https://:80/",
            "é",
        ] {
            assert!(trouble_in_url(bad).is_some(), "{bad}");
        }
        assert!(trouble_in_url(&format!("https://example.org/{}", "a".repeat(MAX_URL_BYTES))).is_some());
    }

    #[test]
    fn texts_are_neither_empty_nor_full_of_controls() {
        assert_eq!(trouble_in_text("one\n\ttwo", Need::Required), None);
        assert_eq!(trouble_in_text("", Need::Optional), None);
        for bad in ["", " \n ", "a\0b", "a\rb", "\u{1b}[2J", "\u{85}"] {
            assert!(trouble_in_text(bad, Need::Required).is_some(), "{bad:?}");
        }
        assert!(trouble_in_text(&"a".repeat(MAX_TEXT_BYTES + 1), Need::Optional).is_some());
    }
}
