//! Undo and redo by snapshots: a step back is the pack as it was, so it cannot be wrong.

use crate::app::work::Work;

/// The most steps that can be undone.
pub const MAX_STEPS: usize = 2_000;
/// The most item places that all steps hold together.
const MAX_ITEMS_HELD: usize = 1_000_000;
/// Edits of one field within this time are one step.
const MERGE_MS: u64 = 1_000;

#[derive(Clone, Debug)]
struct Snapshot {
    label: &'static str,
    merge_key: Option<String>,
    /// The pack before the step (in `past`) or after it (in `future`).
    work: Work,
    at_ms: u64,
}

/// What was done to the pack, and what was taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Snapshot>,
    future: Vec<Snapshot>,
    /// A word is being put together: its edits are one step, however long it takes.
    composing: bool,
}

impl History {
    /// Keeps the pack as it was before a change.
    pub fn record(&mut self, label: &'static str, merge_key: Option<String>, before: Work, at_ms: u64) {
        self.future.clear();
        if let (true, Some(last)) = (merge_key.is_some(), self.past.last_mut())
            && last.merge_key == merge_key
            && (self.composing || at_ms.saturating_sub(last.at_ms) < MERGE_MS)
        {
            last.at_ms = at_ms;
            return;
        }
        self.past.push(Snapshot { label, merge_key, work: before, at_ms });
        self.forget_oldest();
    }

    /// Takes the last change back.
    pub fn undo(&mut self, work: &mut Work) -> Option<&'static str> {
        Self::step(&mut self.past, &mut self.future, work)
    }

    /// Makes the change again that was taken back last.
    pub fn redo(&mut self, work: &mut Work) -> Option<&'static str> {
        Self::step(&mut self.future, &mut self.past, work)
    }

    /// What undo would take back: "rename".
    pub fn undo_label(&self) -> Option<&'static str> {
        self.past.last().map(|snapshot| snapshot.label)
    }

    /// What redo would make again.
    pub fn redo_label(&self) -> Option<&'static str> {
        self.future.last().map(|snapshot| snapshot.label)
    }

    /// A change of focus ends the merging of edits.
    pub fn end_merging(&mut self) {
        if let Some(last) = self.past.last_mut() {
            last.merge_key = None;
        }
    }

    /// From now on the edits of a field are one step.
    pub fn begin_composing(&mut self) {
        self.composing = true;
    }

    /// The word was taken, or given up: then no step is left that changes nothing.
    pub fn end_composing(&mut self, work: &Work) {
        self.composing = false;
        if self.past.last().is_some_and(|last| last.work == *work) {
            self.past.pop();
        }
    }

    fn step(from: &mut Vec<Snapshot>, to: &mut Vec<Snapshot>, work: &mut Work) -> Option<&'static str> {
        let mut snapshot = from.pop()?;
        std::mem::swap(work, &mut snapshot.work);
        let label = snapshot.label;
        to.push(Snapshot { merge_key: None, ..snapshot });
        Some(label)
    }

    fn forget_oldest(&mut self) {
        let mut held: usize = self.past.iter().map(|snapshot| snapshot.work.items().len()).sum();
        while self.past.len() > MAX_STEPS || held > MAX_ITEMS_HELD {
            held -= self.past.remove(0).work.items().len();
        }
    }
}
