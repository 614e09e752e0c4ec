//! An office's changed copy of the rules: `rules.json` in the data folder.

use std::fs;
use std::io::{ErrorKind, Read as _};

use crate::shell::data_dir::DataDir;
use crate::suggest::rules::{MAX_BYTES, Rules};

/// Its name in the data folder.
pub const FILE: &str = "rules.json";

/// Reads it; nothing where there is none. Where it cannot be used: why, as a sentence without any folder's name.
pub fn read(data: &DataDir) -> (Option<Rules>, Option<String>) {
    let mut text = String::new();
    let most = MAX_BYTES as u64 + 1;
    match fs::File::open(data.file(FILE)).and_then(|file| file.take(most).read_to_string(&mut text)) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return (None, None),
        Err(_) => return (None, Some(unused("it cannot be read", ""))),
    }
    match Rules::parse(&text, FILE) {
        Ok(rules) => (Some(rules), None),
        Err(problems) => {
            let first = problems.first();
            let line = first.and_then(|it| it.line).map(|line| format!(" (line {line})")).unwrap_or_default();
            let problem = first.map(|it| it.problem.as_str()).unwrap_or_default();
            (None, Some(unused(problem, &line)))
        }
    }
}

fn unused(problem: &str, line: &str) -> String {
    format!("The office’s changed rules in {FILE} are not used; the program’s own are. {problem}{line}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::rules::{BUILT_IN, RulesName};

    #[test]
    fn an_offices_copy_is_read_or_told() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        assert_eq!(read(&data), (None, None));
        fs::File::create(data.file(FILE)).unwrap();
        let (rules, told) = read(&data);
        assert!(rules.is_none() && told.is_some_and(|told| told.contains("rules.json")));
        let changed = BUILT_IN.replace("Rules of RSO Toolbox", "Rules of the desk");
        std::io::Write::write_all(&mut fs::File::create(data.file(FILE)).unwrap(), changed.as_bytes()).unwrap();
        let (rules, told) = read(&data);
        assert_eq!(rules.unwrap().name(), &RulesName::Changed("Rules of the desk".to_owned()));
        assert_eq!(told, None);
    }
}
