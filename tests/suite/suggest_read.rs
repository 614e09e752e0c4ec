//! Reading a pasted request: what is understood, what is not, and what is not taken over.

use proptest::prelude::*;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::suggest::brief::Choice as _;
use rso_toolbox::suggest::request::{PrivateKind, ReadRequest, Standing, read_request};
use rso_toolbox::suggest::rules::Rules;
use serde_json::{Value, json};

pub(crate) fn read(text: &str) -> ReadRequest {
    read_request(text, &built_in(), Rules::built_in())
}

/// The form as JSON, without empty lists.
pub(crate) fn form(text: &str) -> Value {
    let mut form = read(text).brief.to_json();
    form.as_object_mut().unwrap().retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
    form
}

/// Texts and the form that they fill.
fn table() -> Vec<(&'static str, Value)> {
    let frontline = json!(["frontline-border-officials"]);
    vec![
        (
            "30 new border officers, two days, a land crossing without internet, next week. What do you have?",
            json!({"audience": frontline, "time": "2 to 3 days", "connectivity": "none"}),
        ),
        ("We train the border guards.", json!({"audience": frontline, "purpose": "train"})),
        ("Frontline Border Officials", json!({"audience": frontline})),
        ("A border officer asks.", json!({"audience": frontline})),
        ("For police, not for coast guard or maritime police.", json!({"audience": ["law-enforcement"]})),
        ("No training is needed for the police.", json!({"audience": ["law-enforcement"]})),
        ("No, the police.", json!({"audience": ["law-enforcement"]})),
        ("Without internet for police", json!({"audience": ["law-enforcement"], "connectivity": "none"})),
        ("We have two days. Or five days.", json!({})),
        ("We have 2-3 days", json!({"time": "2 to 3 days"})),
        ("We have two or three days", json!({"time": "2 to 3 days"})),
        ("a two-day course", json!({"purpose": "train", "time": "2 to 3 days"})),
        ("a 5 day programme", json!({"time": "5 days or more"})),
        ("a two-week programme", json!({"time": "5 days or more"})),
        ("for a day", json!({"time": "1 day"})),
        ("one full day", json!({"time": "1 day"})),
        ("half a day", json!({"time": "half a day"})),
        ("half-day", json!({"time": "half a day"})),
        ("120 minutes", json!({"time": "2 hours"})),
        ("two hours", json!({"time": "2 hours"})),
        ("in two days", json!({})),
        ("two days ago", json!({})),
        ("two hours a day", json!({})),
        ("four days", json!({})),
        ("3 to 5 days", json!({})),
        ("30 officers, 12 laptops next week", json!({"medium": "screen"})),
        ("the internet is slow there", json!({"connectivity": "limited"})),
        ("offline, or with good internet", json!({})),
        ("printed, in Thai and Lao please", json!({"medium": "paper", "languages": ["Lao", "Thai"]})),
        ("a Khmer version", json!({"languages": ["Khmer"]})),
        ("Thai police", json!({"audience": ["law-enforcement"]})),
        ("in Thai prisons", json!({})),
        ("in Laos", json!({})),
        ("they speak Tok Pisin.", json!({"languages": ["Tok Pisin"]})),
        ("We are an NGO.", json!({"recipient": "ngo"})),
        ("Train NGO staff", json!({"audience": ["ngo staff"], "purpose": "train"})),
        ("I work for UNHCR", json!({"recipient": "organisation"})),
        ("I am a student.", json!({"recipient": "public"})),
        (
            "a briefing for customs officers and judges",
            json!({"audience": ["customs officers", "judges"], "purpose": "brief policy makers"}),
        ),
        ("Of course we go by train", json!({})),
        ("a training and a campaign", json!({})),
        ("Subject: campaign\n\n> train police\n\nnothing else", json!({"purpose": "campaign"})),
        ("> train police", json!({"audience": ["law-enforcement"], "purpose": "train"})),
        ("Hello,\nmaterial for trainers\n\nThanks\nAnna\nPolice Campaign Office", json!({"audience": ["trainers"]})),
        ("Dear Border Guard,\nfor the coast guard", json!({"audience": ["maritime-officials"]})),
        ("ขอเอกสารสำหรับเจ้าหน้าที่ ครับ", json!({})),
        ("", json!({})),
    ]
}

#[test]
fn texts_fill_the_form_by_rule() {
    for (text, expected) in table() {
        assert_eq!(form(text), expected, "{text}");
    }
}

