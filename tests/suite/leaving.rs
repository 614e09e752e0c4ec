//! Leaving a pack: for another one while a dialog of the system is open, and where nothing of it is kept.

use std::path::PathBuf;

use rso_toolbox::app::{Command, Edit, Effect, FilePurpose, FileTask, Outcome, PacksCommand, dispatch};

use crate::commands::{edit, fresh, ids};

/// The system's dialog stays open while the window goes on.
#[test]
fn a_file_that_was_chosen_for_one_pack_is_not_written_with_another() {
    for purpose in [FilePurpose::SavePack, FilePurpose::SharePack] {
        let mut state = fresh();
        edit(&mut state, Edit::Title("First".to_owned()));
        let pack = state.packs.open.id.clone();
        let picked = |pack, purpose| {
            let path = PathBuf::from("/sticks/First.rsopack");
            Command::Finished(Outcome::FilePicked { pack, purpose, path })
        };
        dispatch(&mut state, Command::Packs(PacksCommand::New));
        edit(&mut state, Edit::Title("Second".to_owned()));
        edit(&mut state, Edit::Add(vec![ids()[3].clone()]));
        let effects = dispatch(&mut state, picked(pack, purpose));
        assert!(effects.is_empty(), "{effects:?}");
        let told = "Nothing was written: the file was chosen for a pack that is no longer open";
        assert!(state.notices.shown().iter().any(|notice| notice.words == told));

        let second = state.packs.open.id.clone();
        let effects = dispatch(&mut state, picked(second, purpose));
        let written = effects.iter().find_map(|effect| match effect {
            Effect::Files(FileTask::SaveAs { pack, .. } | FileTask::Share { pack, .. }) => Some(pack),
            _ => None,
        });
        assert_eq!(written.unwrap().draft.details.title, "Second");
        // To open a file it does not matter which pack is left.
        let other = rso_toolbox::app::PackId::of(b"other");
        let effects = dispatch(&mut state, picked(other, FilePurpose::OpenPack));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Files(FileTask::Open(_)))), "{effects:?}");
    }
}
