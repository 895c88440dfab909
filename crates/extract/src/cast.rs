//! Who a story is about: the parties it names, the most named first.

use crate::dateline;
use crate::lexicon::{self, Forms, Grammar, People};
use dateline_core::Article;
use dateline_text::{Document, Name, NameKind};
use std::collections::BTreeSet;

/// The parties of a story.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cast {
    parties: Vec<Party>,
    /// Posts with their holders, in text order: "harbour minister", "Ivar Lund".
    posts: Vec<(String, String)>,
    /// Events by their noun, in full: "strike", "dock workers' strike".
    events: Vec<(String, String, usize)>,
    /// Where an event is that a noun names, as often as the story says so: "launch", "Bergen".
    sites: Vec<(&'static str, String, usize)>,
    /// Lands, the most named first.
    lands: Vec<(String, usize)>,
}

/// A person, body or country with how often it is named.
#[derive(Debug, Clone)]
struct Party {
    name: String,
    /// Position of its fullest mention.
    key: usize,
    kind: NameKind,
    weight: usize,
    mentions: usize,
}

/// What a mention in the headline counts, and one in the first sentences.
const HEADLINE: usize = 4;
const LEDE: usize = 2;
/// The sentences that make the lede.
const FIRST: usize = 3;
/// A party that carries the story is named this often.
const CARRIES: usize = 3;
/// … and has at least one part in so many of all that is named.
const SHARE: usize = 6;

impl Cast {
    /// Counts the names of a story.
    pub(crate) fn new(article: &Article, document: &Document) -> Self {
        let mut cast = Self::default();
        let things = acting_things(article, document);
        for (at, name) in document.names.iter().enumerate() {
            let fullest = document.canonical(at);
            let Some(full) = document.names.get(fullest) else {
                continue;
            };
            if let Some(post) = name.role.and_then(|role| role.read(article.text())) {
                cast.posts.push((post.to_lowercase(), bare(article, full)));
            }
            let told = document.sentences.iter().any(|sentence| {
                sentence.names.contains(&at)
                    && name.span.start() >= dateline::end(article, document, sentence)
            });
            if told && (acts(article, name) || things.contains(&fullest)) {
                let lede = document.sentences.iter().take(FIRST);
                let early = lede.clone().any(|sentence| sentence.names.contains(&at));
                let name = || self::full(article, document, fullest);
                cast.count((fullest, full.kind), name, if early { LEDE } else { 1 });
            }
        }
        for party in &mut cast.parties {
            let whole = party.name.split(" (").next().unwrap_or_default();
            let named = article.title().contains(whole)
                || party.kind == NameKind::Person
                    && party
                        .name
                        .rsplit(' ')
                        .next()
                        .is_some_and(|last| article.title().contains(last));
            party.weight += if named { HEADLINE } else { 0 };
        }
        cast.parties
            .sort_by_key(|party| std::cmp::Reverse(party.weight));
        cast.name_events(article, document);
        cast.place_events(article, document);
        cast.lands = lands(article, document);
        cast
    }

    fn count(&mut self, (key, kind): (usize, NameKind), name: impl Fn() -> String, weight: usize) {
        match self.parties.iter_mut().find(|party| party.key == key) {
            Some(party) => {
                party.weight += weight;
                party.mentions += 1;
            }
            None => self.parties.push(Party {
                name: name(),
                key,
                kind,
                weight,
                mentions: 1,
            }),
        }
    }

    /// Counts the noun phrases that say more of an event than its noun.
    fn name_events(&mut self, article: &Article, document: &Document) {
        for (at, sentence) in document.sentences.iter().enumerate() {
            if !sentence.kind.tells() {
                continue;
            }
            let weight = if at < FIRST { LEDE } else { 1 };
            for phrase in document.noun_phrases(at) {
                let text = phrase.span.read(article.text()).unwrap_or_default();
                let Some((noun, full)) = named_event(text) else {
                    continue;
                };
                let same = |known: &&mut (String, String, usize)| {
                    known.0 == noun && known.1.eq_ignore_ascii_case(&full)
                };
                match self.events.iter_mut().find(same) {
                    Some(known) => known.2 += weight,
                    None => self.events.push((noun.to_owned(), full, weight)),
                }
            }
        }
    }

