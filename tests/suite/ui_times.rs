//! The times of trainings: entered by the office, added up, compared with the hours that the office says there are.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::{Action, BrowseCommand, Command, Dialog, DialogCommand, Edit, ItemEdit, Page, ProposingCommand};
use rso_toolbox::catalogue::AudienceId;
use rso_toolbox::pack::contents::Minutes;
use rso_toolbox::pack::timetable::TimeAvailable;

use crate::window::{Window, id, tool_box};

const GUIDE: &str = "quick-reference-guide-frontline-border-officials";
const COURSE: &str = "curriculum-standardized-induction-training";
const FIRST: &str = "Time (minutes), set by this office: Chapter 1: Basic of border control";

fn open(first: Option<&str>) -> Command {
    Command::Dialog(DialogCommand::Open(Dialog::Times(first.map(id))))
}

fn with(names: &[&str], first: Option<&str>) -> Window {
    let mut window = Window::usual();
    window.send([Command::Edit(Edit::Add(names.iter().map(|name| id(name)).collect())), open(first)]);
    window
}

fn key(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

fn type_into(window: &mut Window, label: &str, text: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, label).focus();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::TextInput, label).type_text(text);
    window.harness.run();
}

/// The title of the course, as its field is named.
fn whole() -> String {
    let title = tool_box().resource(&id(COURSE)).unwrap().title.clone();
    format!("Time (minutes), set by this office: {title}")
}

fn shown(window: &Window, label: &str) -> bool {
    window.harness.query_all_by_label(label).next().is_some()
}

/// What the dialog, or the page of the pack, says of the sum.
fn told(window: &Window) -> String {
    let nodes = window.harness.root().children_recursive();
    let mut live = nodes.filter(|node| node.accesskit_node().role() == Role::Status);
    let words = live.find_map(|node| {
        node.accesskit_node().value().filter(|words| words.contains("entered") || words.contains("timetable"))
    });
    words.unwrap_or_default()
}

fn minutes(window: &Window, name: &str) -> Minutes {
    window.harness.state().state().work.item(&id(name)).unwrap().content.minutes.clone()
}

#[test]
fn a_part_has_the_time_that_the_office_enters_and_an_emptied_field_is_no_time() {
    let mut window = with(&[COURSE], None);
    type_into(&mut window, FIRST, "45x");
    assert_eq!(minutes(&window, COURSE).parts.values().copied().collect::<Vec<_>>(), [45]);
    assert_eq!(told(&window), "45 minutes entered; 4 parts have no time yet.");
    key(&mut window, Modifiers::COMMAND, Key::A);
    key(&mut window, Modifiers::NONE, Key::Backspace);
    assert!(minutes(&window, COURSE).parts.is_empty());
    assert_eq!(told(&window), "No time entered yet for 5 parts of trainings.");
    window.harness.get_by_label("Print a timetable of the trainings").click();
    window.harness.run();
    let pack = window.harness.state().state().recipe().build();
    assert_eq!(pack.timetable.unwrap().lines[0].minutes, None);
    window.send([Command::Undo, Command::Undo]);
    assert!(!window.harness.state().state().work.details.has_timetable);
    assert!(window.harness.state().state().work.contains(&id(COURSE)), "what is typed at once is one step");
    assert!(minutes(&window, COURSE).parts.is_empty());
}

#[test]
fn a_course_of_which_no_part_was_picked_can_have_one_time() {
    let mut window = with(&[COURSE], None);
    type_into(&mut window, FIRST, "45");
    type_into(&mut window, &whole(), "300");
    assert_eq!(told(&window), "5 hours entered.");
    assert!(!shown(&window, FIRST), "its parts have no times beside it");
    window.send([Command::Edit(Edit::Timetable(true.into()))]);
    let lines = window.harness.state().state().recipe().build().timetable.unwrap().lines;
    assert_eq!(lines.iter().map(|line| line.minutes).collect::<Vec<_>>(), [Some(300)], "as it is printed");
    let first = tool_box().resource(&id(COURSE)).unwrap().modules.as_ref().unwrap().items[0].id.clone();
    let change = ItemEdit::Modules(Some([first].into()));
    window.send([Command::Edit(Edit::Item { id: id(COURSE), change })]);
    assert_eq!(told(&window), "45 minutes entered.", "the picked part keeps its time");
    assert!(!shown(&window, &whole()));
}

