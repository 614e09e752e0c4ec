//! The dialogs, one above the other.

use egui::Ui;

use crate::app::Dialog;
use crate::ui::chrome::{
    ChromeView, about, backup, changes, contact, documents, drawing, enclosing, export, help, messages, modules, notes,
    office, pack_details, pack_files, palette, propose, questions, release, rename, request, sections, templates,
    texts, times, versions,
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
    if !open(&Dialog::Office) {
        view.office.forget();
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
    if !open(&Dialog::LogoField) {
        view.logo.forget();
    }
    if !open(&Dialog::Templates) {
        view.templates.forget();
    }
    if !open(&Dialog::SaveTemplate) {
        view.templates.forget_name();
    }
    if !open(&Dialog::BackUp) && !open(&Dialog::BringIn) {
        view.backup.forget();
    }
    if !cx.state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::DocumentField(_))) {
        view.document.forget();
    }
    if !cx.state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Section(_))) {
        view.section.forget();
    }
    if !cx.state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::FileField(_))) {
        view.pack_file.forget();
    }
    if !cx.state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Times(_))) {
        view.times.forget();
    }
    if !open(&Dialog::Documents) {
        view.documents.forget();
    }
    if !open(&Dialog::Versions) {
        view.versions.forget();
    }
    if !cx.state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Release(_))) {
        view.release.forget();
    }
    if !cx.state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::RenamePack(_))) {
        view.rename.forget();
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
        Dialog::Release(leave) => release::release_ui(ui, cx, &mut view.release, *leave),
        Dialog::Replace => questions::replace_ui(ui, cx),
        Dialog::Superseded(id) => questions::superseded_ui(ui, cx, id),
        Dialog::Notes(id, first) => notes::notes_ui(ui, cx, id, *first),
        Dialog::Text(of) => texts::text_ui(ui, cx, of),
        Dialog::Office => office::office_ui(ui, cx, &mut view.office),
        Dialog::Details => pack_details::details_ui(ui, cx),
        Dialog::Modules(id) => modules::modules_ui(ui, cx, id),
        Dialog::Times(first) => times::times_ui(ui, cx, &mut view.times, first.as_ref()),
        Dialog::Documents => documents::documents_ui(ui, cx, &mut view.documents),
        Dialog::Enclose(id, path) => enclosing::confirm_ui(ui, cx, id, path),
        Dialog::DocumentField(id) => enclosing::path_ui(ui, cx, &mut view.document, id),
        Dialog::Section(key) => sections::heading_ui(ui, cx, &mut view.section, key.as_ref()),
        Dialog::MoveToSection(id) => sections::move_ui(ui, cx, id),
        Dialog::LogoField => office::logo_path_ui(ui, cx, &mut view.logo),
        Dialog::FolderField => questions::folder_ui(ui, cx, &mut view.folder),
        Dialog::Help(topic) => help::help_ui(ui, cx, *topic),
        Dialog::Drawing => drawing::drawing_ui(ui, cx),
        Dialog::Messages => messages::messages_ui(ui, cx),
        Dialog::WhatWentOut => messages::what_went_out_ui(ui, cx),
        Dialog::Changes => changes::changes_ui(ui, cx),
        Dialog::Templates => templates::templates_ui(ui, cx, &mut view.templates),
        Dialog::SaveTemplate => templates::save_ui(ui, cx, &mut view.templates),
        Dialog::BackUp => backup::back_up_ui(ui, cx, &mut view.backup),
        Dialog::BringIn => backup::bring_in_ui(ui, cx, &mut view.backup),
        Dialog::FileField(purpose) => pack_files::field_ui(ui, cx, &mut view.pack_file, *purpose),
        Dialog::Shared { path, left_out } => pack_files::shared_ui(ui, cx, path, left_out),
        Dialog::Versions => versions::versions_ui(ui, cx, &mut view.versions),
        Dialog::Leaving(wanted) => questions::leaving_ui(ui, cx, wanted),
        Dialog::RenamePack(id) => rename::rename_ui(ui, cx, &mut view.rename, id),
    }
}
