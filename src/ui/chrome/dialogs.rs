//! The dialogs, one above the other.

use egui::Ui;

use crate::app::Dialog;
use crate::ui::chrome::{
    ChromeView, about, contact, enclosing, export, help, messages, modules, notes, office_texts, pack_details, packs,
    palette, propose, questions, request, sections, texts,
};
use crate::ui::cx::ViewCx;

/// Draws all open dialogs, the topmost last; forgets what was half typed in those that were closed.
pub fn dialogs_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut ChromeView) {
    for dialog in cx.state.dialogs.clone() {
        dialog_ui(ui, cx, view, &dialog);
    }
    let open = |wanted: &Dialog| cx.state.dialogs.contains(wanted);
    if !open(&Dialog::Palette) {
        view.palette.forget();
    }
    if !open(&Dialog::About) {
        view.about.forget();
    }
    if !open(&Dialog::Contact) {
        view.contact.forget();
    }
    if !open(&Dialog::OfficeTexts) {
        view.office_texts.forget();
    }
    if !open(&Dialog::Export) {
        view.export.forget();
    }
    if !open(&Dialog::Propose) {
        view.propose.forget();
    }
    if !open(&Dialog::FolderField) {
        view.folder.forget();
    }
    if !open(&Dialog::Packs) {
        view.packs.forget();
    }
    if !cx.state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::DocumentField(_))) {
        view.document.forget();
    }
    if !cx.state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Section(_))) {
        view.section.forget();
    }
    if !cx.state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::RenamePack(_))) {
        view.packs.forget_title();
    }
}

fn dialog_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut ChromeView, dialog: &Dialog) {
    match dialog {
        Dialog::Export => export::export_ui(ui, cx, &mut view.export, &mut view.tray),
        Dialog::Request(_) => request::request_ui(ui, cx),
        Dialog::Propose => propose::propose_ui(ui, cx, &mut view.propose),
        Dialog::Contact => contact::contact_ui(ui, cx, &mut view.contact),
        Dialog::About => about::about_ui(ui, cx, &mut view.about),
        Dialog::Palette => palette::palette_ui(ui, cx, &mut view.palette),
        Dialog::Shortcuts => messages::shortcuts_ui(ui, cx),
        Dialog::Replace => questions::replace_ui(ui, cx),
        Dialog::Superseded(id) => questions::superseded_ui(ui, cx, id),
        Dialog::Notes(id, first) => notes::notes_ui(ui, cx, id, *first),
        Dialog::Text(of) => texts::text_ui(ui, cx, of),
        Dialog::OfficeTexts => office_texts::office_texts_ui(ui, cx, &mut view.office_texts),
        Dialog::Details => pack_details::details_ui(ui, cx),
        Dialog::Modules(id) => modules::modules_ui(ui, cx, id),
        Dialog::Enclose(id, path) => enclosing::confirm_ui(ui, cx, id, path),
        Dialog::DocumentField(id) => enclosing::path_ui(ui, cx, &mut view.document, id),
        Dialog::Section(key) => sections::heading_ui(ui, cx, &mut view.section, key.as_ref()),
        Dialog::MoveToSection(id) => sections::move_ui(ui, cx, id),
        Dialog::FolderField => questions::folder_ui(ui, cx, &mut view.folder),
        Dialog::Help(topic) => help::help_ui(ui, cx, *topic),
        Dialog::Messages => messages::messages_ui(ui, cx),
        Dialog::WhatWentOut => messages::what_went_out_ui(ui, cx),
        Dialog::Packs => packs::packs_ui(ui, cx, &mut view.packs),
        Dialog::RenamePack(id) => packs::rename_ui(ui, cx, &mut view.packs, id),
    }
}
