//! The web pages of the real Tool Box.

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use rso_toolbox::catalogue::{Catalogue, file};
use rso_toolbox::export::{Body, Bundle, Cancelled, ExportError, FontSet, Format, Steps, Unwatched, export};
use rso_toolbox::pack::build::{Options, build};
use rso_toolbox::pack::{CivilDate, Pack, ResourceId};

use crate::html_packs::filled;
use crate::html_reader::{Element, read};

fn options() -> Options {
    Options {
        title: "Toolbox for everybody".to_owned(),
        issued_by: "Border training centre".to_owned(),
        ..Options::new(CivilDate::parse("2026-11-24").unwrap())
    }
}

fn ids(catalogue: &Catalogue) -> Vec<ResourceId> {
    catalogue.resources.iter().map(|resource| resource.id.clone()).collect()
}

fn folder(pack: &Pack) -> Bundle {
    match export(pack, Format::HtmlFolder, &FontSet::default(), &Unwatched).unwrap().body {
        Body::Folder(bundle) => bundle,
        Body::File(_) => unreachable!("a folder was asked for"),
    }
}

fn one_page(pack: &Pack) -> Vec<u8> {
    match export(pack, Format::HtmlFile, &FontSet::default(), &Unwatched).unwrap().body {
        Body::File(bytes) => bytes,
        Body::Folder(_) => unreachable!("one page was asked for"),
    }
}

fn page(bundle: &Bundle, path: &str) -> Element {
    read(&bundle.files.iter().find(|file| file.path == path).unwrap().bytes)
}

#[test]
fn the_whole_tool_box_is_small() {
    let catalogue = file::built_in();
    let pack = build(&catalogue, &ids(&catalogue), &options());
    let bundle = folder(&pack);
    let bytes: usize = bundle.files.iter().map(|file| file.bytes.len()).sum();
    assert!(bytes < 700_000, "{bytes} bytes");
    assert_eq!(bundle.files.iter().filter(|file| file.path.starts_with("pages/")).count(), 21 + 2);
    let Body::File(zip) = export(&pack, Format::HtmlZip, &FontSet::default(), &Unwatched).unwrap().body else {
        unreachable!("a zip was asked for")
    };
    assert!(zip.len() < 350_000 && one_page(&pack).len() < 450_000);
}

#[test]
fn every_word_of_an_entry_is_on_its_page_and_in_the_search() {
    let catalogue = file::built_in();
    let pack = build(&catalogue, &ids(&catalogue), &options());
    let bundle = folder(&pack);
    let start = page(&bundle, "START-HERE.html");
    let index = start.all().into_iter().find(|element| element.attr("id") == "index").unwrap().raw().to_owned();
    let index: serde_json::Value = serde_json::from_str(&index).unwrap();
    let one = read(&one_page(&pack)).text();
    for (resource, link) in catalogue.resources.iter().zip(start.named("h3")) {
        let text = page(&bundle, link.named("a")[0].attr("href")).text();
        let searched = index.as_array().unwrap().iter().find(|it| it["id"] == format!("r-{}", resource.id)).unwrap();
        let searched: Vec<&str> =
            searched["parts"].as_array().unwrap().iter().filter_map(|part| part[1].as_str()).collect();
        let modules = resource.modules.iter().flat_map(|modules| modules.items.iter().map(|item| &item.title));
        let words = [&resource.title, &resource.summary].into_iter().chain(&resource.purpose);
        for words in words.chain(modules).chain(&resource.status).chain(&resource.includes) {
            assert!(text.contains(words.as_str()), "{}: {words}", resource.id);
            assert!(one.contains(words.as_str()), "{}: {words}", resource.id);
            assert!(searched.iter().any(|part| part.contains(words.as_str())), "{}: {words}", resource.id);
        }
        for address in &resource.addresses {
            assert!(text.contains(&address.url), "{}: {}", resource.id, address.url);
        }
    }
}

