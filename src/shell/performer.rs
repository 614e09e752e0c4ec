//! Performs effects and gives back what came of them.

mod start;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Weak};
use std::time::Instant;

use crate::app;
use crate::app::backups::{BackupOutcome, Picking};
use crate::app::effect::{FontsFound, IndexBuilt};
use crate::app::outgoing::Request;
use crate::app::proposing::{Asked, Pasted};
use crate::app::release::LookOver;
use crate::app::stored::to_text;
use crate::app::templates::starters;
use crate::app::{Clock, Effect, Failure, FilePurpose, Mode, Outcome, OutgoingId, PackId, Recipe, Renderer, SavedFile};
use crate::catalogue::search::Index;
use crate::catalogue::{Catalogue, ResourceId};
use crate::pack::EnclosedFile;
use crate::shell::today;
use crate::suggest::rules::Rules;

use super::clipboard::ClipboardThread;
use super::data_dir::{DataDir, Kept};
use super::dialogs::{Dialogs, Owner};
use super::exports::{self, Surroundings};
use super::graphics::Drawing;
use super::instance::{self, Door, Lock};
use super::jobs::{self, Job, JobCx, Outbox, Waker};
use super::packs::filing::Filing;
use super::packs::store::Store;
use super::pages::PageThread;
use super::running::Running;
use super::saver::{Saver, Task, Urgency};
use super::{backup, crash, dialogs, ending, files, fonts, graphics, logo, packs, private_words, release, system_look};

pub use start::{Opened, Ready, StartError, Wanted, open};

/// Whoever performs effects: the shell, or a test that only records them.
pub trait Perform {
    /// Begins what an effect describes. Never waits.
    fn perform(&mut self, effect: Effect);

    /// What came of earlier effects since the last call. Never waits.
    fn outcomes(&mut self) -> Vec<Outcome>;

    /// What time it is.
    fn clock(&self) -> Clock;

    /// The window is there: dialogs of the system belong to it.
    fn shown_in(&mut self, _window: Weak<dyn Owner>) {}

    /// The window closes after this frame: nothing from outside is taken any more.
    fn closing(&mut self) {}
}

/// Performs effects on this computer.
pub struct Shell {
    /// Closed before anything else ends.
    door: Option<Door>,
    around: Surroundings,
    outbox: Outbox,
    waker: Waker,
    receiver: Receiver<Outcome>,
    started: Instant,
    store: Store,
    saver: Saver,
    filing: Filing,
    pages: Option<PageThread>,
    clipboard: ClipboardThread,
    dialogs: Dialogs,
    exports: BTreeMap<OutgoingId, Job>,
    backup: Option<Job>,
    jobs: Vec<Job>,
    /// How often the list of packs was read.
    lists: u64,
    drawing: Option<Drawing>,
    running: Option<Running>,
    _lock: Option<Lock>,
}

impl Shell {
    fn new(data: DataDir, lock: Option<Lock>) -> Self {
        let (sender, receiver) = mpsc::channel();
        let waker = Waker::default();
        // First of all: another start may be looking for this one already.
        let door = lock.is_some().then(|| instance::listen(&data, waker.clone()));
        let outbox = Outbox::new(sender, waker.clone());
        let store = Store::new(data.clone());
        Self {
            door,
            saver: Saver::start(data.clone(), store.clone(), outbox.clone()),
            filing: Filing::start(store.clone(), outbox.clone()),
            store,
            around: Surroundings { data, private: private_words() },
            outbox,
            waker,
            receiver,
            started: Instant::now(),
            pages: None,
            clipboard: ClipboardThread::default(),
            dialogs: Dialogs::default(),
            exports: BTreeMap::new(),
            backup: None,
            jobs: Vec::new(),
            lists: 0,
            drawing: None,
            running: None,
            _lock: lock,
        }
    }

    /// The data folder of this run.
    pub fn data(&self) -> &DataDir {
        &self.around.data
    }

