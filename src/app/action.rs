//! Actions: what can be asked for by name, in menus, in the palette and by keys.

use crate::app::AppState;
use crate::app::backups::BackupCommand;
use crate::app::browse::{BrowseCommand, Filters, Page, View};
use crate::app::changing::ChangeCommand;
use crate::app::command::Command;
use crate::app::dialog::{Dialog, DialogCommand, NoteKind, RequestFor, TextOf, help_topic};
use crate::app::drawing;
use crate::app::edit::Step;
use crate::app::effect::WindowEffect;
use crate::app::giving::GivingCommand;
use crate::app::outgoing::OutgoingCommand;
use crate::app::pack_files::{FilePurpose, FilesCommand};
use crate::app::packing::PackingCommand;
use crate::app::packs::PacksCommand;
use crate::app::preferences::PreferenceCommand;
use crate::app::preview::PreviewCommand;
use crate::app::proposing::ProposingCommand;
use crate::app::release::{Leave, ReleaseCommand};
use crate::app::settings::Theme;
use crate::app::templates::TemplateCommand;
use crate::app::versions::VersionsCommand;
use crate::catalogue::ResourceId;

/// A menu of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Menu {
    File,
    Edit,
    View,
    Pack,
    Help,
}

impl Menu {
    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Pack => "Pack",
            Self::Help => "Help",
        }
    }

    /// What stands in it, in order.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::offered().filter(move |action| action.menu() == self)
    }
}

/// What can be asked for by name. The order is that of the menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Action {
    NewPack,
    FromRequest,
    FromTemplate,
    OpenPack,
    OpenFile,
    SavePack,
    SavePackAs,
    ShareCopy,
    KeepVersion,
    EarlierVersions,
    SaveTemplate,
    Export,
    Print,
    WhatWentOut,
    BackUp,
    BringIn,
    Contact,
    Office,
    DataFolder,
    Quit,
    Undo,
    Redo,
    Find,
    ClearFilters,
    CopyResource,
    AllResources,
    ThisPack,
    Back,
    PreviousResource,
    NextResource,
    Cards,
    List,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ThemeHighContrastLight,
    ThemeHighContrastDark,
    Drawing,
    NextRegion,
    PreviousRegion,
    Propose,
    AddOrRemove,
    MoveUp,
    MoveDown,
    MoveToSection,
    AddSection,
    PackDetails,
    Foreword,
    Closing,
    Times,
    ItemNotes,
    EncloseDocuments,
    ShowOnPages,
    RemoveItem,
    ClearPack,
    Changes,
    CopyPack,
    AskForPack,
    ReleaseCheck,
    Help,
    FindAction,
    Shortcuts,
    Messages,
    About,
}

