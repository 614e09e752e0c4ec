//! What can be typed after the program's name.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

use crate::app::Renderer;
use crate::catalogue::{Availability, CivilDate};
use crate::export::Format;
use crate::pack::{Cover, Ink, Length, Paper, PrintSize};
use crate::suggest::Tier;

/// Browse the Tool Box of the Regional Support Office of the Bali Process, and hand out a tailored selection.
///
/// Without a command the window opens.
#[derive(Debug, Parser)]
#[command(name = "rso-toolbox", version, propagate_version = true, after_help = EXIT_CODES)]
pub struct Arguments {
    /// Use this catalogue in place of the built-in one
    #[arg(long, global = true, value_name = "FILE")]
    pub catalogue: Option<PathBuf>,
    /// Keep settings, selection, receipts and log here
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Let the processor (soft) or the graphics card (gl) draw the window
    #[arg(long, value_name = "HOW")]
    pub renderer: Option<RendererArgument>,
    /// Open this pack file (.rsopack) in the window; may be given again; pack files alone do the same
    #[arg(long, value_name = "FILE")]
    pub open: Vec<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Who draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RendererArgument {
    Soft,
    Gl,
}

impl From<RendererArgument> for Renderer {
    fn from(argument: RendererArgument) -> Self {
        match argument {
            RendererArgument::Soft => Self::Soft,
            RendererArgument::Gl => Self::Gl,
        }
    }
}

/// How near what is proposed is to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TierArgument {
    Essential,
    Useful,
    Background,
}

