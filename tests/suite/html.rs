//! The web pages, read back.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use rso_toolbox::export::{Body, Bundle, FontSet, Format, Unwatched, export};
use rso_toolbox::pack::{Length, Pack};
use sha2::{Digest as _, Sha256};

use crate::html_packs::{HOSTILE, filled, long_word};
use crate::html_reader::{Element, read};

fn folder(pack: &Pack) -> Bundle {
    match export(pack, Format::HtmlFolder, &FontSet::default(), &Unwatched).unwrap().body {
        Body::Folder(bundle) => bundle,
        Body::File(_) => unreachable!("a folder"),
    }
}

fn one_page(pack: &Pack) -> Vec<u8> {
    match export(pack, Format::HtmlFile, &FontSet::default(), &Unwatched).unwrap().body {
        Body::File(bytes) => bytes,
        Body::Folder(_) => unreachable!("a file"),
    }
}

fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension == "html")
}

/// All pages of all forms, by path.
fn pages(pack: &Pack) -> BTreeMap<String, Element> {
    let bundle = folder(pack);
    let html = bundle.files.iter().filter(|file| is_page(&file.path));
    let mut pages: BTreeMap<String, Element> = html.map(|file| (file.path.clone(), read(&file.bytes))).collect();
    pages.insert("one.html".to_owned(), read(&one_page(pack)));
    pages
}

fn titles(pack: &Pack) -> Vec<String> {
    pack.entries().map(|entry| entry.title.clone()).collect()
}

fn texts(elements: Vec<&Element>) -> Vec<String> {
    elements.into_iter().map(Element::text).collect()
}

#[test]
fn headings_and_links_are_the_entries_of_the_pack() {
    for length in [Length::Compact, Length::List] {
        let mut pack = filled("");
        pack.length = length;
        let pages = pages(&pack);

        let start = &pages["START-HERE.html"];
        assert_eq!(texts(start.named("h1")), [pack.title.clone()]);
        assert_eq!(texts(start.named("h3")), titles(&pack));
        let mut linked = Vec::new();
        for heading in start.named("h3") {
            let path = heading.named("a")[0].attr("href");
            let page = &pages[path];
            assert_eq!(texts(page.named("h1")), [heading.text()], "{path}");
            linked.push(path.to_owned());
        }
        let entry_pages: Vec<String> =
            pages.iter().filter(|(_, page)| !page.named("article").is_empty()).map(|(path, _)| path.clone()).collect();
        let expected: Vec<String> =
            linked.into_iter().chain(["START-HERE.html", "one.html"].map(String::from)).collect();
        assert_eq!(BTreeSet::from_iter(entry_pages), BTreeSet::from_iter(expected));

        let one = &pages["one.html"];
        let articles = one.named("article");
        assert_eq!(texts(articles.iter().map(|entry| entry.of_class("title")[0]).collect()), titles(&pack));
        assert_eq!(texts(one.named("h3").into_iter().filter(|h3| h3.has_class("title")).collect()), titles(&pack));
        let ids: Vec<&str> = articles.iter().map(|entry| entry.attr("data-resource")).collect();
        assert_eq!(ids, pack.entries().map(|entry| entry.id.as_str()).collect::<Vec<_>>());
    }
}

