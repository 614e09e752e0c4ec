//! Square codes as one vector outline.
//!
//! The dark parts are traced along their edges, so that no hairline shows between modules on screen or on paper.

use fast_qr::{ECL, QRBuilder};

/// Modules of white around the code, on each side.
const QUIET_MODULES: usize = 4;
/// No module is smaller in print.
const MODULE_MM_MIN: f64 = 0.5;
/// The printed sizes, quiet zone included: the first that the code fits.
const SIZES_MM: [f64; 3] = [22.0, 30.0, 40.0];

/// A code, ready to be placed.
pub struct Drawn {
    /// An SVG picture with the quiet zone.
    pub svg: String,
    pub size_mm: f64,
}

/// Draws a code at level M; `None` where it would be larger than can be printed.
pub fn draw(payload: &str) -> Option<Drawn> {
    let code = QRBuilder::new(payload).ecl(ECL::M).build().ok()?;
    let side = code.size;
    let whole = side + 2 * QUIET_MODULES;
    let size_mm = SIZES_MM.into_iter().find(|size| size / whole as f64 >= MODULE_MM_MIN)?;
    let is_dark = |x: i32, y: i32| {
        let place = usize::try_from(x).ok().zip(usize::try_from(y).ok()).filter(|(x, y)| *x < side && *y < side);
        place.and_then(|(x, y)| code.data.get(y * side + x)).is_some_and(|module| module.value())
    };
    let path = outline(i32::try_from(side).ok()?, is_dark);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-{QUIET_MODULES} -{QUIET_MODULES} {whole} {whole}\">\
         <path fill=\"#000\" fill-rule=\"evenodd\" d=\"{path}\"/></svg>"
    );
    Some(Drawn { svg, size_mm })
}

/// The directions of an edge: right, down, left, up.
const STEPS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The closed edges between dark and light as an SVG path.
fn outline(side: i32, is_dark: impl Fn(i32, i32) -> bool) -> String {
    // Each edge has its dark module on the right. A corner keeps a bit for each edge that leaves it:
    // two where two dark modules touch there.
    let width = side + 1;
    let place = |(x, y): (i32, i32)| usize::try_from(y * width + x).unwrap_or(usize::MAX);
    let mut edges = vec![0_u8; usize::try_from(width * width).unwrap_or_default()];
    for y in 0..side {
        for x in (0..side).filter(|x| is_dark(*x, y)) {
            let sides = [
                ((x, y), (x, y - 1)),
                ((x + 1, y), (x + 1, y)),
                ((x + 1, y + 1), (x, y + 1)),
                ((x, y + 1), (x - 1, y)),
            ];
            for (direction, (corner, beside)) in sides.into_iter().enumerate() {
                if let Some(corner) = edges.get_mut(place(corner)).filter(|_| !is_dark(beside.0, beside.1)) {
                    *corner |= 1 << direction;
                }
            }
        }
    }
    let mut parts = Vec::new();
    for y in 0..width {
        for x in 0..width {
            while edges.get(place((x, y))).is_some_and(|corner| *corner != 0) {
                trace((x, y), |at| take_edge(edges.get_mut(place(at))?), &mut parts);
            }
        }
    }
    parts.concat()
}

/// Takes an edge that leaves a corner: its direction.
fn take_edge(corner: &mut u8) -> Option<u32> {
    let direction = (*corner != 0).then(|| corner.trailing_zeros())?;
    *corner &= *corner - 1;
    Some(direction)
}

/// Follows the edges from a corner until they come back to it.
fn trace(start: (i32, i32), mut take: impl FnMut((i32, i32)) -> Option<u32>, parts: &mut Vec<String>) {
    parts.push(format!("M{} {}", start.0, start.1));
    let (mut at, mut heading) = (start, None);
    while let Some(direction) = take(at) {
        if heading.is_some_and(|heading| heading != direction) {
            parts.push(if direction % 2 == 0 { format!("V{}", at.1) } else { format!("H{}", at.0) });
        }
        heading = Some(direction);
        let (x, y) = usize::try_from(direction).ok().and_then(|it| STEPS.get(it)).copied().unwrap_or_default();
        at = (at.0 + x, at.1 + y);
        if at == start {
            break;
        }
    }
    parts.push("z".to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_parts_are_traced() {
        assert_eq!(outline(1, |x, y| (x, y) == (0, 0)), "M0 0H1V1H0z");
        assert_eq!(outline(2, |x, y| y == 0 && (0..2).contains(&x)), "M0 0H2V1H0z");
        // Two modules that touch at a corner are two squares or one figure of eight; each edge stands once.
        let touching = outline(2, |x, y| x == y && (0..2).contains(&x));
        assert_eq!(touching.matches(['H', 'V']).count() + touching.matches('M').count(), 8);
    }

    #[test]
    fn size_follows_the_payload() {
        assert!((draw("mailto:a@b.c").unwrap().size_mm - 22.0).abs() < f64::EPSILON);
        assert!((draw(&"a".repeat(150)).unwrap().size_mm - 30.0).abs() < f64::EPSILON);
        assert!(draw(&"a".repeat(2_000)).is_none());
    }
}
