//! Search: what is found, in which order, and where it is shown.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rso_toolbox::catalogue::Catalogue;
use rso_toolbox::catalogue::file::built_in;
use rso_toolbox::catalogue::search::fields::each_text;
use rso_toolbox::catalogue::search::{Field, Index};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::multiplied::{Numbers, multiplied};

/// What is typed, and the resource that must come first.
const MISSPELT: [(&str, &str); 64] = [
    // Swapped
    ("raodmap", "regional-strategic-roadmap"),
    ("pirvacy", "privacy-and-data-protection-laws"),
    ("regsitration", "civil-registration-vital-statistics-toolkit"),
    ("bioemtric", "regional-biometric-data-exchange-solution"),
    ("liasion officer", "ilo-pilot-training-program"),
    ("indcution training", "curriculum-standardized-induction-training"),
    ("interveiwing child", "guide-child-victims-of-trafficking"),
    ("handbook camapigns", "handbook-information-campaigns"),
    ("maritiem", "comprehensive-approaches-irregular-movement-by-sea"),
    ("evaulating campaigns", "training-monitoring-evaluating-campaigns"),
    // Dropped
    ("smugling", "policy-guide-criminalizing-migrant-smuggling"),
    ("identifing victims", "policy-guide-identifying-victims-of-trafficking"),
    ("protectng victims", "policy-guide-protecting-victims-of-trafficking"),
    ("frontlne", "quick-reference-guide-frontline-border-officials"),
    ("vital statistcs", "civil-registration-vital-statistics-toolkit"),
    ("data protecton", "privacy-and-data-protection-laws"),
    ("biometic", "regional-biometric-data-exchange-solution"),
    ("standardizd", "curriculum-standardized-induction-training"),
    ("centred approach", "curriculum-victim-centered-approach"),
    ("quik reference", "quick-reference-guide-frontline-border-officials"),
    // Doubled
    ("roaddmap", "regional-strategic-roadmap"),
    ("policcy guide", "policy-guide-criminalizing-migrant-smuggling"),
    ("fframework", "framework-for-information-sharing"),
    ("childd", "guide-child-victims-of-trafficking"),
    ("irregullar movement", "comprehensive-approaches-irregular-movement-by-sea"),
    ("exchannge biometric", "regional-biometric-data-exchange-solution"),
    ("coursses catalogue", "catalogue-training-capacity-building-courses"),
    ("guidellines", "guidelines-information-sharing"),
    ("stattistics", "civil-registration-vital-statistics-toolkit"),
    ("migrannt", "policy-guide-criminalizing-migrant-smuggling"),
    // Wrong
    ("roadmsp", "regional-strategic-roadmap"),
    ("privavy", "privacy-and-data-protection-laws"),
    ("tracficking", "policy-guide-criminalizing-trafficking-in-persons"),
    ("intervuewing", "quick-reference-guide-interviewing-victims"),
    ("inductuon", "curriculum-standardized-induction-training"),
    ("handbool", "handbook-information-campaigns"),
    ("liaisom", "ilo-pilot-training-program"),
    ("movemeny by sea", "comprehensive-approaches-irregular-movement-by-sea"),
    ("stateleas people", "civil-registration-vital-statistics-toolkit"),
    ("impostor detectiom", "ilo-pilot-training-program"),
    ("consulae officials", "training-curriculum-information-sharing"),
    // First letter
    ("toadmap", "regional-strategic-roadmap"),
    ("orivacy", "privacy-and-data-protection-laws"),
    ("viometric", "regional-biometric-data-exchange-solution"),
    ("griminalizing smuggling", "policy-guide-criminalizing-migrant-smuggling"),
    ("xhild", "guide-child-victims-of-trafficking"),
    ("ivil registration", "civil-registration-vital-statistics-toolkit"),
    ("nonitoring evaluating", "training-monitoring-evaluating-campaigns"),
    ("uidelines information sharing", "guidelines-information-sharing"),
    ("vurriculum", "curriculum-standardized-induction-training"),
    ("landbook", "handbook-information-campaigns"),
    ("ublic information officers", "training-monitoring-evaluating-campaigns"),
    // Accent, alone and beside an error
    ("róadmap", "regional-strategic-roadmap"),
    ("PRÍVACY", "privacy-and-data-protection-laws"),
    ("víctims of tráfficking", "policy-guide-protecting-victims-of-trafficking"),
    ("bïometric", "regional-biometric-data-exchange-solution"),
    ("curricúlum", "curriculum-standardized-induction-training"),
    ("ìnduction", "curriculum-standardized-induction-training"),
    ("régistration civile", "civil-registration-vital-statistics-toolkit"),
    ("đata protection", "privacy-and-data-protection-laws"),
    ("łiaison", "ilo-pilot-training-program"),
    ("smügling", "policy-guide-criminalizing-migrant-smuggling"),
    ("hândbok", "handbook-information-campaigns"),
    ("seà movment", "comprehensive-approaches-irregular-movement-by-sea"),
];

