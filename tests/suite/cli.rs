//! The command line: the library's function, and a few calls of the real program.

use std::fs;
use std::path::Path;
use std::process::Command;

use rso_toolbox::app::Renderer;
use rso_toolbox::cli::{Ending, WindowCall, run};
use rso_toolbox::export::bundle::sha256_hex;
use serde_json::Value;

struct Called {
    code: u8,
    out: String,
    err: String,
}

impl Called {
    fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).unwrap()
    }
}

/// A call whose data folder is not there, so that nobody's own settings play a part.
fn call(args: &[&str]) -> Called {
    call_with("/nonexistent/rso-toolbox", args)
}

fn call_with(data: &str, args: &[&str]) -> Called {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["rso-toolbox", "--data-dir", data].into_iter().chain(args.iter().copied());
    let Ending::Code(code) = run(args, &mut out, &mut err) else { panic!("a command opens no window") };
    Called { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|it| it[key].as_str().unwrap()).collect()
}

#[test]
fn without_a_command_the_window_opens() {
    let ending = run(["rso-toolbox", "--catalogue", "a.json"], &mut Vec::new(), &mut Vec::new());
    assert_eq!(ending, Ending::Window(WindowCall { catalogue: Some("a.json".into()), ..WindowCall::default() }));
    let (one, two) = ("Partners.rsopack", "Second one.rsopack");
    for (args, files) in [
        (&[one][..], &[one][..]),
        (&["--open", one], &[one]),
        (&[one, two], &[one, two]),
        (&["--open", one, "--open", two], &[one, two]),
        (&["--open", one, two], &[one, two]),
    ] {
        let packs = files.iter().map(Into::into).collect();
        let ending = run([&["rso-toolbox"], args].concat(), &mut Vec::new(), &mut Vec::new());
        assert_eq!(ending, Ending::Window(WindowCall { packs, ..WindowCall::default() }), "{args:?}");
    }
    let ending = run(
        ["rso-toolbox", "--data-dir", "d", "--renderer", "soft", "Partners.rsopack"],
        &mut Vec::new(),
        &mut Vec::new(),
    );
    let wanted = WindowCall {
        data_dir: Some("d".into()),
        renderer: Some(Renderer::Soft),
        packs: vec!["Partners.rsopack".into()],
        ..WindowCall::default()
    };
    assert_eq!(ending, Ending::Window(wanted), "options may stand before it");
    let ending = run(["rso-toolbox", "show", "Partners.rsopack"], &mut Vec::new(), &mut Vec::new());
    assert_eq!(ending, Ending::Code(2), "a command takes it as it is");
}

/// As dropping them on the program's icon gives them: the window says which of them is no pack.
#[test]
fn files_of_any_kind_are_given_to_the_window_and_a_command_stays_one() {
    let (folder, document) = file("Guide.pdf", "%PDF-1.7");
    let (pack, document, inside) = ("Partners.rsopack", document.as_str(), folder.path().to_str().unwrap());
    for files in [&[document][..], &[document, pack], &[pack, document], &[inside]] {
        let packs = files.iter().map(Into::into).collect();
        let ending = run([&["rso-toolbox"], files].concat(), &mut Vec::new(), &mut Vec::new());
        assert_eq!(ending, Ending::Window(WindowCall { packs, ..WindowCall::default() }), "{files:?}");
    }
    for wrong in [&["Guide.pdf"][..], &[document, "Absent.pdf"], &[document, "--json"]] {
        let ending = run([&["rso-toolbox"], wrong].concat(), &mut Vec::new(), &mut Vec::new());
        assert_eq!(ending, Ending::Code(2), "{wrong:?}");
    }
    for name in ["audiences", "help", "--version"] {
        write(&folder.path().join(name), "");
        let program = Command::new(env!("CARGO_BIN_EXE_rso-toolbox")).current_dir(&folder).arg(name).output().unwrap();
        assert!(program.status.success() && !program.stdout.is_empty(), "{name}, where a file has its name");
    }
}

