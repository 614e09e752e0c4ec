//! The pages' pictures on the graphics card: those that are looked at, and no others.

use std::collections::BTreeMap;

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::app::preview::{Kind, Looked, Preview};

/// So many bytes are handed over in a frame at most, and one picture at least: more would be felt.
const FRAME_BYTES: usize = 12 * 1024 * 1024;

#[derive(Default)]
pub(super) struct Textures {
    loaded: BTreeMap<(Kind, u128), Loaded>,
}

struct Loaded {
    size_px: (u32, u32),
    handle: TextureHandle,
}

impl Textures {
    /// The texture of a look, with its size in pixels.
    pub(super) fn get(&self, kind: Kind, look: u128) -> Option<(&TextureHandle, (u32, u32))> {
        self.loaded.get(&(kind, look)).map(|loaded| (&loaded.handle, loaded.size_px))
    }

    /// Hands over what came since the last frame, what is in sight first, and drops what is not looked at.
    pub(super) fn load(&mut self, ctx: &Context, preview: &Preview, looked: &Looked) {
        let shown = looked.all().filter_map(|(kind, page, _)| Some((kind, preview.picture(kind, page)?)));
        let shown: Vec<_> = shown.collect();
        self.loaded.retain(|(kind, look), _| shown.iter().any(|(shown, (seen, _))| shown == kind && seen == look));
        let mut bytes = 0;
        for (kind, (look, picture)) in shown {
            let size_px = (picture.width_px, picture.height_px);
            if self.loaded.get(&(kind, look)).is_some_and(|loaded| loaded.size_px == size_px) {
                continue;
            }
            if bytes > 0 && bytes + picture.rgba.len() > FRAME_BYTES {
                ctx.request_repaint();
                return;
            }
            bytes += picture.rgba.len();
            let size = [picture.width_px as usize, picture.height_px as usize];
            let image = ColorImage::from_rgba_premultiplied(size, &picture.rgba);
            let handle = ctx.load_texture("page", image, TextureOptions::LINEAR);
            self.loaded.insert((kind, look), Loaded { size_px, handle });
        }
    }
}
