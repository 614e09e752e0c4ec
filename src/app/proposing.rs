//! A request becomes a proposal: the form or a pasted text in, resources with reasons out, taken over by a button.
//!
//! A pasted text stays in memory while its dialog is open and goes nowhere else: no file, no log, no history.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::app::AppState;
use crate::app::dialog::{self, Dialog};
use crate::app::edit::Edit;
use crate::app::effect::{Effect, Outcome};
use crate::app::leaving::{self, Leaving};
use crate::app::notice::Notice;
use crate::app::packing;
use crate::app::packs;
use crate::catalogue::{Audience, AudienceId, Catalogue, ResourceId};
use crate::pack::words::{self, sending::Needed};
use crate::suggest::brief::{Brief, Connectivity, Medium, Purpose, Recipient, TimeAvailable, languages};
use crate::suggest::request::{ReadRequest, read_request};
use crate::suggest::rules::Rules;
use crate::suggest::{self, Proposal, Proposed, Tier};

/// The open proposal.
#[derive(Clone, Debug, Default)]
pub struct Proposing {
    /// What is asked, as the form shows it.
    pub brief: Brief,
    /// The pasted text and what was understood of it.
    pub read: Option<Arc<Reading>>,
    /// What the last text that was read put into the form, and the form before it: the next one takes it out again.
    filled: Filled,
    /// What is proposed; `None` while nothing is asked. Until a question is answered, the answer to the one before it.
    pub proposal: Option<Arc<Proposal>>,
    /// What is ticked by itself and what the person does not want.
    refused: BTreeSet<ResourceId>,
    /// What is only offered and what the person takes in: background, and missing companions.
    taken: BTreeSet<ResourceId>,
    /// The question that waits for its answer.
    waiting: Option<QuestionNumber>,
    /// The text that is being read.
    reading: Option<QuestionNumber>,
    last: QuestionNumber,
}

/// Tells questions of this run apart, so that a late answer is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionNumber(pub u64);

/// A pasted text with what was understood of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    pub text: Arc<str>,
    pub read: ReadRequest,
}

impl fmt::Debug for Reading {
    /// Never the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reading")
    }
}

/// What a text put into the form, and what stood there before.
#[derive(Clone, Debug, Default)]
struct Filled {
    with: Brief,
    before: Brief,
}

impl Filled {
    /// Takes out what the text put in; what a person entered since stays, as does what stood there before.
    fn take_out(&self, brief: &mut Brief) {
        let Self { with, before } = self;
        put_back(&mut brief.purpose, with.purpose, before.purpose);
        put_back(&mut brief.time, with.time, before.time);
        put_back(&mut brief.connectivity, with.connectivity, before.connectivity);
        put_back(&mut brief.medium, with.medium, before.medium);
        put_back(&mut brief.recipient, with.recipient, before.recipient);
        brief.audience.retain(|it| !with.audience.contains(it) || before.audience.contains(it));
        brief.languages.retain(|it| !with.languages.contains(it) || before.languages.contains(it));
        self.take_out_words(brief);
    }

    /// The words of the text itself, which stay nowhere.
    fn take_out_words(&self, brief: &mut Brief) {
        brief.not_understood.retain(|it| !self.with.not_understood.contains(it));
    }
}

fn put_back<T: Copy + PartialEq>(value: &mut Option<T>, with: Option<T>, before: Option<T>) {
    if with.is_some() && *value == with {
        *value = before;
    }
}

/// A question as the shell gets it; a large catalogue takes a moment, so that it is answered off the window's thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub number: QuestionNumber,
    pub catalogue: Arc<Catalogue>,
    pub brief: Brief,
    /// Items whose document is in the pack.
    pub enclosed: BTreeSet<ResourceId>,
    /// Where people write to for what is on request.
    pub email: String,
    pub rules: Arc<Rules>,
}

impl Asked {
    /// The answer.
    pub fn answer(&self) -> Outcome {
        let Self { catalogue, brief, enclosed, email, rules, .. } = self;
        let proposal = suggest::propose(&suggest::Request { catalogue, brief, enclosed, email, rules });
        Outcome::Proposed { number: self.number, proposal: Arc::new(proposal) }
    }
}

/// A text to be read, off the window's thread: it may be long.
#[derive(Clone, PartialEq)]
pub struct Pasted {
    pub number: QuestionNumber,
    pub text: Arc<str>,
    pub catalogue: Arc<Catalogue>,
    pub rules: Arc<Rules>,
}

