//! What the catalogue says of the items: handling, companions, requests, newer editions, addresses.

use std::collections::{BTreeMap, BTreeSet};

use strum::IntoEnumIterator as _;

use super::documents::show;
use super::record::{Confirmed, HandlingAnswer, ReleaseEdit, by_words, readers};
use super::{Ask, Facts, Finding, Kind, LETTER, Light, NAMED_MAX, counted, days_between, shortened, titles};
use crate::app::command::Command;
use crate::app::dialog::{Dialog, DialogCommand, RequestFor};
use crate::app::edit::Edit;
use crate::app::giving::GivingCommand;
use crate::app::work::{Clearance, Item};
use crate::catalogue::{
    Address, AddressAbout, AddressLabel, AddressState, Availability, Handling, RelationKind, RelationTarget, Resource,
    ResourceId, is_web,
};
use crate::pack::words;
use crate::suggest::{MissingCompanion, companions_missing};

/// So many addresses have a button of their own.
const BUTTONS_MAX: usize = 4;

/// Items that are not public and go to someone outside: confirmed by role, with a reason that is kept.
pub(super) fn handling(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    if !facts.goes_outside() {
        return findings.push(Finding::good(Kind::Handling, "It stays inside the office"));
    }
    let restricted: Vec<(&Item, &Resource)> = facts.items().filter(|(_, resource)| is_restricted(resource)).collect();
    if restricted.is_empty() {
        return findings.push(Finding::good(Kind::Handling, "Everything in it is public"));
    }
    let (silent, stated): (Vec<_>, Vec<_>) =
        restricted.into_iter().partition(|(_, resource)| resource.handling == Handling::NotStated);
    let mut made = not_public(facts, &stated);
    made.extend(not_said(facts, &silent));
    // One answer holds for all of them, so that it is asked for once, where it is gravest.
    let open = made.iter_mut().filter(|finding| finding.light != Light::Good);
    let mut open: Vec<&mut Finding> = open.collect();
    open.sort_by_key(|finding| (finding.light, finding.kind));
    for (place, finding) in open.into_iter().enumerate() {
        if place == 0 {
            finding.ask = Some(Ask::Handling);
        } else {
            ANSWERED_TOGETHER.clone_into(&mut finding.to_do);
        }
    }
    findings.append(&mut made);
}

/// What to do about handling.
const CONFIRM: &str = "Say by what role and why this is right, or choose that it stays inside the office.";

/// What is said of the others.
const ANSWERED_TOGETHER: &str = "One answer by role and reason is for all of these.";

/// What is said not to be public: each by itself where its document goes out, else together.
fn not_public(facts: &Facts<'_>, items: &[(&Item, &Resource)]) -> Vec<Finding> {
    let open = unconfirmed(facts, items);
    if open.is_empty() {
        return confirmation(facts, Kind::Handling, items.len()).into_iter().collect();
    }
    let (enclosed, described): (Vec<_>, Vec<_>) = open.iter().partition(|(item, _)| facts.document(item).is_some());
    let (named, rest) = enclosed.split_at(enclosed.len().min(NAMED_MAX));
    let mut findings: Vec<Finding> = named
        .iter()
        .map(|(_, resource)| {
            let words = format!("“{}” is not public, and its document goes to someone outside", resource.title);
            let detail = format!("Handling: {}.", resource.handling.label());
            Finding::new(Kind::Handling, Light::Stop, words).detail(detail).remedy(CONFIRM)
        })
        .collect();
    if !rest.is_empty() {
        let words =
            counted(rest.len(), "more document that is not public goes", "more documents that are not public go");
        let finding = Finding::new(Kind::Handling, Light::Stop, format!("{words} to someone outside")).remedy(CONFIRM);
        findings.push(finding.named(rest.iter().map(|(_, resource)| *resource)));
    }
    findings.extend(described_alone(&described));
    findings
}

