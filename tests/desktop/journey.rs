//! From launch to an opened PDF, twice: by pointer, and by keyboard alone with the tree read at each step.

use std::path::{Path, PathBuf};

use crate::screen::Screen;
use crate::tree::{Node, Tree};

const TITLE: &str = "Toolbox for the crossing";
const SMUGGLING: &str = "Policy Guide on Criminalizing Migrant Smuggling";
const TRAFFICKING: &str = "Policy Guide on Criminalizing Trafficking in Persons";
const INDUCTION: &str = "Curriculum on Standardized Induction Training for Frontline Border Officials";

/// A screen with the program on it, its window filled.
fn launched(name: &'static str) -> Screen {
    let mut screen = Screen::start(name, 1600, 1000);
    screen.start_program(env!("CARGO_BIN_EXE_rso-toolbox"), &[]);
    screen.wait_for("21 resources", || Tree::read(&screen).holding("21 of 21 shown").cloned());
    screen
}

/// The node, once it is there.
fn awaited(screen: &Screen, role: &str, name: &str) -> Node {
    screen.wait_for(&format!("{role} “{name}”"), || Tree::read(screen).find(role, name).cloned())
}

fn click(screen: &Screen, role: &str, name: &str) {
    let (x, y) = awaited(screen, role, name).middle();
    screen.click_at(x, y);
}

/// Presses keys until what has the focus is called so, and says what was passed on the way.
fn go_to(screen: &Screen, keys: &str, most: usize, name: &str) -> Node {
    let mut passed = Vec::new();
    for _ in 0..=most {
        let tree = Tree::read(screen);
        if let Some(node) = tree.focused() {
            if node.name.starts_with(name) {
                return node.clone();
            }
            passed.push(node.in_words());
        }
        let before = tree.focused().map(Node::in_words);
        screen.key(keys);
        // The next reading must not be of the frame before the key; a focus that cannot move is seen below.
        for _ in 0..10 {
            if Tree::read(screen).focused().map(Node::in_words) != before {
                break;
            }
        }
    }
    screen.picture("failed");
    panic!("{keys} never reached “{name}”; it passed\n{}", passed.join("\n"));
}

/// What has the focus now, once it is called so.
fn focus_is(screen: &Screen, name: &str) -> Node {
    screen.wait_for(&format!("the focus on “{name}”"), || {
        Tree::read(screen).focused().filter(|node| node.name.starts_with(name)).cloned()
    })
}

/// The tray's rows, in order.
fn rows_of_the_pack(tree: &Tree) -> Vec<String> {
    tree.nodes.iter().filter(|node| node.role == "list item").map(|node| node.name.clone()).collect()
}

fn await_rows(screen: &Screen, titles: &[&str]) {
    screen.wait_for(&format!("{} rows in the pack", titles.len()), || {
        let rows = rows_of_the_pack(&Tree::read(screen));
        let same = rows.len() == titles.len() && rows.iter().zip(titles).all(|(row, title)| row.starts_with(title));
        same.then_some(())
    });
}

/// The file that the export left in the home folder, whole and tagged.
fn exported_pdf(screen: &Screen) -> PathBuf {
    let path = screen.home().join(format!("{TITLE}.pdf"));
    screen.wait_for("the PDF", || path.is_file().then_some(()));
    let document = lopdf::Document::load(&path).expect("the PDF can be read");
    assert!(document.catalog().expect("a catalogue").has(b"StructTreeRoot"), "the PDF has no tags");
    path
}

/// Titles of the entries, as the PDF's bookmarks name them.
fn bookmarks(path: &Path) -> Vec<String> {
    let document = lopdf::Document::load(path).expect("the PDF can be read");
    let contents = document.get_toc().expect("the PDF has bookmarks");
    contents.toc.into_iter().map(|entry| entry.title).collect()
}

/// The system's reader shows the file.
fn await_reader(screen: &Screen) {
    screen.wait_for("the reader's window", || {
        screen.window_titles().iter().any(|title| title.contains(&format!("{TITLE}.pdf"))).then_some(())
    });
}

