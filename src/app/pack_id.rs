//! Ids of packs: UUIDs, made from a seed that the shell gives, so that the core needs no random number.

use std::fmt;
use std::sync::Arc;

use crate::pack::contents::Sha256;

/// Tells packs apart, on other computers too. A UUID.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackId(Arc<str>);

impl PackId {
    /// Reads a UUID in small letters, nothing else: the id is the name of a folder.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |(at, sign): (usize, u8)| match at {
            8 | 13 | 18 | 23 => sign == b'-',
            _ => sign.is_ascii_digit() || (b'a'..=b'f').contains(&sign),
        };
        (text.len() == 36 && text.bytes().enumerate().all(fits)).then(|| Self(text.into()))
    }

    /// The id that belongs to these bytes, always the same one.
    pub fn of(bytes: &[u8]) -> Self {
        let sum = Sha256::of(bytes);
        let part = |from: usize, to: usize| sum.as_str().get(from..to).unwrap_or_default();
        // Version 4, variant 8, as of any UUID that says nothing of where it comes from.
        let text = format!("{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32));
        Self(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PackId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Ids that nobody has yet. Two programs with different seeds never make the same one.
#[derive(Clone, Debug, Default)]
pub struct FreshIds {
    seed: [u8; 16],
    made: u64,
}

impl FreshIds {
    /// `seed` has to be random.
    pub fn new(seed: [u8; 16]) -> Self {
        Self { seed, made: 0 }
    }

    /// The next one.
    pub fn next_id(&mut self) -> PackId {
        self.made += 1;
        let bytes: Vec<u8> = self.seed.into_iter().chain(self.made.to_be_bytes()).collect();
        PackId::of(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_uuid_and_nothing_else() {
        let mut ids = FreshIds::new([7; 16]);
        let (one, two) = (ids.next_id(), ids.next_id());
        assert_ne!(one, two);
        assert_eq!(PackId::parse(one.as_str()), Some(one.clone()));
        assert_eq!(one, FreshIds::new([7; 16]).next_id());
        assert_ne!(one, FreshIds::new([8; 16]).next_id());
        for bad in ["", "../../etc", "0B6F3C1E-7A54-4D2F-9C3A-2F8E6D5B4A10", "0b6f3c1e07a54-4d2f-9c3a-2f8e6d5b4a10"] {
            assert_eq!(PackId::parse(bad), None, "{bad}");
        }
    }
}
