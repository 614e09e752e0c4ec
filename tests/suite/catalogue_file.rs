//! The file form: its published schema, what is told of bad files, and what a write keeps.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use rso_toolbox::catalogue::check::{MAX_PROBLEMS, Problem, Severity, check};
use rso_toolbox::catalogue::file::{
    self, BUILT_IN, Document, MAX_BYTES, Parsed, WriteError, parse, parse_bytes, write,
};
use rso_toolbox::catalogue::{Catalogue, Handling, ModuleId, Resource, ResourceId, SaidBy};

/// The published schema, compiled.
struct Schema {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Schema {
    fn validate(&self, value: &Value) -> Result<(), String> {
        self.schemas.validate(value, self.index).map_err(|err| err.to_string())
    }
}

fn schema() -> Schema {
    let text = include_str!("../../assets/catalogue/toolbox.schema.json");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("toolbox.schema.json", serde_json::from_str(text).unwrap()).unwrap();
    let index = compiler.compile("toolbox.schema.json", &mut schemas).unwrap();
    Schema { schemas, index }
}

fn built_in_value() -> Value {
    serde_json::from_str(BUILT_IN).unwrap()
}

#[test]
fn the_built_in_catalogue_follows_the_published_schema() {
    assert_eq!(schema().validate(&built_in_value()), Ok(()));
}

/// One change of the built-in file: what the schema and the reader must both refuse.
type Change = (&'static str, fn(&mut Value));

const REFUSED_BY_BOTH: &[Change] = &[
    ("version", |file| file["version"] = json!(2)),
    ("version", |file| file["version"] = json!("1")),
    ("edition", |file| file["edition"] = json!("24 November 2026")),
    ("language", |file| file["language"] = json!("English, mostly")),
    ("source_age", |file| file["source_age"] = json!("")),
    ("categories[1].name", |file| file["categories"][1]["name"] = json!("")),
    ("id", |file| file["resources"][3]["id"] = json!("Bad Id")),
    ("title", |file| file["resources"][3]["title"] = json!("")),
    ("title", |file| drop(file["resources"][3].as_object_mut().unwrap().remove("title"))),
    ("summary", |file| file["resources"][3]["summary"] = json!(7)),
    ("purpose[0]", |file| file["resources"][3]["purpose"] = json!([""])),
    ("availability", |file| file["resources"][3]["availability"] = json!("shop")),
    ("handling", |file| file["resources"][3]["handling"] = json!("secret")),
    ("pages", |file| file["resources"][3]["pages"] = json!("8")),
    ("audiences[0].basis", |file| file["resources"][0]["audiences"][0]["basis"] = json!("guessed")),
    ("audiences[0].quote", |file| file["resources"][0]["audiences"][0]["quote"] = json!("")),
    ("addresses[0].url", |file| file["resources"][0]["addresses"][0]["url"] = json!("javascript:alert(1)")),
    ("addresses[0].checked_on", |file| file["resources"][0]["addresses"][0]["checked_on"] = json!("yesterday")),
    ("relations[0].sentence", |file| file["resources"][3]["relations"][0]["sentence"] = json!("")),
    ("relations[0].kind", |file| file["resources"][3]["relations"][0]["kind"] = json!("likes")),
    ("cautions[0].evidence", |file| file["resources"][3]["cautions"][0]["evidence"] = json!("")),
    ("publishers[0].source", |file| file["resources"][3]["publishers"][0]["source"] = json!("")),
    ("modules.items", |file| file["resources"][15]["modules"]["items"] = json!([])),
    ("delivery.text", |file| file["resources"][15]["delivery"]["text"] = json!("")),
];

const REFUSED_BY_THE_READER: &[Change] = &[
    ("id", |file| file["resources"][3]["id"] = file["resources"][2]["id"].clone()),
    ("category", |file| file["resources"][3]["category"] = json!("no-such")),
    ("categories[1].id", |file| file["categories"][1]["id"] = file["categories"][0]["id"].clone()),
    ("audiences[1].id", |file| file["audiences"][1]["id"] = file["audiences"][0]["id"].clone()),
    ("title", |file| file["resources"][3]["title"] = json!("Bell\u{7}")),
    ("summary", |file| file["resources"][3]["summary"] = json!("  \n ")),
    ("audiences[0].audience", |file| file["resources"][0]["audiences"][0]["audience"] = json!("no-such")),
    ("audiences[1].audience", |file| file["resources"][0]["audiences"][1]["audience"] = json!("policy-makers")),
    ("audiences[0].quote", |file| file["resources"][0]["audiences"][0]["quote"] = json!("for everybody")),
    ("addresses[0].url", |file| file["resources"][0]["addresses"][0]["url"] = json!("https://a.example/\u{202E}fdp")),
    ("addresses[0].url", |file| {
        file["resources"][0]["addresses"][0]["url"] = json!("https://good.example@bad.example/");
    }),
    ("relations[0].resource", |file| file["resources"][3]["relations"][0]["resource"] = json!("no-such")),
    ("relations[0].resource", |file| {
        file["resources"][3]["relations"][0]["resource"] = json!("framework-for-information-sharing");
    }),
    ("relations[0].sentence", |file| file["resources"][3]["relations"][0]["sentence"] = json!("They fit well.")),
    ("delivery.lengths[0]", |file| file["resources"][15]["delivery"]["lengths"] = json!(["6 day"])),
    ("contact.email", |file| file["contact"]["email"] = json!("info@rso.example?bcc=x@y.example")),
    ("contact.website", |file| file["contact"]["website"] = json!("file:///etc/passwd")),
];

/// What the reader says of the built-in file after one change.
fn after(change: fn(&mut Value)) -> (Value, Parsed) {
    let mut value = built_in_value();
    change(&mut value);
    let parsed = parse(&serde_json::to_string_pretty(&value).unwrap());
    (value, parsed)
}

fn told(problems: &[Problem]) -> String {
    let mut text = String::new();
    for one in problems {
        let resource = one.resource.as_deref().unwrap_or("-");
        writeln!(text, "{} {resource} {} {:?} {} | {}", one.severity.code(), one.field, one.line, one.problem, one.fix)
            .unwrap();
    }
    text
}

/// What the line of a problem in this field must show: its key, or for an item of a list its value.
fn word_at(field: &str) -> &str {
    match field {
        "purpose[0]" => "\"\"",
        "delivery.lengths[0]" => "6 day",
        // Where the key is missing, the line is that of the resource.
        "title" => "",
        _ => field.rsplit('.').next().unwrap(),
    }
}

#[test]
fn each_fault_is_told_with_its_place_and_what_to_do() {
    let schema = schema();
    let both = REFUSED_BY_BOTH.iter().map(|change| (change, true));
    for ((field, change), by_schema) in both.chain(REFUSED_BY_THE_READER.iter().map(|change| (change, false))) {
        let (value, parsed) = after(*change);
        let list = told(&parsed.problems);
        if by_schema {
            assert!(schema.validate(&value).is_err(), "the schema lets pass: {field}\n{list}");
        }
        let text = serde_json::to_string_pretty(&value).unwrap();
        let fits = |one: &&Problem| {
            one.severity == Severity::Error && (one.field == *field || one.field.ends_with(&format!("].{field}")))
        };
        let one = parsed.problems.iter().find(fits).unwrap_or_else(|| panic!("{field} is not told\n{list}"));
        assert!(!one.problem.is_empty() && !one.fix.is_empty(), "{field}\n{list}");
        let line = text.lines().nth(one.line.unwrap() - 1).unwrap();
        assert!(line.contains(word_at(field)), "{field}: line {:?} is {line}", one.line);
        assert!(matches!(write(&parsed.document, &parsed.catalogue), Err(WriteError::DamagedDocument)), "{field}");
        let left = check(&parsed.catalogue);
        assert!(left.iter().all(|one| one.field == "source_age"), "what was read is good: {field}\n{}", told(&left));
    }
}

#[test]
fn a_broken_resource_is_left_out_and_the_others_stay() {
    let (_, parsed) = after(|file| file["resources"][3]["title"] = json!(""));
    assert_eq!(parsed.catalogue.resources.len(), 20);
    assert!(parsed.has_errors());
    // The guidelines drew on it, which is told as well.
    let dangling = parsed.problems.iter().find(|one| one.field == "relations[0].resource").unwrap();
    assert_eq!(dangling.resource.as_deref(), Some("guidelines-information-sharing"));
    let (_, parsed) = after(|file| file["resources"][0]["addresses"][0]["url"] = json!("x"));
    assert_eq!(parsed.catalogue.resources.len(), 21);
    assert_eq!(parsed.catalogue.resources[0].addresses.len(), 1);
}

#[test]
fn all_problems_are_told_not_the_first() {
    let (_, parsed) = after(|file| {
        for (_, change) in REFUSED_BY_THE_READER {
            change(file);
        }
        file["version"] = json!(7);
        file["resources"][20]["summary"] = Value::Null;
    });
    let errors = parsed.problems.iter().filter(|one| one.severity == Severity::Error).count();
    assert!(errors >= 14, "{errors}\n{}", told(&parsed.problems));
    let lines: Vec<usize> = parsed.problems.iter().filter_map(|one| one.line).collect();
    assert!(lines.is_sorted(), "in the order of the file\n{}", told(&parsed.problems));
}

#[test]
fn a_key_that_is_there_twice_is_an_error_at_its_second_place() {
    let text = BUILT_IN.replacen("\"kind\": \"policy guide\",", "\"kind\": \"policy guide\",\n\"kind\": \"poem\",", 1);
    let parsed = parse(&text);
    let [one] = parsed.problems.as_slice() else { panic!("{}", told(&parsed.problems)) };
    assert_eq!((one.severity, one.field.as_str()), (Severity::Error, "kind"));
    assert_eq!(one.resource.as_deref(), Some("policy-guide-criminalizing-migrant-smuggling"));
    assert!(text.lines().nth(one.line.unwrap() - 1).unwrap().contains("poem"));
    assert_eq!(parsed.catalogue.resources[0].kind, "policy guide");
}

/// (name, bytes, words of the one problem, its line)
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str, Option<usize>)> {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("{}".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    vec![
        ("empty", Vec::new(), "empty", None),
        ("white space", b" \n\t ".to_vec(), "empty", None),
        ("no JSON", b"Tool Box\n".to_vec(), "not JSON", Some(1)),
        ("a web page", b"<!doctype html>\n<html></html>".to_vec(), "not JSON", Some(1)),
        (
            "truncated",
            BUILT_IN.as_bytes()[..20_000].to_vec(),
            "ends in the middle",
            Some(BUILT_IN[..20_000].lines().count()),
        ),
        ("a list", b"[]".to_vec(), "no catalogue", Some(1)),
        ("a word", b"\"catalogue\"".to_vec(), "no catalogue", Some(1)),
        ("more behind", b"{}\n{}".to_vec(), "not JSON", Some(2)),
        ("a comma too many", b"{\n\"version\": 1,\n}".to_vec(), "not JSON", Some(3)),
        ("a comment", b"{\n// hello\n}".to_vec(), "not JSON", Some(2)),
        ("nested", [b"{\"a\":".to_vec(), vec![b'['; 100_000]].concat(), "nested too deeply", Some(1)),
        ("not UTF-8", b"{\n\"a\": \"\xE9\"}".to_vec(), "not UTF-8", Some(2)),
        ("odd UTF-16", [utf16, vec![0]].concat(), "damaged", None),
        ("UTF-16 with half a sign", vec![0xFE, 0xFF, 0xD8, 0x00], "damaged", None),
        ("a NUL", b"{\"a\": \"\0\"}".to_vec(), "not JSON", Some(1)),
        ("a program", b"\x7fELF\x02\x01\x01\0\0".to_vec(), "not JSON", Some(1)),
    ]
}

#[test]
fn files_that_are_no_catalogue_are_told_in_plain_words() {
    for (name, bytes, words, line) in bad_files() {
        let parsed = parse_bytes(&bytes);
        let [one] = parsed.problems.as_slice() else { panic!("{name}: {}", told(&parsed.problems)) };
        assert!(one.problem.contains(words) && one.severity == Severity::Error, "{name}: {}", one.problem);
        assert!(!one.fix.is_empty());
        assert_eq!(one.line, line, "{name}");
        assert!(parsed.catalogue.resources.is_empty());
        assert!(matches!(write(&parsed.document, &parsed.catalogue), Err(WriteError::DamagedDocument)), "{name}");
    }
    let parsed = parse("{}");
    for field in ["version", "edition", "language", "source_age", "categories"] {
        assert!(parsed.problems.iter().any(|one| one.field == field), "{field}\n{}", told(&parsed.problems));
    }
}

#[test]
fn byte_order_marks_and_utf16_are_read() {
    type Order = ([u8; 2], fn(u16) -> [u8; 2]);
    let marked = [b"\xEF\xBB\xBF".as_slice(), BUILT_IN.as_bytes()].concat();
    let parsed = parse_bytes(&marked);
    assert_eq!((told(&parsed.problems).as_str(), parsed.catalogue.resources.len()), ("", 21));
    let orders: [Order; 2] = [([0xFF, 0xFE], u16::to_le_bytes), ([0xFE, 0xFF], u16::to_be_bytes)];
    for (mark, bytes) in orders {
        let wide: Vec<u8> = mark.into_iter().chain(BUILT_IN.encode_utf16().flat_map(bytes)).collect();
        let parsed = parse_bytes(&wide);
        assert_eq!(parsed.catalogue, file::built_in());
        assert_eq!(parsed.problems.len(), 1);
        assert_eq!(parsed.problems[0].severity, Severity::Warning);
    }
}

#[test]
fn what_the_program_does_not_know_survives_a_write() {
    let mut value = built_in_value();
    value["x-office"] = json!({ "colour": "red", "deep": [1, { "a": null }] });
    value["resources"][4]["x-note"] = json!("kept");
    value["resources"][4]["editions"] = json!([{ "language": "th", "year": 2016, "official": true }]);
    value["resources"][4]["translations"] = json!({ "th": { "title": "คู่มือ" } });
    value["resources"][15]["modules"]["items"][2]["x-room"] = json!(7);
    value["resources"][0]["addresses"][1]["x-seen-by"] = json!("A");
    value["resources"][0]["pages"] = Value::Null;
    value["background"]["paragraphs"][0]["sentences"][1]["x"] = json!(true);
    let text = serde_json::to_string_pretty(&value).unwrap() + "\n";
    let parsed = parse(&text);
    assert_eq!(told(&parsed.problems), "");
    assert_same_lines(&write(&parsed.document, &parsed.catalogue).unwrap(), &text);

    // A change touches its own place alone, also when resources move or go.
    let mut catalogue = parsed.catalogue.clone();
    catalogue.background.paragraphs[0].sentences[1].text = "Changed.".to_owned();
    value["background"]["paragraphs"][0]["sentences"][1]["text"] = json!("Changed.");
    Arc::make_mut(&mut catalogue.resources[4]).kind = "guide".to_owned();
    catalogue.resources.remove(1);
    value["resources"][4]["kind"] = json!("guide");
    value["resources"].as_array_mut().unwrap().remove(1);
    let expected = serde_json::to_string_pretty(&value).unwrap() + "\n";
    assert_same_lines(&write(&parsed.document, &catalogue).unwrap(), &expected);
}

#[test]
fn what_is_kept_beside_one_resource_never_goes_to_another() {
    let mut value = built_in_value();
    value["resources"][4]["editions"] = json!([{ "language": "th" }]);
    let parsed = parse(&value.to_string());
    let mut catalogue = parsed.catalogue.clone();
    let changed = Arc::make_mut(&mut catalogue.resources[4]);
    changed.id = ResourceId::new("another").unwrap();
    assert!(!write(&parsed.document, &catalogue).unwrap().contains("\"editions\""));
}

/// Compares two long texts, and shows the first line in which they differ.
fn assert_same_lines(left: &str, right: &str) {
    for (number, (left, right)) in left.lines().zip(right.lines()).enumerate() {
        assert_eq!(left, right, "line {}", number + 1);
    }
    assert_eq!(left.len(), right.len());
}

#[test]
fn what_has_room_for_later_is_kept_and_warned_of_when_it_is_wrong() {
    let (_, parsed) = after(|file| {
        file["resources"][4]["editions"] =
            json!([{ "language": 5, "document": { "file": "../x.pdf", "sha256": "ABC" } }]);
        file["resources"][4]["translations"] = json!({ "th": { "title": 3 } });
    });
    let fields: Vec<&str> = parsed.problems.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(
        fields,
        ["editions[0].language", "editions[0].document.file", "editions[0].document.sha256", "translations.th.title",]
    );
    assert!(!parsed.has_errors());
    assert_eq!(parsed.catalogue, file::built_in());
}

#[test]
fn resources_outside_their_group_are_moved_to_it_with_a_warning() {
    let (_, parsed) = after(|file| {
        let list = file["resources"].as_array_mut().unwrap();
        let training = list.pop().unwrap();
        list.insert(0, training);
    });
    assert!(!parsed.has_errors());
    assert!(!parsed.problems.is_empty());
    let categories: Vec<&str> = parsed.catalogue.resources.iter().map(|one| one.category.as_str()).collect();
    let mut groups = categories.clone();
    groups.dedup();
    assert_eq!(groups, ["policy-guides", "toolkits", "training"]);
    assert!(check(&parsed.catalogue).is_empty());
}

#[test]
fn writing_refuses_a_catalogue_with_errors() {
    let mut catalogue = file::built_in();
    Arc::make_mut(&mut catalogue.resources[2]).title.clear();
    let refused = write(&Document::default(), &catalogue);
    let Err(WriteError::Errors(problems)) = refused else { panic!("written") };
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (problems[0].resource.as_deref(), problems[0].field.as_str()),
        (Some("regional-strategic-roadmap"), "title")
    );
}

#[test]
fn the_number_of_resources_has_a_limit() {
    let mut value = built_in_value();
    let one = json!({
        "id": "x", "title": "T", "category": "training", "kind": "k", "summary": "S.", "availability": "online",
    });
    let many = (0..=100_000).map(|number| {
        let mut one = one.clone();
        one["id"] = json!(format!("r{number}"));
        one
    });
    value["resources"] = Value::Array(many.collect());
    let parsed = parse(&value.to_string());
    assert_eq!(parsed.catalogue.resources.len(), 100_000);
    assert!(parsed.problems.iter().any(|one| one.field == "resources" && one.problem.contains("100000")));
}

#[test]
fn problems_and_bytes_have_a_limit() {
    let (_, parsed) = after(|file| file["resources"] = Value::Array(vec![json!(7); MAX_PROBLEMS + 5]));
    assert_eq!(parsed.problems.len(), MAX_PROBLEMS + 1);
    assert!(parsed.problems.iter().any(|one| one.problem.contains(" more problems")));
    let parsed = parse_bytes(&vec![b' '; MAX_BYTES + 1]);
    assert!(parsed.problems[0].problem.contains("larger than 200000000 bytes"), "{}", told(&parsed.problems));
}

/// A small good catalogue with random words in every text.
fn catalogues() -> impl Strategy<Value = Catalogue> {
    let text = "[^\\p{C}\\s]([^\\p{C}]{0,20}[^\\p{C}\\s])?";
    let texts = || proptest::collection::vec(text, 0..3);
    let head = (text, texts(), texts(), texts(), text);
    proptest::collection::vec((head, 0..21_usize, any::<u8>()), 0..6).prop_map(|parts| {
        let mut catalogue = file::built_in();
        let old = std::mem::take(&mut catalogue.resources);
        for (number, ((title, purpose, primary, words, source), from, switch)) in parts.into_iter().enumerate() {
            let mut one = old[from].as_ref().clone();
            one.id = ResourceId::new(&format!("r{number}")).unwrap();
            one.title = title;
            one.summary.push_str(&source);
            one.purpose.extend(purpose);
            one.readers.secondary.extend(primary);
            one.available_words = words;
            one.relations.retain(|relation| relation.said_by == SaidBy::Outside);
            one.cautions.truncate(usize::from(switch % 2));
            one.year = one.year.filter(|_| switch % 3 == 0);
            if let Some(modules) = one.modules.take_if(|_| switch % 5 != 0) {
                let letter = modules.items[0].id.as_str().rsplit('/').next().unwrap().chars().next().unwrap();
                let mut modules = modules;
                for (place, item) in modules.items.iter_mut().enumerate() {
                    let number = item.number.unwrap_or(u32::try_from(place).unwrap() + 1);
                    item.id = ModuleId::new(&one.id, letter, number);
                }
                one.modules = Some(modules);
            } else {
                one.modules = None;
            }
            one.handling = if switch % 2 == 0 { Handling::Officials } else { Handling::NotStated };
            for fact in &mut one.publishers {
                fact.source.clone_from(&source);
            }
            catalogue.resources.push(Arc::new(one));
        }
        let place = |one: &Arc<Resource>| match one.category.as_str() {
            "policy-guides" => 0,
            "toolkits" => 1,
            _ => 2,
        };
        catalogue.resources.sort_by_key(place);
        catalogue
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is written is read as it was, into a new file and into another catalogue's.
    #[test]
    fn what_is_written_is_read_again(catalogue in catalogues()) {
        let new = write(&Document::default(), &catalogue).unwrap();
        let parsed = parse(&new);
        prop_assert!(!parsed.has_errors(), "{}", told(&parsed.problems));
        prop_assert_eq!(&parsed.catalogue, &catalogue);
        prop_assert_eq!(write(&parsed.document, &catalogue).unwrap(), new);
        let other = parse(BUILT_IN).document;
        prop_assert_eq!(&parse(&write(&other, &catalogue).unwrap()).catalogue, &catalogue);
    }

    /// No text, however it is cut or changed, stops the reader; what it gives is good.
    #[test]
    fn no_file_stops_the_reader(at in 0..BUILT_IN.len(), length in 0..40_usize, put in "\\PC{0,6}") {
        let mut bytes = BUILT_IN.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, put.bytes());
        let parsed = parse_bytes(&bytes);
        let bad = check(&parsed.catalogue);
        let in_resources = bad.iter().filter(|one| one.severity == Severity::Error && one.resource.is_some()).count();
        prop_assert_eq!(in_resources, 0, "{}", told(&bad));
    }
}

#[test]
fn a_resource_that_is_left_out_has_all_its_problems_told() {
    let text = r#"{"version": 1, "resources": [{"id": "a", "title": ""}, {"id": "a", "title": "A"}]}"#;
    let parsed = parse(text);
    let told: Vec<String> = parsed
        .problems
        .iter()
        .filter(|problem| problem.resource.as_deref() == Some("a"))
        .map(|problem| format!("{}: {}", problem.field, problem.problem))
        .collect();
    assert!(told.contains(&"title: The text is missing or empty".to_owned()), "{told:?}");
    assert!(told.contains(&"id: The resource “a” is there twice".to_owned()), "{told:?}");
    assert!(parsed.catalogue.resources.is_empty());
}
