//! The end of the session: on a log-off or shutdown the window closes as by its button, and everything is written.
//!
//! Windows tells windows alone, and the window's library does not pass it on; there what was changed is on disk before
//! the program is ended, for it is written within half a second.

#[cfg(unix)]
pub(super) use unix::listen;

use super::jobs::Outbox;

/// Elsewhere nobody tells.
#[cfg(not(unix))]
pub(super) fn listen(_outbox: Outbox) {}

#[cfg(unix)]
mod unix {
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::Outbox;
    use crate::app::Outcome;

    /// Tells the window once that the system wants the program to end. Asked a second time the program ends at once: it
    /// may hang.
    pub(crate) fn listen(outbox: Outbox) {
        let mut signals = match Signals::new([SIGHUP, SIGINT, SIGTERM]) {
            Ok(signals) => signals,
            Err(error) => return log::warn!("the end of the session will not be heard: {}", error.kind()),
        };
        let listening = move || {
            let mut signals = signals.forever();
            if signals.next().is_some() {
                log::info!("the system ends the program");
                outbox.put(Outcome::SystemEnds);
            }
            if let Some(signal) = signals.next()
                && let Err(error) = emulate_default_handler(signal)
            {
                log::warn!("the program could not be ended at once: {}", error.kind());
            }
        };
        if let Err(error) = thread::Builder::new().name("signals".to_owned()).spawn(listening) {
            log::warn!("nobody listens for the end of the session: {}", error.kind());
        }
    }
}
