//! What the office keeps once, in one dialog: name, logo, contact, texts, and who clears packs.

use std::path::PathBuf;

use egui::Vec2;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::office::desk_mark_trouble;
use rso_toolbox::app::release::Ask;
use rso_toolbox::app::{
    Action, AppState, Command, Dialog, DialogCommand, Edit, Effect, Leave, Outcome, PreferenceCommand, ReleaseCommand,
    Start, Theme,
};

use crate::pdf_filled::logo;
use crate::window::{Opened, Window, clock, id, tool_box};

const GUIDE: &str = "quick-reference-guide-frontline-border-officials";

fn state(window: &Window) -> &AppState {
    window.harness.state().state()
}

fn office() -> Command {
    Command::Dialog(DialogCommand::Open(Dialog::Office))
}

fn type_into(window: &mut Window, label: &str, text: &str) {
    let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    let nodes = window.harness.root().children_recursive();
    let mut fields = nodes.filter(|node| {
        is_field(node.accesskit_node().role()) && node.accesskit_node().label().as_deref() == Some(label)
    });
    fields.next().unwrap_or_else(|| panic!("{label}")).focus();
    drop(fields);
    window.harness.run();
    window.harness.event(egui::Event::Text(text.to_owned()));
    window.harness.run();
}

/// Focused first: what is scrolled away comes into view.
fn click(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).focus();
    window.harness.run();
    window.harness.get_by_label(label).click();
    window.harness.run();
}

fn shows(window: &Window, words: &str) -> bool {
    let mut nodes = window.harness.root().children_recursive();
    nodes.any(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value()].into_iter().flatten().any(|said| said.contains(words))
    })
}

fn effects(window: &Window, wanted: impl Fn(&Effect) -> bool) -> usize {
    window.asked.borrow().iter().filter(|effect| wanted(effect)).count()
}

#[test]
fn the_name_is_kept_for_each_pack_and_fills_the_open_one_where_it_has_none() {
    let mut window = Window::usual();
    window.send([Command::Edit(Edit::Add(vec![id(GUIDE)])), Action::Office.resolve(state(&window)).unwrap()]);
    type_into(&mut window, "Name of the office", " Border centre ");
    click(&mut window, "Keep");
    assert_eq!(state(&window).office.issued_by, "Border centre");
    assert_eq!(state(&window).work.details.issued_by, "Border centre");
    assert_eq!(state(&window).recipe().build().issuer.label, "Put together from the RSO Tool Box by");
    window.send([Command::Edit(Edit::IssuedBy("Another desk".to_owned())), office()]);
    type_into(&mut window, "Name of the office", "Training ");
    click(&mut window, "Keep");
    assert_ne!(state(&window).office.issued_by, "Border centre");
    assert_eq!(state(&window).work.details.issued_by, "Another desk", "a pack keeps what it says");
}

#[test]
fn a_desk_mark_is_of_letters_digits_and_hyphens() {
    for fine in ["", "BK", "BK-2", "é2", " BK "] {
        assert_eq!(desk_mark_trouble(fine), None, "{fine:?}");
    }
    for wrong in ["B K", "BK/2", "B·K", "BK_2", "<b>"] {
        assert!(desk_mark_trouble(wrong).is_some(), "{wrong:?}");
    }
    let mut window = Window::usual();
    window.send([office()]);
    type_into(&mut window, "Desk mark", "BK/2");
    assert!(shows(&window, "Letters, digits and hyphens only"));
    click(&mut window, "Keep");
    assert_eq!(state(&window).dialog(), Some(&Dialog::Office), "it stays open until it is mended");
    assert_eq!(effects(&window, |effect| matches!(effect, Effect::SaveOffice(_))), 0);
    let mut draft = state(&window).office.draft();
    draft.texts.desk_mark = "BK-2".to_owned();
    window.send([Command::Preference(PreferenceCommand::Office(Box::new(draft.clone())))]);
    draft.texts.desk_mark = "BK/2".to_owned();
    window.send([Command::Preference(PreferenceCommand::Office(Box::new(draft)))]);
    assert_eq!(state(&window).office.texts.desk_mark, "BK-2");
}

