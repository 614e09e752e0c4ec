//! The page of all packs: opened, renamed, put into the trash and brought back by pointer and by key.

use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::{
    Action, BrowseCommand, Command, Dialog, Edit, Effect, FilePurpose, FileTask, Leave, Local, Moment, Notice, Outcome,
    PackDraft, PackEntry, PackFile, PackId, PacksCommand, Page, PreferenceCommand, ReleaseCommand, Settings, Shelf,
    Start, StoreTask, StoredPack, Then, VersionEntry, VersionId, VersionsAnswer, VersionsTask, When, Why, Work,
};

use crate::window::{Opened, Window, clock, id, page_looks, tool_box};

const GUIDE: &str = "quick-reference-guide-frontline-border-officials";

fn pack(name: &str) -> PackId {
    PackId::of(name.as_bytes())
}

fn entry(name: &str, count: usize, shelf: Shelf) -> PackEntry {
    let items = tool_box().resources.iter().step_by(3).take(count).map(|resource| resource.id.clone()).collect();
    let changed = When { at: Moment(1_795_500_000), date: clock().today, hour: 14, minute: 32 };
    PackEntry {
        id: pack(name),
        title: name.to_owned(),
        prepared_for: if count.is_multiple_of(2) { "Border training centre".to_owned() } else { String::new() },
        items,
        created: None,
        changed: Some(changed),
        last_export: None,
        shelf,
        trouble: None,
    }
}

fn some_packs() -> Vec<PackEntry> {
    vec![
        entry("Partners", 7, Shelf::Packs),
        entry("Training of officers", 4, Shelf::Packs),
        PackEntry { trouble: Some("the pack is damaged".to_owned()), ..entry("Broken", 0, Shelf::Packs) },
        entry("Seminar 2025", 5, Shelf::Trash),
        entry("Seminar 2024", 1, Shelf::Trash),
    ]
}

fn listed(order: u64, entries: Vec<PackEntry>) -> Command {
    Command::Finished(Outcome::PacksListed { order, listed: Ok(entries.into()) })
}

fn opened_as(start: Start, opened: Opened, entries: Vec<PackEntry>) -> Window {
    let mut window = Window::open(start, opened);
    window.send([listed(1, entries), Command::Browse(BrowseCommand::Open(Page::Packs))]);
    window
}

fn usual() -> Window {
    opened_as(Start::fresh(tool_box(), clock()), Opened::default(), some_packs())
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.harness.run();
}

fn click(window: &mut Window, role: Role, label: &str) {
    window.harness.get_by_role_and_label(role, label).click();
    window.harness.run();
}

fn row_focus(window: &mut Window, title: &str) {
    let rows = window.harness.root().children_recursive();
    let row = rows.filter(|node| node.accesskit_node().role() == Role::ListItem);
    let mut row = row.filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(title)));
    row.next().unwrap().focus();
    drop(row);
    window.harness.run();
}

fn rows(window: &Window) -> Vec<String> {
    let nodes = window.harness.root().children_recursive();
    let rows = nodes.filter(|node| node.accesskit_node().role() == Role::ListItem);
    rows.filter_map(|node| node.accesskit_node().label()).collect()
}

