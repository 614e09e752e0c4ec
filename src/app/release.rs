//! What has to be looked at before a pack leaves: findings in order, each with what to do.
//!
//! Rules over the catalogue's fields and words and over what the office typed; none knows a resource by its name.
//! A finding stops an export only where something would be wrong: a field that is printed is empty, a document is
//! missing or has changed, something private or not public would go to someone outside.

pub mod desk;
mod documents;
pub mod properties;
pub mod record;
mod resources;
mod table;
mod texts;

use std::collections::BTreeMap;

use crate::app::command::Command;
use crate::app::work::{Item, Work};
use crate::app::{AppState, Office};
use crate::catalogue::{Catalogue, CivilDate, Resource, ResourceId};
use crate::export::pages::Overfull;
use crate::pack::contents::{EnclosedFile, Sha256};
use crate::pack::words::counted;
use crate::pack::words::lists::shortened;
use crate::suggest::rules::Rules;

pub use desk::{Leave, LookOver, LookedOver, ReleaseCommand};
pub use properties::{Looked, Property, Tells};
pub use record::{Answers, Confirmed, HandlingAnswer, PackClearance, Reader, ReleaseEdit};
pub use table::Table;

/// The words of the button that shows a written request.
pub const LETTER: &str = "Request letter…";
/// So many lines of a kind, and so many titles in a line, stand in words; the rest is counted.
const NAMED_MAX: usize = 12;
/// So many titles are shown where somebody wants to see which ones it is.
const OPENED_MAX: usize = 100;
/// So many titles stand in one sentence.
const TITLES_MAX: usize = 5;

/// How grave a finding is. The order is that of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Light {
    Stop,
    Look,
    Good,
}

impl Light {
    /// The words shown; no light is told by colour alone.
    pub fn words(self) -> &'static str {
        match self {
            Self::Stop => "Stops the export",
            Self::Look => "Look at this",
            Self::Good => "In order",
        }
    }

    /// The word of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Look => "look",
            Self::Good => "good",
        }
    }
}

/// How much a finding matters, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Weight {
    /// It stops the export.
    Must,
    Should,
    /// It is told for information; nothing wrong goes out with it.
    Could,
    /// It is in order.
    Done,
}

impl Weight {
    /// The words of its heading.
    pub fn words(self) -> &'static str {
        match self {
            Self::Must => Light::Stop.words(),
            Self::Should => Light::Look.words(),
            Self::Could => "For information",
            Self::Done => Light::Good.words(),
        }
    }

    /// What is to be done about it, beside its heading; empty where nothing is.
    pub fn caption(self) -> &'static str {
        match self {
            Self::Must => "must be mended first",
            Self::Should => "mend it, or go on as it is",
            Self::Could => "could be better; nothing wrong goes out",
            Self::Done => "",
        }
    }

    /// The word of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Could => "could",
            Self::Done => "done",
        }
    }
}

/// What a finding is about. The order is that of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Kind {
    Contents,
    Fields,
    Documents,
    Private,
    /// What is for officials, or to be asked for first.
    Handling,
    /// What nobody says who may have.
    HandlingNotStated,
    SecondPerson,
    Companions,
    OnRequest,
    Superseded,
    Addresses,
    Contact,
    BeforeUse,
    Pages,
    Draft,
}

impl Kind {
    /// The word of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Contents => "contents",
            Self::Fields => "fields",
            Self::Documents => "documents",
            Self::Private => "private",
            Self::Handling => "handling",
            Self::HandlingNotStated => "handling-not-stated",
            Self::SecondPerson => "second-person",
            Self::Companions => "companions",
            Self::OnRequest => "on-request",
            Self::Superseded => "superseded",
            Self::Addresses => "addresses",
            Self::Contact => "contact",
            Self::BeforeUse => "before-use",
            Self::Pages => "pages",
            Self::Draft => "draft",
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub kind: Kind,
    pub light: Light,
    /// It is only for information.
    pub is_minor: bool,
    /// What it is, a sentence.
    pub words: String,
    /// What it rests on: a sentence of the catalogue, properties, titles; may be empty.
    pub detail: String,
    /// Titles that are shown where somebody wants to see which ones it is about.
    pub named: Vec<String>,
    /// What to do; empty where nothing is.
    pub to_do: String,
    /// The buttons that lead there.
    pub leads: Vec<Lead>,
    /// What can be answered on the spot.
    pub ask: Option<Ask>,
}

/// A button.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    pub words: String,
    pub command: Command,
}

/// What a finding asks of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// By what role and why these items may go to someone outside.
    Handling,
    /// By what role these were cleared, and when.
    Clearance(Vec<ResourceId>),
    /// By what role the properties of a document may stay.
    Keep(Sha256),
    /// By what role the pack was cleared by a second person.
    SecondPerson,
}

impl Finding {
    fn new(kind: Kind, light: Light, words: impl Into<String>) -> Self {
        Self {
            kind,
            light,
            is_minor: false,
            words: words.into(),
            detail: String::new(),
            named: Vec::new(),
            to_do: String::new(),
            leads: Vec::new(),
            ask: None,
        }
    }

