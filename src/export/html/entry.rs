//! The entry of one resource: on a page of its own, or under its category on the one page.

use super::address::Address;
use super::figures::{Icon, icon, mark};
use super::frame::{copy_button, heading, section_name};
use super::own;
use super::site::{Form, Listed, Place, Site};
use super::writer::{Page, any_direction, attr, class, href, id};
use crate::export::Document;
use crate::pack::{
    AddressState, CautionText, Entry, GoesWith, HowToGet, Link, ModuleList, NewerEdition, Request, Row, RowBody,
    RowLabel, words,
};

/// The heading of the part that says how a resource is had.
pub(super) const GET: &str = "How to get it";

/// Writes an entry; `level` is that of its title.
pub(super) fn entry(page: &mut Page, site: &Site<'_>, index: usize, level: u8) {
    let Some(&Listed { section, entry }) = site.entries.get(index) else { return };
    let here = Place::Entry(index);
    let anchor = site.anchor(here);
    let attrs = [id(anchor.as_str()), class("entry"), attr("data-resource", entry.id.as_str()), attr("tabindex", "-1")];
    page.element("article", &attrs, |page| {
        page.element("p", &[class("kind")], |page| {
            mark(page, entry.place, 16);
            page.isolated(&entry.kind);
            if site.form == Form::Folder {
                page.element("span", &[class("category-name")], |page| section_name(page, site, section));
            }
        });
        page.words(heading(level), &[class("title"), any_direction()], &entry.title);
        if let Some(edition) = &entry.newer {
            newer(page, edition);
        }
        for text in &entry.cautions {
            caution(page, text);
        }
        get(page, site, index, level + 1);
        if !site.is_list() {
            page.element("div", &[class("lead")], |page| page.paragraphs(&[any_direction()], &entry.lead));
        }
        let shown: Vec<&Row> = entry.rows.iter().filter(|row| !site.is_list() || row.is_always_shown()).collect();
        if !shown.is_empty() {
            page.element("div", &[class("rows")], |page| {
                for part in shown {
                    row(page, site, index, part, level + 1);
                }
            });
        }
    });
}

/// The office's note to the reader, among other words about an entry.
pub(super) fn note_in_line(page: &mut Page, site: &Site<'_>, entry: &Entry) {
    for row in entry.rows.iter().filter(|row| row.label == RowLabel::Note) {
        let RowBody::Paragraphs(texts) = &row.body else { continue };
        page.element("div", &[class("note-line")], |page| {
            page.words("p", &[class("note-label")], row.label.words());
            for text in texts {
                page.paragraphs(&own::own(site), text);
            }
        });
    }
}

fn newer(page: &mut Page, edition: &NewerEdition) {
    page.element("div", &[class("newer")], |page| {
        page.element("p", &[class("said")], |page| {
            icon(page, Icon::Newer, 20);
            page.words("strong", &[any_direction()], &edition.words);
        });
        if !edition.publisher.is_empty() {
            page.words("p", &[any_direction()], &edition.publisher);
        }
        page.paragraphs(&[any_direction()], &edition.evidence);
        links(page, &edition.links.iter().collect::<Vec<_>>());
    });
}

fn caution(page: &mut Page, text: &CautionText) {
    page.element("div", &[class("caution")], |page| {
        icon(page, Icon::Caution, 20);
        page.element("div", &[], |page| {
            page.element("p", &[any_direction()], |page| {
                page.words("strong", &[], "Caution.");
                page.text(" ");
                page.text(&text.text);
            });
            if !text.evidence.is_empty() {
                page.words("p", &[class("evidence"), any_direction()], &text.evidence);
            }
        });
    });
}

/// The one way to get a resource, with every address in words. What is enclosed is opened; nobody has to be asked.
fn get(page: &mut Page, site: &Site<'_>, index: usize, level: u8) {
    let Some(Listed { entry, .. }) = site.entries.get(index) else { return };
    let how = &entry.get;
    let document = site.document(entry);
    page.element("section", &[class("get")], |page| {
        page.words(heading(level), &[class("unseen")], GET);
        page.element("div", &[class("way")], |page| {
            if let Some(document) = document {
                let address = site.document_link(Place::Entry(index), document);
                page.element("a", &[class("button"), href(&address)], |page| {
                    icon(page, Icon::Document, 20);
                    page.text(&words::open_document(&document.kind()));
                });
            }
            let shown = if document.is_some() { None } else { way_button(how) };
            if let Some((address, sign, label)) = &shown {
                page.element("a", &[class("button"), href(address)], |page| {
                    icon(page, *sign, 20);
                    page.text(label);
                });
            }
            page.element("div", &[class("way-words")], |page| {
                match document {
                    Some(document) => page.words("p", &[], &site.document_place(document)),
                    None if site.has_documents() => page.words("p", &[], words::NOT_ENCLOSED),
                    None => {}
                }
                page.element("p", &[class("availability")], |page| {
                    let sign = Icon::of(how.availability);
                    // The same sign twice side by side would say nothing more.
                    if shown.is_none_or(|(_, beside, _)| beside != sign) {
                        icon(page, sign, 20);
                    }
                    page.text(&how.words);
                });
                if !how.ask.is_empty() {
                    page.element("p", &[], |page| {
                        page.text(&how.ask);
                        page.text(" ");
                        mailbox(page, &how.request.to);
                    });
                }
            });
        });
        let addresses: Vec<&Link> = how.links.iter().chain(&how.related).collect();
        links(page, &addresses);
        request(page, &how.request);
    });
}

