//! Reads what a page declares in its meta tags and links, and its headings of the first rank.

use super::candidates::{Candidates, Field, Source};
use crate::candidate::{CandidateSource, DateField, Rule};
use DateField::{Modified, Published};
use Field::{Author, Language, Publisher, Section, Site, Title, Url};
use Source::{Fallback, General, Meta, Visible};
use dom_query::{Document, NodeRef};

/// Names of meta tags (their `property`, `name`, `itemprop` or `http-equiv`) and what they declare.
const WORDS: &[(&str, Field, Source)] = &[
    ("apple-mobile-web-app-title", Publisher, Fallback),
    ("application-name", Publisher, Fallback),
    ("article:author", Author, General),
    ("article:author_name", Author, Meta),
    ("article:section", Section, Meta),
    ("author", Author, Meta),
    ("byl", Author, Meta),
    ("content-language", Language, General),
    ("cxenseparse:author", Author, General),
    ("dc.creator", Author, General),
    ("dc.language", Language, General),
    ("dc.publisher", Publisher, General),
    ("dc.title", Title, Fallback),
    ("dcterms.creator", Author, General),
    ("dcterms.publisher", Publisher, General),
    ("og:article:author", Author, General),
    ("og:author", Author, General),
    ("og:locale", Language, General),
    ("og:site_name", Site, Meta),
    ("og:title", Title, Meta),
    ("og:url", Url, General),
    ("parsely-author", Author, General),
    ("parsely-section", Section, General),
    ("parsely-title", Title, Fallback),
    ("publisher", Publisher, General),
    ("sailthru.author", Author, General),
    ("sailthru.section", Section, General),
    ("twitter:misc:written by", Author, General),
    ("twitter:title", Title, Fallback),
];

/// Names of meta tags that declare a date, and how far they are trusted.
const DATES: &[(&str, DateField, Rule)] = &[
    ("article.created", Published, Rule::Declared),
    ("article.published", Published, Rule::Declared),
    ("article.updated", Modified, Rule::Declared),
    ("article:modified", Modified, Rule::Declared),
    ("article:modified:time", Modified, Rule::Declared),
    ("article:modified_time", Modified, Rule::Declared),
    ("article:post_time", Published, Rule::Declared),
    ("article:published", Published, Rule::Declared),
    ("article:published:time", Published, Rule::Declared),
    ("article:published_date", Published, Rule::Declared),
    ("article:published_time", Published, Rule::Declared),
    ("article_date_original", Published, Rule::Declared),
    ("bt:pubdate", Published, Rule::Declared),
    ("citation_date", Published, Rule::General),
    ("citation_publication_date", Published, Rule::General),
    ("created", Published, Rule::General),
    ("creation_date", Published, Rule::General),
    ("cxenseparse:publishtime", Published, Rule::Declared),
    ("cxenseparse:recs:publishtime", Published, Rule::Declared),
    ("date", Published, Rule::General),
    ("date.created", Published, Rule::General),
    ("date_published", Published, Rule::Declared),
    ("datecreated", Published, Rule::General),
    ("datemodified", Modified, Rule::Declared),
    ("datepublished", Published, Rule::Declared),
    ("dc.date", Published, Rule::General),
    ("dc.date.created", Published, Rule::General),
    ("dc.date.issued", Published, Rule::General),
    ("dc.date.modified", Modified, Rule::General),
    ("dc.issued", Published, Rule::General),
    ("dcsext.articlefirstpublished", Published, Rule::Declared),
    ("dcterms.available", Published, Rule::General),
    ("dcterms.created", Published, Rule::General),
    ("dcterms.date", Published, Rule::General),
    ("dcterms.issued", Published, Rule::General),
    ("dcterms.modified", Modified, Rule::General),
    ("displaydate", Published, Rule::General),
    ("last-modified", Modified, Rule::General),
    ("last_modified", Modified, Rule::General),
    ("lastmod", Modified, Rule::General),
    ("modified", Modified, Rule::General),
    ("og:article:published_time", Published, Rule::Declared),
    ("og:date", Published, Rule::General),
    ("og:modified_time", Modified, Rule::Declared),
    ("og:pubdate", Published, Rule::Declared),
    ("og:published_time", Published, Rule::Declared),
    ("og:release_date", Published, Rule::General),
    ("og:updated_time", Modified, Rule::General),
    ("originalpublicationdate", Published, Rule::Declared),
    ("parsely-pub-date", Published, Rule::Declared),
    ("pdate", Published, Rule::General),
    ("ptime", Published, Rule::General),
    ("pub_date", Published, Rule::Declared),
    ("pubdate", Published, Rule::Declared),
    ("publication-date", Published, Rule::Declared),
    ("publication_date", Published, Rule::Declared),
    ("publish-date", Published, Rule::Declared),
    ("publish_date", Published, Rule::Declared),
    ("publish_time", Published, Rule::Declared),
    ("publishdate", Published, Rule::Declared),
    ("published", Published, Rule::Declared),
    ("published-date", Published, Rule::Declared),
    ("published_at", Published, Rule::Declared),
    ("published_date", Published, Rule::Declared),
    ("publishtime", Published, Rule::Declared),
    ("release_date", Published, Rule::General),
    ("revised", Modified, Rule::General),
    ("rnews:datepublished", Published, Rule::Declared),
    ("sailthru.date", Published, Rule::Declared),
    (
        "shareaholic:article_published_time",
        Published,
        Rule::Declared,
    ),
    ("sort_date", Published, Rule::General),
    ("timestamp", Published, Rule::General),
    ("uploaddate", Published, Rule::General),
    ("video:release_date", Published, Rule::General),
    ("vr:published_time", Published, Rule::Declared),
    ("weibo:article:create_at", Published, Rule::Declared),
    ("weibo:article:update_at", Modified, Rule::Declared),
];

