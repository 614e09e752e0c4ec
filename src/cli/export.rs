//! `export`: a file or a folder of web pages, and what went out.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::args::ExportArguments;
use super::release::{Checked, Desk};
use super::trouble::Trouble;
use super::{Cx, Failure, open, pack, plain};
use crate::app::outgoing;
use crate::app::{Leave, Office, Recipe};
use crate::catalogue::{Audience, Catalogue, ResourceId};
use crate::export::receipt::{LeftOut, OfficeRecord, Receipt};
use crate::export::{self, Format, Sources, Unwatched, documents, name};
use crate::pack::Pack;
use crate::pack::build::{Options, build};
use crate::pack::words;
use crate::shell;
use crate::shell::data_dir::DataDir;
use crate::shell::enclosed::HeldDocuments;
use crate::shell::exports;
use crate::shell::files::{self, Existing, FileError};
use crate::shell::packs::{self, OpenedPack};
use crate::suggest::rules::Rules;
use crate::suggest::suggest_by;

/// What was chosen, and what was not.
struct Choice {
    ids: Vec<ResourceId>,
    left_out: Vec<LeftOut>,
    warnings: Vec<String>,
    notes: Vec<String>,
    /// For a pack that nobody has named.
    title: String,
    record: OfficeRecord,
}

impl<O: Write, E: Write> Cx<'_, O, E> {
    pub(super) fn export(&mut self, arguments: &ExportArguments) -> Result<u8, Failure> {
        let format = Format::from(arguments.format);
        let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
        let catalogue = self.open()?;
        let office = self.office();
        let (rules, _) = self.rules(None)?;
        let (pack, choice, held) = if let Some(path) = &arguments.pack {
            self.pack_file(path, catalogue, arguments, &office, &rules)?
        } else {
            let choice = choose(&catalogue, arguments, &rules, &office.contact_or(&catalogue).email)?;
            let pack = build(&catalogue, &choice.ids, &options(arguments, &choice, office));
            (pack, choice, HeldDocuments::default())
        };
        if let Some(refused) = refusal(&arguments.out, format, &pack, existing) {
            return Err(Trouble::from(refused).into());
        }

        let fonts = exports::fonts_for(&pack, [format]);
        let path = arguments.out.to_string_lossy();
        let name = arguments.out.file_name().unwrap_or_default().to_string_lossy();
        let sources = Sources { fonts: &fonts, files: &held, name: &name };
        let exported = export::export_with(&pack, format, &sources, &Unwatched).map_err(Trouble::from)?;
        files::write_body(&arguments.out, &exported.body, exported.beside.as_ref(), existing).map_err(Trouble::from)?;

        let mut receipt = Receipt::new(&pack, format, &path, &exported, &shell::private_words());
        receipt.left_out = choice.left_out;
        receipt.notes = choice.notes;
        receipt.record = choice.record;
        receipt.warnings.splice(0..0, choice.warnings.into_iter().chain(name_warnings(&arguments.out, format)));
        if arguments.pack.is_some() {
            self.keep(&receipt, &pack)?;
        }
        if arguments.json {
            return self.print_json(&receipt.to_json());
        }
        self.out.write_all(plain::block(&receipt.to_text()).as_bytes())?;
        Ok(0)
    }

    /// Keeps in the data folder what went out, as the window does. The file is there already, so a fault is only told.
    fn keep(&mut self, receipt: &Receipt, pack: &Pack) -> Result<(), Failure> {
        let kept = match DataDir::open(self.data_dir.as_deref()) {
            Ok(data) => exports::keep(std::slice::from_ref(receipt), pack, &data).map_err(|failure| failure.words),
            Err(error) => Err(format!("What went out could not be noted: {error}")),
        };
        match kept {
            Ok(path) => self.note(&format!("note: kept as {}", path.display())),
            Err(words) => self.note(&format!("note: {words}")),
        }
    }

    /// A pack as it stands in its file, with its documents.
    fn pack_file(
        &mut self,
        path: &Path,
        catalogue: Catalogue,
        arguments: &ExportArguments,
        office: &Office,
        rules: &Rules,
    ) -> Result<(Pack, Choice, HeldDocuments), Failure> {
        let opened = packs::read(path).and_then(OpenedPack::changeable).map_err(|error| pack::at(error, path))?;
        let mut work = opened.container.file.draft.restore(&catalogue);
        let place = path.display().to_string();
        if work.items().is_empty() {
            return Err(Trouble::could_not(
                "nothing is in the pack",
                place,
                "Add a resource first: `rso-toolbox pack add`",
            )
            .into());
        }
        work.details.date = arguments.date.or(work.details.date);
        if work.details.issued_by.is_empty() {
            work.details.issued_by.clone_from(&office.issued_by);
        }
        let absent =
            work.missing.iter().map(|item| format!("{} is not in this catalogue and did not go out.", item.id()));
        let mut choice = Choice {
            ids: work.items().to_vec(),
            left_out: not_chosen(&catalogue, work.items()),
            warnings: absent.collect(),
            notes: Vec::new(),
            title: work.details.title.clone(),
            record: outgoing::office_record(&work),
        };
        let held = HeldDocuments::new(opened.container.documents);
        let catalogue = Arc::new(catalogue);
        let leave = Leave::Export;
        let mut desk = Desk { catalogue: &catalogue, work: &mut work, office, rules, held: &held, leave };
        let Checked { findings, lines } = desk.check(Some(&arguments.release))?;
        self.tell_findings(&findings, &place)?;
        choice.record.checked = lines;
        let pack = Recipe::of(catalogue, &work, shell::today(), office).build();
        Ok((pack, choice, held))
    }
}