/// What is not public and goes out without its document.
fn described_alone(items: &[(&Item, &Resource)]) -> Option<Finding> {
    let (_, first) = items.first()?;
    let (words, detail) = match items.len() {
        1 => (
            format!("“{}” is not public; only its description goes out", first.title),
            format!("Handling: {}. No document goes with it.", first.handling.label()),
        ),
        many => {
            let words = format!("{many} resources are not public; only their descriptions go out");
            (words, "No document goes with them.".to_owned())
        }
    };
    let finding = Finding::new(Kind::Handling, Light::Look, words).detail(detail).remedy(CONFIRM);
    let named = if items.len() > 1 { items } else { &[] };
    Some(finding.named(named.iter().map(|(_, resource)| *resource)))
}

/// What nobody says who may have: one finding, however many there are.
fn not_said(facts: &Facts<'_>, items: &[(&Item, &Resource)]) -> Option<Finding> {
    let open = unconfirmed(facts, items);
    if open.is_empty() {
        return confirmation(facts, Kind::HandlingNotStated, items.len());
    }
    let words = format!("The Tool Box does not say how {} of these may be handed on", open.len());
    let enclosed: Vec<&Resource> =
        open.iter().filter(|(item, _)| facts.document(item).is_some()).map(|(_, resource)| *resource).collect();
    let enclosed_count = enclosed.len();
    let detail = match enclosed_count {
        0 => "Only descriptions go out, no document.".to_owned(),
        1 => format!("The document goes with it: {}.", titles(enclosed)),
        _ => format!("The documents go with them: {}.", titles(enclosed)),
    };
    let finding =
        Finding::new(Kind::HandlingNotStated, gravity(enclosed_count), words).minor().detail(detail).remedy(CONFIRM);
    Some(finding.named(open.iter().map(|(_, resource)| *resource)))
}

fn unconfirmed<'a>(facts: &Facts<'_>, items: &[(&'a Item, &'a Resource)]) -> Vec<(&'a Item, &'a Resource)> {
    items.iter().copied().filter(|(item, resource)| !is_confirmed(facts, item, resource)).collect()
}

/// A description alone is the Tool Box's own, which is on the web; the document itself is not.
fn gravity(documents: usize) -> Light {
    if documents > 0 { Light::Stop } else { Light::Look }
}

/// That all of them may go; `None` where there are none.
fn confirmation(facts: &Facts<'_>, kind: Kind, count: usize) -> Option<Finding> {
    let answer = confirmed(facts).filter(|_| count > 0)?;
    let what = match (kind, count) {
        (Kind::Handling, 1) => "1 resource that is not public".to_owned(),
        (Kind::Handling, _) => format!("{count} resources that are not public"),
        (_, 1) => "1 resource that is not said to be public".to_owned(),
        _ => format!("{count} resources that are not said to be public"),
    };
    let by = by_words(&Clearance { role: answer.role.clone(), on: answer.on });
    let back = Command::Edit(Edit::Release(ReleaseEdit::Handling(None)));
    let words = format!("{what} may go to someone outside: confirmed by {by}");
    Some(Finding::good(kind, words).detail(answer.reason.trim()).lead("Take back", back))
}

/// The answer that stands, where the pack goes outside, to those for whom it was given.
fn confirmed<'a>(facts: &Facts<'a>) -> Option<&'a HandlingAnswer> {
    let answer = facts.work.details.release.handling.as_ref();
    answer.filter(|answer| answer.is_whole() && facts.goes_outside() && answer.to == readers(facts.work))
}

/// The answer that stands with what it is about; `None` where that is nothing of the pack.
pub(super) fn confirmed_items<'a>(facts: &'a Facts<'_>) -> Option<(&'a HandlingAnswer, Vec<&'a Resource>)> {
    let answer = confirmed(facts)?;
    let items = facts.items().filter(|(item, resource)| is_restricted(resource) && is_confirmed(facts, item, resource));
    let resources: Vec<&Resource> = items.map(|(_, resource)| resource).collect();
    (!resources.is_empty()).then_some((answer, resources))
}

