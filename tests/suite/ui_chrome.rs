//! Menus, palette, tray and dialogs as a person meets them.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Theme, Vec2, ViewportId};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::system_look::SystemLook;
use rso_toolbox::app::{
    Action, BrowseCommand, Command, Dialog, DialogCommand, Effect, HelpTopic, Leave, Menu, NoteKind, Outcome,
    PackingCommand, Page, PreferenceCommand, ProposingCommand, RequestFor, Start, TextOf, Theme as Look,
};
use rso_toolbox::catalogue::AudienceId;
use rso_toolbox::ui::keymap;
use rso_toolbox::ui::tokens::Tokens;
use strum::IntoEnumIterator as _;

use crate::window::{Opened, Window, clock, id, tool_box};

const GUIDE: &str = "quick-reference-guide-frontline-border-officials";
const INTERVIEW: &str = "quick-reference-guide-interviewing-victims";
const CHILD: &str = "guide-child-victims-of-trafficking";

fn toggle(name: &str) -> Command {
    Command::Packing(PackingCommand::Toggle(id(name)))
}

fn select(name: &str) -> Command {
    Command::Packing(PackingCommand::Select(Some(id(name))))
}

fn three() -> Vec<Command> {
    vec![toggle(GUIDE), toggle(INTERVIEW), toggle(CHILD), select(INTERVIEW)]
}

/// A pack of three with the middle one chosen, and a resource open: most actions are available.
fn busy() -> Window {
    let mut window = Window::usual();
    window.send(three());
    window.send([
        Command::Browse(BrowseCommand::ToggleAudience(AudienceId::new("law-enforcement").unwrap())),
        Command::Browse(BrowseCommand::Open(Page::Resource(id(INTERVIEW)))),
        Command::Undo,
        Command::Packing(PackingCommand::Toggle(id(CHILD))),
        select(INTERVIEW),
    ]);
    window.asked.borrow_mut().clear();
    window
}

/// What can be told from outside of what an action did.
fn outcome(window: &Window) -> String {
    let state = window.harness.state().state();
    let mut dialogs = state.dialogs.clone();
    dialogs.retain(|dialog| *dialog != Dialog::Palette);
    let mut asked: Vec<String> = window.asked.borrow().iter().map(|effect| format!("{effect:?}")).collect();
    asked.retain(|effect| !["LayOutPages", "SaveSession", "SavePack"].iter().any(|it| effect.starts_with(it)));
    format!(
        "{dialogs:?} {asked:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        state.work,
        state.settings,
        state.browse.page,
        state.browse.filters,
        state.browse.view,
        state.notices.shown().iter().map(|notice| notice.words.clone()).collect::<Vec<_>>(),
    )
}

