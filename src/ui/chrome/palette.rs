//! "Find an action": every action by name, with its keys, or why it cannot run now.

use egui::accesskit::Role;
use egui::{Frame, Id, Key, Margin, Modal, Modifiers, ScrollArea, Ui, Vec2, WidgetInfo};

use crate::app::{Action, AppState, Command, DialogCommand};
use crate::ui::chrome::menus;
use crate::ui::cx::ViewCx;
use crate::ui::keymap;
use crate::ui::tokens::{self, BACKDROP, Tokens, radius, size, space};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::row::MenuRow;
use crate::ui::widgets::{Text, Type, dialog, frame, text, tooltip};

/// What is half typed.
#[derive(Default)]
pub struct PaletteView {
    query: String,
    at: usize,
}

impl PaletteView {
    /// The palette was closed by whatever means: the next one starts empty.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// The actions that match, best first; the order of the menus where they match alike.
pub fn found(state: &AppState, query: &str) -> Vec<Action> {
    // The colon is how a row is written: what one reads there can be typed.
    let words: Vec<String> = query.split([' ', ':']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let mut scored: Vec<(usize, Action)> =
        Action::offered().filter_map(|action| Some((score(state, action, &words)?, action))).collect();
    scored.sort_by_key(|(score, _)| *score);
    scored.into_iter().map(|(_, action)| action).collect()
}

/// Small is good. Each word must begin a word of the label or of the menu, or stand inside the label.
fn score(state: &AppState, action: Action, words: &[String]) -> Option<usize> {
    let label = action.current_label(state).to_lowercase();
    let menu = action.menu().label().to_lowercase();
    let mut sum = 0;
    for word in words {
        sum += if label.starts_with(word.as_str()) {
            0
        } else if label.split_whitespace().any(|part| part.starts_with(word.as_str())) {
            1
        } else if menu.starts_with(word.as_str()) {
            2
        } else if label.contains(word.as_str()) {
            3
        } else {
            return None;
        };
    }
    Some(sum)
}

/// Draws the palette over everything else.
pub fn palette_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut PaletteView) {
    let ctx = ui.ctx();
    let tokens = Tokens::of(ctx);
    let id = Id::unique("palette");
    let opened = dialog::remember_focus(ctx, id);
    let screen = ctx.content_rect().size() - Vec2::splat(2.0 * size::DIALOG_INSET);
    let outer = Frame::new()
        .fill(tokens.surface)
        .stroke(tokens.overlay_edge())
        .corner_radius(tokens::corners(radius::LARGE))
        .shadow(tokens.overlay())
        .inner_margin(Margin::same(space::LARGE as i8));
    let area = Modal::default_area(id).accessible_name("Find an action").role(Role::Dialog);
    let actions = found(cx.state, &view.query);
    view.at = view.at.min(actions.len().saturating_sub(1));
    let mut run = keys(ui, view, &actions);
    let answer = Modal::new(id).area(area).frame(outer).backdrop_color(BACKDROP).show(ctx, |ui| {
        ui.set_width(size::DIALOG.min(screen.x) - 2.0 * space::LARGE);
        ui.set_max_height(screen.y - 2.0 * space::LARGE);
        let hint = "Type a part of its name";
        let field = Field::new("Find an action").hint(hint).focused(opened).id(id.with("field")).limit(100);
        if field.show(ui, &mut view.query).changed() {
            view.at = 0;
        }
        text::live_only(ui, "palette hits", &hits_words(actions.len()));
        frame::rule(ui);
        let room = (screen.y - 150.0).clamp(96.0, 384.0);
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_max_width(ui.available_width() - size::SCROLL_BAR - space::LINE);
            if actions.is_empty() {
                Text::new("No action has this name", Type::LabelPlain).color(tokens.text_weak).show(ui);
            }
            for (place, action) in actions.iter().enumerate() {
                if row(ui, cx, *action, place == view.at) {
                    run = Some(*action);
                }
            }
        });
    });
    dialog::draw_again_where_the_size_changed(ctx, id, answer.response.rect.size());
    let escaped = answer.is_top_modal && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let available = run.and_then(|action| cx.resolve(action).ok());
    if escaped || available.is_some() {
        cx.send(Command::Dialog(DialogCommand::Close));
    }
    if let Some(command) = available {
        cx.send(command);
    }
}

fn keys(ui: &Ui, view: &mut PaletteView, actions: &[Action]) -> Option<Action> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        view.at = (view.at + 1).min(actions.len().saturating_sub(1));
    }
    if pressed(Key::ArrowUp) {
        view.at = view.at.saturating_sub(1);
    }
    if pressed(Key::Enter) { actions.get(view.at).copied() } else { None }
}

fn row(ui: &mut Ui, cx: &ViewCx<'_>, action: Action, current: bool) -> bool {
    let resolved = cx.resolve(action);
    let label = format!("{}: {}", action.menu().label(), action.current_label(cx.state));
    let shortcut = keymap::words(action);
    let reason = resolved.as_ref().err().copied();
    let row = MenuRow {
        icon: menus::icon(action),
        shortcut: &shortcut,
        unavailable: reason,
        current,
        ..MenuRow::new(&label)
    };
    let response = row.show(ui);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, reason.is_none(), current, &label));
    if current {
        if !ui.clip_rect().contains_rect(response.rect) {
            response.scroll_to_me(None);
        }
        let heard = reason.map_or(label.clone(), |reason| format!("{label}, not available: {reason}"));
        text::live_only(ui, "palette row", &heard);
    }
    if let Some(reason) = reason
        && (current || response.hovered())
    {
        tooltip::tooltip_now(&response, reason);
    }
    response.clicked()
}

fn hits_words(count: usize) -> String {
    match count {
        0 => "No action".to_owned(),
        1 => "1 action".to_owned(),
        _ => format!("{count} actions"),
    }
}