    /// Sets how the window is woken when an outcome waits.
    pub fn wake_with(&self, wake: impl Fn() + Send + Sync + 'static) {
        self.waker.set(wake);
    }

    /// From now on the window closes as by its button when the system ends the program, as at a log-off.
    pub fn end_with_the_system(&self) {
        ending::listen(self.outbox.clone());
    }

    /// Chooses who draws the window: as the call says, else as the settings say, else as the computer is equipped.
    pub fn choose_renderer(&mut self, called: Option<Renderer>, set: Option<Renderer>) -> Renderer {
        let drawing = Drawing::choose(called, set, self.data());
        let renderer = drawing.renderer;
        crash::drawn_by(renderer.code());
        self.drawing = Some(drawing);
        renderer
    }

    /// The graphics card is tried now.
    pub fn try_graphics(&self) {
        if let Some(drawing) = &self.drawing {
            drawing.begin();
        }
    }

    /// The graphics card could not be used.
    pub fn renderer_failed(&mut self) {
        if let Some(drawing) = &mut self.drawing {
            drawing.failed();
            crash::drawn_by(drawing.renderer.code());
        }
    }

    /// Who draws the window, and whether the graphics card has failed.
    pub fn drawing(&self) -> app::Drawing {
        self.drawing.as_ref().map(Drawing::told).unwrap_or_default()
    }

    /// Whether an export is at work, one that was cancelled and is not seen any more too.
    pub fn is_exporting(&self) -> bool {
        self.exports.values().any(|job| !job.is_over())
    }

    /// Writes what waits. Dropping the shell does the same.
    pub fn finish(&mut self) {
        self.closing();
        self.saver.finish();
        self.filing.finish();
        self.running = None;
    }

    /// Reads a small file; a read-only run leaves a damaged one where it is.
    fn read<T: crate::app::stored::Stored + Default>(&self, file: SavedFile, mode: Mode) -> Kept<T> {
        if mode.is_read_only() {
            Kept { value: self.around.data.peek(file.name()), notice: None, writable: false }
        } else {
            self.around.data.read(file.name())
        }
    }

    /// Removes PDFs that were made for printing in an earlier run, and what a killed one left half written.
    fn clear_leftovers(&self) {
        files::clear_temporary(self.around.data.root());
        files::clear_temporary(&self.around.data.file(exports::RECEIPTS));
        self.store.clear_leftovers();
        backup::clear_unfinished(&self.around.data);
        let folder = self.around.data.file("print");
        if folder.exists()
            && let Err(err) = std::fs::remove_dir_all(folder)
        {
            ::log::warn!("old prints were not removed: {}", err.kind());
        }
    }

    /// Starts a job whose fault or failure is only said.
    fn start(&mut self, name: &'static str, work: impl FnOnce(&JobCx) + Send + 'static) {
        self.jobs.retain(|job| !job.is_over());
        self.jobs.push(jobs::start(name, &self.outbox, work, Outcome::Failed));
    }

