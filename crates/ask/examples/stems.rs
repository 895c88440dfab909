//! Writes `data/*_stems.txt` anew after a change to the words or to stemming: `cargo run -p dateline-ask --example stems`.

use std::{fs, io, path::Path};

#[path = "../src/synonyms/stemmed.rs"]
mod stemmed;

fn main() -> io::Result<()> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for name in ["synonyms", "thesaurus"] {
        let words = fs::read_to_string(data.join(format!("{name}.txt")))?;
        let stems = stemmed::stemmed(&words);
        fs::write(data.join(format!("{name}_stems.txt")), stems)?;
    }
    Ok(())
}
