//! The groups of a file of words, written with the stems of the words: stemming thousands of them would be most of what the
//! first question costs.

use dateline_text::stem;

/// The lines of a file that hold groups, each word by its stem, what is then said twice said once.
pub(crate) fn stemmed(file: &str) -> String {
    let lines = file.lines();
    let groups = lines.filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    groups.map(line).collect()
}

fn line(line: &str) -> String {
    match line.split_once('>') {
        Some((members, special)) => format!("{} > {}\n", phrases(members), phrases(special)),
        None => phrases(line) + "\n",
    }
}

fn phrases(words: &str) -> String {
    let phrase = |word: &str| word.split('_').map(stem).collect::<Vec<_>>().join("_");
    let mut phrases: Vec<String> = Vec::new();
    for phrase in words.split_ascii_whitespace().map(phrase) {
        phrases.retain(|other| *other != phrase);
        phrases.push(phrase);
    }
    phrases.join(" ")
}
