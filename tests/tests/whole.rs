//! Whole-workspace tests: the architecture, and stories that ask the whole desk.

#[path = "whole/architecture.rs"]
mod architecture;
#[path = "whole/stories.rs"]
mod stories;
