//! Every view drawn without a display: it stands still, is the same twice, and is there to be looked at.
//!
//! The pictures in `tests/snapshots/pictures.json` were looked at; one that differs is looked at again and blessed with
//! `UPDATE_SNAPSHOTS=true cargo test --release --test suite ui_pictures`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use egui::{ColorImage, Theme, Vec2};
use egui_kittest::kittest::NodeT as _;
use rso_toolbox::app::{
    BrowseCommand, Command, Dialog, DialogCommand, Edit, HelpTopic, Moment, Outcome, PackDraft, PackEntry, PackId,
    PackingCommand, PacksCommand, Page, PreferenceCommand, ProposingCommand, RequestFor, Shelf, Start, Theme as Look,
    VersionEntry, VersionId, VersionsAnswer, VersionsCommand, View, When, Why, Work,
};
use rso_toolbox::catalogue::{AudienceId, Catalogue};

use crate::ui_pages;
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
        let mut another = self::window(size, scale, Theme::Light);
        another.send(a_pack());
        another.send([audience("frontline-border-officials"), audience("trainers")]);
        let again = another.picture(&format!("filtered-{name}"));
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

fn query(text: &str) -> Command {
    Command::Browse(BrowseCommand::Query(text.to_owned()))
}

fn open(dialog: Dialog) -> Command {
    Command::Dialog(DialogCommand::Open(dialog))
}

fn look(look: Look) -> Command {
    Command::Preference(PreferenceCommand::Theme(look))
}

fn page(name: &str) -> Command {
    Command::Browse(BrowseCommand::Open(Page::Resource(id(name))))
}

/// Pictures by name, as they are now.
#[derive(Default)]
struct Drawn(BTreeMap<String, String>);

impl Drawn {
    fn add(&mut self, window: &mut Window, name: &str) {
        let image = window.picture(name);
        let twice = self.0.insert(name.to_owned(), cells(&image));
        assert!(twice.is_none(), "{name} is drawn twice");
    }
}

/// How many cells a picture is looked at in, across and down.
const GRID: (usize, usize) = (64, 36);
/// By how much of 255 the mean of a cell may differ: letters are filled by the processor's widest instructions,
/// which round differently from one processor to the next.
const TOLERANCE: u8 = 2;

/// The mean brightness of each cell, two hexadecimal digits each.
fn cells(image: &ColorImage) -> String {
    let (across, down) = GRID;
    let mut sums = vec![(0_u64, 0_u64); across * down];
    for (at, pixel) in image.pixels.iter().enumerate() {
        let (x, y) = (at % image.size[0], at / image.size[0]);
        let cell = y * down / image.size[1] * across + x * across / image.size[0];
        let [red, green, blue, _] = pixel.to_array().map(u64::from);
        sums[cell].0 += red * 3 + green * 6 + blue;
        sums[cell].1 += 10;
    }
    let means = sums.into_iter().map(|(sum, weight)| sum / weight.max(1));
    means.fold(format!("{}x{} ", image.size[0], image.size[1]), |text, mean| text + &format!("{mean:02x}"))
}

/// Whether two pictures have the same size, and cells that differ by rounding at most.
fn alike(one: &str, other: &str) -> bool {
    let (Some((one_size, one)), Some((other_size, other))) = (one.split_once(' '), other.split_once(' ')) else {
        return false;
    };
    let values = |text: &str| -> Vec<u8> {
        let digits = text.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
        digits.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
    };
    let (one, other) = (values(one), values(other));
    let close = one.iter().zip(&other).all(|(one, other)| one.abs_diff(*other) <= TOLERANCE);
    one_size == other_size && one.len() == other.len() && close
}

#[test]
fn a_changed_letter_is_seen_and_rounding_is_not() {
    let mut image = ColorImage::filled([640, 360], egui::Color32::WHITE);
    let before = cells(&image);
    image.pixels[0] = egui::Color32::LIGHT_GRAY;
    assert!(alike(&before, &cells(&image)));
    image.pixels[..6].fill(egui::Color32::BLACK);
    assert!(!alike(&before, &cells(&image)));
}

fn draw_sizes(drawn: &mut Drawn) {
    for (name, size, scale) in SIZES {
        let mut window = window(size, scale, Theme::Light);
        window.send(a_pack());
        drawn.add(&mut window, &format!("known-browse-{name}"));
        window.send([page("quick-reference-guide-interviewing-victims")]);
        drawn.add(&mut window, &format!("known-page-{name}"));
    }
}

