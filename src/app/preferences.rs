//! Changes of settings and of the office's own facts; none of them is undone.

use crate::app::AppState;
use crate::app::browse;
use crate::app::dialog::{self, Dialog};
use crate::app::effect::Effect;
use crate::app::notice::Notice;
use crate::app::settings::{Theme, WindowPlace};
use crate::catalogue::Contact;

/// A change of what is remembered.
#[derive(Clone, Debug, PartialEq)]
pub enum PreferenceCommand {
    Theme(Theme),
    /// In percent.
    Zoom(u16),
    Window(WindowPlace),
    /// "More" of the export dialog.
    MoreOpen(bool),
    /// The contact details, read and confirmed by somebody of the office.
    ConfirmContact(Contact),
    /// Back to the Tool Box's contact details, not confirmed.
    ForgetContact,
}

pub(crate) fn apply(state: &mut AppState, command: PreferenceCommand) -> Vec<Effect> {
    match command {
        PreferenceCommand::Theme(theme) => state.settings.theme = theme,
        PreferenceCommand::Zoom(percent) => state.settings.zoom = percent.clamp(50, 300),
        PreferenceCommand::Window(place) => state.settings.window = Some(place),
        PreferenceCommand::MoreOpen(open) => state.settings.more_open = open,
        PreferenceCommand::ConfirmContact(contact) => {
            state.office.contact = Some(contact);
            browse::renew_entry(state);
            dialog::close_all(state, &Dialog::Contact);
            state.say(Notice::done("Contact details confirmed"));
        }
        PreferenceCommand::ForgetContact => {
            state.office.contact = None;
            browse::renew_entry(state);
        }
    }
    Vec::new()
}
