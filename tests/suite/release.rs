//! The check before a pack leaves: every finding appears where it should, and vanishes once it is seen to.

use std::collections::BTreeMap;
use std::sync::Arc;

use rso_toolbox::app::release::desk::answer_on_handling;
use rso_toolbox::app::release::{
    Ask, Facts, Finding, Kind, Light, Looked, Pages, Property, Reader, ReleaseEdit, Table, Tells, Weight, check,
};
use rso_toolbox::app::{
    AppState, Clearance, Command, Dialog, DialogCommand, Edit, Effect, GivingCommand, ItemEdit, Leave, Office,
    PackDraft, PreferenceCommand, ReleaseCommand, RequestFor, SectionEdit, SectionKey, Start, Wanted, Work, dispatch,
};
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{
    AddressAbout, AddressLabel, AddressState, Availability, Catalogue, CivilDate, Handling, RelationKind,
    RelationTarget, Resource, ResourceId,
};
use rso_toolbox::export::pages::Overfull;
use rso_toolbox::pack::contents::{EnclosedFile, Sha256};
use rso_toolbox::pack::rich::RichText;
use rso_toolbox::suggest::rules::Rules;

use crate::commands::clock;

/// The Tool Box, and the same with other ids and titles and its resources turned round: no rule may know one by name.
pub(crate) fn catalogues() -> [Arc<Catalogue>; 2] {
    let own = built_in();
    let mut other = own.clone();
    let renamed = |id: &ResourceId| ResourceId::new(&format!("x-{}", id.as_str().len())).unwrap();
    let names: BTreeMap<ResourceId, ResourceId> = own
        .resources
        .iter()
        .enumerate()
        .map(|(place, it)| (it.id.clone(), ResourceId::new(&format!("{}-{place}", renamed(&it.id))).unwrap()))
        .collect();
    for (place, resource) in other.resources.iter_mut().enumerate() {
        let resource = Arc::make_mut(resource);
        resource.id = names[&resource.id].clone();
        resource.title = format!("Paper number {place}");
        for relation in &mut resource.relations {
            if let RelationTarget::Resource(id) = &mut relation.target {
                *id = names[id].clone();
            }
        }
    }
    [Arc::new(own), Arc::new(other)]
}

/// What a check is made from, each part to be changed.
pub(crate) struct Desk {
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) work: Work,
    pub(crate) office: Office,
    pub(crate) looked: BTreeMap<Sha256, Looked>,
    pub(crate) overfull: Option<Vec<Overfull>>,
    pub(crate) private: Vec<String>,
    pub(crate) today: CivilDate,
    pub(crate) leave: Leave,
    pub(crate) is_foreign: bool,
}

impl Desk {
    /// A pack with its fields filled in and this item.
    pub(crate) fn with(catalogue: &Arc<Catalogue>, ids: &[ResourceId]) -> Self {
        let mut desk = Self {
            catalogue: Arc::clone(catalogue),
            work: Work::new(),
            office: Office::default(),
            looked: BTreeMap::new(),
            overfull: Some(Vec::new()),
            private: Vec::new(),
            today: clock(0).today,
            leave: Leave::Export,
            is_foreign: false,
        };
        desk.edit(Edit::Add(ids.to_vec()));
        desk.edit(Edit::Title("Toolbox for trainers".to_owned()));
        desk.edit(Edit::PreparedFor("Border training centre".to_owned()));
        desk.edit(Edit::IssuedBy("Border academy".to_owned()));
        desk
    }

    #[expect(clippy::needless_pass_by_value, reason = "edits are made where they are given")]
    pub(crate) fn edit(&mut self, edit: Edit) {
        self.work.apply(&edit, &self.catalogue).unwrap();
    }

    pub(crate) fn answer(&mut self, edit: ReleaseEdit) {
        self.edit(Edit::Release(edit));
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts {
            catalogue: &self.catalogue,
            work: &self.work,
            office: &self.office,
            rules: Rules::built_in(),
            table: Table::built_in(),
            today: self.today,
            looked: &self.looked,
            pages: self.overfull.as_deref().map_or(Pages::Waiting, Pages::Looked),
            leave: self.leave,
            is_foreign: self.is_foreign,
            private: &self.private,
        }
    }

