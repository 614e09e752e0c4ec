//! What the office adds to its pack, in the window.

use egui::accesskit::Role;
use egui::{Key, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::{
    Action, BrowseCommand, Command, Dialog, DialogCommand, Edit, Effect, ItemEdit, NoteKind, PackingCommand, Page,
    PreferenceCommand, Start, Theme as Look,
};
use rso_toolbox::pack::{RowBody, RowLabel};

use crate::window::{Opened, Window, clock, id, tool_box};

const GUIDE: &str = "quick-reference-guide-frontline-border-officials";
const INTERVIEW: &str = "quick-reference-guide-interviewing-victims";
const CHILD: &str = "guide-child-victims-of-trafficking";

const LOOKS: [(&str, (f32, f32), f32, Look); 4] = [
    ("1366", (1366.0, 768.0), 1.0, Look::Light),
    ("dark", (1366.0, 768.0), 1.0, Look::Dark),
    ("800", (800.0, 600.0), 1.0, Look::Light),
    ("683", (683.0, 384.0), 2.0, Look::Light),
];

/// Draws what the commands lead to in every size and look.
fn look(name: &str, commands: &[Command]) {
    for (look, (width, height), scale, theme) in LOOKS {
        let opened = Opened { size: Vec2::new(width, height), scale, ..Opened::default() };
        let mut window = Window::open(Start::fresh(tool_box(), clock()), opened);
        window.send([Command::Preference(PreferenceCommand::Theme(theme))]);
        window.send(commands.iter().cloned());
        window.picture(&format!("arrange-{name}-{look}"));
    }
}

fn open(dialog: Dialog) -> Command {
    Command::Dialog(DialogCommand::Open(dialog))
}

fn add(name: &str) -> Command {
    Command::Packing(PackingCommand::Toggle(id(name)))
}

fn select(name: &str) -> Command {
    Command::Packing(PackingCommand::Select(Some(id(name))))
}

fn change(name: &str, change: ItemEdit) -> Command {
    Command::Edit(Edit::Item { id: id(name), change })
}

/// Three guides, the first with both notes, the second with a private one.
fn noted() -> Vec<Command> {
    vec![
        add(GUIDE),
        add(INTERVIEW),
        add(CHILD),
        change(GUIDE, ItemEdit::Note("Used on the first morning.".to_owned())),
        change(GUIDE, ItemEdit::Private("Ask whether a Thai copy is at hand.".to_owned())),
        change(INTERVIEW, ItemEdit::Private("To be checked.".to_owned())),
    ]
}

fn focused(window: &Window) -> String {
    let mut focused = window.harness.root().children_recursive().filter(egui_kittest::Node::is_focused);
    focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Every name, description and value that a screen reader can come upon.
fn heard(window: &Window) -> Vec<String> {
    let nodes = window.harness.root().children_recursive();
    let words = nodes.flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.description(), node.value()].into_iter().flatten().collect::<Vec<_>>()
    });
    words.collect()
}

#[test]
fn the_dialogs_are_drawn_in_every_size() {
    let with = |more: Vec<Command>| [noted(), more].concat();
    look("notes", &with(vec![open(Dialog::Notes(id(GUIDE), NoteKind::Reader))]));
    look("tray", &with(vec![select(GUIDE)]));
    look("tray-other", &with(vec![select(INTERVIEW)]));
    look("page", &with(vec![Command::Browse(BrowseCommand::Open(Page::Resource(id(GUIDE))))]));
}

#[test]
fn notes_are_written_from_the_row_and_only_one_goes_out() {
    let mut window = Window::usual();
    window.send([add(GUIDE), add(INTERVIEW), select(GUIDE)]);
    let more = "More for Quick Reference Guide for Frontline Border Officials";
    window.harness.get_by_label(more).click();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::MenuItem, "Private note…").click();
    window.harness.run();
    assert_eq!(focused(&window), "Private, never printed", "the chosen note takes the keyboard");
    for (field, text) in [("Private, never printed", "Ask the desk"), ("Note to the reader", "Used first")] {
        window.harness.get_by_role_and_label(Role::MultilineTextInput, field).focus();
        window.harness.run();
        window.harness.get_by_role_and_label(Role::MultilineTextInput, field).type_text(text);
        window.harness.run();
    }
    window.harness.get_by_label("Done").click();
    window.harness.run();
    let state = window.harness.state().state();
    assert!(state.dialogs.is_empty());
    let pack = state.recipe().build();
    let entry = pack.sections.iter().flat_map(|section| &section.entries).next().unwrap();
    let note = entry.rows.iter().find(|row| row.label == RowLabel::Note).unwrap();
    assert_eq!(note.body, RowBody::Paragraphs(vec!["Used first".to_owned()]));
    assert!(!format!("{pack:?}").contains("Ask the desk"), "a private note is in the pack that goes out");
    let row = "Quick Reference Guide for Frontline Border Officials, quick reference guide, 1 of 2 in this pack, \
               with a note to the reader and a private note";
    window.harness.get_by_label(row);
    assert!(
        heard(&window).contains(&"Note to the reader: Used first. Private, never printed: Ask the desk.".to_owned())
    );
    window.send([Command::Undo, Command::Undo]);
    let item = window.harness.state().state().work.item(&id(GUIDE)).unwrap().clone();
    assert!(!item.has_additions(), "{item:?}");
}

