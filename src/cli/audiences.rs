//! `audiences`: who the Tool Box's resources are for.

use std::io::Write;

use serde_json::{Value, json};

use super::args::Form;
use super::{Cx, Failure};
use crate::catalogue::{Audience, Catalogue};
use crate::pack::words;

impl<O: Write, E: Write> Cx<'_, O, E> {
    pub(super) fn audiences(&mut self, form: Form) -> Result<u8, Failure> {
        let catalogue = self.open()?;
        if form == Form::Json {
            let all = catalogue.audiences.iter().map(|audience| {
                json!({
                    "id": audience.id.as_str(),
                    "name": audience.name,
                    "also": audience.also,
                    "resources": count(&catalogue, audience),
                })
            });
            return self.print_json(&Value::Array(all.collect()));
        }
        for audience in &catalogue.audiences {
            let count = words::resources(count(&catalogue, audience));
            self.line(&format!("{}  {} ({count})", audience.id, audience.name))?;
            if !audience.also.is_empty() {
                self.line(&format!("    also: {}", audience.also.join(", ")))?;
            }
        }
        Ok(0)
    }
}

fn count(catalogue: &Catalogue, audience: &Audience) -> usize {
    let names = |it: &crate::catalogue::Resource| it.audiences.iter().any(|given| given.audience == audience.id);
    catalogue.resources.iter().filter(|resource| names(resource)).count()
}
