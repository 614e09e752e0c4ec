//! The pages of the open pack as they are laid out: what is known of them, their pictures, how they are looked at.
//!
//! The shell lays out and draws; what it sends is kept only where it belongs to the pages that are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::app::AppState;
use crate::app::browse::{self, BrowseCommand, Page};
use crate::app::effect::{Effect, Region, WindowEffect};
use crate::app::work::Revision;
use crate::catalogue::ResourceId;
use crate::export::pages::{Overview, Picture};

/// A larger pack is not laid out beside the work: it would take minutes and gigabytes.
pub const MAX_LAID_OUT: usize = 600;
/// The most whole pages, and small ones, that are asked for at a time.
pub const MAX_LOOKED_AT: (usize, usize) = (8, 40);
/// The steps of the pages' size, in percent of a page on a usual screen.
pub const SIZES: [u16; 10] = [25, 50, 75, 90, 100, 125, 150, 200, 300, 400];
/// For so long nothing is said of pages that are being laid out anew.
pub const QUIET_MS: u64 = 300;

/// How large pages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageZoom {
    /// As wide as the room for them.
    #[default]
    FitWidth,
    /// In percent of a page on a usual screen.
    Percent(u16),
}

/// Whole pages, or the small ones beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Page,
    Small,
}

/// Which pages are looked at, the ones in sight first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// From 0.
    pub pages: Vec<usize>,
    /// How many of `pages` are in sight; the others are their neighbours.
    pub in_sight: usize,
    pub width_px: u32,
    pub small: Vec<usize>,
    pub small_width_px: u32,
}

/// The picture of a page. Pages of the same look have the same one.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawn {
    pub kind: Kind,
    pub look: u128,
    pub picture: Picture,
}

/// A pack that was laid out, with the pictures of what was looked at.
#[derive(Clone)]
pub struct LaidOut {
    pub revision: Revision,
    pub overview: Arc<Overview>,
    pub drawn: Vec<Drawn>,
}

/// The pages of the open pack.
#[derive(Default)]
pub struct Preview {
    /// The newest pages, and of which revision they are.
    known: Option<(Revision, Arc<Overview>)>,
    /// Until when nothing is said, while newer ones are being laid out.
    quiet_until: Option<u64>,
    failed: Option<Revision>,
    /// Pages of this revision and older ones are of a pack that was closed.
    closed: Option<Revision>,
    /// The bytes of the PDF, and of which revision it is.
    pdf: Option<(Revision, u64)>,
    looked: Looked,
    pictures: BTreeMap<(Kind, u128), Picture>,
    pub zoom: PageZoom,
    /// The entry that is to be scrolled to; the number rises with each request.
    pub goal: Option<(u64, ResourceId)>,
}

/// A change of how the pages are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviewCommand {
    /// Other pages are in sight, or another size.
    Look(Looked),
    Zoom(PageZoom),
    /// Goes from an item to its place on the pages.
    Show(ResourceId),
    /// Goes from an entry on the pages to its item.
    Choose(ResourceId),
}

impl Looked {
    /// The pages and widths of a kind.
    pub fn of(&self, kind: Kind) -> (&[usize], u32) {
        match kind {
            Kind::Page => (&self.pages, self.width_px),
            Kind::Small => (&self.small, self.small_width_px),
        }
    }

    /// What is in sight, then its neighbours, then the small pages: the order in which they are drawn.
    pub fn all(&self) -> impl Iterator<Item = (Kind, usize, u32)> {
        [Kind::Page, Kind::Small].into_iter().flat_map(|kind| {
            let (pages, width_px) = self.of(kind);
            pages.iter().map(move |page| (kind, *page, width_px))
        })
    }
}

impl Preview {
    /// The newest pages.
    pub fn overview(&self) -> Option<&Arc<Overview>> {
        self.known.as_ref().map(|(_, overview)| overview)
    }

    /// Whether the newest pages are those of the pack as it is.
    pub fn is_current(&self, revision: Revision) -> bool {
        self.known.as_ref().is_some_and(|(known, _)| *known == revision)
    }

    /// Whether the pack as it is could not be laid out.
    pub fn has_failed(&self, revision: Revision) -> bool {
        self.failed == Some(revision)
    }

    /// Whether it is time to say that newer pages are being laid out.
    pub fn is_late(&self, now_ms: u64) -> bool {
        self.quiet_until.is_some_and(|until| until <= now_ms)
    }

    /// When it becomes time to say so.
    pub fn next_change_ms(&self, now_ms: u64) -> Option<u64> {
        self.quiet_until.filter(|until| *until > now_ms)
    }

    /// The picture of a page, which may have been drawn for another width; `None` while it is not there.
    pub fn picture(&self, kind: Kind, page: usize) -> Option<(u128, &Picture)> {
        let look = self.overview()?.look(page)?;
        self.pictures.get(&(kind, look)).map(|picture| (look, picture))
    }

    /// The bytes of the PDF as it is, and whether it is that of the pack as it is.
    pub fn pdf_bytes(&self, revision: Revision) -> Option<(u64, bool)> {
        self.pdf.map(|(measured, bytes)| (bytes, measured == revision))
    }

