//! "Propose a pack for…": what is asked, which answer counts, and what is taken over.

use std::collections::BTreeSet;
use std::sync::Arc;

use rso_toolbox::app::{
    AppState, Clock, Command, DialogCommand, Effect, PreferenceCommand, ProposingCommand, Start, dispatch,
};
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::{AudienceId, CivilDate, ResourceId};

fn fresh() -> AppState {
    let clock = Clock { now_ms: 0, today: CivilDate::new(2026, 11, 24).unwrap() };
    AppState::new(Start::fresh(Arc::new(built_in()), clock)).0
}

/// The questions for a proposal among effects, answered as the shell does.
fn answers(effects: Vec<Effect>) -> Vec<Command> {
    let answer = |effect| match effect {
        Effect::Propose(asked) => Some(Command::Finished(asked.answer())),
        _ => None,
    };
    effects.into_iter().filter_map(answer).collect()
}

fn propose_for(state: &mut AppState, audience: &str) -> Vec<Command> {
    let audience = AudienceId::new(audience).unwrap();
    answers(dispatch(state, Command::Proposing(ProposingCommand::ToggleAudience(audience))))
}

#[test]
fn a_proposal_is_made_elsewhere_and_only_the_last_one_counts() {
    let mut state = fresh();
    dispatch(&mut state, Command::Proposing(ProposingCommand::Ask));
    assert!(!state.proposing.is_waiting());
    let first = propose_for(&mut state, "trainers");
    assert!(state.proposing.is_waiting() && state.proposing.proposal.is_none(), "nothing is made at once");
    let second = propose_for(&mut state, "maritime-officials");
    assert_eq!((first.len(), second.len()), (1, 1));
    for late in first {
        dispatch(&mut state, late);
        assert!(state.proposing.is_waiting() && state.proposing.accepted().next().is_none());
    }
    for command in second.clone() {
        dispatch(&mut state, command);
    }
    assert!(!state.proposing.is_waiting());
    assert_eq!(state.proposing.accepted().count(), 2, "one for trainers, one for maritime officials");
    dispatch(&mut state, Command::Dialog(DialogCommand::Close));
    dispatch(&mut state, Command::Proposing(ProposingCommand::Ask));
    for old in second {
        dispatch(&mut state, old);
        assert!(state.proposing.proposal.is_none(), "the answer to a closed dialog is dropped");
    }
}

#[test]
fn a_proposal_sends_people_to_the_confirmed_address() {
    let mut state = fresh();
    let mut contact = state.contact().clone();
    contact.email = "toolbox@example.org".to_owned();
    dispatch(&mut state, Command::Preference(PreferenceCommand::ConfirmContact(contact)));
    for command in propose_for(&mut state, "frontline-border-officials") {
        dispatch(&mut state, command);
    }
    let notes = state.proposing.proposal.as_ref().unwrap().notes.join("\n");
    assert!(notes.contains("toolbox@example.org") && !notes.contains("info@rso"), "{notes}");
}

#[test]
fn a_proposal_is_taken_over_without_what_was_refused() {
    let mut state = fresh();
    dispatch(&mut state, Command::Proposing(ProposingCommand::Ask));
    assert!(state.proposing.proposal.is_none());
    for command in propose_for(&mut state, "frontline-border-officials") {
        dispatch(&mut state, command);
    }
    let proposed: Vec<ResourceId> = state.proposing.accepted().cloned().collect();
    assert!(proposed.len() > 1);
    dispatch(&mut state, Command::Proposing(ProposingCommand::ToggleItem(proposed[0].clone())));
    dispatch(&mut state, Command::Proposing(ProposingCommand::Accept));
    let taken: BTreeSet<&ResourceId> = state.work.items().iter().collect();
    assert_eq!(taken, proposed[1..].iter().collect());
    assert_eq!(state.work.details.title, "Toolbox for frontline border officials");
    assert_eq!(state.dialog(), None);
    dispatch(&mut state, Command::Undo);
    assert!(state.work.is_blank(), "one step takes the whole proposal back");
}
