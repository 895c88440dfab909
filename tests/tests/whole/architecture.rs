//! What ARCHITECTURE.md promises of the crates: floors, rooms, and what may not stand anywhere.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use toml::{Table, Value};

/// Floor of each package, ground floor first; a crate uses only crates of lower floors.
const FLOORS: [&[&str]; 6] = [
    &["dateline-core"],
    &["dateline-text", "dateline-timex", "dateline-storage"],
    &[
        "dateline-reader",
        "dateline-extract",
        "dateline-search",
        "dateline-fetch",
    ],
    &["dateline-ask"],
    &["dateline-desk", "dateline-render"],
    &["dateline"],
];

/// Packages that stand outside the floors and may use any.
const OUTSIDE: [&str; 1] = ["dateline-tests"];

/// Dependencies that only some packages may name.
const ROOMS: [(&str, &[&str]); 9] = [
    ("anyhow", &["dateline"]),
    ("clap", &["dateline"]),
    ("poise", &["dateline"]),
    ("reqwest", &["dateline", "dateline-fetch"]),
    ("serenity", &["dateline"]),
    ("sled", &["dateline-storage"]),
    ("tantivy", &["dateline-search"]),
    ("tokio", &["dateline", "dateline-fetch", "dateline-tests"]),
    ("dom_smoothie", &["dateline-reader"]),
];

struct Manifest {
    name: String,
    folder: PathBuf,
    table: Table,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ lies in the workspace")
        .to_owned()
}

fn read_table(path: &Path) -> Table {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn manifests() -> Vec<Manifest> {
    let root = root();
    let crates = fs::read_dir(root.join("crates")).expect("the workspace has crates/");
    let mut folders: Vec<PathBuf> = crates
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    folders.extend([root.join("bot"), root.join("tests")]);
    folders.sort();
    let manifest = |folder: PathBuf| {
        let table = read_table(&folder.join("Cargo.toml"));
        let name = table["package"]["name"]
            .as_str()
            .expect("a package has a name")
            .to_owned();
        Manifest {
            name,
            folder,
            table,
        }
    };
    folders.into_iter().map(manifest).collect()
}

fn dependencies(table: &Table) -> Vec<String> {
    let mut names = Vec::new();
    for (key, value) in table {
        let Value::Table(inner) = value else { continue };
        if key.ends_with("dependencies") {
            names.extend(inner.iter().map(|(name, spec)| {
                spec.get("package")
                    .and_then(Value::as_str)
                    .unwrap_or(name)
                    .to_owned()
            }));
        } else if key == "target" {
            names.extend(
                inner
                    .values()
                    .filter_map(Value::as_table)
                    .flat_map(dependencies),
            );
        }
    }
    names
}

fn floor_of(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&name))
}

fn upward_arrows(name: &str, floor: usize, used: &[String]) -> Vec<String> {
    let ours = used.iter().filter(|used| used.starts_with("dateline"));
    ours.filter(|used| floor_of(used).is_none_or(|below| below >= floor))
        .map(|used| format!("{name} (floor {floor}) may not use {used}"))
        .collect()
}

#[test]
fn a_crate_uses_only_crates_of_lower_floors_and_every_crate_is_listed() {
    let mut faults = Vec::new();
    for manifest in manifests() {
        match floor_of(&manifest.name) {
            Some(floor) => faults.extend(upward_arrows(
                &manifest.name,
                floor,
                &dependencies(&manifest.table),
            )),
            None if OUTSIDE.contains(&manifest.name.as_str()) => {}
            None => faults.push(format!(
                "{} is on no floor; list it in this test and in ARCHITECTURE.md",
                manifest.name
            )),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_upward_arrow_would_be_seen() {
    let used = vec![
        "dateline-desk".to_owned(),
        "dateline-core".to_owned(),
        "serde".to_owned(),
    ];
    assert_eq!(
        upward_arrows("dateline-text", 1, &used),
        ["dateline-text (floor 1) may not use dateline-desk"]
    );
    assert_eq!(
        upward_arrows("dateline-text", 1, &["dateline-timex".to_owned()]).len(),
        1,
        "nor its neighbour"
    );
}

#[test]
fn heavy_dependencies_stay_in_their_rooms() {
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let mut faults = Vec::new();
    for manifest in manifests() {
        for used in dependencies(&manifest.table) {
            if rooms
                .get(used.as_str())
                .is_some_and(|allowed| !allowed.contains(&manifest.name.as_str()))
            {
                faults.push(format!("{} may not name {used}", manifest.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn packages_are_named_after_their_folders_and_take_the_workspace_lints() {
    for manifest in manifests() {
        let folder = manifest
            .folder
            .file_name()
            .and_then(|name| name.to_str())
            .expect("folders have plain names");
        let expected = if folder == "bot" {
            "dateline".to_owned()
        } else {
            format!("dateline-{folder}")
        };
        assert_eq!(manifest.name, expected);
        assert_eq!(
            manifest.table["lints"]["workspace"],
            Value::Boolean(true),
            "{}",
            manifest.name
        );
        let described = manifest.table["package"]["description"]
            .as_str()
            .is_some_and(|text| text.len() > 10);
        assert!(described, "{} needs a description", manifest.name);
    }
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_begins_by_saying_what_it_knows() {
    let mut files = Vec::new();
    for manifest in manifests() {
        rust_files(&manifest.folder, &mut files);
    }
    assert!(files.len() > 30, "the search found {} files", files.len());
    let silent = files
        .iter()
        .filter(|path| !fs::read_to_string(path).is_ok_and(|text| text.starts_with("//! ")));
    let silent: Vec<_> = silent.map(|path| path.display().to_string()).collect();
    assert!(
        silent.is_empty(),
        "no //! on line one:\n{}",
        silent.join("\n")
    );
}

#[test]
fn no_source_file_outgrows_600_lines_before_its_tests() {
    let mut files = Vec::new();
    for manifest in manifests() {
        rust_files(&manifest.folder, &mut files);
    }
    let is_test = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "tests");
    for path in files.into_iter().filter(|path| !is_test(path)) {
        let text = fs::read_to_string(&path).expect("a source file is readable");
        let code = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .lines()
            .count();
        assert!(
            code <= 600,
            "{}: {code} lines; where is the second idea?",
            path.display()
        );
    }
}

#[test]
fn the_root_holds_only_what_people_look_for_there() {
    const KNOWN: [&str; 14] = [
        "Cargo.toml",
        "Cargo.lock",
        "crates",
        "bot",
        "tests",
        "README.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "deny.toml",
        "clippy.toml",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "target",
    ];
    for entry in fs::read_dir(root()).expect("the workspace root is readable") {
        let name = entry
            .expect("a readable entry")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(
            name.starts_with('.') || KNOWN.contains(&name.as_str()),
            "{name} does not belong at the root"
        );
    }
}
