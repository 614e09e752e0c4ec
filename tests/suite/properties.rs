//! Properties of files: what is commonly in them is found, and no file brings the program down.

use std::io::{Cursor, Write as _};

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use proptest::prelude::*;
use rso_toolbox::app::release::properties::{Looked, cleaned, look};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// "Author: A. Lee" for each property.
fn told(bytes: &[u8]) -> Vec<String> {
    match look(bytes) {
        Looked::Into(properties) | Looked::IntoPicture(properties) => {
            properties.iter().map(|it| format!("{}: {}", it.name, it.value)).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// A PDF with this information and this metadata.
fn pdf(information: Dictionary, metadata: &str, note: Option<Dictionary>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let mut page =
        dictionary! { "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 9.into(), 9.into()] };
    if let Some(note) = note {
        let note = document.add_object(note);
        page.set("Annots", vec![Object::Reference(note)]);
    }
    let page = document.add_object(page);
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let mut root = dictionary! { "Type" => "Catalog", "Pages" => pages };
    if !metadata.is_empty() {
        let stream =
            Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, metadata.as_bytes().to_vec());
        root.set("Metadata", document.add_object(stream));
    }
    let root = document.add_object(root);
    document.trailer.set("Root", root);
    let information = document.add_object(information);
    document.trailer.set("Info", information);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A zip container with these entries.
fn container(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A PNG of one point with these chunks before the picture.
pub(crate) fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut encoder = png::Encoder::new(&mut whole, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[0]).unwrap();
    // After the signature and the header.
    let rest = whole.split_off(8 + 25);
    for (kind, content) in chunks {
        whole.extend((content.len() as u32).to_be_bytes());
        whole.extend(*kind);
        whole.extend(*content);
        whole.extend([0; 4]);
    }
    whole.extend(rest);
    whole
}

/// A JPEG that is only segments.
fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    for (kind, content) in segments {
        bytes.extend([0xff, *kind]);
        bytes.extend((content.len() as u16 + 2).to_be_bytes());
        bytes.extend(*content);
    }
    bytes.extend([0xff, 0xda, 0, 2, 0xff, 0xd9]);
    bytes
}

/// Exif with an author, the place, and the owner of the camera in the folder of details.
fn exif(big: bool) -> Vec<u8> {
    let u16 = |value: u16| if big { value.to_be_bytes() } else { value.to_le_bytes() };
    let u32 = |value: u32| if big { value.to_be_bytes() } else { value.to_le_bytes() };
    let entry =
        |tag: u16, kind: u16, count: u32, value: u32| [&u16(tag)[..], &u16(kind), &u32(count), &u32(value)].concat();
    let mut bytes = if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
    bytes.extend(u32(8));
    bytes.extend(u16(3));
    bytes.extend(entry(0x013b, 2, 7, 80));
    bytes.extend(entry(0x8825, 4, 1, 70));
    bytes.extend(entry(0x8769, 4, 1, 54));
    bytes.resize(54, 0);
    bytes.extend(u16(1));
    bytes.extend(entry(0xa430, 2, 5, 90));
    bytes.resize(80, 0);
    bytes.extend(b"A. Lee\0");
    bytes.resize(90, 0);
    bytes.extend(b"B Ng\0");
    bytes
}

#[test]
fn a_pdf_tells_its_authors_and_folders() {
    let information = dictionary! {
        "Author" => Object::string_literal("A. Lee"),
        "Company" => Object::string_literal("IOM"),
        "Title" => Object::string_literal(r"C:\Drafts\case.docx"),
        "Producer" => Object::string_literal("Some program"),
    };
    let metadata = "<x:xmpmeta><rdf:Description pdf:Manager=\"C. Sok\"><dc:creator><rdf:Seq><rdf:li>B. Ng</rdf:li>\
                    </rdf:Seq></dc:creator></rdf:Description></x:xmpmeta>";
    let note = dictionary! { "Type" => "Annot", "Subtype" => "Text", "T" => Object::string_literal("D. Lim") };
    assert_eq!(
        told(&pdf(information, metadata, Some(note))),
        [
            "Author: A. Lee",
            "Author: B. Ng",
            "Manager: C. Sok",
            "Writer of a note on a page: D. Lim",
            r"Folder: C:\Drafts\case.docx",
            "Company: IOM"
        ]
    );
    let mut wide = vec![0xfe, 0xff];
    wide.extend("สมชาย".encode_utf16().flat_map(u16::to_be_bytes));
    let information = dictionary! { "Author" => Object::String(wide, lopdf::StringFormat::Hexadecimal) };
    assert_eq!(told(&pdf(information, "", None)), ["Author: สมชาย"]);
    let plain = dictionary! { "Title" => Object::string_literal("Guide"), "Author" => Object::string_literal(" ") };
    assert!(told(&pdf(plain, "", None)).is_empty());
}

#[test]
fn what_this_program_makes_names_nobody() {
    let catalogue = rso_toolbox::catalogue::file::built_in();
    let ids: Vec<_> = catalogue.resources.iter().take(2).map(|it| it.id.clone()).collect();
    let day = rso_toolbox::catalogue::CivilDate::new(2026, 11, 24).unwrap();
    let pack = rso_toolbox::pack::build::build(&catalogue, &ids, &rso_toolbox::pack::build::Options::new(day));
    let fonts = rso_toolbox::export::FontSet::default();
    let made =
        rso_toolbox::export::export(&pack, rso_toolbox::export::Format::Pdf, &fonts, &rso_toolbox::export::Unwatched);
    let rso_toolbox::export::Body::File(bytes) = made.unwrap().body else { panic!("a PDF is a file") };
    let Looked::Into(properties) = look(&bytes) else { panic!("{:?}", look(&bytes)) };
    assert!(properties.iter().all(|it| it.value.contains("Regional Support Office")), "{properties:?}");
}

#[test]
fn office_files_tell_their_writers_and_folders() {
    let types = ("[Content_Types].xml", "<Types/>");
    let core = "<cp:coreProperties><dc:creator>A. Lee</dc:creator><cp:lastModifiedBy>B. Ng</cp:lastModifiedBy>\
                <dc:title>Guide</dc:title></cp:coreProperties>";
    let app = "<Properties><Manager>C. Sok</Manager><Company>IOM</Company></Properties>";
    let word = container(&[
        types,
        ("docProps/core.xml", core),
        ("docProps/app.xml", app),
        ("word/comments.xml", "<w:comments><w:comment w:id=\"1\" w:author=\"D. Lim\"/></w:comments>"),
        (
            "word/_rels/settings.xml.rels",
            "<Relationships><R Target=\"file:///C:\\Templates\\Office.dotx\"/></Relationships>",
        ),
        ("word/document.xml", "<w:document><w:t>C:\\is no property</w:t></w:document>"),
    ]);
    assert_eq!(
        told(&word),
        [
            "Author: A. Lee",
            "Last changed by: B. Ng",
            "Manager: C. Sok",
            "Writer of a change or comment: D. Lim",
            r"Folder: file:///C:\Templates\Office.dotx",
            "Company: IOM"
        ]
    );
    let book = container(&[types, ("xl/workbook.xml", "<workbook><x15ac:absPath url=\"D:\\Lists\\\"/></workbook>")]);
    assert_eq!(told(&book), [r"Folder: D:\Lists\"]);
    let text = "<office:meta><meta:initial-creator>E. Tan</meta:initial-creator></office:meta>";
    assert_eq!(told(&container(&[("mimetype", "x"), ("meta.xml", text)])), ["Author: E. Tan"]);
    let note = "<office:annotation><dc:creator>F. Aye</dc:creator><text:p>Check this</text:p></office:annotation>";
    let text = [("mimetype", "x"), ("meta.xml", ""), ("content.xml", note), ("styles.xml", "")];
    assert_eq!(told(&container(&text)), ["Writer of a change or comment: F. Aye"]);
    for part in ["word/header2.xml", "word/footer1.xml", "word/endnotes.xml"] {
        let part = (part, "<w:ins w:author=\"G. Khan\"/>");
        assert_eq!(told(&container(&[types, part])), ["Writer of a change or comment: G. Khan"], "{}", part.0);
    }
    assert!(told(&container(&[types, ("docProps/core.xml", "<dc:creator></dc:creator>")])).is_empty());
    assert!(matches!(look(&container(&[("a.txt", "x")])), Looked::Not(_)), "a plain archive is not read");
}

#[test]
fn pictures_tell_who_and_where() {
    assert_eq!(told(&png(&[(b"tEXt", b"Author\0A. Lee"), (b"tEXt", b"Software\0Paint")])), ["Author: A. Lee"]);
    let path = b"Source\0D:\\Pictures\\a.png";
    assert_eq!(told(&png(&[(b"tEXt", path)])), [r"Folder: D:\Pictures\a.png"]);
    assert_eq!(told(&png(&[(b"iTXt", b"Author\0\0\0\0\0B. Ng")])), ["Author: B. Ng"]);
    let packed = {
        let mut stream = Stream::new(Dictionary::new(), "C. Sok ".repeat(40).into_bytes());
        stream.compress().unwrap();
        [b"Author\0\0".to_vec(), stream.content].concat()
    };
    assert!(told(&png(&[(b"zTXt", &packed)]))[0].starts_with("Author: C. Sok"));
    for big in [false, true] {
        let wanted = ["Author: A. Lee", "Owner of the camera: B Ng", "Place: where the picture was taken"];
        assert_eq!(told(&png(&[(b"eXIf", &exif(big))])), wanted);
        let segment = [b"Exif\0\0".to_vec(), exif(big)].concat();
        assert_eq!(told(&jpeg(&[(0xe1, &segment)])), wanted);
    }
    let press = [b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x0b".to_vec(), b"\x1c\x02\x50\0\x06D. Lim".to_vec()].concat();
    assert_eq!(told(&jpeg(&[(0xed, &press), (0xfe, b"made with love")])), ["Photographer: D. Lim"]);
    assert!(told(&png(&[])).is_empty() && told(&jpeg(&[])).is_empty());
}

/// The points of a picture, and which way up it is.
fn points(bytes: &[u8]) -> (image::RgbaImage, image::metadata::Orientation) {
    use image::ImageDecoder as _;
    let reader = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap();
    let mut decoder = reader.into_decoder().unwrap();
    let way = decoder.orientation().unwrap();
    (image::DynamicImage::from_decoder(decoder).unwrap().into_rgba8(), way)
}

/// A photograph as a camera leaves it: on its side, with a place, a small picture, words, and more behind its end.
pub(crate) fn photograph(way: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(40, 24, |x, y| image::Rgb([(x * 6) as u8, (y * 10) as u8, 90]));
    let mut plain = Vec::new();
    picture.write_to(&mut Cursor::new(&mut plain), image::ImageFormat::Jpeg).unwrap();
    let mut segments = Vec::new();
    let mut tiff = exif(true);
    // In the place of the entry with the author.
    tiff[10..22].copy_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0]);
    let small = [&b"JFXX\0\x10"[..], b"small picture"].concat();
    let icc = [&b"ICC_PROFILE\0\x01\x01"[..], b"colours of a screen"].concat();
    let places =
        [(0xe1, [b"Exif\0\0".to_vec(), tiff].concat()), (0xe0, small), (0xe2, icc), (0xe2, b"MPF\0more".to_vec())];
    for (kind, content) in
        places.iter().map(|(kind, content)| (*kind, content.as_slice())).chain([(0xfe, &b"D:\\Lee\\a.jpg"[..])])
    {
        segments.extend([0xff, kind]);
        segments.extend((content.len() as u16 + 2).to_be_bytes());
        segments.extend(content);
    }
    plain.splice(2..2, segments);
    plain.extend(b"a second picture of A. Lee");
    plain
}

#[test]
fn a_picture_is_copied_without_its_properties_and_looks_the_same() {
    for way in [1, 6, 8] {
        let taken = photograph(way);
        assert!(matches!(look(&taken), Looked::IntoPicture(_)), "{:?}", look(&taken));
        let copy = cleaned(&taken).unwrap();
        assert_eq!(look(&copy), Looked::Into(Vec::new()));
        assert_eq!(points(&copy), points(&taken), "the same points, the same way up");
        for private in [&b"Lee"[..], b"B Ng", b"small picture", b"MPF"] {
            assert!(!copy.windows(private.len()).any(|bytes| bytes == private), "{}", String::from_utf8_lossy(private));
        }
        assert!(copy.windows(7).any(|bytes| bytes == b"colours"), "what its colours mean stays");
        assert_eq!(cleaned(&taken).unwrap(), copy, "the same bytes");
        assert_eq!(cleaned(&copy).as_ref(), Some(&copy), "nothing more goes");
    }
    let mut drawn = Vec::new();
    image::RgbaImage::from_fn(9, 5, |x, y| image::Rgba([x as u8 * 20, y as u8 * 40, 3, 200]))
        .write_to(&mut Cursor::new(&mut drawn), image::ImageFormat::Png)
        .unwrap();
    let rest = drawn.split_off(8 + 25);
    let with = png(&[(b"tEXt", b"Author\0A. Lee"), (b"tIME", b"1234567")]);
    drawn.extend(&with[8 + 25..8 + 25 + 12 + 13 + 12 + 7]);
    drawn.extend(rest);
    drawn.extend(b"A. Lee was here");
    assert!(matches!(look(&drawn), Looked::IntoPicture(_)), "{:?}", look(&drawn));
    let copy = cleaned(&drawn).unwrap();
    assert_eq!((look(&copy), points(&copy)), (Looked::Into(Vec::new()), points(&drawn)));
    assert!(!copy.windows(3).any(|bytes| bytes == b"Lee" || bytes == b"tIM"));
    // Which way up it is could not be kept.
    let turned =
        [b"MM\0*\0\0\0\x08\0\x01".to_vec(), vec![0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]].concat();
    assert_eq!(cleaned(&png(&[(b"eXIf", &turned), (b"tEXt", b"Author\0A. Lee")])), None);
    let information = dictionary! { "Author" => Object::string_literal("A. Lee") };
    assert_eq!(cleaned(&pdf(information, "", None)), None, "no PDF is written anew");
}

#[test]
fn other_and_damaged_files_are_said_not_to_be_looked_into() {
    for bytes in [&b""[..], b"plain text", b"\xd0\xcf\x11\xe0 old", b"%PDF-1.7 nothing", b"PK\x03\x04"] {
        assert!(matches!(look(bytes), Looked::Not(_)), "{bytes:?}");
    }
}

/// Files that are cut, or have a few bytes changed, are read without a fault.
#[test]
fn no_damaged_file_brings_it_down() {
    let information = dictionary! { "Author" => Object::string_literal("A. Lee") };
    let files = [
        pdf(information, "<dc:creator>B</dc:creator>", None),
        container(&[("[Content_Types].xml", ""), ("docProps/core.xml", "<dc:creator>A</dc:creator>")]),
        png(&[(b"eXIf", &exif(true)), (b"tEXt", b"Author\0A"), (b"zTXt", b"Author\0\0xyz"), (b"iTXt", b"A\0\x01")]),
        jpeg(&[(0xe1, &[b"Exif\0\0".to_vec(), exif(false)].concat()), (0xed, b"\x1c\x02\x50"), (0xfe, b"")]),
    ];
    for file in &files {
        for end in 0..file.len() {
            look(&file[..end]);
            cleaned(&file[..end]);
        }
    }
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(600)
    });
    let changes = (0..files.len(), prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12));
    runner
        .run(&changes, |(which, changes)| {
            let mut file = files[which].clone();
            for (at, byte) in changes {
                let at = at.index(file.len());
                file[at] = byte;
            }
            look(&file);
            if let Some(copy) = cleaned(&file) {
                prop_assert!(matches!(look(&copy), Looked::Into(_)));
            }
            Ok(())
        })
        .unwrap();
}
