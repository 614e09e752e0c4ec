//! The program: one call from the command line, or the window.

use std::io::{BufWriter, Write as _, stderr, stdout};
use std::process::ExitCode;

use rso_toolbox::cli::{self, Ending};

fn main() -> ExitCode {
    match cli::run(std::env::args_os(), &mut BufWriter::new(stdout().lock()), &mut stderr().lock()) {
        Ending::Code(code) => ExitCode::from(code),
        Ending::Window(_call) => {
            // Nothing can be done where even this cannot be printed.
            writeln!(stderr(), "error: the window is not part of this build; `--help` shows the commands").ok();
            ExitCode::from(1)
        }
    }
}