fn is_restricted(resource: &Resource) -> bool {
    resource.handling != Handling::Public
}

/// A document that was enclosed afterwards, or another one, was not confirmed, nor what the catalogue says otherwise now.
fn is_confirmed(facts: &Facts<'_>, item: &Item, resource: &Resource) -> bool {
    let answered = confirmed(facts).and_then(|answer| answer.items.get(item.id()));
    let document = facts.document(item).map(|file| &file.sha256);
    answered
        .is_some_and(|it| it.handling == resource.handling && (document.is_none() || document == it.document.as_ref()))
}

/// That what is not public may go as it is now, to those for whom the pack is.
pub fn answer_on_handling(facts: &Facts<'_>, by: Clearance, reason: &str) -> HandlingAnswer {
    let Clearance { role, on } = by;
    HandlingAnswer { role, reason: reason.to_owned(), on, to: readers(facts.work), items: restricted_items(facts) }
}

fn restricted_items(facts: &Facts<'_>) -> BTreeMap<ResourceId, Confirmed> {
    let restricted = facts.items().filter(|(_, resource)| is_restricted(resource));
    let confirmed = |item: &Item, resource: &Resource| Confirmed {
        document: facts.document(item).map(|file| file.sha256.clone()),
        handling: resource.handling,
    };
    restricted.map(|(item, resource)| (item.id().clone(), confirmed(item, resource))).collect()
}

/// What belongs to an item and is not in the pack.
pub(super) fn companions(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let mut missing: Vec<(ResourceId, Vec<MissingCompanion>)> = Vec::new();
    for it in companions_missing(facts.rules, facts.catalogue, facts.work.items()) {
        // Newer editions are told as such.
        if it.relation == RelationKind::SupersededBy {
            continue;
        }
        match missing.iter_mut().find(|(companion, _)| *companion == it.companion) {
            Some((_, known)) => known.push(it),
            None => missing.push((it.companion.clone(), vec![it])),
        }
    }
    if missing.is_empty() {
        return findings.push(Finding::good(Kind::Companions, "No companion is missing"));
    }
    for (companion, why) in missing.iter().take(NAMED_MAX) {
        let title = why.first().map(|it| it.companion_title.as_str()).unwrap_or_default();
        let detail: Vec<String> = why.iter().map(|it| format!("{} {}", it.words, it.sentence)).collect();
        findings.push(
            Finding::new(Kind::Companions, Light::Look, format!("A companion is missing: “{title}”"))
                .detail(detail.join(" ").trim())
                .remedy("Add it, or leave it out knowingly.")
                .lead("Add it", Command::Edit(Edit::Add(vec![companion.clone()]))),
        );
    }
    let rest: Vec<ResourceId> = missing.iter().skip(NAMED_MAX).map(|(companion, _)| companion.clone()).collect();
    if !rest.is_empty() {
        let words = format!("{} missing", counted(rest.len(), "more companion is", "more companions are"));
        let finding =
            Finding::new(Kind::Companions, Light::Look, words).remedy("Add them, or leave them out knowingly.");
        findings.push(finding.lead("Add them", Command::Edit(Edit::Add(rest))));
    }
}

/// What is on request: a letter that is ready, or, where this office is the one that is asked, who cleared it.
pub(super) fn on_request(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let all: Vec<(&Item, &Resource)> =
        facts.items().filter(|(_, resource)| resource.availability == Availability::OnRequest).collect();
    if words::is_the_office(&facts.work.details.issued_by) {
        return asked_here(facts, &all, findings);
    }
    let open: Vec<&Resource> =
        all.iter().filter(|(item, _)| facts.document(item).is_none()).map(|(_, resource)| *resource).collect();
    if open.is_empty() {
        return findings.push(Finding::good(Kind::OnRequest, "Nothing in it is listed as on request"));
    }
    let ids: Vec<ResourceId> = open.iter().map(|resource| resource.id.clone()).collect();
    let letter = Command::Dialog(DialogCommand::Open(Dialog::Request(RequestFor::Items(ids))));
    let (verb, to_do) = match open.len() {
        1 => ("is", "Ask for it before it is needed; the letter is ready."),
        _ => ("are", "Ask for them before they are needed; the letter is ready."),
    };
    findings.push(
        Finding::new(Kind::OnRequest, Light::Look, format!("{} {verb} on request", resources(open.len())))
            .detail(titles(open))
            .remedy(to_do)
            .lead(LETTER, letter),
    );
}

