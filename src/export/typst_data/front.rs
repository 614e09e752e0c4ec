//! What stands before and after the entries, as data.

use serde_json::{Value, json};

use super::text::{Preparer, Room};
use super::{Look, code_of, heading, icon, mail_link, own, shortened, web_link};
use crate::pack::{Entry, Issuer, Logo, Pack, guide, words};

/// From more letters on, the title on the cover is one step smaller each time.
const COVER_TITLE_STEPS: [usize; 3] = [80, 140, 220];
/// The most room that the logo takes on the cover, in millimetres.
const LOGO_MM: (f64, f64) = (50.0, 18.0);

/// Title, statements, background: what stands before the entries.
pub(super) fn front(pack: &Pack, preparer: &mut Preparer<'_>) -> Value {
    let statements = &pack.statements;
    let mut say = |text: &str| preparer.text(text, Room::Text);
    let categories: Vec<Value> = pack
        .scope
        .categories
        .iter()
        .map(|category| json!({ "name": say(&category.name), "count": format!("{} of {}", category.chosen.len(), category.total) }))
        .collect();
    let names: Vec<&str> = pack.scope.categories.iter().map(|category| category.name.as_str()).collect();
    let background: Vec<Value> = pack
        .background
        .iter()
        .map(|paragraph| {
            // A list that names the categories shows their marks and what the pack takes of each.
            let is_scope = !paragraph.list.is_empty() && paragraph.list.iter().eq(&names);
            let list: Vec<Value> = paragraph.list.iter().map(|item| say(item)).collect();
            json!({ "text": say(&paragraph.text), "list": list, "scope": is_scope })
        })
        .collect();
    let which = which_enclosed(pack);
    let ways: Vec<Value> = guide::ways(pack)
        .iter()
        .map(|way| json!({ "icon": icon(way.availability), "name": way.name, "words": say(&way.words) }))
        .collect();
    json!({
        "issuer_label": say(&pack.issuer.label),
        "message": pack.message.as_deref().map(|text| text.split('\n').filter(|line| !line.trim().is_empty()).map(&mut say).collect::<Vec<_>>()),
        "date": say(&pack.date.long()),
        "describes": say(&statements.describes),
        "enclosed": say(&statements.enclosed),
        "age": say(&statements.age),
        "checked": say(&statements.checked),
        "inside": say(&statements.inside),
        "which": say(&which),
        "signature": pack.office.signature.iter().map(|line| say(line)).collect::<Vec<_>>(),
        "put_together": say(&statements.put_together),
        "added": say(&statements.added),
        "categories": categories,
        "background": background,
        "ways": ways,
        "guide": {
            "heading": guide::HEADING, "lead": guide::LEAD, "inside": guide::INSIDE, "ways": guide::WAYS,
            "background": guide::BACKGROUND, "age": guide::AGE, "contact": guide::CONTACT, "contents": guide::CONTENTS,
            "foreword": guide::FOREWORD, "before_use": guide::BEFORE_USE, "closing": guide::CLOSING,
            "disclaimer": guide::DISCLAIMER, "timetable": guide::TIMETABLE,
        },
        "issuer": preparer.isolated(&pack.issuer.name, Room::Text),
        "prepared_for": pack.prepared_for.as_deref().map(|text| preparer.isolated(text, Room::Text)),
        "event": pack.event.as_deref().map(|text| preparer.isolated(text, Room::Text)),
        "logo": pack.office.logo.as_ref().map(|logo| logo_of(logo, &pack.issuer, preparer)),
        "foreword": own::blocks(&pack.foreword, preparer),
        "before_use": own::blocks(&pack.office.before_use, preparer),
        "title": heading(&pack.title, Room::Cover, preparer),
        "title_step": COVER_TITLE_STEPS.iter().filter(|most| pack.title.chars().nth(**most).is_some()).count(),
    })
}

/// How large the logo is on paper, and what it says.
fn logo_of(logo: &Logo, issuer: &Issuer, preparer: &mut Preparer<'_>) -> Value {
    let (width, height) = (f64::from(logo.width_px.max(1)), f64::from(logo.height_px.max(1)));
    let scale = (LOGO_MM.0 / width).min(LOGO_MM.1 / height);
    let name = if issuer.name.is_empty() { words::AN_OFFICE } else { &issuer.name };
    json!({ "width": width * scale, "height": height * scale, "alt": words::logo_of(&shortened(&preparer.plain(name))) })
}

/// Which documents are enclosed, and where they are.
fn which_enclosed(pack: &Pack) -> String {
    let (with, without): (Vec<&Entry>, Vec<&Entry>) = pack.entries().partition(|entry| entry.enclosed.is_some());
    let numbers = |entries: &[&Entry]| entries.iter().map(|entry| entry.number).collect::<Vec<_>>();
    words::enclosed_guide(&numbers(&with), &numbers(&without))
}

/// Closing text, contact, credit, disclaimer.
pub(super) fn contact(pack: &Pack, look: Look, preparer: &mut Preparer<'_>) -> Value {
    let block = &pack.contact;
    let code = pack.code.as_ref().map(|code| code_of(code, look, preparer));
    let website = preparer.text(&block.website, Room::Address);
    let mut say = |text: &str| preparer.text(text, Room::Text);
    json!({
        "office": say(&block.office),
        "address": block.address.iter().map(|line| say(line)).collect::<Vec<_>>(),
        "telephone": say(&block.telephone),
        "fax": say(&block.fax),
        "email": say(&block.email),
        "mailto": mail_link(&block.email),
        "website": website,
        "website_url": web_link(&block.website),
        "note": say(&block.note),
        "credit": pack.credit.iter().map(|line| say(line)).collect::<Vec<_>>(),
        "code": code,
        "disclaimer": pack.office.disclaimer.iter().map(|line| say(line)).collect::<Vec<_>>(),
        "closing": own::blocks(&pack.closing, preparer),
    })
}
