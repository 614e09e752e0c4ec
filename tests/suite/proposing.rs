//! "Propose a pack for…": what is asked, which answer counts, and what is taken over.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use rso_toolbox::app::{
    AppState, Clock, Command, Dialog, DialogCommand, Effect, PreferenceCommand, ProposingCommand, Start, dispatch,
};
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{AudienceId, CivilDate, ResourceId};
use rso_toolbox::cli::{Ending, run};
use rso_toolbox::shell::files::{Existing, write_file};
use rso_toolbox::shell::packs;
use rso_toolbox::suggest::brief::{Connectivity, Medium, Purpose, TimeAvailable};

fn fresh() -> AppState {
    let clock = Clock { now_ms: 0, today: CivilDate::new(2026, 11, 24).unwrap() };
    AppState::new(Start::fresh(Arc::new(built_in()), clock)).0
}

/// The questions for a proposal among effects, answered as the shell does.
fn answers(effects: Vec<Effect>) -> Vec<Command> {
    let answer = |effect| match effect {
        Effect::Propose(asked) => Some(Command::Finished(asked.answer())),
        Effect::ReadRequest(pasted) => Some(Command::Finished(pasted.answer())),
        _ => None,
    };
    effects.into_iter().filter_map(answer).collect()
}

fn propose_for(state: &mut AppState, audience: &str) -> Vec<Command> {
    let audience = AudienceId::new(audience).unwrap();
    answers(dispatch(state, Command::Proposing(ProposingCommand::ToggleAudience(audience))))
}

#[test]
fn a_proposal_is_made_elsewhere_and_only_the_last_one_counts() {
    let mut state = fresh();
    dispatch(&mut state, Command::Proposing(ProposingCommand::Ask));
    assert!(!state.proposing.is_waiting());
    let first = propose_for(&mut state, "trainers");
    assert!(state.proposing.is_waiting() && state.proposing.proposal.is_none(), "nothing is made at once");
    let second = propose_for(&mut state, "maritime-officials");
    assert_eq!((first.len(), second.len()), (1, 1));
    for late in first {
        dispatch(&mut state, late);
        assert!(state.proposing.is_waiting() && state.proposing.accepted().next().is_none());
    }
    for command in second.clone() {
        dispatch(&mut state, command);
    }
    assert!(!state.proposing.is_waiting());
    assert_eq!(state.proposing.accepted().count(), 2, "one for trainers, one for maritime officials");
    dispatch(&mut state, Command::Dialog(DialogCommand::Close));
    dispatch(&mut state, Command::Proposing(ProposingCommand::Ask));
    for old in second {
        dispatch(&mut state, old);
        assert!(state.proposing.proposal.is_none(), "the answer to a closed dialog is dropped");
    }
}

#[test]
fn a_proposal_sends_people_to_the_confirmed_address() {
    let mut state = fresh();
    let mut contact = state.contact().clone();
    contact.email = "toolbox@example.org".to_owned();
    dispatch(&mut state, Command::Preference(PreferenceCommand::ConfirmContact(contact)));
    for command in propose_for(&mut state, "frontline-border-officials") {
        dispatch(&mut state, command);
    }
    let notes = state.proposing.proposal.as_ref().unwrap().notes.join("\n");
    assert!(notes.contains("toolbox@example.org") && !notes.contains("info@rso"), "{notes}");
}

#[test]
fn a_proposal_is_taken_over_without_what_was_refused() {
    let mut state = fresh();
    dispatch(&mut state, Command::Proposing(ProposingCommand::Ask));
    assert!(state.proposing.proposal.is_none());
    for command in propose_for(&mut state, "frontline-border-officials") {
        dispatch(&mut state, command);
    }
    let proposed: Vec<ResourceId> = state.proposing.accepted().cloned().collect();
    assert!(proposed.len() > 1);
    dispatch(&mut state, Command::Proposing(ProposingCommand::ToggleItem(proposed[0].clone())));
    dispatch(&mut state, Command::Proposing(ProposingCommand::Accept));
    let taken: BTreeSet<&ResourceId> = state.work.items().iter().collect();
    assert_eq!(taken, proposed[1..].iter().collect());
    assert_eq!(state.work.details.title, "Toolbox for frontline border officials");
    assert_eq!(state.dialog(), None);
    dispatch(&mut state, Command::Undo);
    assert!(state.work.is_blank(), "one step takes the whole proposal back");
}

/// The words that mark the text, and what no one may find again.
const EMAIL: &str = "Dear colleagues,\n30 new border officers, two days, a land crossing without internet, next week. \
                     What do you have?\nWe like mangoes.\nAhmed Karimzada\nTel. +93 70 123 4567\nzq-desk@example.org";