/// Adds what tags and headings declare.
pub(super) fn collect(document: &Document, found: &mut Candidates) {
    for tag in document.select("meta[content]").nodes() {
        collect_meta(tag, found);
    }
    collect_pairs(document, found);
    if let Some(tag) = document.select("html[lang]").attr("lang") {
        found.add(Language, Meta, &tag);
    }
    if let Some(address) = document.select(r#"link[rel~="canonical"]"#).attr("href") {
        found.add(Url, Meta, &address);
    }
    collect_headings(document, found);
    let title = document.select_single("head title").text();
    found.add(Title, Fallback, &title);
}

fn collect_meta(tag: &NodeRef<'_>, found: &mut Candidates) {
    let content = tag.attr("content").unwrap_or_default();
    for key in ["property", "name", "itemprop", "http-equiv"] {
        let name = tag.attr(key).unwrap_or_default().trim().to_lowercase();
        if let Some((_, field, source)) = WORDS.iter().find(|(known, ..)| *known == name) {
            found.add(*field, *source, &content);
            return;
        }
        if let Some((_, field, rule)) = DATES.iter().find(|(known, ..)| *known == name) {
            found.date(date_source(key, name), *field, *rule, &content);
            return;
        }
    }
}

fn date_source(key: &str, name: String) -> CandidateSource {
    if key == "itemprop" {
        CandidateSource::Microdata
    } else if name.starts_with("article:") {
        CandidateSource::Article
    } else if name.starts_with("og:") {
        CandidateSource::OpenGraph
    } else {
        CandidateSource::Meta(name)
    }
}

/// `twitter:label1` = "Written by" makes `twitter:data1` a name.
fn collect_pairs(document: &Document, found: &mut Candidates) {
    for number in ["1", "2"] {
        let value = |part: &str| {
            let selector = format!(r#"meta[name="twitter:{part}{number}"]"#);
            document.select(&selector).attr("content")
        };
        let label = value("label").unwrap_or_default().to_lowercase();
        let labels = [
            "written by",
            "author",
            "verfasst von",
            "geschrieben von",
            "écrit par",
            "escrito por",
            "scritto da",
        ];
        if labels.contains(&label.trim()) {
            found.add(Author, General, &value("data").unwrap_or_default());
        }
    }
}

/// A first-rank heading of some words counts where no tag declares the headline: logos and menus are such headings too.
fn collect_headings(document: &Document, found: &mut Candidates) {
    for heading in document.select("h1").iter().take(8) {
        let text = heading.text();
        let is_long = text.split_whitespace().count() >= 3
            || text.trim().chars().filter(|c| !c.is_ascii()).count() >= 10;
        found.add(Title, if is_long { Visible } else { Fallback }, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_in_order_and_none_twice() {
        assert!(WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(DATES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
