//! Proposals: line by line on the Tool Box, and what holds for every choice of audiences.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::search::fields::each_text;
use rso_toolbox::catalogue::{
    AudienceId, Availability, Catalogue, Relation, RelationKind, RelationTarget, ResourceId, SaidBy,
};
use rso_toolbox::suggest::{Proposal, Proposed};

use crate::multiplied::multiplied;

/// For each audience what is proposed, and what it rests on, in order.
const PROPOSED: [(&str, &[(&str, &str)]); 15] = [
    (
        "policy-makers",
        &[
            ("stated", "policy-guide-criminalizing-migrant-smuggling"),
            ("stated", "policy-guide-criminalizing-trafficking-in-persons"),
            ("stated", "policy-guide-protecting-victims-of-trafficking"),
            ("stated", "policy-guide-identifying-victims-of-trafficking"),
            ("stated", "curriculum-victim-centered-approach"),
        ],
    ),
    (
        "practitioners",
        &[
            ("stated", "policy-guide-criminalizing-migrant-smuggling"),
            ("stated", "policy-guide-criminalizing-trafficking-in-persons"),
            ("stated", "policy-guide-protecting-victims-of-trafficking"),
            ("stated", "policy-guide-identifying-victims-of-trafficking"),
        ],
    ),
    (
        "frontline-border-officials",
        &[
            ("stated", "quick-reference-guide-frontline-border-officials"),
            ("stated", "quick-reference-guide-interviewing-victims"),
            ("stated", "guide-child-victims-of-trafficking"),
            ("stated", "training-curriculum-information-sharing"),
            ("stated-secondary", "ilo-pilot-training-program"),
            ("stated-purpose", "curriculum-standardized-induction-training"),
            ("companion", "guidelines-information-sharing"),
        ],
    ),
    ("immigration-liaison-officers", &[("stated", "ilo-pilot-training-program")]),
    (
        "immigration-officials",
        &[
            ("stated", "quick-reference-guide-interviewing-victims"),
            ("stated", "guide-child-victims-of-trafficking"),
            ("stated", "training-curriculum-information-sharing"),
            ("stated-secondary", "ilo-pilot-training-program"),
            ("companion", "guidelines-information-sharing"),
        ],
    ),
    (
        "law-enforcement",
        &[
            ("stated", "quick-reference-guide-interviewing-victims"),
            ("stated", "guide-child-victims-of-trafficking"),
            ("stated", "training-curriculum-information-sharing"),
            ("companion", "guidelines-information-sharing"),
        ],
    ),
    ("maritime-officials", &[("stated", "comprehensive-approaches-irregular-movement-by-sea")]),
    ("trainers", &[("stated", "curriculum-standardized-induction-training")]),
    (
        "information-sharing-officers",
        &[
            ("stated", "guidelines-information-sharing"),
            ("stated", "training-curriculum-information-sharing"),
            ("companion", "framework-for-information-sharing"),
        ],
    ),
    (
        "consular-officials",
        &[("stated", "training-curriculum-information-sharing"), ("companion", "guidelines-information-sharing")],
    ),
    (
        "senior-officials",
        &[("stated", "training-curriculum-information-sharing"), ("companion", "guidelines-information-sharing")],
    ),
    (
        "communications-officers",
        &[("stated", "training-monitoring-evaluating-campaigns"), ("companion", "handbook-information-campaigns")],
    ),
    (
        "government-officials",
        &[
            ("stated", "curriculum-victim-centered-approach"),
            ("wider", "quick-reference-guide-interviewing-victims"),
            ("wider", "guide-child-victims-of-trafficking"),
        ],
    ),
    ("civil-registration-officials", &[("stated-purpose", "civil-registration-vital-statistics-toolkit")]),
    (
        "data-protection-officials",
        &[
            ("stated-purpose", "privacy-and-data-protection-laws"),
            ("stated-purpose", "regional-biometric-data-exchange-solution"),
        ],
    ),
];

