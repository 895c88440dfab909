//! Full-text search over stored articles, derived from storage.
