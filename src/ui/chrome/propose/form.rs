//! The form of a request: for whom, for what, how long, with which internet, on what, in which languages, for whom.

use egui::Ui;
use egui::accesskit::Role;

use crate::app::{AppState, Command, ProposingCommand};
use crate::suggest::brief::{Choice, Connectivity, Medium, Purpose, Recipient, TimeAvailable};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{Text, Type, chip, text};

const LANGUAGE_HINT: &str = "Name of a language";

/// What is half typed.
#[derive(Default)]
pub(super) struct FormView {
    language: String,
    /// All audiences are shown, not the chosen ones alone.
    all_audiences: bool,
}

/// Draws the form. `opened`: the first audience takes the keyboard.
pub(super) fn form_ui(ui: &mut Ui, state: &AppState, view: &mut FormView, opened: bool, sent: &mut Vec<Command>) {
    let brief = &state.proposing.brief;
    group(ui, "Who is it for?", |ui| audiences(ui, state, view, opened, sent));
    group(ui, "What is it for?", |ui| choices::<Purpose>(ui, brief.purpose, sent, ProposingCommand::Purpose));
    group(ui, "How much time is there?", |ui| choices::<TimeAvailable>(ui, brief.time, sent, ProposingCommand::Time));
    group(ui, "Internet", |ui| choices::<Connectivity>(ui, brief.connectivity, sent, ProposingCommand::Connectivity));
    group(ui, "Paper or screen", |ui| choices::<Medium>(ui, brief.medium, sent, ProposingCommand::Medium));
    group(ui, "Languages", |ui| languages(ui, state, view, sent));
    group(ui, "Who asks?", |ui| choices::<Recipient>(ui, brief.recipient, sent, ProposingCommand::Recipient));
}

fn group(ui: &mut Ui, heading: &str, content: impl FnOnce(&mut Ui)) {
    let builder = egui::UiBuilder::new().id_salt(heading).accessibility_role(Role::Group).accessibility_label(heading);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        Text::new(heading, Type::Label).heading(ui, 2);
        content(ui);
    });
}

/// All audiences until one is chosen; then the chosen ones, and the others on request.
fn audiences(ui: &mut Ui, state: &AppState, view: &mut FormView, opened: bool, sent: &mut Vec<Command>) {
    let brief = &state.proposing.brief;
    let all = brief.audience.is_empty() || view.all_audiences;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        let mut first = true;
        for audience in &state.catalogue.audiences {
            let chosen = brief.audience.contains(&audience.id);
            if !all && !chosen {
                continue;
            }
            let chip = chip::choice_chip(ui, &audience.name, chosen);
            if opened && std::mem::take(&mut first) {
                chip.request_focus();
            }
            if chip.clicked() {
                sent.push(Command::Proposing(ProposingCommand::ToggleAudience(audience.id.clone())));
                view.all_audiences |= brief.audience.is_empty();
            }
        }
    });
    if !brief.audience.is_empty() {
        let words = if all { "Show the chosen audiences alone" } else { "Add an audience" };
        let icon = if all { Icon::CaretUp } else { Icon::Plus };
        if Button::quiet(words).icon(icon).small().show(ui).clicked() {
            view.all_audiences = !view.all_audiences;
        }
    }
    let tokens = Tokens::of(ui.ctx());
    for wording in &brief.not_understood {
        let words = format!("The catalogue has no audience “{wording}”");
        super::lead::icon_line(ui, Icon::Info, tokens.text_weak, &words, Type::Small);
    }
}

/// One of a closed set, or none; pressing the chosen one takes it back.
fn choices<T: Choice>(
    ui: &mut Ui,
    chosen: Option<T>,
    sent: &mut Vec<Command>,
    command: impl Fn(Option<T>) -> ProposingCommand,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        for value in T::iter() {
            if chip::choice_chip(ui, value.label(), chosen == Some(value)).clicked() {
                let wanted = (chosen != Some(value)).then_some(value);
                sent.push(Command::Proposing(command(wanted)));
            }
        }
    });
}

fn languages(ui: &mut Ui, state: &AppState, view: &mut FormView, sent: &mut Vec<Command>) {
    let chosen = &state.proposing.brief.languages;
    let mut toggled = None;
    if !chosen.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.y = space::SMALL;
            for language in chosen {
                if chip::choice_chip(ui, language, true).clicked() {
                    toggled = Some(language.clone());
                }
            }
        });
    }
    let field = Field::new("Add a language").hint(LANGUAGE_HINT).limit(60).show(ui, &mut view.language);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let typed = view.language.trim();
    let empty = typed.is_empty().then_some("Type a language first");
    let pressed = Button::secondary("Add").name("Add the language").small().unavailable(empty).show(ui).clicked();
    if (entered || pressed) && !typed.is_empty() {
        toggled = Some(typed.to_owned());
        view.language.clear();
        field.request_focus();
    }
    if let Some(language) = toggled {
        sent.push(Command::Proposing(ProposingCommand::ToggleLanguage(language)));
    }
    text::live_only(ui, "languages", &chosen.join(", "));
}
