//! What of the check has weight, and what is only for information; an address stands in one finding.

use std::sync::Arc;

use rso_toolbox::app::release::{Ask, Finding, HandlingAnswer, Kind, Light, Reader, ReleaseEdit, Weight, summary};
use rso_toolbox::app::{Command, Edit, GivingCommand};
use rso_toolbox::catalogue::{
    AddressAbout, AddressLabel, AddressState, Availability, Catalogue, Handling, Resource, ResourceId,
};
use rso_toolbox::pack::rich::{Mark, RichText, Style};

use crate::release::{Desk, by, catalogues, day, first};

/// Two resources with an address of their own, as they are changed.
fn two(change: impl Fn(usize, &mut Resource)) -> (Arc<Catalogue>, [ResourceId; 2]) {
    let [catalogue, _] = catalogues();
    let mut catalogue = (*catalogue).clone();
    let is_one = |it: &&mut Arc<Resource>| it.addresses.len() == 1 && it.successor().is_none();
    let mut ids = Vec::new();
    for (place, resource) in catalogue.resources.iter_mut().filter(is_one).take(2).enumerate() {
        let resource = Arc::make_mut(resource);
        resource.addresses[0].about = AddressAbout::Resource;
        resource.addresses[0].label = AddressLabel::Official;
        resource.addresses[0].checked_on = Some(day("2026-11-01"));
        change(place, resource);
        ids.push(resource.id.clone());
    }
    (Arc::new(catalogue), ids.try_into().unwrap())
}

fn addresses(change: impl Fn(usize, &mut Resource)) -> Vec<Finding> {
    let (catalogue, ids) = two(change);
    Desk::with(&catalogue, &ids).of(Kind::Addresses)
}

const URL: &str = "https://example.org/guide";

#[test]
fn an_address_with_two_troubles_stands_in_one_finding() {
    let found = addresses(|place, it| {
        if place == 0 {
            it.addresses[0].label = AddressLabel::Former;
            it.addresses[0].checked_on = None;
        }
    });
    let [former] = &found[..] else { panic!("{found:#?}") };
    assert_eq!((former.words.as_str(), former.weight()), ("1 address is a former one", Weight::Should));
    assert!(former.detail.ends_with(", not checked"), "{}", former.detail);
    assert!(former.to_do.starts_with("Open it once"), "{}", former.to_do);
}

#[test]
fn an_address_of_two_resources_is_one() {
    let found = addresses(|place, it| {
        it.addresses[0].url = URL.to_owned();
        // The second one is the graver: it says of both that nobody has looked.
        it.addresses[0].checked_on = (place == 0).then(|| day("2020-01-01"));
    });
    let [unchecked] = &found[..] else { panic!("{found:#?}") };
    assert_eq!((unchecked.words.as_str(), unchecked.weight()), ("1 address was not checked", Weight::Could));
    assert_eq!(unchecked.detail.matches(URL).count(), 1);
    assert_eq!(unchecked.detail.matches('“').count(), 2, "both resources are named: {}", unchecked.detail);
    let [lead] = &unchecked.leads[..] else { panic!("{unchecked:#?}") };
    assert_eq!(lead.command, Command::Giving(GivingCommand::OpenAddress(URL.to_owned())));
    let found = addresses(|_, it| it.addresses[0].checked_on = None);
    assert_eq!(found[0].words, "2 addresses were not checked");
    assert!(found[0].to_do.starts_with("Open them once"), "{}", found[0].to_do);
}

#[test]
fn addresses_in_the_offices_own_texts_are_told() {
    let [catalogue, _] = catalogues();
    let mut desk = Desk::with(&catalogue, &[first(&catalogue, |it| it.addresses.is_empty())]);
    let told = |desk: &Desk| desk.of(Kind::Addresses).into_iter().find(|it| it.words.contains("own texts"));
    assert_eq!(told(&desk), None);
    let text = |url: &str| RichText::new("See here", vec![Mark { range: 4..8, style: Style::Link(url.to_owned()) }]);
    desk.edit(Edit::Foreword(text(URL)));
    desk.edit(Edit::Closing(text(URL)));
    let found = told(&desk).unwrap();
    assert_eq!(
        (found.words.as_str(), found.weight()),
        ("Nobody has checked 1 address in the office’s own texts", Weight::Could)
    );
    assert_eq!(found.detail, format!("The foreword: {URL}"));
    assert_eq!(found.leads[0].command, Command::Giving(GivingCommand::OpenAddress(URL.to_owned())));
    desk.edit(Edit::Foreword(text("mailto:desk@example.org")));
    desk.edit(Edit::Closing(RichText::default()));
    assert_eq!(told(&desk), None, "nobody opens that one");
}

#[test]
fn what_nothing_wrong_goes_out_with_is_for_information() {
    let [catalogue, _] = catalogues();
    let id = first(&catalogue, |it| it.handling == Handling::NotStated);
    let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
    let weight = |desk: &Desk, kind| desk.of(kind)[0].weight();
    assert_eq!(weight(&desk, Kind::HandlingNotStated), Weight::Could, "only a description goes out");
    desk.enclose(&id, b"a", None);
    assert_eq!(weight(&desk, Kind::HandlingNotStated), Weight::Must, "the document goes out");
    desk.edit(Edit::PreparedFor(String::new()));
    assert_eq!(weight(&desk, Kind::Fields), Weight::Could);
    desk.edit(Edit::Title(String::new()));
    assert_eq!(weight(&desk, Kind::Fields), Weight::Must);
    assert_eq!(weight(&desk, Kind::Contact), Weight::Should);
}

