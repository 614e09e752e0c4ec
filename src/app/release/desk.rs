//! What a person does with the check: opens it, answers on the spot, is led to where something is mended, goes on.

use std::collections::BTreeMap;

use super::record::{PackClearance, ReleaseEdit};
pub use super::resources::answer_on_handling;
use super::resources::has_to_be_asked_for;
use super::{Kind, Light, Looked, for_receipt, subject};
use crate::app::browse::{self, BrowseCommand, Page};
use crate::app::dialog::{self, Dialog};
use crate::app::edit::Edit;
use crate::app::effect::Effect;
use crate::app::outgoing::{self, Lacking, OutgoingCommand};
use crate::app::pack_files::{self, FilePurpose, FilesCommand};
use crate::app::packing;
use crate::app::work::Clearance;
use crate::app::{AppState, MAX_LAID_OUT, PackId, Recipe, Revision};
use crate::catalogue::{CivilDate, ResourceId};
use crate::export::pages::Overfull;
use crate::pack::contents::Sha256;
use crate::pack::words;

/// What the check stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// It is only looked at.
    Nothing,
    Export,
    Print,
    /// A copy of the pack file, for another office's program.
    Share,
}

impl Leave {
    /// Whether a finding of this kind matters: a copy to share has no pages, and its fields are filled in elsewhere;
    /// on paper no document goes out.
    pub fn concerns(self, kind: Kind) -> bool {
        match self {
            Self::Nothing | Self::Export => true,
            Self::Print => kind != Kind::Documents,
            Self::Share => !matches!(kind, Kind::Fields | Kind::Contact | Kind::BeforeUse | Kind::Pages | Kind::Draft),
        }
    }
}

/// What is asked of the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReleaseCommand {
    /// Opens it. Before an export, only once the form is filled in.
    Ask(Leave),
    /// Goes on to what it stands before, unless something stops it.
    Go(Leave),
    ConfirmHandling {
        role: String,
        reason: String,
    },
    /// The properties of a document may leave as they are.
    Keep {
        document: Sha256,
        role: String,
    },
    /// Items that are on request here were cleared.
    ClearItems {
        ids: Vec<ResourceId>,
        role: String,
        on: CivilDate,
    },
    /// A second person cleared the pack as it is.
    ClearPack {
        role: String,
    },
    /// Whether the office wants a second person to clear each pack.
    SecondPerson(bool),
    Show(ResourceId),
    /// The form of the export, with what is lacking said under its fields.
    ShowFields,
    ShowResources,
    ShowPack,
}

/// What the shell looks into before a pack leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct LookOver {
    /// Whose documents they are.
    pub pack: PackId,
    pub documents: Vec<Sha256>,
    pub revision: Revision,
    /// Rises with each look.
    pub number: u64,
    /// `None` where the pages are not laid out.
    pub recipe: Option<Recipe>,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LookedOver {
    pub revision: Revision,
    /// Of the look.
    pub number: u64,
    pub documents: BTreeMap<Sha256, Looked>,
    /// `None` where the pages could not be laid out.
    pub overfull: Option<Vec<Overfull>>,
}

pub(crate) fn apply(state: &mut AppState, command: ReleaseCommand) -> Vec<Effect> {
    match command {
        ReleaseCommand::Ask(leave) => return ask(state, leave),
        ReleaseCommand::Go(leave) => return go(state, leave),
        ReleaseCommand::ConfirmHandling { role, reason } => confirm_handling(state, &role, &reason),
        ReleaseCommand::Keep { document, role } => {
            let by = Some(by(state, &role, state.clock.today));
            packing::edit(state, &Edit::Release(ReleaseEdit::Keep { document, by }));
        }
        ReleaseCommand::ClearItems { ids, role, on } => {
            let by = by(state, &role, on);
            packing::edit(state, &Edit::Cleared { ids, by });
        }
        ReleaseCommand::ClearPack { role } => {
            // The role is that of somebody else than who works here: it is not kept for the next answer.
            let by = by_role(&role, state.clock.today);
            let cleared = PackClearance { by, of: subject(&state.work, &state.office) };
            packing::edit(state, &Edit::Release(ReleaseEdit::Cleared(Some(cleared))));
        }
        ReleaseCommand::SecondPerson(wanted) => state.office.second_person = wanted,
        ReleaseCommand::Show(id) => return lead(state, BrowseCommand::Open(Page::Resource(id))),
        ReleaseCommand::ShowResources => return lead(state, BrowseCommand::Open(Page::Resources)),
        ReleaseCommand::ShowPack => return lead(state, BrowseCommand::Open(Page::Pack)),
        ReleaseCommand::ShowFields => {
            state.dialogs.retain(|dialog| !matches!(dialog, Dialog::Release(_)));
            outgoing::ask_for_fields(state);
        }
    }
    Vec::new()
}

/// Opens the check, and has everything looked into that it does not know yet.
fn ask(state: &mut AppState, leave: Leave) -> Vec<Effect> {
    if leave == Leave::Export {
        state.outgoing.tried = true;
        if state.outgoing.is_running() || state.lacking() != Lacking::default() {
            return Vec::new();
        }
    }
    state.dialogs.retain(|dialog| !matches!(dialog, Dialog::Release(_)));
    dialog::open(state, Dialog::Release(leave));
    // What was missing, damaged or held by another program may have been mended meanwhile.
    let is_final = |looked: &Looked| !matches!(looked, Looked::Missing | Looked::Changed | Looked::Unreadable);
    state.release.looked.retain(|_, looked| is_final(looked));
    vec![look_over(state)]
}

