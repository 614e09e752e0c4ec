//! What somebody may have meant.

/// The known word that is nearest to a typed one, where one is near.
pub(super) fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let limit = (typed.chars().count() / 3).clamp(1, 6);
    let near = known.filter_map(|word| {
        let lower = word.to_lowercase();
        let part = typed.chars().count() >= 4 && lower.contains(&typed);
        let far = if part { 1 } else { distance(&typed, &lower) };
        (far <= limit).then_some((far, word))
    });
    near.min_by_key(|(far, _)| *far).map(|(_, word)| word)
}

/// How many letters must be changed, added or taken away (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (above, left) in a.chars().enumerate() {
        let mut corner = above;
        let mut before = above + 1;
        let mut next = vec![before];
        for (up, right) in row.iter().skip(1).zip(&b) {
            let here = (corner + usize::from(left != *right)).min(before + 1).min(up + 1);
            corner = *up;
            before = here;
            next.push(here);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found() {
        assert_eq!((distance("kitten", "sitting"), distance("", "abc"), distance("a", "a")), (3, 3, 0));
        let known = || ["policy-makers", "trainers", "law-enforcement"].into_iter();
        assert_eq!(nearest("trainer", known()), Some("trainers"));
        assert_eq!(nearest("enforcement", known()), Some("law-enforcement"));
        assert_eq!(nearest("zzz", known()), None);
    }
}
