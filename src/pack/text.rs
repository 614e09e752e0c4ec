//! "Copy as text": entries as plain text and as an HTML fragment for the clipboard.
//!
//! Both forms are written from the same blocks, so that they cannot say different things.
//! The fragment is escaped here: text of a catalogue is data, never markup.

mod own;

use super::rich::{self, ListKind};
use super::{Entry, GoesWith, Link, ModuleList, Pack, RowBody, Section, Timetable, guide, words};

/// A text for the clipboard, in two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyText {
    pub plain: String,
    /// An HTML fragment; programs that take formatted text choose it.
    pub html: String,
}

/// One resource.
pub fn of_entry(entry: &Entry) -> CopyText {
    let mut blocks = Vec::new();
    entry_blocks(entry, Around::Nothing, &mut blocks);
    written(&blocks)
}

/// The whole selection, under its sections, with the office's own texts, the statements and the contact.
///
/// Documents do not go with a text: it says that they are not enclosed, whatever the pack holds.
pub fn of_pack(pack: &Pack) -> CopyText {
    let mut blocks = Vec::new();
    opening_blocks(pack, &mut blocks);
    own_blocks(guide::FOREWORD, &pack.foreword, &mut blocks);
    own_blocks(guide::BEFORE_USE, &pack.office.before_use, &mut blocks);
    for section in &pack.sections {
        section_blocks(section, &mut blocks);
    }
    if let Some(timetable) = &pack.timetable {
        timetable_blocks(pack, timetable, &mut blocks);
    }
    own_blocks(guide::CLOSING, &pack.closing, &mut blocks);
    contact_blocks(pack, &mut blocks);
    written(&blocks)
}

fn opening_blocks(pack: &Pack, blocks: &mut Vec<Block>) {
    let labelled = |label: &str, text: &str| Block::Labelled(label.to_owned(), vec![text.to_owned()]);
    if pack.is_draft {
        blocks.push(Block::Paragraph(words::DRAFT.to_owned()));
    }
    blocks.push(Block::Heading(1, pack.title.clone()));
    let message = pack.message.iter().flat_map(|message| message.lines()).filter(|line| !line.trim().is_empty());
    blocks.extend(message.map(|line| Block::Paragraph(line.to_owned())));
    blocks.extend(pack.office.signature.iter().cloned().map(Block::Paragraph));
    for (label, text) in [("Prepared for", &pack.prepared_for), ("Event", &pack.event)] {
        blocks.extend(text.iter().map(|text| labelled(label, text)));
    }
    if !pack.issuer.name.is_empty() {
        blocks.push(labelled(&pack.issuer.label, &pack.issuer.name));
    }
    blocks.push(labelled("Date", &pack.date.long()));
    let said = &pack.statements;
    let enclosed = words::enclosed(pack.entries().count(), 0);
    blocks.push(Block::Paragraph(format!("{} {enclosed}", said.describes)));
    blocks.push(Block::Paragraph(format!("{} {}", said.age, said.checked)));
}

/// A text of the office under a heading of ours, where it is filled.
fn own_blocks(heading: &str, texts: &[rich::Block], blocks: &mut Vec<Block>) {
    if !texts.is_empty() {
        blocks.push(Block::Heading(2, heading.to_owned()));
        blocks.extend(texts.iter().cloned().map(Block::Own));
    }
}

fn section_blocks(section: &Section, blocks: &mut Vec<Block>) {
    let heading = match section.entries.as_slice() {
        [] => section.name.clone(),
        _ => format!("{}, {}", section.name, section.count()),
    };
    blocks.push(Block::Heading(2, heading));
    blocks.extend(section.introduction.iter().cloned().map(Block::Own));
    for entry in &section.entries {
        entry_blocks(entry, Around::Pack, blocks);
    }
}

/// A list for each entry.
fn timetable_blocks(pack: &Pack, timetable: &Timetable, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, guide::TIMETABLE.to_owned()));
    let note = words::timetable_note(timetable);
    blocks.extend((!note.is_empty()).then(|| Block::Paragraph(note.to_owned())));
    for lines in timetable.lines.chunk_by(|one, next| one.entry == next.entry) {
        let number = lines.first().map_or(0, |line| line.entry);
        let title = pack.entries().find(|entry| entry.number == number).map_or("", |entry| entry.title.as_str());
        let items = lines.iter().map(|line| match line.minutes {
            Some(minutes) => format!("{}: {}", line.title, words::duration(u64::from(minutes))),
            None => format!("{}: {}", line.title, words::NO_TIME),
        });
        blocks.push(Block::Listed(format!("{number}. {title}"), items.collect()));
    }
    blocks.push(Block::Paragraph(timetable.sum.clone()));
}

