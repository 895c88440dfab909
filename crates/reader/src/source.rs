//! Where bytes came from, as far as the caller knows: what the page itself cannot tell.

use dateline_core::Moment;

/// How some bytes came: their name, and what HTTP said of them.
///
/// ```
/// use dateline_reader::{Source, read_from};
///
/// let source = Source { charset: Some("windows-1251"), ..Source::default() };
/// assert_eq!(read_from(b"\xcf\xe8\xf0\xf1 \xee\xf2\xea\xf0\xee\xe5\xf2\xf1\xff.", &source).text, "Пирс откроется.");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Source<'a> {
    /// The address or the file name they came under.
    pub name: Option<&'a str>,
    /// The charset that the HTTP header `Content-Type` names.
    pub charset: Option<&'a str>,
    /// The HTTP header `Last-Modified`: stands for the page's last change where the page names none.
    pub last_modified: Option<Moment>,
}

impl<'a> Source<'a> {
    /// The name, where it is an address.
    pub(crate) fn address(&self) -> Option<&'a str> {
        self.name.filter(|name| name.contains("://"))
    }
}
