//! Written requests: what to send to the office to get a resource.

use super::{Code, Request, percent, words};

/// A `mailto:` longer than this is refused by mail programs; the text is then copied instead.
pub const MAILTO_LIMIT_BYTES: usize = 1_800;

/// The most bytes that a code of 30 mm holds at level M with modules of 0.5 mm: version 8.
const CODE_LIMIT_BYTES: usize = 152;

const GREETING: &str = "To the Regional Support Office of the Bali Process";
const QUESTIONS_ONE: &str = "Could you send it, or tell us how to get it? \
                             We would also like to know which editions and languages there are, and who may have it.";
const QUESTIONS_MANY: &str = "Could you send them, or tell us how to get them? \
                              We would also like to know which editions and languages there are, and who may have them.";
const SIGNED: &str = "Name:\nOffice:\nCountry:";

impl Request {
    /// The request as a `mailto:` address; `None` where it is too long for mail programs.
    pub fn mailto(&self) -> Option<String> {
        let url = mailto(&self.to, &self.subject, &self.body);
        (url.len() <= MAILTO_LIMIT_BYTES).then_some(url)
    }

    /// The whole request as text to copy.
    pub fn text(&self) -> String {
        format!("To: {}\nSubject: {}\n\n{}\n", self.to, self.subject, self.body)
    }
}

/// What a request says of one resource.
pub(super) struct Asked<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    /// Its kind, category and availability, in words.
    pub(super) about: String,
}

/// The request for one resource.
pub(super) fn for_one(to: &str, asked: &Asked<'_>) -> Request {
    Request {
        to: to.to_owned(),
        subject: format!("Request: {}", asked.title),
        body: format!(
            "{GREETING}\n\nWe ask for this resource, which the RSO Tool Box lists:\n\n{}\n({})\n\n{QUESTIONS_ONE}\n\n{SIGNED}",
            asked.title, asked.about
        ),
    }
}

/// One request for all of them; for a single one the same as [`for_one`].
pub(super) fn for_all(to: &str, asked: &[Asked<'_>]) -> Request {
    if let [one] = asked {
        return for_one(to, one);
    }
    let list: Vec<String> = asked
        .iter()
        .enumerate()
        .map(|(place, one)| format!("{}. {}\n   ({})", place + 1, one.title, one.about))
        .collect();
    Request {
        to: to.to_owned(),
        subject: format!("Request for {} of the RSO Tool Box", words::resources(asked.len())),
        body: format!(
            "{GREETING}\n\nWe ask for these resources, which the RSO Tool Box lists:\n\n{}\n\n{QUESTIONS_MANY}\n\n{SIGNED}",
            list.join("\n")
        ),
    }
}

/// The code of the request for one resource: as much of it as a small code holds.
pub(super) fn code_for_one(to: &str, asked: &Asked<'_>) -> Code {
    const QUESTION: &str = "How can we get it?";
    let by_title = format!("Request: {}", asked.title);
    let by_id = format!("Request: {}", asked.id);
    let payload = [(&by_title, QUESTION), (&by_title, ""), (&by_id, QUESTION)]
        .into_iter()
        .map(|(subject, body)| mailto(to, subject, body))
        .find(|url| url.len() <= CODE_LIMIT_BYTES)
        .unwrap_or_else(|| mailto(to, &by_id, ""));
    Code { payload, words: words::CODE_OPENS_REQUEST.to_owned() }
}

/// The code of the request for all of them; `None` where it would be too large to print.
///
/// Titles would not fit, so it names the tables and rows of the Tool Box, from 1: "1.6, 2.2, 2.4-5".
pub(super) fn code_for_all(to: &str, asked: &[Asked<'_>], places: &[(usize, usize)]) -> Option<Code> {
    if let [one] = asked {
        return Some(Code { words: words::code_opens_pack_request(1), ..code_for_one(to, one) });
    }
    let subject = format!("Request for {}", words::resources(asked.len()));
    let body = format!("RSO Tool Box, table.row: {}", rows_of_tables(places));
    let payload = mailto(to, &subject, &body);
    (!asked.is_empty() && payload.len() <= CODE_LIMIT_BYTES)
        .then(|| Code { payload, words: words::code_opens_pack_request(asked.len()) })
}

/// Places, rising, with runs drawn together: "1.6,2.2,2.4-5".
fn rows_of_tables(places: &[(usize, usize)]) -> String {
    let mut places = places.to_vec();
    places.sort_unstable();
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (table, row) in places {
        match runs.last_mut() {
            Some((same, _, last)) if *same == table && *last + 1 == row => *last = row,
            _ => runs.push((table, row, row)),
        }
    }
    let runs: Vec<String> = runs
        .into_iter()
        .map(
            |(table, first, last)| {
                if first == last { format!("{table}.{first}") } else { format!("{table}.{first}-{last}") }
            },
        )
        .collect();
    runs.join(",")
}

/// A `mailto:` by RFC 6068: everything but unreserved characters is percent-encoded, lines end in CR LF.
fn mailto(to: &str, subject: &str, body: &str) -> String {
    let mut url = String::from("mailto:");
    encode(to, "@", &mut url);
    url.push_str("?subject=");
    encode(subject, ":,", &mut url);
    if !body.is_empty() {
        url.push_str("&body=");
        encode(body, ":,", &mut url);
    }
    url
}

/// A part of a `mailto:`; the characters of `also` stay as they are.
fn encode(text: &str, also: &str, out: &mut String) {
    let text = text.replace('\n', "\r\n");
    percent::encode(&text, |sign| percent::is_unreserved(sign) || also.contains(sign), out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(body: &str) -> Request {
        Request { to: "info@rso.baliprocess.net".to_owned(), subject: "A & B".to_owned(), body: body.to_owned() }
    }

    #[test]
    fn a_mailto_is_percent_encoded() {
        assert_eq!(
            request("Für 100 %?\nToday").mailto().as_deref(),
            Some("mailto:info@rso.baliprocess.net?subject=A%20%26%20B&body=F%C3%BCr%20100%20%25%3F%0D%0AToday")
        );
    }

    #[test]
    fn a_long_request_is_text_only() {
        let head = "mailto:info@rso.baliprocess.net?subject=A%20%26%20B&body=".len();
        assert!(request(&"x".repeat(MAILTO_LIMIT_BYTES - head)).mailto().is_some());
        assert_eq!(request(&"x".repeat(MAILTO_LIMIT_BYTES - head + 1)).mailto(), None);
        assert!(request("x").text().starts_with("To: info@rso.baliprocess.net\nSubject: A & B\n\nx"));
    }

    #[test]
    fn runs_of_rows_are_drawn_together() {
        let all = [(2, 5), (1, 6), (2, 2), (2, 4), (3, 1)];
        assert_eq!(rows_of_tables(&all), "1.6,2.2,2.4-5,3.1");
    }
}
