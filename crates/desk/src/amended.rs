//! Answers as people corrected them: what a question looks at, and what it is told.

use crate::{
    Desk,
    ask::View,
    error::Error,
    listing::Files,
    regroup::{Shown, regroup},
    topic::{Nearness, Topic},
};
use dateline_core::{
    Amended, Amendment, Answer, AnswerParts, ArchiveId, ArticleId, Citation, Corrected, Correction,
    Dossier, Event, Force, Moment, Place, Quote, Report, ReportParts, Said, State, Status, When,
};
use dateline_extract::link::Known;
use dateline_text::stem;

/// What becomes of an answer.
pub(crate) enum Verdict {
    /// It is told, corrected where that is due.
    Told(Box<Answer>),
    /// It tells of an event that somebody hid.
    Hidden {
        story: ArticleId,
        by: Box<Corrected>,
    },
}

/// The event of a question as its corrections make it; none where it is hidden.
pub(crate) fn known(known: Known, corrections: &[Correction], asked: &Moment) -> Option<Known> {
    if corrections.is_empty() {
        return Some(known);
    }
    let reports: Vec<&Report> = known.reports.iter().collect();
    let amended = Amended::fold(&reports, corrections, asked)?;
    if hiding(&amended.corrected).is_some() {
        return None;
    }
    let mut known = known;
    let standing = amended
        .corrected
        .iter()
        .filter(|one| one.force == Force::Stands);
    for one in standing {
        known.reports = amend_reports(known.reports, one);
    }
    Some(known)
}

fn hiding(corrected: &[Corrected]) -> Option<&Corrected> {
    let mut corrected = corrected.iter();
    corrected.find(|one| one.force == Force::Stands && one.correction.what == Amendment::Hide)
}

/// The reports as they would be if the news had said what the correction says.
fn amend_reports(reports: Vec<Report>, one: &Corrected) -> Vec<Report> {
    let amended = reports.into_iter().enumerate();
    let amended = amended.map(|(at, report)| {
        let mut parts = ReportParts::from(report.clone());
        match (&one.correction.what, &one.news) {
            (Amendment::Date(to), Said::Date(Some(news))) => {
                let own = parts.time.as_mut().and_then(|time| time.when.as_mut());
                if let Some(own) = own.filter(|own| own.interval == news.interval) {
                    own.clone_from(to);
                }
            }
            (Amendment::Status(to), Said::Status(news)) if parts.status == *news => {
                parts.status = *to;
            }
            (Amendment::Place(to), Said::Place(news)) => {
                let is_same = parts.place.as_ref().map(|place| &place.name)
                    == news.as_ref().map(|place| &place.name);
                if is_same {
                    parts.place = Some(place(to));
                }
            }
            (Amendment::Title(to), _) if at == 0 => parts.title.clone_from(to),
            _ => {}
        }
        Report::new(parts).unwrap_or(report)
    });
    amended.collect()
}

fn place(name: &str) -> Place {
    Place {
        name: name.to_owned(),
        certainty: dateline_core::Certainty::Stated,
    }
}

/// What becomes of an answer when its event was corrected.
pub(crate) fn verdict(view: View<'_>, answer: Answer) -> Result<Verdict, Error> {
    let told = |answer| Ok(Verdict::Told(Box::new(answer)));
    let parts = answer.parts();
    let Some(cited) = parts.cited.as_ref().filter(|_| !view.ledger.is_empty()) else {
        return told(answer);
    };
    let Some(amended) = event_of(view, cited, parts)? else {
        return told(answer);
    };
    if let Some(by) = hiding(&amended.corrected) {
        return Ok(Verdict::Hidden {
            story: cited.quote.article().clone(),
            by: Box::new(by.clone()),
        });
    }
    told(correct(answer, &amended, view.asked)?)
}

