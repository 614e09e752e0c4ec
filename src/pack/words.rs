//! Every sentence that outputs and the window share.
//!
//! One place decides each wording, so that a page, a web page, a receipt and the window cannot disagree.
//! Sentences are whole: singular and plural stand side by side and are never glued together.

pub mod choices;
pub mod lists;
pub mod sending;

use std::cmp::Ordering;

use super::timetable::{Available, Sum, TimeAvailable, Training};
use super::{RowLabel, Statements, Timetable};
use crate::catalogue::{
    Address, AddressLabel, AddressState, Audience, Availability, CivilDate, Handling, LeadsTo, ModuleUnit,
};

/// Said of the contact block until the office has set its own.
pub const CONTACT_NOTE: &str = "Contact details are those of the Tool Box, not confirmed.";
/// Where the catalogue knows no language of a resource.
pub const LANGUAGES_NOT_STATED: &str = "Not stated; ask the RSO";
/// Said beside the title of a resource that an entry belongs to and that the pack does not hold.
pub const NOT_IN_THIS_PACK: &str = "not in this pack";
/// Said of an address that nobody has tried.
pub const NOT_CHECKED: &str = "Not checked";
/// The title of a pack that nobody has named.
pub const UNTITLED: &str = "Resources from the RSO Tool Box";
/// The heading of a section that nobody has named.
pub const SECTION_UNTITLED: &str = "Section";

/// The mark of a pack that is not final.
pub const DRAFT: &str = "Draft";
/// Where an enclosed document is, said where the name of its folder is not known.
pub const ENCLOSED_WHERE: &str = "It is in the folder of documents that came with this toolbox.";
/// Before the name of the office whose Tool Box it is.
pub const ISSUED_BY: &str = "Issued by";
/// Before the name of another office. The name stands last, so that it cannot run into the RSO's.
pub const PUT_TOGETHER_BY: &str = "Put together from the RSO Tool Box by";
/// An office that has not said its name.
pub const AN_OFFICE: &str = "the office";

/// Who wrote what.
pub const CREDIT: &str = "Descriptions: the RSO Tool Box. Each resource: see Published.";
/// On what terms a resource may be used again.
pub const TERMS: &str = "Terms of re-use: none seen; ask the publisher.";

/// What the Tool Box says, and what can be done today: "Listed as download, no address known".
pub fn availability(value: Availability, address: AddressState) -> &'static str {
    match (value, address) {
        (Availability::Download, AddressState::None) => "Listed as download, no address known",
        (Availability::Download, AddressState::Page) => "Listed as download, page known",
        (Availability::Download, AddressState::File) => "Listed as download, file known",
        (Availability::Online, _) => "Online",
        (Availability::LiveSystem, _) => "Secure system, for partners",
        (Availability::OnRequest, _) => "On request",
        (Availability::NotStated, _) => "Not stated: the Tool Box does not say",
    }
}

/// The same in short, for cards and rows: "Download: no address".
pub fn availability_short(value: Availability, address: AddressState) -> &'static str {
    match (value, address) {
        (Availability::Download, AddressState::None) => "Download: no address",
        (Availability::Download, AddressState::Page) => "Download: page known",
        (Availability::Download, AddressState::File) => "Download: file known",
        (Availability::Online, _) => "Online",
        (Availability::LiveSystem, _) => "Secure system",
        (Availability::OnRequest, _) => "On request",
        (Availability::NotStated, _) => "Not stated",
    }
}

/// What stands before the office's e-mail address; empty where an address leads to the resource itself.
pub fn ask(value: Availability, address: AddressState) -> &'static str {
    match (value, address) {
        (Availability::OnRequest, _) => "Write to",
        (Availability::Download | Availability::Online, AddressState::File)
        | (Availability::Online, AddressState::Page) => "",
        (Availability::Download, AddressState::Page) => "Else ask the RSO at",
        _ => "Ask the RSO at",
    }
}

/// Whose page an address is, and what stands there.
pub fn address_label(address: &Address) -> String {
    if address.description.is_empty() {
        address.label.words().to_owned()
    } else {
        format!("{}: {}", address.label.words(), address.description)
    }
}

/// Whether somebody has tried an address, and when.
pub fn address_checked(on: Option<CivilDate>) -> String {
    on.map_or_else(|| NOT_CHECKED.to_owned(), |day| format!("Checked on {}", day.long()))
}

