//! What a view may read and send.

use egui::{Response, Ui};

use crate::app::{Action, AppState, Command};
use crate::ui::icons::Icon;
use crate::ui::keymap;
use crate::ui::widgets::button::{Button, Kind};

/// The state, read only, and the commands of this frame.
pub struct ViewCx<'a> {
    pub state: &'a AppState,
    commands: &'a mut Vec<Command>,
}

impl<'a> ViewCx<'a> {
    /// The commands are applied after the frame, in the order in which they were sent.
    pub fn new(state: &'a AppState, commands: &'a mut Vec<Command>) -> Self {
        Self { state, commands }
    }

    /// Asks for a change of the state.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Asks for several changes, one after the other.
    pub fn send_all(&mut self, commands: Vec<Command>) {
        self.commands.extend(commands);
    }

    /// Asks for what an action means now; nothing where it is not available.
    pub fn run(&mut self, action: Action) {
        if let Ok(command) = action.resolve(self.state) {
            self.send(command);
        }
    }

    /// The button of an action: label, tooltip, shortcut and the reason why it is not available come with it.
    pub fn action_button(&mut self, ui: &mut Ui, action: Action, kind: Kind) -> Response {
        let label = action.label();
        let button = Button::new(kind, label);
        self.finish(ui, action, button, label)
    }

    /// The same, with an icon before the words, over a given width.
    pub fn wide_action_button(&mut self, ui: &mut Ui, action: Action, kind: Kind, width: f32) -> Response {
        let label = action.label();
        let button = Button::new(kind, label).width(width);
        self.finish(ui, action, button, label)
    }

    /// The same, as an icon whose name is the action's.
    pub fn action_icon(&mut self, ui: &mut Ui, action: Action, kind: Kind, icon: Icon) -> Response {
        let label = action.current_label(self.state);
        let button = Button::icon_only(kind, icon, &label);
        self.finish(ui, action, button, &label)
    }

    fn finish(&mut self, ui: &mut Ui, action: Action, button: Button<'_>, label: &str) -> Response {
        let resolved = action.resolve(self.state);
        let shortcut = keymap::words(action);
        let response = button.unavailable(resolved.as_ref().err().copied()).tooltip(label, &shortcut).show(ui);
        if response.clicked()
            && let Ok(command) = resolved
        {
            self.send(command);
        }
        response
    }
}
