//! What went out is what was made.

use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{Availability, CivilDate};
use rso_toolbox::export::bundle::sha256_hex;
use rso_toolbox::export::receipt::{Cleared, LeftOut, OfficeRecord, Receipt};
use rso_toolbox::export::{Body, Exported, FontSet, Format, Unwatched, export};
use rso_toolbox::pack::Pack;
use rso_toolbox::pack::build::{Options, build};
use rso_toolbox::pack::rich::RichText;

fn pack(title: &str) -> Pack {
    let catalogue = built_in();
    let ids: Vec<_> = catalogue.resources.iter().take(7).map(|it| it.id.clone()).collect();
    let day = CivilDate::parse("2026-11-24").unwrap();
    build(&catalogue, &ids, &Options { title: title.to_owned(), issued_by: "RSO".to_owned(), ..Options::new(day) })
}

fn made(pack: &Pack) -> Exported {
    export(pack, Format::HtmlFolder, &FontSet::default(), &Unwatched).unwrap()
}

#[test]
fn every_file_stands_there_with_its_hash() {
    let pack = pack("Seven");
    let exported = made(&pack);
    let receipt = Receipt::new(&pack, Format::HtmlFolder, "out/pages/", &exported, &[]);
    let Body::Folder(bundle) = &exported.body else { panic!("a folder of pages") };
    assert_eq!(receipt.files.len(), bundle.files.len());
    for (file, record) in bundle.files.iter().zip(&receipt.files) {
        assert_eq!(record.path, format!("out/pages/{}", file.path));
        assert_eq!((record.bytes, &record.sha256), (file.bytes.len(), &sha256_hex(&file.bytes)));
    }
}

#[test]
fn it_says_what_the_pack_says() {
    let pack = pack("Seven");
    let mut receipt = Receipt::new(&pack, Format::HtmlFolder, "pages", &made(&pack), &["somebody".to_owned()]);
    let left = |id: &str| LeftOut { id: id.to_owned(), title: id.to_uppercase(), reason: "Not chosen".to_owned() };
    receipt.left_out = vec![left("a"), left("b")];
    let text = receipt.to_text();
    for sentence in [
        "This toolbox describes 7 resources. The documents are not enclosed.",
        "Descriptions are those of the RSO Tool Box (undated, about 2018 to 2019 by its contents).",
        "Issued by RSO",
        "Left out: 2 resources",
        "– Addresses were not checked.",
        "✓ What the office wrote holds no user name and no folder name of this computer.",
        "Contact details are those of the Tool Box, not confirmed.",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
    assert_eq!(text.matches("Not chosen").count(), 1, "a reason is said once");
    assert!(pack.entries().all(|entry| text.contains(&entry.title)));
    let json = receipt.to_json();
    assert_eq!(json["items"].as_array().unwrap().len(), 7);
    assert_eq!(json["left_out"][1]["reason"], "Not chosen");
}

/// A tick stands only for what was looked at and held.
#[test]
fn nothing_is_ticked_that_was_not_measured() {
    let private = ["somchai".to_owned(), "C:\\Users\\somchai".to_owned()];
    let held = |title: &str, private: &[String]| {
        let pack = pack(title);
        let receipt = Receipt::new(&pack, Format::HtmlFolder, "pages", &made(&pack), private);
        assert!(!receipt.measured[0].held, "addresses are never tried by an export");
        receipt.measured[1].held
    };
    assert!(held("For the course", &private));
    assert!(!held("For Somchai, land crossing", &private), "the user's name was typed");
    assert!(!held("For the course", &[]), "nothing was looked for");
}

/// What of the office's own went out is told, and its texts are looked into for words of this computer.
#[test]
fn the_offices_own_is_told_and_looked_into() {
    let mut pack = pack("Seven");
    pack.is_draft = true;
    pack.office.signature = vec!["Head of desk".to_owned()];
    pack.sections[0].category = None;
    pack.sections[0].name = "The first day".to_owned();
    let exported = made(&pack);
    let private = ["somchai".to_owned()];
    let receipt = |pack: &Pack| Receipt::new(pack, Format::HtmlFolder, "pages", &exported, &private);
    let mut told = receipt(&pack);
    told.record = OfficeRecord {
        recipients: vec!["The desk in Bangkok".to_owned()],
        cleared: vec![Cleared { id: "a".to_owned(), role: "Head".to_owned(), on: "20 November 2026".to_owned() }],
        checked: vec!["Checked before it left.".to_owned()],
    };
    let text = told.to_text();
    for line in [
        "Draft",
        "  The first day: 6 resources",
        "  Signature",
        "  a: asked, cleared by Head, on 20 November 2026",
        "  The desk in Bangkok",
    ] {
        assert!(text.lines().any(|it| it == line), "{line} in\n{text}");
    }
    let json = told.to_json();
    assert_eq!((&json["draft"], &json["recipients"][0]), (&true.into(), &"The desk in Bangkok".into()));
    assert_eq!((&json["own"][0], &json["cleared"][0]["role"]), (&"Signature".into(), &"Head".into()));
    assert!(told.measured[1].held);

    let in_foreword = Pack { foreword: RichText::plain("• ask Somchai").blocks(), ..pack.clone() };
    let in_event = Pack { event: Some("with somchai".to_owned()), ..pack.clone() };
    let mut in_section = pack.clone();
    in_section.sections[0].introduction = RichText::plain("by Somchai").blocks();
    for pack in [in_foreword, in_event, in_section] {
        assert!(!receipt(&pack).measured[1].held);
    }
}

#[test]
fn what_to_know_before_handing_it_out_is_noted() {
    let catalogue = built_in();
    let superseded = catalogue.resources.iter().find(|resource| resource.successor().is_some()).unwrap();
    let asked: Vec<_> =
        catalogue.resources.iter().filter(|resource| resource.availability == Availability::OnRequest).collect();
    let mut ids: Vec<_> = asked.iter().map(|resource| resource.id.clone()).collect();
    ids.push(superseded.id.clone());
    let day = CivilDate::parse("2026-11-24").unwrap();
    let pack = build(&catalogue, &ids, &Options::new(day));
    let text = Receipt::new(&pack, Format::HtmlFolder, "pages", &made(&pack), &[]).to_text();
    assert!(text.contains(&format!("“{}”: Newer edition exists: ", superseded.title)), "{text}");
    assert!(!asked.is_empty() && text.contains("On request, from the RSO at info@rso.baliprocess.net: “"), "{text}");
    for resource in asked {
        assert!(text.contains(&format!("“{}”", resource.title)), "{}\n{text}", resource.title);
    }
}
