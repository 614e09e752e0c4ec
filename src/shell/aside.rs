//! Work that a window needs later, on a named thread of its own.

use std::thread::{Builder, JoinHandle};

/// What is being made aside.
#[derive(Debug)]
pub struct Aside<T>(Option<JoinHandle<T>>);

impl<T: Send + 'static> Aside<T> {
    /// Begins it. Where the system has no thread to give, nothing is made.
    pub fn begin(name: &str, work: impl FnOnce() -> T + Send + 'static) -> Self {
        let thread = Builder::new().name(name.to_owned()).spawn(work);
        Self(thread.inspect_err(|error| log::warn!("no thread for {name}: {}", error.kind())).ok())
    }

    /// Waits until it is made; `None` where it could not be.
    pub fn finish(self) -> Option<T> {
        self.0.and_then(|thread| thread.join().ok())
    }
}
