//! Commands: a state, what was asked for, and the state and effects that follow.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rso_toolbox::app::outgoing::{IfExists, Request};
use rso_toolbox::app::pack_files::Overwrite;
use rso_toolbox::app::packs::READ_ONLY;
use rso_toolbox::app::stored::{Stored as _, from_text};
use rso_toolbox::app::{
    Action, AppState, BrowseCommand, Clock, Command, Dialog, DialogCommand, Edit, Effect, Existing, Failure,
    FilePurpose, FileTask, FilesCommand, GivingCommand, Local, Menu, Mode, Moment, NoticeId, Office, Outcome,
    OutgoingCommand, OutgoingId, PackFile, PackId, PackingCommand, Page, PreferenceCommand, RequestFor, Revision,
    SaveState, Session, Settings, Stage, Start, Step, StoredPack, Tone, Wanted, When, WindowEffect, dispatch,
};
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{AudienceId, Catalogue, CategoryId, CivilDate, ResourceId};
use rso_toolbox::export::Format;
use strum::IntoEnumIterator as _;

pub(crate) fn catalogue() -> Arc<Catalogue> {
    thread_local! {
        static CATALOGUE: Arc<Catalogue> = Arc::new(built_in());
    }
    CATALOGUE.with(Arc::clone)
}

pub(crate) fn clock(now_ms: u64) -> Clock {
    Clock { now_ms, today: CivilDate::new(2026, 11, 24).unwrap() }
}

pub(crate) fn fresh() -> AppState {
    AppState::new(Start::fresh(catalogue(), clock(0))).0
}

pub(crate) fn ids() -> Vec<ResourceId> {
    catalogue().resources.iter().map(|resource| resource.id.clone()).collect()
}

/// A moment of the tests' day.
pub(crate) fn at(minute: u8) -> When {
    When { at: Moment(1_795_525_200 + 60 * i64::from(minute)), date: clock(0).today, hour: 13, minute }
}

/// The pack as it was written last.
pub(crate) fn stored(effects: &[Effect]) -> StoredPack {
    let written = effects.iter().rev().find_map(|effect| match effect {
        Effect::SavePack { pack, .. } => Some((**pack).clone()),
        _ => None,
    });
    StoredPack { file: written.expect("the pack is written"), local: Local::default(), changed: None }
}

fn superseded() -> ResourceId {
    catalogue().resources.iter().find(|resource| resource.successor().is_some()).unwrap().id.clone()
}

/// A resource of each place that has no newer edition.
fn plain(place: usize) -> ResourceId {
    let catalogue = catalogue();
    let plain = catalogue.resources.iter().filter(|resource| resource.successor().is_none());
    plain.map(|resource| resource.id.clone()).nth(place).unwrap()
}

fn add(state: &mut AppState, place: usize) -> Vec<Effect> {
    dispatch(state, Command::Packing(PackingCommand::Toggle(plain(place))))
}

pub(crate) fn edit(state: &mut AppState, edit: Edit) -> Vec<Effect> {
    dispatch(state, Command::Edit(edit))
}

fn ready_to_export() -> AppState {
    let mut state = fresh();
    add(&mut state, 0);
    add(&mut state, 7);
    edit(&mut state, Edit::Title("Toolbox for trainers".to_owned()));
    edit(&mut state, Edit::IssuedBy("Regional Support Office".to_owned()));
    dispatch(&mut state, Command::Outgoing(OutgoingCommand::Folder(PathBuf::from("out"))));
    state
}

fn started(effects: &[Effect]) -> &Request {
    let request = effects.iter().find_map(|effect| match effect {
        Effect::Export(request) => Some(request),
        _ => None,
    });
    request.expect("an export")
}

