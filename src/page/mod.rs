//! What belongs to the page and to no run: its links.

pub mod link;
pub mod loss_text;
