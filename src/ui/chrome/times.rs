//! How long the trainings of the pack take: the office's own times, added up against the time that there is.

use std::sync::Arc;

use egui::{Align, Galley, Layout, Pos2, Rect, Response, Sense, Ui, UiBuilder, Vec2};

use crate::app::edit::Wanted;
use crate::app::{AppState, Command, DialogCommand, Edit, ItemEdit, Revision};
use crate::catalogue::{ModuleId, ResourceId};
use crate::pack::timetable::{Available, Part, Training};
use crate::pack::words;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::check::check;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::label_line;
use crate::ui::widgets::number::{Typed, number};
use crate::ui::widgets::text::{Text, Type, name_heading, paint_galley};

/// The room of a time.
const TIME: f32 = 72.0;

/// What the dialog remembers between frames.
#[derive(Default)]
pub struct TimesView {
    made_for: Option<Revision>,
    trainings: Vec<Training>,
    /// What they come to.
    words: String,
}

impl TimesView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Found again only where the pack changed.
    fn prepare(&mut self, state: &AppState, first: Option<&ResourceId>) {
        if self.made_for != Some(state.revision) {
            self.made_for = Some(state.revision);
            self.trainings = state.trainings(first);
            self.words = state.times_words(&self.trainings);
        }
    }
}

/// Draws the dialog; what is typed is in the pack at once. `first` has the keyboard.
pub fn times_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut TimesView, first: Option<&ResourceId>) {
    view.prepare(cx.state, first);
    let details = &cx.state.work.details;
    let first = first.or_else(|| view.trainings.first().map(|training| &training.id));
    let (mut sent, mut done) = (Vec::new(), false);
    let answer = Dialog::new("times", "Times of the trainings").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            available_ui(ui, details.time, &mut sent);
            if check(ui, details.has_timetable, "Print a timetable of the trainings").clicked() {
                sent.push(Edit::Timetable(Wanted::from(!details.has_timetable)));
            }
            lead::hint(ui, "Times are set by this office, and a timetable says so. What you type is kept at once.");
            if view.trainings.is_empty() {
                Text::new("No training is in the pack", Type::Body).show(ui);
            }
            let first = first.filter(|_| dialog.opened);
            for training in &view.trainings {
                training_ui(ui, training, first == Some(&training.id), &mut sent);
            }
        },
        |ui, _| {
            done = Button::primary("Done").show(ui).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                Text::new(&view.words, Type::Small).rows(2).live(ui);
            });
        },
    );
    cx.send_all(sent.into_iter().map(Command::Edit).collect());
    if done || answer.dismissed {
        cx.send(Command::Dialog(DialogCommand::Close));
    }
}

/// The hours that there are, which only the office can say of "1 day".
fn available_ui(ui: &mut Ui, time: Available, sent: &mut Vec<Edit>) {
    label_line(ui, "Time available");
    ui.horizontal(|ui| {
        let known = |part: fn(u32) -> u32| time.entered.map(part).filter(|part| *part > 0);
        let (mut hours, mut minutes) = (known(|whole| whole / 60), known(|whole| whole % 60));
        let typed = [("hours", &mut hours), ("minutes", &mut minutes)].map(|(words, value)| {
            let (_, typed) = number(ui, TIME, &format!("Time available, {words}"), "", *value);
            ui.add(egui::Label::new(Text::new(words, Type::LabelPlain).layout(ui, f32::INFINITY)).selectable(false));
            if let Some(Typed(typed)) = typed {
                *value = typed;
            }
            typed.is_some()
        });
        if typed.contains(&true) {
            let whole = hours.unwrap_or(0).saturating_mul(60).saturating_add(minutes.unwrap_or(0));
            sent.push(Edit::TimeAvailable(Some(whole).filter(|whole| *whole > 0)));
        }
    });
    lead::hint(ui, &words::time_asked(time.stated));
}