    pub(crate) fn all(&self) -> Vec<Finding> {
        check(&self.facts())
    }

    pub(crate) fn of(&self, kind: Kind) -> Vec<Finding> {
        self.all().into_iter().filter(|finding| finding.kind == kind).collect()
    }

    /// The gravest light of a kind.
    pub(crate) fn light(&self, kind: Kind) -> Option<Light> {
        self.of(kind).iter().map(|finding| finding.light).min()
    }

    /// Encloses bytes with an item; they are found to be so.
    pub(crate) fn enclose(&mut self, id: &ResourceId, bytes: &[u8], looked: Option<Looked>) -> Sha256 {
        let sum = Sha256::of(bytes);
        let file = EnclosedFile { name: "Guide.pdf".to_owned(), bytes: bytes.len() as u64, sha256: sum.clone() };
        self.edit(Edit::Item { id: id.clone(), change: ItemEdit::Enclose(Some(file)) });
        self.looked.extend(looked.map(|looked| (sum.clone(), looked)));
        sum
    }
}

pub(crate) fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).unwrap()
}

pub(crate) fn by(role: &str) -> Clearance {
    Clearance { role: role.to_owned(), on: Some(day("2026-11-24")) }
}

/// The first resource of which this is so.
pub(crate) fn first(catalogue: &Catalogue, is: impl Fn(&Resource) -> bool) -> ResourceId {
    catalogue.resources.iter().find(|resource| is(resource)).unwrap().id.clone()
}

/// The same catalogue with one resource changed.
fn changed(catalogue: &Arc<Catalogue>, id: &ResourceId, change: impl FnOnce(&mut Resource)) -> Arc<Catalogue> {
    let mut catalogue = (**catalogue).clone();
    let place = catalogue.resources.iter().position(|resource| resource.id == *id).unwrap();
    change(Arc::make_mut(&mut catalogue.resources[place]));
    Arc::new(catalogue)
}

#[test]
fn empty_fields_are_told_and_those_that_are_printed_stop() {
    for catalogue in catalogues() {
        let id = first(&catalogue, |_| true);
        let mut desk = Desk::with(&catalogue, &[id]);
        assert_eq!(desk.light(Kind::Fields), Some(Light::Good));
        desk.edit(Edit::PreparedFor(" ".to_owned()));
        assert_eq!(desk.light(Kind::Fields), Some(Light::Look));
        desk.edit(Edit::Title(String::new()));
        desk.edit(Edit::IssuedBy(String::new()));
        let stops = desk.of(Kind::Fields).into_iter().filter(|finding| finding.light == Light::Stop).count();
        assert_eq!(stops, 2, "title and issuer");
        desk.edit(Edit::Title("A".to_owned()));
        desk.edit(Edit::IssuedBy("B".to_owned()));
        desk.edit(Edit::PreparedFor("C".to_owned()));
        desk.edit(Edit::AddSection("First day".to_owned()));
        assert!(desk.of(Kind::Fields).iter().any(|it| it.light == Light::Look && it.words.contains("First day")));
        let introduction = SectionEdit::Introduction(RichText::plain("Welcome"));
        desk.edit(Edit::Section { key: SectionKey::Own(1), change: introduction });
        assert_eq!(desk.light(Kind::Fields), Some(Light::Good));
    }
}

#[test]
fn an_empty_pack_stops_and_what_the_catalogue_lacks_is_told() {
    let [catalogue, other] = catalogues();
    let desk = Desk::with(&catalogue, &[]);
    assert_eq!(desk.light(Kind::Contents), Some(Light::Stop));
    let id = first(&catalogue, |_| true);
    let desk = Desk::with(&catalogue, &[id]);
    assert_eq!(desk.light(Kind::Contents), None);
    let draft = PackDraft::of(&desk.work, serde_json::Map::new());
    let mut strange = Desk::with(&other, &[first(&other, |_| true)]);
    strange.work = draft.restore(&other);
    assert_eq!(strange.work.missing.len(), 1);
    assert!(strange.of(Kind::Contents).iter().any(|it| it.words.contains("not in this catalogue")));
}

