//! Links that open a page at the quoted sentence (text fragments: Chrome 80, Safari 16.1, Firefox 131 and later).

use crate::safe;

/// Quotes of more words are named by their beginning and end.
const WHOLE: usize = 8;

/// Words that name the beginning of a long quote, and its end.
const EDGES: (usize, usize) = (4, 3);

/// The address with the place of the quote; browsers that do not know such places open the page.
///
/// ```
/// use dateline_render::link_at;
/// assert_eq!(
///     link_at("https://news.example/a", "They meet on Friday."),
///     "https://news.example/a#:~:text=They%20meet%20on%20Friday."
/// );
/// ```
#[must_use]
pub fn link_at(url: &str, quote: &str) -> String {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let url = safe::line(url);
    let place = if words.len() <= WHOLE {
        encoded(&words)
    } else {
        let (first, last) = EDGES;
        let begins: Vec<&str> = words.iter().take(first).copied().collect();
        let ends: Vec<&str> = words
            .iter()
            .skip(words.len().saturating_sub(last))
            .copied()
            .collect();
        format!("{},{}", encoded(&begins), encoded(&ends))
    };
    match (place.is_empty(), url.contains('#')) {
        (true, _) => url,
        (false, true) => format!("{url}:~:text={place}"),
        (false, false) => format!("{url}#:~:text={place}"),
    }
}

/// Words as they stand in an address: `-`, `,` and `&` have a meaning of their own there.
fn encoded(words: &[&str]) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~');
    let bytes = words.join(" ").into_bytes().into_iter();
    bytes
        .map(|byte| {
            if is_plain(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_quote_is_named_by_its_edges() {
        assert_eq!(
            link_at(
                "https://n.example/a",
                "The two-day fair, first held in Tromsø, opens on Friday, she said."
            ),
            "https://n.example/a#:~:text=The%20two%2Dday%20fair%2C%20first,Friday%2C%20she%20said."
        );
    }

    #[test]
    fn letters_of_other_scripts_and_places_inside_the_page_are_kept() {
        assert_eq!(
            link_at("https://n.example/a#top", "Ø & Å"),
            "https://n.example/a#top:~:text=%C3%98%20%26%20%C3%85"
        );
        assert_eq!(link_at("https://n.example/a", "  "), "https://n.example/a");
    }
}
