//! File names that are safe on every system.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Format;

/// Long enough for most titles, short enough for a path on Windows and for any file system.
const LIMIT_SIGNS: usize = 80;
const LIMIT_BYTES: usize = 200;

/// The whole name of an enclosed document; it stands under a folder that has a name of its own.
const DOCUMENT_BYTES: usize = 120;

/// The longest ending that a document keeps.
const ENDING_SIGNS: usize = 5;

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

/// The name under which a document leaves: the number and title of its entry, and the ending that it came with.
///
/// Numbers differ, so names do. An ending of other signs than `a-z0-9` is left out: no system would know it.
pub fn document(number: &str, title: &str, original: &str) -> String {
    let ending = ending(original).unwrap_or_default();
    let dot = if ending.is_empty() { "" } else { "." };
    let room = DOCUMENT_BYTES - dot.len() - ending.len();
    let stem = safe_within(&format!("{number} {title}"), room);
    [&stem, dot, &ending].concat()
}

/// The ending of a document in small letters, where it is one that systems know.
pub fn ending(name: &str) -> Option<String> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let is_known = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    ((1..=ENDING_SIGNS).contains(&ending.len()) && ending.bytes().all(is_known)).then_some(ending)
}

/// The folder of documents beside a file: "Toolbox documents" beside "Toolbox.pdf". A path stays one.
pub fn documents_folder(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => {
            file.strip_suffix(ending).and_then(|stem| stem.strip_suffix('.')).unwrap_or(file)
        }
        _ => file,
    };
    format!("{stem} documents")
}

/// A text as the name of a file, without an ending. Never empty.
pub fn safe(text: &str) -> String {
    safe_within(text, LIMIT_BYTES)
}

fn safe_within(text: &str, bytes: usize) -> String {
    let kept: String = text.chars().map(|sign| if is_safe(sign) { sign } else { ' ' }).collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = within_limits(&kept, bytes).trim_matches(['.', ' ', '-']);
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
fn within_limits(text: &str, bytes: usize) -> &str {
    let fits =
        |(place, (start, cluster)): &(usize, (usize, &str))| *place < LIMIT_SIGNS && start + cluster.len() <= bytes;
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
    fn documents_are_named_by_number_title_and_ending() {
        for (title, original, name) in [
            ("Policy guide", "scan 3 FINAL.PDF", "02 Policy guide.pdf"),
            ("a/b: c?", "x.docx", "02 a b c.docx"),
            ("con", "no ending", "02 con"),
            ("...", "x.p d f", "02"),
            ("Guide", "x.\u{202E}fdp", "02 Guide"),
            ("Guide", "x.toolong", "02 Guide"),
            ("คู่มือ", ".pdf", "02 คู่มือ.pdf"),
        ] {
            assert_eq!(document("02", title, original), name);
            assert_eq!(trouble(name), None);
        }
        for long in ["ក្រុម".repeat(100), "word ".repeat(100), "x".repeat(500)] {
            let name = document("2500", &long, "guide.pdf");
            assert!(
                name.len() <= DOCUMENT_BYTES && name.starts_with("2500 ") && ending(&name).as_deref() == Some("pdf"),
                "{name}"
            );
        }
    }

    #[test]
    fn the_folder_of_documents_stands_beside_the_file() {
        for (file, folder) in [
            ("Toolbox.pdf", "Toolbox documents"),
            ("out/v1.2/Toolbox (2).html", "out/v1.2/Toolbox (2) documents"),
            ("out/v1.2/Toolbox", "out/v1.2/Toolbox documents"),
            ("C:\\a.b\\Toolbox.pdf", "C:\\a.b\\Toolbox documents"),
            (".pdf", ".pdf documents"),
        ] {
            assert_eq!(documents_folder(file), folder);
        }
    }

    #[test]
    fn bad_names_are_told() {
        for bad in ["", "a:b", "con", "LPT1.pdf", "a.", "x\u{202E}y"] {
            assert!(trouble(bad).is_some(), "{bad}");
        }
        assert_eq!(trouble("Toolbox.pdf"), None);
    }
}
