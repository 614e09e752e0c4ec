//! A day with the program, twice: by pointer, and by keyboard alone. An e-mail comes in, a pack goes out, and the
//! backup of it is brought in elsewhere.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rso_toolbox::shell::files::{Existing, write_file};

use crate::screen::Screen;
use crate::tree::{Node, Tree};

/// Private: nothing of it may be in any file afterwards.
const E_MAIL: &str = "Dear colleagues, we train 30 new border officers next week for two days at a land crossing. \
                      There is no internet there. We print on paper. English and Thai. \
                      Please call Somchai Quillfeather at 0812345987.";
const PRIVATE: [&str; 3] = ["Quillfeather", "0812345987", "Dear colleagues"];
const TITLE: &str = "Toolbox for the land crossing";
const GUIDE: &str = "Quick Reference Guide for Frontline Border Officials";
const CHILD: &str = "Guide on Assisting and Interviewing Child Victims of Trafficking";
const NOTE: &str = "Read this one first.";

/// How things are pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Pointer,
    Keys,
}

struct Officer {
    screen: Screen,
    way: Way,
}

impl Officer {
    fn sit_down(name: &'static str, way: Way) -> Self {
        let officer = Self { screen: Screen::start(name, 1366, 900), way };
        for (file, words) in [("Guide.pdf", "The first guide"), ("Annex.pdf", "The second document")] {
            write_file(&officer.file(file), &a_pdf(words), Existing::Keep).unwrap();
        }
        officer
    }

    fn file(&self, name: &str) -> PathBuf {
        self.screen.home().join(name)
    }

    /// Starts the program on a data folder of its own.
    fn start(&mut self, data: &str) {
        let folder = self.file(data);
        self.screen.start_program(env!("CARGO_BIN_EXE_rso-toolbox"), &["--data-dir", &folder.to_string_lossy()]);
        self.await_words("21 of 21 shown");
    }

    fn await_words(&self, words: &str) {
        self.screen.wait_for(words, || Tree::read(&self.screen).holding(words).cloned());
    }

    /// The last one of several: a dialog stands after what it covers.
    fn node(&self, role: &str, name: &str) -> Node {
        self.screen.wait_for(&format!("{role} “{name}”"), || last(&Tree::read(&self.screen), role, name).cloned())
    }

    /// Puts the keyboard on it: by a click, or by as many Tabs as lie between.
    fn go_to(&self, role: &str, name: &str) {
        let node = self.node(role, name);
        if self.way == Way::Pointer {
            let (x, y) = node.middle();
            self.screen.click_at(x, y);
            return;
        }
        for _ in 0..25 {
            let tree = Tree::read(&self.screen);
            let stops: Vec<&Node> = tree.nodes.iter().filter(|node| node.is("focusable")).collect();
            let wanted = stops.iter().rposition(|node| node.role == role && node.name.starts_with(name));
            let here = stops.iter().position(|node| node.role != "frame" && node.is("focused"));
            match (here, wanted) {
                (Some(here), Some(wanted)) if here == wanted => return,
                _ if role == "menu item" => self.keys("Down", 1),
                (Some(here), Some(wanted)) if here > wanted => self.keys("shift+Tab", here - wanted),
                (here, Some(wanted)) => self.keys("Tab", here.map_or(1, |here| wanted - here)),
                (_, None) => {}
            }
            self.await_rest();
        }
        self.screen.wait_for(&format!("the keyboard on “{name}”"), || {
            Tree::read(&self.screen).focused().filter(|node| node.name.starts_with(name)).cloned()
        });
    }

    /// Waits until the keyboard stays where it is.
    fn await_rest(&self) {
        let focus = || Tree::read(&self.screen).focused().map(Node::in_words);
        let mut before = focus();
        self.screen.wait_for("the keyboard at rest", || {
            let now = focus();
            (std::mem::replace(&mut before, now.clone()) == now).then_some(())
        });
    }

    fn keys(&self, key: &str, times: usize) {
        self.screen.run("xdotool", &["key", "--delay", "40", "--repeat", &times.to_string(), key]);
    }

    fn press(&self, role: &str, name: &str) {
        self.go_to(role, name);
        if self.way == Way::Keys {
            self.screen.key("space");
        }
    }

