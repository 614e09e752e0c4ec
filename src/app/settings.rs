//! How the program looks and what it remembers for the next pack; reading never fails.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::app::pack_files::MAX_RECENT;
use crate::app::stored::{self, Stored};
use crate::export::Format;
use crate::pack::{Ink, Length, Paper};

/// The steps of the zoom, in percent.
pub const ZOOM_STEPS: [u16; 9] = [75, 90, 100, 110, 125, 150, 175, 200, 250];

/// Light, dark and high contrast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
    HighContrastLight,
    HighContrastDark,
}

impl Theme {
    /// The word of the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrastLight => "high-contrast-light",
            Self::HighContrastDark => "high-contrast-dark",
        }
    }

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrastLight => "High contrast, light",
            Self::HighContrastDark => "High contrast, dark",
        }
    }
}

/// Who draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Renderer {
    /// The processor: it works everywhere, over Remote Desktop too.
    Soft,
    /// The graphics card, by OpenGL.
    Gl,
}

impl Renderer {
    /// The word of the file and of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Gl => "gl",
        }
    }
}

/// Where the window stands, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowPlace {
    /// `None` where the system does not tell.
    pub position: Option<(f32, f32)>,
    pub size: (f32, f32),
    pub maximized: bool,
}

/// What `settings.json` keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub theme: Theme,
    /// In percent; one of [`ZOOM_STEPS`].
    pub zoom: u16,
    pub window: Option<WindowPlace>,
    /// `None`: as the computer is equipped.
    pub renderer: Option<Renderer>,
    /// For the next pack.
    pub length: Length,
    pub paper: Paper,
    pub ink: Ink,
    pub formats: BTreeSet<Format>,
    /// Where the last export went.
    pub export_folder: Option<PathBuf>,
    /// The pack files that were opened or saved last, the newest first.
    pub recent: Vec<PathBuf>,
    /// Whether "More" of the export dialog is open.
    pub more_open: bool,
    /// Keys of the file that this version does not know.
    pub unknown: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            zoom: 100,
            window: None,
            renderer: None,
            length: Length::default(),
            paper: Paper::default(),
            ink: Ink::default(),
            formats: BTreeSet::from([Format::Pdf]),
            export_folder: None,
            recent: Vec::new(),
            more_open: false,
            unknown: Map::new(),
        }
    }
}

impl Settings {
    /// The next larger step of the zoom.
    pub fn zoom_in(&self) -> Option<u16> {
        ZOOM_STEPS.into_iter().find(|step| *step > self.zoom)
    }

    /// The next smaller step of the zoom.
    pub fn zoom_out(&self) -> Option<u16> {
        ZOOM_STEPS.into_iter().rev().find(|step| *step < self.zoom)
    }
}

impl Stored for Settings {
    fn write(&self) -> Value {
        let mut object = self.unknown.clone();
        stored::put_version(&mut object);
        let formats: Vec<&str> = self.formats.iter().map(|format| format.code()).collect();
        let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
        put("theme", self.theme.code().into());
        put("zoom", self.zoom.into());
        put("window", self.window.map_or(Value::Null, window_value));
        put("renderer", self.renderer.map(Renderer::code).into());
        put("length", self.length.code().into());
        put("paper", self.paper.code().into());
        put("ink", self.ink.code().into());
        put("formats", formats.into());
        put("export_folder", self.export_folder.as_deref().and_then(std::path::Path::to_str).into());
        put("recent", self.recent.iter().filter_map(|path| path.to_str()).collect::<Vec<_>>().into());
        put("more_open", self.more_open.into());
        Value::Object(object)
    }

    fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        let usual = Self::default();
        let zoom = object.remove("zoom").and_then(|zoom| u16::try_from(zoom.as_u64()?).ok());
        let formats = stored::take_texts(&mut object, "formats");
        let formats = formats.iter().filter_map(|word| format_of(word)).collect::<BTreeSet<_>>();
        let settings = Self {
            theme: stored::take_word(&mut object, "theme", |theme: &Theme| theme.code()).unwrap_or_default(),
            zoom: zoom.filter(|zoom| ZOOM_STEPS.contains(zoom)).unwrap_or(usual.zoom),
            window: object.remove("window").as_ref().and_then(read_window),
            renderer: stored::take_word(&mut object, "renderer", |renderer: &Renderer| renderer.code()),
            length: stored::take_word(&mut object, "length", |length: &Length| length.code()).unwrap_or_default(),
            paper: stored::take_word(&mut object, "paper", |paper: &Paper| paper.code()).unwrap_or_default(),
            ink: stored::take_word(&mut object, "ink", |ink: &Ink| ink.code()).unwrap_or_default(),
            formats: if formats.is_empty() { usual.formats } else { formats },
            export_folder: stored::take_text(&mut object, "export_folder").map(PathBuf::from),
            recent: stored::take_texts(&mut object, "recent").into_iter().take(MAX_RECENT).map(PathBuf::from).collect(),
            more_open: object.remove("more_open") == Some(Value::Bool(true)),
            unknown: Map::new(),
        };
        object.remove("version");
        Self { unknown: object, ..settings }
    }
}

/// The format of a word of the command line.
pub(crate) fn format_of(word: &str) -> Option<Format> {
    <Format as strum::IntoEnumIterator>::iter().find(|format| format.code() == word)
}

fn window_value(window: WindowPlace) -> Value {
    json!({
        "position": window.position.map(|(x, y)| [x, y]),
        "size": [window.size.0, window.size.1],
        "maximized": window.maximized,
    })
}

fn read_window(value: &Value) -> Option<WindowPlace> {
    let pair = |value: &Value| {
        let at = |place| value.get(place).and_then(Value::as_f64).filter(|side: &f64| side.abs() < 100_000.0);
        Some((at(0)? as f32, at(1)? as f32))
    };
    let size = pair(value.get("size")?)?;
    let big_enough = size.0 >= 200.0 && size.1 >= 150.0;
    let position = value.get("position").and_then(pair);
    let maximized = value.get("maximized") == Some(&Value::Bool(true));
    big_enough.then_some(WindowPlace { position, size, maximized })
}
