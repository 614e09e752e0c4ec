//! E-mails as people write them: what ends a letter, what was answered, and what stands in the form after each.

use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::suggest::request::{ReadRequest, read_request};
use rso_toolbox::suggest::rules::Rules;
use serde_json::{Value, json};

fn read(text: &str) -> ReadRequest {
    read_request(text, &built_in(), Rules::built_in())
}

/// The form as JSON, without empty lists.
fn form(text: &str) -> Value {
    let mut form = read(text).brief.to_json();
    form.as_object_mut().unwrap().retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
    form
}

fn check(table: &[(&str, Value)]) {
    for (text, expected) in table {
        assert_eq!(&form(text), expected, "{text}");
    }
}

fn left(text: &str) -> Vec<String> {
    read(text).left.iter().map(|range| text[range.clone()].to_owned()).collect()
}

#[test]
fn thanks_end_a_letter_only_where_nothing_follows_that_states_something() {
    let coast = json!({"audience": ["maritime-officials"]});
    let trainers = json!({"audience": ["trainers"]});
    check(&[
        (
            "Dear colleagues,\n\nThank you.\n\nWe need the information sharing guidelines for our consular officers, 1 day, \
             in Thai.\n\nRegards\nAnna",
            json!({"audience": ["consular-officials"], "time": "1 day", "languages": ["Thai"]}),
        ),
        (
            "Hi,\nThanks!\nCan you send the guide for police, no internet, in Thai?",
            json!({"audience": ["law-enforcement"], "connectivity": "none", "languages": ["Thai"]}),
        ),
        ("Many thanks\n\nWe would like something\nfor the coast guard\n\nThanks\nJudge Police", coast.clone()),
        ("THANK YOU\nWE NEED IT FOR COAST GUARD", coast.clone()),
        ("material for trainers\n\nThanks\nAnna\nPolice Campaign Office", trainers.clone()),
        ("material for trainers\nThanks, Anna\nPolice Campaign Office", trainers.clone()),
        ("material for trainers\nThanks, we are police.", json!({"audience": ["law-enforcement", "trainers"]})),
        ("For the coast guard.\nThanks\nAnna\n\nPlease consider the trees before printing this e-mail.", coast.clone()),
    ]);
    assert_eq!(left("Thank you\n\nWe meet the police.\n\nThanks\nAnna"), ["meet"], "thanks alone say nothing");
}

#[test]
fn a_signature_is_not_read_however_the_letter_ends() {
    let coast = json!({"audience": ["maritime-officials"]});
    for end in [
        "Best regards, Somchai Jaidee",
        "Thanks & Regards",
        "Thanks & Regards,",
        "Thanking you",
        "Sincerely yours",
        "Many thanks and best regards - Somchai",
        "Kind regards\nSomchai",
        "Thank you very much!\nSomchai",
        "--",
    ] {
        let text =
            format!("Dear Sir,\nFor the coast guard.\n{end}\nDirector, Immigration Training Division\nNational Police");
        assert_eq!(form(&text), coast, "{text}");
        assert!(left(&text).is_empty(), "{text}");
    }
    let police = json!({"audience": ["law-enforcement"]});
    check(&[("Best regards, Police\nfor trainers", json!({"audience": ["law-enforcement", "trainers"]}))]);
    let text =
        "For police.\nRegards\nAnna\n\nWe also need training for the coast guard\nin the north.\n\nDirector of Police";
    assert_eq!(form(text), police);
    assert_eq!(left(text), ["We also need training for the coast guard\nin the north"], "a sentence is told");
}

#[test]
fn an_earlier_message_is_not_read_where_the_answer_says_something() {
    let coast = json!({"audience": ["maritime-officials"]});
    let head = "From: RSO\nSent: Monday\nTo: X\nSubject: RE: materials\n\nWe have training for policy makers.";
    let below = [
        format!("________________________________\n{head}"),
        head.to_owned(),
        format!("-----Original Message-----\n{head}"),
        "On Tue, 4 Nov 2026 at 10:15, RSO Desk <info@rso.example>\nwrote:\n\nWe have training for policy makers."
            .to_owned(),
        "On Tuesday RSO wrote:\nWe have training for policy makers.\nRegards\nAnna".to_owned(),
    ];
    for below in below {
        let text = format!("For coast guard.\n\n{below}");
        assert_eq!(form(&text), coast, "{text}");
        let notes = read(&text).notes;
        assert!(notes.iter().any(|note| note.contains("quoted from an earlier message")), "{text}: {notes:?}");
        let forwarded = format!("See below.\n\n{below}");
        assert_eq!(form(&forwarded), json!({"audience": ["policy-makers"], "purpose": "train"}), "{forwarded}");
        assert!(!read(&forwarded).notes.iter().any(|note| note.contains("quoted")), "{forwarded}");
    }
    check(&[(
        "On Tue, 4 Nov 2026, Desk <info@rso.example>\nwrote:\n> training for policy makers\n\nFor the coast guard.",
        coast,
    )]);
}

#[test]
fn a_line_is_a_header_only_beside_another_or_with_an_address() {
    let police = json!({"audience": ["law-enforcement"], "purpose": "train", "time": "2 to 3 days"});
    check(&[
        ("Participants: 30 police officers\nDate: 12-14 March, 2 days\nTo: train them", police.clone()),
        ("Date: 2 days\n\nTo: train the police", police.clone()),
        ("From: the police\nFor: the coast guard", json!({"audience": ["law-enforcement", "maritime-officials"]})),
        ("To: Police Desk <info@rso.example>\nFor: the coast guard", json!({"audience": ["maritime-officials"]})),
        ("From: Police\nSubject: campaign\n\nTwo days.", json!({"purpose": "campaign", "time": "2 to 3 days"})),
    ]);
}
