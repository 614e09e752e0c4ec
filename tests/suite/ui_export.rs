//! The export dialog in the window: it stays where it opened, its path can be copied, and what is still to be asked for
//! is told when something went out.

use std::path::Path;

use egui::Theme;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use rso_toolbox::app::outgoing::Finished;
use rso_toolbox::app::{Command, Dialog, Edit, Effect, Outcome, OutgoingCommand, PreferenceCommand, RequestFor, Start};
use rso_toolbox::export::receipt::Receipt;
use rso_toolbox::export::{FontSet, Format, Unwatched, export};

use crate::window::{Opened, Window, clock, id, tool_box};

const ON_REQUEST: &str = "guidelines-information-sharing";
const WITH_PAGE: &str = "policy-guide-criminalizing-migrant-smuggling";

fn filled(issuer: &str) -> Vec<Command> {
    let edits = [
        Edit::Add(vec![id(ON_REQUEST), id(WITH_PAGE)]),
        Edit::Title("Toolbox for border officials".to_owned()),
        Edit::IssuedBy(issuer.to_owned()),
    ];
    let folder = Command::Outgoing(OutgoingCommand::Folder("/desk/out".into()));
    edits.into_iter().map(Command::Edit).chain([folder, Command::Outgoing(OutgoingCommand::Ask)]).collect()
}

/// The window after an export of one page of the web.
fn exported(issuer: &str) -> Window {
    let mut window = Window::usual();
    window.send(filled(issuer));
    window.send([Command::Outgoing(OutgoingCommand::Start)]);
    let asked = window.asked.borrow().iter().find_map(|effect| match effect {
        Effect::Export(request) => Some(request.clone()),
        _ => None,
    });
    let request = asked.expect("an export is asked for");
    let pack = request.recipe.build();
    let made = export(&pack, Format::HtmlFolder, &FontSet::default(), &Unwatched).unwrap();
    let receipt = Receipt::new(&pack, Format::HtmlFolder, "out", &made, &[]);
    let finished = request.files.iter().map(|file| {
        let path = request.folder.join(&file.name);
        let finished = Box::new(Finished { path, name: file.name.clone(), bytes: 1_000, receipt: receipt.clone() });
        Command::Finished(Outcome::Exported { id: request.id, format: file.format, finished })
    });
    window.send(finished.collect::<Vec<_>>());
    window
}

fn copied(window: &Window) -> Vec<String> {
    let asked = window.asked.borrow();
    asked
        .iter()
        .filter_map(|effect| if let Effect::Copy(it) = effect { Some(it.plain.clone()) } else { None })
        .collect()
}

#[test]
fn the_dialog_stays_where_it_opened() {
    for (size, scale) in [((1366.0, 768.0), 1.0), ((683.0, 384.0), 2.0), ((1920.0, 1080.0), 1.0)] {
        let opened = Opened { size: size.into(), scale, theme: Theme::Light, ..Opened::default() };
        let mut window = Window::open(Start::fresh(tool_box(), clock()), opened);
        window.send(filled("Border academy"));
        let top = |window: &Window| window.harness.get_by_role_and_label(Role::TextInput, "Title").rect().top();
        let before = top(&window);
        window.send([Command::Preference(PreferenceCommand::MoreOpen(true))]);
        window.harness.get_by_role_and_label(Role::MultilineTextInput, "Message");
        assert!((top(&window) - before).abs() < 0.5, "{size:?}: from {before} to {}", top(&window));
        let foot = window.harness.get_all_by_label("Export").last().unwrap().rect().bottom();
        assert!(foot < size.1, "{size:?}: the buttons stay in the window, at {foot}");
        window.send([Command::Preference(PreferenceCommand::MoreOpen(false))]);
        assert!((top(&window) - before).abs() < 0.5, "{size:?}: it came back to {}", top(&window));
    }
}

#[test]
fn the_whole_path_can_be_copied_before_and_after() {
    let mut window = exported("Border academy");
    window.harness.get_by_label("Copy the path of the folder").click();
    window.harness.run();
    assert_eq!(copied(&window), ["/desk/out"]);
    let name = "Toolbox for border officials.pdf";
    window.harness.get_by_label(&format!("Copy the path of {name}")).click_accesskit();
    window.harness.run();
    let path = Path::new("/desk/out").join(name);
    assert_eq!(copied(&window).last().map(String::as_str), path.to_str());
}

#[test]
fn what_is_still_to_be_asked_for_is_told_when_something_went_out() {
    let letter = "Request letter…: 1 document has to be asked for; the request letter is ready";
    let mut window = Window::usual();
    window.send(filled("Border academy"));
    assert!(window.harness.query_by_label(letter).is_none(), "nothing went out yet");
    let mut window = exported("Border academy");
    window.picture("export-done");
    window.harness.get_by_label(letter).click_accesskit();
    window.harness.run();
    let asked = window.harness.state().state().dialog().cloned();
    assert_eq!(asked, Some(Dialog::Request(RequestFor::Items(vec![id(ON_REQUEST)]))));
    let window = exported("Regional Support Office");
    assert!(window.harness.query_by_label(letter).is_none(), "this office is the one that is asked");
}
