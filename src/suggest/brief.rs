//! What was asked: for whom, for what, how long, with which connection, languages and medium, and by whom.
//!
//! A field that nobody stated is `None`: a proposal draws nothing from it. The words of the file form stand in
//! [`Brief::to_json`] and [`Brief::from_json`].

mod json;
pub mod languages;

use strum::IntoEnumIterator;

use crate::catalogue::search::fold;
use crate::catalogue::{AudienceId, Catalogue};

pub use crate::pack::timetable::TimeAvailable;
pub use json::{BriefProblem, ReadBrief};

/// So many audiences, and so many languages, are kept of a request.
pub const MAX_LISTED: usize = 100;

/// A request in the program's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// Several mean either.
    pub audience: Vec<AudienceId>,
    /// Wordings of audiences that nothing in the catalogue means, as they were typed.
    pub not_understood: Vec<String>,
    pub purpose: Option<Purpose>,
    pub time: Option<TimeAvailable>,
    pub connectivity: Option<Connectivity>,
    /// English names where the language is known ("Thai"), else as they were typed.
    pub languages: Vec<String>,
    pub medium: Option<Medium>,
    /// Who asks.
    pub recipient: Option<Recipient>,
}

impl Brief {
    /// A request that states audiences alone.
    pub fn for_audiences(audience: &[AudienceId]) -> Self {
        Self { audience: audience.to_vec(), ..Self::default() }
    }

    /// Whether nothing at all is stated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same request in one form: each audience once in the catalogue's order, unknown ones and languages once
    /// and in the order of their letters. Two requests that mean the same are equal afterwards.
    #[must_use]
    pub fn normalised(&self, catalogue: &Catalogue) -> Self {
        let mut brief = self.clone();
        let place = |id: &AudienceId| catalogue.audiences.iter().position(|audience| &audience.id == id);
        brief.audience.sort_by_key(|id| (place(id).unwrap_or(usize::MAX), id.clone()));
        brief.audience.dedup();
        brief.not_understood.retain(|wording| !fold::key(wording).is_empty());
        once(&mut brief.not_understood);
        for language in &mut brief.languages {
            *language = languages::name(language);
        }
        brief.languages.retain(|language| !language.is_empty());
        once(&mut brief.languages);
        brief.audience.truncate(MAX_LISTED);
        brief.not_understood.truncate(MAX_LISTED);
        brief.languages.truncate(MAX_LISTED);
        brief
    }

    /// Whether nothing may be called usable unless its file is in the pack: no internet, or on paper.
    pub fn needs_files(&self) -> bool {
        self.connectivity == Some(Connectivity::None) || self.medium == Some(Medium::Paper)
    }
}

/// Each text once, whatever its case and accents, in the order of its letters.
fn once(texts: &mut Vec<String>) {
    texts.sort_by_key(|text| (fold::key(text), text.clone()));
    texts.dedup_by_key(|text| fold::key(text));
}

/// A closed choice of the request, with the word of files and the word of the form.
pub trait Choice: Copy + Eq + IntoEnumIterator {
    /// The key of the file form.
    const KEY: &'static str;

    /// The word of files and of the command line.
    fn code(self) -> &'static str;

    /// The word of the form.
    fn label(self) -> &'static str;

    /// The value of a code, whatever its case.
    fn from_code(typed: &str) -> Option<Self> {
        let typed = fold::key(typed);
        Self::iter().find(|value| fold::key(value.code()) == typed)
    }

    /// All codes, in the order of the form.
    fn codes() -> Vec<&'static str> {
        Self::iter().map(Self::code).collect()
    }
}

/// What the pack is to be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Purpose {
    BriefPolicyMakers,
    Train,
    SupportOperations,
    Campaign,
}

impl Choice for Purpose {
    const KEY: &'static str = "purpose";

    fn code(self) -> &'static str {
        match self {
            Self::BriefPolicyMakers => "brief policy makers",
            Self::Train => "train",
            Self::SupportOperations => "support operations",
            Self::Campaign => "campaign",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::BriefPolicyMakers => "Brief policy makers",
            Self::Train => "Train",
            Self::SupportOperations => "Support operations",
            Self::Campaign => "Campaign",
        }
    }
}

impl Choice for TimeAvailable {
    const KEY: &'static str = "time";

    fn code(self) -> &'static str {
        self.words()
    }

    fn label(self) -> &'static str {
        match self {
            Self::TwoHours => "2 hours",
            Self::HalfADay => "Half a day",
            Self::OneDay => "1 day",
            Self::TwoToThreeDays => "2 to 3 days",
            Self::FiveDaysOrMore => "5 days or more",
            Self::NotStated => "Not stated",
        }
    }
}

/// The internet where the pack goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Connectivity {
    None,
    Limited,
    Good,
}

impl Choice for Connectivity {
    const KEY: &'static str = "connectivity";

    fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Limited => "limited",
            Self::Good => "good",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Limited => "Limited",
            Self::Good => "Good",
        }
    }
}

/// How the pack is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Medium {
    Paper,
    Screen,
}

impl Choice for Medium {
    const KEY: &'static str = "medium";

    fn code(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Screen => "screen",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Paper => "Paper",
            Self::Screen => "Screen",
        }
    }
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Recipient {
    MemberState,
    Organisation,
    Ngo,
    Public,
}

impl Choice for Recipient {
    const KEY: &'static str = "recipient";

    fn code(self) -> &'static str {
        match self {
            Self::MemberState => "member-state",
            Self::Organisation => "organisation",
            Self::Ngo => "ngo",
            Self::Public => "public",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::MemberState => "Member State",
            Self::Organisation => "Organisation",
            Self::Ngo => "NGO",
            Self::Public => "Public",
        }
    }
}

impl Recipient {
    /// Inside a sentence: "an NGO".
    pub fn in_sentence(self) -> &'static str {
        match self {
            Self::MemberState => "a Member State",
            Self::Organisation => "an organisation",
            Self::Ngo => "an NGO",
            Self::Public => "a member of the public",
        }
    }
}
