//! From what a pattern found to a report: its place, its participants and its quote.

use crate::{participants, patterns::Found, place, scene::Scene};
use dateline_core::{Certainty, Part, Quote, Report, ReportParts};

/// The report of what was found; none where its title is empty.
pub(crate) fn report(scene: &Scene<'_>, found: &Found) -> Option<Report> {
    let mut time = found.time.and_then(|at| scene.times.get(at)).cloned();
    if let Some(when) = time
        .as_mut()
        .and_then(|time| time.when.as_mut())
        .filter(|_| found.open)
    {
        when.certainty = Certainty::Tentative;
    }
    let was = found
        .was
        .and_then(|at| scene.times.get(at))
        .and_then(|time| time.when.clone());
    let rules = [
        Some(found.rule.to_owned()),
        time.as_ref().map(|time| time.rule.clone()),
    ];
    let quote = Quote::of(scene.article, Part::Body, scene.sentence.span).ok()?;
    Report::new(ReportParts {
        title: found.title.clone(),
        time,
        was,
        place: place::place(scene, found),
        participants: participants::participants(scene, found),
        status: found.status,
        quote,
        visible_from: scene.article.visible_from(),
        rules: rules.into_iter().flatten().collect(),
    })
    .ok()
}
