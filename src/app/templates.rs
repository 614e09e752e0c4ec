//! Templates: packs without what belongs to one occasion, and starters made from the Tool Box's own audiences.

use std::sync::Arc;

use crate::app::details::{MAX_LINE, shortened};
use crate::app::dialog::{self, Dialog};
use crate::app::edit::Edit;
use crate::app::effect::Effect;
use crate::app::leaving::{self, Leaving};
use crate::app::notice::Notice;
use crate::app::pack_file::{PackFile, VERSION};
use crate::app::pack_id::PackId;
use crate::app::packs::{self, PackEntry, Shelf, StoreTask};
use crate::app::{AppState, packing};
use crate::catalogue::{Audience, AudienceId, Catalogue, CivilDate, ResourceId};
use crate::pack::timetable::Available;
use crate::pack::words;
use crate::suggest::rules::Rules;
use crate::suggest::suggest_by;

/// So many starters are offered.
const STARTERS: usize = 6;

/// What belongs to one occasion, and is in no template.
pub const LEFT_OUT: &str = "Left out: whom it is prepared for, the event, the recipients, the date, the time \
    available, private notes, clearances, what was answered before it left, and what was taken out.";
/// What a template keeps.
pub const KEPT: &str = "Kept: the sections and their order, introductions, foreword and closing text, the message, \
    notes to the reader, chosen modules, enclosed documents, and how it is printed.";

/// A beginning made from an audience of the catalogue: what is proposed for it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    pub audience: AudienceId,
    pub title: String,
    pub items: Vec<ResourceId>,
}

/// What the window knows of templates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Templates {
    /// `None` while they are being made.
    pub starters: Option<Arc<[Starter]>>,
    /// The office's own, by title.
    pub own: Vec<PackEntry>,
}

/// What is asked of templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateCommand {
    /// Opens the list.
    Ask,
    /// A new pack from a starter.
    Begin(AudienceId),
    /// A new pack from a template of the office's own.
    Use(PackId),
    /// Asks under which name the open pack becomes a template.
    AskName,
    /// Makes a template of the open pack.
    Save(String),
    /// Puts a template into the trash, from which it comes back as a pack.
    MoveToTrash(PackId),
}

/// The audiences that most resources name, each with what is proposed for it; in the catalogue's order.
pub fn starters(catalogue: &Catalogue, rules: &Rules, email: &str) -> Vec<Starter> {
    let named = |audience: &Audience| {
        let names = |id: &&Arc<crate::catalogue::Resource>| id.audiences.iter().any(|it| it.audience == audience.id);
        catalogue.resources.iter().filter(names).count()
    };
    let mut most: Vec<(usize, usize, &Audience)> =
        catalogue.audiences.iter().enumerate().map(|(place, audience)| (named(audience), place, audience)).collect();
    most.sort_by_key(|(count, place, _)| (std::cmp::Reverse(*count), *place));
    let mut starters: Vec<(usize, Starter)> = most
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(_, place, audience)| {
            let proposal = suggest_by(rules, catalogue, std::slice::from_ref(&audience.id), email);
            let items = proposal.proposed.into_iter().map(|it| it.id).collect();
            (place, Starter { audience: audience.id.clone(), title: words::title_for_audiences(&[audience]), items })
        })
        .filter(|(_, starter)| !starter.items.is_empty())
        .take(STARTERS)
        .collect();
    starters.sort_by_key(|(place, _)| *place);
    starters.into_iter().map(|(_, starter)| starter).collect()
}

/// A pack without what belongs to one occasion, under another id.
pub fn template_of(file: &PackFile, id: PackId, title: &str, today: CivilDate) -> PackFile {
    let mut template = PackFile { version: VERSION, id, created: Some(today), changed: None, ..file.clone() };
    let details = &mut template.draft.details;
    title.clone_into(&mut details.title);
    for text in [&mut details.prepared_for, &mut details.event, &mut details.recipients] {
        text.clear();
    }
    details.time = Available::default();
    details.copies = 1;
    template.draft.removed.clear();
    template.draft.forget_occasion();
    let sections = template.draft.sections.iter_mut().flat_map(|section| &mut section.items);
    for item in sections.chain(&mut template.draft.loose) {
        if !item.private.is_empty() {
            Arc::make_mut(item).private.clear();
        }
    }
    template
}

