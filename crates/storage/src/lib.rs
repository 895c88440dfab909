//! Keeps articles and what was read in them: the Store trait, memory, sled.
