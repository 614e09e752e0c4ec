//! The lines of the rule table, as they are read.

use serde::Deserialize;

use super::code::Word;
use crate::catalogue::{AddressState, Availability, Basis, RelationKind};
use crate::suggest::brief::{Choice, Connectivity, Medium, Purpose, Recipient, TimeAvailable};
use crate::suggest::{SendObstacle, Tier};

/// The whole table.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    #[serde(rename = "$schema", default)]
    pub schema: String,
    pub version: u64,
    pub name: String,
    pub assigned: Vec<AssignedRule>,
    pub topics: Vec<TopicRule>,
    pub companions: Vec<CompanionRule>,
    pub limits: Vec<LimitRule>,
    pub times: Vec<TimeRule>,
    pub purposes: Vec<PurposeRule>,
    pub sending: Vec<SendingRule>,
    pub notes: Vec<NoteRule>,
    pub asker: Vec<AskerRule>,
    pub readings: Vec<ReadingRule>,
    pub lengths: Vec<LengthRule>,
    pub contexts: Vec<ContextRule>,
}

/// How an assignment proposes its resource. `{audience}` in the reason stands for the audience's name.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignedRule {
    pub id: String,
    pub basis: Word<Basis>,
    pub tier: Word<Tier>,
    pub reason: String,
}

/// What a purpose proposes whatever the audience: resources of a kind, or whose text holds words.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicRule {
    pub id: String,
    pub purpose: Word<Purpose>,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub kinds: Vec<String>,
    pub tier: Word<Tier>,
    pub reason: String,
}

/// How a relation of a proposed resource proposes what it points at.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanionRule {
    pub id: String,
    pub relation: Word<RelationKind>,
    pub tier: Word<Tier>,
    /// Why the companion is proposed; `{item}` stands for the title of what carries the relation.
    pub reason: String,
    /// The same where the companion is not proposed; `{companion}` stands for its title.
    pub missing: String,
}

/// What lowers a resource, leaves it out, puts it first in its tier, or adds a reason.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRule {
    pub id: String,
    pub when: When,
    /// Where all of this holds, the rule does not.
    #[serde(default)]
    pub unless: Option<When>,
    /// Without it the rule only adds its reason.
    #[serde(default)]
    pub at_most: Option<Word<AtMost>>,
    /// Within its tier, what this holds for stands before the rest.
    #[serde(default)]
    pub first: bool,
    pub reason: String,
    pub quote: Word<QuoteOf>,
}

/// All that is given must hold; of a list, one.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    pub purpose: Vec<Word<Purpose>>,
    pub connectivity: Vec<Word<Connectivity>>,
    pub medium: Vec<Word<Medium>>,
    pub recipient: Vec<Word<Recipient>>,
    pub category: Vec<String>,
    pub kind: Vec<String>,
    /// Ids of audiences that its text names as its readers.
    pub reader: Vec<String>,
    pub availability: Vec<Word<Availability>>,
    pub basis: Vec<Word<Basis>>,
    /// All of these must hold.
    pub is: Vec<Word<State>>,
}

/// How long a training may be for a time that there is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeRule {
    pub id: String,
    pub time: Word<TimeAvailable>,
    /// A length of so many hours fits.
    pub holds_hours: f64,
    /// A length of so many days fits; a longer one is too long.
    pub holds_days: f64,
    /// Whether there may be more time than `holds_days`.
    #[serde(default)]
    pub or_more: bool,
    /// Where the time is exact: longer in hours is too long as well.
    #[serde(default)]
    pub minutes: Option<u32>,
}

/// Which audience a purpose names, where no audience is stated.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PurposeRule {
    pub id: String,
    pub purpose: Word<Purpose>,
    /// An audience's id; a catalogue without it has nothing to propose by this rule.
    pub audience: String,
    pub note: String,
}

/// Why a resource cannot be sent as things stand; the first line that fits counts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendingRule {
    pub id: String,
    pub availability: Word<Availability>,
    /// Empty: whatever is known of an address.
    #[serde(default)]
    pub address: Vec<Word<AddressState>>,
    /// Holds only where there is no internet or the medium is paper.
    #[serde(default)]
    pub needs_file: bool,
    pub what: Word<SendObstacle>,
    pub words: String,
}

/// What the person must know. Notes stand in the order of the table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteRule {
    pub id: String,
    pub about: Word<NoteAbout>,
    /// Of one resource.
    pub one: String,
    /// Of several; without it each is told by itself.
    #[serde(default)]
    pub several: String,
}

/// What is said where the asker is not one that the Tool Box is offered to.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskerRule {
    pub id: String,
    pub about: Word<AskerAbout>,
    pub recipients: Vec<Word<Recipient>>,
    /// Looked for in the background, or in whom a resource is for.
    pub words: Vec<String>,
    pub note: String,
}

/// Words of a text that state a field of the request.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingRule {
    pub id: String,
    pub field: Word<BriefField>,
    /// A code of the field, or an audience's id.
    pub value: String,
    pub words: Vec<String>,
}

/// Which time a length in numbers states: so many of a unit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthRule {
    pub id: String,
    pub time: Word<TimeAvailable>,
    pub unit: Word<LengthUnit>,
    pub from: f64,
    pub to: f64,
}

/// Words that say how the words beside them are to be read.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextRule {
    pub id: String,
    pub role: Word<Role>,
    pub words: Vec<String>,
}

