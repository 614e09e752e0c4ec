//! Any sequence of changes: what holds after each, undo, and what is read back.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rso_toolbox::app::stored::{from_text, to_text};
use rso_toolbox::app::{
    Action, AppState, BrowseCommand, Command, Edit, Effect, ItemEdit, Local, PackFile, SectionEdit, SectionKey,
    Session, Start, Step, StoredPack, dispatch,
};
use rso_toolbox::export::Format;
use rso_toolbox::pack::rich::RichText;
use rso_toolbox::pack::timetable::TimeAvailable;
use rso_toolbox::pack::{EnclosedFile, Sha256};

use crate::commands::{catalogue, clock, edit, fresh, ids, stored};

fn section_key() -> impl Strategy<Value = SectionKey> {
    let category = prop::sample::select(catalogue().categories.iter().map(|it| it.id.clone()).collect::<Vec<_>>());
    prop_oneof![(1_u32..4).prop_map(SectionKey::Own), category.prop_map(SectionKey::Category)]
}

fn section_edit() -> impl Strategy<Value = SectionEdit> {
    prop_oneof![
        ".{0,6}".prop_map(SectionEdit::Heading),
        ".{0,6}".prop_map(|text| SectionEdit::Introduction(RichText::plain(&text))),
        any::<bool>().prop_map(|up| SectionEdit::Move(if up { Step::Up } else { Step::Down })),
        Just(SectionEdit::Remove),
    ]
}

fn item_edit() -> impl Strategy<Value = ItemEdit> {
    let file = EnclosedFile { name: "Guide.pdf".to_owned(), bytes: 3, sha256: Sha256::of(b"pdf") };
    prop_oneof![
        ".{0,6}".prop_map(ItemEdit::Note),
        ".{0,6}".prop_map(ItemEdit::Private),
        any::<bool>().prop_map(move |wanted| ItemEdit::Enclose(wanted.then(|| file.clone()))),
        any::<Option<u32>>().prop_map(|minutes| ItemEdit::Minutes { part: None, minutes }),
    ]
}

fn time() -> impl Strategy<Value = TimeAvailable> {
    prop::sample::select(<TimeAvailable as strum::IntoEnumIterator>::iter().collect::<Vec<_>>())
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let id = prop::sample::select(ids());
    let text = ".{0,12}";
    prop_oneof![
        4 => prop::collection::vec(id.clone(), 1..4).prop_map(Edit::Add),
        2 => id.clone().prop_map(Edit::Remove),
        1 => Just(Edit::Clear),
        2 => (id.clone(), any::<bool>())
            .prop_map(|(id, up)| Edit::Move { id, step: if up { Step::Up } else { Step::Down } }),
        2 => (id.clone(), 0_usize..30).prop_map(|(id, place)| Edit::MoveTo { id, place }),
        2 => text.prop_map(Edit::AddSection),
        2 => (id.clone(), section_key(), any::<Option<usize>>())
            .prop_map(|(id, key, place)| Edit::MoveToSection { id, key, place }),
        2 => (section_key(), section_edit()).prop_map(|(key, change)| Edit::Section { key, change }),
        3 => (id, item_edit()).prop_map(|(id, change)| Edit::Item { id, change }),
        1 => text.prop_map(|text| Edit::Foreword(RichText::plain(&text))),
        1 => any::<bool>().prop_map(|wanted| Edit::Draft(wanted.into())),
        1 => any::<u32>().prop_map(Edit::Copies),
        1 => any::<Option<u32>>().prop_map(Edit::TimeAvailable),
        1 => (prop::collection::vec(prop::sample::select(ids()), 1..3), prop::option::of(time()))
            .prop_map(|(ids, time)| Edit::Accept { ids, title: String::new(), time }),
        1 => text.prop_map(Edit::Title),
        1 => text.prop_map(Edit::Message),
        1 => any::<bool>().prop_map(|wanted| Edit::Format { format: Format::HtmlFile, wanted: wanted.into() }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn undoing_everything_leads_to_the_start_and_redoing_to_the_end(edits in prop::collection::vec(any_edit(), 0..40)) {
        let mut state = fresh();
        let start = state.work.clone();
        for (step, one) in edits.into_iter().enumerate() {
            dispatch(&mut state, Command::Tick(clock(step as u64 * 2_000)));
            edit(&mut state, one);
            let places: Vec<usize> = state.work.items().iter()
                .map(|id| ids().iter().position(|own| own == id).unwrap()).collect();
            let keys: Vec<&SectionKey> = state.work.sections().iter().map(|section| &section.key).collect();
            prop_assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "a section twice");
            for section in state.work.sections() {
                let SectionKey::Category(own) = &section.key else { continue };
                let fits = section.items.iter().all(|item| &catalogue().resource(item.id()).unwrap().category == own);
                prop_assert!(fits, "a resource under another category");
            }
            prop_assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), places.len(), "a resource twice");
        }
        let end = state.work.clone();
        while Action::Undo.resolve(&state).is_ok() {
            dispatch(&mut state, Command::Undo);
        }
        prop_assert_eq!(&state.work, &start);
        while Action::Redo.resolve(&state).is_ok() {
            dispatch(&mut state, Command::Redo);
        }
        prop_assert_eq!(&state.work, &end);
    }

    #[test]
    fn what_is_kept_is_read_as_it_was(edits in prop::collection::vec(any_edit(), 0..20), search in ".{0,20}") {
        let mut state = fresh();
        for one in edits {
            edit(&mut state, one);
        }
        let written = stored(&edit(&mut state, Edit::Event(format!("{search}!")))).file;
        let effects = dispatch(&mut state, Command::Browse(BrowseCommand::Query(format!("{search}!"))));
        let [Effect::SaveSession(session)] = &effects[..] else { panic!("{effects:?}") };
        let read: Session = from_text(&to_text(&**session)).unwrap();
        prop_assert_eq!(&read, &**session);
        let file = PackFile::from_text(&written.to_text()).unwrap();
        prop_assert_eq!(&file, &written);
        let pack = Some(StoredPack { file, local: Local::default(), changed: None });
        let again = AppState::new(Start { session: read, pack, ..Start::fresh(catalogue(), clock(0)) }).0;
        prop_assert_eq!(again.work, state.work);
    }
}
