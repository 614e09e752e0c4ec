//! E-mails as people write them: what ends a letter, what was answered, and what stands in the form after each.

use serde_json::{Value, json};

use crate::suggest_read::{form, read};

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
        ("material for trainers\nThanks, also for police.", json!({"audience": ["law-enforcement", "trainers"]})),
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

#[test]
fn stock_phrases_state_no_purpose() {
    let coast = json!({"audience": ["maritime-officials"]});
    let police = json!({"audience": ["law-enforcement"]});
    check(&[
        ("Thank you for your co-operation.", json!({})),
        ("We look forward to your reply in due course.", json!({})),
        ("We want to stop smuggling operations. For coast guard.", coast.clone()),
        ("We investigate trafficking operations. For coast guard.", coast),
        ("We take finger prints. For police.", police.clone()),
        ("We have already printed the guide for police.", police.clone()),
        ("For police. Our laptop is broken.", police.clone()),
        ("Our internet service providers are good. For police.", police.clone()),
        ("There is no internet problem here. For police.", police),
        ("Operational support for police", json!({"audience": ["law-enforcement"], "purpose": "support operations"})),
    ]);
    assert_eq!(left("For police, but there is no internet problem here."), ["no internet problem"], "in plain sight");
}

#[test]
fn who_asks_is_one_that_says_so() {
    let border = json!({"audience": ["frontline-border-officials", "students"]});
    check(&[
        ("We are a police academy and our students are border officers.", border),
        ("We are training 30 students.", json!({"audience": ["students"], "purpose": "train"})),
        (
            "We are the Immigration Department of Nepal. Our IOM colleagues told us about your guides for frontline officers.",
            json!({"audience": ["frontline-border-officials"]}),
        ),
        ("Our police work with a local NGO.", json!({"audience": ["law-enforcement"]})),
        ("We are training an NGO.", json!({"purpose": "train"})),
        ("We are a small local NGO.", json!({"recipient": "ngo"})),
        ("We are Save Dhaka, an NGO.", json!({"recipient": "ngo"})),
        ("I am a PhD student.", json!({"recipient": "public"})),
        ("I am a police officer and my wife is a journalist.", json!({})),
        ("We are not an NGO, we are police.", json!({"audience": ["law-enforcement"]})),
    ]);
}

#[test]
fn who_writes_is_no_audience() {
    check(&[
        ("I am the director of an NGO.", json!({"recipient": "ngo"})),
        (
            "I am project manager at the Ministry of Interior and need something for police.",
            json!({"audience": ["law-enforcement"]}),
        ),
        ("We are the ILO in Hanoi.", json!({})),
        (
            "I am writing from the National Police Training Academy. We need material for judges.",
            json!({"audience": ["judges"]}),
        ),
        ("They need to know about visa and immigration law. For teachers.", json!({"audience": ["teachers"]})),
        (
            "We are border officers and want a course for trainers.",
            json!({"audience": ["trainers"], "purpose": "train"}),
        ),
        (
            "Greetings from the Immigration Department.\n\nSomething for the police.",
            json!({"audience": ["law-enforcement"]}),
        ),
        // Nobody else is named: it is for them.
        (
            "We are border officers, police and coast guard.",
            json!({
                "audience": ["frontline-border-officials", "law-enforcement", "maritime-officials"]
            }),
        ),
        (
            "We are 30 border officers. For us and the police.",
            json!({
                "audience": ["frontline-border-officials", "law-enforcement"]
            }),
        ),
    ]);
    let notes = read("I am the director of an NGO.").notes;
    assert_eq!(notes, ["Not taken, since it says who writes: “director”."]);
}

#[test]
fn a_negation_is_no_wish() {
    let police = json!({"audience": ["law-enforcement"]});
    check(&[
        ("Training is not needed.", json!({})),
        ("We do not need any more training courses.", json!({})),
        ("Printed copies are not necessary, for police.", police.clone()),
        ("We do not have access to a good internet connection.", json!({})),
        ("There is no internet problem here.", json!({})),
        ("We have no network of trainers.", json!({})),
        ("Training for the police is not needed.", police.clone()),
        ("Training and campaigns are not necessary for the police.", police),
        ("No police training, please. For judges.", json!({"audience": ["judges"]})),
    ]);
}

