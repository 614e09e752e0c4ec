//! Every view drawn without a display: it stands still, is the same twice, and is there to be looked at.

use egui::{Theme, Vec2};
use rso_toolbox::app::{BrowseCommand, Command, PackingCommand, Page, PreferenceCommand, Start, Theme as Look, View};
use rso_toolbox::catalogue::AudienceId;

use crate::window::{Opened, Window, clock, id, tool_box};

fn audience(name: &str) -> Command {
    Command::Browse(BrowseCommand::ToggleAudience(AudienceId::new(name).unwrap()))
}

fn add(name: &str) -> Command {
    Command::Packing(PackingCommand::Toggle(id(name)))
}

/// A few resources of each category in the pack.
fn a_pack() -> Vec<Command> {
    let chosen = [
        "policy-guide-identifying-victims-of-trafficking",
        "quick-reference-guide-frontline-border-officials",
        "quick-reference-guide-interviewing-victims",
        "guide-child-victims-of-trafficking",
        "guidelines-information-sharing",
        "curriculum-standardized-induction-training",
    ];
    chosen.into_iter().map(add).collect()
}

fn window(size: (f32, f32), scale: f32, theme: Theme) -> Window {
    let start = Start::fresh(tool_box(), clock());
    Window::open(start, Opened { size: Vec2::new(size.0, size.1), scale, theme })
}

const SIZES: [(&str, (f32, f32), f32); 6] = [
    ("1366", (1366.0, 768.0), 1.0),
    ("705", (1366.0, 705.0), 1.0),
    ("1093", (1093.0, 614.0), 1.0),
    ("800", (800.0, 600.0), 1.0),
    ("683", (683.0, 384.0), 2.0),
    ("480", (480.0, 320.0), 1.0),
];

#[test]
fn browse_is_drawn_at_every_size_and_in_every_look() {
    for (name, size, scale) in SIZES {
        let mut window = window(size, scale, Theme::Light);
        window.send(a_pack());
        window.picture(&format!("browse-{name}"));
        window.send([audience("frontline-border-officials"), audience("trainers")]);
        let first = window.picture(&format!("filtered-{name}"));
        let again = window.picture(&format!("filtered-{name}"));
        assert!(first.pixels == again.pixels, "{name}");
        window.send([Command::Preference(PreferenceCommand::Theme(Look::Dark))]);
        let dark = window.picture(&format!("filtered-{name}-dark"));
        assert!(first.pixels != dark.pixels, "{name}");
        window.send([
            Command::Browse(BrowseCommand::View(View::List)),
            Command::Preference(PreferenceCommand::Theme(Look::HighContrastLight)),
        ]);
        window.picture(&format!("list-{name}-contrast"));
    }
}

#[test]
fn searches_are_drawn() {
    let mut window = window((1366.0, 768.0), 1.0, Theme::Light);
    let query = |text: &str| Command::Browse(BrowseCommand::Query(text.to_owned()));
    window.send([query("victims")]);
    window.picture("search-victims");
    window.send([query("scenario")]);
    window.picture("search-scenario");
    window.send([query("vital statistics"), audience("frontline-border-officials")]);
    window.picture("empty-hidden");
    window.send([query("zebra")]);
    window.picture("empty-nothing");
    window.send([Command::Browse(BrowseCommand::View(View::List)), query("")]);
    window.picture("list-1366");
}

#[test]
fn every_page_is_drawn() {
    for (name, size, scale) in [SIZES[0], SIZES[3], SIZES[4], SIZES[5]] {
        let mut window = window(size, scale, Theme::Light);
        for resource in &tool_box().resources {
            let page = Page::Resource(resource.id.clone());
            window.send([Command::Browse(BrowseCommand::Open(page))]);
            window.picture(&format!("page-{name}-{}", resource.id));
        }
    }
}
