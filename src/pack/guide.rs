//! The words of "How to use this toolbox", which paper and web pages share.

use super::{AddressState, Availability, Entry, Pack};

/// The heading of the page.
pub const HEADING: &str = "How to use this toolbox";
/// What to do, under the heading.
pub const LEAD: &str = "Read the entry of a resource to see what it is for and whom it serves. \
                        Then get it in the way its entry shows.";
/// The labels of its rows.
pub const INSIDE: &str = "What is inside";
pub const WAYS: &str = "How to get a resource";
pub const BACKGROUND: &str = "Background";
pub const AGE: &str = "How old is this?";
/// The heading of the contact part.
pub const CONTACT: &str = "Getting in touch with the RSO";
/// The heading of the contents.
pub const CONTENTS: &str = "Contents";

/// The heading of the office's own foreword.
pub const FOREWORD: &str = "Foreword";
/// The heading of what the office wants read first.
pub const BEFORE_USE: &str = "Before you use this toolbox";
/// The heading of the office's own last words.
pub const CLOSING: &str = "Closing words";
/// The heading of the chosen parts of courses with their times.
pub const TIMETABLE: &str = "Timetable";
/// The label of the office's disclaimer.
pub const DISCLAIMER: &str = "Disclaimer";

/// One of the ways to get a resource, as the Tool Box names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub availability: Availability,
    pub name: &'static str,
    pub words: String,
}

/// The ways that occur in a pack, in their order.
pub fn ways(pack: &Pack) -> Vec<Way> {
    let of = |availability: Availability, words: String| Way { availability, name: availability.label(), words };
    let all = [
        of(Availability::Download, downloads(pack).to_owned()),
        of(Availability::Online, "A website. It needs a connection.".to_owned()),
        of(Availability::LiveSystem, "A secure system, for partners. Ask the RSO.".to_owned()),
        of(Availability::OnRequest, format!("Write to {}.", pack.contact.email)),
        of(Availability::NotStated, "The Tool Box does not say. Ask the RSO.".to_owned()),
    ];
    let occurs = |way: &Way| pack.entries().any(|entry| entry.get.availability == way.availability);
    all.into_iter().filter(occurs).collect()
}

/// What to do where the Tool Box lists a download: whether addresses are known of all, of some or of none.
fn downloads(pack: &Pack) -> &'static str {
    let listed = || pack.entries().filter(|entry| entry.get.availability == Availability::Download);
    let is_known = |entry: &Entry| entry.get.address != AddressState::None;
    match (listed().any(is_known), listed().all(is_known)) {
        (_, true) => "Its entry gives the address.",
        (false, _) => "No address is known. Ask the RSO.",
        (true, false) => "Its entry gives the address where one is known. Where none is known, ask the RSO.",
    }
}
