//! Capitalised names (a first, plain version).

use crate::{Name, NameKind, Token, TokenKind};

pub(crate) fn names(text: &str, tokens: &[Token]) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at;
        while end < tokens.len() && capital(text, &tokens[end]) && (end == at || near(&tokens[end - 1], &tokens[end])) {
            end += 1;
        }
        if end == at {
            at += 1;
            continue;
        }
        let span = tokens[at].span.join(tokens[end - 1].span);
        let kind = if end - at > 1 { NameKind::Person } else { NameKind::Other };
        found.push(Name { span, bare: span, role: None, abbreviation: None, kind });
        at = end;
    }
    found
}

fn near(one: &Token, other: &Token) -> bool {
    other.span.start() <= one.span.end() + 1
}

fn capital(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Word && token.span.read(text).is_some_and(|word| word.starts_with(char::is_uppercase) && !is_opener(word))
}

fn is_opener(word: &str) -> bool {
    const OPENERS: [&str; 20] = ["The", "A", "An", "It", "He", "She", "They", "We", "I", "In", "On", "At", "But", "And", "This", "That", "If", "When", "After", "Before"];
    OPENERS.contains(&word)
}

