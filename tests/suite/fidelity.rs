//! The catalogue against the Tool Box's text: no word lost, none added, none used twice.
//!
//! The source is cut into words, page by page.
//! Each text of the catalogue must be found there as one unbroken run of words, which is then used up.
//! What is left in the end must be the labels of the tables, and nothing else.

use rso_toolbox::catalogue::{Catalogue, ModuleUnit, Resource, file};

const SOURCE: &str = include_str!("../fixtures/toolbox.txt");

/// Places where the extraction from the PDF broke the text, and how it reads unbroken. Each is there once.
const MENDS: &[(&str, &str)] = &[
    ("strengthening countertrafficking responses", "strengthening counter-trafficking responses"),
    ("effective crossborder information", "effective cross-border information"),
    ("often underrepresented in", "often under-represented in"),
    ("in the AsiaPacific Region", "in the Asia-Pacific Region"),
    // A page number between two pages.
    ("http://www.baliprocess.net\n11\n", "http://www.baliprocess.net\n"),
    // The end of the left column and a line of the right one.
    ("regarding Available on request", "regarding\nAvailable on request"),
];

/// Words of the tables that are fields of the catalogue, not texts of it.
const LABELS: &[&str] = &[
    "SUMMARY & COURSE OUTLINE",
    "RESOURCES AVAILABLE",
    "Primary Target audience:",
    "Secondary Target audience:",
    "Target audience:",
    "Resources:",
    "TITLE",
    "SUMMARY",
    "PURPOSE",
    "CONTENT",
    "Tel:",
    "Fax:",
    "E-mail:",
    "1.",
    "2.",
    "3.",
    "•",
];

/// The words of a page that no text has used yet.
struct Page {
    words: Vec<Option<String>>,
    /// The page as running text, for finding out whose page it is.
    whole: String,
}

impl Page {
    fn of(lines: &[&str]) -> Self {
        let words: Vec<String> = lines.iter().flat_map(|line| line.split_whitespace()).map(str::to_owned).collect();
        Self { whole: words.join(" "), words: words.into_iter().map(Some).collect() }
    }

    /// Uses up the first run of these words, and says where it began.
    fn take(&mut self, text: &str) -> Option<usize> {
        let wanted: Vec<&str> = text.split_whitespace().collect();
        let at = self
            .words
            .windows(wanted.len())
            .position(|run| run.iter().zip(&wanted).all(|(word, wanted)| word.as_deref() == Some(*wanted)))?;
        self.words[at..at + wanted.len()].fill(None);
        Some(at)
    }

    fn left(&self) -> Vec<&str> {
        self.words.iter().flatten().map(String::as_str).collect()
    }
}

/// The source, mended.
fn mended(source: &str) -> String {
    let mut text = source.to_owned();
    for (broken, whole) in MENDS {
        assert_eq!(text.matches(broken).count(), 1, "{broken}");
        text = text.replace(broken, whole);
    }
    text
}

/// The pages: the background, then one for each table.
fn pages(text: &str, catalogue: &Catalogue) -> Vec<Page> {
    let lines: Vec<&str> = text.lines().collect();
    let heads = |at: usize| {
        let names = catalogue.categories.iter().any(|category| lines[at].trim() == category.name);
        names && lines[at + 1..].iter().find(|line| !line.trim().is_empty()).is_some_and(|line| *line == "TITLE")
    };
    let mut starts: Vec<usize> = (0..lines.len()).filter(|at| heads(*at)).collect();
    assert_eq!(starts.len(), 11, "pages with a table");
    starts.insert(0, 0);
    starts.push(lines.len());
    starts.windows(2).map(|ends| Page::of(&columns(&lines[ends[0]..ends[1]]))).collect()
}

/// Parts the columns of the one page on which they came out line by line in turn.
fn columns<'a>(page: &[&'a str]) -> Vec<&'a str> {
    if !page.contains(&"Training on Monitoring") {
        return page.to_vec();
    }
    let right = |line: &&str| {
        line.starts_with(['•']) || line.starts_with("Modules include") || line.starts_with("Available on")
    };
    let (right, left): (Vec<&str>, Vec<&str>) = page.iter().partition(|line| right(line));
    [left, right].concat()
}

/// The texts of a resource that the source must hold once each. Quotations are not among them.
fn texts(resource: &Resource) -> Vec<String> {
    let mut texts: Vec<String> = vec![resource.title.clone(), resource.summary.clone()];
    texts.extend(resource.purpose.iter().chain(&resource.status).chain(&resource.available_words).cloned());
    texts.extend(resource.includes.clone());
    let readers = resource.readers.primary.iter().chain(&resource.readers.secondary);
    for text in readers.chain(resource.delivery.iter().map(|delivery| &delivery.text)) {
        let quoted = resource.summary.contains(text) || resource.purpose.iter().any(|one| one.contains(text));
        texts.extend((!quoted).then(|| text.clone()));
    }
    if let Some(modules) = &resource.modules {
        texts.push(modules.lead.clone());
        texts.extend(modules.items.iter().map(|item| {
            let (word, number) = (modules.unit.word(), item.number.unwrap_or_default());
            let count = item.module_count.map(|count| format!(" ({count} modules)")).unwrap_or_default();
            match modules.unit {
                ModuleUnit::Module => format!("• {}", item.title),
                ModuleUnit::Chapter => format!("• {word} {number} {}{count}", item.title),
                ModuleUnit::Session | ModuleUnit::Part => format!("• {word} {number}: {}{count}", item.title),
            }
        }));
    }
    texts
}

