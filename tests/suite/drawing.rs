//! Who draws the window: chosen in its dialog for the next start, a failed start told and forgotten there.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use rso_toolbox::app::{
    Action, Command, Dialog, DialogCommand, Drawing, Effect, Mode, Outcome, PreferenceCommand, Renderer, Start,
    Theme as Look, WindowEffect, dispatch,
};

use crate::commands::fresh;
use crate::window::{Opened, Window, clock, page_looks, tool_box};

fn window(drawing: Drawing, opened: Opened) -> Window {
    let start = Start { drawing, ..Start::fresh(tool_box(), clock()) };
    let mut window = Window::open(start, opened);
    window.send([Command::Dialog(DialogCommand::Open(Dialog::Drawing))]);
    window
}

/// What is kept last.
fn saved(window: &Window) -> Option<Renderer> {
    let asked = window.asked.borrow();
    let kept = asked.iter().rev().find_map(|effect| match effect {
        Effect::SaveSettings(settings) => Some(settings.renderer),
        _ => None,
    });
    kept.expect("the settings are kept")
}

fn tries_again(window: &Window) -> bool {
    window.asked.borrow().contains(&Effect::TryGraphicsAgain)
}

#[test]
fn the_renderer_is_chosen_for_the_next_start() {
    assert!(Action::Drawing.resolve(&fresh()).is_ok());
    let mut window = window(Drawing::default(), Opened::default());
    window.harness.get_by_label("This window is drawn by software. A choice counts from the next start");
    for (words, choice) in [("OpenGL", Some(Renderer::Gl)), ("Software", Some(Renderer::Soft)), ("Automatic", None)] {
        window.harness.get_by_role_and_label(Role::RadioButton, words).click();
        window.harness.run();
        assert_eq!(window.harness.state().state().settings.renderer, choice);
        assert_eq!(saved(&window), choice);
    }
    assert!(!tries_again(&window), "nothing had failed");
    assert!(window.harness.query_by_label("Try it again at the next start").is_none());
}

#[test]
fn a_failed_start_is_told_and_the_graphics_card_is_tried_again_on_request() {
    let failed = Drawing { has_failed: true, ..Drawing::default() };
    let mut window = window(failed, Opened::default());
    window.harness.get_by_label_contains("At an earlier start the graphics card showed nothing");
    window.harness.get_by_label("Try it again at the next start").click();
    window.harness.run();
    assert!(tries_again(&window));
    assert!(window.harness.query_by_label("Try it again at the next start").is_none());

    // Whoever chooses OpenGL means it; whoever chooses software has no use for the question.
    let mut window = self::window(failed, Opened::default());
    window.harness.get_by_role_and_label(Role::RadioButton, "Software").click();
    window.harness.run();
    assert!(window.harness.query_by_label("Try it again at the next start").is_none() && !tries_again(&window));
    window.harness.get_by_role_and_label(Role::RadioButton, "OpenGL").click();
    window.harness.run();
    assert!(tries_again(&window));
}

#[test]
fn a_run_that_may_not_write_forgets_no_failed_start() {
    let mut state = fresh();
    state.mode = Mode::ReadOnly;
    state.drawing.has_failed = true;
    for command in [PreferenceCommand::TryGraphicsAgain, PreferenceCommand::Renderer(Some(Renderer::Gl))] {
        assert_eq!(dispatch(&mut state, Command::Preference(command)), []);
        assert!(state.drawing.has_failed);
    }
}

#[test]
fn the_dialog_is_drawn_in_every_look() {
    for (name, opened, look) in page_looks() {
        let mut window = window(Drawing { has_failed: true, ..Drawing::default() }, opened);
        window.send([Command::Preference(PreferenceCommand::Theme(look))]);
        let first = window.picture(&format!("drawing-{name}"));
        window.send([Command::Preference(PreferenceCommand::Theme(Look::HighContrastDark))]);
        assert!(first.pixels != window.picture(&format!("drawing-{name}-contrast")).pixels, "{name}");
    }
}

#[test]
fn the_end_of_the_session_closes_the_window_without_a_question() {
    let mut state = fresh();
    let effects = dispatch(&mut state, Command::Finished(Outcome::SystemEnds));
    assert_eq!(effects, [Effect::Window(WindowEffect::Close)]);
    assert_eq!(state.dialog(), None);
}
