//! Where a value stands in a catalogue.

use std::fmt::Write as _;

/// One step on the way from the top of the file to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Key(String),
    /// The last of several equal keys.
    Again(String),
    Item(usize),
}

/// The way to the value that is being looked at.
///
/// It lives on the stack and costs nothing until a problem is told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Here<'a> {
    Top,
    Key(&'a Self, &'a str),
    Item(&'a Self, usize),
}

impl<'a> Here<'a> {
    /// The value of this key of an object.
    pub(crate) fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    /// The value at this place of a list.
    pub(crate) fn item(&'a self, index: usize) -> Self {
        Self::Item(self, index)
    }

    /// The steps from the top.
    pub(crate) fn path(self) -> Vec<Step> {
        let mut path = Vec::new();
        let mut here = self;
        loop {
            here = match here {
                Self::Top => break,
                Self::Key(before, key) => {
                    path.push(Step::Key(key.to_owned()));
                    *before
                }
                Self::Item(before, index) => {
                    path.push(Step::Item(index));
                    *before
                }
            };
        }
        path.reverse();
        path
    }
}

/// A path as people read it: `audiences[0].quote`.
pub(super) fn written(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Key(key) | Step::Again(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
            // Writing to a text cannot fail.
            Step::Item(index) => drop(write!(text, "[{index}]")),
        }
    }
    text
}