#[test]
fn a_title_under_goes_with_is_no_entry() {
    let pack = filled("");
    for (path, page) in pages(&pack) {
        for heading in ["h1", "h2", "h3", "h4"] {
            let wrong: Vec<String> =
                texts(page.named(heading)).into_iter().filter(|text| text.starts_with("related")).collect();
            assert!(wrong.is_empty(), "{path}: {wrong:?}");
        }
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    for (path, page) in pages(&filled("")) {
        let mut before = 0;
        for element in page.all() {
            let Some(level) = element.name.strip_prefix('h').and_then(|digit| digit.parse::<u32>().ok()) else {
                continue;
            };
            assert!(level <= before + 1, "{path}: h{level} after h{before}");
            before = level;
        }
    }
}

#[test]
fn every_page_has_the_contents_and_landmarks() {
    let pack = filled("");
    for (path, page) in pages(&pack) {
        assert_eq!(page.attr("lang"), "en");
        assert_eq!((page.named("main").len(), page.named("footer").len()), (1, 1), "{path}");
        assert_eq!(page.of_class("skip")[0].attr("href"), "#text");
        assert_eq!(page.named("main")[0].attr("id"), "text");
        for contents in [page.of_class("side"), page.of_class("contents")] {
            let links: Vec<String> = texts(contents[0].named("a"));
            for title in titles(&pack) {
                assert!(links.contains(&title), "{path}: {title}");
            }
        }
        // The fold works by itself: it is a details element with a summary first.
        let fold = page.of_class("contents")[0];
        assert_eq!((fold.name.as_str(), fold.named("summary")[0].text().as_str()), ("details", "Contents"));
    }
}

/// Resolves a link of a page against the page's own path.
fn resolved(page: &str, link: &str) -> (String, String) {
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    if path.is_empty() {
        return (page.to_owned(), fragment.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop().unwrap();
        } else {
            parts.push(part);
        }
    }
    (parts.join("/"), fragment.to_owned())
}

#[test]
fn every_link_resolves_and_none_is_remote_but_to_be_opened() {
    for extra in ["", HOSTILE] {
        let pack = filled(extra);
        let pages = pages(&pack);
        let others: BTreeSet<String> = folder(&pack).files.into_iter().map(|file| file.path).collect();
        let mut reached = BTreeSet::new();
        for (path, page) in &pages {
            let ids: Vec<&str> =
                page.all().iter().map(|element| element.attr("id")).filter(|id| !id.is_empty()).collect();
            assert_eq!(BTreeSet::from_iter(&ids).len(), ids.len(), "{path}: an id twice");
            for element in page.all() {
                let is_inside = element.name == "img" && element.attr("src").starts_with("data:image/png;base64,");
                assert!(is_inside || !element.attrs.contains_key("src"), "{path}: src on {}", element.name);
                for name in ["srcset", "action", "formaction", "data", "poster", "xlink:href", "style"] {
                    assert!(!element.attrs.contains_key(name), "{path}: {name} on {}", element.name);
                }
                assert!(!element.attrs.keys().any(|name| name.starts_with("on")), "{path}: {:?}", element.attrs);
                let Some(link) = element.attrs.get("href") else { continue };
                if ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)) {
                    assert_eq!(element.name, "a", "{path}: {link} would be fetched");
                    assert!(!link.contains([' ', '"', '<', '>', '\'']), "{path}: {link}");
                    continue;
                }
                assert!(!link.contains(':'), "{path}: {link}");
                let (target, fragment) = resolved(path, link);
                assert!(others.contains(&target) || target == "one.html", "{path}: {link}");
                if !fragment.is_empty() {
                    let found = pages[&target].all().iter().any(|element| element.attr("id") == fragment);
                    assert!(found, "{path}: {link} leads nowhere");
                }
                reached.insert(target);
            }
        }
        for path in others.iter().filter(|path| !path.ends_with("rso-bundle.json")) {
            assert!(reached.contains(path), "nothing leads to {path}");
        }
    }
}

/// The bytes of a base64 text, read here anew, so that the test shares no code with what it tests.
fn decoded(base64: &str) -> Vec<u8> {
    let digit = |sign: char| match sign {
        'A'..='Z' => u32::from(sign) - 65,
        'a'..='z' => u32::from(sign) - 71,
        '0'..='9' => u32::from(sign) + 4,
        '+' => 62,
        '/' => 63,
        _ => unreachable!("{sign} in base64"),
    };
    let (mut bits, mut held) = (0, 0);
    let mut out = Vec::new();
    for sign in base64.trim_end_matches('=').chars() {
        bits = bits << 6 | digit(sign);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xFF).unwrap());
            bits &= (1 << held) - 1;
        }
    }
    out
}

