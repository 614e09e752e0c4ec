//! The check before a pack file leaves, on the command line.

use std::fs;
use std::path::Path;

use lopdf::{Document, Object, dictionary};
use rso_toolbox::catalogue::Handling;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::cli::{Ending, run};
use rso_toolbox::shell::files::{Existing, write_file};
use serde_json::Value;

fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let Ending::Code(code) = run([&["rso-toolbox"], args].concat(), &mut out, &mut err) else { panic!("a window") };
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

/// A small PDF; `author` stands in its properties.
fn document(author: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.add_object(dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 });
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", root);
    if !author.is_empty() {
        let information = document.add_object(dictionary! { "Author" => Object::string_literal(author) });
        document.trailer.set("Info", information);
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A pack file with one resource of this handling, and its document.
fn pack_file(folder: &Path, handling: Handling, author: &str) -> String {
    let catalogue = built_in();
    let id = catalogue.resources.iter().find(|it| it.handling == handling).unwrap().id.to_string();
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (pack, guide) = (at("a.rsopack"), at("Guide.pdf"));
    write_file(Path::new(&guide), &document(author), Existing::Replace).unwrap();
    let made = call(&["pack", "new", &pack, "--title", "Harbour desk", "--resource", &id, "--force"]);
    assert_eq!(made.0, 0, "{}", made.2);
    let added = call(&["pack", "add", &pack, &id, "--file", &format!("{id}={guide}")]);
    assert_eq!(added.0, 0, "{}", added.2);
    pack
}

#[test]
fn a_pack_file_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let pack = pack_file(folder.path(), Handling::AskFirst, "A. Lee");
    let (code, told, _) = call(&["pack", "check", &pack]);
    assert_eq!(code, 1);
    for words in ["Stops the export: ", "Author: A. Lee", "  what to do: ", "Look at this: ", "In order: "] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let (code, told, _) = call(&["pack", "check", &pack, "--json"]);
    let findings: Vec<Value> = serde_json::from_str(&told).unwrap();
    let stops = |kind: &str| findings.iter().any(|it| it["light"] == "stop" && it["kind"] == kind);
    assert!(code == 1 && stops("handling") && stops("private"), "{told}");

    let pack = pack_file(folder.path(), Handling::NotStated, "");
    let (code, told, _) = call(&["pack", "check", &pack, "--json"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("handling-not-stated"), "{told}");
}

#[test]
fn what_is_not_public_goes_out_by_role_and_reason_alone() {
    let folder = tempfile::tempdir().unwrap();
    let pack = pack_file(folder.path(), Handling::AskFirst, "A. Lee");
    let out = folder.path().join("T.pdf");
    let data = folder.path().join("data");
    let export = ["export", &pack, "--format", "pdf", "--out", out.to_str().unwrap(), "--date", "2026-11-24"];
    let with = |more: &[&str]| call(&[&export[..], &["--data-dir", data.to_str().unwrap()], more].concat());
    let (code, _, err) = with(&[]);
    assert!(code == 1 && err.contains("--confirmed-by") && err.contains("--keep-properties"), "{err}");
    let role = ["--confirmed-by", "Desk officer", "--reason", "They train with it"];
    let (code, _, err) = with(&role);
    assert!(code == 1 && !err.contains("--inside") && err.contains("Author: A. Lee"), "{err}");
    let (code, _, err) = with(&["--confirmed-by", "Mr Lee", "--reason", "x"]);
    assert!(code == 2 && err.contains("not a name"), "{err}");
    assert_eq!(with(&["--confirmed-by", "Desk officer"]).0, 2, "a reason is needed");
    assert!(!out.exists() && !data.exists(), "nothing was written");
    let (code, told, err) = with(&[&role[..], &["--keep-properties", "--json"]].concat());
    assert_eq!(code, 0, "{err}");
    let receipt: Value = serde_json::from_str(&told).unwrap();
    let kept = receipt["before_it_left"].to_string();
    assert!(kept.contains("Desk officer") && kept.contains("They train with it"), "{kept}");
    let noted = fs::read_to_string(data.join("receipts").join("2026-11-24 Harbour desk.txt")).unwrap();
    assert!(noted.contains("Desk officer") && noted.contains("They train with it"), "{noted}");
    let made = fs::read(&out).unwrap();
    for secret in ["Desk officer", "They train with it"] {
        assert!(!made.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
    }
    let (code, _, err) = with(&["--inside", "--force"]);
    assert!(code == 0 && err.contains("note: "), "{err}");
}

/// As in the window: nobody says who may have the document.
#[test]
fn what_nobody_calls_public_goes_out_by_role_and_reason_too() {
    let folder = tempfile::tempdir().unwrap();
    let pack = pack_file(folder.path(), Handling::NotStated, "");
    let (out, data) = (folder.path().join("T.pdf"), folder.path().join("data"));
    let (out, data) = (out.to_str().unwrap(), data.to_str().unwrap());
    let export = ["export", &pack, "--format", "pdf", "--out", out, "--data-dir", data];
    let (code, _, err) = call(&export);
    assert!(code == 1 && err.contains("--confirmed-by ROLE") && !Path::new(out).exists(), "{err}");
    let answered = ["--confirmed-by", "Desk officer", "--reason", "They train with it"];
    let (code, _, err) = call(&[&export[..], &answered].concat());
    assert!(code == 0 && err.contains("note: kept as "), "{err}");
    // What went out is told where it cannot be noted.
    let (code, told, err) = call(&[&export[..6], &["--data-dir", out, "--force"], &answered].concat());
    assert!(code == 0 && told.contains("Harbour desk") && err.contains("could not be noted"), "{err}");
}

#[test]
fn a_copy_to_share_is_checked_too() {
    let folder = tempfile::tempdir().unwrap();
    let pack = pack_file(folder.path(), Handling::AskFirst, "");
    let out = folder.path().join("shared.rsopack");
    let to = out.to_str().unwrap();
    let (code, _, told) = call(&["pack", "share", &pack, to]);
    assert!(code == 1 && told.contains("its document goes to someone outside") && !out.exists(), "{code} {told}");
    let (code, _, told) = call(&["pack", "share", &pack, to, "--inside"]);
    assert!(code == 0 && out.exists(), "{code} {told}");
    assert!(!told.contains("“Issued by” is empty"), "a copy has no pages: {told}");
}

#[test]
fn nobody_writes_over_a_pack_that_is_open_elsewhere_or_that_the_copy_is_made_of() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (pack, other) = (at("a.rsopack"), at("b.rsopack"));
    let new = |path: &str| call(&["pack", "new", path, "--audience", "trainers", "--force"]);
    assert_eq!((new(&pack).0, new(&other).0), (0, 0));
    let before = fs::read(&pack).unwrap();
    let (code, _, told) = call(&["pack", "share", &pack, &pack, "--force", "--inside"]);
    assert!(code == 1 && told.contains("that it is made of"), "{told}");
    let lock = folder.path().join(".a.rsopack.lock");
    write_file(&lock, b"another copy", Existing::Keep).unwrap();
    let (code, _, told) = new(&pack);
    assert!(code == 1 && told.contains("another copy of the program has the pack file open"), "{told}");
    let (code, _, told) = call(&["pack", "share", &other, &pack, "--force", "--inside"]);
    assert!(code == 1 && told.contains("another copy of the program has the pack file open"), "{told}");
    assert_eq!(fs::read(&pack).unwrap(), before, "it stays as it was");
    fs::remove_file(&lock).unwrap();
    assert_eq!((new(&pack).0, call(&["pack", "share", &other, &pack, "--force", "--inside"]).0), (0, 0));
}
