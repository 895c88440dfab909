//! Knows what a page puts around a story: offers, comment policies, share boxes, links to other stories.

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
    if BUTTONS.contains(&folded.as_str()) || COUNTER.is_match(&folded) {
        return Some("page control");
    }
    if is_link(line, &folded) {
        return Some("other stories");
    }
    let quoted = line.starts_with(['"', '“', '‘', '\'', '«', '„']);
    policy(line).or_else(|| invitation(&folded).filter(|_| !quoted))
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
    if told(COMMENT_RULES) >= 2 {
        Some("comment policy")
    } else if told(CONSENT) >= 2 {
        Some("cookie notice")
    } else if short && (COPYRIGHT.is_match(&small) || small.contains("all rights reserved")) {
        Some("copyright line")
    } else if short && told(SYNDICATION) >= 1 {
        Some("syndication note")
    } else {
        None
    }
}

/// An imperative to subscribe, follow or download, of some length.
fn invitation(folded: &str) -> Option<&'static str> {
    let invites = INVITATION.is_match(folded) && INVITED.is_match(folded);
    (invites && folded.split(' ').count() <= 50).then_some("newsletter or subscription")
}

/// Small letters, straight apostrophes, single blanks, no bullets before and no punctuation behind.
fn fold(line: &str) -> String {
    let small = line.to_lowercase().replace(['’', '‘'], "'");
    let words: Vec<&str> = small.split_whitespace().collect();
    let edge = |c: char| !c.is_alphanumeric() && !matches!(c, '©' | '@' | '$' | '€' | '£' | '%');
    words
        .join(" ")
        .trim_start_matches(edge)
        .trim_end_matches(edge)
        .to_owned()
}

fn pattern(look: &str) -> Regex {
    Regex::new(look).expect("the patterns of furniture are valid")
}

static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d+\s?/\s?\d+|\d+ (?:comments?|shares?|views?|likes?|min(?:ute)?s? read)|(?:slide|photo|image) \d+ of \d+|page \d+ of \d+|\d+ of \d+)$",
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
    LazyLock::new(|| pattern(r"^\W*(?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{4}))"));

static INVITATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:sign[ -]up|subscribe|get (?:the|our|all|more|breaking|news|your|unlimited|full)|join (?:us|our|the \d|thousands|millions|on)|download (?:the|our)|follow (?:us|our|the)|follow \S+(?: \S+){0,4} on (?:twitter|x|facebook|instagram|google)|like us|click here|tap here|want (?:more|to)|stay (?:informed|up to date|updated|connected)|receive (?:our|the|breaking|news)|enter your e-?mail|by (?:signing up|subscribing|clicking|entering)|support (?:our|independent|quality)|for (?:more (?:information|stories|news|updates|on this)|all the latest|the latest news)|for more,|never miss|catch all|this (?:article|story|content) is (?:for|exclusive|available)|already (?:a|have an)|you have (?:read|reached|\d+|used)|to (?:continue|read the full|keep) reading|unlock|have a (?:tip|story)|do you have a (?:tip|story)|add us as|set us as|make us|need a (?:news )?break|check out our|e-?mail)\b",
    )
});

static INVITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:newsletters?|inbox|e-?mail (?:address|alerts|updates)|e-?mail us|briefing|alerts|notifications|(?:mobile |our |the |news )app|app store|play store|whatsapp|telegram|twitter|facebook|instagram|youtube|tiktok|linkedin|google news|preferred source|subscri(?:be|bers?|ption|ptions)|member(?:s|ship)?|log ?in|sign in|register|account|unlimited|free (?:stories|articles|trial)|premium|privacy policy|terms of (?:use|service)|our journalism|reading|stories from|our (?:coverage|channel|podcast|homepage)|updates on|get in touch|play hub|@\S+|\S+@\S+\.\S+)",
    )
});