#[test]
fn every_action_has_its_words_its_menu_and_keys_of_its_own() {
    let labels: BTreeSet<&str> = Action::iter().map(Action::label).collect();
    assert_eq!(labels.len(), Action::iter().count(), "two actions with the same words");
    assert!(!labels.contains(""));

    let keys: Vec<&str> = Action::iter().filter_map(Action::shortcut).collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "two actions with the same keys");

    for menu in Menu::iter() {
        assert!(menu.actions().next().is_some(), "{menu:?} is empty");
        assert!(menu.actions().all(|action| action.menu() == menu), "{menu:?} shows what belongs elsewhere");
    }
    let undo_and_redo: Vec<Action> = Menu::Edit.actions().take(2).collect();
    assert_eq!(undo_and_redo, [Action::Undo, Action::Redo], "as in every program");
}

#[test]
fn an_action_that_is_not_available_says_why() {
    let fresh = fresh();
    let refused: Vec<(&str, &str)> =
        Action::iter().filter_map(|action| Some((action.label(), action.resolve(&fresh).err()?))).collect();
    assert!(refused.iter().all(|(_, why)| !why.is_empty() && !why.ends_with('.')), "{refused:?}");
    for needs_items in [Action::Export, Action::Print, Action::ClearPack, Action::CopyPack, Action::AskForPack] {
        assert_eq!(needs_items.resolve(&fresh).err(), Some("Add a resource first"), "{needs_items:?}");
    }
    let ready = ready_to_export();
    for ready_now in [Action::Export, Action::Print, Action::ClearPack, Action::Undo, Action::NewPack] {
        assert!(ready_now.resolve(&ready).is_ok(), "{ready_now:?}");
    }
}

#[test]
fn every_available_action_does_something_and_none_fails() {
    for action in Action::iter() {
        let mut state = ready_to_export();
        dispatch(&mut state, Command::Browse(BrowseCommand::Open(Page::Resource(plain(1)))));
        dispatch(&mut state, Command::Packing(PackingCommand::Select(Some(plain(0)))));
        if let Ok(command) = action.resolve(&state) {
            dispatch(&mut state, command);
            assert!(state.notices.shown().iter().all(|notice| notice.tone != Tone::Failure), "{action:?}");
        }
    }
}

#[test]
fn adding_saves_at_once_counts_pages_and_can_be_undone() {
    let mut state = fresh();
    let effects = add(&mut state, 3);
    assert_eq!(state.work.items(), [plain(3)]);
    assert!(matches!(&effects[0], Effect::LayOutPages { revision: Revision(1), .. }), "{effects:?}");
    let Effect::SavePack { pack, revision } = &effects[1] else { panic!("{effects:?}") };
    assert!(pack.draft.items().eq([&plain(3)]));
    assert_eq!(state.saved, SaveState::Saving);
    let written = Outcome::PackSaved { id: pack.id.clone(), revision: *revision, at: at(0) };
    dispatch(&mut state, Command::Finished(written));
    assert_eq!(state.saved, SaveState::Saved);

    assert_eq!(Action::Undo.current_label(&state), "Undo add");
    dispatch(&mut state, Command::Undo);
    assert!(state.work.items().is_empty());
    dispatch(&mut state, Command::Redo);
    assert_eq!(state.work.items(), [plain(3)]);
}

#[test]
fn a_superseded_resource_shows_its_newer_edition_first() {
    let mut state = fresh();
    let old = superseded();
    dispatch(&mut state, Command::Packing(PackingCommand::Toggle(old.clone())));
    assert_eq!(state.dialog(), Some(&Dialog::Superseded(old.clone())));
    assert!(state.work.items().is_empty());
    dispatch(&mut state, Command::Packing(PackingCommand::AddAnyway(old.clone())));
    assert_eq!(state.dialog(), None);
    assert_eq!(state.work.items(), std::slice::from_ref(&old));
    dispatch(&mut state, Command::Packing(PackingCommand::Toggle(old)));
    assert!(state.work.items().is_empty() && state.dialog().is_none());
}

