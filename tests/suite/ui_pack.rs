//! The page of the pack: sections, moving in three ways, folding, the title in place.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::pack_files::HELD;
use rso_toolbox::app::work::SectionKey;
use rso_toolbox::app::{
    BrowseCommand, Command, Dialog, DialogCommand, Edit, Effect, FileAnswer, FilePurpose, HelpTopic, ItemEdit, Local,
    Mode, Outcome, PackDraft, PackFile, PackId, PackingCommand, Page, PreferenceCommand, SectionEdit, Start,
    StoredPack, TextOf, Work,
};
use rso_toolbox::pack::rich::RichText;

use crate::multiplied::multiplied;
use crate::window::{Opened, Window, clock, id, page_looks, tool_box};

const POLICY: &str = "policy-guide-identifying-victims-of-trafficking";
const GUIDE: &str = "quick-reference-guide-frontline-border-officials";
const INTERVIEW: &str = "quick-reference-guide-interviewing-victims";
const CHILD: &str = "guide-child-victims-of-trafficking";
const SHARING: &str = "guidelines-information-sharing";
const COURSE: &str = "curriculum-standardized-induction-training";
const ALL: [&str; 6] = [POLICY, GUIDE, INTERVIEW, CHILD, SHARING, COURSE];

fn show() -> Command {
    Command::Browse(BrowseCommand::Open(Page::Pack))
}

fn select(name: &str) -> Command {
    Command::Packing(PackingCommand::Select(Some(id(name))))
}

fn note(name: &str, change: ItemEdit) -> Command {
    Command::Edit(Edit::Item { id: id(name), change })
}

/// Six resources of three categories and an empty section of the office's own.
fn a_pack() -> Vec<Command> {
    let ids = ALL.into_iter().map(id).collect();
    vec![
        Command::Edit(Edit::Add(ids)),
        Command::Edit(Edit::Title("Toolbox for frontline border officials".to_owned())),
        Command::Edit(Edit::AddSection("For the first day".to_owned())),
        show(),
    ]
}

fn own() -> SectionKey {
    SectionKey::Own(1)
}

fn usual() -> Window {
    let mut window = Window::usual();
    window.send(a_pack());
    window
}

fn items(window: &Window) -> Vec<String> {
    window.harness.state().state().work.items().iter().map(ToString::to_string).collect()
}

/// What stands in the section of the office's own.
fn in_own(window: &Window) -> Vec<String> {
    let sections = window.harness.state().state().work.sections();
    let section = sections.iter().find(|section| section.key == own()).unwrap();
    section.items.iter().map(|item| item.id().to_string()).collect()
}

fn focused(window: &Window) -> String {
    let mut focused = window.harness.root().children_recursive().filter(egui_kittest::Node::is_focused);
    focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn rect_of(window: &Window, label: &str) -> Rect {
    let mut found = window
        .harness
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().label().is_some_and(|name| name.starts_with(label)));
    found.next().unwrap_or_else(|| panic!("{label}")).rect()
}

fn shown(window: &Window, label: &str) -> bool {
    let mut nodes = window.harness.root().children_recursive();
    nodes.any(|node| node.accesskit_node().label().is_some_and(|name| name.starts_with(label)))
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

fn click(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click();
    window.harness.run();
}

#[test]
fn the_page_is_drawn_in_every_size_and_look() {
    for (name, opened, theme) in page_looks() {
        let mut window = Window::open(Start::fresh(tool_box(), clock()), opened);
        window.send([Command::Preference(PreferenceCommand::Theme(theme)), show()]);
        window.picture(&format!("pack-empty-{name}"));
        window.send(a_pack());
        window.send([
            note(GUIDE, ItemEdit::Note("Used on the first morning.".to_owned())),
            note(GUIDE, ItemEdit::Private("Ask whether a Thai copy is at hand.".to_owned())),
            note(CHILD, ItemEdit::Private("To be checked.".to_owned())),
            select(GUIDE),
        ]);
        window.picture(&format!("pack-{name}"));
        for dialog in [Dialog::Section(None), Dialog::MoveToSection(id(GUIDE))] {
            let kind = if dialog == Dialog::Section(None) { "section" } else { "move" };
            window.send([Command::Dialog(DialogCommand::Open(dialog))]);
            window.picture(&format!("pack-{kind}-{name}"));
            window.send([Command::Dialog(DialogCommand::Close)]);
        }
    }
}

#[test]
fn the_places_on_the_bar_lead_to_the_pack_and_back() {
    let mut window = Window::usual();
    window.send([Command::Edit(Edit::Add(vec![id(GUIDE), id(CHILD)]))]);
    click(&mut window, "This pack, 2 resources");
    assert_eq!(window.harness.state().state().browse.page, Page::Pack);
    press(&mut window, Modifiers::NONE, Key::F1);
    let state = window.harness.state().state();
    assert_eq!(state.dialog(), Some(&Dialog::Help(HelpTopic::Pack)));
    press(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, "Add resources");
    assert_eq!(window.harness.state().state().browse.page, Page::Resources);
    click(&mut window, "Arrange this pack");
    assert_eq!(window.harness.state().state().browse.page, Page::Pack);
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.harness.state().state().browse.page, Page::Resources);
}