fn focused(window: &Window) -> String {
    let mut focused = window.harness.root().children_recursive().filter(egui_kittest::Node::is_focused);
    focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// What was asked of the data folder since the last look.
fn asked(window: &Window) -> Vec<Effect> {
    let effects = std::mem::take(&mut *window.asked.borrow_mut());
    effects
        .into_iter()
        .filter(|effect| match effect {
            Effect::Versions(task) => !matches!(task, VersionsTask::Keep { .. }),
            Effect::Store(_) | Effect::Files(_) | Effect::ListPacks | Effect::PickFile { .. } => true,
            _ => false,
        })
        .collect()
}

fn page(window: &Window) -> Page {
    window.harness.state().state().browse.page.clone()
}

fn stored(name: &str) -> StoredPack {
    let mut work = Work::new();
    work.apply(&Edit::Title(name.to_owned()), &tool_box()).unwrap();
    work.apply(&Edit::Add(vec![id(GUIDE)]), &tool_box()).unwrap();
    let draft = PackDraft::of(&work, serde_json::Map::new());
    StoredPack { file: PackFile::new(pack(name), clock().today, draft), local: Local::default(), changed: None }
}

#[test]
fn the_page_is_drawn_in_every_size_and_look() {
    for (name, opened, theme) in page_looks() {
        let mut window = opened_as(Start::fresh(tool_box(), clock()), opened, Vec::new());
        window.send([Command::Preference(PreferenceCommand::Theme(theme))]);
        window.picture(&format!("packs-empty-{name}"));
        let many = (0..20).map(|number| entry(&format!("Seminar {number}"), number % 9, Shelf::Packs));
        window.send([listed(2, some_packs().into_iter().chain(many).collect())]);
        row_focus(&mut window, "Training of officers");
        window.picture(&format!("packs-{name}"));
        click(&mut window, Role::Button, "More for Training of officers");
        window.picture(&format!("packs-menu-{name}"));
        press(&mut window, Key::Escape);
        click(&mut window, Role::RadioButton, "Trash, 2");
        window.picture(&format!("packs-trash-{name}"));
        click(&mut window, Role::RadioButton, "Pack files, 0");
        window.picture(&format!("packs-files-{name}"));
    }
}

#[test]
fn the_bar_leads_to_the_page_and_the_list_is_read() {
    let mut window = Window::usual();
    asked(&window);
    click(&mut window, Role::Button, "All packs");
    assert_eq!((page(&window), asked(&window)), (Page::Packs, vec![Effect::ListPacks]));
    window.harness.get_by_label("Reading the list");
    window.send([listed(1, Vec::new())]);
    window.harness.get_by_label("No pack yet");
    click(&mut window, Role::Button, "All resources");
    assert_eq!(page(&window), Page::Resources);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    window.harness.run();
    assert_eq!((page(&window), asked(&window)), (Page::Packs, vec![Effect::ListPacks]));
    window.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    window.harness.run();
    assert_eq!(page(&window), Page::Resources, "back");
}

#[test]
fn keys_go_from_row_to_row_and_open_rename_and_put_away() {
    let mut window = usual();
    asked(&window);
    row_focus(&mut window, "Partners");
    press(&mut window, Key::ArrowDown);
    assert!(focused(&window).starts_with("Training of officers"), "{}", focused(&window));
    press(&mut window, Key::F2);
    let renaming = Dialog::RenamePack(pack("Training of officers"));
    assert_eq!(window.harness.state().state().dialog(), Some(&renaming));
    press(&mut window, Key::Escape);
    assert!(focused(&window).starts_with("Training of officers"), "the keyboard comes back");
    press(&mut window, Key::Delete);
    assert!(focused(&window).starts_with("Broken"), "{}", focused(&window));
    press(&mut window, Key::Home);
    press(&mut window, Key::Enter);
    let wanted = [StoreTask::Trash(pack("Training of officers")), StoreTask::Open(pack("Partners"))].map(Effect::Store);
    assert_eq!(asked(&window), wanted);
    window.send([Command::Finished(Outcome::PackOpened(Box::new(stored("Partners"))))]);
    assert_eq!(page(&window), Page::Pack, "from the list the window goes to the pack");
    assert_eq!(window.harness.state().state().work.details.title, "Partners");
}

#[test]
fn a_damaged_pack_is_not_opened_and_says_why() {
    let mut window = usual();
    asked(&window);
    row_focus(&mut window, "Broken, The pack is damaged");
    press(&mut window, Key::Enter);
    assert!(asked(&window).is_empty());
    let notices = window.harness.state().state().notices.shown();
    assert!(notices.iter().any(|notice| notice.words == "It cannot be read"));
    // What is left of it can be reached.
    click(&mut window, Role::Button, "More for Broken");
    click(&mut window, Role::MenuItem, "Earlier versions…");
    assert_eq!(asked(&window), [Effect::Versions(VersionsTask::List(pack("Broken")))]);
}

#[test]
fn earlier_versions_of_another_pack_are_shown_without_opening_it() {
    let mut window = usual();
    let open = window.harness.state().state().packs.open.id.clone();
    asked(&window);
    click(&mut window, Role::Button, "More for Partners");
    click(&mut window, Role::MenuItem, "Earlier versions…");
    let partners = pack("Partners");
    assert_eq!(asked(&window), [Effect::Versions(VersionsTask::List(partners.clone()))]);
    assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::Versions));
    let version = VersionId { at: Moment(1_790_000_000), why: Why::Exported };
    let at = When { at: version.at, date: clock().today, hour: 14, minute: 32 };
    let listed: Arc<[VersionEntry]> = Arc::new([VersionEntry { id: version, at, title: "Old".to_owned(), count: 1 }]);
    let answer = |of: &PackId, answer| Command::Finished(Outcome::Versions { pack: of.clone(), answer: Ok(answer) });
    // A late answer about the open pack is not taken for one about this.
    window
        .send([answer(&open, VersionsAnswer::Listed(Arc::new([]))), answer(&partners, VersionsAnswer::Listed(listed))]);
    window.harness.get_by_role_and_label(Role::Heading, "Partners");
    assert!(asked(&window).contains(&Effect::Versions(VersionsTask::Read { pack: partners.clone(), version })));
    let (draft, now) = (Box::new(PackDraft::default()), Box::new(stored("Partners").file.draft));
    window.send([answer(&partners, VersionsAnswer::Read { version, draft, now })]);
    window.harness.get_by_label_contains("Quick Reference Guide for Frontline Border Officials");
    window.picture("versions-of-another");
    let state = window.harness.state().state();
    assert_eq!((&state.packs.open.id, &state.browse.page), (&open, &Page::Packs), "nothing else has changed");

    // Going back needs the pack itself, and undo takes it back.
    click(&mut window, Role::Button, "Open and bring back");
    assert_eq!(asked(&window), [Effect::Store(StoreTask::Open(partners.clone()))]);
    window.send([Command::Finished(Outcome::PackOpened(Box::new(stored("Partners"))))]);
    let returns = |effect: &Effect| matches!(effect, Effect::Versions(VersionsTask::Return { now, to }) if now.id == partners && *to == version);
    assert!(asked(&window).iter().any(returns));
    window.send([answer(&partners, VersionsAnswer::Returned { to: version, draft: Box::default() })]);
    let state = window.harness.state().state();
    assert!(state.work.details.title.is_empty() && state.dialog().is_none());
    let told = |notice: &Notice| notice.words == "The pack is again as it was today at 14:32";
    assert!(state.notices.shown().iter().any(told), "{:?}", state.notices.shown());
    window.send([Command::Undo]);
    assert_eq!(window.harness.state().state().work.details.title, "Partners");
}

