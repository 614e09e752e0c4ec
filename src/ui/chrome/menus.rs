//! The menus, made from the one list of actions.

use egui::accesskit::Role;
use egui::{Id, Popup, Sense, Ui, Vec2, WidgetInfo};

use crate::app::{Action, Menu, Theme, View};
use crate::ui::chrome::topbar::focus_on_topbar;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space};
use crate::ui::widgets::{Text, Type, frame};

/// The button of a menu.
pub fn menu_id(menu: Menu) -> Id {
    Id::unique(("menu", menu.label()))
}

/// The button of the one menu that narrow windows have.
pub fn one_menu_id() -> Id {
    Id::unique("the one menu")
}

/// Draws a menu's button and, where it is open, its actions.
pub fn menu_button(ui: &mut Ui, cx: &mut ViewCx<'_>, menu: Menu) {
    let response = bar_button(ui, menu_id(menu), menu.label());
    Popup::menu(&response).frame(frame::menu_frame(Tokens::of(ui.ctx()))).show(|ui| {
        rows_layout(ui);
        actions_ui(ui, cx, menu);
    });
    take_focus_back(ui, &response);
}

/// All menus in one, for narrow windows.
pub fn one_menu(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let response = bar_button(ui, one_menu_id(), "Menu");
    Popup::menu(&response).frame(frame::menu_frame(Tokens::of(ui.ctx()))).show(|ui| {
        scrolled(ui, |ui| {
            for menu in <Menu as strum::IntoEnumIterator>::iter() {
                group_name(ui, menu.label());
                actions_ui(ui, cx, menu);
            }
        });
    });
    take_focus_back(ui, &response);
}

/// The rows of a menu, which scroll where the window is lower than they are.
pub fn scrolled(ui: &mut Ui, rows: impl FnOnce(&mut Ui)) {
    rows_layout(ui);
    let height = ui.ctx().content_rect().height() - size::TOPBAR - space::WIDE;
    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - size::SCROLL_BAR - space::LINE);
        rows(ui);
    });
}

/// The name above a group of rows.
pub fn group_name(ui: &mut Ui, words: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        ui.add_space(space::SMALL);
        Text::new(words, Type::SmallStrong).color(tokens.text_weak).heading(ui, 3);
    });
}

/// Says that a button opens a menu, and whether it is open.
pub fn opens_a_menu(button: &egui::Response) -> bool {
    let open = Popup::is_id_open(&button.ctx, Popup::default_response_id(button));
    button.ctx.accesskit_node_builder(button.id, |node| {
        node.set_has_popup(egui::accesskit::HasPopup::Menu);
        node.set_expanded(open);
    });
    open
}

/// A menu that a key closed gives the keyboard back to its button.
pub fn take_focus_back(ui: &Ui, button: &egui::Response) {
    let id = Popup::default_response_id(button);
    let open = Popup::is_id_open(ui.ctx(), id);
    let was_open = ui.data_mut(|data| {
        let known = data.get_temp_mut_or_default::<bool>(id.with("was open"));
        std::mem::replace(known, open)
    });
    let keys = [egui::Key::Escape, egui::Key::Enter, egui::Key::Space];
    if was_open && !open && ui.input(|input| keys.into_iter().any(|key| input.key_pressed(key))) {
        button.request_focus();
    }
}

fn rows_layout(ui: &mut Ui) {
    ui.set_width(size::MENU - 2.0 * space::TINY);
    ui.spacing_mut().item_spacing = Vec2::ZERO;
}

fn bar_button(ui: &mut Ui, id: Id, words: &str) -> egui::Response {
    let tokens = Tokens::of(ui.ctx());
    let label = Text::new(words, Type::LabelPlain);
    let wide = Vec2::new(label.width(ui).ceil() + 2.0 * (space::SMALL + space::LINE), size::CONTROL_SMALL);
    let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, words));
    let open = opens_a_menu(&response);
    let lit = open || response.hovered();
    let color = if lit { tokens.on_topbar } else { tokens.on_topbar_weak };
    if open {
        let edge = egui::Stroke::new(1.0, tokens.on_topbar_weak);
        ui.painter().rect_stroke(rect, tokens::corners(radius::SMALL), edge, egui::StrokeKind::Inside);
    }
    label.color(color).paint_centered(ui, rect);
    focus_on_topbar(ui, &response, rect);
    response
}