#[test]
fn a_pack_keeps_the_categories_in_the_catalogues_order() {
    let mut state = fresh();
    for place in [20, 0, 8, 1].map(|place| ids()[place].clone()) {
        edit(&mut state, Edit::Add(vec![place]));
    }
    let [a, b, c, d] = [0, 1, 8, 20].map(|place| ids()[place].clone());
    assert_eq!(state.work.items(), [a.clone(), b.clone(), c.clone(), d.clone()]);
    edit(&mut state, Edit::Move { id: b.clone(), step: Step::Up });
    assert_eq!(state.work.items(), [b.clone(), a.clone(), c.clone(), d.clone()]);
    edit(&mut state, Edit::Move { id: a.clone(), step: Step::Down });
    assert_eq!(state.work.items(), [b.clone(), a.clone(), c.clone(), d.clone()]);
    assert!(state.notices.shown()[0].words.contains("last of its section"));
    edit(&mut state, Edit::MoveTo { id: b.clone(), place: 3 });
    assert_eq!(state.work.items(), [a, b, c, d], "dragged out of its category, it stays at the category's end");
}

#[test]
fn removing_the_chosen_row_chooses_the_next_and_keeps_the_focus_there() {
    let mut state = fresh();
    for place in 0..3 {
        edit(&mut state, Edit::Add(vec![ids()[place].clone()]));
    }
    dispatch(&mut state, Command::Packing(PackingCommand::Select(Some(ids()[1].clone()))));
    let effects = dispatch(&mut state, Command::Packing(PackingCommand::RemoveSelected));
    assert_eq!(state.selected, Some(ids()[2].clone()));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Window(WindowEffect::Focus(_)))));
    dispatch(&mut state, Command::Packing(PackingCommand::RemoveSelected));
    assert_eq!(state.selected, Some(ids()[0].clone()));
    dispatch(&mut state, Command::Packing(PackingCommand::RemoveSelected));
    assert_eq!(state.selected, None);
    dispatch(&mut state, Command::Packing(PackingCommand::RemoveSelected));
    assert!(state.work.items().is_empty());
}

#[test]
fn typing_within_a_second_is_one_step() {
    let mut state = fresh();
    for (now_ms, title) in [(0, "T"), (400, "To"), (900, "Too"), (2_500, "Tool")] {
        dispatch(&mut state, Command::Tick(clock(now_ms)));
        edit(&mut state, Edit::Title(title.to_owned()));
    }
    dispatch(&mut state, Command::EndMerging);
    edit(&mut state, Edit::Title("Toolb".to_owned()));
    dispatch(&mut state, Command::Undo);
    assert_eq!(state.work.details.title, "Tool");
    dispatch(&mut state, Command::Undo);
    assert_eq!(state.work.details.title, "Too");
    dispatch(&mut state, Command::Undo);
    assert_eq!(state.work.details.title, "");
    assert_eq!(Action::Undo.resolve(&state).err(), Some("Nothing to undo"));
}

