//! From what was found to the form, the marks and what must be said.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::catalogue::{AudienceId, Catalogue};
use crate::suggest::brief::{Brief, Choice};
use crate::suggest::propose::text::listed;
use crate::suggest::rules::table::{BriefField, Role};

use super::phrases::Phrases;
use super::tokens::Token;
use super::{MAX_MARKS, Mark, Private, PrivateKind, ReadRequest, Standing, private};

/// Words that state something.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Places in the list of words.
    pub(super) tokens: Range<usize>,
    pub(super) field: BriefField,
    /// A code of the field, an audience's id, a language's name.
    code: String,
    label: String,
    rule: String,
    pub(super) is_denied: bool,
    /// Whether it is an audience that writes rather than one that it is for.
    pub(super) is_sender: bool,
    /// Whether the form has such a value.
    pub(super) is_known: bool,
}

impl Found {
    pub(super) fn new(
        tokens: &[Token],
        at: Range<usize>,
        field: BriefField,
        code: &str,
        label: &str,
        rule: &str,
    ) -> Option<Self> {
        let words = tokens.get(at.clone())?;
        let (code, label, rule) = (code.to_owned(), label.to_owned(), rule.to_owned());
        let range = words.first()?.range.start..words.last()?.range.end;
        Some(Self { range, tokens: at, field, code, label, rule, is_denied: false, is_sender: false, is_known: true })
    }
}

/// Of two that overlap the one that begins first stays, or the longer one.
pub(super) fn drop_overlaps(found: &mut Vec<Found>) {
    let mut end = 0;
    found.retain(|it| {
        let is_free = it.range.start >= end;
        if is_free {
            end = it.range.end;
        }
        is_free
    });
}

/// Puts the answer together. Of `unread` words it is told that nobody read them.
pub(super) fn of(
    text: &str,
    (tokens, unread): (&[Token], &[Token]),
    found: Vec<Found>,
    private: Vec<Private>,
    (catalogue, phrases): (&Catalogue, &Phrases),
) -> ReadRequest {
    let mut left = left(text, tokens, &found, phrases);
    left.extend(self::left(text, unread, &[], phrases));
    left.sort_by_key(|range| range.start);
    let decided = Decided::of(&found);
    let mut notes = decided.notes(text, &found);
    let brief = decided.brief(&found, catalogue);
    if found.is_empty() {
        notes.insert(0, "Nothing in the text was understood. Fill in the form.".to_owned());
    }
    notes.extend(private_note(&private));
    let marks = found.into_iter().take(MAX_MARKS).map(|it| {
        let standing = decided.standing(&it);
        Mark { range: it.range, field: it.field, value: it.label, rule: it.rule, standing }
    });
    ReadRequest { brief, marks: marks.collect(), left, private, notes }
}

/// So many words name whom a greeting is for; longer ones say more than that.
const GREETED_MAX: usize = 3;
/// Words that say nothing of a request.
const PLAIN: [Role; 2] = [Role::Plain, Role::Nothing];
/// The same beside something that is denied.
const OF_DENIALS: [Role; 5] = [Role::Plain, Role::Nothing, Role::Negation, Role::NegationAfter, Role::NegationGoesOn];

