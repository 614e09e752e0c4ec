//! To be written.

use super::{ExportError, Exported, Steps};
use crate::pack::Pack;

/// A folder of web pages.
pub fn export_folder(_pack: &Pack, _steps: &dyn Steps) -> Result<Exported, ExportError> {
    Err(ExportError::Layout { details: "not there yet".to_owned() })
}

/// The folder, zipped.
pub fn export_zip(_pack: &Pack, _steps: &dyn Steps) -> Result<Exported, ExportError> {
    Err(ExportError::Layout { details: "not there yet".to_owned() })
}

/// One self-contained page.
pub fn export_file(_pack: &Pack, _steps: &dyn Steps) -> Result<Exported, ExportError> {
    Err(ExportError::Layout { details: "not there yet".to_owned() })
}