#[test]
fn filters_are_not_undone_and_are_kept() {
    let mut state = fresh();
    let all = state.browse.found.places.len();
    let trainers = AudienceId::new("trainers").unwrap();
    let effects = dispatch(&mut state, Command::Browse(BrowseCommand::ToggleAudience(trainers.clone())));
    assert!(state.browse.found.places.len() < all);
    let [Effect::SaveSession(session)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(session.filters.audiences, [trainers]);
    assert!(Action::Undo.resolve(&state).is_err());
    dispatch(&mut state, Command::Browse(BrowseCommand::ClearFilters));
    assert_eq!(state.browse.found.places.len(), all);
    assert!(state.work.items().is_empty(), "ticking an audience only filters");
}

#[test]
fn pages_open_and_lead_back() {
    let mut state = fresh();
    dispatch(&mut state, Command::Browse(BrowseCommand::Open(Page::Resource(ids()[4].clone()))));
    assert_eq!(state.browse.entry.as_ref().unwrap().id, ids()[4]);
    dispatch(&mut state, Command::Browse(BrowseCommand::Next));
    assert_eq!(state.browse.open_resource(), Some(&ids()[5]));
    assert_eq!(state.browse.at, Some(5));
    let here = catalogue().resources[5].availability;
    let other = catalogue().resources.iter().map(|it| it.availability).find(|it| *it != here).unwrap();
    let shown = |state: &AppState| state.browse.found.places.iter().position(|place| *place == 5);
    for _ in 0..2 {
        dispatch(&mut state, Command::Browse(BrowseCommand::ToggleAvailability(other)));
        assert_eq!(state.browse.at, shown(&state), "its place follows the filters");
    }
    assert_eq!(state.browse.entry.as_ref().unwrap().id, ids()[5]);
    dispatch(&mut state, Command::Browse(BrowseCommand::Back));
    assert_eq!(state.browse.page, Page::Resources);
    assert!(state.browse.entry.is_none());
    assert_eq!(Action::Back.resolve(&state).err(), Some("Nothing to go back to"));
}

#[test]
fn an_export_says_what_it_lacks_before_it_starts() {
    let mut state = fresh();
    add(&mut state, 0);
    dispatch(&mut state, Command::Outgoing(OutgoingCommand::Ask));
    assert_eq!(state.work.details.issued_by, "", "never preset");
    let effects = dispatch(&mut state, Command::Outgoing(OutgoingCommand::Start));
    assert!(effects.is_empty() && state.outgoing.tried);
    let lacking = state.lacking();
    assert_eq!(lacking.title, Some("Give the pack a title. It is printed on the cover."));
    assert!(lacking.issued_by.is_some() && lacking.folder.is_some() && lacking.items.is_none());
    assert!(state.scope_words().starts_with("1 resource, nothing else. The document is not enclosed"));
}

#[test]
fn an_export_carries_the_pack_and_remembers_its_choices() {
    let mut state = ready_to_export();
    edit(&mut state, Edit::Format { format: Format::HtmlZip, wanted: Wanted::Yes });
    let effects = dispatch(&mut state, Command::Outgoing(OutgoingCommand::Start));
    let request = started(&effects);
    let names: Vec<(Format, &str)> = request.files.iter().map(|file| (file.format, file.name.as_str())).collect();
    assert_eq!(names, [(Format::Pdf, "Toolbox for trainers.pdf"), (Format::HtmlZip, "Toolbox for trainers.zip")]);
    let pack = request.recipe.build();
    let held: Vec<&ResourceId> = pack.entries().map(|entry| &entry.id).collect();
    assert_eq!(held, state.work.items().iter().collect::<Vec<_>>());
    assert_eq!(pack.date, CivilDate::new(2026, 11, 24).unwrap());
    let office = effects.iter().find_map(|effect| match effect {
        Effect::SaveOffice(office) => Some(office),
        _ => None,
    });
    assert_eq!(office.unwrap().issued_by, "Regional Support Office");
    dispatch(&mut state, Command::Packing(PackingCommand::New));
    assert!(!state.work.details.title.is_empty(), "no other pack while this one goes out");
    dispatch(&mut state, Command::Finished(Outcome::ExportCancelled { id: request.id }));
    dispatch(&mut state, Command::Packing(PackingCommand::New));
    assert_eq!(state.work.details.issued_by, "Regional Support Office", "asked once, kept");
    assert!(state.work.details.formats.contains(&Format::HtmlZip) && state.work.details.title.is_empty());
}

#[test]
fn a_name_that_is_taken_is_asked_about() {
    let existing = |replaceable| Existing {
        format: Format::Pdf,
        name: "Toolbox for trainers.pdf".to_owned(),
        saved_on: CivilDate::new(2026, 11, 20),
        replaceable,
    };
    for (answer, replaceable, then) in [
        (IfExists::Replace, true, IfExists::Replace),
        (IfExists::KeepBoth, true, IfExists::KeepBoth),
        (IfExists::Replace, false, IfExists::KeepBoth),
    ] {
        let mut state = ready_to_export();
        let effects = dispatch(&mut state, Command::Outgoing(OutgoingCommand::Start));
        let id = started(&effects).id;
        let existing = vec![existing(replaceable)];
        dispatch(&mut state, Command::Finished(Outcome::Exists { id, existing }));
        assert_eq!(state.dialog(), Some(&Dialog::Replace));
        let effects = dispatch(&mut state, Command::Outgoing(OutgoingCommand::Answer(answer)));
        assert_eq!(started(&effects).files[0].if_exists, then);
        assert_eq!(state.dialog(), None);
    }
    assert_eq!(
        existing(true).question(),
        "Replace Toolbox for trainers.pdf? A file of this name was saved on 20 November 2026."
    );
    let mut state = ready_to_export();
    let id = started(&dispatch(&mut state, Command::Outgoing(OutgoingCommand::Start))).id;
    dispatch(&mut state, Command::Finished(Outcome::Exists { id, existing: vec![existing(true)] }));
    dispatch(&mut state, Command::Dialog(DialogCommand::Close));
    assert!(!state.outgoing.is_running() && state.outgoing.lines.is_empty(), "Escape asks for nothing");
}

#[test]
fn an_export_can_be_cancelled_and_old_news_is_dropped() {
    let mut state = ready_to_export();
    let id = started(&dispatch(&mut state, Command::Outgoing(OutgoingCommand::Start))).id;
    assert!(state.outgoing.is_running());
    let again = dispatch(&mut state, Command::Outgoing(OutgoingCommand::Start));
    assert!(again.is_empty(), "one export at a time");
    let progress = |id, done| Outcome::Progress { id, format: Format::Pdf, done, total: 9, doing: String::new() };
    dispatch(&mut state, Command::Finished(progress(id, 4)));
    assert!(matches!(state.outgoing.lines[0].stage, Stage::Working { done: 4, total: 9, .. }));
    dispatch(&mut state, Command::Finished(progress(OutgoingId(99), 8)));
    assert!(matches!(state.outgoing.lines[0].stage, Stage::Working { done: 4, .. }));
    let effects = dispatch(&mut state, Command::Outgoing(OutgoingCommand::Cancel));
    assert_eq!(effects, [Effect::CancelExport(id)]);
    dispatch(&mut state, Command::Finished(Outcome::ExportCancelled { id }));
    assert!(!state.outgoing.is_running() && state.outgoing.lines[0].stage == Stage::Cancelled);
}

#[test]
fn a_fault_is_told_with_its_details_and_ends_the_export() {
    let mut state = ready_to_export();
    let id = started(&dispatch(&mut state, Command::Outgoing(OutgoingCommand::Start))).id;
    let failure = Failure { words: "Export stopped".to_owned(), details: "fault in export at x:1".to_owned() };
    dispatch(&mut state, Command::Finished(Outcome::ExportFaulty { id, failure: failure.clone() }));
    assert_eq!(state.outgoing.lines[0].stage, Stage::Failed(failure));
    let notice = state.notices.shown().last().unwrap().clone();
    assert_eq!((notice.tone, notice.actions[0].label), (Tone::Failure, "Copy details"));
    let effects = dispatch(&mut state, notice.actions[0].command.clone());
    let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(text.plain, "fault in export at x:1");
}

#[test]
fn only_web_addresses_are_opened() {
    let mut state = fresh();
    let mut open = |url: &str| dispatch(&mut state, Command::Giving(GivingCommand::OpenAddress(url.to_owned())));
    for good in ["https://example.org/a", "HTTPS://example.org", "Http://example.org"] {
        assert_eq!(open(good), [Effect::OpenAddress(good.to_owned())]);
    }
    for bad in ["javascript:alert(1)", "file:///etc/passwd", "smb://x", "mailto:a@b", "C:\\x.exe", ""] {
        assert_eq!(open(bad), [], "{bad}");
    }
}

#[test]
fn a_request_is_shown_copied_and_mailed() {
    let mut state = fresh();
    let about = RequestFor::Resource(plain(2));
    dispatch(&mut state, Command::Dialog(DialogCommand::Open(Dialog::Request(about))));
    let request = state.request.clone().unwrap();
    assert_eq!(request.to, catalogue().contact.email);
    let effects = dispatch(&mut state, Command::Giving(GivingCommand::CopyRequest));
    let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(text.plain, request.text());
    let effects = dispatch(&mut state, Command::Giving(GivingCommand::Mail));
    assert!(matches!(&effects[..], [Effect::OpenMail(url)] if url.starts_with("mailto:")), "{effects:?}");

    for id in ids() {
        edit(&mut state, Edit::Add(vec![id]));
    }
    dispatch(&mut state, Command::Dialog(DialogCommand::Open(Dialog::Request(RequestFor::Pack))));
    let effects = dispatch(&mut state, Command::Giving(GivingCommand::Mail));
    assert!(matches!(&effects[..], [Effect::Copy(_)]), "too long for a mail program: copied instead");
}

#[test]
fn the_contact_block_is_the_tool_boxs_until_the_office_confirms_its_own() {
    let mut state = ready_to_export();
    assert_eq!(state.contact_note(), "Contact details are those of the Tool Box, not confirmed");
    dispatch(&mut state, Command::Browse(BrowseCommand::Open(Page::Resource(plain(2)))));
    let asked = |state: &AppState| state.browse.entry.as_ref().unwrap().get.request.to.clone();
    assert_eq!(asked(&state), catalogue().contact.email);
    let mut contact = state.contact().clone();
    contact.email = "toolbox@example.org".to_owned();
    let effects = dispatch(&mut state, Command::Preference(PreferenceCommand::ConfirmContact(contact.clone())));
    let saved = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::SaveOffice(_)));
    let laid_out = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::LayOutPages { .. }));
    assert!(saved(&effects) && laid_out(&effects), "the pages give it at once: {effects:?}");
    assert_eq!((state.contact_note(), state.contact()), ("", &contact));
    assert_eq!(state.recipe().build().contact.email, "toolbox@example.org");
    assert_eq!(state.recipe().build().contact.note, "");
    assert_eq!(asked(&state), "toolbox@example.org", "the open page asks there at once");
    let open = Command::Dialog(DialogCommand::Open(Dialog::Request(RequestFor::Resource(plain(2)))));
    dispatch(&mut state, open);
    assert_eq!(state.request.as_ref().unwrap().to, "toolbox@example.org");
    let effects = dispatch(&mut state, Command::Preference(PreferenceCommand::ForgetContact));
    assert!(saved(&effects) && laid_out(&effects), "{effects:?}");
    assert!(!state.contact_note().is_empty());
    assert_eq!(asked(&state), catalogue().contact.email);
}

