//! Questions about sections: their heading, and to which of them a resource goes.

use egui::{Key, Ui};

use crate::app::details::MAX_LINE;
use crate::app::work::{Section, SectionKey};
use crate::app::{AppState, Command, DialogCommand, Edit, SectionEdit};
use crate::catalogue::ResourceId;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::views::pack::heading;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::row::MenuRow;
use crate::ui::widgets::{Text, Type};

/// A half-typed heading.
#[derive(Default)]
pub struct SectionView {
    text: Option<String>,
}

impl SectionView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        self.text = None;
    }
}

fn close() -> Command {
    Command::Dialog(DialogCommand::Close)
}

/// Asks for the heading of a section, or of a new one.
pub fn heading_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut SectionView, key: Option<&SectionKey>) {
    let known = key.and_then(|key| cx.state.work.sections().iter().find(|section| section.key == *key)).cloned();
    let of_category = known.as_ref().filter(|section| matches!(section.key, SectionKey::Category(_)));
    let help = of_category.map(|section| {
        let name = heading(cx.state, &Section::new(section.key.clone()));
        format!("Left empty, it is the name of the category: {name}")
    });
    let (title, verb) = if known.is_some() { ("Rename section", "Rename") } else { ("New section", "Add section") };
    let before = known.as_ref().map(|section| section.heading.clone()).unwrap_or_default();
    let text = view.text.get_or_insert(before);
    let is_named = !text.trim().is_empty() || of_category.is_some();
    let why = (!is_named).then_some("Give the section a heading");
    let (mut done, mut pressed, mut left) = (false, false, false);
    let answer = Dialog::new("section", title).show(
        ui.ctx(),
        |ui, dialog| {
            let mut field = Field::new("Heading").limit(MAX_LINE).focused(dialog.opened);
            if let Some(help) = &help {
                field = field.help(help);
            }
            let response = field.show(ui, text);
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            done = entered && why.is_none();
            if entered && why.is_some() {
                response.request_focus();
            }
        },
        |ui, _| {
            pressed = Button::primary(verb).unavailable(why).tooltip(verb, "Enter").show(ui).clicked();
            left = Button::secondary("Cancel").show(ui).clicked();
        },
    );
    if done || pressed {
        let text = text.trim().to_owned();
        cx.send(close());
        cx.send(Command::Edit(match key {
            Some(key) => Edit::Section { key: key.clone(), change: SectionEdit::Heading(text) },
            None => Edit::AddSection(text),
        }));
    } else if left || answer.dismissed {
        cx.send(close());
    }
}

/// The other sections that take a resource; its category's one also where it is not there yet.
pub fn targets(state: &AppState, id: &ResourceId) -> Vec<(SectionKey, String)> {
    let Some(resource) = state.catalogue.resource(id) else { return Vec::new() };
    let sections = state.work.sections();
    let holds = |section: &&Section| section.items.iter().any(|item| item.id() == id);
    let own = sections.iter().find(holds).map(|section| &section.key);
    let home = SectionKey::Category(resource.category.clone());
    let takes = |section: &&Section| matches!(section.key, SectionKey::Own(_)) || section.key == home;
    let known = sections.iter().filter(takes).map(|section| (section.key.clone(), heading(state, section)));
    let mut targets: Vec<_> = known.collect();
    if !targets.iter().any(|(key, _)| *key == home) {
        let name = heading(state, &Section::new(home.clone()));
        targets.insert(0, (home, name));
    }
    targets.retain(|(key, _)| Some(key) != own);
    targets
}

/// Asks to which section a resource goes.
pub fn move_ui(ui: &Ui, cx: &mut ViewCx<'_>, id: &ResourceId) {
    let targets = targets(cx.state, id);
    let title = cx.state.catalogue.resource(id).map(|resource| resource.title.clone()).unwrap_or_default();
    let (mut chosen, mut left) = (None, false);
    let answer = Dialog::new("move to section", "Move to section").show(
        ui.ctx(),
        |ui, dialog| {
            Text::new(&title, Type::BodyStrong).show(ui);
            ui.spacing_mut().item_spacing.y = 0.0;
            for (place, (key, words)) in targets.iter().enumerate() {
                let response = MenuRow { icon: Some(Icon::ListBullets), ..MenuRow::new(words) }.show(ui);
                if dialog.opened && place == 0 {
                    response.request_focus();
                }
                if response.clicked() {
                    chosen = Some(key.clone());
                }
            }
            if targets.is_empty() {
                lead::hint(ui, "Every section that takes it holds it already. Add a section first.");
            }
        },
        |ui, _| left = Button::secondary("Cancel").show(ui).clicked(),
    );
    if let Some(key) = chosen {
        cx.send(close());
        cx.send(Command::Edit(Edit::MoveToSection { id: id.clone(), key, place: None }));
    } else if left || answer.dismissed {
        cx.send(close());
    }
}
