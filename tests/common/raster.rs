//! Draws egui's triangles on the processor, so that a view can be looked at without a display or a driver.
//!
//! The same input gives the same bytes.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use egui::epaint::{ImageData, Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, ColorImage, Context, FullOutput, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;

/// The textures that egui has set so far; shared between the harness and whoever draws.
#[derive(Clone, Default)]
pub(crate) struct Raster {
    textures: Rc<RefCell<HashMap<TextureId, ColorImage>>>,
}

impl TestRenderer for Raster {
    #[expect(clippy::iter_over_hash_type, reason = "each texture stands by itself")]
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.textures.borrow_mut();
        for (id, deltas) in delta.set.drain() {
            for change in deltas {
                let ImageData::Color(image) = change.image;
                match change.pos {
                    None => drop(textures.insert(id, (*image).clone())),
                    Some([left, top]) => {
                        let Some(whole) = textures.get_mut(&id) else { continue };
                        let width = whole.size[0];
                        for row in 0..image.size[1] {
                            let from = row * image.size[0];
                            let to = (top + row) * width + left;
                            whole.pixels[to..to + image.size[0]]
                                .copy_from_slice(&image.pixels[from..from + image.size[0]]);
                        }
                    }
                }
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

impl Raster {
    /// Draws what a pass put out.
    pub(crate) fn draw(&self, ctx: &Context, output: &FullOutput) -> ColorImage {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas {
            image: ColorImage::filled([size.x.round() as usize, size.y.round() as usize], Color32::BLACK),
            scale,
        };
        let textures = self.textures.borrow();
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = textures.get(&mesh.texture_id) else { continue };
            for triangle in mesh.indices.as_chunks::<3>().0 {
                let corners = triangle.map(|index| mesh.vertices[index as usize]);
                canvas.triangle(corners, clip_rect, texture);
            }
        }
        canvas.image
    }
}

struct Canvas {
    image: ColorImage,
    scale: f32,
}

impl Canvas {
    fn triangle(&mut self, mut corners: [Vertex; 3], clip: Rect, texture: &ColorImage) {
        for corner in &mut corners {
            corner.pos = (corner.pos.to_vec2() * self.scale).to_pos2();
        }
        let area = edge(corners[0].pos, corners[1].pos, corners[2].pos);
        if area.abs() < f32::EPSILON {
            return;
        }
        if area < 0.0 {
            corners.swap(1, 2);
        }
        let area = area.abs();
        let [a, b, c] = corners;
        let bounds = Rect::from_points(&[a.pos, b.pos, c.pos]);
        let clip = Rect::from_min_max(
            (clip.min.to_vec2() * self.scale).to_pos2(),
            (clip.max.to_vec2() * self.scale).to_pos2(),
        );
        let [width, height] = self.image.size;
        let left = bounds.left().max(clip.left().round()).max(0.0).floor() as usize;
        let right = (bounds.right().min(clip.right().round()).ceil().max(0.0) as usize).min(width);
        let top = bounds.top().max(clip.top().round()).max(0.0).floor() as usize;
        let bottom = (bounds.bottom().min(clip.bottom().round()).ceil().max(0.0) as usize).min(height);
        let owns = [owns_edge(b.pos, c.pos), owns_edge(c.pos, a.pos), owns_edge(a.pos, b.pos)];
        // Rectangles of one colour are most of a window: their colour is found once.
        let is_flat = corners.iter().all(|corner| corner.uv == a.uv && corner.color == a.color);
        let flat = is_flat.then(|| shade(&corners, [1.0, 0.0, 0.0], texture));
        // Along a row each weight rises by the height of its edge.
        let steps = [b.pos.y - c.pos.y, c.pos.y - a.pos.y, a.pos.y - b.pos.y];
        for y in top..bottom {
            let at = Pos2::new(left as f32 + 0.5, y as f32 + 0.5);
            let start = [edge(b.pos, c.pos, at), edge(c.pos, a.pos, at), edge(a.pos, b.pos, at)];
            for x in left..right {
                let along = (x - left) as f32;
                let weights: [f32; 3] = std::array::from_fn(|corner| start[corner] + steps[corner] * along);
                let inside = (0..3)
                    .all(|corner| weights[corner] > 0.0 || (weights[corner].abs() < f32::EPSILON && owns[corner]));
                if inside {
                    let weights = weights.map(|weight| weight / area);
                    self.blend(x, y, flat.unwrap_or_else(|| shade(&corners, weights, texture)));
                }
            }
        }
    }

    /// Premultiplied colours, blended as they are, as egui's own painters do.
    #[expect(clippy::disallowed_methods, reason = "a picture is no part of the window")]
    fn blend(&mut self, x: usize, y: usize, source: [f32; 4]) {
        let pixel = &mut self.image.pixels[y * self.image.size[0] + x];
        let below = pixel.to_array().map(f32::from);
        let rest = 1.0 - source[3] / 255.0;
        let mixed: [u8; 4] =
            std::array::from_fn(|channel| (source[channel] + below[channel] * rest).round().clamp(0.0, 255.0) as u8);
        *pixel = Color32::from_rgba_premultiplied(mixed[0], mixed[1], mixed[2], mixed[3]);
    }
}

/// Twice the area to the left of an edge.
fn edge(from: Pos2, to: Pos2, at: Pos2) -> f32 {
    (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
}

/// Of two triangles that share an edge, one owns the pixels on it.
fn owns_edge(from: Pos2, to: Pos2) -> bool {
    to.y < from.y || ((to.y - from.y).abs() < f32::EPSILON && to.x > from.x)
}

fn shade(corners: &[Vertex; 3], weights: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let mut color = [0.0; 4];
    let mut uv = egui::Vec2::ZERO;
    for (corner, weight) in corners.iter().zip(weights) {
        uv += corner.uv.to_vec2() * weight;
        for (sum, channel) in color.iter_mut().zip(corner.color.to_array()) {
            *sum += f32::from(channel) * weight;
        }
    }
    let texel = sample(texture, uv.x, uv.y);
    std::array::from_fn(|channel| color[channel] * texel[channel] / 255.0)
}

fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let x = (u * width as f32 - 0.5).clamp(0.0, width as f32 - 1.0);
    let y = (v * height as f32 - 0.5).clamp(0.0, height as f32 - 1.0);
    let (left, top) = (x.floor() as usize, y.floor() as usize);
    let (right, bottom) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
    let (fx, fy) = (x - left as f32, y - top as f32);
    let at = |x: usize, y: usize| texture.pixels[y * width + x].to_array().map(f32::from);
    let corners = [at(left, top), at(right, top), at(left, bottom), at(right, bottom)];
    std::array::from_fn(|channel| {
        let upper = corners[0][channel] * (1.0 - fx) + corners[1][channel] * fx;
        let lower = corners[2][channel] * (1.0 - fx) + corners[3][channel] * fx;
        upper * (1.0 - fy) + lower * fy
    })
}