#[test]
fn list_is_the_tool_box_in_its_order() {
    let list = call(&["list", "--json"]).json();
    assert_eq!(list.as_array().unwrap().len(), 21);
    let first = list[0].as_object().unwrap();
    for key in ["id", "title", "category", "kind", "availability", "address", "handling", "summary", "audiences"] {
        assert!(first.contains_key(key), "{key}");
    }
    let count = |key: &str, word: &str| texts(&list, key).into_iter().filter(|it| *it == word).count();
    assert_eq!(["policy-guides", "toolkits", "training"].map(|it| count("category", it)), [6, 9, 6]);
    let ways = ["download", "online", "live-system", "on-request", "not-stated"];
    assert_eq!(ways.map(|it| count("availability", it)), [13, 2, 1, 4, 1]);
    assert_eq!(["ask-first", "not-stated"].map(|it| count("handling", it)), [4, 17]);
    assert_eq!(call(&["list"]).out.lines().last(), Some("21 of 21 resources"));
}

#[test]
fn list_filters() {
    let only = |args: &[&str]| texts(&call(&[&["list", "--json"], args].concat()).json(), "id").join(" ");
    assert_eq!(only(&["--availability", "not-stated"]), "ilo-pilot-training-program");
    assert_eq!(only(&["--audience", "Trainers"]), only(&["--audience", "training academies"]));
    let makers = only(&["--audience", "policy-makers"]);
    let trainers = only(&["--audience", "trainers"]);
    let either = only(&["--audience", "policy-makers", "--audience", "trainers"]);
    assert!(makers.split(' ').chain(trainers.split(' ')).all(|id| either.contains(id)), "either will do");
    assert_eq!(only(&["--category", "training", "--availability", "on-request"]).split(' ').count(), 2);
    assert_eq!(
        only(&["--search", "biometrc", "--availability", "live-system"]),
        "regional-biometric-data-exchange-solution"
    );
    assert_eq!(only(&["--search", "zzzzzzzz"]), "");
}

#[test]
fn show_is_the_whole_resource() {
    let shown = call(&["show", "ilo-pilot-training-program", "--json"]).json();
    assert_eq!(shown["availability"], "not-stated");
    assert_eq!(shown["modules"]["items"].as_array().unwrap().len(), 15);
    let text = call(&["show", "ilo-pilot-training-program"]).out;
    assert!(text.contains("- Impostor Detection\n") && text.contains("How to get it: Not stated"), "{text}");
}

#[test]
fn audiences_are_listed_with_their_wordings() {
    let list = call(&["audiences", "--json"]).json();
    assert_eq!(list.as_array().unwrap().len(), 15);
    assert!(list[2]["also"].as_array().unwrap().iter().any(|it| it == "border officers"));
}

#[test]
fn suggest_gives_reasons_with_the_words_they_rest_on() {
    let proposal = call(&["suggest", "--audience", "border officers", "--json"]).json();
    let (proposed, left) = (texts(&proposal["proposed"], "id"), texts(&proposal["left_out"], "id"));
    assert_eq!(proposed.len() + left.len(), 21);
    for one in proposal["proposed"].as_array().unwrap() {
        assert!(!one["reasons"].as_array().unwrap().is_empty() && !one["quote"].as_str().unwrap().is_empty());
        let bases = ["stated", "stated-secondary", "stated-purpose", "wider", "companion"];
        assert!(bases.contains(&one["basis"].as_str().unwrap()));
    }
    assert!(proposal["left_out"].as_array().unwrap().iter().all(|it| !it["reason"].as_str().unwrap().is_empty()));
    assert!(proposal["notes"].is_array());
}

/// The text of a file in a folder of its own, and the folder, which must live as long.
fn file(name: &str, text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = write(&folder.path().join(name), text);
    (folder, path)
}