    fn fill(&self, role: &str, name: &str, text: &str) {
        // What a dialog finds out late may move the field from under the pointer.
        self.screen.wait_for(&format!("the keyboard in “{name}”"), || {
            self.go_to(role, name);
            self.await_rest();
            Tree::read(&self.screen).focused().filter(|node| node.name.starts_with(name)).cloned()
        });
        self.screen.key("ctrl+a");
        self.screen.type_text(text);
        self.screen.wait_for(&format!("“{name}” filled"), || {
            last(&Tree::read(&self.screen), role, name).filter(|node| node.text == text).cloned()
        });
    }

    /// Asks for an action: in its menu, or by its name.
    fn ask(&self, menu: &str, action: &str) {
        if self.way == Way::Pointer {
            // The first click may close what is still open from before.
            self.screen.wait_for(&format!("the menu with “{action}”"), || {
                self.press("menu item", menu);
                self.await_rest();
                last(&Tree::read(&self.screen), "menu item", action).map(drop)
            });
            self.press("menu item", action);
            return;
        }
        self.screen.key("ctrl+k");
        self.fill("entry", "Find an action", action);
        self.screen.key("Return");
    }

    fn picture(&self, what: &str) {
        self.screen.picture(what);
    }

    fn propose(&self) {
        self.ask("File", "New pack from a request");
        self.fill("entry", "The request, as it was written", E_MAIL);
        self.press("button", "Fill the form from it");
        self.await_words("“two days”: 2 to 3 days");
        self.await_words("resources proposed");
        self.picture("1-proposed");
        self.press("button", "Add ");
    }

    fn more(&self, title: &str, action: &str) {
        self.go_to("list item", title);
        match self.way {
            Way::Pointer => self.press("button", &format!("More for {title}")),
            Way::Keys => self.screen.key("shift+F10"),
        }
        self.press("menu item", action);
    }

    /// Another title, another order, a note, two documents.
    fn arrange(&self) {
        match self.way {
            Way::Pointer => self.press("toggle button", "This pack"),
            Way::Keys => self.screen.key("ctrl+shift+Home"),
        }
        self.fill("entry", "Title of the pack", TITLE);
        self.screen.key("Return");
        self.more(GUIDE, "Move down");
        self.await_words("Quick Reference Guide for Frontline Border Officials, quick reference guide, 2 of 6");
        self.more(GUIDE, "Note to the reader");
        self.fill("entry", "Note to the reader", NOTE);
        self.press("button", "Done");
        for (title, file, count) in [(GUIDE, "Guide.pdf", "1 of 6"), (CHILD, "Annex.pdf", "2 of 6")] {
            self.more(title, "Enclose a document");
            self.fill("entry", "Path of the document", &self.file(file).to_string_lossy());
            self.press("button", "Enclose");
            self.await_words(&format!("{count} documents enclosed"));
        }
        self.picture("3-arranged");
        self.ask("Pack", "Show on the pages");
        self.picture("4-pages");
    }

    fn export(&self) {
        self.ask("File", "Export");
        self.fill("entry", "Prepared for", "Border police");
        self.fill("entry", "Issued by", "Training unit");
        self.press("check box", "Web pages (zip)");
        self.picture("5-export");
        self.press("button", "Export");
        self.node("heading", "Check before it leaves");
        self.fill("entry", "Your role", "Programme manager");
        self.fill("entry", "Why this is right", "They train with it");
        self.picture("6-check");
        self.press("button", "Confirm: ");
        self.screen.wait_for("nothing stops it", || {
            Tree::read(&self.screen).holding("Stops the export").is_none().then_some(())
        });
        self.press("button", "Export");
        self.screen.wait_for("both files", || (self.made("pdf").is_file() && self.made("zip").is_file()).then_some(()));
        self.picture("7-exported");
        self.screen.key("Escape");
    }

    fn made(&self, ending: &str) -> PathBuf {
        self.file(&format!("{TITLE}.{ending}"))
    }

    fn back_up(&self) {
        self.ask("File", "Back up");
        self.fill("entry", "Write to", &self.file("all.rsobackup").to_string_lossy());
        self.press("button", "Back up");
        self.await_words("Saved as all.rsobackup");
        self.picture("8-backed-up");
        self.press("button", "Close");
    }

