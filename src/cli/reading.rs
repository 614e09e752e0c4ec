//! Reads what a call names: a file, or standard input for "-".

use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::trouble::Trouble;

/// How a file is called in what is told of it.
pub(super) fn place(path: &Path) -> String {
    if is_input(path) { "standard input".to_owned() } else { path.display().to_string() }
}

fn is_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The text of a file of at most so many bytes. `what` is what it should be, inside a sentence.
pub(super) fn text(path: &Path, what: &str, most: usize) -> Result<String, Trouble> {
    let cannot = |error: &std::io::Error| {
        let told = match error.kind() {
            ErrorKind::NotFound => format!("there is no such file; {what} was expected"),
            _ => format!("{what} cannot be read: {error}"),
        };
        Trouble::could_not(told, place(path), "Give the path of a file that can be read, or - for standard input")
    };
    let mut bytes = Vec::new();
    let limit = most as u64 + 1;
    let read = if is_input(path) {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| cannot(&error))?;
    if bytes.len() > most {
        let told = format!("{what} is larger than {} MB", most / 1_000_000);
        return Err(Trouble::could_not(told, place(path), "Give a smaller file"));
    }
    Ok(decoded(&bytes))
}

/// UTF-16 where a mark at its beginning says so, else UTF-8; what is neither becomes a replacement sign.
fn decoded(bytes: &[u8]) -> String {
    let wide = |from: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| Some(from(pair.try_into().ok()?))).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => wide(u16::from_be_bytes, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        all => String::from_utf8_lossy(all).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_other_programs_are_read() {
        assert_eq!(decoded("ä".as_bytes()), "ä");
        assert_eq!(decoded(b"\xEF\xBB\xBFa"), "a");
        assert_eq!(decoded(&[0xFF, 0xFE, 0xE4, 0x00]), "ä");
        assert_eq!(decoded(&[0xFE, 0xFF, 0x00, 0xE4, 0x00]), "ä");
        assert_eq!(decoded(&[b'a', 0xE4]), "a\u{FFFD}");
    }
}