#[test]
fn only_a_file_is_called_a_download() {
    let catalogue = file::built_in();
    let pack = build(&catalogue, &ids(&catalogue), &options());
    let one = read(&one_page(&pack));
    for article in one.named("article") {
        let id = ResourceId::new(article.attr("data-resource")).unwrap();
        let resource = catalogue.resource(&id).unwrap();
        let buttons: Vec<&Element> = article.named("a").into_iter().filter(|link| link.has_class("button")).collect();
        assert_eq!(buttons.len(), 1, "{id}");
        let address = buttons[0].attr("href");
        match buttons[0].text().as_str() {
            "Download" => assert_eq!(resource.address_state().code(), "file", "{id}"),
            "Open the page" => {
                let known = resource.addresses.iter().find(|known| known.url == address).unwrap();
                assert_ne!(known.label.code(), "former", "{id}");
            }
            "Ask the RSO…" => assert!(address.starts_with("mailto:info@rso.baliprocess.net?subject="), "{id}"),
            other => unreachable!("{other}"),
        }
    }
}

#[test]
fn a_large_pack_does_not_grow_with_its_square() {
    let small = filled("");
    let mut pack = small.clone();
    let section = &mut pack.sections[1];
    let entry = section.entries[0].clone();
    for number in 0..2_000 {
        let mut more = entry.clone();
        more.id = ResourceId::new(&format!("more-{number}")).unwrap();
        more.title = format!("More {number}");
        section.entries.push(more);
    }
    let size = |pack: &Pack| folder(pack).files.iter().map(|file| file.bytes.len()).sum::<usize>();
    let (few, many) = (size(&small), size(&pack));
    assert!((many - few) / 2_000 < 40_000, "{many}");

    let bundle = folder(&pack);
    let path = "pages/1003_more-999.html";
    let contents = page(&bundle, path);
    let beside = contents.of_class("side")[0];
    let listed: Vec<String> = beside.named("li").into_iter().map(Element::text).collect();
    assert!(listed.contains(&"More 999".to_owned()) && listed.contains(&"More 1000".to_owned()), "{listed:?}");
    assert!(beside.named("a").iter().any(|link| link.attr("href") == "../START-HERE.html#c-training"));
    assert_eq!(page(&bundle, "START-HERE.html").named("h3").len(), 2_005);
}

/// Wanted for so many steps.
struct Patience(Cell<u32>);

impl Steps for Patience {
    fn step(&self, done: u32, total: u32, doing: &str) -> Result<(), Cancelled> {
        assert!(done <= total && !doing.is_empty());
        self.0.set(self.0.get().checked_sub(1).ok_or(Cancelled)?);
        Ok(())
    }
}

#[test]
fn work_that_is_no_longer_wanted_stops() {
    let pack = filled("");
    for steps in 0..9 {
        let stopped = export(&pack, Format::HtmlZip, &FontSet::default(), &Patience(Cell::new(steps)));
        assert!(matches!(stopped, Err(ExportError::Cancelled(_))), "{steps}");
    }
    assert!(export(&pack, Format::HtmlZip, &FontSet::default(), &Patience(Cell::new(9))).is_ok());
    assert!(export(&pack, Format::HtmlFile, &FontSet::default(), &Patience(Cell::new(1))).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What was selected is what is there: no more, no less, in the pack's order.
    #[test]
    fn the_exported_set_is_the_selected_set(picks in proptest::collection::vec(0..21_usize, 0..30)) {
        let catalogue = file::built_in();
        let all = ids(&catalogue);
        let selection: Vec<ResourceId> = picks.iter().map(|&at| all[at].clone()).collect();
        let pack = build(&catalogue, &selection, &options());
        let chosen: BTreeSet<&str> = selection.iter().map(ResourceId::as_str).collect();

        let one = read(&one_page(&pack));
        let in_one: Vec<&str> = one.named("article").iter().map(|entry| entry.attr("data-resource")).collect();
        prop_assert_eq!(in_one.len(), chosen.len());
        prop_assert_eq!(&in_one.iter().copied().collect::<BTreeSet<_>>(), &chosen);

        let bundle = folder(&pack);
        let start = page(&bundle, "START-HERE.html");
        let links: Vec<String> = start.named("h3").iter().map(|h3| h3.named("a")[0].attr("href").to_owned()).collect();
        let mut in_folder = Vec::new();
        for link in &links {
            let entry = page(&bundle, link);
            in_folder.push(entry.named("article")[0].attr("data-resource").to_owned());
        }
        prop_assert_eq!(&in_folder, &in_one);
        let pages = bundle.files.iter().filter(|file| file.path.starts_with("pages/")).count();
        prop_assert_eq!(pages, chosen.len() + 2);
    }
}
