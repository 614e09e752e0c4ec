//! What a view may read and send.

use egui::{Response, Ui};

use crate::app::{Action, AppState, Command};
use crate::ui::icons::Icon;
use crate::ui::keymap;
use crate::ui::layout::Layout;
use crate::ui::views::ViewState;
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::row::MenuRow;

/// The state, read only, and the commands of this frame.
pub struct ViewCx<'a> {
    pub state: &'a AppState,
    /// Where the parts of the window stand in this frame.
    pub layout: Layout,
    /// What views keep for themselves: caches, open panels.
    pub view: &'a mut ViewState,
    commands: &'a mut Vec<Command>,
}

impl<'a> ViewCx<'a> {
    /// The commands are applied after the frame, in the order in which they were sent.
    pub fn new(state: &'a AppState, layout: Layout, view: &'a mut ViewState, commands: &'a mut Vec<Command>) -> Self {
        Self { state, layout, view, commands }
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

    /// The same, where icon, size or words differ from the plain button.
    pub fn styled_action(&mut self, ui: &mut Ui, action: Action, button: Button<'_>) -> Response {
        let label = action.current_label(self.state);
        self.finish(ui, action, button, &label)
    }

    /// An action as a row of a menu. True when it was asked for.
    pub fn action_row(&mut self, ui: &mut Ui, action: Action) -> bool {
        let resolved = action.resolve(self.state);
        let (label, shortcut) = (action.current_label(self.state), keymap::words(action));
        let mut row = MenuRow::new(&label);
        row.shortcut = &shortcut;
        row.unavailable = resolved.as_ref().err().copied();
        let pressed = row.show(ui).clicked();
        match resolved {
            Ok(command) if pressed => {
                self.send(command);
                true
            }
            _ => false,
        }
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