fn draw_looks(drawn: &mut Drawn) {
    let mut window = window(SIZES[0].1, 1.0, Theme::Light);
    window.send(a_pack());
    for (name, theme) in
        [("dark", Look::Dark), ("contrast", Look::HighContrastLight), ("dark-contrast", Look::HighContrastDark)]
    {
        window.send([look(theme)]);
        drawn.add(&mut window, &format!("known-browse-{name}"));
    }
    window.send([look(Look::Light), Command::Browse(BrowseCommand::View(View::List))]);
    drawn.add(&mut window, "known-list");
}

fn draw_pages(drawn: &mut Drawn) {
    for (place, theme) in [(0, Look::Light), (0, Look::Dark), (4, Look::Light)] {
        let (name, size, scale) = SIZES[place];
        let opened = Opened { size: Vec2::new(size.0, size.1), scale, ..Opened::default() };
        let mut window = ui_pages::pages_of(7, opened);
        window.send([look(theme)]);
        drawn.add(&mut window, &format!("known-pages-{name}-{}", theme.code()));
    }
}

fn draw_searches(drawn: &mut Drawn) {
    let mut window = window(SIZES[0].1, 1.0, Theme::Light);
    window.send([query("victims")]);
    drawn.add(&mut window, "known-search-victims");
    window.send([query("scenario")]);
    drawn.add(&mut window, "known-search-scenario");
    window.send([query("vital statistics"), audience("frontline-border-officials")]);
    drawn.add(&mut window, "known-empty-hidden");
    window.send([query("zebra")]);
    drawn.add(&mut window, "known-empty-nothing");
}

fn draw_dialogs(drawn: &mut Drawn) {
    let dialogs = [
        ("export", Dialog::Export),
        ("request", Dialog::Request(RequestFor::Pack)),
        ("propose", Dialog::Propose),
        ("contact", Dialog::Contact),
        ("palette", Dialog::Palette),
        ("shortcuts", Dialog::Shortcuts),
        ("superseded", Dialog::Superseded(id("civil-registration-vital-statistics-toolkit"))),
        ("help", Dialog::Help(HelpTopic::Pack)),
        ("times", Dialog::Times(None)),
    ];
    for (place, theme) in [(0, Look::Light), (3, Look::Dark)] {
        let mut window = window(SIZES[place].1, 1.0, Theme::Light);
        window.send([look(theme)]);
        let asked = "30 new border officers, two days, a land crossing without internet, next week.";
        window.send([Command::Proposing(ProposingCommand::FromRequest)]);
        window.send([Command::Proposing(ProposingCommand::Read(asked.into()))]);
        drawn.add(&mut window, &format!("known-request-{place}"));
    }
    for (name, dialog) in dialogs {
        let mut window = window(SIZES[3].1, 1.0, Theme::Light);
        window.send(a_pack());
        window.send([open(dialog)]);
        drawn.add(&mut window, &format!("known-dialog-{name}"));
    }
}

/// The list of packs and the earlier versions of one.
fn draw_packs(drawn: &mut Drawn) {
    for (name, size, scale, theme) in [
        ("", SIZES[0].1, 1.0, Look::Light),
        ("-dark", SIZES[3].1, 1.0, Look::Dark),
        ("-683", SIZES[4].1, 2.0, Look::Light),
    ] {
        let mut window = window(size, scale, Theme::Light);
        window.send(a_pack());
        window.send([Command::Edit(Edit::Title("Training of border officers, October".into())), look(theme)]);
        let pack = window.harness.state().state().packs.open.id.clone();
        window.send([
            Command::Packs(PacksCommand::Ask),
            Command::Finished(Outcome::PacksListed { order: 1, listed: Ok(some_packs(&pack)) }),
        ]);
        drawn.add(&mut window, &format!("known-packs{name}"));
        window.send([Command::Browse(BrowseCommand::Back), Command::Versions(VersionsCommand::Ask)]);
        let answer = |answer| Command::Finished(Outcome::Versions { pack: pack.clone(), answer: Ok(answer) });
        let versions = some_versions();
        let newest = versions[0].id;
        window.send([answer(VersionsAnswer::Listed(versions))]);
        let mut work = Work::new();
        let before = [
            Edit::Title("Training of border officers".into()),
            Edit::Add(vec![id("guidelines-information-sharing"), id("guide-child-victims-of-trafficking")]),
        ];
        for edit in &before {
            work.apply(edit, &tool_box()).unwrap();
        }
        let draft = Box::new(PackDraft::of(&work, serde_json::Map::new()));
        window.send([answer(VersionsAnswer::Read { version: newest, draft, now: Box::default() })]);
        drawn.add(&mut window, &format!("known-versions{name}"));
    }
}

