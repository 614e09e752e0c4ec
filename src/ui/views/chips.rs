//! The line of filters in force, each with its way to undo it, and "Clear all".

use egui::{Align, Layout as Direction, Rect, Sense, Ui, UiBuilder, Vec2};

use crate::app::{Action, BrowseCommand, Chip, Command};
use crate::catalogue::filter::ChipWords;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::views::browse;
use crate::ui::widgets::Button;
use crate::ui::widgets::chip::{chip_width, filter_chip};
use crate::ui::widgets::text::{Text, Type};

/// Narrower lines have no room for "Propose a pack for…", which then stands in the menu alone.
const PROPOSE_MIN: f32 = 560.0;
/// Where no filter is in force: whose resources these are.
const TOOL_BOX: &str = "The Tool Box is the list of the Regional Support Office (RSO) of the Bali Process";
/// What stands in the line beside the chips: "Clear all", and the title where the page has no line for it.
const CLEAR_ROOM: f32 = 90.0;
const TITLE_ROOM: f32 = 130.0;
/// The least that chips have for themselves.
const CHIPS_MIN: f32 = 120.0;

/// Chips at the left, count and proposal at the right.
pub fn chips_line(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let filters = &cx.state.browse.filters;
    let chips: Vec<(Chip, ChipWords)> = filters
        .chips()
        .into_iter()
        .map(|chip| (chip.clone(), filters.chip_words(&cx.state.catalogue, &chip)))
        .collect();
    let filtered = !chips.is_empty() || !filters.search.is_empty();
    let has_words = !cx.layout.has_title;
    let width = ui.available_width();
    if !filtered && width < PROPOSE_MIN && cx.layout.prefers_list {
        return;
    }
    let top = ui.cursor().min;
    let wanted: f32 = chips.iter().map(|(_, words)| chip_width(ui, words.lead, &words.value) + space::SMALL).sum();
    let line = Rect::from_min_size(top, Vec2::new(width, size::CONTROL_SMALL));
    let right = right_part(ui, cx, line, filtered, wanted + CLEAR_ROOM + if has_words { TITLE_ROOM } else { 0.0 });
    let left_width = (right - top.x - space::SMALL).max(CHIPS_MIN);
    let builder = UiBuilder::new().max_rect(Rect::from_min_size(top, Vec2::new(left_width, size::CONTROL_SMALL)));
    let used = ui.scope_builder(builder, |ui| {
        ui.set_min_height(size::CONTROL_SMALL);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
            if has_words && !cx.layout.prefers_list {
                lead_words(ui, &browse::title_words(cx));
            }
            let about = Text::new(TOOL_BOX, Type::Small).color(Tokens::of(ui.ctx()).text_weak);
            if !filtered && about.width(ui) <= ui.available_width() {
                about.show(ui);
            }
            for (chip, words) in &chips {
                if filter_chip(ui, words.lead, &words.value, left_width) {
                    cx.send(Command::Browse(BrowseCommand::Drop(chip.clone())));
                }
            }
            if filtered && Button::quiet("Clear all").small().name("Clear all filters").show(ui).clicked() {
                cx.run(Action::ClearFilters);
            }
        });
    });
    ui.advance_cursor_after_rect(used.response.rect.union(Rect::from_min_size(top, Vec2::new(width, 0.0))));
}

fn lead_words(ui: &mut Ui, words: &str) {
    let galley = Text::new(words, Type::Heading).rows(1).layout(ui, ui.available_width());
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(galley.size().x + space::SMALL, size::CONTROL_SMALL), Sense::hover());
    Text::new(words, Type::Heading).paint_in(ui, rect);
    crate::ui::widgets::text::name_heading(&response, words, 1);
}

/// Draws the proposal, and the count where the chips leave it room; where they begin.
fn right_part(ui: &mut Ui, cx: &mut ViewCx<'_>, line: Rect, filtered: bool, wanted: f32) -> f32 {
    let tokens = Tokens::of(ui.ctx());
    let builder = UiBuilder::new().max_rect(line).layout(Direction::right_to_left(Align::Center));
    let answer = ui.scope_builder(builder, |ui| {
        let mut left = line.right();
        let finds = !cx.state.browse.found.places.is_empty();
        if finds && line.width() >= PROPOSE_MIN {
            left = browse::propose_button(ui, cx).rect.left();
        }
        let words = browse::shown_words(cx);
        let room = left - line.left() - Text::new(&words, Type::Small).width(ui) - 2.0 * space::SMALL;
        if filtered && (!finds || wanted <= room) {
            let galley = Text::new(&words, Type::Small).color(tokens.text_weak).layout(ui, f32::INFINITY);
            left = ui.add(egui::Label::new(galley).selectable(false)).rect.left() - space::SMALL;
        }
        left
    });
    answer.inner
}
