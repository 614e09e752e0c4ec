//! Texts of the office as data: paragraphs and lists with emphasis and links.

use serde_json::{Value, json};

use super::text::{Part, Preparer, Room};
use super::{stays_whole, web_link};
use crate::pack::rich::{Block, ListKind, Span, words_of};

/// Each paragraph and each list, with the direction and the height that it needs.
pub(super) fn blocks(blocks: &[Block], preparer: &mut Preparer<'_>) -> Vec<Value> {
    blocks.iter().map(|it| block(it, preparer)).collect()
}

fn block(block: &Block, preparer: &mut Preparer<'_>) -> Value {
    let (kind, items): (_, Vec<&[Span]>) = match block {
        Block::Paragraph(spans) => ("paragraph", vec![spans]),
        Block::List { kind: ListKind::Bulleted, items } => ("bulleted", items.iter().map(Vec::as_slice).collect()),
        Block::List { kind: ListKind::Numbered, items } => ("numbered", items.iter().map(Vec::as_slice).collect()),
    };
    let words: String = items.iter().map(|spans| words_of(spans)).collect();
    let (rtl, tall) = preparer.needs(&words);
    json!({
        "kind": kind,
        "rtl": rtl,
        "tall": tall,
        "whole": items.len() == 1 && stays_whole(&words, preparer),
        "items": items.iter().map(|spans| line(spans, preparer)).collect::<Vec<_>>(),
    })
}

/// The parts of a line. Where a line may break is decided over all of them, as a word may change its look inside.
fn line(spans: &[Span], preparer: &mut Preparer<'_>) -> Vec<Value> {
    let texts: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
    let parts = preparer.parts(&texts, Room::Text);
    let value = |(span, part): (&Span, Part)| {
        json!({
            "pieces": part.pieces,
            "lead": part.breaks_before,
            "strong": span.strong,
            "emphasis": span.emphasis,
            "url": span.link.as_deref().and_then(web_link),
        })
    };
    spans.iter().zip(parts).map(value).collect()
}