#[test]
fn messages_go_by_themselves_unless_they_ask_for_something() {
    let mut state = fresh();
    dispatch(&mut state, Command::Finished(Outcome::Copied { said: "Copied as text".to_owned() }));
    let failure = Failure { words: "It failed".to_owned(), details: "x".to_owned() };
    dispatch(&mut state, Command::Finished(Outcome::Failed(failure)));
    assert_eq!(state.notices.shown().len(), 2);
    assert_eq!(state.notices.next_change_ms(), Some(8_000));
    dispatch(&mut state, Command::Tick(clock(7_999)));
    assert_eq!(state.notices.shown().len(), 2);
    dispatch(&mut state, Command::HoldNotice(NoticeId(1)));
    dispatch(&mut state, Command::Tick(clock(15_998)));
    assert_eq!(state.notices.shown().len(), 2, "its time starts again while it is looked at");
    dispatch(&mut state, Command::Tick(clock(15_999)));
    assert_eq!(state.notices.shown().len(), 1);
    dispatch(&mut state, Command::CloseNotice(NoticeId(2)));
    assert!(state.notices.shown().is_empty());
    assert_eq!(state.notices.kept().count(), 2, "all are under Help > Messages");
}

#[test]
fn a_run_beside_another_one_refuses_changes_and_says_why() {
    let mut state = fresh();
    let pack = Some(stored(&add(&mut state, 0)));
    let start = Start { mode: Mode::ReadOnly, pack, ..Start::fresh(catalogue(), clock(0)) };
    let (mut state, effects) = AppState::new(start);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Files(_))), "it takes no file: {effects:?}");
    let before = state.work.clone();
    let title = Edit::Title("Typed and lost".to_owned());
    let office = PreferenceCommand::Office(Box::new(state.office.draft()));
    for command in [Command::Edit(title), Command::Packing(PackingCommand::Clear), Command::Preference(office)] {
        assert_eq!(dispatch(&mut state, command), []);
        assert_eq!(state.work, before);
        let notice = state.notices.shown()[0].clone();
        assert_eq!(notice.words, READ_ONLY);
        dispatch(&mut state, Command::CloseNotice(notice.id));
    }
}