/// Headings over links to other stories.
const RELATED: &[&str] = &[
    "also in this section",
    "also on the site",
    "also read",
    "around the web",
    "don't miss",
    "editor's pick",
    "editor's picks",
    "editors' picks",
    "featured",
    "from our partners",
    "in case you missed it",
    "in other news",
    "in this story",
    "keep reading",
    "latest",
    "latest headlines",
    "latest news",
    "latest stories",
    "latest videos",
    "more for you",
    "more in this section",
    "more like this",
    "more news",
    "more on this",
    "more on this story",
    "more on this topic",
    "more stories",
    "more stories like this",
    "more to explore",
    "more top stories",
    "most popular",
    "most read",
    "most shared",
    "most viewed",
    "must read",
    "must reads",
    "next story",
    "next up",
    "our picks",
    "popular",
    "popular now",
    "popular stories",
    "previous story",
    "promoted",
    "promoted content",
    "read also",
    "read more",
    "read next",
    "recent posts",
    "recommended",
    "recommended articles",
    "recommended for you",
    "recommended reading",
    "recommended stories",
    "related",
    "related articles",
    "related content",
    "related coverage",
    "related links",
    "related news",
    "related posts",
    "related reading",
    "related stories",
    "related story",
    "related tags",
    "related topics",
    "related videos",
    "see also",
    "similar articles",
    "similar stories",
    "sponsored",
    "sponsored content",
    "sponsored stories",
    "story tags",
    "suggested articles",
    "suggested stories",
    "tags",
    "the latest",
    "today's top stories",
    "top news",
    "top stories",
    "top videos",
    "topics",
    "topics in this article",
    "trending",
    "trending now",
    "trending stories",
    "trending topics",
    "up next",
    "what others are reading",
    "what to read next",
    "you may also like",
    "you might also like",
    "you might be interested in",
];

/// How subscription offers begin.
const OFFERS: &[&str] = &[
    "a subscription is needed",
    "already a member",
    "already a subscriber",
    "already have an account",
    "become a member",
    "become a subscriber",
    "continue reading with",
    "continue reading your",
    "create a free account",
    "create an account to",
    "enjoy unlimited",
    "for subscribers only",
    "free for registered",
    "get unlimited access",
    "keep reading for",
    "log in to continue",
    "log in to read",
    "log in to unlock",
    "login to continue",
    "member-only benefits",
    "premium story",
    "register for free to",
    "register now to",
    "register to continue",
    "register to read",
    "sign in to continue",
    "sign in to read",
    "sign in to unlock",
    "sign in to view",
    "sign up to continue",
    "sign up to unlock",
    "start your free trial",
    "start your subscription",
    "subscribe for full",
    "subscribe now",
    "subscribe to continue",
    "subscribe to keep",
    "subscribe to read",
    "subscribe to unlock",
    "subscribers only",
    "support our journalism",
    "this article is exclusive to",
    "this article is for",
    "this content is for",
    "this is a premium",
    "this is a subscriber",
    "this story is exclusive to",
    "to continue reading",
    "to read the full story",
    "to read this article",
    "unlock all",
    "unlock exclusive",
    "unlock the full",
    "unlock this",
    "unlock unlimited",
    "want to keep reading",
    "you have reached your",
    "you've reached your",
];

