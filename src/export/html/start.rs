//! The page that is opened first: what the pack is, what it holds, and the search.

use super::entry;
use super::figures::{Icon, count_of, icon, map, mark};
use super::frame::{heading, section_name};
use super::own;
use super::site::{Form, Listed, Place, Site, category_anchor};
use super::writer::{Page, any_direction, attr, class, flag, id, png};
use crate::pack::{Availability, Section, words};

/// Writes what stands before the entries.
pub(super) fn opening(page: &mut Page, site: &Site<'_>) {
    let pack = site.pack;
    page.element("header", &[class("opening"), id(site.anchor(Place::Start))], |page| {
        logo(page, site);
        if pack.is_draft {
            page.element("p", &[], |page| own::draft(page, site, "draft large"));
        }
        page.words("h1", &own::own(site), &pack.title);
        if let Some(message) = &pack.message {
            page.element("div", &[class("message")], |page| page.paragraphs(&own::own(site), message));
        }
        if !pack.office.signature.is_empty() {
            page.element("div", &[class("signature")], |page| lines(page, site, &pack.office.signature));
        }
        page.element("ul", &[class("facts")], |page| facts(page, site));
        page.element("div", &[class("statements")], |page| {
            page.element("p", &[], |page| {
                page.element("strong", &[], |page| {
                    page.text(&pack.statements.describes);
                    page.text(" ");
                    page.text(&pack.statements.enclosed);
                });
                for sentence in [&pack.statements.age, &pack.statements.checked] {
                    page.text(" ");
                    page.text(sentence);
                }
            });
        });
        page.element("div", &[class("map-box")], |page| {
            map(page, &pack.scope);
            page.element("ul", &[class("legend")], |page| {
                for (place, category) in pack.scope.categories.iter().enumerate() {
                    page.element("li", &[], |page| {
                        mark(page, place, 12);
                        page.isolated(&category.name);
                        page.text(" ");
                        page.words("span", &[class("count")], &count_of(category.chosen.len(), category.total));
                    });
                }
            });
        });
    });
}

/// The office's logo; it reads as the office's name.
fn logo(page: &mut Page, site: &Site<'_>) {
    let pack = site.pack;
    let Some(logo) = &pack.office.logo else { return };
    let name = if pack.issuer.name.is_empty() { words::AN_OFFICE } else { &pack.issuer.name };
    let number = |pixels: u32| pixels.max(1).to_string();
    let alt = words::logo_of(name);
    page.element("p", &[class("logo")], |page| {
        page.void(
            "img",
            &[
                png(&logo.png),
                attr("alt", alt.as_str()),
                attr("width", number(logo.width_px)),
                attr("height", number(logo.height_px)),
            ],
        );
    });
}

fn lines(page: &mut Page, site: &Site<'_>, texts: &[String]) {
    for text in texts {
        page.paragraphs(&own::own(site), text);
    }
}

fn facts(page: &mut Page, site: &Site<'_>) {
    let pack = site.pack;
    for (label, words) in [("Prepared for", &pack.prepared_for), ("Event:", &pack.event)] {
        let Some(words) = words else { continue };
        page.element("li", &[], |page| {
            page.text(label);
            page.text(" ");
            own::isolated(page, site, words);
        });
    }
    if !pack.issuer.name.is_empty() {
        page.element("li", &[], |page| {
            page.text(&pack.issuer.label);
            page.text(" ");
            page.isolated(&pack.issuer.name);
        });
    }
    page.element("li", &[], |page| {
        page.words("time", &[attr("datetime", pack.date.to_string())], &pack.date.long());
    });
}

/// Writes the search; it is hidden until the script that serves it runs.
pub(super) fn find(page: &mut Page, site: &Site<'_>) {
    let label = match site.entries.len() {
        0 => return,
        1 => "Search this resource".to_owned(),
        count => ["Search these ", &words::resources(count)].concat(),
    };
    page.element("div", &[id("find"), class("find"), attr("role", "search"), flag("hidden")], |page| {
        page.element("div", &[class("field")], |page| {
            icon(page, Icon::Search, 20);
            page.void(
                "input",
                &[
                    id("query"),
                    attr("type", "search"),
                    attr("aria-label", label.as_str()),
                    attr("placeholder", label.as_str()),
                    attr("autocomplete", "off"),
                    attr("spellcheck", "false"),
                ],
            );
        });
        filters(page, site);
        page.element("div", &[class("found")], |page| {
            page.words("p", &[id("found"), attr("role", "status")], "");
            page.words(
                "button",
                &[id("clear"), attr("type", "button"), class("button small"), flag("hidden")],
                "Clear",
            );
        });
    });
}

