//! Up to which place of which log the index has read.

/// What the last commit had applied; written into the commit itself, so that it is never ahead of the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Name of the store whose log was read.
    pub store: String,
    /// The layout of the documents: [`crate::Index::SCHEMA`] when they were written by this version.
    pub schema: u32,
    /// The last change that was applied.
    pub sequence: u64,
}

impl Position {
    /// `store:schema:sequence`, as it stands in the commit.
    pub(crate) fn written(&self) -> String {
        format!("{}:{}:{}", self.store, self.schema, self.sequence)
    }

    /// None where the words have another form.
    pub(crate) fn read(payload: &str) -> Option<Self> {
        let mut parts = payload.rsplitn(3, ':');
        let sequence = parts.next()?.parse().ok()?;
        let schema = parts.next()?.parse().ok()?;
        let store = parts.next()?.to_owned();
        Some(Self {
            store,
            schema,
            sequence,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_as_it_was_written_and_other_words_are_not() {
        let position = Position {
            store: "a:b".into(),
            schema: 3,
            sequence: u64::MAX,
        };
        assert_eq!(Position::read(&position.written()), Some(position));
        for other in ["", "a", "a:1", "a:1:x", "a:-1:2"] {
            assert_eq!(Position::read(other), None, "{other}");
        }
    }
}
