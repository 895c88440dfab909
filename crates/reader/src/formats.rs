//! The formats that can be read, and which one some bytes are in.

pub(crate) mod html;
pub(crate) mod paste;

use crate::Page;

/// Reads bytes of unknown kind; `name` is the address or file name they came under.
#[must_use]
pub fn read(bytes: &[u8], name: Option<&str>) -> Page {
    let text = String::from_utf8_lossy(bytes);
    let _ = name;
    paste::paste(&text)
}
