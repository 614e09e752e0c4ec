//! What the office adds to a pack, on the web pages and in copied text.

use std::collections::BTreeMap;

use rso_toolbox::catalogue::CivilDate;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::export::{Body, FontSet, Format, Unwatched, export};
use rso_toolbox::pack::build::{OfficeOptions, Options, build_contents};
use rso_toolbox::pack::contents::{ContentItem, ContentSection};
use rso_toolbox::pack::rich::{Mark, RichText, Style};
use rso_toolbox::pack::{Contents, Length, Pack, PrintSize, text, words};

use crate::html_packs::logo;
use crate::html_reader::{Element, read};

const LEAD: &str = "An office speaks";

/// A pack to which an office added everything that it can, in Thai.
fn told() -> (Contents, Options) {
    let catalogue = built_in();
    let course =
        catalogue.resources.iter().find(|it| it.modules.as_ref().is_some_and(|all| all.items.len() > 3)).unwrap();
    let parts = &course.modules.as_ref().unwrap().items;
    let mut taught = ContentItem::new(course.id.clone());
    taught.modules = Some([&parts[0], &parts[2]].into_iter().map(|part| part.id.clone()).collect());
    taught.minutes.parts.insert(parts[2].id.clone(), 90);
    taught.note = format!("{LEAD} in a note");
    let other = catalogue.resources.iter().find(|it| it.modules.is_none() && it.delivery.is_none()).unwrap();
    let own = |heading: &str, items| ContentSection {
        category: None,
        heading: heading.to_owned(),
        introduction: RichText::plain(&format!("{LEAD} before {heading}")),
        items,
    };
    let contents = Contents {
        sections: vec![
            own("The first day", vec![taught]),
            own("The second day", vec![ContentItem::new(other.id.clone())]),
            own("The way home", Vec::new()),
        ],
    };
    let options = Options {
        title: "Officers".to_owned(),
        event: Some(format!("{LEAD} at an event")),
        issued_by: "Border centre".to_owned(),
        message: Some(format!("{LEAD} in a message")),
        own_language: "th".to_owned(),
        foreword: foreword(),
        closing: RichText::plain(&format!("{LEAD} at the end")),
        has_timetable: true,
        is_draft: true,
        office: OfficeOptions {
            logo: Some(logo()),
            signature: format!("{LEAD} as signed\nHead of desk"),
            disclaimer: format!("{LEAD} as disclaimed"),
            desk_mark: "BK".to_owned(),
            before_use: RichText::plain(&format!("{LEAD} of care\n• first\n• second")),
        },
        ..Options::new(CivilDate::parse("2026-11-24").unwrap())
    };
    (contents, options)
}

/// "A foreword" links under two looks, and "script" leads nowhere.
fn foreword() -> RichText {
    let text = format!("{LEAD} first, see this page or write");
    let at = |words: &str| text.find(words).unwrap()..text.find(words).unwrap() + words.len();
    let link = |url: &str| Style::Link(url.to_owned());
    let marks = vec![
        Mark { range: at("this page"), style: link("https://example.org/a?b=\"c\"") },
        Mark { range: at("this"), style: Style::Strong },
        Mark { range: at("write"), style: link("mailto:desk@example.org") },
        Mark { range: at("first"), style: link("javascript:alert(1)") },
    ];
    RichText::new(&text, marks)
}

fn pack() -> Pack {
    let (contents, options) = told();
    build_contents(&built_in(), &contents, &options)
}

fn pages(pack: &Pack) -> BTreeMap<String, Element> {
    let made = |format| export(pack, format, &FontSet::default(), &Unwatched).unwrap().body;
    let (Body::Folder(bundle), Body::File(one)) = (made(Format::HtmlFolder), made(Format::HtmlFile)) else {
        panic!("a folder and a page")
    };
    let html = bundle.files.iter().filter(|file| file.path.starts_with("pages/") || file.path.starts_with("START"));
    let mut pages: BTreeMap<String, Element> = html.map(|file| (file.path.clone(), read(&file.bytes))).collect();
    pages.insert("one.html".to_owned(), read(&one));
    pages
}

const STARTS: [&str; 2] = ["START-HERE.html", "one.html"];

/// The language that is said of each element that holds these words and no element that does.
fn languages<'a>(page: &'a Element, words: &str) -> Vec<&'a str> {
    fn go<'a>(element: &'a Element, words: &str, around: &'a str, found: &mut Vec<&'a str>) {
        let lang = match element.attr("lang") {
            "" => around,
            lang => lang,
        };
        let inner: Vec<&Element> = element.children().filter(|child| child.text().contains(words)).collect();
        if inner.is_empty() {
            found.push(lang);
        }
        for child in inner {
            go(child, words, lang, found);
        }
    }
    let mut found = Vec::new();
    go(page.named("main")[0], words, "en", &mut found);
    found
}