/// Makes a closed choice of the table: the name of the set, and a word for each value.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident, $key:literal, { $($value:ident => $code:literal, $says:literal;)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter)]
        pub enum $name { $($value),+ }

        impl Choice for $name {
            const KEY: &'static str = $key;

            fn code(self) -> &'static str {
                match self { $(Self::$value => $code),+ }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$value => $says),+ }
            }
        }
    };
}

choice! {
    /// The highest tier that a limit allows.
    AtMost, "at_most", {
        Useful => "useful", "no higher than useful";
        Background => "background", "no higher than background";
        LeftOut => "left out", "left out";
    }
}

choice! {
    /// What holds of a resource for this request. The labels go on after "the resource".
    State, "is", {
        NotEnclosed => "not-enclosed", "has no file in the pack";
        Superseded => "superseded", "has a newer edition";
        WrittenForOthers => "written-for-others", "names other audiences as its readers";
        OffTopic => "off-topic", "fits no topic of the purpose";
        TrainingAsked => "training-asked", "is proposed for a training: the purpose is train, or a time is stated and no purpose";
        TooLong => "too-long", "gives only lengths that the time does not hold";
        LengthFits => "length-fits", "gives a length that the time holds";
        LengthUnclear => "length-unclear", "gives a length that cannot be compared with the time";
        NoLength => "no-length", "gives no length, where a time is stated";
        LanguageKnown => "language-known", "is known in a language that is asked for";
        AudienceUnknown => "audience-unknown", "fits the purpose alone, since the catalogue has no audience that is named";
    }
}

choice! {
    /// Whose words stand behind a limit.
    QuoteOf, "quote", {
        Available => "available", "how it is to be had";
        Delivery => "delivery", "how long it takes";
        Successor => "successor", "what takes its place";
        Readers => "readers", "whom it is for";
        Kind => "kind", "what kind of thing it is";
        Language => "language", "where its language was found";
        Nothing => "none", "what its text does not say";
    }
}

choice! {
    /// What a note is about.
    NoteAbout, "about", {
        Superseded => "superseded", "has a newer edition";
        CompanionMissing => "companion-missing", "belongs to something that is not proposed";
        OnRequest => "on-request", "is on request";
        Online => "online", "is online only";
        LiveSystem => "live-system", "is a secure system";
        NotStated => "not-stated", "has no stated way to get it";
        NotEnclosedNoInternet => "not-enclosed-no-internet", "has no file in the pack, and there is no internet";
        NotEnclosedPaper => "not-enclosed-paper", "has no file in the pack, and the medium is paper";
        NoLength => "no-length", "is a training without a length, and a time is stated";
        LanguageUnknown => "language-unknown", "is not known in a language that is asked for";
    }
}

choice! {
    /// What is said to somebody who is no Member State.
    AskerAbout, "about", {
        Offer => "offer", "to whom the Tool Box is offered";
        Officials => "officials", "what is written for officials";
    }
}

choice! {
    /// The fields of a request that words of a text state.
    BriefField, "field", {
        Audience => "audience", "audience";
        Purpose => "purpose", "purpose";
        Time => "time", "time";
        Connectivity => "connectivity", "connectivity";
        Language => "languages", "language";
        Medium => "medium", "medium";
        Recipient => "recipient", "asker";
    }
}

choice! {
    /// What lengths are counted in.
    LengthUnit, "unit", {
        Hours => "hours", "hours";
        Days => "days", "days";
        Longer => "longer", "weeks or months";
    }
}

choice! {
    /// What words do to the words beside them.
    Role, "role", {
        CatalogueWordings => "catalogue-wordings", "The names and other wordings of the catalogue’s audiences state an audience";
        LanguageNames => "language-names", "The names of languages state a language";
        Negation => "negation", "What follows these words closely is not asked for";
        NegationAfter => "negation-after", "What stands closely before these words is not asked for";
        NegationGoesOn => "negation-goes-on", "A negation reaches over these words";
        NoNegation => "no-negation", "These words deny nothing";
        NoLengthBefore => "no-length-before", "A length after these words is no time that there is";
        NoLengthAfter => "no-length-after", "A length before these words is no time that there is";
        LanguageBefore => "language-before", "A language is asked for after these words";
        LanguageAfter => "language-after", "A language is asked for before these words";
        LanguageGoesOn => "language-goes-on", "After “in” and a language, these words go on with the sentence";
        AskerBefore => "asker-before", "Who asks is stated after these words";
        AskerBetween => "asker-between", "Between “we are” or the like and who asks, only names and these words stand";
        SenderBefore => "sender-before", "An audience after these words writes; it is not for them";
        GroupBefore => "group-before", "An audience after these words writes; where another is named, it is not for them";
        People => "people", "With an abbreviation or a kind of people before them, these words name an audience, known or not";
        PeopleAlone => "people-alone", "These words name an audience, known or not";
        PeopleKind => "people-kind", "Before people, these words say what kind they are";
        PeoplePlain => "people-plain", "Before people, these words are no abbreviation, even in capitals";
        Plain => "plain", "What was not understood is told without these words at its ends, and not at all where it is these words alone";
        Greeting => "greeting", "A line that begins with these words holds a name";
        SignOff => "sign-off", "After a line of these words the text is signed, and no longer read";
        Thanks => "thanks", "A line of these words signs the text as well, unless a sentence follows that states something";
        NameBefore => "name-before", "A name follows these words";
        NameStated => "name-stated", "A name follows these words, in small letters too";
        NameMayFollow => "name-may-follow", "A name follows these words where it has capitals, or “from” comes after it";
        OtherSense => "other-sense", "These words mean something else, and are told as not understood";
        Nothing => "nothing", "These words state nothing";
    }
}