fn focused(window: &Window) -> String {
    let mut focused = window.harness.root().children_recursive().filter(egui_kittest::Node::is_focused);
    focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn by_menu(action: Action) -> String {
    let mut window = busy();
    let label = action.current_label(window.harness.state().state());
    let menu = window.harness.get_by_role_and_label(Role::MenuItem, action.menu().label());
    menu.click();
    window.harness.run();
    let rows = window.harness.root().children_recursive().filter(|node| {
        let node = node.accesskit_node();
        let is_row = matches!(node.role(), Role::MenuItem | Role::MenuItemCheckBox);
        is_row && node.label().as_deref() == Some(label.as_str())
    });
    let rows: Vec<_> = rows.collect();
    assert_eq!(rows.len(), 1, "{label} stands once in {}", action.menu().label());
    rows.first().unwrap().click();
    drop(rows);
    window.harness.run();
    outcome(&window)
}

fn by_palette(action: Action) -> String {
    let mut window = busy();
    let label = action.current_label(window.harness.state().state());
    window.find_action(&label);
    let row = format!("{}: {label}", action.menu().label());
    window.harness.get_by_role_and_label(Role::ListBoxOption, &row).click();
    window.harness.run();
    outcome(&window)
}

#[test]
fn every_action_does_the_same_from_its_menu_and_from_the_palette() {
    let untouched = outcome(&busy());
    let mut ran = 0;
    for action in Action::offered().filter(|action| *action != Action::FindAction) {
        let (menu, palette) = (by_menu(action), by_palette(action));
        assert_eq!(menu, palette, "{action:?}");
        let available = action.resolve(busy().harness.state().state()).is_ok();
        if available {
            ran += 1;
        } else {
            assert_eq!(menu, untouched, "{action:?} is not available and does nothing");
        }
    }
    assert!(ran >= 30, "{ran}");
}

#[test]
fn a_row_of_a_menu_that_is_pressed_by_key_closes_the_menu() {
    let mut window = Window::usual();
    let rows =
        |window: &Window| window.harness.query_all_by_role_and_label(Role::MenuItem, Action::Shortcuts.label()).count();
    window.harness.get_by_role_and_label(Role::MenuItem, "Help").focus();
    window.harness.run();
    for key in [Key::Enter, Key::ArrowDown] {
        window.harness.key_press(key);
        window.harness.run();
    }
    assert_eq!(rows(&window), 1);
    window.harness.key_press(Key::Enter);
    window.harness.run();
    assert!(matches!(window.harness.state().state().dialog(), Some(Dialog::Help(_))));
    assert_eq!(rows(&window), 0, "nothing stays open behind the dialog");
    window.harness.key_press(Key::Escape);
    window.harness.run();
    let mut nodes = window.harness.root().children_recursive();
    let focused = nodes.find(egui_kittest::Node::is_focused).and_then(|node| node.accesskit_node().label());
    assert_eq!(focused.as_deref(), Some("Help"), "the keyboard is back at the menu");
}

#[test]
fn every_action_stands_in_exactly_one_menu_with_a_label() {
    for action in Action::offered() {
        let menus: Vec<Menu> = Menu::iter().filter(|menu| menu.actions().any(|own| own == action)).collect();
        assert_eq!(menus, [action.menu()], "{action:?}");
        assert!(!action.label().is_empty());
        assert_eq!(action.shortcut().is_some(), keymap::keys(action).is_some(), "{action:?}");
    }
}

#[test]
fn a_row_of_the_pack_says_its_place_and_moves_by_click_and_by_key() {
    let mut window = Window::usual();
    window.send(three());
    let name =
        "Quick Reference Guide on Interviewing Victims of Trafficking, quick reference guide, 2 of 3 in this pack";
    window.harness.get_by_label(name);
    window.harness.get_by_label("Move up: Quick Reference Guide on Interviewing Victims of Trafficking").click();
    window.harness.run();
    assert_eq!(window.harness.state().state().work.items(), [id(INTERVIEW), id(GUIDE), id(CHILD)]);
    let row =
        "Quick Reference Guide on Interviewing Victims of Trafficking, quick reference guide, 1 of 3 in this pack";
    window.harness.get_by_label(row).focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    window.harness.run();
    assert_eq!(window.harness.state().state().work.items(), [id(GUIDE), id(CHILD), id(INTERVIEW)]);
    assert!(focused(&window).starts_with("Quick Reference Guide on Interviewing"), "{}", focused(&window));
}

#[test]
fn a_row_is_dragged_to_its_place() {
    let mut window = Window::usual();
    window.send(three());
    window.send([Command::Packing(PackingCommand::Select(None))]);
    let from = window.tray_row("Quick Reference Guide for Frontline").center();
    let to = window.tray_row("Guide on Assisting").center() + Vec2::new(0.0, 10.0);
    window.drag(from, to);
    assert_eq!(window.harness.state().state().work.items(), [id(INTERVIEW), id(CHILD), id(GUIDE)]);
}

#[test]
fn removing_a_row_gives_the_next_one_the_focus() {
    let mut window = Window::usual();
    window.send(three());
    let remove = "Remove from pack: Quick Reference Guide on Interviewing Victims of Trafficking";
    let tray = Rect::everything_right_of(1_086.0);
    let nodes = window.harness.get_all_by_label(remove);
    nodes.into_iter().find(|node| tray.contains_rect(node.rect())).unwrap().click();
    window.harness.run();
    assert_eq!(window.harness.state().state().work.items(), [id(GUIDE), id(CHILD)]);
    assert!(focused(&window).starts_with("Guide on Assisting"), "{}", focused(&window));
}

#[test]
fn an_export_says_what_goes_out_and_what_it_still_needs() {
    let mut window = Window::usual();
    window.send(three());
    window.harness.get_by_label("Export…").focus();
    window.harness.run();
    window.harness.key_press(Key::Enter);
    window.harness.run();
    assert_eq!(focused(&window), "Title");
    window.harness.get_by_label("3 resources, nothing else");
    window.harness.get_by_label("Contact details are those of the Tool Box, not confirmed");
    window.harness.get_by_label("Export").click();
    window.harness.run();
    window.harness.get_by_label("Give the pack a title. It is printed on the cover.");
    assert_eq!(focused(&window), "Title", "what is wrong takes the keyboard");
    assert!(!window.asked.borrow().iter().any(|effect| matches!(effect, Effect::Export(_))));
    window.harness.key_press(Key::Escape);
    window.harness.run();
    assert!(window.harness.state().state().dialogs.is_empty());
    assert_eq!(focused(&window), "Export…", "the focus is where it was");
}

#[test]
fn an_older_edition_shows_the_newer_one_first() {
    let mut window = Window::usual();
    let old = "civil-registration-vital-statistics-toolkit";
    window.send([toggle(old)]);
    window.harness.get_by_label("Newer edition exists: Bali Process Toolkit for Inclusive Civil Registration (2023)");
    assert_eq!(focused(&window), "Open its page", "it stands in no catalogue of ours");
    window.harness.get_by_label("Open its page").click();
    window.harness.run();
    let opened = |effect: &Effect| matches!(effect, Effect::OpenAddress(url) if url.starts_with("https://"));
    assert!(window.asked.borrow().iter().any(opened));
    assert!(window.harness.state().state().work.items().is_empty());
    window.harness.get_by_label("Add the older one").click();
    window.harness.run();
    assert_eq!(window.harness.state().state().work.items(), [id(old)]);
}

#[test]
fn a_proposal_shows_its_reasons_and_is_taken_over() {
    let mut window = Window::usual();
    let border = AudienceId::new("frontline-border-officials").unwrap();
    window.send([
        Command::Proposing(ProposingCommand::Ask),
        Command::Proposing(ProposingCommand::ToggleAudience(border)),
    ]);
    let proposal = window.harness.state().state().proposing.proposal.clone().unwrap();
    assert!(proposal.proposed.len() > 3 && !proposal.left_out.is_empty());
    for item in &proposal.proposed {
        let quote = format!("“{}”", item.quote);
        assert!(window.harness.query_all_by_label(&quote).next().is_some(), "{quote}");
    }
    for item in &proposal.left_out {
        assert!(window.harness.query_all_by_label(&item.reason).next().is_some(), "{}", item.reason);
    }
    window.picture("proposal");
    let words = format!("Add {} resources", proposal.proposed.len());
    window.harness.get_by_label(&words).click();
    window.harness.run();
    let state = window.harness.state().state();
    assert_eq!(state.work.items().len(), proposal.proposed.len());
    assert!(state.dialogs.is_empty() && !state.work.details.title.is_empty());
}

fn all_dialogs() -> Vec<Dialog> {
    let mut dialogs = vec![
        Dialog::Export,
        Dialog::Release(Leave::Export),
        Dialog::Request(RequestFor::Pack),
        Dialog::Propose,
        Dialog::Contact,
        Dialog::Notes(id("guide-child-victims-of-trafficking"), NoteKind::Private),
        Dialog::Section(None),
        Dialog::Text(TextOf::Foreword),
        Dialog::Office,
        Dialog::Details,
        Dialog::MoveToSection(id("guide-child-victims-of-trafficking")),
        Dialog::About,
        Dialog::Palette,
        Dialog::Shortcuts,
        Dialog::Superseded(id("civil-registration-vital-statistics-toolkit")),
        Dialog::FolderField,
        Dialog::LogoField,
        Dialog::Messages,
    ];
    dialogs.extend(HelpTopic::iter().map(Dialog::Help));
    dialogs
}

/// The rectangles of everything that floats over the window.
fn areas(window: &Window) -> Vec<Rect> {
    window.harness.ctx.memory(|memory| {
        let layers = memory.areas().visible_layer_ids();
        layers.into_iter().filter_map(|layer| memory.area_rect(layer.id)).filter(egui::Rect::is_positive).collect()
    })
}

#[test]
fn every_dialog_fits_every_window_and_closes_by_escape() {
    let sizes = [((1366.0, 768.0), 1.0), ((800.0, 600.0), 1.0), ((683.0, 384.0), 2.0), ((480.0, 320.0), 1.0)];
    for (size, scale) in sizes {
        let screen = Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(size.0, size.1));
        for theme in [Theme::Light, Theme::Dark] {
            let start = Start::fresh(tool_box(), clock());
            let mut window = Window::open(start, Opened { size: screen.size(), scale, theme, ..Opened::default() });
            window.send(three());
            for dialog in all_dialogs() {
                window.send([Command::Dialog(DialogCommand::Open(dialog.clone()))]);
                let frames = areas(&window);
                assert!(!frames.is_empty(), "{dialog:?}");
                let outside = frames.iter().find(|frame| !screen.expand(1.0).contains_rect(**frame));
                assert!(outside.is_none(), "{dialog:?} at {size:?}: {outside:?}");
                let short =
                    format!("{dialog:?}").chars().filter(char::is_ascii_alphanumeric).take(24).collect::<String>();
                window.picture(&format!("dialog-{}-{theme:?}-{short}", size.0));
                window.harness.key_press(Key::Escape);
                window.harness.run();
                assert!(window.harness.state().state().dialogs.is_empty(), "{dialog:?} closes");
            }
        }
    }
}

