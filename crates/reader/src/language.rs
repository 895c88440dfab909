//! Tells the language of a text that names none, by `whatlang`; undecided where the text is short or mixed.

use whatlang::Lang;

/// How many of the first letters are looked at.
const MOST: usize = 4_000;

/// How sure the library must be where it does not call its own answer reliable, as it calls none for a single sentence.
const SURE: f64 = 0.25;

/// The language tag of a text, where it tells it well enough.
pub(crate) fn language(text: &str) -> Option<&'static str> {
    let end = text
        .char_indices()
        .nth(MOST)
        .map_or(text.len(), |(at, _)| at);
    let head = text.get(..end)?;
    let found = whatlang::detect(head)?;
    (found.is_reliable() || found.confidence() > SURE).then(|| tag(found.lang()))
}

/// The tag of a language: of two letters, where ISO 639 has such.
fn tag(language: Lang) -> &'static str {
    TAGS.iter()
        .find(|(of, _)| *of == language)
        .map_or(language.code(), |(_, tag)| tag)
}

/// Languages and their tags of two letters.
const TAGS: &[(Lang, &str)] = &[
    (Lang::Afr, "af"),
    (Lang::Aka, "ak"),
    (Lang::Amh, "am"),
    (Lang::Ara, "ar"),
    (Lang::Aze, "az"),
    (Lang::Bel, "be"),
    (Lang::Ben, "bn"),
    (Lang::Bul, "bg"),
    (Lang::Cat, "ca"),
    (Lang::Ces, "cs"),
    (Lang::Cmn, "zh"),
    (Lang::Cym, "cy"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Eng, "en"),
    (Lang::Epo, "eo"),
    (Lang::Est, "et"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Guj, "gu"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Hye, "hy"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Jav, "jv"),
    (Lang::Jpn, "ja"),
    (Lang::Kan, "kn"),
    (Lang::Kat, "ka"),
    (Lang::Khm, "km"),
    (Lang::Kor, "ko"),
    (Lang::Lat, "la"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Mal, "ml"),
    (Lang::Mar, "mr"),
    (Lang::Mkd, "mk"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "nb"),
    (Lang::Ori, "or"),
    (Lang::Pan, "pa"),
    (Lang::Pes, "fa"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Sin, "si"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Sna, "sn"),
    (Lang::Spa, "es"),
    (Lang::Srp, "sr"),
    (Lang::Swe, "sv"),
    (Lang::Tam, "ta"),
    (Lang::Tel, "te"),
    (Lang::Tgl, "tl"),
    (Lang::Tha, "th"),
    (Lang::Tuk, "tk"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
    (Lang::Urd, "ur"),
    (Lang::Uzb, "uz"),
    (Lang::Vie, "vi"),
    (Lang::Yid, "yi"),
    (Lang::Zul, "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_and_scripts_tell_the_language() {
        let check = |text, tag| assert_eq!(language(text), tag, "{text}");
        check(
            "The pier will reopen on Friday, the mayor said, and the ferry is to sail by noon.",
            Some("en"),
        );
        check(
            "Der Kai wird am Freitag wieder eröffnet, und die Fähre ist nicht mit dem Wind gefahren.",
            Some("de"),
        );
        check(
            "Le quai est rouvert dans la ville pour les passagers, et une fête est prévue sur le port.",
            Some("fr"),
        );
        check("Пирс откроется в пятницу, сообщил мэр города.", Some("ru"));
        check("Pier, ferry, noon.", None);
        check("", None);
    }

    #[test]
    fn every_language_has_a_tag_of_two_letters() {
        assert!(Lang::all().iter().all(|language| tag(*language).len() == 2));
    }
}
