//! The check stands before everything that leaves, and what is answered there stays with the office.

use std::path::PathBuf;
use std::sync::Arc;

use rso_toolbox::app::release::{
    Facts, Finding, Kind, Light, Looked, Pages, Property, Reader, ReleaseEdit, Table, Tells, check, for_receipt,
};
use rso_toolbox::app::{
    Action, AppState, Command, Dialog, DialogCommand, Edit, Effect, EnclosingCommand, ItemEdit, Leave, OutgoingCommand,
    PackDraft, PackFile, PackId, PreferenceCommand, ReleaseCommand, Start, dispatch,
};
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{Catalogue, ResourceId};
use rso_toolbox::export::pages::{Layout, Overfull};
use rso_toolbox::export::receipt::Receipt;
use rso_toolbox::export::{self, FontSet, Format, Unwatched};
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};
use rso_toolbox::pack::{Length, Logo};
use rso_toolbox::shell::files::{Existing, write_file};

use crate::commands::clock;
use crate::release::{Desk, by, catalogues, day, first};

#[test]
fn overfull_pages_are_found_on_the_pages() {
    let [catalogue, _] = catalogues();
    let mut ids: Vec<ResourceId> = catalogue.resources.iter().take(4).map(|it| it.id.clone()).collect();
    ids.sort();
    let mut desk = Desk::with(&catalogue, &ids);
    desk.edit(Edit::Length(Length::Full));
    let laid_out = |desk: &Desk| {
        let recipe = rso_toolbox::app::Recipe::of(Arc::clone(&catalogue), &desk.work, desk.today, &desk.office);
        let pack = recipe.build();
        Layout::of(&pack, &FontSet::default()).unwrap().overfull(&pack)
    };
    let found = laid_out(&desk);
    assert!(found.is_empty(), "{found:?}");
    let note = |text: String| Edit::Item { id: ids[1].clone(), change: ItemEdit::Note(text) };
    desk.edit(note("A long note to the reader. ".repeat(140)));
    let found = laid_out(&desk);
    assert!(found.iter().any(|it| it.entry.as_ref() == Some(&ids[1]) && it.pages > 1), "{found:?}");
    desk.overfull = Some(found);
    assert_eq!(desk.light(Kind::Pages), Some(Light::Look));
    assert!(desk.of(Kind::Pages)[0].words.contains(" pages, from page "));
    desk.edit(note(String::new()));
    desk.edit(Edit::Length(Length::Compact));
    desk.overfull = Some(laid_out(&desk));
    assert_eq!(desk.light(Kind::Pages), Some(Light::Good));
    desk.overfull = Some(vec![Overfull { page: 2, entry: None, pages: 1 }]);
    assert!(desk.of(Kind::Pages)[0].words.starts_with("Page 3 is overfull"));
    desk.overfull = None;
    assert_eq!(desk.light(Kind::Pages), Some(Light::Look), "nothing is claimed of pages that were not laid out");
}

#[test]
fn a_logo_with_properties_is_told() {
    let [catalogue, _] = catalogues();
    let mut desk = Desk::with(&catalogue, &[first(&catalogue, |_| true)]);
    let mut logo = |text: &str| {
        let png = crate::properties::png(&[(b"tEXt", text.as_bytes())]);
        desk.office.texts.logo = Some(Logo { png: Arc::new(png), width_px: 1, height_px: 1 });
        desk.light(Kind::Private)
    };
    assert_eq!(logo("Author\0A. Lee"), Some(Light::Stop));
    assert_eq!(logo("Title\0Our mark"), Some(Light::Good));
}

fn ready() -> AppState {
    let (mut state, _) = AppState::new(Start::fresh(Arc::new(built_in()), clock(0)));
    let id = state.catalogue.resources[0].id.clone();
    for edit in [Edit::Add(vec![id]), Edit::Title("T".to_owned()), Edit::IssuedBy("O".to_owned())] {
        dispatch(&mut state, Command::Edit(edit));
    }
    dispatch(&mut state, Command::Outgoing(OutgoingCommand::Folder(PathBuf::from("out"))));
    state
}

