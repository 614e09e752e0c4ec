//! The few things that are read from XML here: the text of an element, the value of an attribute.
//!
//! Names are compared without their prefix. It is no parser: what is damaged gives less, never an error.

/// The texts of all elements of this name, their tags left out.
pub(super) fn elements(xml: &str, name: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = xml;
    while let Some((tag, after)) = next_tag(rest) {
        rest = after;
        if local_name(tag) != name || tag.ends_with('/') || tag.starts_with('/') {
            continue;
        }
        let mut inner = String::new();
        let mut inside = after;
        while let Some(at) = inside.find('<') {
            inner.push_str(inside.get(..at).unwrap_or_default());
            let Some((tag, after)) = next_tag(inside) else { break };
            inside = after;
            if tag.strip_prefix('/').is_some_and(|tag| local_name(tag) == name) {
                rest = after;
                break;
            }
            inner.push(' ');
        }
        texts.push(unescaped(&inner));
    }
    texts
}

/// The values of all attributes of this name, in any element.
pub(super) fn attributes(xml: &str, name: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = xml;
    while let Some((tag, after)) = next_tag(rest) {
        rest = after;
        let mut parts = tag;
        while let Some(at) = parts.find('=') {
            let key = parts.get(..at).unwrap_or_default().trim_end();
            let key = key.rsplit(|sign: char| sign.is_whitespace() || sign == ':').next().unwrap_or_default();
            let value = parts.get(at + 1..).unwrap_or_default().trim_start();
            let Some(quote) = value.chars().next().filter(|sign| "\"'".contains(*sign)) else { break };
            let value = value.get(1..).unwrap_or_default();
            let Some(end) = value.find(quote) else { break };
            if key == name {
                values.push(unescaped(value.get(..end).unwrap_or_default()));
            }
            parts = value.get(end + 1..).unwrap_or_default();
        }
    }
    values
}

/// The inside of the next tag, and what follows it.
fn next_tag(xml: &str) -> Option<(&str, &str)> {
    let (_, rest) = xml.split_once('<')?;
    rest.split_once('>')
}

fn local_name(tag: &str) -> &str {
    let name = tag.split(|sign: char| sign.is_whitespace() || sign == '/').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

fn unescaped(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_attributes_are_read() {
        let xml = "<a:x><dc:creator><rdf:Seq><rdf:li>Lee &amp; Co</rdf:li></rdf:Seq></dc:creator>\
                   <creator/><w:ins w:author=\"Ann\" w:date='1'/><creator>B</creator></a:x>";
        let texts: Vec<String> = elements(xml, "creator").iter().map(|text| text.trim().to_owned()).collect();
        assert_eq!(texts, ["Lee & Co", "B"]);
        assert_eq!(attributes(xml, "author"), ["Ann"]);
    }

    #[test]
    fn damaged_text_gives_less() {
        for xml in ["<creator", "<creator>", "<creator>A", "<a b=", "<a b=\"", "<a =\"x\">", "<<>>", "<creator>A</x"] {
            elements(xml, "creator");
            attributes(xml, "b");
        }
        assert_eq!(elements("<creator>A", "creator"), [""]);
    }
}
