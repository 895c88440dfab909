//! Tells the lines under pictures, and their credits, from paragraphs.

use crate::pattern::pattern;
use crate::prose;
use regex::Regex;
use std::sync::LazyLock;

/// Whether a line is a caption or the credit of a picture by its own words.
pub(crate) fn is_caption(line: &str) -> bool {
    if !HINT.is_match(line) {
        return false;
    }
    let count = prose::words(line);
    count <= 70 && (CREDIT.is_match(line) || count <= 20 && BARE.is_match(line))
}

// What every credit has in it: looked for first, for it is found many times faster than the forms below.
static HINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i-u:photo|image|pic|grab|caption|credit|illustrat|graphic|representat|file|video|getty|reuters|shutterstock|alamy|anadolu|xinhua|istock|dpa|epa|afp|pti|ani)|AP|\[\p{Lu}",
    )
});

// A credit with its label opens or ends the line; an agency behind a slash or in brackets ends it.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^(?i:(?:(?:file|representative|representational|handout|screen)\s(?:photo|image|picture|pic|grab)
            |photo(?:graph)?(?:\s(?:credit|courtesy|by|source))?|image(?:\s(?:credit|source|caption|courtesy))?|picture(?:\s(?:credit|by))?
            |caption|credit|video\scaption|media\scaption|illustration(?:\sby)?|graphic|pic)\s?(?::|\|)|image\s(?:source|caption),|media\scaption,)
        | [|(\[.\u{2014}\u{2013}-]\s*(?i:(?:photo(?:graph)?|image|picture|pic|illustration|video)s?(?:\s(?:credit|source|courtesy|by))?\s?:|(?:photo|image|picture)\scredit|(?:photo|image|picture|illustration)\s(?:by|courtesy(?:\sof)?)\s).{1,80}$
        | \b(?i:(?:file|representative|representational|representation)\s(?:photo|photograph|image|picture|pic))[.)\]\s]*$
        | (?:\(|\[|\|\s?|:\s?|/|—\s?|–\s?|\.\s)(?:AP|AFP|Reuters|REUTERS|EPA|PTI|ANI|Getty\sImages|Getty|dpa|Shutterstock|Alamy|Anadolu|Xinhua|iStock)(?:\sPhoto|\sfile|\svia\s[\p{Lu}][\p{L}\s]{2,40})?(?:/[\p{L}\s.'’-]{2,60})?[)\]]?$
        | \b(?:REUTERS|AFP|EPA|AP)/[\p{Lu}][\p{L}\s.'’-]{2,40}(?:/File\sPhoto)?(?:\s+Purchase\s.{0,60})?$
        | \[[\p{Lu}][\p{L}\s.'’-]{2,40}/[\p{Lu}][\p{L}\s.]{1,40}\]$
        | \((?i:file|representational|representative)\)$
        | \((?:AP\s(?:Photo|Images)|Photo\sby|Image:|Photo:|Picture:|Reuters/|AFP/|EPA/)[^()]{0,80}\)\.?$
        ",
    )
});

// A credit that is the whole line.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^[\p{L}\s.'’/,&-]{0,80}(?:/|\bvia\s|\b)(?:Getty\sImages|Shutterstock|Alamy|iStock(?:photo)?|AP\sPhoto|AFP\sPhoto|Reuters\sPhoto|EPA-EFE)(?:/[\p{L}\s.'’-]{2,60})?$",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_by_their_credit() {
        for line in [
            "The ferry leaves the old pier. File photo",
            "The ferry leaves the old pier | Photo Credit: Jane Roe",
            "The ferry leaves the old pier. (AP Photo/Jane Roe)",
            "The ferry leaves the old pier in March. Photograph: Jane Roe/The Courier",
            "Image: The old pier",
            "Image source, Getty Images",
            "Jane Roe/Getty Images",
            "The old pier on Monday [Jane Roe/Reuters]",
            "The old pier. Photo by Jane Roe",
            "A ferry leaves the harbour, March 2, 2025. REUTERS/Jane Roe/File Photo",
            "The work takes six weeks. (File)",
        ] {
            assert!(is_caption(line), "{line}");
        }
    }

    #[test]
    fn sentences_about_pictures_are_no_captions() {
        for line in [
            "The archive was sold to Getty Images.",
            "The photo by Jane Roe shows the old pier at noon.",
            "He sent the picture to the police: it shows the pier.",
            "The minister told Reuters",
            "The museum sold a chart, photo by Jane Roe and maps of the pier.",
            "The mission sent its first image, and a second photo by night followed on Monday.",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }
}
