//! Reads what a page declares in its meta tags, its links and its marked elements.

use super::candidates::{Candidates, Field, Source};
use Field::{Author, Language, Modified, Published, Site, Title, Url};
use Source::{Fallback, General, Marked, Meta, Visible};
use dom_query::Document;

/// Names of meta tags (their `property`, `name`, `itemprop` or `http-equiv`) and what they declare.
const TAGS: &[(&str, Field, Source)] = &[
    ("article.created", Published, Meta),
    ("article.published", Published, Meta),
    ("article:author", Author, General),
    ("article:modified", Modified, Meta),
    ("article:modified_time", Modified, Meta),
    ("article:published", Published, Meta),
    ("article:published_time", Published, Meta),
    ("article_date_original", Published, Meta),
    ("author", Author, Meta),
    ("bt:pubdate", Published, Meta),
    ("byl", Author, Meta),
    ("citation_date", Published, General),
    ("citation_publication_date", Published, General),
    ("content-language", Language, General),
    ("cxenseparse:publishtime", Published, Meta),
    ("cxenseparse:recs:publishtime", Published, Meta),
    ("date", Published, General),
    ("date.created", Published, General),
    ("datemodified", Modified, Meta),
    ("datepublished", Published, Meta),
    ("dc.creator", Author, General),
    ("dc.date", Published, General),
    ("dc.date.created", Published, General),
    ("dc.date.issued", Published, General),
    ("dc.date.modified", Modified, General),
    ("dc.language", Language, General),
    ("dc.title", Title, General),
    ("dcterms.created", Published, General),
    ("dcterms.creator", Author, General),
    ("dcterms.date", Published, General),
    ("dcterms.issued", Published, General),
    ("dcterms.modified", Modified, General),
    ("displaydate", Published, General),
    ("last-modified", Modified, General),
    ("lastmod", Modified, General),
    ("og:article:author", Author, General),
    ("og:article:published_time", Published, Meta),
    ("og:locale", Language, General),
    ("og:pubdate", Published, Meta),
    ("og:published_time", Published, Meta),
    ("og:site_name", Site, Meta),
    ("og:title", Title, General),
    ("og:updated_time", Modified, General),
    ("og:url", Url, General),
    ("originalpublicationdate", Published, Meta),
    ("parsely-author", Author, General),
    ("parsely-pub-date", Published, Meta),
    ("parsely-title", Title, General),
    ("ptime", Published, General),
    ("pubdate", Published, Meta),
    ("publication_date", Published, Meta),
    ("publish-date", Published, Meta),
    ("publish_date", Published, Meta),
    ("publish_time", Published, Meta),
    ("publishdate", Published, Meta),
    ("published-date", Published, Meta),
    ("published_date", Published, Meta),
    ("publishtime", Published, Meta),
    ("rnews:datepublished", Published, Meta),
    ("sailthru.author", Author, General),
    ("sailthru.date", Published, Meta),
    ("shareaholic:article_published_time", Published, Meta),
    ("timestamp", Published, General),
    ("twitter:title", Title, Fallback),
    ("video:release_date", Published, General),
];

/// Selectors of elements that are marked for a field.
const MARKED: &[(&str, Field)] = &[
    (
        r#"[itemprop="datePublished"], time[pubdate], .dt-published, [property*="datePublished"]"#,
        Published,
    ),
    (
        r#"[itemprop="dateModified"], .dt-updated, [property*="dateModified"]"#,
        Modified,
    ),
    (
        r#"[itemprop="author"] [itemprop="name"], [itemprop="author"]:not(:has([itemprop="name"])), a[rel="author"], .p-author"#,
        Author,
    ),
    (r#"[itemprop="headline"]"#, Title),
];

/// Adds what tags and marked elements declare.
pub(super) fn collect(document: &Document, found: &mut Candidates) {
    for tag in document.select("meta[content]").iter() {
        let content = tag.attr("content").unwrap_or_default();
        for key in ["property", "name", "itemprop", "http-equiv"] {
            let name = tag.attr(key).unwrap_or_default().trim().to_lowercase();
            let row = TAGS.iter().find(|(known, ..)| *known == name);
            if let Some((_, field, source)) = row {
                found.add(*field, *source, &content);
                break;
            }
        }
    }
    collect_marked(document, found);
    if let Some(tag) = document.select("html[lang]").attr("lang") {
        found.add(Language, Meta, &tag);
    }
    if let Some(address) = document.select(r#"link[rel="canonical"]"#).attr("href") {
        found.add(Url, Meta, &address);
    }
    collect_headings(document, found);
    let title = document.select_single("head title").text();
    found.add(Title, Fallback, &title);
}

/// A first-rank heading of some words counts where no tag declares the headline: logos and menus are such headings too.
fn collect_headings(document: &Document, found: &mut Candidates) {
    for heading in document.select("h1").iter().take(8) {
        let text = heading.text();
        let source = if text.split_whitespace().count() >= 3 {
            Visible
        } else {
            Fallback
        };
        found.add(Title, source, &text);
    }
}

fn collect_marked(document: &Document, found: &mut Candidates) {
    for (selector, field) in MARKED {
        let Some(elements) = document.try_select(selector) else {
            continue;
        };
        for element in elements.iter().take(8) {
            let declared = ["datetime", "content"]
                .iter()
                .find_map(|name| element.attr(name));
            let dated = matches!(field, Published | Modified);
            match declared.filter(|_| dated) {
                Some(stamp) => found.add(*field, Marked, &stamp),
                None => found.add(*field, Marked, &element.text()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_in_order_and_none_twice() {
        assert!(TAGS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn the_selectors_of_marked_elements_are_valid() {
        let document = Document::from("<p>");
        for (selector, _) in MARKED {
            assert!(
                document.try_select(selector).is_some() || document.select("p").exists(),
                "{selector}"
            );
        }
    }
}