/// A training with a field for all of it, and its parts with theirs.
fn training_ui(ui: &mut Ui, training: &Training, mut focus: bool, sent: &mut Vec<Edit>) {
    let mut time = |ui: &mut Ui, rect: Rect, part: Option<&Part>| {
        let (title, known) = part.map_or((&training.title, training.whole), |part| (&part.title, part.minutes));
        let (response, typed) = time_ui(ui, rect, &training.id, part.map(|part| &part.id), title, known);
        if std::mem::take(&mut focus) {
            response.request_focus();
            response.scroll_to_me(None);
        } else if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if let Some(Typed(minutes)) = typed {
            let change = ItemEdit::Minutes { part: part.map(|part| part.id.clone()), minutes };
            sent.push(Edit::Item { id: training.id.clone(), change });
        }
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let head = Head::of(ui, training);
    let height = head.title.size().y + head.stated.size().y;
    let rect = row(ui, space::MEDIUM + height.max(size::CONTROL_SMALL));
    if is_near(ui, rect) {
        let rect = rect.with_min_y(rect.top() + space::MEDIUM);
        head.show(ui, training, rect);
        if training.takes_whole {
            time(ui, rect.with_max_y(rect.top() + size::CONTROL_SMALL), None);
        }
    }
    if training.is_whole() {
        return;
    }
    for part in &training.parts {
        let rect = row(ui, 2.0 * Type::LabelPlain.line() + space::TINY);
        if is_near(ui, rect) {
            let title = Text::new(&part.title, Type::LabelPlain).rows(2).layout(ui, words_width(rect.width()));
            let at = Pos2::new(rect.left() + space::LARGE, (rect.center().y - title.size().y / 2.0).round());
            paint_galley(ui, at, title);
            time(ui, rect, Some(part));
        }
    }
}

/// The room of a row; those out of sight only take their room.
fn row(ui: &mut Ui, height: f32) -> Rect {
    ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover()).0
}

/// In sight, or the next one that Tab leads to.
fn is_near(ui: &Ui, rect: Rect) -> bool {
    ui.clip_rect().expand(2.0 * rect.height()).intersects(rect)
}

fn words_width(row: f32) -> f32 {
    row - TIME - space::LARGE - space::MEDIUM
}

/// Title, and what the text says of its length.
struct Head {
    title: Arc<Galley>,
    words: String,
    stated: Arc<Galley>,
}

impl Head {
    fn of(ui: &Ui, training: &Training) -> Self {
        let width = words_width(ui.available_width());
        let title = Text::new(&training.title, Type::Label).layout(ui, width);
        let words = words::length_stated(training);
        let weak = Tokens::of(ui.ctx()).text_weak;
        let stated = Text::new(&words, Type::Small).color(weak).layout(ui, width);
        Self { title, words, stated }
    }

    fn show(self, ui: &Ui, training: &Training, rect: Rect) {
        let area = Rect::from_min_size(rect.min, self.title.size());
        let response = ui.interact(area, ui.scope_id().with(("training", training.id.as_str())), Sense::hover());
        name_heading(&response, &training.title, 2);
        response.ctx.accesskit_node_builder(response.id, |node| node.set_description(self.words));
        paint_galley(ui, rect.min, self.title);
        paint_galley(ui, area.left_bottom(), self.stated);
    }
}

/// The field of a time at the right of a row; what was typed in this frame.
fn time_ui(
    ui: &mut Ui,
    row: Rect,
    training: &ResourceId,
    part: Option<&ModuleId>,
    title: &str,
    known: Option<u32>,
) -> (Response, Option<Typed>) {
    let at = Pos2::new(row.right() - TIME / 2.0 - space::TINY, row.center().y);
    let rect = Rect::from_center_size(at, Vec2::new(TIME, size::CONTROL_SMALL));
    // Its identity is that of what it is about, wherever the rows are scrolled to.
    let builder = UiBuilder::new().id_salt((training.as_str(), part.map(ModuleId::as_str))).max_rect(rect);
    let name = format!("Time (minutes), set by this office: {title}");
    number(&mut ui.new_child(builder), TIME, &name, "min", known)
}
