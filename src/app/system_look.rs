//! What a person has chosen in the system for all programs; read again whenever the window comes to the front.

/// Which colours and how much movement the system asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SystemLook {
    /// Dark or light; `None` where the window's own system says it, or nobody does.
    pub dark: Option<bool>,
    /// A contrast theme is on.
    pub high_contrast: bool,
    /// Nothing moves: that was asked for, or every frame goes over a line.
    pub still: bool,
}
