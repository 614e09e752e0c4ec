//! The office's logo: taken from a picture file, kept as pixels alone in the data folder.

use std::fs::{self, File};
use std::io::{self, Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

use super::data_dir::DataDir;
use super::files::{self, Existing, FileError};
use super::jobs::JobCx;
use crate::app::{Failure, Outcome};
use crate::pack::Logo;

/// The most bytes of a picture file.
const MAX_FILE: u64 = 20_000_000;
/// The most points of a picture along a side, before it is made smaller.
const MAX_SIDE: u32 = 12_000;
/// The most memory that reading a picture may take.
const MAX_MEMORY: u64 = 600_000_000;
/// The most points of a logo along a side: as many as print shows.
const MAX_KEPT: u32 = 1_200;

/// Why a picture was not taken.
#[derive(Debug, thiserror::Error)]
pub enum LogoError {
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("it is larger than {} MB", MAX_FILE / 1_000_000)]
    TooLarge,
    #[error("it is neither a PNG nor a JPEG picture, or it is damaged")]
    NoPicture,
    #[error(transparent)]
    File(#[from] FileError),
}

fn place(data: &DataDir) -> PathBuf {
    data.file("office").join("logo.png")
}

/// Reads a picture, keeps it as the logo, and gives it back.
pub fn take(path: &Path, data: &DataDir) -> Result<Logo, LogoError> {
    let logo = made(&read(path)?)?;
    let target = place(data);
    if let Some(folder) = target.parent() {
        let made = fs::create_dir_all(folder);
        made.map_err(|source| FileError::Other { path: folder.to_owned(), source })?;
    }
    files::write_file(&target, &logo.png, Existing::Replace)?;
    Ok(logo)
}

/// The same in a job, which says what came of it.
pub(super) fn keep(cx: &JobCx, path: &Path, data: &DataDir) {
    if let Ok(taken) = cx.write(|| take(path, data)) {
        cx.put(Outcome::LogoTaken(taken.map_err(|error| not_taken(&error, path))));
    }
}

/// The logo that is kept; `None` where there is none, or no picture any more.
pub fn load(data: &DataDir) -> Option<Logo> {
    let png = read(&place(data)).ok()?;
    let reader = ImageReader::with_format(Cursor::new(png.as_slice()), ImageFormat::Png);
    let (width_px, height_px) = reader.into_dimensions().ok()?;
    Some(Logo { width_px, height_px, png: Arc::new(png) })
}

/// Removes the logo.
pub fn remove(data: &DataDir) -> io::Result<()> {
    match fs::remove_file(place(data)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What is said of a picture that was not taken. Its name is for the window; the log has the kind.
pub fn not_taken(error: &LogoError, path: &Path) -> Failure {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let kind = match error {
        LogoError::Unreadable(error) => error.kind().to_string(),
        LogoError::File(error) => super::exports::file_kind(error),
        LogoError::TooLarge => "too large".to_owned(),
        LogoError::NoPicture => "no picture".to_owned(),
    };
    log::warn!("logo: {kind}");
    Failure { words: format!("“{name}” was not taken as the logo: {error}."), details: format!("logo: {kind}") }
}

fn read(path: &Path) -> Result<Vec<u8>, LogoError> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes));
    read.map_err(LogoError::Unreadable)?;
    if bytes.len() as u64 > MAX_FILE { Err(LogoError::TooLarge) } else { Ok(bytes) }
}

/// The picture upright, small enough for print, as a PNG of nothing but its points.
fn made(bytes: &[u8]) -> Result<Logo, LogoError> {
    let broken = |_error| LogoError::NoPicture;
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(LogoError::Unreadable)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let turned = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(turned);
    if picture.width().max(picture.height()) > MAX_KEPT {
        picture = picture.resize(MAX_KEPT, MAX_KEPT, FilterType::CatmullRom);
    }
    let points = DynamicImage::ImageRgba8(picture.into_rgba8());
    let mut png = Vec::new();
    points.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(broken)?;
    Ok(Logo { width_px: points.width(), height_px: points.height(), png: Arc::new(png) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        DynamicImage::new_rgb8(width, height).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    #[test]
    fn a_logo_is_kept_as_points_alone_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        assert!(load(&data).is_none());
        let mut jpeg = picture(2_400, 600, ImageFormat::Jpeg);
        // A comment, as cameras and drawing programs leave them.
        jpeg.splice(2..2, b"\xFF\xFE\x00\x12C:\\Users\\zebedee".iter().copied());
        let path = folder.path().join("mark.jpg");
        files::write_file(&path, &jpeg, Existing::Keep).unwrap();
        let logo = take(&path, &data).unwrap();
        assert_eq!((logo.width_px, logo.height_px), (1_200, 300));
        assert!(!logo.png.windows(7).any(|bytes| bytes == b"zebedee"));
        assert_eq!(load(&data), Some(logo));
        remove(&data).unwrap();
        remove(&data).unwrap();
        assert!(load(&data).is_none());
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in [b"".as_slice(), b"%PDF-1.7", b"\x89PNG\r\n\x1a\n broken"] {
            assert!(matches!(made(bytes), Err(LogoError::NoPicture)), "{bytes:?}");
        }
        let whole = picture(20, 20, ImageFormat::Png);
        assert!(made(&whole).is_ok());
        assert!(made(&whole[..whole.len() / 2]).is_err());
    }
}
