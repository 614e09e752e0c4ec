//! Reads our own web pages strictly: what a browser would mend is an error here.

use std::collections::BTreeMap;

const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta"];

/// A piece of a page.
#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// An element with all that is inside it.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attrs: BTreeMap<String, String>,
    pub(crate) nodes: Vec<Node>,
}

impl Element {
    pub(crate) fn attr(&self, name: &str) -> &str {
        self.attrs.get(name).map_or("", String::as_str)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attr("class").split(' ').any(|one| one == class)
    }

    /// The elements directly inside it.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| if let Node::Element(inner) = node { Some(inner) } else { None })
    }

    /// This element and all inside it, in reading order.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let mut found = vec![self];
        for node in &self.nodes {
            if let Node::Element(inner) = node {
                found.extend(inner.all());
            }
        }
        found
    }

    pub(crate) fn named(&self, name: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|element| element.name == name).collect()
    }

    pub(crate) fn of_class(&self, class: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|element| element.has_class(class)).collect()
    }

    /// All text, as a reader sees it; scripts and styles are none.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(inner) if matches!(inner.name.as_str(), "script" | "style") => {}
                Node::Element(inner) => out.push_str(&inner.text()),
            }
        }
        out
    }

    /// The raw text of a script or style.
    pub(crate) fn raw(&self) -> &str {
        match self.nodes.as_slice() {
            [Node::Text(text)] => text,
            _ => "",
        }
    }
}

/// Reads a whole page; panics at the first thing that is not in order.
pub(crate) fn read(bytes: &[u8]) -> Element {
    let text = std::str::from_utf8(bytes).unwrap();
    let rest = text.strip_prefix("<!DOCTYPE html>\n").unwrap();
    let mut reader = Reader { rest };
    let Some(Node::Element(html)) = reader.node("") else { unreachable!("no html element") };
    assert_eq!(html.name, "html");
    assert_eq!(reader.rest.trim(), "", "something after the page");
    html
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn node(&mut self, parent: &str) -> Option<Node> {
        if let Some(tag) = self.rest.strip_prefix("</") {
            let (name, rest) = tag.split_once('>').unwrap();
            assert_eq!(name, parent, "a tag closes what is not open");
            self.rest = rest;
            return None;
        }
        if self.rest.starts_with('<') {
            return Some(Node::Element(self.element()));
        }
        assert!(!self.rest.is_empty(), "{parent} is never closed");
        let end = self.rest.find('<').unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(Node::Text(unescaped(text)))
    }

    fn element(&mut self) -> Element {
        self.rest = self.rest.strip_prefix('<').unwrap();
        let end = self.rest.find([' ', '>']).unwrap();
        let name = self.take(end).to_owned();
        assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "an odd tag: {name:?}");
        let mut attrs = BTreeMap::new();
        while let Some(rest) = self.rest.strip_prefix(' ') {
            self.rest = rest;
            let end = self.rest.find([' ', '>', '=']).unwrap();
            let attr = self.take(end).to_owned();
            let value = if let Some(rest) = self.rest.strip_prefix("=\"") {
                self.rest = rest;
                let end = self.rest.find('"').unwrap();
                let value = unescaped(self.take(end));
                self.rest = self.rest.strip_prefix('"').unwrap();
                value
            } else {
                String::new()
            };
            assert!(attrs.insert(attr.clone(), value).is_none(), "{attr} twice on {name}");
        }
        if let Some(rest) = self.rest.strip_prefix("/>") {
            assert_eq!(name, "path", "only drawings close their own tags");
            self.rest = rest;
            return Element { name, attrs, nodes: Vec::new() };
        }
        self.rest = self.rest.strip_prefix('>').unwrap();
        let mut nodes = Vec::new();
        if matches!(name.as_str(), "script" | "style") {
            let end = self.rest.find("</").unwrap();
            nodes.push(Node::Text(self.take(end).to_owned()));
            assert!(self.node(&name).is_none());
        } else if !VOID.contains(&name.as_str()) {
            while let Some(node) = self.node(&name) {
                nodes.push(node);
            }
        }
        Element { name, attrs, nodes }
    }

    fn take(&mut self, end: usize) -> &str {
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }
}

fn unescaped(text: &str) -> String {
    assert!(!text.contains(['<', '>']), "a bare sign in {text:?}");
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(';').unwrap();
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => unreachable!("an unknown entity: {other}"),
        });
        out.push_str(rest);
    }
    out
}
