//! "Check before it leaves" in the window: lights with words, answers on the spot, and the way on.

use egui::accesskit::Role;
use egui::{Key, Theme, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::release::{Looked, Property, Reader, ReleaseEdit, Tells};
use rso_toolbox::app::{
    Command, Dialog, DialogCommand, Edit, Effect, ItemEdit, Leave, LookedOver, Outcome, OutgoingCommand,
    PreferenceCommand, ReleaseCommand, Start, Theme as Look,
};
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};

use crate::window::{Opened, Window, clock, id, tool_box};

const ON_REQUEST: &str = "guidelines-information-sharing";
const INTERVIEW: &str = "quick-reference-guide-interviewing-victims";
const OLDER: &str = "civil-registration-vital-statistics-toolkit";

fn filled(issuer: &str, ids: &[&str]) -> Vec<Command> {
    let edits = [
        Edit::Add(ids.iter().map(|text| id(text)).collect()),
        Edit::Title("Toolbox for border officials".to_owned()),
        Edit::IssuedBy(issuer.to_owned()),
    ];
    let folder = Command::Outgoing(OutgoingCommand::Folder("out".into()));
    edits.into_iter().map(Command::Edit).chain([folder]).collect()
}

fn enclose(text: &str, bytes: &[u8]) -> Command {
    let file = EnclosedFile { name: "Guide.pdf".to_owned(), bytes: bytes.len() as u64, sha256: Sha256::of(bytes) };
    Command::Edit(Edit::Item { id: id(text), change: ItemEdit::Enclose(Some(file)) })
}

/// What the shell would find: pages on which everything fits, and one document with an author.
fn looked(window: &Window, bytes: &[u8]) -> Command {
    let author = Property { tells: Tells::Person, name: "Author", value: "A. Lee".to_owned() };
    Command::Finished(Outcome::LookedOver(LookedOver {
        revision: window.harness.state().state().revision,
        number: window.harness.state().state().release.asked,
        documents: [(Sha256::of(bytes), Looked::Into(vec![author]))].into(),
        overfull: Some(Vec::new()),
    }))
}

fn exported(window: &Window) -> bool {
    window.asked.borrow().iter().any(|effect| matches!(effect, Effect::Export(_)))
}

fn focused(window: &Window) -> String {
    let nodes = window.harness.root().children_recursive();
    let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
    focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn from_the_form_over_the_check_to_the_export() {
    let mut window = Window::usual();
    window.send(filled("Border academy", &[INTERVIEW, ON_REQUEST]));
    window.harness.get_by_label("Export…").click();
    window.harness.run();
    window.harness.get_by_label("Export").click();
    window.harness.run();
    assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::Release(Leave::Export)));
    assert!(!exported(&window), "the check stands before it");
    let over = window.asked.borrow().iter().any(|effect| matches!(effect, Effect::LookOver(_)));
    assert!(over, "the pages are looked at");
    window.harness.get_by_label("1 resource is on request");
    assert!(window.harness.query_by_label("“Prepared for” is empty").is_none(), "it is folded away");
    assert_eq!(focused(&window), "Export");
    window.harness.key_press(Key::Enter);
    window.harness.run();
    assert!(exported(&window));
    assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::Export), "the form shows how far it is");
}

