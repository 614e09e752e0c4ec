//! A request becomes a proposal with its reasons.
//!
//! Rules over fields and words, never over resource ids; [`rules`] reads them from a table that a person can read and
//! an office can change. Where the text is silent, so is the proposal. The same catalogue, request and rules give the
//! same answer.

pub mod brief;
mod propose;
pub mod request;
pub mod rules;

use std::collections::BTreeSet;

use crate::catalogue::{AudienceId, Basis, Catalogue, RelationKind, ResourceId};

use brief::{Brief, Choice};
pub use propose::{companions_missing, propose};
use rules::{Rules, RulesName};

/// What a proposal is made from.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub catalogue: &'a Catalogue,
    pub brief: &'a Brief,
    /// Resources whose file is in the pack.
    pub enclosed: &'a BTreeSet<ResourceId>,
    /// Where people write to: the office's own address where it has confirmed one.
    pub email: &'a str,
    pub rules: &'a Rules,
}

/// What is proposed for a request, and what is not.
///
/// Every resource of the catalogue stands in exactly one of the two lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// By tier; in it what a rule puts first, then by what they rest on, then in the catalogue's order.
    pub proposed: Vec<Proposed>,
    /// In the catalogue's order.
    pub left_out: Vec<LeftOut>,
    /// What belongs to something proposed and is not proposed itself.
    pub missing: Vec<MissingCompanion>,
    /// Where the asker is no Member State.
    pub asker: Option<AskerNote>,
    /// Where nothing is proposed, or nothing for those who are named: why.
    pub nothing_fits: Option<String>,
    /// All that the person must know before using the proposal, as sentences; what the fields above say is among it.
    pub notes: Vec<String>,
    pub rules: RulesName,
}

impl Proposal {
    /// The tiers that go into a pack where nobody chooses: not background, unless there is nothing else. Where nothing
    /// fits, somebody has to choose.
    pub fn ticked_tiers(&self) -> &'static [Tier] {
        if self.nothing_fits.is_some() {
            return &[];
        }
        let is_background = self.proposed.iter().all(|item| item.tier == Tier::Background);
        if is_background { &[Tier::Background] } else { &[Tier::Essential, Tier::Useful] }
    }
}

/// A resource that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub id: ResourceId,
    pub title: String,
    pub tier: Tier,
    /// At least one; the first is why it is proposed at all, the others are why it stands in this tier.
    pub reasons: Vec<Reason>,
    /// The catalogue's words that the first reason rests on, letter for letter.
    pub quote: String,
    pub basis: Ground,
    /// Why it cannot be sent as things stand; nothing where it can.
    pub cannot_send: Option<CannotSend>,
    /// Languages that are asked for and that nobody knows it in.
    pub languages_unknown: Vec<String>,
}

impl Proposed {
    /// The reasons without the words that they rest on.
    pub fn reason_words(&self) -> Vec<&str> {
        self.reasons.iter().map(|reason| reason.words.as_str()).collect()
    }

    /// Whether it can be used as things stand. Without internet or on paper: only where its file is in the pack.
    pub fn is_usable(&self) -> bool {
        self.cannot_send.is_none()
    }
}

/// Why something is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub words: String,
    /// The catalogue's words behind it, letter for letter; empty where the catalogue has none.
    pub quote: String,
}

/// A resource that is not proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub id: ResourceId,
    pub title: String,
    pub reason: String,
    /// The catalogue's words behind it; empty where it is silent.
    pub quote: String,
}

/// Something that belongs to a proposed resource and is not proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCompanion {
    /// What is proposed.
    pub item: ResourceId,
    pub item_title: String,
    pub companion: ResourceId,
    pub companion_title: String,
    pub relation: RelationKind,
    /// How they belong together, as a sentence with both titles.
    pub words: String,
    /// The catalogue's sentence that says so.
    pub sentence: String,
}

/// What must be said because the asker is no Member State.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskerNote {
    /// To whom the Tool Box is offered, as a sentence.
    pub offer: String,
    /// The background's own sentence in it.
    pub quote: String,
    /// What is proposed and written for law enforcement or border officials: id, title and the words that say so.
    pub officials: Vec<(ResourceId, String, String)>,
    /// The same as a sentence; empty where there is none.
    pub officials_words: String,
}

/// Why a resource cannot be sent as things stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotSend {
    pub what: SendObstacle,
    pub words: String,
}

/// What stands in the way of sending a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter)]
pub enum SendObstacle {
    OnRequest,
    OnlineOnly,
    SecureSystem,
    NotStated,
    NoFileKnown,
    /// A file is known, but there is no internet, or the medium is paper.
    NotEnclosed,
}

impl Choice for SendObstacle {
    const KEY: &'static str = "what";

    fn code(self) -> &'static str {
        match self {
            Self::OnRequest => "on-request",
            Self::OnlineOnly => "online-only",
            Self::SecureSystem => "secure-system",
            Self::NotStated => "not-stated",
            Self::NoFileKnown => "no-file-known",
            Self::NotEnclosed => "not-enclosed",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::OnRequest => "On request",
            Self::OnlineOnly => "Online only",
            Self::SecureSystem => "Secure system, for partners",
            Self::NotStated => "Not stated how to get it",
            Self::NoFileKnown => "No file known",
            Self::NotEnclosed => "Not enclosed",
        }
    }
}

/// How near a resource is to the request; the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Tier {
    Essential,
    Useful,
    Background,
}

impl Choice for Tier {
    const KEY: &'static str = "tier";

    fn code(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Useful => "useful",
            Self::Background => "background",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Essential => "Essential",
            Self::Useful => "Useful",
            Self::Background => "Background",
        }
    }
}

impl Tier {
    /// What the tier means, beside its heading.
    pub fn caption(self) -> &'static str {
        match self {
            Self::Essential => "written for this audience",
            Self::Useful => "needs a step first, or goes with something proposed",
            Self::Background => "for a wider audience, or beside the purpose",
        }
    }
}

/// What a proposal rests on; the firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The resource's own words about its audience.
    Assigned(Basis),
    /// Its text fits the purpose.
    Purpose,
    /// It belongs to something that is proposed.
    Companion,
}

impl Ground {
    /// The word of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Assigned(basis) => basis.code(),
            Self::Purpose => "purpose",
            Self::Companion => "companion",
        }
    }
}

/// Proposes resources for audiences alone, by the program's own rules; several mean either.
///
/// The order and number of times in which they are given do not matter. Notes send people to `email`: the office's
/// own address where it has confirmed one.
pub fn suggest(catalogue: &Catalogue, audiences: &[AudienceId], email: &str) -> Proposal {
    suggest_by(Rules::built_in(), catalogue, audiences, email)
}

/// The same by an office's own rules.
pub fn suggest_by(rules: &Rules, catalogue: &Catalogue, audiences: &[AudienceId], email: &str) -> Proposal {
    let (brief, enclosed) = (Brief::for_audiences(audiences), BTreeSet::new());
    propose(&Request { catalogue, brief: &brief, enclosed: &enclosed, email, rules })
}
