//! Everything that needs no window.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod backup;
mod catalogue;
mod catalogue_file;
mod changes;
mod cli;
mod commands;
mod enclosing;
mod crash;
mod drawing;
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
mod own_texts;
mod pack;
mod pack_files;
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
#[path = "../common/pipeline.rs"]
mod pipeline;
mod preview;
mod privacy;
mod properties;
mod proposing;
#[path = "../common/raster.rs"]
mod raster;
mod receipt;
mod release;
mod release_cli;
mod release_leaving;
mod search;
mod sending;
mod session;
mod suggest;
mod suggest_read;
mod suggest_rules;
mod suggest_table;
mod ui_arrange;
mod templates;
mod ui_backup;
mod ui_browse;
mod ui_choices;
mod ui_chrome;
mod ui_enclosing;
mod ui_notices;
mod ui_office;
mod ui_pack;
mod ui_packs;
mod ui_pages;
mod ui_pictures;
mod ui_propose;
mod ui_release;
mod ui_texts;
mod ui_times;
mod ui_tray;
mod undoing;
mod versions;
#[path = "../common/window.rs"]
mod window;