/// What would leave is looked at first, which needs the pack itself.
#[test]
fn a_copy_of_another_pack_is_shared_after_its_check() {
    let mut window = usual();
    asked(&window);
    click(&mut window, Role::Button, "More for Partners");
    click(&mut window, Role::MenuItem, "Save a copy to share…");
    assert_eq!(asked(&window), [Effect::Store(StoreTask::Open(pack("Partners")))]);
    // It was given up meanwhile: what is opened instead is not shared.
    window.send([Command::Packs(PacksCommand::Open(pack("Training of officers")))]);
    window.send([Command::Finished(Outcome::PackOpened(Box::new(stored("Training of officers"))))]);
    assert_eq!(window.harness.state().state().dialog(), None);
    asked(&window);

    window.send([Command::Packs(PacksCommand::OpenTo { id: pack("Partners"), then: Then::Share })]);
    window.send([Command::Finished(Outcome::PackOpened(Box::new(stored("Partners"))))]);
    let state = window.harness.state().state();
    assert_eq!((&state.packs.open.id, state.dialog()), (&pack("Partners"), Some(&Dialog::Release(Leave::Share))));
    asked(&window);
    window.send([Command::Release(ReleaseCommand::Go(Leave::Share))]);
    let tasks = asked(&window);
    let [Effect::PickFile { purpose: FilePurpose::SharePack, name, .. }] = &tasks[..] else { panic!("{tasks:?}") };
    assert_eq!(name, "Partners (copy to share).rsopack");
}

