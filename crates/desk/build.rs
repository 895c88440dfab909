//! Names the rules by which stories are read, so that what older rules read is known for it.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::Hasher,
    io,
    path::{Path, PathBuf},
};

/// Whatever decides what is read in a story, and the form in which that is kept.
const RULES: [&str; 11] = [
    "../core/src",
    "../text/src",
    "../text/data",
    "../timex/src",
    "../timex/data",
    "../extract/src/lib.rs",
    "../ask/src/alias",
    "../ask/src/numbers.rs",
    "../ask/src/vocabulary",
    "../ask/src/vocabulary.rs",
    "src/kept.rs",
];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for rules in RULES {
        println!("cargo::rerun-if-changed={rules}");
        take(Path::new(rules), &mut hasher)?;
    }
    println!("cargo::rustc-env=RULES={:016x}", hasher.finish());
    Ok(())
}

fn take(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
        let mut entries: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| take(entry, hasher));
    }
    hasher.write(&fs::read(path)?);
    Ok(())
}
