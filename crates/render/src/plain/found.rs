//! Stories that were looked for.

use super::answer::citation;
use crate::{told, words};
use dateline_core::{Citation, Coverage, Sought};

/// The stories, the best first, each with its sentence; where there are none, how many were looked through.
#[must_use]
pub fn found(sought: &Sought, found: &[Citation], coverage: Coverage) -> String {
    let limits = told::sought(sought);
    if found.is_empty() {
        let stored = words::count(coverage.articles, "article");
        return format!("No stored article holds {limits}; {stored} looked through.");
    }
    let count = words::count(found.len() as u64, "article");
    let mut blocks = vec![format!("{count} with {limits}")];
    blocks.extend(found.iter().map(|cited| citation(cited).join("\n")));
    blocks.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn sought() -> Sought {
        Sought {
            words: "water talks".into(),
            days: None,
            source: Some("Post".into()),
        }
    }

    #[test]
    fn each_story_stands_with_its_sentence_and_its_source() {
        let cited = sample::cited("The talks on water begin on Friday.", None);
        let told = found(
            &sought(),
            &[cited],
            Coverage {
                articles: 9,
                mentioning: 1,
            },
        );
        assert!(
            told.starts_with("1 article with “water talks”, from “Post”\n\n"),
            "{told}"
        );
        assert!(
            told.contains("“The talks on water begin on Friday.”"),
            "{told}"
        );
        assert!(
            told.contains("Harbour Post · Ministers plan water talks · Mon 23 Nov 2026"),
            "{told}"
        );
    }

    #[test]
    fn where_none_is_found_it_is_told_how_many_were_looked_through() {
        let told = found(
            &sought(),
            &[],
            Coverage {
                articles: 9,
                mentioning: 0,
            },
        );
        assert_eq!(
            told,
            "No stored article holds “water talks”, from “Post”; 9 articles looked through."
        );
    }
}