/// A link to an enclosed document, in a line of other words.
pub(super) fn document_link(page: &mut Page, site: &Site<'_>, from: Place, document: &Document) {
    page.element("a", &[class("document"), href(&site.document_link(from, document))], |page| {
        icon(page, Icon::Document, 18);
        page.text(&words::open_document(&document.kind()));
        // Read aloud by itself, each of these links says which document it opens.
        page.element("span", &[class("unseen")], |page| {
            page.text(": ");
            page.isolated(&document.title);
        });
    });
}

/// What the one button opens: the address of the resource's code, where that is a web address, else a written request.
/// It is called "Download" only where that is a file, and it never opens a page that may be gone.
fn way_button(how: &HowToGet) -> Option<(Address, Icon, &'static str)> {
    let opened = how.code.as_ref().filter(|code| !code.payload.starts_with("mailto:"));
    match (how.address, opened.and_then(|code| Address::outside(&code.payload))) {
        (AddressState::File, Some(address)) => Some((address, Icon::Download, "Download")),
        (AddressState::Page, Some(address)) => Some((address, Icon::OpenAddress, "Open the page")),
        _ => Address::mail(&how.request).map(|address| (address, Icon::Envelope, "Ask the RSO…")),
    }
}

/// An e-mail address, live and in words.
pub(super) fn mailbox(page: &mut Page, email: &str) {
    match Address::mailbox(email) {
        Some(address) => page.words("a", &[class("spelled"), href(&address)], email),
        None => page.isolated(email),
    }
}

/// Addresses in full, each with what stands there and whether anybody tried it.
fn links(page: &mut Page, links: &[&Link]) {
    if links.is_empty() {
        return;
    }
    page.element("ul", &[class("addresses")], |page| {
        for link in links {
            page.element("li", &[], |page| {
                page.words("span", &[class("address-label"), any_direction()], &link.label);
                page.text(" ");
                match Address::outside(&link.url) {
                    Some(address) => page.words("a", &[class("spelled"), href(&address)], &link.url),
                    None => page.isolated(&link.url),
                }
                page.text(" ");
                page.words("span", &[class("checked")], &link.checked);
            });
        }
    });
}

/// A written request that can be copied, because many computers have no mail program.
pub(super) fn request(page: &mut Page, request: &Request) {
    page.element("details", &[class("request")], |page| {
        page.words("summary", &[], "Show the request as text to copy");
        page.element("div", &[class("letter")], |page| {
            page.words("pre", &[any_direction()], &request.text());
            copy_button(page, "Copy the request");
            page.words("p", &[class("copied"), attr("role", "status")], "");
        });
    });
}

fn row(page: &mut Page, site: &Site<'_>, index: usize, row: &Row, level: u8) {
    page.element("section", &[class("row")], |page| {
        page.words(heading(level), &[], row.label.words());
        page.element("div", &[class("body")], |page| match &row.body {
            RowBody::Paragraphs(texts) => {
                for text in texts {
                    if row.label == RowLabel::Note {
                        page.paragraphs(&own::own(site), text);
                    } else {
                        page.paragraphs(&[any_direction()], text);
                    }
                }
            }
            RowBody::Modules(list) => modules(page, list),
            RowBody::GoesWith(items) => goes_with(page, site, index, items),
        });
    });
}

/// The parts of a course, numbered where the source numbers them.
fn modules(page: &mut Page, list: &ModuleList) {
    page.paragraphs(&[any_direction()], &list.lead);
    page.paragraphs(&[class("weak")], &list.chosen);
    let numbered = list.items.iter().any(|item| !item.label.is_empty());
    let name = if numbered { "modules numbered" } else { "modules" };
    page.element("ul", &[class(name)], |page| {
        for item in &list.items {
            page.element("li", &[], |page| {
                if numbered {
                    page.words("span", &[class("module-label")], &item.label);
                    page.text(" ");
                }
                page.words("span", &[class("module-title"), any_direction()], &item.title);
                if !item.count.is_empty() {
                    page.text(" ");
                    page.words("span", &[class("module-count")], &item.count);
                }
            });
        }
    });
}

fn goes_with(page: &mut Page, site: &Site<'_>, index: usize, items: &[GoesWith]) {
    let here = Place::Entry(index);
    // The entry's own words are not said twice.
    let says = |sentence: &str| site.entries.get(index).is_some_and(|listed| listed.entry.says(sentence));
    page.element("ul", &[class("goes-with")], |page| {
        for item in items {
            page.element("li", &[], |page| {
                page.element("p", &[], |page| {
                    page.text(&item.relation);
                    page.text(": ");
                    let target = item.target.as_ref().and_then(|(_, id)| site.place_of(id));
                    if let Some(to) = target {
                        page.element("a", &[href(&site.link(here, to))], |page| page.isolated(&item.title));
                    } else {
                        page.isolated(&item.title);
                        page.text(", ");
                        page.words("span", &[class("weak")], words::NOT_IN_THIS_PACK);
                    }
                });
                if !says(&item.sentence) {
                    page.element("p", &[class("quoted"), any_direction()], |page| {
                        page.text("“");
                        page.text(&item.sentence);
                        page.text("”");
                    });
                }
            });
        }
    });
}