    /// Counts the places that stand right behind a noun of an event: "the launch from Bergen", "talks in the city of Bergen".
    fn place_events(&mut self, article: &Article, document: &Document) {
        for (at, name) in document.names.iter().enumerate() {
            let told = document
                .sentences
                .iter()
                .any(|sentence| sentence.names.contains(&at) && sentence.kind.tells());
            let before = article.text().get(..name.span.start()).unwrap_or_default();
            let place = bare(article, name);
            let Some(noun) = site_of(before).filter(|_| told && stands(name, &place)) else {
                continue;
            };
            let same = |known: &&mut (&str, String, usize)| known.0 == noun && known.1 == place;
            match self.sites.iter_mut().find(same) {
                Some(known) => known.2 += 1,
                None => self.sites.push((noun, place, 1)),
            }
        }
    }

    /// The one place where the story puts its events of that noun; none where it names several.
    pub(crate) fn site(&self, noun: &str) -> Option<&str> {
        let alike = |one: &str| one == noun || LIFTS.contains(&one) && LIFTS.contains(&noun);
        let own = self.sites.iter().filter(|site| alike(site.0));
        let most = own.clone().max_by_key(|site| site.2)?;
        let alone =
            own.clone().count() == 1 || own.clone().all(|site| site == most || site.2 * 2 < most.2);
        alone.then_some(most.1.as_str())
    }

    /// The land that the story is about: named twice as often as any other, by its name or its people's.
    pub(crate) fn land(&self) -> Option<&str> {
        let (land, often) = self.lands.first()?;
        let second = self.lands.get(1).map_or(0, |land| land.1);
        (*often > 1 && *often >= 2 * second).then_some(land.as_str())
    }

    /// The fuller phrase by which the story names its event of that noun, where one is named often or at once.
    pub(crate) fn event(&self, noun: &str) -> Option<&str> {
        let mut fuller = self.events.iter().filter(|event| event.0 == noun);
        let first = fuller.next()?;
        let most = fuller.fold(
            first,
            |best, event| if event.2 > best.2 { event } else { best },
        );
        (most.2 > 1).then_some(most.1.as_str())
    }

    /// The party that carries the story, if one does.
    pub(crate) fn main(&self) -> Option<&str> {
        let first = self.parties.first()?;
        let all: usize = self.parties.iter().map(|party| party.weight).sum();
        (first.mentions >= CARRIES && first.weight * SHARE >= all).then_some(first.name.as_str())
    }

    /// The two parties of one sort that carry the story.
    pub(crate) fn two(&self) -> Option<[&str; 2]> {
        self.pair(&[NameKind::Person, NameKind::Organisation, NameKind::Place])
    }

    /// The two lands, towns or clubs that carry the story; two persons where it names none.
    pub(crate) fn sides(&self) -> Option<[&str; 2]> {
        self.pair(&[NameKind::Organisation, NameKind::Place])
            .or_else(|| self.pair(&[NameKind::Person]))
    }

    fn pair(&self, kinds: &[NameKind]) -> Option<[&str; 2]> {
        let pairs = kinds.iter().copied().map(|kind| {
            let mut alike = self.parties.iter().filter(|party| party.kind == kind);
            let (first, second) = (alike.next()?, alike.next()?);
            (second.mentions > 1).then_some((second.weight, [first, second]))
        });
        let best = pairs.flatten().max_by_key(|(weight, _)| *weight);
        best.map(|(_, pair)| pair.map(|party| party.name.as_str()))
    }

    /// The two parties of a sort: "the two countries".
    pub(crate) fn two_of(&self, kind: NameKind) -> Option<[&str; 2]> {
        let mut alike = self.parties.iter().filter(|party| party.kind == kind);
        Some([&alike.next()?.name, &alike.next()?.name])
    }

    /// The named body that "the union" or "the company" means: the most named of those that may be one.
    pub(crate) fn body(&self, noun: &str, sort: People) -> Option<&str> {
        // "Kelp Guild-Federation of Divers" may be read as another thing, and is a union all the same.
        let union = |party: &Party| sort == People::Union && says(&party.name, sort);
        let bodies = || {
            let bodies = self.parties.iter();
            bodies.filter(|party| party.kind == NameKind::Organisation || union(party))
        };
        let own = |party: &&Party| {
            let name = party.name.to_lowercase();
            name.split(' ').any(|word| word == noun)
        };
        let named = bodies().find(own);
        let mut unions =
            bodies().filter(|party| sort == People::Union && may_be(&party.name, sort));
        let only = unions.next().filter(|_| unions.next().is_none());
        named
            .or_else(|| bodies().find(|party| party.mentions > 1 && may_be(&party.name, sort)))
            .or(only)
            .map(|party| party.name.as_str())
    }

    /// Who "a judge" of the first sentence is, where the story names one judge.
    pub(crate) fn only_holder(&self, noun: &str) -> Option<&str> {
        let mut held = self
            .posts
            .iter()
            .filter(|(post, _)| post.split(' ').any(|word| word == noun));
        let (_, name) = held.next()?;
        held.all(|(_, other)| other == name)
            .then_some(name.as_str())
    }