/// What an entry stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// It stands by itself: nothing is in a pack or not in it.
    Nothing,
    Pack,
}

/// What is written, before its form is known.
enum Block {
    /// With its level, from 1.
    Heading(u8, String),
    Paragraph(String),
    /// A label with its paragraphs.
    Labelled(String, Vec<String>),
    /// A label with a list.
    Listed(String, Vec<String>),
    Address(Link),
    /// Text of the office with its own formatting.
    Own(rich::Block),
}

fn entry_blocks(entry: &Entry, around: Around, blocks: &mut Vec<Block>) {
    let level = if around == Around::Pack { 3 } else { 1 };
    let labelled = |label: &str, texts: Vec<String>| Block::Labelled(label.to_owned(), texts);
    blocks.push(Block::Heading(level, entry.title.clone()));
    blocks.push(Block::Paragraph(entry.kind.clone()));
    if let Some(newer) = &entry.newer {
        let by = [&newer.publisher, &newer.evidence];
        let more = by.into_iter().filter(|text| !text.is_empty()).cloned();
        blocks.push(Block::Paragraph(newer.words.clone()));
        blocks.extend(more.map(Block::Paragraph));
        blocks.extend(newer.links.iter().cloned().map(Block::Address));
    }
    for caution in &entry.cautions {
        blocks.push(labelled("Caution", vec![format!("{} {}", caution.text, caution.evidence).trim_end().to_owned()]));
    }
    blocks.push(Block::Paragraph(entry.lead.clone()));
    for row in &entry.rows {
        let label = row.label.words();
        match &row.body {
            RowBody::Paragraphs(texts) => blocks.push(labelled(label, texts.clone())),
            RowBody::Modules(list) => {
                blocks.push(Block::Listed(module_label(label, list), modules(list)));
                blocks.extend((!list.chosen.is_empty()).then(|| Block::Paragraph(list.chosen.clone())));
            }
            RowBody::GoesWith(items) => {
                let items = items.iter().map(|item| goes_with(item, entry, around)).collect();
                blocks.push(Block::Listed(label.to_owned(), items));
            }
        }
    }
    get_blocks(entry, blocks);
}

fn goes_with(item: &GoesWith, entry: &Entry, around: Around) -> String {
    let place = match (&item.target, around) {
        (_, Around::Nothing) => String::new(),
        (Some((number, _)), Around::Pack) => format!(" (number {number})"),
        (None, Around::Pack) => format!(" ({})", words::NOT_IN_THIS_PACK),
    };
    let sentence = if entry.says(&item.sentence) { String::new() } else { format!(" {}", item.sentence) };
    format!("{}: {}{place}.{sentence}", item.relation, item.title)
}

/// "Modules include", or where the source's words before the list do not say it, both.
fn module_label(label: &str, list: &ModuleList) -> String {
    let lead = list.lead.trim_end_matches(':');
    if lead.is_empty() {
        label.to_owned()
    } else if lead.starts_with(label) {
        lead.to_owned()
    } else {
        format!("{label}. {lead}")
    }
}

fn modules(list: &ModuleList) -> Vec<String> {
    let items = list.items.iter().map(|item| {
        let numbered =
            if item.label.is_empty() { item.title.clone() } else { format!("{}: {}", item.label, item.title) };
        if item.count.is_empty() { numbered } else { format!("{numbered} ({})", item.count) }
    });
    items.collect()
}

fn get_blocks(entry: &Entry, blocks: &mut Vec<Block>) {
    let get = &entry.get;
    blocks.push(Block::Labelled("How to get it".to_owned(), vec![get.words.clone()]));
    blocks.extend(get.links.iter().chain(&get.related).cloned().map(Block::Address));
    if !get.ask.is_empty() {
        blocks.push(Block::Paragraph(format!("{} {}", get.ask, get.request.to)));
    }
}

fn contact_blocks(pack: &Pack, blocks: &mut Vec<Block>) {
    let contact = &pack.contact;
    blocks.push(Block::Heading(2, guide::CONTACT.to_owned()));
    let named = [
        ("", contact.office.clone()),
        ("", contact.address.join(", ")),
        ("Telephone", contact.telephone.clone()),
        ("Fax", contact.fax.clone()),
        ("E-mail", contact.email.clone()),
        ("Website", contact.website.clone()),
        ("", contact.note.clone()),
    ];
    for (label, text) in named.into_iter().filter(|(_, text)| !text.is_empty()) {
        blocks.push(if label.is_empty() {
            Block::Paragraph(text)
        } else {
            Block::Labelled(label.to_owned(), vec![text])
        });
    }
    blocks.extend(pack.credit.iter().cloned().map(Block::Paragraph));
    if !pack.office.disclaimer.is_empty() {
        blocks.push(Block::Labelled(guide::DISCLAIMER.to_owned(), pack.office.disclaimer.clone()));
    }
    blocks.push(Block::Paragraph(pack.statements.foot.clone()));
}

