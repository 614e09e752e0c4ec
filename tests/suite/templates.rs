//! Templates and starters: what they keep, what they leave out, and that no rule knows a resource by its name.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use rso_toolbox::app::release::{HandlingAnswer, PackClearance, Reader};
use rso_toolbox::app::templates::{pack_of, starters};
use rso_toolbox::app::{
    Action, Clearance, Command, Dialog, Edit, Effect, ItemEdit, Outcome, PackId, PacksCommand, ReleaseEdit,
    SectionEdit, Shelf, Start, TemplateCommand,
};
use rso_toolbox::catalogue::{Catalogue, CivilDate, file};
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};
use rso_toolbox::pack::rich::RichText;
use rso_toolbox::shell::files::{Existing, write_file};
use rso_toolbox::suggest::rules::Rules;
use rso_toolbox::suggest::suggest;
use serde_json::Value;

use crate::commands::{catalogue, ids};
use crate::packs_store::{Running, open};
use crate::window::{Opened, Window, clock, tool_box};

fn made(catalogue: &Catalogue) -> Vec<rso_toolbox::app::templates::Starter> {
    starters(catalogue, Rules::built_in(), "desk@example.org")
}

#[test]
fn six_starters_are_what_is_proposed_for_the_audiences_that_most_resources_name() {
    let catalogue = catalogue();
    let starters = made(&catalogue);
    assert_eq!(starters.len(), 6);
    let named = |id: &rso_toolbox::catalogue::AudienceId| {
        catalogue.resources.iter().filter(|it| it.audiences.iter().any(|own| own.audience == *id)).count()
    };
    let least = starters.iter().map(|starter| named(&starter.audience)).min().unwrap();
    for audience in &catalogue.audiences {
        let is_offered = starters.iter().any(|starter| starter.audience == audience.id);
        assert!(is_offered || named(&audience.id) <= least, "{}", audience.id);
    }
    for starter in &starters {
        let proposal = suggest(&catalogue, std::slice::from_ref(&starter.audience), "desk@example.org");
        assert!(starter.items.iter().eq(proposal.proposed.iter().map(|it| &it.id)) && !starter.items.is_empty());
        assert!(starter.title.starts_with("Toolbox for "), "{}", starter.title);
    }
}

#[test]
fn an_audience_that_is_gone_is_not_offered_and_no_starter_knows_a_resource() {
    let mut text: Value = serde_json::from_str(file::BUILT_IN).unwrap();
    let gone = made(&catalogue())[0].audience.to_string();
    text["audiences"].as_array_mut().unwrap().retain(|audience| audience["id"] != gone.as_str());
    for resource in text["resources"].as_array_mut().unwrap() {
        if let Some(audiences) = resource["audiences"].as_array_mut() {
            audiences.retain(|it| it["audience"] != gone.as_str() && it["id"] != gone.as_str());
        }
    }
    let changed = file::parse(&text.to_string()).catalogue;
    let starters = made(&changed);
    assert!(!starters.is_empty() && starters.iter().all(|starter| starter.audience.as_str() != gone));

    let renamed = ids().iter().fold(file::BUILT_IN.to_owned(), |text, id| {
        text.replace(&format!("\"{id}\""), &format!("\"x-{}\"", &id.as_str()[..id.as_str().len().min(60)]))
    });
    let renamed = made(&file::parse(&renamed).catalogue);
    let lengths = |all: &[rso_toolbox::app::templates::Starter]| -> Vec<(String, usize)> {
        all.iter().map(|starter| (starter.title.clone(), starter.items.len())).collect()
    };
    assert_eq!(lengths(&renamed), lengths(&made(&catalogue())));
}

/// What was answered and agreed to for the occasion of the pack that is filled.
const ANSWERS: [&str; 7] =
    ["Head of desk", "Deputy", "Trainer", "They train with it", "Archivist", "Director", "\"release\""];

fn agreed(role: &str) -> Clearance {
    Clearance { role: role.to_owned(), on: None }
}

