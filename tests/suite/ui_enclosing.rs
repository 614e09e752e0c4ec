//! Documents on their way into the pack: chosen, dropped, taken into the data folder, and what is refused.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Modifiers;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use rso_toolbox::app::{
    BrowseCommand, Command, Dialog, DialogCommand, Edit, Effect, EnclosingCommand, Outcome, PackId, Page,
};
use rso_toolbox::pack::{EnclosedFile, Sha256};
use rso_toolbox::shell::files::{Existing, write_file};
use rso_toolbox::shell::packs::{TakeError, enclose};

use crate::packs_store::{Running, open};
use crate::window::{Window, id};

const GUIDE: &str = "quick-reference-guide-frontline-border-officials";
const CHILD: &str = "guide-child-victims-of-trafficking";

/// A document that is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads no file".to_owned())
    }
}

fn drop_file(window: &mut Window, path: &str) {
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(PathBuf::from(path))));
    window.harness.run();
}

fn add(names: &[&str]) -> Command {
    Command::Edit(Edit::Add(names.iter().map(|name| id(name)).collect()))
}

fn document(name: &str) -> EnclosedFile {
    EnclosedFile { name: name.to_owned(), bytes: 1_234_567, sha256: Sha256::of(name.as_bytes()) }
}

fn pack_of(window: &Window) -> PackId {
    window.harness.state().state().packs.open.id.clone()
}

fn taken(window: &Window, item: &str, name: &str) -> Command {
    let (pack, item, result) = (pack_of(window), id(item), Ok(document(name)));
    Command::Finished(Outcome::DocumentTaken { pack, item, result })
}

fn file_of(window: &Window, name: &str) -> Option<String> {
    let item = window.harness.state().state().work.item(&id(name))?;
    item.content.file.as_ref().map(|file| file.name.clone())
}

fn last_notice(window: &Window) -> String {
    let notices = window.harness.state().state().notices.shown();
    notices.last().map(|notice| notice.words.clone()).unwrap_or_default()
}

#[test]
fn a_document_is_chosen_from_the_menu_and_shown_on_the_row() {
    let mut window = Window::usual();
    window.send([add(&[GUIDE, CHILD]), Command::Browse(BrowseCommand::Open(Page::Pack))]);
    window.tray_row("Quick Reference Guide for Frontline");
    window.harness.get_by_label_contains("Quick Reference Guide for Frontline Border Officials, quick").focus();
    window.harness.run();
    window.harness.get_by_label("More for Quick Reference Guide for Frontline Border Officials").click();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::MenuItem, "Enclose a document…").click();
    window.harness.run();
    let pack = pack_of(&window);
    let asked = Effect::PickDocument { pack: pack.clone(), item: id(GUIDE) };
    assert!(window.asked.borrow().contains(&asked), "the system's dialog was not asked for");
    let path = PathBuf::from("/desk/Guide.pdf");
    let picked = Outcome::DocumentPicked { pack: pack.clone(), item: id(GUIDE), path: path.clone() };
    window.send([Command::Finished(picked)]);
    assert!(window.asked.borrow().contains(&Effect::TakeFile { pack, item: id(GUIDE), path }));
    window.harness.get_by_label_contains("Enclosing a document");
    window.send([taken(&window, GUIDE, "Guide.pdf")]);
    assert_eq!(file_of(&window, GUIDE).as_deref(), Some("Guide.pdf"));
    let row = "Quick Reference Guide for Frontline Border Officials, quick reference guide, 1 of 2 in this pack, \
               with its document";
    window.harness.get_by_label(row);
    window.harness.get_by_label_contains("1 of 2 documents enclosed");
    assert!(last_notice(&window).starts_with("Enclosed “Guide.pdf”, 1.2 MB, with “Quick"), "{}", last_notice(&window));
    window.picture("enclosed");
    window.send([Command::Undo]);
    assert_eq!(file_of(&window, GUIDE), None);
}

#[test]
fn a_dropped_document_asks_first_and_goes_where_it_was_dropped() {
    let mut window = Window::usual();
    window.send([add(&[GUIDE, CHILD]), Command::Browse(BrowseCommand::Open(Page::Pack))]);
    drop_file(&mut window, "/desk/Nowhere.pdf");
    assert_eq!(window.harness.state().state().dialog(), None, "no row was chosen or under the pointer");
    let at = window.tray_row("Guide on Assisting").center();
    window.harness.hover_at(at);
    window.harness.run();
    drop_file(&mut window, "/desk/Child.pdf");
    let asked = Dialog::Enclose(id(CHILD), PathBuf::from("/desk/Child.pdf"));
    assert_eq!(window.harness.state().state().dialog(), Some(&asked));
    window.picture("enclose-question");
    window.harness.get_by_label("Enclose").click();
    window.harness.run();
    let takes = |effect: &Effect| matches!(effect, Effect::TakeFile { item, .. } if *item == id(CHILD));
    assert!(window.asked.borrow().iter().any(takes));
    window.harness.key_press_modifiers(Modifiers::NONE, egui::Key::Escape);
    window.harness.run();
    drop_file(&mut window, "/desk/Partners.rsopack");
    assert_eq!(window.harness.state().state().dialog(), None, "a pack is no document");
}

