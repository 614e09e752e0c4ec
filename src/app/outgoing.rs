//! Exports: what is asked for, how far it is, what came of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::dialog::{self, Dialog};
use crate::app::edit::Edit;
use crate::app::effect::{Effect, Failure};
use crate::app::notice::Notice;
use crate::app::pack_id::PackId;
use crate::app::packing;
use crate::app::versions;
use crate::app::{AppState, Office, Work};
use crate::catalogue::{Catalogue, CivilDate};
use crate::export::Format;
use crate::export::name;
use crate::export::receipt::{Cleared, Measured, OfficeRecord, Receipt};
use crate::pack::build::{self, Options};
use crate::pack::{Contents, Pack};

/// Tells exports of this run apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutgoingId(pub u64);

/// All that a pack is built from; built off the window's thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    pub catalogue: Arc<Catalogue>,
    pub contents: Contents,
    pub options: Options,
}

impl Recipe {
    /// What a pack says of itself, and what the office has set; a pack without a date bears `today`.
    pub fn of(catalogue: Arc<Catalogue>, work: &Work, today: CivilDate, office: &Office) -> Self {
        let details = &work.details;
        let options = Options {
            title: details.title.clone(),
            prepared_for: Some(details.prepared_for.clone()),
            event: Some(details.event.clone()),
            issued_by: details.issued_by.clone(),
            message: Some(details.message.clone()),
            date: details.date.unwrap_or(today),
            own_language: details.language.clone(),
            length: details.length,
            paper: details.paper,
            ink: details.ink,
            print_size: details.print_size,
            cover: details.cover,
            is_draft: details.is_draft,
            foreword: details.foreword.clone(),
            closing: details.closing.clone(),
            has_timetable: details.has_timetable,
            time_available: details.time.entered,
            contact: office.contact.clone(),
            office: office.texts.clone(),
        };
        Self { catalogue, contents: work.contents(), options }
    }

    /// The pack.
    pub fn build(&self) -> Pack {
        build::build_contents(&self.catalogue, &self.contents, &self.options)
    }
}

/// An export as the shell gets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub id: OutgoingId,
    /// Whose documents go out with it.
    pub pack: PackId,
    pub recipe: Recipe,
    pub record: OfficeRecord,
    pub folder: PathBuf,
    pub files: Vec<WantedFile>,
}

/// One file or folder to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedFile {
    pub format: Format,
    /// With its ending, safe on every system.
    pub name: String,
    pub if_exists: IfExists,
}

/// What to do where something of that name is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfExists {
    Ask,
    Replace,
    /// Takes the next free name: "Toolbox (2).pdf".
    KeepBoth,
}

/// Something that stands where a file should go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Existing {
    pub format: Format,
    pub name: String,
    pub saved_on: Option<CivilDate>,
    /// A folder that holds something which we did not make is never replaced.
    pub replaceable: bool,
}

impl Existing {
    /// "Replace Toolbox.pdf? A file of this name was saved on 20 November 2026."
    pub fn question(&self) -> String {
        let is_file = name::ending(&self.name).is_some_and(|ending| ending == self.format.extension());
        let what = if is_file { "file" } else { "folder" };
        let saved = self.saved_on.map_or("is there already".to_owned(), |day| format!("was saved on {}", day.long()));
        if self.replaceable {
            format!("Replace {}? A {what} of this name {saved}.", self.name)
        } else {
            format!("{} holds something that this program did not make. It stays as it is.", self.name)
        }
    }
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The file; of a folder the page to open.
    pub path: PathBuf,
    /// Its name, for people.
    pub name: String,
    pub bytes: u64,
    /// Pages, warnings and what was measured.
    pub receipt: Receipt,
}

/// How far one format is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    Working { done: u32, total: u32, doing: String },
    Done(Box<Finished>),
    Failed(Failure),
    Cancelled,
}

