//! The clipboard. One thread holds it as long as the program runs: on some systems the text goes when its owner goes.

use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::app::{Clipboard, Failure, Outcome};

use super::jobs::Outbox;

/// The clipboard's thread, started by the first copy.
#[derive(Default)]
pub struct ClipboardThread {
    sender: Option<Sender<Clipboard>>,
}

impl ClipboardThread {
    /// Copies a text, plain and formatted.
    pub fn copy(&mut self, text: Clipboard, outbox: &Outbox) {
        let Err(refused) = self.send(text) else { return };
        self.sender = start(outbox.clone());
        if self.send(refused).is_err() {
            outbox.put(Outcome::Failed(failure("no thread")));
        }
    }

    fn send(&self, text: Clipboard) -> Result<(), Clipboard> {
        match &self.sender {
            Some(sender) => sender.send(text).map_err(|refused| refused.0),
            None => Err(text),
        }
    }
}

fn start(outbox: Outbox) -> Option<Sender<Clipboard>> {
    let (sender, receiver) = mpsc::channel::<Clipboard>();
    let work = move || {
        let mut held = arboard::Clipboard::new();
        for text in receiver {
            if held.is_err() {
                held = arboard::Clipboard::new();
            }
            let copied = match &mut held {
                Ok(clipboard) => copy(clipboard, &text),
                Err(_) => Err("no clipboard"),
            };
            outbox.put(match copied {
                Ok(()) => Outcome::Copied { said: text.said },
                Err(details) => Outcome::Failed(failure(details)),
            });
        }
    };
    thread::Builder::new().name("clipboard".to_owned()).spawn(work).ok().map(|_| sender)
}

fn copy(clipboard: &mut arboard::Clipboard, text: &Clipboard) -> Result<(), &'static str> {
    let set = clipboard.set();
    let copied = if text.html.is_empty() { set.text(&text.plain) } else { set.html(&text.html, Some(&text.plain)) };
    copied.map_err(|err| match err {
        arboard::Error::ClipboardOccupied => "another program holds the clipboard",
        arboard::Error::ClipboardNotSupported => "no clipboard",
        _ => "the clipboard refused the text",
    })
}

fn failure(details: &str) -> Failure {
    log::error!("nothing was copied: {details}");
    Failure {
        words: "The text could not be copied. Close other programs that use the clipboard and try again.".to_owned(),
        details: format!("copy: {details}"),
    }
}
