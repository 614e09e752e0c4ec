//! The embedded icons, by name.
//!
//! Two fonts hold the same signs: the regular one for controls, the filled one for "done" and "in pack".
//! A test compares every sign with the list that was written when the fonts were made.

use egui::{FontFamily, FontId};

/// An icon. Its colour is that of the word beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter, strum::AsRefStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Icon {
    ArrowLeft,
    ArrowSquareOut,
    ArrowUUpLeft,
    ArrowUUpRight,
    ArrowsClockwise,
    BookOpen,
    Books,
    CaretDown,
    CaretLeft,
    CaretRight,
    CaretUp,
    Check,
    CheckCircle,
    ClockCounterClockwise,
    Copy,
    DotsSixVertical,
    DotsThree,
    DownloadSimple,
    EnvelopeSimple,
    Export,
    FileText,
    FolderOpen,
    FunnelSimple,
    GlobeSimple,
    HardDrives,
    Info,
    Keyboard,
    ListBullets,
    ListNumbers,
    ListMagnifyingGlass,
    LockSimple,
    MagnifyingGlass,
    MagnifyingGlassMinus,
    MagnifyingGlassPlus,
    Minus,
    MinusCircle,
    Monitor,
    Moon,
    NotePencil,
    PlugsConnected,
    Plus,
    Printer,
    Question,
    Receipt,
    SealCheck,
    SquaresFour,
    Sun,
    Timer,
    Trash,
    Users,
    Warning,
    WarningCircle,
    X,
    XCircle,
}

/// Which of the two fonts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    #[default]
    Regular,
    /// Only for what is done and what is in the pack.
    Fill,
}

impl Icon {
    /// The sign in both fonts.
    pub fn sign(self) -> char {
        match self {
            Self::ArrowLeft => '\u{E058}',
            Self::ArrowSquareOut => '\u{E5DE}',
            Self::ArrowUUpLeft => '\u{E08A}',
            Self::ArrowUUpRight => '\u{E08C}',
            Self::ArrowsClockwise => '\u{E094}',
            Self::BookOpen => '\u{E0E6}',
            Self::Books => '\u{E758}',
            Self::CaretDown => '\u{E136}',
            Self::CaretLeft => '\u{E138}',
            Self::CaretRight => '\u{E13A}',
            Self::CaretUp => '\u{E13C}',
            Self::Check => '\u{E182}',
            Self::CheckCircle => '\u{E184}',
            Self::ClockCounterClockwise => '\u{E1A0}',
            Self::Copy => '\u{E1CA}',
            Self::DotsSixVertical => '\u{EAE2}',
            Self::DotsThree => '\u{E1FE}',
            Self::DownloadSimple => '\u{E20C}',
            Self::EnvelopeSimple => '\u{E218}',
            Self::Export => '\u{EAF0}',
            Self::FileText => '\u{E23A}',
            Self::FolderOpen => '\u{E256}',
            Self::FunnelSimple => '\u{E268}',
            Self::GlobeSimple => '\u{E28E}',
            Self::HardDrives => '\u{E2A0}',
            Self::Info => '\u{E2CE}',
            Self::Keyboard => '\u{E2D8}',
            Self::ListBullets => '\u{E2F2}',
            Self::ListNumbers => '\u{E2F6}',
            Self::ListMagnifyingGlass => '\u{EBE0}',
            Self::LockSimple => '\u{E308}',
            Self::MagnifyingGlass => '\u{E30C}',
            Self::MagnifyingGlassMinus => '\u{E30E}',
            Self::MagnifyingGlassPlus => '\u{E310}',
            Self::Minus => '\u{E32A}',
            Self::MinusCircle => '\u{E32C}',
            Self::Monitor => '\u{E32E}',
            Self::Moon => '\u{E330}',
            Self::NotePencil => '\u{E34C}',
            Self::PlugsConnected => '\u{EB5A}',
            Self::Plus => '\u{E3D4}',
            Self::Printer => '\u{E3DC}',
            Self::Question => '\u{E3E8}',
            Self::Receipt => '\u{E3EC}',
            Self::SealCheck => '\u{E606}',
            Self::SquaresFour => '\u{E464}',
            Self::Sun => '\u{E472}',
            Self::Timer => '\u{E492}',
            Self::Trash => '\u{E4A6}',
            Self::Users => '\u{E4D6}',
            Self::Warning => '\u{E4E0}',
            Self::WarningCircle => '\u{E4E2}',
            Self::X => '\u{E4F6}',
            Self::XCircle => '\u{E4F8}',
        }
    }
}

impl Weight {
    /// The font, at this size.
    pub fn font(self, size: f32) -> FontId {
        let family = match self {
            Self::Regular => "icons",
            Self::Fill => "icons_fill",
        };
        FontId::new(size, FontFamily::Name(family.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator as _;

    #[test]
    fn signs_are_those_of_the_fonts() {
        let list: serde_json::Value = serde_json::from_str(include_str!("../../assets/icons/icons.json")).unwrap();
        for set in ["regular", "fill"] {
            let table = list[set].as_object().unwrap();
            for icon in Icon::iter() {
                let sign = table.get(icon.as_ref()).and_then(serde_json::Value::as_u64);
                assert_eq!(sign, Some(u64::from(u32::from(icon.sign()))), "{set} {}", icon.as_ref());
            }
        }
    }
}
