//! The built-in catalogue's facts: what it lists, for whom, how it is to be had, and what was found of it elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use rso_toolbox::catalogue::file::{self, BUILT_IN};
use rso_toolbox::catalogue::{
    AddressState, Availability, Basis, Catalogue, Handling, RelationKind, RelationTarget, Resource, SaidBy,
};

fn found() -> Vec<Value> {
    serde_json::from_str(include_str!("../fixtures/found.json")).unwrap()
}

fn ids(catalogue: &Catalogue, wanted: impl Fn(&Resource) -> bool) -> Vec<&str> {
    catalogue.resources.iter().filter(|one| wanted(one)).map(|one| one.id.as_str()).collect()
}

#[test]
fn the_catalogue_holds_the_resources_of_the_list_in_its_order() {
    let catalogue = file::built_in();
    let own: Vec<(&str, &str)> =
        catalogue.resources.iter().map(|one| (one.id.as_str(), one.category.as_str())).collect();
    let list = found();
    let listed: Vec<(&str, &str)> =
        list.iter().map(|one| (one["id"].as_str().unwrap(), one["category"].as_str().unwrap())).collect();
    assert_eq!(own, listed);
    let counts: Vec<usize> =
        catalogue.categories.iter().map(|category| catalogue.in_category(&category.id).count()).collect();
    assert_eq!(counts, [6, 9, 6]);
}

#[test]
fn availability_and_handling_are_those_of_the_tool_box() {
    let catalogue = file::built_in();
    let count = |value| ids(&catalogue, |one| one.availability == value).len();
    let all = [
        Availability::Download,
        Availability::Online,
        Availability::LiveSystem,
        Availability::OnRequest,
        Availability::NotStated,
    ];
    assert_eq!(all.map(count), [13, 2, 1, 4, 1]);
    assert_eq!(ids(&catalogue, |one| one.availability == Availability::NotStated), ["ilo-pilot-training-program"]);
    for one in &catalogue.resources {
        let asked = one.availability == Availability::OnRequest;
        assert_eq!(one.handling, if asked { Handling::AskFirst } else { Handling::NotStated }, "{}", one.id);
        assert_eq!(asked, one.available_words.iter().any(|words| words.contains("Available on request from:")));
    }
}

/// Every address that was found is there once, none was made up, and none says that somebody checked it.
#[test]
fn addresses_years_and_languages_are_those_that_were_found() {
    let catalogue = file::built_in();
    for (one, listed) in catalogue.resources.iter().zip(found()) {
        let urls: Vec<&str> = one.addresses.iter().map(|address| address.url.as_str()).collect();
        let seen: Vec<&str> =
            listed["links"].as_array().unwrap().iter().map(|link| link["url"].as_str().unwrap()).collect();
        assert_eq!(urls, seen, "{}", one.id);
        assert!(one.addresses.iter().all(|address| address.checked_on.is_none()));
        assert_eq!(one.year.as_ref().map(|year| u64::from(year.value)), listed["year"].as_u64(), "{}", one.id);
        let languages: Vec<Value> = one.languages.iter().map(|language| json!(language.value)).collect();
        assert_eq!(Value::Array(languages), listed["languages"], "{}", one.id);
    }
    let none = ids(&catalogue, |one| !one.addresses.is_empty() && one.address_state() == AddressState::None);
    assert_eq!(none, ["civil-registration-vital-statistics-toolkit", "ilo-pilot-training-program"]);
    assert!(!BUILT_IN.contains("seen_at") && !BUILT_IN.contains("confidence") && !BUILT_IN.contains("\"notes\""));
}

