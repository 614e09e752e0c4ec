//! A selection in one sentence: how its resources are to be had.

use super::words::counted;
use super::{AddressState, Availability};

/// "5 listed as download (1 page known), 2 on request"; empty for no resource.
pub fn ways(items: impl Iterator<Item = (Availability, AddressState)>) -> String {
    let mut counts = [0_usize; 5];
    let (mut pages, mut files) = (0, 0);
    for (availability, address) in items {
        let place = match availability {
            Availability::Download => 0,
            Availability::Online => 1,
            Availability::LiveSystem => 2,
            Availability::OnRequest => 3,
            Availability::NotStated => 4,
        };
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
        if availability == Availability::Download {
            pages += usize::from(address == AddressState::Page);
            files += usize::from(address == AddressState::File);
        }
    }
    let [downloads, online, systems, requests, silent] = counts;
    let parts = [
        (downloads, format!("{downloads} listed as download ({})", known(pages, files))),
        (online, format!("{online} online")),
        (systems, counted(systems, "secure system", "secure systems")),
        (requests, format!("{requests} on request")),
        (silent, format!("{silent} not stated")),
    ];
    let shown: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    shown.join(", ")
}

fn known(pages: usize, files: usize) -> String {
    match (pages, files) {
        (0, 0) => "no address known".to_owned(),
        (pages, 0) => format!("{} known", counted(pages, "page", "pages")),
        (0, files) => format!("{} known", counted(files, "file", "files")),
        (pages, files) => {
            format!("{} and {} known", counted(pages, "page", "pages"), counted(files, "file", "files"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_are_counted() {
        let download = |address| (Availability::Download, address);
        let items = [
            download(AddressState::None),
            download(AddressState::Page),
            (Availability::OnRequest, AddressState::None),
            (Availability::LiveSystem, AddressState::Page),
        ];
        let words = "2 listed as download (1 page known), 1 secure system, 1 on request";
        assert_eq!(ways(items.into_iter()), words);
        assert_eq!(ways(std::iter::empty()), "");
    }
}