/// The texts of the background and of the contact block.
fn other_texts(catalogue: &Catalogue) -> Vec<String> {
    let background = &catalogue.background;
    let mut texts = vec![background.heading.clone()];
    for paragraph in &background.paragraphs {
        texts.extend(paragraph.sentences.iter().map(|sentence| sentence.text.clone()));
        texts.extend(paragraph.list.iter().cloned());
    }
    texts
}

/// Everything in which catalogue and source differ; empty where they agree.
fn differences(catalogue: &Catalogue, source: &str) -> Vec<String> {
    let mut pages = pages(source, catalogue);
    let mut wrong = Vec::new();
    let mut of_page: Vec<Vec<(String, String)>> = vec![Vec::new(); pages.len()];
    of_page[0].extend(other_texts(catalogue).into_iter().map(|text| ("background".to_owned(), text)));
    let contact = &catalogue.contact;
    let block = pages.iter().position(|page| page.whole.contains(&contact.office)).unwrap();
    let lines = [&contact.office, &contact.telephone, &contact.fax, &contact.email, &contact.website];
    of_page[block].extend(lines.into_iter().chain(&contact.address).map(|text| ("contact".to_owned(), text.clone())));
    for resource in &catalogue.resources {
        let name = &catalogue.category(&resource.category).unwrap().name;
        let page = pages
            .iter()
            .skip(1)
            .position(|page| page.whole.starts_with(name) && page.whole.contains(&resource.summary));
        let Some(page) = page else {
            wrong.push(format!("{}: on no page of its category", resource.id));
            continue;
        };
        of_page[page + 1].extend(texts(resource).into_iter().map(|text| (resource.id.to_string(), text)));
    }
    for (page, mut texts) in pages.iter_mut().zip(of_page) {
        if let Some(category) = catalogue.categories.iter().find(|category| page.whole.starts_with(&category.name)) {
            page.words[..category.name.split_whitespace().count()].fill(None);
        }
        // The longest first, so that "Handbook" alone cannot use up a word of a sentence. Equal ones keep their order.
        texts.sort_by_key(|(_, text)| std::cmp::Reverse(text.split_whitespace().count()));
        for (owner, text) in texts {
            if page.take(&text).is_none() {
                wrong.push(format!("{owner}: not in the source, or used twice: {text}"));
            }
        }
        for label in LABELS {
            while page.take(label).is_some() {}
        }
        let left = page.left();
        if !left.is_empty() {
            wrong.push(format!("not in the catalogue: {}", left.join(" ")));
        }
    }
    wrong
}

#[test]
fn every_word_of_the_source_is_in_the_catalogue_once_and_no_other() {
    let wrong = differences(&file::built_in(), &mended(SOURCE));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The test above would see a word that is lost, added, changed, doubled, or given to a resource of another page.
#[test]
fn a_changed_word_is_noticed() {
    let source = mended(SOURCE);
    let built_in = file::built_in();
    let changes: [fn(&mut Resource); 8] = [
        |one| one.summary.push_str(" More."),
        |one| one.title = one.title.replace(' ', "  ").to_uppercase(),
        |one| one.purpose.push("It helps.".to_owned()),
        |one| one.purpose.push(one.summary.clone()),
        |one| one.readers.primary.push("whoever asks".to_owned()),
        |one| one.available_words.push("Link".to_owned()),
        |one| one.summary = one.summary.replacen('.', ",", 1),
        |one| one.status.push("Ready.".to_owned()),
    ];
    for at in 0..built_in.resources.len() {
        for (number, change) in changes.iter().enumerate() {
            let mut catalogue = built_in.clone();
            change(std::sync::Arc::make_mut(&mut catalogue.resources[at]));
            let wrong = differences(&catalogue, &source);
            assert!(!wrong.is_empty(), "change {number} of {}", built_in.resources[at].id);
        }
    }
    let mut catalogue = built_in;
    catalogue.background.paragraphs[0].sentences.pop();
    assert!(!differences(&catalogue, &source).is_empty());
}

/// The rows of a table come in the catalogue's order: titles and summaries stand in the source one after the other.
#[test]
fn resources_keep_the_order_of_the_source() {
    let catalogue = file::built_in();
    let source = mended(SOURCE);
    let pages = pages(&source, &catalogue);
    let whole: Vec<&str> = pages.iter().skip(1).map(|page| page.whole.as_str()).collect();
    let mut page = 0;
    let mut after = 0;
    for resource in &catalogue.resources {
        let found = (page..whole.len()).find_map(|number| {
            let from = if number == page { after } else { 0 };
            whole[number][from..].find(&resource.summary).map(|at| (number, from + at + resource.summary.len()))
        });
        (page, after) = found.unwrap_or_else(|| panic!("{} is out of order", resource.id));
    }
}

#[test]
fn lengths_and_delivery_are_given_where_the_source_gives_them_and_nowhere_else() {
    let catalogue = file::built_in();
    let lengths: Vec<(&str, Vec<&str>)> = catalogue
        .resources
        .iter()
        .filter_map(|one| Some((one.id.as_str(), one.delivery.as_ref()?.lengths.iter().map(String::as_str).collect())))
        .collect();
    let two = vec!["two-to-three days", "two hours"];
    assert_eq!(
        lengths,
        [
            ("ilo-pilot-training-program", vec!["5 day"]),
            (
                "comprehensive-approaches-irregular-movement-by-sea",
                vec!["varying length up to two-week in-depth courses", "4-day intensive courses"]
            ),
            ("training-monitoring-evaluating-campaigns", two.clone()),
            ("training-curriculum-information-sharing", two),
        ]
    );
}
