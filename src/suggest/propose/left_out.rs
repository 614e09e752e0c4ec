//! Why a resource that nothing speaks for is left out.

use crate::catalogue::{AudienceAssignment, Basis, Resource};
use crate::suggest::Reason;

use super::facts::Facts;
use super::text::{audience, listed};

/// The reason and the words of the catalogue behind it.
pub(super) fn reason(facts: &Facts<'_>, resource: &Resource) -> Reason {
    let brief = &facts.brief;
    let (mut words, quote) = match (facts.audiences.is_empty(), brief.not_understood.is_empty()) {
        (true, true) => ("No audience was chosen".to_owned(), String::new()),
        (true, false) => ("No audience was understood".to_owned(), String::new()),
        (false, _) => names_others(facts, resource),
    };
    if resource.successor().is_some() {
        words.push_str("; newer edition exists");
    }
    Reason { words, quote }
}

fn names_others(facts: &Facts<'_>, resource: &Resource) -> (String, String) {
    let wanted: Vec<String> = facts.audiences.iter().map(|id| audience(facts.catalogue, id)).collect();
    let wanted = listed(&wanted, "or");
    let with = |test: fn(&AudienceAssignment) -> bool| {
        let (mut names, mut quote): (Vec<String>, String) = (Vec::new(), String::new());
        for assignment in resource.audiences.iter().filter(|assignment| test(assignment)) {
            let name = audience(facts.catalogue, &assignment.audience);
            if !names.contains(&name) {
                names.push(name);
            }
            if quote.is_empty() {
                quote.clone_from(&assignment.quote);
            }
        }
        (!names.is_empty()).then(|| (listed(&names, "and"), quote))
    };
    if let Some((names, quote)) = with(|it| matches!(it.basis, Basis::Stated | Basis::StatedSecondary)) {
        (format!("Its text names {names}, not {wanted}"), quote)
    } else if let Some((names, quote)) = with(|it| it.basis == Basis::StatedPurpose) {
        (format!("Its text names no audience; its stated purpose concerns {names}, not {wanted}"), quote)
    } else if let Some((names, quote)) = with(|it| it.basis == Basis::Wider) {
        (format!("Its text names a wider audience that includes {names}, not {wanted}"), quote)
    } else {
        ("Its text names no audience".to_owned(), String::new())
    }
}