#[test]
fn what_is_not_public_is_confirmed_on_the_spot() {
    let mut window = Window::usual();
    window.send(filled("Border academy", &[INTERVIEW]));
    window.send([enclose(INTERVIEW, b"a"), Command::Release(ReleaseCommand::Ask(Leave::Export))]);
    window.harness.get_by_label("A document is being looked into");
    let found = looked(&window, b"a");
    window.send([found]);
    window.picture("release-stopped");
    window.harness.get_by_label("Stops the export, 2");
    window.harness.get_all_by_label("Export").last().unwrap().click();
    window.harness.run();
    assert!(!exported(&window), "it is stopped");
    let confirm = "Confirm: The Tool Box does not say how 1 of these may be handed on";
    let title = "Quick Reference Guide on Interviewing Victims of Trafficking";
    let is_named = |window: &Window| window.harness.query_all_by_label(title).count();
    let before = is_named(&window);
    window.harness.get_by_label("Which ones, 1").click_accesskit();
    window.harness.run();
    assert_eq!(is_named(&window), before + 1, "it is named when that is opened");
    window.harness.get_by_label("Which ones, 1").click_accesskit();
    window.harness.run();
    window.harness.get_by_label(confirm).click_accesskit();
    window.harness.run();
    window.harness.get_by_label("Write why this is right.");
    let fields = |window: &Window, label: &str| -> Vec<egui::Rect> {
        window.harness.query_all_by_role_and_label(Role::TextInput, label).map(|node| node.rect()).collect()
    };
    assert_eq!(fields(&window, "Your role").len(), 2, "one for the document, one for the handling");
    for (label, text) in [("Your role", "Programme manager"), ("Why this is right", "They train with it")] {
        let field = |window: &Window| {
            let all: Vec<_> = window.harness.query_all_by_role_and_label(Role::TextInput, label).collect();
            let node = all.last().unwrap();
            node.focus();
        };
        field(&window);
        window.harness.run();
        window.harness.query_all_by_role_and_label(Role::TextInput, label).last().unwrap().type_text(text);
        window.harness.run();
    }
    window.harness.get_by_label(confirm).click_accesskit();
    window.harness.run();
    let release = window.harness.state().state().work.details.release.clone();
    let answer = release.handling.expect("it is confirmed");
    assert_eq!((answer.role.as_str(), answer.reason.as_str()), ("Programme manager", "They train with it"));
    let keep = window
        .harness
        .root()
        .children_recursive()
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("Keep as it is: ")));
    keep.unwrap().click_accesskit();
    window.harness.run();
    assert!(window.harness.query_by_label_contains("Stops the export").is_none());
    window.picture("release-confirmed");
    window.harness.get_all_by_label("Export").last().unwrap().click();
    window.harness.run();
    assert!(exported(&window));
}

#[test]
fn each_finding_leads_to_where_it_is_mended() {
    let mut window = Window::usual();
    window.send(filled("Border academy", &[ON_REQUEST, OLDER]));
    let ask = || Command::Release(ReleaseCommand::Ask(Leave::Nothing));
    window.send([ask()]);
    window.harness.get_by_label("Request letter…: 1 resource is on request").click_accesskit();
    window.harness.run();
    let state = window.harness.state().state();
    assert!(matches!(state.dialog(), Some(Dialog::Request(_))));
    window.send([Command::Dialog(DialogCommand::Close)]);
    let companion = "Add it: A companion is missing: “Bali Process Framework for Information Sharing”";
    let add = window.harness.root().children_recursive().find(|node| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with("Add it: A companion is missing"))
    });
    add.unwrap_or_else(|| panic!("{companion}")).click_accesskit();
    window.harness.run();
    assert_eq!(window.harness.state().state().work.items().len(), 3);
    let lead = "Contact details…: Contact details are those of the Tool Box, not confirmed";
    window.harness.get_by_label(lead).click_accesskit();
    window.harness.run();
    assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::Contact));
    window.send([Command::Dialog(DialogCommand::Close)]);
    window.harness.get_by_label_contains("For information, ").click_accesskit();
    window.harness.run();
    window.harness.get_by_label("Fill it in: “Prepared for” is empty").click_accesskit();
    window.harness.run();
    assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::Export));
}

