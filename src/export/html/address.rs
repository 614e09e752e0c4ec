//! Where links lead: inside the bundle, or to an address that a person may open.

use crate::pack::Request;
use crate::pack::percent::{self, is_unreserved};

/// The schemes that a link may have.
const SCHEMES: &[&str] = &["https://", "http://", "mailto:"];

/// The target of a link; one of a scheme that can execute nothing, or a place of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address(String);

impl Address {
    /// An address outside the bundle; `None` for a scheme other than https, http and mailto.
    pub(super) fn outside(url: &str) -> Option<Self> {
        let url = url.trim();
        let lower = url.to_ascii_lowercase();
        let scheme = SCHEMES.iter().find(|scheme| lower.starts_with(**scheme))?;
        let rest = url.get(scheme.len()..)?;
        let whole = if *scheme == "mailto:" { !rest.is_empty() } else { has_host(rest) };
        whole.then(|| Self(percent_encoded(url, is_address_sign)))
    }

    /// A place inside the bundle. The path is made of ids and is never taken from a text.
    pub(super) fn inside(path: String) -> Self {
        Self(path)
    }

    /// A file of the bundle whose name comes from a text: nothing in it is read as anything but a name.
    pub(super) fn file(root: &'static str, path: &str) -> Self {
        Self([root, &percent_encoded(path, |sign| is_unreserved(sign) || sign == '/')].concat())
    }

    /// A written request as a link for a mail program; `None` where it is too long for one.
    pub(super) fn mail(request: &Request) -> Option<Self> {
        request.mailto().as_deref().and_then(Self::outside)
    }

    /// The address of a mailbox.
    pub(super) fn mailbox(email: &str) -> Option<Self> {
        let plain = percent_encoded(email.trim(), |sign| is_unreserved(sign) || sign == '@');
        Self::outside(&["mailto:", &plain].concat())
    }

    /// The text of the address.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether what follows the scheme begins with the name of a host, as browsers take it.
fn has_host(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (name, port) = host.rsplit_once(':').unwrap_or((host, ""));
    let allowed = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
    let label = |label: &str| !label.is_empty() && label.len() <= 63 && label.chars().all(allowed);
    name.strip_suffix('.').unwrap_or(name).split('.').all(label) && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a URL may hold as it is; letters of other scripts may stand in one too.
fn is_address_sign(sign: char) -> bool {
    let plain = is_unreserved(sign) || ":/?#[]@!$&()*+,;=%".contains(sign);
    plain || (!sign.is_ascii() && !sign.is_control() && !sign.is_whitespace())
}

fn percent_encoded(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    percent::encode(text, keep, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_become_links() {
        for bad in [
            "javascript:alert(1)",
            " data:text/html,x",
            "file:///etc/passwd",
            "//host/x",
            "x",
            "",
            "https://",
            "https://two words/",
            "https://a..b/",
            "https://user@host/",
            "https://host:x/",
            "mailto:",
        ] {
            assert_eq!(Address::outside(bad), None, "{bad}");
        }
        for good in ["https://example.org", "http://example.org:8080/a", "https://é.example.org?x#y", "mailto:a@b.org"]
        {
            assert_eq!(Address::outside(good).unwrap().as_str(), good);
        }
        let odd = Address::outside("HTTPS://example.org/a b\"<>'\u{202e}?q=é#x").unwrap();
        assert_eq!(odd.as_str(), "HTTPS://example.org/a%20b%22%3C%3E%27\u{202e}?q=é#x");
    }

    #[test]
    fn the_name_of_a_file_is_a_name() {
        let file = |path| Address::file("../", path).0;
        assert_eq!(file("documents/02 A#1?.pdf"), "../documents/02%20A%231%3F.pdf");
        assert_eq!(file("documents/javascript:x &\"'<.pdf"), "../documents/javascript%3Ax%20%26%22%27%3C.pdf");
        assert_eq!(file("documents/คู่.pdf"), "../documents/%E0%B8%84%E0%B8%B9%E0%B9%88.pdf");
    }

    #[test]
    fn a_request_becomes_mail_unless_it_is_too_long() {
        let mut request = Request { to: "a@b.org".into(), subject: "One & two".into(), body: "x\ny\"".into() };
        let mail = Address::mail(&request).unwrap();
        assert_eq!(mail.as_str(), "mailto:a@b.org?subject=One%20%26%20two&body=x%0D%0Ay%22");
        request.body = "ü".repeat(400);
        assert_eq!(Address::mail(&request), None);
        assert_eq!(Address::mailbox("a b@c.org?x").unwrap().as_str(), "mailto:a%20b@c.org%3Fx");
        assert_eq!(Address::mailbox(" "), None);
    }
}
