//! The one writer of tags, which escapes by context.
//!
//! Names of elements and attributes are written in this program; what comes from a pack is only ever
//! a text, the value of an attribute, an [`Address`] or JSON.
//! Elements nest by closures, so that none can stay open.

use std::borrow::Cow;

use serde_json::Value;

use super::address::Address;
use super::policy::base64;

/// Elements that have no content and no end tag.
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta"];

/// Elements after which a line ends, so that the source can be read.
const LINES: &[&str] = &[
    "article", "aside", "body", "details", "div", "dl", "fieldset", "footer", "h1", "h2", "h3", "h4", "head", "header",
    "html", "legend", "li", "link", "main", "meta", "nav", "ol", "p", "pre", "script", "section", "style", "summary",
    "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
];

/// An attribute: a name of ours and a value.
pub(super) struct Attr<'a> {
    name: &'static str,
    value: Option<Cow<'a, str>>,
}

/// An attribute whose value is plain text.
pub(super) fn attr<'a>(name: &'static str, value: impl Into<Cow<'a, str>>) -> Attr<'a> {
    debug_assert!(!matches!(name, "href" | "src" | "style") && !name.starts_with("on"), "{name} is not plain text");
    Attr { name, value: Some(value.into()) }
}

/// The classes of an element.
pub(super) fn class(names: &str) -> Attr<'_> {
    attr("class", names)
}

/// The name of an element on its page.
pub(super) fn id<'a>(name: impl Into<Cow<'a, str>>) -> Attr<'a> {
    attr("id", name)
}

/// Where a link leads.
pub(super) fn href(address: &Address) -> Attr<'_> {
    Attr { name: "href", value: Some(Cow::Borrowed(address.as_str())) }
}

/// A picture that the page itself holds.
pub(super) fn png(bytes: &[u8]) -> Attr<'static> {
    Attr { name: "src", value: Some(Cow::Owned(["data:image/png;base64,", &base64(bytes)].concat())) }
}

/// An attribute that says all by being there.
pub(super) fn flag(name: &'static str) -> Attr<'static> {
    Attr { name, value: None }
}

/// Text of unknown direction does not turn what stands around it.
pub(super) fn any_direction() -> Attr<'static> {
    attr("dir", "auto")
}

/// A page while it is written.
#[derive(Default)]
pub(super) struct Page {
    out: String,
}