impl Action {
    /// All that can be asked for on this system.
    pub fn offered() -> impl Iterator<Item = Self> {
        <Self as strum::IntoEnumIterator>::iter().filter(|action| *action != Self::Drawing || drawing::IS_OFFERED)
    }

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::NewPack => "New pack",
            Self::FromTemplate => "New pack from a template…",
            Self::OpenPack => "Open pack…",
            Self::OpenFile => "Open pack file…",
            Self::SavePack => "Save to its file",
            Self::SavePackAs => "Save as…",
            Self::ShareCopy => "Save a copy to share…",
            Self::KeepVersion => "Keep this version",
            Self::EarlierVersions => "Earlier versions…",
            Self::SaveTemplate => "Save as template…",
            Self::Export => "Export…",
            Self::Print => "Print…",
            Self::WhatWentOut => "What went out",
            Self::BackUp => "Back up…",
            Self::BringIn => "Bring in a backup…",
            Self::Contact => "Contact details…",
            Self::Office => "Office…",
            Self::DataFolder => "Show data folder",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Find => "Search",
            Self::ClearFilters => "Clear all filters",
            Self::CopyResource => "Copy this resource as text",
            Self::AllResources => "All resources",
            Self::ThisPack => "This pack",
            Self::Back => "Back",
            Self::PreviousResource => "Previous resource",
            Self::NextResource => "Next resource",
            Self::Cards => "Show as cards",
            Self::List => "Show as list",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomReset => "Zoom to 100 %",
            Self::ThemeSystem => "Colours as the system",
            Self::ThemeLight => "Light",
            Self::ThemeDark => "Dark",
            Self::ThemeHighContrastLight => "High contrast, light",
            Self::ThemeHighContrastDark => "High contrast, dark",
            Self::Drawing => "Drawing…",
            Self::NextRegion => "Next part of the window",
            Self::PreviousRegion => "Previous part of the window",
            Self::Propose => "Propose a pack for…",
            Self::FromRequest => "New pack from a request…",
            Self::AddOrRemove => "Add to pack, or remove",
            Self::MoveUp => "Move up",
            Self::MoveDown => "Move down",
            Self::MoveToSection => "Move to section…",
            Self::AddSection => "Add a section…",
            Self::PackDetails => "Pack details…",
            Self::Foreword => "Foreword…",
            Self::Closing => "Closing text…",
            Self::Times => "Times of the trainings…",
            Self::ItemNotes => "Notes on a resource…",
            Self::EncloseDocuments => "Enclose documents…",
            Self::ShowOnPages => "Show on the pages",
            Self::RemoveItem => "Remove from pack",
            Self::ClearPack => "Remove all from pack",
            Self::Changes => "What has changed since…",
            Self::CopyPack => "Copy pack as text",
            Self::AskForPack => "Ask the RSO for the whole pack…",
            Self::ReleaseCheck => "Check before it leaves…",
            Self::Help => "Help for this screen",
            Self::FindAction => "Find an action",
            Self::Shortcuts => "Keys",
            Self::Messages => "Messages",
            Self::About => "About RSO Toolbox",
        }
    }

    /// The label as it is now: undo and redo say what they would do.
    pub fn current_label(self, state: &AppState) -> String {
        let step = match self {
            Self::Undo => state.history.undo_label(),
            Self::Redo => state.history.redo_label(),
            _ => None,
        };
        step.map_or_else(|| self.label().to_owned(), |step| format!("{} {step}", self.label()))
    }

    /// The one menu in which it stands.
    pub fn menu(self) -> Menu {
        match self {
            Self::NewPack
            | Self::FromRequest
            | Self::FromTemplate
            | Self::OpenPack
            | Self::OpenFile
            | Self::SavePack
            | Self::SavePackAs
            | Self::ShareCopy
            | Self::KeepVersion
            | Self::EarlierVersions
            | Self::SaveTemplate
            | Self::Export
            | Self::Print
            | Self::WhatWentOut
            | Self::BackUp
            | Self::BringIn
            | Self::Contact
            | Self::Office
            | Self::DataFolder
            | Self::Quit => Menu::File,
            Self::Undo | Self::Redo | Self::Find | Self::ClearFilters | Self::CopyResource => Menu::Edit,
            Self::Propose
            | Self::AddOrRemove
            | Self::MoveUp
            | Self::MoveDown
            | Self::MoveToSection
            | Self::AddSection
            | Self::PackDetails
            | Self::Foreword
            | Self::Closing
            | Self::Times
            | Self::ItemNotes
            | Self::EncloseDocuments
            | Self::ShowOnPages
            | Self::RemoveItem
            | Self::ClearPack
            | Self::Changes
            | Self::CopyPack
            | Self::AskForPack
            | Self::ReleaseCheck => Menu::Pack,
            Self::Help | Self::FindAction | Self::Shortcuts | Self::Messages | Self::About => Menu::Help,
            _ => Menu::View,
        }
    }

    /// Its keys: modifiers `Ctrl`, `Shift`, `Alt`, then the key, joined by `+`. On a Mac `Ctrl` is Command.
    pub fn shortcut(self) -> Option<&'static str> {
        let keys = match self {
            Self::NewPack => "Ctrl+N",
            Self::OpenPack => "Ctrl+O",
            Self::OpenFile => "Ctrl+Shift+O",
            Self::SavePack => "Ctrl+S",
            Self::SavePackAs => "Ctrl+Shift+S",
            Self::Export => "Ctrl+E",
            Self::Print => "Ctrl+P",
            Self::Quit => "Ctrl+Q",
            Self::Undo => "Ctrl+Z",
            Self::Redo => "Ctrl+Shift+Z",
            Self::Find => "Ctrl+F",
            Self::ClearFilters => "Ctrl+Shift+F",
            Self::CopyResource => "Ctrl+Shift+C",
            Self::AllResources => "Ctrl+Home",
            Self::Back => "Alt+Left",
            Self::PreviousResource => "Ctrl+PageUp",
            Self::NextResource => "Ctrl+PageDown",
            Self::ThisPack => "Ctrl+Shift+Home",
            Self::Cards => "Ctrl+1",
            Self::List => "Ctrl+2",
            Self::ZoomIn => "Ctrl+Plus",
            Self::ZoomOut => "Ctrl+Minus",
            Self::ZoomReset => "Ctrl+0",
            Self::NextRegion => "F6",
            Self::PreviousRegion => "Shift+F6",
            Self::Propose => "Ctrl+Shift+P",
            Self::AddOrRemove => "Ctrl+D",
            Self::MoveUp => "Alt+Up",
            Self::MoveDown => "Alt+Down",
            Self::CopyPack => "Ctrl+Shift+A",
            Self::Help => "F1",
            Self::FindAction => "Ctrl+K",
            Self::Shortcuts => "Ctrl+Shift+K",
            _ => return None,
        };
        Some(keys)
    }

    /// What this means right now, or why it cannot run (the tooltip of the item that is not available).
    pub fn resolve(self, state: &AppState) -> Result<Command, &'static str> {
        match self.menu() {
            Menu::File => self.resolve_file(state),
            Menu::Edit => self.resolve_edit(state),
            Menu::View => self.resolve_view(state),
            Menu::Pack => self.resolve_pack(state),
            Menu::Help => Ok(self.resolve_help(state)),
        }
    }

    fn resolve_file(self, state: &AppState) -> Result<Command, &'static str> {
        match self {
            Self::NewPack if state.work.is_blank() => Err("The pack is empty already"),
            Self::NewPack => state.may_switch().map(|()| Command::Packs(PacksCommand::New)),
            Self::FromRequest => Ok(Command::Proposing(ProposingCommand::FromRequest)),
            Self::FromTemplate => Ok(Command::Template(TemplateCommand::Ask)),
            Self::SaveTemplate | Self::BringIn if state.mode.is_read_only() => Err(state.mode.words()),
            Self::SaveTemplate if state.work.is_blank() => Err("Add a resource first"),
            // It is made of what the list holds, which may be another state, or nothing.
            Self::SaveTemplate => state.unchangeable().map(|()| Command::Template(TemplateCommand::AskName)),
            Self::OpenPack => Ok(Command::Packs(PacksCommand::Ask)),
            Self::OpenFile => state.may_switch().map(|()| files(FilesCommand::Ask(FilePurpose::OpenPack))),
            Self::SavePack | Self::SavePackAs | Self::ShareCopy | Self::KeepVersion if state.work.is_blank() => {
                Err("The pack is empty")
            }
            Self::SavePack | Self::SavePackAs if state.mode.is_read_only() && !state.is_listed() => {
                Err("It is in its own file already")
            }
            // Nothing lies in the data folder; a file of its own can be written all the same.
            Self::SavePack | Self::SavePackAs if state.mode.is_read_only() => {
                state.packs.open.changeable().map(|()| files(FilesCommand::Ask(FilePurpose::SavePack)))
            }
            Self::SavePack if state.own_file.path.is_some() && !state.own_file.waits => {
                Err("All changes are in its file")
            }
            Self::SavePack => state.unchangeable().map(|()| files(FilesCommand::Save)),
            Self::SavePackAs => state.unchangeable().map(|()| files(FilesCommand::Ask(FilePurpose::SavePack))),
            Self::ShareCopy => Ok(Command::Release(ReleaseCommand::Ask(Leave::Share))),
            Self::KeepVersion if state.mode.is_read_only() => Err(state.mode.words()),
            Self::KeepVersion => state.unchangeable().map(|()| Command::Versions(VersionsCommand::Keep)),
            Self::EarlierVersions if !state.is_listed() => Err("It is not in the list of packs"),
            Self::EarlierVersions => Ok(Command::Versions(VersionsCommand::Ask)),
            Self::Export => needs_items(state, Command::Outgoing(OutgoingCommand::Ask)),
            Self::Print if state.outgoing.is_running() => Err("An export is running"),
            Self::Print if state.outgoing.printing => Err("The PDF to print is being made"),
            Self::Print => needs_items(state, Command::Release(ReleaseCommand::Ask(Leave::Print))),
            Self::WhatWentOut if state.outgoing.receipt.is_none() => Err("Nothing was exported since the start"),
            Self::WhatWentOut => Ok(open(Dialog::WhatWentOut)),
            Self::Contact => Ok(open(Dialog::Contact)),
            Self::Office => Ok(open(Dialog::Office)),
            Self::BackUp => Ok(Command::Backup(BackupCommand::Ask)),
            Self::BringIn => Ok(Command::Backup(BackupCommand::AskToBringIn)),
            Self::DataFolder => Ok(Command::OpenDataFolder),
            _ => Ok(Command::Window(WindowEffect::Close)),
        }
    }

    fn resolve_edit(self, state: &AppState) -> Result<Command, &'static str> {
        match self {
            Self::Undo if state.history.undo_label().is_none() => Err("Nothing to undo"),
            Self::Undo => state.unchangeable().map(|()| Command::Undo),
            Self::Redo if state.history.redo_label().is_none() => Err("Nothing to redo"),
            Self::Redo => state.unchangeable().map(|()| Command::Redo),
            Self::Find => Ok(Command::Find),
            Self::ClearFilters if state.browse.filters == Filters::default() => Err("No filter hides anything"),
            Self::ClearFilters => Ok(Command::Browse(BrowseCommand::ClearFilters)),
            _ => open_resource(state).map(|id| Command::Giving(GivingCommand::CopyResource(id))),
        }
    }

    fn resolve_view(self, state: &AppState) -> Result<Command, &'static str> {
        let browse = |command| Ok(Command::Browse(command));
        let zoom = |percent: Option<u16>, why| {
            percent.map(|percent| Command::Preference(PreferenceCommand::Zoom(percent))).ok_or(why)
        };
        let theme = |theme: Theme| Ok(Command::Preference(PreferenceCommand::Theme(theme)));
        match self {
            Self::AllResources => browse(BrowseCommand::Category(None)),
            Self::ThisPack => browse(BrowseCommand::Open(Page::Pack)),
            Self::Back if state.browse.back_to().is_none() => Err("Nothing to go back to"),
            Self::Back => browse(BrowseCommand::Back),
            Self::PreviousResource => neighbour(state, -1).map(|()| Command::Browse(BrowseCommand::Previous)),
            Self::NextResource => neighbour(state, 1).map(|()| Command::Browse(BrowseCommand::Next)),
            Self::Cards => browse(BrowseCommand::View(View::Cards)),
            Self::List => browse(BrowseCommand::View(View::List)),
            Self::ZoomIn => zoom(state.settings.zoom_in(), "This is the largest"),
            Self::ZoomOut => zoom(state.settings.zoom_out(), "This is the smallest"),
            Self::ZoomReset => zoom(Some(100), ""),
            Self::ThemeSystem => theme(Theme::System),
            Self::ThemeLight => theme(Theme::Light),
            Self::ThemeDark => theme(Theme::Dark),
            Self::ThemeHighContrastLight => theme(Theme::HighContrastLight),
            Self::ThemeHighContrastDark => theme(Theme::HighContrastDark),
            Self::Drawing => Ok(open(Dialog::Drawing)),
            Self::PreviousRegion => Ok(Command::Window(WindowEffect::FocusPreviousRegion)),
            _ => Ok(Command::Window(WindowEffect::FocusNextRegion)),
        }
    }

    fn resolve_pack(self, state: &AppState) -> Result<Command, &'static str> {
        let packing = |command| Ok(Command::Packing(command));
        match self {
            Self::Propose => Ok(Command::Proposing(ProposingCommand::Ask)),
            Self::AddOrRemove => open_resource(state).map(|id| Command::Packing(PackingCommand::Toggle(id))),
            Self::MoveUp => can_move(state, Step::Up),
            Self::MoveDown => can_move(state, Step::Down),
            Self::MoveToSection => item_in_hand(state).map(|id| open(Dialog::MoveToSection(id))),
            Self::AddSection => Ok(open(Dialog::Section(None))),
            Self::PackDetails => Ok(open(Dialog::Details)),
            Self::Foreword => Ok(open(Dialog::Text(TextOf::Foreword))),
            Self::Closing => Ok(open(Dialog::Text(TextOf::Closing))),
            Self::Times if !state.has_training() => Err("No training is in the pack"),
            Self::Times => Ok(open(Dialog::Times(None))),
            Self::ItemNotes => item_in_hand(state).map(|id| open(Dialog::Notes(id, NoteKind::Reader))),
            Self::EncloseDocuments => needs_items(state, open(Dialog::Documents)),
            Self::ShowOnPages => state
                .selected
                .clone()
                .map(|id| Command::Preview(PreviewCommand::Show(id)))
                .ok_or("Choose a resource of the pack first"),
            Self::RemoveItem if state.selected.is_none() => Err("Choose a resource of the pack first"),
            Self::RemoveItem => packing(PackingCommand::RemoveSelected),
            Self::ClearPack => needs_items(state, Command::Packing(PackingCommand::Clear)),
            Self::Changes => needs_items(state, Command::Change(ChangeCommand::Ask)),
            Self::ReleaseCheck => needs_items(state, Command::Release(ReleaseCommand::Ask(Leave::Nothing))),
            Self::CopyPack => needs_items(state, Command::Giving(GivingCommand::CopyPack)),
            _ => needs_items(state, Command::Dialog(DialogCommand::Open(Dialog::Request(RequestFor::Pack)))),
        }
    }

    fn resolve_help(self, state: &AppState) -> Command {
        match self {
            Self::Help => open(Dialog::Help(help_topic(state))),
            Self::FindAction => open(Dialog::Palette),
            Self::Shortcuts => open(Dialog::Shortcuts),
            Self::Messages => open(Dialog::Messages),
            _ => open(Dialog::About),
        }
    }
}

