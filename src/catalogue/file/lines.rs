//! The lines of problems, found by a parser that keeps its places and runs only where there is a problem.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions};

use crate::catalogue::check::{Problem, Step};

/// Gives each problem its line, counted from 1.
pub(super) fn number(text: &str, problems: &mut [Problem]) {
    if problems.is_empty() {
        return;
    }
    let Ok(parsed) = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()) else {
        return;
    };
    let Some(top) = parsed.value else { return };
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    for problem in problems.iter_mut().filter(|problem| problem.line.is_none()) {
        let at = start(&top, &problem.path);
        problem.line = Some(1 + ends.partition_point(|end| *end < at));
    }
}

/// Where the value at this path begins, or the innermost value around it that is there.
fn start(top: &Value<'_>, path: &[Step]) -> usize {
    let mut value = top;
    let mut at = top.start();
    for step in path {
        let inner = match (step, value) {
            (Step::Key(key), Value::Object(object)) => object.properties.iter().find(|one| one.name.as_str() == key),
            (Step::Again(key), Value::Object(object)) => object.properties.iter().rfind(|one| one.name.as_str() == key),
            (Step::Item(index), Value::Array(list)) => {
                let Some(item) = list.elements.get(*index) else { break };
                (at, value) = (item.start(), item);
                continue;
            }
            _ => None,
        };
        let Some(property) = inner else { break };
        (at, value) = (property.start(), &property.value);
    }
    at
}
