//! What came of an effect, taken into the state.

use crate::app::AppState;
use crate::app::effect::{Effect, Outcome, WindowEffect};

pub(crate) fn apply(state: &mut AppState, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::IndexBuilt(built) => {
            state.browse.index = Some(built.index);
            state.browse.refresh(&state.catalogue);
        }
        Outcome::StartedAgain => return vec![Effect::Window(WindowEffect::Raise)],
        _ => {}
    }
    Vec::new()
}
