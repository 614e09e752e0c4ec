//! What the trainings of the pack come to, found again only where the pack changed.

use crate::app::{AppState, Revision};

/// The words, and the pack that they were made for.
#[derive(Clone, Debug, Default)]
pub struct Times {
    made_for: Option<Revision>,
    words: Option<String>,
}

impl Times {
    /// What they come to; `None` where the pack has no training.
    pub fn words(&mut self, state: &AppState) -> Option<&str> {
        if self.made_for != Some(state.revision) {
            self.made_for = Some(state.revision);
            let trainings = state.trainings(None);
            self.words = (!trainings.is_empty()).then(|| state.timetable_words(&trainings));
        }
        self.words.as_deref()
    }
}
