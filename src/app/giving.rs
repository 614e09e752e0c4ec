//! Words and addresses that leave the program by hand: copied, mailed, opened.

use crate::app::AppState;
use crate::app::dialog::RequestFor;
use crate::app::effect::{Clipboard, Effect};
use crate::app::notice::NoticeId;
use crate::catalogue::ResourceId;

/// What is given to another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivingCommand {
    /// Opens an address of the catalogue in the browser.
    OpenAddress(String),
    /// Opens the written request in the mail program.
    Mail(RequestFor),
    /// Copies the written request.
    CopyRequest(RequestFor),
    /// "Copy as text" of a resource.
    CopyResource(ResourceId),
    /// "Copy as text" of the whole pack.
    CopyPack,
    /// "Copy details" of a message.
    CopyDetails(NoticeId),
}

pub(crate) fn apply(state: &mut AppState, command: GivingCommand) -> Vec<Effect> {
    match command {
        GivingCommand::OpenAddress(url) => open_address(&url),
        GivingCommand::CopyDetails(id) => copy_details(state, id),
        _ => Vec::new(),
    }
}

fn open_address(url: &str) -> Vec<Effect> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web.then(|| Effect::OpenAddress(url.to_owned())).into_iter().collect()
}

fn copy_details(state: &AppState, id: NoticeId) -> Vec<Effect> {
    let details = state.notices.get(id).and_then(|notice| notice.details.clone());
    let copy = |plain| Effect::Copy(Clipboard { plain, html: String::new(), said: "Details copied".to_owned() });
    details.map(copy).into_iter().collect()
}
