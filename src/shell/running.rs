//! Whether the last run ended by itself: a file that stands in the data folder while the program runs.

use std::fs::{self, OpenOptions};
use std::path::PathBuf;

use super::data_dir::DataDir;

const FILE: &str = "running";

/// Stands in the data folder until this is dropped; a run that is killed drops nothing.
#[derive(Debug)]
pub struct Running {
    path: PathBuf,
}

/// What was found at the start.
#[derive(Debug)]
pub struct Began {
    pub running: Option<Running>,
    /// The last run was killed, or the power went.
    pub after_a_crash: bool,
}

impl Running {
    /// Notes that the program runs.
    pub fn begin(data: &DataDir) -> Began {
        let path = data.file(FILE);
        let after_a_crash = path.exists();
        let made = OpenOptions::new().create(true).truncate(true).write(true).open(&path);
        if let Err(error) = &made {
            log::warn!("it was not noted that the program runs: {}", error.kind());
        }
        Began { running: made.is_ok().then(|| Self { path }), after_a_crash }
    }
}

impl Drop for Running {
    /// Everything is written and the program ends.
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path) {
            log::warn!("it was not noted that the program ends: {}", error.kind());
        }
    }
}
