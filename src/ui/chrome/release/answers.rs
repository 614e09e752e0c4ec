//! What is answered on the spot: by what role, why, and when.

use egui::{Id, Ui, Vec2};

use crate::app::release::desk::role_trouble;
use crate::app::release::{Ask, Finding, Light};
use crate::app::{AppState, Command, ReleaseCommand};
use crate::catalogue::CivilDate;
use crate::ui::tokens::space;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;

/// Fields side by side need so much room.
const SIDE_BY_SIDE: f32 = 560.0;

/// What is half typed.
#[derive(Default)]
pub(super) struct AnswersView {
    /// The same for every answer of who works here; `None` until something was typed.
    role: Option<String>,
    /// Of the second person, which is somebody else.
    second: String,
    /// `None` until something was typed.
    reason: Option<String>,
    date: Option<String>,
    /// Where an answer was given that is not whole.
    tried: Option<Ask>,
}

impl AnswersView {
    /// The role as it is typed, else the one by which something was decided last.
    fn role(&self, state: &AppState, ask: &Ask) -> String {
        if *ask == Ask::SecondPerson {
            return self.second.clone();
        }
        self.role.clone().unwrap_or_else(|| state.office.role.clone())
    }

    /// The reason as it is typed, else that of the answer before, which holds no longer.
    fn reason(&self, state: &AppState) -> String {
        let before = || state.work.details.release.handling.as_ref().map(|answer| answer.reason.clone());
        self.reason.clone().or_else(before).unwrap_or_default()
    }

    /// The day as it is typed, else today; `None` where it is no day.
    fn day(&self, state: &AppState) -> Option<CivilDate> {
        self.date.as_deref().map_or(Some(state.clock.today), |typed| CivilDate::parse(typed.trim()))
    }
}

/// The words on the button that gives the answer.
fn button_words(ask: &Ask) -> &'static str {
    match ask {
        Ask::Handling => "Confirm",
        Ask::Keep(_) => "Keep as it is",
        Ask::Clearance(_) | Ask::SecondPerson => "Cleared",
    }
}

/// Draws the fields of an answer.
pub(super) fn fields_ui(ui: &mut Ui, state: &AppState, view: &mut AnswersView, (finding, ask): (&Finding, &Ask)) {
    let light = finding.light;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(space::LARGE, space::SMALL);
        if ui.available_width() < SIDE_BY_SIDE {
            role_field(ui, state, view, (light, ask));
            other_field(ui, state, view, ask);
        } else {
            ui.columns_const(|[left, right]| {
                role_field(left, state, view, (light, ask));
                other_field(right, state, view, ask);
            });
        }
    });
}

fn role_field(ui: &mut Ui, state: &AppState, view: &mut AnswersView, (light, ask): (Light, &Ask)) {
    let mut role = view.role(state, ask);
    let error = role_trouble(&role).filter(|_| view.tried.as_ref() == Some(ask));
    let label = if *ask == Ask::SecondPerson { "Role of the second person" } else { "Your role" };
    let help = match light {
        Light::Stop => "A role, never a name.",
        Light::Look | Light::Good => "A role, never a name. Only if you confirm it; nothing waits for it.",
    };
    let field = Field::new(label).help(help).error(error).limit(300);
    if field.id(Id::unique(("release role", format!("{ask:?}")))).show(ui, &mut role).changed() {
        match ask {
            Ask::SecondPerson => view.second = role,
            _ => view.role = Some(role),
        }
    }
}

/// Why, or when.
fn other_field(ui: &mut Ui, state: &AppState, view: &mut AnswersView, ask: &Ask) {
    let tried = view.tried.as_ref() == Some(ask);
    match ask {
        Ask::Handling => {
            let mut reason = view.reason(state);
            let error = (tried && reason.trim().is_empty()).then_some("Write why this is right.");
            let field = Field::new("Why this is right").help("Kept with the pack and in What went out; never printed.");
            if field.error(error).limit(4_000).show(ui, &mut reason).changed() {
                view.reason = Some(reason);
            }
        }
        Ask::Clearance(_) => {
            let error = (tried && view.day(state).is_none()).then_some("Write the date as 2026-11-24.");
            let mut date = view.date.clone().unwrap_or_else(|| state.clock.today.to_string());
            let field = Field::new("Cleared on").help("For example 2026-11-24.").error(error).limit(10);
            if field.id(Id::unique(("release date", format!("{ask:?}")))).show(ui, &mut date).changed() {
                view.date = Some(date);
            }
        }
        Ask::Keep(_) | Ask::SecondPerson => {}
    }
}

/// Draws the button that gives the answer, where it is whole.
pub(super) fn button_ui(
    ui: &mut Ui,
    state: &AppState,
    view: &mut AnswersView,
    (finding, ask): (&Finding, &Ask),
    sent: &mut Vec<Command>,
) {
    let words = button_words(ask);
    let name = format!("{words}: {}", finding.words);
    if !Button::secondary(words).small().name(&name).show(ui).clicked() {
        return;
    }
    let (role, reason) = (view.role(state, ask), view.reason(state));
    // The day is asked for with clearances alone: half of one keeps no other answer back.
    let day = match ask {
        Ask::Clearance(_) => view.day(state),
        Ask::Handling | Ask::Keep(_) | Ask::SecondPerson => Some(state.clock.today),
    };
    let is_whole = role_trouble(&role).is_none() && (*ask != Ask::Handling || !reason.trim().is_empty());
    match day.filter(|_| is_whole) {
        Some(on) => {
            view.tried = None;
            sent.push(Command::Release(command(ask, role, reason, on)));
        }
        None => view.tried = Some(ask.clone()),
    }
}

fn command(ask: &Ask, role: String, reason: String, on: CivilDate) -> ReleaseCommand {
    match ask {
        Ask::Handling => ReleaseCommand::ConfirmHandling { role, reason },
        Ask::Keep(document) => ReleaseCommand::Keep { document: document.clone(), role },
        Ask::Clearance(ids) => ReleaseCommand::ClearItems { ids: ids.clone(), role, on },
        Ask::SecondPerson => ReleaseCommand::ClearPack { role },
    }
}