/// What stands in the way of the file, or of the folder of documents beside it.
fn refusal(out: &Path, format: Format, pack: &Pack, existing: Existing) -> Option<FileError> {
    let documents = documents::names(pack);
    let has_folder = !documents.is_empty() && format.has_documents_beside();
    let at_folder = || if has_folder { files::documents_refusal(out, &documents, existing) } else { None };
    files::refusal(out, format, existing).or_else(at_folder)
}

fn not_chosen(catalogue: &Catalogue, ids: &[ResourceId]) -> Vec<LeftOut> {
    let rest = catalogue.resources.iter().filter(|it| !ids.contains(&it.id));
    rest.map(|it| LeftOut { id: it.id.to_string(), title: it.title.clone(), reason: "Not chosen".to_owned() }).collect()
}

fn options(arguments: &ExportArguments, choice: &Choice, office: Office) -> Options {
    Options {
        title: arguments.title.clone().unwrap_or_else(|| choice.title.clone()),
        prepared_for: arguments.prepared_for.clone(),
        issued_by: arguments.issued_by.clone().unwrap_or(office.issued_by),
        message: arguments.message.clone(),
        length: arguments.length.into(),
        paper: arguments.paper.into(),
        ink: arguments.ink.into(),
        print_size: arguments.print_size.into(),
        cover: arguments.cover.into(),
        contact: office.contact,
        office: office.texts,
        ..Options::new(arguments.date.unwrap_or_else(shell::today))
    }
}

fn choose(catalogue: &Catalogue, arguments: &ExportArguments, rules: &Rules, email: &str) -> Result<Choice, Trouble> {
    if !arguments.audience.is_empty() {
        proposed(catalogue, &arguments.audience, rules, email)
    } else if arguments.all {
        let ids = catalogue.resources.iter().map(|it| it.id.clone()).collect();
        Ok(Choice {
            ids,
            left_out: Vec::new(),
            warnings: Vec::new(),
            notes: Vec::new(),
            title: words::UNTITLED.to_owned(),
            record: OfficeRecord::default(),
        })
    } else {
        named(catalogue, &arguments.resource)
    }
}

/// What `suggest` proposes, companions included.
fn proposed(catalogue: &Catalogue, typed: &[String], rules: &Rules, email: &str) -> Result<Choice, Trouble> {
    let audiences = open::audiences(catalogue, typed, "--audience")?;
    let proposal = suggest_by(rules, catalogue, &audiences, email);
    if proposal.proposed.is_empty() {
        let remedy = "Choose resources by --resource; `rso-toolbox list` shows them";
        return Err(Trouble::could_not("the catalogue names no resource for this audience", "--audience", remedy));
    }
    let named: Vec<&Audience> = audiences.iter().filter_map(|id| catalogue.audience(id)).collect();
    let left_out =
        proposal.left_out.into_iter().map(|it| LeftOut { id: it.id.to_string(), title: it.title, reason: it.reason });
    Ok(Choice {
        ids: proposal.proposed.into_iter().map(|it| it.id).collect(),
        left_out: left_out.collect(),
        warnings: Vec::new(),
        notes: proposal.notes,
        title: words::title_for_audiences(&named),
        record: OfficeRecord::default(),
    })
}

/// What was named by id; everything else was not chosen.
fn named(catalogue: &Catalogue, typed: &[String]) -> Result<Choice, Trouble> {
    let mut ids: Vec<ResourceId> = Vec::new();
    let mut warnings = Vec::new();
    for word in typed {
        let id = &open::resource(catalogue, word, "--resource")?.id;
        if ids.contains(id) {
            warnings.push(format!("{id} was named twice; it is in the pack once."));
        } else {
            ids.push(id.clone());
        }
    }
    let left_out = not_chosen(catalogue, &ids);
    let (title, record) = (words::UNTITLED.to_owned(), OfficeRecord::default());
    Ok(Choice { left_out, ids, warnings, notes: Vec::new(), title, record })
}

/// What a name may do to whoever gets the file.
fn name_warnings(path: &Path, format: Format) -> Vec<String> {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return Vec::new() };
    let mut warnings = Vec::new();
    if let Some(trouble) = name::trouble(&name) {
        warnings.push(format!("The name cannot be used on every system: {trouble}."));
    }
    let ending = format.extension();
    if !ending.is_empty() && !name.to_lowercase().ends_with(&format!(".{ending}")) {
        warnings.push(format!("The name does not end in .{ending}, so a double-click may not open it."));
    }
    warnings
}