fn audience(id: &str) -> AudienceId {
    AudienceId::new(id).unwrap()
}

/// With the Tool Box's own contact.
fn suggest(catalogue: &Catalogue, audiences: &[AudienceId]) -> Proposal {
    rso_toolbox::suggest::suggest(catalogue, audiences, &catalogue.contact.email)
}

fn propose(id: &str) -> Proposal {
    suggest(&built_in(), &[audience(id)])
}

#[test]
fn every_audience_gets_what_the_text_says() {
    let catalogue = built_in();
    let ids: Vec<&str> = catalogue.audiences.iter().map(|audience| audience.id.as_str()).collect();
    assert_eq!(ids, PROPOSED.map(|(id, _)| id));
    for (id, expected) in PROPOSED {
        let proposal = propose(id);
        let found: Vec<(&str, &str)> =
            proposal.proposed.iter().map(|item| (item.basis.code(), item.id.as_str())).collect();
        assert_eq!(found, expected, "{id}");
    }
}

#[test]
fn each_line_gives_its_reason_and_words() {
    let proposal = propose("frontline-border-officials");
    let line = |id: &str| {
        let item = proposal.proposed.iter().find(|item| item.id.as_str() == id).unwrap();
        let words: Vec<String> = item.reason_words().into_iter().map(str::to_owned).collect();
        (words, item.quote.clone())
    };
    let (reasons, quote) = line("quick-reference-guide-interviewing-victims");
    assert_eq!(reasons, ["Its text names frontline border officials."]);
    assert!(quote.contains("law enforcement, immigration and border officials"), "{quote}");
    let (reasons, _) = line("ilo-pilot-training-program");
    let not_stated = "The Tool Box does not say how to get it.";
    assert_eq!(reasons, ["Its text names frontline border officials as a secondary audience.", not_stated]);
    let (reasons, quote) = line("curriculum-standardized-induction-training");
    assert_eq!(reasons, ["Its stated purpose concerns frontline border officials.", "It is written for trainers."]);
    assert!(quote.contains("induction training for new frontline border officials"), "{quote}");
    let (reasons, quote) = line("guidelines-information-sharing");
    let curriculum = "Training curriculum on Information Sharing to Address People Smuggling, Trafficking in Persons \
                      and Related Transnational Crime";
    assert_eq!(reasons, [&format!("“{curriculum}” draws on it."), "On request: ask for it first."]);
    assert!(quote.starts_with("The curriculum draws on the Bali Process Guidelines"), "{quote}");
    let wider = propose("government-officials");
    let reasons: Vec<&str> = wider.proposed.iter().flat_map(Proposed::reason_words).collect();
    assert!(
        reasons
            .contains(&"Its text names a wider audience that includes government officials in contact with victims.")
    );
}

#[test]
fn what_is_left_out_says_why() {
    let proposal = propose("frontline-border-officials");
    let reason = |id: &str| {
        proposal.left_out.iter().find(|item| item.id.as_str() == id).map(|item| item.reason.as_str()).unwrap()
    };
    assert_eq!(
        reason("policy-guide-criminalizing-migrant-smuggling"),
        "Its text names policy makers and practitioners, not frontline border officials"
    );
    assert_eq!(reason("regional-strategic-roadmap"), "Its text names no audience");
    assert_eq!(
        reason("civil-registration-vital-statistics-toolkit"),
        "Its text names no audience; its stated purpose concerns civil registration officials, \
         not frontline border officials; newer edition exists"
    );
    assert_eq!(proposal.proposed.len() + proposal.left_out.len(), 21);
    let both = suggest(&built_in(), &[audience("trainers"), audience("maritime-officials")]);
    let guide = both.left_out.iter().find(|item| item.id.as_str() == "policy-guide-criminalizing-migrant-smuggling");
    assert_eq!(
        guide.unwrap().reason,
        "Its text names policy makers and practitioners, not maritime officials or trainers"
    );
}