/// Whole lines that are buttons and labels of a page.
const BUTTONS: &[&str] = &[
    "ad",
    "add as preferred source",
    "ads",
    "advertisement",
    "advertisement - scroll to continue",
    "advertising",
    "article continues after this advertisement",
    "article continues below",
    "article continues below advertisement",
    "back to top",
    "bookmark",
    "click here",
    "close",
    "continue reading",
    "copied",
    "copy",
    "copy link",
    "copy url",
    "download app",
    "e-mail",
    "email",
    "email article",
    "email this article",
    "expand",
    "facebook",
    "flipboard",
    "follow",
    "follow us",
    "follow us on",
    "font size",
    "gift article",
    "gift this article",
    "give this article",
    "go back",
    "hide",
    "hide caption",
    "home",
    "instagram",
    "leer en español",
    "like",
    "link copied",
    "linkedin",
    "listen",
    "listen to article",
    "listen to this article",
    "listen to this story",
    "live",
    "load more",
    "loading",
    "log in",
    "login",
    "menu",
    "messenger",
    "more",
    "more options",
    "my account",
    "newsletter",
    "newsletters",
    "next",
    "notifications",
    "open menu",
    "photos",
    "pinterest",
    "play",
    "play video",
    "premium",
    "previous",
    "print",
    "print article",
    "print this article",
    "read aloud",
    "read full story",
    "read later",
    "read less",
    "reddit",
    "register",
    "reply",
    "report an error",
    "report this ad",
    "republish",
    "republish this article",
    "save",
    "save article",
    "save for later",
    "save this story",
    "saved",
    "scroll down",
    "scroll to continue",
    "scroll to continue with content",
    "search",
    "see all",
    "see comments",
    "see more",
    "settings",
    "share",
    "share article",
    "share on facebook",
    "share on twitter",
    "share on whatsapp",
    "share on x",
    "share post",
    "share this",
    "share this article",
    "share this story",
    "share via",
    "show caption",
    "show less",
    "show more",
    "sign in",
    "sign out",
    "sign up",
    "skip ad",
    "skip advertisement",
    "skip to content",
    "skip to main content",
    "sponsor message",
    "story continues",
    "story continues after advertisement",
    "story continues below",
    "story continues below advertisement",
    "story continues below gallery",
    "story continues below this ad",
    "story continues below video",
    "subscribe",
    "telegram",
    "text size",
    "thank you for reading",
    "thanks for reading",
    "threads",
    "toggle caption",
    "translate",
    "tweet",
    "twitter",
    "undo",
    "unmute",
    "video",
    "view all",
    "view comments",
    "view gallery",
    "view more",
    "watch",
    "watch live",
    "watch now",
    "watch video",
    "whatsapp",
    "youtube",
];

/// Set phrases of comment rules; two of them in one paragraph tell.
const COMMENT_RULES: &[&str] = &[
    "abusive or personal",
    "all comments are",
    "and login to post",
    "be civil",
    "be respectful",
    "before posting",
    "comment policy",
    "comments are moderated",
    "comments are subject",
    "comments are the",
    "comments have to be",
    "comments may be",
    "comments section",
    "commenting guidelines",
    "commenting platform",
    "commenting policy",
    "community guidelines",
    "community standards",
    "engage with our articles",
    "full sentences",
    "house rules",
    "keep it civil",
    "log in to comment",
    "login to comment",
    "off-topic",
    "older comments",
    "personal attacks",
    "post comments",
    "post your comment",
    "posting a comment",
    "posting your comment",
    "register and login",
    "registered user",
    "remove comments",
    "report abuse",
    "the right to delete",
    "the right to remove",
    "their older comments",
    "user comments",
    "your comments",
    "your comment will",
];

/// Set phrases of consent notices; two of them in one paragraph tell.
const CONSENT: &[&str] = &[
    "accept all",
    "accept cookies",
    "ad choices",
    "advertising partners",
    "allow cookies",
    "browsing experience",
    "by continuing to",
    "change your preferences",
    "consent to the use",
    "cookie notice",
    "cookie policy",
    "cookie preferences",
    "cookie settings",
    "manage preferences",
    "personalise content",
    "personalize content",
    "privacy notice",
    "privacy policy",
    "reject all",
    "store and/or access",
    "terms of service",
    "terms of use",
    "this site uses cookies",
    "this website uses cookies",
    "uses cookies",
    "we and our partners",
    "we use cookies",
    "your consent",
    "your privacy choices",
];

/// How a story says that it came from elsewhere.
const SYNDICATION: &[&str] = &[
    "has not been edited by",
    "is published from a syndicated feed",
    "may not be published, broadcast",
    "may not be reproduced",
    "this article first appeared",
    "this article originally appeared",
    "this article was first published",
    "this article was originally published",
    "this story originally appeared",
    "this story was originally published",
];