/// As from a medium that cannot be written: a pack can be put together and exported, or saved as a file.
#[test]
fn where_nothing_can_be_written_changes_are_made_and_not_kept() {
    let start = Start { mode: Mode::Unkept, ..Start::fresh(catalogue(), clock(0)) };
    let mut state = AppState::new(start).0;
    let effects = add(&mut state, 0);
    assert!(matches!(effects.as_slice(), [Effect::LayOutPages { .. }]), "{effects:?}");
    assert_eq!(state.work.items().len(), 1);
    let id = state.packs.open.id.clone();
    for action in [Action::SavePack, Action::SavePackAs] {
        let asked = action.resolve(&state).unwrap();
        let effects = dispatch(&mut state, asked);
        assert!(matches!(&effects[..], [Effect::PickFile { purpose: FilePurpose::SavePack, .. }]), "{effects:?}");
    }
    let chosen = FilesCommand::Chosen {
        purpose: FilePurpose::SavePack,
        path: "/sticks/Partners.rsopack".into(),
        overwrite: Overwrite::Never,
    };
    let effects = dispatch(&mut state, Command::Files(chosen));
    let [Effect::Files(FileTask::SaveApart { pack, from, .. })] = &effects[..] else { panic!("{effects:?}") };
    assert!(*from == id && pack.id != id && pack.draft.details == state.work.details);
}

