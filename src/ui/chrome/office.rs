//! "Office": what is kept once and stands on each pack, in one place: name, logo, contact, texts, and who clears packs.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{ColorImage, Context, Rect, Sense, StrokeKind, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo};

use crate::app::details::MAX_LINE;
use crate::app::office::{MAX_DESK_MARK, OfficeDraft, desk_mark_trouble};
use crate::app::{AppState, Command, Dialog as Which, DialogCommand, PreferenceCommand};
use crate::pack::Logo;
use crate::ui::chrome::lead;
use crate::ui::chrome::path_field::{PathAnswer, PathQuestion, PathView};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, UNTINTED, radius, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::check::check;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::rich_field::RichField;
use crate::ui::widgets::{Text, Type};

/// The most letters of signature and disclaimer.
const MAX_TEXT: usize = 2_000;
/// The most room that the picture of the logo takes: the shape of its place on the cover.
const PREVIEW: Vec2 = Vec2::new(150.0, 54.0);

const NAME_HELP: &str =
    "Stands on each new pack as “Issued by”, or “Put together from the RSO Tool Box by” where it is not the RSO.";
const MARK_HELP: &str = "Up to 8 letters, digits or hyphens before the date in the foot of each page, for example BK.";
const SIGNATURE_HELP: &str = "Stands under the message. One part a line.";
const DISCLAIMER_HELP: &str = "Stands at the end, with the contact details.";
const BEFORE_USE_HELP: &str = "Care for victims, referral, confidentiality, in your office’s own words. \
                               Printed before the contents.";
const SECOND_PERSON_HELP: &str = "The check before a pack leaves then asks by what role it was cleared, never by name. \
                                  Without it nobody else is asked.";

/// What is half typed, and the picture of the logo.
#[derive(Default)]
pub struct OfficeView {
    draft: Option<OfficeDraft>,
    /// Keep was pressed in the last frame.
    tried: bool,
    logo: Option<Pictured>,
}

/// A logo, and its picture where it can be read.
struct Pictured {
    png: Arc<Vec<u8>>,
    texture: Option<TextureHandle>,
}

impl OfficeView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The picture of the logo, read again only where it is another one.
    fn picture(&mut self, ctx: &Context, logo: &Logo) -> Option<TextureHandle> {
        let known = self.logo.take().filter(|known| Arc::ptr_eq(&known.png, &logo.png));
        let pictured = known.unwrap_or_else(|| Pictured { png: Arc::clone(&logo.png), texture: texture(ctx, logo) });
        self.logo.insert(pictured).texture.clone()
    }
}

fn texture(ctx: &Context, logo: &Logo) -> Option<TextureHandle> {
    let picture = image::load_from_memory_with_format(&logo.png, image::ImageFormat::Png).ok()?.into_rgba8();
    let side = [picture.width() as usize, picture.height() as usize];
    let image = ColorImage::from_rgba_unmultiplied(side, picture.as_raw());
    Some(ctx.load_texture("logo", image, TextureOptions::LINEAR))
}

fn open(dialog: Which) -> Command {
    Command::Dialog(DialogCommand::Open(dialog))
}

/// Draws the dialog.
pub fn office_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut OfficeView) {
    let state = cx.state;
    let mut draft = view.draft.take().unwrap_or_else(|| state.office.draft());
    let logo = state.office.texts.logo.as_ref();
    let picture = logo.and_then(|logo| view.picture(ui.ctx(), logo));
    let trouble = desk_mark_trouble(&draft.texts.desk_mark);
    let (mut sent, mut pressed, mut cancelled) = (Vec::new(), false, false);
    let answer = Dialog::new("office", "Office").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            lead::hint(ui, "Kept once, for each pack. What is empty is not printed.");
            let name = Field::new("Name of the office").help(NAME_HELP).limit(MAX_LINE).focused(dialog.opened);
            name.show(ui, &mut draft.issued_by);
            logo_ui(ui, logo, picture.as_ref(), &mut sent);
            contact_ui(ui, state, &mut sent);
            texts_ui(ui, &mut draft, trouble, view.tried);
            second_person_ui(ui, &mut draft);
        },
        |ui, _| {
            pressed = Button::primary("Keep").show(ui).clicked();
            cancelled = Button::secondary("Cancel").show(ui).clicked();
        },
    );
    view.tried = pressed;
    if pressed && trouble.is_none() {
        sent.push(Command::Preference(PreferenceCommand::Office(Box::new(draft.clone()))));
    }
    if answer.dismissed || cancelled || (pressed && trouble.is_none()) {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    view.draft = Some(draft);
    cx.send_all(sent);
}

