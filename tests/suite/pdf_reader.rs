//! Reads a PDF back as a screen reader would: metadata, bookmarks, structure, links.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A node of the structure tree.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// The structure type: "H1", "P", "Figure".
    pub(crate) kind: String,
    /// The title of a heading.
    pub(crate) title: String,
    /// The alternative text.
    pub(crate) alt: String,
    pub(crate) children: Vec<Node>,
}

impl Node {
    /// This node and all below it, in reading order.
    pub(crate) fn all(&self) -> Vec<&Node> {
        let mut nodes = vec![self];
        nodes.extend(self.children.iter().flat_map(Node::all));
        nodes
    }

    /// The titles of all headings of a level, in reading order.
    pub(crate) fn headings(&self, kind: &str) -> Vec<String> {
        self.all().into_iter().filter(|node| node.kind == kind).map(|node| node.title.clone()).collect()
    }

    pub(crate) fn count(&self, kind: &str) -> usize {
        self.all().into_iter().filter(|node| node.kind == kind).count()
    }
}

/// A bookmark: its depth from 0, its words, the page from 1 that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bookmark {
    pub(crate) depth: usize,
    pub(crate) title: String,
    pub(crate) page: u32,
}

/// Letters drawn in one go: where their line begins, in points from the page's lower left corner.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) left: f32,
    pub(crate) base: f32,
    pub(crate) size: f32,
    pub(crate) text: String,
}

/// A PDF that was read back.
pub(crate) struct Pdf {
    document: Document,
}

