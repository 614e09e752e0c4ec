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
use crate::pack::{CivilDate, OfficeTexts, Pack};

/// How many layouts a part of a layout that is no longer asked for is kept.
const CACHE_AGE_LAYOUTS: usize = 10;
/// A pack with more data leaves nothing behind. A layout takes some 300 bytes for each: 430 MB for 500 entries.
const CACHED_BYTES_MAX: usize = 1_600_000;

const STEPS: u32 = 3;

const LOGO_LEFT_OUT: &str = "The logo cannot be read as a picture, so the PDF does not show it.";

/// Lays the pack out and makes a tagged PDF.
pub fn export(pack: &Pack, fonts: &FontSet, steps: &dyn Steps) -> Result<Exported, ExportError> {
    steps.step(0, STEPS, "Reading the pack")?;
    let prepared = typst_data::prepare(pack, fonts);
    let mut warnings = warnings(&prepared.missing);
    steps.step(1, STEPS, "Laying out the pages")?;
    let (document, has_logo) = lay_out(pack, fonts, prepared)?;
    warnings.extend((!has_logo).then(|| LOGO_LEFT_OUT.to_owned()));
    let pages = count(&document);
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
    Ok(lay_out(pack, fonts, typst_data::prepare(pack, fonts))?.0)
}

/// The file of pages that are laid out.
pub(super) fn write(document: &PagedDocument, pack: &Pack) -> Result<Vec<u8>, ExportError> {
    typst_pdf::pdf(document, &options(pack)?).map_err(|errors| fault(&errors, None))
}

/// The characters of the pack that no embedded font has, each once, rising.
pub fn uncovered(pack: &Pack) -> Vec<char> {
    typst_data::prepare(pack, &FontSet::default()).missing
}

/// The pages, and whether they show the logo that they should show: one that is no picture is left out.
fn lay_out(pack: &Pack, fonts: &FontSet, prepared: Prepared) -> Result<(PagedDocument, bool), ExportError> {
    let has_logo = prepared.logo.is_some();
    match compile(prepared) {
        Err(_) if has_logo => {
            let office = OfficeTexts { logo: None, ..pack.office.clone() };
            let pack = Pack { office, ..pack.clone() };
            Ok((compile(typst_data::prepare(&pack, fonts))?, false))
        }
        done => Ok((done?, true)),
    }
}

fn compile(prepared: Prepared) -> Result<PagedDocument, ExportError> {
    let Prepared { json, fonts, logo, title, author, .. } = prepared;
    let bytes = json.len();
    let world = PackWorld::new(json, fonts).with_logo(logo);
    let Warned { output, .. } = typst::compile::<PagedDocument>(&world);
    forget(bytes);
    let mut document = output.map_err(|errors| fault(&errors, Some(&world)))?;
    let info = document.info_mut();
    info.title = Some(title.into());
    info.author = if author.is_empty() { Vec::new() } else { vec![author.into()] };
    Ok(document)
}

/// Drops what older layouts of a pack with so much data left in memory: the more it is, the fewer are kept.
fn forget(bytes: usize) {
    typst::comemo::evict((CACHED_BYTES_MAX / bytes.max(1)).min(CACHE_AGE_LAYOUTS));
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
