//! Names of months as dates print them, in English and in the languages that pages are most often in.

/// The forms of each month, January first, in small letters; abbreviations may be followed by a point.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "januar",
        "jänner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "gennaio",
        "gen",
        "janeiro",
        "januari",
        "января",
        "stycznia",
        "tammikuuta",
        "ocak",
    ],
    &[
        "february",
        "feb",
        "februar",
        "février",
        "févr",
        "febrero",
        "febbraio",
        "fevereiro",
        "fev",
        "februari",
        "февраля",
        "lutego",
        "helmikuuta",
        "şubat",
    ],
    &[
        "march",
        "mar",
        "märz",
        "mär",
        "mars",
        "marzo",
        "março",
        "maart",
        "марта",
        "marca",
        "maaliskuuta",
        "mart",
    ],
    &[
        "april",
        "apr",
        "avril",
        "avr",
        "abril",
        "abr",
        "aprile",
        "апреля",
        "kwietnia",
        "huhtikuuta",
        "nisan",
    ],
    &[
        "may",
        "mai",
        "mayo",
        "maggio",
        "mag",
        "maio",
        "mei",
        "maj",
        "мая",
        "maja",
        "toukokuuta",
        "mayıs",
    ],
    &[
        "june",
        "jun",
        "juni",
        "juin",
        "junio",
        "giugno",
        "giu",
        "junho",
        "июня",
        "czerwca",
        "kesäkuuta",
        "haziran",
    ],
    &[
        "july",
        "jul",
        "juli",
        "juillet",
        "juil",
        "julio",
        "luglio",
        "lug",
        "julho",
        "июля",
        "lipca",
        "heinäkuuta",
        "temmuz",
    ],
    &[
        "august",
        "aug",
        "août",
        "agosto",
        "ago",
        "augustus",
        "augusti",
        "августа",
        "sierpnia",
        "elokuuta",
        "ağustos",
    ],
    &[
        "september",
        "sept",
        "sep",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
        "set",
        "setembro",
        "сентября",
        "września",
        "syyskuuta",
        "eylül",
    ],
    &[
        "october",
        "oct",
        "oktober",
        "okt",
        "octobre",
        "octubre",
        "ottobre",
        "ott",
        "outubro",
        "out",
        "октября",
        "października",
        "lokakuuta",
        "ekim",
    ],
    &[
        "november",
        "nov",
        "novembre",
        "noviembre",
        "novembro",
        "ноября",
        "listopada",
        "marraskuuta",
        "kasım",
    ],
    &[
        "december",
        "dec",
        "dezember",
        "dez",
        "décembre",
        "déc",
        "diciembre",
        "dic",
        "dicembre",
        "dezembro",
        "desember",
        "des",
        "декабря",
        "grudnia",
        "joulukuuta",
        "aralık",
    ],
];

/// The number of a month by one of its names, whatever its case.
pub(crate) fn number(name: &str) -> Option<u32> {
    let small = name.to_lowercase();
    let index = MONTHS
        .iter()
        .position(|names| names.contains(&small.as_str()))?;
    u32::try_from(index + 1).ok()
}

/// A pattern for any of the names, the longer first, as the group `month`.
pub(crate) fn pattern() -> String {
    let mut names: Vec<&str> = MONTHS
        .iter()
        .flat_map(|names| names.iter().copied())
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    format!("(?<month>{})", names.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_two_months() {
        for (at, names) in MONTHS.iter().enumerate() {
            for name in *names {
                assert_eq!(number(name), u32::try_from(at + 1).ok(), "{name}");
            }
        }
        assert_eq!(number("SEPT"), Some(9));
    }
}
