//! The head of the pack's page: the title, to be typed in place, and what can be done with the whole of it.

use egui::{
    Align, Align2, Frame, Id, Layout as Direction, Margin, Sense, Shape, StrokeKind, TextEdit, Ui, Vec2,
    epaint::RectShape,
};

use crate::app::details::MAX_LINE;
use crate::app::{Action, Command, Dialog, DialogCommand, Edit};
use crate::ui::chrome::tray;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, CLEAR, Tokens, breakpoint, radius, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::{Text, Type, focus, text, tooltip};

/// The room of "Not saved" with its icon.
const SAVED: f32 = 92.0;
/// A title of one line, with the inside of its field.
const TITLE_LINE: f32 = 34.0;

/// The field of the title.
pub fn title_id() -> Id {
    Id::unique("title of the pack")
}

/// Title, saved state and buttons.
pub fn head_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    // The words of the title, not the edge of its field, stand at the margin.
    let (left, right, above) = (space::SMALL as i8, space::LARGE as i8, space::SMALL as i8);
    let margin = Margin { left, right, top: above, bottom: above };
    Frame::new().fill(tokens.chrome).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::TINY);
        ui.horizontal_top(|ui| {
            let room = Vec2::new((ui.available_width() - SAVED - space::SMALL).max(SAVED), 0.0);
            ui.allocate_ui_with_layout(room, Direction::top_down(Align::Min), |ui| title_ui(ui, cx));
            let room = Vec2::new(ui.available_width(), TITLE_LINE);
            ui.allocate_ui_with_layout(room, Direction::right_to_left(Align::Center), |ui| tray::saved(ui, cx));
        });
        ui.horizontal(|ui| {
            ui.add_space(space::SMALL);
            let section = Button::secondary("Section").icon(Icon::Plus).small().name("Add a section");
            if section.tooltip("A section of your own", "").show(ui).clicked() {
                cx.send(Command::Dialog(DialogCommand::Open(Dialog::Section(None))));
            }
            cx.styled_action(ui, Action::Foreword, Button::secondary("Foreword").small());
            cx.styled_action(ui, Action::Closing, Button::secondary("Closing").small());
            cx.styled_action(ui, Action::PackDetails, Button::secondary("Details").small());
        });
        times_ui(ui, cx);
    });
}

/// What the trainings take, and the way to their times; nothing where the pack has none.
fn times_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(words) = cx.view.pack.times.words(cx.state).map(str::to_owned) else { return };
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.add_space(space::SMALL);
        let (icon, _) = ui.allocate_exact_size(Vec2::splat(size::ICON_SMALL), Sense::hover());
        text::icon(ui, icon.center(), Icon::Timer, size::ICON_SMALL, tokens.text_weak);
        let button = Button::quiet("Times…").small();
        let room = Vec2::new(ui.available_width() - button.wanted_width(ui) - space::SMALL, size::CONTROL_SMALL);
        // A low window has no room for two lines.
        let rows = if cx.layout.area.height() < breakpoint::CARDS_HEIGHT { 1 } else { 3 };
        ui.allocate_ui_with_layout(room, Direction::left_to_right(Align::Center), |ui| {
            ui.set_min_size(room);
            let shown = Text::new(&words, Type::Small).rows(rows).live(ui);
            tooltip::tooltip_on_hover(&shown, &words, "");
        });
        cx.styled_action(ui, Action::Times, button);
    });
}

/// The title as a heading that can be typed into.
fn title_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    let mut title = cx.state.work.details.title.clone();
    let back = ui.painter().add(Shape::Noop);
    let hint = Text::new("No title yet", Type::Heading).color(tokens.text_weak).layout(ui, f32::INFINITY);
    let edit = TextEdit::multiline(&mut title)
        .id(title_id())
        .font(Type::Heading.font())
        .text_color(tokens.text)
        .frame(Frame::new().inner_margin(Margin::symmetric(space::SMALL as i8, space::PARAGRAPH as i8)))
        .desired_width(f32::INFINITY)
        .desired_rows(1)
        .return_key(None)
        .char_limit(MAX_LINE)
        .align(Align2::LEFT_TOP)
        .hint_text(egui::WidgetText::from(hint));
    let response = ui.add(edit).accessible_name("Title of the pack");
    let over = response.hovered() || response.has_focus();
    let edge = if over { tokens.edge() } else { egui::Stroke::NONE };
    let fill = if over { tokens.surface } else { CLEAR };
    let ground = RectShape::new(response.rect, tokens::corners(radius::MEDIUM), fill, edge, StrokeKind::Inside);
    ui.painter().set(back, ground);
    focus::ring(ui, &response, response.rect, radius::MEDIUM);
    if !response.has_focus() {
        tooltip::tooltip(&response, "Title, printed on the cover", "");
    }
    if response.changed() {
        cx.send(Command::Edit(Edit::Title(title.replace(['\n', '\r'], " "))));
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        response.surrender_focus();
    }
}
