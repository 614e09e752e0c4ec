//! Web pages: a folder, a zip of it, or one page that holds everything.
//!
//! The pages open from disk by a double-click, ask nothing of any network, and are whole without scripting.
//! With it they search and filter; script and index stand inside the page, allowed by their hashes.

mod address;
mod closing;
mod entry;
mod figures;
mod frame;
mod index;
mod own;
mod policy;
mod site;
mod start;
mod style;
mod timetable;
mod writer;

use frame::Extras;
use site::{Form, LICENCES, Place, SHEET, Site};
use writer::{Page, attr, class, href};

use super::{Body, Bundle, Cancelled, Document, ExportError, Exported, Steps, documents, name};
use crate::pack::{Pack, guide};

/// Search and filters, on the page that lists the entries.
const FIND: &str = include_str!("../../assets/templates/find.js").trim_ascii();
/// Copies a written request, on pages that show one.
const COPY: &str = include_str!("../../assets/templates/copy.js").trim_ascii();

/// A folder of web pages, with the documents under [`documents::FOLDER`].
pub(super) fn export_folder(pack: &Pack, enclosed: &[Document], steps: &dyn Steps) -> Result<Exported, ExportError> {
    Ok(Exported::of(Body::Folder(folder(pack, enclosed, steps)?)))
}

/// The folder, zipped.
pub(super) fn export_zip(pack: &Pack, enclosed: &[Document], steps: &dyn Steps) -> Result<Exported, ExportError> {
    Ok(Exported::of(Body::File(folder(pack, enclosed, steps)?.to_zip(pack.date)?)))
}

/// One self-contained page; the documents are looked for in the folder beside the file of this name.
pub(super) fn export_file(
    pack: &Pack,
    enclosed: &[Document],
    file: &str,
    steps: &dyn Steps,
) -> Result<Exported, ExportError> {
    steps.step(0, 1, "One web page")?;
    let site = Site::new(pack, Form::OnePage, enclosed, name::documents_folder(file));
    let sheet = style::sheet(pack.print_size);
    let extras =
        Extras { sheet: Some(&sheet), notice: false, index: Some(index::index(&site)), scripts: &[FIND, COPY] };
    let bytes = frame::document(&site, Place::Start, &pack.title, &extras, |page| {
        start::opening(page, &site);
        own::before(page, &site);
        start::find(page, &site);
        start::categories(page, &site);
        timetable::timetable(page, &site, 2);
        closing::guide_text(page, &site, 2);
        own::after(page, &site);
        closing::contact_text(page, &site, 2);
    });
    steps.step(1, 1, "One web page")?;
    Ok(Exported::of(Body::File(bytes)))
}

/// All files of the folder, the start page first.
fn folder(pack: &Pack, enclosed: &[Document], steps: &dyn Steps) -> Result<Bundle, Cancelled> {
    let site = Site::new(pack, Form::Folder, enclosed, documents::FOLDER.to_owned());
    let total = site.entries.len() as u32 + 3 + u32::from(site.timetable().is_some());
    let mut done = 0;
    let mut step = |doing: &str| {
        steps.step(done, total, doing)?;
        done += 1;
        Ok::<(), Cancelled>(())
    };
    let mut bundle = Bundle::default();

    step("Start page")?;
    let extras = Extras { sheet: None, notice: true, index: Some(index::index(&site)), scripts: &[FIND] };
    let bytes = frame::document(&site, Place::Start, &pack.title, &extras, |page| {
        start::opening(page, &site);
        own::before(page, &site);
        start::find(page, &site);
        start::categories(page, &site);
        own::after(page, &site);
    });
    bundle.push(site.file(Place::Start), bytes);

    step("How to use")?;
    bundle.push(
        site.file(Place::Guide),
        text_page(&site, Place::Guide, guide::HEADING, |page| closing::guide_text(page, &site, 1)),
    );
    for (index, listed) in site.entries.iter().enumerate() {
        step("Entries")?;
        let here = Place::Entry(index);
        let bytes = text_page(&site, here, &listed.entry.title, |page| entry::entry(page, &site, index, 1));
        bundle.push(site.file(here), bytes);
    }
    if site.timetable().is_some() {
        step("Timetable")?;
        let here = Place::Timetable;
        let bytes = text_page(&site, here, guide::TIMETABLE, |page| timetable::timetable(page, &site, 1));
        bundle.push(site.file(here), bytes);
    }
    step("Contact")?;
    bundle.push(
        site.file(Place::Contact),
        text_page(&site, Place::Contact, guide::CONTACT, |page| closing::contact_text(page, &site, 1)),
    );
    bundle.push(SHEET, style::sheet(pack.print_size));
    bundle.push(LICENCES, style::licences());
    bundle.push_documents(&[documents::FOLDER, "/"].concat(), enclosed);
    bundle.push_manifest(pack.date);
    Ok(bundle)
}

/// A page of the folder other than the start page, with the way to its neighbours.
fn text_page(site: &Site<'_>, here: Place, name: &str, text: impl FnOnce(&mut Page)) -> Vec<u8> {
    let title = [name, " – ", &site.pack.title].concat();
    let has_request = matches!(here, Place::Entry(_) | Place::Contact);
    let extras = Extras { sheet: None, notice: false, index: None, scripts: if has_request { &[COPY] } else { &[] } };
    frame::document(site, here, &title, &extras, |page| {
        text(page);
        neighbours(page, site, here);
    })
}

/// Links to the page before and the page after, in reading order.
fn neighbours(page: &mut Page, site: &Site<'_>, here: Place) {
    let pages = site.pages();
    let at = pages.iter().position(|place| *place == here).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|before| pages.get(before).copied());
    let after = pages.get(at + 1).copied();
    let name = |place| match place {
        Place::Start => "Start",
        Place::Foreword => guide::FOREWORD,
        Place::BeforeUse => guide::BEFORE_USE,
        Place::Guide => guide::HEADING,
        Place::Timetable => guide::TIMETABLE,
        Place::Closing => guide::CLOSING,
        Place::Contact => guide::CONTACT,
        Place::Entry(index) => site.entries.get(index).map_or("", |listed| listed.entry.title.as_str()),
    };
    page.element("nav", &[class("neighbours"), attr("aria-label", "Previous and next page")], |page| {
        for (to, words, rel, icon) in
            [(before, "Previous", "prev", figures::Icon::Previous), (after, "Next", "next", figures::Icon::Next)]
        {
            let Some(to) = to else { continue };
            page.element("a", &[class(rel), attr("rel", rel), href(&site.link(here, to))], |page| {
                page.element("span", &[class("direction")], |page| {
                    figures::icon(page, icon, 18);
                    page.text(words);
                });
                page.text(" ");
                page.isolated(name(to));
            });
        }
    });
}
