//! Draws egui's triangles on the processor: no driver, and the same bytes from the same input.
//!
//! A window changes little from one frame to the next. The picture is divided into tiles; what falls into a
//! tile is summed up, and only a tile whose sum differs from that of the picture that is drawn over is drawn again.
//! The picture itself belongs to the system: none is kept here.

mod side;

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, ColorImage, Pos2, Rect, TextureId, TexturesDelta};

use side::{Side, span};

/// The side of a tile, in pixels. Small enough that a blinking caret costs nothing, and large enough that a
/// full screen is some hundred sums.
const TILE: usize = 64;
/// A texel is taken as it is where it lies nearer to the pixel than this, in texels: text is set on whole pixels.
const ALIGNED: f32 = 1.0 / 64.0;

/// The textures that egui has set so far.
#[derive(Clone, Debug, Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
    changes: u64,
}

#[derive(Clone, Debug)]
struct Texture {
    image: ColorImage,
    /// The change after which it is as it is.
    version: u64,
}

/// So many pictures back it is known what they showed: no system swaps more of them.
const KNOWN: usize = 3;

/// What the last pictures showed.
#[derive(Clone, Debug, Default)]
pub struct Past {
    size: [usize; 2],
    /// What was drawn into each tile, as a sum; the newest picture first.
    sums: VecDeque<Vec<u64>>,
    pieces: Vec<Piece>,
}

/// A picture that is drawn over, as the system hands it out.
#[derive(Debug)]
pub struct Canvas<'a> {
    /// Width and height in pixels.
    pub size: [usize; 2],
    /// `0x00RRGGBB`, row by row; no fewer than the size says.
    pub pixels: &'a mut [u32],
    /// How many pictures ago this one was shown; 0 where nobody knows what it holds.
    pub age: u8,
}

/// A part of the picture, in whole pixels; its end is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub left: usize,
    pub top: usize,
    pub right: usize,
    pub bottom: usize,
}

/// A triangle, or an upright rectangle of one colour, in pixels.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Of a rectangle the first two are its upper left and its lower right corner.
    corners: [Vertex; 3],
    is_rectangle: bool,
    texture: TextureId,
    /// Where it can change a pixel.
    bounds: Area,
}

impl Area {
    fn intersection(self, other: Self) -> Self {
        let (left, top) = (self.left.max(other.left), self.top.max(other.top));
        let (right, bottom) = (self.right.min(other.right), self.bottom.min(other.bottom));
        Self { left, top, right: right.max(left), bottom: bottom.max(top) }
    }

    fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// The columns and rows of the tiles that it touches.
    fn tiles(self) -> (Range<usize>, Range<usize>) {
        if self.is_empty() {
            return (0..0, 0..0);
        }
        (self.left / TILE..self.right.div_ceil(TILE), self.top / TILE..self.bottom.div_ceil(TILE))
    }
}

