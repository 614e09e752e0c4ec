//! Enclosed documents: what is enclosed leaves whole, under its number and title, or nothing leaves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{CivilDate, ResourceId};
use rso_toolbox::cli::{Ending, run};
use rso_toolbox::export::bundle::sha256_hex;
use rso_toolbox::export::documents::{DocumentFault, Files, ReadError};
use rso_toolbox::export::name;
use rso_toolbox::export::receipt::Receipt;
use rso_toolbox::export::{Body, ExportError, Exported, FontSet, Format, Sources, Unwatched, export_with};
use rso_toolbox::pack::build::{Options, build_contents};
use rso_toolbox::pack::{Contents, EnclosedFile, Pack, Sha256, words};
use rso_toolbox::shell::files::{Existing, write_file};
use serde_json::Value;

use crate::exported_set::{files_of_zip, files_under};
use crate::html_reader::read;

/// Documents in memory, by their sum.
#[derive(Default)]
struct Held(BTreeMap<Sha256, Arc<Vec<u8>>>);

impl Files for Held {
    fn read(&self, sha256: &Sha256) -> Result<Arc<Vec<u8>>, ReadError> {
        self.0.get(sha256).cloned().ok_or(ReadError::Missing)
    }
}

/// A name that tells something of the office, and must stay there.
const ORIGINAL: &str = "scan from desk of Zebedee v3 FINAL.PDF";

/// The resources at these places, those at `enclosed` with a document.
fn pack_of(places: &[usize], enclosed: &BTreeSet<usize>, name: &str) -> (Pack, Held) {
    let catalogue = built_in();
    let ids: Vec<ResourceId> = places.iter().map(|place| catalogue.resources[*place].id.clone()).collect();
    let with: BTreeSet<&ResourceId> = enclosed.iter().map(|place| &catalogue.resources[*place].id).collect();
    let mut held = Held::default();
    let mut contents = Contents::grouped(&catalogue, &ids);
    for item in contents.sections.iter_mut().flat_map(|section| &mut section.items) {
        if with.contains(&item.id) {
            let bytes = document_of(&item.id);
            let sha256 = Sha256::of(&bytes);
            item.file = Some(EnclosedFile { name: name.to_owned(), bytes: bytes.len() as u64, sha256: sha256.clone() });
            held.0.insert(sha256, Arc::new(bytes));
        }
    }
    let day = CivilDate::parse("2026-11-24").unwrap();
    let options = Options { title: "Partners".to_owned(), issued_by: "RSO".to_owned(), ..Options::new(day) };
    (build_contents(&catalogue, &contents, &options), held)
}

fn document_of(id: &ResourceId) -> Vec<u8> {
    format!("%PDF-1.7 the document of {id}").into_bytes()
}

fn made(pack: &Pack, format: Format, files: &dyn Files) -> Result<Exported, ExportError> {
    let fonts = FontSet::default();
    export_with(pack, format, &Sources { fonts: &fonts, files, name: "Partners.html" }, &Unwatched)
}

/// The files of a folder, a zip, or the folder beside a file, by path.
fn files_of(exported: Exported) -> BTreeMap<String, Vec<u8>> {
    let of_bundle = |bundle: rso_toolbox::export::Bundle| {
        bundle.files.into_iter().map(|file| (file.path, file.bytes.to_vec())).collect()
    };
    match (exported.body, exported.beside) {
        (Body::Folder(bundle), None) | (Body::File(_), Some(bundle)) => of_bundle(bundle),
        (Body::File(zip), None) => files_of_zip(zip),
        (Body::Folder(_), Some(_)) => panic!("documents inside and beside"),
    }
}

/// What must leave, worked out without the code that names it: the entries' places in the pack, and their ids.
fn expected(pack: &Pack, enclosed: &BTreeSet<usize>) -> Vec<(String, Vec<u8>)> {
    let catalogue = built_in();
    let with: BTreeSet<&ResourceId> = enclosed.iter().map(|place| &catalogue.resources[*place].id).collect();
    let entries = pack.entries().enumerate().filter(|(_, entry)| with.contains(&entry.id));
    entries.map(|(place, entry)| (format!("{:02} ", place + 1), document_of(&entry.id))).collect()
}