/// A pack with all that belongs to one occasion, and all that does not.
fn fill(running: &mut Running) {
    let (first, second) = (ids()[3].clone(), ids()[8].clone());
    let item = |change| Edit::Item { id: first.clone(), change };
    let file = EnclosedFile { name: "Guide.pdf".to_owned(), bytes: 4, sha256: Sha256::of(b"%PDF") };
    for edit in [
        Edit::Title("Border week".to_owned()),
        Edit::Add(vec![first.clone(), second.clone()]),
        Edit::PreparedFor("Ms A.".to_owned()),
        Edit::Event("Hanoi".to_owned()),
        Edit::Recipients("Desk officers".to_owned()),
        Edit::Date(CivilDate::new(2025, 11, 1)),
        Edit::Foreword(RichText::plain("Welcome")),
        Edit::AddSection("Day one".to_owned()),
        Edit::MoveToSection { id: second, key: rso_toolbox::app::SectionKey::Own(1), place: None },
        Edit::Section {
            key: rso_toolbox::app::SectionKey::Own(1),
            change: SectionEdit::Introduction(RichText::plain("Read first")),
        },
        item(ItemEdit::Note("Chapter two".to_owned())),
        item(ItemEdit::Private("Ask Mr B.".to_owned())),
        item(ItemEdit::Clear(Some(agreed("Head of desk")))),
        item(ItemEdit::Enclose(Some(file))),
        Edit::Release(ReleaseEdit::Reader(Reader::Office)),
        Edit::Release(ReleaseEdit::Handling(Some(HandlingAnswer {
            role: "Trainer".to_owned(),
            reason: "They train with it".to_owned(),
            ..HandlingAnswer::default()
        }))),
        Edit::Release(ReleaseEdit::Keep { document: Sha256::of(b"%PDF"), by: Some(agreed("Archivist")) }),
        Edit::Release(ReleaseEdit::Cleared(Some(PackClearance { by: agreed("Director"), of: Sha256::of(b"pack") }))),
        Edit::Add(vec![ids()[5].clone()]),
        Edit::Item { id: ids()[5].clone(), change: ItemEdit::Clear(Some(agreed("Deputy"))) },
        Edit::Remove(ids()[5].clone()),
    ] {
        running.edit(edit);
    }
    running.until_saved();
    let folder = running.store().folder(Shelf::Packs, &running.state.packs.open.id).join("files");
    fs::create_dir_all(&folder).unwrap();
    write_file(&folder.join(Sha256::of(b"%PDF").as_str()), b"%PDF", Existing::Keep).unwrap();
}

#[test]
fn a_template_keeps_the_work_and_leaves_out_the_occasion() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    fill(&mut running);
    let pack = running.state.packs.open.id.clone();
    running.send(Command::Template(TemplateCommand::Save("  Border week, usual ".to_owned())));
    running.until("a template", |state| state.templates.own.len() == 1);
    let entry = running.state.templates.own[0].clone();
    assert_eq!((entry.title.as_str(), entry.items.len()), ("Border week, usual", 2));
    assert_eq!(running.state.packs.entries().len(), 1, "a template is no pack");
    let path = running.store().folder(Shelf::Templates, &entry.id);
    let text = fs::read_to_string(path.join("pack.json")).unwrap();
    for gone in ["Ms A.", "Hanoi", "Desk officers", "2025-11-01", "Ask Mr B."].iter().chain(&ANSWERS) {
        assert!(!text.contains(gone), "{gone}");
    }
    for kept in ["Welcome", "Day one", "Read first", "Chapter two", "Guide.pdf"] {
        assert!(text.contains(kept), "{kept}");
    }

    running.send(Command::Template(TemplateCommand::Use(entry.id.clone())));
    running.until("the new pack", |state| state.packs.open.id != pack && !state.work.items().is_empty());
    let made = running.state.packs.open.id.clone();
    assert!(made != entry.id && running.state.work.details.title == "Border week, usual");
    let document = running.store().folder(Shelf::Packs, &made).join("files").join(Sha256::of(b"%PDF").as_str());
    assert_eq!(fs::read(document).unwrap(), b"%PDF");
    running.edit(Edit::Title("This year".to_owned()));
    running.until_saved();
    assert_eq!(fs::read_to_string(path.join("pack.json")).unwrap(), text, "the template stays as it is");

    running.send(Command::Template(TemplateCommand::MoveToTrash(entry.id.clone())));
    running.until("no template", |state| state.templates.own.is_empty());
    running.ask(PacksCommand::Restore(entry.id.clone()));
    running.until("a pack", |state| state.packs.entry(&entry.id).is_some_and(|it| it.shelf == Shelf::Packs));
}