impl Raster {
    /// Takes the changes of a frame.
    #[expect(clippy::iter_over_hash_type, reason = "each texture stands by itself")]
    pub fn take(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = change.image;
                self.changes += 1;
                match change.pos {
                    None => {
                        self.textures.insert(id, Texture { image: (*image).clone(), version: self.changes });
                    }
                    Some(at) => {
                        let Some(whole) = self.textures.get_mut(&id) else { continue };
                        // What was drawn from elsewhere in the texture stays as it is: egui only adds to an
                        // atlas until it sets it anew, so the version is that of the whole.
                        insert(&mut whole.image, &image, at);
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    /// Draws a frame over a picture and returns what was drawn; over one of another size, or that is not known, all of it.
    pub fn draw(
        &self,
        primitives: &[ClippedPrimitive],
        scale: f32,
        canvas: &mut Canvas<'_>,
        past: &mut Past,
    ) -> Vec<Area> {
        if past.size != canvas.size {
            *past = Past { size: canvas.size, ..Past::default() };
        }
        let mut pieces = std::mem::take(&mut past.pieces);
        pieces.clear();
        let whole = canvas.whole();
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else { continue };
            collect(mesh, scale, clip_of(*clip_rect, scale).intersection(whole), &mut pieces);
        }
        let changed = past.changed(self.sums(&pieces, canvas.size), canvas.age);
        for area in &changed {
            canvas.clear(*area);
        }
        if let Some(all) = changed.iter().copied().reduce(|a, b| Area {
            left: a.left.min(b.left),
            top: a.top.min(b.top),
            right: a.right.max(b.right),
            bottom: a.bottom.max(b.bottom),
        }) {
            for piece in pieces.iter().filter(|piece| !piece.bounds.intersection(all).is_empty()) {
                let Some(texture) = self.textures.get(&piece.texture) else { continue };
                for area in &changed {
                    let area = piece.bounds.intersection(*area);
                    if !area.is_empty() {
                        canvas.draw(piece, area, &texture.image);
                    }
                }
            }
        }
        past.pieces = pieces;
        changed
    }

    /// A sum of what falls into each tile.
    fn sums(&self, pieces: &[Piece], [width, height]: [usize; 2]) -> Vec<u64> {
        let across = width.div_ceil(TILE);
        let mut sums = vec![0_u64; across * height.div_ceil(TILE)];
        for piece in pieces {
            let version = self.textures.get(&piece.texture).map_or(0, |texture| texture.version);
            let sum = piece.sum(version);
            let (columns, rows) = piece.bounds.tiles();
            for row in rows {
                for slot in sums.iter_mut().skip(row * across).take(columns.end).skip(columns.start) {
                    *slot = mixed(*slot, sum);
                }
            }
        }
        sums
    }
}

/// Pixels of the form `0x00RRGGBB` as a picture of egui's.
pub fn image(size: [usize; 2], pixels: &[u32]) -> ColorImage {
    ColorImage::new(size, pixels.iter().map(|pixel| opaque(*pixel)).collect())
}

impl Past {
    /// The areas whose sums differ from those of the picture of that age: neighbours in a row of tiles as one area.
    fn changed(&mut self, sums: Vec<u64>, age: u8) -> Vec<Area> {
        let [width, height] = self.size;
        let across = width.div_ceil(TILE).max(1);
        let before = usize::from(age).checked_sub(1).and_then(|back| self.sums.get(back));
        let mut changed: Vec<Area> = Vec::new();
        for (place, now) in sums.iter().enumerate() {
            if before.and_then(|before| before.get(place)) == Some(now) {
                continue;
            }
            let (left, top) = (place % across * TILE, place / across * TILE);
            let (right, bottom) = ((left + TILE).min(width), (top + TILE).min(height));
            match changed.last_mut() {
                Some(last) if last.right == left && last.top == top => last.right = right,
                _ => changed.push(Area { left, top, right, bottom }),
            }
        }
        self.sums.truncate(KNOWN - 1);
        self.sums.push_front(sums);
        changed
    }
}

impl Canvas<'_> {
    fn whole(&self) -> Area {
        Area { left: 0, top: 0, right: self.size[0], bottom: self.size[1] }
    }

    fn row(&mut self, y: usize, columns: Range<usize>) -> &mut [u32] {
        let start = y * self.size[0];
        self.pixels.get_mut(start + columns.start..start + columns.end).unwrap_or_default()
    }

    fn clear(&mut self, area: Area) {
        for y in area.top..area.bottom {
            self.row(y, area.left..area.right).fill(0);
        }
    }

    fn draw(&mut self, piece: &Piece, area: Area, texture: &ColorImage) {
        if piece.is_rectangle { self.rectangle(piece, area, texture) } else { self.triangle(piece, area, texture) }
    }

    fn rectangle(&mut self, piece: &Piece, area: Area, texture: &ColorImage) {
        let [first, last, _] = piece.corners;
        let color = channels(first.color);
        if first.uv == last.uv {
            let flat = product(color, sample(texture, first.uv));
            for y in area.top..area.bottom {
                fill(self.row(y, area.left..area.right), flat);
            }
            return;
        }
        let [width, height] = texture.size.map(|side| side as f32);
        let across = (last.uv.x - first.uv.x) / (last.pos.x - first.pos.x);
        let down = (last.uv.y - first.uv.y) / (last.pos.y - first.pos.y);
        let u = |x: usize| first.uv.x + (x as f32 + 0.5 - first.pos.x) * across;
        let v = |y: usize| first.uv.y + (y as f32 + 0.5 - first.pos.y) * down;
        let start = (u(area.left) * width - 0.5, v(area.top) * height - 0.5);
        let is_whole = |at: f32| (at - at.round()).abs() < ALIGNED;
        let is_one = |step: f32| (step - 1.0).abs() * (piece.bounds.right - piece.bounds.left) as f32 <= ALIGNED;
        let is_aligned = is_whole(start.0) && is_whole(start.1) && is_one(across * width) && is_one(down * height);
        for y in area.top..area.bottom {
            let v = v(y);
            if is_aligned {
                let line = (start.1.round() as usize + y - area.top).min(texture.size[1].saturating_sub(1));
                let at = line * texture.size[0] + start.0.round() as usize;
                let texels = texture.pixels.get(at..).unwrap_or_default();
                for (pixel, texel) in self.row(y, area.left..area.right).iter_mut().zip(texels) {
                    if *texel != Color32::TRANSPARENT {
                        *pixel = blended(*pixel, product(color, channels(*texel)));
                    }
                }
            } else {
                for (pixel, x) in self.row(y, area.left..area.right).iter_mut().zip(area.left..) {
                    *pixel = blended(*pixel, product(color, sample(texture, Pos2::new(u(x), v))));
                }
            }
        }
    }

    fn triangle(&mut self, piece: &Piece, area: Area, texture: &ColorImage) {
        let corners = piece.corners;
        let [a, b, c] = corners.map(|corner| corner.pos);
        let size = edge(a, b, c);
        let sides = [Side::new(b, c), Side::new(c, a), Side::new(a, b)];
        // Along a row each weight rises by the height of its edge.
        let steps = [b.y - c.y, c.y - a.y, a.y - b.y];
        let is_bare = corners.iter().all(|corner| corner.uv == corners[0].uv);
        let texel = is_bare.then(|| sample(texture, corners[0].uv));
        let is_flat = is_bare && corners.iter().all(|corner| corner.color == corners[0].color);
        let flat = is_flat.then(|| product(channels(corners[0].color), texel.unwrap_or_default()));
        for y in area.top..area.bottom {
            let at = Pos2::new(area.left as f32 + 0.5, y as f32 + 0.5);
            let starts = [edge(b, c, at), edge(c, a, at), edge(a, b, at)];
            let span = span(&sides, area.left..area.right, y);
            let first = span.start.saturating_sub(area.left);
            let row = self.row(y, span);
            if let Some(flat) = flat {
                fill(row, flat);
                continue;
            }
            for (pixel, along) in row.iter_mut().zip(first..) {
                let weights: [f32; 3] =
                    std::array::from_fn(|corner| (starts[corner] + steps[corner] * along as f32) / size);
                *pixel = blended(*pixel, shade(&corners, weights, texel, texture));
            }
        }
    }
}

impl Piece {
    fn sum(&self, version: u64) -> u64 {
        let mut sum = mixed(version, u64::from(self.is_rectangle));
        for word in [self.bounds.left, self.bounds.top, self.bounds.right, self.bounds.bottom] {
            sum = mixed(sum, word as u64);
        }
        for corner in &self.corners {
            for pair in [(corner.pos.x, corner.pos.y), (corner.uv.x, corner.uv.y)] {
                sum = mixed(sum, u64::from(pair.0.to_bits()) << 32 | u64::from(pair.1.to_bits()));
            }
            sum = mixed(sum, u64::from(u32::from_le_bytes(corner.color.to_array())));
        }
        match self.texture {
            TextureId::Managed(id) => mixed(sum, id << 1),
            TextureId::User(id) => mixed(sum, id << 1 | 1),
        }
    }
}

/// Mixes a word into a sum: multiplication by an odd constant (2^64 divided by the golden ratio) spreads it.
fn mixed(sum: u64, word: u64) -> u64 {
    (sum.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The clip of a primitive in whole pixels.
fn clip_of(clip: Rect, scale: f32) -> Area {
    let whole = |at: f32| (at * scale).round().max(0.0) as usize;
    Area { left: whole(clip.left()), top: whole(clip.top()), right: whole(clip.right()), bottom: whole(clip.bottom()) }
}

fn collect(mesh: &Mesh, scale: f32, clip: Area, pieces: &mut Vec<Piece>) {
    if clip.is_empty() {
        return;
    }
    let corner = |index: u32| {
        let vertex = mesh.vertices.get(index as usize).copied().unwrap_or_default();
        Vertex { pos: (vertex.pos.to_vec2() * scale).to_pos2(), ..vertex }
    };
    let mut indices = mesh.indices.as_slice();
    loop {
        if let [a, b, c, d, e, f, rest @ ..] = indices
            && (c, b) == (d, e)
            && let Some(corners) = upright([corner(*a), corner(*b), corner(*c), corner(*f)])
        {
            add(corners, true, mesh.texture_id, clip, pieces);
            indices = rest;
        } else if let [a, b, c, rest @ ..] = indices {
            add([corner(*a), corner(*b), corner(*c)], false, mesh.texture_id, clip, pieces);
            indices = rest;
        } else {
            return;
        }
    }
}

/// Two triangles that are an upright rectangle of one colour, as its two corners: each sign of a text is one.
fn upright([a, b, c, d]: [Vertex; 4]) -> Option<[Vertex; 3]> {
    let exactly = |one: f32, other: f32| one.to_bits() == other.to_bits();
    let is_one = exactly(a.pos.x, c.pos.x)
        && exactly(b.pos.x, d.pos.x)
        && exactly(a.pos.y, b.pos.y)
        && exactly(c.pos.y, d.pos.y)
        && exactly(a.uv.x, c.uv.x)
        && exactly(b.uv.x, d.uv.x)
        && exactly(a.uv.y, b.uv.y)
        && exactly(c.uv.y, d.uv.y);
    let is_plain = [b, c, d].iter().all(|corner| corner.color == a.color);
    (is_one && is_plain && a.pos.x < d.pos.x && a.pos.y < d.pos.y).then_some([a, d, d])
}

fn add(mut corners: [Vertex; 3], is_rectangle: bool, texture: TextureId, clip: Area, pieces: &mut Vec<Piece>) {
    if !is_rectangle {
        let [a, b, c] = corners.map(|corner| corner.pos);
        let size = edge(a, b, c);
        if size.abs() < f32::EPSILON {
            return;
        }
        if size < 0.0 {
            corners.swap(1, 2);
        }
    }
    if corners.iter().all(|corner| corner.color == Color32::TRANSPARENT) {
        return;
    }
    let around = Rect::from_points(&corners.map(|corner| corner.pos));
    // A pixel is in it where its middle is.
    let from = |at: f32| (at - 0.5).ceil().max(0.0) as usize;
    let area = Area {
        left: from(around.left()),
        top: from(around.top()),
        right: if is_rectangle { from(around.right()) } else { around.right().ceil().max(0.0) as usize },
        bottom: if is_rectangle { from(around.bottom()) } else { around.bottom().ceil().max(0.0) as usize },
    };
    let bounds = area.intersection(clip);
    if !bounds.is_empty() {
        pieces.push(Piece { corners, is_rectangle, texture, bounds });
    }
}

/// Puts a part into a texture; what would lie outside is left out.
fn insert(whole: &mut ColorImage, part: &ColorImage, [left, top]: [usize; 2]) {
    let [across, _] = whole.size;
    for (line, row) in part.pixels.chunks(part.size[0].max(1)).enumerate() {
        let start = (top + line) * across + left;
        if let Some(into) = whole.pixels.get_mut(start..start + row.len()) {
            into.copy_from_slice(row);
        }
    }
}

/// Twice the area to the left of an edge.
fn edge(from: Pos2, to: Pos2, at: Pos2) -> f32 {
    (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
}

fn shade(corners: &[Vertex; 3], weights: [f32; 3], texel: Option<[f32; 4]>, texture: &ColorImage) -> [f32; 4] {
    let mut color = [0.0; 4];
    let mut uv = egui::Vec2::ZERO;
    for (corner, weight) in corners.iter().zip(weights) {
        uv += corner.uv.to_vec2() * weight;
        for (sum, channel) in color.iter_mut().zip(channels(corner.color)) {
            *sum += channel * weight;
        }
    }
    product(color, texel.unwrap_or_else(|| sample(texture, uv.to_pos2())))
}

fn channels(color: Color32) -> [f32; 4] {
    color.to_array().map(f32::from)
}

fn product(one: [f32; 4], other: [f32; 4]) -> [f32; 4] {
    std::array::from_fn(|channel| one[channel] * other[channel] / 255.0)
}

fn fill(row: &mut [u32], source: [f32; 4]) {
    if source[3] >= 255.0 {
        row.fill(blended(0, source));
    } else {
        for pixel in row {
            *pixel = blended(*pixel, source);
        }
    }
}

/// Premultiplied colours, blended as they are, as egui's own painters do.
fn blended(below: u32, source: [f32; 4]) -> u32 {
    let rest = 1.0 - source[3] / 255.0;
    let [blue, green, red, _] = below.to_le_bytes();
    // A half is added and the rest cut off: rounding, at a fraction of its price.
    let channel = |source: f32, below: u8| (source + f32::from(below) * rest + 0.5) as u8;
    u32::from_le_bytes([channel(source[2], blue), channel(source[1], green), channel(source[0], red), 0])
}

#[expect(clippy::disallowed_methods, reason = "a picture is no colour of the window's own")]
fn opaque(pixel: u32) -> Color32 {
    let [blue, green, red, _] = pixel.to_le_bytes();
    Color32::from_rgb(red, green, blue)
}

fn sample(texture: &ColorImage, at: Pos2) -> [f32; 4] {
    let [width, height] = texture.size;
    let x = (at.x * width as f32 - 0.5).clamp(0.0, width as f32 - 1.0);
    let y = (at.y * height as f32 - 0.5).clamp(0.0, height as f32 - 1.0);
    let (left, top) = (x.floor() as usize, y.floor() as usize);
    let (right, bottom) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
    let (fx, fy) = (x - left as f32, y - top as f32);
    let texel = |x: usize, y: usize| texture.pixels.get(y * width + x).copied().map(channels).unwrap_or_default();
    let corners = [texel(left, top), texel(right, top), texel(left, bottom), texel(right, bottom)];
    std::array::from_fn(|channel| {
        let upper = corners[0][channel] * (1.0 - fx) + corners[1][channel] * fx;
        let lower = corners[2][channel] * (1.0 - fx) + corners[3][channel] * fx;
        upper * (1.0 - fy) + lower * fy
    })
}

#[cfg(test)]
mod tests {
    use egui::Vec2;

    use super::*;

    /// A bar at another place in each picture.
    fn bar(frame: usize) -> Vec<ClippedPrimitive> {
        let mut mesh = Mesh::default();
        let left = frame as f32 * 50.0;
        let rect = Rect::from_min_max(Pos2::new(left, 10.0), Pos2::new(left + 40.0, 120.0));
        mesh.add_colored_rect(rect, Color32::WHITE);
        vec![ClippedPrimitive { clip_rect: Rect::EVERYTHING, primitive: Primitive::Mesh(mesh) }]
    }

    #[test]
    fn pictures_that_take_turns_are_each_drawn_over_what_they_hold() {
        let mut raster = Raster::default();
        let white = ColorImage::filled([1, 1], Color32::WHITE);
        raster.textures.insert(TextureId::default(), Texture { image: white, version: 1 });
        let size = [400, 200];
        let draw = |frame, pixels: &mut [u32], age, past: &mut Past| {
            raster.draw(&bar(frame), 1.0, &mut Canvas { size, pixels, age }, past).len()
        };
        for turns in [1, 2, 3] {
            // What the system hands out first holds anything.
            let mut pictures = vec![vec![7; size[0] * size[1]]; turns];
            let mut past = Past::default();
            for frame in 0..7 {
                let age = if frame < turns { 0 } else { turns as u8 };
                let areas = draw(frame, &mut pictures[frame % turns], age, &mut past);
                let mut afresh = vec![9; size[0] * size[1]];
                draw(frame, &mut afresh, 0, &mut Past::default());
                assert_eq!(pictures[frame % turns], afresh, "{turns} pictures, frame {frame}");
                assert!(areas > 0);
            }
            assert_eq!(draw(6, &mut pictures[0], 1, &mut past), 0, "nothing changed since the last picture");
        }
    }

    /// A shape of the toolkit is a fan of triangles around its first corner.
    #[test]
    fn a_filled_shape_has_no_holes() {
        let mut raster = Raster::default();
        let white = ColorImage::filled([1, 1], Color32::WHITE);
        raster.textures.insert(TextureId::default(), Texture { image: white, version: 1 });
        let size = [700, 560];
        for shape in 0..60_u16 {
            let corners = 5 + shape % 40;
            let (center, reach) = (Pos2::new(350.3, 280.7), Vec2::new(240.0 + f32::from(shape) * 1.37, 251.9));
            let mut mesh = Mesh::default();
            for corner in 0..corners {
                let turn = f32::from(corner) / f32::from(corners) * std::f32::consts::TAU;
                mesh.colored_vertex(center + Vec2::angled(turn) * reach, Color32::WHITE);
            }
            for corner in 2..u32::from(corners) {
                mesh.add_triangle(0, corner - 1, corner);
            }
            let primitive = ClippedPrimitive { clip_rect: Rect::EVERYTHING, primitive: Primitive::Mesh(mesh) };
            let mut pixels = vec![0; size[0] * size[1]];
            raster.draw(&[primitive], 1.0, &mut Canvas { size, pixels: &mut pixels, age: 0 }, &mut Past::default());
            for (y, row) in pixels.chunks(size[0]).enumerate() {
                let filled = |pixel: &u32| *pixel != 0;
                let Some(first) = row.iter().position(filled) else { continue };
                let last = row.iter().rposition(filled).unwrap();
                let hole = row[first..last].iter().position(|pixel| *pixel == 0);
                assert_eq!(hole, None, "shape {shape}, line {y}");
            }
        }
    }
}
