//! The check before a pack file leaves: `pack check`, and what `export` says and refuses.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::args::{Form, ReleaseArguments};
use super::trouble::Trouble;
use super::{Cx, Failure, pack, plain};
use crate::app::pack_file::PackFile;
use crate::app::release::desk::{answer_on_handling, role_trouble};
use crate::app::release::{
    Facts, Finding, Kind, Leave, Light, Looked, Pages, Reader, Table, check, for_receipt, summary,
};
use crate::app::{Clearance, MAX_LAID_OUT, Office, Recipe, Work};
use crate::catalogue::Catalogue;
use crate::export::pages::Overfull;
use crate::pack::Sha256;
use crate::shell;
use crate::shell::enclosed::HeldDocuments;
use crate::shell::packs::{self, Container};
use crate::shell::release::{look_into, overfull};
use crate::suggest::rules::Rules;

/// A pack file with all that its check needs.
pub(super) struct Desk<'a> {
    pub(super) catalogue: &'a Arc<Catalogue>,
    pub(super) work: &'a mut Work,
    pub(super) office: &'a Office,
    pub(super) rules: &'a Rules,
    pub(super) held: &'a HeldDocuments,
    /// What the check stands before.
    pub(super) leave: Leave,
}

/// What the check of a pack file came to.
pub(super) struct Checked {
    pub(super) findings: Vec<Finding>,
    /// For the receipt.
    pub(super) lines: Vec<String>,
}

impl Desk<'_> {
    /// Looks at everything, with what was answered on the command line.
    pub(super) fn check(&mut self, answers: Option<&ReleaseArguments>) -> Result<Checked, Trouble> {
        let looked = self.looked();
        let overfull = self.overfull();
        let pages = overfull.as_deref().map_or(Pages::Failed, Pages::Looked);
        if let Some(arguments) = answers {
            self.answer(arguments, &looked)?;
        }
        let private = shell::private_words();
        let facts = self.facts(&looked, pages, &private);
        let findings = check(&facts);
        let lines = for_receipt(&facts, &findings);
        Ok(Checked { findings, lines })
    }

    fn facts<'b>(&'b self, looked: &'b BTreeMap<Sha256, Looked>, pages: Pages<'b>, private: &'b [String]) -> Facts<'b> {
        Facts {
            catalogue: self.catalogue,
            work: self.work,
            office: self.office,
            rules: self.rules,
            table: Table::built_in(),
            today: shell::today(),
            looked,
            pages,
            leave: self.leave,
            is_foreign: false,
            private,
        }
    }

    fn looked(&self) -> BTreeMap<Sha256, Looked> {
        let files = self.work.all_items().filter_map(|item| item.content.file.as_ref());
        files.map(|file| (file.sha256.clone(), look_into(self.held, &file.sha256))).collect()
    }

    fn overfull(&self) -> Option<Vec<Overfull>> {
        if self.work.items().len() > MAX_LAID_OUT {
            return None;
        }
        overfull(&Recipe::of(Arc::clone(self.catalogue), self.work, shell::today(), self.office))
    }

    /// Answers hold for this export alone; the file keeps its own.
    fn answer(&mut self, arguments: &ReleaseArguments, looked: &BTreeMap<Sha256, Looked>) -> Result<(), Trouble> {
        if arguments.inside {
            self.work.details.release.reader = Reader::Office;
        }
        let Some(role) = &arguments.confirmed_by else { return Ok(()) };
        if let Some(trouble) = role_trouble(role) {
            return Err(Trouble::wrong(trouble, "--confirmed-by", "For example: --confirmed-by \"Programme manager\""));
        }
        let on = Some(shell::today());
        let by = Clearance { role: role.clone(), on };
        let reason = arguments.reason.as_deref().unwrap_or_default();
        let answer = answer_on_handling(&self.facts(looked, Pages::Waiting, &[]), by.clone(), reason);
        let release = &mut self.work.details.release;
        release.handling = Some(answer);
        if arguments.keep_properties {
            release.kept.extend(looked.keys().map(|sum| (sum.clone(), by.clone())));
        }
        Ok(())
    }
}

