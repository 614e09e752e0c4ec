//! The content security policy of a page: nothing is allowed but what the page itself holds.

use sha2::{Digest as _, Sha256};

/// What a page may load and run; everything else is refused.
pub(super) struct Policy {
    styles: Vec<String>,
    scripts: Vec<String>,
    has_pictures: bool,
}

impl Policy {
    /// A page with a stylesheet beside it.
    pub(super) fn with_sheet_beside() -> Self {
        Self { styles: vec!["'self'".to_owned()], scripts: Vec::new(), has_pictures: false }
    }

    /// A page that holds its stylesheet.
    pub(super) fn with_sheet_inside(sheet: &str) -> Self {
        Self { styles: vec![source(sheet)], scripts: Vec::new(), has_pictures: false }
    }

    /// Allows the very text of a style element.
    pub(super) fn allow_style(&mut self, text: &str) {
        self.styles.push(source(text));
    }

    /// Allows the very text of a script element.
    pub(super) fn allow_script(&mut self, text: &str) {
        self.scripts.push(source(text));
    }

    /// Allows pictures that the page itself holds.
    pub(super) fn allow_pictures(&mut self) {
        self.has_pictures = true;
    }

    /// The text of the policy.
    pub(super) fn text(&self) -> String {
        let mut text = String::from("default-src 'none'; style-src ");
        text.push_str(&self.styles.join(" "));
        text.push_str("; font-src data:; ");
        text.push_str(if self.has_pictures { "img-src data:; " } else { "" });
        text.push_str("script-src ");
        text.push_str(&if self.scripts.is_empty() { "'none'".to_owned() } else { self.scripts.join(" ") });
        text.push_str("; base-uri 'none'; form-action 'none'");
        text
    }
}

/// A text as a policy names it.
fn source(text: &str) -> String {
    ["'sha256-", &base64(&Sha256::digest(text.as_bytes())), "'"].concat()
}

/// Bytes in base64, padded.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |place: usize| group.get(place).copied().map_or(0, u32::from);
        let joined = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = DIGITS.get((joined >> (18 - 6 * place) & 63) as usize).copied().map_or('=', char::from);
            out.push(if place <= group.len() { digit } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, code) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(text.as_bytes()), code);
        }
        assert_eq!(base64(&[0xFB, 0xFF, 0xBF]), "+/+/");
    }

    #[test]
    fn a_policy_allows_only_what_it_was_given() {
        let mut policy = Policy::with_sheet_beside();
        assert!(policy.text().contains("script-src 'none'"));
        policy.allow_script("alert('Hello, world.');");
        // The example of the specification of content security policies.
        assert!(policy.text().contains("script-src 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"));
        assert!(policy.text().starts_with("default-src 'none';"));
    }
}
