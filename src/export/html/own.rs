//! Texts of the office: in their own language and direction, with their own formatting, told apart from the Tool Box's.

use super::address::Address;
use super::frame::heading;
use super::site::{Place, Site};
use super::writer::{Attr, Page, any_direction, attr, class, href, id};
use crate::pack::rich::{Block, ListKind, Span, words_of};
use crate::pack::{guide, words};

/// What an element with a text of the office says of its language and direction.
pub(super) fn own<'a>(site: &Site<'a>) -> Vec<Attr<'a>> {
    let language = site.own_language().map(|tag| attr("lang", tag));
    std::iter::once(any_direction()).chain(language).collect()
}

/// Writes a text of the office inside a line of ours.
pub(super) fn isolated(page: &mut Page, site: &Site<'_>, text: &str) {
    let language: Vec<Attr<'_>> = site.own_language().map(|tag| attr("lang", tag)).into_iter().collect();
    page.words("bdi", &language, text);
}

/// Writes paragraphs and lists.
pub(super) fn blocks(page: &mut Page, site: &Site<'_>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(spans) => page.element("p", &own(site), |page| line(page, spans)),
            Block::List { kind, items } => {
                let name = match kind {
                    ListKind::Bulleted => "ul",
                    ListKind::Numbered => "ol",
                };
                // The whole list has one direction, so that its marks stand on one side.
                page.element(name, &own(site), |page| {
                    for item in items {
                        page.element("li", &[], |page| line(page, item));
                    }
                });
            }
        }
    }
}

/// Spans of one link are one link, whatever their look.
fn line(page: &mut Page, spans: &[Span]) {
    for run in spans.chunk_by(|one, next| one.link == next.link) {
        let address = run.first().and_then(|span| Address::outside(span.link.as_deref()?));
        match address {
            Some(address) => {
                let words = words_of(run);
                // Words that are the address are not followed by it on paper.
                let is_spelled = address.as_str().trim_start_matches("mailto:") == words.trim();
                let mut attrs = vec![href(&address)];
                attrs.extend(is_spelled.then(|| class("spelled")));
                page.element("a", &attrs, |page| run.iter().for_each(|span| looks(page, span)));
            }
            None => run.iter().for_each(|span| looks(page, span)),
        }
    }
}

fn looks(page: &mut Page, span: &Span) {
    match (span.strong, span.emphasis) {
        (true, true) => page.element("strong", &[], |page| page.words("em", &[], &span.text)),
        (true, false) => page.words("strong", &[], &span.text),
        (false, true) => page.words("em", &[], &span.text),
        (false, false) => page.text(&span.text),
    }
}

/// Writes the mark of a pack that is not final.
pub(super) fn draft(page: &mut Page, site: &Site<'_>, name: &'static str) {
    if site.pack.is_draft {
        page.words("strong", &[class(name)], words::DRAFT);
    }
}

/// Writes a part of the start page under a heading of ours, where the office filled it.
fn part(page: &mut Page, site: &Site<'_>, at: Place, name: &'static str, words: &str, texts: &[Block]) {
    if texts.is_empty() {
        return;
    }
    page.element("section", &[id(site.anchor(at)), class(name), attr("tabindex", "-1")], |page| {
        page.words(heading(2), &[], words);
        page.element("div", &[class("own")], |page| blocks(page, site, texts));
    });
}

/// Writes what the office says before the entries.
pub(super) fn before(page: &mut Page, site: &Site<'_>) {
    let pack = site.pack;
    part(page, site, Place::Foreword, "own-part", guide::FOREWORD, &pack.foreword);
    part(page, site, Place::BeforeUse, "own-part before-use", guide::BEFORE_USE, &pack.office.before_use);
}

/// Writes what the office says last.
pub(super) fn after(page: &mut Page, site: &Site<'_>) {
    part(page, site, Place::Closing, "own-part", guide::CLOSING, &site.pack.closing);
}
