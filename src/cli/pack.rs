//! `pack`: pack files made, shown and changed without a window.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};
use strum::IntoEnumIterator as _;

use super::args::{Form, PackAdd, PackCommand, PackNew, ReleaseArguments};
use super::suggest::{Asked, Given};
use super::trouble::Trouble;
use super::{Cx, Failure, open};
use crate::app::pack_file::PackFile;
use crate::app::{Edit, ItemEdit, Leave, PackDraft, Proposing, Work};
use crate::catalogue::{Catalogue, ResourceId};
use crate::pack::{Sha256, words};
use crate::shell::files::Existing;
use crate::shell::packs::{self, Container, LOGO, OpenedPack, PackError};
use crate::suggest::brief::Choice as _;
use crate::suggest::{Proposal, Tier};

impl<O: Write, E: Write> Cx<'_, O, E> {
    pub(super) fn pack(&mut self, command: PackCommand) -> Result<u8, Failure> {
        match command {
            PackCommand::New(arguments) => self.pack_new(arguments),
            PackCommand::Show { file, json } => self.pack_show(&file, json.into()),
            PackCommand::Check { file, json } => self.pack_check(&file, json.into()),
            PackCommand::Add(arguments) => self.pack_add(&arguments),
            PackCommand::Remove { file, ids } => self.pack_remove(&file, &ids),
            PackCommand::Share { file, out, force, release } => self.pack_share(&file, &out, force, &release),
        }
    }

    fn pack_new(&mut self, arguments: PackNew) -> Result<u8, Failure> {
        ending(&arguments.file)?;
        let catalogue = self.open()?;
        let office = self.office();
        let mut work = Work::new();
        work.details.issued_by.clone_from(&office.issued_by);
        let accepted = self.accepted(&catalogue, &arguments)?;
        let first = match &accepted {
            Some(accepted) => accepted.edit.clone(),
            None => Edit::Add(named(&catalogue, &arguments.resource, "--resource")?),
        };
        edit(&mut work, &Edit::Title(arguments.title.unwrap_or_default()), &catalogue)?;
        edit(&mut work, &first, &catalogue)?;
        let file = packs::fresh(PackDraft::of(&work, serde_json::Map::new()));
        let logo = office.texts.logo.map(|logo| (LOGO.to_owned(), logo.png.to_vec()));
        let container = Container { file, documents: BTreeMap::new(), others: logo.into_iter().collect() };
        packs::create(&arguments.file, &container, existing(arguments.force))
            .map_err(|error| at(error, &arguments.file))?;
        if let Some(Accepted { asked, proposal, .. }) = accepted {
            if let Some(written) = &asked.read {
                self.understood(written)?;
            }
            for item in proposal.proposed.iter().filter(|item| work.contains(&item.id)) {
                self.line(&format!("  {} ({}), {}", item.title, item.id, item.tier.code()))?;
            }
            let left = |tier: &Tier| {
                let of_tier = proposal.proposed.iter().filter(|item| item.tier == *tier);
                of_tier.filter(|item| !work.contains(&item.id)).count()
            };
            for (tier, count) in Tier::iter().map(|tier| (tier, left(&tier))).filter(|(_, count)| *count > 0) {
                self.note(&format!("note: {count} {} not taken; --tiers chooses them", tier.code()))?;
            }
            for note in &proposal.notes {
                self.note(&format!("note: {note}"))?;
            }
        }
        self.line(&format!("{}: {}", arguments.file.display(), count(&work)))?;
        Ok(0)
    }

    /// What "Make the pack" would do in the window with the proposal for what was asked; `None` where nothing was.
    fn accepted(&mut self, catalogue: &Catalogue, arguments: &PackNew) -> Result<Option<Accepted>, Failure> {
        let PackNew { audience, brief, request, .. } = arguments;
        let given = Given { audience, brief: brief.as_deref(), request: request.as_deref() };
        let place = match given {
            Given { brief: Some(_), .. } => "--brief",
            Given { request: Some(_), .. } => "--request",
            Given { audience, .. } if !audience.is_empty() => "--audience",
            Given { .. } => return Ok(None),
        };
        let (asked, proposal) = self.proposed(catalogue, given, None)?;
        let mut proposing = Proposing::answered(asked.brief.clone(), proposal.clone());
        if !arguments.tiers.is_empty() {
            let tiers: Vec<Tier> = arguments.tiers.iter().copied().map(Tier::from).collect();
            proposing.choose_tiers(&tiers);
        }
        let Some(edit) = proposing.accepting(catalogue) else {
            for note in &proposal.notes {
                self.note(&format!("note: {note}"))?;
            }
            let is_chosen = !arguments.tiers.is_empty();
            let (what, remedy) = if proposal.proposed.is_empty() || proposal.nothing_fits.is_some() && !is_chosen {
                let remedy = "Choose resources by --resource; `rso-toolbox list` shows them";
                ("the catalogue has nothing for this request; nothing was written", remedy)
            } else {
                ("nothing is proposed in these tiers; nothing was written", "Choose other tiers by --tiers")
            };
            return Err(Trouble::could_not(what, place, remedy).into());
        };
        Ok(Some(Accepted { asked, proposal, edit }))
    }

    fn pack_show(&mut self, path: &Path, form: Form) -> Result<u8, Failure> {
        let catalogue = self.open()?;
        let pack = packs::read(path).map_err(|error| at(error, path))?.container.file;
        if pack.is_newer() {
            self.note(&format!("note: {}", crate::app::pack_file::NEWER))?;
        }
        if form == Form::Json {
            return self.print_json(&shown(&pack, &catalogue));
        }
        let details = &pack.draft.details;
        let title = if details.title.is_empty() { words::UNTITLED } else { &details.title };
        self.line(title)?;
        for (label, text) in
            [("For", &details.prepared_for), ("Event", &details.event), ("Issued by", &details.issued_by)]
        {
            if !text.is_empty() {
                self.line(&format!("{label}: {text}"))?;
            }
        }
        let work = pack.draft.restore(&catalogue);
        for section in work.sections() {
            self.line("")?;
            self.line(&heading(section, &catalogue))?;
            for item in &section.items {
                let title = catalogue.resource(item.id()).map_or("", |resource| resource.title.as_str());
                self.line(&format!("  {}  {title}", item.id()))?;
                for (label, text) in [("Note", &item.content.note), ("Private note", &item.private)] {
                    if !text.is_empty() {
                        self.line(&format!("      {label}: {text}"))?;
                    }
                }
                if let Some(file) = &item.content.file {
                    self.line(&format!(
                        "      Enclosed: {}, {} bytes, SHA-256 {}",
                        file.name,
                        file.bytes,
                        file.sha256.as_str()
                    ))?;
                }
            }
        }
        for item in &work.missing {
            self.line(&format!("Not in this catalogue: {}", item.id()))?;
        }
        self.line("")?;
        self.line(&count(&work))?;
        Ok(0)
    }

    fn pack_add(&mut self, arguments: &PackAdd) -> Result<u8, Failure> {
        let catalogue = self.open()?;
        let (mut opened, mut work) = changeable(&arguments.file, &catalogue)?;
        let ids = named(&catalogue, &arguments.ids, "ID")?;
        let known: Vec<ResourceId> = ids.iter().filter(|id| work.contains(id)).cloned().collect();
        edit(&mut work, &Edit::Add(ids), &catalogue)?;
        for typed in &arguments.note {
            let (id, text) = halves(typed, "--note", "ID=TEXT")?;
            let id = inside(&work, &catalogue, id, "--note")?;
            edit(&mut work, &Edit::Item { id, change: ItemEdit::Note(text.to_owned()) }, &catalogue)?;
        }
        for typed in &arguments.document {
            let (id, path) = halves(typed, "--file", "ID=PATH")?;
            let id = inside(&work, &catalogue, id, "--file")?;
            let (file, bytes) = packs::take(Path::new(path))
                .map_err(|error| Trouble::could_not(error.to_string(), path, "Choose another document"))?;
            opened.container.documents.insert(file.sha256.clone(), bytes);
            edit(&mut work, &Edit::Item { id, change: ItemEdit::Enclose(Some(file)) }, &catalogue)?;
        }
        keep(opened, &work, &arguments.file)?;
        for id in known {
            self.note(&format!("note: {id} was in the pack already"))?;
        }
        self.line(&format!("{}: {}", arguments.file.display(), count(&work)))?;
        Ok(0)
    }

    fn pack_remove(&mut self, path: &Path, typed: &[String]) -> Result<u8, Failure> {
        let catalogue = self.open()?;
        let (opened, mut work) = changeable(path, &catalogue)?;
        for word in typed {
            let id = inside(&work, &catalogue, word, "ID")?;
            work.missing.retain(|item| *item.id() != id);
            edit(&mut work, &Edit::Remove(id), &catalogue)?;
        }
        keep(opened, &work, path)?;
        self.line(&format!("{}: {}", path.display(), count(&work)))?;
        Ok(0)
    }

    fn pack_share(&mut self, path: &Path, out: &Path, force: bool, release: &ReleaseArguments) -> Result<u8, Failure> {
        ending(out)?;
        if is_same_file(path, out) {
            let what = "the copy cannot take the place of the pack that it is made of";
            return Err(Trouble::could_not(what, out.display().to_string(), "Give the copy another name").into());
        }
        let mut container = packs::read(path).map_err(|error| at(error, path))?.container;
        self.check_share(&container.file, &container.documents, release, path)?;
        let (copy, mut left_out) = container.file.shared(packs::fresh_id());
        container.file = copy;
        if container.has_unknown() {
            left_out.push("Earlier versions and other entries of the file".to_owned());
            container.others.retain(|name, _| name == LOGO);
        }
        container.tidy();
        packs::create(out, &container, existing(force)).map_err(|error| at(error, out))?;
        self.line(&out.display().to_string())?;
        for line in left_out {
            self.line(&format!("Left out: {line}"))?;
        }
        Ok(0)
    }
}

