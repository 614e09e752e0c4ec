//! Any sequence of changes: what holds after each, undo, and what is read back.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rso_toolbox::app::pack_files::{CHANGED, HELD, LetGo};
use rso_toolbox::app::release::{Confirmed, HandlingAnswer, PackClearance, Reader, ReleaseEdit};
use rso_toolbox::app::stored::{from_text, to_text};
use rso_toolbox::app::{
    Action, AppState, BrowseCommand, Clearance, Command, Edit, Effect, FileAnswer, ItemEdit, Local, Outcome, PackFile,
    SaveState, SectionEdit, SectionKey, Session, Start, Step, StoredPack, dispatch,
};
use rso_toolbox::catalogue::{CivilDate, Handling, ModuleId};
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
    let parts = prop::collection::btree_set(prop::sample::select(parts()), 0..3);
    prop_oneof![
        ".{0,6}".prop_map(ItemEdit::Note),
        ".{0,6}".prop_map(ItemEdit::Private),
        any::<bool>().prop_map(move |wanted| ItemEdit::Enclose(wanted.then(|| file.clone()))),
        any::<Option<u32>>().prop_map(|minutes| ItemEdit::Minutes { part: None, minutes }),
        (prop::sample::select(self::parts()), any::<Option<u32>>())
            .prop_map(|(part, minutes)| ItemEdit::Minutes { part: Some(part), minutes }),
        prop::option::of(parts).prop_map(ItemEdit::Modules),
        prop::option::of(cleared()).prop_map(ItemEdit::Clear),
    ]
}

/// Parts of all courses.
fn parts() -> Vec<ModuleId> {
    let catalogue = catalogue();
    let modules = catalogue.resources.iter().filter_map(|resource| resource.modules.as_ref());
    modules.flat_map(|modules| modules.items.iter().map(|module| module.id.clone())).collect()
}

fn cleared() -> impl Strategy<Value = Clearance> {
    ("[A-Z][a-z]{1,5}", prop::option::of(day())).prop_map(|(role, on)| Clearance { role, on })
}

fn day() -> impl Strategy<Value = CivilDate> {
    (2_000_u16..2_100, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| CivilDate::new(year, month, day).unwrap())
}

fn release_edit() -> impl Strategy<Value = ReleaseEdit> {
    let sum = Sha256::of(b"pdf");
    let kept = sum.clone();
    prop_oneof![
        any::<bool>().prop_map(|inside| ReleaseEdit::Reader(if inside { Reader::Office } else { Reader::Outside })),
        (cleared(), "[a-z]{1,6}", prop::sample::select(ids())).prop_map(|(by, reason, id)| {
            let items = [(id, Confirmed { document: None, handling: Handling::NotStated })].into();
            let to = reason.clone();
            ReleaseEdit::Handling(Some(HandlingAnswer { role: by.role, reason, on: by.on, to, items }))
        }),
        Just(ReleaseEdit::Handling(None)),
        prop::option::of(cleared()).prop_map(move |by| ReleaseEdit::Keep { document: kept.clone(), by }),
        prop::option::of(cleared())
            .prop_map(move |by| ReleaseEdit::Cleared(by.map(|by| PackClearance { by, of: sum.clone() }))),
    ]
}

fn one_of<T: strum::IntoEnumIterator + Clone + std::fmt::Debug + 'static>() -> impl Strategy<Value = T> {
    prop::sample::select(T::iter().collect::<Vec<_>>())
}

/// Every kind of change of the pack as a whole.
fn details_edit() -> impl Strategy<Value = Edit> {
    let text = ".{0,12}";
    prop_oneof![
        text.prop_map(|text| Edit::Foreword(RichText::plain(&text))),
        text.prop_map(|text| Edit::Closing(RichText::plain(&text))),
        any::<bool>().prop_map(|wanted| Edit::Draft(wanted.into())),
        any::<bool>().prop_map(|wanted| Edit::Timetable(wanted.into())),
        any::<u32>().prop_map(Edit::Copies),
        any::<Option<u32>>().prop_map(Edit::TimeAvailable),
        text.prop_map(Edit::Title),
        text.prop_map(Edit::PreparedFor),
        text.prop_map(Edit::Event),
        text.prop_map(Edit::Recipients),
        text.prop_map(Edit::IssuedBy),
        text.prop_map(Edit::Message),
        prop::sample::select(vec!["", "th", "ar"]).prop_map(|tag| Edit::Language(tag.to_owned())),
        prop::option::of(day()).prop_map(Edit::Date),
        one_of().prop_map(Edit::Length),
        one_of().prop_map(Edit::Paper),
        one_of().prop_map(Edit::Ink),
        one_of().prop_map(Edit::PrintSize),
        one_of().prop_map(Edit::Cover),
        release_edit().prop_map(Edit::Release),
        (one_of::<Format>(), any::<bool>()).prop_map(|(format, wanted)| Edit::Format { format, wanted: wanted.into() }),
    ]
}

