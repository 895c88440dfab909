//! Request bodies: JSON, and the multipart form that carries JSON with files.

use serde_json::Value as Json;

/// A file that the bot sends with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    /// The `n` of its form field `files[n]`; descriptions refer to it.
    pub(crate) number: u64,
    pub(crate) name: String,
    pub(crate) content_type: String,
    pub(crate) bytes: Vec<u8>,
}

/// What a request carries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub(crate) json: Json,
    pub(crate) files: Vec<Upload>,
}

/// Reads a body; the error says what is wrong with it.
pub(crate) fn read(content_type: &str, bytes: &[u8]) -> Result<Body, String> {
    if let Some((_, boundary)) = content_type.split_once("boundary=") {
        return multipart(boundary.trim_matches('"'), bytes);
    }
    let json = if bytes.is_empty() {
        Json::Null
    } else {
        serde_json::from_slice(bytes).map_err(|error| format!("a body that is no JSON: {error}"))?
    };
    let files = Vec::new();
    Ok(Body { json, files })
}

fn multipart(boundary: &str, bytes: &[u8]) -> Result<Body, String> {
    let mut body = Body::default();
    let fence = format!("--{boundary}");
    for part in pieces(bytes, fence.as_bytes()).into_iter().skip(1) {
        if part.starts_with(b"--") {
            break;
        }
        let end = find(part, b"\r\n\r\n").ok_or("a form part without a head")?;
        let head = String::from_utf8_lossy(&part[..end]);
        let content = &part[end + 4..part.len().saturating_sub(2)];
        let name = parameter(&head, " name").ok_or("a form part without a name")?;
        if name == "payload_json" {
            body.json = serde_json::from_slice(content).map_err(|error| error.to_string())?;
        } else if let Some(number) = name.strip_prefix("files[") {
            body.files.push(Upload {
                number: number.trim_end_matches(']').parse().unwrap_or(0),
                name: parameter(&head, "filename").unwrap_or_else(|| "unnamed".to_owned()),
                content_type: header(&head, "content-type").unwrap_or_default(),
                bytes: content.to_vec(),
            });
        }
    }
    Ok(body)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

fn pieces<'a>(mut bytes: &'a [u8], fence: &[u8]) -> Vec<&'a [u8]> {
    let mut found = Vec::new();
    while let Some(at) = find(bytes, fence) {
        found.push(&bytes[..at]);
        bytes = &bytes[at + fence.len()..];
    }
    found.push(bytes);
    found
}

fn header(head: &str, wanted: &str) -> Option<String> {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let mut named = lines.filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
    named.next().map(|(_, value)| value.trim().to_owned())
}

fn parameter(head: &str, name: &str) -> Option<String> {
    let disposition = header(head, "content-disposition")?;
    let (_, rest) = disposition.split_once(&format!("{name}=\""))?;
    rest.split('"').next().map(str::to_owned)
}