fn actions_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, menu: Menu) {
    for action in menu.actions() {
        if starts_group(action) {
            ui.add_space(space::TINY);
            frame::rule(ui);
            ui.add_space(space::TINY);
        }
        cx.action_row(ui, action, icon(action), ticked(cx, action));
    }
}

fn starts_group(action: Action) -> bool {
    matches!(
        action,
        Action::SavePack
            | Action::KeepVersion
            | Action::Export
            | Action::BackUp
            | Action::Contact
            | Action::Quit
            | Action::Find
            | Action::CopyResource
            | Action::Cards
            | Action::ZoomIn
            | Action::ThemeSystem
            | Action::Drawing
            | Action::NextRegion
            | Action::MoveUp
            | Action::AddSection
            | Action::ItemNotes
            | Action::CopyPack
            | Action::Messages
            | Action::About
    )
}

/// Of actions that choose one of several: whether it is the one.
fn ticked(cx: &ViewCx<'_>, action: Action) -> Option<bool> {
    let theme = cx.state.settings.theme;
    let chosen = match action {
        Action::Cards => cx.state.browse.view == View::Cards,
        Action::List => cx.state.browse.view == View::List,
        Action::ThemeSystem => theme == Theme::System,
        Action::ThemeLight => theme == Theme::Light,
        Action::ThemeDark => theme == Theme::Dark,
        Action::ThemeHighContrastLight => theme == Theme::HighContrastLight,
        Action::ThemeHighContrastDark => theme == Theme::HighContrastDark,
        _ => return None,
    };
    Some(chosen)
}

/// The icon of an action, where the design has one.
pub fn icon(action: Action) -> Option<Icon> {
    let icon = match action {
        Action::Export => Icon::Export,
        Action::Print => Icon::Printer,
        Action::WhatWentOut => Icon::Receipt,
        Action::OpenPack | Action::OpenFile | Action::DataFolder => Icon::FolderOpen,
        Action::EarlierVersions | Action::Changes => Icon::ClockCounterClockwise,
        Action::FromTemplate | Action::EncloseDocuments => Icon::FileText,
        Action::BackUp => Icon::LockSimple,
        Action::BringIn => Icon::DownloadSimple,
        Action::Undo => Icon::ArrowUUpLeft,
        Action::Redo => Icon::ArrowUUpRight,
        Action::Find => Icon::MagnifyingGlass,
        Action::ClearFilters => Icon::FunnelSimple,
        Action::CopyResource | Action::CopyPack => Icon::Copy,
        Action::AllResources => Icon::Books,
        Action::Back => Icon::ArrowLeft,
        Action::PreviousResource => Icon::CaretLeft,
        Action::NextResource => Icon::CaretRight,
        Action::Cards => Icon::SquaresFour,
        Action::List | Action::ThisPack | Action::MoveToSection => Icon::ListBullets,
        Action::ShowOnPages => Icon::BookOpen,
        Action::ZoomIn => Icon::MagnifyingGlassPlus,
        Action::ZoomOut => Icon::MagnifyingGlassMinus,
        Action::ThemeSystem => Icon::Monitor,
        Action::ThemeLight => Icon::Sun,
        Action::ThemeDark => Icon::Moon,
        Action::Propose => Icon::Users,
        Action::AddOrRemove | Action::AddSection => Icon::Plus,
        Action::MoveUp => Icon::CaretUp,
        Action::MoveDown => Icon::CaretDown,
        Action::Times => Icon::Timer,
        Action::ItemNotes => Icon::NotePencil,
        Action::RemoveItem => Icon::X,
        Action::ClearPack => Icon::Trash,
        Action::FromRequest | Action::AskForPack => Icon::EnvelopeSimple,
        Action::ReleaseCheck => Icon::SealCheck,
        Action::Help => Icon::Question,
        Action::FindAction => Icon::ListMagnifyingGlass,
        Action::Shortcuts => Icon::Keyboard,
        Action::About => Icon::Info,
        _ => return None,
    };
    Some(icon)
}
