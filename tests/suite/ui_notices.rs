//! Messages as a person meets them: each button once, above the export dialog, and a reason where a key does nothing.

use egui::{Key, Modifiers, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::{Command, Dialog, DialogCommand, Failure, Outcome, PackingCommand, Start};

use crate::window::{Opened, Window, clock, id, tool_box};

fn failed(words: &str) -> Command {
    Command::Finished(Outcome::Failed(Failure { words: words.to_owned(), details: "no program".to_owned() }))
}

fn count(window: &Window, label: &str) -> usize {
    window.harness.query_all_by_label(label).count()
}

#[test]
fn details_are_copied_by_one_button() {
    let mut window = Window::usual();
    window.send([failed("The file could not be opened.")]);
    assert_eq!(count(&window, "Copy details"), 1);
    window.asked.borrow_mut().clear();
    window.harness.get_by_label("Copy details").click();
    window.harness.run();
    let asked = format!("{:?}", window.asked.borrow());
    assert!(asked.contains("no program"), "{asked}");
}

#[test]
fn a_failure_is_seen_and_closed_above_the_export_dialog() {
    for size in [Vec2::new(1366.0, 768.0), Vec2::new(480.0, 320.0)] {
        let mut window = Window::open(Start::fresh(tool_box(), clock()), Opened { size, ..Opened::default() });
        window.send([
            Command::Packing(PackingCommand::Toggle(id("guidelines-information-sharing"))),
            Command::Tell("The PDF to print is being made"),
            Command::Dialog(DialogCommand::Open(Dialog::Export)),
            failed("The file could not be opened."),
        ]);
        assert_eq!(count(&window, "The PDF to print is being made"), 0, "only what failed");
        let shown = window.harness.get_by_label("Close message: The file could not be opened.").rect();
        assert!(Rect::from_min_size(egui::Pos2::ZERO, size).contains_rect(shown), "{shown:?}");
        window.picture(&format!("failure-over-export-{}", size.x));
        window.harness.get_by_label("Close message: The file could not be opened.").click();
        window.harness.run();
        assert_eq!(count(&window, "The file could not be opened."), 0);
        assert_eq!(window.harness.state().state().dialogs, [Dialog::Export]);
    }
}

#[test]
fn a_key_that_does_nothing_says_why() {
    let mut window = Window::usual();
    let words = |window: &Window| -> Vec<String> {
        window.harness.state().state().notices.shown().iter().map(|notice| notice.words.clone()).collect()
    };
    for _ in 0..2 {
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.harness.run();
        assert_eq!(words(&window), ["Nothing to undo"], "said once");
    }
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    window.harness.run();
    assert_eq!(words(&window), ["Nothing to undo", "Add a resource first"]);
    let shown = window.harness.root().children_recursive();
    assert!(shown.filter_map(|node| node.accesskit_node().value()).any(|value| value == "Add a resource first"));
}
