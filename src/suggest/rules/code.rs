//! The words of the rule table that stand for values of a closed set.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};

use crate::catalogue::{AddressState, Availability, Basis, RelationKind};
use crate::suggest::brief::Choice;

/// A value with a word in files.
pub trait Coded: Copy + 'static {
    /// All values.
    fn all() -> Vec<Self>;

    /// The word.
    fn word(self) -> &'static str;
}

impl<C: Choice + 'static> Coded for C {
    fn all() -> Vec<Self> {
        C::iter().collect()
    }

    fn word(self) -> &'static str {
        self.code()
    }
}

impl Coded for Basis {
    fn all() -> Vec<Self> {
        vec![Self::Stated, Self::StatedSecondary, Self::StatedPurpose, Self::Wider]
    }

    fn word(self) -> &'static str {
        self.code()
    }
}

impl Coded for RelationKind {
    fn all() -> Vec<Self> {
        vec![Self::GoesWith, Self::DrawsOn, Self::IsTrainedBy, Self::SupersededBy]
    }

    fn word(self) -> &'static str {
        self.code()
    }
}

impl Coded for Availability {
    fn all() -> Vec<Self> {
        vec![Self::Download, Self::Online, Self::LiveSystem, Self::OnRequest, Self::NotStated]
    }

    fn word(self) -> &'static str {
        self.code()
    }
}

impl Coded for AddressState {
    fn all() -> Vec<Self> {
        vec![Self::None, Self::Page, Self::File]
    }

    fn word(self) -> &'static str {
        self.code()
    }
}

/// A value as the table writes it: by its word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<T: Coded> fmt::Debug for Word<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.word())
    }
}

impl<'de, T: Coded> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = String::deserialize(deserializer)?;
        T::all().into_iter().find(|value| value.word() == typed).map(Self).ok_or_else(|| {
            let words: Vec<String> = T::all().into_iter().map(|value| format!("“{}”", value.word())).collect();
            D::Error::custom(format!("“{typed}” stands where only {} can stand", words.join(", ")))
        })
    }
}
