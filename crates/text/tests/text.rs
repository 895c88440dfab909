//! The corpora of sentences, names and quotations, and what must hold for any text.

use dateline_core::{Block, BlockKind, Span};
use dateline_text::{Document, NameKind, Tag, VerbForm, read, stem};
use proptest::prelude::*;

/// The texts of a corpus, each with the lines below it.
fn cases(corpus: &str) -> Vec<(&str, Vec<&str>)> {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in corpus
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        match (line.strip_prefix("> "), cases.last_mut()) {
            (Some(text), _) => cases.push((text, Vec::new())),
            (None, Some((_, expected))) => expected.push(line),
            (None, None) => panic!("{line}: a text must stand first"),
        }
    }
    assert!(cases.iter().all(|(_, expected)| !expected.is_empty()));
    cases
}

fn check(corpus: &str, found: impl Fn(&str, &Document) -> Vec<String>) {
    let wrong: Vec<String> = cases(corpus)
        .into_iter()
        .filter_map(|(text, expected)| {
            let found = found(text, &read(text, &[]));
            (found != expected)
                .then(|| format!("{text}\n  wanted {expected:#?}\n  found {found:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn words(text: &str, span: Span) -> &str {
    span.read(text).expect("a span inside")
}

#[test]
fn sentences_end_where_the_corpus_says() {
    check(include_str!("../corpus/sentences.txt"), |text, document| {
        document
            .sentences
            .iter()
            .map(|sentence| words(text, sentence.span).to_owned())
            .collect()
    });
}

#[test]
fn names_are_read_as_the_corpus_says() {
    check(include_str!("../corpus/names.txt"), |text, document| {
        let found: Vec<_> = (0..document.names.len())
            .map(|at| name(text, document, at))
            .collect();
        if found.is_empty() {
            vec!["none".to_owned()]
        } else {
            found
        }
    });
}

fn name(text: &str, document: &Document, at: usize) -> String {
    let name = &document.names[at];
    let kind = match name.kind {
        NameKind::Person => "person",
        NameKind::Organisation => "organisation",
        NameKind::Place => "place",
        NameKind::Nationality => "nationality",
        _ => "other",
    };
    let mut line = format!("{kind}: {}", words(text, name.span));
    let full = document.canonical(at);
    let parts = [
        ("role", name.role),
        ("short", name.abbreviation),
        ("full", (full != at).then(|| document.names[full].span)),
    ];
    for (label, span) in parts {
        if let Some(span) = span {
            line += &format!(" | {label} {}", words(text, span));
        }
    }
    line
}

#[test]
fn quotations_find_their_speakers_as_the_corpus_says() {
    check(
        include_str!("../corpus/quotations.txt"),
        |text, document| {
            let quotations = document.quotations.iter().map(|quotation| {
                let speaker = quotation.speaker.map_or("none", |span| words(text, span));
                format!("{} <- {speaker}", words(text, quotation.span))
            });
            let attributions = document.attributions.iter().map(|found| {
                format!(
                    "{} :: {}",
                    words(text, found.speaker),
                    words(text, found.clause)
                )
            });
            let found: Vec<_> = quotations.chain(attributions).collect();
            if found.is_empty() {
                vec!["nothing".to_owned()]
            } else {
                found
            }
        },
    );
}

#[test]
fn a_sentence_never_crosses_the_border_of_its_block() {
    let text = "A heading\nThe ferry sank\nnear Oslo. It was old.";
    let block = |start, end, kind| Block {
        span: Span::new(start, end).expect("in order"),
        kind,
    };
    let blocks = [
        block(0, 9, BlockKind::Subheading),
        block(10, text.len(), BlockKind::Paragraph),
    ];
    let document = read(text, &blocks);
    let found: Vec<_> = document
        .sentences
        .iter()
        .map(|s| (words(text, s.span), s.kind, s.block))
        .collect();
    assert_eq!(
        found,
        [
            ("A heading", BlockKind::Subheading, 0),
            ("The ferry sank\nnear Oslo.", BlockKind::Paragraph, 1),
            ("It was old.", BlockKind::Paragraph, 1),
        ]
    );
}

#[test]
fn verbs_are_told_from_nouns_by_their_neighbours() {
    let check = |text: &str, word: &str, tag: Tag| {
        let document = read(text, &[]);
        let at = document
            .tokens
            .iter()
            .position(|token| words(text, token.span) == word);
        assert_eq!(
            document.tag(at.expect("a word of the text")),
            tag,
            "{word} in: {text}"
        );
    };
    let verb = |form| Tag::Verb { form };
    check(
        "They are set to hold talks in Oslo.",
        "hold",
        verb(VerbForm::Base),
    );
    check(
        "They are set to hold talks in Oslo.",
        "set",
        verb(VerbForm::Participle),
    );
    check("They are set to hold talks in Oslo.", "talks", Tag::Noun);
    check(
        "The talks were held in May.",
        "held",
        verb(VerbForm::Participle),
    );
    check("The council held talks.", "held", verb(VerbForm::Past));
    check(
        "The team, headed by Roe, won.",
        "headed",
        verb(VerbForm::Participle),
    );
    check("The plan failed.", "plan", Tag::Noun);
    check("Officials plan to meet.", "plan", verb(VerbForm::Base));
    check(
        "The leaders return from Oslo.",
        "return",
        verb(VerbForm::Base),
    );
    check("The show will last a week.", "last", verb(VerbForm::Base));
    check("It ended last week.", "last", Tag::Adjective);
    check("The meeting is over.", "meeting", Tag::Noun);
    check(
        "After meeting Roe, they left.",
        "meeting",
        verb(VerbForm::Gerund),
    );
    check(
        "A four-day visit to Riga begins.",
        "four-day",
        Tag::Adjective,
    );
    check("A four-day visit to Riga begins.", "to", Tag::Preposition);
}

#[test]
fn noun_phrases_and_clauses_follow_the_words() {
    let text =
        "The second round of talks, which began in Doha, was moved to Oslo, the ministry said.";
    let document = read(text, &[]);
    let phrases: Vec<_> = document
        .noun_phrases(0)
        .iter()
        .map(|phrase| words(text, phrase.span))
        .collect();
    assert_eq!(
        phrases,
        [
            "The second round",
            "talks",
            "which",
            "Doha",
            "Oslo",
            "the ministry"
        ]
    );
    let heads: Vec<_> = document
        .noun_phrases(0)
        .iter()
        .map(|phrase| words(text, document.tokens[phrase.head].span))
        .collect();
    assert_eq!(
        heads,
        ["round", "talks", "which", "Doha", "Oslo", "ministry"]
    );
    let text = "The court rose after the judge fell ill; it meets again on Monday, but no one will testify.";
    let document = read(text, &[]);
    let clauses: Vec<_> = document
        .clauses(0)
        .iter()
        .map(|span| words(text, *span))
        .collect();
    assert_eq!(
        clauses,
        [
            "The court rose",
            "after the judge fell ill",
            "it meets again on Monday",
            "but no one will testify"
        ]
    );
}

#[test]
fn outside_the_text_nothing_is_found() {
    let document = read("", &[]);
    assert_eq!(document.tag(3), Tag::Other);
    assert!(document.noun_phrases(0).is_empty() && document.clauses(7).is_empty());
    assert!(document.attribution(0).is_none());
}

fn holds_together(text: &str, document: &Document) {
    let inside = |span: Span| {
        assert!(
            span.read(text).is_some_and(|part| !part.is_empty()),
            "{span:?} of {text:?}"
        )
    };
    let mut end = 0;
    for token in &document.tokens {
        inside(token.span);
        assert!(
            token.span.start() >= end && !words(text, token.span).contains(char::is_whitespace)
        );
        end = token.span.end();
    }
    let mut next = 0;
    for (number, sentence) in document.sentences.iter().enumerate() {
        inside(sentence.span);
        assert_eq!(
            sentence.tokens.start, next,
            "every token stands in a sentence"
        );
        next = sentence.tokens.end;
        assert_eq!(
            words(text, sentence.span).trim(),
            words(text, sentence.span)
        );
        assert!(
            document.tokens[sentence.tokens.clone()]
                .iter()
                .all(|token| sentence.span.contains(token.span))
        );
        assert!(
            document.names[sentence.names.clone()]
                .iter()
                .all(|name| sentence.span.contains(name.span))
        );
        assert!(
            document
                .clauses(number)
                .windows(2)
                .all(|pair| pair[0].end() <= pair[1].start())
        );
        assert!(
            document
                .noun_phrases(number)
                .windows(2)
                .all(|pair| pair[0].span.end() <= pair[1].span.start())
        );
    }
    assert_eq!(next, document.tokens.len());
    let mut end = 0;
    for (at, name) in document.names.iter().enumerate() {
        inside(name.span);
        inside(name.bare);
        assert!(
            name.span.start() >= end && name.span.contains(name.bare),
            "{name:?} in {text:?}"
        );
        assert!(document.canonical(at) < document.names.len());
        end = name.span.end();
        name.role
            .into_iter()
            .chain(name.abbreviation)
            .for_each(inside);
    }
    for quotation in &document.quotations {
        inside(quotation.span);
        quotation.speaker.into_iter().for_each(inside);
    }
    for found in &document.attributions {
        [found.speaker, found.source, found.verb, found.clause]
            .into_iter()
            .for_each(inside);
    }
}

/// Pieces that the rules look for, so that random texts reach them.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: [&str; 44] = [
        "Lt. Gen.",
        "Adam",
        "Roe",
        ",",
        ".",
        "?”",
        "“",
        "\"",
        "said",
        "the",
        "foreign",
        "minister",
        "Minister",
        "of",
        "for",
        "State",
        "(",
        ")",
        "CNS",
        "U.S.",
        "and",
        "which",
        "according to",
        "he",
        "it",
        "Oslo",
        "Norway's",
        "’",
        "'",
        "‘",
        "…",
        "...",
        "Ministry",
        "after",
        "met",
        "will",
        "hold",
        "talks",
        "to",
        "that",
        "told",
        "al-",
        "\n",
        ":",
    ];
    prop_oneof![8 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,3}"]
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_holds_together(text in "\\PC{0,80}") {
        holds_together(&text, &read(&text, &[]));
        let _ = stem(&text);
    }

    #[test]
    fn texts_of_newsy_pieces_hold_together(pieces in proptest::collection::vec(piece(), 0..40), glue in "[ ]?") {
        let text = pieces.join(if glue.is_empty() { "" } else { " " });
        holds_together(&text, &read(&text, &[]));
    }

    #[test]
    fn blocks_anywhere_are_no_trouble(text in "\\PC{0,40}", borders in proptest::collection::vec(0usize..60, 0..8)) {
        let blocks: Vec<Block> = borders
            .chunks_exact(2)
            .filter_map(|pair| Some(Block { span: Span::new(pair[0], pair[1]).ok()?, kind: BlockKind::Paragraph }))
            .collect();
        let document = read(&text, &blocks);
        if !blocks.is_empty() {
            prop_assert!(document.sentences.iter().all(|s| blocks[s.block].span.contains(s.span)));
        }
        holds_together(&text, &document);
    }
}
