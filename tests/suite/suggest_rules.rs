//! The rule table as a file: its published schema, its words, and that it can be read.

use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::suggest::brief::Choice;
use rso_toolbox::suggest::rules::code::Coded as _;
use rso_toolbox::suggest::rules::table::{AskerAbout, AtMost, BriefField, LengthUnit, NoteAbout, QuoteOf, Role, State};
use rso_toolbox::suggest::rules::{BUILT_IN, Rules};
use rso_toolbox::suggest::{SendObstacle, Tier};
use serde_json::Value;

const SCHEMA: &str = include_str!("../../assets/rules/proposal.schema.json");

/// Why the table does not fit the schema.
fn trouble(table: &Value) -> Option<String> {
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("proposal.schema.json", serde_json::from_str(SCHEMA).unwrap()).unwrap();
    let index = compiler.compile("proposal.schema.json", &mut schemas).unwrap();
    schemas.validate(table, index).err().map(|error| error.to_string())
}

#[test]
fn the_table_fits_its_schema() {
    let table: Value = serde_json::from_str(BUILT_IN).unwrap();
    assert_eq!(trouble(&table), None);
    let mut wrong = table.clone();
    wrong["assigned"][0]["tier"] = "vital".into();
    assert!(trouble(&wrong).is_some());
    let mut wrong = table;
    wrong["limits"][0]["when"]["resource"] = "x".into();
    assert!(trouble(&wrong).is_some(), "a rule cannot name a resource");
}

/// The words that the schema lists somewhere as the only ones.
fn is_listed<C: Choice>(schema: &Value) -> bool {
    let codes = C::codes();
    match schema {
        Value::Object(map) => {
            let listed = map
                .get("enum")
                .and_then(Value::as_array)
                .is_some_and(|list| list.iter().filter_map(Value::as_str).collect::<Vec<_>>() == codes);
            listed || map.values().any(is_listed::<C>)
        }
        Value::Array(list) => list.iter().any(is_listed::<C>),
        _ => false,
    }
}

#[test]
fn the_schema_has_every_word_of_the_program() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert!(is_listed::<Tier>(&schema) && is_listed::<AtMost>(&schema) && is_listed::<State>(&schema));
    assert!(is_listed::<QuoteOf>(&schema) && is_listed::<NoteAbout>(&schema) && is_listed::<AskerAbout>(&schema));
    assert!(is_listed::<BriefField>(&schema) && is_listed::<LengthUnit>(&schema) && is_listed::<Role>(&schema));
    assert!(is_listed::<SendObstacle>(&schema));
    assert_eq!(Role::all().len(), Role::codes().len());
}

#[test]
fn every_rule_can_be_read_as_a_sentence() {
    let lines = Rules::built_in().lines();
    let sentence = |id: &str| lines.iter().find(|line| line.id == id).map(|line| line.sentence.as_str()).unwrap();
    assert_eq!(
        sentence("stated"),
        "A resource whose basis for an asked audience is “stated” is essential: “Its text names {audience}.”"
    );
    assert_eq!(
        sentence("online-without-internet"),
        "Where the connectivity is none, the availability is online and the resource has no file in the pack, \
         it is left out: “Online only; no internet where they go” (by how it is to be had)"
    );
    assert_eq!(sentence("read-days"), "A length of 2 to 3 days states the time “2 to 3 days”");
    assert!(sentence("negations").starts_with("What follows these words closely is not asked for: “not”"));
    let mut parts: Vec<&str> = lines.iter().map(|line| line.part).collect();
    parts.dedup();
    let mut unique = parts.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(parts.len(), unique.len(), "each part stands in one place");
}

#[test]
fn no_rule_holds_an_id_or_a_title_of_a_resource() {
    for resource in &built_in().resources {
        assert!(!BUILT_IN.contains(resource.id.as_str()), "{}", resource.id);
        assert!(!BUILT_IN.to_lowercase().contains(&resource.title.to_lowercase()), "{}", resource.title);
    }
}
