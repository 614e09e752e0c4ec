//! Actions and their keys.

use egui::{Context, Key, KeyboardShortcut, Modifiers};
use strum::IntoEnumIterator as _;

use crate::app::Action;

/// Further keys that people's hands know.
const ALSO: [(Action, &str); 2] = [(Action::Redo, "Ctrl+Y"), (Action::ZoomIn, "Ctrl+Equals")];

/// The keys of an action, as egui compares them; Control is Command on a Mac.
pub fn keys(action: Action) -> Option<KeyboardShortcut> {
    action.shortcut().and_then(parse)
}

fn parse(text: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut key = None;
    for part in text.split('+') {
        match part {
            "Ctrl" => modifiers |= Modifiers::COMMAND,
            "Shift" => modifiers |= Modifiers::SHIFT,
            "Alt" => modifiers |= Modifiers::ALT,
            name => key = named(name),
        }
    }
    Some(KeyboardShortcut::new(modifiers, key?))
}

fn named(name: &str) -> Option<Key> {
    match name {
        "Left" => Some(Key::ArrowLeft),
        "Right" => Some(Key::ArrowRight),
        "Up" => Some(Key::ArrowUp),
        "Down" => Some(Key::ArrowDown),
        other => Key::from_name(other),
    }
}

/// The keys as words: "Ctrl Shift Z"; empty where there are none.
pub fn words(action: Action) -> String {
    let command = if cfg!(target_os = "macos") { "Cmd" } else { "Ctrl" };
    let keys = action.shortcut().unwrap_or_default();
    keys.replace("Ctrl", command).replace("PageUp", "Page Up").replace("PageDown", "Page Down").replace('+', " ")
}

/// The actions whose keys were pressed in this frame. The keys are used up.
///
/// Longer combinations go first, so that Control Shift Z is never taken for Control Z.
/// Keys that edit a text stay with the text field while one has the focus.
pub fn pressed(ctx: &Context) -> Vec<Action> {
    let typing = ctx.text_edit_focused();
    let also = ALSO.iter().filter_map(|(action, text)| Some((*action, parse(text)?)));
    let mut bound: Vec<(Action, KeyboardShortcut)> =
        Action::iter().filter_map(|action| Some((action, keys(action)?))).chain(also).collect();
    bound.sort_by_key(|(_, keys)| std::cmp::Reverse(weight(keys.modifiers)));
    bound.retain(|(action, _)| !(typing && edits_text(*action)));
    ctx.input_mut(|input| {
        bound.into_iter().filter(|(_, keys)| input.consume_shortcut(keys)).map(|(action, _)| action).collect()
    })
}

fn weight(modifiers: Modifiers) -> u8 {
    u8::from(modifiers.command) + u8::from(modifiers.shift) + u8::from(modifiers.alt)
}

/// Whether a text field has a use of its own for the keys of an action.
fn edits_text(action: Action) -> bool {
    matches!(action, Action::Undo | Action::Redo | Action::AllResources | Action::MoveUp | Action::MoveDown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_is_understood_and_none_clashes() {
        let mut seen: Vec<(Action, KeyboardShortcut)> = Vec::new();
        for action in Action::iter() {
            let Some(text) = action.shortcut() else { continue };
            let keys = parse(text).unwrap_or_else(|| panic!("{action:?}: {text}"));
            let clash = seen.iter().find(|(_, other)| *other == keys);
            assert!(clash.is_none(), "{action:?} and {clash:?}");
            seen.push((action, keys));
        }
        assert!(seen.len() > 15);
        for (action, text) in ALSO {
            let keys = parse(text).unwrap();
            assert!(seen.iter().all(|(_, other)| *other != keys), "{action:?}: {text}");
        }
    }
}
