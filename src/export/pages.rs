//! The laid-out pages of a pack: how many, what stands where, and their pictures.
//!
//! It is the layout that the PDF is written from, so what is seen is what goes out.
//! Nothing here knows of threads or windows: who draws decides when, which page and how large.

mod look;
mod overfull;
mod places;
mod words;

use std::sync::Arc;

use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_render::RenderOptions;

use super::{ExportError, FontSet, pdf};

use crate::pack::{Pack, ResourceId};

pub use overfull::Overfull;
pub use places::{Area, Heading, Place};

/// No picture is wider or higher: what a page takes at 400 % on a dense screen.
pub const MAX_SIDE_PX: u32 = 4_096;

/// A pack that has been laid out, and where everything stands.
pub struct Layout {
    document: PagedDocument,
    overview: Arc<Overview>,
}

/// What is known of laid-out pages without their letters: enough to show where everything stands.
///
/// Pages count from 0; a place on a page counts in points from its top.
pub struct Overview {
    sheets: Vec<Sheet>,
    places: places::Places,
    words: usize,
}

/// A page without what is on it.
struct Sheet {
    size_pt: (f64, f64),
    look: u128,
}

/// A page as pixels: red, green, blue, alpha, row by row from the top; opaque.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width_px: u32,
    pub height_px: u32,
    pub rgba: Arc<[u8]>,
}

impl Layout {
    /// Lays a pack out.
    ///
    /// Calling it again with a pack that changed a little is quick: what stayed the same is not laid out again.
    pub fn of(pack: &Pack, fonts: &FontSet) -> Result<Self, ExportError> {
        let document = pdf::document(pack, fonts)?;
        let sheet = |page: &Page| {
            let size = page.frame.size();
            Sheet { size_pt: (size.x.to_pt(), size.y.to_pt()), look: look::of(page) }
        };
        let overview = Overview {
            sheets: document.pages().iter().map(sheet).collect(),
            places: places::Places::of(&document, pack),
            words: document.pages().iter().map(|page| words::of(&page.frame)).sum(),
        };
        Ok(Self { document, overview: Arc::new(overview) })
    }

    /// Where everything stands.
    pub fn overview(&self) -> &Arc<Overview> {
        &self.overview
    }

    /// The PDF of exactly these pages; `pack` is the one that was laid out.
    pub fn pdf(&self, pack: &Pack) -> Result<Vec<u8>, ExportError> {
        pdf::write(&self.document, pack)
    }

    /// Draws a page so wide, or smaller where it would pass [`MAX_SIDE_PX`].
    pub fn draw(&self, page: usize, width_px: u32) -> Option<Picture> {
        let page = self.page(page)?;
        let paper = page.frame.size();
        let most = f64::from(MAX_SIDE_PX) / paper.x.max(paper.y).to_pt();
        let scale = (f64::from(width_px.max(1)) / paper.x.to_pt()).min(most);
        let options = RenderOptions { pixel_per_pt: Scalar::new(scale), render_bleed: false };
        let drawn = typst_render::render(page, &options);
        Some(Picture { width_px: drawn.width(), height_px: drawn.height(), rgba: Arc::from(drawn.take()) })
    }

    fn page(&self, page: usize) -> Option<&Page> {
        self.document.pages().get(page)
    }
}

impl Overview {
    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.sheets.len()
    }

    /// Width and height of a page in points.
    pub fn size_pt(&self, page: usize) -> Option<(f64, f64)> {
        self.sheets.get(page).map(|sheet| sheet.size_pt)
    }

    /// What a page looks like, as a number: pages of the same look have the same picture.
    pub fn look(&self, page: usize) -> Option<u128> {
        self.sheets.get(page).map(|sheet| sheet.look)
    }

    /// Where an entry begins.
    pub fn place_of(&self, id: &ResourceId) -> Option<Place> {
        self.places.of_entry(id)
    }

    /// The entry that takes up a place; none on covers, contents and what closes the pack.
    pub fn entry_at(&self, place: Place) -> Option<&ResourceId> {
        self.places.entry_at(place)
    }

    /// The parts of a page that entries take up, from top to bottom.
    pub fn areas(&self, page: usize) -> Vec<Area> {
        self.size_pt(page).map(|(_, height_pt)| self.places.areas(page, height_pt)).unwrap_or_default()
    }

    /// The headings on a page, rows of entries left out, from top to bottom.
    pub fn headings(&self, page: usize) -> impl Iterator<Item = &Heading> {
        self.places.headings(page)
    }

    /// How many words there are to read; running heads and feet are left out.
    pub fn words(&self) -> usize {
        self.words
    }
}
