//! Counts the pages of the pack in the background; only the newest pack is wanted.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crate::app::{Outcome, Recipe, Revision};
use crate::export::pdf;

use super::exports::fonts_for;
use super::jobs::{self, Outbox};

/// A larger pack is not laid out only to count its pages.
const MAX_ITEMS: usize = 300;

#[derive(Default)]
struct Desk {
    waiting: Option<(Revision, Box<Recipe>)>,
    closing: bool,
}

/// The counting thread.
pub struct PageCounter {
    desk: Arc<(Mutex<Desk>, Condvar)>,
}

impl PageCounter {
    /// Starts the thread.
    pub fn start(outbox: Outbox) -> Self {
        let desk = Arc::new((Mutex::new(Desk::default()), Condvar::new()));
        let at = Arc::clone(&desk);
        let work = move || {
            while let Some((revision, recipe)) = next(&at) {
                outbox.put(count(revision, &recipe));
            }
        };
        if let Err(err) = thread::Builder::new().name("pages".to_owned()).spawn(work) {
            log::error!("pages are not counted: {}", err.kind());
        }
        Self { desk }
    }

    /// Counts this pack next; one that waited is dropped.
    pub fn count(&self, revision: Revision, recipe: Box<Recipe>) {
        self.desk.0.lock().unwrap_or_else(PoisonError::into_inner).waiting = Some((revision, recipe));
        self.desk.1.notify_all();
    }
}

impl Drop for PageCounter {
    /// Does not wait: a layout cannot be stopped, and the program may end in the middle of it.
    fn drop(&mut self) {
        self.desk.0.lock().unwrap_or_else(PoisonError::into_inner).closing = true;
        self.desk.1.notify_all();
    }
}

fn next(desk: &(Mutex<Desk>, Condvar)) -> Option<(Revision, Box<Recipe>)> {
    let mut held = desk.0.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if held.closing {
            return None;
        }
        if let Some(waiting) = held.waiting.take() {
            return Some(waiting);
        }
        held = desk.1.wait(held).unwrap_or_else(PoisonError::into_inner);
    }
}

fn count(revision: Revision, recipe: &Recipe) -> Outcome {
    if recipe.items.len() > MAX_ITEMS {
        return Outcome::PagesCounted { revision, pages: None };
    }
    let counted = jobs::caught("pages", || {
        let pack = recipe.build();
        pdf::page_count(&pack, &fonts_for(&pack))
    });
    match counted {
        Ok(Ok(pages)) => Outcome::PagesCounted { revision, pages: Some(pages) },
        Ok(Err(err)) => {
            log::error!("pages could not be counted: {err}");
            Outcome::PagesCounted { revision, pages: None }
        }
        Err(failure) => Outcome::PagesFailed { revision, failure },
    }
}