#[test]
fn a_dialog_fits_the_window_that_became_smaller_and_the_palette_grows_back() {
    let mut window = Window::usual();
    window.send(three());
    for dialog in [Dialog::Export, Dialog::Help(HelpTopic::Resources), Dialog::Palette] {
        window.harness.set_size(Vec2::new(1_366.0, 768.0));
        window.send([Command::Dialog(DialogCommand::Open(dialog.clone()))]);
        window.send([Command::Dialog(DialogCommand::Close)]);
        window.harness.set_size(Vec2::new(683.0, 384.0));
        window.send([Command::Dialog(DialogCommand::Open(dialog.clone()))]);
        let screen = Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(683.0, 384.0));
        let outside = areas(&window).into_iter().find(|area| !screen.expand(1.0).contains_rect(*area));
        assert!(outside.is_none(), "{dialog:?}: {outside:?}");
        window.send([Command::Dialog(DialogCommand::Close)]);
    }
    window.harness.set_size(Vec2::new(1_366.0, 768.0));
    window.send([Command::Dialog(DialogCommand::Open(Dialog::Palette))]);
    let tallest =
        |window: &Window| areas(window).iter().map(Rect::height).filter(|height| *height < 760.0).fold(0.0, f32::max);
    let whole = tallest(&window);
    let field = |window: &Window, text: &str| {
        window.harness.get_by_role_and_label(Role::TextInput, "Find an action").type_text(text);
    };
    field(&window, "no such action");
    window.harness.run();
    assert!(tallest(&window) < whole, "{:?} {whole}", areas(&window));
    window.send([Command::Dialog(DialogCommand::Close)]);
    window.send([Command::Dialog(DialogCommand::Open(Dialog::Palette))]);
    assert!((tallest(&window) - whole).abs() < 2.0);
}

