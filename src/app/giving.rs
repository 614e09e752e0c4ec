//! Words and addresses that leave the program by hand: copied, mailed, opened.

use crate::app::AppState;
use crate::app::dialog::RequestFor;
use crate::app::effect::{Clipboard, Effect};
use crate::app::notice::{Notice, NoticeId};
use crate::catalogue::{ResourceId, is_web};
use crate::pack::text::{self, CopyText};
use crate::pack::{Entry, Request, build};

/// What is given to another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivingCommand {
    /// Opens an address of the catalogue in the browser.
    OpenAddress(String),
    /// Opens the shown request in the mail program; one that is too long is copied instead.
    Mail,
    /// Copies the shown request.
    CopyRequest,
    /// "Copy as text" of a resource.
    CopyResource(ResourceId),
    /// "Copy as text" of the whole pack.
    CopyPack,
    /// "Copy details" of a message.
    CopyDetails(NoticeId),
    /// A short text that is shown, such as an address.
    CopyWords(String),
}

pub(crate) fn apply(state: &mut AppState, command: GivingCommand) -> Vec<Effect> {
    match command {
        GivingCommand::OpenAddress(url) => open_address(&url),
        GivingCommand::Mail => mail(state),
        GivingCommand::CopyRequest => copy_request(state, "Request copied"),
        GivingCommand::CopyResource(id) => copy_resource(state, &id),
        GivingCommand::CopyPack => {
            vec![copy(text::of_pack(&state.recipe().build()), "Pack copied as text")]
        }
        GivingCommand::CopyDetails(id) => copy_details(state, id),
        GivingCommand::CopyWords(words) => vec![copy_plain(words, "Copied")],
    }
}

/// The written request for a resource or for the whole pack, to the office's own address where it has confirmed one.
pub(crate) fn request(state: &AppState, about: &RequestFor) -> Option<Request> {
    match about {
        RequestFor::Pack if state.work.items().is_empty() => None,
        RequestFor::Pack => Some(state.recipe().build().request),
        RequestFor::Items(ids) => Some(build::build(&state.catalogue, ids, &state.recipe().options).request),
        RequestFor::Resource(id) => entry(state, id).map(|entry| entry.get.request),
    }
}

/// Opens web addresses alone: the catalogue is data, and may hold anything.
fn open_address(url: &str) -> Vec<Effect> {
    is_web(url).then(|| Effect::OpenAddress(url.to_owned())).into_iter().collect()
}

fn mail(state: &mut AppState) -> Vec<Effect> {
    match state.request.as_ref().map(Request::mailto) {
        Some(Some(mailto)) => vec![Effect::OpenMail(mailto)],
        Some(None) => {
            state.say(Notice::information("The request is too long for a mail program; it was copied instead"));
            copy_request(state, "Request copied")
        }
        None => Vec::new(),
    }
}

fn copy_request(state: &AppState, said: &str) -> Vec<Effect> {
    state.request.as_ref().map(|request| copy_plain(request.text(), said)).into_iter().collect()
}

fn copy_resource(state: &AppState, id: &ResourceId) -> Vec<Effect> {
    let entry = entry(state, id);
    entry.map(|entry| copy(text::of_entry(&entry), "Resource copied as text")).into_iter().collect()
}

fn entry(state: &AppState, id: &ResourceId) -> Option<Entry> {
    build::entry_of(&state.catalogue, id, &state.contact().email)
}

fn copy_details(state: &AppState, id: NoticeId) -> Vec<Effect> {
    let details = state.notices.get(id).and_then(|notice| notice.details.clone());
    details.map(|details| copy_plain(details, "Details copied")).into_iter().collect()
}

fn copy(text: CopyText, said: &str) -> Effect {
    Effect::Copy(Clipboard { plain: text.plain, html: text.html, said: said.to_owned() })
}

fn copy_plain(plain: String, said: &str) -> Effect {
    Effect::Copy(Clipboard { plain, html: String::new(), said: said.to_owned() })
}