#[test]
fn each_resource_has_its_own_notes_and_the_page_shows_them() {
    let mut window = Window::usual();
    window.send(noted());
    window.send([Command::Browse(BrowseCommand::Open(Page::Resource(id(INTERVIEW))))]);
    let shown = |window: &Window, words: &str| heard(window).iter().any(|heard| heard.contains(words));
    assert!(shown(&window, "Private, never printed: To be checked. In no output and no shared copy"));
    window.send([Command::Browse(BrowseCommand::Open(Page::Resource(id(GUIDE))))]);
    assert!(shown(&window, "Used on the first morning. Printed, as “Note from the office”"));
    window.harness.get_by_label("Notes on Quick Reference Guide for Frontline Border Officials").click();
    window.harness.run();
    let field = |window: &Window| {
        let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note to the reader");
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(field(&window), "Used on the first morning.");
    window.harness.key_press(Key::Escape);
    window.harness.run();
    window.send([open(Dialog::Notes(id(CHILD), NoteKind::Reader))]);
    assert_eq!(field(&window), "");
    window.send([Command::Dialog(DialogCommand::Close), Command::Edit(Edit::Remove(id(GUIDE)))]);
    assert!(!shown(&window, "Used on the first morning."), "a note on what is not in the pack");
}

#[test]
fn notes_are_asked_for_by_name_and_close_with_their_resource() {
    let mut window = Window::usual();
    let why = |window: &Window| Action::ItemNotes.resolve(window.harness.state().state()).err();
    assert_eq!(why(&window), Some("Choose a resource of the pack first"));
    window.send([add(GUIDE), Command::Browse(BrowseCommand::Open(Page::Resource(id(INTERVIEW))))]);
    assert!(why(&window).is_some(), "the open page is not in the pack");
    window.send([Command::Browse(BrowseCommand::Open(Page::Resource(id(GUIDE))))]);
    window.find_action("notes on");
    window.harness.key_press(Key::Enter);
    window.harness.run();
    assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::Notes(id(GUIDE), NoteKind::Reader)));
    window.send([Command::Undo]);
    assert_eq!(window.harness.state().state().dialog(), None, "its resource is gone");
}

#[test]
fn a_document_is_enclosed_by_its_name_among_the_actions() {
    let mut window = Window::usual();
    let why = |window: &Window| Action::EncloseDocuments.resolve(window.harness.state().state()).err();
    assert_eq!(why(&window), Some("Add a resource first"));
    window.send([add(GUIDE)]);
    window.find_action("enclose");
    window.harness.key_press(Key::Enter);
    window.harness.run();
    assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::Documents));
    window.harness.key_press(Key::Enter);
    window.harness.run();
    let asked = window.asked.borrow();
    let chooses = |effect: &Effect| matches!(effect, Effect::PickDocument { item, .. } if *item == id(GUIDE));
    assert!(asked.iter().any(chooses), "{asked:?}");
}

/// The chosen row is taller by its notes too: what is dragged lands where the pointer is all the same.
#[test]
fn a_row_with_notes_lands_under_the_pointer() {
    for chosen in [GUIDE, INTERVIEW, CHILD] {
        let mut window = Window::usual();
        window.send(noted());
        window.send([select(chosen)]);
        let from = window.tray_row("Quick Reference Guide for Frontline").center_top() + Vec2::new(0.0, 20.0);
        let to = window.tray_row("Quick Reference Guide on Interviewing").center_top() + Vec2::new(0.0, 20.0);
        window.drag(from, to);
        let items = window.harness.state().state().work.items().to_vec();
        assert_eq!(items, [id(INTERVIEW), id(GUIDE), id(CHILD)], "{chosen} is chosen");
    }
}
