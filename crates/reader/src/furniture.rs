//! Knows what a page puts around a story: offers, comment policies, share boxes, links to other stories.

use crate::data::rows;
use crate::pattern::pattern;
use crate::prose;
use regex::Regex;
use std::sync::LazyLock;

/// Headings that open a stretch of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// A subscription offer: its list goes on until the next prose.
    Offer,
    /// Links to other stories, up to the next prose.
    Related,
    /// Comments of readers: the rest of the page.
    Comments,
}

impl Section {
    /// Why the stretch is left out.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Offer => "subscription offer",
            Self::Related => "other stories",
            Self::Comments => "comments",
        }
    }
}

/// The section that a line opens.
pub(crate) fn section(line: &str) -> Option<Section> {
    let folded = fold(line);
    let words = folded.as_str();
    if COMMENTS.is_match(words) {
        return Some(Section::Comments);
    }
    if RELATED.contains(&words) || words.starts_with("more from ") && !prose::ends_sentence(line) {
        return Some(Section::Related);
    }
    let offered = OFFERS.iter().any(|offer| words.starts_with(offer));
    (offered && prose::words(line) <= 25).then_some(Section::Offer)
}

/// Whether a line under an opened section still belongs to it.
pub(crate) fn belongs(section: Section, line: &str) -> bool {
    match section {
        Section::Comments => true,
        Section::Offer => prose::is_item(line) || !prose::is_prose(line) || policy(line).is_some(),
        Section::Related => {
            prose::words(line) <= 20 && !line.ends_with('.') && prose::dated_text(line).is_none()
        }
    }
}

/// Why a line that stands by itself is furniture, if it is.
pub(crate) fn line(line: &str) -> Option<&'static str> {
    let folded = fold(line);
    if folded.is_empty() {
        return Some("ornament");
    }
    if is_button(&folded) {
        return Some("page control");
    }
    if is_link(line, &folded) {
        return Some("other stories");
    }
    let quoted = line.starts_with(['"', '“', '‘', '\'', '«', '„']);
    policy(line).or_else(|| invitation(&folded).filter(|_| !quoted))
}

/// Whether a line is a button, a label or a counter of the page, or nothing but ornament.
pub(crate) fn is_control(line: &str) -> bool {
    let folded = fold(line);
    folded.is_empty() || is_button(&folded)
}

fn is_button(folded: &str) -> bool {
    BUTTONS.contains(&folded) || COUNTER.is_match(folded)
}

/// A link to another story set between paragraphs: "Read more: …", "More:…", "► …"; no sentence ends it.
fn is_link(line: &str, folded: &str) -> bool {
    !prose::ends_statement(line)
        && prose::words(line) <= 30
        && (LINK.is_match(folded)
            || JOINED.is_match(line)
            || line.starts_with(['►', '▶', '»', '➡', '→']))
}

/// Comment rules, consent notices, copyright lines: told by several of their set phrases at once.
fn policy(line: &str) -> Option<&'static str> {
    let small = line.to_lowercase();
    let told = |phrases: &[&str]| {
        phrases
            .iter()
            .filter(|phrase| small.contains(*phrase))
            .count()
    };
    let short = prose::words(line) <= 60;
    let addressed = ["you", "please", "we "]
        .iter()
        .any(|word| small.contains(word));
    if addressed && told(&COMMENT_RULES) >= 2 {
        Some("comment policy")
    } else if told(&CONSENT) >= 2 {
        Some("cookie notice")
    } else if short && (COPYRIGHT.is_match(&small) || small.contains("all rights reserved")) {
        Some("copyright line")
    } else if short && told(&SYNDICATION) >= 1 {
        Some("syndication note")
    } else {
        None
    }
}

/// An imperative to subscribe, follow or download, of some length.
fn invitation(folded: &str) -> Option<&'static str> {
    let invites =
        INVITATION.is_match(folded) && INVITED.is_match(folded) || LETTER.is_match(folded);
    (invites && folded.split(' ').count() <= 50).then_some("newsletter or subscription")
}

/// Small letters, straight apostrophes, single blanks, no bullets before and no punctuation behind.
fn fold(line: &str) -> String {
    let small = line.to_lowercase();
    let edge = |c: char| !c.is_alphanumeric() && !matches!(c, '©' | '@' | '$' | '€' | '£' | '%');
    let bare = small.trim_start_matches(edge).trim_end_matches(edge);
    let mut folded = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.contains(['’', '‘']) {
            folded.push_str(&word.replace(['’', '‘'], "'"));
        } else {
            folded.push_str(word);
        }
    }
    folded
}

static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d{1,4}|\d(?:\.\d+)?x|show (?:more|less) [a-z ]{3,30}|list of \d+ items|list \d+ of \d+|end of list|\d+\s?/\s?\d+|\d+ (?:comments?|shares?|views?|likes?|min(?:ute)?s? read)|(?:slide|photo|image) \d+ of \d+|page \d+ of \d+|\d+ of \d+)$",
    )
});

static COMMENTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:comments?(?: section)?(?: \(?\d+)?|\d+ comments?|(?:view|show|read|see|all) (?:all )?(?:\d+ )?comments(?: \(?\d+)?|(?:leave|post|add|write) a (?:comment|reply)|join the (?:conversation|discussion)|reader comments|have your say|what do you think)$",
    )
});

