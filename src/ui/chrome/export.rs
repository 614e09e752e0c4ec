//! "Export this pack": what is asked for at the left, what goes out at the right.

use std::path::{Path, PathBuf};

use egui::{Align, Color32, Frame, Layout, Margin, Ui, Vec2};

use crate::app::edit::Wanted;
use crate::app::{Command, DialogCommand, Edit, GivingCommand, Leave, OutgoingCommand, ReleaseCommand};
use crate::export::Format;
use crate::pack::words::choices;
use crate::ui::chrome::choices::Choice;
use crate::ui::chrome::tray::TrayView;
use crate::ui::chrome::{export_more, export_result, lead};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::dialog::{Dialog, DialogCx};
use crate::ui::widgets::field::{Field, error_line};
use crate::ui::widgets::{Text, Type, check};

/// Below this width the two columns stand under each other.
const TWO_COLUMNS: f32 = 680.0;

/// What is half typed.
#[derive(Default)]
pub struct ExportView {
    /// The day as it is typed.
    date: Option<String>,
    open: bool,
    /// Export was pressed: the first field that keeps it from starting takes the keyboard, and comes into view.
    pressed: bool,
}

impl ExportView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Draws the dialog.
pub fn export_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut ExportView, tray: &mut TrayView) {
    if !view.open {
        view.open = true;
        view.date = None;
    }
    let mut sent = Sent::default();
    let dialog = Dialog::new("export", "Export this pack").width(size::DIALOG_WIDE).steady();
    let state = cx.state;
    let shared = std::cell::RefCell::new(cx);
    let answer = dialog.show(
        ui.ctx(),
        |ui, dialog| {
            let cx = &mut **shared.borrow_mut();
            if ui.available_width() >= TWO_COLUMNS {
                two_columns(ui, cx, (view, tray), dialog);
            } else {
                form(ui, cx, view, dialog);
                export_result::result_ui(ui, cx, tray);
            }
        },
        |ui, _| foot(ui, state, &mut sent),
    );
    let cx = shared.into_inner();
    if answer.dismissed || sent.close {
        cx.send(Command::Dialog(DialogCommand::Close));
    }
    if sent.choose {
        cx.send(Command::Outgoing(OutgoingCommand::ChooseFolder));
    }
    if let Some(folder) = sent.copy {
        cx.send(copy_path(&folder));
    }
    view.pressed = sent.start;
    if sent.start {
        cx.send(Command::Release(ReleaseCommand::Ask(Leave::Export)));
    }
}

/// What the foot's buttons asked for.
#[derive(Default)]
struct Sent {
    close: bool,
    choose: bool,
    start: bool,
    copy: Option<PathBuf>,
}

/// Puts a whole path on the clipboard: the one that is shown leaves out whose computer it is.
pub fn copy_path(path: &Path) -> Command {
    Command::Giving(GivingCommand::CopyWords(path.display().to_string()))
}

fn two_columns(ui: &mut Ui, cx: &mut ViewCx<'_>, (view, tray): (&mut ExportView, &mut TrayView), dialog: DialogCx) {
    let tokens = Tokens::of(ui.ctx());
    let whole = ui.available_width();
    let left = (whole * 0.56 - space::WIDE).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::WIDE;
        column(ui, left, Color32::TRANSPARENT, 0.0, |ui| form(ui, cx, view, dialog));
        let right = ui.available_width();
        column(ui, right, tokens.chrome, space::LARGE, |ui| export_result::result_ui(ui, cx, tray));
    });
}

fn column(ui: &mut Ui, width: f32, fill: Color32, margin: f32, content: impl FnOnce(&mut Ui)) {
    let room = Vec2::new(width, 0.0);
    ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
        Frame::new().fill(fill).inner_margin(Margin::same(margin as i8)).corner_radius(6).show(ui, |ui| {
            ui.set_width(width - 2.0 * margin);
            ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::MEDIUM);
            content(ui);
        });
    });
}

