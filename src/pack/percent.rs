//! Percent-encoding by RFC 3986, for `mailto:` addresses and links.

/// Adds a text to an address; what `keep` lets through stays, of the rest each byte becomes its number.
pub fn encode(text: &str, keep: impl Fn(char) -> bool, out: &mut String) {
    let mut buffer = [0; 4];
    for sign in text.chars() {
        if keep(sign) {
            out.push(sign);
            continue;
        }
        for byte in sign.encode_utf8(&mut buffer).bytes() {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.extend(char::from_digit(u32::from(half), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
}

/// Characters that mean the same encoded and plain.
pub fn is_unreserved(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "-._~".contains(sign)
}
