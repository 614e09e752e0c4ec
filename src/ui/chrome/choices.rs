//! Choices, each by itself: the same words and commands in bar, menu and dialogs. Most are of how a pack goes out.

use egui::{Popup, PopupCloseBehavior, Response, Ui};
use strum::IntoEnumIterator;

use crate::app::details::Details;
use crate::app::{Command, Edit, PreferenceCommand, Renderer, drawing};
use crate::pack::PrintSize;
use crate::pack::words::choices as words;
use crate::ui::chrome::{lead, menus};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widgets::row::MenuRow;
use crate::ui::widgets::segmented::{Segment, segmented, segmented_small, small_width};
use crate::ui::widgets::{Text, Type, check, frame};

/// The name of the box.
const LARGE_PRINT: &str = "Large print";
const LARGE_SIZE: &str = "Size of the large print";
const LARGE_SIZES: [PrintSize; 2] = [PrintSize::Large16, PrintSize::Large18];

/// One choice: what it is called, what can be chosen, and which it is now.
pub struct Choice {
    name: &'static str,
    options: Vec<(&'static str, Command)>,
    chosen: usize,
}

impl Choice {
    fn of<T: IntoEnumIterator + PartialEq + Copy>(
        name: &'static str,
        now: T,
        words: fn(T) -> &'static str,
        edit: fn(T) -> Edit,
    ) -> Self {
        let options = T::iter().map(|value| (words(value), Command::Edit(edit(value)))).collect();
        let chosen = T::iter().position(|value| value == now).unwrap_or_default();
        Self { name, options, chosen }
    }

    pub fn length(details: &Details) -> Self {
        Self::of("Length", details.length, words::length, Edit::Length)
    }

    pub fn paper(details: &Details) -> Self {
        Self::of("Paper", details.paper, words::paper, Edit::Paper)
    }

    pub fn ink(details: &Details) -> Self {
        Self::of("Ink", details.ink, words::ink, Edit::Ink)
    }

    pub fn cover(details: &Details) -> Self {
        Self::of("Cover", details.cover, words::cover, Edit::Cover)
    }

    /// Usual and large print in one list.
    pub fn print(details: &Details) -> Self {
        Self::of("Print", details.print_size, words::print_size, Edit::PrintSize)
    }

    /// Who draws the window.
    pub fn drawing(now: Option<Renderer>) -> Self {
        let command = |choice| Command::Preference(PreferenceCommand::Renderer(choice));
        let options = drawing::CHOICES.map(|choice| (drawing::label(choice), command(choice)));
        let chosen = drawing::CHOICES.iter().position(|choice| *choice == now).unwrap_or_default();
        Self { name: "Who draws the window", options: options.into(), chosen }
    }

    /// With another name.
    #[must_use]
    pub fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// What is chosen.
    pub fn words(&self) -> &'static str {
        self.options.get(self.chosen).map_or("", |(words, _)| words)
    }

    fn segments(&self) -> Vec<Segment<'static>> {
        self.options.iter().map(|(words, _)| Segment { icon: None, words }).collect()
    }

    fn command(&self, place: usize) -> Option<Command> {
        self.options.get(place).map(|(_, command)| command.clone())
    }

    /// How wide it is in a bar.
    pub fn bar_width(&self, ui: &Ui) -> f32 {
        small_width(ui, &self.segments())
    }

    /// In a bar: all that can be chosen side by side.
    #[must_use]
    pub fn bar_ui(&self, ui: &mut Ui) -> Option<Command> {
        segmented_small(ui, self.name, &self.segments(), &[], self.chosen).and_then(|place| self.command(place))
    }

    /// In a dialog: under its name, with what is chosen in other words below.
    #[must_use]
    pub fn group_ui(&self, ui: &mut Ui, means: &str) -> Option<Command> {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            Text::new(self.name, Type::Label).heading(ui, 2);
            let picked = segmented(ui, self.name, &self.segments(), self.chosen);
            if !means.is_empty() {
                lead::hint(ui, means);
            }
            picked.and_then(|place| self.command(place))
        })
        .inner
    }

    /// In a menu: a row each under its name.
    #[must_use]
    pub fn rows_ui(&self, ui: &mut Ui) -> Option<Command> {
        let mut asked = None;
        menus::group_name(ui, self.name);
        for (place, (words, _)) in self.options.iter().enumerate() {
            let row = MenuRow { ticked: Some(place == self.chosen), ..MenuRow::new(words) };
            if row.show(ui).clicked() && place != self.chosen {
                asked = self.command(place);
            }
        }
        asked
    }
}

/// The menu of choices below a button; it stays open, for several of them may be changed.
#[must_use]
pub fn menu_ui(ui: &Ui, button: &Response, choices: &[Choice]) -> Option<Command> {
    menus::opens_a_menu(button);
    let menu = Popup::menu(button).frame(frame::menu_frame(Tokens::of(ui.ctx())));
    let shown = menu.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        let mut asked = None;
        menus::scrolled(ui, |ui| {
            for choice in choices {
                asked = choice.rows_ui(ui).or(asked.take());
            }
        });
        asked
    });
    menus::take_focus_back(ui, button);
    shown.and_then(|shown| shown.inner)
}

/// Large print in a bar: a box, and where it is ticked the size beside it, in a few letters.
#[must_use]
pub fn large_print_bar_ui(ui: &mut Ui, now: PrintSize) -> Option<Command> {
    let spoken = LARGE_SIZES.map(large_words);
    large_print(ui, now, |ui, chosen| segmented_small(ui, LARGE_SIZE, &size_segments(), &spoken, chosen))
}

/// The same in a dialog.
#[must_use]
pub fn large_print_ui(ui: &mut Ui, now: PrintSize) -> Option<Command> {
    let segments = LARGE_SIZES.map(|size| Segment { icon: None, words: large_words(size) });
    large_print(ui, now, |ui, chosen| segmented(ui, LARGE_SIZE, &segments, chosen))
}

fn large_print(ui: &mut Ui, now: PrintSize, sizes_ui: impl FnOnce(&mut Ui, usize) -> Option<usize>) -> Option<Command> {
    let mut asked = None;
    if check::check(ui, now != PrintSize::Usual, LARGE_PRINT).clicked() {
        asked = Some(if now == PrintSize::Usual { PrintSize::Large16 } else { PrintSize::Usual });
    }
    if let Some(chosen) = LARGE_SIZES.iter().position(|size| *size == now) {
        asked = sizes_ui(ui, chosen).and_then(|place| LARGE_SIZES.get(place)).copied().or(asked);
    }
    asked.map(|size| Command::Edit(Edit::PrintSize(size)))
}

fn large_words(size: PrintSize) -> &'static str {
    words::points(size).unwrap_or_default()
}

/// How wide that is in a bar: the box, and the sizes where it is ticked.
pub fn large_print_widths(ui: &Ui) -> (f32, f32) {
    (check::width(ui, LARGE_PRINT), small_width(ui, &size_segments()))
}

/// "16" and "18": the box beside them says of what.
fn size_segments() -> [Segment<'static>; 2] {
    LARGE_SIZES.map(|size| Segment { icon: None, words: size.code() })
}
