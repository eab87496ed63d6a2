//! What belongs to the page and to no run: its own settings, and its links.

pub mod editions;
pub mod knobs;
pub mod link;
pub mod loss_text;
pub mod plan;