#[test]
fn the_pack_opens_over_the_results_where_the_tray_is_a_bar() {
    let start = Start::fresh(tool_box(), clock());
    let opened = Opened { size: Vec2::new(683.0, 384.0), scale: 2.0, ..Opened::default() };
    let mut window = Window::open(start, opened);
    window.send(three());
    window.harness.get_by_label("3 of 21 in this pack");
    window.harness.get_by_label("Show pack").click();
    window.harness.run();
    window.picture("pack-683");
    window.harness.get_by_label("Move down: Quick Reference Guide on Interviewing Victims of Trafficking").click();
    window.harness.run();
    assert_eq!(window.harness.state().state().work.items(), [id(GUIDE), id(CHILD), id(INTERVIEW)]);
}

#[test]
fn adding_and_removing_are_said_aloud() {
    let mut window = Window::usual();
    let heard = |window: &Window, words: &str| {
        window.harness.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            node.role() == Role::Status && node.value().as_deref() == Some(words)
        })
    };
    window.send([toggle(GUIDE)]);
    assert!(heard(&window, "Added. 1 of 21 in this pack"));
    window.send([toggle(GUIDE)]);
    assert!(heard(&window, "Removed. 0 of 21 in this pack"));
}

#[test]
fn what_the_system_asks_of_all_programs_is_followed_where_it_is_left_to_it() {
    let mut window = Window::usual();
    window.harness.run();
    let shown = |window: &Window| {
        let style = window.harness.ctx.global_style();
        let tokens = Tokens::of(&window.harness.ctx);
        (style.visuals.dark_mode, tokens.high_contrast, style.animation_time < f32::EPSILON)
    };
    let told = |window: &mut Window, dark, high_contrast, still| {
        window.send([Command::Finished(Outcome::SystemLook(SystemLook { dark, high_contrast, still }))]);
        window.harness.run();
        shown(window)
    };
    assert_eq!(told(&mut window, None, false, false), (false, false, false));
    assert_eq!(told(&mut window, Some(true), true, true), (true, true, true));
    assert_eq!(told(&mut window, Some(false), true, false), (false, true, false));
    assert_eq!(told(&mut window, Some(true), false, false), (true, false, false));
    // A choice made here goes before it; that nothing moves is not one of these.
    window.send([Command::Preference(PreferenceCommand::Theme(Look::Light))]);
    assert_eq!(told(&mut window, Some(true), true, true), (false, false, true));
}

#[test]
fn the_system_is_asked_again_when_the_window_comes_to_the_front() {
    let mut window = Window::usual();
    window.harness.run();
    window.asked.borrow_mut().clear();
    let mut front = |focused| {
        window.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().focused = Some(focused);
        window.harness.run();
        window.asked.borrow().iter().filter(|effect| **effect == Effect::AskSystem).count()
    };
    assert_eq!([front(true), front(false), front(true), front(true)], [0, 0, 1, 1]);
}
