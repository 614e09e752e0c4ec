//! The choices of how a pack goes out, in the window: in the bar above the pages, in its menu and in the dialogs.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::details::Details;
use rso_toolbox::app::{Command, Dialog, DialogCommand, Edit, PreferenceCommand, Theme};
use rso_toolbox::pack::{Cover, Ink, Length, Paper, PrintSize};

use crate::ui_pages::{lay_out, pages_of, state};
use crate::window::{Opened, Window};

fn sized(width: f32, height: f32) -> Opened {
    Opened { size: Vec2::new(width, height), ..Opened::default() }
}

fn details(window: &Window) -> Details {
    state(window).work.details.clone()
}

fn pages(window: &Window) -> usize {
    state(window).preview.overview().unwrap().count()
}

/// Focused first: what is scrolled away comes into view.
fn click(window: &mut Window, role: Role, label: &str) {
    for presses in [false, true] {
        let nodes = window.harness.get_all_by_role_and_label(role, label);
        let node = nodes.last().unwrap();
        if presses {
            node.click();
        } else {
            node.focus();
        }
        window.harness.run();
    }
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press_modifiers(Modifiers::NONE, key);
    window.harness.run();
}

fn focused(window: &Window) -> String {
    let mut focused = window.harness.root().children_recursive().filter(Node::is_focused);
    focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn said(window: &Window) -> Vec<String> {
    let nodes = window.harness.root().children_recursive();
    nodes.filter_map(|node| node.accesskit_node().value().or_else(|| node.accesskit_node().label())).collect()
}

fn open(dialog: Dialog) -> Command {
    Command::Dialog(DialogCommand::Open(dialog))
}

#[test]
fn each_choice_above_the_pages_is_one_press_and_one_step_back() {
    let mut window = pages_of(7, Opened::default());
    let usual = details(&window);
    let presses = [
        (Role::RadioButton, "List", Details { length: Length::List, ..usual.clone() }),
        (Role::RadioButton, "Full", Details { length: Length::Full, ..usual.clone() }),
        (Role::RadioButton, "Letter", Details { paper: Paper::Letter, ..usual.clone() }),
        (Role::RadioButton, "Grey", Details { ink: Ink::Grey, ..usual.clone() }),
        (Role::RadioButton, "Low ink", Details { ink: Ink::Low, ..usual.clone() }),
        (Role::CheckBox, "Large print", Details { print_size: PrintSize::Large16, ..usual.clone() }),
    ];
    for (role, label, wanted) in presses {
        click(&mut window, role, label);
        assert_eq!(details(&window), wanted, "{label}");
        assert!(!state(&window).preview.is_current(state(&window).revision), "{label}: the pages are laid out anew");
        window.send([Command::Undo]);
        assert_eq!(details(&window), usual, "{label}");
    }
}

#[test]
fn large_print_has_its_sizes_beside_it_and_more_pages() {
    let mut window = pages_of(7, Opened::default());
    let before = pages(&window);
    assert!(window.harness.query_by_label("18 pt").is_none());
    let unticked = bar(&window);
    click(&mut window, Role::CheckBox, "Large print");
    let ticked = bar(&window);
    let moved = unticked.iter().find(|(name, rect)| !ticked.contains(&(name.clone(), *rect)));
    assert_eq!(moved, None, "nothing moves under the pointer");
    lay_out(&mut window);
    let large = pages(&window);
    assert!(large > before, "{large} pages after {before}");
    click(&mut window, Role::RadioButton, "18 pt");
    assert_eq!(details(&window).print_size, PrintSize::Large18);
    click(&mut window, Role::CheckBox, "Large print");
    assert_eq!(details(&window).print_size, PrintSize::Usual);
    window.send([Command::Undo, Command::Undo]);
    assert_eq!(details(&window).print_size, PrintSize::Large16);
}

#[test]
fn arrow_keys_go_through_the_inks() {
    let mut window = pages_of(7, Opened::default());
    window.harness.get_by_role_and_label(Role::RadioButton, "Colour").focus();
    window.harness.run();
    for ink in [Ink::Grey, Ink::Low] {
        press(&mut window, Key::ArrowRight);
        assert_eq!(details(&window).ink, ink);
    }
    press(&mut window, Key::ArrowLeft);
    assert_eq!((details(&window).ink, focused(&window).as_str()), (Ink::Grey, "Grey"));
}

/// Where the controls of the bar stand, with their names.
fn bar(window: &Window) -> Vec<(String, Rect)> {
    let rect_of = |label: &str| window.harness.get_by_label(label).rect();
    let line = rect_of("Next page").center().y;
    let is_control = |role| matches!(role, Role::Button | Role::RadioButton | Role::CheckBox);
    let nodes = window.harness.root().children_recursive();
    let controls =
        nodes.filter(|node| is_control(node.accesskit_node().role()) && node.rect().y_range().contains(line));
    let named = controls.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()));
    let from = rect_of("Previous page").left();
    named.filter(|(_, rect)| rect.left() >= from).collect()
}

