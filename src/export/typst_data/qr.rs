//! Square codes as one vector outline.
//!
//! The dark parts are traced along their edges, so that no hairline shows between modules on screen or on paper.

use std::collections::BTreeMap;

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

/// The closed edges between dark and light as an SVG path.
fn outline(side: i32, is_dark: impl Fn(i32, i32) -> bool) -> String {
    // Each edge has its dark module on the right; at a corner where two dark modules touch there are two edges.
    let mut edges: BTreeMap<(i32, i32), Vec<(i32, i32)>> = BTreeMap::new();
    for y in 0..side {
        for x in (0..side).filter(|x| is_dark(*x, y)) {
            let mut add = |from: (i32, i32), to: (i32, i32)| edges.entry(from).or_default().push(to);
            if !is_dark(x, y - 1) {
                add((x, y), (x + 1, y));
            }
            if !is_dark(x + 1, y) {
                add((x + 1, y), (x + 1, y + 1));
            }
            if !is_dark(x, y + 1) {
                add((x + 1, y + 1), (x, y + 1));
            }
            if !is_dark(x - 1, y) {
                add((x, y + 1), (x, y));
            }
        }
    }
    let mut parts = Vec::new();
    while let Some((&start, _)) = edges.first_key_value() {
        parts.push(format!("M{} {}", start.0, start.1));
        let (mut at, mut heading) = (start, (0, 0));
        while let Some(to) = take_edge(&mut edges, at) {
            let step = (to.0 - at.0, to.1 - at.1);
            if step != heading && at != start {
                parts.push(line_to(at, heading));
            }
            (at, heading) = (to, step);
            if at == start {
                break;
            }
        }
        parts.push("z".to_owned());
    }
    parts.concat()
}

fn line_to(to: (i32, i32), heading: (i32, i32)) -> String {
    if heading.0 == 0 { format!("V{}", to.1) } else { format!("H{}", to.0) }
}

fn take_edge(edges: &mut BTreeMap<(i32, i32), Vec<(i32, i32)>>, from: (i32, i32)) -> Option<(i32, i32)> {
    let ends = edges.get_mut(&from)?;
    let to = ends.pop();
    if ends.is_empty() {
        edges.remove(&from);
    }
    to
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