#[test]
fn a_missing_companion_is_told_with_its_sentence_and_can_be_added() {
    for catalogue in catalogues() {
        let target = |resource: &Resource| {
            resource.relations.iter().find_map(|relation| match &relation.target {
                RelationTarget::Resource(id) if relation.kind == RelationKind::DrawsOn => Some(id.clone()),
                _ => None,
            })
        };
        let id = first(&catalogue, |resource| target(resource).is_some());
        let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
        let resource = catalogue.resource(&id).unwrap();
        let companion = target(resource).unwrap();
        let title = &catalogue.resource(&companion).unwrap().title;
        let sentence = &resource.relations.iter().find(|it| it.kind == RelationKind::DrawsOn).unwrap().sentence;
        let found = desk.of(Kind::Companions);
        let finding = found.iter().find(|it| it.words.contains(title)).expect("it is told");
        assert_eq!(finding.light, Light::Look);
        assert!(finding.detail.contains(sentence.as_str()), "{finding:?}");
        assert_eq!(finding.leads[0].command, Command::Edit(Edit::Add(vec![companion])));
        // Adding everything that is told ends it.
        for _ in 0..3 {
            for finding in desk.of(Kind::Companions) {
                for lead in finding.leads {
                    let Command::Edit(edit) = lead.command else { panic!("{:?}", lead.command) };
                    desk.edit(edit);
                }
            }
        }
        assert_eq!(desk.light(Kind::Companions), Some(Light::Good));
    }
}

#[test]
fn what_is_on_request_has_its_letter_ready() {
    for catalogue in catalogues() {
        let id = first(&catalogue, |resource| resource.availability == Availability::OnRequest);
        let other = first(&catalogue, |resource| resource.availability == Availability::Download);
        let mut desk = Desk::with(&catalogue, &[id.clone(), other]);
        let found = desk.of(Kind::OnRequest);
        assert_eq!(found[0].light, Light::Look);
        let letter = RequestFor::Items(vec![id.clone()]);
        let opens = Command::Dialog(DialogCommand::Open(Dialog::Request(letter)));
        assert_eq!(found[0].leads[0].command, opens);
        desk.enclose(&id, b"the document", Some(Looked::Into(Vec::new())));
        assert_eq!(desk.light(Kind::OnRequest), Some(Light::Good), "its document was given already");

        let (mut state, _) = AppState::new(Start::fresh(Arc::clone(&catalogue), clock(0)));
        dispatch(&mut state, Command::Edit(Edit::Add(vec![id.clone()])));
        dispatch(&mut state, opens);
        let title = &catalogue.resource(&id).unwrap().title;
        let request = state.request.clone().unwrap();
        assert!(request.body.contains(title) && request.to == catalogue.contact.email, "{request:?}");
        let effects = dispatch(&mut state, Command::Giving(GivingCommand::CopyRequest));
        assert!(matches!(&effects[..], [Effect::Copy(copied)] if copied.plain.contains(title)), "{effects:?}");
    }
}

#[test]
fn a_newer_edition_is_told_and_can_take_its_place() {
    for catalogue in catalogues() {
        let id = first(&catalogue, |resource| resource.successor().is_some());
        let desk = Desk::with(&catalogue, std::slice::from_ref(&id));
        let found = desk.of(Kind::Superseded);
        assert_eq!((found.len(), found[0].light), (1, Light::Look));
        let RelationTarget::Outside { title, year, .. } = &catalogue.resource(&id).unwrap().successor().unwrap().target
        else {
            panic!("the newer edition is outside")
        };
        assert!(found[0].detail.contains(title) && found[0].detail.contains(&year.unwrap().to_string()), "{found:?}");
        assert!(
            matches!(&found[0].leads[0].command, Command::Giving(GivingCommand::OpenAddress(url)) if found[0].detail.contains(url))
        );

        let newer = first(&catalogue, |resource| resource.id != id);
        let inside = changed(&catalogue, &id, |resource| {
            for relation in resource.relations.iter_mut().filter(|it| it.kind == RelationKind::SupersededBy) {
                relation.target = RelationTarget::Resource(newer.clone());
            }
        });
        let mut desk = Desk::with(&inside, std::slice::from_ref(&id));
        let lead = |desk: &Desk| desk.of(Kind::Superseded)[0].leads[0].command.clone();
        assert_eq!(lead(&desk), Command::Edit(Edit::Add(vec![newer.clone()])));
        assert!(desk.of(Kind::Companions).iter().all(|it| !it.words.contains("newer")), "it is told once");
        desk.edit(Edit::Add(vec![newer]));
        assert_eq!(lead(&desk), Command::Edit(Edit::Remove(id.clone())));
        desk.edit(Edit::Remove(id));
        assert_eq!(desk.light(Kind::Superseded), Some(Light::Good));
    }
}