/// A kind of change that is not made above does not compile here: make it there first.
fn is_made_above(edit: &Edit) -> bool {
    match edit {
        Edit::Add(_)
        | Edit::Accept { .. }
        | Edit::Remove(_)
        | Edit::Replace { .. }
        | Edit::Know(_)
        | Edit::Clear
        | Edit::Move { .. }
        | Edit::MoveTo { .. }
        | Edit::MoveToSection { .. }
        | Edit::AddSection(_)
        | Edit::Section { .. }
        | Edit::Cleared { .. }
        | Edit::Title(_)
        | Edit::PreparedFor(_)
        | Edit::Event(_)
        | Edit::Recipients(_)
        | Edit::Language(_)
        | Edit::IssuedBy(_)
        | Edit::Message(_)
        | Edit::Date(_)
        | Edit::Length(_)
        | Edit::Paper(_)
        | Edit::Ink(_)
        | Edit::PrintSize(_)
        | Edit::Cover(_)
        | Edit::Draft(_)
        | Edit::Foreword(_)
        | Edit::Closing(_)
        | Edit::Timetable(_)
        | Edit::TimeAvailable(_)
        | Edit::Copies(_)
        | Edit::Release(_)
        | Edit::Format { .. } => true,
        Edit::Item { change, .. } => match change {
            ItemEdit::Note(_)
            | ItemEdit::Private(_)
            | ItemEdit::Modules(_)
            | ItemEdit::Enclose(_)
            | ItemEdit::Minutes { .. }
            | ItemEdit::Clear(_) => true,
        },
    }
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
        3 => (id.clone(), item_edit()).prop_map(|(id, change)| Edit::Item { id, change }),
        1 => (id.clone(), id.clone()).prop_map(|(id, with)| Edit::Replace { id, with }),
        1 => prop::collection::vec(id.clone(), 1..3).prop_map(Edit::Know),
        1 => (prop::collection::vec(id.clone(), 1..3), cleared()).prop_map(|(ids, by)| Edit::Cleared { ids, by }),
        1 => (prop::collection::vec(id, 1..3), prop::option::of(one_of::<TimeAvailable>()))
            .prop_map(|(ids, time)| Edit::Accept { ids, title: String::new(), time }),
        8 => details_edit(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn undoing_everything_leads_to_the_start_and_redoing_to_the_end(edits in prop::collection::vec(any_edit(), 0..40)) {
        let mut state = fresh();
        let start = state.work.clone();
        for (step, one) in edits.into_iter().enumerate() {
            prop_assert!(is_made_above(&one));
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

/// Another program has the pack by now, or has written another state of it.
#[test]
fn a_pack_that_may_only_be_read_by_now_is_not_changed_by_undo_or_redo() {
    for changed in [false, true] {
        let mut state = fresh();
        edit(&mut state, Edit::Title("One".to_owned()));
        edit(&mut state, Edit::Event("June".to_owned()));
        dispatch(&mut state, Command::Undo);
        let (pack, before) = (state.packs.open.id.clone(), state.work.clone());
        let outcome = if changed {
            Outcome::PackChanged { id: pack }
        } else {
            Outcome::Files(Ok(FileAnswer::LetGo { pack, path: "/sticks/One.rsopack".into(), why: LetGo::Held }))
        };
        dispatch(&mut state, Command::Finished(outcome));
        let why = if changed { CHANGED } else { HELD };
        for (action, command) in [(Action::Undo, Command::Undo), (Action::Redo, Command::Redo)] {
            assert_eq!(action.resolve(&state), Err(why));
            let effects = dispatch(&mut state, command);
            assert!(effects.is_empty() && state.work == before, "{effects:?}");
        }
    }
}

/// Two changes were on their way when another program wrote the pack.
#[test]
fn each_answer_that_a_pack_was_changed_elsewhere_says_not_saved() {
    let mut state = fresh();
    edit(&mut state, Edit::Title("One".to_owned()));
    let id = state.packs.open.id.clone();
    let changed = || Command::Finished(Outcome::PackChanged { id: id.clone() });
    let held = FileAnswer::LetGo { pack: id.clone(), path: "/sticks/One.rsopack".into(), why: LetGo::Held };
    dispatch(&mut state, Command::Finished(Outcome::Files(Ok(held))));
    assert_eq!(state.saved, SaveState::Saving);
    for _ in 0..2 {
        dispatch(&mut state, changed());
        assert_eq!(state.saved, SaveState::Failed);
    }
    let told = state.notices.kept().filter(|notice| notice.words == CHANGED).count();
    assert_eq!(told, 1, "once");
}