#[test]
fn suggest_answers_a_request_as_json() {
    let brief = r#"{"audience": ["border officers", "astronauts"], "purpose": "train", "time": "2 to 3 days",
        "connectivity": "none", "languages": ["th"], "medium": "paper", "recipient": "ngo", "deadline": "soon"}"#;
    let (_folder, path) = file("brief.json", brief);
    let answer = call(&["suggest", "--brief", &path, "--json"]).json();
    assert_eq!(answer["brief"]["audience"], serde_json::json!(["frontline-border-officials", "astronauts"]));
    assert_eq!(answer["brief"]["languages"], serde_json::json!(["Thai"]));
    assert_eq!(answer["rules"], "The program’s own rules");
    let proposed = answer["proposed"].as_array().unwrap();
    let left = answer["left_out"].as_array().unwrap();
    assert_eq!(proposed.len() + left.len(), 21);
    for one in proposed {
        assert!(["essential", "useful", "background"].contains(&one["tier"].as_str().unwrap()));
        assert!(one["cannot_send"]["words"].is_string(), "nothing is usable without its file: {one}");
        assert_eq!(one["languages_unknown"], serde_json::json!(["Thai"]));
        let evidence = one["evidence"].as_array().unwrap();
        let reasons: Vec<&Value> = evidence.iter().map(|it| &it["reason"]).collect();
        assert_eq!(reasons, one["reasons"].as_array().unwrap().iter().collect::<Vec<_>>());
    }
    assert_eq!(answer["companions_missing"][0]["companion"], "framework-for-information-sharing");
    let notes: Vec<&str> = answer["notes"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    for said in [
        "“deadline”",
        "“astronauts”",
        "A companion is missing.",
        "on request",
        "not enclosed",
        "No length",
        "Thai is not known",
        "Member States",
    ] {
        assert!(notes.iter().any(|note| note.contains(said)), "{said}: {notes:?}");
    }
}

#[test]
fn suggest_reads_a_request_as_it_was_written() {
    let text = "Dear Mr Lee,\n30 border officers, two days, not for police. Call Somchai Jaidee on +66 2 343 9477.\n";
    let (_folder, path) = file("request.txt", text);
    let called = call(&["suggest", "--request", &path, "--json"]);
    let answer = called.json();
    assert_eq!(answer["brief"]["time"], "2 to 3 days");
    assert_eq!(texts(&answer["understood"], "as"), ["Frontline border officials", "2 to 3 days", "Law enforcement"]);
    assert_eq!(texts(&answer["understood"], "standing"), ["taken", "taken", "denied"]);
    assert_eq!(answer["not_understood"], serde_json::json!(["30", "… on"]));
    let shown = call(&["suggest", "--request", &path]).out;
    assert!(
        shown.starts_with("Understood: 3 places\n  “border officers”: audience, Frontline border officials"),
        "{shown}"
    );
    for private in ["Lee", "Somchai", "Jaidee", "343"] {
        assert!(!called.out.contains(private) && !shown.contains(private), "{private}");
    }
    let (_folder, nothing) = file("request.txt", "Hm.");
    let answer = call(&["suggest", "--request", &nothing, "--json"]).json();
    assert_eq!(answer["proposed"], serde_json::json!([]));
    assert_eq!(answer["notes"][0], "Nothing in the text was understood. Fill in the form.");
}

#[test]
fn suggest_tells_what_is_wrong_with_a_request() {
    for (text, place, fix) in [
        ("{\n\"purpose\": train}", "line 2", "Mend"),
        ("{\"purpose\"", "line 1", "Mend"),
        ("{\"purpose\": \"teach\"}", "key “purpose”", "“brief policy makers”"),
        ("[]", "brief.json", "audience, purpose"),
    ] {
        let (_folder, path) = file("brief.json", text);
        let called = call(&["suggest", "--brief", &path, "--json"]);
        assert_eq!((called.code, called.out.as_str()), (1, ""), "{text}");
        assert!(
            called.err.contains("brief.json") && called.err.contains(place) && called.err.contains(fix),
            "{}",
            called.err
        );
    }
    assert_eq!(call(&["suggest", "--brief", "nowhere.json"]).code, 1);
    assert_eq!(call(&["suggest", "--brief", "a", "--request", "b"]).code, 2);
    assert_eq!(call(&["suggest"]).code, 2);
}

