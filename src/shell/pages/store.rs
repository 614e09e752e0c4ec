//! Pictures that were drawn lately, within a bound of memory.

use crate::app::preview::Kind;
use crate::export::pages::Picture;

/// No more whole pages are kept as pixels.
pub(super) const MAX_PAGES: usize = 24;
/// Nor more bytes of them; the newest one always is.
pub(super) const MAX_BYTES: usize = 96 * 1024 * 1024;
/// The small pages beside them: some 40 kB each, four times that on a dense screen.
pub(super) const MAX_SMALL: usize = 120;

struct Kept {
    kind: Kind,
    look: u128,
    width_px: u32,
    picture: Picture,
}

/// What was drawn, the latest used last.
#[derive(Default)]
pub(super) struct Store {
    kept: Vec<Kept>,
}

impl Store {
    /// A picture of that look and width.
    pub(super) fn get(&mut self, kind: Kind, look: u128, width_px: u32) -> Option<Picture> {
        let is_it = |kept: &Kept| (kept.kind, kept.look, kept.width_px) == (kind, look, width_px);
        let kept = self.kept.remove(self.kept.iter().position(is_it)?);
        let picture = kept.picture.clone();
        self.kept.push(kept);
        Some(picture)
    }

    /// Keeps a picture; those that were not used for the longest time go.
    pub(super) fn put(&mut self, kind: Kind, look: u128, width_px: u32, picture: Picture) {
        self.kept.push(Kept { kind, look, width_px, picture });
        while self.is_over(kind) {
            let Some(oldest) = self.kept.iter().position(|kept| kept.kind == kind) else { return };
            self.kept.remove(oldest);
        }
    }

    fn is_over(&self, kind: Kind) -> bool {
        let count = self.kept.iter().filter(|kept| kept.kind == kind).count();
        match kind {
            Kind::Page => count > MAX_PAGES || (count > 1 && self.bytes(kind) > MAX_BYTES),
            Kind::Small => count > MAX_SMALL,
        }
    }

    fn bytes(&self, kind: Kind) -> usize {
        self.kept.iter().filter(|kept| kept.kind == kind).map(|kept| kept.picture.rgba.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(bytes: usize) -> Picture {
        Picture { width_px: 1, height_px: 1, rgba: vec![0; bytes].into() }
    }

    #[test]
    fn no_more_is_kept_than_the_bound() {
        let mut store = Store::default();
        for look in 0..100 {
            store.put(Kind::Page, look, 640, picture(1_000));
        }
        assert_eq!(store.kept.len(), MAX_PAGES);
        for look in 0..20 {
            store.put(Kind::Page, look, 4_000, picture(MAX_BYTES / 4));
        }
        assert!(store.bytes(Kind::Page) <= MAX_BYTES);
        store.put(Kind::Page, 7, 4_096, picture(MAX_BYTES + 1));
        assert_eq!(store.kept.len(), 1, "the newest is kept, whatever its size");
    }

    #[test]
    fn what_was_used_lately_stays() {
        let mut store = Store::default();
        for look in 0..MAX_PAGES as u128 {
            store.put(Kind::Page, look, 640, picture(4));
        }
        assert!(store.get(Kind::Page, 0, 640).is_some());
        store.put(Kind::Page, 99, 640, picture(4));
        assert!(store.get(Kind::Page, 0, 640).is_some() && store.get(Kind::Page, 1, 640).is_none());
        assert!(store.get(Kind::Page, 0, 641).is_none() && store.get(Kind::Small, 0, 640).is_none());
    }
}
