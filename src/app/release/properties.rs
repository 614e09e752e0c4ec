//! What a file says of people, places and folders beside its pages: its properties, read from its bytes.
//!
//! It is looked at what is commonly there, within limits; a file that is damaged, locked or of another kind is said not
//! to be looked into. Nothing is claimed of what stands on its pages.

mod clean;
mod folder;
mod office;
mod pdf;
mod picture;
mod xml;

pub use folder::local_path;

/// How pictures begin.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";
/// The most properties of one file that are told.
const MAX_TOLD: usize = 40;
/// The most letters of a value that are shown.
const MAX_VALUE: usize = 120;
/// The most bytes of one packed part that are unpacked.
const MAX_PART_BYTES: usize = 32 * 1024 * 1024;

/// What looking into a file came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// Its properties; none is a good sign.
    Into(Vec<Property>),
    /// The properties of a picture of which [`cleaned`] makes a copy without them.
    IntoPicture(Vec<Property>),
    /// It was not looked into, and why: "it is locked".
    Not(&'static str),
    /// The document is not in the data folder.
    Missing,
    /// The document is not the one that was enclosed.
    Changed,
    /// Nobody knows whether it is: it could not be read just then.
    Unreadable,
}

/// One property of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Property {
    pub tells: Tells,
    /// "Author".
    pub name: &'static str,
    /// Its value, shortened.
    pub value: String,
}

/// What a property tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tells {
    Person,
    Place,
    /// A folder of somebody's computer.
    Folder,
    Organisation,
}

impl Tells {
    /// Whether somebody has to decide on it before it goes out.
    pub fn is_private(self) -> bool {
        self != Self::Organisation
    }
}

/// Looks into a file. Its kind is known by its first bytes, not by its name.
pub fn look(bytes: &[u8]) -> Looked {
    let found = if bytes.get(..bytes.len().min(1_024)).is_some_and(|head| find(head, b"%PDF-").is_some()) {
        pdf::read(bytes)
    } else if bytes.starts_with(b"PK\x03\x04") {
        office::read(bytes)
    } else if bytes.starts_with(PNG) {
        Ok(picture::png(bytes))
    } else if bytes.starts_with(JPEG) {
        Ok(picture::jpeg(bytes))
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        Err("it is of an old kind that is not read here")
    } else {
        Err("files of its kind are not read here")
    };
    let properties = match found {
        Ok(found) => found.sorted(),
        Err(why) => return Looked::Not(why),
    };
    let has_private = properties.iter().any(|property| property.tells.is_private());
    if has_private && cleaned(bytes).is_some() { Looked::IntoPicture(properties) } else { Looked::Into(properties) }
}

/// A copy of a picture without its properties; `None` where the file is no picture, or no whole one.
///
/// Other files stay as they are: a signature in a PDF breaks when it is written anew, and so may its order for readers.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let copy = if bytes.starts_with(PNG) {
        clean::png(bytes)
    } else if bytes.starts_with(JPEG) {
        clean::jpeg(bytes)
    } else {
        None
    };
    copy.filter(|copy| matches!(look(copy), Looked::Into(found) if found.iter().all(|it| !it.tells.is_private())))
}

/// What was found so far.
#[derive(Debug, Default)]
struct Found(Vec<Property>);

impl Found {
    /// Takes a property that says something.
    fn add(&mut self, tells: Tells, name: &'static str, value: &str) {
        let value: Vec<&str> = value.split(|sign: char| sign.is_whitespace() || sign.is_control()).collect();
        let value = value.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if value.is_empty() || self.0.len() >= MAX_TOLD {
            return;
        }
        let property = Property { tells, name, value: value.chars().take(MAX_VALUE).collect() };
        if !self.0.contains(&property) {
            self.0.push(property);
        }
    }

    /// Takes a folder of a computer that stands in a text.
    fn add_folder(&mut self, text: &str) {
        if let Some(path) = local_path(text) {
            self.add(Tells::Folder, "Folder", path);
        }
    }

    fn sorted(mut self) -> Vec<Property> {
        self.0.sort();
        self.0
    }
}

/// Where `wanted` begins.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Bytes that claim to be text: UTF-8, else one letter a byte.
fn text_of(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().copied().map(char::from).collect(), str::to_owned)
}

/// UTF-16, of which a byte too much is dropped.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit).collect();
    String::from_utf16_lossy(&units)
}