fn files(command: FilesCommand) -> Command {
    Command::Files(command)
}

fn open(dialog: Dialog) -> Command {
    Command::Dialog(DialogCommand::Open(dialog))
}

fn needs_items(state: &AppState, command: Command) -> Result<Command, &'static str> {
    if state.work.items().is_empty() { Err("Add a resource first") } else { Ok(command) }
}

fn open_resource(state: &AppState) -> Result<ResourceId, &'static str> {
    match &state.browse.page {
        Page::Resource(id) => Ok(id.clone()),
        Page::Resources | Page::Pack | Page::Packs => Err("Open a resource first"),
    }
}

/// The chosen row of the pack, else the open resource where it is in the pack.
fn item_in_hand(state: &AppState) -> Result<ResourceId, &'static str> {
    let open = || state.browse.open_resource().filter(|id| state.work.contains(id));
    state.selected.as_ref().or_else(open).cloned().ok_or("Choose a resource of the pack first")
}

fn neighbour(state: &AppState, by: isize) -> Result<(), &'static str> {
    open_resource(state)?;
    let why = if by < 0 { "This is the first resource" } else { "This is the last resource" };
    state.browse.neighbour(&state.catalogue, by).map(|_| ()).ok_or(why)
}

fn can_move(state: &AppState, step: Step) -> Result<Command, &'static str> {
    let at = state.selected.as_ref().and_then(|id| state.work.position(id));
    let at = at.ok_or("Choose a resource of the pack first")?;
    let group = state.work.group_of(at);
    match step {
        Step::Up if at == group.start => Err("It is the first of its section"),
        Step::Down if at + 1 == group.end => Err("It is the last of its section"),
        _ => Ok(Command::Packing(PackingCommand::MoveSelected(step))),
    }
}