#[test]
fn the_documents_of_the_pack_are_enclosed_from_one_list() {
    let mut window = Window::usual();
    window.send([add(&[GUIDE, CHILD]), Command::Dialog(DialogCommand::Open(Dialog::Documents))]);
    window.harness.get_by_label("The documents are not enclosed.");
    window.harness.get_by_label("Choose file…: Quick Reference Guide for Frontline Border Officials").click();
    window.harness.run();
    let asked = Effect::PickDocument { pack: pack_of(&window), item: id(GUIDE) };
    assert!(window.asked.borrow().contains(&asked), "the system's dialog was not asked for");
    let given = taken(&window, GUIDE, "Guide.pdf");
    window.send([given]);
    window.harness.get_by_label_contains("1 of the 2 documents is enclosed");
    window.harness.get_by_label("Enclosed: Guide.pdf, 1.2 MB");
    window.picture("documents");
    let at = window.harness.get_by_label("Not enclosed").rect().center();
    window.harness.hover_at(at);
    window.harness.run();
    drop_file(&mut window, "/desk/Child.pdf");
    let asked = Dialog::Enclose(id(CHILD), PathBuf::from("/desk/Child.pdf"));
    assert_eq!(window.harness.state().state().dialog(), Some(&asked));
    window.harness.get_by_label("Enclose").click();
    window.harness.run();
    assert_eq!(window.harness.state().state().dialog(), Some(&Dialog::Documents), "the list is there again");
    window.harness.get_by_label("Remove: Quick Reference Guide for Frontline Border Officials").click();
    window.harness.run();
    assert_eq!(file_of(&window, GUIDE), None);
}

#[test]
fn a_document_never_lands_in_another_pack() {
    let mut window = Window::usual();
    window.send([add(&[GUIDE])]);
    let other = PackId::parse("00000000-0000-4000-8000-000000000001").unwrap();
    let late = Outcome::DocumentTaken { pack: other, item: id(GUIDE), result: Ok(document("Other.pdf")) };
    window.send([Command::Finished(late)]);
    assert_eq!(file_of(&window, GUIDE), None);
    assert!(last_notice(&window).contains("was not enclosed"), "{}", last_notice(&window));
    let gone = taken(&window, CHILD, "Child.pdf");
    window.send([gone]);
    assert!(last_notice(&window).contains("“Child.pdf” was not enclosed"), "{}", last_notice(&window));
}

#[test]
fn the_path_is_typed_where_no_dialog_answers() {
    let mut window = Window::usual();
    window.send([add(&[GUIDE]), Command::Finished(Outcome::NoDocumentDialog { item: id(GUIDE) })]);
    let path = if cfg!(windows) { r"C:\desk\A.pdf" } else { "/desk/A.pdf" };
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the document").type_text(path);
    window.harness.run();
    window.harness.key_press(egui::Key::Enter);
    window.harness.run();
    let path = PathBuf::from(path);
    let asked = Effect::TakeFile { pack: pack_of(&window), item: id(GUIDE), path };
    assert!(window.asked.borrow().contains(&asked));
    window.send([Command::Dialog(DialogCommand::Close)]);
}

#[test]
fn a_document_is_copied_under_its_sum_and_what_is_none_is_refused() {
    let desk = tempfile::tempdir().unwrap();
    let folder = desk.path().join("packs/files");
    let path = desk.path().join("Guide.pdf");
    write_file(&path, b"%PDF-1.7 guide", Existing::Keep).unwrap();
    let file = enclose(&path, &folder).unwrap();
    assert_eq!((file.name.as_str(), file.bytes), ("Guide.pdf", 14));
    assert_eq!(std::fs::read(folder.join(file.sha256.as_str())).unwrap(), b"%PDF-1.7 guide");
    assert_eq!(enclose(&path, &folder).unwrap(), file, "twice is once");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    let write = |name: &str, bytes: &[u8]| {
        let path = desk.path().join(name);
        write_file(&path, bytes, Existing::Keep).unwrap();
        path
    };
    assert!(matches!(enclose(&write("Empty.pdf", b""), &folder), Err(TakeError::Empty)));
    assert!(matches!(enclose(&write("Run.EXE", b"MZ"), &folder), Err(TakeError::Program(_))));
    assert!(matches!(enclose(desk.path(), &folder), Err(TakeError::Folder)));
    assert!(matches!(enclose(&desk.path().join("None.pdf"), &folder), Err(TakeError::NotThere)));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing of what was refused is kept");
}

/// From the effect to the data folder and back into the pack, and what is said where it is refused.
#[test]
fn the_shell_takes_a_document_into_the_folder_of_the_pack() {
    let desk = tempfile::tempdir().unwrap();
    let data = desk.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let mut running: Running = open(&data);
    running.edit(Edit::Add(vec![id(GUIDE)]));
    let path = desk.path().join("Guide.pdf");
    write_file(&path, b"%PDF-1.7 guide", Existing::Keep).unwrap();
    running.send(Command::Enclosing(EnclosingCommand::Take(id(GUIDE), path)));
    running.until("taken", |state| state.enclosing.is_empty());
    let file = running.state.work.item(&id(GUIDE)).unwrap().content.file.clone().unwrap();
    let kept = data.join("packs").join(running.state.packs.open.id.as_str()).join("files").join(file.sha256.as_str());
    assert_eq!(std::fs::read(kept).unwrap(), b"%PDF-1.7 guide");
    let program = desk.path().join("Setup.exe");
    write_file(&program, b"MZ", Existing::Keep).unwrap();
    running.send(Command::Enclosing(EnclosingCommand::Take(id(GUIDE), program)));
    running.until("taken", |state| state.enclosing.is_empty());
    let said = running.state.notices.shown().last().unwrap().words.clone();
    assert!(said.starts_with("“Setup.exe” was not enclosed: "), "{said}");
    assert_eq!(running.state.work.item(&id(GUIDE)).unwrap().content.file, Some(file), "the one before stays");
}