fn form(ui: &mut Ui, cx: &mut ViewCx<'_>, view: &mut ExportView, dialog: DialogCx) {
    let (work, tried) = (&cx.state.work, cx.state.outgoing.tried);
    let lacking = cx.state.lacking();
    let shown = |error: Option<&'static str>| error.filter(|_| tried);
    let mut title = work.details.title.clone();
    let ask_title = view.pressed && lacking.title.is_some();
    let ask_issuer = view.pressed && !ask_title && lacking.issued_by.is_some();
    // The keyboard goes to the first field that is still empty.
    let details = &work.details;
    let empty = [&details.title, &details.prepared_for, &details.issued_by].iter().position(|it| it.trim().is_empty());
    let first = |place: usize| dialog.opened && empty.unwrap_or(0) == place;
    let field = Field::new("Title").error(shown(lacking.title)).limit(300).focused(first(0) || ask_title);
    if field.show(ui, &mut title).changed() {
        cx.send(Command::Edit(Edit::Title(title)));
    }
    let mut prepared_for = cx.state.work.details.prepared_for.clone();
    let mut issued_by = cx.state.work.details.issued_by.clone();
    ui.columns_const(|[left, right]| {
        if Field::new("Prepared for").limit(300).focused(first(1)).show(left, &mut prepared_for).changed() {
            cx.send(Command::Edit(Edit::PreparedFor(prepared_for)));
        }
        let field = Field::new("Issued by").error(shown(lacking.issued_by)).limit(300).focused(first(2) || ask_issuer);
        if field.show(right, &mut issued_by).changed() {
            cx.send(Command::Edit(Edit::IssuedBy(issued_by)));
        }
    });
    formats(ui, cx);
    if let Some(error) = shown(lacking.formats) {
        error_line(ui, error);
    }
    length(ui, cx);
    export_more::more_ui(ui, cx, &mut view.date);
}

/// The name of a format, and what it is good for.
pub fn format_words(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Pdf => ("PDF", "To print and to send by mail"),
        Format::HtmlZip => ("Web pages (zip)", "For phones and sticks. By mail, send the PDF"),
        Format::HtmlFolder => ("Web pages (folder)", "To look at here, or to copy to a stick"),
        Format::HtmlFile => ("One web page", "Everything in one file"),
    }
}

fn formats(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        Text::new("Make", Type::Label).heading(ui, 2);
        format_box(ui, cx, Format::Pdf);
        format_box(ui, cx, Format::HtmlZip);
    });
}

/// The box of a format, with what it is good for.
pub fn format_box(ui: &mut Ui, cx: &mut ViewCx<'_>, format: Format) {
    let ticked = cx.state.work.details.formats.contains(&format);
    let (name, use_of) = format_words(format);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        if check::check(ui, ticked, name).clicked() {
            cx.send(Command::Edit(Edit::Format { format, wanted: Wanted::from(!ticked) }));
        }
        ui.horizontal(|ui| {
            ui.add_space(size::CHECK + space::SMALL);
            lead::hint(ui, use_of);
        });
    });
}

fn length(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let details = &cx.state.work.details;
    let choice = Choice::length(details).named("Length of the PDF");
    let asked = choice.group_ui(ui, choices::length_means(details.length));
    cx.send_all(asked.into_iter().collect());
}

fn foot(ui: &mut Ui, state: &crate::app::AppState, sent: &mut Sent) {
    let tokens = Tokens::of(ui.ctx());
    let running = state.outgoing.is_running();
    let words = if running { "Exporting" } else { "Export" };
    let empty = state.work.items().is_empty().then_some("Add a resource first");
    let reason = if running { Some("An export is running") } else { empty };
    sent.start = Button::primary(words).unavailable(reason).show(ui).clicked();
    // What was typed stays in the pack, so the button does not promise to take it back.
    sent.close = Button::secondary("Close").show(ui).clicked();
    let wide = ui.available_width() > 330.0;
    if wide {
        sent.choose = Button::quiet("Change…").name("Change the folder…").show(ui).clicked();
        if let Some(folder) = state.export_folder() {
            let copy = Button::icon_only(Kind::Quiet, Icon::Copy, "Copy the path of the folder").show(ui);
            sent.copy = copy.clicked().then(|| folder.to_owned());
        }
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if wide {
            let folder = state.export_folder().map_or_else(|| "no folder yet".to_owned(), |it| folder_words(it));
            Text::new(&format!("To: {folder}"), Type::Small).color(tokens.text_weak).rows(1).show(ui);
        } else {
            Text::new(&state.scope_words(), Type::SmallStrong).rows(2).show(ui);
        }
    });
}

/// The last three parts of a folder's path: the place, not the person's name.
pub fn folder_words(folder: &Path) -> String {
    let parts: Vec<String> = folder
        .components()
        .filter(|part| matches!(part, std::path::Component::Normal(_)))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let from = parts.len().saturating_sub(3);
    parts.get(from..).unwrap_or_default().join(" / ")
}
