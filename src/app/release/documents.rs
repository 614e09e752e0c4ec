//! The files of a pack and what they say beside their pages; folders and names of this computer in what was typed.

use super::properties::{self, Looked, Property};
use super::record::by_words;
use super::{Ask, Facts, Finding, Kind, Light, NAMED_MAX, ReleaseCommand, counted, shortened};
use crate::app::command::Command;
use crate::app::enclosing::EnclosingCommand;
use crate::app::work::Item;
use crate::catalogue::Resource;
use crate::export::receipt::holds_word;
use crate::pack::EnclosedFile;

/// What to do about a document that cannot go out.
const MISSING: &str = "Enclose it again, or take it out.";

/// Whether each enclosed document is there and is the one that was enclosed.
pub(super) fn documents(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let before = findings.len();
    let all: Vec<_> = enclosed(facts).collect();
    if facts.is_foreign && !all.is_empty() {
        let words = "The documents of this pack are in its file alone, which is only read here";
        let copy = Command::Files(crate::app::FilesCommand::Copy);
        let finding = Finding::new(Kind::Documents, Light::Stop, words);
        return findings.push(finding.remedy("Work on a copy; they come with it.").lead("Work on a copy", copy));
    }
    let waiting = all.iter().filter(|(.., file)| !facts.looked.contains_key(&file.sha256)).count();
    if waiting > 0 {
        let words = match waiting {
            1 => "A document is being looked into".to_owned(),
            _ => format!("{waiting} documents are being looked into"),
        };
        findings.push(Finding::new(Kind::Documents, Light::Stop, words).remedy("Wait a moment."));
    }
    for (_, resource, file) in &all {
        let (wrong, to_do) = match facts.looked.get(&file.sha256) {
            Some(Looked::Missing) => ("is not there any more", MISSING),
            Some(Looked::Changed) => ("is damaged: it is not the file that was enclosed", MISSING),
            Some(Looked::Unreadable) => (
                "cannot be read now",
                "Close the program that holds it and open this check again, or enclose it again.",
            ),
            _ => continue,
        };
        let words = format!("The document of “{}” {wrong}", resource.title);
        findings.push(
            Finding::new(Kind::Documents, Light::Stop, words)
                .detail(&*file.name)
                .remedy(to_do)
                .lead("Choose another…", choose(resource))
                .lead("Take it out", take_out(resource)),
        );
    }
    if findings.len() == before {
        let words = match (all.len(), facts.work.items().len()) {
            (0, _) => "No document is enclosed; the entries say how to get them".to_owned(),
            (1, 1) => "The document is enclosed, and is the one that was chosen".to_owned(),
            (some, all) => format!("{some} of {all} documents are enclosed, and are those that were chosen"),
        };
        findings.push(Finding::good(Kind::Documents, words));
    }
}

/// Anything private: properties of files, folders and names of this computer in what was typed.
pub(super) fn private(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let before = findings.len();
    for (_, resource, file) in enclosed(facts) {
        findings.extend(of_document(facts, resource, file));
    }
    if let Some(Looked::Into(properties) | Looked::IntoPicture(properties)) =
        facts.office.texts.logo.as_ref().map(|logo| properties::look(logo.png.as_slice()))
    {
        let private: Vec<&Property> = properties.iter().filter(|property| property.tells.is_private()).collect();
        if !private.is_empty() {
            findings.push(
                Finding::new(Kind::Private, gravity(facts), "The logo carries properties of its file")
                    .detail(listed(&private))
                    .remedy("Save the logo again without them, and choose it anew."),
            );
        }
    }
    findings.extend(typed(facts));
    if findings.get(before..).is_none_or(|new| new.iter().all(|finding| finding.light == Light::Good)) {
        let words = "No folder and no user name of this computer stands in what was typed";
        findings.push(Finding::good(Kind::Private, words));
    }
}

/// What would go to someone outside is wrong; inside the office it is only told.
fn gravity(facts: &Facts<'_>) -> Light {
    if facts.goes_outside() { Light::Stop } else { Light::Look }
}