/// What nothing was found in: whole sentences, and of the others the parts between what was found.
fn left(text: &str, tokens: &[Token], found: &[Found], phrases: &Phrases) -> Vec<Range<usize>> {
    let understood: BTreeSet<usize> =
        found.iter().filter_map(|it| tokens.get(it.tokens.start)).map(|token| token.sentence).collect();
    let denied = || found.iter().filter(|it| it.is_denied);
    let (starts, ends): (BTreeSet<usize>, BTreeSet<usize>) =
        denied().map(|it| (it.tokens.start, it.tokens.end)).unzip();
    let inside: BTreeSet<usize> = found.iter().flat_map(|it| it.tokens.clone()).collect();
    let mut left = Vec::new();
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        if let Some(end) = greeting(text, tokens, at, phrases).filter(|end| !(at..*end).any(|it| inside.contains(&it)))
        {
            at = end;
            continue;
        }
        let is_part = understood.contains(&first.sentence);
        let goes_on = |place: usize| {
            let token = tokens.get(place).filter(|token| token.sentence == first.sentence);
            token.is_some_and(|token| !is_part || (token.clause == first.clause && !inside.contains(&place)))
        };
        let end = (at..tokens.len()).find(|place| !goes_on(*place)).unwrap_or(tokens.len());
        // "not for police": the denial is told with what it denies.
        let plain: &[Role] = if starts.contains(&end) || ends.contains(&at) { &OF_DENIALS } else { &PLAIN };
        let words = if is_part { phrases.without_ends(plain, tokens, at..end) } else { at..end };
        left.extend(tokens.get(words).and_then(|words| Some(words.first()?.range.start..words.last()?.range.end)));
        at = end.max(at + 1);
    }
    left
}

/// Where a greeting ends that begins here: "Dear colleagues," and no more than it.
fn greeting(text: &str, tokens: &[Token], at: usize, phrases: &Phrases) -> Option<usize> {
    let length = phrases.role_at(Role::Greeting, tokens, at).filter(|_| private::begins_line(text, tokens, at))?;
    let clause = tokens.get(at)?.clause;
    let goes_on = |place: usize| {
        tokens.get(place).is_some_and(|it| it.clause == clause) && !private::begins_line(text, tokens, place)
    };
    let end = (at + length..tokens.len()).find(|place| !goes_on(*place)).unwrap_or(tokens.len());
    (end <= at + length + GREETED_MAX).then_some(end)
}

/// What the text says of each field, all readings together.
#[derive(Default)]
struct Decided {
    /// Per field, each value that is asked for: (field, code).
    asked: BTreeMap<BriefField, BTreeSet<String>>,
    denied: BTreeSet<(BriefField, String)>,
    /// Fields in which a value stands that the form does not have.
    beyond: BTreeSet<BriefField>,
}

/// Fields that can have several values.
fn is_list(field: BriefField) -> bool {
    matches!(field, BriefField::Audience | BriefField::Language)
}

impl Decided {
    fn of(found: &[Found]) -> Self {
        let mut decided = Self::default();
        for it in found.iter().filter(|it| !it.is_sender) {
            if it.is_denied {
                decided.denied.insert((it.field, it.code.clone()));
            } else if it.is_known {
                decided.asked.entry(it.field).or_default().insert(it.code.clone());
            } else {
                decided.beyond.insert(it.field);
            }
        }
        decided
    }

    /// Whether it is asked for in one place and denied in another.
    fn is_both(&self, found: &Found) -> bool {
        let is_asked = self.asked.get(&found.field).is_some_and(|codes| codes.contains(&found.code));
        is_asked && self.denied.contains(&(found.field, found.code.clone()))
    }

    fn standing(&self, found: &Found) -> Standing {
        if found.is_sender {
            return Standing::Sender;
        }
        if self.is_both(found) {
            return Standing::Contradicted;
        }
        if found.is_denied {
            return Standing::Denied;
        }
        let values = self.asked.get(&found.field).map_or(0, BTreeSet::len);
        let beyond = usize::from(self.beyond.contains(&found.field));
        if !is_list(found.field) && values + beyond > 1 {
            return Standing::Contradicted;
        }
        if found.is_known { Standing::Taken } else { Standing::NotInForm }
    }

