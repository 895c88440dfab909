//! Stored stories: found by their words, listed by their age, and who put them in.

use crate::{Desk, Error, saved, shelf::Shelf, topic::Topic, topic::stems};
use chrono::Days;
use dateline_core::{
    ArchiveId, Article, ArticleId, Citation, Moment, Part, Quote, Saved, Sought, Span,
};
use std::collections::BTreeSet;

/// So many stories are looked through, and so many told.
const LOOKED_AT: usize = 200;
const TOLD: usize = 60;

/// How far back the newest stories are looked for, in days, one stretch after the other.
const BACK: [u64; 4] = [7, 31, 366, 36_600];

impl Desk {
    /// The stories that hold the words, each with the sentence that holds most of them; those that hold all of them, else
    /// those that hold any, the best first.
    pub fn search(
        &self,
        archive: &ArchiveId,
        sought: &Sought,
        asked: &Moment,
    ) -> Result<Vec<Citation>, Error> {
        self.catch_up()?;
        let topic = Topic::read(&sought.words, asked);
        let hits = self
            .index()
            .find(archive, asked, &topic.groups, LOOKED_AT)?;
        let mut shelf = Shelf::new(self.store(), archive);
        let mut found: Vec<(bool, Article)> = Vec::new();
        for hit in hits {
            let article = shelf.known_article(&hit.id, asked)?;
            let article = article.filter(|article| is_sought(article, sought));
            found.extend(article.map(|article| (holds_all(article, &topic), article.clone())));
        }
        if found.iter().any(|(all, _)| *all) {
            found.retain(|(all, _)| *all);
        }
        found.truncate(TOLD);
        let cited = found
            .iter()
            .map(|(_, article)| self.cite(archive, article, &topic));
        Ok(cited
            .collect::<Result<Vec<_>, Error>>()?
            .into_iter()
            .flatten()
            .collect())
    }

    /// At most `most` of the stories that are known at `asked`, the newest first.
    pub fn newest(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
        most: usize,
    ) -> Result<Vec<Article>, Error> {
        self.catch_up()?;
        let mut ids: BTreeSet<ArticleId> = BTreeSet::new();
        for days in BACK {
            let Some(since) = asked.day().checked_sub_days(Days::new(days)) else {
                break;
            };
            ids = self.index().come(archive, &Moment::Day(since), asked)?;
            if ids.len() >= most {
                break;
            }
        }
        let mut shelf = Shelf::new(self.store(), archive);
        let mut articles = Vec::with_capacity(ids.len());
        for id in &ids {
            articles.extend(shelf.known_article(id, asked)?.cloned());
        }
        articles.sort_by_key(|article| std::cmp::Reverse(article.published().sort_key()));
        articles.truncate(most);
        Ok(articles)
    }

    /// Who put a story in, in that revision of it, if a person did.
    pub fn who_saved(
        &self,
        archive: &ArchiveId,
        article: &Article,
    ) -> Result<Option<Saved>, Error> {
        saved::who_put_in(self.store(), archive, (article.id(), article.revision()))
    }

    /// The story with the sentence that holds most of the words, else with its headline; none of an empty story.
    fn cite(
        &self,
        archive: &ArchiveId,
        article: &Article,
        topic: &Topic,
    ) -> Result<Option<Citation>, Error> {
        let Some(quote) = self.telling(archive, article, topic) else {
            return Ok(None);
        };
        Ok(Some(Citation {
            title: article.title().to_owned(),
            source: article.source().map(str::to_owned),
            url: article.url().map(str::to_owned),
            published: article.published(),
            speaker: None,
            saved: self.who_saved(archive, article)?,
            copies: Vec::new(),
            quote,
        }))
    }

    fn telling(&self, archive: &ArchiveId, article: &Article, topic: &Topic) -> Option<Quote> {
        let read = self.reading(archive, article);
        let sentences = read.reading.text.sentences.iter();
        let mut best: Option<(usize, Span)> = None;
        for sentence in sentences {
            let words = stems(sentence.span.read(article.text()).unwrap_or_default());
            let held = topic.held_by(&words);
            if best.is_none_or(|(most, _)| held > most) {
                best = Some((held, sentence.span));
            }
        }
        let told = best.filter(|(held, _)| *held > 0).or(best);
        let body = told.and_then(|(_, span)| Quote::of(article, Part::Body, span).ok());
        let headline = Span::of(0..article.title().len());
        body.or_else(|| Quote::of(article, Part::Headline, headline).ok())
    }
}

fn holds_all(article: &Article, topic: &Topic) -> bool {
    let words = stems(&format!("{} {}", article.title(), article.text()));
    topic.held_by(&words) == topic.groups.len()
}

fn is_sought(article: &Article, sought: &Sought) -> bool {
    let published = article.published().day();
    let in_days = sought
        .days
        .is_none_or(|days| (days.first_day()..=days.last_day()).contains(&published));
    let names = [article.source(), article.url()].into_iter().flatten();
    let source = sought.source.as_ref().map(|source| source.to_lowercase());
    let mut names = names.map(str::to_lowercase);
    in_days && source.is_none_or(|source| names.any(|name| name.contains(&source)))
}
