//! Discord's own description of its API, where the environment names a copy: what it says of a request.

use jsonschema::{Draft, Validator};
use serde_json::{Value as Json, json};
use std::{
    collections::BTreeMap,
    fs,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// The environment variable that names a copy of Discord's `openapi.json`.
const VARIABLE: &str = "DATELINE_DISCORD_OPENAPI";

/// The checks of one operation; none where it takes no JSON body.
type Checks = Option<Arc<Vec<Validator>>>;

struct Description {
    document: Json,
    compiled: Mutex<BTreeMap<String, Checks>>,
}

/// Whether requests are checked against Discord's own description in this run.
pub fn checks_openapi() -> bool {
    description().is_some()
}

fn description() -> Option<&'static Description> {
    static DESCRIPTION: OnceLock<Option<Description>> = OnceLock::new();
    DESCRIPTION.get_or_init(load).as_ref()
}

fn load() -> Option<Description> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the copy is no part of the repository, so the environment names it"
    )]
    let path = std::env::var(VARIABLE).ok()?;
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{VARIABLE}={path}: {error}"));
    let document =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{VARIABLE}={path}: {error}"));
    let compiled = Mutex::default();
    Some(Description { document, compiled })
}

/// What is wrong with a request, by Discord's own description; nothing where there is no copy of it.
pub(crate) fn faults(method: &str, path: &str, body: &Json) -> Vec<String> {
    description().map_or_else(Vec::new, |description| {
        description.faults(method, path, body)
    })
}

impl Description {
    fn faults(&self, method: &str, path: &str, body: &Json) -> Vec<String> {
        let path = path.strip_prefix("/api/v10").unwrap_or(path);
        let paths = self.document["paths"].as_object();
        let Some(template) = best_template(paths.into_iter().flat_map(|paths| paths.keys()), path)
        else {
            return vec!["the API has no such path".to_owned()];
        };
        let operation = &self.document["paths"][template][method.to_lowercase()];
        if operation.is_null() {
            return vec![format!("the API has no {method} for {template}")];
        }
        let Some(checks) = self.checks(method, template, operation) else {
            return Vec::new();
        };
        least_faults(&checks, &as_described(body))
    }

    fn checks(&self, method: &str, template: &str, operation: &Json) -> Checks {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let key = format!("{method} {template}");
        compiled
            .entry(key)
            .or_insert_with(|| self.compile(operation))
            .clone()
    }

    /// One validator for each alternative, so that a fault can be told of the nearest one.
    fn compile(&self, operation: &Json) -> Checks {
        let schema = operation.pointer("/requestBody/content/application~1json/schema")?;
        let alternatives = schema["anyOf"]
            .as_array()
            .or_else(|| schema["oneOf"].as_array());
        let alternatives = alternatives
            .cloned()
            .unwrap_or_else(|| vec![schema.clone()]);
        let compile = |schema: Json| {
            let whole = json!({"allOf": [schema], "components": self.document["components"]});
            let options = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .build(&whole);
            options.unwrap_or_else(|error| panic!("{VARIABLE}: {error}"))
        };
        Some(Arc::new(alternatives.into_iter().map(compile).collect()))
    }
}

/// The faults of a body by the alternative that it misses least; none if it meets one.
fn least_faults(checks: &[Validator], body: &Json) -> Vec<String> {
    let told = |check: &Validator| -> Vec<String> {
        let errors = check.iter_errors(body);
        errors
            .map(|error| format!("{}: {error}", error.instance_path))
            .collect()
    };
    checks
        .iter()
        .map(told)
        .min_by_key(Vec::len)
        .unwrap_or_default()
}

/// The path template that a path means; one with more of the path spelled out wins.
pub(crate) fn best_template<'a>(
    templates: impl Iterator<Item = &'a String>,
    path: &str,
) -> Option<&'a String> {
    let segments: Vec<&str> = path.split('/').collect();
    let spelled_out = |template: &str| -> Option<usize> {
        let parts: Vec<&str> = template.split('/').collect();
        let fits = |(part, segment): (&&str, &&str)| {
            part.starts_with('{') && !segment.is_empty() || part == segment
        };
        let all = parts.len() == segments.len() && parts.iter().zip(&segments).all(fits);
        all.then(|| parts.iter().filter(|part| !part.starts_with('{')).count())
    };
    let fitting = templates.filter_map(|template| Some((spelled_out(template)?, template)));
    fitting
        .max_by_key(|(literal, _)| *literal)
        .map(|(_, template)| template)
}

/// Discord takes permission bits as text and numbers of attachments as numbers, though its
/// description wants the other of each.
fn as_described(body: &Json) -> Json {
    let mut body = body.clone();
    for command in body.as_array_mut().into_iter().flatten() {
        let bits = command["default_member_permissions"].as_str();
        if let Some(bits) = bits.and_then(|bits| bits.parse::<u64>().ok()) {
            command["default_member_permissions"] = json!(bits);
        }
    }
    for place in ["/attachments", "/data/attachments"] {
        let attachments = body.pointer_mut(place).and_then(Json::as_array_mut);
        for attachment in attachments.into_iter().flatten() {
            if let Some(number) = attachment["id"].as_u64() {
                attachment["id"] = json!(number.to_string());
            }
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::best_template;

    #[test]
    fn a_segment_that_is_spelled_out_wins_over_a_parameter() {
        let templates = [
            "/users/{user_id}",
            "/users/@me",
            "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        ]
        .map(str::to_owned);
        let best = |path| best_template(templates.iter(), path).map(String::as_str);
        assert_eq!(best("/users/@me"), Some("/users/@me"));
        assert_eq!(best("/users/17"), Some("/users/{user_id}"));
        assert_eq!(
            best("/webhooks/1/abc/messages/@original"),
            Some(templates[3].as_str())
        );
        assert_eq!(
            best("/webhooks/1/abc/messages/5"),
            Some(templates[2].as_str())
        );
        assert_eq!(best("/webhooks/1/abc"), None);
        assert_eq!(best("/users/"), None);
    }
}
