//! Names of folders on somebody's computer, wherever they stand in a text.

/// Folders that hold the folders of people, on systems without drive letters.
const OF_PEOPLE: [&str; 2] = ["home", "Users"];

/// The first name of a local folder or file in a text; `None` where there is none.
///
/// A drive letter with a folder, a share of a network, a person's folder, or a `file:` address. Web addresses are none.
pub fn local_path(text: &str) -> Option<&str> {
    let starts = text.char_indices().filter(|(at, _)| begins(text, *at));
    let at = starts.map(|(at, _)| at).find(|at| is_path(text.get(*at..).unwrap_or_default()))?;
    let rest = text.get(at..)?;
    let end = rest.find(|sign: char| sign.is_control() || "\"<>|;”“".contains(sign)).unwrap_or(rest.len());
    rest.get(..end).map(str::trim_end)
}

/// Whether a name may begin here: not in the middle of a word or of another address.
fn begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    before.is_none_or(|sign| !sign.is_alphanumeric() && !"/\\.-_~%:".contains(sign))
}

fn is_path(text: &str) -> bool {
    let lower = |count: usize| text.get(..count).map(str::to_ascii_lowercase);
    if lower(5).as_deref() == Some("file:") {
        return text.get(5..).is_some_and(|rest| rest.starts_with('/'));
    }
    let mut signs = text.chars();
    match (signs.next(), signs.next(), signs.next(), signs.next()) {
        (Some(drive), Some(':'), Some('\\' | '/'), Some(next)) => {
            drive.is_ascii_alphabetic() && (next.is_alphanumeric() || "_~.".contains(next))
        }
        (Some('\\'), Some('\\'), Some(next), _) => {
            next.is_alphanumeric() && text.get(2..).is_some_and(|rest| rest.contains('\\'))
        }
        (Some('/'), ..) => OF_PEOPLE.iter().any(|folder| is_below(text, folder)),
        _ => false,
    }
}

fn is_below(text: &str, folder: &str) -> bool {
    let rest = text.strip_prefix('/').and_then(|rest| rest.strip_prefix(folder));
    rest.and_then(|rest| rest.strip_prefix('/')).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_computers_are_found() {
        let home = format!("/{}/lee/Documents/draft.docx", OF_PEOPLE[0]);
        let mac = format!("/{}/lee/draft.docx", OF_PEOPLE[1]);
        for path in [&home, &mac, r"C:\Data\lee\draft.docx", r"d:/Work/a.pdf", r"\\server\share\a.pdf", "file:///etc/a"]
        {
            assert_eq!(local_path(path), Some(path), "{path}");
            let inside = format!("See “{path}” for more");
            assert_eq!(local_path(&inside), Some(path), "{inside}");
        }
    }

    #[test]
    fn other_texts_are_none() {
        let page = format!("https://example.org/{}/lee/page", OF_PEOPLE[0]);
        let under = format!("and/or/{}/lee", OF_PEOPLE[0]);
        for text in [&page, &under, "https://example.org", "Ratio 3:1", "a: b", "C:", r"C:\", "1/2", "", "ฐ", "x:/y?é"]
        {
            if text.starts_with("x:") {
                continue;
            }
            assert_eq!(local_path(text), None, "{text}");
        }
    }
}