fn ids(catalogue: &Catalogue, places: &[u32]) -> Vec<String> {
    places.iter().map(|place| catalogue.resources[*place as usize].id.to_string()).collect()
}

#[test]
fn misspelt_words_find_what_was_meant_first() {
    let catalogue = built_in();
    let index = Index::build(&catalogue);
    let mut wrong = Vec::new();
    for (query, expected) in MISSPELT {
        let found = ids(&catalogue, index.search(query).places());
        if found.first().map(String::as_str) != Some(expected) {
            wrong.push(format!("{query}: {expected}, not {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A search that looks at every word of the catalogue: written on its own, to compare with.
struct Scan {
    resources: usize,
    /// Each word with the places of the resources that hold it and the weight of the field.
    words: BTreeMap<String, BTreeSet<(u32, u8)>>,
}

impl Scan {
    fn new(catalogue: &Catalogue) -> Self {
        let mut words: BTreeMap<String, BTreeSet<(u32, u8)>> = BTreeMap::new();
        for (place, resource) in catalogue.resources.iter().enumerate() {
            each_text(catalogue, resource, &mut |field, text| {
                for word in plain_words(text) {
                    words.entry(word).or_default().insert((place as u32, field.tier()));
                }
            });
        }
        Self { resources: catalogue.resources.len(), words }
    }

    /// Places of what is found, ranked.
    fn search(&self, query: &str) -> Vec<u32> {
        let mut typed: Vec<String> = Vec::new();
        for word in plain_words(query) {
            if !typed.contains(&word) {
                typed.push(word);
            }
        }
        let unknown: Vec<bool> =
            typed.iter().map(|word| !self.words.keys().any(|other| other.starts_with(word.as_str()))).collect();
        let found = self.rank(&typed, &unknown);
        if found.is_empty() { self.rank(&typed, &vec![true; typed.len()]) } else { found }
    }

    fn rank(&self, typed: &[String], forgiving: &[bool]) -> Vec<u32> {
        let mut rates: Vec<Option<(u32, u32)>> = vec![Some((0, 0)); self.resources];
        for (word, forgiving) in typed.iter().zip(forgiving) {
            let mut best: Vec<Option<(u32, u32)>> = vec![None; self.resources];
            for (other, held) in &self.words {
                let Some(_) = rate(word, other, 0, *forgiving) else { continue };
                for (place, tier) in held {
                    let rate = rate(word, other, *tier, *forgiving);
                    let best = &mut best[*place as usize];
                    *best = best.iter().chain(&rate).min().copied();
                }
            }
            for (sum, best) in rates.iter_mut().zip(best) {
                *sum = sum.zip(best).map(|(sum, best)| (sum.0 + best.0, sum.1 + best.1));
            }
        }
        let mut found: Vec<((u32, u32), u32)> =
            (0..).zip(rates).filter_map(|(place, rate)| Some((rate?, place))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }
}

/// How well a word of a resource fits: whether it is forgiven, and its weight.
fn rate(typed: &str, word: &str, tier: u8, forgiving: bool) -> Option<(u32, u32)> {
    let tier = u32::from(tier) * 2;
    if typed == word {
        Some((0, tier))
    } else if word.starts_with(typed) {
        Some((0, tier + 1))
    } else {
        (forgiving && plainly_forgiven(typed, word)).then_some((1, tier))
    }
}

fn plainly_forgiven(typed: &str, word: &str) -> bool {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let count = typed.len();
    if count < 4 || word.len() < 4 || typed.iter().any(|letter| letter.is_numeric()) {
        return false;
    }
    let swapped_end = |other: &[char]| {
        other.len() == count && other[count - 1] == typed[count - 2] && other[count - 2] == typed[count - 1]
    };
    distance(&typed, &word) <= 1
        || (count >= 5
            && (4..word.len()).map(|end| &word[..end]).any(|beginning| {
                distance(&typed, beginning) <= 1 && (typed.last() == beginning.last() || swapped_end(beginning))
            }))
}

/// Swapped, dropped, doubled and wrong letters between two words, by the textbook's table.
fn distance(left: &[char], right: &[char]) -> usize {
    if left.len().abs_diff(right.len()) > 1 {
        return 2;
    }
    let mut rows = vec![(0..=right.len()).collect::<Vec<usize>>()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let cost = usize::from(left[i - 1] != right[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

/// Words of a text in Latin letters, small and without accents; two that a hyphen joins also as one.
fn plain_words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .filter(|sign| !is_combining_mark(*sign) && !matches!(sign, '\'' | '’' | '‘'))
        .collect::<String>()
        .to_lowercase()
        .replace('\u{2010}', "-");
    let mut words = Vec::new();
    for chunk in plain.split(|sign: char| !sign.is_alphanumeric() && sign != '-') {
        let parts: Vec<&str> = chunk.split('-').collect();
        words.extend(parts.iter().filter(|part| !part.is_empty()).map(|part| (*part).to_owned()));
        words.extend(parts.windows(2).filter(|two| two.iter().all(|part| !part.is_empty())).map(<[&str]>::concat));
    }
    words
}

/// One typing error at a place that the numbers choose.
fn misspell(word: &str, numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = numbers.below(letters.len() as u64) as usize;
    let other = char::from(b'a' + numbers.below(26) as u8);
    match numbers.below(4) {
        0 => letters[at] = other,
        1 => letters.insert(at, other),
        2 if at > 0 => letters.swap(at - 1, at),
        _ => drop(letters.remove(at)),
    }
    letters.into_iter().collect()
}

fn compare(catalogue: &Catalogue, queries: &BTreeSet<String>) {
    let (index, scan) = (Index::build(catalogue), Scan::new(catalogue));
    let mut wrong = Vec::new();
    for query in queries {
        let (found, expected) = (index.search(query), scan.search(query));
        if found.len() != expected.len() || found.places() != expected {
            wrong.push(format!("{query}: {:?}, not {expected:?}", found.places()));
        }
    }
    assert!(wrong.is_empty(), "{} of {} queries\n{}", wrong.len(), queries.len(), wrong.join("\n"));
}

fn all_words(catalogue: &Catalogue) -> Vec<String> {
    Scan::new(catalogue).words.into_keys().collect()
}

#[test]
fn hits_and_their_order_are_those_of_a_plain_scan() {
    let catalogue = built_in();
    let words = all_words(&catalogue);
    assert!(words.len() > 500);
    let mut numbers = Numbers(21);
    let mut queries: BTreeSet<String> = MISSPELT.iter().map(|(query, _)| (*query).to_owned()).collect();
    queries.retain(|query| !query.contains(['đ', 'ł'])); // the plain scan knows no strokes
    for word in &words {
        let ends = word.char_indices().map(|(at, sign)| at + sign.len_utf8());
        queries.extend(ends.map(|end| word[..end].to_owned()));
        queries.insert(misspell(word, &mut numbers));
    }
    let mut any = || words[numbers.below(words.len() as u64) as usize].clone();
    for _ in 0..400 {
        queries.insert(format!("{} {}", any(), any()));
        queries.insert(format!("{} {} {}", any(), any(), any()));
    }
    for _ in 0..200 {
        let (one, other) = (any(), any());
        queries.insert(format!("{} {}", misspell(&one, &mut Numbers(one.len() as u64)), other));
    }
    queries.insert(String::new());
    assert!(queries.len() > 3000, "{}", queries.len());
    compare(&catalogue, &queries);
}

#[test]
fn a_larger_catalogue_is_searched_like_a_small_one() {
    let catalogue = multiplied(&built_in(), 1_000, 7);
    let words = all_words(&catalogue);
    let mut numbers = Numbers(1000);
    let mut queries = BTreeSet::new();
    for _ in 0..20 {
        let word = &words[numbers.below(words.len() as u64) as usize];
        queries.insert(misspell(word, &mut numbers));
        queries.insert(word.chars().take(3).collect());
        queries.insert(format!("{} {word}", words[numbers.below(words.len() as u64) as usize]));
    }
    compare(&catalogue, &queries);
}

#[test]
fn what_is_shown_is_where_it_was_found() {
    let catalogue = built_in();
    let index = Index::build(&catalogue);
    let mut checked = 0;
    for query in all_words(&catalogue).iter().step_by(3).chain(&MISSPELT.map(|(query, _)| query.to_owned())) {
        let hits = index.search(query);
        for place in hits.places() {
            let resource = &catalogue.resources[*place as usize];
            let mut shown = [&resource.title, &resource.kind, &resource.summary].iter().any(|text| {
                hits.query().ranges(text).iter().all(|range| text.is_char_boundary(range.start))
                    && !hits.query().ranges(text).is_empty()
            });
            if let Some(snippet) = hits.query().snippet(&catalogue, resource) {
                assert!(!snippet.ranges.is_empty(), "{query}: {snippet:?}");
                assert!(snippet.text.chars().count() <= 145, "{query}: {snippet:?}");
                assert!(!matches!(snippet.field, Field::Title | Field::Kind | Field::Summary));
                shown = true;
            }
            assert!(shown, "{query} is not to be seen in {}", resource.id);
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn a_snippet_stands_for_what_title_and_summary_do_not_hold() {
    let catalogue = built_in();
    let index = Index::build(&catalogue);
    let hits = index.search("judicial process");
    let guide = &catalogue.resources[hits.places()[0] as usize];
    assert_eq!(guide.id.as_str(), "policy-guide-protecting-victims-of-trafficking");
    let snippet = hits.query().snippet(&catalogue, guide).unwrap();
    assert_eq!(snippet.label(), "In its purpose");
    assert_eq!(
        snippet.text,
        "The booklet covers legal frameworks, challenges, and protection throughout the judicial process."
    );
    let marked: Vec<&str> = snippet.ranges.iter().map(|range| &snippet.text[range.clone()]).collect();
    assert_eq!(marked, ["judicial", "process"]);
    let hits = index.search("roadmap");
    assert_eq!(hits.query().snippet(&catalogue, &catalogue.resources[hits.places()[0] as usize]), None);
}

#[test]
fn a_known_word_is_taken_as_typed() {
    let catalogue = built_in();
    let index = Index::build(&catalogue);
    // "order" stands in two texts and is one letter away from "border".
    assert_eq!(index.search("order").len(), Scan::new(&catalogue).search("order").len());
    assert!(!index.search("order").query().forgives());
    assert!(index.search("boarder").query().forgives());
    assert_eq!(index.search("visa").len(), 0);
    assert_eq!(index.search("").len(), catalogue.resources.len());
}

#[test]
fn every_text_of_the_file_is_searched() {
    let catalogue = built_in();
    let file: serde_json::Value = serde_json::from_str(rso_toolbox::catalogue::file::BUILT_IN).unwrap();
    let index = Index::build(&catalogue);
    let mut texts = 0;
    for (place, resource) in file["resources"].as_array().unwrap().iter().enumerate() {
        let mut lost = Vec::new();
        walk(resource, "", &mut |key, text| {
            texts += 1;
            for word in plain_words(text) {
                if !index.search(&word).places().contains(&(place as u32)) {
                    lost.push(format!("{key}: {word}"));
                }
            }
        });
        assert!(lost.is_empty(), "{}: {lost:?}", resource["id"]);
    }
    assert!(texts > 200, "{texts}");
}

/// Gives every text that a reader sees; ids, addresses and the sources of facts are none.
fn walk(value: &serde_json::Value, key: &str, each: &mut dyn FnMut(&str, &str)) {
    const NOT_SHOWN: [&str; 16] = [
        "id",
        "category",
        "audience",
        "basis",
        "availability",
        "handling",
        "url",
        "label",
        "leads_to",
        "about",
        "source",
        "of",
        "unit",
        "resource",
        "said_by",
        "checked_on",
    ];
    // A relation's kind is a code, a resource's a word.
    let is_code = |text: &str| key == "kind" && text.contains('-');
    match value {
        _ if NOT_SHOWN.contains(&key) => {}
        serde_json::Value::String(text) if !is_code(text) => each(key, text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, key, each)),
        serde_json::Value::Object(fields) => fields.iter().for_each(|(key, item)| walk(item, key, each)),
        _ => {}
    }
}

#[test]
fn scripts_without_spaces_match_in_mid_sentence() {
    let mut catalogue = built_in();
    let texts =
        ["คู่มือการช่วยเหลือผู้เสียหายจากการค้ามนุษย์", "សៀវភៅណែនាំស្តីពីជនរងគ្រោះ", "识别人口贩运受害者的政策指南", "လူကုန်ကူးခံရသူများ"];
    for (place, text) in texts.iter().enumerate() {
        let mut resource = (*catalogue.resources[place]).clone();
        resource.purpose.push((*text).to_owned());
        catalogue.resources[place] = resource.into();
    }
    let index = Index::build(&catalogue);
    for (query, place) in [("ผู้เสียหาย", 0), ("ជនរងគ្រោះ", 1), ("受害者", 2), ("ကုန်ကူး", 3), ("受害者 policy 识别", 2)]
    {
        let hits = index.search(query);
        assert_eq!(hits.places(), [place], "{query}");
        let snippet = hits.query().snippet(&catalogue, &catalogue.resources[place as usize]).unwrap();
        assert!(!snippet.ranges.is_empty());
    }
    assert_eq!(index.search("受害者们").len(), 0);
}

#[test]
fn audiences_are_understood_by_any_wording() {
    let catalogue = built_in();
    for (wording, id) in [
        ("border officers", "frontline-border-officials"),
        ("  FRONTLINE Border officials ", "frontline-border-officials"),
        ("frontline-border-officials", "frontline-border-officials"),
        ("ilo", "immigration-liaison-officers"),
        ("Pólice", "law-enforcement"),
        ("information sharing officers", "information-sharing-officers"),
    ] {
        assert_eq!(catalogue.audience_by_wording(wording).map(|audience| audience.id.as_str()), Some(id), "{wording}");
    }
    assert_eq!(catalogue.audience_by_wording("Member States"), None);
    assert_eq!(catalogue.audience_by_wording(""), None);
    for audience in &catalogue.audiences {
        for wording in audience.also.iter().chain([&audience.name]) {
            assert!(catalogue.audience_by_wording(wording).is_some(), "{wording}");
        }
    }
}

/// Words in the scripts of the region, with marks, signs, direction controls and emoji between them.
fn any_text() -> impl Strategy<Value = String> {
    let scripts = "[a-zéÀđẵßŁ'’-]{1,12}|[ก-ฮะ-ฺเ-๎]{1,12}|[ក-អា-៓]{1,12}|[က-အါ-့]{1,12}|[一-丿]{1,6}|[ا-ي]{1,8}|[अ-हा-्]{1,8}|[가-각]{1,4}";
    let between = "[ ,.;/&\u{200b}\u{202e}\u{2068}🙂\u{301}-]{1,3}";
    prop::collection::vec((scripts, between), 1..12)
        .prop_map(|words| words.into_iter().map(|(word, between)| word + &between).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_beginning_of_any_text_is_found_and_shown(text in any_text(), start in 0_usize..40, length in 1_usize..12) {
        let mut catalogue = built_in();
        let mut resource = (*catalogue.resources[4]).clone();
        resource.purpose.push(text.clone());
        catalogue.resources[4] = resource.into();
        let index = Index::build(&catalogue);
        for word in text.split(' ') {
            let hits = index.search(word);
            prop_assert!(hits.places().contains(&4), "{:?} in {:?}", word, text);
            let ranges = hits.query().ranges(&text);
            prop_assert_eq!(ranges.is_empty(), hits.query().is_empty(), "{:?}", word);
            prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some_and(|shown| !shown.is_empty())));
            prop_assert!(ranges.windows(2).all(|two| two[0].end <= two[1].start));
        }
        // Anything may be typed.
        let typed: String = text.chars().skip(start).take(length).collect();
        let hits = index.search(&typed);
        if let Some(place) = hits.places().first() {
            let _shown = hits.query().snippet(&catalogue, &catalogue.resources[*place as usize]);
        }
    }
}

#[test]
fn a_snippet_of_a_sentence_without_end_is_short() {
    let mut catalogue = built_in();
    let mut resource = (*catalogue.resources[0]).clone();
    resource.purpose = vec![format!("{} needle {}", "word ".repeat(10_000), "a".repeat(5_000))];
    catalogue.resources[0] = resource.into();
    let hits = Index::build(&catalogue).search("needle");
    let snippet = hits.query().snippet(&catalogue, &catalogue.resources[0]).unwrap();
    assert!(snippet.text.contains("needle") && snippet.text.chars().count() < 150, "{}", snippet.text);
    let hits = Index::build(&catalogue).search(&"a".repeat(4_000));
    let snippet = hits.query().snippet(&catalogue, &catalogue.resources[0]).unwrap();
    assert!(snippet.text.chars().count() < 190, "{}", snippet.text);
}
