//! What something is called, and which of its kind.

use super::{Asking, Kind};
use crate::{
    ground::{Choice, Demand, Ground, best, grounds},
    page::Page,
    scene::Scene,
    spots,
    words::{is_empty, is_verb},
};
use dateline_core::{AnswerParts, Span};
use dateline_text::{NameKind, TokenKind};

/// Names, quoted words and lists.
pub(crate) const KIND: Kind = Kind {
    name: "what",
    fits,
    answer,
};

fn fits(asking: &Asking<'_>) -> u8 {
    let asker = asking
        .find("what")
        .or_else(|| asking.find("which"))
        .or_else(|| asking.find("whose"));
    asker.map_or(0, |at| Asking::sure(at, 0))
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    let mut choices = Vec::new();
    for ground in grounds(
        scene,
        Demand {
            all: scene.by.what_all,
            own: scene.by.what_own,
        },
    ) {
        listed(scene, ground, &mut choices);
        joined(scene, ground, &mut choices);
        named(scene, ground, &mut choices);
        quoted(scene, ground, &mut choices);
    }
    let best = best(choices, scene.by.what_least);
    best.or_else(|| spots::likeliest(scene))?.found(KIND.name)
}

/// The topic words right behind "which" or "what", with up to two words between.
fn nouns(scene: &Scene<'_>) -> Vec<usize> {
    let words = &scene.question.words;
    let Some(asker) = words
        .iter()
        .position(|word| matches!(word.text.as_str(), "which" | "what" | "whose"))
    else {
        return Vec::new();
    };
    let asks = |text: &str| is_verb(text) || is_empty(text);
    let stop = words
        .iter()
        .enumerate()
        .skip(asker + 1)
        .find(|(_, word)| asks(&word.text))
        .map_or(words.len(), |(at, _)| at);
    let behind = scene.question.terms.iter().enumerate();
    behind
        .filter(|(_, term)| term.at > asker && term.at < stop.min(asker + 5))
        .map(|(index, _)| index)
        .collect()
}

/// "Groups like A and B", "groups such as A".
fn listed<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    let (page, nouns) = (ground.page, nouns(scene));
    let hits = page
        .hits
        .get(ground.passage.hits.clone())
        .unwrap_or_default();
    let Some(sentence) = page.sentence(ground.passage) else {
        return;
    };
    for hit in hits.iter().filter(|hit| nouns.contains(&hit.term)) {
        let leads = match (page.token(hit.token + 1), page.token(hit.token + 2)) {
            ("like" | "including", _) => hit.token + 2,
            ("such", "as") => hit.token + 3,
            _ => continue,
        };
        let stop = clause_end(page, leads, sentence.tokens.end);
        let span = named_items(page, leads, stop).or_else(|| plain_items(page, leads, stop));
        if let Some(span) = span {
            choices.push(Choice {
                ground,
                span,
                text: closed(page.at(span), page, span),
                score: ground.worth + 0.5,
                rule: "list",
            });
        }
    }
}

/// Nouns that ask for several: "which cities", "what countries".
const SEVERAL: &str = "cities countries states nations towns venues places teams clubs groups companies firms banks unions parties \
    players judges ministers leaders people men women airports stations ports provinces districts counties members candidates \
    rivals opponents sponsors allies regions islands actors singers bands artists films agencies outlets carriers airlines";

/// Names that "and" joins, none of them asked about: "in Brussels, Antwerp and Ghent".
fn joined<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    let words = &scene.question.words;
    let asker = words
        .iter()
        .position(|word| matches!(word.text.as_str(), "which" | "what"));
    let several = |word: &str| SEVERAL.split_ascii_whitespace().any(|noun| noun == word);
    let asks = asker.is_some_and(|at| {
        words
            .iter()
            .skip(at + 1)
            .take(4)
            .any(|word| several(&word.text))
    });
    let page = ground.page;
    let range = page
        .sentence(ground.passage)
        .map(|sentence| sentence.names.clone());
    let names = range
        .and_then(|range| page.candidate.reading.text.names.get(range))
        .unwrap_or_default();
    let mut run: Vec<Span> = Vec::new();
    let mut runs: Vec<Span> = Vec::new();
    for name in names.iter().filter(|_| asks) {
        let tokens = page.tokens_at(name.span);
        let asked = page
            .hits
            .iter()
            .any(|hit| tokens.contains(&hit.token) && hit.quality > 0.7);
        let between = run
            .last()
            .map(|last| page.at(Span::of(last.end()..name.span.start().max(last.end()))));
        let goes_on = between.is_some_and(|words| {
            matches!(
                words.trim(),
                "," | "and" | ", and" | "or" | "&" | "as well as" | ", the" | "and the"
            )
        });
        if asked || !goes_on {
            runs.extend(whole(&run));
            run.clear();
        }
        if !asked {
            run.push(name.bare);
        }
    }
    runs.extend(whole(&run));
    for span in runs {
        choices.push(Choice {
            ground,
            span,
            text: page.at(span).to_owned(),
            score: ground.worth + 0.4 + 0.4 * scene.nearness(page, ground.passage, span),
            rule: "names joined",
        });
    }
}