fn exported(effects: &[Effect]) -> Option<&rso_toolbox::app::outgoing::Request> {
    effects.iter().find_map(|effect| match effect {
        Effect::Export(request) => Some(&**request),
        _ => None,
    })
}

#[test]
fn the_check_stands_before_every_export_and_print() {
    let mut state = ready();
    for (ask, leave) in [
        (Command::Release(ReleaseCommand::Ask(Leave::Export)), Leave::Export),
        (Action::Print.resolve(&state).unwrap(), Leave::Print),
        (Action::ReleaseCheck.resolve(&state).unwrap(), Leave::Nothing),
    ] {
        let effects = dispatch(&mut state, ask);
        assert!(matches!(&effects[..], [Effect::LookOver(over)] if over.recipe.is_some()), "{effects:?}");
        assert_eq!(state.dialog(), Some(&Dialog::Release(leave)));
    }
    dispatch(&mut state, Command::Dialog(DialogCommand::Close));
    assert_eq!(state.dialog(), None, "one is open at a time");
    dispatch(&mut state, Command::Edit(Edit::Title(String::new())));
    let effects = dispatch(&mut state, Command::Release(ReleaseCommand::Ask(Leave::Export)));
    assert!(effects.is_empty() && state.dialog().is_none() && state.outgoing.tried, "the form says what is lacking");
}

#[test]
fn what_stops_it_keeps_it_from_leaving() {
    let mut state = ready();
    let id = state.work.items()[0].clone();
    let file = EnclosedFile { name: "a.pdf".to_owned(), bytes: 1, sha256: Sha256::of(b"a") };
    dispatch(&mut state, Command::Edit(Edit::Item { id, change: ItemEdit::Enclose(Some(file)) }));
    let effects = dispatch(&mut state, Command::Release(ReleaseCommand::Ask(Leave::Export)));
    let Some(Effect::LookOver(over)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(over.documents, [Sha256::of(b"a")]);
    for command in [Command::Release(ReleaseCommand::Go(Leave::Export)), Command::Outgoing(OutgoingCommand::Start)] {
        assert!(exported(&dispatch(&mut state, command)).is_none());
    }
    assert_eq!(state.dialog(), Some(&Dialog::Release(Leave::Export)));
    // The document does not go out with what is printed; an empty title would.
    let prints = |state: &mut AppState| {
        let effects = dispatch(state, Command::Release(ReleaseCommand::Go(Leave::Print)));
        effects.iter().any(|it| matches!(it, Effect::Print(_)))
    };
    let mut printed = ready();
    let id = printed.work.items()[0].clone();
    let file = EnclosedFile { name: "a.pdf".to_owned(), bytes: 1, sha256: Sha256::of(b"a") };
    dispatch(&mut printed, Command::Edit(Edit::Item { id, change: ItemEdit::Enclose(Some(file)) }));
    assert!(prints(&mut printed));
    dispatch(&mut printed, Command::Edit(Edit::Title(String::new())));
    assert!(!prints(&mut printed));
    dispatch(&mut state, Command::Edit(Edit::Release(ReleaseEdit::Reader(Reader::Office))));
    let looked = rso_toolbox::app::LookedOver {
        revision: state.revision,
        number: state.release.asked,
        documents: [(Sha256::of(b"a"), Looked::Into(Vec::new()))].into(),
        overfull: Some(Vec::new()),
    };
    dispatch(&mut state, Command::Finished(rso_toolbox::app::Outcome::LookedOver(looked)));
    let effects = dispatch(&mut state, Command::Release(ReleaseCommand::Go(Leave::Export)));
    let request = exported(&effects).expect("nothing stops it");
    assert!(
        request.record.checked.iter().any(|line| line == "Who gets it: inside the office."),
        "{:?}",
        request.record.checked
    );
    assert_eq!(state.dialog(), None);
}

#[test]
fn a_copy_to_share_leaves_only_after_the_check() {
    let mut state = ready();
    let id = state.work.items()[0].clone();
    let file = EnclosedFile { name: "a.pdf".to_owned(), bytes: 1, sha256: Sha256::of(b"a") };
    let picks = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::PickFile { .. }));
    dispatch(&mut state, Command::Edit(Edit::Item { id, change: ItemEdit::Enclose(Some(file)) }));
    let ask = Action::ShareCopy.resolve(&state).unwrap();
    assert!(!picks(&dispatch(&mut state, ask)));
    assert_eq!(state.dialog(), Some(&Dialog::Release(Leave::Share)));
    let go = || Command::Release(ReleaseCommand::Go(Leave::Share));
    assert!(!picks(&dispatch(&mut state, go())), "its document may not go outside as it is");
    dispatch(&mut state, Command::Edit(Edit::Release(ReleaseEdit::Reader(Reader::Office))));
    // A copy has no first page: its title may be empty.
    dispatch(&mut state, Command::Edit(Edit::Title(String::new())));
    let looked = rso_toolbox::app::LookedOver {
        revision: state.revision,
        number: state.release.asked,
        documents: [(Sha256::of(b"a"), Looked::Into(Vec::new()))].into(),
        overfull: None,
    };
    dispatch(&mut state, Command::Finished(rso_toolbox::app::Outcome::LookedOver(looked)));
    assert!(picks(&dispatch(&mut state, go())));
    assert_eq!(state.dialog(), None);
}

