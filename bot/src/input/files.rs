//! Files, folders and standard input, in the order in which they are given and sorted inside a folder.

use crate::console::Console;
use dateline_render::{Fault, STANDARD_INPUT, Trouble, plain};
use std::{
    fs::{self, File},
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

/// The most bytes that are read of one file.
const LIMIT: u64 = 15 * 1024 * 1024;

/// Endings of the files that are read in a folder.
const STORY_ENDINGS: [&str; 9] = [
    "txt", "md", "markdown", "html", "htm", "xhtml", "xml", "rss", "atom",
];

/// One place to read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    /// Standard input, to its end.
    Standard,
    /// One file.
    File(PathBuf),
    /// An address of the web; only who fetches can read it.
    Address(String),
}

impl Given {
    /// What a path of the command line means.
    pub(crate) fn of(path: &Path) -> Self {
        let name = path.display().to_string();
        let begin: String = name.chars().take(8).collect::<String>().to_lowercase();
        if name == "-" {
            Self::Standard
        } else if begin.starts_with("http://") || begin.starts_with("https://") {
            Self::Address(name)
        } else {
            Self::File(path.to_owned())
        }
    }

    /// As people read it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Standard => STANDARD_INPUT.to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Address(url) => url.clone(),
        }
    }

    /// The file's name, from which its format can be told.
    pub(crate) fn file_name(&self) -> Option<String> {
        match self {
            Self::Standard => None,
            Self::Address(url) => Some(url.clone()),
            Self::File(path) => path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
        }
    }

    /// Its bytes, which hold at least one that is not blank.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Trouble> {
        let trouble = |fault| Trouble::Given {
            name: self.name(),
            fault,
        };
        let mut bytes = Vec::new();
        let read = match self {
            Self::Standard => io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes),
            Self::File(path) => {
                File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes))
            }
            Self::Address(_) => return Err(trouble(Fault::NotFetched)),
        };
        let size = read.map_err(|error| {
            trouble(Fault::Unreadable {
                why: error.to_string(),
            })
        })?;
        if size as u64 > LIMIT {
            return Err(trouble(Fault::TooBig { limit: LIMIT }));
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(trouble(Fault::Empty));
        }
        if is_binary(&bytes) {
            return Err(trouble(Fault::NotText));
        }
        Ok(bytes)
    }
}

/// Text holds no zero bytes, unless it is UTF-16 and says so at its head.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    !marked && bytes.contains(&0)
}

/// The files that paths lead to, and what is wrong with the paths that lead nowhere.
pub(crate) fn given(paths: &[PathBuf]) -> (Vec<Given>, Vec<Trouble>) {
    let (mut found, mut troubles) = (Vec::new(), Vec::new());
    for path in paths {
        let meant = Given::of(path);
        if !matches!(meant, Given::File(_)) {
            found.push(meant);
        } else if path.is_dir() {
            let before = found.len();
            let faults = troubles.len();
            search(path, &mut found, &mut troubles);
            if found.len() == before && troubles.len() == faults {
                troubles.push(Trouble::Given {
                    name: meant.name(),
                    fault: Fault::NoStories,
                });
            }
        } else {
            found.push(meant);
        }
    }
    (found, troubles)
}

/// The same for commands that read standard input where no path is given; tells what is wrong with the paths.
pub(crate) fn one_or_more(paths: &[PathBuf], console: &mut Console) -> Vec<Given> {
    let (found, troubles) = if paths.is_empty() {
        (vec![Given::Standard], Vec::new())
    } else {
        given(paths)
    };
    troubles.iter().for_each(|trouble| console.trouble(trouble));
    invite(&found, console);
    found
}

/// Tells a person at the keyboard that their words are waited for.
pub(crate) fn invite(given: &[Given], console: &Console) {
    if given.contains(&Given::Standard) && io::stdin().is_terminal() {
        console.remark(plain::reading_the_keyboard());
    }
}

/// Every story below a folder; links to folders are not followed, hidden files are not read.
fn search(folder: &Path, found: &mut Vec<Given>, troubles: &mut Vec<Trouble>) {
    let mut unreadable = |path: &Path, error: &io::Error| {
        let fault = Fault::Unreadable {
            why: error.to_string(),
        };
        troubles.push(Trouble::Given {
            name: path.display().to_string(),
            fault,
        });
    };
    let mut inside = Vec::new();
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                    Ok(entry) => inside.push(entry),
                    Err(error) => unreadable(folder, &error),
                }
            }
        }
        Err(error) => unreadable(folder, &error),
    }
    inside.sort_by(|one, other| one.0.cmp(&other.0));
    for (path, kind) in inside {
        if is_hidden(&path) {
            continue;
        }
        if kind.is_dir() {
            search(&path, found, troubles);
        } else if is_story(&path) {
            found.push(Given::File(path));
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_story(path: &Path) -> bool {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| STORY_ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_stories_in_order_with_all_below_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("b/c")).expect("folders");
        for name in [
            "z.txt",
            "a.HTML",
            "b/c/deep.md",
            "b/photo.jpg",
            ".hidden.txt",
            "notes",
        ] {
            fs::write(root.join(name), "words").expect("a file");
        }
        let (found, troubles) = given(&[root.to_owned()]);
        let names: Vec<_> = found.iter().filter_map(Given::file_name).collect();
        assert_eq!(names, ["a.HTML", "deep.md", "z.txt"]);
        assert_eq!(troubles, []);
    }

    #[test]
    fn an_address_is_no_file_and_is_only_read_by_who_fetches() {
        let (found, troubles) = given(&["HTTPS://news.example/a".into()]);
        assert_eq!(troubles, []);
        assert_eq!(found, [Given::Address("HTTPS://news.example/a".into())]);
        assert!(matches!(
            found[0].bytes(),
            Err(Trouble::Given {
                fault: Fault::NotFetched,
                ..
            })
        ));
    }

    #[test]
    fn zero_bytes_are_no_text_unless_a_mark_says_utf_16() {
        assert!(is_binary(b"PK\0\x03"));
        assert!(!is_binary(b"\xff\xfeT\0a\0"));
        assert!(!is_binary("Talks in Tromsø".as_bytes()));
    }
}