    fn end(&self) {
        self.screen.key("ctrl+q");
        self.screen.wait_for("the end", || Tree::read(&self.screen).nodes.is_empty().then_some(()));
    }

    fn bring_in(&self) {
        self.ask("File", "Bring in a backup");
        self.fill("entry", "Backup", &self.file("all.rsobackup").to_string_lossy());
        self.press("button", "Bring in");
        self.await_words("Came in, ");
        self.picture("9-brought-in");
        self.press("button", "Close");
        match self.way {
            Way::Pointer => {
                self.press("toggle button", "All packs");
                self.press("button", &format!("Open: {TITLE}"));
            }
            Way::Keys => {
                self.screen.key("ctrl+o");
                self.go_to("list item", TITLE);
                self.screen.key("Return");
            }
        }
        self.await_words("2 of 6 documents enclosed");
        self.picture("10-opened");
    }
}

fn last<'a>(tree: &'a Tree, role: &str, name: &str) -> Option<&'a Node> {
    tree.nodes.iter().rev().find(|node| node.role == role && node.name.starts_with(name) && node.is("showing"))
}

/// A small real document.
fn a_pdf(words: &str) -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let text = format!("BT /F1 24 Tf 72 700 Td ({words}) Tj ET");
    let content = document.add_object(Stream::new(dictionary! {}, text.into_bytes()));
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    let size: Vec<Object> = vec![0.into(), 0.into(), 595.into(), 842.into()];
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources, "MediaBox" => size,
    });
    let kids: Vec<Object> = vec![page.into()];
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn day(name: &'static str, way: Way) {
    let mut officer = Officer::sit_down(name, way);
    officer.start("first");
    officer.propose();
    officer.await_words("6 of 21 in this pack");
    officer.picture("2-added");
    officer.arrange();
    officer.export();
    check_files(&officer);
    officer.back_up();
    officer.end();
    check_privacy(&officer);
    officer.start("second");
    officer.bring_in();
}

/// The PDF names the entries and the note, the zip holds the documents as they are.
fn check_files(officer: &Officer) {
    let text = pdf_text(&officer.made("pdf"));
    for words in [GUIDE, CHILD, NOTE] {
        assert!(text.contains(&squeezed(words)), "{words} is not in the PDF");
    }
    let inside = zip_entries(&officer.made("zip"));
    for name in ["Guide.pdf", "Annex.pdf"] {
        let bytes = fs::read(officer.file(name)).unwrap();
        assert!(inside.contains(&bytes), "{name} is not in the zip as it was");
    }
}

/// Nothing of the e-mail is in the data folder, in what went out or in the backup.
fn check_privacy(officer: &Officer) {
    let mut files = vec![officer.made("pdf"), officer.made("zip"), officer.file("all.rsobackup")];
    files_below(&officer.file("first"), &mut files);
    assert!(files.len() > 5, "{files:?}");
    for path in files {
        let mut texts = zip_entries(&path);
        texts.push(fs::read(&path).unwrap());
        if path.extension().is_some_and(|ending| ending == "pdf") {
            texts.push(pdf_text(&path).into_bytes());
        }
        for word in PRIVATE {
            let holds = |text: &Vec<u8>| text.windows(word.len()).any(|part| part == word.as_bytes());
            assert!(!texts.iter().any(holds), "“{word}” is in {}", path.display());
        }
    }
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

/// What a zip holds; nothing where it is none.
fn zip_entries(path: &Path) -> Vec<Vec<u8>> {
    let Ok(mut archive) = zip::ZipArchive::new(fs::File::open(path).unwrap()) else { return Vec::new() };
    let count = archive.len();
    let read = |at: usize| {
        let mut bytes = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    (0..count).map(read).collect()
}

fn pdf_text(path: &Path) -> String {
    let document = lopdf::Document::load(path).expect("the PDF can be read");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    squeezed(&document.extract_text(&pages).expect("the PDF has text"))
}

/// Without white space: where lines break on paper is no matter here.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_day_by_pointer() {
    day("day-pointer", Way::Pointer);
}

#[test]
fn a_day_by_keyboard_alone() {
    day("day-keyboard", Way::Keys);
}
