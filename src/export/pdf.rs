//! Pack to PDF: laid out by the fixed template, tagged, PDF/UA-1 and PDF/A-2a.

use super::{ExportError, Exported, FontSet, Steps};
use crate::pack::Pack;

/// Lays the pack out and makes a tagged PDF.
pub fn export(_pack: &Pack, _fonts: &FontSet, _steps: &dyn Steps) -> Result<Exported, ExportError> {
    Err(ExportError::Layout { details: "not there yet".to_owned() })
}

/// How many pages the pack has; lays it out and makes no file.
pub fn page_count(_pack: &Pack, _fonts: &FontSet) -> Result<u32, ExportError> {
    Err(ExportError::Layout { details: "not there yet".to_owned() })
}

/// The characters of the pack that no embedded font has, each once, rising.
pub fn uncovered(_pack: &Pack) -> Vec<char> {
    Vec::new()
}
