//! Looks into the documents and the pages of a pack before it leaves.

use std::collections::BTreeMap;

use crate::app::release::properties::{self, Looked};
use crate::app::{LookOver, LookedOver, Recipe, Shelf};
use crate::export::Files;
use crate::export::Format;
use crate::export::documents::ReadError;
use crate::export::pages::{Layout, Overfull};
use crate::pack::contents::Sha256;
use crate::shell::enclosed::DocumentFolder;
use crate::shell::exports::fonts_for;
use crate::shell::jobs;
use crate::shell::packs::store::{FILES, Store};

/// Looks into everything that is asked for. A file on which the program stumbles is said not to be looked into.
pub fn look_over(asked: &LookOver, store: &Store) -> LookedOver {
    let files = DocumentFolder::new(store.folder(Shelf::Packs, &asked.pack).join(FILES));
    let look = |sum: &Sha256| (sum.clone(), look_into(&files, sum));
    LookedOver {
        revision: asked.revision,
        number: asked.number,
        documents: asked.documents.iter().map(look).collect(),
        overfull: asked.recipe.as_ref().and_then(overfull),
    }
}

/// What stands for all that was asked where the looking itself failed.
pub fn not_looked(asked: &LookOver) -> LookedOver {
    let not = |sum: &Sha256| (sum.clone(), Looked::Unreadable);
    LookedOver {
        revision: asked.revision,
        number: asked.number,
        documents: asked.documents.iter().map(not).collect::<BTreeMap<_, _>>(),
        overfull: None,
    }
}

/// Looks into the document of this sum.
pub fn look_into(files: &dyn Files, sum: &Sha256) -> Looked {
    let bytes = match files.read(sum) {
        Ok(bytes) => bytes,
        Err(ReadError::Missing) => return Looked::Missing,
        Err(ReadError::Unreadable(_)) => return Looked::Unreadable,
    };
    if Sha256::of(&bytes) != *sum {
        return Looked::Changed;
    }
    let looked = jobs::caught("document", || properties::look(&bytes));
    looked.unwrap_or(Looked::Not("the program stumbled over it"))
}

/// What does not fit on the pages; `None` where they could not be laid out.
pub fn overfull(recipe: &Recipe) -> Option<Vec<Overfull>> {
    let laid_out = jobs::caught("pages", || {
        let pack = recipe.build();
        let layout = Layout::of(&pack, &fonts_for(&pack, [Format::Pdf])).ok()?;
        Some(layout.overfull(&pack))
    });
    laid_out.ok().flatten()
}
