//! Names of languages, as a request may give them: in English, in their own words, or as a BCP 47 tag.

use crate::catalogue::search::fold;

/// A language that the program knows by name.
struct Language {
    name: &'static str,
    /// Its first subtag in BCP 47.
    tag: &'static str,
    /// Other names, its own among them.
    also: &'static [&'static str],
}

/// In the order of the names.
const LANGUAGES: [Language; 71] = [
    Language { name: "Arabic", tag: "ar", also: &["العربية"] },
    Language { name: "Bengali", tag: "bn", also: &["Bangla", "বাংলা"] },
    Language { name: "Bislama", tag: "bi", also: &[] },
    Language {
        name: "Burmese", tag: "my", also: &["Myanmar language", "မြန်မာ", "မြန်မာဘာသာ"]
    },
    Language { name: "Cebuano", tag: "ceb", also: &[] },
    Language { name: "Chinese", tag: "zh", also: &["Mandarin", "Cantonese", "中文", "汉语", "漢語"] },
    Language { name: "Czech", tag: "cs", also: &[] },
    Language { name: "Danish", tag: "da", also: &[] },
    Language { name: "Dari", tag: "prs", also: &[] },
    Language { name: "Dutch", tag: "nl", also: &[] },
    Language { name: "Dzongkha", tag: "dz", also: &[] },
    Language { name: "English", tag: "en", also: &[] },
    Language { name: "Estonian", tag: "et", also: &[] },
    Language { name: "Fijian", tag: "fj", also: &[] },
    Language { name: "Filipino", tag: "fil", also: &["Tagalog"] },
    Language { name: "Finnish", tag: "fi", also: &[] },
    Language { name: "French", tag: "fr", also: &["français"] },
    Language { name: "German", tag: "de", also: &["Deutsch"] },
    Language { name: "Greek", tag: "el", also: &[] },
    Language { name: "Gujarati", tag: "gu", also: &[] },
    Language { name: "Hebrew", tag: "he", also: &[] },
    Language { name: "Hindi", tag: "hi", also: &["हिन्दी"] },
    Language { name: "Hungarian", tag: "hu", also: &[] },
    Language { name: "Indonesian", tag: "id", also: &["Bahasa Indonesia"] },
    Language { name: "Italian", tag: "it", also: &[] },
    Language { name: "Japanese", tag: "ja", also: &["日本語"] },
    Language { name: "Kannada", tag: "kn", also: &[] },
    Language { name: "Kazakh", tag: "kk", also: &[] },
    Language { name: "Khmer", tag: "km", also: &["Cambodian", "ខ្មែរ", "ភាសាខ្មែរ"] },
    Language { name: "Korean", tag: "ko", also: &["한국어"] },
    Language { name: "Kurdish", tag: "ku", also: &[] },
    Language { name: "Kyrgyz", tag: "ky", also: &[] },
    Language { name: "Lao", tag: "lo", also: &["Laotian", "ລາວ", "ພາສາລາວ"] },
    Language { name: "Malay", tag: "ms", also: &["Bahasa Melayu", "Bahasa Malaysia"] },
    Language { name: "Malayalam", tag: "ml", also: &[] },
    Language { name: "Maldivian", tag: "dv", also: &["Dhivehi"] },
    Language { name: "Marathi", tag: "mr", also: &[] },
    Language { name: "Mongolian", tag: "mn", also: &[] },
    Language { name: "Nauruan", tag: "na", also: &[] },
    Language { name: "Nepali", tag: "ne", also: &["नेपाली"] },
    Language { name: "Norwegian", tag: "no", also: &[] },
    Language { name: "Pashto", tag: "ps", also: &["پښتو"] },
    Language { name: "Persian", tag: "fa", also: &["Farsi", "فارسی"] },
    Language { name: "Polish", tag: "pl", also: &[] },
    Language { name: "Portuguese", tag: "pt", also: &["português"] },
    Language { name: "Punjabi", tag: "pa", also: &[] },
    Language { name: "Rohingya", tag: "rhg", also: &[] },
    Language { name: "Romanian", tag: "ro", also: &[] },
    Language { name: "Russian", tag: "ru", also: &["русский"] },
    Language { name: "Samoan", tag: "sm", also: &[] },
    Language { name: "Serbian", tag: "sr", also: &[] },
    Language { name: "Sinhala", tag: "si", also: &["Sinhalese", "සිංහල"] },
    Language { name: "Slovak", tag: "sk", also: &[] },
    Language { name: "Somali", tag: "so", also: &[] },
    Language { name: "Spanish", tag: "es", also: &["español"] },
    Language { name: "Swahili", tag: "sw", also: &[] },
    Language { name: "Swedish", tag: "sv", also: &[] },
    Language { name: "Tajik", tag: "tg", also: &[] },
    Language { name: "Tamil", tag: "ta", also: &["தமிழ்"] },
    Language { name: "Telugu", tag: "te", also: &[] },
    Language { name: "Tetum", tag: "tet", also: &[] },
    Language { name: "Thai", tag: "th", also: &["ไทย", "ภาษาไทย"] },
    Language { name: "Tigrinya", tag: "ti", also: &[] },
    Language { name: "Tok Pisin", tag: "tpi", also: &[] },
    Language { name: "Tongan", tag: "to", also: &[] },
    Language { name: "Turkish", tag: "tr", also: &[] },
    Language { name: "Turkmen", tag: "tk", also: &[] },
    Language { name: "Ukrainian", tag: "uk", also: &[] },
    Language { name: "Urdu", tag: "ur", also: &["اردو"] },
    Language { name: "Uzbek", tag: "uz", also: &[] },
    Language { name: "Vietnamese", tag: "vi", also: &["tiếng Việt"] },
];

