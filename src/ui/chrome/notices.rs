//! Messages at the lower left: what happened, and the next step.

use egui::accesskit::{Live, Role};
use egui::{Align, Align2, Area, Id, Layout, Order, Ui, Vec2, WidgetInfo};

use crate::app::notice::{Notice, Tone};
use crate::app::outgoing::Stage;
use crate::app::{Command, Dialog};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::frame;
use crate::ui::widgets::{Text, Type, text};

/// Draws the messages in force, the newest lowest, above `bottom` points of other things.
pub fn notices_ui(ui: &Ui, cx: &mut ViewCx<'_>, bottom: f32) {
    let exporting = cx.state.dialogs.contains(&Dialog::Export);
    let mut notices = cx.state.notices.shown().to_vec();
    notices.retain(|notice| !exporting || is_news_while_exporting(cx, notice));
    let mut up = bottom + space::LARGE;
    // Above the export dialog, which is as large as a small window.
    let order = if exporting { Order::Tooltip } else { Order::Foreground };
    for notice in notices.iter().rev() {
        let id = Id::unique(("notice", notice.id.0));
        let area =
            Area::new(id).order(order).anchor(Align2::LEFT_BOTTOM, Vec2::new(space::LARGE, -up)).interactable(true);
        let answer = area.show(ui.ctx(), |ui| notice_ui(ui, cx, notice));
        let rect = answer.response.rect;
        up += rect.height() + space::SMALL;
        if answer.response.contains_pointer() && !notice.stays() {
            cx.send(Command::HoldNotice(notice.id));
        }
    }
}

/// The export dialog tells in its own place what it made and what it could not make.
/// What failed beside that, such as opening the file, it does not tell.
fn is_news_while_exporting(cx: &ViewCx<'_>, notice: &Notice) -> bool {
    let mut lines = cx.state.outgoing.lines.iter();
    let is_told = lines.any(|line| matches!(&line.stage, Stage::Failed(failure) if failure.words == notice.words));
    matches!(notice.tone, Tone::Failure | Tone::Warning) && !is_told
}

fn notice_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, notice: &Notice) {
    let width = size::TOAST.min(ui.ctx().content_rect().width() - 2.0 * space::LARGE);
    frame::toast(ui, tone(notice.tone), |ui| {
        ui.set_width(width - space::WIDE);
        notice_content(ui, cx, notice);
    });
}

/// The words and the buttons of a message, as the list under Help shows them too.
pub fn notice_content(ui: &mut Ui, cx: &mut ViewCx<'_>, notice: &Notice) {
    let tokens = Tokens::of(ui.ctx());
    let (icon, color) = match notice.tone {
        Tone::Done => (Icon::CheckCircle, tokens.ok),
        Tone::Information => (Icon::Info, tokens.text_weak),
        Tone::Warning => (Icon::Warning, tokens.warn),
        Tone::Failure => (Icon::WarningCircle, tokens.danger),
    };
    ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::TINY);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON, size::CONTROL_SMALL), egui::Sense::hover());
        text::icon(ui, rect.center(), icon, size::ICON, color);
        let room = ui.available_width() - size::HIT_MIN - space::SMALL;
        ui.allocate_ui_with_layout(Vec2::new(room, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            ui.add_space(space::TINY);
            let response = Text::new(&notice.words, Type::LabelPlain).show(ui);
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &notice.words));
            response.ctx.accesskit_node_builder(response.id, |node| {
                node.set_live(Live::Polite);
                node.set_value(notice.words.as_str());
            });
            buttons(ui, cx, notice);
        });
        let name = format!("Close message: {}", notice.words);
        let close = Button::icon_only(Kind::Quiet, Icon::X, &name).small().tooltip("Close", "");
        if close.show(ui).clicked() {
            cx.send(Command::CloseNotice(notice.id));
        }
    });
}

fn buttons(ui: &mut Ui, cx: &mut ViewCx<'_>, notice: &Notice) {
    if notice.actions.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for action in &notice.actions {
            if Button::quiet(action.label).small().show(ui).clicked() {
                cx.send(action.command.clone());
            }
        }
    });
}

fn tone(tone: Tone) -> frame::Tone {
    match tone {
        Tone::Done => frame::Tone::Ok,
        Tone::Information => frame::Tone::Plain,
        Tone::Warning => frame::Tone::Warn,
        Tone::Failure => frame::Tone::Danger,
    }
}
