//! The pages beside the pack, in the window: seen, scrolled, made larger, and from an entry to its item and back.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::preview::{Kind, MAX_LOOKED_AT, PreviewCommand};
use rso_toolbox::app::{
    Action, AppState, BrowseCommand, Command, Drawn, Edit, Effect, LaidOut, Looked, Outcome, Page, PageZoom,
    PreferenceCommand, Start, Theme,
};
use rso_toolbox::catalogue::ResourceId;
use rso_toolbox::export::FontSet;
use rso_toolbox::export::pages::Layout;
use rso_toolbox::pack::Length;

use crate::window::{Opened, Window, clock, tool_box};

pub(crate) fn state(window: &Window) -> &AppState {
    window.harness.state().state()
}

/// Answers as the shell does: with the layout of the pack as it is, and pictures of what is looked at.
pub(crate) fn lay_out(window: &mut Window) {
    let layout = Layout::of(&state(window).recipe().build(), &FontSet::default()).unwrap();
    let revision = state(window).revision;
    let overview = Arc::clone(layout.overview());
    window.send([Command::Finished(Outcome::PagesLaidOut(LaidOut { revision, overview, drawn: Vec::new() }))]);
    draw(window, &layout);
}

fn draw(window: &mut Window, layout: &Layout) {
    let drawn = |kind, page, width_px| {
        let picture = layout.draw(page, width_px)?;
        Some(Command::Finished(Outcome::PageDrawn(Drawn { kind, look: layout.overview().look(page)?, picture })))
    };
    for _ in 0..4 {
        let Some(looked) = looked(window) else { return };
        let pictures: Vec<_> = looked.all().filter_map(|(kind, page, width)| drawn(kind, page, width)).collect();
        window.send(pictures);
        if self::looked(window).as_ref() == Some(&looked) {
            return;
        }
    }
}

/// What the window asked for last.
fn looked(window: &Window) -> Option<Looked> {
    let asked = window.asked.borrow();
    asked.iter().rev().find_map(|effect| match effect {
        Effect::LookAtPages(looked) => Some(looked.clone()),
        _ => None,
    })
}

pub(crate) fn pages_of(count: usize, opened: Opened) -> Window {
    let mut window = Window::open(Start::fresh(tool_box(), clock()), opened);
    let ids = tool_box().resources.iter().take(count).map(|it| it.id.clone()).collect();
    let title = Edit::Title("Toolbox for frontline border officials".to_owned());
    window.send([Command::Edit(Edit::Add(ids)), Command::Edit(title)]);
    window.send([Command::Browse(BrowseCommand::Open(Page::Pack))]);
    lay_out(&mut window);
    window
}

fn usual() -> Window {
    pages_of(7, Opened::default())
}

fn resource(place: usize) -> ResourceId {
    tool_box().resources[place].id.clone()
}

/// "Page 3 of 6", as the bar says it.
fn place(window: &Window) -> String {
    let mut said = window.harness.root().children_recursive().filter_map(|node| node.accesskit_node().value());
    said.find(|words| words.starts_with("Page ") && words.contains(" of ")).unwrap_or_default()
}

#[test]
fn the_pages_are_drawn_at_every_size() {
    for (name, size, scale, look) in [
        ("1366", (1366.0, 768.0), 1.0, Theme::Light),
        ("1366-dark", (1366.0, 768.0), 1.0, Theme::Dark),
        ("1366-contrast", (1366.0, 768.0), 1.0, Theme::HighContrastLight),
        ("1093", (1093.0, 614.0), 1.0, Theme::Light),
        ("800", (800.0, 600.0), 1.0, Theme::Light),
        ("683", (683.0, 384.0), 2.0, Theme::Light),
        ("683-dark", (683.0, 384.0), 2.0, Theme::Dark),
        ("480", (480.0, 320.0), 1.0, Theme::Light),
    ] {
        let opened = Opened { size: Vec2::new(size.0, size.1), scale, ..Opened::default() };
        let mut window = pages_of(7, opened);
        let measured = Outcome::PdfMeasured { revision: state(&window).revision, bytes: 214_000 };
        let show = Command::Preview(PreviewCommand::Show(resource(3)));
        window.send([Command::Preference(PreferenceCommand::Theme(look)), Command::Finished(measured), show]);
        lay_out(&mut window);
        let image = window.picture(&format!("pages-{name}"));
        let dark = image.pixels.iter().filter(|pixel| pixel.r() < 90 && pixel.g() < 90).count();
        assert!(dark > 1_000, "{name}: nothing is written on the pages");
        assert!(looked(&window).unwrap().in_sight >= 1);
    }
}

#[test]
fn only_what_is_near_is_asked_for() {
    let window = pages_of(21, Opened::default());
    let looked = looked(&window).unwrap();
    assert!(looked.pages.len() <= MAX_LOOKED_AT.0 && looked.pages.starts_with(&[0]), "{looked:?}");
    assert!(state(&window).preview.picture(Kind::Page, 0).is_some());
    assert!(state(&window).preview.picture(Kind::Page, 10).is_none());
}

