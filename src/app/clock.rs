//! The time as the shell tells it; the core never asks.

use crate::catalogue::CivilDate;

/// A moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Milliseconds since the program started.
    pub now_ms: u64,
    /// The day where the person is.
    pub today: CivilDate,
}