    fn brief(&self, found: &[Found], catalogue: &Catalogue) -> Brief {
        let mut brief = Brief::default();
        for it in found {
            match (it.field, self.standing(it)) {
                (BriefField::Audience, Standing::NotInForm) => brief.not_understood.push(it.label.clone()),
                (_, Standing::Contradicted | Standing::Denied | Standing::NotInForm | Standing::Sender) => {}
                (BriefField::Audience, Standing::Taken) => brief.audience.extend(AudienceId::new(&it.code)),
                (BriefField::Purpose, Standing::Taken) => brief.purpose = choice(&it.code),
                (BriefField::Time, Standing::Taken) => brief.time = choice(&it.code),
                (BriefField::Connectivity, Standing::Taken) => brief.connectivity = choice(&it.code),
                (BriefField::Language, Standing::Taken) => brief.languages.push(it.code.clone()),
                (BriefField::Medium, Standing::Taken) => brief.medium = choice(&it.code),
                (BriefField::Recipient, Standing::Taken) => brief.recipient = choice(&it.code),
            }
        }
        brief.normalised(catalogue)
    }

    fn notes(&self, text: &str, found: &[Found]) -> Vec<String> {
        let mut words: BTreeMap<(Told, BriefField), Vec<String>> = BTreeMap::new();
        for it in found {
            let Some(kind) = Told::of(self.standing(it), it.field, self.is_both(it)) else { continue };
            let said = text.get(it.range.clone()).unwrap_or_default();
            let said: Vec<&str> = said.split_whitespace().collect();
            let said = format!("“{}”", said.join(" "));
            let all = words.entry((kind, it.field)).or_default();
            if !all.contains(&said) && all.len() < LISTED_MAX {
                all.push(said);
            }
        }
        let note = |((kind, field), said): ((Told, BriefField), Vec<String>)| {
            let field = field.label();
            match kind {
                Told::Contradicted => {
                    format!("The text says {}, which cannot all be. Choose the {field}.", listed(&said, "and"))
                }
                Told::Both => {
                    format!("The text asks for {} and says no to it as well. Choose the {field}.", listed(&said, "and"))
                }
                Told::Sender => format!("Not taken, since it says who writes: {}.", said.join(", ")),
                Told::Denied => format!("Not taken, since the text says no to it: {}.", said.join(", ")),
                Told::NotInForm => {
                    format!("The form has no {field} for {}. Choose the nearest, or none.", listed(&said, "and"))
                }
            }
        };
        words.into_iter().map(note).collect()
    }
}

/// So many words of the text stand in a note.
const LISTED_MAX: usize = 8;

/// What has to be said of a mark, in the order of the notes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Contradicted,
    /// Asked for in one place, denied in another.
    Both,
    Denied,
    Sender,
    NotInForm,
}

impl Told {
    fn of(standing: Standing, field: BriefField, is_both: bool) -> Option<Self> {
        match standing {
            Standing::Taken => None,
            Standing::Contradicted if is_both => Some(Self::Both),
            Standing::Sender => Some(Self::Sender),
            Standing::Contradicted => Some(Self::Contradicted),
            Standing::Denied => Some(Self::Denied),
            // The proposal itself says it of audiences.
            Standing::NotInForm => (field != BriefField::Audience).then_some(Self::NotInForm),
        }
    }
}

fn choice<C: Choice>(code: &str) -> Option<C> {
    C::from_code(code)
}

/// How much is not taken over, in numbers alone.
fn private_note(private: &[Private]) -> Option<String> {
    use strum::IntoEnumIterator as _;
    let counted = |kind: PrivateKind| {
        let count = private.iter().filter(|it| it.kind == kind).count();
        let (one, many) = match kind {
            PrivateKind::Name => ("name", "names"),
            PrivateKind::Email => ("e-mail address", "e-mail addresses"),
            PrivateKind::Number => ("long number", "long numbers"),
            PrivateKind::Document => ("number of a document", "numbers of documents"),
            PrivateKind::Signature => ("part that says who wrote it", "parts that say who wrote it"),
        };
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
    };
    let all: Vec<String> = PrivateKind::iter().filter_map(counted).collect();
    (!all.is_empty()).then(|| format!("Not taken over: {}.", listed(&all, "and")))
}