/// One format of the running or last export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub format: Format,
    pub stage: Stage,
}

/// What went out last, kept for the next start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastExport {
    pub date: CivilDate,
    pub path: PathBuf,
    pub name: String,
}

/// The running or last export.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    pub lines: Vec<Line>,
    /// Something was asked for that cannot be done yet: the words under the fields show.
    pub tried: bool,
    /// The last receipt of this run, as a file in the data folder.
    pub receipt: Option<PathBuf>,
    pub last: Option<LastExport>,
    /// Whether a PDF is being made for the system's reader.
    pub printing: bool,
    /// What is typed as the pack's date and is no day yet; the pack still has the day before it.
    half_date: Option<String>,
    current: Option<Request>,
    stopping: bool,
    next: u64,
    question: Vec<Existing>,
}

impl Outgoing {
    /// As an earlier session left it.
    pub(crate) fn restored(last: Option<LastExport>) -> Self {
        Self { last, ..Self::default() }
    }

    /// Another pack was opened. What the last export of this run made belongs to the other one.
    pub(crate) fn switch(&mut self, last: Option<LastExport>) {
        *self = Self { last, printing: self.printing, next: self.next, ..Self::default() };
    }

    /// Whether files are being made.
    pub fn is_running(&self) -> bool {
        self.current.is_some() && self.question.is_empty()
    }

    /// Whether "Cancel" was pressed and the export has not ended yet.
    pub fn is_stopping(&self) -> bool {
        self.stopping
    }

    /// What stands in the way, while "Replace or keep both" is asked.
    pub fn existing(&self) -> &[Existing] {
        &self.question
    }

    /// The files of the last run that were made.
    pub fn finished(&self) -> impl Iterator<Item = &Finished> {
        self.lines.iter().filter_map(|line| match &line.stage {
            Stage::Done(finished) => Some(&**finished),
            _ => None,
        })
    }

    /// What was looked at in the last run, each thing once. It holds only where it held in every file.
    pub fn measured(&self) -> Vec<Measured> {
        let mut all: Vec<Measured> = Vec::new();
        for measured in self.finished().flat_map(|finished| &finished.receipt.measured) {
            match all.iter_mut().find(|known| known.words == measured.words) {
                Some(known) => known.held &= measured.held,
                None => all.push(measured.clone()),
            }
        }
        all
    }

    /// Whether what the last run made stands in the data folder, as "What went out".
    pub fn is_noted(&self) -> bool {
        self.receipt.is_some() && !self.is_running() && self.finished().next().is_some()
    }

    /// The dialog was closed: what was half typed there is gone.
    pub(crate) fn forget_typed(&mut self) {
        self.half_date = None;
    }

    pub(crate) fn forget_question(&mut self) {
        if !self.question.is_empty() {
            self.end();
            self.lines.clear();
        }
    }

    pub(crate) fn is_current(&self, id: OutgoingId) -> bool {
        self.current.as_ref().is_some_and(|request| request.id == id)
    }

    /// Whether no export was started after this one, running or not.
    pub(crate) fn is_newest(&self, id: OutgoingId) -> bool {
        id.0 == self.next
    }

    pub(crate) fn set(&mut self, format: Format, stage: &Stage) {
        for line in self.lines.iter_mut().filter(|line| line.format == format) {
            line.stage = stage.clone();
        }
    }

    pub(crate) fn ask(&mut self, existing: Vec<Existing>) {
        self.question = existing;
    }

    pub(crate) fn end(&mut self) {
        self.current = None;
        self.stopping = false;
        self.question.clear();
    }

    pub(crate) fn cancel_rest(&mut self) {
        self.end_rest(&Stage::Cancelled);
    }

    pub(crate) fn fail_rest(&mut self, failure: &Failure) {
        self.end_rest(&Stage::Failed(failure.clone()));
    }