#[test]
fn everything_that_the_office_says_stands_on_the_pages() {
    let pack = pack();
    let pages = pages(&pack);
    let folder: String =
        pages.iter().filter(|(path, _)| *path != "one.html").map(|(_, page)| page.named("main")[0].text()).collect();
    for shown in [folder, pages["one.html"].named("main")[0].text()] {
        for place in [
            "at an event",
            "in a message",
            "first, see this page or write",
            "of care",
            "before The first day",
            "before The way home",
            "in a note",
            "at the end",
            "as signed",
            "as disclaimed",
        ] {
            assert!(shown.contains(&format!("{LEAD} {place}")), "{place}");
        }
        for words in [
            "Head of desk",
            "Foreword",
            "Before you use this toolbox",
            "Note from the office",
            "Timetable",
            "chosen by the office.",
            "1 hour 30 minutes",
            "Time set by this office",
            "Closing words",
            "Disclaimer",
        ] {
            assert!(shown.contains(words), "{words}");
        }
    }
    for (path, page) in &pages {
        assert!(page.named("footer")[0].text().contains("BK · 24 November 2026"), "{path}");
    }
    let copied = text::of_pack(&pack);
    for form in [&copied.plain, &copied.html] {
        assert!(form.matches(LEAD).count() >= 10, "{form}");
        for words in ["Draft", "BK · ", "Before you use this toolbox", "The way home", "1 hour 30 minutes", "chosen by"]
        {
            assert!(form.contains(words), "{words} in {form}");
        }
    }
}

#[test]
fn the_offices_texts_say_their_language_and_the_tool_boxs_do_not() {
    let pack = pack();
    for (path, page) in pages(&pack) {
        for language in languages(&page, LEAD) {
            assert!(language == "th" || !page.text().contains(LEAD), "{path}: {language}");
        }
        for entry in pack.entries().filter(|entry| page.text().contains(&entry.lead)) {
            assert!(languages(&page, &entry.lead).iter().all(|language| *language == "en"), "{path}");
        }
    }
    let (contents, options) = told();
    for language in ["", "en", "not a tag", "\"x", "a"] {
        let options = Options { own_language: language.to_owned(), ..options.clone() };
        for (path, page) in pages(&build_contents(&built_in(), &contents, &options)) {
            let tagged: Vec<&str> =
                page.all().into_iter().map(|it| it.attr("lang")).filter(|it| !it.is_empty()).collect();
            assert_eq!(tagged, ["en"], "{path}: {language}");
        }
    }
}

#[test]
fn formatting_is_elements_and_links_are_harmless() {
    for path in STARTS {
        let page = &pages(&pack())[path];
        let part = page.all().into_iter().find(|it| it.attr("id") == "foreword").unwrap();
        let links = part.named("a");
        let [to_page, mail] = links.as_slice() else { panic!("{} links", links.len()) };
        assert_eq!((to_page.attr("href"), to_page.text().as_str()), ("https://example.org/a?b=%22c%22", "this page"));
        assert_eq!(to_page.named("strong")[0].text(), "this");
        assert_eq!(mail.attr("href"), "mailto:desk@example.org");
        let care = page.all().into_iter().find(|it| it.attr("id") == "before-use").unwrap();
        assert_eq!(care.named("ul")[0].named("li").iter().map(|it| it.text()).collect::<Vec<_>>(), ["first", "second"]);
    }
}

#[test]
fn what_is_read_before_use_stands_first_and_only_where_it_is_filled() {
    let pack = pack();
    for (path, page) in pages(&pack) {
        let contents = page.of_class("side")[0].named("a");
        assert!(contents.iter().any(|link| link.text() == "Before you use this toolbox"), "{path}");
    }
    for path in STARTS {
        let text = pages(&pack)[path].named("main")[0].text();
        let care = text.find("Before you use this toolbox").unwrap();
        let first = pack.entries().next().unwrap();
        let heading = text.find(&first.title).unwrap();
        assert!(text.find("in a message").unwrap() < care && care < heading, "{path}");
    }
    let (contents, options) = told();
    let office = OfficeOptions { before_use: RichText::plain(" \n"), ..options.office.clone() };
    let without = build_contents(&built_in(), &contents, &Options { office, ..options });
    for (path, page) in pages(&without) {
        assert!(!page.text().contains("Before you use"), "{path}");
    }
    assert!(!text::of_pack(&without).plain.contains("Before you use"));
}

#[test]
fn a_draft_says_so_on_every_page_and_nothing_else_does() {
    let mut pack = pack();
    for (path, page) in pages(&pack) {
        assert!(page.named("title")[0].text().starts_with("Draft – "), "{path}");
        assert_eq!(page.of_class("bar")[0].of_class("draft")[0].text(), words::DRAFT, "{path}");
        assert_eq!(page.named("footer")[0].of_class("draft")[0].text(), words::DRAFT, "{path}");
    }
    pack.is_draft = false;
    for (path, page) in pages(&pack) {
        assert!(!page.text().contains(words::DRAFT), "{path}");
    }
}

