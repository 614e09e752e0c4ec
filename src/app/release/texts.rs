//! What was typed for the pack and for the office: fields, contact details, "Before you use", pages, the draft mark.

use super::record::by_words;
use super::resources::opening;
use super::{
    Ask, Facts, Finding, Kind, Light, NAMED_MAX, Pages, ReleaseCommand, counted, days_between, shortened, subject,
    titles,
};
use crate::app::MAX_LAID_OUT;
use crate::app::command::Command;
use crate::app::dialog::{Dialog, DialogCommand};
use crate::app::edit::{Edit, Wanted};
use crate::app::work::{Section, SectionKey};
use crate::catalogue::is_web;
use crate::export::pages::Overfull;
use crate::pack::rich::Style;
use crate::pack::words;

/// Fields that are printed and empty, and what would not go out.
pub(super) fn fields(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let before = findings.len();
    let details = &facts.work.details;
    let to_form = || Command::Release(ReleaseCommand::ShowFields);
    if facts.work.items().is_empty() {
        let finding = Finding::new(Kind::Contents, Light::Stop, "Nothing is in the pack");
        findings.push(finding.remedy("Add a resource first.").lead("Show all resources", all_resources()));
    }
    if !facts.work.missing.is_empty() {
        let names: Vec<String> = facts.work.missing.iter().take(NAMED_MAX).map(|item| item.id().to_string()).collect();
        let words = match facts.work.missing.len() {
            1 => "1 resource of this pack is not in this catalogue and does not go out".to_owned(),
            many => format!("{many} resources of this pack are not in this catalogue and do not go out"),
        };
        let finding = Finding::new(Kind::Contents, Light::Look, words).detail(names.join(", "));
        findings.push(finding.remedy("Choose what takes their place, or tell the readers."));
    }
    for (text, name, light) in [
        (&details.title, "Title", Light::Stop),
        (&details.issued_by, "Issued by", Light::Stop),
        (&details.prepared_for, "Prepared for", Light::Look),
    ] {
        if text.trim().is_empty() {
            let finding = Finding::new(Kind::Fields, light, format!("“{name}” is empty")).minor();
            findings.push(finding.remedy("It is printed on the first page.").lead("Fill it in", to_form()));
        }
    }
    for section in facts.work.sections().iter().filter(|section| section.items.is_empty()) {
        if section.introduction.is_empty() {
            let words = format!("The section “{}” is empty", heading(facts, section));
            let finding = Finding::new(Kind::Fields, Light::Look, words);
            findings.push(finding.remedy("Move a resource into it, write an introduction, or remove it."));
        }
    }
    if findings.len() == before {
        findings.push(Finding::good(Kind::Fields, "No field that is printed is empty"));
    }
}

fn all_resources() -> Command {
    Command::Release(ReleaseCommand::ShowResources)
}

fn heading(facts: &Facts<'_>, section: &Section) -> String {
    let category = match &section.key {
        SectionKey::Category(id) => facts.catalogue.category(id).map(|category| category.name.clone()),
        SectionKey::Own(_) => None,
    };
    let own = Some(section.heading.trim()).filter(|own| !own.is_empty()).map(str::to_owned);
    own.or(category).unwrap_or_else(|| words::SECTION_UNTITLED.to_owned())
}