#[test]
fn marks_say_where_as_what_and_by_which_rule() {
    let text = "Two days, not for police.\nWe may meet. Or 5 days.";
    let read = read(text);
    let marks: Vec<(&str, &str, &str, Standing)> = read
        .marks
        .iter()
        .map(|mark| (&text[mark.range.clone()], mark.value.as_str(), mark.rule.as_str(), mark.standing))
        .collect();
    assert_eq!(
        marks,
        [
            ("Two days", "2 to 3 days", "read-days", Standing::Contradicted),
            ("police", "Law enforcement", "catalogue-wordings", Standing::Denied),
            ("5 days", "5 days or more", "read-more-days", Standing::Contradicted),
        ]
    );
    assert_eq!(read.left.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(), ["We may meet"]);
    assert_eq!(
        read.notes,
        [
            "The text says “Two days” and “5 days”, which cannot all be. Choose the time.",
            "Not taken, since the text says no to it: “police”."
        ]
    );
    let four = self::read("We have four days.");
    assert_eq!(four.notes, ["The form has no time for “four days”. Choose the nearest, or none."]);
    assert_eq!(self::read("Hm.").notes, ["Nothing in the text was understood. Fill in the form."]);
}

/// It says nothing of the request; what follows it in its line does.
#[test]
fn a_greeting_is_not_told_as_left_over() {
    for (text, left) in [
        ("Dear colleagues,\n\nwe meet on Monday.", "we meet on Monday"),
        ("Good morning all\nWe meet on Monday", "We meet on Monday"),
        ("Hello, we meet on Monday.", "we meet on Monday"),
        ("Hello we come by bus or boat", "Hello we come by bus or boat"),
        ("They say hello", "They say hello"),
    ] {
        let read = read(text);
        assert_eq!(read.left.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(), [left], "{text:?}");
    }
    assert!(read("Dear colleagues,").left.is_empty());
    assert_eq!(read("Hello border police,").marks.len(), 1, "a rule's words count in a greeting too");
}

/// An e-mail with everything in it that is not taken over.
const LETTER: &str = "From: Somchai Jaidee <somchai@police.example>\nTo: info@rso.example\nSent: 3 March 2026\nSubject: two days of training\n\nDear Dr. Anna Lee,\n\nSgt. Nok Suk leads 30 border officers on 2026-03-03. Mail nok.suk@example.org or call +66 2 343 9477 or (02) 123-4567. Her passport is AB1234567.\n\nKind regards,\nSomchai Jaidee\nDirector, Coast Guard\nTel. 081 234 5678\n";

#[test]
fn what_is_private_is_found_and_not_taken_over() {
    use PrivateKind::{Document, Email, Name, Number, Signature};
    let read = read(LETTER);
    let found: Vec<(&str, PrivateKind)> =
        read.private.iter().map(|it| (LETTER[it.range.clone()].trim(), it.kind)).collect();
    let kinds: Vec<PrivateKind> = found.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(kinds, [Signature, Name, Name, Email, Number, Number, Document, Signature], "{found:?}");
    assert_eq!(found[1].0, "Dear Dr. Anna Lee");
    assert_eq!(found[2].0, "Nok Suk");
    assert_eq!(found[4].0, "+66 2 343 9477");
    assert_eq!(
        form(LETTER),
        json!({"audience": ["frontline-border-officials"], "purpose": "train", "time": "2 to 3 days"})
    );
    let told = format!("{:?} {:?} {:?}", read.notes, read.brief, read.left_without_names(LETTER));
    for private in ["Somchai", "Jaidee", "Anna", "Nok", "Suk", "343", "4567", "AB12", "example"] {
        assert!(!told.contains(private), "{private}: {told}");
    }
    assert!(
        read.notes.iter().any(|note| note.starts_with("Not taken over: 2 names, 1 e-mail address, 2 long numbers")),
        "{:?}",
        read.notes
    );
}

fn left(text: &str) -> Vec<&str> {
    read(text).left.iter().map(|range| &text[range.clone()]).collect()
}

#[test]
fn what_was_not_understood_of_a_sentence_is_told() {
    for (text, expected) in [
        (
            "30 new border officers, two days, a land crossing without internet, next week. What do you have?",
            vec!["30 new", "land crossing", "next week", "What do you have"],
        ),
        ("Not for police, please. Train the border guards on 3 March.", vec!["3 March"]),
        ("We train no blue police by train.", vec!["blue"]),
        ("We do not, as before, train police.", vec!["not", "before"]),
        ("We train 12 border guards, call 081 234 5678 soon.", vec!["12", "call", "soon"]),
        ("They have no computers there and they train police.", vec!["no computers"]),
        ("We would like to train the police.", vec![]),
        ("Thank you for it.", vec!["Thank you for it"]),
    ] {
        assert_eq!(left(text), expected, "{text}");
    }
}