#[test]
fn narrow_windows_have_the_places_in_one_drop_down() {
    let opened = Opened { size: Vec2::new(683.0, 384.0), scale: 2.0, ..Opened::default() };
    let mut window = Window::open(Start::fresh(tool_box(), clock()), opened);
    window.send([Command::Edit(Edit::Add(vec![id(GUIDE)]))]);
    click(&mut window, "Place: Resources");
    click(&mut window, "This pack, 1 resource");
    assert_eq!(window.harness.state().state().browse.page, Page::Pack);
}

#[test]
fn the_title_is_typed_in_place() {
    let mut window = usual();
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "Title of the pack");
    field.focus();
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::End);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Title of the pack").type_text(", 2026");
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    let title = &window.harness.state().state().work.details.title;
    assert_eq!(title, "Toolbox for frontline border officials, 2026");
    assert_ne!(focused(&window), "Title of the pack", "Enter ends it");
}

#[test]
fn a_row_is_dragged_into_a_section_of_the_offices_own_and_not_into_another_category() {
    let mut window = usual();
    let row = |window: &Window, title: &str| window.tray_row(title).left_center() + Vec2::new(60.0, 0.0);
    let from = row(&window, "Quick Reference Guide for Frontline");
    let to = rect_of(&window, "Section For the first day").center_bottom() + Vec2::new(0.0, 4.0);
    window.drag(from, to);
    assert_eq!(in_own(&window), [GUIDE]);
    let from = row(&window, "Guide on Assisting");
    let to = window.tray_row("Quick Reference Guide for Frontline").center_top() + Vec2::new(0.0, 3.0);
    window.drag(from, to);
    assert_eq!(in_own(&window), [CHILD, GUIDE], "it lands where the line was");
    let from = row(&window, "Quick Reference Guide on Interviewing");
    let to = window.tray_row("Policy Guide on Identifying").center();
    window.drag(from, to);
    let sections = window.harness.state().state().work.sections();
    let policy: Vec<_> = sections[0].items.iter().map(|item| item.id().to_string()).collect();
    assert_eq!(policy, [POLICY]);
    window.send([Command::Undo, Command::Undo]);
    assert!(in_own(&window).is_empty());
}

#[test]
fn a_row_moves_by_key_by_click_and_by_menu_and_keeps_the_keyboard() {
    let mut window = usual();
    window.harness.get_by_label_contains("Quick Reference Guide for Frontline Border Officials, quick").focus();
    window.harness.run();
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(items(&window)[1..3], [INTERVIEW, GUIDE]);
    assert!(focused(&window).starts_with("Quick Reference Guide for Frontline"), "{}", focused(&window));
    click(&mut window, "Move up: Quick Reference Guide for Frontline Border Officials");
    assert_eq!(items(&window)[1..3], [GUIDE, INTERVIEW]);
    click(&mut window, "More for Quick Reference Guide for Frontline Border Officials");
    window.harness.get_by_role_and_label(Role::MenuItem, "Move to section…").click();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::MenuItem, "For the first day").click();
    window.harness.run();
    assert_eq!(in_own(&window), [GUIDE]);
    assert!(focused(&window).starts_with("Quick Reference Guide for Frontline"), "{}", focused(&window));
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert!(!items(&window).contains(&GUIDE.to_owned()), "the row had the keyboard again");
}

