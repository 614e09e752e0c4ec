//! Whether words of this computer stand in what the office typed.

use super::Measured;
use crate::pack::rich::{Block, Span, words_of};
use crate::pack::{Pack, RowBody, RowLabel};

/// Looks for the private words in what a person typed: the rest of a pack is the catalogue's. The words claim no more.
pub(super) fn privacy(pack: &Pack, private: &[String]) -> Measured {
    let typed: Vec<String> = typed(pack).into_iter().map(|text| text.to_lowercase()).collect();
    let found = private
        .iter()
        .filter(|word| !word.trim().is_empty())
        .any(|word| typed.iter().any(|text| holds_word(text, &word.to_lowercase())));
    if found {
        let words = "What the office wrote holds the user name or a folder name of this computer.";
        Measured { words: words.to_owned(), held: false }
    } else {
        let words = "What the office wrote holds no user name and no folder name of this computer.";
        Measured { words: words.to_owned(), held: !private.is_empty() }
    }
}

/// Every text of a pack that a person of the office typed. What enclosed documents hold is not among them.
fn typed(pack: &Pack) -> Vec<String> {
    let office = &pack.office;
    let lines = [Some(&pack.title), pack.prepared_for.as_ref(), pack.event.as_ref(), pack.message.as_ref()];
    let named = std::iter::once(&pack.issuer.name).chain(&office.signature).chain(&office.disclaimer);
    let sections = pack.sections.iter();
    let blocks = [&pack.foreword, &pack.closing, &office.before_use].into_iter();
    let blocks = blocks.chain(sections.clone().map(|section| &section.introduction)).flatten();
    let notes = pack.entries().flat_map(|entry| &entry.rows).filter(|row| row.label == RowLabel::Note);
    let notes = notes.filter_map(|row| if let RowBody::Paragraphs(texts) = &row.body { Some(texts) } else { None });
    let mut typed: Vec<String> = lines.into_iter().flatten().chain(named).cloned().collect();
    typed.push(pack.statements.foot.clone());
    typed.extend(sections.map(|section| section.name.clone()));
    typed.extend(blocks.flat_map(words_in));
    typed.extend(notes.flatten().cloned());
    typed
}

/// The words of a text of the office, the addresses of its links among them.
fn words_in(block: &Block) -> Vec<String> {
    let lines: Vec<&[Span]> = match block {
        Block::Paragraph(spans) => vec![spans],
        Block::List { items, .. } => items.iter().map(Vec::as_slice).collect(),
    };
    let addresses = lines.iter().flat_map(|line| line.iter()).filter_map(|span| span.link.clone());
    lines.iter().map(|line| words_of(line)).chain(addresses).collect()
}

/// Whether `word` stands in `text` by itself, not as a part of a longer word.
pub fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|tail| tail.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_word_counts_only_by_itself() {
        assert!(holds_word("for somchai, land crossing", "somchai"));
        assert!(!holds_word("officials", "official"));
        assert!(holds_word("c:/users/lee/x", "/users/lee"));
    }
}