    fn good(kind: Kind, words: impl Into<String>) -> Self {
        Self::new(kind, Light::Good, words)
    }

    /// Only for information, as long as it stops nothing.
    fn minor(self) -> Self {
        Self { is_minor: true, ..self }
    }

    /// How much it matters.
    pub fn weight(&self) -> Weight {
        match self.light {
            Light::Stop => Weight::Must,
            Light::Look if self.is_minor => Weight::Could,
            Light::Look => Weight::Should,
            Light::Good => Weight::Done,
        }
    }

    fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    fn remedy(self, to_do: impl Into<String>) -> Self {
        Self { to_do: to_do.into(), ..self }
    }

    fn named<'a>(mut self, all: impl IntoIterator<Item = &'a Resource>) -> Self {
        self.named = shortened(all, OPENED_MAX, |resource| resource.title.clone());
        self
    }

    fn lead(mut self, words: impl Into<String>, command: Command) -> Self {
        self.leads.push(Lead { words: words.into(), command });
        self
    }

    fn leading(self, lead: Option<(&str, Command)>) -> Self {
        match lead {
            Some((words, command)) => self.lead(words, command),
            None => self,
        }
    }

    fn ask(self, ask: Ask) -> Self {
        Self { ask: Some(ask), ..self }
    }
}

/// What is known of the pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pages<'a> {
    /// They are being laid out.
    Waiting,
    /// They could not be laid out.
    Failed,
    /// What does not fit on them.
    Looked(&'a [Overfull]),
}

/// What the check is made from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    pub catalogue: &'a Catalogue,
    pub work: &'a Work,
    pub office: &'a Office,
    /// Whose companions are missing.
    pub rules: &'a Rules,
    pub table: &'a Table,
    pub today: CivilDate,
    /// What the files of the pack say of themselves; one that is not in it is still being looked into.
    pub looked: &'a BTreeMap<Sha256, Looked>,
    pub pages: Pages<'a>,
    /// Before what: on paper no document goes out.
    pub leave: Leave,
    /// The pack is one of a file that is only read; its documents are in that file alone.
    pub is_foreign: bool,
    /// Words of this computer, such as the user's name.
    pub private: &'a [String],
}

impl Facts<'_> {
    /// The items with what the catalogue says of them.
    fn items(&self) -> impl Iterator<Item = (&Item, &Resource)> {
        self.work.all_items().filter_map(|item| Some((item.as_ref(), self.catalogue.resource(item.id())?.as_ref())))
    }

    fn answers(&self) -> &Answers {
        &self.work.details.release
    }

    /// The document that goes out with an item.
    fn document<'b>(&self, item: &'b Item) -> Option<&'b EnclosedFile> {
        item.content.file.as_ref().filter(|_| self.leave != Leave::Print)
    }

    fn goes_outside(&self) -> bool {
        self.answers().reader == Reader::Outside
    }
}

/// Looks at everything. What is graver stands first.
pub fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    texts::fields(facts, &mut findings);
    documents::documents(facts, &mut findings);
    documents::private(facts, &mut findings);
    resources::handling(facts, &mut findings);
    texts::second_person(facts, &mut findings);
    resources::companions(facts, &mut findings);
    resources::on_request(facts, &mut findings);
    resources::superseded(facts, &mut findings);
    resources::addresses(facts, &mut findings);
    texts::own_addresses(facts, &mut findings);
    texts::contact(facts, &mut findings);
    texts::before_use(facts, &mut findings);
    texts::pages(facts, &mut findings);
    texts::draft(facts, &mut findings);
    findings.retain(|finding| facts.leave.concerns(finding.kind));
    findings.sort_by_key(|finding| (finding.weight(), finding.kind));
    findings
}

/// How many findings there are of a weight.
pub fn count(findings: &[Finding], weight: Weight) -> usize {
    findings.iter().filter(|finding| finding.weight() == weight).count()
}

/// "2 stop the export, 5 to look at, 1 for information, 6 in order".
pub fn summary(findings: &[Finding]) -> String {
    let [stop, look, know, good] =
        [Weight::Must, Weight::Should, Weight::Could, Weight::Done].map(|weight| count(findings, weight));
    let stops = match stop {
        0 => "Nothing stops the export".to_owned(),
        1 => "1 stops the export".to_owned(),
        _ => format!("{stop} stop the export"),
    };
    let know = if know == 0 { String::new() } else { format!("{know} for information, ") };
    format!("{stops}, {look} to look at, {know}{good} in order")
}

