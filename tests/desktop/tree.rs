//! The accessibility tree as an assistive program sees it, over AT-SPI.

use std::process::Stdio;

use crate::screen::Screen;

/// Debian's own Python: it has the binding, whatever other Python comes first on the path.
const PYTHON: &str = "/usr/bin/python3";

/// Walks the tree and prints it as JSON; written in Python because that is the binding every system has.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/desktop/tree.py");

/// One node with its place on the screen.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) role: String,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) states: Vec<String>,
    pub(crate) depth: usize,
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl Node {
    pub(crate) fn is(&self, state: &str) -> bool {
        self.states.iter().any(|known| known == state)
    }

    /// The middle, in pixels of the screen.
    pub(crate) fn middle(&self) -> (i64, i64) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }

    /// Role and name, as a screen reader would begin.
    pub(crate) fn in_words(&self) -> String {
        format!("{} “{}”", self.role, self.name)
    }
}

/// All nodes in reading order.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
}

impl Tree {
    /// Tells the bus that an assistive program listens, before any window starts.
    pub(crate) fn switch_on(screen: &Screen) {
        let done = screen.command(PYTHON).args([SCRIPT, "switch-on"]).stdin(Stdio::null()).output().unwrap();
        assert!(done.status.success(), "no accessibility bus: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Reads the tree of our window anew; empty while there is none.
    pub(crate) fn read(screen: &Screen) -> Self {
        let done = screen.command(PYTHON).args([SCRIPT, "read"]).stdin(Stdio::null()).output().unwrap();
        let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap_or_default();
        let nodes = value.as_array().map(|nodes| nodes.iter().map(node_from).collect()).unwrap_or_default();
        Self { nodes }
    }

    /// Presses the first node of that role whose name begins so, as an assistive program does it, without pointer and
    /// keys; false where there is none.
    pub(crate) fn press(screen: &Screen, role: &str, name: &str) -> bool {
        let done = screen.command(PYTHON).args([SCRIPT, "press", role, name]).stdin(Stdio::null()).output().unwrap();
        done.status.success()
    }

    /// The first node of that role whose name begins so.
    pub(crate) fn find(&self, role: &str, name: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.role == role && node.name.starts_with(name) && node.is("showing"))
    }

    /// The first node of any role whose name or text holds the words.
    pub(crate) fn holding(&self, words: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.name.contains(words) || node.text.contains(words))
    }

    /// The node with the keyboard's focus.
    pub(crate) fn focused(&self) -> Option<&Node> {
        self.nodes.iter().filter(|node| node.role != "frame").find(|node| node.is("focused"))
    }

    /// The whole tree as indented lines.
    pub(crate) fn in_words(&self) -> String {
        let lines = self.nodes.iter().map(|node| {
            let text = if node.text.is_empty() { String::new() } else { format!(" = “{}”", node.text) };
            let focus = if node.is("focused") { " (focus)" } else { "" };
            format!("{}{}{text}{focus}\n", "  ".repeat(node.depth), node.in_words())
        });
        lines.collect()
    }
}

fn node_from(value: &serde_json::Value) -> Node {
    let words = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let number = |key: &str| value[key].as_i64().unwrap_or_default();
    let states = value["states"]
        .as_array()
        .map(|states| states.iter().filter_map(|state| state.as_str().map(str::to_owned)).collect());
    Node {
        role: words("role"),
        name: words("name"),
        text: words("text"),
        states: states.unwrap_or_default(),
        depth: usize::try_from(number("depth")).unwrap_or_default(),
        x: number("x"),
        y: number("y"),
        width: number("width"),
        height: number("height"),
    }
}