/// The English name of a language that was given by a name or a tag; what is not known stays as it was typed.
///
/// A tag may say more ("pt-BR", "zh-Hant"): its language counts.
pub fn name(typed: &str) -> String {
    known(typed).map_or_else(|| typed.trim().to_owned(), str::to_owned)
}

/// The English name, if the program knows the language.
pub fn known(typed: &str) -> Option<&'static str> {
    let wanted = fold::key(typed);
    if wanted.is_empty() {
        return None;
    }
    let named = |language: &&Language| {
        fold::key(language.name) == wanted || language.also.iter().any(|also| fold::key(also) == wanted)
    };
    let tag = primary_subtag(typed.trim());
    let tagged = |language: &&Language| tag.as_deref() == Some(language.tag);
    LANGUAGES.iter().find(named).or_else(|| LANGUAGES.iter().find(tagged)).map(|language| language.name)
}

/// "Portuguese", or "Portuguese (pt-BR)" where the tag says more than the language; a tag that is not known, as it is.
pub fn of_tag(tag: &str) -> String {
    let tag = tag.trim();
    let name = known(tag);
    match LANGUAGES.iter().find(|language| name == Some(language.name)) {
        Some(language) if language.tag.eq_ignore_ascii_case(tag) => language.name.to_owned(),
        Some(language) => format!("{} ({tag})", language.name),
        None => tag.to_owned(),
    }
}

/// All names, in the order of their letters.
pub fn names() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|language| language.name)
}

/// All names with their tags, in the order of their letters.
pub fn tags() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().map(|language| (language.name, language.tag))
}

/// The words by which a text can name a language: its name and other names, never its tag.
pub fn wordings() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().flat_map(|language| {
        std::iter::once(language.name).chain(language.also.iter().copied()).map(|word| (word, language.name))
    })
}

/// "pt" of "pt-BR"; nothing where it is no tag.
fn primary_subtag(typed: &str) -> Option<String> {
    let mut parts = typed.split(['-', '_']);
    let first = parts.next()?.to_ascii_lowercase();
    let is_tag = (2..=3).contains(&first.len()) && first.chars().all(|sign| sign.is_ascii_alphabetic());
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|sign| sign.is_ascii_alphanumeric()));
    let language = match first.as_str() {
        "tl" => "fil",
        "nb" | "nn" => "no",
        "in" => "id",
        other => other,
    };
    (is_tag && rest).then(|| language.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tags_mean_the_same() {
        for typed in ["Thai", "THAI", "th", "TH", "th-TH", "ไทย"] {
            assert_eq!(name(typed), "Thai", "{typed}");
        }
        assert_eq!(name("pt_BR"), "Portuguese");
        assert_eq!(name("Tagalog"), "Filipino");
        assert_eq!(name(" Klingon "), "Klingon");
        assert_eq!(["th", "pt-BR", "xx", ""].map(of_tag), ["Thai", "Portuguese (pt-BR)", "xx", ""]);
        assert_eq!((known("xx"), known(""), known("th-"), known("in the")), (None, None, None, None));
    }

    #[test]
    fn the_table_is_in_order_and_says_nothing_twice() {
        assert!(LANGUAGES.is_sorted_by_key(|language| language.name));
        let mut words: Vec<String> = wordings().map(|(word, _)| fold::key(word)).collect();
        let all = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all);
        assert!(tags().all(|(name, tag)| known(tag) == Some(name)));
    }
}