impl fmt::Debug for Pasted {
    /// Never the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pasted").field("number", &self.number).finish_non_exhaustive()
    }
}

impl Pasted {
    /// What is understood of it.
    pub fn answer(&self) -> Outcome {
        let read = read_request(&self.text, &self.catalogue, &self.rules);
        let reading = Arc::new(Reading { text: Arc::clone(&self.text), read });
        Outcome::RequestRead { number: self.number, reading }
    }
}

impl Proposing {
    /// What would be added, in the order of the proposal; nothing while a question waits for its answer.
    pub fn accepted(&self) -> impl Iterator<Item = &ResourceId> {
        let answered = self.proposal.as_ref().filter(|_| !self.is_waiting());
        let proposed = answered.into_iter().flat_map(|proposal| &proposal.proposed);
        let companions = answered.into_iter().flat_map(|proposal| &proposal.missing).map(|missing| &missing.companion);
        let mut seen = BTreeSet::new();
        let wanted = proposed.filter(|item| self.is_ticked(item)).map(|item| &item.id);
        wanted.chain(companions.filter(|id| self.taken.contains(*id))).filter(move |id| seen.insert(*id))
    }

    /// Whether it goes into the pack.
    pub fn is_ticked(&self, item: &Proposed) -> bool {
        let known = self.proposal.as_ref();
        let is_offered = known.is_some_and(|proposal| !proposal.ticked_tiers().contains(&item.tier));
        if is_offered { self.taken.contains(&item.id) } else { !self.refused.contains(&item.id) }
    }

    /// Whether a companion that is not proposed goes into the pack.
    pub fn takes(&self, companion: &ResourceId) -> bool {
        self.taken.contains(companion)
    }

    /// What is proposed in a tier, and how much of it goes into the pack.
    pub fn of_tier(&self, tier: Tier) -> (usize, usize) {
        let proposed = self.proposal.iter().flat_map(|proposal| &proposal.proposed);
        let of_tier = proposed.filter(|item| item.tier == tier);
        of_tier.fold((0, 0), |(all, ticked), item| (all + 1, ticked + usize::from(self.is_ticked(item))))
    }

    /// Ticks everything in these tiers and nothing else of what is proposed.
    pub fn choose_tiers(&mut self, tiers: &[Tier]) {
        for item in self.proposal.clone().iter().flat_map(|proposal| &proposal.proposed) {
            self.tick(&item.id, tiers.contains(&item.tier));
        }
    }

    fn tick(&mut self, id: &ResourceId, wanted: bool) {
        let (into, from) =
            if wanted { (&mut self.taken, &mut self.refused) } else { (&mut self.refused, &mut self.taken) };
        into.insert(id.clone());
        from.remove(id);
    }

    fn toggle_item(&mut self, id: &ResourceId) {
        let proposal = self.proposal.clone();
        let item = proposal.iter().flat_map(|proposal| &proposal.proposed).find(|item| item.id == *id);
        if let Some(item) = item {
            self.tick(id, !self.is_ticked(item));
        }
    }

    /// All of a tier, or where all of it is ticked, nothing of it.
    fn toggle_tier(&mut self, tier: Tier) {
        let (all, ticked) = self.of_tier(tier);
        let proposal = self.proposal.clone();
        let of_tier = proposal.iter().flat_map(|proposal| &proposal.proposed).filter(|item| item.tier == tier);
        for item in of_tier {
            self.tick(&item.id, ticked < all);
        }
    }

    /// A proposal as it stands before anybody has looked at it.
    pub fn answered(brief: Brief, proposal: Proposal) -> Self {
        Self { brief, proposal: Some(Arc::new(proposal)), ..Self::default() }
    }

    /// What "Make the pack" does; `None` where nothing would be added.
    pub fn accepting(&self, catalogue: &Catalogue) -> Option<Edit> {
        let ids: Vec<ResourceId> = self.accepted().cloned().collect();
        let audiences: Vec<&Audience> = self.brief.audience.iter().filter_map(|id| catalogue.audience(id)).collect();
        let time = self.brief.time.filter(|time| *time != TimeAvailable::NotStated);
        (!ids.is_empty()).then(|| Edit::Accept { ids, title: words::title_for_audiences(&audiences), time })
    }

