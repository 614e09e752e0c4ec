//! Changes of settings and of the office's own facts; none of them is undone.

use std::path::PathBuf;

use crate::app::browse;
use crate::app::dialog::{self, Dialog};
use crate::app::drawing;
use crate::app::edit::Edit;
use crate::app::effect::{Effect, Failure};
use crate::app::notice::Notice;
use crate::app::office::OfficeDraft;
use crate::app::outcome;
use crate::app::packing;
use crate::app::settings::{Renderer, Theme, WindowPlace};
use crate::app::{AppState, Mode};
use crate::catalogue::Contact;
use crate::pack::Logo;

/// A change of what is remembered.
#[derive(Clone, Debug, PartialEq)]
pub enum PreferenceCommand {
    Theme(Theme),
    /// The window came to the front: what the system wants may have changed meanwhile.
    AskSystem,
    /// In percent.
    Zoom(u16),
    Window(WindowPlace),
    /// Who draws the window from the next start on; `None` is as the computer is equipped.
    Renderer(Option<Renderer>),
    /// The graphics card failed at a start, and is tried again at the next one.
    TryGraphicsAgain,
    /// "More" of the export dialog.
    MoreOpen(bool),
    /// The contact details, read and confirmed by somebody of the office.
    ConfirmContact(Contact),
    /// Back to the Tool Box's contact details, not confirmed.
    ForgetContact,
    /// What the office keeps once.
    Office(Box<OfficeDraft>),
    /// Asks for a picture as the office's logo.
    ChooseLogo,
    /// Takes the picture of this path.
    LogoFrom(PathBuf),
    RemoveLogo,
}

pub(crate) fn apply(state: &mut AppState, command: PreferenceCommand) -> Vec<Effect> {
    match command {
        PreferenceCommand::Theme(theme) => state.settings.theme = theme,
        PreferenceCommand::AskSystem => return vec![Effect::AskSystem],
        PreferenceCommand::Zoom(percent) => state.settings.zoom = percent.clamp(50, 300),
        PreferenceCommand::Window(place) => state.settings.window = Some(place),
        PreferenceCommand::Renderer(choice) => return drawing::choose(state, choice),
        PreferenceCommand::TryGraphicsAgain => return drawing::try_again(state),
        PreferenceCommand::MoreOpen(open) => state.settings.more_open = open,
        PreferenceCommand::ConfirmContact(contact) => {
            state.office.contact = Some(contact);
            state.office.contact_confirmed = Some(state.clock.today);
            browse::renew_entry(state);
            dialog::close_all(state, &Dialog::Contact);
            state.say(Notice::done("Contact details confirmed"));
        }
        PreferenceCommand::ForgetContact => {
            state.office.contact = None;
            state.office.contact_confirmed = None;
            browse::renew_entry(state);
        }
        PreferenceCommand::ChooseLogo | PreferenceCommand::LogoFrom(_) | PreferenceCommand::RemoveLogo
            if state.mode.is_read_only() =>
        {
            state.say(Notice::information(state.mode.words()));
        }
        PreferenceCommand::Office(_) if state.mode == Mode::ReadOnly => {
            state.say(Notice::information(state.mode.words()));
        }
        PreferenceCommand::ChooseLogo => return vec![Effect::PickLogo],
        PreferenceCommand::LogoFrom(path) => {
            dialog::close_all(state, &Dialog::LogoField);
            return vec![Effect::TakeLogo(path)];
        }
        PreferenceCommand::RemoveLogo => {
            state.office.texts.logo = None;
            return vec![Effect::RemoveLogo];
        }
        PreferenceCommand::Office(draft) => {
            state.office.take(*draft);
            let name = state.office.issued_by.clone();
            let lacks_one = state.work.details.issued_by.trim().is_empty() && !name.is_empty();
            if lacks_one && state.unchangeable().is_ok() {
                packing::edit(state, &Edit::IssuedBy(name));
            }
        }
    }
    Vec::new()
}

/// The logo lies in the data folder, or could not be taken.
pub(crate) fn logo_taken(state: &mut AppState, result: Result<Logo, Failure>) {
    match result {
        Ok(logo) => {
            state.office.texts.logo = Some(logo);
            state.say(Notice::done("The logo is kept, and printed on each pack"));
        }
        Err(failure) => outcome::fail(state, failure),
    }
}
