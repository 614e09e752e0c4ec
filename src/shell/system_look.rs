//! Asks the system which colours and how much movement it wants of all programs.

#[cfg(target_os = "linux")]
pub(super) use linux::ask;
#[cfg(windows)]
pub(super) use windows::ask;

use crate::app::system_look::SystemLook;

/// Elsewhere the window's own system says what is dark, and nobody the rest.
#[cfg(not(any(target_os = "linux", windows)))]
pub(super) fn ask() -> SystemLook {
    SystemLook::default()
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::HashMap;

    use zbus::Connection;
    use zbus::zvariant::OwnedValue;

    use super::SystemLook;
    use crate::shell::dialogs::wait;

    type Settings = HashMap<String, HashMap<String, OwnedValue>>;

    /// What all desktops say; see the settings of the portals of freedesktop.org.
    const APPEARANCE: &str = "org.freedesktop.appearance";
    /// What some of them say here only.
    const GNOME: &str = "org.gnome.desktop.interface";

    /// What the desktop's portal answers; nothing where there is none.
    pub(crate) fn ask() -> SystemLook {
        match wait(settings()) {
            Ok(settings) => look(&settings),
            Err(error) => {
                log::debug!("the desktop does not say how it looks: {error}");
                SystemLook::default()
            }
        }
    }

    async fn settings() -> zbus::Result<Settings> {
        let bus = Connection::session().await?;
        let (name, path) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
        let wanted = [APPEARANCE, GNOME].as_slice();
        let answer =
            bus.call_method(Some(name), path, Some("org.freedesktop.portal.Settings"), "ReadAll", &wanted).await?;
        answer.body().deserialize()
    }

    fn look(settings: &Settings) -> SystemLook {
        let value = |space: &str, name: &str| settings.get(space).and_then(|all| all.get(name));
        let number = |name| value(APPEARANCE, name).and_then(|value| value.downcast_ref::<u32>().ok());
        let switch = |name| value(GNOME, name).and_then(|value| value.downcast_ref::<bool>().ok());
        SystemLook {
            dark: match number("color-scheme") {
                Some(1) => Some(true),
                Some(2) => Some(false),
                _ => None,
            },
            high_contrast: number("contrast") == Some(1),
            still: number("reduced-motion") == Some(1) || switch("enable-animations") == Some(false),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_settings_of_desktops_are_understood() {
            let settings = |values: &[(&str, &str, OwnedValue)]| {
                let mut all = Settings::new();
                for (space, name, value) in values {
                    all.entry((*space).to_owned()).or_default().insert((*name).to_owned(), value.clone());
                }
                all
            };
            assert_eq!(look(&settings(&[])), SystemLook::default());
            let dark = look(&settings(&[
                (APPEARANCE, "color-scheme", 1_u32.into()),
                (APPEARANCE, "contrast", 1_u32.into()),
                (GNOME, "enable-animations", false.into()),
            ]));
            assert_eq!(dark, SystemLook { dark: Some(true), high_contrast: true, still: true });
            let light = look(&settings(&[
                (APPEARANCE, "color-scheme", 2_u32.into()),
                (APPEARANCE, "contrast", 0_u32.into()),
                (APPEARANCE, "reduced-motion", 1_u32.into()),
                (GNOME, "enable-animations", true.into()),
            ]));
            assert_eq!(light, SystemLook { dark: Some(false), high_contrast: false, still: true });
            let odd = settings(&[(APPEARANCE, "color-scheme", 7_u32.into()), (APPEARANCE, "contrast", true.into())]);
            assert_eq!(look(&odd), SystemLook::default());
        }
    }
}

#[cfg(windows)]
mod windows {
    use windows_registry::CURRENT_USER;

    use super::{SystemLook, colour_is_dark, contrast_is_on, is_still};
    use crate::shell::graphics::is_remote;

    /// What stands in the registry of this user.
    pub(crate) fn ask() -> SystemLook {
        let text = |key: &str, name: &str| CURRENT_USER.open(key).and_then(|key| key.get_string(name)).ok();
        let high_contrast =
            text(r"Control Panel\Accessibility\HighContrast", "Flags").is_some_and(|it| contrast_is_on(&it));
        let window = text(r"Control Panel\Colors", "Window").filter(|_| high_contrast);
        let mask = CURRENT_USER.open(r"Control Panel\Desktop").and_then(|key| key.get_value("UserPreferencesMask"));
        SystemLook {
            dark: window.and_then(|colour| colour_is_dark(&colour)),
            high_contrast,
            still: is_remote() || mask.is_ok_and(|mask| is_still(&mask)),
        }
    }
}

/// Whether a contrast theme is on: the first bit of the flags (`HCF_HIGHCONTRASTON` of `HIGHCONTRASTW`).
#[cfg(any(windows, test))]
fn contrast_is_on(flags: &str) -> bool {
    flags.trim().parse::<u32>().is_ok_and(|flags| flags & 1 == 1)
}

/// Whether a system colour, written "0 0 0", is nearer to black than to white.
#[cfg(any(windows, test))]
fn colour_is_dark(colour: &str) -> Option<bool> {
    let parts: Vec<u32> = colour.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    let [red, green, blue] = parts.as_slice() else { return None };
    Some(red + green + blue < 3 * 128)
}

/// Whether controls do not move: the switch "Animation effects" clears a bit of these user preferences
/// (`SPI_SETCLIENTAREAANIMATION`, the second bit of the fifth byte).
#[cfg(any(windows, test))]
fn is_still(mask: &[u8]) -> bool {
    mask.get(4).is_some_and(|byte| byte & 2 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_of_windows_is_understood() {
        assert!(contrast_is_on("127") && !contrast_is_on("126") && !contrast_is_on("") && !contrast_is_on("x"));
        assert_eq!(
            ["0 0 0", "255 255 255", "32 32 32", "0 0", "a b c"].map(colour_is_dark),
            [Some(true), Some(false), Some(true), None, None]
        );
        assert!(!is_still(&[0x9E, 0x3E, 0x07, 0x80, 0x12, 0, 0, 0]));
        assert!(is_still(&[0x90, 0x12, 0x03, 0x80, 0x10, 0, 0, 0]) && !is_still(&[]));
    }
}
