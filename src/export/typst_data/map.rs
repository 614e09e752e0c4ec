//! The map on the cover as data: the chosen resources at their places.

use serde_json::{Value, json};

use super::text::{Preparer, Room};
use crate::pack::{Pack, Scope, ScopeCategory};

/// Fewer squares a row would be too large.
const COLUMNS_MIN: usize = 6;
/// A category of more resources has no places: its chosen marks stand one behind the other.
const PLACES_MAX: usize = 14;
/// How high the map may be, in widths of the text.
const HEIGHT_MAX: f64 = 0.5;
/// Names of more letters do not stand side by side.
const INLINE_LETTERS_MAX: usize = 80;

/// Which square each chosen resource takes: the category's place, column, row.
type Square = (usize, usize, usize);

/// Squares and legend.
pub(super) fn map(pack: &Pack, preparer: &mut Preparer<'_>) -> Value {
    let (columns, rows, squares) = squares(&pack.scope);
    let chosen = || pack.scope.categories.iter().enumerate().filter(|(_, category)| !category.chosen.is_empty());
    let letters: usize = chosen().map(|(_, category)| category.name.chars().count()).sum();
    let legend: Vec<Value> = chosen()
        .map(|(place, category)| {
            json!({
                "place": place,
                "name": preparer.text(&category.name, Room::Text),
                "count": format!("{} of {}", category.chosen.len(), category.total),
            })
        })
        .collect();
    json!({
        "columns": columns,
        "rows": rows,
        "marks": squares,
        "legend": legend,
        "inline": letters <= INLINE_LETTERS_MAX,
    })
}

/// How many columns and rows there are, and what stands in them: each category on a row of its own.
fn squares(scope: &Scope) -> (usize, usize, Vec<Square>) {
    let most = scope.categories.iter().map(|category| category.total).max().unwrap_or_default();
    let mut columns = most.clamp(COLUMNS_MIN, PLACES_MAX);
    loop {
        let rows: usize = scope.categories.iter().map(|category| rows_of(category, columns)).sum();
        if rows as f64 <= HEIGHT_MAX * columns as f64 {
            return (columns, rows, placed(scope, columns));
        }
        columns += 1;
    }
}

fn rows_of(category: &ScopeCategory, columns: usize) -> usize {
    if category.total <= PLACES_MAX { 1 } else { category.chosen.len().div_ceil(columns).max(1) }
}

fn placed(scope: &Scope, columns: usize) -> Vec<Square> {
    let mut top = 0;
    let mut squares = Vec::with_capacity(scope.chosen);
    for (place, category) in scope.categories.iter().enumerate() {
        for (index, own) in category.chosen.iter().enumerate() {
            let at = if category.total <= PLACES_MAX { *own } else { index };
            squares.push((place, at % columns, top + at / columns));
        }
        top += rows_of(category, columns);
    }
    squares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{CategoryId, CivilDate};

    fn scope(categories: &[(usize, &[usize])]) -> Scope {
        let categories: Vec<ScopeCategory> = categories
            .iter()
            .map(|(total, chosen)| ScopeCategory {
                id: CategoryId::new("c").unwrap(),
                name: String::new(),
                total: *total,
                chosen: chosen.to_vec(),
            })
            .collect();
        Scope {
            catalogue_edition: CivilDate::parse("2026-11-24").unwrap(),
            source_age: String::new(),
            total: categories.iter().map(|category| category.total).sum(),
            chosen: categories.iter().map(|category| category.chosen.len()).sum(),
            categories,
        }
    }

    #[test]
    fn what_was_chosen_stands_at_its_places() {
        let (columns, rows, squares) = squares(&scope(&[(6, &[5]), (9, &[1, 8]), (6, &[])]));
        assert_eq!((columns, rows), (9, 3));
        assert_eq!(squares, [(0, 5, 0), (1, 1, 1), (1, 8, 1)]);
    }

    #[test]
    fn a_large_category_wraps_and_the_map_stays_low() {
        let all: Vec<usize> = (0..700).collect();
        let (columns, rows, squares) = squares(&scope(&[(700, &all), (900, &all), (6, &[2])]));
        assert_eq!(squares.len(), 1401);
        assert!(rows as f64 <= HEIGHT_MAX * columns as f64, "{columns} x {rows}");
        assert!(squares.iter().all(|(_, x, y)| *x < columns && *y < rows));
        let mut places = squares.clone();
        places.sort_unstable_by_key(|(_, x, y)| (*y, *x));
        places.dedup_by_key(|(_, x, y)| (*y, *x));
        assert_eq!(places.len(), squares.len(), "two stand on one square");
        let (columns, rows, _) = super::squares(&scope(&[(1, &[0])]));
        assert_eq!((columns, rows), (COLUMNS_MIN, 1));
    }

    #[test]
    fn many_categories_do_not_make_it_run_on() {
        let many: Vec<(usize, &[usize])> = (0..60).map(|_| (3, [0].as_slice())).collect();
        let (columns, rows, _) = squares(&scope(&many));
        assert_eq!((columns, rows), (120, 60));
    }
}
