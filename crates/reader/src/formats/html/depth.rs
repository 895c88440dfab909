//! Knows how deep the elements of a page nest, before it is parsed: parsers need the square of the depth.

/// Browsers nest 512 deep; the count here takes in tags inside scripts and tags that were never closed.
const DEEPEST: usize = 2_000;

/// Elements that hold nothing, or that close by themselves.
const FLAT: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "option", "p", "param", "path", "rp", "rt", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Whether more elements stand open at once than any page of a newspaper has.
pub(super) fn is_too_deep(html: &str) -> bool {
    let mut depth = 0usize;
    for piece in html.split('<').skip(1) {
        let (closes, rest) = match piece.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, piece),
        };
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default().to_ascii_lowercase();
        let closed_at_once = rest.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        if name.is_empty() || closed_at_once || FLAT.contains(&name.as_str()) {
            continue;
        }
        depth = if closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_elements_side_by_side_are_not_deep() {
        assert!(!is_too_deep(&"<div><b>x</b><img><p>y</div>".repeat(5_000)));
        assert!(is_too_deep(&"<div><b>".repeat(1_200)));
    }
}
