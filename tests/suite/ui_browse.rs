//! The views as a person meets them: by label, by role, by keys; the state says what came of it.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::{BrowseCommand, Clock, Command, Dialog, Effect, Outcome, Page, RequestFor, Start, View};
use rso_toolbox::catalogue::file;
use rso_toolbox::pack::words;
use rso_toolbox::ui::{App, Perform};

use crate::multiplied::multiplied;
use crate::window::{Opened, Window, clock, id, tool_box};

fn query(text: &str) -> Command {
    Command::Browse(BrowseCommand::Query(text.to_owned()))
}

fn open(name: &str) -> Command {
    Command::Browse(BrowseCommand::Open(Page::Resource(id(name))))
}

/// The names of all nodes of a role, in reading order.
fn names(window: &Window, role: Role) -> Vec<String> {
    let nodes = window.harness.root().children_recursive();
    let of_role = nodes.filter(|node| node.accesskit_node().role() == role);
    of_role.filter_map(|node| node.accesskit_node().label()).collect()
}

fn focused(window: &Window) -> String {
    let nodes = window.harness.root().children_recursive();
    let mut focused = nodes.filter(egui_kittest::Node::is_focused);
    focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.harness.run();
}

fn card_name(window: &Window, title: &str) -> String {
    let found = names(window, Role::Button).into_iter().find(|name| name.starts_with(title));
    found.unwrap_or_else(|| panic!("no card {title}"))
}

#[test]
fn a_card_is_one_node_with_everything_in_its_name() {
    let mut window = Window::usual();
    for resource in &tool_box().resources {
        let name = card_name(&window, &format!("{}, ", resource.title));
        let availability = words::availability(resource.availability, resource.address_state());
        assert!(name.contains(&words::capital_first(&resource.kind)), "{name}");
        assert!(name.contains(availability), "{name}");
        let add = format!("Add to pack: {}", resource.title);
        assert!(names(&window, Role::Button).contains(&add), "{add}");
    }
    let first = card_name(&window, "Quick Reference Guide for Frontline");
    assert!(first.ends_with("1 of 9") || first.ends_with("2 of 9"), "{first}");
    window.harness.get_by_label("Add to pack: Quick Reference Guide for Frontline Border Officials").click();
    window.harness.run();
    let added = card_name(&window, "Quick Reference Guide for Frontline");
    assert!(added.contains(", in pack, "), "{added}");
    let work = &window.harness.state().state().work;
    assert!(work.contains(&id("quick-reference-guide-frontline-border-officials")));
    let remove = "Remove from pack: Quick Reference Guide for Frontline Border Officials";
    window.harness.get_all_by_label(remove).next().unwrap().click();
    window.harness.run();
    assert!(window.harness.state().state().work.items().is_empty());
}

#[test]
fn headings_and_regions_are_marked_and_counts_are_live() {
    let mut window = Window::usual();
    let headings = names(&window, Role::Heading);
    for wanted in ["All resources", "Policy Guides & Frameworks, 6 of 6", "Who it is for", "How to get it"] {
        assert!(headings.iter().any(|heading| heading == wanted), "{wanted}: {headings:?}");
    }
    for (role, name) in [(Role::Navigation, "Filters"), (Role::Main, "Resources"), (Role::Search, "Find")] {
        assert!(names(&window, role).iter().any(|own| own == name), "{role:?}");
    }
    window.send([query("victims")]);
    let shown = window.harness.state().state().browse.found.places.len();
    let words = format!("{shown} of 21 shown");
    let live = window.harness.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        node.role() == Role::Status && node.value().as_deref() == Some(words.as_str())
    });
    assert!(live, "{words}");
}

#[test]
fn arrows_move_between_cards_space_adds_enter_opens_escape_returns() {
    let mut window = Window::usual();
    press(&mut window, Key::F6);
    press(&mut window, Key::F6);
    press(&mut window, Key::F6);
    assert_eq!(focused(&window), "Search");
    press(&mut window, Key::F6);
    let first = tool_box().resources[0].title.clone();
    assert!(focused(&window).starts_with(&first), "{}", focused(&window));
    press(&mut window, Key::ArrowRight);
    let second = tool_box().resources[1].clone();
    assert!(focused(&window).starts_with(&second.title), "{}", focused(&window));
    press(&mut window, Key::ArrowDown);
    assert!(focused(&window).starts_with(&tool_box().resources[4].title), "{}", focused(&window));
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::Space);
    assert!(window.harness.state().state().work.contains(&second.id));
    assert!(focused(&window).contains("in pack"), "{}", focused(&window));
    press(&mut window, Key::Enter);
    assert_eq!(window.harness.state().state().browse.page, Page::Resource(second.id.clone()));
    assert_eq!(focused(&window), format!("In pack, remove: {}", second.title));
    press(&mut window, Key::Escape);
    assert_eq!(window.harness.state().state().browse.page, Page::Resources);
    window.harness.run();
    assert!(focused(&window).starts_with(&second.title), "{}", focused(&window));
    press(&mut window, Key::End);
    assert!(focused(&window).starts_with(&tool_box().resources[20].title), "{}", focused(&window));
}

