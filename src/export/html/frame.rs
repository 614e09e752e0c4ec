//! What stands round the text of every page: head, bar, contents, foot.

use super::figures::{Icon, icon, mark};
use super::own;
use super::policy::Policy;
use super::site::{Form, LICENCES, Place, SHEET, Site};
use super::writer::{Json, Page, any_direction, attr, class, flag, href, id};
use crate::brand;
use crate::pack::{Section, guide, words};

/// What a page needs beside its text.
pub(super) struct Extras<'a> {
    /// The one stylesheet, where the page holds it.
    pub(super) sheet: Option<&'a str>,
    /// Whether the page notices that it was opened inside a zip.
    pub(super) notice: bool,
    /// What the script searches.
    pub(super) index: Option<Json>,
    /// The program's own scripts, run in this order.
    pub(super) scripts: &'a [&'static str],
}

/// Writes a whole page round its text.
pub(super) fn document(
    site: &Site<'_>,
    here: Place,
    title: &str,
    extras: &Extras<'_>,
    text: impl FnOnce(&mut Page),
) -> Vec<u8> {
    let mut page = Page::default();
    page.element("html", &[attr("lang", site.pack.language.as_str())], |page| {
        page.element("head", &[], |page| head(page, site, here, title, extras));
        page.element("body", &[], |page| {
            if extras.notice {
                extract_first(page);
            }
            page.words(
                "a",
                &[class("skip"), href(&super::address::Address::inside("#text".to_owned()))],
                "Skip to the text",
            );
            bar(page, site, here);
            page.element("div", &[class("frame")], |page| {
                page.element("nav", &[class("side"), attr("aria-label", guide::CONTENTS)], |page| {
                    contents(page, site, here);
                });
                page.element("main", &[id("text"), attr("tabindex", "-1")], text);
            });
            foot(page, site, here);
            if let Some(index) = &extras.index {
                page.data("index", index);
            }
            for script in extras.scripts {
                page.script(script);
            }
        });
    });
    page.finish()
}

