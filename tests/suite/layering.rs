//! Holds the direction of dependencies, and what every source file must look like.

use std::fs;
use std::path::{Path, PathBuf};

/// What only the shell and the window may know.
const PURE: &[&str] = &["egui", "eframe", "winit", "std::fs", "std::thread", "std::env", "SystemTime", "Instant::now"];

/// No part but the window knows the toolkit.
const NO_WINDOW: &[&str] = &["egui", "eframe", "winit"];

/// (part of `src`, the parts it may use, words it must not contain), in reading order.
const LAYERS: &[(&str, &[&str], &[&str])] = &[
    ("brand", &[], PURE),
    ("catalogue", &[], PURE),
    ("pack", &["catalogue"], PURE),
    ("suggest", &["catalogue", "pack"], PURE),
    ("export", &["pack", "brand"], PURE),
    ("app", &["catalogue", "pack", "suggest", "export", "brand"], PURE),
    ("shell", &["catalogue", "pack", "suggest", "export", "app", "brand"], NO_WINDOW),
    ("cli", &["catalogue", "pack", "suggest", "export", "app", "shell", "brand"], NO_WINDOW),
    (
        "ui",
        &["catalogue", "pack", "suggest", "export", "app", "shell", "brand"],
        &["std::fs", "std::thread", "std::process"],
    ),
];

/// Imports that would hide a part from this test.
const HIDING: &[&str] = &["use crate::{", "use crate::*", "use std::{", "super::super"];

/// No source file is longer.
const MOST_LINES: usize = 600;

/// Ways to leave work undone, and names of folders on somebody's machine.
/// Put together here, so that this list does not find itself.
const FORBIDDEN: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/wo", "rk/"),
    concat!("/Us", "ers/"),
    concat!("C:\\Us", "ers"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below `folder` whose ending is one of `endings`, in a stable order.
fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files_below(&path, endings));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// `part.rs` and everything in `part/`.
fn files_of_part(part: &str) -> Vec<PathBuf> {
    let source = root().join("src");
    let mut files = files_below(&source.join(part), &["rs"]);
    let file = source.join(format!("{part}.rs"));
    if file.is_file() {
        files.push(file);
    }
    files
}

/// The path as it is shown, with `/` on every system.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Whether `word` stands in `line` by itself, not inside a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let starts = word.starts_with(|sign: char| sign.is_alphanumeric());
        let ends = word.ends_with(|sign: char| sign.is_alphanumeric());
        !(starts && part_of_name(before) || ends && part_of_name(after))
    })
}

/// The words of `text` that the part must not contain, each with its line. Comments may say anything.
fn broken_lines(part: &str, text: &str) -> Vec<String> {
    let Some((_, may_use, banned)) = LAYERS.iter().find(|(name, ..)| *name == part) else {
        return vec![format!("no rule for `{part}`")];
    };
    let others = LAYERS.iter().map(|(other, ..)| *other).filter(|other| *other != part && !may_use.contains(other));
    let mut words: Vec<String> = others.map(|other| format!("crate::{other}")).collect();
    words.extend(banned.iter().chain(HIDING).map(|word| (*word).to_owned()));
    let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.flat_map(|(at, line)| {
        let found = words.iter().filter(move |word| has_word(line, word));
        found.map(move |word| format!("{}: {word}", at + 1)).collect::<Vec<_>>()
    })
    .collect()
}

/// What is wrong with the look of one source file.
fn broken_form(text: &str) -> Vec<String> {
    let mut broken = Vec::new();
    if !text.starts_with("//!") {
        broken.push("does not open with `//!`".to_owned());
    }
    let lines = text.lines().count();
    if lines > MOST_LINES {
        broken.push(format!("{lines} lines, more than {MOST_LINES}"));
    }
    broken
}

