//! Pictures: the texts in PNG, and Exif, IPTC, comments and metadata in JPEG.

use lopdf::{Dictionary, Object, Stream};

use super::{Found, MAX_PART_BYTES, Tells, find, pdf, text_of, utf16};

/// The most entries of an Exif folder that are looked at.
const MAX_ENTRIES: usize = 512;

pub(super) fn png(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((kind, content, after)) = chunk(rest) {
        rest = after;
        match kind {
            b"tEXt" => text_chunk(content, &mut found),
            b"eXIf" => exif(content, &mut found),
            b"zTXt" | b"iTXt" => packed_text(*kind, content, &mut found),
            b"IEND" => break,
            _ => {}
        }
    }
    found
}

/// The kind and the content of a PNG's next part, and what follows it.
pub(super) fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let length = u32::from_be_bytes(*length) as usize;
    Some((kind, rest.get(..length)?, rest.get(length.checked_add(4)?..)?))
}

fn text_chunk(content: &[u8], found: &mut Found) {
    let Some(end) = content.iter().position(|byte| *byte == 0) else { return };
    let text = text_of(content.get(end + 1..).unwrap_or_default());
    text_of_key(&text_of(content.get(..end).unwrap_or_default()), &text, found);
}

fn packed_text(kind: [u8; 4], content: &[u8], found: &mut Found) {
    let Some(end) = content.iter().position(|byte| *byte == 0) else { return };
    let key = text_of(content.get(..end).unwrap_or_default());
    let rest = content.get(end + 1..).unwrap_or_default();
    let (is_packed, text) = if &kind == b"zTXt" {
        (true, rest.get(1..).unwrap_or_default())
    } else {
        // Whether it is packed, how, then the language and the translated key, each ended by a zero.
        let after = rest.get(2..).unwrap_or_default();
        let mut zeros = after.iter().enumerate().filter(|(_, byte)| **byte == 0).map(|(at, _)| at);
        let start = zeros.nth(1).map_or(0, |at| at + 1);
        (rest.first() == Some(&1), after.get(start..).unwrap_or_default())
    };
    let text = if is_packed { unpacked(text) } else { text.to_vec() };
    text_of_key(&key, &text_of(&text), found);
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    // A stream of a PDF is packed in the same way.
    let packed = Dictionary::from_iter([("Filter", Object::Name(b"FlateDecode".to_vec()))]);
    Stream::new(packed, bytes.to_vec()).get_plain_content_with_limit(MAX_PART_BYTES).unwrap_or_default()
}

fn text_of_key(key: &str, text: &str, found: &mut Found) {
    match key.to_lowercase().as_str() {
        "author" | "artist" | "creator" => found.add(Tells::Person, "Author", text),
        "xml:com.adobe.xmp" => pdf::metadata(text, found),
        "raw profile type exif" | "raw profile type app1" => {
            found.add(Tells::Person, "Camera data", "the picture carries the data of the camera");
        }
        _ => found.add_folder(text),
    }
}

pub(super) fn jpeg(bytes: &[u8]) -> Found {
    const METADATA: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
    let mut found = Found::default();
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((kind, content, after)) = segment(rest) {
        rest = after;
        match kind {
            0xe1 => {
                if let Some(content) = content.strip_prefix(b"Exif\0\0") {
                    exif(content, &mut found);
                } else if let Some(content) = content.strip_prefix(METADATA) {
                    pdf::metadata(&text_of(content), &mut found);
                }
            }
            0xed => press(content, &mut found),
            0xfe => found.add_folder(&text_of(content)),
            // The picture itself begins.
            0xda => break,
            _ => {}
        }
    }
    found
}

fn segment(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let start = bytes.iter().position(|byte| *byte != 0xff)?;
    let kind = *bytes.get(start).filter(|_| start > 0)?;
    let rest = bytes.get(start + 1..)?;
    let (length, _) = rest.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    Some((kind, rest.get(2..length)?, rest.get(length..)?))
}

/// The by-line of press photographs.
fn press(content: &[u8], found: &mut Found) {
    const BY_LINE: &[u8] = &[0x1c, 0x02, 0x50];
    let Some(at) = find(content, BY_LINE) else { return };
    let rest = content.get(at + BY_LINE.len()..).unwrap_or_default();
    if let Some((length, text)) = rest.split_first_chunk::<2>() {
        let length = usize::from(u16::from_be_bytes(*length));
        found.add(Tells::Person, "Photographer", &text_of(text.get(..length).unwrap_or_default()));
    }
}

/// Exif is a small TIFF file: a folder of entries, which leads to other folders.
fn exif(bytes: &[u8], found: &mut Found) {
    let Some(tiff) = Tiff::of(bytes) else { return };
    let first = tiff.u32(4).unwrap_or_default();
    let details = tiff.folder(first, found);
    if let Some(details) = details {
        tiff.folder(details, found);
    }
}

/// Which way up a picture is by its Exif; `None` where that is not said.
pub(super) fn orientation(bytes: &[u8]) -> Option<u16> {
    let tiff = Tiff::of(bytes)?;
    let at = tiff.u32(4)?;
    let entries = (0..usize::from(tiff.u16(at)?).min(MAX_ENTRIES)).map(|place| at + 2 + place * 12);
    let entry = entries.into_iter().find(|entry| tiff.u16(*entry) == Some(0x0112))?;
    tiff.u16(entry + 8)
}

struct Tiff<'a> {
    bytes: &'a [u8],
    big: bool,
}

impl<'a> Tiff<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        match bytes.get(..4)? {
            b"II*\0" => Some(Self { bytes, big: false }),
            b"MM\0*" => Some(Self { bytes, big: true }),
            _ => None,
        }
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let pair = self.bytes.get(at..)?.first_chunk::<2>()?;
        Some(if self.big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) })
    }

    fn u32(&self, at: usize) -> Option<usize> {
        let four = self.bytes.get(at..)?.first_chunk::<4>()?;
        Some(if self.big { u32::from_be_bytes(*four) } else { u32::from_le_bytes(*four) } as usize)
    }

    /// Looks at the entries of a folder; where the folder with the details of the picture begins.
    fn folder(&self, at: usize, found: &mut Found) -> Option<usize> {
        let count = usize::from(self.u16(at)?);
        let mut details = None;
        for entry in (0..count.min(MAX_ENTRIES)).map(|place| at + 2 + place * 12) {
            match self.u16(entry)? {
                0x013b => found.add(Tells::Person, "Author", &self.text(entry)),
                0x9c9d => found.add(Tells::Person, "Author", &utf16(self.value(entry), u16::from_le_bytes)),
                0xa430 => found.add(Tells::Person, "Owner of the camera", &self.text(entry)),
                0xa431 => found.add(Tells::Person, "Number of the camera", &self.text(entry)),
                0x013c => found.add(Tells::Folder, "Computer", &self.text(entry)),
                0x8825 => found.add(Tells::Place, "Place", "where the picture was taken"),
                0x8769 => details = self.u32(entry + 8),
                _ => {}
            }
        }
        details
    }

    /// The bytes of an entry: up to four stand in it, more stand elsewhere.
    fn value(&self, entry: usize) -> &[u8] {
        let length = self.u32(entry + 4).unwrap_or_default();
        let at = if length <= 4 { Some(entry + 8) } else { self.u32(entry + 8) };
        at.and_then(|at| self.bytes.get(at..at.checked_add(length)?)).unwrap_or_default()
    }

    fn text(&self, entry: usize) -> String {
        text_of(self.value(entry)).replace('\0', " ")
    }
}