#[test]
fn addresses_are_told_as_they_are_known() {
    for catalogue in catalogues() {
        let id = first(&catalogue, |it| {
            it.addresses.len() == 1 && it.address_state() != AddressState::None && it.successor().is_none()
        });
        let with = |change: &dyn Fn(&mut Resource)| {
            Desk::with(&changed(&catalogue, &id, |it| change(it)), std::slice::from_ref(&id))
        };
        let words = |desk: &Desk| {
            let found = desk.of(Kind::Addresses);
            found.iter().map(|it| it.words.clone()).collect::<Vec<_>>().join("; ")
        };
        let fine = |it: &mut Resource| {
            it.addresses[0].checked_on = Some(day("2026-11-01"));
            it.addresses[0].label = AddressLabel::Official;
        };
        assert_eq!(words(&with(&fine)), "Its address was checked within a year");
        let unchecked = with(&|it| {
            fine(it);
            it.addresses[0].checked_on = None;
        });
        assert_eq!(words(&unchecked), "1 address was not checked");
        let lead = &unchecked.of(Kind::Addresses)[0].leads[0];
        assert!(matches!(&lead.command, Command::Giving(GivingCommand::OpenAddress(_))), "{lead:?}");
        let old = with(&|it| {
            fine(it);
            it.addresses[0].checked_on = Some(day("2025-11-23"));
        });
        assert_eq!(words(&old), "1 address was checked long ago");
        assert!(old.of(Kind::Addresses)[0].detail.ends_with("checked on 23 November 2025"));
        let former = with(&|it| {
            fine(it);
            it.addresses[0].label = AddressLabel::Former;
        });
        assert_eq!(words(&former), "1 address is a former one");
        for bad in ["https://nowhere", "ftp://example.org", "https://.org", "example.org"] {
            let broken = with(&|it| {
                fine(it);
                it.addresses[0].url = bad.to_owned();
            });
            assert_eq!(words(&broken), "1 address cannot be opened", "{bad}");
            assert!(broken.of(Kind::Addresses)[0].leads.is_empty(), "{bad}");
        }
        let none = with(&|it| {
            it.addresses.clear();
            it.availability = Availability::Download;
        });
        assert_eq!(words(&none), "No address is known for 1 resource");
        let mut none = none;
        none.enclose(&id, b"the document", Some(Looked::Into(Vec::new())));
        assert_eq!(words(&none), "It gives no address that could be wrong", "its document goes with it");
        let related = with(&|it| {
            fine(it);
            it.addresses[0].about = AddressAbout::Related;
            it.availability = Availability::OnRequest;
        });
        assert_eq!(related.light(Kind::Addresses), Some(Light::Good));
    }
}

#[test]
fn contact_details_are_confirmed_and_grow_old() {
    for catalogue in catalogues() {
        let (mut state, _) = AppState::new(Start::fresh(Arc::clone(&catalogue), clock(0)));
        let light = |state: &AppState| {
            state
                .release_check(Leave::Export)
                .into_iter()
                .find(|it| it.kind == Kind::Contact)
                .map(|it| it.light)
                .unwrap()
        };
        assert_eq!(light(&state), Light::Look);
        let contact = catalogue.contact.clone();
        dispatch(&mut state, Command::Preference(PreferenceCommand::ConfirmContact(contact)));
        assert_eq!(light(&state), Light::Good);
        let text = rso_toolbox::app::stored::to_text(&state.office);
        let read: Office = rso_toolbox::app::stored::from_text(&text).unwrap();
        assert_eq!(read.contact_confirmed, Some(clock(0).today), "{text}");
        state.clock.today = day("2028-01-01");
        assert_eq!(light(&state), Light::Look);
        state.clock.today = clock(0).today;
        dispatch(&mut state, Command::Preference(PreferenceCommand::ForgetContact));
        assert_eq!(light(&state), Light::Look);
    }
}

