//! Everything that needs no window.