/// "Saved" is said of the pack as it is, never of an older write.
#[test]
fn an_older_write_does_not_make_a_newer_change_saved() {
    let mut state = fresh();
    let id = state.packs.open.id.clone();
    let written = |revision| Command::Finished(Outcome::PackSaved { id: id.clone(), revision, at: at(0) });
    add(&mut state, 0);
    let first = state.revision;
    add(&mut state, 1);
    dispatch(&mut state, written(first));
    assert_eq!(state.saved, SaveState::Saving);
    let other = PackId::of(b"another pack");
    let other = Outcome::PackSaved { id: other, revision: state.revision, at: at(0) };
    dispatch(&mut state, Command::Finished(other));
    assert_eq!(state.saved, SaveState::Saving);
    let newest = state.revision;
    dispatch(&mut state, written(newest));
    assert_eq!(state.saved, SaveState::Saved);
}

#[test]
fn a_day_that_is_half_typed_stops_the_export() {
    let mut state = ready_to_export();
    let typed = |text: &str| Command::Outgoing(OutgoingCommand::Date(text.to_owned()));
    dispatch(&mut state, typed("2026-12-01"));
    assert_eq!((state.work.details.date, state.lacking().date), (CivilDate::new(2026, 12, 1), None));
    dispatch(&mut state, typed("2026-12-0"));
    assert_eq!(state.work.details.date, CivilDate::new(2026, 12, 1));
    assert_eq!(state.lacking().date, Some("Write the date as 2026-11-24."));
    assert!(dispatch(&mut state, Command::Outgoing(OutgoingCommand::Start)).is_empty());
    assert!(!state.outgoing.is_running());
    dispatch(&mut state, typed(" "));
    assert_eq!((state.work.details.date, state.lacking().date), (None, None));
    dispatch(&mut state, typed("tomorrow"));
    dispatch(&mut state, Command::Outgoing(OutgoingCommand::Ask));
    assert_eq!(state.lacking().date, None, "the dialog begins with the day that the pack has");
    let effects = dispatch(&mut state, Command::Outgoing(OutgoingCommand::Start));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Export(_))), "{effects:?}");
}

