//! Input methods: a word that is put together is in the field once, its keys are its own, and undo knows words.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, RawInput};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::{AppState, BrowseCommand, Command, Dialog, DialogCommand, Edit, Page, TextOf, dispatch};

use crate::commands::{clock, fresh};
use crate::window::Window;

const TITLE: (Role, &str) = (Role::MultilineTextInput, "Title of the pack");
const FOREWORD: (Role, &str) = (Role::MultilineTextInput, "Foreword");
const SEARCH: (Role, &str) = (Role::SearchInput, "Search");

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

fn commit(text: &str) -> Event {
    Event::Ime(ImeEvent::Commit(text.to_owned()))
}

fn press(key: Key) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    vec![event(true), event(false)]
}

/// What the system brings at once, as the window takes it.
fn bring(window: &mut Window, events: Vec<Event>) {
    let most_frames = events.len();
    let mut raw = RawInput { events, ..RawInput::default() };
    for _ in 0..most_frames {
        let ctx = window.harness.ctx.clone();
        eframe::App::raw_input_hook(window.harness.state_mut(), &ctx, &mut raw);
        window.harness.input_mut().events.append(&mut raw.events);
        window.harness.step();
    }
    window.harness.run();
}

fn focus(window: &mut Window, (role, label): (Role, &str)) {
    window.harness.get_by_role_and_label(role, label).focus();
    window.harness.run();
}

fn has_focus(window: &Window, (role, label): (Role, &str)) -> bool {
    window.harness.get_by_role_and_label(role, label).accesskit_node().is_focused()
}

fn state(window: &Window) -> &AppState {
    window.harness.state().state()
}

#[test]
fn a_word_in_the_search_field_keeps_its_keys() {
    let mut window = Window::usual();
    focus(&mut window, SEARCH);
    let query = |window: &Window| state(window).browse.filters.search.clone();
    for word in ["bo", "bord", "bordé"] {
        bring(&mut window, vec![preedit(word)]);
        assert_eq!(query(&window), word);
    }
    bring(&mut window, [press(Key::Enter), vec![commit("border")]].concat());
    assert!(has_focus(&window, SEARCH), "Enter took the word and did not go on to the results");
    assert_eq!(query(&window), "border");

    bring(&mut window, vec![preedit(" x")]);
    bring(&mut window, [press(Key::Escape), vec![preedit("")]].concat());
    assert!(has_focus(&window, SEARCH));
    assert_eq!(query(&window), "border", "Escape gave the word up and not the search");

    bring(&mut window, press(Key::Enter));
    assert!(!has_focus(&window, SEARCH), "the next Enter is meant for the window");
}

#[test]
fn a_word_in_the_title_is_one_step() {
    let mut window = Window::usual();
    let edit = Command::Edit(Edit::Title("Toolbox".to_owned()));
    window.send([edit, Command::EndMerging, Command::Browse(BrowseCommand::Open(Page::Pack))]);
    let title = |window: &Window| state(window).work.details.title.clone();
    focus(&mut window, TITLE);
    for word in [" V", " Vie", " Việ"] {
        bring(&mut window, vec![preedit(word)]);
        assert_eq!(title(&window), format!("Toolbox{word}"));
    }
    bring(&mut window, [press(Key::Enter), vec![commit(" Việt")]].concat());
    assert!(has_focus(&window, TITLE));
    assert_eq!(title(&window), "Toolbox Việt");
    window.send([Command::Undo]);
    assert_eq!(title(&window), "Toolbox");
    window.send([Command::Redo]);
    assert_eq!(title(&window), "Toolbox Việt");

    bring(&mut window, vec![preedit("x")]);
    bring(&mut window, [press(Key::Escape), vec![preedit("")]].concat());
    assert!(has_focus(&window, TITLE));
    assert_eq!(title(&window), "Toolbox Việt");
    window.send([Command::Undo]);
    assert_eq!(title(&window), "Toolbox", "a word that was given up is no step");
}

#[test]
fn a_word_in_a_formatted_text_is_there_once_and_closes_no_dialog() {
    let mut window = Window::usual();
    window.send([Command::Dialog(DialogCommand::Open(Dialog::Text(TextOf::Foreword)))]);
    let foreword = |window: &Window| state(window).work.details.foreword.text().to_owned();
    focus(&mut window, FOREWORD);
    window.harness.get_by_role_and_label(FOREWORD.0, FOREWORD.1).type_text("Xin ");
    window.harness.run();
    for word in ["c", "ch", "chà"] {
        bring(&mut window, vec![preedit(word)]);
        assert_eq!(foreword(&window), format!("Xin {word}"));
    }
    bring(&mut window, [press(Key::Enter), vec![commit("chào")]].concat());
    assert_eq!(foreword(&window), "Xin chào", "no line was begun");

    bring(&mut window, vec![preedit(" a")]);
    bring(&mut window, [press(Key::Escape), vec![preedit("")]].concat());
    assert_eq!(foreword(&window), "Xin chào");
    assert!(has_focus(&window, FOREWORD) && state(&window).dialog().is_some());

    bring(&mut window, press(Key::Enter));
    bring(&mut window, vec![preedit("b"), commit("bạn")]);
    assert_eq!(foreword(&window), "Xin chào\nbạn");
    bring(&mut window, press(Key::Escape));
    assert!(state(&window).dialog().is_none());
}

#[test]
fn a_word_that_takes_long_is_one_step_and_one_that_is_given_up_is_none() {
    let mut state = fresh();
    let mut at = 0;
    let mut later = |state: &mut AppState, title: &str| {
        at += 5_000;
        dispatch(state, Command::Tick(clock(at)));
        dispatch(state, Command::Edit(Edit::Title(title.to_owned())));
    };
    later(&mut state, "Toolbox");
    later(&mut state, "Toolbox V");
    dispatch(&mut state, Command::ComposingBegins);
    later(&mut state, "Toolbox Vie");
    later(&mut state, "Toolbox Việt");
    dispatch(&mut state, Command::ComposingEnds);
    dispatch(&mut state, Command::Undo);
    assert_eq!(state.work.details.title, "Toolbox");

    later(&mut state, "Toolbox x");
    dispatch(&mut state, Command::ComposingBegins);
    later(&mut state, "Toolbox");
    dispatch(&mut state, Command::ComposingEnds);
    later(&mut state, "Toolbox y");
    dispatch(&mut state, Command::Undo);
    dispatch(&mut state, Command::Undo);
    assert_eq!(state.work.details.title, "");
}