#[test]
fn f6_goes_round_the_regions_and_back() {
    let mut window = Window::usual();
    window.harness.get_by_label(&format!("Add to pack: {}", tool_box().resources[0].title)).click();
    window.harness.run();
    let mut seen = Vec::new();
    for _ in 0..6 {
        press(&mut window, Key::F6);
        seen.push(focused(&window));
    }
    assert_eq!(seen[0], seen[5], "{seen:?}");
    let mut apart = seen.clone();
    apart.dedup();
    assert_eq!(apart.len(), 6, "{seen:?}");
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::F6);
    window.harness.run();
    assert_eq!(focused(&window), seen[4]);
}

#[test]
fn tab_from_a_card_leaves_the_results() {
    let mut window = Window::usual();
    window.harness.get_by_label(&format!("Add to pack: {}", tool_box().resources[0].title)).click();
    window.harness.run();
    for _ in 0..4 {
        press(&mut window, Key::F6);
    }
    let card = focused(&window);
    press(&mut window, Key::Tab);
    assert!(focused(&window).contains("in this pack"), "{card} -> {}", focused(&window));
}

#[test]
fn the_empty_result_names_the_filter_and_removes_it() {
    let mut window = Window::usual();
    window.harness.get_by_label_contains("Frontline border officials, ").click();
    window.harness.run();
    window.send([query("vital statistics")]);
    assert!(names(&window, Role::Heading).contains(&"A filter hides the one match".to_owned()));
    window.harness.get_by_label("Remove the filter").click();
    window.harness.run();
    let browse = &window.harness.state().state().browse;
    assert_eq!((browse.found.places.len(), browse.filters.audiences.len()), (1, 0));
    window.send([query("zebra")]);
    window.harness.get_by_label("Clear the search").click();
    window.harness.run();
    assert_eq!(window.harness.state().state().browse.found.places.len(), 21);
}

#[test]
fn typing_searches_and_escape_clears() {
    let mut window = Window::usual();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.harness.run();
    assert_eq!(focused(&window), "Search");
    window.harness.get_by_label("Search").type_text("biometric");
    window.harness.run();
    assert_eq!(window.harness.state().state().browse.filters.search, "biometric");
    assert!(window.harness.state().state().browse.found.places.len() < 21);
    press(&mut window, Key::Escape);
    window.harness.run();
    assert_eq!(window.harness.state().state().browse.filters.search, "");
    assert_eq!(focused(&window), "Search");
}

#[test]
fn a_page_shows_every_word_of_its_entry() {
    let mut window = Window::usual();
    for resource in &tool_box().resources {
        window.send([open(resource.id.as_str())]);
        let entry = window.harness.state().state().browse.entry.clone().unwrap();
        let nodes: Vec<String> = window
            .harness
            .root()
            .children_recursive()
            .flat_map(|node| {
                let node = node.accesskit_node();
                [node.label(), node.value()].into_iter().flatten().collect::<Vec<_>>()
            })
            .collect();
        let all = nodes.join("\n");
        let mut wanted = vec![entry.title.clone(), entry.kind.clone(), entry.lead.clone(), entry.get.words.clone()];
        wanted.extend(resource.purpose.iter().cloned());
        wanted.extend(resource.status.iter().cloned());
        wanted.extend(resource.includes.iter().cloned());
        wanted.extend(resource.modules.iter().flat_map(|modules| modules.items.iter().map(|item| item.title.clone())));
        wanted.extend(resource.addresses.iter().map(|address| address.url.clone()));
        wanted.extend(resource.cautions.iter().map(|caution| caution.text.clone()));
        wanted.extend(resource.relations.iter().map(|relation| relation.sentence.clone()));
        wanted.extend(entry.newer.iter().map(|newer| newer.words.clone()));
        for words in wanted {
            assert!(all.contains(&words), "{}: {words}", resource.id);
        }
    }
}

#[test]
fn a_page_opens_addresses_and_requests_and_relations() {
    let mut window = Window::usual();
    window.send([open("guide-child-victims-of-trafficking")]);
    window.harness.get_by_label("Open the page").click();
    window.harness.run();
    let opened = window
        .asked
        .borrow()
        .iter()
        .any(|effect| matches!(effect, Effect::OpenAddress(url) if url.starts_with("https://")));
    assert!(opened);
    window.send([open("training-curriculum-information-sharing")]);
    window.harness.get_by_label_contains("Draws on ").click_accesskit();
    window.harness.run();
    assert_eq!(window.harness.state().state().browse.page, Page::Resource(id("guidelines-information-sharing")));
    window.send([open("training-curriculum-information-sharing")]);
    window.harness.get_by_label("Ask the RSO…").click();
    window.harness.run();
    let wanted = Dialog::Request(RequestFor::Resource(id("training-curriculum-information-sharing")));
    assert_eq!(window.harness.state().state().dialog(), Some(&wanted));
}

