//! Starts and ends: with each renderer, where there is no display, and when the session ends under the program.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};

use rso_toolbox::app::pack_files;
use rso_toolbox::brand;
use rso_toolbox::shell::files::{Existing, write_file};
use rso_toolbox::shell::packs;

use crate::screen::Screen;
use crate::tree::Tree;

const PROGRAM: &str = env!("CARGO_BIN_EXE_rso-toolbox");
const SMUGGLING: &str = "Policy Guide on Criminalizing Migrant Smuggling";
const TRAFFICKING: &str = "Policy Guide on Criminalizing Trafficking in Persons";
const INDUCTION: &str = "Curriculum on Standardized Induction Training for Frontline Border Officials";
/// More than a window without contents or with a broken picture shows.
const COLOURS: u32 = 50;

/// The program on a data folder of its own, its window filled.
fn started(screen: &Screen, more: &[&str]) -> Child {
    let data = screen.home().join("data");
    let data = data.to_string_lossy();
    let child = screen.spawn(PROGRAM, &[&["--data-dir", &data], more].concat());
    await_words(screen, "21 of 21 shown");
    child
}

fn await_words(screen: &Screen, words: &str) {
    screen.wait_for(words, || Tree::read(screen).holding(words).cloned());
}

fn press(screen: &Screen, role: &str, name: &str) {
    screen.wait_for(&format!("{role} “{name}”"), || Tree::press(screen, role, name).then_some(()));
}

fn log(screen: &Screen) -> String {
    fs::read_to_string(screen.home().join("data/log/rso-toolbox.log")).unwrap()
}

/// Start, title, picture, a card pressed by an assistive program, closed by the button of its frame.
fn with_renderer(name: &'static str, renderer: &str) {
    let screen = Screen::start(name, 1366, 768);
    let mut program = started(&screen, &["--renderer", renderer]);
    let window = screen.window(brand::PROGRAM);
    // Its contents are as large as the screen at the first start, and its frame needs room too.
    screen.wait_for("a window that the screen shows whole", || {
        let [left, top, right, bottom] = screen.place(&window);
        (left >= 0 && top > 0 && right <= 1366 && bottom <= 768).then_some(())
    });
    screen.picture("started");
    let colours = screen.colours(&window);
    assert!(colours > COLOURS, "{colours} colours");

    press(&screen, "button", SMUGGLING);
    screen.wait_for("the page of the resource", || Tree::read(&screen).find("heading", SMUGGLING).cloned());
    screen.picture("pressed");
    assert!(screen.colours(&window) > COLOURS);

    // As by the button of the frame: the window manager asks the window to close.
    screen.key("alt+F4");
    assert_eq!(screen.ending(&mut program), Some(0));
    let log = log(&screen);
    assert!(log.contains(&format!("the window is drawn by {renderer}\n")), "{log}");
    assert!(!log.contains("WARN") && !log.contains("ERROR"), "{log}");
    for mark in ["graphics-trial", "running"] {
        assert!(!screen.home().join("data").join(mark).exists(), "{mark} was left");
    }
}

#[test]
fn the_processor_draws_a_window_that_can_be_used_and_closed() {
    with_renderer("start-soft", "soft");
}

#[test]
fn opengl_draws_a_window_that_can_be_used_and_closed() {
    with_renderer("start-gl", "gl");
}

/// The settings want OpenGL and the start before showed nothing: the window says so, and tries again when it is asked to.
#[test]
fn a_failed_start_with_opengl_is_told_and_undone_in_the_window() {
    let screen = Screen::start("start-failed", 1366, 768);
    let data = screen.home().join("data");
    fs::create_dir_all(&data).unwrap();
    let write = |name: &str, text: &str| write_file(&data.join(name), text.as_bytes(), Existing::Keep).unwrap();
    write("settings.json", "{ \"version\": 1, \"renderer\": \"gl\" }");
    write("graphics-trial", "");
    let start = |words: &str| {
        let program = started(&screen, &[]);
        screen.key("ctrl+k");
        await_words(&screen, "Find an action");
        screen.type_text("drawing");
        await_words(&screen, "View: Drawing…");
        screen.key("Return");
        await_words(&screen, words);
        program
    };
    let end = |mut program: Child| {
        screen.key("Escape");
        screen.key("ctrl+q");
        assert_eq!(screen.ending(&mut program), Some(0));
    };
    let program = start("This window is drawn by software");
    await_words(&screen, "At an earlier start the graphics card showed nothing");
    screen.picture("told");
    press(&screen, "button", "Try it again at the next start");
    screen.wait_for("the mark gone", || (!data.join("graphics-trial").exists()).then_some(()));
    end(program);
    let program = start("This window is drawn by OpenGL");
    assert!(Tree::read(&screen).holding("At an earlier start").is_none());
    end(program);
}

#[test]
fn without_a_display_it_is_said_why_and_the_commands_work() {
    let home = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(PROGRAM);
        command.env_clear().env("HOME", home.path()).env("LANG", "C.UTF-8").stdin(Stdio::null());
        command.args(args).output().unwrap()
    };
    for renderer in ["soft", "gl"] {
        let done = run(&["--renderer", renderer]);
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains("the window could not be opened"), "{said}");
        assert!(said.contains("use the commands that `rso-toolbox --help` shows"), "{said}");
        assert!(said.lines().count() <= 5 && !said.contains("panicked"), "{said}");
    }
    let listed = run(&["list", "--json"]);
    assert_eq!(listed.status.code(), Some(0));
    assert_eq!(String::from_utf8(listed.stdout).unwrap().matches("\"id\"").count(), 21);
}

/// The resources of a pack file, as the command line shows them.
fn titles_in(path: &Path) -> String {
    let done = std::process::Command::new(PROGRAM).args(["pack", "show"]).arg(path).output().unwrap();
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn a_session_that_ends_loses_nothing() {
    let screen = Screen::start("session-end", 1366, 768);
    let file = screen.home().join(pack_files::file_name("Border"));
    let made = screen.command(PROGRAM).args(["pack", "new"]).arg(&file).args(["--title", "Border"]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut expected = Vec::new();
    for (signal, renderer, title) in
        [("TERM", "soft", SMUGGLING), ("HUP", "soft", TRAFFICKING), ("INT", "gl", INDUCTION)]
    {
        let path = file.to_string_lossy();
        let mut program = started(&screen, &["--renderer", renderer, "--open", &path]);
        await_words(&screen, "Border");
        for known in &expected {
            await_words(&screen, &format!("Remove from pack: {known}"));
        }
        assert!(Tree::read(&screen).holding("came back as it was").is_none(), "the last end counts as a crash");
        press(&screen, "button", &format!("Add to pack: {title}"));
        await_words(&screen, &format!("Remove from pack: {title}"));
        screen.run("kill", &[&format!("-{signal}"), &program.id().to_string()]);
        assert_eq!(screen.ending(&mut program), Some(0), "{signal}");
        assert!(!screen.home().join("data/running").exists(), "{signal} counts as a crash");
        expected.push(title);
        // Usually written after ten seconds of rest.
        let inside = titles_in(&file);
        assert!(expected.iter().all(|title| inside.contains(title)), "{signal}: {inside}");
        assert!(packs::read(&file).is_ok());
    }
}
