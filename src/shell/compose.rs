//! The table of composed letters that X11's input method reads, kept between starts.
//!
//! libX11 reads half a megabyte of text for it at each start, which takes about as long as the rest of a start without
//! a graphics card. Where `XCOMPOSECACHE` names a folder it keeps there what it has read (libX11's
//! `modules/im/ximcp/imLcIm.c`). It looks only at the variables of its process, which safe code cannot change: so the
//! program starts again in its own place, with that variable.

use std::path::Path;

/// Starts the program again in its own place, once, with a folder for the table; goes on where that cannot be done.
///
/// Call it before anything is opened.
#[cfg(target_os = "linux")]
pub fn keep_table(data_dir: Option<&Path>) {
    use std::os::unix::process::CommandExt as _;

    use super::data_dir::DataDir;

    const CACHE: &str = "XCOMPOSECACHE";
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // Wayland has an input method of its own.
    if !is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set(CACHE) {
        return;
    }
    let folder = DataDir::open(data_dir).ok().and_then(|folder| folder.folder("composed-letters").ok());
    let (Some(folder), Ok(program)) = (folder, std::env::current_exe()) else { return };
    let mut arguments = std::env::args_os();
    let name = arguments.next().unwrap_or_else(|| program.clone().into_os_string());
    // Comes back only where it could not be done: the table is read anew then.
    drop(std::process::Command::new(program).arg0(name).args(arguments).env(CACHE, folder).exec());
}

/// Only X11 has such a table.
#[cfg(not(target_os = "linux"))]
pub fn keep_table(_data_dir: Option<&Path>) {}
