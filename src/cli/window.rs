//! The window's start: its catalogue and its data folder, and what is said where one of them cannot be had.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use super::open::read;
use super::trouble::{COULD_NOT, Trouble};
use super::{WindowCall, plain};
use crate::app::Notice;
use crate::catalogue::check::Severity;
use crate::catalogue::file;
use crate::shell::crash::Crash;
use crate::shell::{self, Opened, StartError, Wanted};

/// Prepares the window, or says on `err` why there is none; then gives the exit code.
pub fn prepare(call: WindowCall, err: &mut impl Write) -> Result<Opened, u8> {
    opened(call).map_err(|trouble| {
        // Where not even this can be printed, the exit code still says it.
        if err.write_all(plain::block(&trouble.text()).as_bytes()).is_err() { COULD_NOT } else { trouble.code }
    })
}

/// Says on `err` that the window itself could not be made; gives the exit code.
pub fn no_window(details: &str, err: &mut impl Write) -> u8 {
    let trouble = Trouble::could_not(
        format!("the window could not be opened: {details}"),
        "",
        "Start it where there is a screen, or use the commands that `rso-toolbox --help` shows",
    );
    if err.write_all(plain::block(&trouble.text()).as_bytes()).is_err() { COULD_NOT } else { trouble.code }
}

/// Says on `err` that the window ended with a fault, and where that is reported; gives the exit code.
pub fn crashed(crash: &Crash, err: &mut impl Write) -> u8 {
    let place = crash.report.as_ref().map(|report| report.display().to_string()).unwrap_or_default();
    let trouble = Trouble::could_not(
        "RSO Toolbox had to close because of a fault in it; your packs are as you left them",
        place,
        match crash.report {
            Some(_) => "Start it again, and send this report to whoever gave you the program",
            None => "Start it again",
        },
    );
    if err.write_all(plain::block(&trouble.text()).as_bytes()).is_err() { COULD_NOT } else { trouble.code }
}

fn opened(call: WindowCall) -> Result<Opened, Trouble> {
    let mut notices = Vec::new();
    let mut arguments = Vec::new();
    let catalogue = match &call.catalogue {
        None => file::built_in(),
        Some(path) => {
            arguments.extend(["--catalogue".to_owned(), path.display().to_string()]);
            let parsed = read(path)?;
            let errors = parsed.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
            if parsed.catalogue.resources.is_empty() {
                return Err(Trouble::could_not(
                    "no resource of this catalogue can be read",
                    path.display().to_string(),
                    "`rso-toolbox check FILE` tells what is wrong with it",
                ));
            }
            notices.extend(problem_notice(errors));
            parsed.catalogue
        }
    };
    // Whoever gets it may run in another folder.
    let whole = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
    let packs: Vec<PathBuf> = call.packs.into_iter().map(whole).collect();
    arguments.extend(packs.iter().flat_map(|path| ["--open".to_owned(), path.display().to_string()]));
    let wanted = Wanted { catalogue: Arc::new(catalogue), data_dir: call.data_dir, packs, arguments, notices };
    shell::open(wanted).map_err(|error| match &error {
        StartError::DataDir(_) => Trouble::could_not(error.to_string(), "", "Give a folder that can be written"),
        StartError::Lock(_) => Trouble::could_not(
            error.to_string(),
            "",
            "Give another folder with --data-dir; some network folders cannot be locked",
        ),
    })
}

fn problem_notice(errors: usize) -> Option<Notice> {
    let count = match errors {
        0 => return None,
        1 => "1 error".to_owned(),
        many => format!("{many} errors"),
    };
    Some(Notice::warning(format!(
        "This catalogue has {count}; what could be read is shown. “rso-toolbox check FILE” tells them all."
    )))
}