/// What the code of an address opens.
pub fn code_opens(label: AddressLabel, leads_to: LeadsTo) -> &'static str {
    match (leads_to, label) {
        (LeadsTo::File, _) => "The code opens the file.",
        (LeadsTo::Page, AddressLabel::Official) => "The code opens the official page.",
        (LeadsTo::Page, AddressLabel::Partner) => "The code opens a partner’s page.",
        (LeadsTo::Page, AddressLabel::Former) => "The code opens a former page, which may no longer answer.",
        (LeadsTo::Page, AddressLabel::Successor) => "The code opens the page of the successor.",
    }
}

/// What the code of a written request for one resource opens.
pub const CODE_OPENS_REQUEST: &str = "The code opens a written request to the RSO.";

/// What the code of the request for a whole pack opens.
pub fn code_opens_pack_request(count: usize) -> String {
    match count {
        1 => "The code opens one written request to the RSO for this resource.".to_owned(),
        _ => format!("The code opens one written request to the RSO for these {count} resources."),
    }
}

/// "Newer edition exists: TITLE (2023)".
pub fn newer_edition(title: &str, year: Option<u16>) -> String {
    match year {
        Some(year) => format!("Newer edition exists: {title} ({year})"),
        None => format!("Newer edition exists: {title}"),
    }
}

/// "Enclosed: 02 Title.pdf, 1.2 MB".
pub fn enclosed_file(name: &str, bytes: u64) -> String {
    format!("Enclosed: {name}, {}", size(bytes))
}

/// Where documents are enclosed: which, unless all are, and where to look for them.
pub fn enclosed_guide(with: &[u32], without: &[u32]) -> String {
    let which = which_enclosed(with, without);
    match (with.len(), which.is_empty()) {
        (0, _) => String::new(),
        (1, true) => ENCLOSED_WHERE.to_owned(),
        (_, true) => "They are in the folder of documents that came with this toolbox.".to_owned(),
        (_, false) => format!("{which} What is enclosed is in the folder of documents that came with this toolbox."),
    }
}

/// "The documents of 1 and 4 to 6 are enclosed; those of 2 and 3 are not."; empty where all are, or none.
fn which_enclosed(with: &[u32], without: &[u32]) -> String {
    let of = |entries: &[u32], one: &str, many: &str| {
        format!("{} of {}", if entries.len() == 1 { one } else { many }, numbers(entries))
    };
    match (with.len(), without.len()) {
        (0, _) | (_, 0) => String::new(),
        (1, 1) => format!("{} is enclosed; {} is not.", of(with, "The document", ""), of(without, "that", "")),
        (1, _) => format!("{} is enclosed; {} are not.", of(with, "The document", ""), of(without, "", "those")),
        (_, 1) => format!("{} are enclosed; {} is not.", of(with, "", "The documents"), of(without, "that", "")),
        _ => format!("{} are enclosed; {} are not.", of(with, "", "The documents"), of(without, "", "those")),
    }
}

/// Rising numbers of entries: "1, 3 to 5 and 8".
fn numbers(entries: &[u32]) -> String {
    let runs = entries.chunk_by(|a, b| a + 1 == *b).flat_map(|run| match run {
        [first, .., last] if run.len() > 2 => vec![format!("{first} to {last}")],
        _ => run.iter().map(u32::to_string).collect(),
    });
    let runs: Vec<String> = runs.collect();
    match runs.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => runs.concat(),
    }
}

/// The alternative text of a logo.
pub fn logo_of(office: &str) -> String {
    format!("Logo of {office}")
}

/// "4 modules".
pub fn modules(count: u32) -> String {
    match count {
        1 => "1 module".to_owned(),
        _ => format!("{count} modules"),
    }
}

/// "7 resources".
pub fn resources(count: usize) -> String {
    match count {
        0 => "no resources".to_owned(),
        1 => "1 resource".to_owned(),
        _ => format!("{count} resources"),
    }
}

/// "2 documents".
pub fn documents(count: usize) -> String {
    match count {
        1 => "1 document".to_owned(),
        _ => format!("{count} documents"),
    }
}

