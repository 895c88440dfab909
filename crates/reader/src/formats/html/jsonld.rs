//! Reads what a page declares in JSON-LD about its article; articleBody is often cut and never read.

use super::candidates::{Candidates, Field, Source};
use dom_query::Document;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// How deep objects are searched for an article.
const DEEPEST: usize = 12;

/// Adds what the first object of an article says, or what a page object says where no article is declared.
pub(super) fn collect(document: &Document, found: &mut Candidates) {
    let scripts = document.select(r#"script[type*="ld+json"]"#);
    let values: Vec<Value> = scripts
        .iter()
        .filter_map(|script| parse(&script.text()))
        .collect();
    let mut objects = Vec::new();
    for value in &values {
        gather(value, 0, &mut objects);
    }
    let article = objects.iter().find(|object| is_of(object, is_article));
    let page = || {
        objects
            .iter()
            .find(|object| is_of(object, |kind| kind.ends_with("WebPage")))
    };
    if let Some(article) = article {
        add(article, &objects, Source::JsonLd, found);
    } else if let Some(page) = page() {
        add(page, &objects, Source::General, found);
    }
}

/// Sites write raw line breaks and comment marks into their JSON.
fn parse(script: &str) -> Option<Value> {
    let bare = script
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim();
    let bare = bare
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        let clean: String = bare
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&clean).ok()
    })
}

fn gather<'v>(value: &'v Value, depth: usize, objects: &mut Vec<&'v Object>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| gather(item, depth + 1, objects)),
        Value::Object(object) => {
            objects.push(object);
            for key in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "hasPart",
                "item",
                "about",
            ] {
                if let Some(inner) = object.get(key) {
                    gather(inner, depth + 1, objects);
                }
            }
        }
        _ => {}
    }
}

fn is_of(object: &Object, fits: impl Fn(&str) -> bool) -> bool {
    match object.get("@type") {
        Some(Value::String(kind)) => fits(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(fits),
        _ => false,
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || kind.ends_with("BlogPosting")
        || matches!(kind, "Report" | "Blog" | "VideoObject" | "CreativeWork")
}

fn add(object: &Object, all: &[&Object], source: Source, found: &mut Candidates) {
    let fields = [
        ("datePublished", Field::Published, source),
        ("dateCreated", Field::Published, Source::General),
        ("uploadDate", Field::Published, source),
        ("dateModified", Field::Modified, source),
        ("headline", Field::Title, source),
        ("name", Field::Title, Source::General),
        ("inLanguage", Field::Language, source),
    ];
    for (key, field, source) in fields {
        if let Some(text) = object.get(key).and_then(Value::as_str) {
            found.add(field, source, &unescape(text));
        }
    }
    for key in ["author", "creator"] {
        if let Some(author) = object.get(key) {
            names(author, all, source, found);
        }
    }
    if let Some(name) = object
        .get("publisher")
        .and_then(|publisher| name(publisher, all))
    {
        found.add(Field::Site, source, &unescape(name));
    }
}

fn names(author: &Value, all: &[&Object], source: Source, found: &mut Candidates) {
    if let Value::Array(authors) = author {
        for author in authors {
            names(author, all, source, found);
        }
    } else if let Some(name) = name(author, all) {
        found.add(Field::Author, source, &unescape(name));
    } else if let Some(Value::Array(many)) = author.get("name") {
        for name in many.iter().filter_map(Value::as_str) {
            found.add(Field::Author, source, &unescape(name));
        }
    }
}

/// The name of a person or organisation, also where it is declared elsewhere under an `@id`.
fn name<'v>(value: &'v Value, all: &[&'v Object]) -> Option<&'v str> {
    let told = value.as_str().or_else(|| value.get("name")?.as_str());
    told.or_else(|| {
        let id = value.get("@id")?;
        let elsewhere = all
            .iter()
            .find(|object| object.get("@id") == Some(id) && object.contains_key("name"));
        elsewhere?.get("name")?.as_str()
    })
}

/// JSON needs no character references, and many sites write them all the same.
fn unescape(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_owned();
    }
    Document::fragment(text).text().to_string()
}
