//! How to use the pack, and how to get in touch.

use super::address::Address;
use super::entry::{mailbox, request};
use super::figures::{Icon, icon};
use super::frame::heading;
use super::own;
use super::site::{Place, Site};
use super::writer::{Page, any_direction, attr, class, href, id};
use crate::pack::BackgroundText;
use crate::pack::guide::{self, Way};

/// Writes "How to use this toolbox"; `level` is that of its title.
pub(super) fn guide_text(page: &mut Page, site: &Site<'_>, level: u8) {
    let pack = site.pack;
    page.element("section", &[id(site.anchor(Place::Guide)), class("closing"), attr("tabindex", "-1")], |page| {
        page.words(heading(level), &[class("title")], guide::HEADING);
        page.words("p", &[class("lead")], guide::LEAD);
        page.element("div", &[class("rows")], |page| {
            part(page, level + 1, guide::INSIDE, |page| {
                let statements = &pack.statements;
                for text in [&statements.inside, &statements.enclosed, &statements.added] {
                    page.paragraphs(&[], text);
                }
            });
            let ways = guide::ways(pack);
            if !ways.is_empty() {
                part(page, level + 1, guide::WAYS, |page| ways_list(page, &ways));
            }
            if !pack.background.is_empty() {
                part(page, level + 1, guide::BACKGROUND, |page| background(page, &pack.background));
            }
            part(page, level + 1, guide::AGE, |page| {
                let statements = &pack.statements;
                for text in [&statements.age, &statements.put_together, &statements.checked] {
                    page.paragraphs(&[], text);
                }
            });
        });
    });
}

/// A labelled part, as in an entry.
fn part(page: &mut Page, level: u8, label: &str, inside: impl FnOnce(&mut Page)) {
    page.element("section", &[class("row")], |page| {
        page.words(heading(level), &[], label);
        page.element("div", &[class("body")], inside);
    });
}

fn ways_list(page: &mut Page, ways: &[Way]) {
    page.element("ul", &[class("ways")], |page| {
        for way in ways {
            page.element("li", &[], |page| {
                icon(page, Icon::of(way.availability), 20);
                page.words("strong", &[], way.name);
                page.text(" ");
                page.words("span", &[], &way.words);
            });
        }
    });
}

fn background(page: &mut Page, texts: &[BackgroundText]) {
    for text in texts {
        page.paragraphs(&[any_direction()], &text.text);
        if !text.list.is_empty() {
            page.element("ol", &[], |page| {
                for item in &text.list {
                    page.words("li", &[any_direction()], item);
                }
            });
        }
    }
}

/// Writes "Getting in touch with the RSO", the request for everything, and who wrote what.
pub(super) fn contact_text(page: &mut Page, site: &Site<'_>, level: u8) {
    let pack = site.pack;
    let contact = &pack.contact;
    page.element("section", &[id(site.anchor(Place::Contact)), class("closing"), attr("tabindex", "-1")], |page| {
        page.words(heading(level), &[class("title")], guide::CONTACT);
        if !contact.note.is_empty() {
            page.words("p", &[class("lead")], &contact.note);
        }
        page.element("div", &[class("rows")], |page| {
            part(page, level + 1, "Address", |page| {
                for line in std::iter::once(&contact.office).chain(&contact.address) {
                    page.paragraphs(&[class("address-line"), any_direction()], line);
                }
            });
            for (label, text) in [("Telephone", &contact.telephone), ("Fax", &contact.fax)] {
                if !text.is_empty() {
                    part(page, level + 1, label, |page| page.paragraphs(&[any_direction()], text));
                }
            }
            if !contact.email.is_empty() {
                part(page, level + 1, "E-mail", |page| {
                    page.element("p", &[], |page| mailbox(page, &contact.email));
                });
            }
            if !contact.website.is_empty() {
                part(page, level + 1, "Website", |page| {
                    page.element("p", &[], |page| website(page, &contact.website));
                });
            }
            if !pack.request.body.is_empty() {
                part(page, level + 1, "One request for all", |page| all_at_once(page, site));
            }
            part(page, level + 1, "Who wrote what", |page| {
                for text in &pack.credit {
                    page.paragraphs(&[any_direction()], text);
                }
            });
            if !pack.office.disclaimer.is_empty() {
                part(page, level + 1, guide::DISCLAIMER, |page| {
                    for text in &pack.office.disclaimer {
                        page.paragraphs(&own::own(site), text);
                    }
                });
            }
        });
    });
}

/// A website as the Tool Box writes it, with or without its scheme.
fn website(page: &mut Page, text: &str) {
    let whole = Address::outside(text).or_else(|| Address::outside(&["https://", text].concat()));
    match whole {
        Some(address) => page.words("a", &[class("spelled"), href(&address)], text),
        None => page.isolated(text),
    }
}

fn all_at_once(page: &mut Page, site: &Site<'_>) {
    let asked = &site.pack.request;
    page.paragraphs(&[any_direction()], &asked.subject);
    if let Some(address) = Address::mail(asked) {
        page.element("p", &[], |page| {
            page.element("a", &[class("button"), href(&address)], |page| {
                icon(page, Icon::Envelope, 20);
                page.text("Ask the RSO…");
            });
        });
    }
    request(page, asked);
}
