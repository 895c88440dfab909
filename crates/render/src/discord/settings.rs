//! What is set in a place, and what that means, setting by setting.

use super::{
    answer::Asked,
    card::{Card, Tone, outside},
};
use crate::words;
use dateline_core::{DateOrder, Moment, Preferences, Visibility, WeekStart};

/// Most characters of the name of a zone.
const ZONE: usize = 60;

/// One thing that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The zone in which times are read and told.
    Zone,
    /// Which number of a date is the day.
    DateOrder,
    /// The first day of weeks.
    WeekStart,
    /// Who sees answers.
    Answers,
    /// Where answers are given.
    Channels,
    /// How long stories are kept.
    Retention,
    /// Who may save stories.
    SaveRole,
    /// When nothing is posted by itself.
    Quiet,
}

/// Those of a server; a person has the first five.
const OF_SERVERS: [Setting; 8] = [
    Setting::Zone,
    Setting::DateOrder,
    Setting::WeekStart,
    Setting::Answers,
    Setting::Retention,
    Setting::Channels,
    Setting::SaveRole,
    Setting::Quiet,
];

/// What is set in a place, and what its clocks show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The zone that holds, set or not.
    pub zone: String,
    /// Now, there.
    pub now: Moment,
    /// What is set.
    pub set: Preferences,
}

impl Told {
    fn line(&self, setting: Setting) -> String {
        match setting {
            Setting::Zone => format!("**Zone:** {}", self.zone()),
            Setting::DateOrder => format!(
                "**Dates in numbers that people type:** {}",
                match self.set.date_order {
                    None => "I ask, where 04/05/2026 can be two days",
                    Some(DateOrder::DayFirst) => "the day first, 04/05/2026 is 4 May",
                    Some(DateOrder::MonthFirst) => "the month first, 04/05/2026 is 5 April",
                }
            ),
            Setting::WeekStart => format!(
                "**Weeks of `/agenda` start on:** {}",
                match self.set.week_start {
                    None | Some(WeekStart::Monday) => "Monday",
                    Some(WeekStart::Saturday) => "Saturday",
                    Some(WeekStart::Sunday) => "Sunday",
                }
            ),
            Setting::Answers => format!(
                "**Answers to commands are seen by:** {}",
                match self.set.answers {
                    None | Some(Visibility::Everyone) => "everybody in the channel",
                    Some(Visibility::Asker) =>
                        "who asked; answers to mentions are messages, which everybody sees",
                }
            ),
            Setting::Retention => format!(
                "**Stories are kept:** {}",
                match self.set.retention {
                    None => "for ever".to_owned(),
                    Some(days) => format!(
                        "{} after they were published, then they are forgotten; what somebody saved or corrected stays, and so \
                         does what published or watched events and reminders rest on",
                        words::count(u64::from(days), "day")
                    ),
                }
            ),
            Setting::Quiet => format!(
                "**Quiet hours:** {}",
                match self.set.quiet {
                    None => "none".to_owned(),
                    Some(quiet) => format!(
                        "{} to {}; digests and what watches tell then wait until they end, also what pings a role; reminders come all the same",
                        quiet.from.format("%H:%M"),
                        quiet.to.format("%H:%M")
                    ),
                }
            ),
            Setting::Channels => format!("**I answer in:** {}", channels(&self.set.channels)),
            Setting::SaveRole => format!(
                "**Stories are saved by:** {}",
                match self.set.save_role {
                    None => "everybody".to_owned(),
                    Some(role) =>
                        format!("who has the role <@&{role}>, and who manages the server"),
                }
            ),
        }
    }

    /// The zone that holds, and what its clocks show.
    #[must_use]
    pub fn zone(&self) -> String {
        let zone = outside(&self.zone, ZONE);
        let now = words::moment(&self.now);
        if self.set.zone.is_some() {
            format!("{zone}, where it is {now}")
        } else {
            format!("none is set, so it is mine: {zone}, where it is {now}")
        }
    }
}

/// Channels as Discord links them.
pub(super) fn channels(numbers: &[u64]) -> String {
    if numbers.is_empty() {
        return "every channel".to_owned();
    }
    let links: Vec<String> = numbers.iter().map(|id| format!("<#{id}>")).collect();
    links.join(", ")
}

/// `/settings show`
#[must_use]
pub fn shown(told: &Told, asked: Asked) -> Card {
    let most = match asked {
        Asked::Server => OF_SERVERS.len(),
        Asked::Person => 5,
    };
    let lines = OF_SERVERS.iter().take(most);
    let lines: Vec<String> = lines.map(|setting| told.line(*setting)).collect();
    Card::new(
        Tone::Plain,
        format!("What is set for {}:\n{}", asked.whose(), lines.join("\n")),
    )
}

/// That something was set: as it stands now.
#[must_use]
pub fn changed(told: &Told, setting: Setting) -> Card {
    Card::new(Tone::Plain, format!("Set. {}", told.line(setting)))
}

/// What a zone is called while it is chosen: its name, and what its clocks show.
#[must_use]
pub fn zone_choice(zone: &str, now: &Moment) -> String {
    let Moment::Instant(instant) = now else {
        return zone.to_owned();
    };
    let day = words::day(instant.date_naive());
    format!("{zone} · {day}, {}", instant.format("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(set: Preferences) -> Told {
        Told {
            zone: "Asia/Kolkata".into(),
            now: Moment::parse("2026-11-24T14:30+05:30").expect("a moment"),
            set,
        }
    }

    #[test]
    fn what_is_not_set_is_told_as_it_acts() {
        let shown = shown(&told(Preferences::default()), Asked::Server);
        assert_eq!(
            shown.body,
            "What is set for this server:\n\
             **Zone:** none is set, so it is mine: Asia/Kolkata, where it is Tue 24 Nov 2026, 14:30 +05:30\n\
             **Dates in numbers that people type:** I ask, where 04/05/2026 can be two days\n\
             **Weeks of `/agenda` start on:** Monday\n\
             **Answers to commands are seen by:** everybody in the channel\n\
             **Stories are kept:** for ever\n\
             **I answer in:** every channel\n\
             **Stories are saved by:** everybody\n\
             **Quiet hours:** none"
        );
    }

    #[test]
    fn what_is_set_is_told_with_what_it_means() {
        let set = Preferences {
            zone: Some("Asia/Kolkata".into()),
            channels: vec![5, 6],
            save_role: Some(7),
            date_order: Some(DateOrder::MonthFirst),
            ..Preferences::default()
        };
        let told = told(set);
        for (setting, words) in [
            (
                Setting::Zone,
                "Set. **Zone:** Asia/Kolkata, where it is Tue 24 Nov",
            ),
            (Setting::DateOrder, "04/05/2026 is 5 April"),
            (Setting::Channels, "**I answer in:** <#5>, <#6>"),
            (Setting::SaveRole, "the role <@&7>, and who manages"),
        ] {
            let body = changed(&told, setting).body;
            assert!(body.contains(words), "{body}");
        }
        assert_eq!(
            zone_choice("Asia/Kolkata", &told.now),
            "Asia/Kolkata · Tue 24 Nov 2026, 14:30"
        );
    }
}