fn author(name: &str) -> Looked {
    Looked::Into(vec![Property { tells: Tells::Person, name: "Author", value: name.to_owned() }])
}

#[test]
fn private_properties_stop_until_somebody_decides() {
    for catalogue in catalogues() {
        let id = first(&catalogue, |_| true);
        let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
        let sum = desk.enclose(&id, b"a", None);
        assert_eq!(desk.light(Kind::Documents), Some(Light::Stop), "it is still looked into");
        for (looked, wanted) in
            [(Looked::Missing, "is not there any more"), (Looked::Changed, "is not the file that was enclosed")]
        {
            desk.looked.insert(sum.clone(), looked);
            let found = desk.of(Kind::Documents);
            assert_eq!(found[0].light, Light::Stop);
            assert!(found[0].words.contains(wanted), "{found:?}");
        }
        desk.looked.insert(sum.clone(), Looked::Into(Vec::new()));
        assert_eq!((desk.light(Kind::Documents), desk.light(Kind::Private)), (Some(Light::Good), Some(Light::Good)));
        let company = Property { tells: Tells::Organisation, name: "Company", value: "IOM".to_owned() };
        desk.looked.insert(sum.clone(), Looked::Into(vec![company]));
        assert_eq!(desk.light(Kind::Private), Some(Light::Good), "a publisher is no secret");
        desk.looked.insert(sum.clone(), Looked::Not("it is locked"));
        assert_eq!(desk.light(Kind::Private), Some(Light::Look));
        desk.looked.insert(sum.clone(), author("A. Lee"));
        let found = desk.of(Kind::Private);
        assert_eq!((found[0].light, &found[0].ask), (Light::Stop, &Some(Ask::Keep(sum.clone()))));
        assert!(found[0].detail.contains("Author: A. Lee"), "{found:?}");
        desk.answer(ReleaseEdit::Reader(Reader::Office));
        assert_eq!(desk.light(Kind::Private), Some(Light::Look), "inside the office it is only told");
        desk.answer(ReleaseEdit::Reader(Reader::Outside));
        desk.answer(ReleaseEdit::Keep { document: sum.clone(), by: Some(by("Programme manager")) });
        assert_eq!(desk.light(Kind::Private), Some(Light::Good));
        let other = desk.enclose(&id, b"b", Some(author("B. Lee")));
        assert_ne!(sum, other);
        assert_eq!(desk.light(Kind::Private), Some(Light::Stop), "another document was not decided on");
    }
}

#[test]
fn folders_and_user_names_in_what_was_typed_are_told() {
    let [catalogue, _] = catalogues();
    let id = first(&catalogue, |_| true);
    let mut desk = Desk::with(&catalogue, std::slice::from_ref(&id));
    desk.private = vec!["somchai".to_owned()];
    assert_eq!(desk.light(Kind::Private), Some(Light::Good));
    let path = r"D:\Drafts\case 7.docx";
    let note = |text: &str| Edit::Item { id: id.clone(), change: ItemEdit::Note(text.to_owned()) };
    let places = [
        (Edit::Message(format!("See {path}")), Edit::Message(String::new()), "the message"),
        (note(&format!("See {path}")), note(""), "the note to the reader"),
        (Edit::Foreword(RichText::plain(path)), Edit::Foreword(RichText::default()), "the foreword"),
        (Edit::Closing(RichText::plain(path)), Edit::Closing(RichText::default()), "the closing text"),
        (Edit::Event(path.to_owned()), Edit::Event(String::new()), "the event"),
    ];
    for (typed, emptied, place) in places {
        desk.edit(typed);
        let found = desk.of(Kind::Private);
        assert_eq!(found[0].light, Light::Stop, "{place}");
        assert!(found[0].words.contains(place) && found[0].detail == path, "{found:?}");
        desk.edit(emptied);
        assert_eq!(desk.light(Kind::Private), Some(Light::Good), "{place}");
    }
    desk.edit(Edit::Message("Ask Somchai, please".to_owned()));
    assert_eq!(desk.light(Kind::Private), Some(Light::Look));
    desk.edit(Edit::Message("Ask somchaiya".to_owned()));
    assert_eq!(desk.light(Kind::Private), Some(Light::Good));
    let private = Edit::Item { id, change: ItemEdit::Private(path.to_owned()) };
    desk.edit(private);
    assert_eq!(desk.light(Kind::Private), Some(Light::Good), "a private note does not leave");
}

