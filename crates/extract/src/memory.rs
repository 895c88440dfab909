//! What earlier sentences of a story named: who "he" and "it" are, and which talks "the talks" are.

/// The names and titles that later words may point back to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    person: Option<String>,
    body: Option<String>,
    titles: Vec<(String, String)>,
}

impl Memory {
    /// Keeps a person that a sentence names as its subject.
    pub(crate) fn meet_person(&mut self, name: String) {
        self.person = Some(name);
    }

    /// Keeps an organisation or group that a sentence names as its subject.
    pub(crate) fn meet_body(&mut self, name: String) {
        self.body = Some(name);
    }

    /// Keeps the title of an event under its head noun.
    pub(crate) fn keep_title(&mut self, head: &str, title: &str) {
        let longer = |kept: &&mut (String, String)| kept.0 == head;
        match self.titles.iter_mut().find(longer) {
            Some(kept) if kept.1.split(' ').count() < title.split(' ').count() => {
                kept.1 = title.to_owned()
            }
            Some(_) => {}
            None => self.titles.push((head.to_owned(), title.to_owned())),
        }
    }

    /// Whom a pronoun in lower case stands for.
    pub(crate) fn pronoun(&self, lower: &str) -> Option<&str> {
        match lower {
            "he" | "she" | "his" | "her" => self.person.as_deref(),
            "it" | "they" | "its" | "their" => self.body.as_deref(),
            _ => None,
        }
    }

    /// The fuller title of an event that is named by its head noun alone.
    pub(crate) fn title(&self, head: &str) -> Option<&str> {
        let kept = self.titles.iter().find(|kept| kept.0 == head)?;
        Some(&kept.1)
    }
}
