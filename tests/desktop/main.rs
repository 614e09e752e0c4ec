//! The real window under Xvfb.
fn main() {}
