//! The words of one story.

use super::{
    chance::Chance,
    day,
    grammar::GRAMMAR,
    names::{self, capital},
    plot::{Deed, Plot, Step},
};
use chrono::{Datelike, Days, Months, NaiveDate};
use dateline_core::{Draft, Moment};
use std::fmt::Write as _;

/// Writes the stories of one step of a plot.
pub(super) struct Writer<'a> {
    seed: u64,
    plot: &'a Plot,
    step: Step,
    /// The day that was set before.
    old: NaiveDate,
    chance: Chance,
}

/// A time of day in UTC.
pub(super) fn moment(told: u64, minute: u64) -> Option<Moment> {
    let (hour, minute) = (minute / 60, minute % 60);
    let text = format!("{}T{hour:02}:{minute:02}:00+00:00", day(told));
    Moment::parse(&text).ok()
}

impl<'a> Writer<'a> {
    pub(super) fn new(seed: u64, plot: &'a Plot, at: usize, chance: Chance) -> Self {
        let step = plot.steps[at];
        let before = plot.steps.get(at.wrapping_sub(1)).unwrap_or(&step);
        Self {
            seed,
            plot,
            step,
            old: before.date,
            chance,
        }
    }

    pub(super) fn chance(&mut self) -> &mut Chance {
        &mut self.chance
    }

    /// The story as its paper prints it.
    pub(super) fn story(&mut self, minute: u64) -> Draft {
        let section = self.step.deed.section();
        let title = self.told(&format!("{section} title"));
        let published = moment(self.step.told, minute).expect("a minute of a day");
        let source = *self.chance.usual(GRAMMAR.words("source"));
        Draft {
            url: Some(self.address(source)),
            title: capital(&title),
            text: self.text(section),
            place: Some(self.plot.town.clone()),
            source: Some(source.to_owned()),
            authors: vec![self.slot("first") + " " + &self.slot("surname")],
            language: Some("en".to_owned()),
            ..Draft::published(published)
        }
    }

    /// The same words in another paper, with a sentence less.
    pub(super) fn copy(&mut self, story: &Draft, minute: u64) -> Draft {
        let source = "National Agency";
        let cut = story.text.rfind("\n\n").unwrap_or(story.text.len());
        Draft {
            url: Some(self.address(source)),
            source: Some(source.to_owned()),
            text: story.text[..cut].to_owned(),
            published: moment(self.step.told, minute).unwrap_or(story.published),
            ..story.clone()
        }
    }

    fn address(&self, source: &str) -> String {
        let paper = source.to_lowercase().replace(' ', "-");
        let thing = self.plot.thing.to_lowercase().replace(['\'', ' '], "-");
        let (told, number) = (day(self.step.told).format("%Y/%m/%d"), self.plot.number);
        let at = self.step.told;
        format!("https://{paper}.example/{told}/{thing}-{number}-{at}")
    }

    /// Two to five kilobytes: what is new, then paragraphs of this and that.
    fn text(&mut self, section: &str) -> String {
        let mut text = capital(&self.told(&format!("{section} lead")));
        let wanted = usize::try_from(self.chance.between(1_800, 4_600)).unwrap_or(2_000);
        let mut others = self.chance.below(3);
        while text.len() < wanted {
            text.push_str("\n\n");
            let more = match self.chance.below(100) {
                0..25 => self.told("more"),
                25..32 if others > 0 => {
                    others -= 1;
                    self.elsewhere()
                }
                _ => self.filler(),
            };
            text.push_str(&capital(&more));
            while self.chance.percent(40) {
                let _ = write!(text, " {}", capital(&self.filler()));
            }
        }
        text
    }

    /// A sentence of any story.
    pub(super) fn filler(&mut self) -> String {
        let sentence = self.chance.one(&GRAMMAR.fillers);
        self.filled(sentence)
    }

    fn told(&mut self, section: &str) -> String {
        let sentence = self.chance.one(GRAMMAR.sentences(section));
        self.filled(sentence)
    }

    /// What stands in the news of another plot that was announced by now.
    fn elsewhere(&mut self) -> String {
        let back = self.chance.between(1, 400);
        let other = Plot::of(self.seed, self.plot.number.saturating_sub(back));
        let known = other.known_on(self.step.told.saturating_sub(1));
        let on = known.map(|step| self.on(step.date));
        match (known.map(|step| step.deed), on) {
            (Some(Deed::Held), Some(on)) => {
                let (x, did) = (&other.thing, other.kind.did);
                format!("In {}, {x} {did} {on}.", other.town)
            }
            (Some(Deed::Announced | Deed::Moved | Deed::Confirmed), Some(on)) => {
                let (x, will) = (&other.thing, other.kind.will);
                format!("In {}, {x} {will} {on}.", other.town)
            }
            _ => self.filler(),
        }
    }