#[test]
fn a_duplicate_keeps_the_work_and_none_of_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    fill(&mut running);
    let pack = running.state.packs.open.id.clone();
    let text = |running: &Running, id: &PackId| {
        fs::read_to_string(running.store().folder(Shelf::Packs, id).join("pack.json")).unwrap()
    };
    let original = text(&running, &pack);
    assert!(ANSWERS.iter().all(|answer| original.contains(answer)), "{original}");
    running.ask(PacksCommand::Duplicate(pack.clone()));
    running.until("the copy", |state| state.packs.entries().len() == 2);
    let copy = running.state.packs.entries().iter().find(|entry| entry.id != pack).unwrap().id.clone();
    let copied = text(&running, &copy);
    for gone in ANSWERS {
        assert!(!copied.contains(gone), "{gone}");
    }
    for kept in ["Ms A.", "Hanoi", "Desk officers", "Ask Mr B.", "Welcome", "Chapter two", "Guide.pdf"] {
        assert!(copied.contains(kept), "{kept}");
    }
    assert!(original.contains("2025-11-01") && !copied.contains("2025-11-01"), "it bears the day on which it goes out");
    assert_eq!(text(&running, &pack), original, "what was answered for the first one stays");

    // Templates of earlier versions of the program hold answers.
    let file = running.store().read(Shelf::Packs, &pack).unwrap().file;
    let begun = pack_of(&file, copy, CivilDate::new(2026, 11, 24).unwrap()).to_text();
    assert!(ANSWERS.iter().all(|answer| !begun.contains(answer)), "{begun}");
}

#[test]
fn a_starter_begins_a_pack_and_the_open_one_stays_in_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = open(folder.path());
    running.edit(Edit::Title("First".to_owned()));
    let first = running.state.packs.open.id.clone();
    running.send(Command::Template(TemplateCommand::Ask));
    running.until("starters", |state| state.templates.starters.is_some());
    let starter = running.state.templates.starters.as_ref().unwrap()[2].clone();
    running.send(Command::Template(TemplateCommand::Begin(starter.audience.clone())));
    assert!(running.state.packs.open.id != first && running.state.dialog().is_none());
    assert_eq!(running.state.work.details.title, starter.title);
    assert_eq!(running.state.work.items().len(), starter.items.len());
    running.until_saved();
    running.until("both", |state| state.packs.entries().len() == 2);
}

#[test]
fn the_list_shows_what_each_holds_before_one_is_chosen() {
    for (name, size, scale, theme) in [
        ("1366", (1366.0, 768.0), 1.0, Theme::Light),
        ("683", (683.0, 384.0), 2.0, Theme::Light),
        ("dark", (1366.0, 768.0), 1.0, Theme::Dark),
    ] {
        let start = Start { documents: Some(PathBuf::from("/documents")), ..Start::fresh(tool_box(), clock()) };
        let opened = Opened { size: Vec2::new(size.0, size.1), scale, theme, ..Opened::default() };
        let mut window = Window::open(start, opened);
        window.send([Action::FromTemplate.resolve(window.harness.state().state()).unwrap()]);
        assert!(window.asked.borrow().iter().any(|effect| matches!(effect, Effect::MakeStarters { .. })));
        window.harness.get_by_label("Looking through the audiences");
        let starters = made(&tool_box());
        window.send([Command::Finished(Outcome::StartersMade(starters.clone().into()))]);
        window.picture(&format!("templates-{name}"));
        let second = format!("{}, {} resources", starters[1].title, starters[1].items.len());
        window.harness.get_by_label(&second).click();
        window.harness.run();
        window.harness.get_by_label(&format!("In it: {} resources", starters[1].items.len()));
        window.harness.get_by_label("New pack").click();
        window.harness.run();
        let state = window.harness.state().state();
        assert_eq!((state.work.details.title.as_str(), state.dialog()), (starters[1].title.as_str(), None));
        window.send([Action::SaveTemplate.resolve(window.harness.state().state()).unwrap()]);
        window.picture(&format!("templates-save-{name}"));
        assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::SaveTemplate));
    }
}

/// The rules of an office change what is proposed, so a starter names them.
#[test]
fn a_starter_names_rules_that_are_not_the_programs_own() {
    let rule = Rules::built_in().lines()[0].id.clone();
    for (rules, named) in [
        (Rules::built_in().clone(), None),
        (Rules::built_in().without(&rule), Some(format!("Made with: The office’s changed rules “without {rule}”."))),
    ] {
        let start = Start { rules: Arc::new(rules), ..Start::fresh(tool_box(), clock()) };
        let mut window = Window::open(start, Opened::default());
        window.send([Command::Template(TemplateCommand::Ask)]);
        window.send([Command::Finished(Outcome::StartersMade(made(&tool_box()).into()))]);
        let found = window.harness.query_all_by_label_contains("Made with: ").count();
        assert_eq!(found, usize::from(named.is_some()));
        if let Some(named) = named {
            window.harness.get_by_label(&named);
        }
    }
}
