//! Packs that the tests of the web pages use.

use std::sync::Arc;

use rso_toolbox::catalogue::ModuleUnit;
use rso_toolbox::pack::rich::{Block, ListKind, Span};
use rso_toolbox::pack::{
    AddressState, Availability, BackgroundText, CategoryId, CautionText, CivilDate, Code, ContactBlock, Cover, Entry,
    GoesWith, Handling, HowToGet, Ink, Issuer, Length, Link, Logo, ModuleItem, ModuleList, NewerEdition, OfficeTexts,
    Pack, Paper, PrintSize, Request, ResourceId, Row, RowBody, RowLabel, Scope, ScopeCategory, Section,
    SectionCategory, Statements, Timetable, TimetableLine,
};

/// Text that would break a page whose writer escaped badly, in many scripts.
pub(crate) const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'`&amp;&#60; \
    <!-- ]]> javascript:alert(3) \u{202e}back\u{202c} \u{2066}in\u{2069} 👩🏽‍⚖️ ประเทศไทย ព្រះរាជា ປະເທດລາວ မြန်မာ বাংলা සිංහල \
    தமிழ் हिन्दी العربية اردو 中文 日本語 한국어 Tiếng Việt {{x}} ${y} %s \\u003c";

/// A word of 300 letters.
pub(crate) fn long_word() -> String {
    "Abschiebungsbeobachtung".chars().cycle().take(300).collect()
}

fn texts(of: &str) -> impl FnMut(&str) -> String {
    let of = of.to_owned();
    let mut count = 0;
    move |field| {
        count += 1;
        if of.is_empty() { format!("{field} {count}") } else { format!("{field} {count} {of}") }
    }
}

/// A pack in which every field is filled, each with a text of its own that ends with `extra`.
pub(crate) fn filled(extra: &str) -> Pack {
    let mut text = texts(extra);
    let sections = [("policy-guides", 0, 2), ("toolkits", 1, 1), ("training", 2, 1)];
    let mut number = 0;
    let sections: Vec<Section> = sections
        .into_iter()
        .map(|(id, place, count)| Section {
            key: id.to_owned(),
            category: Some(SectionCategory { id: CategoryId::new(id).unwrap(), place, total: 6 }),
            name: text("category"),
            introduction: Vec::new(),
            entries: (0..count)
                .map(|_| {
                    number += 1;
                    Entry { category: CategoryId::new(id).unwrap(), place, ..entry(number, &mut text) }
                })
                .collect(),
        })
        .collect();
    let scope = scope(&sections);
    let sections = with_own_sections(sections, &mut text);
    let timetable = Timetable {
        lines: vec![
            TimetableLine { entry: 2, title: text("part"), minutes: Some(90) },
            TimetableLine { entry: 2, title: text("part"), minutes: None },
        ],
        sum: text("sum"),
    };
    Pack {
        title: text("title"),
        prepared_for: Some(text("for")),
        event: Some(text("event")),
        issuer: Issuer { name: text("issuer"), label: text("label") },
        message: Some(text("message")),
        date: CivilDate::new(2026, 11, 24).unwrap(),
        language: "en".to_owned(),
        own_language: "en".to_owned(),
        length: Length::Compact,
        paper: Paper::A4,
        ink: Ink::Colour,
        print_size: PrintSize::Usual,
        cover: Cover::Letter,
        is_draft: true,
        office: OfficeTexts {
            logo: Some(logo()),
            signature: vec![text("signed"), text("as")],
            disclaimer: vec![text("disclaimer"), text("more")],
            before_use: own_text(&mut text),
        },
        foreword: own_text(&mut text),
        closing: own_text(&mut text),
        timetable: Some(timetable),
        scope,
        statements: statements(&mut text),
        background: vec![BackgroundText { text: text("background"), list: vec![text("listed")] }],
        sections,
        contact: contact(&mut text),
        credit: vec![text("credit")],
        request: request(&mut text),
        code: None,
    }
}

/// A section of the office's own, with an introduction and an entry, and one that only says something.
fn with_own_sections(mut sections: Vec<Section>, text: &mut impl FnMut(&str) -> String) -> Vec<Section> {
    for (key, entries) in [("section-1", vec![entry(5, text)]), ("section-2", Vec::new())] {
        let (key, name) = (key.to_owned(), text("section"));
        sections.push(Section { key, category: None, name, introduction: own_text(text), entries });
    }
    sections
}

