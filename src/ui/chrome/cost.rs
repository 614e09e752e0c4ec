//! The cost line: what the pack takes of paper, time and mail, always in sight.

use egui::{
    Align, Align2, Frame, Id, Layout, Margin, Pos2, Rect, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, Vec2,
};

use crate::app::{Action, AppState, Command, Edit};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space, stroke};
use crate::ui::widgets::{Text, Type, focus, link, text, tooltip};

/// Room for a number of copies.
const COPIES_WIDTH: f32 = 60.0;
/// Room for the word before it, with its icon.
const COPIES_LABEL: f32 = 90.0;

/// One figure in words, and how it was found.
struct Line {
    icon: Icon,
    words: String,
    reason: String,
    /// Where it can be changed.
    leads_to: Option<Action>,
}

fn lines(state: &AppState) -> Vec<Line> {
    let cost = state.cost();
    let line = |icon, words: String, reason: Option<String>| Line {
        icon,
        words,
        reason: reason.unwrap_or_default(),
        leads_to: None,
    };
    let paper = line(Icon::FileText, state.paper_words(), None);
    let time = cost.map(|cost| line(Icon::Timer, cost.time_words(), Some(cost.time_reason())));
    let size = cost.and_then(|cost| Some(line(Icon::HardDrives, cost.size_words()?, cost.size_reason())));
    let enclosed = Line {
        leads_to: Some(Action::EncloseDocuments),
        ..line(Icon::Info, state.enclosed_words(), Some("Choose the documents that go out with the pack".to_owned()))
    };
    [Some(paper), size, time, Some(enclosed)].into_iter().flatten().collect()
}

/// All figures, one below the other, with the number of copies.
pub fn column_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    for (place, line) in lines(cx.state).iter().enumerate() {
        line_ui(ui, cx, line);
        if place == 0 {
            ui.horizontal(|ui| copies_content(ui, cx));
        }
    }
}

/// How tall the column is.
pub fn column_height(ui: &Ui, state: &AppState, width: f32) -> f32 {
    let words = width - size::ICON_SMALL - space::SMALL;
    let heights = lines(state).into_iter().map(|line| Text::new(&line.words, Type::Small).layout(ui, words).size().y);
    heights.map(|height| height + space::TINY).sum::<f32>() + size::CONTROL_SMALL
}

/// Whether there is anything to tell.
pub fn has_figures(state: &AppState) -> bool {
    !state.work.items().is_empty()
}

/// All figures beside each other, in two rows where one has no room for all; the last ones go where two have not.
pub fn rows_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, room: Rect) {
    let lines = lines(cx.state);
    let (middle, copies) = (room.center().y, COPIES_LABEL + COPIES_WIDTH);
    let widths: Vec<f32> = lines.iter().map(|line| line_width(ui, line)).collect();
    let whole = widths.iter().map(|width| width + space::LARGE).sum::<f32>() + copies;
    let (first, second) = if whole <= room.width() { (middle, middle) } else { (middle - 10.0, middle + 13.0) };
    let mut at = Pos2::new(room.left(), first);
    for (place, (line, width)) in lines.iter().zip(widths).enumerate() {
        if at.x + width > room.right() {
            return;
        }
        let rect = Rect::from_center_size(at, Vec2::new(0.0, size::CONTROL_SMALL)).with_max_x(at.x + width);
        in_row(ui, rect, |ui| line_content(ui, cx, line));
        at.x = rect.right() + space::LARGE;
        if place == 0 && at.x + copies <= room.right() {
            let rect = Rect::from_center_size(at, Vec2::new(0.0, size::CONTROL_SMALL)).with_max_x(at.x + copies);
            in_row(ui, rect, |ui| copies_content(ui, cx));
            at.x = rect.right() + space::LARGE;
        }
        if place == 0 && second > first {
            at = Pos2::new(room.left(), second);
        }
    }
}

fn in_row(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, content);
}

fn line_width(ui: &Ui, line: &Line) -> f32 {
    Text::new(&line.words, Type::Small).width(ui).ceil() + size::ICON_SMALL + space::SMALL + 1.0
}

