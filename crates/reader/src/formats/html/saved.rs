//! Reads the comment with which browsers note where a page was saved from.

/// The comment stands within the first bytes.
const HEAD: usize = 2_000;

/// The address in `<!-- saved from url=(0042)https://… -->`; the number is the address's length.
pub(super) fn saved_from(html: &str) -> Option<&str> {
    let (_, noted) = html.split_once("<!-- saved from url=(")?;
    let (length, rest) = noted.split_once(')')?;
    let address = rest.get(..length.parse().ok()?)?;
    let near = html.len() - rest.len() <= HEAD;
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    (near && is_web && !address.contains(char::is_whitespace)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_as_long_as_the_comment_says() {
        let note =
            |note: &str| saved_from(&format!("<!DOCTYPE html>\n{note}\n<html>")).map(str::to_owned);
        let address = "https://news.example/pier";
        assert_eq!(
            note("<!-- saved from url=(0025)https://news.example/pier -->").as_deref(),
            Some(address)
        );
        assert_eq!(note("<!-- saved from url=(0014)about:internet -->"), None);
        assert_eq!(
            note("<!-- saved from url=(9999)https://news.example/pier -->"),
            None
        );
        assert_eq!(
            note("<!-- saved from url=(-1)https://news.example/pier -->"),
            None
        );
    }
}
