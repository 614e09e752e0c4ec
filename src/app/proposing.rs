//! "Propose a pack for…": audiences in, resources with reasons out, taken over by a button.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::AppState;
use crate::app::dialog::{self, Dialog};
use crate::app::effect::Effect;
use crate::app::notice::Notice;
use crate::app::packing;
use crate::app::work::Edit;
use crate::catalogue::{AudienceId, ResourceId};
use crate::pack::words;
use crate::suggest::{self, Proposal};

/// The open proposal.
#[derive(Clone, Debug, Default)]
pub struct Proposing {
    pub audiences: Vec<AudienceId>,
    /// What is proposed for them; `None` while no audience is chosen.
    pub proposal: Option<Arc<Proposal>>,
    /// Proposed resources that the person does not want.
    pub refused: BTreeSet<ResourceId>,
}

impl Proposing {
    /// What would be added, in the order of the proposal.
    pub fn accepted(&self) -> impl Iterator<Item = &ResourceId> {
        let proposed = self.proposal.iter().flat_map(|proposal| &proposal.proposed);
        proposed.map(|item| &item.id).filter(|id| !self.refused.contains(*id))
    }

    pub(crate) fn forget(&mut self) {
        *self = Self::default();
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
            propose(state);
            dialog::open(state, Dialog::Propose);
        }
        ProposingCommand::ToggleAudience(audience) => {
            let chosen = &mut state.proposing.audiences;
            match chosen.iter().position(|own| *own == audience) {
                Some(place) => drop(chosen.remove(place)),
                None => chosen.push(audience),
            }
            propose(state);
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
fn propose(state: &mut AppState) {
    let chosen = &state.proposing.audiences;
    let audiences: Vec<AudienceId> = state
        .catalogue
        .audiences
        .iter()
        .map(|audience| &audience.id)
        .filter(|id| chosen.contains(id))
        .cloned()
        .collect();
    state.proposing.proposal =
        (!audiences.is_empty()).then(|| Arc::new(suggest::suggest(&state.catalogue, &audiences)));
    state.proposing.audiences = audiences;
}

fn accept(state: &mut AppState) {
    let ids: Vec<ResourceId> = state.proposing.accepted().cloned().collect();
    if ids.is_empty() {
        return;
    }
    let new = ids.iter().filter(|id| !state.work.contains(id)).count();
    let names: Vec<&str> = state
        .proposing
        .audiences
        .iter()
        .filter_map(|id| state.catalogue.audience(id))
        .map(|audience| audience.name.as_str())
        .collect();
    let edit = Edit::Accept { ids, title: words::title_for_audiences(&names) };
    packing::edit(state, &edit);
    dialog::close_all(state, &Dialog::Propose);
    state.proposing.forget();
    state.say(Notice::done(match new {
        0 => "All of them were in the pack already".to_owned(),
        1 => "Added 1 resource".to_owned(),
        _ => format!("Added {new} resources"),
    }));
}
