//! Filters: what shows, what is counted, and which filter hides the hits.

use proptest::prelude::*;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::filter::{Chip, Facets, Filters, Found, Group, nothing};
use rso_toolbox::catalogue::search::Index;
use rso_toolbox::catalogue::{AudienceId, Availability, Catalogue, CategoryId, Resource};

const AVAILABILITY: [Availability; 5] = [
    Availability::Download,
    Availability::Online,
    Availability::LiveSystem,
    Availability::OnRequest,
    Availability::NotStated,
];

fn find(catalogue: &Catalogue, filters: &Filters) -> Found {
    let hits = (!filters.search.trim().is_empty()).then(|| Index::build(catalogue).search(&filters.search));
    Facets::build(catalogue).find(filters, hits.as_ref())
}

fn audience(id: &str) -> AudienceId {
    AudienceId::new(id).unwrap()
}

#[test]
fn nothing_set_shows_the_tool_box_in_its_order() {
    let catalogue = built_in();
    let found = find(&catalogue, &Filters::default());
    assert_eq!(found.places, (0..21).collect::<Vec<u32>>());
    assert_eq!(found.counts.categories, [6, 9, 6]);
    let availability: Vec<usize> = found.counts.availability.iter().map(|(_, count)| *count).collect();
    assert_eq!(availability, [13, 2, 1, 4, 1]);
    assert_eq!((found.counts.total, found.counts.found, found.counts.all_categories), (21, 21, 21));
    assert_eq!(found.hidden, None);
}

#[test]
fn chips_say_either_and_can_be_taken_away() {
    let catalogue = built_in();
    let mut filters = Filters::default();
    filters.toggle_audience(&audience("frontline-border-officials"));
    filters.toggle_audience(&audience("trainers"));
    filters.toggle_availability(Availability::OnRequest);
    filters.category = CategoryId::new("training").ok();
    let words: Vec<String> = filters
        .chips()
        .iter()
        .map(|chip| filters.chip_words(&catalogue, chip))
        .map(|words| format!("{} {}", words.lead, words.value))
        .collect();
    assert_eq!(words, ["In Training Materials", "For Frontline border officials", "or Trainers", "To get On request"]);
    filters.remove(&Chip::Audience(audience("frontline-border-officials")));
    assert_eq!(filters.audiences, [audience("trainers")]);
    filters.toggle_audience(&audience("trainers"));
    assert!(filters.audiences.is_empty());
    filters.clear();
    assert_eq!(filters, Filters::default());
}

#[test]
fn an_empty_result_names_the_filter_that_hides_it() {
    let catalogue = built_in();
    let mut filters = Filters { search: "vital statistics".to_owned(), ..Filters::default() };
    filters.audiences.push(audience("frontline-border-officials"));
    let found = find(&catalogue, &filters);
    assert!(found.places.is_empty());
    let hidden = found.hidden.as_ref().unwrap();
    assert_eq!(hidden.groups, [(Group::Audience, hidden.places.len())]);
    let words = nothing(&catalogue, &filters, &found).unwrap();
    assert_eq!(words.heading, "A filter hides the one match");
    assert_eq!(
        words.text,
        "“vital statistics” is found in one resource. \
         Its text does not name frontline border officials, so that filter leaves it out."
    );

    filters.availability.push(Availability::Online);
    let found = find(&catalogue, &filters);
    let words = nothing(&catalogue, &filters, &found).unwrap();
    assert_eq!(words.heading, "Filters hide the one match");
    assert!(words.text.ends_with("Without “Online” alone, nothing shows either."), "{}", words.text);
    assert_eq!(found.hidden.unwrap().groups, [(Group::Audience, 0), (Group::Availability, 0)]);

    filters.search = "handbook".to_owned();
    filters.availability.clear();
    filters.category = CategoryId::new("policy-guides").ok();
    let found = find(&catalogue, &filters);
    assert_eq!(found.hidden.as_ref().unwrap().groups.len(), 2);
    let words = nothing(&catalogue, &filters, &found).unwrap();
    assert!(words.text.contains("Without “In Policy Guides & Frameworks”, "), "{}", words.text);

    let filters = Filters { search: "visa".to_owned(), ..Filters::default() };
    let words = nothing(&catalogue, &filters, &find(&catalogue, &filters)).unwrap();
    assert_eq!(words.heading, "No resource holds “visa”");
    assert_eq!(nothing(&catalogue, &Filters::default(), &find(&catalogue, &Filters::default())), None);
}

fn fits(resource: &Resource, filters: &Filters) -> bool {
    filters.category.as_ref().is_none_or(|category| category == &resource.category)
        && (filters.audiences.is_empty()
            || resource.audiences.iter().any(|it| filters.audiences.contains(&it.audience)))
        && (filters.availability.is_empty() || filters.availability.contains(&resource.availability))
}

fn filters() -> impl Strategy<Value = Filters> {
    let catalogue = built_in();
    let categories: Vec<CategoryId> = catalogue.categories.iter().map(|it| it.id.clone()).collect();
    let audiences: Vec<AudienceId> = catalogue.audiences.iter().map(|it| it.id.clone()).collect();
    (
        prop::option::of(prop::sample::select(categories)),
        prop::collection::vec(prop::sample::select(audiences), 0..3),
        prop::collection::vec(prop::sample::select(AVAILABILITY.to_vec()), 0..2),
        prop::sample::select(vec!["", "trafficking", "information shering", "border"]),
    )
        .prop_map(|(category, audiences, availability, search)| Filters {
            category,
            audiences,
            availability,
            search: search.to_owned(),
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// What shows is what fits; each count is what would show with that choice alone in its group.
    #[test]
    fn counts_are_what_would_show(filters in filters()) {
        let catalogue = built_in();
        let found = find(&catalogue, &filters);
        let searched = find(&catalogue, &Filters { search: filters.search.clone(), ..Filters::default() }).places;
        let showing = |filters: &Filters| -> Vec<u32> {
            searched.iter().copied().filter(|place| fits(&catalogue.resources[*place as usize], filters)).collect()
        };
        prop_assert_eq!(&found.places, &showing(&filters));
        prop_assert_eq!(found.counts.found, searched.len());
        for (category, count) in catalogue.categories.iter().zip(&found.counts.categories) {
            let chosen = Filters { category: Some(category.id.clone()), ..filters.clone() };
            prop_assert_eq!(*count, showing(&chosen).len());
        }
        for (audience, count) in catalogue.audiences.iter().zip(&found.counts.audiences) {
            let chosen = Filters { audiences: vec![audience.id.clone()], ..filters.clone() };
            prop_assert_eq!(*count, showing(&chosen).len());
        }
        for (value, count) in &found.counts.availability {
            let chosen = Filters { availability: vec![*value], ..filters.clone() };
            prop_assert_eq!(*count, showing(&chosen).len());
        }
        prop_assert_eq!(found.hidden.is_some(), found.places.is_empty() && !searched.is_empty());
        prop_assert_eq!(nothing(&catalogue, &filters, &found).is_some(), found.places.is_empty());
    }
}
