//! What was typed reaches the field that it was typed into.
//!
//! A busy computer brings several events into one frame, and egui moves the keyboard on at its beginning: of
//! letters and a click in the same frame the letters would be lost. So a frame ends before such a step.

use egui::{Event, Key};

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

    #[test]
    fn letters_alone_are_one_frame() {
        let mut events = typed("Border");
        assert!(later(&mut events).is_empty() && events.len() == 6);
    }
}