fn head(page: &mut Page, site: &Site<'_>, here: Place, title: &str, extras: &Extras<'_>) {
    let mut policy = extras.sheet.map_or_else(Policy::with_sheet_beside, Policy::with_sheet_inside);
    if let Some(index) = &extras.index {
        policy.allow_script(index.as_str());
    }
    for script in extras.scripts {
        policy.allow_script(script);
    }
    if extras.notice {
        policy.allow_style(NOTICE_STYLE);
    }
    if here == Place::Start && site.pack.office.logo.is_some() {
        policy.allow_pictures();
    }
    page.void("meta", &[attr("charset", "utf-8")]);
    page.void("meta", &[attr("http-equiv", "Content-Security-Policy"), attr("content", policy.text())]);
    page.void("meta", &[attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")]);
    page.void("meta", &[attr("name", "referrer"), attr("content", "no-referrer")]);
    page.void("meta", &[attr("name", "color-scheme"), attr("content", "light dark")]);
    page.void("meta", &[attr("name", "generator"), attr("content", brand::PROGRAM)]);
    let draft = if site.pack.is_draft { [words::DRAFT, " – "].concat() } else { String::new() };
    page.words("title", &[], &[&draft, title].concat());
    if extras.notice {
        page.style(NOTICE_STYLE);
    }
    match extras.sheet {
        Some(sheet) => page.style(sheet),
        None => page.void("link", &[attr("rel", "stylesheet"), href(&Site::link_to_file(here, SHEET))]),
    }
}

/// How the notice looks where the stylesheet is missing; the stylesheet hides it.
const NOTICE_STYLE: &str = ".extract{margin:2rem auto;max-width:42rem;padding:1rem 1.5rem;border:3px solid;font:1.25rem/1.5 system-ui,sans-serif}";

/// Seen where the stylesheet is missing, and where the script finds the page in a zip's place.
fn extract_first(page: &mut Page) {
    page.element("aside", &[id("extract"), class("extract"), attr("aria-label", "Extract first")], |page| {
        page.element("p", &[], |page| page.words("strong", &[], "Extract first"));
        page.words("p", &[], "This page was opened inside the zip file. From here its other pages cannot be reached.");
        page.element("ol", &[], |page| {
            for step in [
                "Close this page.",
                "On a computer, right-click the zip file and choose “Extract all…” or “Extract here”. On a phone, tap it \
                 and choose “Extract”.",
                "Open the new folder, and in it START-HERE.html.",
            ] {
                page.words("li", &[], step);
            }
        });
        page.words("p", &[], "Where that cannot be done, ask the sender for the one web page, which needs no folder.");
    });
}

/// The bar has one name at all widths: that of the office which hands the pack out.
fn bar(page: &mut Page, site: &Site<'_>, here: Place) {
    let pack = site.pack;
    let name = if pack.issuer.name.is_empty() { &pack.title } else { &pack.issuer.name };
    page.element("header", &[class("bar")], |page| {
        page.element("p", &[class("bar-row")], |page| {
            page.element("span", &[class("office")], |page| {
                page.isolated(name);
                if pack.is_draft {
                    page.text(" ");
                    own::draft(page, site, "draft");
                }
            });
            page.text(" ");
            page.words("time", &[attr("datetime", pack.date.to_string())], &pack.date.long());
        });
        page.element("details", &[class("contents")], |page| {
            page.element("summary", &[], |page| {
                page.text(guide::CONTENTS);
                icon(page, Icon::Unfold, 18);
            });
            page.element("nav", &[attr("aria-label", guide::CONTENTS)], |page| contents(page, site, here));
        });
    });
}

/// The contents: every page, under its category.
fn contents(page: &mut Page, site: &Site<'_>, here: Place) {
    page.element("ul", &[], |page| {
        line(page, site, here, Place::Start, "Start");
        if !site.pack.foreword.is_empty() {
            line(page, site, here, Place::Foreword, guide::FOREWORD);
        }
        if !site.pack.office.before_use.is_empty() {
            line(page, site, here, Place::BeforeUse, guide::BEFORE_USE);
        }
        line(page, site, here, Place::Guide, guide::HEADING);
    });
    let shown = site.shown_in_contents(here);
    let mut index = 0;
    for section in &site.pack.sections {
        let inside = index..index + section.entries.len();
        index = inside.end;
        page.element("p", &[class("group")], |page| {
            if let Some(place) = section.place() {
                mark(page, place, 12);
                page.text(" ");
            }
            let has_all = shown.len() == site.entries.len();
            if has_all && !section.entries.is_empty() {
                section_name(page, site, section);
            } else {
                let category = site.link_to_category(here, section);
                page.element("a", &[href(&category)], |page| section_name(page, site, section));
            }
            if !has_all && !section.entries.is_empty() {
                page.text(" ");
                page.words("span", &[class("count")], &section.entries.len().to_string());
            }
        });
        let listed: Vec<usize> = inside.filter(|index| shown.contains(index)).collect();
        if !listed.is_empty() {
            page.element("ul", &[], |page| {
                for index in listed {
                    let title = site.entries.get(index).map_or("", |listed| listed.entry.title.as_str());
                    line(page, site, here, Place::Entry(index), title);
                }
            });
        }
    }
    page.element("ul", &[class("last")], |page| {
        if site.timetable().is_some() {
            line(page, site, here, Place::Timetable, guide::TIMETABLE);
        }
        if !site.pack.closing.is_empty() {
            line(page, site, here, Place::Closing, guide::CLOSING);
        }
        line(page, site, here, Place::Contact, guide::CONTACT);
    });
}

/// The name of a section; that of one of the office's own is in the office's language.
pub(super) fn section_name(page: &mut Page, site: &Site<'_>, section: &Section) {
    if section.category.is_some() {
        page.isolated(&section.name);
    } else {
        own::isolated(page, site, &section.name);
    }
}

/// One line of the contents; that of this page says so.
fn line(page: &mut Page, site: &Site<'_>, here: Place, to: Place, words: &str) {
    let address = site.link(here, to);
    let mut attrs = vec![href(&address), any_direction()];
    if matches!(to, Place::BeforeUse | Place::Contact) {
        attrs.push(class("strong"));
    }
    if to == here && site.form == Form::Folder {
        attrs.push(attr("aria-current", "page"));
    }
    page.element("li", &[], |page| page.words("a", &attrs, words));
}

fn foot(page: &mut Page, site: &Site<'_>, here: Place) {
    let pack = site.pack;
    page.element("footer", &[class("foot")], |page| {
        if pack.is_draft {
            page.element("p", &[], |page| own::draft(page, site, "draft"));
        }
        page.element("p", &[], |page| own::isolated(page, site, &pack.title));
        if !pack.issuer.name.is_empty() {
            page.element("p", &[], |page| {
                page.text(&pack.issuer.label);
                page.text(" ");
                page.isolated(&pack.issuer.name);
            });
        }
        page.words("p", &[], &pack.statements.foot);
        if site.form == Form::Folder {
            let licences = Site::link_to_file(here, LICENCES);
            page.element("p", &[class("screen-only")], |page| {
                page.words("a", &[href(&licences)], "Licences of fonts and icons");
            });
        }
    });
}

/// A heading of a level from 1 to 4.
pub(super) fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        _ => "h4",
    }
}

/// A button that only a script can serve: hidden until one runs.
pub(super) fn copy_button(page: &mut Page, words: &str) {
    page.element("button", &[attr("type", "button"), class("button copy"), flag("hidden")], |page| {
        icon(page, Icon::Copy, 20);
        page.text(words);
    });
}