#[test]
fn audiences_are_the_controlled_ones_and_member_states_are_none() {
    let catalogue = file::built_in();
    let list: Value = serde_json::from_str(include_str!("../fixtures/audiences.json")).unwrap();
    let own: Vec<Value> = catalogue
        .audiences
        .iter()
        .map(|one| json!({ "id": one.id.as_str(), "name": one.name, "also": one.also }))
        .collect();
    assert_eq!(Value::Array(own), list);

    let by_basis = |basis| {
        let mut found = BTreeSet::new();
        for one in &catalogue.resources {
            let fits = one.audiences.iter().filter(|assignment| assignment.basis == basis);
            found.extend(fits.map(|assignment| format!("{}: {}", one.id, assignment.audience)));
        }
        found.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(
        by_basis(Basis::StatedSecondary),
        ["ilo-pilot-training-program: frontline-border-officials", "ilo-pilot-training-program: immigration-officials",]
    );
    assert_eq!(
        by_basis(Basis::StatedPurpose),
        [
            "civil-registration-vital-statistics-toolkit: civil-registration-officials",
            "curriculum-standardized-induction-training: frontline-border-officials",
            "privacy-and-data-protection-laws: data-protection-officials",
            "regional-biometric-data-exchange-solution: data-protection-officials",
        ]
    );
    assert_eq!(
        by_basis(Basis::Wider),
        [
            "guide-child-victims-of-trafficking: government-officials",
            "quick-reference-guide-interviewing-victims: government-officials",
        ]
    );
    // Those whose text names no reader.
    assert_eq!(
        ids(&catalogue, |one| one.audiences.is_empty()),
        [
            "regional-strategic-roadmap",
            "framework-for-information-sharing",
            "handbook-information-campaigns",
            "catalogue-training-capacity-building-courses",
        ]
    );
}

#[test]
fn relations_tie_the_information_sharing_chain_and_the_campaigns_pair() {
    let catalogue = file::built_in();
    let mut all = Vec::new();
    for one in &catalogue.resources {
        for relation in &one.relations {
            let target = match &relation.target {
                RelationTarget::Resource(id) => id.as_str(),
                RelationTarget::Outside { title, .. } => title.as_str(),
            };
            assert_eq!(relation.said_by == SaidBy::Outside, relation.kind == RelationKind::SupersededBy);
            all.push(format!("{} {} {target}", one.id, relation.kind.code()));
        }
    }
    assert_eq!(
        all,
        [
            "framework-for-information-sharing goes-with guidelines-information-sharing",
            "framework-for-information-sharing is-trained-by training-curriculum-information-sharing",
            "civil-registration-vital-statistics-toolkit superseded-by Bali Process Toolkit for Inclusive Civil Registration",
            "handbook-information-campaigns goes-with training-monitoring-evaluating-campaigns",
            "guidelines-information-sharing draws-on framework-for-information-sharing",
            "guidelines-information-sharing is-trained-by training-curriculum-information-sharing",
            "training-monitoring-evaluating-campaigns goes-with handbook-information-campaigns",
            "training-curriculum-information-sharing draws-on guidelines-information-sharing",
        ]
    );
}

#[test]
fn courses_keep_their_parts() {
    let catalogue = file::built_in();
    let parts: BTreeMap<&str, Vec<(String, Option<u32>)>> = catalogue
        .resources
        .iter()
        .filter_map(|one| {
            let items = one.modules.as_ref()?.items.iter();
            Some((one.id.as_str(), items.map(|item| (item.id.to_string(), item.module_count)).collect()))
        })
        .collect();
    let counts: Vec<usize> = parts.values().map(Vec::len).collect();
    assert_eq!(counts, [4, 5, 11, 15, 6, 6]);
    let induction = &parts["curriculum-standardized-induction-training"];
    let counts: Vec<Option<u32>> = induction.iter().map(|(_, count)| *count).collect();
    assert_eq!(counts, [Some(4), Some(7), Some(5), Some(8), Some(4)]);
    assert_eq!(induction[1].0, "curriculum-standardized-induction-training/c02");
    assert_eq!(parts["curriculum-victim-centered-approach"][10].0, "curriculum-victim-centered-approach/s11");
}

#[test]
fn facts_from_outside_say_where_they_come_from() {
    for one in &file::built_in().resources {
        assert!(!one.publishers.is_empty(), "{}", one.id);
        assert!(one.publishers.iter().chain(&one.languages).all(|fact| !fact.source.is_empty()));
        assert!(one.cautions.iter().all(|caution| !caution.evidence.is_empty()));
    }
}
