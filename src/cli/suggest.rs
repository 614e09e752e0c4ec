//! `suggest`: a pack proposed for audiences.

use std::io::Write;

use serde_json::{Value, json};

use super::args::Form;
use super::{Cx, Failure, open};
use crate::suggest::brief::Choice as _;
use crate::suggest::{Proposal, suggest};

impl<O: Write, E: Write> Cx<'_, O, E> {
    pub(super) fn suggest(&mut self, typed: &[String], form: Form) -> Result<u8, Failure> {
        let catalogue = self.open()?;
        let audiences = open::audiences(&catalogue, typed, "--audience")?;
        let proposal = suggest(&catalogue, &audiences, &self.office().contact_or(&catalogue).email);
        if form == Form::Json {
            return self.print_json(&as_json(&proposal));
        }
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

fn as_json(proposal: &Proposal) -> Value {
    let proposed = proposal.proposed.iter().map(|it| {
        json!({
            "id": it.id.as_str(),
            "title": it.title,
            "tier": it.tier.code(),
            "reasons": it.reason_words(),
            "quote": it.quote,
            "basis": it.basis.code(),
        })
    });
    let left_out =
        proposal.left_out.iter().map(|it| json!({"id": it.id.as_str(), "title": it.title, "reason": it.reason}));
    json!({
        "proposed": proposed.collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(),
        "notes": proposal.notes,
    })
}
