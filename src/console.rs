//! What a console starts in place of the program: on Windows a program with a window has no console of its own, and a
//! shell does not wait for it. This one starts `rso-toolbox.exe` beside it, passes on what it says and gives its exit
//! code. It is installed as `rso-toolbox.com`, which a shell finds before `rso-toolbox.exe`.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read, Write, stderr, stdout};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;

/// The exit code where the program could not be started; the same as its own for "could not".
const COULD_NOT: u8 = 1;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    match run(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            // Where not even this can be printed, the exit code still says it.
            writeln!(stderr(), "rso-toolbox.exe cannot be started from beside this program: {error}").ok();
            ExitCode::from(COULD_NOT)
        }
    }
}

fn run(arguments: &[OsString]) -> io::Result<u8> {
    let mut command = Command::new(beside()?);
    command.args(arguments);
    if arguments.is_empty() {
        // Only a window: the shell goes on at once.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        return Ok(0);
    }
    // A program with a window cannot write to a console that is not its own; to a file or a pipe it can.
    let how = |is_console: bool| if is_console { Stdio::piped() } else { Stdio::inherit() };
    let child = command.stdout(how(stdout().is_terminal())).stderr(how(stderr().is_terminal())).spawn()?;
    passed_on(child)
}

/// Passes on what the program says until it ends.
fn passed_on(mut child: Child) -> io::Result<u8> {
    let errors = child.stderr.take();
    let listen = move || pass(errors, &mut stderr());
    let listening = thread::Builder::new().spawn(listen)?;
    pass(child.stdout.take(), &mut stdout());
    listening.join().ok();
    let code = child.wait()?.code();
    Ok(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(COULD_NOT))
}

/// Each part at once, so that progress is seen. What nobody reads any more is dropped.
fn pass(from: Option<impl Read>, to: &mut impl Write) {
    let Some(mut from) = from else { return };
    io::copy(&mut from, to).and_then(|_| to.flush()).ok();
}

fn beside() -> io::Result<PathBuf> {
    let name = format!("rso-toolbox{}", std::env::consts::EXE_SUFFIX);
    Ok(std::env::current_exe()?.with_file_name(name))
}
