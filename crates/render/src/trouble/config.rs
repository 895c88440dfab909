//! What can be wrong with a file of settings.

use crate::safe;

/// What is wrong with a file of settings, or with one line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigFault {
    /// It cannot be read.
    Unread {
        /// What the system said.
        why: String,
    },
    /// It is not TOML.
    NotToml {
        /// What the parser said.
        why: String,
    },
    /// No setting has that name.
    Unknown {
        /// The name.
        key: String,
        /// The setting that was probably meant.
        near: Option<String>,
    },
    /// The value is a table, or a list where one value is taken.
    Form {
        /// The setting.
        key: String,
        /// Whether it takes a list.
        is_list: bool,
    },
    /// The setting does not take that value.
    Value {
        /// Why, as it is told for the option of the same name.
        why: String,
    },
}

impl ConfigFault {
    /// What is said behind the file and the line.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Unread { why } => format!("it cannot be read: {}", safe::line(why)),
            Self::NotToml { why } => format!("it is not TOML: {}", safe::line(why)),
            Self::Unknown { key, near } => {
                let key = safe::line(key);
                match near {
                    Some(near) => format!("there is no setting “{key}”; did you mean {near}?"),
                    None => format!(
                        "there is no setting “{key}”; all of them are in: dateline check-config --example"
                    ),
                }
            }
            Self::Form { key, is_list: true } => {
                format!("{key} takes a value or a list of values.")
            }
            Self::Form { key, .. } => format!("{key} takes one value."),
            Self::Value { why } => safe::line(why).to_string(),
        }
    }
}