#[test]
fn an_offices_own_rules_are_used_and_named() {
    let own = rso_toolbox::suggest::rules::BUILT_IN.replace("Rules of RSO Toolbox", "Rules of the desk").replace(
        r#""id": "stated", "basis": "stated", "tier": "essential""#,
        r#""id": "stated", "basis": "stated", "tier": "background""#,
    );
    let (folder, path) = file("rules.json", &own);
    let answer = call(&["suggest", "--audience", "trainers", "--rules", &path, "--json"]).json();
    assert_eq!(answer["rules"], "The office’s changed rules “Rules of the desk”");
    assert_eq!(answer["proposed"][0]["tier"], "background");
    assert_eq!(answer["notes"][0], "Made with: The office’s changed rules “Rules of the desk”.");
    let data = folder.path().to_str().unwrap();
    let kept = call_with(data, &["suggest", "--audience", "trainers", "--json"]).json();
    assert_eq!(kept, answer);
    write(&folder.path().join("rules.json"), "{");
    let told = call_with(data, &["suggest", "--audience", "trainers", "--json"]);
    assert!(told.err.contains("rules.json are not used"), "{}", told.err);
    assert_eq!(told.json()["rules"], "The program’s own rules");
    assert!(told.json()["notes"][0].as_str().unwrap().contains("rules.json"));
    assert_eq!(call(&["suggest", "--audience", "trainers", "--rules", &path]).code, 1);
}

#[test]
fn wrong_calls_say_what_where_and_what_to_do() {
    for args in [
        &["show", "ilo-pilot-training-progam"][..],
        &["list", "--audience", "polce"],
        &["list", "--category", "trainings"],
        &["suggest", "--audience", "polce"],
        &["export", "--resource", "ilo-pilot", "--format", "pdf", "--out", "x.pdf"],
    ] {
        let called = call(args);
        assert_eq!((called.code, called.out.as_str()), (2, ""), "{args:?}");
        for part in ["error: ", "\n  where: ", "\n  what to do: ", "perhaps “"] {
            assert!(called.err.contains(part), "{args:?}: {}", called.err);
        }
    }
    for args in [
        &["list", "--availability", "soon"][..],
        &["frobnicate"],
        &["export", "--all"],
        &["export", "--all", "--audience", "police", "--format", "pdf", "--out", "x"],
        &["export", "--all", "--format", "docx", "--out", "x"],
        &["export", "--all", "--format", "pdf", "--out", "x", "--date", "2026-02-30"],
    ] {
        let called = call(args);
        assert_eq!((called.code, called.out.as_str()), (2, ""), "{args:?}");
        assert!(called.err.starts_with("error: "), "{}", called.err);
    }
    assert_eq!(call(&["--help"]).code, 0);
    assert!(call(&["--version"]).out.starts_with("rso-toolbox "));
}