/// A button's words and what it does.
pub(super) type ToPlace = Option<(&'static str, Command)>;

/// Every text of the office that an output prints, where it stands, and what leads there.
pub(super) fn printed(facts: &Facts<'_>) -> Vec<(String, String, ToPlace)> {
    let details = &facts.work.details;
    let form = || Some(("Show it", Command::Release(ReleaseCommand::ShowFields)));
    let mut texts: Vec<(String, String, ToPlace)> = [
        ("the title", &details.title),
        ("“Prepared for”", &details.prepared_for),
        ("“Issued by”", &details.issued_by),
        ("the message", &details.message),
        ("the event", &details.event),
    ]
    .into_iter()
    .map(|(place, text)| (place.to_owned(), text.clone(), form()))
    .collect();
    let pack = || Some(("Show the pack", Command::Release(ReleaseCommand::ShowPack)));
    texts.push(("the foreword".to_owned(), details.foreword.text().to_owned(), pack()));
    texts.push(("the closing text".to_owned(), details.closing.text().to_owned(), pack()));
    for section in facts.work.sections() {
        let name = heading(facts, section);
        let text = format!("{}\n{}", section.heading, section.introduction.text());
        texts.push((format!("the section “{name}”"), text, pack()));
    }
    for (item, resource) in facts.items().filter(|(item, _)| !item.content.note.is_empty()) {
        let place = format!("the note to the reader of “{}”", resource.title);
        let lead = ("Show the resource", Command::Release(ReleaseCommand::Show(resource.id.clone())));
        texts.push((place, item.content.note.clone(), Some(lead)));
    }
    let office = &facts.office.texts;
    for (place, text) in [
        ("the signature", office.signature.as_str()),
        ("the disclaimer", &office.disclaimer),
        ("the desk mark", &office.desk_mark),
        ("“Before you use this toolbox”", office.before_use.text()),
    ] {
        texts.push((place.to_owned(), text.to_owned(), Some(("Office…", texts_of_office()))));
    }
    if let Some(contact) = &facts.office.contact {
        let lines = [&contact.office, &contact.telephone, &contact.fax, &contact.email, &contact.website];
        let lines: Vec<&str> = lines.into_iter().chain(&contact.address).map(String::as_str).collect();
        let lead = Command::Dialog(DialogCommand::Open(Dialog::Contact));
        texts.push(("the contact details".to_owned(), lines.join("\n"), Some(("Contact details…", lead))));
    }
    texts.retain(|(_, text, _)| !text.trim().is_empty());
    texts
}

fn texts_of_office() -> Command {
    Command::Dialog(DialogCommand::Open(Dialog::Office))
}

/// Addresses that the office put into its own texts: nobody but the office knows whether they lead anywhere.
pub(super) fn own_addresses(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let details = &facts.work.details;
    let sections = facts
        .work
        .sections()
        .iter()
        .map(|section| (format!("the section “{}”", heading(facts, section)), &section.introduction));
    let texts = [
        ("the foreword", &details.foreword),
        ("the closing text", &details.closing),
        ("“Before you use this toolbox”", &facts.office.texts.before_use),
    ];
    let texts = texts.map(|(place, text)| (place.to_owned(), text)).into_iter().chain(sections);
    let mut given: Vec<(String, &str)> = Vec::new();
    for (place, text) in texts {
        for mark in text.marks() {
            let Style::Link(url) = &mark.style else { continue };
            if is_web(url) && !given.iter().any(|(_, known)| known == url) {
                given.push((place.clone(), url));
            }
        }
    }
    if given.is_empty() {
        return;
    }
    let (one, many) = ("address in the office’s own texts", "addresses in the office’s own texts");
    let words = format!("Nobody has checked {}", counted(given.len(), one, many));
    let lines = shortened(&given, NAMED_MAX, |(place, url)| format!("{}: {url}", words::capital_first(place)));
    let finding = Finding::new(Kind::Addresses, Light::Look, words).minor().detail(lines.join("\n"));
    let finding = finding.remedy("Open what is new and look; the program opens no connection by itself.");
    findings.push(opening(finding, given.iter().map(|(_, url)| *url)));
}

/// The contact details that are printed.
pub(super) fn contact(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let lead = Command::Dialog(DialogCommand::Open(Dialog::Contact));
    if !facts.office.is_confirmed() {
        let words = "Contact details are those of the Tool Box, not confirmed";
        let finding = Finding::new(Kind::Contact, Light::Look, words);
        return findings
            .push(finding.remedy("Read them, mend them, confirm them once.").lead("Contact details…", lead));
    }
    let limit = facts.table.old_after_days.contact;
    findings.push(match facts.office.contact_confirmed {
        Some(on) if days_between(on, facts.today) <= limit => {
            Finding::good(Kind::Contact, format!("Contact details were confirmed on {}", on.long()))
        }
        on => {
            let words = match on {
                Some(on) => format!("Contact details were confirmed long ago, on {}", on.long()),
                None => "It is not known when contact details were confirmed".to_owned(),
            };
            let finding = Finding::new(Kind::Contact, Light::Look, words).minor();
            finding.remedy("Read them and confirm them again.").lead("Contact details…", lead)
        }
    });
}

/// A pack that speaks of identifying, interviewing, assisting or protecting victims, without the office's own text.
pub(super) fn before_use(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let care = &facts.table.care;
    let is_written = !facts.office.texts.before_use.is_empty();
    let most = if is_written { 1 } else { usize::MAX };
    let about = facts.items().filter_map(|(_, it)| Some((it, care.sentence(it)?)));
    let about: Vec<_> = about.take(most).collect();
    let Some((first, sentence)) = about.first() else {
        let words = "No description in it speaks of identifying, interviewing, assisting or protecting victims";
        return findings.push(Finding::good(Kind::BeforeUse, words));
    };
    if is_written {
        let words = "“Before you use this toolbox” is printed before the contents";
        return findings.push(Finding::good(Kind::BeforeUse, words));
    }
    let named = titles(about.iter().map(|(it, _)| *it));
    let says = format!(". “{}” says: “{sentence}”", first.title);
    let detail = if first.title == *sentence { named } else { named + &says };
    let words = "It is about identifying, interviewing, assisting or protecting victims, without the office’s own text";
    findings.push(
        Finding::new(Kind::BeforeUse, Light::Look, words)
            .detail(detail)
            .remedy("Write “Before you use this toolbox” once for your office: care, referral, confidentiality.")
            .lead("Office…", texts_of_office()),
    );
}

/// A second person, where the office wants one.
pub(super) fn second_person(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    if !facts.office.second_person {
        return;
    }
    let cleared = facts.answers().cleared.as_ref();
    let standing = cleared.filter(|cleared| cleared.of == subject(facts.work, facts.office));
    if let Some(cleared) = standing {
        let words = format!("Cleared by a second person: {}", by_words(&cleared.by));
        return findings.push(Finding::good(Kind::SecondPerson, words));
    }
    let words = match cleared {
        Some(_) => "The pack was changed after a second person had cleared it",
        None => "No second person has cleared it yet",
    };
    // A draft says of itself that it is none to be relied on.
    let light = if facts.work.details.is_draft { Light::Look } else { Light::Stop };
    let to_do = "Have it cleared, and say by what role; or mark it as a draft.";
    let mark = Command::Edit(Edit::Draft(Wanted::Yes));
    let finding = Finding::new(Kind::SecondPerson, light, words).remedy(to_do).ask(Ask::SecondPerson);
    findings.push(if facts.work.details.is_draft { finding } else { finding.lead("Mark as a draft", mark) });
}

/// Pages on which something does not fit.
pub(super) fn pages(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let count = facts.work.items().len();
    let overfull = match facts.pages {
        Pages::Looked(overfull) => overfull,
        _ if count == 0 => return,
        _ if count > MAX_LAID_OUT => {
            let words = format!("The pages were not looked at: there are more than {MAX_LAID_OUT} resources");
            return findings.push(Finding::new(Kind::Pages, Light::Look, words).remedy("Look through the PDF."));
        }
        Pages::Waiting => {
            let words = "The pages are being laid out";
            return findings.push(Finding::new(Kind::Pages, Light::Look, words).remedy("Wait a moment."));
        }
        Pages::Failed => {
            let words = "The pages could not be laid out: nobody has looked whether everything fits";
            return findings.push(Finding::new(Kind::Pages, Light::Look, words).remedy("Look through the PDF."));
        }
    };
    if overfull.is_empty() {
        return findings.push(Finding::good(Kind::Pages, "Everything fits on its page"));
    }
    for it in overfull.iter().take(NAMED_MAX) {
        findings.push(page(facts, it));
    }
    if overfull.len() > NAMED_MAX {
        let words = counted(overfull.len() - NAMED_MAX, "more page is overfull", "more pages are overfull");
        findings.push(Finding::new(Kind::Pages, Light::Look, words).remedy("Look through the PDF."));
    }
}

fn page(facts: &Facts<'_>, overfull: &Overfull) -> Finding {
    let resource = overfull.entry.as_ref().and_then(|id| facts.catalogue.resource(id));
    let number = overfull.page + 1;
    let of = resource.map(|resource| format!(" (“{}”)", resource.title)).unwrap_or_default();
    let finding = if overfull.pages > 1 {
        let words = format!("An entry takes {} pages, from page {number}{of}", overfull.pages);
        let to_do = "Shorten the note, choose fewer modules, or take the length Compact.";
        Finding::new(Kind::Pages, Light::Look, words).remedy(to_do)
    } else {
        let words = format!("Page {number} is overfull: words reach past its edge{of}");
        Finding::new(Kind::Pages, Light::Look, words).remedy("Part the longest word on it, or choose a smaller print.")
    };
    match resource {
        Some(resource) => finding.lead("Show the resource", super::documents::show(resource)),
        None => finding,
    }
}

/// A mark, not a lock.
pub(super) fn draft(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    if facts.work.details.is_draft {
        let finding = Finding::new(Kind::Draft, Light::Look, "It is marked as a draft on each page").minor();
        let finding = finding.remedy("Leave the mark, or take it off when it is final.");
        findings.push(finding.lead("Take the mark off", Command::Edit(Edit::Draft(Wanted::No))));
    } else {
        findings.push(Finding::good(Kind::Draft, "It is not marked as a draft"));
    }
}