    /// Whether a proposal is being made, or a text is being read.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some() || self.reading.is_some()
    }

    /// The next question has another number than any before.
    pub(crate) fn forget(&mut self) {
        *self = Self { last: self.last, ..Self::default() };
    }

    pub(crate) fn take(&mut self, number: QuestionNumber, proposal: Arc<Proposal>) {
        if self.waiting == Some(number) {
            self.waiting = None;
            let proposed: BTreeSet<&ResourceId> = proposal.proposed.iter().map(|item| &item.id).collect();
            let missing = |id: &ResourceId| proposal.missing.iter().any(|missing| &missing.companion == id);
            self.taken.retain(|id| proposed.contains(id) || missing(id));
            self.proposal = Some(proposal);
        }
    }

    pub(crate) fn give_up(&mut self, number: QuestionNumber) {
        if self.waiting == Some(number) {
            self.waiting = None;
            self.proposal = None;
        }
        if self.reading == Some(number) {
            self.reading = None;
        }
    }

    fn next(&mut self) -> QuestionNumber {
        self.last = QuestionNumber(self.last.0 + 1);
        self.last
    }
}

/// What the proposal dialog asks for.
#[derive(Clone, PartialEq, Eq)]
pub enum ProposingCommand {
    /// Opens the dialog for the audiences that are ticked as filters.
    Ask,
    /// Starts a new pack with an empty form.
    FromRequest,
    /// Reads a pasted text and fills the form from it; an empty one forgets what was read.
    Read(Arc<str>),
    ToggleAudience(AudienceId),
    Purpose(Option<Purpose>),
    Time(Option<TimeAvailable>),
    Connectivity(Option<Connectivity>),
    Medium(Option<Medium>),
    Recipient(Option<Recipient>),
    /// Adds a language by name or tag, or takes it out.
    ToggleLanguage(String),
    /// Takes a proposed resource out of the proposal, or in again.
    ToggleItem(ResourceId),
    /// The same for all that is proposed in a tier.
    ToggleTier(Tier),
    /// Takes a missing companion in, or out again.
    ToggleCompanion(ResourceId),
    /// Adds the proposed resources to the pack.
    Accept,
}

impl fmt::Debug for ProposingCommand {
    /// Never a pasted text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ask => "Ask",
            Self::FromRequest => "FromRequest",
            Self::Read(_) => "Read",
            Self::ToggleItem(_) | Self::ToggleTier(_) | Self::ToggleCompanion(_) => "Choose",
            Self::Accept => "Accept",
            _ => "Form",
        })
    }
}

impl AppState {
    /// What can be used of the chosen ones as they are, as a sentence, and whether that is all of them; `None` where
    /// nothing is chosen, or where there is internet and a screen.
    pub fn usable_of_proposal(&self) -> Option<(String, bool)> {
        let brief = &self.proposing.brief;
        let needed = match (brief.medium, brief.connectivity) {
            (Some(Medium::Paper), _) => Needed::OnPaper,
            (_, Some(Connectivity::None)) => Needed::WithoutInternet,
            _ => return None,
        };
        let all = self.proposing.accepted().count();
        let in_pack = self.proposing.accepted().filter(|id| self.is_enclosed(id)).count();
        (all > 0).then(|| (words::sending::usable(needed, all, in_pack), in_pack == all))
    }
}

pub(crate) fn apply(state: &mut AppState, command: ProposingCommand) -> Vec<Effect> {
    match command {
        ProposingCommand::Ask => open(state, state.browse.filters.audiences.clone()),
        ProposingCommand::FromRequest if leaving::asks(state, || Leaving::FromRequest) => Vec::new(),
        ProposingCommand::FromRequest => begin_from_request(state),
        ProposingCommand::Read(text) => read(state, text),
        ProposingCommand::ToggleItem(id) => {
            state.proposing.toggle_item(&id);
            Vec::new()
        }
        ProposingCommand::ToggleTier(tier) => {
            state.proposing.toggle_tier(tier);
            Vec::new()
        }
        ProposingCommand::ToggleCompanion(id) => {
            let wanted = !state.proposing.takes(&id);
            state.proposing.tick(&id, wanted);
            Vec::new()
        }
        ProposingCommand::Accept => {
            accept(state);
            Vec::new()
        }
        form => {
            fill(&mut state.proposing.brief, form);
            propose(state)
        }
    }
}

fn open(state: &mut AppState, audiences: Vec<AudienceId>) -> Vec<Effect> {
    state.proposing.forget();
    state.proposing.brief.audience = audiences;
    dialog::open(state, Dialog::Propose);
    propose(state)
}