#[test]
fn notes_name_what_must_be_known_first() {
    let notes = propose("frontline-border-officials").notes;
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert!(notes[0].starts_with("A companion is missing. “Guidelines for Information Sharing"), "{notes:?}");
    assert!(notes[0].ends_with("draws on “Bali Process Framework for Information Sharing”."), "{notes:?}");
    assert!(notes[1].starts_with("2 are on request, from the RSO at info@rso.baliprocess.net: “"), "{notes:?}");
    assert!(notes[2].starts_with("For 1 the Tool Box does not say how to get it: “Immigration Liaison"), "{notes:?}");
    assert_eq!(
        propose("civil-registration-officials").notes,
        ["Newer edition exists: “Bali Process Toolkit for Inclusive Civil Registration” (2023). \
          It takes the place of “Civil Registration and Vital Statistics Toolkit”."]
    );
    assert_eq!(
        propose("data-protection-officials").notes,
        ["1 is a secure system, for partners: “Regional Biometric Data Exchange Solution (RBDES)”."]
    );
    assert_eq!(propose("maritime-officials").notes, Vec::<String>::new());
}

#[test]
fn online_items_are_noted() {
    let mut catalogue = built_in();
    for resource in &mut catalogue.resources {
        let mut changed = (**resource).clone();
        changed.availability = Availability::Online;
        *resource = changed.into();
    }
    let notes = suggest(&catalogue, &[audience("trainers")]).notes;
    assert!(notes[0].starts_with("1 is online only: “Curriculum on Standardized"), "{notes:?}");
}

#[test]
fn nothing_is_proposed_where_nothing_fits() {
    let mut catalogue = built_in();
    let none = suggest(&catalogue, &[]);
    assert!(none.proposed.is_empty());
    assert_eq!(none.left_out.len(), 21);
    assert!(none.left_out.iter().all(|item| item.reason.starts_with("No audience was chosen")));
    assert_eq!(none.notes, ["Choose at least one audience."]);
    let unknown = suggest(&catalogue, &[audience("astronauts")]);
    assert!(unknown.proposed.is_empty());
    assert_eq!(
        unknown.notes,
        ["The catalogue has no audience “astronauts”.", "No resource names astronauts. Choose by hand."]
    );
    catalogue.resources.clear();
    assert_eq!(suggest(&catalogue, &[audience("trainers")]).notes, ["No resource names trainers. Choose by hand."]);
}

#[test]
fn notes_stay_short_in_a_large_catalogue() {
    let catalogue = multiplied(&built_in(), 2_100, 5);
    let ids: Vec<AudienceId> = catalogue.audiences.iter().map(|audience| audience.id.clone()).collect();
    let proposal = suggest(&catalogue, &ids);
    assert_eq!(proposal.proposed.len() + proposal.left_out.len(), 2_100);
    assert!(proposal.notes.len() < 30, "{}", proposal.notes.len());
    assert!(proposal.notes.iter().any(|note| note == "90 more notes of this kind."), "{:?}", proposal.notes);
    assert!(proposal.notes.iter().any(|note| note.ends_with(" more.")), "{:?}", proposal.notes);
}

/// A relation of the induction curriculum to another resource, which nothing else proposes for trainers.
fn with_relation(kind: RelationKind, title: &str) -> Catalogue {
    let mut catalogue = built_in();
    let target = ResourceId::new("regional-strategic-roadmap").unwrap();
    for resource in &mut catalogue.resources {
        let mut changed = (**resource).clone();
        if changed.id.as_str() == "curriculum-standardized-induction-training" {
            title.clone_into(&mut changed.title);
            changed.relations.push(Relation {
                kind,
                target: RelationTarget::Resource(target.clone()),
                sentence: "A sentence that says so.".to_owned(),
                said_by: SaidBy::ToolBox,
            });
        }
        *resource = changed.into();
    }
    catalogue
}

