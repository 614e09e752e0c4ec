//! The pack in the window: where rows land, who has the keyboard, which help belongs to it, what undo takes back.

use egui::accesskit::Role;
use egui::{Key, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::{Command, Dialog, DialogCommand, Edit, HelpTopic, MAX_LAID_OUT, PackingCommand, Start};
use rso_toolbox::catalogue::file;

use crate::multiplied::multiplied;
use crate::window::{Opened, Window, clock, id, tool_box};

const GUIDE: &str = "quick-reference-guide-frontline-border-officials";
const INTERVIEW: &str = "quick-reference-guide-interviewing-victims";
const CHILD: &str = "guide-child-victims-of-trafficking";

fn three(chosen: &str) -> Vec<Command> {
    let toggle = |name: &str| Command::Packing(PackingCommand::Toggle(id(name)));
    let select = Command::Packing(PackingCommand::Select(Some(id(chosen))));
    vec![toggle(GUIDE), toggle(INTERVIEW), toggle(CHILD), select]
}

fn small(size: (f32, f32)) -> Window {
    let size = Vec2::new(size.0, size.1);
    Window::open(Start::fresh(tool_box(), clock()), Opened { size, ..Opened::default() })
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.harness.run();
}

fn focused(window: &Window) -> String {
    let mut focused = window.harness.root().children_recursive().filter(egui_kittest::Node::is_focused);
    focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// The chosen row is taller than the others: what is dragged lands where the pointer is all the same.
#[test]
fn a_row_lands_under_the_pointer_whichever_row_is_chosen() {
    for chosen in [GUIDE, INTERVIEW, CHILD] {
        let mut window = Window::usual();
        window.send(three(chosen));
        let from = window.tray_row("Quick Reference Guide for Frontline").center_top() + Vec2::new(0.0, 20.0);
        let to = window.tray_row("Quick Reference Guide on Interviewing").center_top() + Vec2::new(0.0, 20.0);
        window.drag(from, to);
        let items = window.harness.state().state().work.items().to_vec();
        assert_eq!(items, [id(INTERVIEW), id(GUIDE), id(CHILD)], "{chosen} is chosen");
    }
}

/// Presses F6 until it is back where it began; answers what had the keyboard on the way.
fn round(window: &mut Window) -> Vec<String> {
    press(window, Key::F6);
    let mut seen = vec![focused(window)];
    for _ in 0..8 {
        press(window, Key::F6);
        let now = focused(window);
        if now == seen[0] {
            return seen;
        }
        seen.push(now);
    }
    panic!("F6 does not come back: {seen:?}");
}

#[test]
fn f6_goes_round_where_the_tray_is_a_bar() {
    for size in [(800.0, 600.0), (480.0, 320.0)] {
        let mut window = small(size);
        assert!(round(&mut window).contains(&"Show pack".to_owned()), "an empty pack at {size:?}");
        window.send(three(INTERVIEW));
        let closed = round(&mut window);
        assert!(closed.len() >= 4 && closed.contains(&"Show pack".to_owned()), "{closed:?} at {size:?}");
        assert!(!closed.contains(&String::new()), "{closed:?}");
        window.harness.get_by_label("Show pack").click();
        window.harness.run();
        let open = round(&mut window);
        let rows = open.iter().filter(|name| name.ends_with("2 of 3 in this pack")).count();
        assert_eq!((rows, open.len()), (1, closed.len()), "{open:?} at {size:?}");
    }
}

#[test]
fn f1_is_about_the_pack_while_that_is_in_hand() {
    let topic = |window: &mut Window| {
        press(window, Key::F1);
        let dialogs = window.harness.state().state().dialogs.clone();
        window.send([Command::Dialog(DialogCommand::Close)]);
        dialogs
    };
    let mut window = Window::usual();
    window.send(three(INTERVIEW));
    window.send([Command::Find]);
    assert_eq!(topic(&mut window), [Dialog::Help(HelpTopic::Resources)]);
    window.harness.get_by_label("Export…").focus();
    window.harness.run();
    assert_eq!(topic(&mut window), [Dialog::Help(HelpTopic::Pack)]);
    let mut window = small((800.0, 600.0));
    window.send(three(INTERVIEW));
    window.harness.get_by_label("Show pack").click();
    window.harness.run();
    assert_eq!(topic(&mut window), [Dialog::Help(HelpTopic::Pack)]);
}

#[test]
fn what_is_typed_after_the_keyboard_left_a_field_is_a_step_of_its_own() {
    let mut window = Window::usual();
    window.send(three(INTERVIEW));
    window.send([Command::Dialog(DialogCommand::Open(Dialog::Export))]);
    for (field, text) in [("Title", "One"), ("Prepared for", "x"), ("Title", " two")] {
        window.harness.get_by_role_and_label(Role::TextInput, field).focus();
        window.harness.run();
        if field == "Title" {
            press(&mut window, Key::End);
            window.harness.get_by_role_and_label(Role::TextInput, field).type_text(text);
            window.harness.run();
        }
    }
    let title = |window: &Window| window.harness.state().state().work.details.title.clone();
    assert_eq!(title(&window), "One two");
    window.send([Command::Dialog(DialogCommand::Close), Command::Undo]);
    assert_eq!(title(&window), "One");
}

#[test]
fn a_pack_whose_pages_are_not_counted_says_why() {
    let catalogue = std::sync::Arc::new(multiplied(&file::built_in(), 700, 7));
    let many = catalogue.resources.iter().map(|resource| resource.id.clone());
    let many: Vec<_> = many.take(MAX_LAID_OUT + 1).collect();
    let mut window = Window::open(Start::fresh(catalogue, clock()), Opened::default());
    window.send([Command::Edit(Edit::Add(many))]);
    window.harness.get_by_label("Pages not counted above 600 resources");
}

/// The about box holds thousands of lines of licences; only those in sight are drawn.
#[test]
fn the_about_box_draws_the_lines_in_sight() {
    let mut window = Window::usual();
    window.send([Command::Dialog(DialogCommand::Open(Dialog::About))]);
    let texts = |window: &Window| -> Vec<String> {
        let nodes = window.harness.root().children_recursive();
        nodes.filter_map(|node| node.accesskit_node().value().or_else(|| node.accesskit_node().label())).collect()
    };
    let seen = texts(&window);
    assert!(seen.iter().any(|text| text.contains("Works of others")), "{seen:?}");
    assert!(seen.iter().any(|text| text.contains("Source Sans 3")), "{seen:?}");
    let few = window.harness.root().children_recursive().count();
    assert!(few < 600, "{few}");
    assert!(!seen.iter().any(|text| text.contains("###") || text.contains("```")));
}
