//! The figures that the project publishes, as far as they are measured inside the process: search and frames.
//!
//! `cargo bench` prints them; `packaging/bench` measures whole processes beside their peers.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

#[path = "../common/multiplied.rs"]
mod multiplied;

mod frame;
mod keystroke;
mod preview;
#[path = "../common/raster.rs"]
mod raster;
mod timing;

use std::io::Write as _;
use std::sync::Arc;

use rso_toolbox::catalogue::file;

/// The Tool Box, and what an office with everything would have.
const SIZES: [usize; 3] = [21, 1_000, 100_000];

/// Resources of a pack, and the most edits of each kind that are made in it.
const PACKS: [(usize, usize); 3] = [(1, 100), (21, 100), (500, 4)];

/// The same large catalogues on every machine.
const SEED: u64 = 20_261_124;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    match (args.next(), args.next()) {
        (Some(count), Some(path)) => return write_catalogue(&count, &path),
        (Some(part), None) if part == "pages" => return pages(),
        _ => {}
    }
    println!("{} resources in the Tool Box; larger catalogues are it many times over, with changed words", SIZES[0]);
    for size in SIZES {
        let catalogue = Arc::new(multiplied::multiplied(&file::built_in(), size, SEED));
        keystroke::measure(&catalogue);
        frame::measure(&catalogue);
    }
    pages();
}

/// `cargo bench --bench bench -- pages` measures these alone.
fn pages() {
    println!("\nPages beside the pack: from a keystroke until what is in sight is drawn anew");
    for (items, most) in PACKS {
        preview::measure(&Arc::new(multiplied::multiplied(&file::built_in(), items.max(SIZES[0]), SEED)), items, most);
    }
}

/// `cargo bench --bench bench -- 2100 FILE` keeps a large catalogue as a file, for programs that are timed as a whole.
fn write_catalogue(count: &str, path: &str) {
    let count = count.parse().unwrap_or(0);
    let catalogue = multiplied::multiplied(&file::built_in(), count, SEED);
    let text = match file::write(&file::Document::default(), &catalogue) {
        Ok(text) => text,
        Err(error) => return println!("{count} resources are no catalogue: {error}"),
    };
    match std::fs::File::create(path).and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => println!("{count} resources in {path}"),
        Err(error) => println!("{path} was not written: {error}"),
    }
}