    fn end_rest(&mut self, stage: &Stage) {
        for line in &mut self.lines {
            if matches!(line.stage, Stage::Waiting | Stage::Working { .. }) {
                line.stage = stage.clone();
            }
        }
    }

    fn start(&mut self, mut request: Request) -> Effect {
        self.next += 1;
        request.id = OutgoingId(self.next);
        let line = |file: &WantedFile| Line { format: file.format, stage: Stage::Waiting };
        self.lines = request.files.iter().map(line).collect();
        self.question.clear();
        self.stopping = false;
        self.current = Some(request.clone());
        Effect::Export(Box::new(request))
    }
}

/// What the export dialog asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutgoingCommand {
    /// Opens the dialog.
    Ask,
    Start,
    Cancel,
    /// The answer to "Replace?".
    Answer(IfExists),
    /// The pack's date as it is typed: `2026-11-24`, or nothing for the day of the export.
    Date(String),
    /// Asks for a folder with the system's dialog.
    ChooseFolder,
    Folder(PathBuf),
    Open(PathBuf),
    ShowInFolder(PathBuf),
    OpenReceipt,
    Print,
}

/// What keeps an export from starting, in words for under the fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lacking {
    pub title: Option<&'static str>,
    pub issued_by: Option<&'static str>,
    pub date: Option<&'static str>,
    pub formats: Option<&'static str>,
    pub folder: Option<&'static str>,
    pub items: Option<&'static str>,
}

impl AppState {
    /// What the export still needs.
    pub fn lacking(&self) -> Lacking {
        let blank = |text: &str, words| text.trim().is_empty().then_some(words);
        Lacking {
            title: blank(&self.work.details.title, "Give the pack a title. It is printed on the cover."),
            issued_by: blank(&self.work.details.issued_by, "Say which office hands it out. It is asked once and kept."),
            date: self.outgoing.half_date.as_ref().map(|_| "Write the date as 2026-11-24."),
            formats: self.work.details.formats.is_empty().then_some("Choose what to make."),
            folder: self.export_folder().is_none().then_some("Choose a folder."),
            items: self.work.items().is_empty().then_some("Add a resource first."),
        }
    }

    /// What the check says of the contact details; empty where the office has confirmed its own.
    pub fn contact_note(&self) -> &'static str {
        if self.office.is_confirmed() { "" } else { "Contact details are those of the Tool Box, not confirmed" }
    }
}

/// Opens the form with what is lacking said under its fields.
pub(crate) fn ask_for_fields(state: &mut AppState) {
    ask(state);
    state.outgoing.tried = true;
}

pub(crate) fn apply(state: &mut AppState, command: OutgoingCommand) -> Vec<Effect> {
    match command {
        OutgoingCommand::Ask => ask(state),
        OutgoingCommand::Start => return start(state),
        OutgoingCommand::Cancel => return cancel(state),
        OutgoingCommand::Answer(answer) => return take_answer(state, answer),
        OutgoingCommand::Date(typed) => date(state, typed.trim()),
        OutgoingCommand::ChooseFolder => return vec![Effect::PickFolder { start: state.export_folder().cloned() }],
        OutgoingCommand::Folder(folder) => {
            dialog::close_all(state, &Dialog::FolderField);
            state.settings.export_folder = Some(folder);
        }
        OutgoingCommand::Open(path) => return vec![Effect::OpenFile(path)],
        OutgoingCommand::ShowInFolder(path) => return vec![Effect::ShowInFolder(path)],
        OutgoingCommand::OpenReceipt => {
            return state.outgoing.receipt.clone().map(Effect::OpenFile).into_iter().collect();
        }
        OutgoingCommand::Print => return print(state),
    }
    Vec::new()
}

fn ask(state: &mut AppState) {
    if !state.outgoing.is_running() {
        state.outgoing.lines.clear();
    }
    state.outgoing.tried = false;
    state.outgoing.half_date = None;
    dialog::open(state, Dialog::Export);
}