    fn filled(&mut self, sentence: &str) -> String {
        let mut filled = String::with_capacity(sentence.len() * 2);
        let mut rest = sentence;
        while let Some((before, behind)) = rest.split_once('{') {
            filled.push_str(before);
            let (slot, after) = behind.split_once('}').expect("a slot ends");
            let value = self.slot(&slot.to_lowercase());
            if slot.starts_with(char::is_uppercase) {
                filled.push_str(&capital(&value));
            } else {
                filled.push_str(&value);
            }
            rest = after;
        }
        filled + rest
    }

    fn slot(&mut self, slot: &str) -> String {
        match slot {
            "x" => self.plot.thing.clone(),
            "bare" => self.plot.thing.trim_start_matches("the ").to_owned(),
            "to" => self.plot.kind.to.to_owned(),
            "will" => self.plot.kind.will.to_owned(),
            "did" => self.plot.kind.did.to_owned(),
            "deed" => self.plot.with_thing(self.plot.kind.deed),
            "town" => self.plot.town.clone(),
            "agency" => self.plot.agency.to_owned(),
            "role" => self.plot.role.to_owned(),
            "person" => self.plot.person.clone(),
            "on" => self.on(self.step.date),
            "onold" => self.on(self.old),
            "date" => self.date(self.step.date),
            "old" => self.date(self.old),
            "month" => self.step.date.format("%B").to_string(),
            _ => self.any(slot),
        }
    }

    /// What is drawn anew each time.
    fn any(&mut self, slot: &str) -> String {
        let today = day(self.step.told);
        let chance = &mut self.chance;
        let month = |months: Option<NaiveDate>| months.unwrap_or(today).format("%B").to_string();
        match slot {
            "said" | "weekday" => weekday(today, chance.between(0, 3)),
            "lately" => format!("on {}", weekday(today, chance.between(1, 5))),
            "pastmonth" => {
                let back = Months::new(u32::try_from(chance.between(1, 8)).unwrap_or(1));
                month(today.checked_sub_months(back))
            }
            "nextmonth" => month(today.checked_add_months(Months::new(2))),
            "year" => chance.between(1_890, 2_015).to_string(),
            "n" => chance.between(2, 19).to_string(),
            "m" => chance.between(20, 60).to_string(),
            "count" => thousands(chance.between(2, 90) * 50 + 1_000),
            "money" => format!("${} million", chance.between(2, 190)),
            "surname" => names::name(chance.rank(names::MANY)),
            "place" => names::name(chance.rank(names::MANY / 4)),
            "first" => (*chance.usual(GRAMMAR.words("first"))).to_owned(),
            "reason" => (*chance.one(GRAMMAR.words("reason"))).to_owned(),
            "trade" => (*chance.one(GRAMMAR.words("trade"))).to_owned(),
            "noun" | "noun2" | "noun3" => (*chance.usual(GRAMMAR.words("noun"))).to_owned(),
            other => (*chance.usual(GRAMMAR.words(other))).to_owned(),
        }
    }

    /// A day with its preposition, in one of the ways in which papers write it.
    fn on(&mut self, date: NaiveDate) -> String {
        let today = day(self.step.told);
        match (date - today).num_days() {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -6..=-1 | 2..=6 if self.chance.percent(50) => format!("on {}", date.format("%A")),
            _ => format!("on {}", self.date(date)),
        }
    }

    fn date(&mut self, date: NaiveDate) -> String {
        let far = (date - day(self.step.told)).num_days().abs() > 150
            || date.year() != day(self.step.told).year();
        let form = match self.chance.below(5) {
            0 | 1 if far => "%B %-d, %Y",
            _ if far => "%-d %B %Y",
            0 => "%-d %B",
            1 => "%A, %B %-d",
            2 => "%-d %B %Y",
            _ => "%B %-d",
        };
        date.format(form).to_string()
    }
}

fn weekday(today: NaiveDate, back: u64) -> String {
    let day = today.checked_sub_days(Days::new(back)).unwrap_or(today);
    day.format("%A").to_string()
}

fn thousands(number: u64) -> String {
    format!("{},{:03}", number / 1_000, number % 1_000)
}
