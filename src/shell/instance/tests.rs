//! Starts that meet in one process, each as by a program of its own.

use super::*;

/// For a start that is to give up soon.
const BRIEF: Patience = Patience { silent: Duration::from_millis(200), ending: Duration::from_millis(200) };

fn data() -> (tempfile::TempDir, DataDir) {
    let folder = tempfile::tempdir().unwrap();
    let data = DataDir::open(Some(folder.path())).unwrap();
    (folder, data)
}

fn first(data: &DataDir) -> Lock {
    let Claim::First(lock) = claim(data, &[]).unwrap() else { panic!("not the first") };
    lock
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Another start, at the same time.
fn start(data: &DataDir, arguments: &[&str]) -> thread::JoinHandle<Claim> {
    let (data, arguments) = (data.clone(), words(arguments));
    thread::Builder::new().spawn(move || claim(&data, &arguments).unwrap()).unwrap()
}

/// What the window takes, as soon as there is something.
fn taken(door: &Door) -> Vec<Vec<String>> {
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        let taken = door.take();
        if !taken.is_empty() {
            return taken;
        }
        assert!(Instant::now() < until, "nothing was heard");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Waits until a start has brought something.
fn until_brought(door: &Door) {
    let until = Instant::now() + Duration::from_secs(10);
    while door.brought.held().waiting.is_empty() {
        assert!(Instant::now() < until, "nothing was brought");
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_second_start_hands_over_and_a_silent_first_is_noticed() {
    let (_folder, data) = data();
    let lock = first(&data);
    assert!(matches!(claim_within(&data, &[], BRIEF).unwrap(), Claim::Silent));

    let door = listen(&data, Waker::default());
    let starting = start(&data, &["--catalogue", "ß\n.json"]);
    assert_eq!(taken(&door), [words(&["--catalogue", "ß\n.json"])]);
    assert!(matches!(starting.join().unwrap(), Claim::HandedOver));

    drop(lock);
    assert!(matches!(claim(&data, &[]).unwrap(), Claim::First(_)));
}

#[test]
fn a_start_waits_for_a_first_one_that_does_not_listen_yet() {
    let (_folder, data) = data();
    let _lock = first(&data);
    let starting = start(&data, &["--open", "a.rsopack"]);
    thread::sleep(Duration::from_millis(200));
    let door = listen(&data, Waker::default());
    assert_eq!(taken(&door).len(), 1);
    assert!(matches!(starting.join().unwrap(), Claim::HandedOver));
}

#[test]
fn what_a_window_has_not_taken_when_it_closes_is_not_answered_and_opens_by_itself() {
    let (_folder, data) = data();
    let lock = first(&data);
    let door = listen(&data, Waker::default());
    let early = start(&data, &["--open", "a.rsopack"]);
    until_brought(&door);
    door.close();
    assert!(door.take().is_empty(), "the last frame opens nothing any more");
    // The last changes are being written for longer than a start waits for one that says nothing.
    thread::sleep(PATIENCE.silent + 2 * AGAIN);
    assert!(!early.is_finished());
    drop(door);
    drop(lock);
    let Claim::First(_lock) = early.join().unwrap() else { panic!("it did not open") };
}

#[test]
fn a_start_during_the_ending_waits_for_its_end() {
    let (_folder, data) = data();
    let lock = first(&data);
    let door = listen(&data, Waker::default());
    door.close();
    let late = start(&data, &["--open", "b.rsopack"]);
    thread::sleep(4 * AGAIN);
    assert!(!late.is_finished());
    drop(lock);
    assert!(matches!(late.join().unwrap(), Claim::First(_)));
    drop(door);
}

#[test]
fn a_window_that_is_not_drawn_takes_it_later() {
    let (_folder, data) = data();
    let _lock = first(&data);
    let door = listen(&data, Waker::default());
    assert!(matches!(claim(&data, &words(&["--open", "a.rsopack"])).unwrap(), Claim::HandedOver));
    assert_eq!(door.take(), [words(&["--open", "a.rsopack"])]);
    assert!(door.take().is_empty());
}

#[test]
fn a_socket_without_time_limits_is_used_and_the_wait_ends_all_the_same() {
    where_supported(Err(io::ErrorKind::Unsupported.into())).unwrap();
    assert!(where_supported(Err(io::ErrorKind::NotConnected.into())).is_err());

    let (never, wait) = mpsc::channel::<()>();
    let given_up = within(Duration::from_millis(20), move || wait.recv().map_err(|_| io::ErrorKind::Other.into()));
    assert_eq!(given_up.unwrap_err().kind(), io::ErrorKind::TimedOut);
    drop(never);
    assert_eq!(within(PATIENCE.silent, || Ok(7)).unwrap(), 7);
}

#[test]
fn one_that_says_nothing_holds_up_no_other() {
    let (_folder, data) = data();
    let _lock = first(&data);
    let door = listen(&data, Waker::default());
    let mute = connect(data.root()).unwrap();
    let begun = Instant::now();
    let starting = start(&data, &[]);
    assert_eq!(taken(&door), [Vec::<String>::new()]);
    assert!(matches!(starting.join().unwrap(), Claim::HandedOver));
    assert!(begun.elapsed() < PATIENCE.silent, "{:?}", begun.elapsed());
    drop(mute);
}

/// As on a disk that has no sockets, which refuses them.
#[test]
fn where_no_socket_can_lie_in_the_folder_another_name_is_found() {
    let (_folder, data) = data();
    std::fs::create_dir(data.file("socket")).unwrap();
    std::fs::create_dir(data.file("socket").join("full")).unwrap();
    let _lock = first(&data);
    let door = listen(&data, Waker::default());
    let starting = start(&data, &["--open", "a.rsopack"]);
    assert_eq!(taken(&door), [words(&["--open", "a.rsopack"])]);
    assert!(matches!(starting.join().unwrap(), Claim::HandedOver));
}