#[test]
fn filters_that_another_catalogue_does_not_have_hide_nothing() {
    let mut session = Session::default();
    session.filters.category = Some(CategoryId::new("elsewhere").unwrap());
    session.filters.audiences = vec![AudienceId::new("nobody").unwrap(), AudienceId::new("trainers").unwrap()];
    let state = AppState::new(Start { session, ..Start::fresh(catalogue(), clock(0)) }).0;
    assert_eq!(state.browse.filters.category, None);
    assert_eq!(state.browse.filters.audiences, [AudienceId::new("trainers").unwrap()]);
    assert!(!state.browse.found.places.is_empty());
}

#[test]
fn what_another_catalogue_does_not_have_is_kept_for_later() {
    let mut state = fresh();
    add(&mut state, 0);
    let effects = add(&mut state, 1);
    let pack = Some(stored(&effects));
    let mut smaller = built_in();
    smaller.resources.retain(|resource| resource.id != plain(0));
    let start = Start { pack, ..Start::fresh(Arc::new(smaller), clock(0)) };
    let mut other = AppState::new(start).0;
    assert_eq!(other.work.items(), [plain(1)]);
    assert!(other.work.missing.iter().map(|item| item.id()).eq([&plain(0)]));
    let effects = edit(&mut other, Edit::Title("x".to_owned()));
    let start = Start { pack: Some(stored(&effects)), ..Start::fresh(catalogue(), clock(0)) };
    assert_eq!(AppState::new(start).0.work.items(), [plain(1), plain(0)]);
}

#[test]
fn small_files_keep_what_a_later_version_added() {
    let text = r#"{"version": 1, "later": {"a": [1]}, "zoom": 125, "theme": "sepia", "window": {"size": "x"}}"#;
    let settings: Settings = from_text(text).unwrap();
    assert_eq!((settings.zoom, settings.theme, settings.window), (125, Settings::default().theme, None));
    let written = settings.write();
    assert_eq!(written["later"]["a"][0], 1);

    let text = r#"{"version": 1, "pack": {"title": "T", "chapters": [2]}, "tabs": 3}"#;
    let mut session: Session = from_text(text).unwrap();
    let draft = session.embedded.take().unwrap().draft;
    let file = PackFile::new(PackId::of(b"x"), clock(0).today, draft);
    let pack = Some(StoredPack { file, local: Local::default(), changed: None });
    let mut state = AppState::new(Start { session, pack, ..Start::fresh(catalogue(), clock(0)) }).0;
    let effects = add(&mut state, 0);
    assert_eq!(stored(&effects).file.write()["pack"]["chapters"][0], 2);
    let effects = dispatch(&mut state, Command::Browse(BrowseCommand::Query("x".to_owned())));
    let [Effect::SaveSession(session)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(session.write()["tabs"], 3);

    let office: Office = from_text(r#"{"version": 1, "issued_by": "X", "desk": "B"}"#).unwrap();
    assert_eq!((office.issued_by.as_str(), &office.write()["desk"]), ("X", &"B".into()));
    for not_ours in ["", "[]", "{", "null", "\u{feff}{}", "{\"a\":1}x"] {
        assert!(from_text::<Settings>(not_ours).is_none(), "{not_ours:?}");
    }
}