/// `asked`: something of it kept the whole from being kept.
fn texts_ui(ui: &mut Ui, draft: &mut OfficeDraft, wrong_mark: Option<&str>, asked: bool) {
    let texts = &mut draft.texts;
    Field::new("Signature").help(SIGNATURE_HELP).lines(2).limit(MAX_TEXT).show(ui, &mut texts.signature);
    Field::new("Disclaimer").help(DISCLAIMER_HELP).lines(3).limit(MAX_TEXT).show(ui, &mut texts.disclaimer);
    let mark = Field::new("Desk mark").help(MARK_HELP).error(wrong_mark).limit(MAX_DESK_MARK);
    mark.focused(asked && wrong_mark.is_some()).show(ui, &mut texts.desk_mark);
    let before = RichField::new("Before you use this toolbox", "before use").help(BEFORE_USE_HELP).lines(4);
    if let Some(text) = before.show(ui, &texts.before_use) {
        texts.before_use = text;
    }
}

/// The logo, chosen and removed at once, with its picture as it stands on white paper.
fn logo_ui(ui: &mut Ui, logo: Option<&Logo>, picture: Option<&TextureHandle>, sent: &mut Vec<Command>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        Text::new("Logo", Type::Label).heading(ui, 2);
        if let (Some(logo), Some(picture)) = (logo, picture) {
            picture_ui(ui, logo, picture);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.y = space::SMALL;
            let words = if logo.is_some() { "Replace the logo…" } else { "Choose a logo…" };
            if Button::secondary(words).small().show(ui).clicked() {
                sent.push(Command::Preference(PreferenceCommand::ChooseLogo));
            }
            if Button::quiet("Type its path…").small().show(ui).clicked() {
                sent.push(open(Which::LogoField));
            }
            if logo.is_some() && Button::quiet("Remove the logo").small().show(ui).clicked() {
                sent.push(Command::Preference(PreferenceCommand::RemoveLogo));
            }
        });
        match (logo, picture) {
            (Some(_), None) => lead::hint(ui, "The picture can no longer be read. Choose the logo again."),
            (Some(logo), _) => lead::hint(ui, &logo_words(logo)),
            (None, _) => lead::hint(ui, "PNG or JPEG; only its points are kept, none of the file’s properties."),
        }
    });
}

fn logo_words(logo: &Logo) -> String {
    format!("{} x {} points, printed at most 50 mm wide and 18 mm high", logo.width_px, logo.height_px)
}

fn picture_ui(ui: &mut Ui, logo: &Logo, picture: &TextureHandle) {
    let margin = Vec2::splat(2.0 * space::SMALL);
    let (rect, response) = ui.allocate_exact_size(PREVIEW + margin, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("The logo, {}", logo_words(logo))));
    let corners = tokens::corners(radius::SMALL);
    ui.painter().rect(rect, corners, UNTINTED, Tokens::of(ui.ctx()).rule(), StrokeKind::Inside);
    let side = Vec2::new(logo.width_px as f32, logo.height_px as f32).max(Vec2::splat(1.0));
    let scale = (PREVIEW / side).min_elem().min(1.0);
    let at = Rect::from_center_size(rect.center(), side * scale);
    let whole = Rect::from_min_max(egui::Pos2::ZERO, egui::Pos2::new(1.0, 1.0));
    ui.painter().image(picture.id(), at, whole, UNTINTED);
}

/// Where the office is to be had; written and confirmed in its own dialog.
fn contact_ui(ui: &mut Ui, state: &AppState, sent: &mut Vec<Command>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        Text::new("Address and contact", Type::Label).heading(ui, 2);
        let contact = state.contact();
        let address = contact.address.join(", ");
        let parts = [&contact.office, &address, &contact.telephone, &contact.email, &contact.website];
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        Text::new(&parts.join(" · "), Type::LabelPlain).show(ui);
        let tokens = Tokens::of(ui.ctx());
        match (state.office.is_confirmed(), state.office.contact_confirmed) {
            (true, Some(on)) => {
                let words = format!("Your office’s own, confirmed on {}", on.long());
                lead::icon_line(ui, Icon::Check, tokens.ok, &words, Type::Small);
            }
            (true, None) => lead::icon_line(ui, Icon::Check, tokens.ok, "Your office’s own", Type::Small),
            (false, _) => {
                let words = "Those of the Tool Box, not confirmed";
                lead::icon_line(ui, Icon::Info, tokens.text_weak, words, Type::Small);
            }
        }
        if Button::secondary("Contact details…").small().show(ui).clicked() {
            sent.push(open(Which::Contact));
        }
    });
}

fn second_person_ui(ui: &mut Ui, draft: &mut OfficeDraft) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if check(ui, draft.second_person, "A second person clears each pack of this office").clicked() {
            draft.second_person = !draft.second_person;
        }
        ui.horizontal(|ui| {
            ui.add_space(size::CHECK + space::SMALL);
            lead::hint(ui, SECOND_PERSON_HELP);
        });
    });
}

/// The path of a picture.
pub fn logo_path_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut PathView) {
    let question = PathQuestion {
        key: "logo",
        title: "Choose a logo",
        label: "Picture",
        help: "Type the whole path of a PNG or JPEG file.",
        verb: "Choose",
    };
    match question.show(ui, view, String::new) {
        PathAnswer::Path(path) => cx.send(Command::Preference(PreferenceCommand::LogoFrom(path))),
        PathAnswer::Left => cx.send(Command::Dialog(DialogCommand::Close)),
        PathAnswer::Typing => {}
    }
}