/// All that the open pack has and that was not looked into.
fn look_over(state: &mut AppState) -> Effect {
    state.release.looks += 1;
    state.release.asked += 1;
    state.release.overfull = None;
    let files = state.work.all_items().filter_map(|item| item.content.file.as_ref());
    let mut documents: Vec<Sha256> =
        files.map(|file| file.sha256.clone()).filter(|sum| !state.release.looked.contains_key(sum)).collect();
    documents.sort_unstable();
    documents.dedup();
    let is_small = (1..=MAX_LAID_OUT).contains(&state.work.items().len());
    Effect::LookOver(Box::new(LookOver {
        pack: state.packs.open.id.clone(),
        documents,
        revision: state.revision,
        number: state.release.asked,
        recipe: is_small.then(|| state.recipe()),
    }))
}

/// What has to be looked into again after a change, while the check is open.
pub(crate) fn after_change(state: &mut AppState) -> Option<Effect> {
    state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Release(_))).then(|| look_over(state))
}

/// Takes what was found. Pages of an older state of the pack say nothing of it.
pub(crate) fn take(state: &mut AppState, looked: LookedOver) {
    state.release.looks += 1;
    state.release.looked.extend(looked.documents);
    if looked.revision == state.revision && looked.number == state.release.asked {
        state.release.overfull = Some((looked.revision, looked.overfull));
    }
}

fn go(state: &mut AppState, leave: Leave) -> Vec<Effect> {
    if state.is_stopped(leave) {
        return Vec::new();
    }
    dialog::close_all(state, &Dialog::Release(leave));
    match leave {
        Leave::Nothing => {
            if !state.dialogs.contains(&Dialog::Export) {
                return outgoing::apply(state, OutgoingCommand::Ask);
            }
            Vec::new()
        }
        Leave::Export => outgoing::apply(state, OutgoingCommand::Start),
        Leave::Print => outgoing::apply(state, OutgoingCommand::Print),
        Leave::Share => pack_files::apply(state, FilesCommand::Ask(FilePurpose::SharePack)),
    }
}

fn confirm_handling(state: &mut AppState, role: &str, reason: &str) {
    let by = by(state, role, state.clock.today);
    let answer = answer_on_handling(&state.release_facts(leave_of(state)), by, reason.trim());
    if answer.is_whole() {
        packing::edit(state, &Edit::Release(ReleaseEdit::Handling(Some(answer))));
    }
}

/// A decision by role; the role is kept for the next one.
fn by(state: &mut AppState, role: &str, on: CivilDate) -> Clearance {
    let by = by_role(role, on);
    state.office.role.clone_from(&by.role);
    by
}

fn by_role(role: &str, on: CivilDate) -> Clearance {
    let role = crate::app::details::shortened(role.trim(), crate::app::details::MAX_LINE);
    Clearance { role, on: Some(on) }
}

/// What the check that is open stands before.
fn leave_of(state: &AppState) -> Leave {
    let open = state.dialogs.iter().rev().find_map(|dialog| match dialog {
        Dialog::Release(leave) => Some(*leave),
        _ => None,
    });
    open.unwrap_or(Leave::Nothing)
}

fn lead(state: &mut AppState, to: BrowseCommand) -> Vec<Effect> {
    while !state.dialogs.is_empty() {
        dialog::close(state);
    }
    browse::apply(state, to)
}

impl AppState {
    /// Which of these have to be asked for, as long as their files are not in the pack. Nothing where this office is
    /// the one that is asked.
    pub fn to_ask_for<'a>(&self, ids: impl IntoIterator<Item = &'a ResourceId>) -> Vec<ResourceId> {
        if words::is_the_office(&self.work.details.issued_by) {
            return Vec::new();
        }
        let open = ids.into_iter().filter(|id| !self.is_enclosed(id));
        let resources = open.filter_map(|id| self.catalogue.resource(id));
        resources.filter(|resource| has_to_be_asked_for(resource)).map(|resource| resource.id.clone()).collect()
    }

    /// Whether the file of a resource is in the pack.
    pub fn is_enclosed(&self, id: &ResourceId) -> bool {
        self.work.item(id).is_some_and(|item| item.content.file.is_some())
    }

    /// Whether something keeps the pack from leaving so.
    pub fn is_stopped(&self, leave: Leave) -> bool {
        self.release_check(leave).iter().any(|finding| finding.light == Light::Stop)
    }

    /// What the kept receipt says of the check; `None` where something stops the export.
    pub(crate) fn release_record(&self) -> Option<Vec<String>> {
        let findings = self.release_check(Leave::Export);
        let is_stopped = findings.iter().any(|finding| finding.light == Light::Stop);
        (!is_stopped).then(|| for_receipt(&self.release_facts(Leave::Export), &findings))
    }
}

/// Why what was typed is no role; `None` where it may be one. Names are not kept.
pub fn role_trouble(role: &str) -> Option<&'static str> {
    const TITLES: [&str; 10] = ["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "mme", "khun"];
    let role = role.trim();
    if role.is_empty() {
        return Some("Write the role, for example: Programme manager.");
    }
    let mut words = role.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_titled = words.next().is_some_and(|first| TITLES.contains(&first.to_lowercase().as_str()));
    (is_titled || role.contains('@')).then_some("Write a role, not a name.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_roles() {
        for role in ["Programme manager", "Director", "Msunduzi desk", "Co-manager (Australia)", "ผู้จัดการ"]
        {
            assert_eq!(role_trouble(role), None, "{role}");
        }
        for name in ["", "  ", "Mr Lee", "dr. A. Lee", "Ms. Santos", "lee@example.org"] {
            assert!(role_trouble(name).is_some(), "{name}");
        }
    }
}