/// The scope before the button: "7 resources, nothing else. The documents are not enclosed; …".
pub fn scope(count: usize, with_document: usize) -> String {
    match (count, with_document) {
        (0, _) => "No resources.".to_owned(),
        (1, 0) => "1 resource, nothing else. The document is not enclosed; the entry says how to get it.".to_owned(),
        (1, _) => "1 resource with its document, nothing else.".to_owned(),
        (_, 0) => {
            format!("{count} resources, nothing else. The documents are not enclosed; the entries say how to get them.")
        }
        _ => format!("{count} resources, nothing else. {}", enclosed(count, with_document)),
    }
}

/// "Handling: Ask first".
pub fn handling(value: Handling) -> String {
    format!("{}: {}", RowLabel::Handling.words(), value.label())
}

/// "3 of 8 sessions, chosen by the office."; empty where all of them stand and none is lost.
///
/// `lost` were chosen, and the catalogue no longer has them.
pub fn chosen_parts((chosen, all, lost): (usize, usize, usize), unit: ModuleUnit) -> String {
    if chosen == all && lost == 0 {
        return String::new();
    }
    let units = match unit {
        ModuleUnit::Module => "modules",
        ModuleUnit::Session => "sessions",
        ModuleUnit::Chapter => "chapters",
        ModuleUnit::Part => "parts",
    };
    let counted = format!("{chosen} of {all} {units}, chosen by the office.");
    match lost {
        0 => counted,
        1 => format!("{counted} 1 more was chosen and is missing from this edition of the Tool Box."),
        lost => format!("{counted} {lost} more were chosen and are missing from this edition of the Tool Box."),
    }
}

/// What opens a document: "Open the document (PDF, 1.2 MB)".
pub fn open_document(kind: &str) -> String {
    format!("Open the document ({kind})")
}

/// Where an enclosed document lies: "The document is enclosed: “02 Title.pdf” in the folder “documents”."
pub fn enclosed_at(name: &str, folder: &str) -> String {
    format!("The document is enclosed: “{name}” in the folder “{folder}”.")
}

/// Said of an entry whose document is not enclosed, where others are.
pub const NOT_ENCLOSED: &str = "The document is not enclosed.";