/// Takes what is typed once it is a day. Until then nothing is exported: the wrong day would stand on the cover.
fn date(state: &mut AppState, typed: &str) {
    let date = CivilDate::parse(typed);
    state.outgoing.half_date = (date.is_none() && !typed.is_empty()).then(|| typed.to_owned());
    if state.outgoing.half_date.is_none() {
        packing::edit(state, &Edit::Date(date));
    }
}

fn start(state: &mut AppState) -> Vec<Effect> {
    state.outgoing.tried = true;
    let is_ready = !state.outgoing.is_running() && state.lacking() == Lacking::default();
    let Some(folder) = state.export_folder().cloned().filter(|_| is_ready) else {
        return Vec::new();
    };
    let Some(checked) = state.release_record() else { return Vec::new() };
    remember(state);
    versions::export_begins(state);
    let recipe = state.recipe();
    let file = |format: &Format| WantedFile {
        format: *format,
        name: name::proposed(&recipe.options.title, *format),
        if_exists: IfExists::Ask,
    };
    let files = state.work.details.formats.iter().map(file).collect();
    let request = Request {
        id: OutgoingId::default(),
        pack: state.packs.open.id.clone(),
        recipe,
        record: OfficeRecord { checked, ..office_record(&state.work) },
        folder,
        files,
    };
    vec![state.outgoing.start(request)]
}

/// What the office's own receipt says of a pack, and no output.
pub fn office_record(work: &Work) -> OfficeRecord {
    let recipients = work.details.recipients.lines().map(str::trim).filter(|line| !line.is_empty());
    let items = work.sections().iter().flat_map(|section| &section.items);
    let cleared = items.filter_map(|item| {
        let clearance = item.clearance.as_ref()?;
        Some(Cleared {
            id: item.content.id.to_string(),
            role: clearance.role.clone(),
            on: clearance.on.map_or_else(String::new, CivilDate::long),
        })
    });
    OfficeRecord {
        cleared: cleared.collect(),
        recipients: recipients.map(str::to_owned).collect(),
        checked: Vec::new(),
    }
}

/// Keeps the issuer and the choices for the next pack.
fn remember(state: &mut AppState) {
    state.office.issued_by = state.work.details.issued_by.trim().to_owned();
    state.settings.length = state.work.details.length;
    state.settings.paper = state.work.details.paper;
    state.settings.ink = state.work.details.ink;
    state.settings.formats.clone_from(&state.work.details.formats);
}

fn cancel(state: &mut AppState) -> Vec<Effect> {
    let Some(id) = state.outgoing.current.as_ref().map(|request| request.id) else {
        return Vec::new();
    };
    state.outgoing.stopping = true;
    vec![Effect::CancelExport(id)]
}

/// Starts again with the answer; what may not be replaced is kept in any case.
fn take_answer(state: &mut AppState, answer: IfExists) -> Vec<Effect> {
    let existing = std::mem::take(&mut state.outgoing.question);
    dialog::close_all(state, &Dialog::Replace);
    let Some(mut request) = state.outgoing.current.take().filter(|_| answer != IfExists::Ask) else {
        state.outgoing.end();
        state.outgoing.lines.clear();
        return Vec::new();
    };
    for file in &mut request.files {
        let in_the_way = existing.iter().find(|existing| existing.format == file.format);
        file.if_exists = match in_the_way {
            None => file.if_exists,
            Some(existing) if existing.replaceable => answer,
            Some(_) => IfExists::KeepBoth,
        };
    }
    vec![state.outgoing.start(request)]
}

fn print(state: &mut AppState) -> Vec<Effect> {
    if state.work.items().is_empty() || state.outgoing.printing {
        return Vec::new();
    }
    state.outgoing.printing = true;
    state.say(Notice::information("Making the PDF. It opens in your reader; print it from there."));
    vec![Effect::Print(Box::new(state.recipe()))]
}
