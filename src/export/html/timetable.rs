//! The timetable: the chosen parts of courses with the times that the office gave them.

use super::frame::heading;
use super::site::{Place, Site};
use super::writer::{Page, any_direction, attr, class, href, id};
use crate::pack::{TimetableLine, guide, words};

/// Writes the timetable, where there is one; `level` is that of its title.
pub(super) fn timetable(page: &mut Page, site: &Site<'_>, level: u8) {
    let Some(table) = site.timetable() else { return };
    page.element("section", &[id(site.anchor(Place::Timetable)), class("closing"), attr("tabindex", "-1")], |page| {
        page.words(heading(level), &[class("title"), id("timetable-name")], guide::TIMETABLE);
        page.element("table", &[class("timetable"), attr("aria-labelledby", "timetable-name")], |page| {
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    for head in words::timetable_columns(table) {
                        page.words("th", &[attr("scope", "col")], head);
                    }
                });
            });
            for lines in table.lines.chunk_by(|one, next| one.entry == next.entry) {
                page.element("tbody", &[], |page| group(page, site, lines));
            }
            page.element("tfoot", &[], |page| {
                page.element("tr", &[], |page| page.words("td", &[attr("colspan", "3")], &table.sum));
            });
        });
    });
}

/// The parts of one entry, under its title where they have others.
fn group(page: &mut Page, site: &Site<'_>, lines: &[TimetableLine]) {
    let at = lines.first().map(|line| line.entry);
    let index = site.entries.iter().position(|listed| Some(listed.entry.number) == at);
    let title = index.and_then(|index| site.entries.get(index)).map(|listed| listed.entry.title.as_str());
    let link = |page: &mut Page, text: &str| match index {
        Some(index) => {
            page.words("a", &[href(&site.link(Place::Timetable, Place::Entry(index))), any_direction()], text);
        }
        None => page.isolated(text),
    };
    let is_named = lines.iter().any(|line| Some(line.title.as_str()) == title);
    if let Some(title) = title.filter(|_| !is_named) {
        page.element("tr", &[class("of-entry")], |page| {
            page.element("th", &[attr("scope", "rowgroup"), attr("colspan", "3")], |page| link(page, title));
        });
    }
    for line in lines {
        page.element("tr", &[], |page| {
            page.words("td", &[class("number")], &line.entry.to_string());
            page.element("th", &[attr("scope", "row")], |page| {
                if Some(line.title.as_str()) == title {
                    link(page, &line.title);
                } else {
                    page.isolated(&line.title);
                }
            });
            match line.minutes {
                Some(minutes) => page.words("td", &[class("time")], &words::duration(u64::from(minutes))),
                None => {
                    page.element("td", &[class("time blank")], |page| {
                        page.words("span", &[class("unseen")], words::NO_TIME);
                    });
                }
            }
        });
    }
}