impl Page {
    /// Writes an element and what is inside it.
    pub(super) fn element(&mut self, name: &'static str, attrs: &[Attr<'_>], inside: impl FnOnce(&mut Self)) {
        self.start(name, attrs);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self.end_line(name);
    }

    /// Writes an element that has no content.
    pub(super) fn void(&mut self, name: &'static str, attrs: &[Attr<'_>]) {
        debug_assert!(VOID.contains(&name), "{name} has content");
        self.start(name, attrs);
        self.end_line(name);
    }

    /// Writes an element that holds one text.
    pub(super) fn words(&mut self, name: &'static str, attrs: &[Attr<'_>], text: &str) {
        self.element(name, attrs, |page| page.text(text));
    }

    /// Writes a paragraph for each line of a text of the pack.
    pub(super) fn paragraphs(&mut self, attrs: &[Attr<'_>], text: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.start("p", attrs);
            self.text(line);
            self.out.push_str("</p>\n");
        }
    }

    /// Writes a text of unknown direction inside a line of ours.
    pub(super) fn isolated(&mut self, text: &str) {
        self.words("bdi", &[], text);
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        for sign in text.chars() {
            match sign {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                other => self.out.push(shown(other)),
            }
        }
    }

    /// Writes data that a script of the page reads and nothing executes.
    pub(super) fn data(&mut self, name: &str, json: &Json) {
        self.start("script", &[attr("type", "application/json"), id(name)]);
        self.out.push_str(&json.0);
        self.out.push_str("</script>\n");
    }

    /// Writes one of the program's own scripts.
    pub(super) fn script(&mut self, source: &'static str) {
        debug_assert!(!source.contains("</") && !source.contains("<!--"), "a script must not end itself");
        self.out.push_str("<script>");
        self.out.push_str(source);
        self.out.push_str("</script>\n");
    }

    /// Writes the program's own stylesheet.
    pub(super) fn style(&mut self, sheet: &str) {
        debug_assert!(!sheet.contains("</"), "a stylesheet must not end itself");
        self.out.push_str("<style>");
        self.out.push_str(sheet);
        self.out.push_str("</style>\n");
    }

    /// Writes the inside of one of the program's own drawings.
    pub(super) fn drawing(&mut self, source: &'static str) {
        self.out.push_str(source);
    }

    /// The whole page.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut out = String::from("<!DOCTYPE html>\n");
        out.push_str(&self.out);
        out.into_bytes()
    }

    fn start(&mut self, name: &'static str, attrs: &[Attr<'_>]) {
        self.out.push('<');
        self.out.push_str(name);
        for attr in attrs {
            self.out.push(' ');
            self.out.push_str(attr.name);
            if let Some(value) = &attr.value {
                self.out.push_str("=\"");
                self.attribute_text(value);
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    fn attribute_text(&mut self, text: &str) {
        for sign in text.chars() {
            match sign {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                other => self.out.push(shown(other)),
            }
        }
    }

    fn end_line(&mut self, name: &'static str) {
        if LINES.contains(&name) {
            self.out.push('\n');
        }
    }
}

/// The character, or the replacement character where HTML allows none of its kind.
fn shown(sign: char) -> char {
    let code = u32::from(sign);
    let not_a_character = (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE;
    match sign {
        '\n' | '\t' => sign,
        '\r' => '\n',
        _ if sign.is_control() || not_a_character => char::REPLACEMENT_CHARACTER,
        _ => sign,
    }
}

/// JSON that can stand inside a script element: it has no sign that HTML would read.
pub(super) struct Json(String);

impl Json {
    /// Writes a value.
    pub(super) fn new(value: &Value) -> Self {
        let mut out = String::new();
        for sign in value.to_string().chars() {
            match sign {
                '<' => out.push_str("\\u003c"),
                '>' => out.push_str("\\u003e"),
                '&' => out.push_str("\\u0026"),
                '\u{2028}' => out.push_str("\\u2028"),
                '\u{2029}' => out.push_str("\\u2029"),
                other => out.push(shown(other)),
            }
        }
        Self(out)
    }

    /// The text between the tags.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "</script><script>alert(1)</script> \" ' & <!-- \u{0} \u{b} \u{fffe} \u{202e} ]]>";

    fn body(page: Page) -> String {
        String::from_utf8(page.finish()).unwrap().strip_prefix("<!DOCTYPE html>\n").unwrap().to_owned()
    }

    #[test]
    fn text_stays_text() {
        let mut page = Page::default();
        page.words("p", &[attr("title", HOSTILE)], HOSTILE);
        let out = body(page);
        assert_eq!(out.matches('<').count(), 2, "{out}");
        assert_eq!(out.matches('>').count(), 2, "{out}");
        assert_eq!(out.matches('"').count(), 2 + 1, "{out}");
        assert!(out.contains("&lt;/script&gt;&lt;script&gt;alert(1)") && out.contains("\u{202e}"), "{out}");
        assert!(!out.contains(['\u{0}', '\u{b}', '\u{fffe}']), "{out}");
    }

    #[test]
    fn data_cannot_end_its_script() {
        let json = Json::new(&Value::String(HOSTILE.to_owned()));
        assert!(!json.as_str().contains(['<', '>', '&']), "{}", json.as_str());
        let read: Value = serde_json::from_str(json.as_str()).unwrap();
        assert!(read.as_str().unwrap().starts_with("</script><script>alert(1)</script>"));
    }

    #[test]
    fn elements_nest() {
        let mut page = Page::default();
        page.element("ul", &[], |page| page.words("li", &[class("a"), flag("hidden")], "x"));
        page.void("br", &[]);
        page.paragraphs(&[any_direction()], "one\n\n two");
        assert_eq!(
            body(page),
            "<ul><li class=\"a\" hidden>x</li>\n</ul>\n<br><p dir=\"auto\">one</p>\n<p dir=\"auto\"> two</p>\n"
        );
    }
}