fn write(path: &Path, text: &str) -> String {
    let mut file = fs::File::create(path).unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn check_tells_all_problems() {
    assert_eq!(call(&["check"]).code, 0);
    assert_eq!(call(&["check", "--json"]).json(), Value::Array(Vec::new()));
    let folder = tempfile::tempdir().unwrap();
    let good = rso_toolbox::catalogue::file::BUILT_IN;
    let bad = good
        .replace("\"availability\": \"live-system\"", "\"availability\": \"soon\"")
        .replace("\"id\": \"ilo-pilot-training-program\"", "\"id\": \"ILO\"");
    let path = write(&folder.path().join("bad.json"), &bad);
    let called = call(&["check", &path, "--json"]);
    assert_eq!(called.code, 1);
    let problems: Value = serde_json::from_str(&called.out).unwrap();
    assert!(problems.as_array().unwrap().len() >= 2, "{problems:#}");
    for problem in problems.as_array().unwrap() {
        let keys: Vec<&str> = problem.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["severity", "resource", "field", "line", "problem", "fix"]);
        assert!(problem["line"].is_u64() && !problem["fix"].as_str().unwrap().is_empty(), "{problem:#}");
    }
    assert_eq!(call(&["--catalogue", &path, "check"]).code, 1);
    let listed = call(&["--catalogue", &path, "list", "--json"]);
    assert!(listed.err.contains("what could be read is used") && listed.json().as_array().unwrap().len() < 21);
    let missing = call(&["list", "--catalogue", "/nonexistent/c.json"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    let empty = write(&folder.path().join("empty.json"), "");
    assert_eq!(call(&["list", "--catalogue", &empty]).code, 1);
}

#[test]
fn export_writes_once_and_replaces_only_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.html");
    let out = path.to_str().unwrap();
    let export = |more: &[&str]| {
        let args = ["export", "--resource", "guide-child-victims-of-trafficking", "framework-for-information-sharing"];
        call(&[&args[..], &["--format", "html-file", "--date", "2026-11-24", "--out", out], more].concat())
    };
    let receipt = export(&["--json", "--title", "Two"]).json();
    let first = fs::read(&path).unwrap();
    assert_eq!(receipt["files"][0]["path"], out);
    assert_eq!(receipt["files"][0]["bytes"], first.len());
    assert_eq!(receipt["files"][0]["sha256"], sha256_hex(&first));
    assert_eq!(
        texts(&receipt["items"], "id"),
        ["framework-for-information-sharing", "guide-child-victims-of-trafficking"]
    );
    assert_eq!(receipt["left_out"].as_array().unwrap().len(), 19);
    assert_eq!(receipt["warnings"], Value::Array(Vec::new()));

    let again = export(&["--title", "Other"]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(fs::read(&path).unwrap(), first, "what was there is as it was");
    assert_eq!(export(&["--title", "Two", "--force"]).code, 0);
    assert_eq!(fs::read(&path).unwrap(), first, "same input, same bytes");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
}

#[test]
fn export_keeps_off_folders_that_are_not_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pages");
    let out = path.to_str().unwrap();
    let export = |more: &[&str]| call(&[&["export", "--all", "--format", "html", "--out", out], more].concat());
    assert_eq!(export(&[]).code, 0);
    assert!(path.join("START-HERE.html").is_file());
    assert_eq!(export(&[]).code, 1);
    assert_eq!(export(&["--force"]).code, 0);
    write(&path.join("mine.txt"), "mine");
    let refused = export(&["--force"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("mine.txt"), "{}", refused.err);
    assert_eq!(fs::read_to_string(path.join("mine.txt")).unwrap(), "mine");
}

#[test]
fn export_for_an_audience_is_what_suggest_proposes() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.zip");
    let args = ["export", "--audience", "maritime police", "--format", "html-zip", "--json", "--out"];
    let receipt = call(&[&args[..], &[out.to_str().unwrap()]].concat()).json();
    let proposal = call(&["suggest", "--audience", "maritime-officials", "--json"]).json();
    let sorted = |list: &Value| {
        let mut ids: Vec<String> = texts(list, "id").into_iter().map(str::to_owned).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(sorted(&receipt["items"]), sorted(&proposal["proposed"]));
    assert_eq!(sorted(&receipt["left_out"]), sorted(&proposal["left_out"]));
    assert_eq!(receipt["title"], "Toolbox for maritime officials");
}

#[test]
fn the_kept_name_of_the_office_is_used_and_none_is_made_up() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let export = |name: &str| {
        let out = folder.path().join(name);
        let args =
            ["--data-dir", data.to_str().unwrap(), "export", "--all", "--json", "--format", "html-file", "--out"];
        let (mut printed, mut err) = (Vec::new(), Vec::new());
        let args = ["rso-toolbox"].into_iter().chain(args).chain([out.to_str().unwrap()]);
        assert_eq!(run(args, &mut printed, &mut err), Ending::Code(0), "{}", String::from_utf8_lossy(&err));
        serde_json::from_slice::<Value>(&printed).unwrap()["issued_by"].as_str().unwrap().to_owned()
    };
    assert_eq!(export("a.html"), "");
    write(&data.join("office.json"), r#"{"version": 1, "issued_by": "Border School"}"#);
    assert_eq!(export("b.html"), "Put together from the RSO Tool Box by Border School");

    let told = |args: &[&str]| {
        let mut printed = Vec::new();
        let args = ["rso-toolbox", "--data-dir", data.to_str().unwrap()].into_iter().chain(args.iter().copied());
        assert_eq!(run(args, &mut printed, &mut Vec::new()), Ending::Code(0));
        String::from_utf8(printed).unwrap()
    };
    let asks: [&[&str]; 2] =
        [&["show", "ilo-pilot-training-program"], &["suggest", "--audience", "frontline-border-officials"]];
    assert!(asks.iter().all(|args| told(args).contains("info@rso.baliprocess.net")));
    write(&data.join("office.json"), r#"{"version": 1, "contact": {"email": "toolbox@example.org"}}"#);
    for args in asks {
        let text = told(args);
        assert!(text.contains("toolbox@example.org") && !text.contains("info@rso"), "{text}");
    }
}

#[test]
fn completions_and_manual_are_made_from_the_same_arguments() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(call(&["completions", shell]).out.contains("issued-by"), "{shell}");
    }
    let manual = call(&["man"]).out;
    assert!(manual.contains(".TH rso-toolbox 1"));
    // In the manual's own notation a hyphen is "\\-".
    let plain = manual.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "").replace("\\fI", "");
    for part in [".SH EXPORT", "--issued-by", "--category", "--audience", "--json", "--catalogue", "Exit codes: 0 done"]
    {
        assert!(plain.contains(part), "{part}: {plain}");
    }
    assert!(!plain.contains("rso-toolbox-export(1)"), "it names no page that is not there");
    assert!(!plain.contains(".SH MAN\n") && !plain.contains(".SH HELP\n"));
}

