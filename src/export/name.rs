//! File names that are safe on every system.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Format;

/// Long enough for most titles, short enough for a path on Windows and for any file system.
const LIMIT_SIGNS: usize = 80;
const LIMIT_BYTES: usize = 200;

/// Names that Windows keeps for devices, whatever their ending.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The name that is proposed for a pack: its title with the format's ending.
pub fn proposed(title: &str, format: Format) -> String {
    let stem = safe(title);
    match format.extension() {
        "" => stem,
        ending => format!("{stem}.{ending}"),
    }
}

/// A text as the name of a file, without an ending. Never empty.
pub fn safe(text: &str) -> String {
    let kept: String = text.chars().map(|sign| if is_safe(sign) { sign } else { ' ' }).collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = within_limits(&kept).trim_matches(['.', ' ', '-']);
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if name.is_empty() {
        "Toolbox".to_owned()
    } else if RESERVED.contains(&stem.to_lowercase().as_str()) {
        format!("Toolbox {name}")
    } else {
        name.to_owned()
    }
}

/// As much of a text as fits a name. It ends with a whole word, unless that would cost half of the room.
fn within_limits(text: &str) -> &str {
    let fits = |(place, (start, cluster)): &(usize, (usize, &str))| {
        *place < LIMIT_SIGNS && start + cluster.len() <= LIMIT_BYTES
    };
    let end = text.grapheme_indices(true).enumerate().take_while(fits).last();
    let (signs, end) = end.map_or((0, 0), |(place, (start, cluster))| (place + 1, start + cluster.len()));
    let (start, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    if rest.is_empty() || rest.starts_with(' ') {
        return start;
    }
    match start.rsplit_once(' ') {
        Some((words, _)) if 2 * words.graphemes(true).count() >= signs => words,
        _ => start,
    }
}

/// Why a name cannot be used as it is on every system; `None` where it can.
pub fn trouble(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if name.trim().is_empty() {
        Some("it is empty")
    } else if name.chars().any(|sign| !is_safe(sign)) {
        Some("it holds a sign that file names cannot have on every system: < > : \" / \\ | ? * or an invisible one")
    } else if name.ends_with(['.', ' ']) {
        Some("it ends in a full stop or a space")
    } else if RESERVED.contains(&stem.to_lowercase().as_str()) {
        Some("Windows keeps this name for a device")
    } else if name.len() > 255 {
        Some("it is longer than 255 bytes")
    } else {
        None
    }
}

/// No separators, no wildcards, nothing that is not seen or that turns the direction of the text.
fn is_safe(sign: char) -> bool {
    !sign.is_control()
        && !matches!(sign, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
        && !matches!(sign, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        for (title, name) in [
            ("Toolbox for frontline border officials", "Toolbox for frontline border officials"),
            ("a/b\\c: d?", "a b c d"),
            ("../../etc/passwd", "etc passwd"),
            ("...", "Toolbox"),
            ("", "Toolbox"),
            ("CON", "Toolbox CON"),
            ("nul.pdf", "Toolbox nul.pdf"),
            ("ends. ", "ends"),
            ("x\u{202E}fdp.exe", "x fdp.exe"),
            ("ชุดเครื่องมือ", "ชุดเครื่องมือ"),
        ] {
            assert_eq!(safe(title), name);
            assert_eq!(trouble(&safe(title)), None);
        }
        let long = safe(&"ក្រុម".repeat(100));
        assert!(long.len() <= LIMIT_BYTES && long.graphemes(true).count() <= LIMIT_SIGNS);
        assert_eq!(proposed("A", Format::Pdf), "A.pdf");
        assert_eq!(proposed("A", Format::HtmlFolder), "A");
    }

    #[test]
    fn bad_names_are_told() {
        for bad in ["", "a:b", "con", "LPT1.pdf", "a.", "x\u{202E}y"] {
            assert!(trouble(bad).is_some(), "{bad}");
        }
        assert_eq!(trouble("Toolbox.pdf"), None);
    }
}
