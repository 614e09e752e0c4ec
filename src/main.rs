//! The program: one call from the command line, or the window.

// On Windows no console opens beside the window; `console.rs` is what a console starts.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::io::{BufWriter, IsTerminal as _, Write, stderr, stdout};
use std::process::ExitCode;

use rso_toolbox::brand;
use rso_toolbox::cli::{self, Ending, WindowCall};
use rso_toolbox::shell::{Opened, Ready, crash, dialogs};
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

/// Shows the window until it is closed. Why there is none is said where it can be read: on the console, else by the system.
fn show(call: WindowCall) -> u8 {
    let mut said = Vec::new();
    let code =
        crash::guarded(|| shown(call, &mut said)).unwrap_or_else(|fault| cli::window::crashed(&fault, &mut said));
    let mut err = stderr();
    err.write_all(&said).and_then(|()| err.flush()).ok();
    if !said.is_empty() && !err.is_terminal() {
        dialogs::alert(brand::PROGRAM, String::from_utf8_lossy(&said).trim());
    }
    code
}

fn shown(call: WindowCall, err: &mut impl Write) -> u8 {
    let called = call.renderer;
    let ready = match cli::window::prepare(call, err) {
        Ok(Opened::Window(ready)) => ready,
        Ok(Opened::HandedOver) => return 0,
        Err(code) => return code,
    };
    let Ready { start, mut shell } = *ready;
    let renderer = shell.choose_renderer(called, start.settings.renderer);
    match window::open(start, shell, renderer) {
        Ok(()) => 0,
        Err(error) => cli::window::no_window(&error.to_string(), err),
    }
}