#[test]
fn a_successor_in_the_catalogue_comes_along() {
    let proposal = suggest(&with_relation(RelationKind::SupersededBy, "Old"), &[audience("trainers")]);
    let successor = &proposal.proposed[1];
    assert_eq!((successor.id.as_str(), successor.basis.code()), ("regional-strategic-roadmap", "companion"));
    assert_eq!(successor.reason_words(), ["Newer edition of “Old”."]);
    assert_eq!(successor.quote, "A sentence that says so.");
    assert!(proposal.notes[0].starts_with("Newer edition exists: “Regional Strategic Roadmap"), "{:?}", proposal.notes);
}

#[test]
fn titles_are_words_and_no_templates() {
    let hostile = "{item} {companion} {audience} {email}";
    let proposal = suggest(&with_relation(RelationKind::DrawsOn, hostile), &[audience("trainers")]);
    assert_eq!(proposal.proposed[1].reason_words(), [format!("“{hostile}” draws on it.")]);
    assert_eq!(proposal.proposed[0].title, hostile);
}

/// All words that the catalogue has about a resource, and the sentences of relations to and from it.
fn texts_about(catalogue: &Catalogue, id: &ResourceId) -> Vec<String> {
    let mut texts = Vec::new();
    each_text(catalogue, catalogue.resource(id).unwrap(), &mut |_, text| texts.push(text.to_owned()));
    let sentences = catalogue.resources.iter().flat_map(|resource| &resource.relations);
    texts.extend(sentences.map(|relation| relation.sentence.clone()));
    texts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_proposal_is_whole_and_rests_on_words(chosen in prop::collection::vec(0_usize..15, 0..6), more in 0_usize..15) {
        let catalogue = built_in();
        let ids: Vec<AudienceId> = chosen.iter().map(|at| catalogue.audiences[*at].id.clone()).collect();
        let proposal = suggest(&catalogue, &ids);

        let proposed: Vec<&ResourceId> = proposal.proposed.iter().map(|item| &item.id).collect();
        let left_out: Vec<&ResourceId> = proposal.left_out.iter().map(|item| &item.id).collect();
        let all: BTreeSet<&ResourceId> = proposed.iter().chain(&left_out).copied().collect();
        prop_assert_eq!(all.len(), proposed.len() + left_out.len());
        prop_assert_eq!(all, catalogue.resources.iter().map(|resource| &resource.id).collect::<BTreeSet<_>>());

        let place = |id: &ResourceId| catalogue.resources.iter().position(|resource| &resource.id == id).unwrap();
        prop_assert!(proposal.proposed.is_sorted_by_key(|item| (item.tier, item.basis, place(&item.id))));
        prop_assert!(left_out.is_sorted_by_key(|id| place(id)));
        for item in &proposal.proposed {
            let filled_in = item.reasons.iter().all(|reason| !reason.words.contains(['{', '}']));
            prop_assert!(!item.reasons.is_empty() && filled_in);
            prop_assert!(!item.quote.is_empty());
            let texts = texts_about(&catalogue, &item.id);
            for reason in &item.reasons {
                prop_assert!(texts.iter().any(|text| text.contains(&reason.quote)), "{}", reason.quote);
            }
        }
        prop_assert!(proposal.left_out.iter().all(|item| !item.reason.is_empty()));
        let turned: Vec<AudienceId> = ids.iter().rev().chain(&ids).cloned().collect();
        prop_assert_eq!(&suggest(&catalogue, &turned), &proposal, "neither order nor repetition matters");

        // Another audience takes nothing away.
        let wider = suggest(&catalogue, &[ids, vec![catalogue.audiences[more].id.clone()]].concat());
        let wider: BTreeSet<ResourceId> = wider.proposed.into_iter().map(|item| item.id).collect();
        prop_assert!(proposed.into_iter().all(|id| wider.contains(id)));
    }
}