#[test]
fn the_bar_fits_at_every_width_and_what_does_not_is_in_the_menu() {
    for (width, height, in_menu) in [
        (1920.0, 1080.0, ""),
        (1366.0, 768.0, ""),
        (1093.0, 614.0, "More choices"),
        (980.0, 700.0, "Choices"),
        (800.0, 600.0, "More choices"),
        (683.0, 384.0, "More choices"),
        (480.0, 320.0, "Choices"),
    ] {
        for size in [PrintSize::Usual, PrintSize::Large18] {
            let mut window = pages_of(7, sized(width, height));
            if width < 960.0 {
                click(&mut window, Role::RadioButton, "Pages");
            }
            window.send([Command::Edit(Edit::PrintSize(size))]);
            lay_out(&mut window);
            let controls = bar(&window);
            for (at, (name, rect)) in controls.iter().enumerate() {
                assert!(rect.right() <= width - 15.5, "{width}: {name} stands at {rect}");
                for (other, beside) in controls.iter().skip(at + 1) {
                    assert!(!rect.shrink(0.5).intersects(*beside), "{width}: {name} stands over {other}");
                }
            }
            let menu = controls.iter().map(|(name, _)| name.split(':').next().unwrap_or_default());
            let menu = menu.filter(|name| name.ends_with("hoices")).collect::<Vec<_>>().join(", ");
            assert_eq!(menu, in_menu, "{width}");
            let missing =
                ["Large print", "Low ink"].into_iter().find(|name| !controls.iter().any(|(it, _)| it == name));
            assert!(missing.is_none() || !in_menu.is_empty(), "{width}: {missing:?} stands nowhere");
        }
    }
}

#[test]
fn the_menu_stays_open_for_several_choices_and_gives_the_keyboard_back() {
    let mut window = pages_of(7, sized(683.0, 384.0));
    click(&mut window, Role::RadioButton, "Pages");
    click(&mut window, Role::Button, "More choices: Colour; Usual print");
    click(&mut window, Role::MenuItemCheckBox, "Low ink");
    click(&mut window, Role::MenuItemCheckBox, "Large print, 18 pt");
    assert_eq!((details(&window).ink, details(&window).print_size), (Ink::Low, PrintSize::Large18));
    press(&mut window, Key::Escape);
    assert!(window.harness.query_by_label("Large print, 16 pt").is_none(), "Escape closes it");
    let name = "More choices: Low ink; Large print, 18 pt";
    assert_eq!(focused(&window), name);
    press(&mut window, Key::Enter);
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Colour", "its first row comes next");
    press(&mut window, Key::Enter);
    assert_eq!(details(&window).ink, Ink::Colour);
}

#[test]
fn the_export_dialog_holds_every_choice_and_says_which_is_made() {
    let mut window = pages_of(7, Opened::default());
    window.send([open(Dialog::Export)]);
    let says = |window: &Window, words: &str| {
        let said = said(window);
        assert!(said.iter().any(|line| line.contains(words)), "{words}: {said:?}");
    };
    says(&window, "A4 in colour, usual print, cover as a letter");
    says(&window, "No message, date of the day of the export, contact details of the Tool Box.");
    window.send([Command::Preference(PreferenceCommand::MoreOpen(true))]);
    for label in ["With a map", "Low ink", "Letter"] {
        click(&mut window, Role::RadioButton, label);
    }
    click(&mut window, Role::CheckBox, "Large print");
    let now = details(&window);
    assert_eq!((now.cover, now.ink, now.paper), (Cover::Map, Ink::Low, Paper::Letter));
    assert_eq!(now.print_size, PrintSize::Large16);
    says(&window, "Low ink prints no map: the cover is the letter");
    window.send([Command::Preference(PreferenceCommand::MoreOpen(false))]);
    says(&window, "Letter with low ink, large print of 16 pt, cover as a letter");
    window.send([Command::Undo]);
    says(&window, "Letter with low ink, usual print");
}

#[test]
fn a_button_that_is_scrolled_away_comes_into_view_with_the_keyboard() {
    let mut window = pages_of(7, sized(683.0, 384.0));
    window.send([open(Dialog::Export), Command::Preference(PreferenceCommand::MoreOpen(true))]);
    let below = |window: &Window| window.harness.get_by_label("Contact details…").rect().bottom();
    assert!(below(&window) > 384.0, "it stands below the window");
    window.harness.get_by_label("Contact details…").focus();
    window.harness.run();
    assert!(below(&window) < 384.0, "{}", below(&window));
}

