//! A keystroke: from the query to the ranked first page of hits, with what the cards show of each.

use std::hint::black_box;

use rso_toolbox::catalogue::Catalogue;
use rso_toolbox::catalogue::filter::{Facets, Filters};
use rso_toolbox::catalogue::search::Index;

use crate::timing::{processor_secs, resident_mb, spread, timed};

/// What is typed, a letter at a time: common and rare words, several, misspelt, one that nothing holds.
const TYPED: &[&str] = &[
    "trafficking",
    "border officials",
    "identification of victims",
    "handbook",
    "infromation sharing",
    "Intervewing",
    "biometric data",
    "guide for policy makers",
    "monitoring and evaluation",
    "zebra crossing",
    "a",
    "the protection of",
];

/// As many cards as the largest window shows at once.
const FIRST_PAGE: usize = 24;

/// Types everything and prints how long the keystrokes took.
pub(crate) fn measure(catalogue: &Catalogue) {
    let before = resident_mb();
    let start = processor_secs();
    let (built, index) = timed(|| Index::build(catalogue));
    let built_cpu = processor_secs() - start;
    let after = resident_mb();
    let facets = Facets::build(catalogue);
    let filters = Filters::default();
    let mut searches = Vec::new();
    let mut filtered = Vec::new();
    let start = processor_secs();
    for text in TYPED {
        for end in text.char_indices().map(|(at, sign)| at + sign.len_utf8()) {
            let typed = text.get(..end).unwrap_or_default();
            let (taken, hits) = timed(|| first_page(catalogue, &index, typed));
            searches.push(taken);
            filtered.push(timed(|| black_box(facets.find(&filters, Some(&hits)))).0);
        }
    }
    let cpu_ms = (processor_secs() - start) * 1000.0 / searches.len().max(1) as f64;
    let grown = before.zip(after).map_or(0.0, |(before, after)| after - before);
    println!("\n{} resources: median / 95 of 100 / longest", catalogue.resources.len());
    println!("  keystroke, {} of them      {}", searches.len(), spread(searches));
    println!("  filters and their counts   {}", spread(filtered));
    println!("  both together, on average  {cpu_ms:.2} ms of processor time");
    let (wall, size) = (built.as_secs_f64(), index.bytes() as f64 / 1e6);
    println!(
        "  index built in {wall:.2} s ({built_cpu:.2} s of processor time), {size:.1} MB; process grown by {grown:.0} MB"
    );
}

fn first_page(catalogue: &Catalogue, index: &Index, typed: &str) -> rso_toolbox::catalogue::search::Hits {
    let hits = index.search(typed);
    for place in hits.places().iter().take(FIRST_PAGE) {
        if let Some(resource) = catalogue.resources.get(*place as usize) {
            black_box(hits.query().ranges(&resource.title));
            black_box(hits.query().ranges(&resource.summary));
            black_box(hits.query().snippet(catalogue, resource));
        }
    }
    hits
}
