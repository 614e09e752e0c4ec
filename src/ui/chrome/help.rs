//! Help for each screen, offline.

use egui::Ui;

use crate::app::HelpTopic;
use crate::ui::chrome::messages::reading;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type};

/// Draws the help on a screen.
pub fn help_ui(ui: &Ui, cx: &mut ViewCx<'_>, topic: HelpTopic) {
    reading(ui, cx, &Dialog::new("help", topic.label()).width(size::DIALOG), |ui, _| {
        for (heading, words) in text(topic) {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = space::LINE;
                Text::new(heading, Type::Label).heading(ui, 2);
                Text::new(words, Type::Body).show(ui);
            });
        }
    });
}

/// The help on a screen: headings, each with a paragraph.
pub fn text(topic: HelpTopic) -> &'static [(&'static str, &'static str)] {
    match topic {
        HelpTopic::Resources => RESOURCES,
        HelpTopic::Resource => RESOURCE,
        HelpTopic::Pack => PACK,
        HelpTopic::Propose => PROPOSE,
        HelpTopic::Export => EXPORT,
        HelpTopic::Request => REQUEST,
        HelpTopic::Contact => CONTACT,
    }
}

const RESOURCES: &[(&str, &str)] = &[
    (
        "Search",
        "Type any words: titles, summaries, modules and audiences are searched, with or without accents. One typing error in a word is forgiven. All words must be found.",
    ),
    (
        "Filters",
        "Tick whom a resource is for and how it is to be had. Two audiences ticked mean either. What hides something stands above the results; press it to take it away.",
    ),
    (
        "Cards and list",
        "Ctrl 1 shows cards, Ctrl 2 a list. Arrow keys move, Enter opens a resource, Space adds it to the pack or removes it.",
    ),
    (
        "Moving about",
        "F6 goes from one part of the window to the next: menus, filters, search, resources, pack. Ctrl K finds any action by name.",
    ),
];
const RESOURCE: &[(&str, &str)] = &[
    (
        "Whose words",
        "What stands in the text is the Tool Box’s own, whole. Cautions, newer editions, publishers, languages and addresses were found elsewhere, and are told apart.",
    ),
    (
        "How to get it",
        "The first line is what the Tool Box lists. Beside it stands what is known today: a page, a file, or no address. Where none is known, ask the RSO; the request is written for you.",
    ),
    ("Going on", "Ctrl Page Up and Ctrl Page Down show the resources before and after. Alt Left goes back."),
];
const PACK: &[(&str, &str)] = &[
    ("The pack", "It holds what goes out, in the order of the Tool Box’s categories. It saves itself at each change."),
    (
        "Order",
        "Drag a row, or choose it and press Up or Down, or hold Alt and press the arrow keys. A row stays in its category, or goes into a section of your own.",
    ),
    (
        "Sections",
        "“This pack”, on the bar at the top, shows the sections. “Section” adds one of your own, with a heading that is printed; the menu at the right of a heading renames, moves and removes it.",
    ),
    (
        "Notes",
        "More, on the chosen row, or Notes on its page: a note to the reader is printed as “Note from the office”, a private note is in no output and no shared copy.",
    ),
    (
        "Pages",
        "“This pack” shows the pages as they will be printed. Press an entry on a page to go to its row; choose a row, and the pages go to its place. Page Up, Page Down, Home and End move, Ctrl with the wheel makes them larger.",
    ),
    (
        "What the pages are like",
        "Above the pages stand length, paper, ink and large print, each a choice of its own; where the window is narrow some are in a menu beside them. The cover and the language of your own texts are in “Pack details…”, in the menu Pack. The language is named in what goes out; nothing is translated.",
    ),
    (
        "Times",
        "“Times…”, below the title where the pack has a training, takes the minutes of each and adds them up. Say how many hours there are, and it says what is over or left. A length that the text does not give is never supplied.",
    ),
    (
        "What it takes",
        "Pages, sheets, copies and megabytes are measured on the pages as they are laid out. Minutes are for reading these pages at 200 words a minute.",
    ),
    ("Undo", "Ctrl Z takes back any change of the open pack, also “Remove all”."),
    (
        "Several packs",
        "“New pack” begins another one; the one before stays in the list. “All packs”, on the bar at the top, shows them, the pack files opened last, and the trash, from which a pack can be brought back. Enter opens a pack, F2 renames it, Delete moves it to the trash.",
    ),
    (
        "Earlier versions",
        "One is kept when a pack is opened or exported, after ten minutes of work, and with “Keep this version”. “Earlier versions…” in the menu File says what has changed since, and brings one back.",
    ),
    (
        "Pack files",
        "“Save as…” makes a file for a stick or a mail; changes are written there too, ten seconds after the last one. Where somebody else has changed the file or has it open, it stays as it is. “Save a copy to share…” leaves out private notes, recipients, removed items and earlier versions.",
    ),
    ("Newer editions", "Where something newer exists, it is shown before the older one is added."),
    (
        "Templates",
        "“Save as template…” keeps a pack without what belongs to one occasion. “New pack from a template…” begins one, also from what the Tool Box writes for an audience. Both are in the File menu.",
    ),
    (
        "A pack of last year",
        "Duplicate it on the page “All packs” and open the copy. Its date, clearances and what was answered before it left stay behind. What has changed in the Tool Box since is offered, each change to take or to leave; “What has changed since…” in the Pack menu shows it again.",
    ),
    (
        "Back up",
        "“Back up…” in the File menu writes everything into one file; keep it on another disk. “Bring in a backup…” on another computer adds what is not there and overwrites nothing.",
    ),
];
const PROPOSE: &[(&str, &str)] = &[
    (
        "What it does",
        "Choose audiences. The program proposes the resources whose text names them, with the words that say so. The same choice always gives the same answer.",
    ),
    ("Companions", "What a proposed resource draws on or goes with is proposed too, with the sentence that says so."),
    (
        "Left out",
        "Below stands what is not proposed, and why. Where the text is silent, nothing is proposed; you can still add it by hand.",
    ),
    (
        "What goes in",
        "Essential and useful are ticked, background is offered. Tick or untick a resource, or a whole tier beside its heading. Without internet or on paper the first line says how many documents can be used as they are, with the request letter for the others.",
    ),
    (
        "A request",
        "Paste the e-mail: what is understood is marked and fills the form; each part that is not is listed. The text is not saved; names, numbers and addresses are not taken over. Why these? shows the rules.",
    ),
];
const EXPORT: &[(&str, &str)] = &[
    (
        "What goes out",
        "The resources of the pack and nothing else. They are described; a document goes with them only where it is enclosed in the pack, and the pages say which. “Enclose documents…” in the menu Pack lists them all, each with a button to choose its file.",
    ),
    (
        "Before it leaves",
        "One screen says what stops the export, what to look at, what is only for information and what is in order, each with what to do. It stands before every export and print; “Check before it leaves…” in the menu Pack shows it at any time. What you answer there is kept with the pack and in What went out, never in what goes out.",
    ),
    (
        "Formats",
        "The PDF is for paper and mail. Web pages (zip) are for phones and sticks: the person who gets them extracts the zip and opens START-HERE.",
    ),
    (
        "More",
        "Message, date, cover, paper, ink, large print and two more formats. Closed, it says what is chosen. Low ink prints marks in outline and takes the least toner; large print has 16 or 18 points.",
    ),
    (
        "Issued by",
        "Say who hands the pack out. It is asked once and kept. Where that is not the RSO, the pack says “Put together from the RSO Tool Box by”.",
    ),
    (
        "What went out",
        "After each export a list with sizes and checksums is kept in the data folder. It says only what was measured.",
    ),
    ("Printing", "Ctrl P makes the PDF and opens it in your reader; print it from there."),
];
const REQUEST: &[(&str, &str)] = &[(
    "A written request",
    "The text is ready to send. Copy it, or open it in a mail program where the computer has one. Nothing is sent by this program.",
)];
const CONTACT: &[(&str, &str)] = &[
    (
        "Once",
        "The contact details of the Tool Box may be old. Read them, mend what changed and confirm them; then every pack carries them.",
    ),
    (
        "The office",
        "File, Office…: name, logo, contact details, signature, disclaimer, a desk mark for the foot, and what readers should know before they use a toolbox. They are kept once for each pack; what is empty is not printed. There too a second person can be asked to clear each pack, by role.",
    ),
    ("Until then", "Every export says that the contact details are those of the Tool Box, not confirmed."),
];

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn every_screen_has_help() {
        for topic in HelpTopic::iter() {
            assert!(
                !text(topic).is_empty()
                    && text(topic).iter().all(|(heading, words)| !heading.is_empty() && !words.is_empty())
            );
        }
    }
}
