//! The text of a resource's page: summary, purpose, status, what comes with it, its parts.

use egui::{Pos2, Rect, Sense, Ui, Vec2};

use crate::pack::{Entry, ModuleList, RowBody, RowLabel};
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widgets::text::{self, Text, Type};

/// The rows that stand in the text column, in order; the others are facts.
const IN_TEXT: [RowLabel; 4] = [RowLabel::Purpose, RowLabel::Status, RowLabel::Includes, RowLabel::Modules];

/// Draws the column.
pub fn text_ui(ui: &mut Ui, cx: &ViewCx<'_>, entry: &Entry) {
    ui.spacing_mut().item_spacing.y = space::SMALL;
    let query = cx.state.browse.hits.as_ref().map(crate::catalogue::search::Hits::query);
    let ranges = |words: &str| query.map(|query| query.ranges(words)).unwrap_or_default();
    Text::new(&entry.lead, Type::Body).hits(&ranges(&entry.lead)).show(ui);
    for label in IN_TEXT {
        let Some(row) = entry.rows.iter().find(|row| row.label == label) else { continue };
        match &row.body {
            RowBody::Paragraphs(paragraphs) => {
                if label != RowLabel::Purpose {
                    ui.add_space(space::SMALL);
                    Text::new(label.words(), Type::Heading).heading(ui, 2);
                }
                for paragraph in paragraphs {
                    Text::new(paragraph, Type::Body).hits(&ranges(paragraph)).show(ui);
                }
            }
            RowBody::Modules(modules) => modules_ui(ui, modules, &ranges),
            RowBody::GoesWith(_) => {}
        }
    }
}

fn modules_ui(ui: &mut Ui, modules: &ModuleList, ranges: &dyn Fn(&str) -> Vec<std::ops::Range<usize>>) {
    ui.add_space(space::SMALL);
    Text::new(RowLabel::Modules.words(), Type::Heading).heading(ui, 2);
    if !modules.lead.is_empty() {
        let tokens = Tokens::of(ui.ctx());
        Text::new(&modules.lead, Type::LabelPlain).color(tokens.text_weak).show(ui);
    }
    let widest =
        modules.items.iter().map(|item| Text::new(&item.label, Type::LabelPlain).width(ui)).fold(0.0, f32::max);
    let indent = if widest > 0.0 { widest.ceil() + space::LARGE } else { 0.0 };
    ui.spacing_mut().item_spacing.y = 0.0;
    for item in &modules.items {
        module_ui(ui, [&item.label, &item.title, &item.count], indent, &ranges(&item.title));
    }
    let tokens = Tokens::of(ui.ctx());
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top() + 0.5, tokens.rule());
    ui.add_space(1.0);
}

/// One part: its number, its title, and how many modules it has.
fn module_ui(ui: &mut Ui, words: [&str; 3], indent: f32, hits: &[std::ops::Range<usize>]) {
    let tokens = Tokens::of(ui.ctx());
    let [label, title, count] = words;
    let width = ui.available_width();
    let count_width = if count.is_empty() { 0.0 } else { Text::new(count, Type::Small).width(ui) + space::MEDIUM };
    let galley = Text::new(title, Type::LabelPlain).hits(hits).layout(ui, width - indent - count_width);
    let height = galley.size().y + 11.0;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    let name = [label, title, count].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, &name));
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.rule());
    let top = rect.top() + 6.0;
    if !label.is_empty() {
        let at = Pos2::new(rect.left(), top);
        Text::new(label, Type::LabelPlain).color(tokens.text_weak).paint(ui, at, f32::INFINITY);
    }
    text::paint_galley(ui, Pos2::new(rect.left() + indent, top), galley);
    if !count.is_empty() {
        let line = Rect::from_min_max(Pos2::new(rect.left(), top), Pos2::new(rect.right(), top + 20.0));
        Text::new(count, Type::Small).color(tokens.text_weak).paint_right(ui, line);
    }
}
