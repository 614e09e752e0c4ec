//! Lists of what may be many.

/// The first ones, each in the words that `say` has for it, and "and 3 more" where there are more than `most`.
pub fn shortened<T>(all: impl IntoIterator<Item = T>, most: usize, say: impl FnMut(T) -> String) -> Vec<String> {
    let mut all = all.into_iter().fuse();
    let mut shown: Vec<String> = all.by_ref().take(most).map(say).collect();
    let more = all.count();
    shown.extend((more > 0).then(|| format!("and {more} more")));
    shown
}