/// What keeps a pack file from going out.
///
/// Empty fields do not: they have words of their own where nobody filled them.
fn stops(finding: &Finding) -> bool {
    finding.light == Light::Stop && finding.kind != Kind::Fields
}

/// What can be given on the command line about a finding.
fn remedy(finding: &Finding) -> String {
    match finding.kind {
        Kind::Handling | Kind::HandlingNotStated => {
            "Give --confirmed-by ROLE and --reason TEXT, or --inside".to_owned()
        }
        Kind::Private => format!("{} Or give --keep-properties with --confirmed-by ROLE", finding.to_do),
        _ => finding.to_do.clone(),
    }
}

impl<O: Write, E: Write> Cx<'_, O, E> {
    /// Says what was found; errs where something stops the export.
    pub(super) fn tell_findings(&mut self, findings: &[Finding], place: &str) -> Result<(), Failure> {
        for finding in findings.iter().filter(|finding| finding.light != Light::Good && !stops(finding)) {
            self.note(&format!("note: {}. {}", finding.words, finding.to_do))?;
        }
        let mut stopping: Vec<&Finding> = findings.iter().filter(|finding| stops(finding)).collect();
        let Some(last) = stopping.pop() else { return Ok(()) };
        for finding in stopping {
            let trouble = trouble_of(finding, place);
            self.err.write_all(plain::block(&trouble.text()).as_bytes()).map_err(Failure::Printing)?;
        }
        Err(trouble_of(last, place).into())
    }

    /// What the check of a pack finds before it leaves so.
    pub(super) fn findings(
        &mut self,
        file: &PackFile,
        documents: &BTreeMap<Sha256, Vec<u8>>,
        answers: Option<&ReleaseArguments>,
        leave: Leave,
    ) -> Result<Vec<Finding>, Failure> {
        let catalogue = Arc::new(self.open()?);
        let (office, (rules, _)) = (self.office(), self.rules(None)?);
        let mut work = file.draft.restore(&catalogue);
        let held = HeldDocuments::new(documents.clone());
        let (work, held) = (&mut work, &held);
        let mut desk = Desk { catalogue: &catalogue, work, office: &office, rules: &rules, held, leave };
        Ok(desk.check(answers)?.findings)
    }

    /// `pack check`: exit code 1 where something stops an export.
    pub(super) fn pack_check(&mut self, path: &Path, form: Form) -> Result<u8, Failure> {
        let Container { file, documents, .. } = packs::read(path).map_err(|error| pack::at(error, path))?.container;
        let findings = self.findings(&file, &documents, None, Leave::Nothing)?;
        if form == Form::Json {
            self.print_json(&Value::Array(findings.iter().map(as_json).collect()))?;
        } else {
            for finding in &findings {
                self.line(&format!("{}: {}", finding.weight().words(), finding.words))?;
                for line in finding.detail.lines().filter(|line| !line.is_empty()) {
                    self.line(&format!("  {line}"))?;
                }
                for title in &finding.named {
                    self.line(&format!("    {title}"))?;
                }
                if !finding.to_do.is_empty() {
                    self.line(&format!("  what to do: {}", finding.to_do))?;
                }
            }
            self.line(&format!("{}.", summary(&findings)))?;
        }
        Ok(u8::from(findings.iter().any(stops)))
    }
}

fn trouble_of(finding: &Finding, place: &str) -> Trouble {
    let detail = finding.detail.lines().next().unwrap_or_default();
    let what = if detail.is_empty() { finding.words.clone() } else { format!("{} ({detail})", finding.words) };
    Trouble::could_not(what, place, remedy(finding))
}

fn as_json(finding: &Finding) -> Value {
    json!({
        "light": finding.light.code(),
        "weight": finding.weight().code(),
        "kind": finding.kind.code(),
        "finding": finding.words,
        "detail": finding.detail,
        "items": finding.named,
        "what_to_do": finding.to_do,
    })
}
