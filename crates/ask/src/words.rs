//! The words of a question: lower case, without possessives, numbers in one form.

use dateline_core::Span;
use dateline_text::{QuickSet, VerbForm, verb};
use std::sync::LazyLock;

/// One word of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Lower case, without a possessive ending.
    pub text: String,
    /// Where, in bytes of the question.
    pub span: Span,
}

/// The words of a question, in order, contracted question words ("whens", "who's") taken apart.
pub(crate) fn words(question: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in question.char_indices().chain([(question.len(), ' ')]) {
        match (start, belongs(question, at, letter)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                take(question, Span::of(from..at), &mut found);
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

fn belongs(question: &str, at: usize, letter: char) -> bool {
    let inner = matches!(letter, '.' | ',' | '\'' | '’' | '-' | ':' | '/');
    let followed = || {
        question
            .get(at + letter.len_utf8()..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphanumeric)
    };
    letter.is_alphanumeric() || matches!(letter, '$' | '%' | '£' | '€') || (inner && followed())
}

fn take(question: &str, span: Span, found: &mut Vec<Word>) {
    let text = span.read(question).unwrap_or_default();
    let lower = text.to_lowercase().replace('’', "'");
    if let Some((asker, verb)) = contracted(&lower) {
        for part in [asker, verb] {
            let text = part.to_owned();
            found.push(Word { text, span });
        }
        return;
    }
    let bare = lower.strip_suffix("'s").unwrap_or(&lower);
    let bare = bare.trim_matches(|c: char| matches!(c, '.' | '\'' | '-' | ':' | ',' | '/'));
    for part in bare.split(['-', '/']).filter(|part| !part.is_empty()) {
        let text = meant(part);
        found.push(Word { text, span });
    }
}

/// "whens" and "who's" are a question word and "is"; "who'll" is "who will".
fn contracted(word: &str) -> Option<(&'static str, &'static str)> {
    let plain: String = word.chars().filter(|c| *c != '\'').collect();
    Some(match plain.as_str() {
        "whens" => ("when", "is"),
        "wheres" => ("where", "is"),
        "whos" => ("who", "is"),
        "whats" => ("what", "is"),
        "hows" => ("how", "is"),
        "wholl" => ("who", "will"),
        "whatll" => ("what", "will"),
        "whend" => ("when", "did"),
        _ => return None,
    })
}

/// A word whose letters were swapped in typing: "agian" is "again", "whne" is "when".
fn meant(typed: &str) -> String {
    let asks = ["when", "what", "where", "which", "will"];
    if !typed.is_ascii() || is_empty(typed) {
        return typed.to_owned();
    }
    let letters = typed.as_bytes();
    let swapped = (1..letters.len()).map(|at| {
        let mut letters = letters.to_vec();
        letters.swap(at - 1, at);
        String::from_utf8(letters).unwrap_or_default()
    });
    let known =
        |word: &String| asks.contains(&word.as_str()) || (word.len() >= 5 && is_empty(word));
    swapped
        .into_iter()
        .find(known)
        .unwrap_or_else(|| typed.to_owned())
}

/// Words that carry no topic in a question.
static EMPTY: LazyLock<QuickSet<&str>> =
    LazyLock::new(|| EMPTY_WORDS.split_ascii_whitespace().collect());

const EMPTY_WORDS: &str = "a an the this that these those there it its he she him his her they them their theirs we us our you your \
    i me my one ones some any all both each what when where who whom whose which why how is are was were be been being am do \
    does did done doing has have had having will would shall should can could may might must ought of in on at to for from \
    with by about as into onto over under up out off after before during between until till since through if then than and \
    or but not so too also just only even yet still again ever never already now currently today please tell know exactly \
    actually finally officially originally really right going gonna go happen happens happening happened take takes took \
    taking taken place set due supposed meant planned plan plans planning scheduled schedule held hold holds holding expected get gets got \
    date dates day days time times year month week hour latest long much many more most said called name named new \
    dont doesnt didnt wont isnt arent wasnt werent hasnt havent cant couldnt wouldnt shouldnt whether because like did else \
    re ve ll next last previous upcoming coming recent recently lately here first-ever ahead kind sort piece earlier later originally keep make made staged staging very against v vs versus own";

/// Whether a word of a question says nothing of its topic.
pub(crate) fn is_empty(word: &str) -> bool {
    EMPTY.contains(word)
}

/// Verbs and fillers that most stories hold: they help to choose a sentence, and never make a topic.
static LIGHT: LazyLock<QuickSet<&str>> =
    LazyLock::new(|| LIGHT_WORDS.split_ascii_whitespace().collect());

const LIGHT_WORDS: &str = "start begin end finish open close over stop leave arrive reach land come give put run say tell announce meet visit \
    see show work talk call need want look try find use bring turn become put people thing things man woman person part \
    back home original big main whole total number amount way world say quit speak told met left ran won lost \
    attend join move change post launch release reveal";

/// Whether a word is too common to make a topic.
pub(crate) fn is_light(word: &str) -> bool {
    LIGHT.contains(word)
}

/// Whether a lower-case word is a form of a verb and nothing else as often.
pub(crate) fn is_verb(word: &str) -> bool {
    verb(word).is_some_and(|verb| !verb.also_noun || verb.form == VerbForm::Past)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contracted_question_words_are_two_and_possessives_are_dropped() {
        let texts = |question| -> Vec<String> {
            words(question).into_iter().map(|word| word.text).collect()
        };
        assert_eq!(texts("whens Oslo's fair?"), ["when", "is", "oslo", "fair"]);
        assert_eq!(
            texts("Who’s in the U.S. team"),
            ["who", "is", "in", "the", "u.s", "team"]
        );
        assert_eq!(texts("…"), Vec::<String>::new());
    }
}
