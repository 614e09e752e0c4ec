//! A field for a text with formatting: buttons and keys, no markup to learn.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, LayoutSection, TextFormat};
use egui::text_edit::TextEditState;
use egui::{Frame, Galley, Id, Key, Margin, Modifiers, Shape, Stroke, StrokeKind, TextBuffer, TextEdit, Ui};
use egui::{epaint::RectShape, text::CharIndex};

use super::button::Button;
use super::field::{Field, error_line, help_line, label_line};
use super::focus;
use super::text::Type;
use crate::pack::rich::edit::Edited;
use crate::pack::rich::{ListKind, MAX_RICH, RichText, Style, is_address};
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space, stroke};

/// Said where nothing is marked and the cursor is in no word.
const NOTHING_MARKED: &str = "Mark the words first";

/// A field with its label above.
#[derive(Clone, Debug)]
pub struct RichField<'a> {
    label: &'a str,
    help: &'a str,
    lines: usize,
    focus: bool,
    id: Id,
}

/// What is half done in a field.
#[derive(Clone, Debug, Default)]
struct Doing {
    /// The address that is being typed for marked words.
    linking: Option<(std::ops::Range<usize>, String)>,
    said: Option<&'static str>,
}

impl<'a> RichField<'a> {
    /// The label is also the accessible name; `key` tells fields apart.
    pub fn new(label: &'a str, key: &str) -> Self {
        Self { label, help: "", lines: 5, focus: false, id: Id::unique(("rich field", key)) }
    }

    /// A sentence below, for what the label alone does not say.
    #[must_use]
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = help;
        self
    }

    #[must_use]
    pub fn lines(mut self, lines: usize) -> Self {
        self.lines = lines;
        self
    }

    /// Takes the keyboard now.
    #[must_use]
    pub fn focused(mut self, focus: bool) -> Self {
        self.focus = focus;
        self
    }

    /// Shows it over the whole width; the text, where it was changed.
    pub fn show(self, ui: &mut Ui, text: &RichText) -> Option<RichText> {
        let mut doing: Doing = ui.data_mut(|data| data.get_temp(self.id)).unwrap_or_default();
        let (mut edited, mut typed) = (None, None);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            label_line(ui, self.label);
            edited = self.buttons(ui, text, &mut doing);
            if let Some(linked) = self.address_ui(ui, text, &mut doing) {
                edited = Some(linked);
            }
            typed = self.edit(ui, text, &mut doing);
            if let Some(said) = doing.said {
                error_line(ui, said);
            }
            if !self.help.is_empty() {
                help_line(ui, self.help);
            }
        });
        ui.data_mut(|data| data.insert_temp(self.id, doing));
        let edited = match typed {
            // The cursor is where typing has left it; an input method has its word marked there.
            Some(Typed { edited, is_as_typed: true }) => edited,
            Some(Typed { edited, is_as_typed: false }) => self.with_cursor(ui, edited),
            None => self.with_cursor(ui, edited?),
        };
        (edited.text != *text).then_some(edited.text)
    }

    /// The marked bytes, as the field knows them since the last frame.
    fn marked(&self, ui: &Ui, text: &RichText) -> std::ops::Range<usize> {
        let state = TextEditState::load(ui.ctx(), self.id);
        let range = state.and_then(|state| state.cursor.char_range());
        let byte = |index: CharIndex| bytes_before(text.text(), usize::from(index));
        range.map_or(0..0, |range| {
            let sorted = range.as_sorted_char_range();
            byte(sorted.start)..byte(sorted.end)
        })
    }

    fn buttons(&self, ui: &mut Ui, text: &RichText, doing: &mut Doing) -> Option<Edited> {
        let marked = self.marked(ui, text);
        let words = if marked.is_empty() { text.word_at(marked.start) } else { marked.clone() };
        let mut edited = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            let styles = [
                ("Bold", Style::Strong, Key::B, "Bold", "Ctrl B"),
                ("Italic", Style::Emphasis, Key::I, "Italic in print, underlined here", "Ctrl I"),
            ];
            for (name, style, key, tip, keys) in styles {
                let named = format!("{name}: {}", self.label);
                let button = Button::secondary(name).small().name(&named).selected(text.has(&words, &style));
                let pressed = button.tooltip(tip, keys).show(ui).clicked() || self.is_pressed(ui, key);
                if pressed && words.is_empty() {
                    doing.said = Some(NOTHING_MARKED);
                } else if pressed {
                    edited = Some(Edited { text: text.toggled(&words, style), cursor: marked.end });
                }
            }
            let named = format!("Link: {}", self.label);
            if Button::secondary("Link…").small().name(&named).show(ui).clicked() {
                doing.said = words.is_empty().then_some(NOTHING_MARKED);
                doing.linking = (!words.is_empty()).then(|| (words.clone(), address_in(text, &words)));
            }
            let lists = [
                ("Bulleted list", Icon::ListBullets, ListKind::Bulleted),
                ("Numbered list", Icon::ListNumbers, ListKind::Numbered),
            ];
            for (name, icon, kind) in lists {
                let named = format!("{name}: {}", self.label);
                let button = Button::icon_only(super::button::Kind::Secondary, icon, &named).small();
                if button.tooltip(name, "").show(ui).clicked() {
                    edited = Some(text.listed(&marked, kind));
                }
            }
        });
        if edited.is_some() {
            doing.said = None;
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
        edited
    }

    fn is_pressed(&self, ui: &Ui, key: Key) -> bool {
        ui.memory(|memory| memory.has_focus(self.id))
            && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key))
    }

    /// The address for marked words, while it is asked for.
    fn address_ui(&self, ui: &mut Ui, text: &RichText, doing: &mut Doing) -> Option<Edited> {
        let (words, mut address) = doing.linking.clone()?;
        let known = address_in(text, &words);
        let wrong = (!address.trim().is_empty() && !is_address(address.trim()))
            .then_some("Begin it with https:// or with mailto:");
        let field = Field::new("Address of the link").hint("https://").error(wrong);
        let response = field.id(self.id.with("address")).show(ui, &mut address);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let (mut set, mut removed, mut left) = (entered, false, false);
        ui.horizontal(|ui| {
            let why = (address.trim().is_empty() || wrong.is_some()).then_some("Type the address first");
            set |= Button::secondary("Set link").small().unavailable(why).show(ui).clicked();
            set &= why.is_none();
            removed = !known.is_empty() && Button::quiet("Remove link").small().show(ui).clicked();
            left = Button::quiet("Cancel").small().show(ui).clicked();
        });
        let cursor = words.end;
        let edited = if set {
            Some(text.toggled(&words, Style::Link(address.trim().to_owned())))
        } else {
            removed.then(|| text.unlinked(&words))
        };
        doing.linking = (edited.is_none() && !left).then_some((words, address));
        edited.map(|text| Edited { text, cursor })
    }

    fn edit(&self, ui: &mut Ui, text: &RichText, doing: &mut Doing) -> Option<Typed> {
        let tokens = Tokens::of(ui.ctx());
        let back = ui.painter().add(Shape::Noop);
        let mut words = text.text().to_owned();
        let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, width: f32| {
            let shown = if buffer.as_str() == text.text() {
                text.clone()
            } else {
                text.typed(buffer.as_str(), buffer.as_str().len()).text
            };
            lay_out(ui, buffer.as_str(), &shown, width)
        };
        let edit = TextEdit::multiline(&mut words)
            .id(self.id)
            .font(Type::Body.font())
            .frame(Frame::new().inner_margin(Margin::symmetric(space::MEDIUM as i8, space::PARAGRAPH as i8)))
            .desired_width(f32::INFINITY)
            .desired_rows(self.lines)
            .char_limit(MAX_RICH)
            .min_size(egui::Vec2::new(0.0, size::CONTROL))
            .layouter(&mut layouter);
        let output = edit.show(ui);
        let response = output.response.response.accessible_name(self.label);
        if self.focus {
            response.request_focus();
        }
        let color = if response.hovered() { tokens.text_weak } else { tokens.line_strong };
        let edge = Stroke::new(stroke::LINE, color);
        let corners = tokens::corners(radius::MEDIUM);
        ui.painter().set(back, RectShape::new(response.rect, corners, tokens.surface, edge, StrokeKind::Inside));
        focus::ring(ui, &response, response.rect, radius::MEDIUM);
        if words == text.text() {
            return None;
        }
        doing.said = None;
        doing.linking = None;
        let cursor =
            output.cursor_range.map_or(words.len(), |range| bytes_before(&words, usize::from(range.primary.index)));
        let edited = text.typed(&words, cursor);
        let is_as_typed = edited.text.text() == words && edited.cursor == cursor;
        Some(Typed { edited, is_as_typed })
    }

    fn with_cursor(&self, ui: &Ui, edited: Edited) -> Edited {
        let Some(mut state) = TextEditState::load(ui.ctx(), self.id) else { return edited };
        let before = edited.text.text().get(..edited.cursor).map_or(0, |before| before.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(CharIndex::from(before)))));
        state.store(ui.ctx(), self.id);
        edited
    }
}

