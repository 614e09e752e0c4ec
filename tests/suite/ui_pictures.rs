//! Every view drawn without a display: it stands still, is the same twice, and is there to be looked at.

use std::sync::Arc;

use egui::{Theme, Vec2};
use egui_kittest::kittest::NodeT as _;
use rso_toolbox::app::{BrowseCommand, Command, PackingCommand, Page, PreferenceCommand, Start, Theme as Look, View};
use rso_toolbox::catalogue::{AudienceId, Catalogue};

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
    Window::open(start, Opened { size: Vec2::new(size.0, size.1), scale, theme, ..Opened::default() })
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

/// A catalogue whose every text is replaced.
fn spelt(texts: &[&str]) -> Arc<Catalogue> {
    let mut catalogue = Catalogue::clone(&tool_box());
    for (place, resource) in catalogue.resources.iter_mut().enumerate() {
        let text = texts[place % texts.len()].to_owned();
        let resource = Arc::make_mut(resource);
        resource.title.clone_from(&text);
        resource.summary = format!("{text} {text} {text}");
        resource.purpose = vec![text.clone(), text.clone()];
        resource.kind.clone_from(&text);
        resource.status = vec![text.clone()];
        resource.includes = Some(text.clone());
        resource.readers.primary = vec![text.clone()];
        for module in resource.modules.iter_mut().flat_map(|modules| &mut modules.items) {
            module.title.clone_from(&text);
        }
        for caution in &mut resource.cautions {
            caution.text.clone_from(&text);
        }
    }
    for audience in &mut catalogue.audiences {
        let place = audience.name.len() % texts.len();
        texts[place].clone_into(&mut audience.name);
    }
    Arc::new(catalogue)
}

fn look_at_every_page(catalogue: &Arc<Catalogue>, allows_missing_glyphs: bool, name: &str) {
    for (size_name, size, scale) in [SIZES[0], SIZES[3], SIZES[4]] {
        let start = Start::fresh(Arc::clone(catalogue), clock());
        let size = Vec2::new(size.0, size.1);
        let opened = Opened { size, scale, allows_missing_glyphs, ..Opened::default() };
        let mut window = Window::open(start, opened);
        window.picture(&format!("{name}-{size_name}"));
        for resource in &catalogue.resources {
            let title = resource.title.as_str();
            let shown = window
                .harness
                .root()
                .children_recursive()
                .any(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(title)));
            assert!(shown, "{name} {size_name}: {title:?}");
        }
        for resource in &catalogue.resources {
            window.send([Command::Browse(BrowseCommand::Open(Page::Resource(resource.id.clone())))]);
        }
        window.picture(&format!("{name}-{size_name}-page"));
    }
}

#[test]
fn scripts_of_the_region_are_drawn_without_a_missing_letter() {
    let texts = [
        "คู่มือแนวทางการระบุตัวผู้เสียหายจากการค้ามนุษย์",
        "មគ្គុទ្ទេសក៍ស្តីពីការកំណត់អត្តសញ្ញាណជនរងគ្រោះ",
        "ຄູ່ມືການກຳນົດຜູ້ຖືກເຄາະຮ້າຍ",
        "လူကုန်ကူးခံရသူများကို ခွဲခြားသတ်မှတ်ခြင်း လမ်းညွှန်",
        "মানব পাচারের শিকার ব্যক্তিদের সনাক্তকরণ নির্দেশিকা",
        "ගොදුරු වූවන් හඳුනා ගැනීමේ මාර්ගෝපදේශය",
        "பாதிக்கப்பட்டவர்களை அடையாளம் காணும் வழிகாட்டி",
        "पीड़ितों की पहचान पर मार्गदर्शिका",
        "دليل تحديد ضحايا الاتجار بالأشخاص",
        "دليل RSO لعام 2018 بشأن Bali Process للمسؤولين",
        "Hướng dẫn xác định nạn nhân bị mua bán",
        "Panduan identifikasi korban perdagangan orang",
    ];
    look_at_every_page(&spelt(&texts), false, "scripts");
}

#[test]
fn hostile_text_is_drawn_and_nothing_of_it_is_lost() {
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(9);
    let many = "word ".repeat(2_000);
    let texts = [
        "<script>alert(1)</script> & \"quotes\" #let x = 1 $ * _ `",
        "\u{202E}reversed\u{202C} and \u{2067}isolated\u{2069}",
        long.as_str(),
        many.trim(),
        "📄🧿 e\u{301}\u{301}\u{301} 漢字かな 한국어 \u{0}",
        "%s {} {{0}} ../../etc/passwd",
    ];
    look_at_every_page(&spelt(&texts), true, "hostile");
}
