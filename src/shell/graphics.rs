//! Who draws the window on this computer: the graphics card where there is one that is known, else the processor.

use std::fs;
use std::io;
use std::path::PathBuf;

use crate::app::Renderer;

use super::data_dir::DataDir;

/// Stands in the data folder while the graphics card draws its first picture; what finds it at a start knows
/// that the card failed the last time.
const TRIAL: &str = "graphics-trial";

/// Who draws, and how the start with the graphics card is watched.
#[derive(Debug)]
pub struct Drawing {
    pub renderer: Renderer,
    /// The graphics card failed, at an earlier start or at this one.
    has_failed: bool,
    trial: Option<Trial>,
}

/// A start with the graphics card that has shown nothing yet.
#[derive(Debug)]
struct Trial {
    mark: PathBuf,
    frames: u8,
}

impl Drawing {
    /// `called` is what the call asks for; it is done whatever happened before. `set` is what the settings ask for; after
    /// a failed start they get the processor, or nobody could change them in the window any more.
    pub fn choose(called: Option<Renderer>, set: Option<Renderer>, data: &DataDir) -> Self {
        let mark = data.file(TRIAL);
        let has_failed = mark.exists();
        let renderer = called.unwrap_or_else(|| chosen(set, has_graphics(), has_failed));
        let trial = match renderer {
            Renderer::Soft => None,
            Renderer::Gl => Some(Trial { mark, frames: 0 }),
        };
        ::log::info!("the window is drawn by {}", renderer.code());
        Self { renderer, has_failed: has_failed && renderer == Renderer::Soft, trial }
    }

    /// What the window says of it.
    pub fn told(&self) -> crate::app::Drawing {
        crate::app::Drawing { now: self.renderer, has_failed: self.has_failed }
    }

    /// The graphics card is tried now. Where there is no screen at all, it is not blamed for that.
    pub fn begin(&self) {
        if let Some(trial) = &self.trial
            && let Err(error) = fs::File::create(&trial.mark)
        {
            ::log::warn!("a failed start could not be remembered: {}", error.kind());
        }
    }

    /// The graphics card could not be used; it is not tried again by itself.
    pub fn failed(&mut self) {
        ::log::warn!("OpenGL could not be started; the processor draws the window");
        self.renderer = Renderer::Soft;
        self.has_failed = true;
        self.trial = None;
    }

    /// A frame begins. At the second one the first was shown.
    pub(super) fn frame(&mut self) {
        let Some(trial) = &mut self.trial else { return };
        trial.frames += 1;
        if trial.frames == 2 {
            if let Err(error) = fs::remove_file(&trial.mark) {
                ::log::warn!("the mark of a start was not removed: {}", error.kind());
            }
            self.trial = None;
        }
    }
}

/// The graphics card is tried again at the next start.
pub(super) fn forget_failure(data: &DataDir) -> io::Result<()> {
    match fs::remove_file(data.file(TRIAL)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn chosen(set: Option<Renderer>, has_graphics: bool, has_failed: bool) -> Renderer {
    let is_wanted = set.map_or(has_graphics, |set| set == Renderer::Gl);
    if is_wanted && !has_failed { Renderer::Gl } else { Renderer::Soft }
}

/// Whether a graphics card is known that draws by itself.
#[cfg(target_os = "linux")]
fn has_graphics() -> bool {
    // The kernel makes a render node for each card with a driver; software drivers have none.
    fs::read_dir("/dev/dri")
        .is_ok_and(|nodes| nodes.flatten().any(|node| node.file_name().to_string_lossy().starts_with("renderD")))
}

/// Whether a graphics card is known that draws by itself.
#[cfg(windows)]
fn has_graphics() -> bool {
    // Over Remote Desktop OpenGL is that of 1995.
    !is_remote() && adapters().iter().any(|name| is_card(name))
}

/// Whether this is a session of Remote Desktop: it is named after the protocol.
#[cfg(windows)]
pub(super) fn is_remote() -> bool {
    std::env::var("SESSIONNAME").is_ok_and(|name| name.to_ascii_uppercase().starts_with("RDP"))
}

/// The display adapters that Windows has set up.
#[cfg(windows)]
fn adapters() -> Vec<String> {
    // The class of display adapters; each of its numbered keys is one.
    let class = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}";
    let Ok(class) = windows_registry::LOCAL_MACHINE.open(class) else { return Vec::new() };
    let Ok(keys) = class.keys() else { return Vec::new() };
    keys.filter_map(|key| class.open(key).ok()?.get_string("DriverDesc").ok()).collect()
}

/// Whether an adapter is a card, and not one of those with which Windows draws by itself or over a line.
#[cfg(any(windows, test))]
fn is_card(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let stand_ins = ["basic display", "basic render", "remote display", "standard vga", "indirect display", "mirage"];
    !name.trim().is_empty() && !stand_ins.iter().any(|stand_in| name.contains(stand_in))
}

/// Whether a graphics card is known that draws by itself.
#[cfg(not(any(target_os = "linux", windows)))]
fn has_graphics() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_draws_unless_a_card_is_known_that_did_not_fail() {
        assert_eq!(chosen(None, true, false), Renderer::Gl);
        let without = [chosen(None, false, false), chosen(None, true, true), chosen(None, false, true)];
        assert_eq!(without, [Renderer::Soft; 3]);
        assert_eq!(chosen(Some(Renderer::Gl), false, false), Renderer::Gl);
        assert_eq!(chosen(Some(Renderer::Gl), true, true), Renderer::Soft, "else no window would ever be seen again");
        assert_eq!(chosen(Some(Renderer::Soft), true, false), Renderer::Soft);
        assert!(is_card("Intel(R) UHD Graphics 620"));
        for name in ["Microsoft Basic Display Adapter", "Microsoft Remote Display Adapter", "", "Standard VGA"] {
            assert!(!is_card(name), "{name}");
        }
    }

    fn told(now: Renderer, has_failed: bool) -> crate::app::Drawing {
        crate::app::Drawing { now, has_failed }
    }

    #[test]
    fn a_start_that_shows_nothing_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        let mark = data.file(TRIAL);
        let mut shown = Drawing::choose(Some(Renderer::Gl), None, &data);
        assert!(!mark.exists(), "nothing was tried yet");
        shown.begin();
        assert!(mark.exists());
        shown.frame();
        assert!(mark.exists(), "the first frame is still being drawn");
        shown.frame();
        assert!(!mark.exists());
        let mut failed = Drawing::choose(Some(Renderer::Gl), None, &data);
        failed.begin();
        failed.failed();
        failed.frame();
        failed.frame();
        assert!(mark.exists() && failed.told() == told(Renderer::Soft, true));
        assert_eq!(Drawing::choose(None, None, &data).told(), told(Renderer::Soft, true));
        assert_eq!(Drawing::choose(None, Some(Renderer::Gl), &data).told(), told(Renderer::Soft, true));
        assert_eq!(Drawing::choose(Some(Renderer::Gl), None, &data).told(), told(Renderer::Gl, false), "asked for");
        forget_failure(&data).unwrap();
        forget_failure(&data).unwrap();
        assert_eq!(Drawing::choose(None, Some(Renderer::Gl), &data).told(), told(Renderer::Gl, false), "tried again");
        let called = Drawing::choose(Some(Renderer::Soft), Some(Renderer::Gl), &data);
        assert_eq!(called.told(), told(Renderer::Soft, false));
    }
}