    /// How many bytes of pixels are kept here.
    pub fn kept_bytes(&self) -> usize {
        self.pictures.values().map(|picture| picture.rgba.len()).sum()
    }

    /// Takes pages, unless newer ones are known or they are of a pack that was closed.
    pub(crate) fn take(&mut self, laid_out: LaidOut, newest: Revision) {
        let LaidOut { revision, overview, drawn } = laid_out;
        let is_older = self.known.as_ref().is_some_and(|(known, _)| *known > revision);
        if is_older || (revision != newest && self.closed.is_some_and(|closed| revision <= closed)) {
            return;
        }
        self.known = Some((revision, overview));
        if revision == newest {
            self.quiet_until = None;
            self.failed = None;
        }
        self.drop_unseen();
        for drawn in drawn {
            self.take_picture(drawn);
        }
    }

    /// Takes a picture, where a page that is looked at looks so.
    pub(crate) fn take_picture(&mut self, drawn: Drawn) {
        let Drawn { kind, look, picture } = drawn;
        if self.seen().contains(&(kind, look)) {
            self.pictures.insert((kind, look), picture);
        }
    }

    pub(crate) fn take_failure(&mut self, revision: Revision, newest: Revision) {
        if revision == newest {
            self.failed = Some(revision);
            self.quiet_until = None;
        }
    }

    pub(crate) fn take_size(&mut self, revision: Revision, bytes: u64) {
        let is_of_known = self.known.as_ref().is_some_and(|(known, _)| *known == revision);
        if is_of_known {
            self.pdf = Some((revision, bytes));
        }
    }

    /// Forgets the pages of a pack that is closed; how they are looked at stays.
    pub(crate) fn close(&mut self, newest: Revision) {
        *self =
            Self { closed: Some(newest), zoom: self.zoom, looked: std::mem::take(&mut self.looked), ..Self::default() };
    }

    fn seen(&self) -> BTreeSet<(Kind, u128)> {
        let Some(overview) = self.overview() else { return BTreeSet::new() };
        self.looked.all().filter_map(|(kind, page, _)| Some((kind, overview.look(page)?))).collect()
    }

    fn drop_unseen(&mut self) {
        let seen = self.seen();
        self.pictures.retain(|key, _| seen.contains(key));
    }

    fn look(&mut self, mut looked: Looked) -> Option<Effect> {
        looked.pages.truncate(MAX_LOOKED_AT.0);
        looked.small.truncate(MAX_LOOKED_AT.1);
        if looked == self.looked {
            return None;
        }
        self.looked = looked;
        self.drop_unseen();
        Some(Effect::LookAtPages(self.looked.clone()))
    }
}

pub(crate) fn apply(state: &mut AppState, command: PreviewCommand) -> Vec<Effect> {
    let preview = &mut state.preview;
    match command {
        PreviewCommand::Look(looked) => return preview.look(looked).into_iter().collect(),
        PreviewCommand::Zoom(zoom) => preview.zoom = zoom,
        PreviewCommand::Show(id) => {
            let number = preview.goal.as_ref().map_or(0, |(number, _)| number + 1);
            preview.goal = Some((number, id));
            return browse::apply(state, BrowseCommand::Open(Page::Pack));
        }
        PreviewCommand::Choose(id) if state.work.contains(&id) => {
            state.selected = Some(id);
            return vec![Effect::Window(WindowEffect::Focus(Region::Tray))];
        }
        PreviewCommand::Choose(_) => {}
    }
    Vec::new()
}

impl AppState {
    /// Asks for the pages of the pack as it is now; of an empty one, and of one that is too large, none are made.
    pub(crate) fn lay_out(&mut self) -> Option<Effect> {
        let items = self.work.items().len();
        if items == 0 || items > MAX_LAID_OUT {
            self.preview.close(self.revision);
            return None;
        }
        self.preview.quiet_until.get_or_insert(self.clock.now_ms + QUIET_MS);
        Some(Effect::LayOutPages { revision: self.revision, recipe: Box::new(self.recipe()) })
    }
}

impl PageZoom {
    /// The next larger size after what is shown now.
    pub fn larger(shown: u16) -> Option<Self> {
        SIZES.into_iter().find(|size| *size > shown).map(Self::Percent)
    }

    /// The next smaller size before what is shown now.
    pub fn smaller(shown: u16) -> Option<Self> {
        SIZES.into_iter().rfind(|size| *size < shown).map(Self::Percent)
    }
}

impl PartialEq for LaidOut {
    /// The same layout, not an equal one: it is large.
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision && Arc::ptr_eq(&self.overview, &other.overview) && self.drawn == other.drawn
    }
}

impl std::fmt::Debug for LaidOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LaidOut {{ {:?}, {} pages }}", self.revision, self.overview.count())
    }
}

impl std::fmt::Debug for Drawn {
    /// Without its pixels.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Drawn {{ {:?}, {:032x}, {} wide }}", self.kind, self.look, self.picture.width_px)
    }
}
