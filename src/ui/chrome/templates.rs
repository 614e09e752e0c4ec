//! "New pack from a template", with what each holds in sight before one is chosen; and "Save as template".

use egui::{Align, Id, Key, Layout, Modifiers, Response, Ui, Vec2};

use crate::app::details::MAX_LINE;
use crate::app::packs::shown;
use crate::app::templates::{KEPT, LEFT_OUT};
use crate::app::{AppState, Command, DialogCommand, PackId, TemplateCommand};
use crate::catalogue::{AudienceId, ResourceId};
use crate::suggest::rules::RulesName;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::{Text, Type};

/// A wider dialog has the list and what a template holds side by side.
const SIDE_BY_SIDE: f32 = 620.0;
/// More resources of a template are only counted.
const MAX_SHOWN: usize = 60;

/// What the dialogs remember between frames.
#[derive(Default)]
pub struct TemplatesView {
    chosen: Option<Choice>,
    /// The row that has to take the keyboard.
    wanted: Option<Choice>,
    name: Option<String>,
}

impl TemplatesView {
    /// The list was closed.
    pub fn forget(&mut self) {
        self.chosen = None;
        self.wanted = None;
    }

    /// The question for a name was closed.
    pub fn forget_name(&mut self) {
        self.name = None;
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    Starter(AudienceId),
    Own(PackId),
}

/// A line of the list.
struct Row<'a> {
    choice: Choice,
    title: &'a str,
    items: &'a [ResourceId],
    trouble: Option<&'a str>,
}

impl Choice {
    fn command(&self) -> Command {
        Command::Template(match self {
            Self::Starter(audience) => TemplateCommand::Begin(audience.clone()),
            Self::Own(id) => TemplateCommand::Use(id.clone()),
        })
    }
}

fn close() -> Command {
    Command::Dialog(DialogCommand::Close)
}

fn rows(state: &AppState) -> Vec<Row<'_>> {
    let own = state.templates.own.iter().map(|entry| Row {
        choice: Choice::Own(entry.id.clone()),
        title: shown(&entry.title),
        items: &entry.items,
        trouble: entry.trouble.as_deref(),
    });
    let starters = state.templates.starters.iter().flat_map(|starters| starters.iter()).map(|starter| Row {
        choice: Choice::Starter(starter.audience.clone()),
        title: &starter.title,
        items: &starter.items,
        trouble: None,
    });
    own.chain(starters).collect()
}

/// Draws the list, and what the chosen one holds.
pub fn templates_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut TemplatesView) {
    let state = cx.state;
    let rows = rows(state);
    if view.chosen.as_ref().is_none_or(|chosen| !rows.iter().any(|row| row.choice == *chosen)) {
        view.chosen = rows.first().map(|row| row.choice.clone());
        view.wanted.clone_from(&view.chosen);
    }
    let chosen = rows.iter().find(|row| view.chosen.as_ref() == Some(&row.choice));
    let (mut sent, mut buttons) = (Vec::new(), Vec::new());
    let answer = Dialog::new("templates", "New pack from a template").width(size::DIALOG_WIDE).show(
        ui.ctx(),
        |ui, dialog| {
            if dialog.opened {
                view.wanted.clone_from(&view.chosen);
            }
            let wide = ui.available_width() >= SIDE_BY_SIDE;
            if !wide {
                list_ui(ui, state, &rows, view, &mut sent);
                ui.add_space(space::SMALL);
                holds_ui(ui, state, chosen);
                return;
            }
            let half = (ui.available_width() - space::WIDE) / 2.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::WIDE;
                let column = |ui: &mut Ui, content: &mut dyn FnMut(&mut Ui)| {
                    ui.allocate_ui_with_layout(Vec2::new(half, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(half);
                        content(ui);
                    });
                };
                column(ui, &mut |ui| list_ui(ui, state, &rows, view, &mut sent));
                column(ui, &mut |ui| holds_ui(ui, state, chosen));
            });
        },
        |ui, _| foot(ui, state, chosen, &mut buttons),
    );
    sent.append(&mut buttons);
    if answer.dismissed {
        sent.push(close());
    }
    cx.send_all(sent);
}

