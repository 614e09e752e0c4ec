//! The heading of a section: folds it, names it, moves it.

use egui::accesskit::Role;
use egui::{Id, Key, Modifiers, Pos2, Rect, Sense, Ui, Vec2, WidgetInfo};

use crate::app::edit::Step;
use crate::app::work::{Section, SectionKey};
use crate::app::{Command, Dialog, DialogCommand, Edit, SectionEdit, TextOf};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::views::pack::lines;
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::dialog::return_focus_to;
use crate::ui::widgets::row::MenuRow;
use crate::ui::widgets::{Text, Type, focus, frame, text, tooltip};

/// No line holds more letters of an introduction.
const FIRST_LETTERS: usize = 120;

/// The identity of a heading: the same wherever it stands.
pub fn id(key: &SectionKey) -> Id {
    Id::unique(("section", key))
}

/// Draws the heading of the section at a place; true where it is to be folded or unfolded.
pub fn heading_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, section: &Section, at: usize, rect: Rect) -> bool {
    let heading = super::heading_of(cx, section);
    let is_folded = cx.view.pack.is_folded(&section.key);
    let count = section.items.len();
    let response = ui.interact(rect, id(&section.key), Sense::click());
    let resources = if count == 1 { "1 resource".to_owned() } else { format!("{count} resources") };
    let name = format!("Section {heading}, {resources}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let introduction = introduction(section);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_expanded(!is_folded);
        node.set_description(introduction.as_str());
    });
    // The first words of the introduction stand below the heading.
    let room = if introduction.is_empty() { 0.0 } else { lines::INTRODUCTION };
    let line = rect.with_max_y(rect.bottom() - room);
    let tokens = Tokens::of(ui.ctx());
    let fill = if response.hovered() { tokens.sunken } else { tokens.chrome };
    ui.painter().rect_filled(rect, 0.0, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let caret = if is_folded { Icon::CaretRight } else { Icon::CaretDown };
    let center = Pos2::new(line.left() + space::LARGE, line.center().y);
    text::icon(ui, center, caret, size::ICON_SMALL, tokens.text);
    let words = Text::new(&heading, Type::Heading).layout(ui, lines::heading_width(rect.width()));
    let left = line.left() + size::HANDLE + space::LINE;
    text::paint_galley(ui, Pos2::new(left, (line.center().y - words.size().y / 2.0).round()), words);
    if !introduction.is_empty() {
        let below = Rect::from_min_max(Pos2::new(left, line.bottom() - space::TINY), rect.max);
        let below = below.with_max_x(rect.right() - size::SCROLL_BAR - space::LARGE);
        Text::new(&introduction, Type::Small)
            .color(tokens.text_weak)
            .paint_in(ui, below.with_max_y(rect.bottom() - space::TINY));
    }
    let more = more_button(ui, cx, section, at, &heading, line);
    let counted = line.with_max_x(more - space::SMALL);
    Text::new(&count.to_string(), Type::Small).color(tokens.text_weak).paint_right(ui, counted);
    focus::ring_inside(ui, &response, rect, 0.0);
    tooltip::tooltip_on_hover(&response, if is_folded { "Show what is in it" } else { "Fold it away" }, "← →");
    if response.has_focus() {
        return keys(ui, cx, section, is_folded) || response.clicked();
    }
    response.clicked()
}

/// "Introduction: Welcome to the first day…", as much as a line can hold; empty where there is none.
fn introduction(section: &Section) -> String {
    match section.introduction.beginning(FIRST_LETTERS) {
        words if words.is_empty() => words,
        words => format!("Introduction: {words}"),
    }
}

fn keys(ui: &Ui, cx: &mut ViewCx<'_>, section: &Section, is_folded: bool) -> bool {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::F2) {
        cx.send(rename(&section.key));
    }
    (is_folded && pressed(Key::ArrowRight)) || (!is_folded && pressed(Key::ArrowLeft))
}

fn rename(key: &SectionKey) -> Command {
    Command::Dialog(DialogCommand::Open(Dialog::Section(Some(key.clone()))))
}

/// The button at the right with the section's menu; where it begins.
fn more_button(ui: &mut Ui, cx: &mut ViewCx<'_>, section: &Section, at: usize, heading: &str, line: Rect) -> f32 {
    let center = Pos2::new(line.right() - size::SCROLL_BAR - space::LARGE - space::LINE, line.center().y);
    let rect = Rect::from_center_size(center, Vec2::splat(size::HIT_MIN));
    let name = format!("More for section {heading}");
    let button = Button::icon_only(Kind::Quiet, Icon::DotsThree, &name).small().tooltip("More", "");
    let more = button.show_at(ui, rect, id(&section.key).with("more"));
    if frame::menu_of_button(ui, &more, |ui| menu_ui(ui, cx, section, at)) {
        // The heading has the keyboard again when what was asked for is done.
        return_focus_to(ui.ctx(), id(&section.key));
    }
    rect.left()
}

/// Draws the rows; true where one was pressed.
fn menu_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, section: &Section, at: usize) -> bool {
    let before = cx.sent();
    ui.set_width(size::MENU - 2.0 * space::TINY);
    ui.spacing_mut().item_spacing.y = 0.0;
    let last = cx.state.work.sections().len().saturating_sub(1);
    let change = |change| Command::Edit(Edit::Section { key: section.key.clone(), change });
    let row = |icon, words, shortcut| MenuRow { icon: Some(icon), shortcut, ..MenuRow::new(words) };
    let first = (at == 0).then_some("It is the first section");
    let last = (at == last).then_some("It is the last section");
    let up = MenuRow { unavailable: first, ..row(Icon::CaretUp, "Move section up", "Alt ↑") };
    if up.show(ui).clicked() && first.is_none() {
        cx.send(change(SectionEdit::Move(Step::Up)));
    }
    let down = MenuRow { unavailable: last, ..row(Icon::CaretDown, "Move section down", "Alt ↓") };
    if down.show(ui).clicked() && last.is_none() {
        cx.send(change(SectionEdit::Move(Step::Down)));
    }
    frame::rule(ui);
    if row(Icon::NotePencil, "Rename…", "F2").show(ui).clicked() {
        cx.send(rename(&section.key));
    }
    let introduction = MenuRow {
        ticked: (!section.introduction.is_empty()).then_some(true),
        ..row(Icon::FileText, "Introduction…", "")
    };
    if introduction.show(ui).clicked() {
        let dialog = Dialog::Text(TextOf::Introduction(section.key.clone()));
        cx.send(Command::Dialog(DialogCommand::Open(dialog)));
    }
    if matches!(section.key, SectionKey::Own(_)) {
        frame::rule(ui);
        let removed = row(Icon::X, "Remove section", "");
        if removed.show(ui).on_hover_text("Its resources go back to their categories").clicked() {
            cx.send(change(SectionEdit::Remove));
        }
    }
    cx.sent() > before
}