/// The forbidden words of a file, each with its line.
fn forbidden_words(text: &str) -> Vec<String> {
    let lines = text.lines().enumerate();
    lines
        .flat_map(|(at, line)| {
            let found = FORBIDDEN.iter().filter(move |word| has_word(line, word));
            found.map(move |word| format!("{}: {word}", at + 1)).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn layers_depend_only_leftwards() {
    let mut broken = Vec::new();
    for (part, ..) in LAYERS {
        let files = files_of_part(part);
        assert!(!files.is_empty(), "no file of `{part}` was seen");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            broken.extend(broken_lines(part, &text).into_iter().map(|line| format!("{}:{line}", shown(&file))));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_part_has_a_rule() {
    let mut unruled = Vec::new();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !["lib", "main", "console"].contains(&name.as_str()) && !LAYERS.iter().any(|(part, ..)| *part == name) {
            unruled.push(name);
        }
    }
    assert!(unruled.is_empty(), "parts of `src` without a rule: {unruled:?}");
}

#[test]
fn every_source_file_says_what_it_is_and_is_short() {
    let mut broken = Vec::new();
    for file in files_below(&root().join("src"), &["rs"]).into_iter().chain(files_below(&root().join("tests"), &["rs"]))
    {
        let text = fs::read_to_string(&file).unwrap();
        broken.extend(broken_form(&text).into_iter().map(|what| format!("{}: {what}", shown(&file))));
        if file.ends_with("mod.rs") {
            broken.push(format!("{}: a module is `name.rs` beside `name/`", shown(&file)));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn nothing_is_left_open_and_no_machine_is_named() {
    let endings = ["rs", "typ", "css", "js", "mjs", "json", "toml", "md", "sh", "py"];
    let mut files: Vec<PathBuf> = ["src", "assets", "packaging", "tests"]
        .iter()
        .flat_map(|part| files_below(&root().join(part), &endings))
        .collect();
    files.extend(
        fs::read_dir(root())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "toml")),
    );
    files.push(root().join(".ci/run"));
    assert!(files.len() > 20, "the walk found only {} files", files.len());
    let mut broken = Vec::new();
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        broken.extend(forbidden_words(&text).into_iter().map(|what| format!("{}:{what}", shown(&file))));
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn one_bad_file_of_each_kind_is_found() {
    let bad_lines = [
        ("catalogue", "use crate::pack::Pack;"),
        ("catalogue", "let text = std::fs::read_to_string(path);"),
        ("brand", "use crate::catalogue::CategoryId;"),
        ("pack", "use crate::export::Format;"),
        ("suggest", "let now = SystemTime::now();"),
        ("export", "use crate::catalogue::Catalogue;"),
        ("export", "fn draw(ui: &mut egui::Ui) {}"),
        ("app", "use crate::shell::files;"),
        ("app", "std::thread::spawn(|| ());"),
        ("app", "let home = std::env::var(name);"),
        ("shell", "fn wake(context: &egui::Context) {}"),
        ("cli", "use crate::ui::App;"),
        ("ui", "let text = std::fs::read(path);"),
        ("ui", "use crate::{catalogue, cli};"),
        ("pack", "use std::{env, fs};"),
        ("pack", "use super::super::export;"),
    ];
    for (part, line) in bad_lines {
        assert_eq!(broken_lines(part, &format!("//! Words.\n{line}\n")).len(), 1, "{part}: {line}");
    }
    let fine = "//! May say egui and std::fs.\nuse crate::catalogue_of::x;\n// crate::ui\nlet my_egui_like = 1;\n";
    assert_eq!(broken_lines("pack", fine), Vec::<String>::new());

    assert_eq!(broken_form("use std::fs;\n").len(), 1);
    assert_eq!(broken_form(&format!("//! Long.\n{}", "\n".repeat(MOST_LINES))).len(), 1);
    assert_eq!(broken_form("//! Short.\n"), Vec::<String>::new());

    for word in FORBIDDEN {
        assert_eq!(forbidden_words(&format!("one\n// {word} \n")).len(), 1, "{word}");
    }
}
