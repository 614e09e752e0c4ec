//! What goes out is what was selected: in the PDF, in each form of the web pages, and on the receipt.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use proptest::prelude::*;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{Catalogue, Resource};
use rso_toolbox::cli::{Ending, run};
use serde_json::Value;

use crate::html_reader::{Element, read};
use crate::pdf_reader::Pdf;

/// What must go out, worked out without the code that makes packs: by table, the given order inside a table.
fn expected<'a>(catalogue: &'a Catalogue, places: &[usize]) -> Vec<&'a Resource> {
    let mut chosen = Vec::new();
    for category in &catalogue.categories {
        let of_table = places.iter().map(|place| catalogue.resources[*place].as_ref());
        chosen.extend(of_table.filter(|resource| resource.category == category.id));
    }
    chosen
}

/// Exports by the command line, as a person would; gives the receipt.
fn exported(chosen: &[&Resource], format: &str, length: &str, out: &Path) -> Value {
    let mut args = vec!["rso-toolbox", "export", "--format", format, "--length", length, "--json", "--out"];
    args.extend([out.to_str().unwrap(), "--date", "2026-11-24", "--issued-by", "RSO", "--resource"]);
    args.extend(chosen.iter().map(|resource| resource.id.as_str()));
    let (mut printed, mut err) = (Vec::new(), Vec::new());
    assert_eq!(run(args, &mut printed, &mut err), Ending::Code(0), "{}", String::from_utf8_lossy(&err));
    serde_json::from_slice(&printed).unwrap()
}

fn check_receipt(receipt: &Value, chosen: &[&Resource], total: usize) {
    let ids = |key: &str| -> Vec<String> {
        receipt[key].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("items"), chosen.iter().map(|resource| resource.id.to_string()).collect::<Vec<_>>());
    assert_eq!(ids("left_out").len() + chosen.len(), total);
    assert!(ids("left_out").iter().all(|id| chosen.iter().all(|resource| resource.id.as_str() != id)));
    assert_eq!(receipt["warnings"], Value::Array(Vec::new()));
}

fn titles(chosen: &[&Resource]) -> Vec<String> {
    chosen.iter().map(|resource| resource.title.clone()).collect()
}

fn texts(elements: &[&Element]) -> Vec<String> {
    elements.iter().map(|element| element.text()).collect()
}

fn check_pdf(bytes: &[u8], chosen: &[&Resource]) {
    let pdf = Pdf::read(bytes);
    let numbered: Vec<String> =
        titles(chosen).iter().enumerate().map(|(place, title)| format!("{} {title}", place + 1)).collect();
    let bookmarks: Vec<String> = pdf.bookmarks().into_iter().filter(|it| it.depth == 1).map(|it| it.title).collect();
    assert_eq!(bookmarks, numbered);
    assert_eq!(pdf.structure().headings("H2"), numbered);
}

/// The folder form: the start page's headings are links, each to the page of its entry, and there are no other entries.
fn check_pages(files: &BTreeMap<String, Vec<u8>>, chosen: &[&Resource]) {
    let pages: BTreeMap<&str, Element> = files
        .iter()
        .filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "html"))
        .map(|(path, bytes)| (path.as_str(), read(bytes)))
        .collect();
    let headings = pages["START-HERE.html"].named("h3");
    assert_eq!(texts(&headings), titles(chosen));
    let mut linked: Vec<&str> = Vec::new();
    for heading in headings {
        let path = heading.named("a")[0].attr("href");
        assert_eq!(texts(&pages[path].named("h1")), [heading.text()], "{path}");
        linked.push(path);
    }
    let mut entries: Vec<&str> = pages
        .iter()
        .filter(|(path, page)| **path != "START-HERE.html" && !page.named("article").is_empty())
        .map(|(path, _)| *path)
        .collect();
    linked.sort_unstable();
    entries.sort_unstable();
    assert_eq!(entries, linked);
}

fn check_one_page(bytes: &[u8], chosen: &[&Resource]) {
    let page = read(bytes);
    let articles = page.named("article");
    let ids: Vec<&str> = articles.iter().map(|article| article.attr("data-resource")).collect();
    assert_eq!(ids, chosen.iter().map(|resource| resource.id.as_str()).collect::<Vec<_>>());
    let headed: Vec<String> = articles.iter().map(|article| article.of_class("title")[0].text()).collect();
    assert_eq!(headed, titles(chosen));
}

/// All files under a folder, by relative path with `/`.
pub(crate) fn files_under(folder: &Path, name: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let inside = format!("{name}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            files_under(&entry.path(), &format!("{inside}/"), found);
        } else {
            found.insert(inside, fs::read(entry.path()).unwrap());
        }
    }
}

/// The files of a zip.
pub(crate) fn files_of_zip(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = BTreeMap::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if !name.ends_with('/') {
            found.insert(name, content);
        }
    }
    found
}

/// A random selection in a random order, at least one.
fn selections() -> impl Strategy<Value = Vec<usize>> {
    (Just((0..21).collect::<Vec<usize>>()).prop_shuffle(), 1..=21usize).prop_map(|(mut places, count)| {
        places.truncate(count);
        places
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_is_what_was_selected(places in selections(), length in 0..3usize) {
        let catalogue = built_in();
        let chosen = expected(&catalogue, &places);
        let given: Vec<&Resource> = places.iter().map(|place| catalogue.resources[*place].as_ref()).collect();
        let length = ["list", "compact", "full"][length];
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (format, name) in [("pdf", "a.pdf"), ("html-file", "a.html"), ("html-zip", "a.zip"), ("html", "a")] {
            let receipt = exported(&given, format, length, &at(name));
            check_receipt(&receipt, &chosen, catalogue.resources.len());
        }
        check_pdf(&fs::read(at("a.pdf")).unwrap(), &chosen);
        check_one_page(&fs::read(at("a.html")).unwrap(), &chosen);
        let mut files = BTreeMap::new();
        files_under(&at("a"), "", &mut files);
        check_pages(&files, &chosen);
        prop_assert_eq!(files_of_zip(fs::read(at("a.zip")).unwrap()), files);
    }
}

/// The Framework is named under "Goes with" of the Guidelines, and is no entry of its own.
#[test]
fn a_title_that_is_only_named_is_no_entry() {
    let catalogue = built_in();
    let guidelines = catalogue.resources.iter().find(|it| it.id.as_str() == "guidelines-information-sharing").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("one.html");
    exported(&[guidelines], "html-file", "compact", &out);
    let bytes = fs::read(&out).unwrap();
    assert!(read(&bytes).text().contains("Bali Process Framework for Information Sharing"));
    check_one_page(&bytes, &[guidelines]);
    let out = folder.path().join("one.pdf");
    exported(&[guidelines], "pdf", "compact", &out);
    check_pdf(&fs::read(&out).unwrap(), &[guidelines]);
}