#[test]
fn an_entry_on_the_page_leads_to_its_row_and_the_row_back() {
    let mut window = pages_of(21, Opened::default());
    let title = tool_box().resources[0].title.clone();
    window.send([Command::Preview(PreviewCommand::Show(resource(0)))]);
    let on_page =
        window.harness.root().children_recursive().find(|node| {
            node.accesskit_node().label().is_some_and(|label| label.starts_with(&format!("{title}, page ")))
        });
    on_page.unwrap().click();
    window.harness.run();
    assert_eq!(state(&window).selected, Some(resource(0)));
    window.send([Command::Preview(PreviewCommand::Show(resource(20)))]);
    let overview = Arc::clone(state(&window).preview.overview().unwrap());
    let wanted = overview.place_of(&resource(20)).unwrap().page;
    let looked = looked(&window).unwrap();
    assert!(looked.pages[..looked.in_sight].contains(&wanted), "{looked:?} does not show page {wanted}");
}

#[test]
fn a_row_that_is_chosen_shows_its_place() {
    let mut window = pages_of(21, Opened::default());
    window.send([Command::Packing(rso_toolbox::app::PackingCommand::Select(Some(resource(15))))]);
    let wanted = state(&window).preview.overview().unwrap().place_of(&resource(15)).unwrap().page;
    let looked = looked(&window).unwrap();
    assert!(looked.pages[..looked.in_sight].contains(&wanted), "{looked:?} does not show page {wanted}");
}

#[test]
fn keys_go_through_the_pages() {
    let mut window = usual();
    let count = state(&window).preview.overview().unwrap().count();
    assert_eq!(place(&window), format!("Page 1 of {count}"));
    window.harness.get_by_label("Next page").click();
    window.harness.run();
    assert_eq!(place(&window), format!("Page 2 of {count}"));
    window.harness.get_by_label(&format!("Pages of the pack, page 2 of {count}")).focus();
    window.harness.run();
    for (key, page) in [(Key::End, count), (Key::Home, 1)] {
        window.harness.key_press(key);
        window.harness.run();
        assert_eq!(place(&window), format!("Page {page} of {count}"), "{key:?}");
    }
    for _ in 0..2 {
        window.harness.key_press(Key::PageDown);
        window.harness.run();
    }
    assert_eq!(place(&window), format!("Page 2 of {count}"));
}

#[test]
fn the_pages_are_made_larger_by_the_keys_of_the_window_while_they_have_the_keyboard() {
    let mut window = usual();
    let count = state(&window).preview.overview().unwrap().count();
    window.harness.get_by_label("Fit width, now 95 %");
    window.harness.get_by_label(&format!("Pages of the pack, page 1 of {count}")).focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Plus);
    window.harness.run();
    assert_eq!((state(&window).preview.zoom, state(&window).settings.zoom), (PageZoom::Percent(100), 100));
    window.harness.get_by_label("Smaller pages").click();
    window.harness.run();
    assert_eq!(state(&window).preview.zoom, PageZoom::Percent(90));
    window.harness.get_by_label(&format!("Pages of the pack, page 1 of {count}")).focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num0);
    window.harness.run();
    assert_eq!(state(&window).preview.zoom, PageZoom::FitWidth);
    window.send([Action::ZoomIn.resolve(state(&window)).unwrap()]);
    assert_eq!(state(&window).settings.zoom, 110, "elsewhere the window itself becomes larger");
}

#[test]
fn the_choices_above_change_the_pack() {
    let mut window = usual();
    let before = state(&window).preview.overview().unwrap().count();
    window.harness.get_by_label("Full").click();
    window.harness.run();
    assert_eq!(state(&window).work.details.length, Length::Full);
    assert!(!state(&window).preview.is_current(state(&window).revision));
    lay_out(&mut window);
    assert!(state(&window).preview.overview().unwrap().count() > before);
}

#[test]
fn a_page_says_which_it_is_and_what_is_on_it() {
    let window = usual();
    let labels: Vec<String> =
        window.harness.root().children_recursive().filter_map(|node| node.accesskit_node().label()).collect();
    assert!(labels.contains(&"Page 2 of 6: How to use this toolbox".to_owned()), "{labels:?}");
}

/// Nobody who left the pages has them drawn any more.
#[test]
fn nothing_is_drawn_once_the_pages_are_left() {
    let mut window = usual();
    window.send([Command::Browse(BrowseCommand::Open(Page::Resources))]);
    assert_eq!((&state(&window).browse.page, looked(&window)), (&Page::Resources, Some(Looked::default())));
    assert_eq!(state(&window).preview.kept_bytes(), 0);
}

#[test]
fn copies_are_typed_as_a_number() {
    let mut window = usual();
    window.harness.get_by_role_and_label(Role::TextInput, "Copies").focus();
    window.harness.run();
    window.harness.key_press(Key::End);
    window.harness.get_by_role_and_label(Role::TextInput, "Copies").type_text("2x5");
    window.harness.run();
    assert_eq!(state(&window).work.details.copies, 125);
}
