//! Makes plain words of what a feed escapes: entities, even escaped twice, and the markup of headlines.

use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// The longest name of an entity.
const LONGEST: usize = 32;

/// What Windows puts where Unicode has control characters, from 0x80 on.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The character or characters of an entity, by what stands between `&` and `;`.
pub(super) fn entity(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let windows = code
        .checked_sub(0x80)
        .and_then(|at| usize::try_from(at).ok());
    let letter = windows
        .and_then(|at| WINDOWS.chars().nth(at))
        .or_else(|| char::from_u32(code))?;
    Some(Cow::Owned(letter.to_string()))
}

/// The next entity of a text: where it stands, how long it is, and what it means.
pub(super) fn next_entity(text: &str) -> Option<(usize, usize, Option<Cow<'static, str>>)> {
    let at = text.find('&')?;
    let behind = text.get(at + 1..).unwrap_or_default();
    let end = behind
        .bytes()
        .take(LONGEST)
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')
        .filter(|end| behind.as_bytes().get(*end) == Some(&b';'));
    let meaning = end.and_then(|end| behind.get(..end)).and_then(entity);
    let length = end.map_or(1, |end| end + 2);
    Some((at, length, meaning))
}

/// The text with its entities as characters; what is no entity stays.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, length, meaning)) = next_entity(rest) {
        whole.push_str(rest.get(..at).unwrap_or_default());
        match meaning {
            Some(meaning) => whole.push_str(&meaning),
            None => whole.push_str(rest.get(at..at + length).unwrap_or_default()),
        }
        rest = rest.get(at + length..).unwrap_or_default();
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}

/// Elements that stand inside headlines.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "br", "cite", "code", "del", "div", "em", "font", "h1", "h2", "h3",
    "i", "img", "ins", "mark", "p", "q", "s", "small", "span", "strike", "strong", "sub", "sup",
    "tt", "u", "wbr",
];

/// Elements that part words.
const PARTING: &[&str] = &["br", "div", "h1", "h2", "h3", "p"];

/// The words of a headline or a name: entities as characters, markup out, single blanks.
pub(super) fn plain(text: &str) -> Option<String> {
    let once = unescaped(text);
    let bare = without_markup(&once);
    let twice = unescaped(&bare);
    let bare = if twice == bare {
        bare
    } else {
        without_markup(&twice)
    };
    let words: Vec<&str> = bare.split_whitespace().collect();
    let words = words.join(" ");
    let shown = |letter: &char| {
        !matches!(letter, '\u{ad}' | '\u{200b}' | '\u{feff}') && !letter.is_control()
    };
    let words: String = words.chars().filter(shown).collect();
    (!words.is_empty()).then_some(words)
}

fn without_markup(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        whole.push_str(before);
        match markup(tag) {
            Some((length, parts)) => {
                whole.push_str(if parts { " " } else { "" });
                rest = tag.get(length..).unwrap_or_default();
            }
            None => {
                whole.push('<');
                rest = tag.get(1..).unwrap_or_default();
            }
        }
    }
    whole.push_str(rest);
    whole
}

/// The length of the tag at the beginning, and whether it parts words.
fn markup(tag: &str) -> Option<(usize, bool)> {
    let name = tag.get(1..)?.trim_start_matches('/');
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let name = name.get(..end)?.to_ascii_lowercase();
    let length = tag.find('>')? + 1;
    let known = INLINE.contains(&name.as_str());
    known.then(|| (length, PARTING.contains(&name.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(plain(text).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn headlines_are_plain_words_however_often_they_were_escaped() {
        check("Pier &amp; harbour", "Pier & harbour");
        check("Caf&amp;eacute; reopens", "Café reopens");
        check("The <b>old</b> pier<br/>reopens", "The old pier reopens");
        check("&lt;i&gt;Aurora&lt;/i&gt; sails", "Aurora sails");
        check(
            "Harbour\u{ad}master &#8217;s \n tale &#150; part two",
            "Harbourmaster ’s tale – part two",
        );
    }

    #[test]
    fn what_is_no_markup_and_no_entity_stays() {
        check("5 < 6 & 7 > 3", "5 < 6 & 7 > 3");
        check("Q&A; R&D", "Q&A; R&D");
        check("<harbour>", "<harbour>");
        check("a &#xFFFFFFFF; b &#; &;", "a &#xFFFFFFFF; b &#; &;");
        check(" \n ", "");
    }
}