/// What came of typing.
struct Typed {
    edited: Edited,
    /// No list has begun, gone on or ended.
    is_as_typed: bool,
}

/// The address behind the first of these words; empty where there is none.
fn address_in(text: &RichText, words: &std::ops::Range<usize>) -> String {
    let mut links = text.marks().iter().filter_map(|mark| match &mark.style {
        Style::Link(url) if mark.range.start < words.end && mark.range.end > words.start => Some(url.clone()),
        _ => None,
    });
    links.next().unwrap_or_default()
}

fn bytes_before(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

/// The letters as they will be printed: strong in weight, links in their colour; emphasis is underlined.
fn lay_out(ui: &Ui, buffer: &str, text: &RichText, width: f32) -> Arc<Galley> {
    let tokens = Tokens::of(ui.ctx());
    let mut cuts: Vec<usize> = text.marks().iter().flat_map(|mark| [mark.range.start, mark.range.end]).collect();
    cuts.extend([0, buffer.len()]);
    cuts.retain(|cut| buffer.is_char_boundary(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob { text: buffer.to_owned(), ..LayoutJob::default() };
    job.wrap.max_width = width;
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let letters = buffer.get(*from..*to).unwrap_or_default();
        let inside = || text.marks().iter().filter(|mark| mark.range.start <= *from && mark.range.end >= *to);
        let is_strong = inside().any(|mark| mark.style == Style::Strong);
        let is_link = inside().any(|mark| matches!(mark.style, Style::Link(_)));
        let is_emphasis = inside().any(|mark| mark.style == Style::Emphasis);
        let color = if is_link { tokens.accent } else { tokens.text };
        let style = if is_strong { Type::BodyStrong } else { Type::Body };
        let mut format: TextFormat = style.format(letters, color);
        if is_emphasis || is_link {
            format.underline = Stroke::new(stroke::LINE, color);
        }
        let byte_range = (*from).into()..(*to).into();
        job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format });
    }
    if job.sections.is_empty() {
        job.append("", 0.0, Type::Body.format("", tokens.text));
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
