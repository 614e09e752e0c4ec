//! A copy of a picture without its properties: the same points, the same colours, the same way up.
//!
//! Nothing is unpacked or packed anew, so that the same picture gives the same bytes. Kept is only what is known to be
//! needed for its look; what stands behind the picture's end goes too. A picture that is damaged gives none.

use super::picture::{chunk, orientation};

/// Parts of a PNG that its look needs.
const PNG_KEPT: [&[u8; 4]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD",
    b"hIST", b"pHYs", b"mDCV", b"cLLI", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];
/// The way up that needs no word.
const UPRIGHT: u16 = 1;

pub(super) fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let (signature, mut rest) = bytes.split_at_checked(8)?;
    let mut copy = signature.to_vec();
    while let Some((kind, content, after)) = chunk(rest) {
        // Which way up it is has no other place in a PNG.
        if kind == b"eXIf" && orientation(content).is_some_and(|way| way != UPRIGHT) {
            return None;
        }
        if PNG_KEPT.contains(&kind) {
            copy.extend_from_slice(rest.get(..rest.len() - after.len())?);
        }
        if kind == b"IEND" {
            return Some(copy);
        }
        rest = after;
    }
    None
}

pub(super) fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    const EXIF: &[u8] = b"Exif\0\0";
    let mut copy = vec![0xff, 0xd8];
    let mut rest = bytes.get(2..)?;
    loop {
        let (kind, after) = marker(rest)?;
        match kind {
            0xd9 => {
                copy.extend([0xff, kind]);
                return Some(copy);
            }
            0x01 | 0xd0..=0xd7 => {
                copy.extend([0xff, kind]);
                rest = after;
                continue;
            }
            0..0xc0 | 0xff => return None,
            _ => {}
        }
        let (length, _) = after.split_first_chunk::<2>()?;
        let (segment, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        let content = segment.get(2..)?;
        match (kind, content.strip_prefix(EXIF)) {
            (0xe1, Some(exif)) => {
                let way = orientation(exif).filter(|way| *way != UPRIGHT);
                copy.extend(way.map(turned).unwrap_or_default());
            }
            (0xe0, _) => copy.extend(without_small_picture(content)),
            _ if is_needed(kind, content) => {
                copy.extend([0xff, kind]);
                copy.extend_from_slice(segment);
            }
            _ => {}
        }
        rest = after;
        if kind == 0xda {
            let points = points(rest);
            copy.extend_from_slice(rest.get(..points)?);
            rest = rest.get(points..)?;
        }
    }
}

/// The next marker, and what follows it. Any number of fill bytes may stand before it.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let start = bytes.iter().position(|byte| *byte != 0xff).filter(|start| *start > 0)?;
    Some((*bytes.get(start)?, bytes.get(start + 1..)?))
}

/// How many bytes of packed points stand before the next marker.
fn points(bytes: &[u8]) -> usize {
    let ends = |pair: &[u8]| matches!(pair, [0xff, kind] if *kind != 0 && !(0xd0..=0xd7).contains(kind));
    bytes.windows(2).position(ends).unwrap_or(bytes.len())
}

/// Whether the look of a picture needs this segment: its points and tables, its colours.
fn is_needed(kind: u8, content: &[u8]) -> bool {
    match kind {
        0xe2 => content.starts_with(b"ICC_PROFILE\0"),
        0xee => content.starts_with(b"Adobe"),
        0xe0..=0xef | 0xfe => false,
        _ => true,
    }
}

/// The head of a JFIF file. The small picture in it may show what was cut off the large one.
fn without_small_picture(content: &[u8]) -> Vec<u8> {
    match content.get(..12).filter(|head| head.starts_with(b"JFIF\0")) {
        Some(head) => [&[0xff, 0xe0, 0, 16], head, &[0, 0]].concat(),
        None => Vec::new(),
    }
}

/// Exif that says nothing but which way up the picture is.
fn turned(way: u16) -> Vec<u8> {
    let [high, low] = way.to_be_bytes();
    let entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, high, low, 0, 0];
    [&[0xff, 0xe1, 0, 34][..], b"Exif\0\0MM\0*\0\0\0\x08\0\x01", &entry, &[0; 4]].concat()
}
