//! To be written.

use super::{ExportError, Exported, FontSet, Steps};
use crate::pack::Pack;

/// Lays the pack out and makes a tagged PDF.
pub fn export(_pack: &Pack, _fonts: &FontSet, _steps: &dyn Steps) -> Result<Exported, ExportError> {
    Err(ExportError::Layout { details: "not there yet".to_owned() })
}