static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:read|see|learn|find out) (?:more|also|next|all)\b[^:|]{0,60}|(?:more|also) (?:read|on|news|from|coverage)\b[^:|]{0,60}|more(?: [a-z]+){0,2} news|more|related(?: (?:story|stories|article|news|coverage))?|recommended|don't miss|you may also like|in (?:pictures|photos)|live (?:updates|blog)|watch(?: live| now| video)?|listen|also see|must read|trending|quiz|photos|video|gallery|graphics|podcast|newsletter|from the archives?)\s?[:|]\s?\S",
    )
});

// A heading run together with the headline that it links to.
static JOINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[^:.?!]{2,60}:\p{Lu}\p{L}"));

static COPYRIGHT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W*(?:©|ⓒ|\(c\)\s|copyright\s(?:©|ⓒ|\(c\)|\d{4}))"));

static INVITATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:sign[ -]up|subscribe|get (?:the|our|all|more|breaking|news|your|unlimited|full)|join (?:us|our|the \d|thousands|millions|on)|download (?:the|our)|follow (?:us|our|the)|follow \S+(?: \S+){0,4} on (?:twitter|x|facebook|instagram|google)|like us|click here|tap here|want (?:more|to)|stay (?:informed|up to date|updated|connected)|receive (?:our|the|breaking|news)|enter your e-?mail|by (?:signing up|subscribing|clicking|entering)|support (?:our|independent|quality)|for (?:more (?:information|stories|news|updates|on this)|all the latest|the latest news)|for more,|never miss|catch all|this (?:article|story|content) is (?:for|exclusive|available)|already (?:a|have an)|you have (?:read|reached|\d+|used)|to (?:continue|read the full|keep) reading|unlock|have a (?:tip|story)|reach the reporters?|do you have a (?:tip|story)|add us as|set us as|make us|privacy notice|need a (?:news )?break|check out our|e-?mail)\b",
    )
});

// "There is more where that came from. Sign up for our newsletter": a sentence of its own behind another.
static LETTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[.!?]\s(?:sign up|subscribe)\s(?:for|to|here|now|today)\b[^.!?]*\b(?:newsletter|inbox)\b",
    )
});

static INVITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:newsletters?|inbox|e-?mail (?:address|alerts|updates)|e-?mail us|briefing|alerts|notifications|(?:mobile |our |the |news )app|app store|play store|whatsapp|telegram|twitter|facebook|instagram|youtube|tiktok|linkedin|google news|preferred source|subscri(?:be|bers?|ption|ptions)|member(?:s|ship)?|log ?in|sign in|register|account|unlimited|free (?:stories|articles|trial)|premium|privacy policy|terms of (?:use|service)|our journalism|reading|stories from|our (?:coverage|channel|podcast|homepage)|updates on|get in touch|play hub|@\S+|\S+@\S+\.\S+)",
    )
});

/// Headings over links to other stories.
static RELATED: LazyLock<Vec<&str>> = LazyLock::new(|| rows(include_str!("../data/related.txt")));

/// How subscription offers begin.
static OFFERS: LazyLock<Vec<&str>> = LazyLock::new(|| rows(include_str!("../data/offers.txt")));

/// Whole lines that are buttons and labels of a page.
static BUTTONS: LazyLock<Vec<&str>> = LazyLock::new(|| rows(include_str!("../data/buttons.txt")));

/// Set phrases of comment rules; two of them in one paragraph tell.
static COMMENT_RULES: LazyLock<Vec<&str>> =
    LazyLock::new(|| rows(include_str!("../data/comment_rules.txt")));

/// Set phrases of consent notices; two of them in one paragraph tell.
static CONSENT: LazyLock<Vec<&str>> = LazyLock::new(|| rows(include_str!("../data/consent.txt")));

/// How a story says that it came from elsewhere; one tells.
static SYNDICATION: LazyLock<Vec<&str>> =
    LazyLock::new(|| rows(include_str!("../data/syndication.txt")));

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, reason: Option<&str>) {
        let found = section(words).map(Section::reason).or_else(|| line(words));
        assert_eq!(found, reason, "{words}");
    }

    #[test]
    fn buttons_links_and_invitations_are_furniture() {
        check("Advertisement", Some("page control"));
        check("12 comments", Some("comments"));
        check(
            "READ MORE: Five things to know about the bridge",
            Some("other stories"),
        );
        check("Bridge hearing:What the mayor said", Some("other stories"));
        check(
            "Sign up for our newsletter and get the news in your inbox.",
            Some("newsletter or subscription"),
        );
        check("Already a subscriber?", Some("subscription offer"));
        check("* * *", Some("ornament"));
    }

    #[test]
    fn sentences_that_speak_of_the_same_things_are_story() {
        for words in [
            "The company said that its newsletter has a million subscribers.",
            "Video: the minister spoke for an hour.",
            "“Sign up for the ferry newsletter,” the mayor told the crowd.",
            "Follow the river and you reach the old pier.",
            "Abusive posts break the community guidelines, and moderators remove them, the firm said.",
            "The privacy policy was changed on Monday, the court heard.",
            "More: that is what the crews want.",
            "Comments by the mayor angered the crews.",
        ] {
            check(words, None);
        }
    }

    #[test]
    fn every_row_is_written_as_lines_are_compared() {
        for rows in [&*RELATED, &*BUTTONS] {
            assert!(rows.iter().all(|row| fold(row) == *row));
            assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
