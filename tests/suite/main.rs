//! Everything that needs no window.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod catalogue;
mod catalogue_file;
mod cli;
mod commands;
mod enclosing;
mod exported_set;
mod fidelity;
mod filter;
mod html;
mod html_own;
mod html_packs;
mod html_reader;
mod html_toolbox;
mod layering;
#[path = "../common/multiplied.rs"]
mod multiplied;
mod outgoing;
mod pack;
mod packs;
mod packs_store;
mod pages;
mod pdf;
mod pdf_cover;
mod pdf_filled;
mod pdf_hostile;
mod pdf_looks;
mod pdf_office;
mod pdf_reader;
mod privacy;
mod proposing;
#[path = "../common/raster.rs"]
mod raster;
mod receipt;
mod search;
mod sending;
mod session;
mod suggest;
mod suggest_read;
mod suggest_rules;
mod suggest_table;
mod ui_arrange;
mod ui_browse;
mod ui_chrome;
mod ui_enclosing;
mod ui_notices;
mod ui_pack;
mod ui_pictures;
mod ui_propose;
mod ui_tray;
mod ui_texts;
mod undoing;
#[path = "../common/window.rs"]
mod window;
