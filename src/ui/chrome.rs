//! What stands round the views: top bar, tray, dialogs and messages.

pub mod about;
pub mod backup;
pub mod changes;
pub mod choices;
pub mod contact;
pub mod cost;
pub mod dialogs;
pub mod documents;
pub mod drawing;
pub mod drop_down;
pub mod enclosing;
pub mod export;
pub mod export_more;
pub mod export_result;
pub mod help;
pub mod item_menu;
pub mod lead;
pub mod menus;
pub mod messages;
pub mod modules;
pub mod notes;
pub mod notices;
pub mod office;
pub mod pack_details;
pub mod pack_files;
pub mod palette;
pub mod path_field;
pub mod places;
pub mod propose;
pub mod questions;
pub mod release;
pub mod rename;
pub mod request;
pub mod sections;
pub mod templates;
pub mod texts;
pub mod times;
pub mod topbar;
pub mod tray;
pub mod tray_notes;
pub mod tray_row;
pub mod versions;

/// What the chrome remembers between frames and nobody saves.
#[derive(Default)]
pub struct ChromeView {
    pub about: about::AboutView,
    pub backup: backup::BackupView,
    pub palette: palette::PaletteView,
    pub contact: contact::ContactView,
    pub document: enclosing::DocumentView,
    pub documents: documents::DocumentsView,
    pub export: export::ExportView,
    pub folder: path_field::PathView,
    pub logo: path_field::PathView,
    pub office: office::OfficeView,
    pub pack_file: path_field::PathView,
    pub propose: propose::ProposeView,
    pub section: sections::SectionView,
    pub release: release::ReleaseView,
    pub rename: rename::RenameView,
    pub templates: templates::TemplatesView,
    pub times: times::TimesView,
    pub tray: tray::TrayView,
    pub versions: versions::VersionsView,
}