fn written(blocks: &[Block]) -> CopyText {
    let (mut plain, mut html) = (Plain::default(), String::new());
    for block in blocks {
        plain.block(block);
        html_block(block, &mut html);
    }
    CopyText { plain: plain.0, html }
}

/// Lines of plain text; an empty line before each heading.
#[derive(Default)]
struct Plain(String);

impl Plain {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(_, text) => {
                if !self.0.is_empty() {
                    self.line("");
                }
                self.line(text);
            }
            Block::Paragraph(text) => self.line(text),
            Block::Labelled(label, texts) => {
                for (place, text) in texts.iter().enumerate() {
                    if place == 0 {
                        self.line(&format!("{label}: {text}"));
                    } else {
                        self.line(text);
                    }
                }
            }
            Block::Listed(label, items) => {
                self.line(&format!("{label}:"));
                for item in items {
                    self.line(&format!("- {item}"));
                }
            }
            Block::Address(link) => {
                self.line(&format!("{} ({})", link.label, link.checked));
                self.line(&link.url);
            }
            Block::Own(rich::Block::Paragraph(spans)) => self.line(&own::spelled(spans)),
            Block::Own(rich::Block::List { kind, items }) => {
                for (place, item) in items.iter().enumerate() {
                    match kind {
                        ListKind::Bulleted => self.line(&format!("- {}", own::spelled(item))),
                        ListKind::Numbered => self.line(&format!("{}. {}", place + 1, own::spelled(item))),
                    }
                }
            }
        }
    }
}

fn html_block(block: &Block, html: &mut String) {
    match block {
        Block::Heading(level, text) => {
            let level = level.to_string();
            tagged(html, &["h", &level], |html| escape(text, html));
        }
        Block::Paragraph(text) => tagged(html, &["p"], |html| escape(text, html)),
        Block::Labelled(label, texts) => {
            for (place, text) in texts.iter().enumerate() {
                tagged(html, &["p"], |html| {
                    if place == 0 {
                        tagged(html, &["b"], |html| escape(label, html));
                        html.push_str(": ");
                    }
                    escape(text, html);
                });
            }
        }
        Block::Listed(label, items) => {
            tagged(html, &["p"], |html| {
                tagged(html, &["b"], |html| escape(label, html));
                html.push(':');
            });
            tagged(html, &["ul"], |html| {
                for item in items {
                    tagged(html, &["li"], |html| escape(item, html));
                }
            });
        }
        Block::Own(block) => own::html(block, html),
        Block::Address(link) => tagged(html, &["p"], |html| {
            escape(&link.label, html);
            html.push_str(" (");
            escape(&link.checked, html);
            html.push_str("): <a href=\"");
            escape(&link.url, html);
            html.push_str("\">");
            escape(&link.url, html);
            html.push_str("</a>");
        }),
    }
}

/// Writes an element of ours around what `inside` writes; the name is never text of a catalogue.
fn tagged(html: &mut String, name: &[&str], inside: impl FnOnce(&mut String)) {
    html.push('<');
    html.extend(name.iter().copied());
    html.push('>');
    inside(html);
    html.push_str("</");
    html.extend(name.iter().copied());
    html.push('>');
}

fn escape(text: &str, html: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fragment_is_escaped_and_the_plain_text_is_not() {
        let hostile = "<script>\"&'";
        let blocks = [
            Block::Heading(2, hostile.to_owned()),
            Block::Labelled(hostile.to_owned(), vec![hostile.to_owned(), hostile.to_owned()]),
            Block::Listed(hostile.to_owned(), vec![hostile.to_owned()]),
            Block::Address(Link {
                url: "https://example.org/?a=\"&b".to_owned(),
                label: hostile.to_owned(),
                checked: hostile.to_owned(),
            }),
        ];
        let text = written(&blocks);
        assert_eq!(text.plain.matches(hostile).count(), 8);
        assert!(!text.html.contains("<script") && !text.html.contains("\"&b") && !text.html.contains("&'"));
        assert_eq!(text.html.matches("&lt;script&gt;&quot;&amp;&#39;").count(), 8);
        assert!(text.html.contains("<a href=\"https://example.org/?a=&quot;&amp;b\">"));
    }
}
