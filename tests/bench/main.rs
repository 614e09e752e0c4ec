//! The figures that the project publishes.
fn main() {}
