//! Why the command line ends without having done what was asked.

use std::io;

use crate::export::ExportError;
use crate::shell::files::FileError;

/// What went wrong, where, and what to do.
#[derive(Debug)]
pub(super) struct Trouble {
    pub(super) code: u8,
    pub(super) what: String,
    /// The argument, file or folder that it is about; empty where it is the program itself.
    pub(super) place: String,
    pub(super) remedy: String,
}

/// Could not.
pub(super) const COULD_NOT: u8 = 1;
/// Wrong call.
pub(super) const WRONG_CALL: u8 = 2;

impl Trouble {
    /// What was asked makes no sense.
    pub(super) fn wrong(what: impl Into<String>, place: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code: WRONG_CALL, what: what.into(), place: place.into(), remedy: remedy.into() }
    }

    /// What was asked could not be done.
    pub(super) fn could_not(what: impl Into<String>, place: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code: COULD_NOT, what: what.into(), place: place.into(), remedy: remedy.into() }
    }

    /// The lines that are printed.
    pub(super) fn text(&self) -> String {
        let mut text = format!("error: {}\n", self.what);
        if !self.place.is_empty() {
            text.push_str("  where: ");
            text.push_str(&self.place);
            text.push('\n');
        }
        if !self.remedy.is_empty() {
            text.push_str("  what to do: ");
            text.push_str(&self.remedy);
            text.push('\n');
        }
        text
    }
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Self {
        let place = error.path().display().to_string();
        let remedy = match &error {
            FileError::Exists { .. } => "Choose another name, or add --force to replace it".to_owned(),
            other => other.remedy(),
        };
        Self::could_not(format!("{error}; nothing was written"), place, remedy)
    }
}

impl From<ExportError> for Trouble {
    fn from(error: ExportError) -> Self {
        let details = match &error {
            ExportError::Document { fault, .. } => {
                return Self::could_not(format!("{error}; nothing was written"), "", fault.remedy());
            }
            ExportError::Cancelled(_) => String::new(),
            ExportError::Layout { details } | ExportError::Archive { details } => details.clone(),
        };
        let remedy = "This is a fault in the program; report it with these words";
        Self::could_not(format!("{error}; nothing was written"), details, remedy)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::could_not(format!("the answer could not be printed: {error}"), "", "")
    }
}
