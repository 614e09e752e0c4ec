//! The figures that the project publishes, as far as they are measured inside the process: search and frames.
//!
//! `cargo bench` prints them; `packaging/bench` measures whole processes beside their peers.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

#[path = "../common/multiplied.rs"]
mod multiplied;

mod frame;
mod keystroke;
#[path = "../common/raster.rs"]
mod raster;
mod timing;

use std::sync::Arc;

use rso_toolbox::catalogue::file;

/// The Tool Box, and what an office with everything would have.
const SIZES: [usize; 3] = [21, 1_000, 100_000];

/// The same large catalogues on every machine.
const SEED: u64 = 20_261_124;

fn main() {
    println!("{} resources in the Tool Box; larger catalogues are it many times over, with changed words", SIZES[0]);
    for size in SIZES {
        let catalogue = Arc::new(multiplied::multiplied(&file::built_in(), size, SEED));
        keystroke::measure(&catalogue);
        frame::measure(&catalogue);
    }
}
