//! `suggest`: a pack proposed for audiences, for a request as JSON, or for a request as it was written.
//!
//! The text of a request is read, answered and forgotten: what is printed of it are the words that a rule understood
//! and, shortened and without what may be a name, what none did.

mod json;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use serde_json::Value;

use super::args::SuggestArguments;
use super::trouble::Trouble;
use super::{Cx, Failure, open, reading};
use crate::catalogue::Catalogue;
use crate::suggest::brief::{Brief, BriefProblem, Choice as _, ReadBrief};
use crate::suggest::request::{self, ReadRequest, Standing, read_request};
use crate::suggest::rules::Rules;
use crate::suggest::{Proposal, Request, propose};

/// A request as JSON is never larger.
const MAX_BRIEF_BYTES: usize = 1_000_000;

/// The ways in which a call gives a request.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) audience: &'a [String],
    pub(super) brief: Option<&'a Path>,
    pub(super) request: Option<&'a Path>,
}

/// A request, however it was given.
pub(super) struct Asked {
    pub(super) brief: Brief,
    /// What has to be said of the request itself.
    notes: Vec<String>,
    /// Where it was given as it was written.
    pub(super) read: Option<Written>,
}

/// A request as it was written, and what was understood of it.
pub(super) struct Written {
    text: String,
    read: ReadRequest,
}

impl<O: Write, E: Write> Cx<'_, O, E> {
    pub(super) fn suggest(&mut self, arguments: &SuggestArguments) -> Result<u8, Failure> {
        let catalogue = self.open()?;
        let SuggestArguments { audience, brief, request, rules, .. } = arguments;
        let given = Given { audience, brief: brief.as_deref(), request: request.as_deref() };
        let (asked, proposal) = self.proposed(&catalogue, given, rules.as_deref())?;
        if arguments.json {
            return self.print_json(&json::answer(&proposal, &asked));
        }
        if let Some(written) = &asked.read {
            self.understood(written)?;
        }
        self.proposal(&proposal, &catalogue)
    }

    /// A request, and the proposal for it with everything that has to be said of both.
    pub(super) fn proposed(
        &mut self,
        catalogue: &Catalogue,
        given: Given<'_>,
        rules: Option<&Path>,
    ) -> Result<(Asked, Proposal), Failure> {
        let (rules, mut notes) = self.rules(rules)?;
        let asked = asked(catalogue, &rules, given)?;
        let email = self.office().contact_or(catalogue).email.clone();
        let enclosed = BTreeSet::new();
        let mut proposal =
            propose(&Request { catalogue, brief: &asked.brief, enclosed: &enclosed, email: &email, rules: &rules });
        notes.extend(asked.notes.iter().cloned());
        notes.extend(asked.read.iter().flat_map(|written| written.read.notes.iter().cloned()));
        proposal.notes.splice(0..0, notes);
        Ok((asked, proposal))
    }

    pub(super) fn understood(&mut self, written: &Written) -> Result<(), Failure> {
        self.line(&format!("Understood: {}", count(written.read.marks.len(), "place", "places")))?;
        for mark in &written.read.marks {
            let words = json::one_line(&written.text, mark.range.clone());
            let so = match mark.standing {
                Standing::Taken => "",
                Standing::Contradicted => ", not taken: the text contradicts itself",
                Standing::Denied => ", not taken: the text says that it is not so",
                Standing::NotInForm => ", which the form does not have",
                Standing::Sender => ", not taken: it says who writes",
            };
            self.line(&format!("  “{words}”: {}, {}{so} ({})", mark.field.label(), mark.value, mark.rule))?;
        }
        self.line(&format!("Not understood: {}", count(written.read.left.len(), "part", "parts")))?;
        for sentence in written.read.left_without_names(&written.text) {
            self.line(&format!("  {sentence}"))?;
        }
        self.line("")
    }

    fn proposal(&mut self, proposal: &Proposal, catalogue: &Catalogue) -> Result<u8, Failure> {
        self.line(&format!("Proposed: {} of {}", proposal.proposed.len(), catalogue.resources.len()))?;
        for proposed in &proposal.proposed {
            self.line("")?;
            self.line(&format!("  {} ({}), {}", proposed.title, proposed.id, proposed.tier.code()))?;
            for (place, reason) in proposed.reasons.iter().enumerate() {
                self.line(&format!("    {}", reason.words))?;
                // One sentence behind several reasons stands once, after the last of them.
                let goes_on = proposed.reasons.get(place + 1).is_some_and(|next| next.quote == reason.quote);
                if !goes_on && !reason.quote.is_empty() {
                    self.line(&format!("    “{}”", reason.quote))?;
                }
            }
            let said = |words: &str| proposed.reasons.iter().any(|reason| reason.words.trim_end_matches('.') == words);
            if let Some(obstacle) = proposed.cannot_send.as_ref().filter(|obstacle| !said(&obstacle.words)) {
                self.line(&format!("    {}", obstacle.words))?;
            }
        }
        self.line("")?;
        self.line(&format!("Left out: {} of {}", proposal.left_out.len(), catalogue.resources.len()))?;
        for left in &proposal.left_out {
            self.line(&format!("  {} ({}): {}", left.title, left.id, left.reason))?;
        }
        if !proposal.notes.is_empty() {
            self.line("")?;
        }
        for note in &proposal.notes {
            self.line(&format!("Note: {note}"))?;
        }
        Ok(0)
    }
}

fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn asked(catalogue: &Catalogue, rules: &Rules, given: Given<'_>) -> Result<Asked, Trouble> {
    if let Some(path) = given.brief {
        return brief(catalogue, path);
    }
    if let Some(path) = given.request {
        let text = reading::text(path, "a request", request::MAX_BYTES)?;
        let read = read_request(&text, catalogue, rules);
        return Ok(Asked { brief: read.brief.clone(), notes: Vec::new(), read: Some(Written { text, read }) });
    }
    let audiences = open::audiences(catalogue, given.audience, "--audience")?;
    let brief = Brief::for_audiences(&audiences).normalised(catalogue);
    Ok(Asked { brief, notes: Vec::new(), read: None })
}

fn brief(catalogue: &Catalogue, path: &Path) -> Result<Asked, Trouble> {
    let text = reading::text(path, "a request as JSON", MAX_BRIEF_BYTES)?;
    let place = reading::place(path);
    let value: Value = serde_json::from_str(&text).map_err(|error| no_json(&error, &place))?;
    let ReadBrief { brief, notes } =
        Brief::from_json(&value, catalogue).map_err(|problems| wrong(&problems, &place))?;
    Ok(Asked { brief, notes, read: None })
}

fn no_json(error: &serde_json::Error, place: &str) -> Trouble {
    let told = error.to_string();
    let reason = told.split(" at line ").next().unwrap_or_default();
    let what = if error.is_eof() {
        "the request ends in the middle".to_owned()
    } else {
        format!("the request is not JSON: {reason}")
    };
    let place = format!("{place}, line {}, column {}", error.line(), error.column());
    Trouble::could_not(what, place, "Mend this place; for a request in plain words use --request")
}

fn wrong(problems: &[BriefProblem], place: &str) -> Trouble {
    let Some(first) = problems.first() else {
        return Trouble::could_not("the request cannot be used", place, "Write it anew");
    };
    let more = match problems.len() {
        0 | 1 => String::new(),
        2 => " (and 1 more problem)".to_owned(),
        many => format!(" (and {} more problems)", many - 1),
    };
    let key = if first.key.is_empty() { String::new() } else { format!(", key “{}”", first.key) };
    Trouble::could_not(format!("{}{more}", first.problem), format!("{place}{key}"), first.fix.clone())
}