#[test]
fn a_logo_is_taken_from_a_typed_path_and_seen() {
    let mut window = Window::usual();
    window.send([office()]);
    type_into(&mut window, "Signature", "Head of desk");
    click(&mut window, "Type its path…");
    assert_eq!(state(&window).dialog(), Some(&Dialog::LogoField));
    let path = if cfg!(windows) { r"C:\pictures\mark.png" } else { "/pictures/mark.png" };
    type_into(&mut window, "Picture", path);
    click(&mut window, "Choose");
    let taken = Effect::TakeLogo(PathBuf::from(path));
    assert_eq!(effects(&window, |effect| *effect == taken), 1);
    assert_eq!(state(&window).dialog(), Some(&Dialog::Office));
    window.send([Command::Finished(Outcome::LogoTaken(Ok(logo())))]);
    assert!(shows(&window, "The logo, 500 x 150 points"), "its picture is there");
    click(&mut window, "Keep");
    let kept = &state(&window).office.texts;
    assert_eq!(kept.signature, "Head of desk", "what was half typed before is kept");
    assert_eq!(kept.logo, Some(logo()));
}

#[test]
fn where_no_dialog_of_the_system_answers_the_path_is_asked_for() {
    let mut window = Window::usual();
    window.send([office(), Command::Finished(Outcome::NoLogoDialog)]);
    assert_eq!(state(&window).dialog(), Some(&Dialog::LogoField));
    type_into(&mut window, "Picture", "mark.png");
    assert!(shows(&window, "Write the whole path, from the start."));
    click(&mut window, "Choose");
    assert_eq!(effects(&window, |effect| matches!(effect, Effect::TakeLogo(_))), 0);
}

#[test]
fn contact_details_are_written_from_here_and_nothing_typed_is_lost() {
    let mut window = Window::usual();
    window.send([office()]);
    assert!(shows(&window, "Those of the Tool Box, not confirmed"));
    type_into(&mut window, "Disclaimer", "No liability.");
    click(&mut window, "Contact details…");
    click(&mut window, "Confirm");
    assert_eq!(state(&window).dialog(), Some(&Dialog::Office));
    assert!(shows(&window, "Your office’s own, confirmed on 24 November 2026"));
    click(&mut window, "Keep");
    assert_eq!(state(&window).office.texts.disclaimer, "No liability.");
    assert!(state(&window).office.is_confirmed());
}

#[test]
fn a_second_person_is_asked_for_by_role_once_it_is_wanted() {
    let mut window = Window::usual();
    window.send([Command::Edit(Edit::Add(vec![id(GUIDE)]))]);
    let asks =
        |window: &Window| state(window).release_check(Leave::Export).iter().any(|it| it.ask == Some(Ask::SecondPerson));
    assert!(!asks(&window), "off by default");
    window.send([office()]);
    click(&mut window, "A second person clears each pack of this office");
    assert!(!state(&window).office.second_person, "not before Keep");
    click(&mut window, "Keep");
    assert!(state(&window).office.second_person && asks(&window));
    window.send([Command::Release(ReleaseCommand::Ask(Leave::Nothing))]);
    type_into(&mut window, "Role of the second person", "Head of desk");
    let nodes = window.harness.root().children_recursive();
    let mut buttons = nodes.filter(|node| node.accesskit_node().label().is_some_and(|it| it.starts_with("Cleared: ")));
    buttons.next().unwrap().click();
    drop(buttons);
    window.harness.run();
    assert!(!asks(&window));
    assert_eq!(state(&window).work.details.release.cleared.as_ref().unwrap().by.role, "Head of desk");
}

#[test]
fn cancel_keeps_nothing() {
    let mut window = Window::usual();
    window.send([office()]);
    type_into(&mut window, "Name of the office", "Border centre");
    click(&mut window, "A second person clears each pack of this office");
    click(&mut window, "Cancel");
    assert!(state(&window).office.issued_by.is_empty() && !state(&window).office.second_person);
}

#[test]
fn the_office_is_drawn_in_every_size_and_look() {
    for (name, width, height, scale, theme) in [
        ("1366", 1366.0, 768.0, 1.0, Theme::Light),
        ("1366-dark", 1366.0, 768.0, 1.0, Theme::Dark),
        ("683", 683.0, 384.0, 2.0, Theme::Light),
        ("683-dark", 683.0, 384.0, 2.0, Theme::Dark),
    ] {
        let opened = Opened { size: Vec2::new(width, height), scale, ..Opened::default() };
        let mut window = Window::open(Start::fresh(tool_box(), clock()), opened);
        window.send([Command::Preference(PreferenceCommand::Theme(theme)), office()]);
        let without = window.picture(&format!("office-{name}"));
        window.send([Command::Finished(Outcome::LogoTaken(Ok(logo())))]);
        let with = window.picture(&format!("office-{name}-logo"));
        assert!(without.pixels != with.pixels, "{name}: no picture of the logo");
        window.harness.get_by_label("A second person clears each pack of this office").focus();
        window.harness.run();
        window.picture(&format!("office-{name}-end"));
        click(&mut window, "Type its path…");
        window.picture(&format!("office-{name}-path"));
    }
}