/// What the kept receipt says of the check: what it came to, and what a person answered. No output holds it.
pub fn for_receipt(facts: &Facts<'_>, findings: &[Finding]) -> Vec<String> {
    let answers = facts.answers();
    let mut lines = vec![
        format!("Checked before it left. {}.", summary(findings)),
        format!("Who gets it: {}.", answers.reader.words().to_lowercase()),
    ];
    if let Some((answer, resources)) = resources::confirmed_items(facts) {
        let by = record::by_words(&crate::app::Clearance { role: answer.role.clone(), on: answer.on });
        let titles = shortened(resources, OPENED_MAX, |it| format!("“{}”", it.title)).join(", ");
        lines.push(format!("Handling confirmed by {by}, for {titles}. Reason: {}", answer.reason.trim()));
    }
    for (item, resource) in facts.items() {
        let kept = item.content.file.as_ref().and_then(|file| answers.kept.get(&file.sha256));
        if let Some(by) = kept {
            lines.push(format!("“{}”: file properties kept by {}.", resource.title, record::by_words(by)));
        }
    }
    if let Some(cleared) = answers.cleared.as_ref().filter(|cleared| cleared.of == subject(facts.work, facts.office)) {
        lines.push(format!("Cleared by a second person: {}.", record::by_words(&cleared.by)));
    }
    let open = findings.iter().filter(|finding| finding.light == Light::Look);
    lines.extend(open.map(|finding| format!("Seen: {}", finding.words)));
    lines
}

/// A sum of all that goes out of a pack, of what the office prints on it and of who gets it: it is another one once
/// something of that was changed.
pub fn subject(work: &Work, office: &Office) -> Sha256 {
    let mut without = work.clone();
    let details = &mut without.details;
    // Asked for once more by itself, or of no weight for what is read.
    details.release = Answers { reader: details.release.reader, ..Answers::default() };
    details.is_draft = false;
    details.copies = 1;
    details.formats.clear();
    let mut draft = crate::app::PackDraft::of(&without, serde_json::Map::new());
    draft.keep_what_goes_out();
    let texts = office.printed_value();
    let logo = office.texts.logo.as_ref().map(|logo| Sha256::of(&logo.png));
    let logo = logo.as_ref().map(Sha256::as_str).unwrap_or_default();
    Sha256::of(format!("{} {texts} {logo}", draft.write()).as_bytes())
}

/// The first titles in quotation marks, and how many more there are.
fn titles<'a>(all: impl IntoIterator<Item = &'a Resource>) -> String {
    shortened(all, TITLES_MAX, |it| format!("“{}”", it.title)).join(", ")
}

/// Days from one day to a later one; 0 where it is not later.
fn days_between(from: CivilDate, to: CivilDate) -> u32 {
    let days = |day: CivilDate| {
        let (year, month) = (i64::from(day.year()), i64::from(day.month()));
        // March is the first month, so that the day of a leap year is the last one.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + i64::from(day.day())
    };
    u32::try_from(days(to) - days(from)).unwrap_or_default()
}

/// What the check knows beyond the pack, and what it is waiting for.
#[derive(Clone, Debug, Default)]
pub struct Release {
    /// By the sum of the file, so that a file is looked into once.
    pub looked: BTreeMap<Sha256, Looked>,
    /// Of the pages of that revision; `None` where they could not be laid out.
    overfull: Option<(crate::app::Revision, Option<Vec<Overfull>>)>,
    /// Rises with each look into documents and pages, asked for or answered.
    pub looks: u64,
    /// The look that was asked for last: what an older one says of the pages is of others.
    pub asked: u64,
    /// Words of this computer, such as the user's name.
    pub private: Vec<String>,
}

impl Release {
    /// Nothing was looked into yet. `private` are words of this computer.
    pub fn new(private: Vec<String>) -> Self {
        Self { private, ..Self::default() }
    }
}

impl AppState {
    /// The check of the open pack as it is now, before it leaves so.
    pub fn release_check(&self, leave: Leave) -> Vec<Finding> {
        check(&self.release_facts(leave))
    }

    pub(crate) fn release_facts(&self, leave: Leave) -> Facts<'_> {
        let overfull = self.release.overfull.as_ref().filter(|(revision, _)| *revision == self.revision);
        Facts {
            catalogue: &self.catalogue,
            work: &self.work,
            office: &self.office,
            rules: &self.rules,
            table: Table::built_in(),
            today: self.clock.today,
            looked: &self.release.looked,
            pages: match overfull {
                None => Pages::Waiting,
                Some((_, None)) => Pages::Failed,
                Some((_, Some(overfull))) => Pages::Looked(overfull),
            },
            leave,
            is_foreign: !self.is_listed(),
            private: &self.release.private,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_years() {
        let day = |text: &str| CivilDate::parse(text).unwrap();
        for (from, to, days) in [
            ("2026-11-24", "2026-11-24", 0),
            ("2025-11-24", "2026-11-24", 365),
            ("2024-02-28", "2024-03-01", 2),
            ("2023-02-28", "2023-03-01", 1),
            ("1999-12-31", "2000-01-01", 1),
            ("2026-11-25", "2026-11-24", 0),
        ] {
            assert_eq!(days_between(day(from), day(to)), days, "{from} to {to}");
        }
    }
}