impl<O: Write, E: Write> Cx<'_, O, E> {
    /// Refuses a copy with which something would leave that may not.
    fn check_share(
        &mut self,
        file: &PackFile,
        documents: &BTreeMap<Sha256, Vec<u8>>,
        release: &ReleaseArguments,
        path: &Path,
    ) -> Result<(), Failure> {
        let findings = self.findings(file, documents, Some(release), Leave::Share)?;
        self.tell_findings(&findings, &path.display().to_string())
    }
}

/// What a new pack is made of where something was asked.
struct Accepted {
    asked: Asked,
    proposal: Proposal,
    edit: Edit,
}

/// Whether two paths lead to one file that is there.
fn is_same_file(one: &Path, other: &Path) -> bool {
    std::fs::canonicalize(one).ok().zip(std::fs::canonicalize(other).ok()).is_some_and(|(one, other)| one == other)
}

fn keep(mut opened: OpenedPack, work: &Work, path: &Path) -> Result<(), Trouble> {
    let unknown = std::mem::take(&mut opened.container.file.draft.unknown);
    opened.container.file.draft = PackDraft::of(work, unknown);
    opened.save().map_err(|error| at(error, path))
}

/// What a pack file's trouble is in words, and which file.
pub(super) fn at(error: PackError, path: &Path) -> Trouble {
    match error {
        PackError::File(error) => error.into(),
        other => Trouble::could_not(other.to_string(), path.display().to_string(), other.remedy()),
    }
}

