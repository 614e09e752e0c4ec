//! "Propose a pack for…": audiences in, resources with reasons out, taken over by a button.

use std::collections::BTreeSet;

use crate::app::AppState;
use crate::app::effect::Effect;
use crate::catalogue::{AudienceId, ResourceId};

/// The open proposal.
#[derive(Clone, Debug, Default)]
pub struct Proposing {
    pub audiences: Vec<AudienceId>,
    /// Proposed resources that the person does not want.
    pub refused: BTreeSet<ResourceId>,
}

impl Proposing {
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

pub(crate) fn apply(_state: &mut AppState, _command: ProposingCommand) -> Vec<Effect> {
    Vec::new()
}