    /// Starts a job that only says when it failed.
    fn try_to(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), Failure> + Send + 'static) {
        self.start(name, move |cx| {
            if let Err(failure) = work() {
                ::log::error!("{}", failure.details);
                cx.put(Outcome::Failed(failure));
            }
        });
    }

    fn build_index(&mut self, catalogue: Arc<Catalogue>) {
        self.start("index", move |cx| {
            let index = Arc::new(Index::build(&catalogue));
            cx.put(Outcome::IndexBuilt(IndexBuilt { index }));
        });
    }

    fn propose(&mut self, asked: Asked) {
        let number = asked.number;
        let faulty = move |failure| Outcome::ProposalFailed { number, failure };
        self.jobs.retain(|job| !job.is_over());
        self.jobs.push(jobs::start("proposal", &self.outbox, move |cx| cx.put(asked.answer()), faulty));
    }

    fn read_request(&mut self, pasted: Pasted) {
        let number = pasted.number;
        let faulty = move |failure| Outcome::ProposalFailed { number, failure };
        self.jobs.retain(|job| !job.is_over());
        self.jobs.push(jobs::start("request", &self.outbox, move |cx| cx.put(pasted.answer()), faulty));
    }

    fn make_starters(&mut self, catalogue: Arc<Catalogue>, rules: Arc<Rules>, email: String) {
        self.start("starters", move |cx| {
            cx.put(Outcome::StartersMade(starters(&catalogue, &rules, &email).into()));
        });
    }

    fn list_packs(&mut self) {
        self.lists += 1;
        let (store, order) = (self.store.clone(), self.lists);
        self.start("packs", move |cx| {
            let both = store.list().and_then(|packs| Ok([packs, store.templates()?].concat()));
            let listed = both.map(Arc::from).map_err(|error| Failure {
                words: "The list of packs cannot be read. Look whether the data folder can be opened.".to_owned(),
                details: format!("packs: {}", error.kind()),
            });
            cx.put(Outcome::PacksListed { order, listed });
        });
    }

    fn pages(&mut self) -> &PageThread {
        let outbox = &self.outbox;
        self.pages.get_or_insert_with(|| PageThread::start(outbox.clone()))
    }

    /// Starts a job that begins once all that was changed is on disk.
    fn backup(&mut self, path: PathBuf, work: fn(&DataDir, &Path, &JobCx)) {
        let (data, settled) = (self.around.data.clone(), self.saver.settled());
        let faulty = |failure| Outcome::Backup(BackupOutcome::Failed(failure));
        let work = move |cx: &JobCx| {
            // Where the thread that saves has ended, nothing waits to be written either.
            settled.recv().ok();
            work(&data, &path, cx);
        };
        self.backup = Some(jobs::start("backup", &self.outbox, work, faulty));
    }

    fn pick_backup(&mut self, asked: Picking) {
        let picking = self.dialogs.pick_backup(asked);
        self.start("dialog", move |cx| cx.put(dialogs::backup_answer(picking)));
    }

    fn try_graphics_again(&mut self) {
        let data = self.around.data.clone();
        self.try_to("graphics", move || {
            graphics::forget_failure(&data).map_err(|error| Failure {
                words: "It could not be forgotten that the graphics card failed. Look whether the data folder can be \
                        written."
                    .to_owned(),
                details: format!("graphics: {}", error.kind()),
            })
        });
    }

    fn find_fonts(&mut self, signs: Vec<char>) {
        self.start("fonts", move |cx| {
            let fonts = fonts::covering(&signs);
            cx.put(Outcome::FontsFound(FontsFound { fonts }));
        });
    }

    fn look_over(&mut self, asked: Box<LookOver>) {
        let store = self.store.clone();
        let failed = release::not_looked(&asked);
        let faulty = move |_| Outcome::LookedOver(failed);
        let work = move |cx: &JobCx| cx.put(Outcome::LookedOver(release::look_over(&asked, &store)));
        self.jobs.retain(|job| !job.is_over());
        self.jobs.push(jobs::start("look over", &self.outbox, work, faulty));
    }

    fn export(&mut self, request: Box<Request>) {
        self.exports.retain(|_, job| !job.is_over());
        let around = self.around.clone();
        let id = request.id;
        let faulty = move |failure| Outcome::ExportFaulty { id, failure };
        let job = jobs::start("export", &self.outbox, move |cx| exports::run(&request, &around, cx), faulty);
        self.exports.insert(id, job);
    }

    /// A layout cannot be stopped: where nothing is being written, it goes on unseen and its result is dropped.
    fn cancel_export(&mut self, id: OutgoingId) {
        if self.exports.get(&id).is_some_and(Job::cancel) {
            self.outbox.put(Outcome::ExportCancelled { id });
        }
    }

    fn print(&mut self, recipe: Box<Recipe>) {
        let data = self.around.data.clone();
        let work = move |cx: &JobCx| cx.put(Outcome::Printed(exports::print(&recipe, &data, cx)));
        self.jobs.push(jobs::start("print", &self.outbox, work, |failure| Outcome::Printed(Err(failure))));
    }

    fn open_address(&mut self, url: String) {
        self.try_to("browser", move || {
            webbrowser::open(&url).map_err(|err| Failure {
                words: "No browser opened the address. Copy it and open it by hand.".to_owned(),
                details: format!("browser: {}", err.kind()),
            })
        });
    }

    fn open_mail(&mut self, mailto: String) {
        self.try_to("mail", move || {
            opener::open(&mailto).map_err(|_| Failure {
                words: "No mail program opened. Copy the request and send it by hand.".to_owned(),
                details: "mail: no program".to_owned(),
            })
        });
    }

    fn pick_file(&mut self, pack: PackId, purpose: FilePurpose, start: Option<PathBuf>, name: &str) {
        let picking = self.dialogs.pick_file(purpose, start, name);
        self.start("dialog", move |cx| cx.put(dialogs::file_answer(picking, pack, purpose)));
    }

    fn pick_folder(&mut self, start: Option<PathBuf>) {
        let picking = self.dialogs.pick_folder(start);
        self.start("dialog", move |cx| cx.put(dialogs::answer(picking)));
    }

    fn pick_logo(&mut self) {
        let (picking, data) = (self.dialogs.pick_picture(), self.around.data.clone());
        self.start("dialog", move |cx| match dialogs::picture_answer(picking) {
            Ok(path) => logo::keep(cx, &path, &data),
            Err(outcome) => cx.put(*outcome),
        });
    }

    fn take_logo(&mut self, path: PathBuf) {
        let data = self.around.data.clone();
        self.start("logo", move |cx| logo::keep(cx, &path, &data));
    }

    fn remove_logo(&mut self) {
        let data = self.around.data.clone();
        self.try_to("logo", move || {
            logo::remove(&data).map_err(|error| Failure {
                words: "The logo could not be removed from the data folder.".to_owned(),
                details: format!("logo: {}", error.kind()),
            })
        });
    }

    fn pick_document(&mut self, pack: PackId, item: ResourceId) {
        let picking = self.dialogs.pick_document();
        self.start("dialog", move |cx| cx.put(dialogs::document_answer(picking, pack, item)));
    }

    fn take_file(&mut self, pack: PackId, item: ResourceId, path: PathBuf) {
        let folder = self.store.files(&pack);
        self.enclose(pack, item, move || {
            packs::enclose(&path, &folder).map_err(|error| exports::not_enclosed(&error, &path))
        });
    }

    fn clean_file(&mut self, pack: PackId, item: ResourceId, file: EnclosedFile) {
        let folder = self.store.files(&pack);
        self.enclose(pack, item, move || {
            packs::enclose_cleaned(&file, &folder).map_err(|error| exports::not_enclosed(&error, Path::new(&file.name)))
        });
    }

    fn enclose(
        &mut self,
        pack: PackId,
        item: ResourceId,
        take: impl FnOnce() -> Result<EnclosedFile, Failure> + Send + 'static,
    ) {
        let (of, about) = (pack.clone(), item.clone());
        let faulty = move |failure| Outcome::DocumentTaken { pack: of, item: about, result: Err(failure) };
        self.jobs.retain(|job| !job.is_over());
        let work = move |cx: &JobCx| {
            if let Ok(result) = cx.write(take) {
                cx.put(Outcome::DocumentTaken { pack, item, result });
            }
        };
        self.jobs.push(jobs::start("enclose", &self.outbox, work, faulty));
    }
}