#[test]
fn the_menu_duplicates_and_puts_away_and_the_trash_gives_back() {
    let mut window = usual();
    asked(&window);
    click(&mut window, Role::Button, "More for Partners");
    click(&mut window, Role::MenuItem, "Duplicate");
    let tasks = asked(&window);
    let [Effect::Store(StoreTask::Duplicate { from, title, .. })] = &tasks[..] else { panic!("{tasks:?}") };
    assert_eq!((from, title.as_str()), (&pack("Partners"), "Partners (copy)"));
    assert!(focused(&window).starts_with("Partners"), "{}", focused(&window));
    // The same menu by key.
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    window.harness.run();
    click(&mut window, Role::MenuItem, "Move to trash");
    assert_eq!(asked(&window), [Effect::Store(StoreTask::Trash(pack("Partners")))]);
    click(&mut window, Role::RadioButton, "Trash, 2");
    assert!(rows(&window).iter().all(|row| row.starts_with("Seminar")), "{:?}", rows(&window));
    click(&mut window, Role::Button, "Restore: Seminar 2025");
    row_focus(&mut window, "Seminar 2024");
    press(&mut window, Key::Enter);
    let restored = ["Seminar 2025", "Seminar 2024"].map(|name| Effect::Store(StoreTask::Restore(pack(name))));
    assert_eq!(asked(&window), restored);
}

#[test]
fn the_files_opened_last_open_again() {
    let file = PathBuf::from("/sticks/Toolbox for Dhaka.rsopack");
    let settings = Settings { recent: vec![file.clone()], ..Settings::default() };
    let start = Start { settings, ..Start::fresh(tool_box(), clock()) };
    let mut window = opened_as(start, Opened::default(), some_packs());
    asked(&window);
    click(&mut window, Role::RadioButton, "Pack files, 1");
    assert_eq!(rows(&window), ["Toolbox for Dhaka.rsopack, /sticks"]);
    click(&mut window, Role::Button, "Open: Toolbox for Dhaka.rsopack");
    assert_eq!(asked(&window), [Effect::Files(FileTask::Open(file))]);
}

/// Only rows in sight are drawn, and the one that has the keyboard stays one of them.
#[test]
fn two_hundred_packs_are_searched_and_drawn_as_far_as_they_are_in_sight() {
    let many: Vec<PackEntry> =
        (0..200).map(|number| entry(&format!("Toolbox {number:03}"), number % 9, Shelf::Packs)).collect();
    let mut window = opened_as(Start::fresh(tool_box(), clock()), Opened::default(), many);
    assert!((8..24).contains(&rows(&window).len()), "{}", rows(&window).len());
    row_focus(&mut window, "Toolbox 000");
    press(&mut window, Key::End);
    assert!(focused(&window).starts_with("Toolbox 199"), "{}", focused(&window));
    press(&mut window, Key::PageUp);
    assert!(focused(&window).starts_with("Toolbox 18"), "{}", focused(&window));
    assert!(rows(&window).len() < 30, "{}", rows(&window).len());
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.harness.run();
    assert_eq!((page(&window), focused(&window).as_str()), (Page::Packs, "Search"), "the search of this page");
    window.harness.get_by_label("Search").type_text("box 7");
    window.harness.run();
    let is_found = |row: &String| row.split(',').next().is_some_and(|title| title.contains('7'));
    assert!(rows(&window).len() > 5 && rows(&window).iter().all(is_found), "{:?}", rows(&window));
    press(&mut window, Key::ArrowDown);
    assert!(focused(&window).starts_with("Toolbox 007"), "{}", focused(&window));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.harness.run();
    window.harness.get_by_label("Search").type_text("x");
    window.harness.run();
    assert!(rows(&window).is_empty());
    click(&mut window, Role::Button, "Clear the search");
    assert!(rows(&window).len() > 7);
}

#[test]
fn a_new_pack_leaves_the_list() {
    let mut window = usual();
    window.send([Command::Edit(Edit::Add(vec![id(GUIDE)]))]);
    assert!(Action::NewPack.resolve(window.harness.state().state()).is_ok());
    click(&mut window, Role::Button, "New pack");
    assert_eq!(page(&window), Page::Pack);
    assert!(window.harness.state().state().work.is_blank());
}
