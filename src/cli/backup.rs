//! `backup` and `restore`: all that an office keeps, in one file, and back.

use std::io::Write;
use std::path::Path;

use super::args::Form;
use super::trouble::Trouble;
use super::{Cx, Failure};
use crate::app::backup::{Brought, Came};
use crate::app::effect::SavedFile;
use crate::app::stored::{Stored, to_text};
use crate::app::{Office, Settings};
use crate::export::Unwatched;
use crate::shell::backup::{self, BackupError};
use crate::shell::data_dir::DataDir;
use crate::shell::files::{self, Existing};
use crate::shell::{instance, now, today};

impl<O: Write, E: Write> Cx<'_, O, E> {
    pub(super) fn backup(&mut self, path: &Path, existing: Existing, form: Form) -> Result<u8, Failure> {
        let data = DataDir::existing(self.data_dir.as_deref()).ok_or_else(|| {
            let remedy = "Open the program once, or name the data folder with --data-dir";
            Trouble::could_not("there is no data folder yet, so there is nothing to keep", "", remedy)
        })?;
        let written = backup::write(&data, path, existing, now(), &Unwatched).map_err(|error| at(error, path))?;
        if let Err(error) = backup::note(&data, &written) {
            self.note(&format!("note: that this backup was made could not be noted in the data folder: {error}"))?;
        }
        if backup::is_inside(&data, path) {
            self.note("note: the backup lies in the data folder itself. Copy it to another disk.")?;
        }
        if form == Form::Json {
            return self.print_json(&written.value());
        }
        self.line(&written.words())?;
        for told in &written.told {
            self.note(&format!("note: {told}"))?;
        }
        Ok(0)
    }

    pub(super) fn restore(&mut self, path: &Path, form: Form) -> Result<u8, Failure> {
        if !path.is_file() {
            return Err(at(BackupError::NotThere, path).into());
        }
        let data = DataDir::open(self.data_dir.as_deref())
            .map_err(|error| Trouble::could_not(error.to_string(), "", "Name a data folder with --data-dir"))?;
        let held = instance::hold(&data).map_err(|error| {
            Trouble::could_not(format!("the data folder cannot be used: {error}"), "", "Name another one")
        })?;
        let _lock = held.ok_or_else(|| {
            let remedy = "Bring the backup in there (File, Bring in a backup…), or close the window first";
            Trouble::could_not("RSO Toolbox is open on this data folder; nothing was changed", "", remedy)
        })?;
        let Brought { mut report, profile } =
            backup::bring_in(&data, path, &Unwatched).map_err(|error| at(error, path))?;
        if let Err(error) = backup::note_brought_in(&data, today()) {
            self.note(&format!("note: that a backup was brought in could not be noted in the data folder: {error}"))?;
        }
        let (mut office, mut settings): (Office, Settings) =
            (self.kept(&data, SavedFile::Office)?, self.kept(&data, SavedFile::Settings)?);
        let before = (office.clone(), settings.clone());
        profile.fill(&mut office, &mut settings, &mut report);
        if office != before.0 {
            keep(&data, SavedFile::Office, &office)?;
        }
        if settings != before.1 {
            keep(&data, SavedFile::Settings, &settings)?;
        }
        if form == Form::Json {
            return self.print_json(&report.value());
        }
        self.line(&report.summary())?;
        for came in <Came as strum::IntoEnumIterator>::iter() {
            let mut lines = report.of(came).peekable();
            if lines.peek().is_some() {
                self.line("")?;
                self.line(came.heading())?;
            }
            for line in lines {
                self.line(&format!("  {line}"))?;
            }
        }
        Ok(0)
    }

    /// A small file as it is kept. One that is damaged is set aside and told, never written over.
    fn kept<T: Stored + Default>(&mut self, data: &DataDir, file: SavedFile) -> Result<T, Failure> {
        let kept = data.read(file.name());
        if let Some(notice) = &kept.notice {
            self.note(&format!("note: {}", notice.words))?;
        }
        if kept.writable {
            return Ok(kept.value);
        }
        let what = format!("{} cannot be read; the packs came in, the office’s details did not", file.name());
        let place = data.file(file.name()).display().to_string();
        Err(Trouble::could_not(what, place, "Move the file away, and do it again").into())
    }
}

fn keep(data: &DataDir, file: SavedFile, value: &impl Stored) -> Result<(), Trouble> {
    Ok(files::write_file(&data.file(file.name()), to_text(value).as_bytes(), Existing::Replace)?)
}

fn at(error: BackupError, path: &Path) -> Trouble {
    match error {
        BackupError::File(error) => error.into(),
        other => Trouble::could_not(other.to_string(), path.display().to_string(), other.remedy()),
    }
}