#[test]
fn a_change_while_the_check_is_open_is_looked_over_again() {
    let mut state = ready();
    dispatch(&mut state, Command::Release(ReleaseCommand::Ask(Leave::Export)));
    let old = state.revision;
    let effects = dispatch(&mut state, Command::Edit(Edit::Message("More".to_owned())));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::LookOver(over) if over.revision == state.revision)));
    let older = rso_toolbox::app::LookedOver { revision: old, overfull: Some(Vec::new()), ..Default::default() };
    dispatch(&mut state, Command::Finished(rso_toolbox::app::Outcome::LookedOver(older)));
    let pages = state.release_check(Leave::Export).into_iter().find(|it| it.kind == Kind::Pages).unwrap();
    assert_eq!(pages.words, "The pages are being laid out");
    let told = |state: &AppState| {
        let pages = state.release_check(Leave::Export).into_iter().find(|it| it.kind == Kind::Pages);
        pages.map(|it| it.words).unwrap_or_default()
    };
    let look = |state: &mut AppState, number: u64, overfull: Option<Vec<Overfull>>| {
        let looked = rso_toolbox::app::LookedOver { revision: state.revision, number, overfull, ..Default::default() };
        dispatch(state, Command::Finished(rso_toolbox::app::Outcome::LookedOver(looked)));
    };
    let first = state.release.asked;
    look(&mut state, first, Some(Vec::new()));
    assert_eq!(told(&state), "Everything fits on its page");
    // What the office prints changes the pages too, though the pack is the same.
    let mut office = state.office.draft();
    office.texts.disclaimer = "No liability.".to_owned();
    let effects = dispatch(&mut state, Command::Preference(PreferenceCommand::Office(Box::new(office))));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::LookOver(_))), "{effects:?}");
    assert_eq!(told(&state), "The pages are being laid out");
    look(&mut state, first, Some(Vec::new()));
    assert_eq!(told(&state), "The pages are being laid out", "what comes late is of other pages");
    let last = state.release.asked;
    look(&mut state, last, None);
    assert!(told(&state).starts_with("The pages could not be laid out"), "{}", told(&state));
}

