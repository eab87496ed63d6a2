//! Work that is left out changes no bit; `web.rs` holds the browsers to the same.
#![cfg(not(target_arch = "wasm32"))]

mod common {
    pub mod shortcuts;
}

#[test]
fn shortcuts_and_a_step_in_two_halves_have_the_bits_of_the_whole() {
    common::shortcuts::check();
}
