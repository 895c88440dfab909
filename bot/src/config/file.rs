//! Reading the file: every fault is found at once, each with its line.

use super::known::{Known, nearest, refused};
use crate::commands::Arguments;
use clap::CommandFactory;
use dateline_render::{ConfigFault, Trouble};
use std::{fs, path::Path};
use toml::de::{DeTable, DeValue};

/// A setting as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// Its key.
    pub(crate) key: String,
    /// Its values, as they would be typed; paths lie beside the file.
    pub(crate) values: Vec<String>,
    /// The line of the key, from 1.
    pub(crate) line: usize,
}

/// What a file sets, in the order of its lines.
///
/// # Errors
/// Every fault of the file: it cannot be read, is not TOML, has keys that are no settings or values that are none of theirs.
pub(crate) fn read(path: &Path, known: &[Known]) -> Result<Vec<Written>, Vec<Trouble>> {
    let fault = |line: Option<usize>, fault: ConfigFault| Trouble::Config {
        path: path.to_owned(),
        line,
        fault,
    };
    let text = fs::read_to_string(path).map_err(|why| {
        let why = why.to_string();
        vec![fault(None, ConfigFault::Unread { why })]
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map(|span| line_of(text, span.start));
        let why = error.message().to_owned();
        vec![fault(line, ConfigFault::NotToml { why })]
    })?;
    let (mut written, mut faults) = (Vec::new(), Vec::new());
    for (key, value) in table.get_ref() {
        let line = line_of(text, key.span().start);
        match setting(key.get_ref(), value.get_ref(), known, path) {
            Ok(values) => written.push(Written {
                key: key.get_ref().to_string(),
                values,
                line,
            }),
            Err(why) => faults.push((line, why)),
        }
    }
    if faults.is_empty() {
        written.sort_by_key(|written| written.line);
        return Ok(written);
    }
    faults.sort_by_key(|(line, _)| *line);
    let faults = faults.into_iter();
    Err(faults.map(|(line, why)| fault(Some(line), why)).collect())
}

/// The values of a setting, each as the command line takes it.
fn setting(
    key: &str,
    value: &DeValue<'_>,
    known: &[Known],
    file: &Path,
) -> Result<Vec<String>, ConfigFault> {
    let Some(setting) = known.iter().find(|known| known.key == key) else {
        return Err(ConfigFault::Unknown {
            key: key.to_owned(),
            near: nearest(known, key).map(str::to_owned),
        });
    };
    let form = || ConfigFault::Form {
        key: key.to_owned(),
        is_list: setting.is_list,
    };
    let values = match value {
        DeValue::Array(values) if setting.is_list => {
            let values = values.iter().map(|value| plain(value.get_ref()));
            values.collect::<Option<Vec<String>>>()
        }
        one => plain(one).map(|value| vec![value]),
    };
    let values = values.ok_or_else(form)?;
    let command = Arguments::command();
    for value in &values {
        if let Some(why) = refused(&command, key, value) {
            return Err(ConfigFault::Value { why });
        }
    }
    let beside = |value: String| match file.parent() {
        Some(folder) if setting.is_path => folder.join(value).to_string_lossy().into_owned(),
        _ => value,
    };
    Ok(values.into_iter().map(beside).collect())
}

/// A value as it would be typed; none for tables and lists.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(is) => Some(is.to_string()),
        DeValue::Integer(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// The line of a byte, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().iter().take(byte);
    1 + before.filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::known;

    fn told(text: &str) -> Result<Vec<Written>, Vec<String>> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("d.toml");
        fs::write(&path, text).expect("a file");
        let read = read(&path, &known(&Arguments::command()));
        read.map_err(|faults| {
            let shown = |fault: Trouble| {
                let told = fault.to_string();
                let name = told.find("d.toml").unwrap_or_default();
                told.get(name..).unwrap_or_default().to_owned()
            };
            faults.into_iter().map(shown).collect()
        })
    }

    #[test]
    fn strings_numbers_and_lists_are_taken_in_the_order_of_the_file() {
        let text = "# the bot\nzone = \"Asia/Kolkata\"\nfetch-gap = 2.5\nfeeds-per-server = 7\nfetch-allow = [\"a.intern\", \"b.intern:80\"]\n";
        let written = told(text).expect("nothing wrong");
        let lines: Vec<(&str, usize, usize)> = written
            .iter()
            .map(|written| (written.key.as_str(), written.values.len(), written.line))
            .collect();
        assert_eq!(
            lines,
            [
                ("zone", 1, 2),
                ("fetch-gap", 1, 3),
                ("feeds-per-server", 1, 4),
                ("fetch-allow", 2, 5)
            ]
        );
    }

    #[test]
    fn a_path_lies_beside_the_file_unless_it_is_absolute() {
        let written = told("data = \"archives\"\n").expect("nothing wrong");
        let value = &written[0].values[0];
        assert!(value.ends_with("/archives") && value.len() > 9, "{value}");
        let written = told("data = \"/srv/archives\"\n").expect("nothing wrong");
        assert_eq!(written[0].values, ["/srv/archives"]);
    }

    #[test]
    fn every_fault_is_told_at_once_with_its_line() {
        let text = "zome = \"UTC\"\nzone = \"Atlantis\"\n\nfetch-gap = [1, 2]\nqqqq = 1\n[serve]\n";
        let faults = told(text).expect_err("faults");
        assert_eq!(faults.len(), 5, "{faults:#?}");
        assert_eq!(
            faults[0],
            "d.toml, line 1: there is no setting “zome”; did you mean zone?"
        );
        assert!(faults[1].starts_with("d.toml, line 2: "), "{}", faults[1]);
        assert_eq!(faults[2], "d.toml, line 4: fetch-gap takes one value.");
        assert!(
            faults[3].contains("line 5: there is no setting “qqqq”"),
            "{}",
            faults[3]
        );
        assert!(faults[4].contains("line 6"), "{}", faults[4]);
    }

    #[test]
    fn what_is_not_toml_names_the_line() {
        let faults = told("zone = \"UTC\"\nzone = \n").expect_err("faults");
        assert!(faults[0].starts_with("d.toml, line 2"), "{faults:?}");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,120}") {
            let _ = told(&text);
        }
    }
}
