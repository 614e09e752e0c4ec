//! Pack to PDF: laid out by the fixed template, tagged, PDF/UA-1 and PDF/A-2a.
//!
//! Nothing here knows of files, threads or the clock: the pack carries its date, and steps tell how far it is.

use typst::diag::{Severity, SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::typst_data::{self, Prepared};
use super::typst_world::PackWorld;
use super::{Body, ExportError, Exported, FontSet, Steps};
use crate::brand;
use crate::pack::{CivilDate, Pack};

/// How many layouts a part of a layout that is no longer asked for is kept.
const CACHE_AGE_LAYOUTS: usize = 10;
/// A pack of more entries leaves nothing behind: its layout would take hundreds of megabytes.
const CACHED_ENTRIES_MAX: usize = 200;

const STEPS: u32 = 3;

/// Lays the pack out and makes a tagged PDF.
pub fn export(pack: &Pack, fonts: &FontSet, steps: &dyn Steps) -> Result<Exported, ExportError> {
    steps.step(0, STEPS, "Reading the pack")?;
    let prepared = typst_data::prepare(pack, fonts);
    let warnings = warnings(&prepared.missing);
    steps.step(1, STEPS, "Laying out the pages")?;
    let document = lay_out(prepared)?;
    let pages = count(&document);
    forget(pack);
    steps.step(2, STEPS, "Writing the file")?;
    let bytes = write(&document, pack)?;
    steps.step(STEPS, STEPS, "Done")?;
    Ok(Exported { warnings, pages: Some(pages), ..Exported::of(Body::File(bytes)) })
}

/// How many pages the pack has; lays it out and makes no file.
///
/// Calling it again with a pack that changed a little is quick: what stayed the same is not laid out again.
pub fn page_count(pack: &Pack, fonts: &FontSet) -> Result<u32, ExportError> {
    Ok(count(&document(pack, fonts)?))
}

/// The pages of a pack, laid out; no file is made.
pub(super) fn document(pack: &Pack, fonts: &FontSet) -> Result<PagedDocument, ExportError> {
    let document = lay_out(typst_data::prepare(pack, fonts))?;
    forget(pack);
    Ok(document)
}

/// The file of pages that are laid out.
pub(super) fn write(document: &PagedDocument, pack: &Pack) -> Result<Vec<u8>, ExportError> {
    typst_pdf::pdf(document, &options(pack)?).map_err(|errors| fault(&errors, None))
}

/// The characters of the pack that no embedded font has, each once, rising.
pub fn uncovered(pack: &Pack) -> Vec<char> {
    typst_data::prepare(pack, &FontSet::default()).missing
}

fn lay_out(prepared: Prepared) -> Result<PagedDocument, ExportError> {
    let world = PackWorld::new(prepared.json, prepared.fonts);
    let Warned { output, .. } = typst::compile::<PagedDocument>(&world);
    output.map_err(|errors| fault(&errors, Some(&world)))
}

/// Drops what older layouts left in memory; the first layout of a process leaves its own.
fn forget(pack: &Pack) {
    let large = pack.entries().nth(CACHED_ENTRIES_MAX).is_some();
    typst::comemo::evict(if large { 0 } else { CACHE_AGE_LAYOUTS });
}

fn count(document: &PagedDocument) -> u32 {
    u32::try_from(document.pages().len()).unwrap_or(u32::MAX)
}

fn options(pack: &Pack) -> Result<PdfOptions, ExportError> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| ExportError::Layout { details: error.message().to_string() })?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!("{}/{}/{}", brand::PROGRAM, pack.title, pack.date)),
        creator: Smart::Custom(Some(brand::PROGRAM.to_owned())),
        timestamp: midnight(pack.date).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    })
}

/// The start of the pack's day.
fn midnight(date: CivilDate) -> Option<Datetime> {
    Datetime::from_ymd_hms(i32::from(date.year()), date.month(), date.day(), 0, 0, 0)
}

/// Names each character that stands as its number; a sentence for all of them.
fn warnings(missing: &[char]) -> Vec<String> {
    const NAMED_MAX: usize = 20;
    if missing.is_empty() {
        return Vec::new();
    }
    let codes: Vec<String> = missing.iter().take(NAMED_MAX).map(|sign| format!("U+{:04X}", u32::from(*sign))).collect();
    let more = match missing.len().saturating_sub(NAMED_MAX) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    vec![format!("No font has these characters, so the PDF shows their numbers: {}{more}.", codes.join(", "))]
}

/// A diagnostic is our fault. Its place in the template is kept; its words may quote the pack, and are dropped.
fn fault(errors: &[SourceDiagnostic], world: Option<&PackWorld>) -> ExportError {
    let Some(first) = errors.iter().find(|error| error.severity == Severity::Error) else {
        return ExportError::Layout { details: String::new() };
    };
    let Some(world) = world else {
        return ExportError::Layout { details: "no PDF came of the pages".to_owned() };
    };
    let place = world.place(first.span).unwrap_or_default();
    ExportError::Layout { details: format!("{place}the layout was refused") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::syntax::Span;

    /// The words of an engine may quote what a person typed.
    #[test]
    fn a_fault_does_not_quote_the_pack() {
        let error = || SourceDiagnostic::error(Span::detached(), "the text `Titelwort` could not be displayed");
        let world = PackWorld::new("{}".to_owned(), Vec::new());
        for world in [None, Some(&world)] {
            let ExportError::Layout { details } = fault(&[error()], world) else { panic!("another error") };
            assert!(!details.is_empty() && !details.contains("Titelwort"), "{details}");
        }
    }
}
