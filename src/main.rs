//! The program: one call from the command line, or the window.

use std::io::{BufWriter, Write as _, stderr, stdout};
use std::process::ExitCode;

use rso_toolbox::cli::{self, Ending, WindowCall};
use rso_toolbox::shell::{Opened, Ready};
use rso_toolbox::ui::window;

fn main() -> ExitCode {
    let mut out = BufWriter::new(stdout().lock());
    let ending = cli::run(std::env::args_os(), &mut out, &mut stderr().lock());
    // What cannot be printed any more has no reader.
    out.flush().ok();
    drop(out);
    ExitCode::from(match ending {
        Ending::Code(code) => code,
        Ending::Window(call) => show(call),
    })
}

/// Shows the window until it is closed.
fn show(call: WindowCall) -> u8 {
    let called = call.renderer;
    let ready = match cli::window::prepare(call, &mut stderr().lock()) {
        Ok(Opened::Window(ready)) => ready,
        Ok(Opened::HandedOver) => return 0,
        Err(code) => return code,
    };
    let Ready { start, mut shell } = *ready;
    let renderer = shell.choose_renderer(called, start.settings.renderer);
    let shown = window::open(start, shell, renderer);
    match shown {
        Ok(()) => 0,
        Err(error) => cli::window::no_window(&error.to_string(), &mut stderr().lock()),
    }
}