fn of_document(facts: &Facts<'_>, resource: &Resource, file: &EnclosedFile) -> Option<Finding> {
    let kept = facts.answers().kept.get(&file.sha256);
    let about = format!("The document of “{}”", resource.title);
    let looked = facts.looked.get(&file.sha256)?;
    match looked {
        Looked::Into(properties) | Looked::IntoPicture(properties) => {
            let private: Vec<&Property> = properties.iter().filter(|property| property.tells.is_private()).collect();
            let told = listed(&private);
            if private.is_empty() {
                let told = listed(&properties.iter().collect::<Vec<_>>());
                let words = format!("{about} names no person, place or folder in its properties");
                return Some(Finding::good(Kind::Private, words).detail(told));
            }
            if let Some(by) = kept {
                let words = format!("{about} keeps its properties, as decided by {}", by_words(by));
                return Some(Finding::good(Kind::Private, words).detail(told));
            }
            let words = format!("{about} carries {}", counted(private.len(), "private property", "private properties"));
            let can_clean = matches!(looked, Looked::IntoPicture(_));
            let finding = Finding::new(Kind::Private, gravity(facts), words).detail(told);
            let finding = finding.remedy(without(can_clean, &file.name));
            let clean = Command::Enclosing(EnclosingCommand::Clean(resource.id.clone()));
            Some(
                finding
                    .leading(can_clean.then_some((CLEAN, clean)))
                    .lead("Choose another…", choose(resource))
                    .lead("Take it out", take_out(resource))
                    .ask(Ask::Keep(file.sha256.clone())),
            )
        }
        Looked::Not(why) => {
            let words = format!("{about} was not looked into: {why}");
            Some(match kept {
                Some(by) => Finding::good(Kind::Private, words).detail(format!("Decided by {}", by_words(by))),
                None => Finding::new(Kind::Private, Light::Look, words)
                    .remedy("Open it and look at its properties: author, company, comments.")
                    .lead("Choose another…", choose(resource))
                    .lead("Take it out", take_out(resource))
                    .ask(Ask::Keep(file.sha256.clone())),
            })
        }
        Looked::Missing | Looked::Changed | Looked::Unreadable => None,
    }
}

/// "Author: A. Lee; Folder: D:\Drafts".
fn listed(properties: &[&Property]) -> String {
    shortened(properties, NAMED_MAX, |it| format!("{}: {}", it.name, it.value)).join("; ")
}

/// Folders and names of this computer in the texts that are printed.
fn typed(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, text, lead) in super::texts::printed(facts) {
        if let Some(path) = properties::local_path(&text) {
            let words = format!("A folder of a computer stands in {place}");
            let finding = Finding::new(Kind::Private, gravity(facts), words).detail(path).remedy("Take it out.");
            findings.push(finding.leading(lead));
            continue;
        }
        let lower = text.to_lowercase();
        let is_word = |word: &&String| word.trim().len() > 2 && holds_word(&lower, &word.to_lowercase());
        if let Some(word) = facts.private.iter().find(is_word) {
            let words = format!("The user name of this computer stands in {place}");
            let finding = Finding::new(Kind::Private, Light::Look, words).detail(&**word);
            findings.push(finding.remedy("Take it out, if it is not meant.").leading(lead));
        }
    }
    findings.truncate(NAMED_MAX);
    findings
}

/// The documents that go with the pack.
fn enclosed<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (&'a Item, &'a Resource, &'a EnclosedFile)> {
    let (catalogue, work) = (facts.catalogue, facts.work);
    let items = work.all_items().filter_map(|item| Some((item.as_ref(), catalogue.resource(item.id())?.as_ref())));
    let facts = *facts;
    items.filter_map(move |(item, resource)| Some((item, resource, facts.document(item)?)))
}

const CLEAN: &str = "Enclose a copy without these properties";

/// How a document loses its properties.
fn without(can_clean: bool, name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        _ if can_clean => "Enclose a copy of the picture without them, or keep them by your role.",
        "pdf" => {
            "Save it anew without them where it was made, and choose that one, or keep them by your role. The program \
             changes no PDF: a signature in it would break."
        }
        "docx" | "xlsx" | "pptx" => {
            "In Word, Excel or PowerPoint choose File, Info, Check for Issues, Inspect Document, save it and choose \
             that one, or keep them by your role."
        }
        _ => "Save the document without them and choose that one, or keep them by your role.",
    }
}

fn choose(resource: &Resource) -> Command {
    Command::Enclosing(EnclosingCommand::Choose(resource.id.clone()))
}

fn take_out(resource: &Resource) -> Command {
    Command::Enclosing(EnclosingCommand::Remove(resource.id.clone()))
}

pub(super) fn show(resource: &Resource) -> Command {
    Command::Release(ReleaseCommand::Show(resource.id.clone()))
}
