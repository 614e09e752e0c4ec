//! Over the page of a pack that may only be read: why, and the way to one that can be changed.

use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, Vec2};

use crate::app::{AppState, Command, FilePurpose, FilesCommand, Mode};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::{Text, Type, text};

/// What leads to a pack that can be changed, or is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Copy,
    /// A run that may not write into the data folder can write a file elsewhere.
    SaveAs,
}

impl Way {
    fn button(self) -> Button<'static> {
        let label = match self {
            Self::Copy => "Work on a copy",
            Self::SaveAs => "Save as…",
        };
        Button::secondary(label).small()
    }

    fn command(self) -> Command {
        Command::Files(match self {
            Self::Copy => FilesCommand::Copy,
            Self::SaveAs => FilesCommand::Ask(FilePurpose::SavePack),
        })
    }
}

/// Why the open pack may only be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    words: &'static str,
    way: Option<Way>,
}

/// Nothing where it can be changed.
pub fn why(state: &AppState) -> Option<Why> {
    if state.mode == Mode::ReadOnly || (state.mode == Mode::Unkept && state.is_listed()) {
        let is_file = !state.is_listed() || state.packs.open.changeable().is_err();
        let has_contents = !state.work.is_blank() && !is_file;
        return Some(Why { words: state.mode.words(), way: has_contents.then_some(Way::SaveAs) });
    }
    state.unchangeable().err().map(|words| Why { words, way: Some(Way::Copy) })
}

/// The room of the words.
fn words_width(ui: &Ui, width: f32, why: Why) -> f32 {
    let button = why.way.map_or(0.0, |way| way.button().wanted_width(ui) + space::LARGE);
    width - 2.0 * space::LARGE - size::ICON - space::SMALL - button
}

/// How tall the bar is over this width.
pub fn height(ui: &Ui, width: f32, why: Option<Why>) -> f32 {
    let Some(why) = why else { return 0.0 };
    let words = Text::new(why.words, Type::LabelPlain).layout(ui, words_width(ui, width, why)).size().y;
    (words.max(size::CONTROL_SMALL) + 2.0 * space::SMALL).ceil()
}

/// The bar.
pub fn bar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, why: Why) {
    let tokens = Tokens::of(ui.ctx());
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, tokens.warn_soft);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let inner = rect.shrink2(Vec2::new(space::LARGE, space::SMALL));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let (icon, _) = ui.allocate_exact_size(Vec2::splat(size::ICON), Sense::hover());
        text::icon(ui, icon.center(), Icon::LockSimple, size::ICON, tokens.warn);
        let room = Rect::from_min_size(ui.cursor().min, Vec2::new(words_width(ui, rect.width(), why), inner.height()));
        let words = UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center));
        ui.scope_builder(words, |ui| {
            ui.set_min_size(room.size());
            Text::new(why.words, Type::LabelPlain).live(ui);
        });
        ui.add_space(space::SMALL);
        if let Some(way) = why.way
            && way.button().show(ui).clicked()
        {
            cx.send(way.command());
        }
    });
}