impl Pdf {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        Self { document: Document::load_mem(bytes).expect("a PDF") }
    }

    pub(crate) fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// The letters of a page in the order in which they are drawn.
    pub(crate) fn page_text(&self, page: u32) -> String {
        self.runs(page).into_iter().map(|run| run.text).collect()
    }

    /// All that is drawn on a page, piece by piece.
    pub(crate) fn runs(&self, page: u32) -> Vec<Run> {
        let page = self.document.get_pages()[&page];
        let fonts = self.document.get_page_fonts(page).unwrap();
        let (mut place, mut saved, mut size, mut font) = ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], Vec::new(), 0.0, None);
        let mut runs = Vec::new();
        for operation in self.document.get_and_decode_page_content(page).unwrap().operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "q" => saved.push(place),
                "Q" => place = saved.pop().unwrap(),
                "cm" => {
                    let own: [f32; 6] = std::array::from_fn(|index| operands[index].as_float().unwrap());
                    let part = |row: usize, column: usize| own[row] * place[column] + own[row + 1] * place[column + 2];
                    let (left, base) = (part(4, 0) + place[4], part(4, 1) + place[5]);
                    place = [part(0, 0), part(0, 1), part(2, 0), part(2, 1), left, base];
                }
                "Tf" => {
                    font = Some(fonts[operands[0].as_name().unwrap()]);
                    size = operands[1].as_float().unwrap();
                }
                "Tj" | "TJ" => {
                    let encoding = font.unwrap().get_font_encoding(&self.document).unwrap();
                    let parts = match &operands[0] {
                        Object::Array(parts) => parts.iter().collect(),
                        part => vec![part],
                    };
                    let text = parts
                        .into_iter()
                        .filter_map(|part| part.as_str().ok())
                        .map(|bytes| Document::decode_text(&encoding, bytes).unwrap())
                        .collect();
                    runs.push(Run { left: place[4], base: place[5], size, text });
                }
                _ => {}
            }
        }
        runs
    }

    /// An entry of the document information.
    pub(crate) fn info(&self, key: &str) -> Option<String> {
        let info = self.resolve(self.document.trailer.get(b"Info").ok()?).as_dict().ok()?;
        text(self.resolve(info.get(key.as_bytes()).ok()?))
    }

    pub(crate) fn language(&self) -> Option<String> {
        text(self.resolve(self.catalog().get(b"Lang").ok()?))
    }

    /// The languages that parts of the document are in, as its structure says.
    pub(crate) fn languages(&self) -> Vec<String> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        let elements = dictionaries.filter(|it| it.has(b"S") && it.has(b"P"));
        elements.filter_map(|it| text(self.resolve(it.get(b"Lang").ok()?))).collect()
    }

    pub(crate) fn is_marked(&self) -> bool {
        let mark_info = self.catalog().get(b"MarkInfo").ok().map(|it| self.resolve(it));
        let marked = mark_info.and_then(|it| it.as_dict().ok()).and_then(|it| it.get(b"Marked").ok());
        marked.is_some_and(|it| it.as_bool().unwrap_or(false))
    }

    /// The metadata packet.
    pub(crate) fn xmp(&self) -> String {
        let stream = self.resolve(self.catalog().get(b"Metadata").unwrap()).as_stream().unwrap();
        String::from_utf8(stream.get_plain_content().unwrap_or_else(|_| stream.content.clone())).unwrap()
    }

    pub(crate) fn bookmarks(&self) -> Vec<Bookmark> {
        let pages: BTreeMap<ObjectId, u32> =
            self.document.get_pages().into_iter().map(|(page, id)| (id, page)).collect();
        let mut found = Vec::new();
        let Ok(outlines) = self.catalog().get(b"Outlines") else { return found };
        self.walk_bookmarks(self.resolve(outlines).as_dict().unwrap(), 0, &pages, &mut found);
        found
    }

    fn walk_bookmarks(
        &self,
        parent: &Dictionary,
        depth: usize,
        pages: &BTreeMap<ObjectId, u32>,
        found: &mut Vec<Bookmark>,
    ) {
        let mut next = parent.get(b"First").ok();
        while let Some(reference) = next {
            let item = self.resolve(reference).as_dict().unwrap();
            let target = self.resolve(item.get(b"Dest").unwrap()).as_array().unwrap();
            let page = pages[&target[0].as_reference().unwrap()];
            found.push(Bookmark { depth, title: text(self.resolve(item.get(b"Title").unwrap())).unwrap(), page });
            self.walk_bookmarks(item, depth + 1, pages, found);
            next = item.get(b"Next").ok();
        }
    }

    /// The root of the structure tree.
    pub(crate) fn structure(&self) -> Node {
        let root = self.resolve(self.catalog().get(b"StructTreeRoot").unwrap()).as_dict().unwrap();
        self.node(root)
    }

    fn node(&self, element: &Dictionary) -> Node {
        let own = |key: &[u8]| element.get(key).ok().and_then(|it| text(self.resolve(it))).unwrap_or_default();
        let kind = element.get(b"S").ok().and_then(|it| it.as_name().ok()).unwrap_or_default();
        let children = match element.get(b"K").ok().map(|it| self.resolve(it)) {
            Some(Object::Array(list)) => list.iter().map(|it| self.resolve(it)).collect(),
            Some(other) => vec![other],
            None => Vec::new(),
        };
        let children = children.into_iter().filter_map(|it| it.as_dict().ok()).filter(|it| it.has(b"S"));
        Node {
            kind: String::from_utf8_lossy(kind).into_owned(),
            title: own(b"T"),
            alt: own(b"Alt"),
            children: children.map(|it| self.node(it)).collect(),
        }
    }

    /// The addresses of all links that lead out of the document.
    pub(crate) fn addresses(&self) -> Vec<String> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        let actions = dictionaries.filter_map(|it| it.get(b"A").ok()).filter_map(|it| self.resolve(it).as_dict().ok());
        actions.filter_map(|it| text(self.resolve(it.get(b"URI").ok()?))).collect()
    }

    /// The keys of anything that could run or leave the page, which no export may hold.
    pub(crate) fn has_any(&self, keys: &[&str]) -> bool {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        dictionaries.into_iter().any(|it| keys.iter().any(|key| it.has(key.as_bytes())))
    }

    fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(object, |(_, object)| object)
    }
}

/// A text string: UTF-16 with its mark, else single bytes.
fn text(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    let Some(wide) = bytes.strip_prefix(&[0xFE, 0xFF]) else {
        return Some(bytes.iter().map(|byte| char::from(*byte)).collect());
    };
    let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}
