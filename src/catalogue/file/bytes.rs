//! Bytes to text.

use std::borrow::Cow;

use super::{MAX_BYTES, whole_file};
use crate::catalogue::check::{Problem, Severity};

const SAVE_AS_UTF8: &str = "Save the file as UTF-8";

/// The text of a file, and what should be told of it.
pub(super) fn text_of(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<Problem>), Box<Problem>> {
    if bytes.len() > MAX_BYTES {
        let problem = format!("The file is larger than {MAX_BYTES} bytes");
        return Err(whole_file(None, problem, "Split the catalogue into several files"));
    }
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<Problem>), Box<Problem>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), None)),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + good.split(|byte| *byte == b'\n').skip(1).count();
            Err(whole_file(Some(line), "The file is not UTF-8 text".to_owned(), SAVE_AS_UTF8))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<(Cow<'static, str>, Option<Problem>), Box<Problem>> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match text {
        Ok(text) if odd.is_empty() => {
            let mut problem = whole_file(None, "The file is UTF-16 text; it was read".to_owned(), SAVE_AS_UTF8);
            problem.severity = Severity::Warning;
            Ok((Cow::Owned(text), Some(*problem)))
        }
        _ => Err(whole_file(None, "The file begins as UTF-16 text, but is damaged".to_owned(), SAVE_AS_UTF8)),
    }
}