/// Who cleared what: each by itself, or with the answer on handling, which says by what role it may go out and why.
fn asked_here(facts: &Facts<'_>, all: &[(&Item, &Resource)], findings: &mut Vec<Finding>) {
    let (mut open, mut with_handling) = (Vec::new(), Vec::new());
    for (item, resource) in all {
        let own = item.clearance.as_ref().filter(|by| !by.role.trim().is_empty());
        let is_restricted = facts.goes_outside() && is_restricted(resource);
        let answered = confirmed(facts).filter(|_| is_restricted && is_confirmed(facts, item, resource));
        let by = answered.map(|answer| Clearance { role: answer.role.clone(), on: answer.on });
        if let Some(by) = own {
            let words = format!("“{}” is on request: asked, cleared by {}", resource.title, by_words(by));
            let change = crate::app::ItemEdit::Clear(None);
            let back = Command::Edit(Edit::Item { id: resource.id.clone(), change });
            findings.push(Finding::good(Kind::OnRequest, words).lead("Take back", back));
        } else if let Some(by) = by {
            let words = format!("“{}” is on request here: may go out, confirmed by {}", resource.title, by_words(&by));
            findings.push(Finding::good(Kind::OnRequest, words));
        } else if is_restricted {
            with_handling.push(*resource);
        } else {
            open.push(*resource);
        }
    }
    if !with_handling.is_empty() {
        let finding = requested_here(&with_handling).minor();
        findings.push(finding.remedy("The answer on handling is the answer on this, too."));
    }
    if !open.is_empty() {
        let ids = open.iter().map(|resource| resource.id.clone()).collect();
        let finding = requested_here(&open).remedy("Say by what role it was cleared, and when.");
        findings.push(finding.ask(Ask::Clearance(ids)));
    }
    if all.is_empty() {
        findings.push(Finding::good(Kind::OnRequest, "Nothing in it is on request"));
    }
}

fn requested_here(items: &[&Resource]) -> Finding {
    let words = match items {
        [resource] => format!("“{}” is on request, and this office is the one that is asked", resource.title),
        _ => format!("{} are on request, and this office is the one that is asked", resources(items.len())),
    };
    let named = if items.len() > 1 { items } else { &[] };
    Finding::new(Kind::OnRequest, Light::Look, words).named(named.iter().copied())
}

/// Items of which a newer edition exists.
pub(super) fn superseded(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let all: Vec<&Resource> =
        facts.items().map(|(_, resource)| resource).filter(|resource| resource.successor().is_some()).collect();
    if all.is_empty() {
        return findings.push(Finding::good(Kind::Superseded, "No newer edition of anything in it is known"));
    }
    for resource in all.iter().take(NAMED_MAX) {
        findings.extend(older(facts, resource));
    }
    if all.len() > NAMED_MAX {
        let words = format!("Newer editions exist of {} more", all.len() - NAMED_MAX);
        findings.push(Finding::new(Kind::Superseded, Light::Look, words).remedy("Look at each resource."));
    }
}