impl Perform for Shell {
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::AskSystem => self.start("system", |cx| cx.put(Outcome::SystemLook(system_look::ask()))),
            Effect::BuildIndex(catalogue) => self.build_index(catalogue),
            Effect::Propose(asked) => self.propose(asked),
            Effect::ReadRequest(pasted) => self.read_request(pasted),
            Effect::SaveSession(session) => {
                self.saver.save(SavedFile::Session, Urgency::Soon, move || to_text(&*session));
            }
            Effect::SavePack { pack, revision } => self.saver.save_pack(*pack, revision),
            Effect::SaveLocal { id, local } => self.saver.save_local(id, *local),
            Effect::ListPacks => self.list_packs(),
            Effect::MakeStarters { catalogue, rules, email } => self.make_starters(catalogue, rules, email),
            Effect::PickBackup(picking) => self.pick_backup(picking),
            Effect::MakeBackup(path) => self.backup(path, backup::job::make),
            Effect::BringInBackup(path) => self.backup(path, backup::job::bring_in),
            Effect::CancelBackup => drop(self.backup.as_ref().map(Job::cancel)),
            Effect::Store(task) => self.saver.perform(Task::Store(task)),
            Effect::Files(task) => self.filing.perform(task),
            Effect::PickFile { pack, purpose, start, name } => self.pick_file(pack, purpose, start, &name),
            Effect::Versions(task) => self.saver.perform(Task::Versions(task)),
            Effect::SaveSettings(settings) => {
                self.saver.save(SavedFile::Settings, Urgency::Soon, move || to_text(&*settings));
            }
            Effect::SaveOffice(office) => {
                self.saver.save(SavedFile::Office, Urgency::AtOnce, move || to_text(&*office));
            }
            Effect::LayOutPages { revision, recipe } => self.pages().lay_out(revision, recipe),
            Effect::LookAtPages(looked) => self.pages().look_at(looked),
            Effect::LookOver(asked) => self.look_over(asked),
            Effect::Export(request) => self.export(request),
            Effect::CancelExport(id) => self.cancel_export(id),
            Effect::Print(recipe) => self.print(recipe),
            Effect::Copy(text) => self.clipboard.copy(text, &self.outbox),
            Effect::OpenAddress(url) => self.open_address(url),
            Effect::OpenMail(mailto) => self.open_mail(mailto),
            Effect::OpenFile(path) => self.try_to("open", move || exports::open(&path)),
            Effect::ShowInFolder(path) => self.try_to("folder", move || exports::show_in_folder(&path)),
            Effect::PickFolder { start } => self.pick_folder(start),
            Effect::PickLogo => self.pick_logo(),
            Effect::TakeLogo(path) => self.take_logo(path),
            Effect::RemoveLogo => self.remove_logo(),
            Effect::PickDocument { pack, item } => self.pick_document(pack, item),
            Effect::TakeFile { pack, item, path } => self.take_file(pack, item, path),
            Effect::CleanFile { pack, item, file } => self.clean_file(pack, item, file),
            Effect::OpenDataFolder => {
                let root = self.around.data.root().to_path_buf();
                self.try_to("folder", move || exports::open(&root));
            }
            Effect::TryGraphicsAgain => self.try_graphics_again(),
            Effect::FindFonts(signs) => self.find_fonts(signs),
            Effect::Window(_) => debug_assert!(false, "the window performs its own effects"),
        }
    }

    fn outcomes(&mut self) -> Vec<Outcome> {
        if let Some(drawing) = &mut self.drawing {
            drawing.frame();
        }
        let brought = self.door.as_ref().map(Door::take).unwrap_or_default();
        let started = brought.into_iter().map(|arguments| Outcome::StartedAgain { arguments });
        self.receiver.try_iter().chain(started).collect()
    }

    fn shown_in(&mut self, window: Weak<dyn Owner>) {
        self.dialogs.belong_to(window);
    }

    fn closing(&mut self) {
        if let Some(door) = &self.door {
            door.close();
        }
    }

    fn clock(&self) -> Clock {
        Clock { now_ms: self.started.elapsed().as_millis() as u64, today: today() }
    }
}