fn settle(state: &mut AppState, effects: Vec<Effect>) {
    let mut waiting = answers(effects);
    while let Some(command) = waiting.pop() {
        let effects = dispatch(state, command);
        waiting.extend(answers(effects));
    }
}

fn send(state: &mut AppState, command: ProposingCommand) {
    let effects = dispatch(state, Command::Proposing(command));
    settle(state, effects);
}

#[test]
fn a_pasted_request_fills_the_form_and_proposes() {
    let mut state = fresh();
    send(&mut state, ProposingCommand::FromRequest);
    assert_eq!(state.dialog(), Some(&Dialog::Propose));
    send(&mut state, ProposingCommand::Read(EMAIL.into()));
    let brief = &state.proposing.brief;
    assert_eq!(brief.audience, [AudienceId::new("frontline-border-officials").unwrap()]);
    assert_eq!(brief.time, Some(TimeAvailable::TwoToThreeDays));
    assert_eq!(brief.connectivity, Some(Connectivity::None));
    let reading = state.proposing.read.as_ref().unwrap();
    assert!(!reading.read.private.is_empty(), "the telephone number and the address are told apart");
    assert!(reading.read.left.iter().any(|range| reading.text[range.clone()].contains("mangoes")));
    assert!(state.proposing.accepted().count() > 2);
}

#[test]
fn what_the_text_does_not_state_stays_in_the_form() {
    let mut state = fresh();
    send(&mut state, ProposingCommand::FromRequest);
    send(&mut state, ProposingCommand::Medium(Some(Medium::Paper)));
    send(&mut state, ProposingCommand::Time(Some(TimeAvailable::TwoHours)));
    send(&mut state, ProposingCommand::ToggleLanguage("th".to_owned()));
    send(&mut state, ProposingCommand::Read("For police officers, one day.".into()));
    let brief = &state.proposing.brief;
    assert_eq!((brief.medium, brief.time), (Some(Medium::Paper), Some(TimeAvailable::OneDay)));
    assert_eq!(brief.languages, ["Thai"]);
    send(&mut state, ProposingCommand::Medium(None));
    assert_eq!(state.proposing.brief.medium, None);
}

#[test]
fn a_second_text_takes_out_what_the_first_one_put_in() {
    let mut state = fresh();
    send(&mut state, ProposingCommand::FromRequest);
    send(&mut state, ProposingCommand::ToggleAudience(AudienceId::new("trainers").unwrap()));
    send(&mut state, ProposingCommand::Time(Some(TimeAvailable::TwoHours)));
    let by_hand = state.proposing.brief.clone();
    let first = "Train the police and customs officers, one day, on paper, no internet, in Thai.";
    send(&mut state, ProposingCommand::Read(first.into()));
    assert_eq!(state.proposing.brief.audience.len(), 2, "what was ticked by hand stays");
    assert_eq!(state.proposing.brief.time, Some(TimeAvailable::OneDay));
    send(&mut state, ProposingCommand::Connectivity(Some(Connectivity::Limited)));
    send(&mut state, ProposingCommand::Read("A campaign for the coast guard.".into()));
    let brief = &state.proposing.brief;
    let audiences: Vec<&str> = brief.audience.iter().map(AudienceId::as_str).collect();
    assert_eq!(audiences, ["maritime-officials", "trainers"]);
    assert_eq!((brief.purpose, brief.time), (Some(Purpose::Campaign), Some(TimeAvailable::TwoHours)));
    assert_eq!((brief.connectivity, brief.medium), (Some(Connectivity::Limited), None), "changed by hand since");
    assert!(brief.languages.is_empty() && brief.not_understood.is_empty());
    send(&mut state, ProposingCommand::Connectivity(None));
    send(&mut state, ProposingCommand::Read("Hm.".into()));
    assert_eq!(state.proposing.brief, by_hand, "nothing is left of either text");
}

#[test]
fn a_text_that_is_forgotten_leaves_no_words_of_its_own() {
    let mut state = fresh();
    send(&mut state, ProposingCommand::FromRequest);
    send(&mut state, ProposingCommand::Read("For judges and police, one day.".into()));
    let told = |state: &AppState| state.proposing.proposal.as_ref().unwrap().notes.join(" ");
    assert_eq!(state.proposing.brief.not_understood, ["judges"]);
    assert!(told(&state).contains("judges"));
    send(&mut state, ProposingCommand::Read("".into()));
    assert!(state.proposing.brief.not_understood.is_empty() && !told(&state).contains("judges"));
    assert_eq!(state.proposing.brief.time, Some(TimeAvailable::OneDay), "what was understood stays in the form");
    send(&mut state, ProposingCommand::Read("For trainers.".into()));
    assert_eq!(state.proposing.brief.audience, [AudienceId::new("trainers").unwrap()]);
    assert_eq!(state.proposing.brief.time, None);
}