fn list_ui(ui: &mut Ui, state: &AppState, rows: &[Row<'_>], view: &mut TemplatesView, sent: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let own = rows.iter().filter(|row| matches!(row.choice, Choice::Own(_))).count();
    if own > 0 {
        heading(ui, "Of this office");
    }
    for (place, row) in rows.iter().enumerate() {
        if place == own {
            if own > 0 {
                ui.add_space(space::MEDIUM);
            }
            heading(ui, "From the Tool Box’s audiences");
        }
        let response = row_ui(ui, row, view.chosen.as_ref() == Some(&row.choice));
        if view.wanted.as_ref() == Some(&row.choice) {
            response.request_focus();
            view.wanted = None;
        }
        if response.clicked() || response.gained_focus() {
            view.chosen = Some(row.choice.clone());
            response.request_focus();
        }
        if response.double_clicked() && row.trouble.is_none() {
            sent.push(row.choice.command());
        }
        if response.has_focus() {
            keys(ui, rows, place, view, sent);
        }
    }
    match &state.templates.starters {
        None => lead::hint(ui, "Looking through the audiences"),
        Some(starters) if starters.is_empty() => lead::hint(ui, "No resource of this catalogue names an audience."),
        Some(_) => {}
    }
    if own == 0 {
        ui.add_space(space::SMALL);
        lead::hint(ui, "Your own templates stand here too: File, Save as template…");
    }
}

fn heading(ui: &mut Ui, words: &str) {
    Text::new(words, Type::Label).heading(ui, 2);
    ui.add_space(space::TINY);
}

fn keys(ui: &Ui, rows: &[Row<'_>], place: usize, view: &mut TemplatesView, sent: &mut Vec<Command>) {
    if let Some(next) = lead::list_step(ui, place, rows.len()).and_then(|step| rows.get(step)) {
        view.wanted = Some(next.choice.clone());
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
        && let Some(row) = rows.get(place).filter(|row| row.trouble.is_none())
    {
        sent.push(row.choice.command());
    }
}

fn row_ui(ui: &mut Ui, row: &Row<'_>, chosen: bool) -> Response {
    let facts = row.trouble.map_or_else(|| count(row.items.len()), str::to_owned);
    ListRow {
        id: match &row.choice {
            Choice::Starter(audience) => Id::unique(("starter", audience.as_str())),
            Choice::Own(id) => Id::unique(("template", id.as_str())),
        },
        first: row.title,
        second: &facts,
        name: &format!("{}, {facts}", row.title),
        chosen,
        margin: space::MEDIUM,
        room: 0.0,
        after: 0.0,
    }
    .show(ui)
}

fn count(items: usize) -> String {
    match items {
        0 => "no resources".to_owned(),
        1 => "1 resource".to_owned(),
        many => format!("{many} resources"),
    }
}

/// What the chosen one holds.
fn holds_ui(ui: &mut Ui, state: &AppState, chosen: Option<&Row<'_>>) {
    let Some(row) = chosen else { return };
    ui.spacing_mut().item_spacing.y = space::TINY;
    Text::new(&format!("In it: {}", count(row.items.len())), Type::Label).heading(ui, 2);
    for id in row.items.iter().take(MAX_SHOWN) {
        let title = state.catalogue.resource(id).map(|resource| resource.title.as_str());
        match title {
            Some(title) => Text::new(title, Type::LabelPlain).show(ui),
            None => Text::new(&format!("{id}, no longer in the Tool Box"), Type::LabelPlain).show(ui),
        };
    }
    if row.items.len() > MAX_SHOWN {
        lead::hint(ui, &format!("and {} more", row.items.len() - MAX_SHOWN));
    }
    ui.add_space(space::TINY);
    lead::hint(
        ui,
        match row.choice {
            Choice::Starter(_) => {
                "What is proposed for this audience today. Nothing is fixed: take out or add what you like."
            }
            Choice::Own(_) => {
                "With its sections, notes to the reader and documents. The template itself stays as it is."
            }
        },
    );
    if matches!(row.choice, Choice::Starter(_)) && *state.rules.name() != RulesName::BuiltIn {
        lead::hint(ui, &format!("Made with: {}.", state.rules.name().words()));
    }
}

fn foot(ui: &mut Ui, state: &AppState, chosen: Option<&Row<'_>>, sent: &mut Vec<Command>) {
    let nothing = chosen.is_none().then_some("Choose a template first");
    let damaged = chosen.and_then(|row| row.trouble).map(|_| "It cannot be read");
    let why = state.may_switch().err().or(nothing).or(damaged);
    if Button::primary("New pack").unavailable(why).show(ui).clicked()
        && let Some(row) = chosen
    {
        sent.push(row.choice.command());
    }
    if let Some(Row { choice: Choice::Own(id), .. }) = chosen
        && Button::secondary("Move to trash").show(ui).clicked()
    {
        sent.push(Command::Template(TemplateCommand::MoveToTrash(id.clone())));
    }
    if Button::secondary("Cancel").show(ui).clicked() {
        sent.push(close());
    }
}

/// Asks under which name the open pack becomes a template.
pub fn save_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut TemplatesView) {
    let state = cx.state;
    let name = view.name.get_or_insert_with(|| state.work.details.title.clone());
    let (mut pressed, mut entered, mut cancelled) = (false, false, false);
    let lacking = name.trim().is_empty().then_some("Give it a name first");
    let answer = Dialog::new("save template", "Save as template").show(
        ui.ctx(),
        |ui, dialog| {
            let field = Field::new("Name").limit(MAX_LINE).focused(dialog.opened);
            let response = field.show(ui, name);
            entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            Text::new(KEPT, Type::LabelPlain).show(ui);
            Text::new(LEFT_OUT, Type::LabelPlain).show(ui);
        },
        |ui, _| {
            pressed = Button::primary("Save").unavailable(lacking).show(ui).clicked();
            cancelled = Button::secondary("Cancel").show(ui).clicked();
        },
    );
    if (pressed || entered) && !name.trim().is_empty() {
        cx.send(Command::Template(TemplateCommand::Save(name.clone())));
    } else if answer.dismissed || cancelled {
        cx.send(close());
    }
}
