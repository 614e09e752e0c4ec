//! Fonts of the system, for characters that no embedded font has.
//!
//! Looked for only when a text needs them: going through all fonts takes longer than making a whole PDF.

use std::collections::BTreeSet;
use std::sync::Arc;

use fontdb::{Database, FaceInfo, ID, Source, Style};

use crate::export::FontSet;

/// More files than this are not taken for one export.
const LIMIT_FILES: usize = 4;
/// Larger files are not taken; the largest fonts in use have about 20 MB.
const LIMIT_BYTES: u64 = 64 * 1024 * 1024;

/// A few files of this system that have as many of the characters as can be.
pub fn covering(uncovered: &[char]) -> FontSet {
    let mut wanted: BTreeSet<char> = uncovered.iter().copied().collect();
    if wanted.is_empty() {
        return FontSet::default();
    }
    let mut database = Database::new();
    database.load_system_fonts();
    choose(&database, &mut wanted)
}

/// Takes the face that has most of what is still wanted, again and again.
fn choose(database: &Database, wanted: &mut BTreeSet<char>) -> FontSet {
    let mut covers: Vec<(ID, BTreeSet<char>)> = Vec::new();
    for face in in_order(database) {
        let has = database.with_face_data(face.id, |data, index| covered(data, index, wanted)).unwrap_or_default();
        if !has.is_empty() {
            covers.push((face.id, has));
        }
    }
    let mut extra = Vec::new();
    while !wanted.is_empty() && extra.len() < LIMIT_FILES {
        let mut best: Option<(&ID, usize)> = None;
        for (id, has) in &covers {
            let count = has.intersection(wanted).count();
            if count > best.map_or(0, |(_, most)| most) {
                best = Some((id, count)); // the first of equals stays, so that the answer is the same every time
            }
        }
        let Some((&id, _)) = best else { break };
        if let Some((_, has)) = covers.iter().find(|(face, _)| *face == id) {
            wanted.retain(|sign| !has.contains(sign));
        }
        covers.retain(|(face, _)| *face != id);
        extra.extend(contents(database, id).map(Arc::new));
    }
    FontSet { extra }
}

/// Upright faces of regular weight first, sans before serif, then by name.
fn in_order(database: &Database) -> Vec<&FaceInfo> {
    let mut faces: Vec<&FaceInfo> = database.faces().filter(|face| face.style == Style::Normal).collect();
    faces.sort_by_key(|face| {
        let name = face.post_script_name.clone();
        (face.weight.0.abs_diff(400), !name.to_lowercase().contains("sans"), face.monospaced, name, face.index)
    });
    faces
}

fn contents(database: &Database, id: ID) -> Option<Vec<u8>> {
    match database.face_source(id)?.0 {
        Source::Binary(data) => Some(data.as_ref().as_ref().to_vec()),
        Source::File(path) | Source::SharedFile(path, _) => {
            let size = std::fs::metadata(&path).ok()?.len();
            if size > LIMIT_BYTES {
                return None;
            }
            std::fs::read(&path).ok()
        }
    }
}

fn covered(data: &[u8], index: u32, wanted: &BTreeSet<char>) -> BTreeSet<char> {
    match ttf_parser::Face::parse(data, index) {
        Ok(face) => wanted.iter().copied().filter(|sign| face.glyph_index(*sign).is_some()).collect(),
        Err(_) => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fonts that are known to be there: the embedded ones stand in for the system's.
    fn database() -> Database {
        let mut database = Database::new();
        database.load_fonts_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/noto"));
        database
    }

    #[test]
    fn the_fewest_files_that_cover_are_taken() {
        let mut wanted = BTreeSet::from(['ก', 'ข', 'ក', '\u{10FFFF}']);
        let found = choose(&database(), &mut wanted);
        assert_eq!(found.extra.len(), 2);
        assert_eq!(wanted, BTreeSet::from(['\u{10FFFF}']), "what no font has is left over");
    }

    #[test]
    fn nothing_is_looked_for_where_nothing_is_missing() {
        assert!(covering(&[]).extra.is_empty());
    }
}
