//! Counts the pages of the pack in the background; only the newest pack is wanted.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::app::{MAX_COUNTED, Outcome, Recipe, Revision};
use crate::export::{Format, pdf};

use super::exports::fonts_for;
use super::jobs::{self, Outbox};

/// How long a pack stays as it is before its pages are counted.
const REST: Duration = Duration::from_millis(300);

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

/// The newest pack, once it has rested: who types a title is not slowed down by layouts.
fn next(desk: &(Mutex<Desk>, Condvar)) -> Option<(Revision, Box<Recipe>)> {
    let mut held = desk.0.lock().unwrap_or_else(PoisonError::into_inner);
    let mut newest = None;
    loop {
        if held.closing {
            return None;
        }
        match (held.waiting.take(), newest.take()) {
            (Some(waiting), _) => {
                newest = Some(waiting);
                held = desk.1.wait_timeout(held, REST).unwrap_or_else(PoisonError::into_inner).0;
            }
            (None, Some(rested)) => return Some(rested),
            (None, None) => held = desk.1.wait(held).unwrap_or_else(PoisonError::into_inner),
        }
    }
}

fn count(revision: Revision, recipe: &Recipe) -> Outcome {
    if recipe.contents.items().count() > MAX_COUNTED {
        return Outcome::PagesCounted { revision, pages: None };
    }
    let counted = jobs::caught("pages", || {
        let pack = recipe.build();
        pdf::page_count(&pack, &fonts_for(&pack, [Format::Pdf]))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_pack_is_counted() {
        let recipe = || {
            let catalogue = std::sync::Arc::new(crate::catalogue::file::built_in());
            let options = crate::pack::build::Options::new(crate::catalogue::CivilDate::FIRST);
            Box::new(Recipe { catalogue, contents: crate::pack::Contents::default(), options })
        };
        let desk = Arc::new((Mutex::new(Desk::default()), Condvar::new()));
        let at = Arc::clone(&desk);
        let counting = thread::Builder::new().spawn(move || next(&at).map(|(revision, _)| revision)).unwrap();
        for revision in 1..=3 {
            desk.0.lock().unwrap().waiting = Some((Revision(revision), recipe()));
            desk.1.notify_all();
            thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(counting.join().unwrap(), Some(Revision(3)));
    }
}
