//! "Propose a pack for…": audiences in, resources with reasons out, taken over by a button.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::AppState;
use crate::app::dialog::{self, Dialog};
use crate::app::edit::Edit;
use crate::app::effect::{Effect, Outcome};
use crate::app::notice::Notice;
use crate::app::packing;
use crate::catalogue::{Audience, AudienceId, Catalogue, ResourceId};
use crate::pack::words;
use crate::suggest::{self, Proposal};

/// The open proposal.
#[derive(Clone, Debug, Default)]
pub struct Proposing {
    pub audiences: Vec<AudienceId>,
    /// What is proposed for them; `None` while no audience is chosen. Until a question is answered, the answer to the
    /// one before it.
    pub proposal: Option<Arc<Proposal>>,
    /// Proposed resources that the person does not want.
    pub refused: BTreeSet<ResourceId>,
    /// The question that waits for its answer.
    waiting: Option<QuestionNumber>,
    last: QuestionNumber,
}

/// Tells questions of this run apart, so that a late answer is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionNumber(pub u64);

/// A question as the shell gets it; a large catalogue takes a moment, so that it is answered off the window's thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub number: QuestionNumber,
    pub catalogue: Arc<Catalogue>,
    pub audiences: Vec<AudienceId>,
    /// Where people write to for what is on request.
    pub email: String,
}

impl Asked {
    /// The answer.
    pub fn answer(&self) -> Outcome {
        let proposal = Arc::new(suggest::suggest(&self.catalogue, &self.audiences, &self.email));
        Outcome::Proposed { number: self.number, proposal }
    }
}

impl Proposing {
    /// What would be added, in the order of the proposal; nothing while a question waits for its answer.
    pub fn accepted(&self) -> impl Iterator<Item = &ResourceId> {
        let answered = self.proposal.as_ref().filter(|_| !self.is_waiting());
        let proposed = answered.into_iter().flat_map(|proposal| &proposal.proposed);
        proposed.map(|item| &item.id).filter(|id| !self.refused.contains(*id))
    }

    /// Whether a proposal is being made.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// The next question has another number than any before.
    pub(crate) fn forget(&mut self) {
        *self = Self { last: self.last, ..Self::default() };
    }

    pub(crate) fn take(&mut self, number: QuestionNumber, proposal: Arc<Proposal>) {
        if self.waiting == Some(number) {
            self.waiting = None;
            self.proposal = Some(proposal);
        }
    }

    pub(crate) fn give_up(&mut self, number: QuestionNumber) {
        if self.waiting == Some(number) {
            self.waiting = None;
            self.proposal = None;
        }
    }
}

/// What the proposal dialog asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposingCommand {
    /// Opens the dialog for the audiences that are ticked as filters.
    Ask,
    ToggleAudience(AudienceId),
    /// Takes a proposed resource out of the proposal, or in again.
    ToggleItem(ResourceId),
    /// Adds the proposed resources to the pack.
    Accept,
}

pub(crate) fn apply(state: &mut AppState, command: ProposingCommand) -> Vec<Effect> {
    match command {
        ProposingCommand::Ask => {
            state.proposing.forget();
            state.proposing.audiences.clone_from(&state.browse.filters.audiences);
            dialog::open(state, Dialog::Propose);
            return propose(state);
        }
        ProposingCommand::ToggleAudience(audience) => {
            let chosen = &mut state.proposing.audiences;
            match chosen.iter().position(|own| *own == audience) {
                Some(place) => drop(chosen.remove(place)),
                None => chosen.push(audience),
            }
            return propose(state);
        }
        ProposingCommand::ToggleItem(id) => {
            let refused = &mut state.proposing.refused;
            if !refused.remove(&id) {
                refused.insert(id);
            }
        }
        ProposingCommand::Accept => accept(state),
    }
    Vec::new()
}

/// The same answer whatever the order of ticking: audiences stand in the catalogue's order.
fn propose(state: &mut AppState) -> Vec<Effect> {
    let chosen = &state.proposing.audiences;
    let audiences: Vec<AudienceId> = state
        .catalogue
        .audiences
        .iter()
        .map(|audience| &audience.id)
        .filter(|id| chosen.contains(id))
        .cloned()
        .collect();
    state.proposing.audiences.clone_from(&audiences);
    if audiences.is_empty() {
        state.proposing.proposal = None;
        state.proposing.waiting = None;
        return Vec::new();
    }
    let number = QuestionNumber(state.proposing.last.0 + 1);
    state.proposing.last = number;
    state.proposing.waiting = Some(number);
    let email = state.contact().email.clone();
    vec![Effect::Propose(Asked { number, catalogue: Arc::clone(&state.catalogue), audiences, email })]
}

fn accept(state: &mut AppState) {
    let ids: Vec<ResourceId> = state.proposing.accepted().cloned().collect();
    if ids.is_empty() {
        return;
    }
    let new = ids.iter().filter(|id| !state.work.contains(id)).count();
    let chosen = &state.proposing.audiences;
    let audiences: Vec<&Audience> = chosen.iter().filter_map(|id| state.catalogue.audience(id)).collect();
    let edit = Edit::Accept { ids, title: words::title_for_audiences(&audiences) };
    if let Err(err) = packing::try_edit(state, &edit) {
        packing::refuse(state, err);
        return;
    }
    dialog::close_all(state, &Dialog::Propose);
    state.proposing.forget();
    state.say(Notice::done(match new {
        0 => "All of them were in the pack already".to_owned(),
        1 => "Added 1 resource".to_owned(),
        _ => format!("Added {new} resources"),
    }));
}
