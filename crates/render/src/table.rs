//! Events as a table (CSV, RFC 4180): a line an event, with the sentence that dates it and where it stands.

use crate::safe;
use dateline_core::Dossier;

/// The columns, in their order.
const COLUMNS: [&str; 13] = [
    "id",
    "title",
    "start",
    "end",
    "precision",
    "zone",
    "status",
    "place",
    "corrected",
    "quote",
    "source",
    "published",
    "url",
];

/// The events as a table with a head. No cell begins with what a spreadsheet takes for a formula.
#[must_use]
pub fn csv(found: &[Dossier]) -> String {
    let mut table = COLUMNS.join(",") + "\r\n";
    for event in found {
        let cells = cells(event);
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        table.push_str(&cells.join(","));
        table.push_str("\r\n");
    }
    table
}

fn cells(event: &Dossier) -> [String; 13] {
    let view = &event.view;
    let when = view.when.as_ref();
    let (start, end) = when.map(dateline_core::When::bounds).unwrap_or_default();
    let cited = event.dating().map(|told| &told.cited);
    let of = |text: Option<&str>| text.unwrap_or_default().to_owned();
    [
        event.id.to_string(),
        view.title.clone(),
        start,
        end,
        when.map(|when| precision(when.precision))
            .unwrap_or_default(),
        of(when.and_then(|when| when.zone.as_deref())),
        view.status.word().to_owned(),
        of(view.place.as_ref().map(|place| place.name.as_str())),
        (if event.amended().next().is_some() {
            "yes"
        } else {
            "no"
        })
        .to_owned(),
        of(cited.map(|cited| cited.quote.text())),
        of(cited.and_then(|cited| cited.source.as_deref())),
        cited
            .map(|cited| cited.published.to_string())
            .unwrap_or_default(),
        of(cited.and_then(|cited| cited.url.as_deref())),
    ]
}

fn precision(precision: dateline_core::Precision) -> String {
    let mut word = String::new();
    for letter in format!("{precision:?}").chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.extend(letter.to_lowercase());
    }
    word
}

fn cell(text: &str) -> String {
    let line = safe::line(text);
    let is_formula = line.starts_with(['=', '+', '-', '@']);
    let shown = if is_formula { format!("'{line}") } else { line };
    if shown.contains(['"', ',', ';']) || is_formula {
        format!("\"{}\"", shown.replace('"', "\"\""))
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{dossier, moved, on, redated};

    #[test]
    fn a_line_an_event_with_what_dates_it() {
        let table = csv(&[moved(), redated()]);
        let mut lines = table.split("\r\n");
        assert_eq!(
            lines.next(),
            Some(
                "id,title,start,end,precision,zone,status,place,corrected,quote,source,published,url"
            )
        );
        assert_eq!(
            lines.next(),
            Some(
                "eaaaaaaaaaaaa,harbour fair,2026-12-11,2026-12-11,day,,scheduled,Bergen,no,The harbour fair moves to December 11.,\
                 Harbour Post,2026-11-23,https://news.example/water"
            )
        );
        assert!(
            lines
                .next()
                .is_some_and(|line| line.contains(",2026-12-12,2026-12-12,day,,scheduled,,yes,"))
        );
    }

    #[test]
    fn a_title_from_outside_is_no_formula_and_adds_no_cell() {
        let table = csv(&[
            dossier("=1+1, \"x\"\r\n", Some(on(2026, 12, 4))),
            dossier("@sum", None),
        ]);
        assert!(
            table.contains(",\"'=1+1, \"\"x\"\"\",2026-12-04,"),
            "{table}"
        );
        assert!(table.contains(",\"'@sum\",,,,"), "{table}");
        assert_eq!(table.matches("\r\n").count(), 3);
    }
}