#[test]
fn a_pasted_text_goes_nowhere() {
    let mut state = fresh();
    let mut told = String::new();
    let mut sent = |state: &mut AppState, command: Command| {
        let effects = dispatch(state, command);
        write!(told, "{effects:?}").unwrap();
        effects
    };
    let effects = sent(&mut state, Command::Proposing(ProposingCommand::Read(EMAIL.into())));
    let Some(Effect::ReadRequest(pasted)) = effects.first() else { panic!("{effects:?}") };
    let effects = sent(&mut state, Command::Finished(pasted.answer()));
    let Some(Effect::Propose(asked)) = effects.first() else { panic!("{effects:?}") };
    sent(&mut state, Command::Finished(asked.answer()));
    sent(&mut state, Command::Proposing(ProposingCommand::Accept));
    for word in ["Karimzada", "4567", "zq-desk", "mangoes"] {
        assert!(!told.contains(word), "{word} is in what the shell is asked for");
        assert!(!format!("{:?}", state.proposing).contains(word), "{word} stays");
        assert!(!format!("{:?}", state.work).contains(word), "{word} is in the pack");
        assert!(!format!("{:?}", Command::Proposing(ProposingCommand::Read(EMAIL.into()))).contains(word));
    }
    assert!(!state.work.is_blank());
}

#[test]
fn a_missing_companion_is_taken_in_by_hand() {
    let mut state = fresh();
    send(&mut state, ProposingCommand::FromRequest);
    send(&mut state, ProposingCommand::Read(EMAIL.into()));
    let missing = state.proposing.proposal.as_ref().unwrap().missing[0].companion.clone();
    assert!(state.proposing.accepted().all(|id| *id != missing));
    send(&mut state, ProposingCommand::ToggleCompanion(missing.clone()));
    send(&mut state, ProposingCommand::Accept);
    assert!(state.work.contains(&missing));
}

/// Calls the command line on no data folder: the exit code, the answer, and what was said beside it.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["rso-toolbox", "--data-dir", "/nonexistent/rso-toolbox"].iter().chain(args).copied();
    let Ending::Code(code) = run(args, &mut out, &mut err) else { panic!("a command opens no window") };
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

const MAIL: &str = "For border officers, two days, a land crossing without internet. Mr Lee asks for blue pens.";

#[test]
fn the_command_line_makes_the_pack_that_the_window_makes() {
    let mut state = fresh();
    dispatch(&mut state, Command::Proposing(ProposingCommand::FromRequest));
    let mut waiting = answers(dispatch(&mut state, Command::Proposing(ProposingCommand::Read(MAIL.into()))));
    while let Some(command) = waiting.pop() {
        waiting.extend(answers(dispatch(&mut state, command)));
    }
    let (brief, notes) = (state.proposing.brief.to_json(), state.proposing.proposal.clone().unwrap().notes.clone());
    dispatch(&mut state, Command::Proposing(ProposingCommand::Accept));
    assert!(state.work.items().len() > 2 && !notes.is_empty());

    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    write_file(&folder.path().join("mail.txt"), MAIL.as_bytes(), Existing::Keep).unwrap();
    write_file(&folder.path().join("brief.json"), brief.to_string().as_bytes(), Existing::Keep).unwrap();
    for (argument, file, pack) in
        [("--request", path("mail.txt"), path("a.rsopack")), ("--brief", path("brief.json"), path("b.rsopack"))]
    {
        let (code, out, err) = call(&["pack", "new", &pack, argument, &file]);
        assert_eq!(code, 0, "{err}");
        let made = packs::read(Path::new(&pack)).unwrap().container.file;
        assert_eq!(made.draft.restore(&state.catalogue).items(), state.work.items(), "{argument}");
        assert_eq!(made.draft.details.title, state.work.details.title);
        assert!(!made.to_text().contains("pens"), "the text goes into no pack");
        for id in state.work.items() {
            assert!(out.contains(&format!("({id}), ")), "{id}: {out}");
        }
        for tier in ["essential", "useful"] {
            assert!(out.contains(&format!("), {tier}\n")), "{tier}: {out}");
        }
        for note in &notes {
            assert!(err.contains(&format!("note: {note}\n")), "{note}: {err}");
        }
        let is_mail = argument == "--request";
        assert_eq!(out.contains("Not understood: 2 parts") && !out.contains("Lee"), is_mail, "{out}");
    }
    let titled = path("c.rsopack");
    assert_eq!(call(&["pack", "new", &titled, "--brief", &path("brief.json"), "--title", "Own"]).0, 0);
    assert_eq!(packs::read(Path::new(&titled)).unwrap().container.file.draft.details.title, "Own");
}

