//! The notes of an item in the pack, as rows and pages show them.

use crate::app::NoteKind;
use crate::app::work::Item;
use crate::pack::{EnclosedFile, words};
use crate::ui::icons::Icon;
use crate::ui::widgets::note::Note;

/// Where an enclosed document goes.
const DOCUMENT_GOES: &str = "Leaves beside the pages, under the number and the title of its entry";

/// The icon of a kind of note.
pub fn icon(kind: NoteKind) -> Icon {
    match kind {
        NoteKind::Reader => Icon::NotePencil,
        NoteKind::Private => Icon::LockSimple,
    }
}

/// What an item holds of a kind, as it was typed.
pub fn typed(item: &Item, kind: NoteKind) -> &str {
    match kind {
        NoteKind::Reader => &item.content.note,
        NoteKind::Private => &item.private,
    }
}

/// The notes of an item, those that say something.
pub fn notes(item: &Item) -> Vec<Note<'_>> {
    let note = |kind: NoteKind| {
        let words = typed(item, kind).trim();
        Note { icon: icon(kind), label: kind.label(), goes: kind.goes(), words: words.into() }
    };
    let written = NoteKind::BOTH.into_iter().map(note).filter(|note| !note.words.is_empty());
    written.chain(item.content.file.as_ref().map(document)).collect()
}

fn document(file: &EnclosedFile) -> Note<'_> {
    let words = format!("{}, {}", file.name, words::size(file.bytes)).into();
    Note { icon: Icon::FileText, label: "Enclosed document", goes: DOCUMENT_GOES, words }
}

/// What screen readers say of the notes, in two forms: behind the name of a row, and in full.
pub fn spoken(item: &Item) -> (String, String) {
    let full = notes(item).iter().map(Note::sentence).collect::<Vec<_>>().join(" ");
    let has = |kind| !typed(item, kind).trim().is_empty();
    let short = match (has(NoteKind::Reader), has(NoteKind::Private)) {
        (false, false) => "",
        (true, false) => ", with a note to the reader",
        (false, true) => ", with a private note",
        (true, true) => ", with a note to the reader and a private note",
    };
    let document = if item.content.file.is_some() { ", with its document" } else { "" };
    (format!("{short}{document}"), full)
}
