//! The choices of an output in words: what each is called, and what it means for the pages.

use crate::pack::{Cover, Ink, Length, Paper, PrintSize};

/// "Compact".
pub fn length(length: Length) -> &'static str {
    match length {
        Length::List => "List",
        Length::Compact => "Compact",
        Length::Full => "Full",
    }
}

/// How much of each entry is shown.
pub fn length_means(length: Length) -> &'static str {
    match length {
        Length::List => "Category, title, how to get it",
        Length::Compact => "Everything, several entries a page",
        Length::Full => "Everything, an entry a page",
    }
}

/// "A4".
pub fn paper(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "A4",
        Paper::Letter => "Letter",
    }
}

/// "Low ink".
pub fn ink(ink: Ink) -> &'static str {
    match ink {
        Ink::Colour => "Colour",
        Ink::Grey => "Grey",
        Ink::Low => "Low ink",
    }
}

/// What the pages look like.
pub fn ink_means(ink: Ink) -> &'static str {
    match ink {
        Ink::Colour => "Marks and links in colour",
        Ink::Grey => "Greys alone, for a printer without colour",
        Ink::Low => "Marks in outline, no tints; takes the least toner",
    }
}

/// "Large print, 16 pt".
pub fn print_size(size: PrintSize) -> &'static str {
    match size {
        PrintSize::Usual => "Usual print",
        PrintSize::Large16 => "Large print, 16 pt",
        PrintSize::Large18 => "Large print, 18 pt",
    }
}

/// How large the running text is; nothing where it is the usual one.
pub fn points(size: PrintSize) -> Option<&'static str> {
    match size {
        PrintSize::Usual => None,
        PrintSize::Large16 => Some("16 pt"),
        PrintSize::Large18 => Some("18 pt"),
    }
}

/// "As a letter": the paper of that name is another thing.
pub fn cover(cover: Cover) -> &'static str {
    match cover {
        Cover::Letter => "As a letter",
        Cover::Map => "With a map",
    }
}

/// What stands on the first page, with this length and this ink.
pub fn cover_means(cover: Cover, length: Length, ink: Ink) -> &'static str {
    match (length, cover, ink) {
        (Length::List, _, _) => "A list has no cover",
        (_, Cover::Map, Ink::Low) => "Low ink prints no map: the cover is the letter",
        (_, Cover::Letter, _) => "Message, and the contents where they fit",
        (_, Cover::Map, _) => "A map of what is in it",
    }
}

/// "A4 in colour, usual print, cover as a letter": how the pages are printed.
pub fn printed(paper: Paper, ink: Ink, size: PrintSize, cover: Cover, length: Length) -> String {
    let ink_words = match ink {
        Ink::Colour => "in colour",
        Ink::Grey => "in grey",
        Ink::Low => "with low ink",
    };
    let size = match size {
        PrintSize::Usual => "usual print",
        PrintSize::Large16 => "large print of 16 pt",
        PrintSize::Large18 => "large print of 18 pt",
    };
    let cover = match (length, cover, ink) {
        (Length::List, _, _) => "no cover",
        (_, Cover::Map, Ink::Colour | Ink::Grey) => "cover with a map",
        _ => "cover as a letter",
    };
    format!("{} {ink_words}, {size}, {cover}", self::paper(paper))
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn a_cover_that_is_not_printed_is_said_to_be_none() {
        for kind in Cover::iter() {
            assert_eq!(cover_means(kind, Length::List, Ink::Colour), "A list has no cover");
        }
        assert_eq!(cover_means(Cover::Map, Length::Full, Ink::Grey), "A map of what is in it");
        assert!(cover_means(Cover::Map, Length::Full, Ink::Low).ends_with("the letter"));
        assert!(cover_means(Cover::Letter, Length::Full, Ink::Low).contains("contents"));
    }

    #[test]
    fn what_is_printed_is_said_as_it_comes_out() {
        let said = |ink, cover, length| printed(Paper::A4, ink, PrintSize::Usual, cover, length);
        let usual = said(Ink::Colour, Cover::Letter, Length::Compact);
        assert_eq!(usual, "A4 in colour, usual print, cover as a letter");
        assert!(said(Ink::Grey, Cover::Map, Length::Full).ends_with("in grey, usual print, cover with a map"));
        assert!(said(Ink::Low, Cover::Map, Length::Full).ends_with("with low ink, usual print, cover as a letter"));
        assert!(said(Ink::Colour, Cover::Map, Length::List).ends_with("no cover"));
    }

    #[test]
    fn only_large_print_has_a_size_to_choose() {
        let sizes: Vec<_> = PrintSize::iter().filter_map(points).collect();
        assert_eq!(sizes, ["16 pt", "18 pt"]);
        assert!(PrintSize::iter().all(|size| points(size).is_none_or(|points| print_size(size).ends_with(points))));
    }
}
