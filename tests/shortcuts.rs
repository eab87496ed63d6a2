//! Work that is left out changes no bit; `web.rs` holds the browsers to the same.

#[test]
fn shortcuts_and_a_step_in_two_halves_have_the_bits_of_the_whole() {
    crate::common::shortcuts::check();
}