fn older(facts: &Facts<'_>, resource: &Resource) -> Option<Finding> {
    let relation = resource.successor()?;
    let finding = |newer: String, detail: String| {
        let words = format!("“{}” is an older edition", resource.title);
        Finding::new(Kind::Superseded, Light::Look, words)
            .detail(format!("{newer}. {detail}").trim())
            .remedy("Give the newer edition, or this one knowingly.")
    };
    Some(match &relation.target {
        RelationTarget::Resource(id) => {
            let newer = facts.catalogue.resource(id)?;
            let year = newer.year.as_ref().map(|year| year.value);
            let finding = finding(words::newer_edition(&newer.title, year), relation.sentence.clone());
            if facts.work.contains(id) {
                let without = Command::Edit(Edit::Remove(resource.id.clone()));
                finding.lead("Remove the older one", without)
            } else {
                finding.lead("Add the newer one", Command::Edit(Edit::Add(vec![id.clone()])))
            }
        }
        RelationTarget::Outside { title, year, publisher } => {
            let successor = resource.addresses.iter().find(|address| address.label == AddressLabel::Successor);
            let from = if publisher.is_empty() { String::new() } else { format!("Published by {publisher}. ") };
            let place = successor.map(|address| address.url.clone()).unwrap_or_default();
            let finding = finding(words::newer_edition(title, *year), format!("{from}{place}"));
            match successor.filter(|address| is_web(&address.url)) {
                Some(address) => finding.lead("Open its page", open(&address.url)),
                None => finding.lead("Show the resource", show(resource)),
            }
        }
    })
}

/// What is wrong with an address. Of several the first is told: an address stands in one finding alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter)]
enum AddressTrouble {
    CannotBeOpened,
    Former,
    NotChecked,
    CheckedLongAgo,
}

impl AddressTrouble {
    fn of(facts: &Facts<'_>, address: &Address) -> Option<Self> {
        let is_old = |on| days_between(on, facts.today) > facts.table.old_after_days.addresses;
        if !can_be_opened(&address.url) {
            Some(Self::CannotBeOpened)
        } else if address.about == AddressAbout::Resource && address.label == AddressLabel::Former {
            Some(Self::Former)
        } else {
            let unseen = address.checked_on.is_none().then_some(Self::NotChecked);
            unseen.or_else(|| address.checked_on.is_some_and(is_old).then_some(Self::CheckedLongAgo))
        }
    }

    fn words(self, count: usize) -> String {
        let (one, many) = match self {
            Self::CannotBeOpened => ("address cannot be opened", "addresses cannot be opened"),
            Self::Former => ("address is a former one", "addresses are former ones"),
            Self::NotChecked => ("address was not checked", "addresses were not checked"),
            Self::CheckedLongAgo => ("address was checked long ago", "addresses were checked long ago"),
        };
        counted(count, one, many)
    }

    fn remedy(self, count: usize) -> &'static str {
        match (self, count) {
            (Self::CannotBeOpened, 1) => "Ask the RSO for the right one.",
            (Self::CannotBeOpened, _) => "Ask the RSO for the right ones.",
            (_, 1) => "Open it once and look; the program opens no connection by itself.",
            _ => "Open them once and look; the program opens no connection by itself.",
        }
    }
}

/// An address with what is wrong with it and what gives it; what several resources give is one.
struct Given<'a> {
    address: &'a Address,
    trouble: AddressTrouble,
    resources: Vec<&'a Resource>,
}