#[test]
fn handling_is_confirmed_by_role_and_reason() {
    for catalogue in catalogues() {
        let id = first(&catalogue, |it| it.handling == Handling::AskFirst);
        let (mut state, _) = AppState::new(Start::fresh(Arc::clone(&catalogue), clock(0)));
        dispatch(&mut state, Command::Edit(Edit::Add(vec![id.clone()])));
        let found = |state: &AppState| {
            state.release_check(Leave::Export).into_iter().find(|it| it.kind == Kind::Handling).unwrap()
        };
        assert_eq!((found(&state).light, found(&state).ask), (Light::Look, Some(Ask::Handling)));
        let file = |text: &str| {
            let sha256 = Sha256::of(text.as_bytes());
            let file = EnclosedFile { name: "a.pdf".to_owned(), bytes: 1, sha256 };
            Command::Edit(Edit::Item { id: id.clone(), change: ItemEdit::Enclose(Some(file)) })
        };
        dispatch(&mut state, file("a"));
        assert_eq!(found(&state).light, Light::Stop, "the document itself would go");
        dispatch(&mut state, Command::Edit(Edit::Release(ReleaseEdit::Reader(Reader::Office))));
        assert_eq!(found(&state).light, Light::Good);
        dispatch(&mut state, Command::Edit(Edit::Release(ReleaseEdit::Reader(Reader::Outside))));
        let confirm = |role: &str, reason: &str| {
            Command::Release(ReleaseCommand::ConfirmHandling { role: role.to_owned(), reason: reason.to_owned() })
        };
        dispatch(&mut state, confirm("Programme manager", " "));
        assert_eq!(found(&state).light, Light::Stop, "a reason is needed");
        dispatch(&mut state, confirm("Programme manager", "They train with it"));
        assert_eq!(found(&state).light, Light::Good);
        assert_eq!(state.office.role, "Programme manager", "it is offered the next time");
        assert!(found(&state).words.contains("Programme manager, on 24 November 2026"));
        dispatch(&mut state, file("b"));
        assert_eq!(found(&state).light, Light::Stop, "another document was not confirmed");
        dispatch(&mut state, Command::Undo);
        assert_eq!(found(&state).light, Light::Good);
        let rest: Vec<ResourceId> = catalogue.resources.iter().map(|it| it.id.clone()).collect();
        dispatch(&mut state, Command::Edit(Edit::Add(rest)));
        assert_eq!(found(&state).light, Light::Look, "the others were not confirmed");
    }
    let [catalogue, _] = catalogues();
    let id = first(&catalogue, |_| true);
    let public = changed(&catalogue, &id, |it| it.handling = Handling::Public);
    assert_eq!(Desk::with(&public, &[id]).light(Kind::Handling), Some(Light::Good));
}