#[test]
fn a_button_leads_to_where_it_is_mended() {
    let mut state = ready();
    dispatch(&mut state, Command::Release(ReleaseCommand::Ask(Leave::Nothing)));
    dispatch(&mut state, Command::Release(ReleaseCommand::ShowFields));
    assert_eq!(state.dialog(), Some(&Dialog::Export));
    dispatch(&mut state, Command::Release(ReleaseCommand::Ask(Leave::Nothing)));
    let id = state.work.items()[0].clone();
    dispatch(&mut state, Command::Release(ReleaseCommand::Show(id.clone())));
    assert_eq!((state.dialog(), state.browse.open_resource()), (None, Some(&id)));
}

/// What only the office may know, in a pack that has all of it.
fn with_secrets(catalogue: &Arc<Catalogue>) -> (AppState, [&'static str; 6]) {
    let secrets = ["Quuxrole", "Quuxreason", "Quuxrecipient", "Quuxprivate", "Quuxcleared", "Quuxkeeper"];
    let (mut state, _) = AppState::new(Start::fresh(Arc::clone(catalogue), clock(0)));
    let ids: Vec<ResourceId> = catalogue.resources.iter().map(|it| it.id.clone()).collect();
    let id = ids[3].clone();
    let edits = [
        Edit::Add(ids),
        Edit::Title("T".to_owned()),
        Edit::IssuedBy("Regional Support Office".to_owned()),
        Edit::Recipients(secrets[2].to_owned()),
        Edit::Item { id: id.clone(), change: ItemEdit::Private(secrets[3].to_owned()) },
        Edit::Item { id, change: ItemEdit::Clear(Some(by(secrets[4]))) },
        Edit::Release(ReleaseEdit::Keep { document: Sha256::of(b"a"), by: Some(by(secrets[5])) }),
    ];
    for edit in edits {
        dispatch(&mut state, Command::Edit(edit));
    }
    let (role, reason) = (secrets[0].to_owned(), secrets[1].to_owned());
    dispatch(&mut state, Command::Release(ReleaseCommand::ConfirmHandling { role, reason }));
    (state, secrets)
}

#[test]
fn what_the_office_answered_is_in_no_output_and_in_the_kept_receipt() {
    for catalogue in catalogues() {
        let (state, secrets) = with_secrets(&catalogue);
        let recipe = state.recipe();
        let pack = recipe.build();
        for format in [Format::Pdf, Format::HtmlFile, Format::HtmlFolder] {
            let exported = export::export(&pack, format, &FontSet::default(), &Unwatched).unwrap();
            let receipt = Receipt::new(&pack, format, "out", &exported, &[]);
            let texts: Vec<Vec<u8>> = match exported.body {
                export::Body::File(bytes) if format == Format::Pdf => {
                    let mut text = lopdf_text(&bytes);
                    text.extend(bytes);
                    vec![text]
                }
                export::Body::File(bytes) => vec![bytes],
                export::Body::Folder(bundle) => bundle.files.into_iter().map(|file| file.bytes.to_vec()).collect(),
            };
            assert!(texts.iter().any(|text| holds(text, "Regional Support Office")), "{format:?}: the test reads it");
            for secret in secrets {
                assert!(!texts.iter().any(|text| holds(text, secret)), "{format:?}: {secret}");
            }
            assert!(receipt.record.checked.is_empty(), "what an export says of itself holds no answer");
        }
        let copied = rso_toolbox::pack::text::of_pack(&pack);
        for secret in secrets {
            assert!(!copied.plain.contains(secret) && !copied.html.contains(secret), "{secret}");
        }
        let table = Table::built_in();
        let facts = Facts {
            catalogue: &state.catalogue,
            work: &state.work,
            office: &state.office,
            rules: &state.rules,
            table,
            today: state.clock.today,
            looked: &state.release.looked,
            pages: Pages::Waiting,
            leave: Leave::Export,
            is_foreign: false,
            private: &[],
        };
        let lines = for_receipt(&facts, &check(&facts)).join("\n");
        for kept in [secrets[0], secrets[1]] {
            assert!(lines.contains(kept), "{kept}: {lines}");
        }
        let id = PackId::of(b"x");
        let file = PackFile::new(id.clone(), day("2026-11-24"), PackDraft::of(&state.work, serde_json::Map::new()));
        let text = file.to_text();
        for kept in secrets {
            assert!(text.contains(kept), "the pack itself keeps {kept}");
        }
        let schema = serde_json::from_str(include_str!("../../assets/pack/pack.schema.json")).unwrap();
        let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.add_resource("pack.schema.json", schema).unwrap();
        let index = compiler.compile("pack.schema.json", &mut schemas).unwrap();
        assert!(schemas.validate(&file.write(), index).is_ok(), "{text}");
        let read = PackFile::from_text(&text).unwrap();
        assert_eq!(read.draft, file.draft);
        let (shared, left_out) = file.shared(PackId::of(b"y"));
        for secret in secrets {
            assert!(!shared.to_text().contains(secret), "{secret}");
        }
        assert!(left_out.iter().any(|it| it.starts_with("What was answered before it left")), "{left_out:?}");
    }
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// All texts of a PDF, as a reader sees them, and the file's own properties.
fn lopdf_text(bytes: &[u8]) -> Vec<u8> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap_or_default().into_bytes()
}

#[test]
fn a_copy_of_a_picture_without_its_properties_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Poster.jpg");
    write_file(&path, &crate::properties::photograph(6), Existing::Keep).unwrap();
    let mut running = crate::packs_store::open(&folder.path().join("data"));
    let id = running.state.catalogue.resources[0].id.clone();
    running.edit(Edit::Add(vec![id.clone()]));
    running.send(Command::Enclosing(EnclosingCommand::Take(id.clone(), path)));
    let file = |state: &AppState| state.work.item(&id).and_then(|item| item.content.file.clone());
    running.until("enclosed", |state| file(state).is_some());
    let taken = file(&running.state).unwrap();
    running.send(Command::Release(ReleaseCommand::Ask(Leave::Nothing)));
    let private = |state: &AppState| -> Finding {
        let findings = state.release_check(Leave::Export);
        findings.into_iter().find(|it| matches!(it.kind, Kind::Private | Kind::Documents)).unwrap()
    };
    running.until("looked into", |state| private(state).kind == Kind::Private);
    let finding = private(&running.state);
    assert_eq!(finding.light, Light::Stop);
    assert_eq!(finding.leads[0].words, "Enclose a copy without these properties");
    running.send(finding.leads[0].command.clone());
    running.until("cleaned", |state| file(state).is_some_and(|now| now != taken));
    let copy = file(&running.state).unwrap();
    assert_eq!((copy.name.as_str(), copy.bytes < taken.bytes), ("Poster.jpg", true));
    running.until("in order", |state| {
        let findings = state.release_check(Leave::Export);
        let mut told = findings.iter().filter(|it| matches!(it.kind, Kind::Private | Kind::Documents));
        told.all(|it| it.light == Light::Good)
    });
    running.send(Command::Undo);
    assert_eq!(file(&running.state), Some(taken), "the picture as it was comes back");
}

#[test]
fn what_cannot_be_cleaned_here_says_how_it_is_done() {
    let [catalogue, _] = catalogues();
    let id = first(&catalogue, |_| true);
    let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
    let author = Property { tells: Tells::Person, name: "Author", value: "A. Lee".to_owned() };
    for (name, words) in [("a.PDF", "changes no PDF"), ("a.docx", "Inspect Document"), ("a.odt", "Save the document")] {
        let file = EnclosedFile { name: name.to_owned(), bytes: 1, sha256: Sha256::of(b"a") };
        desk.edit(Edit::Item { id: id.clone(), change: ItemEdit::Enclose(Some(file)) });
        desk.looked.insert(Sha256::of(b"a"), Looked::Into(vec![author.clone()]));
        let found = desk.of(Kind::Private);
        assert!(found[0].to_do.contains(words), "{found:?}");
        assert!(found[0].leads.iter().all(|lead| !lead.words.contains("copy")), "{found:?}");
    }
}
