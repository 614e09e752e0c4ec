//! Identifiers: short, stable, never derived from a title at run time.

use std::fmt;
use std::sync::Arc;

/// Why a text is no identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    #[error("an identifier has 1 to 64 characters, not {0}")]
    Length(usize),
    #[error("{0:?} is not allowed in an identifier; use a to z, 0 to 9 and -")]
    Character(char),
}

fn checked(text: &str) -> Result<Arc<str>, IdError> {
    if let Some(bad) = text.chars().find(|sign| !matches!(sign, 'a'..='z' | '0'..='9' | '-')) {
        return Err(IdError::Character(bad));
    }
    match text.len() {
        1..=64 => Ok(Arc::from(text)),
        other => Err(IdError::Length(other)),
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes `[a-z0-9-]`, 1 to 64 characters.
            pub fn new(text: &str) -> Result<Self, IdError> {
                checked(text).map(Self)
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// Names a resource for ever.
    ResourceId
}
id! {
    /// Names a category.
    CategoryId
}
id! {
    /// Names a controlled audience.
    AudienceId
}

/// Names a part of a course: `RESOURCE/s03` (s session, c chapter, p part, m module).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(Arc<str>);

impl ModuleId {
    /// The part of this letter and number of a resource.
    pub fn new(resource: &ResourceId, letter: char, number: u32) -> Self {
        Self(Arc::from(format!("{resource}/{letter}{number:02}")))
    }

    /// Reads an identifier; `None` where the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (resource, part) = text.split_once('/')?;
        ResourceId::new(resource).ok()?;
        let (letter, number) = (part.get(..1)?, part.get(1..)?);
        let is_number = (2..=9).contains(&number.len()) && number.bytes().all(|sign| sign.is_ascii_digit());
        (letter.bytes().all(|sign| sign.is_ascii_lowercase()) && is_number).then(|| Self(Arc::from(text)))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ModuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_plain() {
        assert!(ResourceId::new("policy-guide-1").is_ok());
        assert_eq!(ResourceId::new(""), Err(IdError::Length(0)));
        assert_eq!(ResourceId::new("A"), Err(IdError::Character('A')));
        assert_eq!(ResourceId::new("../x"), Err(IdError::Character('.')));
        assert_eq!(ResourceId::new(&"a".repeat(65)), Err(IdError::Length(65)));
    }

    #[test]
    fn an_id_of_a_part_is_read_back() {
        let part = ModuleId::new(&ResourceId::new("course-1").unwrap(), 's', 3);
        assert_eq!(ModuleId::parse(part.as_str()), Some(part));
        for bad in ["", "course", "course/", "course/s", "course/s3", "../x/s03", "course/S03", "course/sxx", "ü/s03"]
        {
            assert_eq!(ModuleId::parse(bad), None, "{bad}");
        }
    }
}