fn decoded(href: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = href.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// The documents that a page leads to, as paths beside the start page.
fn linked(page: &[u8], path: &str) -> Vec<String> {
    let page = read(page);
    let hrefs = page.named("main")[0].named("a").into_iter().map(|link| link.attr("href").to_owned());
    let inside = hrefs.map(|href| decoded(&href)).filter(|href| href.contains("documents/"));
    let to_root = |href: String| match href.strip_prefix("../") {
        Some(rest) if path.contains('/') => rest.to_owned(),
        _ => href,
    };
    inside.map(to_root).collect()
}

#[test]
fn each_format_takes_the_documents_along() {
    let (places, enclosed) = ([0, 7, 8, 16], BTreeSet::from([7, 16]));
    let (pack, held) = pack_of(&places, &enclosed, ORIGINAL);
    for (format, folder) in
        [(Format::Pdf, ""), (Format::HtmlFile, ""), (Format::HtmlFolder, "documents/"), (Format::HtmlZip, "documents/")]
    {
        let exported = made(&pack, format, &held).unwrap();
        let again = made(&pack, format, &held).unwrap();
        let receipt = Receipt::new(&pack, format, "out/Partners.html", &exported, &[]);
        let files = files_of(exported);
        assert_eq!(files, files_of(again), "the same pack gives the same bytes");
        let documents: Vec<(&String, &Vec<u8>)> = files
            .iter()
            .filter(|(path, _)| path.starts_with(folder) && name::ending(path).as_deref() == Some("pdf"))
            .collect();
        let expected = expected(&pack, &enclosed);
        assert_eq!(documents.len(), 2, "{format:?}");
        for ((path, bytes), (number, wanted)) in documents.iter().zip(&expected) {
            assert!(path.strip_prefix(folder).unwrap().starts_with(number), "{path}");
            assert_eq!(*bytes, wanted, "{path}");
        }
        let list: Value = serde_json::from_slice(&files["rso-bundle.json"]).unwrap();
        let listed: Vec<&Value> =
            list["files"].as_array().unwrap().iter().filter(|file| !file["document_of"].is_null()).collect();
        for ((path, bytes), record) in documents.iter().zip(&listed) {
            assert_eq!(record["path"], path.as_str());
            assert_eq!((&record["bytes"], &record["sha256"]), (&bytes.len().into(), &sha256_hex(bytes).into()));
        }
        let text = receipt.to_text();
        assert!(text.contains("Enclosed: 2 documents") && text.contains("Not enclosed: 2 documents"), "{text}");
        for ((path, bytes), record) in documents.iter().zip(&receipt.documents) {
            assert!(record.path.ends_with(path.as_str()), "{} {path}", record.path);
            assert_eq!((record.bytes, &record.sha256), (bytes.len(), &sha256_hex(bytes)));
            assert!(text.contains(&record.path) && text.contains(&record.sha256), "{text}");
        }
        assert!(!text.contains("Zebedee") && !receipt.to_json().to_string().contains("Zebedee"));
        for (path, bytes) in &files {
            assert!(!path.contains("Zebedee") && !String::from_utf8_lossy(bytes).contains("Zebedee"), "{path}");
        }
    }
}

#[test]
fn pages_lead_to_the_documents_and_say_which_are_not_there() {
    let (places, enclosed) = ([0, 7, 8, 16], BTreeSet::from([7, 16]));
    let (pack, held) = pack_of(&places, &enclosed, ORIGINAL);
    assert_eq!(pack.statements.enclosed, "2 of the 4 documents are enclosed; the others are not.");
    let files = files_of(made(&pack, Format::HtmlFolder, &held).unwrap());
    let documents: Vec<String> = files.keys().filter(|path| path.starts_with("documents/")).cloned().collect();
    assert_eq!(linked(&files["START-HERE.html"], "START-HERE.html"), documents);
    let mut led_to = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("pages/")) {
        let links = linked(bytes, path);
        let text = read(bytes).text();
        let is_entry = !read(bytes).named("article").is_empty();
        assert_eq!(is_entry && links.is_empty(), text.contains(words::NOT_ENCLOSED), "{path}");
        for link in &links {
            assert!(text.contains("Open the document (PDF, 1 kB)"), "{path}");
            let name = link.strip_prefix("documents/").unwrap();
            assert!(
                text.contains(&words::enclosed_at(name, "documents")),
                "printed, the place stands in words: {path}"
            );
        }
        led_to.extend(links);
    }
    assert_eq!(led_to, documents);

    let Exported { body: Body::File(page), beside: Some(beside), .. } = made(&pack, Format::HtmlFile, &held).unwrap()
    else {
        panic!("a page with a folder beside it")
    };
    let beside: Vec<String> =
        beside.files.iter().map(|file| format!("Partners documents/{}", file.path)).take(2).collect();
    assert_eq!(linked(&page, ""), beside);
    assert_eq!(read(&page).text().matches(words::NOT_ENCLOSED).count(), 2);
}