fn some_packs(open: &PackId) -> Arc<[PackEntry]> {
    let items: Vec<_> = tool_box().resources.iter().map(|resource| resource.id.clone()).collect();
    let entry = |name: &str, title: &str, count: usize, shelf| PackEntry {
        id: PackId::of(name.as_bytes()),
        title: title.into(),
        prepared_for: if count.is_multiple_of(2) { "Border training centre".into() } else { String::new() },
        items: items.iter().step_by(3).take(count).cloned().collect(),
        changed: Some(moment(count as u8)),
        created: None,
        last_export: None,
        shelf,
        trouble: (count == 0).then(|| "the pack is damaged: the list of its contents ends in the middle".into()),
    };
    [
        PackEntry { id: open.clone(), ..entry("open", "", 6, Shelf::Packs) },
        entry("partners", "Partners in the region, second half of the year", 7, Shelf::Packs),
        entry("none", "", 2, Shelf::Packs),
        entry("damaged", "", 0, Shelf::Packs),
        entry("old", "Seminar 2025", 4, Shelf::Trash),
        entry("older", "Seminar 2024", 1, Shelf::Trash),
    ]
    .into()
}

fn moment(hour: u8) -> When {
    When { at: Moment(1_795_500_000 + i64::from(hour) * 3_600), date: clock().today, hour, minute: 32 }
}

fn some_versions() -> Arc<[VersionEntry]> {
    let whys = [Why::Worked, Why::Kept, Why::Exported, Why::Before, Why::Opened];
    let entries = whys.into_iter().zip([15, 14, 11, 10, 9]).map(|(why, hour)| {
        let at = moment(hour);
        VersionEntry { id: VersionId { at: at.at, why }, at, title: "Training of border officers".into(), count: 2 }
    });
    entries.collect()
}

/// The pictures are those that were looked at, cell for cell.
///
/// Compared on Linux: keys have other names on a Mac.
#[test]
#[cfg(target_os = "linux")]
fn pictures_are_those_that_were_looked_at() {
    let mut drawn = Drawn::default();
    draw_sizes(&mut drawn);
    draw_looks(&mut drawn);
    draw_pages(&mut drawn);
    draw_searches(&mut drawn);
    draw_dialogs(&mut drawn);
    draw_packs(&mut drawn);
    let drawn = drawn.0;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/pictures.json");
    if std::env::var("UPDATE_SNAPSHOTS").is_ok_and(|value| value == "true") {
        let text = serde_json::to_string_pretty(&drawn).unwrap();
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut file = std::fs::File::create(&path).unwrap();
        file.write_all((text + "\n").as_bytes()).unwrap();
    }
    let known: BTreeMap<String, String> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let differs = |name: &&String| match (known.get(*name), drawn.get(*name)) {
        (Some(known), Some(drawn)) => !alike(known, drawn),
        _ => true,
    };
    let names: Vec<&String> = drawn.keys().chain(known.keys().filter(|name| !drawn.contains_key(*name))).collect();
    let changed: Vec<&String> = names.into_iter().filter(differs).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    assert!(
        changed.is_empty(),
        "look at {changed:?} in {}; where they are right: \
         UPDATE_SNAPSHOTS=true cargo test --release --test suite ui_pictures",
        folder.display()
    );
}

#[test]
fn every_page_is_drawn() {
    for (name, size, scale) in [SIZES[0], SIZES[3], SIZES[4], SIZES[5]] {
        let mut window = window(size, scale, Theme::Light);
        let mut before = window.picture(&format!("page-{name}"));
        for resource in &tool_box().resources {
            window.send([page(resource.id.as_str())]);
            let nodes = window.harness.root().children_recursive();
            let mut headings = nodes.filter(|node| node.accesskit_node().role() == egui::accesskit::Role::Heading);
            let title = resource.title.as_str();
            assert!(headings.any(|node| node.accesskit_node().label().as_deref() == Some(title)), "{name}: {title}");
            drop(headings);
            let now = window.picture(&format!("page-{name}-{}", resource.id));
            assert!(before.pixels != now.pixels, "{name}: {title}");
            before = now;
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
