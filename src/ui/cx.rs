//! What a view may read and send.

use egui::{Response, Ui};

use crate::app::edit::Step;
use crate::app::{Action, AppState, Command, Dialog, DialogCommand, Edit, HelpTopic, PreviewCommand, SectionEdit};
use crate::ui::icons::Icon;
use crate::ui::keymap;
use crate::ui::layout::Layout;
use crate::ui::views::ViewState;
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::row::MenuRow;
use crate::ui::widgets::tooltip;

/// The state, read only, and the commands of this frame.
pub struct ViewCx<'a> {
    pub state: &'a AppState,
    /// Where the parts of the window stand in this frame.
    pub layout: Layout,
    /// The pack has the keyboard, or is open over the results.
    pub pack_in_hand: bool,
    /// The pages of the pack have the keyboard: what makes the window larger makes them larger.
    pub pages_in_hand: bool,
    /// What views keep for themselves: caches, open panels.
    pub view: &'a mut ViewState,
    commands: &'a mut Vec<Command>,
}

impl<'a> ViewCx<'a> {
    /// The commands are applied after the frame, in the order in which they were sent.
    pub fn new(state: &'a AppState, layout: Layout, view: &'a mut ViewState, commands: &'a mut Vec<Command>) -> Self {
        Self { state, layout, pack_in_hand: false, pages_in_hand: false, view, commands }
    }

    /// Asks for a change of the state.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// How many changes were asked for in this frame.
    pub fn sent(&self) -> usize {
        self.commands.len()
    }

    /// Asks for several changes, one after the other.
    pub fn send_all(&mut self, commands: Vec<Command>) {
        self.commands.extend(commands);
    }

    /// What an action means now, or why it cannot run. Help is about the pack while that is in hand.
    pub fn resolve(&self, action: Action) -> Result<Command, &'static str> {
        if action == Action::Help && self.pack_in_hand && self.state.dialog().is_none() {
            return Ok(Command::Dialog(DialogCommand::Open(Dialog::Help(HelpTopic::Pack))));
        }
        if let Some(command) = self.section_step(action) {
            return command;
        }
        if self.pages_in_hand
            && let Some(zoom) = self.view.pages.zoom_of(action)
        {
            return zoom.map(|zoom| Command::Preview(PreviewCommand::Zoom(zoom)));
        }
        action.resolve(self.state)
    }

    /// While the heading of a section has the keyboard, moving is about the section.
    fn section_step(&self, action: Action) -> Option<Result<Command, &'static str>> {
        let key = self.view.pack.in_hand.clone()?;
        let at = self.state.work.sections().iter().position(|section| section.key == key)?;
        let change = |step| Command::Edit(Edit::Section { key, change: SectionEdit::Move(step) });
        match action {
            Action::MoveUp if at == 0 => Some(Err("It is the first section")),
            Action::MoveUp => Some(Ok(change(Step::Up))),
            Action::MoveDown if at + 1 == self.state.work.sections().len() => Some(Err("It is the last section")),
            Action::MoveDown => Some(Ok(change(Step::Down))),
            _ => None,
        }
    }

    /// Asks for what an action means now, or says why it cannot run.
    pub fn run(&mut self, action: Action) {
        self.send(self.resolve(action).unwrap_or_else(Command::Tell));
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

    /// An action as a row of a menu, with its icon or whether it is the chosen one.
    pub fn action_row(&mut self, ui: &mut Ui, action: Action, icon: Option<Icon>, ticked: Option<bool>) {
        let resolved = self.resolve(action);
        let (label, shortcut) = (action.current_label(self.state), keymap::words(action));
        let unavailable = resolved.as_ref().err().copied();
        let row = MenuRow { icon, shortcut: &shortcut, unavailable, ticked, ..MenuRow::new(&label) };
        let response = row.show(ui);
        match resolved {
            Ok(command) if response.clicked() => {
                self.send(command);
                // A press of the pointer closes the menu by itself; one of a key does not.
                ui.close();
            }
            Err(reason) if response.hovered() || response.has_focus() => tooltip::tooltip_now(&response, reason),
            _ => {}
        }
    }

    fn finish(&mut self, ui: &mut Ui, action: Action, button: Button<'_>, label: &str) -> Response {
        let resolved = self.resolve(action);
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
