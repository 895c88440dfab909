//! The facade: take an article, ask, list, forget.