#[test]
fn cover_and_language_are_facts_of_the_pack() {
    let mut window = pages_of(7, Opened::default());
    window.send([open(Dialog::Details)]);
    click(&mut window, Role::RadioButton, "With a map");
    assert_eq!(details(&window).cover, Cover::Map);
    let language = |window: &Window| {
        let field = window.harness.get_by_role_and_label(Role::ComboBox, "Language");
        (field.accesskit_node().value().unwrap_or_default(), state(window).recipe().build().own_language)
    };
    assert_eq!(language(&window), ("English, as the Tool Box".to_owned(), "en".to_owned()));
    click(&mut window, Role::ComboBox, "Language");
    assert_eq!(focused(&window), "English, as the Tool Box", "the list begins at what is chosen");
    for letter in ["T", "h"] {
        window.harness.event(egui::Event::Text(letter.to_owned()));
        window.harness.step();
    }
    window.harness.run();
    let at = window.harness.get_by_role_and_label(Role::MenuItemCheckBox, "Thai").rect();
    assert!((0.0..768.0).contains(&at.center().y), "letters lead out of sight, to {at}");
    assert_eq!(focused(&window), "Thai", "letters lead to the name that begins with them");
    for (key, name) in [(Key::ArrowDown, "Tigrinya"), (Key::Home, "English, as the Tool Box"), (Key::End, "Vietnamese")]
    {
        press(&mut window, key);
        assert_eq!(focused(&window), name);
    }
    window.harness.event(egui::Event::Text("th".to_owned()));
    window.harness.run();
    assert_eq!(focused(&window), "Thai");
    press(&mut window, Key::Enter);
    assert_eq!(language(&window), ("Thai".to_owned(), "th".to_owned()));
    assert_eq!(focused(&window), "Language");
    assert_eq!(state(&window).dialog(), Some(&Dialog::Details), "the dialog stays");
    window.send([Command::Edit(Edit::Language("zh-Hant".to_owned()))]);
    assert_eq!(language(&window).0, "Chinese (zh-Hant)");
    window.send([Command::Undo, Command::Undo]);
    assert_eq!(language(&window).1, "en");
    assert!(said(&window).iter().any(|words| words.ends_with("Nothing is translated.")));
}

#[test]
fn escape_closes_the_list_and_not_the_dialog() {
    let mut window = pages_of(7, Opened::default());
    window.send([open(Dialog::Details)]);
    click(&mut window, Role::ComboBox, "Language");
    press(&mut window, Key::Escape);
    assert!(window.harness.query_by_label("Thai").is_none());
    assert_eq!(state(&window).dialog(), Some(&Dialog::Details));
    assert_eq!(focused(&window), "Language");
}

#[test]
fn the_choices_are_drawn_at_every_size_and_look() {
    for (name, width, height, scale, theme) in [
        ("1366", 1366.0, 768.0, 1.0, Theme::Light),
        ("1366-dark", 1366.0, 768.0, 1.0, Theme::Dark),
        ("1366-contrast", 1366.0, 768.0, 1.0, Theme::HighContrastLight),
        ("1093", 1093.0, 614.0, 1.0, Theme::Light),
        ("800", 800.0, 600.0, 1.0, Theme::Dark),
        ("683", 683.0, 384.0, 2.0, Theme::Light),
        ("683-dark", 683.0, 384.0, 2.0, Theme::Dark),
        ("480", 480.0, 320.0, 1.0, Theme::Light),
    ] {
        let mut window = pages_of(7, Opened { scale, ..sized(width, height) });
        window.send([Command::Preference(PreferenceCommand::Theme(theme))]);
        if width < 960.0 {
            click(&mut window, Role::RadioButton, "Pages");
        }
        window.send([Command::Edit(Edit::PrintSize(PrintSize::Large18)), Command::Edit(Edit::Ink(Ink::Low))]);
        lay_out(&mut window);
        let without = window.picture(&format!("choices-{name}"));
        let menu = bar(&window).into_iter().map(|(label, _)| label).find(|label| label.contains("hoices"));
        if let Some(menu) = menu {
            click(&mut window, Role::Button, &menu);
            let with = window.picture(&format!("choices-{name}-menu"));
            assert!(with.pixels != without.pixels, "{name}");
            press(&mut window, Key::Escape);
        }
        window.send([open(Dialog::Export)]);
        window.picture(&format!("choices-{name}-export"));
        window.send([Command::Preference(PreferenceCommand::MoreOpen(true))]);
        window.picture(&format!("choices-{name}-export-more"));
        window.harness.get_by_label("Contact details…").focus();
        window.harness.run();
        window.picture(&format!("choices-{name}-export-end"));
        window.send([Command::Dialog(DialogCommand::Close), open(Dialog::Details)]);
        window.picture(&format!("choices-{name}-details"));
        window.harness.get_by_role_and_label(Role::ComboBox, "Language").focus();
        press(&mut window, Key::Enter);
        window.picture(&format!("choices-{name}-language"));
    }
}