#[test]
fn no_pack_is_made_from_a_request_that_nothing_fits() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for (text, named) in [
        (r#"{"audience": ["astronauts"]}"#, "astronauts"),
        (r#"{"purpose": "train", "audience": ["astronauts"]}"#, "astronauts"),
        (r#"{"purpose": "campaign", "audience": ["teachers"]}"#, "teachers"),
    ] {
        write_file(&folder.path().join("brief.json"), text.as_bytes(), Existing::Replace).unwrap();
        let (code, out, err) = call(&["pack", "new", &path("a.rsopack"), "--brief", &path("brief.json")]);
        assert!(code == 1 && out.is_empty() && err.contains("nothing for this request; nothing was written"), "{err}");
        assert!(err.contains(&format!("Nothing in the catalogue fits “{named}”. Choose by hand.")), "{err}");
        assert!(!folder.path().join("a.rsopack").exists());
    }
    // What fits the purpose alone goes in where it is chosen.
    let chosen = path("b.rsopack");
    let brief = path("brief.json");
    assert_eq!(call(&["pack", "new", &chosen, "--brief", &brief, "--tiers", "background"]).0, 0);
    for wrong in [&["--audience", "trainers"][..], &["--request", "x"], &["--resource", "x"]] {
        let call = call(&[&["pack", "new", &path("a.rsopack"), "--brief", &path("brief.json")], wrong].concat());
        assert_eq!(call.0, 2, "{wrong:?}");
    }
}

#[test]
fn the_command_line_takes_the_tiers_that_are_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (brief, pack) = (path("brief.json"), path("a.rsopack"));
    let asked = r#"{"audience": ["policy-makers"], "purpose": "train"}"#;
    write_file(Path::new(&brief), asked.as_bytes(), Existing::Keep).unwrap();
    let (_, proposed, _) = call(&["suggest", "--brief", &brief, "--json"]);
    let proposed: serde_json::Value = serde_json::from_str(&proposed).unwrap();
    let of = |tiers: &[&str]| -> BTreeSet<String> {
        let all = proposed["proposed"].as_array().unwrap().iter();
        let wanted = all.filter(|item| tiers.contains(&item["tier"].as_str().unwrap()));
        wanted.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    assert!(of(&["useful"]).is_empty() && !of(&["essential"]).is_empty() && !of(&["background"]).is_empty());
    let made = |more: &[&str]| {
        let (code, out, err) = call(&[&["pack", "new", &pack, "--force", "--brief", &brief], more].concat());
        assert_eq!(code, 0, "{err}");
        let items = packs::read(Path::new(&pack)).unwrap().container.file.draft.restore(&built_in()).items().to_vec();
        (items.iter().map(ToString::to_string).collect::<BTreeSet<_>>(), out, err)
    };
    let (items, _, err) = made(&[]);
    assert_eq!(items, of(&["essential", "useful"]));
    assert!(err.contains("background not taken; --tiers chooses them"), "{err}");
    assert_eq!(made(&["--tiers", "background"]).0, of(&["background"]));
    let (items, _, err) = made(&["--tiers", "essential,background"]);
    assert!(items == of(&["essential", "background"]) && !err.contains("not taken"), "{err}");
    let (code, _, err) = call(&["pack", "new", &pack, "--force", "--brief", &brief, "--tiers", "useful"]);
    assert!(code == 1 && err.contains("--tiers"), "{err}");
}

#[test]
fn a_request_with_time_brings_a_timetable_whose_times_are_left_to_the_office() {
    for (time, is_wanted) in [(TimeAvailable::TwoToThreeDays, true), (TimeAvailable::NotStated, false)] {
        let mut state = fresh();
        let commands = propose_for(&mut state, "frontline-border-officials");
        for command in commands {
            dispatch(&mut state, command);
        }
        send(&mut state, ProposingCommand::Time(Some(time)));
        send(&mut state, ProposingCommand::Accept);
        assert_eq!(state.work.details.has_timetable, is_wanted);
        let timetable = state.recipe().build().timetable;
        assert_eq!(timetable.is_some(), is_wanted);
        if let Some(timetable) = timetable {
            assert!(timetable.lines.len() > 1 && timetable.lines.iter().all(|line| line.minutes.is_none()));
            assert_eq!(timetable.sum, "The times are to be filled in.");
        }
    }
}