#[test]
fn the_timetable_is_a_table_with_heads() {
    let pack = pack();
    let title = &pack.entries().next().unwrap().title;
    let pages = pages(&pack);
    let (path, page) = pages.iter().find(|(path, _)| path.ends_with("_timetable.html")).unwrap();
    for table in [page, &pages["one.html"]].map(|page| page.named("table")[0]) {
        let heads = table.named("thead")[0].named("th");
        assert_eq!(
            heads.iter().map(|it| it.text()).collect::<Vec<_>>(),
            words::timetable_columns(pack.timetable.as_ref().unwrap())
        );
        assert!(heads.iter().all(|it| it.attr("scope") == "col"));
        let group = table.named("tbody")[0];
        assert_eq!(group.named("th")[0].text(), *title);
        let times: Vec<String> = group.of_class("time").iter().map(|it| it.text()).collect();
        assert_eq!(times, ["No time yet", "1 hour 30 minutes"], "{path}");
        assert_eq!(table.named("tfoot")[0].text().trim(), "1 hour 30 minutes entered; 1 part has no time yet.");
    }
    let mut without = pack.clone();
    without.timetable = None;
    assert!(
        self::pages(&without).values().all(|page| page.named("table").is_empty() && !page.text().contains("Timetable"))
    );
}

#[test]
fn the_logo_is_inside_the_start_page_and_named() {
    for (path, page) in pages(&pack()) {
        let images = page.named("img");
        let policy =
            page.named("meta").into_iter().find(|it| !it.attr("http-equiv").is_empty()).unwrap().attr("content");
        assert_eq!(policy.contains("img-src data:"), STARTS.contains(&path.as_str()), "{path}");
        if STARTS.contains(&path.as_str()) {
            assert_eq!(images[0].attr("alt"), "Logo of Border centre");
            assert_eq!((images[0].attr("width"), images[0].attr("height")), ("300", "90"));
        } else {
            assert!(images.is_empty(), "{path}");
        }
    }
}

#[test]
fn a_list_keeps_the_notes() {
    let mut pack = pack();
    pack.length = Length::List;
    for (path, page) in pages(&pack) {
        let holds = page.text().contains("in a note");
        assert_eq!(holds, STARTS.contains(&path.as_str()) || path.starts_with("pages/01"), "{path}");
    }
}

#[test]
fn copied_text_encloses_no_document() {
    let (mut contents, options) = told();
    let sum = rso_toolbox::pack::Sha256::of(b"x");
    let file = rso_toolbox::pack::EnclosedFile { name: "a.pdf".to_owned(), bytes: 1, sha256: sum };
    contents.sections[0].items[0].file = Some(file);
    let pack = build_contents(&built_in(), &contents, &options);
    assert_eq!(pack.statements.enclosed, "1 of the 2 documents is enclosed; the other is not.");
    let copied = text::of_pack(&pack);
    assert!(copied.plain.contains("This toolbox describes 2 resources. The documents are not enclosed."));
    assert!(!copied.plain.contains("is enclosed"));
}

#[test]
fn copied_text_spells_links_out_and_escapes() {
    let copied = text::of_pack(&pack());
    assert!(copied.plain.contains("see this page (https://example.org/a?b=\"c\") or write (desk@example.org)"));
    assert!(copied.html.contains("<a href=\"https://example.org/a?b=&quot;c&quot;\"><b>this</b> page</a>"));
    assert!(!copied.html.contains("javascript:") && copied.html.contains("<ul><li>first</li><li>second</li></ul>"));
}

/// The sizes in points that the pages have on paper, and those that stand there in another unit.
fn print_sizes(pack: &Pack) -> (Vec<f64>, Vec<String>) {
    let Body::Folder(bundle) = export(pack, Format::HtmlFolder, &FontSet::default(), &Unwatched).unwrap().body else {
        panic!("a folder")
    };
    let sheet = bundle.files.iter().find(|file| file.path.ends_with("pack.css")).unwrap();
    let sheet = String::from_utf8(sheet.bytes.to_vec()).unwrap();
    let value = |name: &str| -> f64 {
        let (_, rest) = sheet.split_once(&format!("{name}:")).unwrap();
        rest.split_once("pt;").unwrap().0.parse().unwrap()
    };
    let (_, paper) = sheet.split_once("@media print {").unwrap();
    let paper = paper.split_once("\n}").unwrap().0;
    let sizes = paper.split("font-size:").skip(1).map(|rest| rest.split([';', '}']).next().unwrap().trim());
    let (named, other): (Vec<&str>, Vec<&str>) = sizes.partition(|size| size.starts_with("var("));
    let points = named.iter().map(|size| value(size.trim_start_matches("var(").trim_end_matches(')')));
    (points.collect(), other.into_iter().map(str::to_owned).collect())
}

#[test]
fn large_print_is_large_on_the_paper_of_web_pages_too() {
    for (print_size, least, most) in
        [(PrintSize::Usual, 10.5, 22.0), (PrintSize::Large16, 16.0, 26.0), (PrintSize::Large18, 18.0, 29.0)]
    {
        let (sizes, other) = print_sizes(&Pack { print_size, ..pack() });
        assert!(sizes.len() > 8 && other.is_empty(), "{other:?}");
        let (smallest, largest) =
            (sizes.iter().copied().fold(99.0, f64::min), sizes.iter().copied().fold(0.0, f64::max));
        assert_eq!((smallest, largest), (least, most), "{print_size:?}");
    }
}