#[test]
fn quoted_lines_are_read_only_where_nothing_else_says_anything() {
    let read = read("For police.\n> for trainers\n> in Thai");
    assert_eq!(read.brief.audience.len(), 1);
    assert!(
        read.notes.contains(&"2 lines quoted from an earlier message were not read.".to_owned()),
        "{:?}",
        read.notes
    );
}

#[test]
fn every_rule_of_reading_names_what_it_knows() {
    let read = read("Train border guards on paper, in Thai, without internet, half a day. We are an NGO.");
    let rules: Vec<String> = Rules::built_in().lines().into_iter().map(|line| line.id).collect();
    assert_eq!(read.marks.len(), 7);
    assert!(read.marks.iter().all(|mark| rules.contains(&mark.rule)), "{:?}", read.marks);
}

#[test]
fn a_long_text_is_read_and_a_huge_one_is_refused() {
    let sentence = "Sgt. Lee has 30 border officers, two days, not for police, call 081 234 5678, in Thai or Lao. ";
    let long = sentence.repeat(1_000_000 / sentence.len());
    let read = read(&long);
    assert_eq!(read.brief.audience.len(), 1);
    assert_eq!(read.marks.len(), 2_000);
    let huge = "a".repeat(20_000_001);
    assert!(self::read(&huge).notes[0].contains("larger than 20 MB"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_word_that_matters_is_passed_over(words in prop::collection::vec(prop::sample::select(vec![
        "two", "days", "30", "new", "the", "of", "not", "police", "border", "officers", "next", "week", "land", "crossing",
        "no", "internet", "on", "paper", "we", "need", "would", "like", ",", ".", "\n\n", "in", "Thai", "or", "judges",
    ]), 0..40)) {
        let text = words.join(" ");
        let read = read(&text);
        let table = Rules::built_in().table();
        let plain: Vec<&str> = table
            .contexts
            .iter()
            .filter(|rule| ["plain", "negation", "negation-goes-on"].contains(&rule.role.0.code()))
            .flat_map(|rule| rule.words.iter().flat_map(|words| words.split(' ')))
            .collect();
        let places = read.marks.iter().map(|mark| mark.range.clone()).chain(read.left.iter().cloned());
        let places: Vec<_> = places.chain(read.private.iter().map(|it| it.range.clone())).collect();
        let mut at = 0;
        for word in text.split(' ') {
            let is_told = places.iter().any(|range| range.start <= at && at + word.len() <= range.end);
            let is_word = word.chars().any(char::is_alphanumeric);
            prop_assert!(is_told || !is_word || plain.contains(&word), "{word} in {text:?}: {:?}", read.left);
            at += word.len() + 1;
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in prop_oneof![
        any::<String>(),
        "[a-zA-Z0-9@+.,>:\\-\n ’'กあ]{0,300}",
        prop::collection::vec(prop::sample::select(vec![
            "two", "days", "half", "a", "not", "police", "Dear", "Mr", "in", "Thai", "and", ",", ".", "\n", ">", "--\n", "hours", "per", "@", "+66 2 343 9477",
            "officers", "border", "no", "internet", "Subject:", "From:", "regards", "1", "to", "we are", "NGO", "ก", "é",
        ]), 0..60).prop_map(|words| words.join(" ")),
    ]) {
        let read = read(&text);
        let mut end = 0;
        for mark in &read.marks {
            prop_assert!(mark.range.start >= end && text.get(mark.range.clone()).is_some_and(|words| !words.is_empty()));
            end = mark.range.end;
        }
        let mut end = 0;
        for it in &read.private {
            prop_assert!(it.range.start >= end && text.get(it.range.clone()).is_some());
            end = it.range.end;
        }
        for range in &read.left {
            prop_assert!(text.get(range.clone()).is_some());
        }
        let taken_over = |mark: &rso_toolbox::suggest::request::Mark| {
            read.private.iter().any(|it| it.range.start < mark.range.end && mark.range.start < it.range.end)
        };
        prop_assert!(!read.marks.iter().any(taken_over), "a private word is no mark: {read:?}");
        prop_assert_eq!(&self::read(&text), &read);
    }
}
