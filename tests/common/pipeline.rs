//! The state and the thread that lays its pages out, without a window: commands go in, pages and pictures come out.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use rso_toolbox::app::{AppState, Clock, Command, Effect, Outcome, Start, dispatch};
use rso_toolbox::catalogue::{Catalogue, CivilDate};
use rso_toolbox::shell::jobs::{Outbox, Waker};
use rso_toolbox::shell::pages::PageThread;

/// Longer than any layout takes.
const PATIENCE: Duration = Duration::from_mins(2);

pub(crate) struct Pipeline {
    pub(crate) state: AppState,
    thread: PageThread,
    outcomes: Receiver<Outcome>,
}

impl Pipeline {
    pub(crate) fn start(catalogue: Arc<Catalogue>) -> Self {
        let today = CivilDate::parse("2026-11-24").unwrap_or(CivilDate::FIRST);
        let (state, _) = AppState::new(Start::fresh(catalogue, Clock { now_ms: 0, today }));
        let (sender, outcomes) = mpsc::channel();
        Self { state, thread: PageThread::start(Outbox::new(sender, Waker::default())), outcomes }
    }

    /// Asks for a change, and hands what has to be laid out or drawn to the thread.
    pub(crate) fn send(&mut self, command: Command) {
        for effect in dispatch(&mut self.state, command) {
            match effect {
                Effect::LayOutPages { revision, recipe } => self.thread.lay_out(revision, recipe),
                Effect::LookAtPages(looked) => self.thread.look_at(looked),
                _ => {}
            }
        }
    }

    /// Takes what comes of it until one outcome is the awaited one; whether that came.
    pub(crate) fn wait_for(&mut self, awaited: impl Fn(&AppState, &Outcome) -> bool) -> bool {
        while let Ok(outcome) = self.outcomes.recv_timeout(PATIENCE) {
            let is_it = awaited(&self.state, &outcome);
            self.send(Command::Finished(outcome));
            if is_it {
                return true;
            }
        }
        false
    }
}