#[test]
fn by_pointer_from_launch_to_an_opened_pdf() {
    let screen = launched("pointer");
    click(&screen, "button", &format!("Add to pack: {SMUGGLING}"));
    await_rows(&screen, &[SMUGGLING]);
    click(&screen, "button", &format!("Add to pack: {TRAFFICKING}"));
    await_rows(&screen, &[SMUGGLING, TRAFFICKING]);

    click(&screen, "button", "Export…");
    for (field, text) in [("Title", TITLE), ("Prepared for", "Border police"), ("Issued by", "Training unit")] {
        click(&screen, "entry", field);
        focus_is(&screen, field);
        screen.type_text(text);
        screen.wait_for(&format!("{field} filled"), || {
            Tree::read(&screen).find("entry", field).filter(|node| node.text == text).cloned()
        });
    }
    awaited(&screen, "heading", "2 resources, nothing else");
    screen.wait_for("what is not enclosed", || Tree::read(&screen).holding("documents are not enclosed").cloned());
    screen.picture("export");
    screen.wait_for("the button Export", || {
        let tree = Tree::read(&screen);
        tree.nodes.iter().find(|node| node.role == "button" && node.name == "Export").map(Node::middle)
    });
    let tree = Tree::read(&screen);
    let export = tree.nodes.iter().find(|node| node.role == "button" && node.name == "Export").unwrap();
    let (x, y) = export.middle();
    screen.click_at(x, y);
    let (x, y) = screen.wait_for("the check before it leaves", || {
        let tree = Tree::read(&screen);
        let is_there = tree.find("heading", "Check before it leaves").is_some();
        let mut buttons = tree.nodes.iter().rev().filter(|node| node.role == "button" && node.name == "Export");
        buttons.next().filter(|_| is_there).map(Node::middle)
    });
    screen.picture("check");
    screen.click_at(x, y);

    awaited(&screen, "status bar", "PDF saved");
    let path = exported_pdf(&screen);
    let entries = bookmarks(&path);
    for title in [SMUGGLING, TRAFFICKING] {
        assert!(entries.iter().any(|entry| entry.contains(title)), "{title} is not in {entries:?}");
    }
    assert!(!entries.iter().any(|entry| entry.contains(INDUCTION)), "more than was chosen: {entries:?}");
    screen.picture("saved");
    let tree = Tree::read(&screen);
    let open = tree.nodes.iter().rev().find(|node| node.role == "button" && node.name.starts_with("Open Toolbox"));
    let (x, y) = open.expect("a button that opens the file").middle();
    screen.click_at(x, y);
    await_reader(&screen);
    screen.picture("opened");
}

#[test]
fn by_keyboard_alone_from_launch_to_an_opened_pdf() {
    let screen = launched("keyboard");
    // Find by words, and add the first hit.
    screen.key("ctrl+f");
    focus_is(&screen, "Search");
    screen.type_text("induction");
    screen.wait_for("the number of hits said", || {
        let tree = Tree::read(&screen);
        tree.nodes
            .iter()
            .find(|node| {
                node.role == "status bar" && node.name.contains(" of 21 shown") && !node.name.starts_with("21")
            })
            .cloned()
    });
    let card = go_to(&screen, "F6", 6, INDUCTION);
    assert_eq!(card.role, "button");
    screen.key("space");
    await_rows(&screen, &[INDUCTION]);
    let in_pack = focus_is(&screen, INDUCTION);
    assert!(in_pack.name.contains("in pack"), "the card does not say so: {}", in_pack.name);

    // All again, and a second one by arrow keys.
    screen.key("ctrl+f");
    focus_is(&screen, "Search");
    screen.key("ctrl+a");
    screen.key("BackSpace");
    screen.wait_for("all shown again", || Tree::read(&screen).holding("21 of 21 shown").cloned());
    go_to(&screen, "F6", 6, SMUGGLING);
    screen.key("Right");
    focus_is(&screen, TRAFFICKING);
    screen.key("space");
    await_rows(&screen, &[TRAFFICKING, INDUCTION]);

    // Fill the dialog and export.
    screen.key("ctrl+e");
    focus_is(&screen, "Title");
    screen.type_text(TITLE);
    go_to(&screen, "Tab", 2, "Prepared for");
    screen.type_text("Border police");
    go_to(&screen, "Tab", 2, "Issued by");
    screen.type_text("Training unit");
    screen.wait_for("the last field filled", || {
        Tree::read(&screen).find("entry", "Issued by").filter(|node| node.text == "Training unit").cloned()
    });
    let boxes = go_to(&screen, "Tab", 4, "PDF");
    assert!(boxes.is("checked"), "a PDF is what is made unless another is chosen");
    let button = go_to(&screen, "Tab", 14, "Export");
    assert_eq!((button.role.as_str(), button.name.as_str()), ("button", "Export"));
    screen.key("Return");
    awaited(&screen, "heading", "Check before it leaves");
    focus_is(&screen, "Export");
    screen.key("Return");

    awaited(&screen, "status bar", "PDF saved");
    let path = exported_pdf(&screen);
    let entries = bookmarks(&path);
    for title in [TRAFFICKING, INDUCTION] {
        assert!(entries.iter().any(|entry| entry.contains(title)), "{title} is not in {entries:?}");
    }
    go_to(&screen, "Tab", 30, &format!("Open {TITLE}.pdf"));
    screen.picture("saved");
    screen.key("Return");
    await_reader(&screen);
}
