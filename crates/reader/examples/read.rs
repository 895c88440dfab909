//! Reads pages: lines `{"id","url","html"}` on standard input, one line a page on standard output.
//!
//! `cargo run -p dateline-reader --example read < pages.jsonl`

use dateline_core::lines::{PageIn, PageOut};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let given: PageIn = serde_json::from_str(&line?)?;
        let page = dateline_reader::page(&given.html, given.url.as_deref());
        let read = PageOut {
            id: given.id,
            title: page.title,
            authors: page.authors,
            byline: page.byline,
            published: page.published,
            modified: page.modified,
            place: page.place,
            site: page.site,
            language: page.language,
            url: page.url,
            text: page.text,
        };
        serde_json::to_writer(&mut out, &read)?;
        writeln!(out)?;
    }
    out.flush()
}
