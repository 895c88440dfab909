//! scratch
use std::io::BufRead;
fn main() {
    let mode = std::env::args().nth(1).unwrap_or_default();
    for line in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = v["text"].as_str().unwrap();
        if mode == "paste" {
            println!("{:#?}", dateline_reader::paste(text));
            continue;
        }
        for b in dateline_reader::outline(v["title"].as_str().unwrap(), text) {
            let kind = format!("{:?}", b.kind);
            if kind != "Paragraph" || mode == "all" {
                println!(
                    "{kind}\t{}\t{}",
                    v["id"],
                    b.span.read(text).unwrap().replace('\n', "⏎")
                );
            }
        }
    }
}
