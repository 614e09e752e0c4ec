//! What can be used of a choice as things stand, where nothing helps but a file that is in the pack; what is asked for.

/// What a document is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    OnPaper,
    WithoutInternet,
}

/// "None of these 6 documents can be printed yet: no file is in the pack"; empty of no document at all.
pub fn usable(needed: Needed, all: usize, in_pack: usize) -> String {
    let used = match needed {
        Needed::OnPaper => "printed",
        Needed::WithoutInternet => "used without internet",
    };
    let open = all.saturating_sub(in_pack);
    match (all, open) {
        (0, _) => String::new(),
        (1, 0) => format!("The document can be {used}: its file is in the pack"),
        (1, _) => format!("The document cannot be {used} yet: no file is in the pack"),
        (_, 0) => format!("All {all} documents can be {used}: their files are in the pack"),
        (_, open) if open == all => format!("None of these {all} documents can be {used} yet: no file is in the pack"),
        (_, 1) => format!("{in_pack} of these {all} documents can be {used}; the file of the other is not in the pack"),
        _ => format!("{in_pack} of these {all} documents can be {used}; the files of the others are not in the pack"),
    }
}

/// "2 documents have to be asked for; the request letter is ready".
pub fn to_ask_for(count: usize) -> String {
    match count {
        1 => "1 document has to be asked for; the request letter is ready".to_owned(),
        _ => format!("{count} documents have to be asked for; the request letter is ready"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_used_is_counted() {
        let told = [(0, 0), (1, 0), (1, 1), (6, 0), (6, 6), (6, 5), (6, 2)]
            .map(|(all, in_pack)| usable(Needed::OnPaper, all, in_pack));
        assert_eq!(
            told,
            [
                "",
                "The document cannot be printed yet: no file is in the pack",
                "The document can be printed: its file is in the pack",
                "None of these 6 documents can be printed yet: no file is in the pack",
                "All 6 documents can be printed: their files are in the pack",
                "5 of these 6 documents can be printed; the file of the other is not in the pack",
                "2 of these 6 documents can be printed; the files of the others are not in the pack",
            ]
        );
        assert!(usable(Needed::WithoutInternet, 2, 0).contains("used without internet yet"));
    }
}
