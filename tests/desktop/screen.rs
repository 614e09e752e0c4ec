//! A bare desktop of its own for each test: display, window manager, message bus, accessibility, a fresh home.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rso_toolbox::shell::files::{Existing, write_file};

use crate::tree::Tree;

/// How long a condition may take before the test fails. Generous: software rendering on a busy machine.
const LIMIT: Duration = Duration::from_secs(40);

/// Between two looks at a condition.
const PAUSE: Duration = Duration::from_millis(60);

/// A display with everything that a window needs; ended when dropped.
pub(crate) struct Screen {
    display: String,
    bus: String,
    home: tempfile::TempDir,
    running: Vec<Child>,
    name: &'static str,
}

impl Screen {
    /// Starts a display of `width` by `height` for the test called `name`.
    pub(crate) fn start(name: &'static str, width: u32, height: u32) -> Self {
        let home = tempfile::tempdir().unwrap();
        let runtime = home.path().join("run");
        fs::create_dir_all(&runtime).unwrap();
        let mut screen = Self { display: String::new(), bus: String::new(), home, running: Vec::new(), name };
        let size = format!("{width}x{height}x24");
        let first_line = screen.start_and_read("Xvfb", &["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp"]);
        screen.display = format!(":{}", first_line.trim());
        let address = screen.start_and_read("dbus-daemon", &["--session", "--nofork", "--print-address"]);
        address.trim().clone_into(&mut screen.bus);
        screen.prefer_reader();
        screen.start_program("openbox", &[]);
        Tree::switch_on(&screen);
        screen
    }

    /// The fresh home folder.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The command with the display's environment and none of the machine's own.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear();
        for name in ["PATH", "LD_LIBRARY_PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
            .env("HOME", self.home())
            .env("USER", "officer")
            .env("LANG", "C.UTF-8")
            .env("XDG_RUNTIME_DIR", self.home().join("run"))
            .env("XDG_SESSION_TYPE", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus);
        command
    }

    /// Starts a program that lives as long as the screen.
    pub(crate) fn start_program(&mut self, program: &str, args: &[&str]) {
        let child = self.spawn(program, args);
        self.running.push(child);
    }

    /// Starts a program whose end is the test's own matter.
    pub(crate) fn spawn(&self, program: &str, args: &[&str]) -> Child {
        let log = File::create(self.home().join("programs.log")).unwrap();
        let mut command = self.command(program);
        let child = command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn();
        child.unwrap_or_else(|error| panic!("{program} does not start: {error}"))
    }

    fn start_and_read(&mut self, program: &str, args: &[&str]) -> String {
        let mut command = self.command(program);
        let child = command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        self.running.push(child);
        line
    }

    /// The system's reader for PDF is a small real one.
    fn prefer_reader(&self) {
        let folder = self.home().join(".config");
        fs::create_dir_all(&folder).unwrap();
        let words = "[Default Applications]\napplication/pdf=org.pwmt.zathura-pdf-poppler.desktop\n";
        write_file(&folder.join("mimeapps.list"), words.as_bytes(), Existing::Replace).unwrap();
    }

    /// Runs a short command and returns what it printed.
    pub(crate) fn run(&self, program: &str, args: &[&str]) -> String {
        let output = self.command(program).args(args).stdin(Stdio::null()).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Presses keys in the window that has the focus: "Tab", "ctrl+e".
    pub(crate) fn key(&self, keys: &str) {
        self.run("xdotool", &["key", "--clearmodifiers", keys]);
    }

    /// Types text into what has the focus.
    pub(crate) fn type_text(&self, text: &str) {
        self.run("xdotool", &["type", "--clearmodifiers", "--delay", "8", text]);
    }

    /// Moves the pointer and clicks.
    pub(crate) fn click_at(&self, x: i64, y: i64) {
        self.run("xdotool", &["mousemove", &x.to_string(), &y.to_string(), "sleep", "0.15", "click", "1"]);
    }

    /// Titles of all windows on the display.
    pub(crate) fn window_titles(&self) -> Vec<String> {
        let ids = self.run("xdotool", &["search", "--onlyvisible", "--name", "."]);
        ids.lines().map(|id| self.run("xdotool", &["getwindowname", id]).trim().to_owned()).collect()
    }

    /// The window whose title is exactly this.
    pub(crate) fn window(&self, title: &str) -> String {
        self.wait_for(&format!("a window called “{title}”"), || {
            let found = self.run("xdotool", &["search", "--onlyvisible", "--name", &format!("^{title}$")]);
            found.lines().next().map(str::to_owned)
        })
    }

    /// How many colours a window shows.
    pub(crate) fn colours(&self, window: &str) -> u32 {
        let said = self.run("import", &["-window", window, "-format", "%k", "info:"]);
        said.trim().parse().unwrap_or_else(|_| panic!("no picture of the window: {said}"))
    }

    /// Left, top, right and bottom of the window's contents, in pixels of the screen.
    pub(crate) fn place(&self, window: &str) -> [i32; 4] {
        let said = self.run("xwininfo", &["-id", window]);
        let number = |name: &str| -> i32 {
            let found = said.lines().find_map(|line| line.trim().strip_prefix(name));
            found.unwrap_or_else(|| panic!("no place of the window: {said}")).trim().parse().unwrap()
        };
        let (left, top) = (number("Absolute upper-left X:"), number("Absolute upper-left Y:"));
        [left, top, left + number("Width:"), top + number("Height:")]
    }

    /// Where pictures and trees of this test are kept.
    fn evidence(&self, ending: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("desktop");
        fs::create_dir_all(&folder).unwrap();
        folder.join(format!("{}.{ending}", self.name))
    }

    /// Keeps a picture of the screen as `NAME-WHAT.png`.
    pub(crate) fn picture(&self, what: &str) {
        let path = self.evidence(&format!("{what}.png"));
        self.run("import", &["-window", "root", &path.to_string_lossy()]);
    }

    /// Waits until a program has ended; its exit code.
    pub(crate) fn ending(&self, child: &mut Child) -> Option<i32> {
        self.wait_for("the end of the program", || child.try_wait().unwrap()).code()
    }

    /// Waits until `look` finds something; fails with a picture and the tree when it does not.
    pub(crate) fn wait_for<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            if start.elapsed() > LIMIT {
                self.picture("failed");
                let path = self.evidence("failed.txt");
                write_file(&path, Tree::read(self).in_words().as_bytes(), Existing::Replace).unwrap();
                panic!("{}: waited in vain for {what}; see {}", self.name, path.display());
            }
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        while let Some(mut child) = self.running.pop() {
            // Already ended is as good as ended now.
            drop(child.kill());
            drop(child.wait());
        }
    }
}