#[test]
fn without_documents_nothing_is_said_of_each() {
    let (pack, held) = pack_of(&[0, 7], &BTreeSet::new(), ORIGINAL);
    for format in [Format::Pdf, Format::HtmlFile] {
        let exported = made(&pack, format, &held).unwrap();
        assert!(exported.beside.is_none() && exported.documents.is_empty());
        let Body::File(bytes) = exported.body else { panic!("a file") };
        assert!(!String::from_utf8_lossy(&bytes).contains(words::NOT_ENCLOSED));
    }
}

#[test]
fn a_document_that_is_not_as_it_was_stops_the_export() {
    let enclosed = BTreeSet::from([7]);
    let (pack, mut held) = pack_of(&[0, 7], &enclosed, ORIGINAL);
    let title = pack.entries().find(|entry| entry.enclosed.is_some()).unwrap().title.clone();
    let stopped = |pack: &Pack, files: &dyn Files, wanted: &DocumentFault| {
        for format in [Format::Pdf, Format::HtmlFile, Format::HtmlFolder, Format::HtmlZip] {
            let error = made(pack, format, files).unwrap_err();
            let ExportError::Document { entry, fault } = &error else { panic!("{error}") };
            assert_eq!((entry, fault), (&title, wanted));
            assert!(error.to_string().contains(&title), "{error}");
        }
    };
    stopped(&pack, &Held::default(), &ReadError::Missing.into());
    let sum = held.0.keys().next().unwrap().clone();
    held.0.insert(sum.clone(), Arc::new(b"%PDF-1.7 the document of somebody else".to_vec()));
    stopped(&pack, &held, &DocumentFault::Changed);
    held.0.insert(sum, Arc::new(Vec::new()));
    stopped(&pack, &held, &DocumentFault::Changed);
    for (name, ending) in [("setup.exe", "exe"), ("Guide.pdf.JS", "js"), ("a.bat .", "bat")] {
        let (pack, held) = pack_of(&[0, 7], &enclosed, name);
        stopped(&pack, &held, &DocumentFault::Program(ending.to_owned()));
    }
}

fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let Ending::Code(code) = run([&["rso-toolbox"], args].concat(), &mut out, &mut err) else { panic!("a window") };
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn all_under(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    files_under(folder, "", &mut found);
    found
}

/// A pack file with one document, made by the command line, in a folder of its own.
fn pack_file(folder: &Path) -> (String, String) {
    let ids: Vec<String> = built_in().resources.iter().take(2).map(|resource| resource.id.to_string()).collect();
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (pack, guide) = (at("a.rsopack"), at("Guide.pdf"));
    write_file(Path::new(&guide), b"%PDF the guide", Existing::Keep).unwrap();
    let made = call(&["pack", "new", &pack, "--title", "Harbour desk", "--resource", &ids[0], "--resource", &ids[1]]);
    assert_eq!(made.0, 0, "{}", made.2);
    let added = call(&["pack", "add", &pack, &ids[1], "--file", &format!("{}={guide}", ids[1])]);
    assert_eq!(added.0, 0, "{}", added.2);
    (pack, at("out"))
}

