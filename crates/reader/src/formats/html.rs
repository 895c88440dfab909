//! Reads a page of HTML.

use crate::Page;

/// Reads a page of HTML found at `url`.
#[must_use]
pub fn page(html: &str, url: Option<&str>) -> Page {
    Page {
        url: url.map(str::to_owned),
        ..super::paste::paste(html)
    }
}
