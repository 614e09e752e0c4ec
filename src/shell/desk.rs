//! What one thread hands to another: things under a lock, and a bell that wakes whoever waits for them.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Shared by clones.
#[derive(Debug, Default)]
pub(super) struct Shared<T>(Arc<(Mutex<T>, Condvar)>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Shared<T> {
    /// What lies on it. A thread that ended with a fault while it held it left whole things behind.
    pub(super) fn held(&self) -> MutexGuard<'_, T> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes what lies on it and rings.
    pub(super) fn change(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.held());
        self.0.1.notify_all();
    }

    /// Waits for the bell, at most so long.
    pub(super) fn wait<'a>(&'a self, held: MutexGuard<'a, T>, at_most: Option<Duration>) -> MutexGuard<'a, T> {
        let bell = &self.0.1;
        match at_most {
            Some(time) => bell.wait_timeout(held, time).unwrap_or_else(PoisonError::into_inner).0,
            None => bell.wait(held).unwrap_or_else(PoisonError::into_inner),
        }
    }
}

/// Waits until a thread has ended; a second call finds nothing to wait for.
pub(super) fn join(thread: &mut Option<JoinHandle<()>>, name: &str) {
    if thread.take().is_some_and(|thread| thread.join().is_err()) {
        ::log::error!("the thread “{name}” ended with a fault");
    }
}
