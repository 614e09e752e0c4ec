//! What a web address is: one rule for reading, showing and opening.

/// The address after its scheme; `None` where it is neither `https:` nor `http:`, written in any case.
pub fn after_scheme(url: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = url.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| url.get(scheme.len()..))?
    })
}

/// Whether an address may be shown live and opened.
///
/// The catalogue's check refuses the rest much earlier and in more detail; this is the last guard.
pub fn is_web(url: &str) -> bool {
    after_scheme(url).is_some_and(|rest| !rest.is_empty())
        && !url.chars().any(|sign| sign.is_control() || sign.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_the_scheme_does_not_matter() {
        for good in ["https://example.org", "HTTPS://example.org/a", "Http://x"] {
            assert!(is_web(good), "{good}");
        }
        for bad in
            ["", "https://", "https:/x", "ftp://x", "javascript:alert(1)", "https://a b", "https://a\n", "httpß://"]
        {
            assert!(!is_web(bad), "{bad}");
        }
        assert_eq!(after_scheme("HtTp://a/b"), Some("a/b"));
    }
}