/// Nothing is cut off at the sides, and no control is smaller than 28 by 28.
#[test]
fn controls_are_large_enough_and_inside_the_window() {
    for (size, view) in [
        ((1366.0, 768.0), View::Cards),
        ((1366.0, 705.0), View::List),
        ((1093.0, 614.0), View::Cards),
        ((800.0, 600.0), View::Cards),
        ((683.0, 384.0), View::List),
        ((480.0, 320.0), View::List),
    ] {
        let start = Start::fresh(tool_box(), clock());
        let opened = Opened { size: Vec2::new(size.0, size.1), ..Opened::default() };
        let mut window = Window::open(start, opened);
        let look = |window: &Window, what: &str| {
            for node in window.harness.root().children_recursive() {
                let role = node.accesskit_node().role();
                let name = node.accesskit_node().label().unwrap_or_default();
                let Some(bounds) = node.accesskit_node().raw_bounds() else { continue };
                let corner = |x: f64, y: f64| Pos2::new(x as f32, y as f32);
                let rect = Rect::from_min_max(corner(bounds.x0, bounds.y0), corner(bounds.x1, bounds.y1));
                let pressed =
                    matches!(role, Role::Button | Role::CheckBox | Role::RadioButton | Role::DisclosureTriangle);
                if !pressed || rect.bottom() <= 0.0 || rect.top() >= size.1 {
                    continue;
                }
                assert!(rect.left() >= -0.5 && rect.right() <= size.0 + 0.5, "{what} {size:?} {name}: {rect:?}");
                assert!(rect.width() >= 27.9 && rect.height() >= 27.9, "{what} {size:?} {name}: {rect:?}");
            }
        };
        look(&window, "all");
        window.send([Command::Browse(BrowseCommand::View(view)), query("trafficking")]);
        look(&window, "search");
        for resource in &tool_box().resources {
            window.send([open(resource.id.as_str())]);
            look(&window, resource.id.as_str());
        }
    }
}

#[test]
fn the_filters_open_as_a_panel_where_they_have_no_place() {
    let start = Start::fresh(tool_box(), clock());
    let mut window = Window::open(start, Opened { size: Vec2::new(800.0, 600.0), ..Opened::default() });
    assert!(window.harness.query_by_label_contains("Policy makers, ").is_none());
    window.harness.get_by_label("Filters").click();
    window.harness.run();
    window.harness.get_by_label_contains("Policy makers, ").click();
    window.harness.run();
    assert_eq!(window.harness.state().state().browse.filters.audiences.len(), 1);
    window.picture("filters-panel-800");
    press(&mut window, Key::Escape);
    assert!(window.harness.query_by_label_contains("Policy makers, ").is_none());
    assert_eq!(focused(&window), "Filters, 1");
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), "Close filters");
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), "Filters, 1");
}

/// A frame of a large catalogue costs what a frame of the Tool Box costs: only what is in sight is drawn.
#[test]
fn a_hundred_thousand_resources_are_drawn_in_sight_only() {
    let catalogue = std::sync::Arc::new(multiplied(&file::built_in(), 100_000, 7));
    let start = Start::fresh(catalogue, clock());
    let mut window = Window::open(start, Opened::default());
    let cards = names(&window, Role::Button).iter().filter(|name| name.starts_with("Add to pack: ")).count();
    assert!((6..60).contains(&cards), "{cards}");
    for _ in 0..4 {
        press(&mut window, Key::F6);
    }
    press(&mut window, Key::End);
    window.harness.run();
    let last = focused(&window);
    let (at, of) = last.rsplit_once(", ").unwrap().1.split_once(" of ").unwrap();
    assert_eq!(at, of, "{last}");
    press(&mut window, Key::Home);
    window.harness.run();
    assert!(focused(&window).contains(" 1 of "), "{}", focused(&window));
}

/// A title that a card cuts is its name whole, and shows on focus.
#[test]
fn a_cut_title_shows_whole_on_focus() {
    let mut window = Window::usual();
    for _ in 0..4 {
        press(&mut window, Key::F6);
    }
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::ArrowRight);
    let title = tool_box().resources[2].title.clone();
    assert!(focused(&window).starts_with(&title));
    let shown = window.harness.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        node.role() == Role::Label && node.value().as_deref() == Some(title.as_str())
    });
    assert!(shown, "{title}");
}

/// A shell that never gets the search index ready.
struct Unready;

impl Perform for Unready {
    fn perform(&mut self, _effect: Effect) {}

    fn outcomes(&mut self) -> Vec<Outcome> {
        Vec::new()
    }

    fn clock(&self) -> Clock {
        clock()
    }
}

#[test]
fn a_search_before_its_index_claims_no_hits() {
    let start = Start::fresh(tool_box(), clock());
    let mut harness = egui_kittest::Harness::builder()
        .with_size(Opened::default().size)
        .build_eframe(|creation| App::new(&creation.egui_ctx, start, Box::new(Unready)));
    harness.run();
    assert!(harness.query_by_label_contains("21 of 21 shown").is_some());
    harness.state_mut().send(query("no such word anywhere"));
    harness.run();
    assert!(harness.query_by_label_contains("of 21 shown").is_none());
    assert!(harness.query_all_by_label_contains("Search is getting ready").next().is_some());
}
