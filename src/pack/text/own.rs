//! Texts of the office in copied text: the formatting they have, their links spelled out.

use super::{escape, tagged};
use crate::pack::rich::{self, ListKind, Span};

/// Words with their links spelled out, for plain text.
pub(super) fn spelled(spans: &[Span]) -> String {
    let mut text = String::new();
    for run in spans.chunk_by(|one, next| one.link == next.link) {
        let words = rich::words_of(run);
        text.push_str(&words);
        let Some(url) = run.first().and_then(|span| span.link.as_deref()) else { continue };
        let address = url.strip_prefix("mailto:").unwrap_or(url);
        if words.trim() != address && words.trim() != url {
            text.extend([" (", address, ")"]);
        }
    }
    text
}

/// Writes a paragraph or a list with its formatting.
pub(super) fn html(block: &rich::Block, html: &mut String) {
    match block {
        rich::Block::Paragraph(spans) => tagged(html, &["p"], |html| html_spans(spans, html)),
        rich::Block::List { kind, items } => {
            let name = match kind {
                ListKind::Bulleted => "ul",
                ListKind::Numbered => "ol",
            };
            tagged(html, &[name], |html| {
                for item in items {
                    tagged(html, &["li"], |html| html_spans(item, html));
                }
            });
        }
    }
}

/// Spans of one link are one link, whatever their look.
fn html_spans(spans: &[Span], html: &mut String) {
    for run in spans.chunk_by(|one, next| one.link == next.link) {
        let url = run.first().and_then(|span| span.link.as_deref()).filter(|url| rich::is_address(url));
        if let Some(url) = url {
            html.push_str("<a href=\"");
            escape(url, html);
            html.push_str("\">");
        }
        for span in run {
            let names: Vec<&str> = [(span.strong, "b"), (span.emphasis, "i")]
                .into_iter()
                .filter_map(|(is_so, name)| is_so.then_some(name))
                .collect();
            within(html, &names, |html| escape(&span.text, html));
        }
        if url.is_some() {
            html.push_str("</a>");
        }
    }
}

/// Writes elements of ours inside one another.
fn within(html: &mut String, names: &[&str], inside: impl FnOnce(&mut String)) {
    for name in names {
        html.extend(["<", name, ">"]);
    }
    inside(html);
    for name in names.iter().rev() {
        html.extend(["</", name, ">"]);
    }
}