#[test]
fn the_policy_allows_the_very_scripts_and_styles_of_the_page() {
    for extra in ["", HOSTILE] {
        for (path, page) in pages(&filled(extra)) {
            let policy = page
                .named("meta")
                .into_iter()
                .find(|meta| meta.attr("http-equiv") == "Content-Security-Policy")
                .unwrap()
                .attr("content");
            assert!(policy.starts_with("default-src 'none'; "), "{path}: {policy}");
            assert!(!["unsafe", "http", "*", "eval"].iter().any(|word| policy.contains(word)), "{path}: {policy}");
            let directives: BTreeMap<&str, &str> =
                policy.split("; ").map(|part| part.split_once(' ').unwrap()).collect();
            for (element, directive) in [("script", "script-src"), ("style", "style-src")] {
                let allowed: Vec<Vec<u8>> = directives[directive]
                    .split(' ')
                    .filter_map(|part| part.strip_prefix("'sha256-"))
                    .map(|part| decoded(part.strip_suffix('\'').unwrap()))
                    .collect();
                let inside: Vec<Vec<u8>> =
                    page.named(element).iter().map(|element| Sha256::digest(element.raw()).to_vec()).collect();
                assert_eq!(allowed, inside, "{path}: {directive}");
            }
            let remote = page.named("link").iter().any(|link| link.attr("rel") == "stylesheet");
            assert_eq!(directives["style-src"].contains("'self'"), remote, "{path}");
        }
    }
}

#[test]
fn files_have_safe_names_and_harmless_types() {
    let mut pack = filled("");
    // The longest id that there can be.
    pack.sections[0].entries[0].id = rso_toolbox::pack::ResourceId::new(&"abcdefg-".repeat(8)).unwrap();
    let bundle = folder(&pack);
    assert_eq!(bundle.files[0].path, "START-HERE.html");
    let mut seen = BTreeSet::new();
    for file in &bundle.files {
        let path = &file.path;
        let (_, extension) = path.rsplit_once('.').unwrap();
        assert!(["html", "css", "txt", "json"].contains(&extension), "{path}");
        assert!(path.len() <= 64, "{path}");
        assert!(seen.insert(path.to_lowercase()), "{path} twice");
        for part in path.split('/') {
            assert!(part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)), "{path}");
            assert!(!part.starts_with('.') && !part.ends_with('.'), "{path}");
        }
    }
    let numbered: Vec<&str> =
        bundle.files.iter().filter_map(|file| file.path.strip_prefix("pages/")).map(|name| &name[..3]).collect();
    assert_eq!(numbered, ["00_", "01_", "02_", "03_", "04_", "05_", "06_", "07_"]);
}

#[test]
fn the_same_pack_gives_the_same_bytes_and_the_list_is_true() {
    let pack = filled(HOSTILE);
    let bundle = folder(&pack);
    assert_eq!(bundle, folder(&pack));
    assert_eq!(one_page(&pack), one_page(&pack));
    let zip = |pack: &Pack| match export(pack, Format::HtmlZip, &FontSet::default(), &Unwatched).unwrap().body {
        Body::File(bytes) => bytes,
        Body::Folder(_) => unreachable!("a file"),
    };
    let bytes = zip(&pack);
    assert_eq!(bytes, zip(&pack));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    assert_eq!(names, bundle.files.iter().map(|file| file.path.clone()).collect::<Vec<_>>());
    assert_eq!(names[0], "START-HERE.html");

    let list: serde_json::Value = serde_json::from_slice(&bundle.files.last().unwrap().bytes).unwrap();
    let files = list["files"].as_array().unwrap();
    assert_eq!(files.len(), bundle.files.len() - 1);
    for (listed, file) in files.iter().zip(&bundle.files) {
        let hash = listed["sha256"].as_str().unwrap().as_bytes().chunks(2);
        let hash = hash.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap());
        assert_eq!(listed["path"], file.path.as_str());
        assert_eq!(listed["bytes"], file.bytes.len());
        assert_eq!(hash.collect::<Vec<u8>>(), Sha256::digest(&*file.bytes).to_vec(), "{}", file.path);
    }
}