/// Addresses that cannot be opened, are former ones, were never or long ago tried, or are not known at all.
pub(super) fn addresses(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let before = findings.len();
    let all = || facts.items().flat_map(|(_, it)| it.addresses.iter().map(move |address| (it, address)));
    let mut given: BTreeMap<&str, Given<'_>> = BTreeMap::new();
    for (resource, address) in all() {
        let Some(trouble) = AddressTrouble::of(facts, address) else { continue };
        let known = given.entry(&address.url).or_insert(Given { address, trouble, resources: Vec::new() });
        if trouble < known.trouble {
            (known.address, known.trouble) = (address, trouble);
        }
        if !known.resources.iter().any(|it| it.id == resource.id) {
            known.resources.push(resource);
        }
    }
    for trouble in AddressTrouble::iter() {
        let found: Vec<&Given<'_>> = given.values().filter(|given| given.trouble == trouble).collect();
        findings.extend(told(&found, trouble));
    }
    let unknown: Vec<&Resource> = facts.items().filter(|(item, it)| is_unknown(item, it)).map(|(_, it)| it).collect();
    if !unknown.is_empty() {
        let ids: Vec<ResourceId> = unknown.iter().map(|resource| resource.id.clone()).collect();
        let words = format!("No address is known for {}", resources(unknown.len()));
        let finding = Finding::new(Kind::Addresses, Light::Look, words).detail(titles(unknown));
        let is_asked = words::is_the_office(&facts.work.details.issued_by);
        let finding = finding.remedy(match (ids.len(), is_asked) {
            (1, true) => "Readers have to ask for it. Enclose the document.",
            (_, true) => "Readers have to ask for them. Enclose the documents.",
            (1, false) => "Readers have to ask for it. Enclose the document, or ask for it yourself.",
            (_, false) => "Readers have to ask for them. Enclose the documents, or ask for them yourself.",
        });
        let finding = finding.lead("Enclose documents…", Command::Dialog(DialogCommand::Open(Dialog::Documents)));
        let letter = Command::Dialog(DialogCommand::Open(Dialog::Request(RequestFor::Items(ids))));
        findings.push(if is_asked { finding } else { finding.lead(LETTER, letter) });
    }
    if findings.len() == before {
        let urls: BTreeSet<&str> = all().map(|(_, address)| address.url.as_str()).collect();
        let words = match urls.len() {
            0 => "It gives no address that could be wrong".to_owned(),
            1 => "Its address was checked within a year".to_owned(),
            many => format!("All {many} addresses were checked within a year"),
        };
        findings.push(Finding::good(Kind::Addresses, words));
    }
}

fn told(found: &[&Given<'_>], trouble: AddressTrouble) -> Option<Finding> {
    if found.is_empty() {
        return None;
    }
    let lines = shortened(found, NAMED_MAX, |given| line(given));
    let mut finding = Finding::new(Kind::Addresses, Light::Look, trouble.words(found.len()))
        .detail(lines.join("\n"))
        .remedy(trouble.remedy(found.len()));
    finding.is_minor = matches!(trouble, AddressTrouble::NotChecked | AddressTrouble::CheckedLongAgo);
    let urls = found.iter().map(|given| given.address.url.as_str());
    Some(opening(finding, urls.filter(|url| can_be_opened(url))))
}

/// Gives the first of these addresses a button each.
pub(super) fn opening<'a>(finding: Finding, urls: impl Iterator<Item = &'a str>) -> Finding {
    urls.take(BUTTONS_MAX).fold(finding, |finding, url| finding.lead(format!("Open {}", host(url)), open(url)))
}

/// "“Title”: https://example.org/a, checked on 3 May 2024".
fn line(given: &Given<'_>) -> String {
    let when = given.address.checked_on.map_or(", not checked".to_owned(), |on| format!(", checked on {}", on.long()));
    format!("{}: {}{when}", titles(given.resources.iter().copied()), given.address.url)
}

/// A reader without its document has nothing to go to.
fn is_unknown(item: &Item, resource: &Resource) -> bool {
    item.content.file.is_none() && has_no_address(resource)
}

fn has_no_address(resource: &Resource) -> bool {
    let by_address = matches!(resource.availability, Availability::Download | Availability::Online);
    by_address && resource.address_state() == AddressState::None
}

/// Whether somebody has to be asked for it, as long as its file is not in the pack.
pub(super) fn has_to_be_asked_for(resource: &Resource) -> bool {
    resource.availability == Availability::OnRequest || has_no_address(resource)
}

fn can_be_opened(url: &str) -> bool {
    let host = host(url);
    is_web(url) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

/// The name of the computer in an address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

fn open(url: &str) -> Command {
    Command::Giving(GivingCommand::OpenAddress(url.to_owned()))
}

fn resources(count: usize) -> String {
    words::resources(count)
}