/// A pack made of a template. Earlier versions of the program left answers in templates.
pub fn pack_of(template: &PackFile, id: PackId, today: CivilDate) -> PackFile {
    let mut pack = PackFile { id, created: Some(today), changed: None, ..template.clone() };
    pack.draft.forget_occasion();
    pack
}

pub(crate) fn apply(state: &mut AppState, command: TemplateCommand) -> Vec<Effect> {
    let writes = !matches!(command, TemplateCommand::Ask);
    if writes && state.mode.is_read_only() {
        state.say(Notice::information(state.mode.words()));
        return Vec::new();
    }
    match command {
        TemplateCommand::Ask => return ask(state),
        TemplateCommand::Begin(audience) => return begin(state, &audience),
        TemplateCommand::Use(id) => return use_own(state, id),
        TemplateCommand::AskName => dialog::open(state, Dialog::SaveTemplate),
        TemplateCommand::Save(title) => return save(state, &title),
        TemplateCommand::MoveToTrash(id) => return vec![Effect::Store(StoreTask::TrashTemplate(id))],
    }
    Vec::new()
}

fn ask(state: &mut AppState) -> Vec<Effect> {
    dialog::open(state, Dialog::Templates);
    let mut effects = vec![Effect::ListPacks];
    if state.templates.starters.is_none() {
        effects.push(Effect::MakeStarters {
            catalogue: Arc::clone(&state.catalogue),
            rules: Arc::clone(&state.rules),
            email: state.contact().email.clone(),
        });
    }
    effects
}

fn begin(state: &mut AppState, audience: &AudienceId) -> Vec<Effect> {
    if !leaving::gives_way(state, || Leaving::Begin(audience.clone())) {
        return Vec::new();
    }
    begin_from(state, audience)
}

/// A new pack from a starter, whatever is lost with the open one.
pub(crate) fn begin_from(state: &mut AppState, audience: &AudienceId) -> Vec<Effect> {
    let starters = state.templates.starters.clone().unwrap_or_default();
    let Some(starter) = starters.iter().find(|starter| starter.audience == *audience) else { return Vec::new() };
    let effects = if state.work.is_blank() { Vec::new() } else { packs::start_new(state) };
    packing::edit(state, &Edit::Accept { ids: starter.items.clone(), title: starter.title.clone(), time: None });
    dialog::close_all(state, &Dialog::Templates);
    packs::leave_list(state);
    effects
}

fn use_own(state: &mut AppState, from: PackId) -> Vec<Effect> {
    if let Err(why) = state.may_switch() {
        state.say(Notice::information(why));
        return Vec::new();
    }
    dialog::close_all(state, &Dialog::Templates);
    let to = state.packs.fresh_id();
    vec![Effect::Store(StoreTask::FromTemplate { from, to })]
}

fn save(state: &mut AppState, title: &str) -> Vec<Effect> {
    let title = shortened(title.trim(), MAX_LINE);
    if title.is_empty() {
        return Vec::new();
    }
    dialog::close_all(state, &Dialog::SaveTemplate);
    if let Err(why) = state.unchangeable() {
        state.say(Notice::information(why));
        return Vec::new();
    }
    let (from, to) = (state.packs.open.id.clone(), state.packs.fresh_id());
    vec![Effect::Store(StoreTask::SaveTemplate { from, to, title })]
}

/// Takes the templates out of a list of packs.
pub(crate) fn listed(state: &mut AppState, entries: &[PackEntry]) -> Arc<[PackEntry]> {
    let (mut own, packs): (Vec<_>, Vec<_>) = entries.iter().cloned().partition(|entry| entry.shelf == Shelf::Templates);
    own.sort_by(|one, other| one.title.cmp(&other.title).then_with(|| one.id.cmp(&other.id)));
    state.templates.own = own;
    packs.into()
}