/// Every kind of formatting that a text of the office can have.
fn own_text(text: &mut impl FnMut(&str) -> String) -> Vec<Block> {
    let plain = |words: String| Span { text: words, ..Span::default() };
    let link = Some("https://example.org/own?a='b'".to_owned());
    let spans = vec![
        plain(text("own words")),
        Span { strong: true, ..plain(text("strong")) },
        Span { emphasis: true, link: link.clone(), ..plain(text("linked")) },
        Span { strong: true, emphasis: true, link, ..plain(text("linked")) },
        Span { link: Some("javascript:alert(1)".to_owned()), ..plain(text("no link")) },
    ];
    let mut list = |kind| Block::List { kind, items: vec![vec![plain(text("item"))], vec![plain(text("item"))]] };
    let (bulleted, numbered) = (list(ListKind::Bulleted), list(ListKind::Numbered));
    vec![Block::Paragraph(spans), bulleted, numbered]
}

/// A picture of one pixel.
pub(crate) fn logo() -> Logo {
    let png = [
        0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0,
        0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T', 0x78, 0xda, 0x63, 0x64, 0x60, 0xf8, 0x5f,
        0x0f, 0, 2, 0x87, 1, 0x80, 0xeb, 0x47, 0xba, 0x92, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
    ];
    Logo { png: Arc::new(png.to_vec()), width_px: 300, height_px: 90 }
}

fn scope(sections: &[Section]) -> Scope {
    Scope {
        catalogue_edition: CivilDate::new(2026, 11, 24).unwrap(),
        source_age: "source".to_owned(),
        categories: sections
            .iter()
            .map(|section| ScopeCategory {
                id: section.category.as_ref().unwrap().id.clone(),
                name: section.name.clone(),
                total: 6,
                chosen: (0..section.entries.len()).map(|place| place * 2).collect(),
            })
            .collect(),
        total: 18,
        chosen: 4,
    }
}

fn statements(text: &mut impl FnMut(&str) -> String) -> Statements {
    Statements {
        describes: text("describes"),
        enclosed: text("enclosed"),
        age: text("age"),
        checked: text("checked"),
        inside: text("inside"),
        put_together: text("put together"),
        added: text("added"),
        foot: text("foot"),
    }
}

fn contact(text: &mut impl FnMut(&str) -> String) -> ContactBlock {
    ContactBlock {
        office: text("office"),
        address: vec![text("street"), text("city")],
        telephone: text("telephone"),
        fax: text("fax"),
        email: text("email"),
        website: text("website"),
        note: text("note"),
    }
}

fn request(text: &mut impl FnMut(&str) -> String) -> Request {
    Request { to: "info@example.org".to_owned(), subject: text("subject"), body: text("body") }
}

fn link(url: &str, text: &mut impl FnMut(&str) -> String) -> Link {
    Link { url: url.to_owned(), label: text("address"), checked: text("tried") }
}

fn entry(number: u32, text: &mut impl FnMut(&str) -> String) -> Entry {
    let row = |label, body| Row { label, body };
    let module = |label: &str, count: String, title: String| ModuleItem { label: label.to_owned(), title, count };
    let modules = ModuleList {
        lead: text("lead of modules"),
        unit: ModuleUnit::Session,
        items: vec![
            module("Session 1", text("count"), text("module")),
            module("Session 2", String::new(), text("module")),
        ],
        chosen: text("chosen"),
    };
    let goes_with = |target, text: &mut dyn FnMut(&str) -> String| GoesWith {
        relation: "Goes with".to_owned(),
        title: text("related"),
        target,
        sentence: text("sentence"),
    };
    let inside = Some((1, ResourceId::new("resource-1").unwrap()));
    let labels =
        [RowLabel::For, RowLabel::Purpose, RowLabel::Time, RowLabel::Includes, RowLabel::Note, RowLabel::Published];
    let mut rows: Vec<Row> =
        labels.into_iter().map(|label| row(label, RowBody::Paragraphs(vec![text("row"), text("row")]))).collect();
    rows.push(row(RowLabel::Modules, RowBody::Modules(modules)));
    rows.push(row(RowLabel::GoesWith, RowBody::GoesWith(vec![goes_with(inside, text), goes_with(None, text)])));
    Entry {
        number,
        category: CategoryId::new("policy-guides").unwrap(),
        place: 0,
        enclosed: None,
        id: ResourceId::new(&format!("resource-{number}")).unwrap(),
        kind: text("kind"),
        title: text("resource"),
        newer: Some(NewerEdition {
            words: text("newer"),
            publisher: text("publisher"),
            evidence: text("evidence"),
            links: vec![link("https://example.org/new", text)],
        }),
        cautions: vec![CautionText { text: text("caution"), evidence: text("why") }],
        lead: text("summary"),
        rows,
        get: HowToGet {
            availability: Availability::Download,
            address: AddressState::Page,
            words: text("words"),
            links: vec![link("https://example.org/a?b=c&d='e'", text), link("javascript:alert(1)", text)],
            related: vec![link("http://example.org/near", text)],
            ask: text("ask"),
            request: request(text),
            code: Some(Code { payload: "https://example.org".to_owned(), words: text("code") }),
        },
        handling: Some(Handling::AskFirst),
    }
}