#[test]
fn sections_are_added_renamed_moved_folded_and_removed() {
    let mut window = usual();
    click(&mut window, "Add a section");
    window.harness.get_by_role_and_label(Role::TextInput, "Heading").type_text("Later");
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    let names = |window: &Window| -> Vec<String> {
        let state = window.harness.state().state();
        state.work.sections().iter().map(|section| section.heading.clone()).collect()
    };
    assert_eq!(names(&window), ["", "", "", "For the first day", "Later"]);
    window.harness.get_by_label("Section Later, 0 resources").focus();
    window.harness.run();
    press(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(names(&window), ["", "", "", "Later", "For the first day"]);
    assert_eq!(focused(&window), "Section Later, 0 resources", "it keeps the keyboard");
    press(&mut window, Modifiers::NONE, Key::F2);
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Heading");
    assert_eq!(field.accesskit_node().value().unwrap_or_default(), "Later");
    field.type_text("!");
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(names(&window).iter().any(|name| name.contains('!')), "{:?}", names(&window));
    window.harness.get_by_label_contains("Section Policy Guides").focus();
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    assert!(!shown(&window, "Policy Guide on Identifying Victims of Trafficking, "), "folded");
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert!(shown(&window, "Policy Guide on Identifying Victims of Trafficking, "));
    window.send([Command::Edit(Edit::MoveToSection { id: id(GUIDE), key: own(), place: None })]);
    click(&mut window, "More for section For the first day");
    window.harness.get_by_role_and_label(Role::MenuItem, "Remove section").click();
    window.harness.run();
    assert!(!names(&window).contains(&"For the first day".to_owned()));
    assert_eq!(items(&window).len(), ALL.len(), "its resource is back in its category");
}

#[test]
fn the_texts_of_the_pack_are_reached_from_its_page() {
    let mut window = usual();
    for (button, dialog) in [
        ("Foreword", Dialog::Text(TextOf::Foreword)),
        ("Closing", Dialog::Text(TextOf::Closing)),
        ("Details", Dialog::Details),
    ] {
        click(&mut window, button);
        assert_eq!(window.harness.state().state().dialog(), Some(&dialog), "{button}");
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn an_introduction_shows_its_first_words_under_the_heading() {
    let mut window = usual();
    let before = rect_of(&window, "Section For the first day");
    let text = RichText::plain("• Welcome to the first day.\nRead   the guide first.");
    let change = SectionEdit::Introduction(text);
    window.send([Command::Edit(Edit::Section { key: own(), change })]);
    let heading = window.harness.get_by_label("Section For the first day, 0 resources");
    let said = heading.accesskit_node().description();
    assert_eq!(said.as_deref(), Some("Introduction: Welcome to the first day. Read the guide first."));
    let height = heading.rect().height();
    assert!(height > before.height() + 15.0, "a line more: {height}");
    window.picture("pack-introduction");
}

/// A pack that somebody else has open, as it is shown.
fn held() -> Command {
    let mut work = Work::new();
    work.apply(&Edit::Add(vec![id(GUIDE)]), &tool_box()).unwrap();
    let draft = PackDraft::of(&work, serde_json::Map::new());
    let file = Box::new(PackFile::new(PackId::of(b"held"), clock().today, draft));
    Command::Finished(Outcome::Files(Ok(FileAnswer::ReadOnly { file, path: "/sticks/Partners.rsopack".into() })))
}

#[test]
fn a_pack_that_may_only_be_read_says_so_until_it_is_a_copy() {
    for (name, (width, height), scale) in [("1366", (1366.0, 768.0), 1.0), ("683", (683.0, 384.0), 2.0)] {
        let opened = Opened { size: Vec2::new(width, height), scale, ..Opened::default() };
        let mut window = Window::open(Start::fresh(tool_box(), clock()), opened);
        window.send([show(), held()]);
        assert!(window.harness.state().state().notices.shown().is_empty(), "said once");
        window.harness.get_by_label(HELD);
        window.picture(&format!("pack-held-{name}"));
        click(&mut window, "Work on a copy");
        assert!(!shown(&window, HELD));
        window.send([Command::Edit(Edit::Title("Mine".to_owned()))]);
        assert_eq!(window.harness.state().state().work.details.title, "Mine");
    }
}

#[test]
fn a_run_that_keeps_nothing_says_so_and_offers_a_file() {
    for mode in [Mode::ReadOnly, Mode::Unkept] {
        let start = || Start { mode, ..Start::fresh(tool_box(), clock()) };
        let mut window = Window::open(start(), Opened::default());
        window.send([show()]);
        window.harness.get_by_label(mode.words());
        assert!(!shown(&window, "Save as…"), "there is nothing to save");

        let mut work = Work::new();
        work.apply(&Edit::Add(vec![id(GUIDE)]), &tool_box()).unwrap();
        let file = PackFile::new(PackId::of(b"kept"), clock().today, PackDraft::of(&work, serde_json::Map::new()));
        let pack = Some(StoredPack { file, local: Local::default(), changed: None });
        let mut window = Window::open(Start { pack, ..start() }, Opened::default());
        window.send([show()]);
        window.picture(&format!("pack-{mode:?}"));
        click(&mut window, "Save as…");
        let asked = window.asked.borrow();
        assert!(matches!(asked.last(), Some(Effect::PickFile { purpose: FilePurpose::SavePack, .. })), "{asked:?}");
    }
}

/// Only what is in sight is drawn, and the chosen row keeps the keyboard wherever it is.
#[test]
fn a_long_pack_draws_the_rows_in_sight() {
    let catalogue = Arc::new(multiplied(&tool_box(), 504, 1));
    let ids: Vec<_> = catalogue.resources.iter().map(|resource| resource.id.clone()).collect();
    assert!(ids.len() >= 500);
    let mut window = Window::open(Start::fresh(catalogue, clock()), Opened::default());
    window.send([Command::Edit(Edit::Add(ids)), show()]);
    let nodes = window.harness.root().children_recursive();
    let rows = nodes.filter(|node| node.accesskit_node().role() == Role::ListItem).count();
    assert!((10..60).contains(&rows), "{rows} rows");
}
