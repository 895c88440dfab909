//! Reads what a page declares in JSON-LD about its article; articleBody is often cut and never read.

use super::candidates::{Candidates, Field, Source};
use crate::candidate::{CandidateSource, DateField, Rule};
use crate::pattern::pattern;
use dom_query::Document;
use regex::Regex;
use serde_json::{Map, Value};
use std::sync::LazyLock;

type Object = Map<String, Value>;

/// Most authors of a list.
const MOST_AUTHORS: usize = 40;

/// How deep objects are searched for an article.
const DEEPEST: usize = 12;

/// Adds what the object of the article says, or what a page object says where no article is declared.
pub(super) fn collect(document: &Document, found: &mut Candidates) {
    let scripts = document.select(r#"script[type*="ld+json"]"#);
    let scripts: Vec<_> = scripts.iter().map(|script| script.text()).collect();
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    for value in &values {
        gather(value, 0, &mut objects);
    }
    let first = |fits: fn(&str) -> bool| objects.iter().find(|object| is_of(object, fits));
    let article = first(is_article);
    if let Some(article) = article {
        add(article, &objects, true, found);
        if let Some(page) = first(is_page) {
            add_dates(page, false, found);
        }
    } else if let Some(other) = first(is_other).or_else(|| first(is_page)) {
        add(other, &objects, false, found);
    }
    if values.len() < scripts.len() && article.is_none() {
        let broken = scripts.iter().filter(|script| parse(script).is_none());
        broken.for_each(|script| salvage(script, found));
    }
    for object in &objects {
        if is_of(object, |kind| {
            matches!(kind, "Organization" | "NewsMediaOrganization" | "WebSite")
        }) && let Some(name) = object.get("name").and_then(Value::as_str)
        {
            found.add(Field::Publisher, Source::Fallback, &unescape(name));
        }
        if is_of(object, |kind| kind == "BreadcrumbList") {
            crumbs(object, found);
        }
    }
}

/// The last but one of the steps that lead to the page; the last where it is not the page itself is not told apart.
fn crumbs(object: &Object, found: &mut Candidates) {
    let Some(Value::Array(steps)) = object.get("itemListElement") else {
        return;
    };
    let name = |step: &Value| {
        let own = step.get("name").and_then(Value::as_str);
        let of_item = || step.get("item")?.get("name")?.as_str();
        own.or_else(of_item).map(unescape)
    };
    let names: Vec<String> = steps.iter().filter_map(name).collect();
    if let [_, .., section, _] = names.as_slice() {
        found.add(Field::Section, Source::Fallback, section);
    }
}

/// What an object that is no JSON says all the same: the first of each field, where it is an article's.
fn salvage(script: &str, found: &mut Candidates) {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#""(?<key>datePublished|dateModified|headline)"\s*:\s*"(?<value>(?:[^"\\]|\\.){1,300})""#,
        )
    });
    if !script.contains("Article\"") && !script.contains("BlogPosting\"") {
        return;
    }
    let first = |key: &str| {
        let mut fields = FIELD.captures_iter(script);
        let field = fields.find(|field| field.name("key").is_some_and(|of| of.as_str() == key));
        let value = field?.name("value")?.as_str();
        serde_json::from_str::<String>(&format!("\"{value}\"")).ok()
    };
    if let Some(headline) = first("headline") {
        found.add(Field::Title, Source::JsonLd, &unescape(&headline));
    }
    for (key, field) in [
        ("datePublished", DateField::Published),
        ("dateModified", DateField::Modified),
    ] {
        if let Some(date) = first(key) {
            found.date(CandidateSource::JsonLd, field, Rule::Declared, &date);
        }
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
    kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
}

fn is_other(kind: &str) -> bool {
    kind.ends_with("Review") || matches!(kind, "Blog" | "CreativeWork" | "VideoObject" | "Recipe")
}

fn is_page(kind: &str) -> bool {
    kind.ends_with("WebPage")
}