impl From<TierArgument> for Tier {
    fn from(argument: TierArgument) -> Self {
        match argument {
            TierArgument::Essential => Self::Essential,
            TierArgument::Useful => Self::Useful,
            TierArgument::Background => Self::Background,
        }
    }
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 could not, 2 wrong call.";

/// What to do without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List resources in the Tool Box's order
    List(ListArguments),
    /// Show all that is known of a resource
    Show {
        /// Its id, as `list` shows it
        id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the audiences and how many resources name them
    Audiences {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Propose a pack for a request, each resource with its reasons
    Suggest(SuggestArguments),
    /// Tell everything that is wrong with a catalogue
    Check {
        /// The catalogue file; without one, that of --catalogue or the built-in one
        file: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Make, show and change pack files (.rsopack)
    Pack {
        #[command(subcommand)]
        command: PackCommand,
    },
    /// Make a PDF or web pages, and print what went out
    Export(ExportArguments),
    /// Keep all packs, templates, records of what went out and the office's details in one file
    Backup {
        /// The file to write, such as office.rsobackup
        file: PathBuf,
        /// Replace what is there
        #[arg(long)]
        force: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Bring a backup in; what differs comes in beside what is here, and nothing is overwritten
    Restore {
        /// A file that `backup` wrote
        file: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the completions of a shell
    #[command(hide = true)]
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Words,
    Json,
}

impl From<bool> for Form {
    /// Whether `--json` was given.
    fn from(json: bool) -> Self {
        if json { Self::Json } else { Self::Words }
    }
}

/// Filters; what fits all of them is listed.
#[derive(Debug, Args)]
pub struct ListArguments {
    /// A category's id; may be given again
    #[arg(long, value_name = "CATEGORY")]
    pub category: Vec<String>,
    /// An audience's id, name or other wording; given again, either will do
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Vec<String>,
    /// How the Tool Box says it is to be had; may be given again
    #[arg(long, value_enum, value_name = "AVAILABILITY")]
    pub availability: Vec<AvailabilityWord>,
    /// Words to look for in all text; forgives one typing error
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// The request, in one of three ways, and the rules.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("request_given").required(true).args(["audience", "brief", "request"]))]
pub struct SuggestArguments {
    /// An audience's id, name or other wording; may be given again
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Vec<String>,
    /// A request as JSON; - reads it from standard input
    #[arg(long, value_name = "FILE")]
    pub brief: Option<PathBuf>,
    /// A request as it was written, such as an e-mail; - reads it from standard input
    #[arg(long, value_name = "FILE")]
    pub request: Option<PathBuf>,
    /// Use this table of rules in place of the program's own, or of rules.json in the data folder
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What to do with a pack file.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Make a pack file
    New(PackNew),
    /// Show what is in a pack file
    Show {
        /// The pack file
        file: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check a pack file before it leaves; exit code 1 where something stops an export
    Check {
        /// The pack file
        file: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Add resources, notes and documents
    Add(PackAdd),
    /// Take resources out
    Remove {
        /// The pack file
        file: PathBuf,
        /// Resources of the pack
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Write a copy to give away: without private notes, recipients, clearances, answers of the check, removed items
    /// and earlier versions
    Share {
        /// The pack file
        #[arg(id = "pack", value_name = "FILE")]
        file: PathBuf,
        /// The copy to write
        out: PathBuf,
        /// Replace what is there
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        release: ReleaseArguments,
    },
}

/// What a new pack file holds.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("first").args(["audience", "brief", "request", "resource"]))]
pub struct PackNew {
    /// The file to write; its name ends in .rsopack
    pub file: PathBuf,
    /// The title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// What `suggest` proposes for this audience, companions included; may be given again
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Vec<String>,
    /// What `suggest` proposes for a request as JSON; - reads it from standard input
    #[arg(long, value_name = "FILE")]
    pub brief: Option<PathBuf>,
    /// What `suggest` proposes for a request as it was written, such as an e-mail; - reads it from standard input
    #[arg(long, value_name = "FILE")]
    pub request: Option<PathBuf>,
    /// Which tiers of the proposal go in; without it essential and useful, or background where there is nothing else
    #[arg(long, value_name = "TIERS", value_delimiter = ',', conflicts_with = "resource")]
    pub tiers: Vec<TierArgument>,
    /// These resources
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub resource: Vec<String>,
    /// Replace what is there
    #[arg(long)]
    pub force: bool,
}

/// What is added to a pack file.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("added").required(true).multiple(true).args(["ids", "document", "note"]))]
pub struct PackAdd {
    /// The pack file
    pub file: PathBuf,
    /// Resources to add at the end of their section
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// The document that goes out with a resource; may be given again
    #[arg(long = "file", value_name = "ID=PATH")]
    pub document: Vec<String>,
    /// The note to the reader of a resource; may be given again
    #[arg(long, value_name = "ID=TEXT")]
    pub note: Vec<String>,
}

/// What goes out, and how.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["pack", "audience", "resource", "all"]))]
pub struct ExportArguments {
    /// A pack file, with its sections, notes and texts as they stand in it
    #[arg(value_name = "PACK.rsopack", conflicts_with_all = ["length", "title", "prepared_for", "issued_by", "message", "paper", "ink", "print_size", "cover"])]
    pub pack: Option<PathBuf>,
    /// What `suggest` proposes for this audience, companions included; may be given again
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Vec<String>,
    /// These resources, in this order inside their category
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub resource: Vec<String>,
    /// All resources
    #[arg(long)]
    pub all: bool,
    /// The form of what goes out
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: FormatWord,
    /// The file, or for `html` the folder, to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// How much of each resource is shown, on paper
    #[arg(long, value_enum, default_value = "compact")]
    pub length: LengthWord,
    /// The title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Whom it is prepared for
    #[arg(long = "for", value_name = "NAME")]
    pub prepared_for: Option<String>,
    /// Who hands it out; without it, the name that was kept, else none
    #[arg(long, value_name = "NAME")]
    pub issued_by: Option<String>,
    /// A message on the first page
    #[arg(long, value_name = "TEXT")]
    pub message: Option<String>,
    /// The date that it bears; without it, today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<CivilDate>,
    /// The sheet
    #[arg(long, value_enum, default_value = "a4")]
    pub paper: PaperWord,
    /// How much colour and toner the pages take
    #[arg(long, value_enum, default_value = "colour")]
    pub ink: InkWord,
    /// How large the letters are on paper, in points where they are large
    #[arg(long, value_enum, default_value = "usual")]
    pub print_size: PrintSizeWord,
    /// The first page; a list has none, and low ink keeps the letter
    #[arg(long, value_enum, default_value = "letter")]
    pub cover: CoverWord,
    /// Replace what is there; a folder only where an export wrote all of it
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub release: ReleaseArguments,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What is answered before a pack file leaves.
#[derive(Debug, Args)]
pub struct ReleaseArguments {
    /// A pack file that stays inside the office
    #[arg(long, requires = "pack")]
    pub inside: bool,
    /// By what role it is confirmed that what is not public may go to someone outside; never a name
    #[arg(long, value_name = "ROLE", requires = "pack", requires = "reason")]
    pub confirmed_by: Option<String>,
    /// Why it may; kept on the receipt
    #[arg(long, value_name = "TEXT", requires = "confirmed_by")]
    pub reason: Option<String>,
    /// The properties of enclosed documents, such as authors, leave as they are
    #[arg(long, requires = "confirmed_by")]
    pub keep_properties: bool,
}

fn date(text: &str) -> Result<CivilDate, &'static str> {
    CivilDate::parse(text).ok_or("write the day as YYYY-MM-DD, for example 2026-11-24")
}

/// [`Availability`] as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AvailabilityWord {
    Download,
    Online,
    LiveSystem,
    OnRequest,
    NotStated,
}

impl From<AvailabilityWord> for Availability {
    fn from(word: AvailabilityWord) -> Self {
        match word {
            AvailabilityWord::Download => Self::Download,
            AvailabilityWord::Online => Self::Online,
            AvailabilityWord::LiveSystem => Self::LiveSystem,
            AvailabilityWord::OnRequest => Self::OnRequest,
            AvailabilityWord::NotStated => Self::NotStated,
        }
    }
}

/// [`Format`] as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatWord {
    /// A PDF
    Pdf,
    /// A folder of web pages
    Html,
    /// The same folder, zipped
    HtmlZip,
    /// One web page with everything inside
    HtmlFile,
}

impl From<FormatWord> for Format {
    fn from(word: FormatWord) -> Self {
        match word {
            FormatWord::Pdf => Self::Pdf,
            FormatWord::Html => Self::HtmlFolder,
            FormatWord::HtmlZip => Self::HtmlZip,
            FormatWord::HtmlFile => Self::HtmlFile,
        }
    }
}

/// [`Length`] as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LengthWord {
    /// Category, title, how to get it
    List,
    /// Everything, several entries a page
    Compact,
    /// Everything, an entry a page
    Full,
}

impl From<LengthWord> for Length {
    fn from(word: LengthWord) -> Self {
        match word {
            LengthWord::List => Self::List,
            LengthWord::Compact => Self::Compact,
            LengthWord::Full => Self::Full,
        }
    }
}

/// [`Paper`] as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaperWord {
    A4,
    Letter,
}

impl From<PaperWord> for Paper {
    fn from(word: PaperWord) -> Self {
        match word {
            PaperWord::A4 => Self::A4,
            PaperWord::Letter => Self::Letter,
        }
    }
}

/// [`Ink`] as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InkWord {
    Colour,
    Grey,
    /// Marks in outline, no large marks
    Low,
}

impl From<InkWord> for Ink {
    fn from(word: InkWord) -> Self {
        match word {
            InkWord::Colour => Self::Colour,
            InkWord::Grey => Self::Grey,
            InkWord::Low => Self::Low,
        }
    }
}

/// [`PrintSize`] as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PrintSizeWord {
    Usual,
    #[value(name = "16")]
    Large16,
    #[value(name = "18")]
    Large18,
}

impl From<PrintSizeWord> for PrintSize {
    fn from(word: PrintSizeWord) -> Self {
        match word {
            PrintSizeWord::Usual => Self::Usual,
            PrintSizeWord::Large16 => Self::Large16,
            PrintSizeWord::Large18 => Self::Large18,
        }
    }
}

/// [`Cover`] as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CoverWord {
    /// Title, message, contents
    Letter,
    /// The marks of what was chosen, then the title
    Map,
}

impl From<CoverWord> for Cover {
    fn from(word: CoverWord) -> Self {
        match word {
            CoverWord::Letter => Self::Letter,
            CoverWord::Map => Self::Map,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator as _;

    /// The words that are typed are the words that the rest of the program uses.
    #[test]
    fn words_are_those_of_the_core() {
        fn words<W: ValueEnum>() -> Vec<String> {
            W::value_variants()
                .iter()
                .filter_map(|word| Some(word.to_possible_value()?.get_name().to_owned()))
                .collect()
        }
        assert_eq!(words::<AvailabilityWord>(), Availability::iter().map(Availability::code).collect::<Vec<_>>());
        assert_eq!(words::<FormatWord>(), Format::iter().map(Format::code).collect::<Vec<_>>());
        assert_eq!(words::<LengthWord>(), Length::iter().map(Length::code).collect::<Vec<_>>());
        assert_eq!(words::<PaperWord>(), Paper::iter().map(Paper::code).collect::<Vec<_>>());
        assert_eq!(words::<InkWord>(), Ink::iter().map(Ink::code).collect::<Vec<_>>());
        assert_eq!(words::<PrintSizeWord>(), PrintSize::iter().map(PrintSize::code).collect::<Vec<_>>());
        assert_eq!(words::<CoverWord>(), Cover::iter().map(Cover::code).collect::<Vec<_>>());
        for word in AvailabilityWord::value_variants() {
            let code = Availability::from(*word).code();
            assert_eq!(word.to_possible_value().unwrap().get_name(), code);
        }
        for word in FormatWord::value_variants() {
            assert_eq!(word.to_possible_value().unwrap().get_name(), Format::from(*word).code());
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }
}
