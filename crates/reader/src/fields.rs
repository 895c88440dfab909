//! Reads the labelled lines that people put above a story they saved: "Source: …", "URL: …", "Place: …".

/// What a labelled line tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Field {
    /// Newspaper, site or agency.
    Site(String),
    /// Address of the page.
    Url(String),
    /// Dateline place.
    Place(String),
    /// Language tag.
    Language(String),
}

/// The field of a line; an address that is the whole line needs no label.
pub(crate) fn field(line: &str) -> Option<Field> {
    if is_address(line) {
        return Some(Field::Url(line.to_owned()));
    }
    let (label, value) = line.split_once(':')?;
    let value = value.trim();
    if value.is_empty() || value.split_whitespace().count() > 8 || value.ends_with('.') {
        return None;
    }
    let owned = value.to_owned();
    match label.trim().to_lowercase().as_str() {
        "source" | "publisher" | "site" | "newspaper" | "publication" | "agency" => {
            Some(Field::Site(owned))
        }
        "url" | "link" | "address" | "permalink" => is_address(value).then_some(Field::Url(owned)),
        "place" | "location" | "dateline" | "city" => Some(Field::Place(owned)),
        "language" | "lang" => (value.len() <= 8).then_some(Field::Language(owned)),
        _ => None,
    }
}

fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && text.len() > 10
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labelled_lines_are_fields_and_sentences_are_not() {
        assert_eq!(
            field("Source: Valley Courier"),
            Some(Field::Site("Valley Courier".into()))
        );
        assert_eq!(
            field("URL: https://courier.example/a"),
            Some(Field::Url("https://courier.example/a".into()))
        );
        assert_eq!(
            field("https://courier.example/a"),
            Some(Field::Url("https://courier.example/a".into()))
        );
        assert_eq!(
            field("Place: Port Ellen"),
            Some(Field::Place("Port Ellen".into()))
        );
        assert_eq!(field("Source: the ministry said so on Monday."), None);
        assert_eq!(field("The minister said: no"), None);
    }
}