/// The size of a file, to the nearest: "40 kB", "1.2 MB". The one rounding there is, so that a file's size is the same
/// before it is made and after.
pub fn size(bytes: u64) -> String {
    if bytes < 99_500 {
        let thousands = (bytes + 500) / 1_000;
        return format!("{} kB", thousands.max(u64::from(bytes > 0)));
    }
    let tenths = bytes.saturating_add(50_000) / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// "1 document", "3 documents".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A length of time: "3 hours 20 minutes".
pub fn duration(minutes: u64) -> String {
    let (hours, rest) = ((minutes / 60) as usize, (minutes % 60) as usize);
    match (hours, rest) {
        (0, rest) => counted(rest, "minute", "minutes"),
        (hours, 0) => counted(hours, "hour", "hours"),
        (hours, rest) => format!("{} {}", counted(hours, "hour", "hours"), counted(rest, "minute", "minutes")),
    }
}

/// What stands under a timetable without any time.
pub const TIMES_BLANK: &str = "The times are to be filled in.";

/// What was entered into a timetable: "3 hours 20 minutes entered; 2 parts have no time yet."
pub fn timetable_sum(minutes: u64, open: usize) -> String {
    if minutes == 0 {
        return match open {
            0 => "No time entered.".to_owned(),
            1 => "No time entered yet for 1 part of a training.".to_owned(),
            open => format!("No time entered yet for {open} parts of trainings."),
        };
    }
    let entered = format!("{} entered", duration(minutes));
    match open {
        0 => format!("{entered}."),
        1 => format!("{entered}; 1 part has no time yet."),
        _ => format!("{entered}; {open} parts have no time yet."),
    }
}

/// How entered times go with the time that there is; empty where nothing is known of that.
pub fn time_left(minutes: u64, available: Available) -> String {
    let Some(whole) = available.minutes() else {
        let stated = available.stated.filter(|stated| *stated != TimeAvailable::NotStated);
        return stated.map_or_else(String::new, |stated| {
            let stated = stated.words();
            format!("The request says {stated}: enter the hours that there are to see what is over or left.")
        });
    };
    let all = duration(whole);
    match minutes.cmp(&whole) {
        Ordering::Less => format!("{} left of {all}.", duration(whole - minutes)),
        Ordering::Equal => format!("That is all of {all}."),
        Ordering::Greater => format!("That is {} more than {all}.", duration(minutes - whole)),
    }
}

/// What the request says of the time that there is, and whose the hours are.
pub fn time_asked(stated: Option<TimeAvailable>) -> String {
    match stated {
        None | Some(TimeAvailable::NotStated) => "A printed timetable says what is over or left of it".to_owned(),
        Some(TimeAvailable::TwoHours) => "The request says 2 hours. Where it is another time, enter that.".to_owned(),
        Some(stated) => {
            format!("The request says {}. How many hours that is, is for this office to say.", stated.words())
        }
    }
}

/// What the text says of the length of a training, and what its times are of.
pub fn length_stated(training: &Training) -> String {
    let quoted = training.stated.iter().map(|length| format!("“{length}”")).collect::<Vec<_>>().join(" or ");
    let stated = if quoted.is_empty() { "No length given".to_owned() } else { format!("The text says {quoted}") };
    match (training.takes_whole && !training.parts.is_empty(), training.whole) {
        (false, _) => stated,
        (true, None) => format!("{stated}. One time for all of it, or one for each part."),
        (true, Some(_)) => format!("{stated}. The time is for all of it; empty it to give its parts times."),
    }
}

/// What entered times come to, and what is over or left.
pub fn times(sum: Sum, available: Available) -> String {
    let entered = timetable_sum(sum.minutes, sum.open);
    match time_left(sum.minutes, available) {
        left if left.is_empty() => entered,
        left => format!("{entered} {left}"),
    }
}

/// Stands where a timetable has no time.
pub const NO_TIME: &str = "No time yet";

/// The heads of a timetable's columns; the last says whose the times are, where there are any.
pub fn timetable_columns(timetable: &Timetable) -> [&'static str; 3] {
    let is_set = timetable.lines.iter().any(|line| line.minutes.is_some());
    ["No.", "Part", if is_set { "Time set by this office" } else { "Time" }]
}

/// Whose times a timetable gives; empty where it gives none.
pub fn timetable_note(timetable: &Timetable) -> &'static str {
    if timetable.lines.iter().any(|line| line.minutes.is_some()) { "Times were set by this office." } else { "" }
}

/// A title for a pack that was proposed for audiences: "Toolbox for policy makers and practitioners".
pub fn title_for_audiences(audiences: &[&Audience]) -> String {
    let names: Vec<String> = audiences.iter().map(|audience| audience.in_sentence()).collect();
    match names.as_slice() {
        [] => UNTITLED.to_owned(),
        [one] => format!("Toolbox for {one}"),
        [rest @ .., last] => format!("Toolbox for {} and {last}", rest.join(", ")),
    }
}

