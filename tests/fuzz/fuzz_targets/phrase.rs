//! For `cargo +nightly fuzz run phrase --features libfuzzer --fuzz-dir tests/fuzz`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attainment_fuzz::phrase(bytes));
