//! The ids of the last events, so that one delivered twice is answered once.

use std::collections::{BTreeSet, VecDeque};

/// So many ids are remembered.
const MOST: usize = 2_000;

/// Remembers ids, the oldest going first.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    order: VecDeque<u64>,
    ids: BTreeSet<u64>,
}

impl Seen {
    /// Whether the id was not among those remembered; it is from now on.
    pub(crate) fn is_new(&mut self, id: u64) -> bool {
        if !self.ids.insert(id) {
            return false;
        }
        self.order.push_back(id);
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_until_it_is_forgotten() {
        let mut seen = Seen::default();
        assert!(seen.is_new(7) && !seen.is_new(7));
        for id in 100..100 + MOST as u64 {
            assert!(seen.is_new(id));
        }
        assert!(seen.is_new(7), "the oldest is forgotten");
        assert_eq!(seen.order.len(), MOST);
    }
}