/// The corrected event that an answer's sentence tells of. Where it tells of several: the one of the answer's date, of its
/// title, the one that was corrected.
fn event_of(
    view: View<'_>,
    cited: &Citation,
    parts: &AnswerParts,
) -> Result<Option<Amended>, Error> {
    let quote = &cited.quote;
    let mut shelf = view.shelf();
    let events: Vec<Event> = shelf.events_of(quote.article())?.to_vec();
    let mut best = None;
    for Shown { event, corrections } in regroup(events, view.ledger, &mut shelf, view.asked)? {
        let known = shelf.known(vec![event], |report| {
            report.visible_from().is_known_at(view.asked)
        });
        let Some(known) = known?.pop() else { continue };
        let mut here = known.reports.iter().filter(|report| tells(report, quote));
        let Some(told) = here.next() else { continue };
        let reports: Vec<&Report> = known.reports.iter().collect();
        let Some(amended) = Amended::fold(&reports, &corrections, view.asked) else {
            continue;
        };
        let days = |when: Option<&When>| when.map(|when| when.interval);
        let is_dated =
            |when: Option<&When>| parts.when.is_some() && days(when) == days(parts.when.as_ref());
        let likeness = (
            is_dated(told.when()) || is_dated(amended.view.when.as_ref()),
            parts.event.as_ref() == Some(&amended.view.title),
            !amended.corrected.is_empty(),
        );
        if best.as_ref().is_none_or(|(most, _)| likeness > *most) {
            best = Some((likeness, amended));
        }
    }
    Ok(best
        .map(|(_, amended)| amended)
        .filter(|amended| !amended.corrected.is_empty()))
}

/// Whether a report stands where the words are quoted.
fn tells(report: &Report, quote: &Quote) -> bool {
    let own = report.quote();
    (own.article(), own.revision(), own.part()) == (quote.article(), quote.revision(), quote.part())
        && own.span().overlaps(quote.span())
}

/// The answer with what was corrected in place of what the news says, and with who said so.
fn correct(answer: Answer, amended: &Amended, asked: &Moment) -> Result<Answer, Error> {
    let mut parts = AnswerParts::from(answer);
    for one in &amended.corrected {
        if one.force == Force::Stands {
            put_right(&mut parts, one);
        }
    }
    parts.corrected = worth_telling(&amended.corrected);
    if parts.corrected.iter().any(is_of_state) {
        parts.state = state(&parts, asked);
    }
    Ok(Answer::new(parts)?)
}

/// What a reader of an answer should know of: what is so because a person said it, and what the news has overtaken.
fn worth_telling(corrected: &[Corrected]) -> Vec<Corrected> {
    let told = corrected.iter().filter(|one| match one.correction.what {
        Amendment::Merge(_) | Amendment::Split(_) | Amendment::Hide => false,
        _ => matches!(one.force, Force::Stands | Force::Overtaken),
    });
    told.cloned().collect()
}

fn is_of_state(one: &Corrected) -> bool {
    let is_part = matches!(
        one.correction.what,
        Amendment::Date(_) | Amendment::Status(_)
    );
    is_part && one.force == Force::Stands
}

/// A date that is past and of which nobody says that it took place is not confirmed.
fn state(parts: &AnswerParts, asked: &Moment) -> State {
    let is_past = |when: &When| when.interval.end() <= asked.wall();
    match (parts.state, parts.status) {
        (State::Found | State::Unconfirmed, Some(Status::Scheduled)) => {
            if parts.when.as_ref().is_some_and(is_past) {
                State::Unconfirmed
            } else {
                State::Found
            }
        }
        (State::Unconfirmed, _) => State::Found,
        (other, _) => other,
    }
}

fn put_right(parts: &mut AnswerParts, one: &Corrected) {
    match (&one.correction.what, &one.news) {
        (Amendment::Date(to), news) => put_date_right(parts, to, news),
        (Amendment::Status(to), Said::Status(news)) => put_status_right(parts, *to, *news),
        (Amendment::Place(to), Said::Place(news)) => {
            if let Some(news) = news.as_ref().filter(|news| parts.text == news.name) {
                parts.text = parts.text.replace(&news.name, to);
            }
            parts.place = parts.place.as_ref().map(|_| place(to));
        }
        (Amendment::Title(to), _) => parts.event = parts.event.as_ref().map(|_| to.clone()),
        _ => {}
    }
}

fn put_date_right(parts: &mut AnswerParts, to: &When, news: &Said) {
    let Some(old) = parts.when.clone() else {
        return;
    };
    let is_meant = match news {
        Said::Date(Some(news)) => news.interval.overlaps(&old.interval),
        _ => true,
    };
    if is_meant || old.interval == to.interval {
        parts.text = parts.text.replace(&old.to_string(), &to.to_string());
        parts.when = Some(to.clone());
        parts.arithmetic = None;
    }
}

/// A yes that rests on what the news says becomes a no; otherwise the status itself is the answer.
fn put_status_right(parts: &mut AnswerParts, to: Status, news: Status) {
    let asks_status = parts
        .rules
        .first()
        .is_some_and(|rule| rule.starts_with("status:"));
    if asks_status && parts.status == Some(news) {
        let said_yes = parts.text.starts_with("yes");
        parts.text = if said_yes {
            format!("no, {to}")
        } else {
            to.word().to_owned()
        };
    }
    if parts.status.is_some() {
        parts.status = Some(to);
    }
}

