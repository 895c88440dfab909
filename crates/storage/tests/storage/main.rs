//! What every store promises, on each backend; what the folder promises besides; and what a kill leaves.

mod agreement;
mod backups;
mod contract;
mod corrections;
mod digests;
mod folder;
mod golden;
mod kill;
mod orders;
mod sample;