#[test]
fn the_command_line_sends_a_pack_file_with_its_documents() {
    let folder = tempfile::tempdir().unwrap();
    let (pack, out) = pack_file(folder.path());
    let data = folder.path().join("data").to_str().unwrap().to_owned();
    fs::create_dir(&out).unwrap();
    for (format, name) in [("pdf", "T.pdf"), ("html-file", "T.html"), ("html", "T"), ("html-zip", "T.zip")] {
        let path = Path::new(&out).join(name);
        let args = ["export", &pack, "--format", format, "--out", path.to_str().unwrap(), "--date", "2026-11-24"];
        let args = [&args[..], &["--inside", "--data-dir", &data]].concat();
        let (code, told, err) = call(&[&args[..], &["--json"]].concat());
        assert_eq!(code, 0, "{format}: {err}");
        let receipt: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(receipt["documents"][0]["sha256"], sha256_hex(b"%PDF the guide"));
        assert_eq!(receipt["not_enclosed"].as_array().unwrap().len(), 1);
        for file in receipt["files"].as_array().unwrap() {
            let bytes = fs::read(file["path"].as_str().unwrap()).unwrap();
            assert_eq!(file["sha256"], sha256_hex(&bytes), "{file}");
        }
        let (again, _, err) = call(&args);
        assert!(again == 1 && err.contains("--force"), "{format}: {err}");
        assert_eq!(call(&[&args[..], &["--force"]].concat()).0, 0, "{format}");
    }
    let files = all_under(Path::new(&out));
    let documents: Vec<&String> =
        files.iter().filter(|(_, bytes)| **bytes == b"%PDF the guide").map(|it| it.0).collect();
    assert_eq!(documents.len(), 2, "beside the files, and in the folder: {documents:?}");
    assert!(documents.iter().all(|path| path.starts_with("T documents/02 ") || path.starts_with("T/documents/02 ")));
}

#[test]
fn a_folder_of_somebody_else_keeps_the_pack_from_going_out() {
    let folder = tempfile::tempdir().unwrap();
    let (pack, out) = pack_file(folder.path());
    fs::create_dir_all(Path::new(&out).join("T documents")).unwrap();
    let mine = Path::new(&out).join("T documents").join("mine.txt");
    write_file(&mine, b"mine", Existing::Keep).unwrap();
    for force in [&[][..], &["--force"]] {
        let path = Path::new(&out).join("T.pdf");
        let (code, _, err) = call(
            &[&["export", &pack, "--inside", "--format", "pdf", "--out", path.to_str().unwrap()][..], force].concat(),
        );
        assert!(code == 1 && err.contains("T documents"), "{err}");
        assert_eq!(all_under(Path::new(&out)).len(), 1, "nothing was written");
    }
}

#[test]
fn what_runs_is_not_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let (pack, _) = pack_file(folder.path());
    let before = fs::read(&pack).unwrap();
    let id = built_in().resources[0].id.to_string();
    for name in ["setup.exe", "page.HTML", "x.js"] {
        let program = folder.path().join(name);
        write_file(&program, b"MZ", Existing::Keep).unwrap();
        let (code, _, err) = call(&["pack", "add", &pack, &id, "--file", &format!("{id}={}", program.display())]);
        assert!(code == 1 && err.contains("can run a program"), "{err}");
        assert_eq!(fs::read(&pack).unwrap(), before);
    }
}

fn selections() -> impl Strategy<Value = (Vec<usize>, BTreeSet<usize>)> {
    (Just((0..21).collect::<Vec<usize>>()).prop_shuffle(), 1..=21usize).prop_flat_map(|(mut places, count)| {
        places.truncate(count);
        let enclosed = proptest::sample::subsequence(places.clone(), 0..=count);
        (Just(places), enclosed.prop_map(BTreeSet::from_iter))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_leaves_is_what_was_enclosed((places, enclosed) in selections()) {
        let (pack, held) = pack_of(&places, &enclosed, ORIGINAL);
        let expected = expected(&pack, &enclosed);
        let folder = files_of(made(&pack, Format::HtmlFolder, &held).unwrap());
        prop_assert_eq!(files_of(made(&pack, Format::HtmlZip, &held).unwrap()), folder.clone());
        let documents: Vec<(String, Vec<u8>)> = folder
            .iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix("documents/")?.get(..3)?.to_owned(), bytes.clone())))
            .collect();
        prop_assert_eq!(&documents, &expected);
        let mut led_to: Vec<String> = linked(&folder["START-HERE.html"], "START-HERE.html");
        led_to.sort_unstable();
        let there: Vec<String> = folder.keys().filter(|path| path.starts_with("documents/")).cloned().collect();
        prop_assert_eq!(led_to, there);
        let page = made(&pack, Format::HtmlFile, &held).unwrap();
        let beside: Vec<Vec<u8>> = page.beside.iter().flat_map(|bundle| &bundle.files).filter(|file| file.resource.is_some())
            .map(|file| file.bytes.to_vec()).collect();
        prop_assert_eq!(beside, expected.into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>());
    }
}
