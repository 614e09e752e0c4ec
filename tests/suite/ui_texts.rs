//! The office's own texts in the window: formatting without markup, the facts of the pack, what is kept once.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::{
    Command, Dialog, DialogCommand, Edit, Effect, PreferenceCommand, SectionEdit, SectionKey, Start, TextOf, Theme,
    Wanted,
};
use rso_toolbox::pack::rich::{Block, RichText, Style};

use crate::window::{Opened, Window, clock, id, tool_box};

const GUIDE: &str = "quick-reference-guide-frontline-border-officials";
const COURSE: &str = "curriculum-standardized-induction-training";

fn open(dialog: Dialog) -> Command {
    Command::Dialog(DialogCommand::Open(dialog))
}

fn key(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

fn type_into(window: &mut Window, label: &str, text: &str) {
    let role = Role::MultilineTextInput;
    let field = window.harness.query_all_by_role_and_label(role, label).next();
    let field = field.unwrap_or_else(|| window.harness.get_by_role_and_label(Role::TextInput, label));
    field.focus();
    window.harness.run();
    let field = window.harness.query_all_by_role_and_label(role, label).next();
    field.unwrap_or_else(|| window.harness.get_by_role_and_label(Role::TextInput, label)).type_text(text);
    window.harness.run();
}

fn foreword(window: &Window) -> RichText {
    window.harness.state().state().work.details.foreword.clone()
}

#[test]
fn the_dialogs_are_drawn_in_every_size_and_look() {
    let looks = [
        ("1366", (1366.0, 768.0), 1.0, Theme::Light),
        ("dark", (1366.0, 768.0), 1.0, Theme::Dark),
        ("683", (683.0, 384.0), 2.0, Theme::Light),
    ];
    for (name, (width, height), scale, theme) in looks {
        let opened = Opened { size: Vec2::new(width, height), scale, ..Opened::default() };
        let mut window = Window::open(Start::fresh(tool_box(), clock()), opened);
        window.send([Command::Preference(PreferenceCommand::Theme(theme))]);
        window.send([Command::Edit(Edit::Add(vec![id(GUIDE), id(COURSE)]))]);
        let text =
            RichText::plain("Dear colleagues,\nthese guides are for the first day:\n• a short one\n• a long one");
        let text = text.toggled(&(5..15), Style::Strong).toggled(&(17..22), Style::Emphasis);
        let text = text.toggled(&(23..29), Style::Link("https://rso.baliprocess.net".to_owned()));
        window.send([Command::Edit(Edit::Foreword(text))]);
        let dialogs = [
            ("foreword", Dialog::Text(TextOf::Foreword)),
            ("details", Dialog::Details),
            ("office", Dialog::Office),
            ("modules", Dialog::Modules(id(COURSE))),
            ("times", Dialog::Times(None)),
        ];
        for (kind, dialog) in dialogs {
            window.send([open(dialog)]);
            window.picture(&format!("texts-{kind}-{name}"));
            window.send([Command::Dialog(DialogCommand::Close)]);
        }
    }
}

#[test]
fn lists_and_formatting_are_made_as_one_types() {
    let mut window = Window::usual();
    window.send([Command::Edit(Edit::Add(vec![id(GUIDE)])), open(Dialog::Text(TextOf::Foreword))]);
    for letters in ["-", " ", "one"] {
        type_into(&mut window, "Foreword", letters);
    }
    key(&mut window, Modifiers::NONE, Key::Enter);
    type_into(&mut window, "Foreword", "two");
    key(&mut window, Modifiers::NONE, Key::Enter);
    key(&mut window, Modifiers::NONE, Key::Enter);
    type_into(&mut window, "Foreword", "end");
    assert_eq!(foreword(&window).text(), "• one\n• two\nend");
    key(&mut window, Modifiers::COMMAND, Key::B);
    let marks = foreword(&window).marks().to_vec();
    assert_eq!((marks.len(), &marks[0].style, marks[0].range.len()), (1, &Style::Strong, 3), "{marks:?}");
    window.harness.get_by_label("Bold: Foreword").click();
    window.harness.run();
    assert!(foreword(&window).marks().is_empty(), "pressed twice is not at all");
    window.harness.get_by_label("Link: Foreword").click();
    window.harness.run();
    type_into(&mut window, "Address of the link", "https://rso.baliprocess.net");
    window.harness.get_by_label("Set link").click();
    window.harness.run();
    let pack = window.harness.state().state().recipe().build();
    let Some(Block::Paragraph(spans)) = pack.foreword.last() else { panic!("{:?}", pack.foreword) };
    assert_eq!(spans[0].link.as_deref(), Some("https://rso.baliprocess.net"));
    key(&mut window, Modifiers::NONE, Key::Escape);
    window.send([Command::Undo]);
    assert!(foreword(&window).marks().is_empty(), "undo takes the link back");
}

#[test]
fn a_section_has_an_introduction() {
    let mut window = Window::usual();
    window.send([
        Command::Edit(Edit::Add(vec![id(GUIDE)])),
        Command::Edit(Edit::AddSection("First day".to_owned())),
        open(Dialog::Text(TextOf::Introduction(SectionKey::Own(1)))),
    ]);
    type_into(&mut window, "Introduction", "Read this first.");
    let pack = window.harness.state().state().recipe().build();
    assert!(pack.sections.iter().any(|section| section.introduction.len() == 1));
    window.send([Command::Edit(Edit::Section { key: SectionKey::Own(1), change: SectionEdit::Remove })]);
    assert_eq!(window.harness.state().state().dialog(), None, "the dialog went with the section");
}

#[test]
fn the_facts_of_the_pack_are_typed_and_recipients_stay_here() {
    let mut window = Window::usual();
    window.send([Command::Edit(Edit::Add(vec![id(COURSE)])), open(Dialog::Details)]);
    type_into(&mut window, "Event", "Induction, Bangkok");
    type_into(&mut window, "Recipients", "Maria at the desk");
    window.send([Command::Edit(Edit::Timetable(Wanted::Yes))]);
    let pack = window.harness.state().state().recipe().build();
    assert_eq!(pack.event.as_deref(), Some("Induction, Bangkok"));
    assert!(pack.timetable.is_some() && !format!("{pack:?}").contains("Maria"));
    assert_eq!(window.harness.state().state().work.details.recipients, "Maria at the desk");
}

#[test]
fn the_offices_texts_are_kept_once_and_stand_on_each_pack() {
    let mut window = Window::usual();
    window.send([Command::Edit(Edit::Add(vec![id(GUIDE)])), open(Dialog::Office)]);
    type_into(&mut window, "Desk mark", "BK");
    type_into(&mut window, "Disclaimer", "No liability.");
    type_into(&mut window, "Before you use this toolbox", "Call the hotline first.");
    window.harness.get_by_label("Keep").click();
    window.harness.run();
    assert!(window.asked.borrow().iter().any(|effect| matches!(effect, Effect::SaveOffice(_))));
    let pack = window.harness.state().state().recipe().build();
    assert_eq!(
        (pack.office.disclaimer.as_slice(), pack.office.before_use.len()),
        (&["No liability.".to_owned()][..], 1)
    );
    assert!(pack.statements.foot.starts_with("BK"), "{}", pack.statements.foot);
}

#[test]
fn the_parts_of_a_course_are_ticked_and_the_last_one_stays() {
    let mut window = Window::usual();
    window.send([Command::Edit(Edit::Add(vec![id(COURSE)])), open(Dialog::Modules(id(COURSE)))]);
    let boxes = |window: &Window| -> Vec<String> {
        let nodes = window.harness.root().children_recursive();
        let boxes = nodes.filter(|node| node.accesskit_node().role() == Role::CheckBox);
        boxes.filter_map(|node| node.accesskit_node().label()).collect()
    };
    let catalogue = tool_box();
    let parts = catalogue.resource(&id(COURSE)).unwrap().modules.as_ref().unwrap().items.len();
    let all: Vec<String> = boxes(&window).into_iter().rev().take(parts).collect();
    for name in &all {
        window.harness.query_all_by_role_and_label(Role::CheckBox, name).last().unwrap().click();
        window.harness.run();
    }
    let chosen =
        |window: &Window| window.harness.state().state().work.item(&id(COURSE)).unwrap().content.modules.clone();
    assert_eq!(chosen(&window).map(|chosen| chosen.len()), Some(1), "one stays");
    window.harness.get_by_label("Choose all").click();
    window.harness.run();
    assert_eq!(chosen(&window), None);
}
