//! What is said where the asker is no Member State.

use crate::catalogue::Resource;
use crate::suggest::rules::table::{AskerAbout, AskerRule};
use crate::suggest::{AskerNote, Proposed};

use super::facts::{Facts, readers};
use super::notes::titles;
use super::text::{Wanted, fill};

/// Nothing where the asker is not stated, or is one that the Tool Box is offered to.
pub(super) fn note(facts: &Facts<'_>, proposed: &[(&Resource, Proposed)]) -> Option<AskerNote> {
    let recipient = facts.brief.recipient?;
    let mut note = AskerNote::default();
    let rules = facts.table.asker.iter().filter(|rule| rule.recipients.iter().any(|it| it.0 == recipient));
    for rule in rules {
        match rule.about.0 {
            AskerAbout::Offer => {
                let Some(sentence) = offer(facts, rule) else { continue };
                let names = [("recipient", recipient.in_sentence()), ("sentence", sentence)];
                note.offer = fill(&rule.note, &names);
                sentence.clone_into(&mut note.quote);
            }
            AskerAbout::Officials => officials(rule, proposed, &mut note),
        }
    }
    (note != AskerNote::default()).then_some(note)
}

/// The first sentence of the background that holds the first of the words that any holds.
fn offer<'a>(facts: &Facts<'a>, rule: &AskerRule) -> Option<&'a str> {
    let sentences = || facts.catalogue.background.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences);
    rule.words.iter().find_map(|words| {
        let wanted = Wanted::new(words);
        sentences().map(|sentence| sentence.text.as_str()).find(|text| wanted.is_in(text))
    })
}

fn officials(rule: &AskerRule, proposed: &[(&Resource, Proposed)], note: &mut AskerNote) {
    let wanted: Vec<Wanted> = rule.words.iter().map(|words| Wanted::new(words)).collect();
    for (resource, _) in proposed {
        let said = readers(resource).into_iter().find(|text| wanted.iter().any(|words| words.is_in(text)));
        if let Some(said) = said {
            note.officials.push((resource.id.clone(), resource.title.clone(), said.to_owned()));
        }
    }
    if !note.officials.is_empty() {
        let titles = titles(note.officials.iter().map(|(_, title, _)| title.as_str()));
        note.officials_words = fill(&rule.note, &[("titles", &titles)]);
    }
}
