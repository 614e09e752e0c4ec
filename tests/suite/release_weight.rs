//! What of the check has weight, and what is only for information; an address stands in one finding.

use std::sync::Arc;

use rso_toolbox::app::release::desk::answer_on_handling;
use rso_toolbox::app::release::{
    Ask, Finding, Kind, Light, Looked, PackClearance, Property, Reader, ReleaseEdit, Tells, Weight, subject, summary,
};
use rso_toolbox::app::{Command, Edit, GivingCommand, ItemEdit, Leave, Office, Wanted};
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
        let answer = answer_on_handling(&desk.facts(), by("Desk officer"), "Training");
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

/// The answer was for those readers, those documents and what the catalogue said then.
#[test]
fn an_answer_on_handling_holds_for_what_it_was_given_for() {
    for catalogue in catalogues() {
        let id = first(&catalogue, |it| it.handling == Handling::NotStated);
        let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
        desk.enclose(&id, b"a", Some(Looked::Into(Vec::new())));
        let answered = |desk: &mut Desk| {
            let answer = answer_on_handling(&desk.facts(), by("Desk officer"), "Training");
            desk.answer(ReleaseEdit::Handling(Some(answer)));
            assert_eq!(desk.light(Kind::HandlingNotStated), Some(Light::Good));
        };
        assert_eq!(desk.light(Kind::HandlingNotStated), Some(Light::Stop));
        answered(&mut desk);
        desk.edit(Edit::PreparedFor("A newspaper".to_owned()));
        assert_eq!(desk.light(Kind::HandlingNotStated), Some(Light::Stop), "others read it");
        answered(&mut desk);
        desk.edit(Edit::Recipients("A newspaper".to_owned()));
        assert_eq!(desk.light(Kind::HandlingNotStated), Some(Light::Stop), "others get it");
        answered(&mut desk);
        let mut newer = (*catalogue).clone();
        for resource in &mut newer.resources {
            if resource.id == id {
                std::sync::Arc::make_mut(resource).handling = Handling::Officials;
            }
        }
        desk.catalogue = std::sync::Arc::new(newer);
        assert_eq!(desk.light(Kind::Handling), Some(Light::Stop), "the catalogue says otherwise now");
    }
}

/// No document goes out with what is printed.
#[test]
fn nothing_of_a_document_stops_a_print() {
    for catalogue in catalogues() {
        let id = first(&catalogue, |it| it.handling == Handling::NotStated);
        let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
        let author = Property { tells: Tells::Person, name: "Author", value: "A. Lee".to_owned() };
        for looked in [None, Some(Looked::Missing), Some(Looked::Into(vec![author]))] {
            desk.enclose(&id, b"a", looked);
            desk.leave = Leave::Export;
            assert!(desk.all().iter().any(|it| it.light == Light::Stop));
            desk.leave = Leave::Print;
            let stops: Vec<Finding> = desk.all().into_iter().filter(|it| it.light == Light::Stop).collect();
            assert!(stops.is_empty() && desk.of(Kind::Documents).is_empty(), "{stops:#?}");
        }
    }
}

#[test]
fn what_cannot_be_read_now_is_not_taken_for_what_was_chosen() {
    let [catalogue, _] = catalogues();
    let id = first(&catalogue, |it| it.handling == Handling::NotStated);
    let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
    desk.enclose(&id, b"a", Some(Looked::Unreadable));
    let found = desk.of(Kind::Documents);
    assert!(found.len() == 1 && found[0].light == Light::Stop, "{found:?}");
    assert!(found[0].words.ends_with("cannot be read now"), "{found:?}");
    desk.is_foreign = true;
    let found = desk.of(Kind::Documents);
    assert_eq!(found[0].leads[0].words, "Work on a copy");
}

/// Whoever cleared it has seen the document that went with it then.
#[test]
fn another_document_is_not_cleared() {
    let [catalogue, _] = catalogues();
    let id = first(&catalogue, |_| true);
    let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
    let cleared = |desk: &Desk| desk.work.item(&id).unwrap().clearance.is_some();
    desk.edit(Edit::Cleared { ids: vec![id.clone()], by: by("Desk") });
    desk.enclose(&id, b"a", None);
    assert!(cleared(&desk), "its document is what was cleared");
    desk.enclose(&id, b"a", None);
    assert!(cleared(&desk), "the same one again");
    desk.enclose(&id, b"b", None);
    assert!(!cleared(&desk));
}

#[test]
fn a_second_person_is_asked_only_where_the_office_wants_it() {
    let [catalogue, _] = catalogues();
    let mut desk = Desk::with(&catalogue, &[first(&catalogue, |_| true)]);
    assert_eq!(desk.light(Kind::SecondPerson), None, "it is off by default");
    desk.office.second_person = true;
    assert_eq!(desk.light(Kind::SecondPerson), Some(Light::Stop));
    desk.edit(Edit::Draft(Wanted::Yes));
    assert_eq!(desk.light(Kind::SecondPerson), Some(Light::Look), "a draft is no lock");
    desk.edit(Edit::Draft(Wanted::No));
    let id = desk.work.items()[0].clone();
    let private = Edit::Item { id, change: ItemEdit::Private("Ask first".to_owned()) };
    for edit in [Edit::Draft(Wanted::Yes), Edit::Copies(30), private] {
        let answer = PackClearance { by: by("Co-manager"), of: subject(&desk.work, &desk.office) };
        desk.answer(ReleaseEdit::Cleared(Some(answer)));
        assert_eq!(desk.light(Kind::SecondPerson), Some(Light::Good));
        desk.edit(edit.clone());
        assert_eq!(desk.light(Kind::SecondPerson), Some(Light::Good), "{edit:?} changes nothing that is read");
        desk.edit(Edit::Draft(Wanted::No));
    }
    let message = Edit::Message("One more thing".to_owned());
    for edit in [message, Edit::Recipients("A school".to_owned()), Edit::Release(ReleaseEdit::Reader(Reader::Office))] {
        desk.edit(edit.clone());
        assert_eq!(desk.light(Kind::SecondPerson), Some(Light::Stop), "{edit:?}: another pack was not cleared");
        let answer = PackClearance { by: by("Co-manager"), of: subject(&desk.work, &desk.office) };
        desk.answer(ReleaseEdit::Cleared(Some(answer)));
        assert_eq!(desk.light(Kind::SecondPerson), Some(Light::Good));
    }
    desk.office.texts.disclaimer = "No liability.".to_owned();
    assert_eq!(desk.light(Kind::SecondPerson), Some(Light::Stop), "what the office prints was not cleared");
    let text = rso_toolbox::app::stored::to_text(&desk.office);
    assert!(rso_toolbox::app::stored::from_text::<Office>(&text).unwrap().second_person);
}
