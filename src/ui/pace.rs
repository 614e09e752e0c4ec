//! What was typed reaches the field that it was typed into.
//!
//! A busy computer brings several events into one frame, and egui moves the keyboard on at its beginning: of
//! letters and a click in the same frame the letters would be lost. So a frame ends before such a step.
//!
//! While an input method puts a word together, its keys are its own: the Enter that takes the word presses no button.

use egui::{Event, ImeEvent, Key};

use crate::app::Command;

/// What an event does to the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It goes to the field that has the keyboard.
    Typed,
    /// It may take the keyboard elsewhere.
    Moves,
}

fn step(event: &Event) -> Option<Step> {
    match event {
        Event::Key { key: Key::Tab | Key::Enter | Key::Escape, pressed: true, .. }
        | Event::PointerButton { pressed: true, .. } => Some(Step::Moves),
        Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) | Event::Key { pressed: true, .. } => {
            Some(Step::Typed)
        }
        _ => None,
    }
}

/// Leaves in `events` those of this frame, and gives those of the next ones.
pub(super) fn later(events: &mut Vec<Event>) -> Vec<Event> {
    let mut before = None;
    let cut = events.iter().position(|event| {
        let Some(step) = step(event) else { return false };
        // Letters go together; each step that moves the keyboard is a frame's last.
        let ends = match before {
            None => false,
            Some(Step::Typed) => step == Step::Moves,
            Some(Step::Moves) => true,
        };
        before = Some(step);
        ends
    });
    cut.map(|cut| events.split_off(cut)).unwrap_or_default()
}

/// A word that an input method puts together.
#[derive(Clone, Debug, Default)]
pub(super) struct Composing {
    now: Now,
    /// A word was taken or given up in this frame.
    ended: bool,
    /// The core knows that a word is being put together.
    told: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Now {
    #[default]
    Nothing,
    Word,
    /// The key that ends it was pressed, and what comes of that was not said yet.
    Ending,
}

impl Composing {
    /// Takes the keys of the input method out of the events of a frame. Some systems bring them although it had them.
    pub(super) fn take(&mut self, events: &mut Vec<Event>) {
        events.retain(|event| {
            let before = self.now;
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty() => self.now = Now::Word,
                Event::Key { key: Key::Enter | Key::Escape, pressed: true, .. } if before == Now::Word => {
                    self.now = Now::Ending;
                }
                // A second time such a key is meant, whatever became of the word.
                Event::Ime(ImeEvent::Preedit { .. } | ImeEvent::Commit(_))
                | Event::Text(_)
                | Event::PointerButton { pressed: true, .. }
                | Event::WindowFocused(false)
                | Event::Key { key: Key::Enter | Key::Escape, pressed: true, .. } => self.end(),
                _ => {}
            }
            !(before == Now::Word && matches!(step(event), Some(Step::Moves)) && matches!(event, Event::Key { .. }))
        });
    }

    fn end(&mut self) {
        self.ended |= self.now != Now::Nothing;
        self.now = Now::Nothing;
    }

    /// Tells the core, after what the fields made of the frame.
    pub(super) fn tell(&mut self, queue: &mut Vec<Command>) {
        if std::mem::take(&mut self.ended) && std::mem::take(&mut self.told) {
            queue.push(Command::ComposingEnds);
        }
        if self.now != Now::Nothing && !std::mem::replace(&mut self.told, true) {
            queue.push(Command::ComposingBegins);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Context, Modifiers, PointerButton, Pos2, RawInput, Rect, TextEdit, Vec2};

    use super::*;

    fn click(at: Pos2) -> Vec<Event> {
        let button = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        vec![Event::PointerMoved(at), button(true), button(false)]
    }

    fn key(key: Key) -> Vec<Event> {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        vec![event(true), event(false)]
    }

    fn typed(text: &str) -> Vec<Event> {
        text.chars().map(|sign| Event::Text(sign.to_string())).collect()
    }

    /// Two fields, one below the other, which get all these events at once; what stands in them then.
    fn fields(events: Vec<Event>) -> [String; 2] {
        let ctx = Context::default();
        let mut texts = [String::new(), String::new()];
        let mut frame = |events: Vec<Event>| {
            let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(300.0, 200.0)));
            let input = RawInput { screen_rect, events, ..RawInput::default() };
            let _output = ctx.run_ui(input, |ui| {
                for (row, text) in texts.iter_mut().enumerate() {
                    let rect = Rect::from_min_size(Pos2::new(0.0, 50.0 * row as f32), Vec2::new(200.0, 30.0));
                    ui.put(rect, TextEdit::singleline(text));
                }
            });
        };
        frame(Vec::new());
        let mut waiting = events;
        while !waiting.is_empty() {
            let rest = later(&mut waiting);
            frame(std::mem::replace(&mut waiting, rest));
        }
        frame(Vec::new());
        texts
    }

    #[test]
    fn letters_stay_with_their_field_however_many_events_come_at_once() {
        let (upper, lower) = (Pos2::new(50.0, 15.0), Pos2::new(50.0, 65.0));
        let events = [click(upper), typed("Border"), click(lower), typed("Course")].concat();
        assert_eq!(fields(events), ["Border", "Course"]);
        let events = [click(upper), typed("Border"), key(Key::Tab), typed("Course")].concat();
        assert_eq!(fields(events), ["Border", "Course"]);
    }

    fn preedit(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    }

    /// How many of these events are left, and what the core is told of them.
    fn taken(composing: &mut Composing, mut events: Vec<Event>) -> (usize, Vec<Command>) {
        composing.take(&mut events);
        let mut queue = Vec::new();
        composing.tell(&mut queue);
        (events.len(), queue)
    }

    #[test]
    fn the_keys_of_a_word_are_the_input_methods_and_the_next_ones_are_not() {
        let commit = || Event::Ime(ImeEvent::Commit("漢字".to_owned()));
        for (end, last) in [(Key::Enter, commit()), (Key::Escape, preedit(""))] {
            let composing = &mut Composing::default();
            assert_eq!(taken(composing, vec![preedit("か")]), (1, vec![Command::ComposingBegins]));
            assert_eq!(taken(composing, key(Key::Tab)), (1, vec![]), "the release presses nothing");
            assert_eq!(taken(composing, [key(end), vec![last]].concat()), (2, vec![Command::ComposingEnds]));
            assert_eq!(taken(composing, key(end)), (2, vec![]));
        }
    }

    /// As when a window is told nothing of the end of a word.
    #[test]
    fn no_key_is_lost_twice() {
        let composing = &mut Composing::default();
        taken(composing, vec![preedit("か")]);
        assert_eq!(taken(composing, key(Key::Enter)).0, 1);
        assert_eq!(taken(composing, key(Key::Enter)), (2, vec![Command::ComposingEnds]));
        taken(composing, vec![preedit("か")]);
        taken(composing, click(Pos2::ZERO));
        assert_eq!(taken(composing, key(Key::Escape)).0, 2);
    }

    /// Each syllable of Korean ends as the next one begins.
    #[test]
    fn a_word_that_follows_at_once_is_one_of_its_own() {
        let composing = &mut Composing::default();
        taken(composing, vec![preedit("한")]);
        let next = vec![Event::Ime(ImeEvent::Commit("한".to_owned())), preedit("ㄱ")];
        assert_eq!(taken(composing, next), (2, vec![Command::ComposingEnds, Command::ComposingBegins]));
    }

    #[test]
    fn letters_alone_are_one_frame() {
        let mut events = typed("Border");
        assert!(later(&mut events).is_empty() && events.len() == 6);
    }
}