/// A new pack with an empty form.
pub(crate) fn begin_from_request(state: &mut AppState) -> Vec<Effect> {
    let mut effects = if state.work.is_blank() { Vec::new() } else { packs::start_new(state) };
    effects.extend(open(state, Vec::new()));
    effects
}

/// One field of the form.
fn fill(brief: &mut Brief, command: ProposingCommand) {
    match command {
        ProposingCommand::ToggleAudience(audience) => match brief.audience.iter().position(|own| *own == audience) {
            Some(place) => drop(brief.audience.remove(place)),
            None => brief.audience.push(audience),
        },
        ProposingCommand::ToggleLanguage(typed) => {
            let name = languages::name(&typed);
            match brief.languages.iter().position(|own| *own == name) {
                Some(place) => drop(brief.languages.remove(place)),
                None => brief.languages.push(name),
            }
        }
        ProposingCommand::Purpose(value) => brief.purpose = value,
        ProposingCommand::Time(value) => brief.time = value,
        ProposingCommand::Connectivity(value) => brief.connectivity = value,
        ProposingCommand::Medium(value) => brief.medium = value,
        ProposingCommand::Recipient(value) => brief.recipient = value,
        _ => {}
    }
}

fn read(state: &mut AppState, text: Arc<str>) -> Vec<Effect> {
    if text.trim().is_empty() {
        let proposing = &mut state.proposing;
        proposing.read = None;
        proposing.reading = None;
        let before = proposing.brief.clone();
        proposing.filled.take_out_words(&mut proposing.brief);
        proposing.filled.with.not_understood.clear();
        return if proposing.brief == before { Vec::new() } else { propose(state) };
    }
    let number = state.proposing.next();
    state.proposing.reading = Some(number);
    let (catalogue, rules) = (Arc::clone(&state.catalogue), Arc::clone(&state.rules));
    vec![Effect::ReadRequest(Pasted { number, text, catalogue, rules })]
}

/// Fills the form from what was understood. What the text does not state stays as it was, but for what the text before
/// it put in.
pub(crate) fn take_reading(state: &mut AppState, number: QuestionNumber, reading: Arc<Reading>) -> Vec<Effect> {
    let proposing = &mut state.proposing;
    if proposing.reading != Some(number) {
        return Vec::new();
    }
    proposing.reading = None;
    let (brief, found) = (&mut proposing.brief, &reading.read.brief);
    proposing.filled.take_out(brief);
    proposing.filled = Filled { with: found.clone(), before: brief.clone() };
    brief.audience.extend(found.audience.iter().cloned());
    brief.languages.extend(found.languages.iter().cloned());
    brief.not_understood.extend(found.not_understood.iter().cloned());
    brief.purpose = found.purpose.or(brief.purpose);
    brief.time = found.time.or(brief.time);
    brief.connectivity = found.connectivity.or(brief.connectivity);
    brief.medium = found.medium.or(brief.medium);
    brief.recipient = found.recipient.or(brief.recipient);
    proposing.read = Some(reading);
    propose(state)
}

/// The same answer whatever the order of ticking.
fn propose(state: &mut AppState) -> Vec<Effect> {
    let brief = state.proposing.brief.normalised(&state.catalogue);
    state.proposing.brief = brief.clone();
    if brief.is_empty() {
        state.proposing.proposal = None;
        state.proposing.waiting = None;
        return Vec::new();
    }
    let number = state.proposing.next();
    state.proposing.waiting = Some(number);
    let enclosed = state.work.all_items().filter(|item| item.content.file.is_some()).map(|item| item.id().clone());
    vec![Effect::Propose(Asked {
        number,
        catalogue: Arc::clone(&state.catalogue),
        brief,
        enclosed: enclosed.collect(),
        email: state.contact().email.clone(),
        rules: Arc::clone(&state.rules),
    })]
}

fn accept(state: &mut AppState) {
    let Some(edit) = state.proposing.accepting(&state.catalogue) else { return };
    let new = state.proposing.accepted().filter(|id| !state.work.contains(id)).count();
    if let Err(err) = packing::try_edit(state, &edit) {
        packing::refuse(state, err);
        return;
    }
    dialog::close_all(state, &Dialog::Propose);
    state.proposing.forget();
    state.say(Notice::done(match new {
        0 => "All of them were in the pack already".to_owned(),
        1 => "Added 1 resource".to_owned(),
        _ => format!("Added {new} resources"),
    }));
}
