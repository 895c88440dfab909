//! Any bytes as a story: `cargo +nightly fuzz run times fuzz/corpus/times fuzz/seeds` in `crates/timex`.

#![no_main]

#[path = "../body.rs"]
mod body;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| body::any_bytes(bytes));