fn changeable(path: &Path, catalogue: &Catalogue) -> Result<(OpenedPack, Work), Trouble> {
    let opened = packs::read(path).and_then(OpenedPack::changeable).map_err(|error| at(error, path))?;
    let work = opened.container.file.draft.restore(catalogue);
    Ok((opened, work))
}

fn edit(work: &mut Work, edit: &Edit, catalogue: &Catalogue) -> Result<(), Trouble> {
    work.apply(edit, catalogue).map_err(|error| Trouble::could_not(error.to_string(), "", "Nothing was changed"))
}

fn named(catalogue: &Catalogue, typed: &[String], argument: &str) -> Result<Vec<ResourceId>, Trouble> {
    typed.iter().map(|word| open::resource(catalogue, word, argument).map(|it| it.id.clone())).collect()
}

/// The resource of the pack that an argument names.
fn inside(work: &Work, catalogue: &Catalogue, typed: &str, argument: &str) -> Result<ResourceId, Trouble> {
    let loose = work.missing.iter().map(|item| item.id()).find(|id| id.as_str() == typed).cloned();
    let id = match loose {
        Some(id) => id,
        None => open::resource(catalogue, typed, argument)?.id.clone(),
    };
    if work.contains(&id) || argument == "ID" && work.missing.iter().any(|item| *item.id() == id) {
        return Ok(id);
    }
    let what = format!("{id} is not in the pack; nothing was changed");
    Err(Trouble::wrong(what, argument, "`rso-toolbox pack show` lists what is in it"))
}

fn halves<'a>(typed: &'a str, argument: &str, form: &str) -> Result<(&'a str, &'a str), Trouble> {
    typed.split_once('=').ok_or_else(|| Trouble::wrong(format!("“{typed}” is not {form}"), argument, ""))
}

pub(super) fn existing(force: bool) -> Existing {
    if force { Existing::Replace } else { Existing::Keep }
}

/// A pack file without its ending would not open by a double-click.
fn ending(path: &Path) -> Result<(), Trouble> {
    let is_ours = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(packs::EXTENSION));
    if is_ours {
        return Ok(());
    }
    let place = path.display().to_string();
    Err(Trouble::wrong("a pack file has to end in .rsopack", place, "Give it a name such as Partners.rsopack"))
}

fn count(work: &Work) -> String {
    let resources = match work.items().len() {
        1 => "1 resource".to_owned(),
        many => format!("{many} resources"),
    };
    match work.enclosed() {
        0 => resources,
        1 => format!("{resources}, 1 with its document"),
        many => format!("{resources}, {many} with their documents"),
    }
}

fn heading(section: &crate::app::Section, catalogue: &Catalogue) -> String {
    match &section.key {
        crate::app::SectionKey::Category(id) if section.heading.is_empty() => {
            catalogue.categories.iter().find(|it| it.id == *id).map_or_else(|| id.to_string(), |it| it.name.clone())
        }
        _ => section.heading.clone(),
    }
}

/// The document as it stands in the file, with the titles of its items beside it.
fn shown(pack: &PackFile, catalogue: &Catalogue) -> Value {
    let mut value = pack.write();
    let titles: serde_json::Map<String, Value> = pack
        .items()
        .filter_map(|item| Some((item.id().to_string(), catalogue.resource(item.id())?.title.clone().into())))
        .collect();
    if let Some(object) = value.as_object_mut() {
        object.insert("titles".to_owned(), json!(titles));
    }
    value
}