#[test]
fn the_summary_counts_each_weight() {
    let [catalogue, _] = catalogues();
    let id = first(&catalogue, |it| it.handling == Handling::NotStated);
    let mut desk = Desk::with(&catalogue, &[id]);
    desk.edit(Edit::PreparedFor(String::new()));
    let findings = desk.all();
    let of = |weight| findings.iter().filter(|finding| finding.weight() == weight).count();
    let [should, could, done] = [Weight::Should, Weight::Could, Weight::Done].map(of);
    assert!(should > 0 && could > 1 && done > 0);
    let words = format!("Nothing stops the export, {should} to look at, {could} for information, {done} in order");
    assert_eq!(summary(&findings), words);
}

#[test]
fn what_is_to_be_done_is_said_of_one_and_of_several() {
    let [catalogue, _] = catalogues();
    let unknown =
        |it: &&Arc<Resource>| it.availability == Availability::Download && it.address_state() == AddressState::None;
    let requested = |it: &&Arc<Resource>| it.availability == Availability::OnRequest;
    let ids = |is: &dyn Fn(&&Arc<Resource>) -> bool| -> Vec<ResourceId> {
        catalogue.resources.iter().filter(is).map(|it| it.id.clone()).take(2).collect()
    };
    for (kind, ids, one, several) in [
        (
            Kind::Addresses,
            ids(&unknown),
            "Enclose the document, or ask for it",
            "Enclose the documents, or ask for them",
        ),
        (Kind::OnRequest, ids(&requested), "Ask for it before it is", "Ask for them before they are"),
    ] {
        let to_do = |ids: &[ResourceId]| Desk::with(&catalogue, ids).of(kind).pop().unwrap().to_do;
        assert!(to_do(&ids[..1]).contains(one), "{}", to_do(&ids[..1]));
        assert!(to_do(&ids).contains(several), "{}", to_do(&ids));
    }
}

#[test]
fn one_answer_says_that_what_is_asked_for_here_may_go_outside() {
    for catalogue in catalogues() {
        let is_asked =
            |it: &&Arc<Resource>| it.availability == Availability::OnRequest && it.handling == Handling::AskFirst;
        let ids: Vec<ResourceId> =
            catalogue.resources.iter().filter(is_asked).map(|it| it.id.clone()).take(2).collect();
        let mut desk = Desk::with(&catalogue, &ids);
        desk.edit(Edit::IssuedBy("Regional Support Office".to_owned()));
        let open: Vec<Finding> = desk.all().into_iter().filter(|it| it.ask.is_some()).collect();
        let [handling] = &open[..] else { panic!("it is asked once: {open:#?}") };
        assert_eq!(handling.words, "2 resources are not public; only their descriptions go out");
        let [told] = &desk.of(Kind::OnRequest)[..] else { panic!("it is told once") };
        assert_eq!((told.weight(), told.named.len()), (Weight::Could, 2));
        let items = rso_toolbox::app::release::desk::restricted_items(&desk.facts());
        let on = Some(day("2026-11-24"));
        let answer = HandlingAnswer { role: "Desk officer".to_owned(), reason: "Training".to_owned(), on, items };
        desk.answer(ReleaseEdit::Handling(Some(answer)));
        let found = desk.of(Kind::OnRequest);
        assert_eq!(found.len(), 2);
        for it in found {
            assert!(it.words.ends_with("may go out, confirmed by Desk officer, on 24 November 2026"), "{it:?}");
            assert_eq!(it.light, Light::Good);
        }
        let missing = Edit::Cleared { ids: vec![ids[0].clone(), ResourceId::new("x").unwrap()], by: by("Desk") };
        let before = desk.work.clone();
        assert!(desk.work.apply(&missing, &catalogue).is_err());
        assert_eq!(desk.work, before, "all or none");
    }
}

#[test]
fn the_office_that_is_asked_says_who_cleared_it() {
    for catalogue in catalogues() {
        let id = first(&catalogue, |resource| resource.availability == Availability::OnRequest);
        let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
        desk.edit(Edit::IssuedBy("Regional Support Office".to_owned()));
        desk.answer(ReleaseEdit::Reader(Reader::Office));
        let found = desk.of(Kind::OnRequest);
        assert_eq!((found.len(), found[0].light), (1, Light::Look));
        assert_eq!(found[0].ask, Some(Ask::Clearance(vec![id.clone()])));
        desk.edit(Edit::Cleared { ids: vec![id], by: by("Co-manager") });
        let found = desk.of(Kind::OnRequest);
        assert_eq!((found.len(), found[0].light), (1, Light::Good));
        assert!(found[0].words.ends_with("asked, cleared by Co-manager, on 24 November 2026"), "{found:?}");
    }
}
