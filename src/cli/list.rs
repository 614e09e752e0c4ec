//! `list`: resources in the catalogue's order.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use serde_json::{Value, json};

use super::args::ListArguments;
use super::{Cx, Failure, open};
use crate::catalogue::search::Index;
use crate::catalogue::{Availability, Catalogue, Resource};
use crate::pack::words;

impl<O: Write, E: Write> Cx<'_, O, E> {
    pub(super) fn list(&mut self, arguments: &ListArguments) -> Result<u8, Failure> {
        let catalogue = self.open()?;
        let listed = filtered(&catalogue, arguments)?;
        if arguments.json {
            return self.print_json(&Value::Array(listed.iter().map(|it| summary(it)).collect()));
        }
        for category in &catalogue.categories {
            let inside: Vec<_> = listed.iter().filter(|it| it.category == category.id).collect();
            if inside.is_empty() {
                continue;
            }
            let total = catalogue.in_category(&category.id).count();
            self.line(&format!("{}, {} of {total}", category.name, inside.len()))?;
            for resource in inside {
                let available = words::availability(resource.availability, resource.address_state());
                self.line(&format!("  {}", resource.title))?;
                self.line(&format!("    {}  {}. {available}.", resource.id, words::capital_first(&resource.kind)))?;
            }
            self.line("")?;
        }
        self.line(&format!("{} of {}", listed.len(), words::resources(catalogue.resources.len())))?;
        Ok(0)
    }
}

/// What fits all filters, in the catalogue's order.
fn filtered(catalogue: &Catalogue, arguments: &ListArguments) -> Result<Vec<Arc<Resource>>, Failure> {
    let mut categories = Vec::new();
    for typed in &arguments.category {
        categories.push(open::category(catalogue, typed, "--category")?);
    }
    let audiences = open::audiences(catalogue, &arguments.audience, "--audience")?;
    let ways: Vec<Availability> = arguments.availability.iter().map(|word| (*word).into()).collect();
    let hits: Option<BTreeSet<u32>> = arguments
        .search
        .as_deref()
        .filter(|text| !text.trim().is_empty())
        .map(|text| Index::build(catalogue).search(text).places().iter().copied().collect());
    let fits = |place: u32, it: &Resource| {
        (categories.is_empty() || categories.contains(&it.category))
            && (ways.is_empty() || ways.contains(&it.availability))
            && (audiences.is_empty() || it.audiences.iter().any(|given| audiences.contains(&given.audience)))
            && hits.as_ref().is_none_or(|hits| hits.contains(&place))
    };
    let fitting = (0..).zip(&catalogue.resources).filter(|(place, it)| fits(*place, it));
    Ok(fitting.map(|(_, it)| Arc::clone(it)).collect())
}

fn summary(resource: &Resource) -> Value {
    let mut audiences: Vec<&str> = Vec::new();
    for given in &resource.audiences {
        if !audiences.contains(&given.audience.as_str()) {
            audiences.push(given.audience.as_str());
        }
    }
    json!({
        "id": resource.id.as_str(),
        "title": resource.title,
        "category": resource.category.as_str(),
        "kind": resource.kind,
        "availability": resource.availability.code(),
        "address": resource.address_state().code(),
        "handling": resource.handling.code(),
        "summary": resource.summary,
        "audiences": audiences,
    })
}