/// The first letter as a capital; nothing else changes.
pub fn capital_first(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// Whether a name is one of the office's own.
///
/// Every word must belong to the office's name, and the office itself must be among them,
/// so that "RSO", "The Regional Support Office" and "Regional Support Office – The Bali Process" are it
/// and "Border training centre, for the RSO" is not.
pub fn is_the_office(name: &str) -> bool {
    const OF_THE_NAME: [&str; 8] = ["rso", "regional", "support", "office", "bali", "process", "the", "of"];
    let words: Vec<String> = name
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let named = has("rso") || ["regional", "support", "office"].into_iter().all(has);
    named && words.iter().all(|word| OF_THE_NAME.contains(&word.as_str()))
}

/// What [`statements`] speaks of.
pub(super) struct Facts {
    pub(super) chosen: usize,
    /// How many of them go out with their document.
    pub(super) enclosed: usize,
    pub(super) total: usize,
    pub(super) source_age: String,
    pub(super) edition: CivilDate,
    pub(super) date: CivilDate,
    /// The office's letters before the date; empty where it has none.
    pub(super) desk_mark: String,
    /// The labels in the pack under which something stands that is not of the Tool Box.
    pub(super) added: Vec<&'static str>,
    /// Of every address that the pack gives, whether and when it was tried.
    pub(super) checks: Vec<Option<CivilDate>>,
}

/// The sentences that every output says.
pub(super) fn statements(facts: &Facts) -> Statements {
    let Facts { chosen, total, edition, date, .. } = *facts;
    let mark = if facts.desk_mark.is_empty() { String::new() } else { format!("{} · ", facts.desk_mark) };
    Statements {
        describes: format!("This toolbox describes {}.", resources(chosen)),
        enclosed: enclosed(chosen, facts.enclosed),
        age: age(&facts.source_age),
        checked: checked(&facts.checks),
        inside: inside(chosen, total),
        put_together: format!("Put together on {}.", date.long()),
        added: added(&facts.added, !facts.checks.is_empty()),
        foot: format!("{mark}{} · catalogue edition {edition}", date.long()),
    }
}

/// Which documents go out: "2 of the 7 documents are enclosed; the others are not."
pub fn enclosed(chosen: usize, enclosed: usize) -> String {
    match (chosen, enclosed) {
        (1, 0) => "The document is not enclosed.".to_owned(),
        (_, 0) => "The documents are not enclosed.".to_owned(),
        (1, _) => "The document is enclosed.".to_owned(),
        (all, some) if all == some => format!("All {all} documents are enclosed."),
        (2, 1) => "1 of the 2 documents is enclosed; the other is not.".to_owned(),
        (all, 1) => format!("1 of the {all} documents is enclosed; the others are not."),
        (all, some) if some + 1 == all => format!("{some} of the {all} documents are enclosed; the other is not."),
        (all, some) => format!("{some} of the {all} documents are enclosed; the others are not."),
    }
}

/// "RSO Tool Box, undated, about 2018" becomes "… of the RSO Tool Box (undated, about 2018)."
fn age(source_age: &str) -> String {
    match source_age.split_once(", ") {
        Some((source, when)) => format!("Descriptions are those of the {source} ({when})."),
        None => format!("Descriptions are those of the {source_age}."),
    }
}

/// "What stands under Caution, Languages and Handling, and the web addresses of resources, was added to …".
fn added(labels: &[&str], has_addresses: bool) -> String {
    let under = match labels {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => labels.concat(),
    };
    match (labels.is_empty(), has_addresses) {
        (true, false) => String::new(),
        (true, true) => "The web addresses of resources were added to the Tool Box’s words.".to_owned(),
        (false, false) => format!("What stands under {under} was added to the Tool Box’s words."),
        (false, true) => {
            format!("What stands under {under}, and the web addresses of resources, was added to the Tool Box’s words.")
        }
    }
}

fn inside(chosen: usize, total: usize) -> String {
    match (chosen, total) {
        (1, 1) => "This toolbox describes the 1 resource that the RSO Tool Box lists.".to_owned(),
        _ if chosen == total => format!("This toolbox describes all {total} resources that the RSO Tool Box lists."),
        _ => format!("This toolbox describes {chosen} of the {total} resources that the RSO Tool Box lists."),
    }
}

fn checked(checks: &[Option<CivilDate>]) -> String {
    let known = || checks.iter().flatten();
    let (Some(first), Some(last)) = (known().min(), known().max()) else {
        return "Addresses were not checked.".to_owned();
    };
    let (count, of) = (known().count(), checks.len());
    if count < of {
        return format!("{count} of {of} addresses were checked, the last on {}; the rest were not.", last.long());
    }
    if first == last {
        return format!("Addresses were checked on {}.", last.long());
    }
    format!("Addresses were checked between {} and {}.", first.long(), last.long())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::AudienceId;

    #[test]
    fn the_office_is_known_by_its_names() {
        for name in [
            "RSO",
            "rso",
            "Regional Support Office",
            "The Regional Support Office of the Bali Process (RSO)",
            "Regional Support Office – The Bali Process",
            "regional support office - the bali process",
            "Bali Process RSO",
        ] {
            assert!(is_the_office(name), "{name}");
        }
        for name in
            ["", "Office", "Bali Process", "Border training centre", "Support Office", "RSO Jakarta partner", "RSOX"]
        {
            assert!(!is_the_office(name), "{name}");
        }
    }

    #[test]
    fn titles_read_as_sentences() {
        let audience = |name: &str| {
            let id = AudienceId::new("x").unwrap();
            Audience { id, name: name.to_owned(), also: Vec::new() }
        };
        let [border, a, ilo, trainers] = ["Frontline border officials", "A", "ILO staff", "Trainers"].map(audience);
        assert_eq!(title_for_audiences(&[&border]), "Toolbox for frontline border officials");
        assert_eq!(title_for_audiences(&[&a, &ilo, &trainers]), "Toolbox for a, ILO staff and trainers");
        assert_eq!(title_for_audiences(&[]), UNTITLED);
    }

    #[test]
    fn what_is_enclosed_is_counted() {
        assert_eq!(enclosed(2, 1), "1 of the 2 documents is enclosed; the other is not.");
        assert_eq!(enclosed(3, 1), "1 of the 3 documents is enclosed; the others are not.");
        assert_eq!(enclosed(3, 2), "2 of the 3 documents are enclosed; the other is not.");
        assert_eq!(
            (enclosed(1, 1), enclosed(3, 3)),
            ("The document is enclosed.".into(), "All 3 documents are enclosed.".into())
        );
    }

    #[test]
    fn checks_are_told_as_they_are() {
        let day = |text| CivilDate::parse(text);
        assert_eq!(checked(&[]), "Addresses were not checked.");
        assert_eq!(checked(&[None, None]), "Addresses were not checked.");
        assert_eq!(checked(&[day("2026-11-24"); 2]), "Addresses were checked on 24 November 2026.");
        assert_eq!(
            checked(&[day("2026-11-24"), None]),
            "1 of 2 addresses were checked, the last on 24 November 2026; the rest were not."
        );
        assert_eq!(
            checked(&[day("2026-11-24"), day("2026-11-03")]),
            "Addresses were checked between 3 November 2026 and 24 November 2026."
        );
    }

    #[test]
    fn what_is_enclosed_is_said_by_number() {
        assert_eq!(which_enclosed(&[], &[1, 2]), "");
        assert_eq!(which_enclosed(&[1, 2], &[]), "");
        assert_eq!(which_enclosed(&[2], &[1]), "The document of 2 is enclosed; that of 1 is not.");
        assert_eq!(
            which_enclosed(&[1, 4, 5, 6, 9], &[2, 3, 7, 8]),
            "The documents of 1, 4 to 6 and 9 are enclosed; those of 2, 3, 7 and 8 are not."
        );
        assert_eq!(which_enclosed(&[3], &[1, 2]), "The document of 3 is enclosed; those of 1 and 2 are not.");
        assert_eq!(enclosed_guide(&[], &[1]), "");
        assert_eq!(enclosed_guide(&[1], &[]), ENCLOSED_WHERE);
        let both = "The document of 1 is enclosed; that of 2 is not. \
            What is enclosed is in the folder of documents that came with this toolbox.";
        assert_eq!(enclosed_guide(&[1], &[2]), both);
        assert_eq!(which_enclosed(&[1, 2], &[3]), "The documents of 1 and 2 are enclosed; that of 3 is not.");
    }

    #[test]
    fn one_resource_is_said_in_the_singular() {
        let facts = |chosen| Facts {
            chosen,
            enclosed: 0,
            total: 21,
            source_age: "RSO Tool Box, undated, about 2018 to 2019 by its contents".to_owned(),
            edition: CivilDate::parse("2026-11-24").unwrap(),
            date: CivilDate::parse("2026-11-25").unwrap(),
            desk_mark: String::new(),
            added: Vec::new(),
            checks: Vec::new(),
        };
        let one = statements(&facts(1));
        assert_eq!(one.describes, "This toolbox describes 1 resource.");
        assert_eq!(one.enclosed, "The document is not enclosed.");
        let seven = statements(&facts(7));
        assert_eq!(seven.describes, "This toolbox describes 7 resources.");
        assert_eq!(seven.inside, "This toolbox describes 7 of the 21 resources that the RSO Tool Box lists.");
        assert_eq!(
            seven.age,
            "Descriptions are those of the RSO Tool Box (undated, about 2018 to 2019 by its contents)."
        );
        assert_eq!(seven.foot, "25 November 2026 · catalogue edition 2026-11-24");
        let two = statements(&Facts { enclosed: 2, desk_mark: "BK".to_owned(), ..facts(7) });
        assert_eq!(two.enclosed, "2 of the 7 documents are enclosed; the others are not.");
        assert_eq!(two.foot, "BK · 25 November 2026 · catalogue edition 2026-11-24");
    }
}