/// As many of the figures as one line of that width can tell, without a way to change anything.
pub fn short_ui(ui: &mut Ui, cx: &ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    let cost = cx.state.cost();
    let size = cost.and_then(|cost| cost.size_words());
    let first = [cx.state.paper_words()].into_iter().chain(size);
    let rest = cost.map(|cost| cost.time_words()).into_iter().chain([cx.state.enclosed_words()]);
    let fits = |words: &String| Text::new(words, Type::LabelPlain).width(ui).ceil() <= ui.available_width();
    let longer = first.chain(rest).scan(String::new(), |said, words| {
        let part = if said.is_empty() { words } else { format!(". {words}") };
        said.push_str(&part);
        Some(said.clone())
    });
    if let Some(words) = longer.take_while(fits).last() {
        Text::new(&words, Type::LabelPlain).color(tokens.text_weak).rows(1).show(ui);
    }
}

fn line_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, line: &Line) {
    ui.spacing_mut().interact_size.y = Type::Small.line();
    ui.horizontal_top(|ui| line_content(ui, cx, line));
}

fn line_content(ui: &mut Ui, cx: &mut ViewCx<'_>, line: &Line) {
    let tokens = Tokens::of(ui.ctx());
    ui.spacing_mut().item_spacing.x = space::SMALL;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON_SMALL, Type::Small.line()), Sense::hover());
    text::icon(ui, rect.center(), line.icon, size::ICON_SMALL, tokens.text_weak);
    let shown = match line.leads_to {
        Some(action) => {
            let shown = link::link(ui, &line.words, Type::Small);
            if shown.clicked() {
                cx.run(action);
            }
            shown
        }
        None => Text::new(&line.words, Type::Small).show(ui),
    };
    if !line.reason.is_empty() {
        tooltip::tooltip(&shown, &line.reason, "");
        shown.ctx.accesskit_node_builder(shown.id, |node| node.set_description(line.reason.as_str()));
    }
}

/// "Copies" with a field.
fn copies_content(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    ui.spacing_mut().item_spacing.x = space::SMALL;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON_SMALL, size::CONTROL_SMALL), Sense::hover());
    text::icon(ui, rect.center(), Icon::Printer, size::ICON_SMALL, tokens.text_weak);
    ui.add(egui::Label::new(Text::new("Copies", Type::Small).layout(ui, f32::INFINITY)).selectable(false));
    copies_field(ui, cx);
}

fn copies_field(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    let id = Id::unique("copies");
    let copies = cx.state.work.details.copies.max(1);
    let typed_id = id.with("typed");
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    // What is typed may be empty for a moment; the pack keeps its number then.
    let typed = ui.data(|data| data.get_temp::<String>(typed_id)).filter(|_| has_focus);
    let mut words = typed.unwrap_or_else(|| copies.to_string());
    let back = ui.painter().add(egui::Shape::Noop);
    let edit = TextEdit::singleline(&mut words)
        .id(id)
        .font(Type::Small.font())
        .text_color(tokens.text)
        .frame(Frame::new().inner_margin(Margin::symmetric(space::SMALL as i8, 0)))
        .desired_width(COPIES_WIDTH)
        .char_limit(5)
        .align(Align2::LEFT_CENTER)
        .min_size(Vec2::new(COPIES_WIDTH, size::CONTROL_SMALL));
    let response = ui.add(edit).accessible_name("Copies");
    let edge = Stroke::new(stroke::LINE, if response.hovered() { tokens.text_weak } else { tokens.line_strong });
    let corners = tokens::corners(radius::SMALL);
    let ground = egui::epaint::RectShape::new(response.rect, corners, tokens.surface, edge, StrokeKind::Inside);
    ui.painter().set(back, ground);
    focus::ring(ui, &response, response.rect, radius::SMALL);
    if response.changed() {
        words.retain(|sign| sign.is_ascii_digit());
        if let Ok(wanted) = words.parse::<u32>()
            && wanted > 0
        {
            cx.send(Command::Edit(Edit::Copies(wanted)));
        }
    }
    ui.data_mut(|data| data.insert_temp(typed_id, words));
}
