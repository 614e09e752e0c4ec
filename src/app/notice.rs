//! What a person is told: short messages at the edge of the window, kept under Help > Messages.

use std::collections::VecDeque;

use crate::app::command::Command;
use crate::app::giving::GivingCommand;

/// How long a message without a button stays.
pub const SHOWN_MS: u64 = 8_000;
/// The most messages at the edge of the window.
pub const MAX_SHOWN: usize = 4;
/// The most messages kept under Help > Messages.
pub const MAX_KEPT: usize = 200;

/// Tells messages apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoticeId(pub u64);

/// What kind of message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Done,
    Information,
    Warning,
    Failure,
}

/// A button of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeAction {
    pub label: &'static str,
    pub command: Command,
}

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: NoticeId,
    pub tone: Tone,
    /// What happened, and what to do where there is something.
    pub words: String,
    /// For "Copy details": never a search word, title, message, recipient or folder name.
    pub details: Option<String>,
    /// At most two.
    pub actions: Vec<NoticeAction>,
    /// The time from which it counts as seen.
    pub since_ms: u64,
}

impl Notice {
    /// A message that goes by itself.
    pub fn new(tone: Tone, words: impl Into<String>) -> Self {
        Self { id: NoticeId(0), tone, words: words.into(), details: None, actions: Vec::new(), since_ms: 0 }
    }

    /// It worked.
    pub fn done(words: impl Into<String>) -> Self {
        Self::new(Tone::Done, words)
    }

    /// Something to know.
    pub fn information(words: impl Into<String>) -> Self {
        Self::new(Tone::Information, words)
    }

    /// Something to decide or to look at; stays.
    pub fn warning(words: impl Into<String>) -> Self {
        Self::new(Tone::Warning, words)
    }

    /// It failed and nothing is lost; stays.
    pub fn failure(words: impl Into<String>, details: impl Into<String>) -> Self {
        Self { details: Some(details.into()), ..Self::new(Tone::Failure, words) }
    }

    /// With a button.
    #[must_use]
    pub fn with(mut self, label: &'static str, command: Command) -> Self {
        self.actions.push(NoticeAction { label, command });
        self
    }

    /// Whether it waits to be closed.
    pub fn stays(&self) -> bool {
        !self.actions.is_empty() || matches!(self.tone, Tone::Failure | Tone::Warning)
    }
}

/// All messages of this run.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    kept: VecDeque<Notice>,
    last: u64,
}

impl Notices {
    /// Those at the edge of the window, oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }

    /// All that were said, newest first.
    pub fn kept(&self) -> impl Iterator<Item = &Notice> {
        self.kept.iter()
    }

    /// A message by its id.
    pub fn get(&self, id: NoticeId) -> Option<&Notice> {
        self.kept.iter().find(|notice| notice.id == id)
    }

    /// Keeps a message for Help > Messages alone: what it says is shown in another place already.
    ///
    /// A message with details gets the button "Copy details". Answers the message as it is kept.
    pub fn keep(&mut self, mut notice: Notice, now_ms: u64) -> Notice {
        self.last += 1;
        notice.id = NoticeId(self.last);
        if notice.details.is_some() {
            notice = notice.with("Copy details", Command::Giving(GivingCommand::CopyDetails(NoticeId(self.last))));
        }
        notice.since_ms = now_ms;
        self.kept.push_front(notice.clone());
        self.kept.truncate(MAX_KEPT);
        notice
    }

    /// Says something, and keeps it. The same words again take the place of the old ones.
    pub fn push(&mut self, notice: Notice, now_ms: u64) {
        let notice = self.keep(notice, now_ms);
        self.shown.retain(|old| old.words != notice.words);
        self.shown.push(notice);
        if self.shown.len() > MAX_SHOWN {
            let passing = self.shown.iter().position(|old| !old.stays()).unwrap_or(0);
            self.shown.remove(passing);
        }
    }

    /// Takes a message from the edge of the window.
    pub fn close(&mut self, id: NoticeId) {
        self.shown.retain(|notice| notice.id != id);
    }

    /// The pointer or the focus is on it: its time starts again.
    pub fn hold(&mut self, id: NoticeId, now_ms: u64) {
        for notice in self.shown.iter_mut().filter(|notice| notice.id == id) {
            notice.since_ms = now_ms;
        }
    }

    /// Lets those go that were seen long enough.
    pub fn tick(&mut self, now_ms: u64) {
        self.shown.retain(|notice| notice.stays() || now_ms.saturating_sub(notice.since_ms) < SHOWN_MS);
    }

    /// When the next message goes by itself.
    pub fn next_change_ms(&self) -> Option<u64> {
        self.shown.iter().filter(|notice| !notice.stays()).map(|notice| notice.since_ms + SHOWN_MS).min()
    }
}