    /// Who "the outgoing prime minister" is: the first holder of a post with that noun who shares most of its words.
    pub(crate) fn holder(&self, words: &[&str]) -> Option<&str> {
        let noun = words.last()?;
        let shared = |post: &str| post.split(' ').filter(|word| words.contains(word)).count();
        let held = self
            .posts
            .iter()
            .filter(|(post, _)| post.split(' ').any(|word| word == *noun));
        let best = held.clone().map(|(post, _)| shared(post)).max()?;
        let portfolio = |word: &&&str| {
            !matches!(
                **word,
                "former"
                    | "outgoing"
                    | "new"
                    | "then"
                    | "visiting"
                    | "veteran"
                    | "embattled"
                    | "acting"
                    | "late"
            )
        };
        let named = words.iter().filter(portfolio).count();
        let mut held = held.filter(|(post, _)| shared(post) == best);
        held.next()
            .filter(|_| best >= named)
            .map(|(_, name)| name.as_str())
    }
}

/// Ships, probes and the like that act somewhere in the story, by their fullest mentions: each of their mentions counts.
fn acting_things(article: &Article, document: &Document) -> BTreeSet<usize> {
    let names = document.names.iter().enumerate();
    let things = names.filter(|(_, name)| name.kind == NameKind::Other && acts(article, name));
    things.map(|(at, _)| document.canonical(at)).collect()
}

/// The lands that a story names, by their names and their peoples', with how often; the most named first.
fn lands(article: &Article, document: &Document) -> Vec<(String, usize)> {
    let mut lands: Vec<(String, usize)> = Vec::new();
    for name in &document.names {
        let own = bare(article, name);
        let land = match name.kind {
            NameKind::Place if dateline_text::is_country(&own) => own,
            NameKind::Nationality => match dateline_text::country_of(&own) {
                Some(land) => land.to_owned(),
                None => continue,
            },
            _ => continue,
        };
        match lands.iter_mut().find(|known| known.0 == land) {
            Some(known) => known.1 += 1,
            None => lands.push((land, 1)),
        }
    }
    lands.sort_by_key(|land| std::cmp::Reverse(land.1));
    lands
}

/// The noun of an event that a place stands behind, by the words before the place.
fn site_of(before: &str) -> Option<&'static str> {
    let words: Vec<&str> = before.split_whitespace().rev().take(BACK).collect();
    let mut words = words.into_iter();
    let owner = |word: &str| dateline_text::without_possessive(word) != word;
    let led = words.find(|word| !word.eq_ignore_ascii_case("the") && !owner(word))?;
    if !matches!(led, "in" | "at" | "from" | "near" | "outside") {
        return None;
    }
    let mut words = words.peekable();
    let mut behind = "";
    while let Some(word) = words.next() {
        let lower = word.to_lowercase();
        let noun = lexicon::event_noun(dateline_text::without_possessive(&lower));
        if matches!(lower.as_str(), "launchpad" | "pad") {
            return Some("launch");
        }
        // "the countdown rehearsal in Bergen" is where the launch will be.
        let lift = words.peek().is_some_and(|before| LIFTS.contains(before));
        if noun == Some("rehearsal") && lift {
            return Some("launch");
        }
        if noun.is_some() {
            return noun;
        }
        let dated = lower == "on" && behind.ends_with("day");
        behind = word;
        let inner = dated
            || matches!(lower.as_str(), "of" | "the" | "a" | "for" | "attempt")
            || lexicon::grammar(&lower).is_none() && lexicon::verb_of(&lower).1 == Forms::default();
        if !inner || word.ends_with([',', '.', ';', ':', ')']) {
            return None;
        }
    }
    None
}

/// Nouns for one thing.
const LIFTS: [&str; 5] = ["launch", "liftoff", "takeoff", "countdown", "mission"];

/// So many words before a place may hold the noun of what is there.
const BACK: usize = 7;

/// Whether something may be held where a name names it.
fn stands(name: &Name, bare: &str) -> bool {
    let built = || {
        let lower = bare.to_lowercase();
        let mut words = lower.split(' ');
        words.any(|word| lexicon::sites(word).contains(&lexicon::Site::Building))
    };
    name.kind == NameKind::Place && !dateline_text::is_country(bare)
        || name.kind != NameKind::Person && built()
}