#[test]
fn the_office_that_is_asked_enters_who_cleared_it() {
    let mut window = Window::usual();
    window.send(filled("Regional Support Office", &[ON_REQUEST]));
    window.send([
        Command::Edit(Edit::Release(ReleaseEdit::Reader(Reader::Office))),
        Command::Release(ReleaseCommand::Ask(Leave::Nothing)),
    ]);
    let cleared = "Cleared: “Guidelines for Information Sharing";
    let press = |window: &mut Window| {
        let node = window
            .harness
            .root()
            .children_recursive()
            .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(cleared)));
        node.unwrap().click_accesskit();
        window.harness.run();
    };
    press(&mut window);
    window.harness.get_by_label("Write the role, for example: Programme manager.");
    window.harness.get_all_by_role_and_label(Role::TextInput, "Your role").last().unwrap().focus();
    window.harness.run();
    window.harness.get_all_by_role_and_label(Role::TextInput, "Your role").last().unwrap().type_text("Co-manager");
    window.harness.run();
    press(&mut window);
    let state = window.harness.state().state();
    let clearance = state.work.item(&id(ON_REQUEST)).unwrap().clearance.clone().unwrap();
    assert_eq!((clearance.role.as_str(), clearance.on), ("Co-manager", Some(clock().today)));
}

#[test]
fn it_is_drawn_in_every_size_and_look() {
    let sizes = [("1366", (1366.0, 768.0), 1.0), ("683", (683.0, 384.0), 2.0), ("800", (800.0, 600.0), 1.0)];
    for (name, size, scale) in sizes {
        for (look_name, look) in [("light", Look::Light), ("dark", Look::Dark), ("contrast", Look::HighContrastLight)] {
            let size = Vec2::new(size.0, size.1);
            let start = Start::fresh(tool_box(), clock());
            let mut window = Window::open(start, Opened { size, scale, theme: Theme::Light, ..Opened::default() });
            window.send([Command::Preference(PreferenceCommand::Theme(look))]);
            window.send(filled("Border academy", &[INTERVIEW, ON_REQUEST, OLDER, "regional-strategic-roadmap"]));
            window.send([enclose(INTERVIEW, b"a"), Command::Release(ReleaseCommand::Ask(Leave::Export))]);
            let found = looked(&window, b"a");
            window.send([found]);
            window.picture(&format!("release-{name}-{look_name}"));
            window.send([Command::Edit(Edit::Item { id: id(INTERVIEW), change: ItemEdit::Enclose(None) })]);
            window.picture(&format!("release-look-{name}-{look_name}"));
            window.harness.key_press(Key::Escape);
            window.harness.run();
            assert!(window.harness.state().state().dialogs.is_empty());
        }
    }
}

#[test]
fn where_all_is_in_order_it_is_all_in_sight() {
    let mut catalogue = (*tool_box()).clone();
    let resource = catalogue.resources.iter_mut().find(|it| it.id == id("regional-strategic-roadmap")).unwrap();
    let resource = std::sync::Arc::make_mut(resource);
    resource.handling = rso_toolbox::catalogue::Handling::Public;
    for address in &mut resource.addresses {
        address.checked_on = Some(clock().today);
    }
    let contact = catalogue.contact.clone();
    let start = Start::fresh(std::sync::Arc::new(catalogue), clock());
    let mut window = Window::open(start, Opened::default());
    window.send(filled("Border academy", &["regional-strategic-roadmap"]));
    window.send([
        Command::Edit(Edit::PreparedFor("Border police".to_owned())),
        Command::Preference(PreferenceCommand::ConfirmContact(contact)),
        Command::Release(ReleaseCommand::Ask(Leave::Print)),
    ]);
    let found = looked(&window, b"none");
    window.send([found]);
    window.picture("release-good");
    window.harness.get_by_label("Everything fits on its page");
    let state = window.harness.state().state();
    let open: Vec<String> = state
        .release_check(Leave::Export)
        .into_iter()
        .filter(|it| it.light != rso_toolbox::app::release::Light::Good)
        .map(|it| it.words)
        .collect();
    assert!(open.is_empty(), "{open:?}");
    window.harness.get_by_label("Print…").click();
    window.harness.run();
    assert!(window.asked.borrow().iter().any(|effect| matches!(effect, Effect::Print(_))));
}