#[test]
fn any_resource_can_have_a_time() {
    let mut window = with(&[GUIDE, COURSE], Some(GUIDE));
    let field = "Time (minutes), set by this office: Quick Reference Guide for Frontline Border Officials";
    window.harness.get_by_role_and_label(Role::TextInput, field).type_text("30");
    window.harness.run();
    assert_eq!(minutes(&window, GUIDE).whole, Some(30), "it had the keyboard");
    assert_eq!(told(&window), "30 minutes entered; 5 parts have no time yet.");
}

#[test]
fn what_is_left_is_told_of_the_hours_that_the_office_enters() {
    let mut window = with(&[COURSE], None);
    type_into(&mut window, &whole(), "270");
    type_into(&mut window, "Time available, hours", "6");
    assert_eq!(told(&window), "4 hours 30 minutes entered. 1 hour 30 minutes left of 6 hours.");
    type_into(&mut window, "Time available, minutes", "30");
    assert_eq!(window.harness.state().state().work.details.time.entered, Some(390));
    window.send([Command::Edit(Edit::TimeAvailable(Some(240)))]);
    assert_eq!(told(&window), "4 hours 30 minutes entered. That is 30 minutes more than 4 hours.");
    window.send([Command::Undo, Command::Undo]);
    assert_eq!(window.harness.state().state().work.details.time.entered, None);
}

#[test]
fn the_time_that_a_request_states_comes_with_the_proposal_and_is_no_number_of_hours() {
    let mut window = Window::usual();
    window.send([
        Command::Proposing(ProposingCommand::FromRequest),
        Command::Proposing(ProposingCommand::ToggleAudience(AudienceId::new("trainers").unwrap())),
        Command::Proposing(ProposingCommand::Time(Some(TimeAvailable::OneDay))),
        Command::Edit(Edit::Add(vec![id(COURSE)])),
    ]);
    window.send([Command::Proposing(ProposingCommand::Accept)]);
    assert_eq!(window.harness.state().state().work.details.time.stated, Some(TimeAvailable::OneDay));
    window.send([Command::Browse(BrowseCommand::Open(Page::Pack))]);
    let stated = "The request says 1 day: enter the hours that there are to see what is over or left.";
    let lines = window.harness.state().state().recipe().build().timetable.unwrap().lines.len();
    assert_eq!(told(&window), format!("A timetable is printed with {lines} lines to fill in. {stated}"));
    window.send([Command::Edit(Edit::Timetable(false.into()))]);
    assert_eq!(told(&window), format!("No time entered yet for {lines} parts of trainings. {stated}"));
    window.harness.get_by_label("Times…").click();
    window.harness.run();
    window.harness.get_by_label("The request says 1 day. How many hours that is, is for this office to say.");
    window.send([Command::Undo, Command::Undo]);
    assert_eq!(window.harness.state().state().work.details.time.stated, None);
}

#[test]
fn without_a_training_there_is_nothing_to_time() {
    let mut window = Window::usual();
    window.send([Command::Edit(Edit::Add(vec![id(GUIDE)])), Command::Browse(BrowseCommand::Open(Page::Pack))]);
    assert_eq!(told(&window), "");
    assert_eq!(Action::Times.resolve(window.harness.state().state()), Err("No training is in the pack"));
    window.send([Command::Edit(Edit::Add(vec![id(COURSE)]))]);
    assert_eq!(told(&window), "No time entered yet for 5 parts of trainings.");
}