/// Boxes to tick, in a fold; left out where they could hide nothing.
fn filters(page: &mut Page, site: &Site<'_>) {
    let filled = site.pack.sections.iter().filter(|section| !section.entries.is_empty());
    let categories: Vec<Choice<'_>> = filled.map(Choice::of_section).collect();
    let ways = ways(site);
    if categories.len() < 2 && ways.len() < 2 {
        return;
    }
    page.element("details", &[class("filters")], |page| {
        page.element("summary", &[], |page| {
            icon(page, Icon::Filter, 18);
            page.words("span", &[id("filters")], "Filters");
        });
        let has_own = site.pack.sections.iter().any(|section| section.category.is_none());
        filter(page, if has_own { "Section" } else { "Category" }, "category", &categories);
        filter(page, entry::GET, "way", &ways);
    });
}

/// One box of a filter.
struct Choice<'a> {
    value: String,
    words: &'a str,
    count: usize,
    /// The category's place, for its mark.
    mark: Option<usize>,
}

impl<'a> Choice<'a> {
    fn of_section(section: &'a Section) -> Self {
        let (value, count) = (section.key.clone(), section.entries.len());
        Self { value, words: &section.name, count, mark: section.place() }
    }
}

/// The ways to get something that occur in the pack.
fn ways(site: &Site<'_>) -> Vec<Choice<'static>> {
    let all = [
        Availability::Download,
        Availability::Online,
        Availability::LiveSystem,
        Availability::OnRequest,
        Availability::NotStated,
    ];
    let choices = all.into_iter().map(|way| Choice {
        value: way.code().to_owned(),
        words: way.label(),
        count: site.entries.iter().filter(|listed| listed.entry.get.availability == way).count(),
        mark: None,
    });
    choices.filter(|choice| choice.count > 0).collect()
}

/// Boxes to tick; a filter with one box would hide nothing and is left out.
fn filter(page: &mut Page, legend: &str, name: &str, choices: &[Choice<'_>]) {
    if choices.len() < 2 {
        return;
    }
    page.element("fieldset", &[], |page| {
        page.words("legend", &[], legend);
        page.element("div", &[class("chips")], |page| chips(page, name, choices));
    });
}

fn chips(page: &mut Page, name: &str, choices: &[Choice<'_>]) {
    for choice in choices {
        page.element("label", &[class("chip")], |page| {
            page.void("input", &[attr("type", "checkbox"), attr("name", name), attr("value", choice.value.as_str())]);
            if let Some(place) = choice.mark {
                mark(page, place, 12);
            }
            page.isolated(choice.words);
            page.text(" ");
            page.words("span", &[class("count")], &choice.count.to_string());
        });
    }
}

/// Writes the categories with their entries: links to pages, or the entries themselves.
pub(super) fn categories(page: &mut Page, site: &Site<'_>) {
    let mut index = 0;
    for section in &site.pack.sections {
        let name = category_anchor(section);
        page.element("section", &[class("category"), attr("aria-labelledby", name.as_str())], |page| {
            page.element("h2", &[id(name.as_str())], |page| {
                if let Some(place) = section.place() {
                    mark(page, place, 16);
                }
                section_name(page, site, section);
                // A section that only says something counts nothing.
                if !section.entries.is_empty() {
                    page.text(" ");
                    page.words("span", &[class("count")], &section.count());
                }
            });
            if !section.introduction.is_empty() {
                page.element("div", &[class("own introduction")], |page| {
                    own::blocks(page, site, &section.introduction);
                });
            }
            for _ in &section.entries {
                match site.form {
                    Form::Folder => item(page, site, index),
                    Form::OnePage => entry::entry(page, site, index, 3),
                }
                index += 1;
            }
        });
    }
}

/// An entry on the start page of a folder.
fn item(page: &mut Page, site: &Site<'_>, index: usize) {
    let Some(&Listed { entry, .. }) = site.entries.get(index) else { return };
    let here = Place::Entry(index);
    let anchor = site.anchor(here);
    page.element("article", &[id(anchor.as_str()), class("item")], |page| {
        page.element(heading(3), &[any_direction()], |page| {
            page.words("a", &[super::writer::href(&site.link(Place::Start, here))], &entry.title);
        });
        if let Some(edition) = &entry.newer {
            page.element("p", &[class("newer-line")], |page| {
                icon(page, Icon::Newer, 18);
                page.words("span", &[any_direction()], &edition.words);
            });
        }
        if !site.is_list() {
            page.paragraphs(&[class("summary"), any_direction()], &entry.lead);
        }
        // Elsewhere the note stands on the entry's own page.
        if site.is_list() {
            entry::note_in_line(page, site, entry);
        }
        page.element("p", &[class("line")], |page| {
            page.element("span", &[class("availability")], |page| {
                icon(page, Icon::of(entry.get.availability), 18);
                page.text(&entry.get.words);
            });
            page.words("span", &[class("weak"), any_direction()], &entry.kind);
            match site.document(entry) {
                Some(document) => entry::document_link(page, site, Place::Start, document),
                None if site.has_documents() => page.words("span", &[class("weak")], words::NOT_ENCLOSED),
                None => {}
            }
        });
    });
}
