//! RSO Toolbox: browse the Tool Box of the Regional Support Office of the Bali Process, choose for an audience,
//! and hand the choice out as a PDF or as web pages that open offline.
//!
//! Modules in reading order; each uses only those before it, which a test holds.

pub mod brand;
pub mod catalogue;
pub mod pack;
pub mod suggest;
pub mod export;
pub mod app;
pub mod shell;
pub mod cli;
pub mod ui;