#[test]
fn a_denial_ends_at_the_first_thing_that_it_denies() {
    let coast = json!({"audience": ["maritime-officials"]});
    let both = json!({"audience": ["law-enforcement", "maritime-officials"]});
    let train = json!({"audience": ["law-enforcement"], "purpose": "train"});
    check(&[
        ("There is no training for coast guard here.", coast),
        ("Without training the police cannot work.", train.clone()),
        ("Why not train the police?", train.clone()),
        ("Not only police but also coast guard.", both.clone()),
        ("Not just police, but also coast guard.", both),
        ("We cannot wait to train the police.", train.clone()),
        ("Please do not forget to train the police.", train.clone()),
        ("No doubt the police would like the training.", train),
        ("Not for police or coast guard or trainers.", json!({})),
        ("Not for the police in Bangkok, but for the police in Vientiane.", json!({})),
    ]);
    let notes = read("Not for the police in Bangkok, but for the police in Vientiane.").notes;
    assert_eq!(notes, ["The text asks for “police” and says no to it as well. Choose the audience."]);
}

#[test]
fn lengths_are_read_with_their_halves_and_distances_are_none() {
    let time = |time: &str| json!({"audience": ["law-enforcement"], "time": time});
    let none = json!({"audience": ["law-enforcement"]});
    check(&[
        ("one and a half days for police", none.clone()),
        ("one day and a half for police", none.clone()),
        ("1,5 days for police", none.clone()),
        ("1.5 days for police", none.clone()),
        ("1½ days for police", none.clone()),
        ("two and a half days for police", time("2 to 3 days")),
        ("2,5 days for police", time("2 to 3 days")),
        ("1/2 day for police", time("half a day")),
        ("two (2) days for police", time("2 to 3 days")),
        ("(two) days for police", time("2 to 3 days")),
        ("The check point is two hours from Vientiane. For police.", none.clone()),
        ("two days from Monday, for police", time("2 to 3 days")),
        ("They travel three days by boat. For police.", none.clone()),
        ("We hope to welcome you here one day. For police.", none.clone()),
        ("We have only a week to prepare, for police.", none),
    ]);
    assert_eq!(
        read("1,5 days for police").notes,
        ["The form has no time for “1,5 days”. Choose the nearest, or none."]
    );
}

#[test]
fn names_in_small_letters_are_not_taken_over() {
    for text in [
        "hello this is somchai jaidee from chiang mai",
        "My name is Somchai jaidee, I come from Chiang Mai",
        "i am somchai from the north",
        "This is Somchai Jaidee.",
        "ผมชื่อสมชาย ใจดี ขอคู่มือ",
        "For the somchai staff and jaidee officers, training.",
    ] {
        let read = read(text);
        let told = format!("{:?} {:?} {:?}", read.brief, read.notes, read.left_without_names(text)).to_lowercase();
        let is_shown = text.contains("staff");
        for name in ["somchai", "jaidee", "สมชาย"] {
            assert!(!told.contains(name) || is_shown, "{text}: {told}");
        }
        assert!(read.brief.not_understood.is_empty(), "{text}");
    }
    let people = json!({"audience": ["consular-officials", "customs officers", "judges", "ngo staff"]});
    check(&[
        ("For customs officers, consular officers, judges and NGO staff", people.clone()),
        ("Customs officers. Consular officers, JUDGES, NGO STAFF", people),
        ("OUR STAFF AND NEW OFFICERS", json!({})),
        ("this is urgent, for police", json!({"audience": ["law-enforcement"]})),
    ]);
    assert!(read("I am writing from Bangkok. This is urgent. I am a teacher.").private.is_empty());
}

#[test]
fn capitals_and_labels_hide_nothing() {
    let both = json!({"audience": ["law-enforcement"], "languages": ["English", "Thai"]});
    check(&[
        (
            "DEAR SIR WE NEED TRAINING FOR BORDER GUARDS",
            json!({"audience": ["frontline-border-officials"], "purpose": "train"}),
        ),
        (
            "DEAR SIR, TRAINING FOR BORDER GUARDS",
            json!({
                "audience": ["frontline-border-officials"], "purpose": "train"
            }),
        ),
        ("I AM TRAINING POLICE", json!({"audience": ["law-enforcement"], "purpose": "train"})),
        ("Language: Thai. For police.", json!({"audience": ["law-enforcement"], "languages": ["Thai"]})),
        ("Languages: Thai, English\nFor police", both.clone()),
        ("in thai and english for police", both.clone()),
        ("For police, we need it in both Thai and English.", both.clone()),
        ("For police, they read only Burmese.", json!({"audience": ["law-enforcement"], "languages": ["Burmese"]})),
        ("in thai prisons, in lao", json!({})),
        (
            "Participants: 30 police officers\nDate: 12-14 March, 2 days\nTo: train them\nLanguage: Thai",
            json!({
                "audience": ["law-enforcement"], "purpose": "train", "time": "2 to 3 days", "languages": ["Thai"]
            }),
        ),
    ]);
    let text = "DEAR SIR WE NEED TRAINING FOR BORDER GUARDS";
    assert_eq!(read(text).private.iter().map(|it| &text[it.range.clone()]).collect::<Vec<_>>(), ["DEAR SIR"]);
}
