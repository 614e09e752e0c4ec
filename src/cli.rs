//! The same as the window does, from the command line, over the same library.
//!
//! [`run`] gets its arguments and writers from outside, so that a test needs no process.
//! Answers go to `out`, what went wrong to `err`; JSON is printed only where it was asked for.

pub mod args;
mod audiences;
mod backup;
mod check;
mod export;
mod guess;
mod list;
mod open;
mod pack;
mod plain;
mod reading;
mod release;
mod rules;
mod show;
mod suggest;
mod trouble;
pub mod window;

use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::{CommandFactory as _, Parser as _};
use serde_json::Value;

use crate::app::Renderer;
use crate::app::pack_files::is_pack_file;
use args::{Arguments, Command};
use trouble::{COULD_NOT, Trouble, WRONG_CALL};

/// How a call ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With this exit code: 0 done, 1 could not, 2 wrong call.
    Code(u8),
    /// A window was asked for.
    Window(WindowCall),
}

/// What the window is opened with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowCall {
    pub catalogue: Option<PathBuf>,
    pub data_dir: Option<PathBuf>,
    pub renderer: Option<Renderer>,
    /// Pack files to open, in order; the last one is shown.
    pub packs: Vec<PathBuf>,
}

/// Runs one call. The first of `args` is the program's own name.
pub fn run(
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Ending {
    let arguments = match Arguments::try_parse_from(with_open(args)) {
        Ok(arguments) => arguments,
        Err(told) => return Ending::Code(tell_parser(&told, out, err)),
    };
    let Arguments { catalogue, data_dir, renderer, open, command } = arguments;
    let Some(command) = command else {
        return Ending::Window(WindowCall { catalogue, data_dir, renderer: renderer.map(Into::into), packs: open });
    };
    let mut cx = Cx { out, err, catalogue, data_dir };
    let done = cx.perform(command).and_then(|code| cx.out.flush().map(|()| code).map_err(Failure::Printing));
    Ending::Code(match done {
        Ok(code) => code,
        Err(Failure::Told(trouble)) => {
            // Where not even this can be printed, the exit code still says it.
            if cx.err.write_all(plain::block(&trouble.text()).as_bytes()).is_err() { COULD_NOT } else { trouble.code }
        }
        // Whoever reads the answer has had enough of it.
        Err(Failure::Printing(error)) if error.kind() == ErrorKind::BrokenPipe => 0,
        Err(Failure::Printing(_)) => COULD_NOT,
    })
}

/// Options of the window that have a value.
const WITH_VALUE: [&str; 4] = ["--catalogue", "--data-dir", "--renderer", "--open"];

/// Files without a command, as a double-click or a drop on the icon gives them, are to be opened; the window says which
/// of them is no pack. Options with their values may stand before them.
fn with_open(args: impl IntoIterator<Item = impl Into<OsString>>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let mut first = 1;
    while args.get(first).is_some_and(|name| WITH_VALUE.iter().any(|known| name == known)) {
        first += 2;
    }
    if args.get(first..).is_some_and(are_files) {
        for file in args.split_off(first) {
            args.extend(["--open".into(), file]);
        }
    }
    args
}

/// Whether all of it names files, of which those that are no packs must be there. The word of a command is no file,
/// whatever lies in the folder.
fn are_files(args: &[OsString]) -> bool {
    let is_word = |name: &OsString| {
        let commands = Arguments::command();
        name == "help"
            || name.to_str().is_some_and(|name| name.starts_with('-') || commands.find_subcommand(name).is_some())
    };
    let is_file = |name: &OsString| is_pack_file(Path::new(name)) || Path::new(name).exists();
    args.iter().all(is_file) && !args.first().is_some_and(is_word)
}

/// Help and version are answers, everything else is a wrong call.
fn tell_parser(told: &clap::Error, out: &mut impl Write, err: &mut impl Write) -> u8 {
    let text = told.render().to_string();
    let (printed, code) = if told.use_stderr() {
        (err.write_all(text.as_bytes()), WRONG_CALL)
    } else {
        (out.write_all(text.as_bytes()), 0)
    };
    match printed {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => COULD_NOT,
        _ => code,
    }
}

/// Why a command ended early.
#[derive(Debug)]
enum Failure {
    Told(Trouble),
    Printing(std::io::Error),
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::Told(trouble)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Printing(error)
    }
}

/// What a command needs beside its own arguments. `Ok` holds the exit code.
struct Cx<'a, O, E> {
    out: &'a mut O,
    err: &'a mut E,
    catalogue: Option<PathBuf>,
    data_dir: Option<PathBuf>,
}

impl<O: Write, E: Write> Cx<'_, O, E> {
    fn perform(&mut self, command: Command) -> Result<u8, Failure> {
        match command {
            Command::List(arguments) => self.list(&arguments),
            Command::Show { id, json } => self.show(&id, json.into()),
            Command::Audiences { json } => self.audiences(json.into()),
            Command::Suggest(arguments) => self.suggest(&arguments),
            Command::Check { file, json } => self.check(file, json.into()),
            Command::Pack { command } => self.pack(command),
            Command::Export(arguments) => self.export(&arguments),
            Command::Backup { file, force, json } => self.backup(&file, pack::existing(force), json.into()),
            Command::Restore { file, json } => self.restore(&file, json.into()),
            Command::Completions { shell } => self.completions(shell),
            Command::Man => self.man(),
        }
    }

    fn completions(&mut self, shell: clap_complete::Shell) -> Result<u8, Failure> {
        let mut text = Vec::new();
        clap_complete::generate(shell, &mut Arguments::command(), "rso-toolbox", &mut text);
        self.out.write_all(&text)?;
        Ok(0)
    }

    fn man(&mut self) -> Result<u8, Failure> {
        let mut text = Vec::new();
        manual(&mut text)?;
        self.out.write_all(&text)?;
        Ok(0)
    }

    fn print_json(&mut self, value: &Value) -> Result<u8, Failure> {
        writeln!(self.out, "{value:#}")?;
        Ok(0)
    }

    fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.out, "{}", plain::line(text)).map_err(Failure::Printing)
    }

    /// A sentence for whoever reads along; the answer is not touched by it.
    fn note(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.err, "{}", plain::line(text)).map_err(Failure::Printing)
    }
}

/// One page for the program and all its commands: there are no further pages that it could point at.
fn manual(text: &mut Vec<u8>) -> std::io::Result<()> {
    let mut program = Arguments::command();
    program.build();
    let page = clap_mangen::Man::new(program.clone());
    page.render_title(text)?;
    page.render_name_section(text)?;
    page.render_synopsis_section(text)?;
    page.render_description_section(text)?;
    page.render_options_section(text)?;
    let shown = program.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help");
    for command in shown {
        let mut part = Vec::new();
        let page = clap_mangen::Man::new(command.clone());
        page.render_synopsis_section(&mut part)?;
        page.render_description_section(&mut part)?;
        page.render_options_section(&mut part)?;
        // The parts of a command stand one level below its own heading.
        let part = String::from_utf8_lossy(&part).replace(".SH ", ".SS ");
        writeln!(text, ".SH {}", command.get_name().to_uppercase())?;
        text.extend(part.bytes());
    }
    page.render_extra_section(text)?;
    page.render_version_section(text)
}
