//! From a selection of the real Tool Box to its words.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use rso_toolbox::app::work::EditError;
use rso_toolbox::app::{Edit, ItemEdit, Work};
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{
    AddressAbout, Availability, Catalogue, CivilDate, Contact, ModuleId, ResourceId, SentenceScope,
};
use rso_toolbox::pack::build::{Options, build, build_contents, entry_of};
use rso_toolbox::pack::text::{of_entry, of_pack};
use rso_toolbox::pack::{Contents, Entry, Handling, Pack, RowBody, RowLabel};

fn day() -> CivilDate {
    CivilDate::parse("2026-11-24").unwrap()
}

fn id(text: &str) -> ResourceId {
    ResourceId::new(text).unwrap()
}

fn all(catalogue: &Catalogue) -> Vec<ResourceId> {
    catalogue.resources.iter().map(|resource| resource.id.clone()).collect()
}

fn pack_of(catalogue: &Catalogue, ids: &[&str]) -> Pack {
    let ids: Vec<ResourceId> = ids.iter().map(|text| id(text)).collect();
    build(catalogue, &ids, &Options::new(day()))
}

fn ids(pack: &Pack) -> Vec<&str> {
    pack.entries().map(|entry| entry.id.as_str()).collect()
}

fn paragraphs(entry: &Entry, label: RowLabel) -> Vec<String> {
    match entry.rows.iter().find(|row| row.label == label).map(|row| &row.body) {
        Some(RowBody::Paragraphs(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

#[test]
fn the_whole_tool_box_stands_in_its_order() {
    let catalogue = built_in();
    let pack = build(&catalogue, &all(&catalogue), &Options::new(day()));
    let sizes: Vec<(usize, usize)> =
        pack.sections.iter().map(|it| (it.entries.len(), it.category.as_ref().unwrap().total)).collect();
    assert_eq!(sizes, [(6, 6), (9, 9), (6, 6)]);
    assert_eq!(pack.entries().map(|entry| entry.number).collect::<Vec<_>>(), (1..=21).collect::<Vec<_>>());
    assert_eq!(pack.statements.describes, "This toolbox describes 21 resources.");
    assert_eq!(pack.statements.enclosed, "The documents are not enclosed.");
    assert_eq!(pack.statements.inside, "This toolbox describes all 21 resources that the RSO Tool Box lists.");
    let age = "Descriptions are those of the RSO Tool Box (undated, about 2018 to 2019 by its contents).";
    assert_eq!(pack.statements.age, age);
    assert_eq!(pack.statements.checked, "Addresses were not checked.");
    assert_eq!(pack.statements.foot, "24 November 2026 · catalogue edition 2026-11-24");
    let of = |wanted| pack.entries().filter(|entry| entry.get.availability == wanted).count();
    let ways = [Availability::Download, Availability::Online, Availability::LiveSystem, Availability::OnRequest];
    assert_eq!(ways.map(of), [13, 2, 1, 4]);
    assert_eq!(of(Availability::NotStated), 1);
}

#[test]
fn a_pack_is_grouped_and_keeps_the_given_order_inside() {
    let given = [
        "training-curriculum-information-sharing",
        "guidelines-information-sharing",
        "privacy-and-data-protection-laws",
        "ilo-pilot-training-program",
        "guidelines-information-sharing",
        "no-such-resource",
        "policy-guide-identifying-victims-of-trafficking",
    ];
    let pack = pack_of(&built_in(), &given);
    assert_eq!(
        ids(&pack),
        [
            "policy-guide-identifying-victims-of-trafficking",
            "guidelines-information-sharing",
            "privacy-and-data-protection-laws",
            "training-curriculum-information-sharing",
            "ilo-pilot-training-program",
        ]
    );
    assert_eq!(
        pack.scope.categories.iter().map(|it| it.chosen.clone()).collect::<Vec<_>>(),
        [vec![5], vec![0, 8], vec![0, 5]]
    );
    assert_eq!(pack.statements.inside, "This toolbox describes 5 of the 21 resources that the RSO Tool Box lists.");
}

#[test]
fn one_resource_is_described_in_the_singular() {
    let pack = pack_of(&built_in(), &["ilo-pilot-training-program"]);
    assert_eq!(pack.statements.describes, "This toolbox describes 1 resource.");
    assert_eq!(pack.statements.enclosed, "The document is not enclosed.");
    let entry = pack.entries().next().unwrap();
    assert_eq!(entry.kind, "Training course");
    assert_eq!(entry.get.words, "Not stated: the Tool Box does not say");
    assert_eq!((entry.get.ask.as_str(), entry.get.request.to.as_str()), ("Ask the RSO at", "info@rso.baliprocess.net"));
    let readers = paragraphs(entry, RowLabel::For);
    assert!(readers[0].starts_with("Primary: immigration/border officials working in liaison roles"), "{readers:?}");
    assert!(readers[1].starts_with("Secondary: immigration/border officials at airports"), "{readers:?}");
    assert_eq!(paragraphs(entry, RowLabel::Languages), ["Not stated; ask the RSO"]);
    assert_eq!(paragraphs(entry, RowLabel::Time), ["In the summary: “5 day”"]);
    assert_eq!(pack.request, entry.get.request);
}

#[test]
fn what_belongs_together_says_whether_it_is_here() {
    let pack = pack_of(&built_in(), &["guidelines-information-sharing", "training-curriculum-information-sharing"]);
    let guidelines = pack.entries().next().unwrap();
    let Some(RowBody::GoesWith(items)) =
        guidelines.rows.iter().find(|row| row.label == RowLabel::GoesWith).map(|row| &row.body)
    else {
        panic!("the Guidelines name what they draw on")
    };
    let target = |title: &str| items.iter().find(|item| item.title.contains(title)).unwrap().target.clone();
    assert_eq!(target("Framework"), None);
    assert_eq!(target("curriculum"), Some((2, id("training-curriculum-information-sharing"))));
    assert!(items.iter().all(|item| !item.sentence.is_empty()));
    assert_eq!(guidelines.handling.map(Handling::label), Some("Ask first"));
}

#[test]
fn a_newer_edition_is_said_with_its_pages() {
    let pack = pack_of(&built_in(), &["civil-registration-vital-statistics-toolkit"]);
    let entry = pack.entries().next().unwrap();
    let newer = entry.newer.as_ref().unwrap();
    assert_eq!(newer.words, "Newer edition exists: Bali Process Toolkit for Inclusive Civil Registration (2023)");
    assert!(!newer.links.is_empty() && newer.links.iter().all(|link| link.checked == "Not checked"));
    assert!(entry.get.related.is_empty(), "the successor's pages are not said twice");
    assert_eq!(entry.get.words, "Listed as download, no address known");
}

/// Sentences about the tables and the three broad categories are only true of the whole Tool Box.
#[test]
fn the_background_holds_for_a_selection() {
    let catalogue = built_in();
    let pack = pack_of(&catalogue, &["ilo-pilot-training-program"]);
    let shown: Vec<&str> = pack.background.iter().map(|paragraph| paragraph.text.as_str()).collect();
    for sentence in catalogue.background.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences) {
        let found = shown.iter().any(|text| text.contains(&sentence.text));
        assert_eq!(found, sentence.about == SentenceScope::Any, "{}", sentence.text);
    }
    assert!(pack.background.iter().all(|paragraph| paragraph.list.is_empty()));
}

#[test]
fn the_issuer_is_the_office_or_somebody_else() {
    let catalogue = built_in();
    let issued = |name: &str| {
        let pack = build(&catalogue, &[], &Options { issued_by: name.to_owned(), ..Options::new(day()) });
        (pack.issuer.label, pack.issuer.name)
    };
    let same = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(issued(&catalogue.contact.office).0, "Issued by");
    assert_eq!(issued(" rso "), same("Issued by", "rso"));
    assert_eq!(issued("Border School"), same("Put together from the RSO Tool Box by", "Border School"));
    assert_eq!(issued("  "), same("", ""));
}

#[test]
fn typed_texts_become_clean_lines() {
    let catalogue = built_in();
    let options = Options {
        title: " A\nB\u{1b} ".to_owned(),
        prepared_for: Some(" \t".to_owned()),
        message: Some("one\r\ntwo\u{7}\n".to_owned()),
        ..Options::new(day())
    };
    let pack = build(&catalogue, &[], &options);
    assert_eq!((pack.title.as_str(), pack.prepared_for, pack.message.as_deref()), ("A B", None, Some("one\ntwo")));
    assert_eq!(build(&catalogue, &[], &Options::new(day())).title, "Resources from the RSO Tool Box");
}

#[test]
fn the_office_can_set_its_own_contact() {
    let catalogue = built_in();
    let theirs = build(&catalogue, &all(&catalogue), &Options::new(day()));
    assert_eq!(theirs.contact.note, "Contact details are those of the Tool Box, not confirmed.");
    let own = Contact { email: "desk@example.org".to_owned(), ..catalogue.contact.clone() };
    let ours = build(&catalogue, &all(&catalogue), &Options { contact: Some(own), ..Options::new(day()) });
    assert_eq!(ours.contact.note, "");
    assert!(ours.entries().all(|entry| entry.get.request.to == "desk@example.org"));
    assert_eq!(ours.request.to, "desk@example.org");
}

/// A code opens an address of the resource itself or the written request, never a home page or a page that is gone.
#[test]
fn codes_open_the_resource_or_the_request() {
    let catalogue = built_in();
    let pack = build(&catalogue, &all(&catalogue), &Options::new(day()));
    for entry in pack.entries() {
        let code = entry.get.code.as_ref().unwrap();
        let resource = catalogue.resource(&entry.id).unwrap();
        let own = resource.addresses.iter().find(|it| it.url == code.payload);
        if let Some(own) = own {
            assert_eq!(own.about, AddressAbout::Resource, "{}", entry.id);
        } else {
            let start = "mailto:info@rso.baliprocess.net?subject=Request";
            assert!(code.payload.starts_with(start) && code.payload.len() <= 152, "{}", code.payload);
            assert_eq!(code.words, "The code opens a written request to the RSO.");
        }
    }
    let whole = pack.code.unwrap();
    assert_eq!(whole.words, "The code opens one written request to the RSO for these 21 resources.");
    assert!(whole.payload.ends_with("1.1-6,2.1-9,3.1-6"), "{}", whole.payload);
}

#[test]
fn a_request_names_the_resource_and_fits_a_mail_program() {
    let catalogue = built_in();
    let pack = build(&catalogue, &all(&catalogue), &Options::new(day()));
    for entry in pack.entries() {
        let request = &entry.get.request;
        assert!(request.body.contains(&entry.title) && request.subject.contains(&entry.title));
        let mailto = request.mailto().unwrap();
        assert!(mailto.is_ascii() && !mailto.contains([' ', '<', '"', '\n']), "{mailto}");
    }
    assert_eq!(pack.request.subject, "Request for 21 resources of the RSO Tool Box");
    assert!(pack.entries().all(|entry| pack.request.text().contains(&entry.title)));
    assert_eq!(pack.request.mailto(), None, "21 titles are too long for mail programs; the text is copied instead");
}

#[test]
fn copied_text_holds_every_word_in_both_forms() {
    let catalogue = built_in();
    let pack = build(&catalogue, &all(&catalogue), &Options::new(day()));
    let whole = of_pack(&pack);
    for resource in &catalogue.resources {
        for text in resource.purpose.iter().chain([&resource.title, &resource.summary]) {
            assert!(whole.plain.contains(text.as_str()), "{text}");
            let escaped = text.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;");
            assert!(whole.html.contains(&escaped), "{text}");
        }
    }
    let alone = entry_of(&catalogue, &id("guidelines-information-sharing"), "toolbox@example.org").unwrap();
    assert_eq!(alone.get.request.to, "toolbox@example.org");
    let alone = of_entry(&alone);
    assert!(!alone.plain.contains("in this pack"), "by itself it is in no pack");
    assert!(whole.plain.contains("(number 4)"), "the Framework is number 4");
}

#[test]
fn an_address_stays_live_whatever_the_case_of_its_scheme() {
    let mut catalogue = built_in();
    let place =
        catalogue.resources.iter().position(|it| it.addresses.iter().any(|at| at.about == AddressAbout::Resource));
    let resource = Arc::make_mut(&mut catalogue.resources[place.unwrap()]);
    for address in &mut resource.addresses {
        address.url = address.url.replace("https://", "HTTPS://");
    }
    let id = resource.id.clone();
    let entry = entry_of(&catalogue, &id, "").unwrap();
    assert!(entry.get.links.iter().any(|link| link.url.starts_with("HTTPS://")), "{:?}", entry.get);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_selected_resource_is_in_the_pack_once(picks in proptest::collection::vec(0usize..24, 0..40)) {
        let catalogue = built_in();
        let known = all(&catalogue);
        let chosen: Vec<ResourceId> =
            picks.iter().map(|place| known.get(*place).cloned().unwrap_or_else(|| id("unknown"))).collect();
        let pack = build(&catalogue, &chosen, &Options::new(day()));
        let mut wanted: Vec<&str> = chosen.iter().filter(|it| known.contains(it)).map(ResourceId::as_str).collect();
        let mut found = ids(&pack);
        wanted.sort_unstable();
        wanted.dedup();
        found.sort_unstable();
        prop_assert_eq!(&found, &wanted);
        prop_assert_eq!(pack.scope.chosen, wanted.len());
        prop_assert_eq!(pack.scope.categories.iter().map(|it| it.chosen.len()).sum::<usize>(), wanted.len());
        let numbers: Vec<u32> = pack.entries().map(|entry| entry.number).collect();
        prop_assert_eq!(numbers, (1..).take(wanted.len()).collect::<Vec<u32>>());
        for row in pack.entries().flat_map(|entry| &entry.rows) {
            if let RowBody::GoesWith(items) = &row.body {
                for (number, id) in items.iter().filter_map(|item| item.target.as_ref()) {
                    prop_assert!(pack.entries().any(|entry| entry.number == *number && entry.id == *id));
                }
            }
        }
        prop_assert_eq!(&build(&catalogue, &chosen, &Options::new(day())), &pack);
    }
}

const COURSE: &str = "curriculum-standardized-induction-training";

/// The titles of the parts in the pack, and what is said of the choice.
fn parts_of(catalogue: &Catalogue, chosen: Option<&[&ModuleId]>) -> (Vec<String>, String) {
    let mut contents = Contents::grouped(catalogue, &[id(COURSE)]);
    contents.sections[0].items[0].modules = chosen.map(|chosen| chosen.iter().map(|part| (*part).clone()).collect());
    let pack = build_contents(catalogue, &contents, &Options::new(day()));
    let entry = pack.entries().next().unwrap();
    let row = entry.rows.iter().find(|row| row.label == RowLabel::Modules).unwrap();
    let RowBody::Modules(list) = &row.body else { panic!("no parts") };
    (list.items.iter().map(|item| item.title.clone()).collect(), list.chosen.clone())
}

/// What was chosen and is gone is said; nothing that was not chosen takes its place.
#[test]
fn never_more_parts_of_a_course_than_were_chosen() {
    let catalogue = built_in();
    let parts = &catalogue.resource(&id(COURSE)).unwrap().modules.as_ref().unwrap().items;
    let (all, first) = (parts.len(), &parts[0].id);
    let gone = [1, 2].map(|number| ModuleId::new(&id(COURSE), 'z', number));
    let (titles, said) = parts_of(&catalogue, None);
    assert_eq!((titles.len(), said.as_str()), (all, ""));
    let (titles, said) = parts_of(&catalogue, Some(&[first]));
    assert_eq!(titles, [parts[0].title.as_str()]);
    assert!(said.starts_with(&format!("1 of {all} ")) && said.ends_with("chosen by the office."), "{said}");
    let (titles, said) = parts_of(&catalogue, Some(&[first, &gone[0]]));
    assert_eq!(titles.len(), 1);
    assert!(said.ends_with("1 more was chosen and is missing from this edition of the Tool Box."), "{said}");
    let (titles, said) = parts_of(&catalogue, Some(&[&gone[0], &gone[1]]));
    assert!(titles.is_empty(), "the whole course instead of what was chosen");
    assert!(said.ends_with("2 more were chosen and are missing from this edition of the Tool Box."), "{said}");
    let (titles, said) = parts_of(&catalogue, Some(&[]));
    assert!(titles.is_empty() && said.starts_with("0 of "), "{said}");
}

#[test]
fn a_choice_of_no_part_is_refused() {
    let catalogue = built_in();
    let mut work = Work::new();
    work.apply(&Edit::Add(vec![id(COURSE)]), &catalogue).unwrap();
    let before = work.clone();
    let none = Edit::Item { id: id(COURSE), change: ItemEdit::Modules(Some(BTreeSet::new())) };
    assert_eq!(work.apply(&none, &catalogue), Err(EditError::NoModule));
    assert_eq!(work, before);
}