/// The noun of an event and the phrase around it: "the dock workers' strike" without its article.
fn named_event(text: &str) -> Option<(&'static str, String)> {
    let words: Vec<&str> = text
        .split_whitespace()
        .skip_while(|word| lexicon::grammar(&word.to_lowercase()).is_some())
        .collect();
    let noun = lexicon::event_noun(&words.last()?.to_lowercase())?;
    let plain = words.iter().all(|word| {
        word.starts_with(char::is_alphabetic) && lexicon::grammar(&word.to_lowercase()).is_none()
    });
    let fits = plain && (2..=5).contains(&words.len());
    fits.then(|| (noun, words.join(" ")))
}

/// The name alone, without title and possessive.
pub(crate) fn bare(article: &Article, name: &Name) -> String {
    let own = name.bare.read(article.text()).unwrap_or_default();
    dateline_text::without_possessive(own).to_owned()
}

/// The fullest name of a person; of a body its name as it stands, with the letters by which the story knows it: "Harbour
/// Workers' Union (HWU)".
pub(crate) fn full(article: &Article, document: &Document, at: usize) -> String {
    let canonical = document.canonical(at);
    let name = |at: usize| document.names.get(at);
    let own = name(at).filter(|own| own.kind != NameKind::Person);
    let Some(own) = own else {
        return name(canonical).map_or_else(String::new, |name| bare(article, name));
    };
    let written = bare(article, own);
    let mentions = document.names.iter().enumerate();
    let lettered = mentions
        .filter(|(other, _)| document.canonical(*other) == canonical)
        .find_map(|(_, name)| {
            Some((
                bare(article, name),
                name.abbreviation?.read(article.text())?,
            ))
        });
    match lettered {
        Some((whole, short)) if written != whole && written != short => written,
        Some((whole, short)) if whole.split(' ').count() > SPELT => short.to_owned(),
        Some((whole, short)) => format!("{whole} ({short})"),
        None => written,
    }
}

/// A name of more words is told by its letters alone.
const SPELT: usize = 8;

/// Whether a body of this name may be what a noun of that sort means.
fn may_be(name: &str, sort: People) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let acronym = letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
    let says = |wanted: People| says(name, wanted);
    match sort {
        People::Company => !says(People::Agency) && !says(People::Union) && !says(People::Body),
        People::Agency => says(People::Agency) || acronym,
        People::Union => says(People::Union) || acronym,
        People::Person | People::Body => false,
    }
}

/// Whether a word of a name says that it is a body of that sort.
fn says(name: &str, sort: People) -> bool {
    let lower = name.to_lowercase();
    lower
        .split([' ', '-'])
        .any(|word| lexicon::people(word) == Some(sort))
}

/// Whether a mention names somebody who may act: not "in Norway", not "the Film Awards".
fn acts(article: &Article, name: &Name) -> bool {
    match name.kind {
        NameKind::Person | NameKind::Organisation => !is_event(&bare(article, name)),
        NameKind::Place => owns_or_acts(article, name) && !led(article, name),
        NameKind::Other => {
            let plain = !is_event(&bare(article, name));
            plain && owns_or_acts(article, name) && !led(article, name)
        }
        _ => false,
    }
}

/// "Norway's", "Norway will", "Norway and": a country that is more than a word before a noun.
fn owns_or_acts(article: &Article, name: &Name) -> bool {
    let own = name.bare.read(article.text()).unwrap_or_default();
    let behind = article.text().get(name.span.end()..).unwrap_or_default();
    let next = behind.split_whitespace().next().unwrap_or_default();
    let helps = matches!(
        lexicon::grammar(next),
        Some(
            Grammar::Be
                | Grammar::Have
                | Grammar::Do
                | Grammar::Modal
                | Grammar::Conjunction
                | Grammar::Adverb
        )
    );
    let (_, forms) = lexicon::verb_of(next);
    dateline_text::without_possessive(own) != own
        || behind.starts_with(['\'', '’', ','])
        || helps
        || forms != Forms::default()
}

fn led(article: &Article, name: &Name) -> bool {
    let before = article.text().get(..name.span.start()).unwrap_or_default();
    let mut words = before.split_whitespace().rev();
    let preposition = |word: &str| {
        matches!(
            lexicon::grammar(&word.to_lowercase()),
            Some(Grammar::Preposition | Grammar::To)
        )
    };
    words
        .find(|word| !word.eq_ignore_ascii_case("the"))
        .is_some_and(|word| {
            preposition(word) && !matches!(word, "between" | "with" | "against")
                || word.ends_with(',')
        })
}

/// Whether a name is that of an event: "Film Awards", "Splashdown".
pub(crate) fn is_event(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    lexicon::event_noun(&last.to_lowercase()).is_some()
}