fn add(object: &Object, all: &[&Object], is_article: bool, found: &mut Candidates) {
    add_dates(object, is_article, found);
    let source = if is_article {
        Source::JsonLd
    } else {
        Source::General
    };
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(unescape);
    let headline = text("headline").or_else(|| text("name").filter(|_| is_article));
    if let Some(headline) = headline {
        let source = if is_article {
            Source::JsonLd
        } else {
            Source::Fallback
        };
        found.add(Field::Title, source, &headline);
    }
    if let Some(language) = text("inLanguage") {
        found.add(Field::Language, source, &language);
    }
    if let Some(address) = address(object) {
        found.add(Field::Url, Source::Fallback, address);
    }
    sections(object.get("articleSection"), found);
    for key in ["author", "creator"] {
        if let Some(author) = object.get(key) {
            names(author, all, source, found);
        }
    }
    if let Some(publisher) = object.get("publisher").and_then(|value| name(value, all)) {
        found.add(Field::Site, source, &publisher);
    }
}

fn add_dates(object: &Object, is_article: bool, found: &mut Candidates) {
    let rule = if is_article {
        Rule::Declared
    } else {
        Rule::General
    };
    let fields = [
        ("datePublished", DateField::Published, rule),
        ("uploadDate", DateField::Published, rule),
        ("dateCreated", DateField::Published, Rule::General),
        ("dateModified", DateField::Modified, rule),
    ];
    for (key, field, rule) in fields {
        let told = match object.get(key) {
            Some(Value::String(text)) => unescape(text),
            Some(Value::Number(number)) => number.to_string(),
            _ => continue,
        };
        found.date(CandidateSource::JsonLd, field, rule, &told);
    }
}

/// The address of the page whose main thing the article is.
fn address(object: &Object) -> Option<&str> {
    let main = object.get("mainEntityOfPage");
    main.and_then(|main| {
        let id = || main.get("@id").and_then(Value::as_str);
        let url = || main.get("url").and_then(Value::as_str);
        main.as_str().or_else(id).or_else(url)
    })
    .or_else(|| object.get("url").and_then(Value::as_str))
    .filter(|address| address.contains("://"))
}

fn sections(value: Option<&Value>, found: &mut Candidates) {
    let first = match value {
        Some(Value::Array(sections)) => sections.iter().find_map(Value::as_str),
        Some(value) => value.as_str(),
        None => None,
    };
    if let Some(section) = first {
        found.add(Field::Section, Source::JsonLd, &unescape(section));
    }
}

fn names(author: &Value, all: &[&Object], source: Source, found: &mut Candidates) {
    if let Value::Array(authors) = author {
        for author in authors.iter().take(MOST_AUTHORS) {
            names(author, all, source, found);
        }
    } else if let Some(name) = name(author, all) {
        let field = if is_organisation(author, all) {
            Field::Organisation
        } else {
            Field::Author
        };
        found.add(field, source, &name);
    } else if let Some(Value::Array(many)) = author.get("name") {
        for name in many.iter().filter_map(Value::as_str) {
            found.add(Field::Author, source, &unescape(name));
        }
    }
}

fn is_organisation(author: &Value, all: &[&Object]) -> bool {
    let declared = |object: &Object| is_of(object, |kind| kind.ends_with("Organization"));
    let elsewhere = || elsewhere(author, all).is_some_and(declared);
    author.as_object().is_some_and(declared) || elsewhere()
}

/// The object that declares what another names by its `@id`.
fn elsewhere<'v>(value: &Value, all: &[&'v Object]) -> Option<&'v Object> {
    let id = value.get("@id")?;
    let named = |object: &&&Object| {
        let has_name = object.contains_key("name") || object.contains_key("familyName");
        object.get("@id") == Some(id) && has_name
    };
    all.iter().find(named).copied()
}

/// The name of a person or organisation, also where it is declared elsewhere under an `@id`.
fn name(value: &Value, all: &[&Object]) -> Option<String> {
    let own = value.as_object().and_then(own_name);
    let told = value.as_str().map(unescape).or(own);
    told.or_else(|| elsewhere(value, all).and_then(own_name))
}

/// A name as a whole, else of its parts.
fn own_name(object: &Object) -> Option<String> {
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(unescape);
    let whole = text("name").filter(|name| !name.trim().is_empty());
    let given = || Some(format!("{} {}", text("givenName")?, text("familyName")?));
    whole.or_else(given)
}

/// JSON needs no character references, and many sites write them all the same.
fn unescape(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_owned();
    }
    let once = Document::fragment(text).text().to_string();
    if !once.contains('&') {
        return once;
    }
    Document::fragment(once.as_str()).text().to_string()
}