#[test]
fn the_real_program_answers_with_the_same_codes() {
    let program = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_rso-toolbox")).args(args).output().unwrap();
    let listed = program(&["list", "--json"]);
    assert!(listed.status.success() && listed.stderr.is_empty());
    assert_eq!(String::from_utf8(listed.stdout).unwrap(), call(&["list", "--json"]).out);
    assert_eq!(program(&["show", "nothing-like-it"]).status.code(), Some(2));
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("no/a.html");
    let could_not = program(&["export", "--all", "--format", "html-file", "--out", missing.to_str().unwrap()]);
    assert_eq!(could_not.status.code(), Some(1));
    assert!(could_not.stdout.is_empty() && fs::read_dir(folder.path()).unwrap().next().is_none());
}

#[cfg(target_os = "linux")]
#[test]
fn a_start_without_window_and_console_is_told_by_the_system() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    // In place of the desktop's own program that shows messages.
    let (program_that_shows, shown) = (folder.path().join("zenity"), folder.path().join("shown"));
    write(&program_that_shows, "#!/bin/sh\nprintf '%s\\n' \"$@\" >\"$SHOWN\"\n");
    fs::set_permissions(&program_that_shows, fs::Permissions::from_mode(0o755)).unwrap();
    let blocked = folder.path().join("file");
    write(&blocked, "");
    let start = |screen: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_rso-toolbox"));
        program.env("PATH", folder.path()).env("SHOWN", &shown).env("DISPLAY", screen).env_remove("WAYLAND_DISPLAY");
        if screen.is_empty() {
            program.env_remove("DISPLAY");
        }
        program.arg("--data-dir").arg(blocked.join("data")).output().unwrap()
    };
    let done = start(":99");
    assert_eq!(done.status.code(), Some(1));
    let words = fs::read_to_string(&shown).unwrap();
    assert!(words.contains("RSO Toolbox") && words.contains("cannot be made"), "{words}");
    assert!(String::from_utf8(done.stderr).unwrap().contains("cannot be made"), "the console has it too");
    fs::remove_file(&shown).unwrap();
    assert_eq!(start("").status.code(), Some(1));
    assert!(!shown.exists(), "without a screen nothing is tried");
}