/// The names of all elements, in order: what a page is built of, without its words.
fn skeleton(page: &Element) -> Vec<&str> {
    page.all().iter().map(|element| element.name.as_str()).collect()
}

#[test]
fn hostile_text_changes_words_and_nothing_else() {
    let plain = pages(&filled(""));
    for extra in [HOSTILE, &long_word(), &"many words ".repeat(5_000)] {
        let hostile = pages(&filled(extra));
        for (path, page) in &hostile {
            // Long requests have no mail button; everything else is the same.
            let count = |page: &Element, name: &str| skeleton(page).iter().filter(|one| **one == name).count();
            for name in ["script", "style", "img", "iframe", "h1", "h2", "h3", "article", "section", "p", "li", "pre"] {
                let expected = count(&plain[path], name);
                let buttonless = usize::from(name == "p" && count(page, "a") < count(&plain[path], "a"));
                assert!(
                    count(page, name) == expected || count(page, name) + buttonless == expected,
                    "{path}: {} instead of {expected} {name}",
                    count(page, name)
                );
            }
        }
    }
}

#[test]
fn no_text_is_lost() {
    let pack = filled(HOSTILE);
    let pages = pages(&pack);
    for form in ["one.html", ""] {
        let shown: Vec<String> = pages
            .iter()
            .filter(|(path, _)| (*path == "one.html") == (form == "one.html"))
            .map(|(_, page)| page.text())
            .collect();
        let shown = shown.join("\n");
        // Every text of the pack ends alike and starts with a name and a number of its own.
        let mut numbers: BTreeSet<usize> = BTreeSet::new();
        for before in shown.split(HOSTILE) {
            numbers.extend(before.trim_end().rsplit(' ').next().and_then(|number| number.parse::<usize>().ok()));
        }
        let debug = format!("{pack:?}");
        let whole: usize = debug.matches("javascript:alert(3)").count();
        // Not shown: the words of codes, which only paper has.
        let codes = pack.entries().count();
        assert_eq!(numbers.len(), whole - codes - repeated(&pack), "{form}");
    }
}

/// Texts that the pack holds twice.
fn repeated(pack: &Pack) -> usize {
    // The names of categories stand in the scope too.
    pack.scope.categories.len()
}

#[test]
fn the_start_page_says_extract_first_unless_it_is_styled() {
    let pack = filled("");
    let pages = pages(&pack);
    let body = pages["START-HERE.html"].named("body")[0];
    let first = body.all()[1];
    assert_eq!((first.name.as_str(), first.attr("id")), ("aside", "extract"));
    assert!(!first.attrs.contains_key("hidden") && first.text().contains("Extract first"));
    let bundle = folder(&pack);
    let sheet = bundle.files.iter().find(|file| file.path == "assets/pack.css").unwrap();
    assert!(String::from_utf8_lossy(&sheet.bytes).contains(".extract { display: none; }"));
    assert!(
        pages
            .iter()
            .filter(|(path, _)| *path != "START-HERE.html")
            .all(|(_, page)| page.of_class("extract").is_empty())
    );
}

#[test]
fn an_empty_pack_is_a_page_too() {
    let mut pack = filled("");
    pack.sections.clear();
    pack.scope.categories.iter_mut().for_each(|category| category.chosen.clear());
    pack.background.clear();
    pack.is_draft = false;
    pack.message = None;
    pack.prepared_for = None;
    pack.issuer = rso_toolbox::pack::build::issuer("");
    let pages = pages(&pack);
    assert!(pages.values().all(|page| page.named("article").is_empty()));
    assert_eq!(pages["START-HERE.html"].of_class("office")[0].text(), pack.title);
}
