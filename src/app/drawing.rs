//! Who draws the window: what can be chosen, and what is known of this start.

use crate::app::AppState;
use crate::app::effect::Effect;
use crate::app::notice::Notice;
use crate::app::settings::Renderer;

/// Whether there is anything to choose: on a Mac there is one way of drawing.
pub const IS_OFFERED: bool = !cfg!(target_os = "macos");

/// What can be chosen; `None` is as the computer is equipped.
pub const CHOICES: [Option<Renderer>; 3] = [None, Some(Renderer::Soft), Some(Renderer::Gl)];

/// What is known of this start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Who draws the window now.
    pub now: Renderer,
    /// The graphics card showed nothing at a start, this one or an earlier one, and is not tried again by itself.
    pub has_failed: bool,
}

impl Default for Drawing {
    fn default() -> Self {
        Self { now: Renderer::Soft, has_failed: false }
    }
}

impl Drawing {
    /// Who draws now, in words.
    pub fn words(self) -> &'static str {
        match self.now {
            Renderer::Soft => "This window is drawn by software",
            Renderer::Gl => "This window is drawn by OpenGL",
        }
    }
}

/// The name of a choice.
pub fn label(choice: Option<Renderer>) -> &'static str {
    match choice {
        None => "Automatic",
        Some(Renderer::Soft) => "Software",
        Some(Renderer::Gl) => "OpenGL",
    }
}

/// What a choice means.
pub fn means(choice: Option<Renderer>) -> &'static str {
    match choice {
        None => "By the graphics card where one is known, else by software",
        Some(Renderer::Soft) => "By the processor. It works on every computer, and over Remote Desktop",
        Some(Renderer::Gl) => "By the graphics card. Where it shows nothing, the next start is drawn by software",
    }
}

/// Keeps a choice for the next start. Who chooses OpenGL wants it tried, whatever happened before.
pub(crate) fn choose(state: &mut AppState, choice: Option<Renderer>) -> Vec<Effect> {
    state.settings.renderer = choice;
    if choice == Some(Renderer::Gl) && !state.mode.is_read_only() { forget_failure(state) } else { Vec::new() }
}

/// The next start tries the graphics card again.
pub(crate) fn try_again(state: &mut AppState) -> Vec<Effect> {
    if state.mode.is_read_only() {
        state.say(Notice::information(state.mode.words()));
        return Vec::new();
    }
    state.say(Notice::done("The next start tries the graphics card again"));
    forget_failure(state)
}

fn forget_failure(state: &mut AppState) -> Vec<Effect> {
    let had_failed = std::mem::take(&mut state.drawing.has_failed);
    had_failed.then_some(Effect::TryGraphicsAgain).into_iter().collect()
}
