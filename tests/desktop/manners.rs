//! Among other programs: files handed over by a second start, and what is copied.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rso_toolbox::brand;

use crate::screen::Screen;
use crate::tree::Tree;

const PROGRAM: &str = env!("CARGO_BIN_EXE_rso-toolbox");
const SMUGGLING: &str = "policy-guide-criminalizing-migrant-smuggling";
const TITLE: &str = "Policy Guide on Criminalizing Migrant Smuggling";

/// A pack file with this title, made by the command line.
fn a_pack(screen: &Screen, path: &Path, title: &str) {
    let mut make = screen.command(PROGRAM);
    make.args(["pack", "new"]).arg(path).args(["--title", title, "--resource", SMUGGLING]);
    let made = make.output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

fn start(screen: &Screen, more: &[&str]) -> Command {
    let mut command = screen.command(PROGRAM);
    command.arg("--data-dir").arg(screen.home().join("data")).args(more);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn started(screen: &Screen, more: &[&str]) -> Child {
    let child = start(screen, more).spawn().unwrap();
    await_words(screen, "21 of 21 shown");
    child
}

fn await_words(screen: &Screen, words: &str) {
    screen.wait_for(words, || Tree::read(screen).holding(words).cloned());
}

/// The open pack is called so.
fn await_pack(screen: &Screen, title: &str) {
    screen.wait_for(title, || Tree::read(screen).find("heading", title).cloned());
}

/// A second start in that folder with these arguments: it ends, and the first one comes to the front.
fn start_again(screen: &Screen, folder: &Path, arguments: &[&str]) {
    let window = screen.window(brand::PROGRAM);
    screen.run("xdotool", &["windowminimize", &window]);
    screen.wait_for("the window out of sight", || {
        (!screen.window_titles().iter().any(|title| title == brand::PROGRAM)).then_some(())
    });
    let done = start(screen, arguments).current_dir(folder).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    screen.wait_for("the window at the front", || {
        (screen.run("xdotool", &["getactivewindow", "getwindowname"]).trim() == brand::PROGRAM).then_some(())
    });
}

fn handed_over(name: &'static str, renderer: &str) {
    let screen = Screen::start(name, 1366, 768);
    let (packs, elsewhere) = (screen.home().join("packs ชุด"), screen.home().join("an other folder"));
    fs::create_dir_all(&packs).unwrap();
    fs::create_dir_all(&elsewhere).unwrap();
    let relative: Vec<String> = ["Border", "Trainers ผู้ฝึก", "Third one"]
        .into_iter()
        .map(|title| {
            let file = format!("{title} file.rsopack");
            a_pack(&screen, &packs.join(&file), title);
            format!("../packs ชุด/{file}")
        })
        .collect();
    let [border, trainers, third] = [0, 1, 2].map(|at| relative[at].as_str());
    let mut first = started(&screen, &["--renderer", renderer]);

    start_again(&screen, &elsewhere, &[border]);
    await_pack(&screen, "Border");
    start_again(&screen, &elsewhere, &["--open", trainers]);
    await_pack(&screen, "Trainers ผู้ฝึก");
    // Several at once, as when they are dropped on the icon together.
    start_again(&screen, &elsewhere, &[border, trainers, third]);
    await_pack(&screen, "Third one");
    await_words(&screen, "The 2 other pack files go into the list of packs");
    screen.picture("handed-over");
    // Without a file it only comes to the front.
    start_again(&screen, &elsewhere, &[]);
    await_pack(&screen, "Third one");
    screen.key("ctrl+q");
    assert_eq!(screen.ending(&mut first), Some(0));
}

#[test]
fn a_second_start_hands_its_files_over_and_raises_the_first() {
    handed_over("hand-over", "soft");
}

#[test]
fn a_window_drawn_by_opengl_is_raised_and_takes_files_too() {
    handed_over("hand-over-gl", "gl");
}

fn clipboard(screen: &Screen, target: &str) -> String {
    screen.run("xclip", &["-selection", "clipboard", "-o", "-target", target])
}

#[test]
fn what_is_copied_is_there_as_text_and_as_rich_text() {
    let screen = Screen::start("copied", 1366, 768);
    let file: PathBuf = screen.home().join("Border.rsopack");
    a_pack(&screen, &file, "Border & coast");
    let mut program = started(&screen, &["--open", &file.to_string_lossy()]);
    await_words(&screen, &format!("Remove from pack: {TITLE}"));

    screen.key("ctrl+shift+a");
    await_words(&screen, "Pack copied as text");
    let targets = clipboard(&screen, "TARGETS");
    assert!(targets.contains("text/html") && targets.contains("UTF8_STRING"), "{targets}");
    let (plain, rich) = (clipboard(&screen, "UTF8_STRING"), clipboard(&screen, "text/html"));
    assert!(plain.contains("Border & coast") && plain.contains(TITLE) && !plain.contains('<'), "{plain}");
    assert!(rich.contains("Border &amp; coast") && rich.contains(TITLE), "{rich}");
    assert!(rich.contains("<a href=\"https://"), "addresses can be followed: {rich}");

    screen.wait_for("the card", || Tree::press(&screen, "button", TITLE).then_some(()));
    screen.wait_for("the page of the resource", || Tree::read(&screen).find("heading", TITLE).cloned());
    screen.key("ctrl+shift+c");
    await_words(&screen, "Resource copied as text");
    let (plain, rich) = (clipboard(&screen, "UTF8_STRING"), clipboard(&screen, "text/html"));
    assert!(plain.starts_with(TITLE) && !plain.contains("Border & coast"), "{plain}");
    assert!(rich.contains(TITLE) && rich.contains("<a href=\"https://"), "{rich}");

    // It is still there when another program asks after the window has gone to the background.
    let window = screen.window(brand::PROGRAM);
    screen.run("xdotool", &["windowminimize", &window]);
    assert_eq!(clipboard(&screen, "text/html"), rich);
    screen.run("kill", &["-TERM", &program.id().to_string()]);
    assert_eq!(screen.ending(&mut program), Some(0));
}