/// From the first to the last of two or more.
fn whole(run: &[Span]) -> Option<Span> {
    let (first, rest) = run.split_first()?;
    rest.last().map(|last| first.join(*last))
}

/// The names of a list that begins with one, from the first to the last.
fn named_items(page: &Page<'_>, leads: usize, stop: usize) -> Option<Span> {
    let names = &page.candidate.reading.text.names;
    let mut spans = names.iter().filter_map(|name| {
        let span = name
            .abbreviation
            .map_or(name.bare, |short| name.bare.join(short));
        let start = page.tokens_at(name.span).start;
        (start >= leads && page.tokens_at(span).end <= stop).then_some((start, span))
    });
    let (start, first) = spans.next()?;
    let led = start == leads || (start == leads + 1 && page.token(leads) == "the");
    led.then(|| spans.map(|(_, span)| span).fold(first, Span::join))
}

/// "Timber and wool" out of "goods like timber and wool, which …": up to the comma behind the item that "and" adds, or
/// behind the only one.
fn plain_items(page: &Page<'_>, leads: usize, stop: usize) -> Option<Span> {
    let joins = |at: &usize| matches!(page.token(*at), "and" | "or");
    let last = (leads..stop).find(joins).unwrap_or(leads);
    let end = (last..stop)
        .find(|at| matches!(page.token(*at), "," | "(" | "—" | "–" | "said" | "says"))
        .unwrap_or(stop);
    let tokens = &page.candidate.reading.text.tokens;
    let words = tokens.get(leads..end)?.iter();
    let mut spans = words
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .map(|token| token.span);
    let first = spans.next()?;
    Some(spans.fold(first, Span::join))
}

fn clause_end(page: &Page<'_>, from: usize, end: usize) -> usize {
    (from..end)
        .find(|at| {
            matches!(
                page.token(*at),
                "which" | "who" | "that" | ";" | "." | "while"
            )
        })
        .unwrap_or(end)
}

/// A bracket that the words open is closed with the mark behind them.
fn closed(words: &str, page: &Page<'_>, span: Span) -> String {
    let open = words.matches('(').count() > words.matches(')').count();
    let behind = page.at(Span::of(span.end()..span.end() + 1));
    if open && behind == ")" {
        format!("{words})")
    } else {
        words.to_owned()
    }
}

/// A name that holds the noun asked for, or follows it.
fn named<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    let page = ground.page;
    let nouns = nouns(scene);
    let hits = page
        .hits
        .get(ground.passage.hits.clone())
        .unwrap_or_default();
    let range = page
        .sentence(ground.passage)
        .map(|sentence| sentence.names.clone());
    let names = range
        .and_then(|range| page.candidate.reading.text.names.get(range))
        .unwrap_or_default();
    for name in names
        .iter()
        .filter(|name| !matches!(name.kind, NameKind::Person | NameKind::Nationality))
    {
        let tokens = page.tokens_at(name.bare);
        let inside = hits
            .iter()
            .any(|hit| nouns.contains(&hit.term) && tokens.contains(&hit.token));
        let before = hits
            .iter()
            .any(|hit| nouns.contains(&hit.term) && hit.token + 1 == tokens.start);
        if inside || before {
            let near = scene.nearness(page, ground.passage, name.bare);
            choices.push(Choice {
                ground,
                span: name.bare,
                text: page.at(name.bare).to_owned(),
                score: ground.worth + 0.5 * near + 0.15,
                rule: "name",
            });
        }
    }
}

/// What did they call it: the quoted words beside "called".
fn quoted<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    let asks = [
        "call", "called", "line", "words", "phrase", "slogan", "describe", "chance", "say",
    ];
    if !scene
        .question
        .words
        .iter()
        .any(|word| asks.contains(&word.text.as_str()))
    {
        return;
    }
    let page = ground.page;
    let Some(sentence) = page.sentence(ground.passage) else {
        return;
    };
    for quotation in &page.candidate.reading.text.quotations {
        let words = page.at(quotation.span);
        if !sentence.span.contains(quotation.span) || words.split_whitespace().count() > 8 {
            continue;
        }
        let near = scene.nearness(page, ground.passage, quotation.span);
        let marks = ['"', '“', '”', '‘', '’', '\'', ',', '.'];
        choices.push(Choice {
            ground,
            span: quotation.span,
            text: words.trim_matches(marks).to_owned(),
            score: ground.worth + 0.5 * near + 0.1,
            rule: "quotation",
        });
    }
}