#[test]
fn handling_is_told_once_of_descriptions_and_of_each_document_that_goes_out() {
    for catalogue in catalogues() {
        let of = |handling: Handling| -> Vec<ResourceId> {
            catalogue.resources.iter().filter(|it| it.handling == handling).map(|it| it.id.clone()).collect()
        };
        let (silent, stated) = (of(Handling::NotStated), of(Handling::AskFirst));
        let mut desk = Desk::with(&catalogue, &[&silent[..7], &stated[..2]].concat());
        let title = |id: &ResourceId| catalogue.resource(id).unwrap().title.clone();
        let [told] = &desk.of(Kind::HandlingNotStated)[..] else { panic!("{:#?}", desk.of(Kind::HandlingNotStated)) };
        assert_eq!(told.words, "The Tool Box does not say how 7 of these may be handed on");
        assert_eq!(told.named, silent[..7].iter().map(title).collect::<Vec<_>>());
        assert_eq!((told.light, told.detail.as_str()), (Light::Look, "Only descriptions go out, no document."));
        let [together] = &desk.of(Kind::Handling)[..] else { panic!("{:#?}", desk.of(Kind::Handling)) };
        assert_eq!(together.words, "2 resources are not public; only their descriptions go out");
        assert_eq!(together.named, stated[..2].iter().map(title).collect::<Vec<_>>());
        assert_eq!(together.light, Light::Look);
        let asks = |desk: &Desk| -> Vec<Kind> {
            desk.all().iter().filter(|it| it.ask == Some(Ask::Handling)).map(|it| it.kind).collect()
        };
        assert_eq!(asks(&desk), [Kind::Handling], "one answer holds for all");
        desk.enclose(&silent[3], b"the document", Some(Looked::Into(Vec::new())));
        let told = &desk.of(Kind::HandlingNotStated)[0];
        assert_eq!(told.light, Light::Stop);
        assert!(told.detail.contains(&title(&silent[3])), "{told:?}");
        assert_eq!(asks(&desk), [Kind::HandlingNotStated], "where it is gravest");
        desk.enclose(&stated[0], b"another document", Some(Looked::Into(Vec::new())));
        let each: Vec<(Light, String)> = desk.of(Kind::Handling).into_iter().map(|it| (it.light, it.words)).collect();
        let goes = format!("“{}” is not public, and its document goes to someone outside", title(&stated[0]));
        let stays = format!("“{}” is not public; only its description goes out", title(&stated[1]));
        assert_eq!(each, [(Light::Stop, goes), (Light::Look, stays)]);
        assert_eq!(asks(&desk), [Kind::Handling]);
        let desk_alone = Clearance { role: "Desk".to_owned(), on: None };
        let answer = answer_on_handling(&desk.facts(), desk_alone, "Training");
        desk.answer(ReleaseEdit::Handling(Some(answer)));
        for kind in [Kind::Handling, Kind::HandlingNotStated] {
            let found = desk.of(kind);
            assert_eq!((found.len(), found[0].light), (1, Light::Good), "{found:?}");
        }
        assert!(asks(&desk).is_empty());
    }
}

#[test]
fn the_care_of_people_asks_for_the_offices_own_text() {
    for catalogue in catalogues() {
        let care = &Table::built_in().care;
        let about: Vec<&str> =
            catalogue.resources.iter().filter(|it| care.sentence(it).is_some()).map(|it| it.id.as_str()).collect();
        assert!((4..=9).contains(&about.len()), "{about:#?}");
        let id = first(&catalogue, |it| care.sentence(it).is_some());
        let mut desk = Desk::with(&catalogue, &[id]);
        let found = desk.of(Kind::BeforeUse);
        assert_eq!(found[0].light, Light::Look);
        desk.office.texts.before_use = RichText::plain("Call the referral line");
        assert_eq!(desk.light(Kind::BeforeUse), Some(Light::Good));
        let other = first(&catalogue, |it| care.sentence(it).is_none());
        let desk = Desk::with(&catalogue, &[other]);
        assert_eq!(desk.light(Kind::BeforeUse), Some(Light::Good));
    }
}

#[test]
fn a_draft_is_told_and_stops_nothing() {
    let [catalogue, _] = catalogues();
    let mut desk = Desk::with(&catalogue, &[first(&catalogue, |_| true)]);
    assert_eq!(desk.light(Kind::Draft), Some(Light::Good));
    desk.edit(Edit::Draft(Wanted::Yes));
    let found = desk.of(Kind::Draft);
    assert_eq!((found[0].light, &found[0].leads[0].command), (Light::Look, &Command::Edit(Edit::Draft(Wanted::No))));
}

#[test]
fn every_finding_says_what_to_do_and_the_gravest_stand_first() {
    for catalogue in catalogues() {
        let ids: Vec<ResourceId> = catalogue.resources.iter().map(|it| it.id.clone()).collect();
        let mut desk = Desk::with(&catalogue, &ids[..9]);
        desk.edit(Edit::Title(String::new()));
        desk.enclose(&ids[0], b"a", Some(author("A. Lee")));
        desk.edit(Edit::Draft(Wanted::Yes));
        let findings = desk.all();
        let order: Vec<(Weight, Kind)> = findings.iter().map(|it| (it.weight(), it.kind)).collect();
        let mut sorted = order.clone();
        sorted.sort();
        assert_eq!(order, sorted);
        for finding in &findings {
            assert_eq!(finding.light == Light::Good, finding.to_do.is_empty(), "{finding:?}");
            assert!(!finding.words.ends_with('.') && !finding.words.is_empty(), "{finding:?}");
        }
    }
}