/// The answer, with the event that was passed over because it is hidden.
pub(crate) fn with_hidden(answer: Answer, hidden: Vec<Corrected>) -> Result<Answer, Error> {
    if hidden.is_empty() {
        return Ok(answer);
    }
    let mut parts = AnswerParts::from(answer);
    parts.corrected.extend(hidden);
    Ok(Answer::new(parts)?)
}

impl Desk {
    /// The event that an answer tells of, with all that is known of it; none where it tells of none.
    pub fn event_behind(
        &self,
        archive: &ArchiveId,
        answer: &Answer,
        asked: &Moment,
    ) -> Result<Option<Dossier>, Error> {
        let parts = answer.parts();
        let Some(cited) = parts.cited.as_ref().filter(|_| parts.state.is_answered()) else {
            return Ok(None);
        };
        let quote = &cited.quote;
        let stories = std::iter::once(quote.article().clone()).collect();
        let mut events = Files::open(self, archive, asked)?.dossiers(&stories)?;
        let is_here = |event: &Dossier| {
            event.hidden().is_none() && event.told.iter().any(|told| tells(&told.report, quote))
        };
        events.retain(is_here);
        let likeness = |event: &Dossier| {
            let days = |when: Option<&When>| when.map(|when| when.interval);
            let is_dated =
                parts.when.is_some() && days(event.view.when.as_ref()) == days(parts.when.as_ref());
            let is_named = parts.event.as_ref() == Some(&event.view.title);
            (is_dated, is_named)
        };
        events.retain(|event| likeness(event) != (false, false));
        events.sort_by_key(|event| std::cmp::Reverse(likeness(event)));
        Ok((!events.is_empty()).then(|| events.swap_remove(0)))
    }

    /// The answer, or where the news gives none the one that a person gave by correcting an event of that topic.
    pub(crate) fn answered_by_hand(
        &self,
        view: View<'_>,
        question: &str,
        answer: Answer,
    ) -> Result<Answer, Error> {
        if answer.state().is_answered() || view.ledger.is_empty() {
            return Ok(answer);
        }
        let asks_when = dateline_ask::parse(question, view.asked).kind() == "when";
        let is_meant = |one: &Corrected| match one.correction.what {
            Amendment::Date(_) => asks_when,
            Amendment::Status(_) => answer.state() == State::Unreported,
            _ => false,
        };
        let topic = subject(question, view.asked);
        let mut files = Files::open(self, view.archive, view.asked)?;
        let stories = view.ledger.standing(view.asked);
        let events = files.dossiers(&stories)?.into_iter();
        let mut about = events.filter(|event| {
            let is_near = topic
                .nearness(event)
                .is_some_and(|near| near <= Nearness::Words);
            is_near && event.hidden().is_none() && event.amended().any(is_meant)
        });
        match (about.next(), about.next()) {
            (Some(event), None) => by_hand(&event, answer, asks_when, view.asked),
            _ => Ok(answer),
        }
    }
}

/// What a question is about, without the words that ask where it stands.
fn subject(question: &str, asked: &Moment) -> Topic {
    const STATES: [&str; 14] = [
        "cancelled",
        "called",
        "scrapped",
        "postponed",
        "delayed",
        "moved",
        "rescheduled",
        "happened",
        "held",
        "taken",
        "took",
        "place",
        "started",
        "finished",
    ];
    let mut topic = Topic::read(question, asked);
    let states: Vec<String> = STATES.iter().map(|word| stem(word)).collect();
    topic
        .groups
        .retain(|group| !group.iter().any(|word| states.contains(word)));
    topic
}

fn by_hand(
    event: &Dossier,
    answer: Answer,
    asks_when: bool,
    asked: &Moment,
) -> Result<Answer, Error> {
    let view = &event.view;
    let when = view.when.as_ref().filter(|_| asks_when);
    let cited = event.dating().or(event.told.first());
    let mut parts = AnswerParts {
        text: when.map_or_else(|| view.status.word().to_owned(), ToString::to_string),
        when: view.when.clone(),
        event: Some(view.title.clone()),
        status: Some(view.status),
        place: view.place.clone(),
        cited: cited.map(|told| told.cited.clone()),
        coverage: answer.parts().coverage,
        rules: vec!["corrected by hand".to_owned()],
        corrected: worth_telling(&event.corrected),
        ..AnswerParts::empty(State::Found)
    };
    parts.state = state(&parts, asked);
    Ok(Answer::new(parts)?)
}
