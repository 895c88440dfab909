//! What earlier sentences of a story named: who "he" and "it" are, and which talks "the talks" are.

/// The names and titles that later words may point back to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    /// The latest last.
    persons: Vec<Person>,
    body: Option<String>,
    titles: Vec<(String, String)>,
    /// The event that the sentence before told first.
    event: Option<String>,
}

/// A person with what the name or its title tells.
#[derive(Debug, Clone)]
struct Person {
    name: String,
    woman: Option<bool>,
}

impl Memory {
    /// Keeps a person that a sentence names as its subject.
    pub(crate) fn meet_person(&mut self, name: String, woman: Option<bool>) {
        self.persons.retain(|person| person.name != name);
        self.persons.push(Person { name, woman });
    }

    /// Keeps a person that a sentence names elsewhere: meant where none of its subjects can be; one of a single name, which
    /// may be no person's, only where nobody else can be.
    pub(crate) fn see_person(&mut self, name: String, woman: Option<bool>) {
        if name.contains(' ') {
            self.meet_person(name, woman);
        } else if self.persons.iter().all(|person| person.name != name) {
            self.persons.insert(0, Person { name, woman });
        }
    }

    /// The person met last who may be meant by a woman's or a man's pronoun.
    fn person(&self, woman: bool) -> Option<&str> {
        let fits = |person: &&Person| person.woman.is_none_or(|own| own == woman);
        let person = self.persons.iter().rfind(fits)?;
        Some(&person.name)
    }

    /// Keeps an organisation or group that a sentence names as its subject.
    pub(crate) fn meet_body(&mut self, name: String) {
        self.body = Some(name);
    }

    /// Keeps the event that "it" of the next sentence may be.
    pub(crate) fn tell(&mut self, title: Option<&str>) {
        self.event = title.map(str::to_owned);
    }

    /// The event that the sentence before told first.
    pub(crate) fn event(&self) -> Option<&str> {
        self.event.as_deref()
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
            "he" | "his" => self.person(false),
            "she" | "her" => self.person(true),
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
